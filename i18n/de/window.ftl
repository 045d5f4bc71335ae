### The window: menus, status bar, search, About.

app-system-manager = System-Manager
app-microsoft-exchange = Microsoft Exchange

menu-start-programs = Programme
menu-new = &Neu
menu-start = S&tarten
menu-stop = &Beenden
menu-pause = &Anhalten
menu-resume = &Fortsetzen
menu-restart = N&eu starten
menu-delete = &Löschen
menu-rename = &Umbenennen
menu-refresh = A&ktualisieren
menu-properties = Eigens&chaften
menu-export-list = Liste e&xportieren…
menu-view = An&sicht
menu-action = &Aktion
menu-file = &Datei
menu-tools = &Extras
menu-help = &Hilfe
menu-language = &Sprache
menu-exit = &Konsole schließen
menu-undo = &Rückgängig

window-tree-width = Breite der Struktur
window-title = Postkontor auf { $host }

menu-find = &Suchen…
menu-english-names = Englische Namen &anzeigen
menu-appearance = &Darstellung
menu-theme-system = &Wie im System
menu-theme-light = &Hell
menu-theme-dark = &Dunkel
menu-theme-contrast = Hoher &Kontrast
menu-text-larger = &Größerer Text
menu-text-smaller = Kl&einerer Text
menu-text-normal = &Normale Textgröße
menu-status-bar = S&tatusleiste
menu-manual = &Handbuch
menu-about = &Info über Postkontor
menu-open-home = &Datenordner öffnen
menu-change-history = Ä&nderungsverlauf…
menu-undo-change = Rückgängig: { $change }
menu-new-server = &Virtueller SMTP-Server…
menu-new-account = &Konto…
menu-new-device = &Gerät…
menu-new-domain = &E-Mail-Domäne…
menu-new-remote-domain = &Remotedomäne…
menu-new-alias = &Alias…
menu-test-security = Siche&rheit testen…
menu-explain = &Würde das angenommen?…
menu-set-up-program = E-&Mail-Programm einrichten…
menu-test-message = Testnachricht sen&den…
menu-set-password = Kennwort &festlegen…
menu-expand = &Erweitern
menu-collapse = &Reduzieren

about-version = Version { $version }
about-text = Ein SMTP-Server für kleine Büros.

status-ready = Alles läuft.
status-undone = Rückgängig gemacht: { $change }
status-saving = Wird gespeichert…
status-more-problems = { $count ->
        [one] und { $count } weiteres Problem
       *[other] und { $count } weitere Probleme
    }
status-engine-gone = Der E-Mail-Dienst wurde beendet. Schließen Sie Postkontor, und starten Sie es neu.

search-no-match = Für „{ $text }“ wurde nichts gefunden.
search-word = &Wort
search-go = &Dorthin
search-col-word = Wort
search-col-place = Ort
search-hint = Geben Sie ein, wie etwas hier oder in den Artikeln von Microsoft zum SMTP-Server heißt, in einer der sechs Sprachen.
search-note = Eingabetaste oder Doppelklick führt dorthin. „Name (anderer Name)“: wie es hier heißt und unter welchem Namen es gefunden wurde.
