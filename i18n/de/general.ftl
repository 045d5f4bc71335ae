### The property sheet: its tabs and the General tab.

tab-general = Allgemein
tab-access = Zugriff
tab-messages = Nachrichten
tab-delivery = Übermittlung

gen-ip-address = &IP-Adresse
gen-tcp-port = &TCP-Port
gen-limit-connections = Anzahl &der Verbindungen beschränken auf
gen-connection-timeout = &Verbindungstimeout (Minuten)
gen-enable-logging = &Protokollierung aktivieren
gen-log-format = &Aktives Protokollformat
gen-adv-title = Erweitert
gen-adv-multiple = Mehrere Identitäten für diesen virtuellen Server konfigurieren
gen-adv-filter-enabled = Filter aktiviert
gen-ident-title = Identifikation
gen-ident-apply-filter = &Filter anwenden
gen-ident-apply-sender-filter = &Absenderfilter anwenden
gen-ident-apply-recipient-filter = &Empfängerfilter anwenden
gen-ident-apply-connection-filter = Ve&rbindungsfilter anwenden
gen-ident-duplicate = Diese IP-Adresse und dieser TCP-Port werden bereits verwendet.

log-iis = Microsoft IIS-Protokolldateiformat
log-ncsa = Allgemeines NCSA-Protokolldateiformat
log-odbc = ODBC-Protokollierung
log-w3c = Erweitertes W3C-Protokolldateiformat
log-schedule = Zeitplan für neues Protokoll
log-hourly = &Stündlich
log-daily = &Täglich
log-weekly = &Wöchentlich
log-monthly = &Monatlich
log-unlimited-size = &Unbegrenzte Dateigröße
log-size-reaches = Wenn Dateigröße &erreicht
log-directory = P&rotokolldateiverzeichnis
log-file-name = Protokolldateiname
log-local-time = &Lokale Zeit für Dateinamen und Dateiwechsel verwenden
log-fields = Erweiterte &Protokollierungsoptionen
log-f-date = Datum
log-f-time = Zeit
log-f-client-ip = Client-IP-Adresse
log-f-user-name = Benutzername
log-f-service-name = Dienstname
log-f-server-name = Servername
log-f-method = Methode
log-f-status = Protokollstatus
log-f-bytes-sent = Gesendete Bytes
log-f-bytes-received = Empfangene Bytes
log-f-time-taken = Dauer
log-title = Eigenschaften der erweiterten Protokollierung
log-f-server-ip = Server-IP-Adresse
log-f-server-port = Serverport
log-f-uri-stem = URI-Stamm
log-f-uri-query = URI-Abfrage
log-f-win32-status = Win32-Status
log-f-protocol-version = Protokollversion
log-f-host = Angesprochener Host
log-f-user-agent = Benutzer-Agent
log-f-cookie = Cookie
log-f-referer = Verweisende Seite
log-megabytes = MB
log-directory-note = Ein Ordner in dem von Postkontor, zum Beispiel logs.
log-fields-note = Für manche dieser Felder gibt es bei SMTP nichts; dort steht ein Bindestrich.

binding-encryption = &Verschlüsselung

gen-properties-title = Eigenschaften von { $server }
gen-identities = A&dressen
gen-several-addresses = (Mehrere)
gen-start-automatically = Diesen &Server zusammen mit Postkontor starten
gen-session-maximum = &Längste Sitzungsdauer (Minuten)
gen-disk-reserve = &Freizuhaltender Speicherplatz (MB)
gen-disk-reserve-note = Ohne Häkchen: { $mb } MB oder 2 % des Datenträgers, je nachdem, was mehr ist. Darunter wird keine neue E-Mail angenommen.
gen-limit-per-address = Anzahl der Ve&rbindungen pro Adresse beschränken auf
gen-identity-last = Die letzte Adresse kann nicht entfernt werden.
gen-group-connections = Verbindungen

enc-starttls = STARTTLS
enc-tls = SSL/TLS
enc-none = Keine Verschlüsselung
enc-starttls-note = Die Verbindung beginnt im Klartext und wird dann verschlüsselt (üblich für die Ports 25 und 587).
enc-tls-note = Die Verbindung ist von Anfang an verschlüsselt (üblich für Port 465).
log-keep = Protokolle &aufbewahren
log-days = Tage
log-keep-note = 0 bis 36.500; 0 = für immer
log-all-servers = Alle Server
log-facts = 30 Tage la&ng merken, wer sich verbindet und anmeldet
log-facts-note = Damit lässt sich vor einer Änderung sagen, wen sie betrifft. Nur Adressen, Kontonamen und Anzahlen werden aufbewahrt, nie der Inhalt einer Nachricht.
