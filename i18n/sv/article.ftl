### Words of the articles: mail programs, tests, terms.

oe-outlook-express = Outlook Express
oe-accounts = Konton
oe-mail-tab = E-post
oe-servers-tab = Servrar
oe-advanced-tab = Avancerat
oe-logon-spa = Logga in med säker lösenordsautentisering
oe-outgoing = Utgående e-post (SMTP)
oe-requires-ssl = Den här servern kräver en säker anslutning (SSL)
oe-outgoing-auth-settings = Inställningar för autentisering mot server för utgående e-post

test-network-monitor = Network Monitor
test-capture = Datainsamling
test-packet = paket
test-port = port
test-session = SMTP-session
test-title = Testa om de konfigurerade inställningarna för den virtuella SMTP-servern fungerar som de ska
test-encrypted = krypterade

doc-troubleshooting = Felsökning
doc-references = Referenser
doc-summary = Sammanfattning
doc-back-to-top = Överst på sidan
doc-configure-ip = Konfigurera IP-adressbegränsningar
doc-configure-access = Konfigurera åtkomstkontroll
doc-configure-encryption = Konfigurera kryptering
doc-configure-relay = Konfigurera återutsändning
doc-additional-vs = Skapa ytterligare en virtuell SMTP-server

net-isp = Internet-leverantör
net-firewall = Brandvägg
net-domain-controller = Domänkontrollant
net-pop3 = POP3 (Post Office Protocol 3)
net-imap4 = IMAP4 (Internet Message Access Protocol 4)
net-active-directory = Active Directory
