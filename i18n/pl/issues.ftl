### What is wrong: settings, ports, certificates, files, refusals.

issue-at = { $field }: { $problem }
issue-at-line = Wiersz { $line }, { $field }: { $problem }
issue-empty = Ta wartość nie może być pusta.
issue-too-long = { $max ->
        [one] Tekst jest dłuższy niż { $max } znak; skróć go.
        [few] Tekst jest dłuższy niż { $max } znaki; skróć go.
        [many] Tekst jest dłuższy niż { $max } znaków; skróć go.
       *[other] Tekst jest dłuższy niż { $max } znaku; skróć go.
    }
issue-control = Tekst zawiera znak końca wiersza lub inny znak sterujący; usuń go.
issue-domain = „{ $value }” nie jest nazwą domeny: { $reason }
issue-domain-empty = nazwa jest pusta.
issue-domain-too-long = nazwa jest dłuższa niż 253 znaki.
issue-domain-label = „{ $label }” nie jest prawidłową częścią nazwy domeny.
issue-domain-character = znak „{ $character }” jest niedozwolony w nazwie domeny.
issue-domain-international = „{ $name }” nie jest prawidłową międzynarodową nazwą domeny.
issue-address = „{ $value }” nie jest adresem e-mail: { $reason }
issue-address-unqualified = brakuje znaku @ i domeny.
issue-address-local = część przed znakiem @ jest nieprawidłowa.
issue-address-domain = część po znaku @ jest nieprawidłowa: { $reason }
issue-address-literal = adres w nawiasach kwadratowych jest nieprawidłowy.
issue-address-too-long = adres jest dłuższy niż 254 znaki.
issue-not-local = Adres { $address } nie należy do żadnej domeny pocztowej tego serwera. Dodaj domenę w węźle Domeny pocztowe albo użyj innego adresu.
issue-alias-of = Domena { $domain } nie ma tu własnych skrzynek. Wybierz inną domenę.
issue-alias-catch-all = Poczta do nieznanych adresów aliasu trafia tam, dokąd poczta domeny { $domain }. Pozostaw to pole puste.
issue-network-address = „{ $value }” nie jest adresem IP. Wpisz adres, na przykład 192.168.1.20, lub podsieć, na przykład 192.168.1.0/24.
issue-network-mask = „{ $value }” nie jest maską podsieci. Wpisz maskę, na przykład 255.255.255.0, lub liczbę bitów, na przykład 24.
issue-network-unspecified = { $address } nie jest adresem komputera. Aby wskazać wszystkie komputery, wpisz { $address }/0.
issue-span = „{ $value }” nie jest przedziałem czasu. Wpisz liczbę oraz s, m, h lub d, na przykład 10m.
issue-bind-address = „{ $value }” nie jest adresem tego komputera. Wybierz (Wszystkie nieprzypisane) lub jeden z jego adresów IP.
issue-dns-server = „{ $value }” nie jest adresem IP serwera DNS.
issue-host = „{ $value }” nie jest nazwą hosta ani adresem IP w nawiasach kwadratowych, na przykład [192.0.2.1].
issue-folder = „{ $value }” nie jest folderem wewnątrz folderu danych. Wpisz ścieżkę względną, na przykład logs.
issue-thumbprint = „{ $value }” nie jest odciskiem palca certyfikatu (64 cyfry szesnastkowe).
issue-duplicate = { $value } znajduje się już na liście (zobacz { $first }). Usuń jeden z tych wpisów.
issue-binding-taken = { $binding } jest już używane przez serwer wirtualny „{ $server }”. Wybierz inny adres lub port.
issue-range = Wartość { $value } wykracza poza zakres od { $min } do { $max }.
issue-not-shorter = { $value } to nie mniej niż { $limit } — wartość pola „{ $field }”.
issue-postmaster-missing = Poczta do adresu postmaster musi do kogoś trafiać. Wybierz tutaj konto lokalne.
issue-log-on-incomplete = Nazwa użytkownika i hasło stanowią całość: wpisz obie wartości albo żadnej.
issue-log-on-in-clear = Bez szyfrowania hasło można odczytać w sieci. Wybierz STARTTLS lub SSL/TLS albo wyraźnie na to zezwól.
issue-helo-alone = HELO nie obsługuje ani STARTTLS, ani logowania. Należy użyć EHLO albo z nich zrezygnować.
issue-session-below-message = Limit sesji { $session } KB jest mniejszy niż limit wiadomości { $message } KB.

bind-failed = Serwer „{ $server }” nie może nasłuchiwać na { $address }.
bind-in-use-by = { $address } jest używane przez program { $program }. Zatrzymaj ten program albo wybierz inny port lub adres.
bind-in-use = { $address } jest używane przez inny program. Zatrzymaj ten program albo wybierz inny port lub adres.
bind-privilege = Porty poniżej 1024 można otworzyć tylko ze specjalnym uprawnieniem, którego ten program nie ma. Zainstaluj usługę z pakietu, uruchom „{ $command }” albo wybierz port, na przykład 2525.
bind-not-ours = Żadna karta sieciowa tego komputera nie ma adresu { $address }. Wybierz inny adres lub (Wszystkie nieprzypisane).
bind-other = Nie można użyć { $address }: { $reason } Wybierz inny port lub adres.

chain-no-certificate = W pliku { $file } nie ma certyfikatu. Oczekiwany jest plik PEM z wierszem BEGIN CERTIFICATE.
chain-no-key = W pliku { $file } nie ma klucza prywatnego. Zaszyfrowany klucz trzeba najpierw odszyfrować.
chain-foreign-key = Klucz prywatny nie należy do tego certyfikatu. Użyj klucza, z którym utworzono żądanie.
chain-key = Nie można użyć klucza prywatnego: { $reason }
chain-certificate = Nie można odczytać certyfikatu: { $reason }
chain-unknown-key = Klucze prywatne tego rodzaju nie są tu znane. Użyj klucza RSA lub ECDSA.
chain-damaged = Certyfikat jest uszkodzony i nie można go odczytać.

certificate-missing = Serwer „{ $server }” ma używać certyfikatu { $thumbprint }, ale już go nie ma. Zainstaluj go ponownie albo użyj certyfikatu tymczasowego.
certificate-temporary-failed = Nie można utworzyć certyfikatu tymczasowego dla { $fqdn }: { $reason }
certificate-temporary = Certyfikat tymczasowy
certificate-none-state = Nie zainstalowano certyfikatu. Do tego czasu połączenia szyfruje certyfikat tymczasowy.

file-unreadable = Nie można odczytać pliku { $file }: { $reason }
file-unwritable = Nie można zapisać pliku { $file }: { $reason }
file-too-large = Plik { $file } jest większy niż { $limit } i nie został odczytany. Czy to właściwy plik?
file-syntax = { $file }, wiersz { $line }, kolumna { $column }: { $reason } Plik pozostawiono bez zmian.
file-newer = Plik { $file } ma wersję { $found }; ten program odczytuje wersje do { $known }. Zainstaluj nowszy program. Plik pozostawiono bez zmian.

refused-busy = Program Postkontor jest zajęty. Spróbuj ponownie za chwilę.
changed-meanwhile = W międzyczasie zmieniono również w innym miejscu: { $settings }. OK lub Zastosuj zastąpi nowe wartości Twoimi; Anuluj pozostawi nowe.
refused-gone = „{ $name }” już nie istnieje.

certificate-tls = Z tym certyfikatem nie można skonfigurować szyfrowania: { $reason } Zainstaluj inny.
refused-gone-unnamed = Obiekt został w międzyczasie usunięty.
refused-has-mail = { $count ->
        [one] { $count } wiadomość serwera „{ $name }” jest jeszcze w kolejce. Poczekaj, aż zostanie wysłana.
        [few] { $count } wiadomości serwera „{ $name }” są jeszcze w kolejce. Poczekaj, aż zostaną wysłane.
        [many] { $count } wiadomości serwera „{ $name }” jest jeszcze w kolejce. Poczekaj, aż zostaną wysłane.
       *[other] { $count } wiadomości serwera „{ $name }” jest jeszcze w kolejce. Poczekaj, aż zostaną wysłane.
    }
refused-nothing-to-undo = Nie ma nic do cofnięcia.
refused-ended = Usługa poczty została zakończona. Uruchom ponownie program Postkontor.
refused-system = Ten komputer nie mógł tego wykonać: { $reason } Niczego nie zmieniono.

start-spool = Nie można otworzyć oczekującej poczty: { $reason } Sprawdź dysk i uprawnienia do folderu.
start-spool-newer = Plik { $file } został zapisany przez nowszą wersję programu Postkontor. Uruchom tę wersję lub najpierw opróżnij nią kolejkę.
start-trust = Nie można odczytać certyfikatów, którym ufa ten komputer: { $reason } Zainstaluj pakiet ca-certificates.
start-interrupted = Uruchamianie zostało przerwane: { $reason } Uruchom program Postkontor ponownie.
start-no-room = System nie ma miejsca dla programu: { $reason } Zakończ inne programy i uruchom Postkontor ponownie.
issue-directory = „{ $value }” nie jest folderem. Wpisz ścieżkę w folderze danych, na przykład badmail, albo pełną, na przykład /srv/badmail.
issue-unwritable = Nie można zapisywać w folderze { $folder }: { $reason } Wybierz inny albo daj użytkownikowi, który uruchamia Postkontor, prawo zapisu.
issue-lmtp = „{ $value }” nie jest magazynem poczty. Wpisz ścieżkę gniazda, na przykład /run/dovecot/lmtp, albo host i port, na przykład 127.0.0.1:24.
issue-no-forward = Poczta ma być przekierowywana, ale nie podano adresu. Wpisz co najmniej jeden.

certificate-gone = Nie ma certyfikatu { $thumbprint }. Być może został w międzyczasie usunięty.
certificate-make = Nie można utworzyć klucza lub certyfikatu: { $reason }
certificate-request-pending = Ten serwer ma już oczekujące żądanie certyfikatu. Najpierw je przetwórz lub usuń.
certificate-no-request = Ten serwer nie ma już oczekującego żądania certyfikatu.
certificate-not-the-answer = Ma inny klucz. Żądanie zostaje zachowane: wybierz plik, który urząd certyfikacji przysłał w odpowiedzi na nie.
certificate-is-key = W tym pliku nie ma certyfikatu, tylko klucz prywatny.
certificate-is-encrypted-key = W tym pliku nie ma certyfikatu, tylko zaszyfrowany klucz prywatny.
certificate-is-request = W tym pliku nie ma certyfikatu, tylko żądanie wysyłane do urzędu certyfikacji. Wybierz odpowiedź.
certificate-is-pfx = To plik pfx. Zaimportuj go, podając jego hasło.
certificate-is-unknown = W tym pliku nie ma certyfikatu. Oczekiwano formatu PEM, DER lub PKCS #7 (.cer, .crt, .pem, .p7b).
certificate-is-too-large = Ten plik jest większy niż jakikolwiek certyfikat. Czy to właściwy plik?
certificate-wrong-password = Hasło pliku pfx jest nieprawidłowe.
certificate-wrong-key-password = Hasło klucza prywatnego jest nieprawidłowe.
certificate-import-no-key = W tym pliku jest certyfikat, ale nie ma jego klucza prywatnego. Wybierz także plik klucza albo umieść oba w jednym pliku.
certificate-import-no-key-in-key-file = W pliku klucza nie ma klucza prywatnego. Wybierz plik utworzony razem z żądaniem tego certyfikatu.
certificate-import-key-alone = To klucz prywatny bez certyfikatu. Wybierz plik z certyfikatem, a ten wskaż jako plik klucza.
certificate-import-request = To żądanie certyfikatu, a nie certyfikat. Wyślij je do urzędu certyfikacji i zaimportuj odpowiedź razem z kluczem prywatnym.
certificate-import-unknown = W tym pliku nie ma ani certyfikatu, ani klucza prywatnego. Oczekiwano pliku pfx lub PEM (.pem, .crt, .key).
certificate-import-too-large = To więcej niż jakikolwiek certyfikat z łańcuchem i kluczem. Czy to właściwy plik?
certificate-import-too-many-keys = Jest tu więcej kluczy prywatnych, niż potrzebuje jeden certyfikat. Pozostaw w pliku tylko jego klucz.
certificate-import-old-encryption = Klucz prywatny jest zaszyfrowany dawną metodą PEM, która słabo chroni. Zapisz go na nowo: openssl pkcs8 -topk8 -in KLUCZ -out NOWY.
certificate-import-key-encryption = Klucz prywatny jest zaszyfrowany w nieznany tu sposób. Zapisz go na nowo: openssl pkcs8 -topk8 -v2 aes256 -in KLUCZ -out NOWY.
certificate-import-damaged-key = Klucz prywatny jest uszkodzony. Skopiuj jego plik ponownie.
certificate-import-key-beside-pfx = Plik pfx zawiera już klucz prywatny. Pozostaw pole pliku klucza puste.
certificate-no-password = Plik pfx wymaga hasła: zawiera klucz prywatny.
certificate-pfx = Nie można użyć pliku pfx: { $reason }
certificate-pfx-without-key = W pliku pfx nie ma klucza prywatnego. Wyeksportuj go ponownie razem z kluczem prywatnym.
certificate-given-pfx = Plik pfx
certificate-given-answer = Odpowiedź urzędu certyfikacji
certificate-given-issued = Wystawiony certyfikat
certificate-given-certificate = Certyfikat i klucz
certificate-given-no-certificate = Brak certyfikatu.
certificate-given-no-key = Brak klucza prywatnego. Zaszyfrowany klucz trzeba najpierw odszyfrować.
certificate-pfx-not-one = To nie jest plik pfx albo tylko jego początek. Wybierz inny plik lub skopiuj go ponownie.
certificate-pfx-too-large = Ten plik pfx jest większy niż jakikolwiek plik z certyfikatem. Czy to właściwy plik?
certificate-pfx-old-form = Ten plik pfx ma stary format (BER). Wczytaj go w systemie Windows lub macOS albo w OpenSSL i wyeksportuj tam ponownie.
certificate-pfx-too-many-parts = Ten plik pfx ma więcej zaszyfrowanych części, niż potrzebuje klucz z łańcuchem. Wyeksportuj ponownie tylko ten certyfikat.
certificate-pfx-too-much-work = Otwarcie tego pliku pfx wymaga znacznie więcej obliczeń niż jakiegokolwiek innego. Wyeksportuj ponownie tylko ten certyfikat, w zwykły sposób.
certificate-pfx-too-many-certificates = W tym pliku pfx jest więcej certyfikatów niż w jakimkolwiek łańcuchu. Wyeksportuj tylko certyfikat serwera z łańcuchem.
certificate-pfx-scrypt = Ten plik pfx jest zaszyfrowany metodą scrypt, która nie jest tu odczytywana. Wyeksportuj go ponownie z AES-256.
certificate-pfx-unknown-encryption = Ten plik pfx jest zaszyfrowany w nieznany tu sposób. Wyeksportuj go ponownie z AES-256.
certificate-pfx-no-certificate = W pliku pfx jest klucz prywatny, ale nie ma certyfikatu. Wyeksportuj go ponownie razem z certyfikatem.
certificate-renews-by-hand = Ten certyfikat nie odnawia się samodzielnie. Odnów go za pomocą kreatora certyfikatów.
certificate-pfx-too-slow = Otwieranie pliku pfx trwa zbyt długo: wymaga on znacznie więcej obliczeń niż zwykle. Wyeksportuj go ponownie w zwykły sposób.
certificate-renews-by-records = Każde odnowienie tego certyfikatu wymaga nowych rekordów w DNS. Odnów go za pomocą kreatora certyfikatów, który je pokaże.
certificate-order-under-way = Certyfikat zamówiony dla tego serwera jeszcze nie nadszedł. Poczekaj na niego albo zrezygnuj z zamówienia w kreatorze certyfikatów.
refused-in-use = Certyfikatu używa: { $servers }. Najpierw przypisz tam inny.
subject-control = Tekst zawiera niewidoczny znak. Wpisz go ponownie.
subject-character = Urzędy certyfikacji nie przyjmują tu znaku { $character }. Pomiń go.
subject-no-host-name = To nie jest nazwa hosta. Wpisz nazwę taką jak mail.example.com.
subject-wildcard = Nie można tu zamówić certyfikatu dla nazwy z *. Wpisz każdą nazwę hosta osobno.
subject-no-country = To nie jest dwuliterowy kod kraju.
finding-expired = Wygasł { $date }. Programy pocztowe go odrzucają.
finding-not-yet = Jest ważny dopiero od { $date }.
finding-self-signed = Ma podpis własny: ufają mu tylko komputery, na których to ustawiono.
finding-incomplete = Brakuje certyfikatu między nim a certyfikatem głównym. Zainstaluj certyfikat ponownie razem z certyfikatami pośrednimi.
finding-unknown-root = Ten komputer nie ufa jego certyfikatowi głównemu. Programy pocztowe ufają mu tam, gdzie zainstalowano certyfikat główny.
finding-broken-chain = Certyfikat „{ $name }” w ścieżce certyfikacji wygasł lub go nie podpisał.
finding-not-for-servers = Ten certyfikat nie jest przeznaczony dla serwerów. Wybierz inny.
finding-weak-key = Jego klucz jest za słaby: dzisiejsze programy go odrzucają.
