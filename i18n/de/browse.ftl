### Browse: choosing a folder or a file.

browse-folder-title = Ordner auswählen
browse-open-title = Datei auswählen
browse-save-title = Datei speichern
browse-path = &Ordner
browse-up = Nach o&ben
browse-home = &Datenordner
browse-own = &Persönlicher Ordner
browse-new = &Neuer Ordner
browse-new-name = Na&me des neuen Ordners
browse-file = D&ateiname
browse-all = Alle Dateien an&zeigen
browse-size = Größe
browse-changed = Geändert
browse-chosen = Ausgewählt: { $path }
browse-cut = Der Ordner enthält sehr viel. Nur die ersten { $count } Einträge werden angezeigt; geben Sie den Pfad zu allem anderen ein.
browse-no-file = In diesem Ordner gibt es keine Datei „{ $name }“.
browse-missing = Den Ordner { $path } gibt es nicht.
browse-no-folder = { $path } ist kein Ordner.
browse-denied = Postkontor darf { $path } nicht öffnen.
browse-bad-name = Ein Ordner kann nicht so heißen.
browse-taken = „{ $name }“ ist schon vorhanden.
browse-late = Der Ordner konnte nicht rechtzeitig gelesen werden. Ist der Datenträger angeschlossen?
browse-other = { $path } konnte nicht geöffnet werden: { $reason }
