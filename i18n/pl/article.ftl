### Words of the articles: mail programs, tests, terms.

oe-outlook-express = Outlook Express
oe-accounts = Konta
oe-mail-tab = Poczta
oe-servers-tab = Serwery
oe-advanced-tab = Zaawansowane
oe-logon-spa = Logowanie przy użyciu bezpiecznego uwierzytelniania hasła
oe-outgoing = Poczta wychodząca (SMTP)
oe-requires-ssl = Ten serwer wymaga bezpiecznego połączenia (SSL)
oe-outgoing-auth-settings = Ustawienia uwierzytelniania serwera poczty wychodzącej

test-network-monitor = Monitor sieci
test-capture = przechwytywanie
test-packet = Pakiet
test-port = Port
test-session = Sesja SMTP
test-title = Sprawdzanie, czy skonfigurowane ustawienia serwera wirtualnego SMTP działają prawidłowo
test-encrypted = szyfrowane

doc-troubleshooting = Rozwiązywanie problemów
doc-references = Materiały referencyjne
doc-summary = Streszczenie
doc-back-to-top = Powrót do początku
doc-configure-ip = Konfiguracja ograniczeń adresów IP
doc-configure-access = Konfiguracja kontroli dostępu
doc-configure-encryption = Konfiguracja szyfrowania
doc-configure-relay = Konfiguracja przekazywania
doc-additional-vs = Tworzenie dodatkowego serwera wirtualnego SMTP

net-isp = Usługodawca internetowy
net-firewall = Zapora
net-domain-controller = Kontroler domeny
net-pop3 = POP3 (Post Office Protocol 3)
net-imap4 = IMAP4 (Internet Message Access Protocol 4)
net-active-directory = Active Directory
