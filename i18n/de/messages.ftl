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
msg-report-language-note = Absender unzustellbarer Nachrichten lesen zuerst diese Sprache und darunter Englisch.
msg-badmail-note = Für Berichte, die ebenfalls unzustellbar sind. Im Datenordner, sofern der Pfad nicht vollständig ist; leer: { $folder }
msg-forward-note = Ein Name oder eine Adresse in eckigen Klammern. Bleibt das Feld leer, wird E-Mail an Namen, die in Ihren Domänen niemand hat, abgewiesen.
