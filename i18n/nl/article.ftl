### Words of the articles: mail programs, tests, terms.

oe-outlook-express = Outlook Express
oe-accounts = Accounts
oe-mail-tab = E-mail
oe-servers-tab = Servers
oe-advanced-tab = Geavanceerd
oe-logon-spa = Aanmelden met beveiligd-wachtwoordverificatie
oe-outgoing = Uitgaande e-mail (SMTP)
oe-requires-ssl = Voor deze server is een beveiligde verbinding (SSL) nodig
oe-outgoing-auth-settings = Verificatie-instellingen voor uitgaande-e-mailserver

test-network-monitor = Network Monitor
test-capture = vastleggen
test-packet = Pakket
test-port = poort
test-session = SMTP-sessie
test-title = Testen of de door u geconfigureerde instellingen voor de virtuele SMTP-server goed werken
test-encrypted = gecodeerd

doc-troubleshooting = Problemen oplossen
doc-references = Referenties
doc-summary = Samenvatting
doc-back-to-top = Terug naar begin
doc-configure-ip = IP-adresbeperkingen configureren
doc-configure-access = Toegangsbeheer configureren
doc-configure-encryption = Codering configureren
doc-configure-relay = Doorsturen configureren
doc-additional-vs = Een aanvullende virtuele SMTP-server maken

net-isp = internetprovider
net-firewall = firewall
net-domain-controller = Domeincontroller
net-pop3 = POP3 (Post Office Protocol 3)
net-imap4 = IMAP4 (Internet Message Access Protocol 4)
net-active-directory = Active Directory
