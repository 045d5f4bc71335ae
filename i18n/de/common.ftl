### Words that many dialogs share: buttons, fields, states, what a field accepts, message boxes, the reach of a change.

btn-ok = OK
btn-cancel = Abbrechen
btn-apply = Ü&bernehmen
btn-close = S&chließen
btn-next = &Weiter
btn-back = &Zurück
btn-finish = &Fertig stellen
btn-add = Hin&zufügen…
btn-remove = &Entfernen
btn-edit = Be&arbeiten…
btn-modify = Ä&ndern…
btn-browse = &Durchsuchen…
btn-configure = &Konfigurieren…
btn-advanced = &Erweitert…
btn-move-up = Nach &oben
btn-move-down = &Nach unten
btn-yes = &Ja
btn-no = &Nein

field-name = &Name
field-value = Wert
field-description = Beschreibung

state-label = Status
state-running = Wird ausgeführt
state-stopped = Beendet
state-paused = Angehalten
state-starting = Wird gestartet…
state-stopping = Wird beendet…

common-note = Hinweis
common-default = Standard
common-server = Server
common-client = Client
common-minutes = Minuten
common-hours = Stunden
common-days = Tage
common-unlimited = Unbegrenzt
common-none = (Keine)
common-warning = Warnung
common-error = Fehler
common-restart-required = Die Änderung wird erst nach einem Neustart des virtuellen Servers wirksam.

val-name-required = Geben Sie einen Namen ein.
val-name-in-use = Der Name wird bereits verwendet.
val-invalid-ip = Geben Sie eine gültige IP-Adresse ein.
val-invalid-mask = Die Subnetzmaske ist ungültig.
val-invalid-port = Geben Sie eine Portnummer zwischen 1 und 65535 ein.
val-invalid-domain = Geben Sie einen gültigen Domänennamen ein.
val-range = Geben Sie eine Zahl zwischen { $min } und { $max } ein.
val-session-lt-message = Die Sitzungsgröße darf nicht kleiner als die Nachrichtengröße sein.
val-domain-gt-total = Der Wert pro Domäne darf nicht größer als die Gesamtzahl der Verbindungen sein.
val-delay-ge-expiration = Die Verzögerungsbenachrichtigung muss vor der Ablaufzeit erfolgen.
val-entry-exists = Der Eintrag ist bereits in der Liste vorhanden.
val-no-auth-method = Wählen Sie mindestens eine Authentifizierungsmethode aus.
val-clear-text-warning = Kennwörter werden unverschlüsselt über das Netzwerk gesendet. Möchten Sie den Vorgang fortsetzen?
val-wrong-password = Das Kennwort ist falsch.
val-passwords-differ = Die Kennwörter stimmen nicht überein.
val-file-overwrite = Die Datei ist bereits vorhanden. Möchten Sie sie ersetzen?

msgbox-start-failed = Der virtuelle Server konnte nicht gestartet werden.
msgbox-port-in-use = Der Port wird von einem anderen Programm verwendet.
msgbox-unsaved = Möchten Sie die Änderungen speichern?
msgbox-terminate-all = Möchten Sie alle Sitzungen trennen?
msgbox-delete-messages = Möchten Sie die ausgewählten Nachrichten löschen?
msgbox-no-sessions = Es sind keine aktuellen Sitzungen vorhanden.
msgbox-queue-empty = Die Warteschlange enthält keine Nachrichten.

field-comment = &Kommentar

reach-now = Gilt: sofort
reach-new-connections = Gilt: für neue Verbindungen
reach-restart = Gilt: nach Neustart

btn-help = &Hilfe
btn-properties = Eige&nschaften…
btn-retry = &Wiederholen
btn-copy = &Kopieren
btn-copy-all = &Alles kopieren
btn-create = Erstellen
btn-details = &Details
btn-show-field = &Feld anzeigen
btn-stop-waiting = Nicht länger warten

common-with-colon = { $label }:
common-quoted = „{ $text }“
common-optional = { $label } (optional)
common-range = { $min } bis { $max }
common-on = Ein
common-off = Aus
common-unknown = Unbekannt
common-never = Nie
common-please-wait = Bitte warten…
common-no-items = In dieser Ansicht sind keine Elemente vorhanden.
common-items = { $count ->
        [one] { $count } Element
       *[other] { $count } Elemente
    }
common-selected = { $count ->
        [one] { $count } Element ausgewählt
       *[other] { $count } Elemente ausgewählt
    }
common-changes-refused = Die Änderungen wurden nicht gespeichert.
common-issues = { $count ->
        [one] { $count } Eintrag muss korrigiert werden.
       *[other] { $count } Einträge müssen korrigiert werden.
    }

val-required = Dieses Feld darf nicht leer sein.
val-number = Geben Sie eine ganze Zahl ein.
val-invalid-address = Geben Sie eine gültige E-Mail-Adresse ein, z. B. anna@example.com.
val-password-short = Das Kennwort muss mindestens { $count } Zeichen lang sein.

state-error = Fehler
state-pause-note = Angehalten: keine neuen Verbindungen; wartende E-Mail wird weiterhin zugestellt.

msgbox-engine-failed = Der E-Mail-Dienst konnte nicht gestartet werden.
val-invalid-host = Geben Sie einen Hostnamen wie smtp.example.com oder eine IP-Adresse in eckigen Klammern ein.
