### Questions that are asked before something is done.

ask-continue = Möchten Sie den Vorgang fortsetzen?
ask-apply-anyway = &Trotzdem übernehmen
ask-go-back = &Zurück zum Dialogfeld
ask-lock-out-empty = „Nur Computer in der Liste“ ist ausgewählt, und die Liste ist leer: Niemand könnte sich mit „{ $server }“ verbinden, auch nicht dieser Computer.
ask-lock-out-self = Ihre eigene Adresse { $address } darf sich nicht mehr mit „{ $server }“ verbinden.
ask-open-relay-list = Mit „Alle Computer außer denen in der Liste“ darf jeder Computer, der nicht in der Liste steht, über „{ $server }“ E-Mail an beliebige Domänen senden.
ask-open-relay-network = Der Eintrag { $network } erlaubt jedem Computer der Welt die Weiterleitung.
ask-nobody-can-log-on = Es ist keine Authentifizierungsmethode ausgewählt: Niemand könnte über „{ $server }“ E-Mail senden.
ask-postmaster = E-Mail an postmaster muss eine Person erreichen. Wählen Sie ein Konto aus, bevor Sie die E-Mail-Domäne { $domain } hinzufügen.
ask-delete-server = Möchten Sie „{ $server }“ löschen?
ask-delete-server-queued = { $count ->
        [one] { $count } Nachricht wartet noch in der Warteschlange.
       *[other] { $count } Nachrichten warten noch in der Warteschlange.
    }
ask-queued-other-server = Über „{ $server }“ &zustellen
ask-queued-return = &An die Absender zurücksenden
ask-stop-sessions = { $count ->
        [one] { $count } Sitzung wird getrennt.
       *[other] { $count } Sitzungen werden getrennt.
    }
ask-edits-title = Die Einstellungsdatei wurde von Hand geändert
ask-edits-text = { $file } wurde außerhalb von Postkontor geändert ({ $time }). Möchten Sie die Änderungen verwenden?
ask-edits-load = &Geänderte Datei verwenden
ask-edits-keep = &Aktuelle Einstellungen beibehalten
ask-edits-kept-copy = Die andere Fassung bleibt unter Änderungsverlauf erhalten.
ask-edits-comments = Die Kommentare in der Datei können beim Neuschreiben nicht erhalten bleiben. Die jetzige Datei bleibt unter Änderungsverlauf erhalten.
ask-second-title = Postkontor wird bereits ausgeführt
ask-second-text = Ein anderes Postkontor (Prozess { $process }) verwendet den Datenordner { $home }. Schließen Sie es zuerst, oder öffnen Sie dieses mit einem anderen Datenordner.
ask-close-title = Postkontor schließen
ask-close-text = Der E-Mail-Dienst läuft in diesem Programm. Was soll beim Schließen des Fensters geschehen?
ask-close-keep = &Im Hintergrund weiter ausführen
ask-close-quit = &Sitzungen abschließen und beenden
ask-close-waiting = { $count ->
        [one] { $count } Sitzung wird abgeschlossen…
       *[other] { $count } Sitzungen werden abgeschlossen…
    }
ask-close-now = &Jetzt beenden
ask-impact = { $count ->
        [one] Rückblick über { $span }: { $count } Anmeldung oder Nachricht wäre abgelehnt worden.
       *[other] Rückblick über { $span }: { $count } Anmeldungen oder Nachrichten wären abgelehnt worden.
    }

ask-delete-undo = Rückgängig bringt ihn zurück.
ask-close-ends = Der E-Mail-Dienst läuft in diesem Programm und endet mit ihm.
ask-close-mail-waits = Wartende E-Mail bleibt in der Warteschlange und wird gesendet, wenn Postkontor wieder geöffnet wird.
ask-edits-use = Die Einstellungen oder Konten wurden außerhalb von Postkontor geändert. Möchten Sie die Änderungen verwenden?
