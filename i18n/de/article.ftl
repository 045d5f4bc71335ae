### Words of the articles: mail programs, tests, terms.

oe-outlook-express = Outlook Express
oe-accounts = Konten
oe-mail-tab = E-Mail
oe-servers-tab = Server
oe-advanced-tab = Erweitert
oe-logon-spa = Anmeldung durch gesicherte Kennwort-Authentifizierung
oe-outgoing = Postausgang (SMTP)
oe-requires-ssl = Dieser Server erfordert eine sichere Verbindung (SSL)
oe-outgoing-auth-settings = Authentifizierungseinstellungen für Postausgangsserver

test-network-monitor = Netzwerkmonitor
test-capture = Aufzeichnung
test-packet = Paket
test-port = Port
test-session = SMTP-Sitzung
test-title = Überprüfen der Einstellungen des virtuellen SMTP-Servers
test-encrypted = verschlüsselt

doc-troubleshooting = Problembehandlung
doc-references = Referenzen
doc-summary = Zusammenfassung
doc-back-to-top = Zurück zum Anfang
doc-configure-ip = IP-Adressbeschränkungen konfigurieren
doc-configure-access = Zugriffskontrolle konfigurieren
doc-configure-encryption = Verschlüsselung konfigurieren
doc-configure-relay = Weiterleitung konfigurieren
doc-additional-vs = Erstellen eines zusätzlichen virtuellen SMTP-Servers

net-isp = Internetdienstanbieter (ISP)
net-firewall = Firewall
net-domain-controller = Domänencontroller
net-pop3 = Post Office Protocol 3 (POP3)
net-imap4 = Internet Message Access Protocol 4 (IMAP4)
net-active-directory = Active Directory
