### The Messages tab.

msg-specify = Geben Sie die folgenden Nachrichteninformationen an
msg-limit-size = &Nachrichtengröße beschränken auf (KB)
msg-limit-session = &Sitzungsgröße beschränken auf (KB)
msg-limit-per-connection = Anzahl der Nachrichten &pro Verbindung beschränken auf
msg-limit-recipients = Anzahl der &Empfänger pro Nachricht beschränken auf
msg-ndr = Unzustellbarkeitsbericht (NDR)
msg-ndr-copy = &Kopie des Unzustellbarkeitsberichts senden an
msg-badmail = Badmail-&Verzeichnis
msg-queue-dir = &Warteschlangenverzeichnis
msg-forward-unresolved = &Alle Nachrichten mit nicht aufgelösten Empfängern weiterleiten an Host
msg-message-data = Nachrichtendaten
msg-recipient = &Empfänger
msg-sender = &Absender
msg-limit-size-note = Absender erfahren die Grenze vor dem Senden.
msg-limit-per-connection-note = Ausgehend: Nach dieser Anzahl von Nachrichten wird eine neue Verbindung geöffnet.
msg-limit-recipients-note = Internetstandards fordern mindestens 100.
msg-report-language = Sp&rache der Berichte
msg-badmail-note = Leer: { $folder } im Datenordner.
msg-forward-note = Leer: E-Mail an Namen, die niemand hat, wird abgewiesen.
msg-pickup = Nachrichten aus dem P&ickup-Verzeichnis senden
msg-pickup-note = Vollständige .eml-Dateien, die nach { $folder } im Datenordner verschoben werden, werden gesendet. Dateien, die keine Nachrichten sind, kommen in das Badmail-Verzeichnis.
