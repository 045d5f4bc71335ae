### The property sheet: its tabs and the General tab.

tab-general = Ogólne
tab-access = Dostęp
tab-messages = Wiadomości
tab-delivery = Dostarczanie

gen-ip-address = Adres &IP
gen-tcp-port = Port &TCP
gen-limit-connections = &Ogranicz liczbę połączeń do
gen-connection-timeout = &Limit czasu połączenia (minuty)
gen-enable-logging = Włącz &rejestrowanie
gen-log-format = Aktywny &format dziennika
gen-adv-title = Zaawansowane
gen-adv-multiple = Konfiguruj wiele tożsamości dla tego serwera wirtualnego
gen-adv-filter-enabled = Filtr włączony
gen-ident-title = Identyfikacja
gen-ident-apply-filter = &Zastosuj filtr
gen-ident-apply-sender-filter = Zastosuj filtr &nadawców
gen-ident-apply-recipient-filter = Zastosuj filtr &adresatów
gen-ident-apply-connection-filter = Zastosuj &filtr połączeń
gen-ident-duplicate = Ten adres IP i port TCP są już używane.

log-iis = Format pliku dziennika Microsoft IIS
log-ncsa = Format pliku dziennika NCSA Common
log-odbc = Rejestrowanie ODBC
log-w3c = Rozszerzony format pliku dziennika W3C
log-schedule = Harmonogram nowego dziennika
log-hourly = Co &godzinę
log-daily = C&odziennie
log-weekly = Co &tydzień
log-monthly = &Co miesiąc
log-unlimited-size = &Nieograniczony rozmiar pliku
log-size-reaches = G&dy plik osiągnie rozmiar
log-directory = &Katalog plików dziennika
log-file-name = Nazwa pliku dziennika
log-local-time = &Używaj czasu lokalnego do nazywania i zmiany plików
log-fields = Opcj&e rejestrowania rozszerzonego
log-f-date = Data
log-f-time = Godzina
log-f-client-ip = Adres IP klienta
log-f-user-name = Nazwa użytkownika
log-f-service-name = Nazwa usługi
log-f-server-name = Nazwa serwera
log-f-method = Metoda
log-f-status = Stan protokołu
log-f-bytes-sent = Bajty wysłane
log-f-bytes-received = Bajty odebrane
log-f-time-taken = Czas trwania
log-title = Właściwości rejestrowania rozszerzonego
log-f-server-ip = Adres IP serwera
log-f-server-port = Port serwera
log-f-uri-stem = Rdzeń URI
log-f-uri-query = Zapytanie URI
log-f-win32-status = Stan Win32
log-f-protocol-version = Wersja protokołu
log-f-host = Nazwa hosta
log-f-user-agent = Agent użytkownika
log-f-cookie = Plik cookie
log-f-referer = Strona odsyłająca
log-megabytes = MB
log-directory-note = Folder wewnątrz folderu programu Postkontor, na przykład logs.
log-fields-note = Niektóre z tych pól nie mają odpowiednika w SMTP; zawierają wtedy łącznik.

binding-encryption = &Szyfrowanie

gen-properties-title = { $server } — właściwości
gen-identities = &Adresy
gen-several-addresses = (Kilka)
gen-start-automatically = Uruchamiaj &ten serwer razem z programem Postkontor
gen-session-maximum = &Najdłuższa sesja (minuty)
gen-disk-reserve = &Wolne miejsce do zachowania na dysku (MB)
gen-disk-reserve-note = Bez zaznaczenia: { $mb } MB albo 2% dysku, zależnie od tego, co jest większe. Poniżej tej ilości nowa poczta nie jest przyjmowana.
gen-limit-per-address = O&granicz liczbę połączeń na adres do
gen-identity-last = Nie można usunąć ostatniego adresu.
gen-group-connections = Połączenia

enc-starttls = STARTTLS
enc-tls = SSL/TLS
enc-none = Bez szyfrowania
enc-starttls-note = Połączenie zaczyna się zwykłym tekstem, a następnie jest szyfrowane (typowe dla portów 25 i 587).
enc-tls-note = Połączenie jest szyfrowane od początku (typowe dla portu 465).
log-keep = Pr&zechowuj dzienniki przez
log-days = dni
log-keep-note = 0 do 36 500; 0 = na zawsze
log-all-servers = Wszystkie serwery
log-facts = P&amiętaj przez 30 dni, kto się łączy i loguje
log-facts-note = Pozwala wskazać, kogo dotknie zmiana, zanim zostanie wprowadzona. Zapisywane są tylko adresy, nazwy kont i liczby, nigdy treść wiadomości.
