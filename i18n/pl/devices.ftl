### Urządzenia i „Skanuj teraz”.

device-new-title = Nowe urządzenie
device-what = Tu wpisuje się drukarki, skanery i skrypty, które nie umieją się logować lub szyfrować, aby mimo to mogły wysyłać pocztę.
device-note = Drukarka, skaner lub skrypt, rozpoznawane po adresie. Ich poczta może trafiać także do innych domen.
device-address = Adres lub pods&ieć
device-address-note = Jeden adres albo podsieć, na przykład 192.168.1.0/24.
device-everybody = To oznacza każdy komputer na świecie: każdy mógłby wysyłać przez ten serwer wiadomości-śmieci.
device-log-on-note = Dla urządzeń, które nie znają nazwy użytkownika ani hasła. Nadaj urządzeniu stały adres w sieci.
device-in-clear = Może wysyłać &bez szyfrowania
device-in-clear-note = Nawet gdy serwer wymaga szyfrowania. To, co wysyła, można odczytać w sieci.
device-line-endings = Poprawiaj końce &wierszy
device-line-endings-note = Dla urządzeń i skryptów, które kończą wiersze w sposób niedozwolony w poczcie.
device-sender = Wys&yłaj wszystko jako
device-sender-note = Zastępuje każdego nadawcę podanego przez urządzenie. Puste: tak jak podaje urządzenie.
device-size = Ogranicz &rozmiar wiadomości do (KB)
device-size-note = Zamiast limitu serwera wirtualnego.
device-scan = Skanuj &teraz…
device-scan-note = Urządzenie jest odrzucane? Wybierz „Skanuj teraz” i naciśnij przycisk na urządzeniu: tu widać dlaczego i co pomoże.
device-delete-question = Czy chcesz usunąć urządzenie „{ $name }”? Będzie wtedy traktowane jak każdy inny komputer. Usunięcie można cofnąć.
device-col-address = Adres
device-col-may = Dozwolone
device-may-no-log-on = bez logowania
device-may-clear = bez szyfrowania
device-may-endings = poprawiane końce wierszy
device-may-size = do { $size }

scan-address = Adres &urządzenia
scan-start = &Obserwuj
scan-stop = Za&trzymaj
scan-type = Wpisz adres urządzenia i wybierz „Obserwuj”.
scan-press = Teraz naciśnij Skanuj lub Wyślij na urządzeniu { $address }. Poniżej pojawi się, co mówi i jaką dostaje odpowiedź.
scan-over = Minęło pół godziny i nikt już nie obserwuje. Aby kontynuować, wybierz „Obserwuj”.
scan-nothing = Z tego adresu nic jeszcze nie przyszło.
scan-col-what = Co się dzieje
scan-works = Serwer przyjął wiadomość z tego urządzenia. Działa.
scan-settled = To zostało poprawione w ustawieniach. Naciśnij przycisk na urządzeniu jeszcze raz.
scan-do = Wykonaj
scan-open = Otwórz…
scan-connected = Połączono
scan-connected-tls = Połączono z portem SSL/TLS
scan-encrypted = Zaszyfrowano: { $version }, { $cipher }
scan-not-encrypted = Nie udało się zaszyfrować: { $reason }
scan-hello = Podaje nazwę { $name }
scan-logged-on = Zalogowano jako { $account }
scan-sender = Nowa wiadomość od { $sender }
scan-recipient = Do { $recipient }
scan-accepted = Wiadomość przyjęta
scan-refused = Odrzucono: { $reply }
scan-left = { $count ->
        [0] Rozłączono bez wiadomości
        [one] Rozłączono po { $count } wiadomości
        [few] Rozłączono po { $count } wiadomościach
        [many] Rozłączono po { $count } wiadomościach
       *[other] Rozłączono po { $count } wiadomości
    }

hitch-not-encrypted = Urządzenie i serwer nie uzgodniły szyfrowania.
hitch-excluded = Serwer nie wpuszcza nikogo z tego adresu.
hitch-blocked = Ten adres jest zablokowany: zbyt wiele logowań się nie powiodło albo ktoś go zablokował.
hitch-not-now = Serwer niczego teraz nie przyjmuje: jest wstrzymany, właśnie się zatrzymuje albo nie ma już miejsca.
hitch-connections = Urządzenie ma otwartych więcej połączeń, niż wolno jednemu adresowi.
hitch-name = Serwer chciał poznać nazwę urządzenia, a DNS nie odpowiedział.
hitch-hasty = Urządzenie odezwało się przed powitaniem serwera. Tak robią programy wysyłające wiadomości-śmieci.
hitch-tls-port = Urządzenie jest ustawione na SSL/TLS, ale ten port zaczyna bez szyfrowania.
hitch-not-smtp = To, co mówi urządzenie, nie jest pocztą. Może jest ustawione na niewłaściwy port.
hitch-encryption = Urządzenie wysyła bez szyfrowania, a serwer go wymaga.
hitch-cipher = Szyfrowanie urządzenia jest za słabe dla tego serwera.
hitch-certificate = Serwer nie może teraz szyfrować, bo jego certyfikat nie nadaje się do użytku.
hitch-log-on = Urządzenie chce wysyłać bez logowania, a tutaj mu nie wolno.
hitch-mechanism = Urządzenie loguje się w sposób, którego serwer nie zna albo który jest wyłączony.
hitch-password = Nazwa użytkownika lub hasło podane przez urządzenie są nieprawidłowe.
hitch-account = Konto urządzenia jest zablokowane.
hitch-send = Kontu urządzenia nie wolno wysyłać poczty.
hitch-sender = Urządzenie podaje nadawcę, który nie należy do jego konta.
hitch-relay = Urządzeniu nie wolno wysyłać do tej domeny.
hitch-recipient = Nikt tutaj nie ma adresu odbiorcy.
hitch-unqualified = Urządzenie podaje adres bez domeny, czyli bez @ i tego, co następuje.
hitch-size = Wiadomość jest większa, niż wolno.
hitch-line-ends = Urządzenie kończy wiersze w sposób niedozwolony w poczcie.
hitch-ours = Serwer nie mógł zapisać wiadomości. To nie wina urządzenia.
hitch-other = Urządzenie zrobiło coś, czego serwer nie rozumie albo na co nie pozwala.

cure-add-device = Dodaj adres do listy urządzeń; tam można mu dać to, czego potrzebuje.
cure-tick = Zaznacz „{ $label }” dla urządzenia „{ $device }”.
cure-sender = Wpisz adres w polu „{ $label }” urządzenia „{ $device }”.
cure-device-size = Zwiększ limit rozmiaru urządzenia „{ $device }”.
cure-size = Zwiększ „{ $label }” serwera wirtualnego.
cure-connection = Wpuść ten adres: „{ $label }”.
cure-block = Zdejmij blokadę: „{ $label }”.
cure-connections = Zwiększ „{ $label }”.
cure-start = Uruchom lub wznów serwer wirtualny. Jeśli jest tylko zajęty, poczekaj chwilę.
cure-dns = Sprawdź serwery DNS serwera wirtualnego.
cure-pause = Skróć ustawienie „{ $label }”.
cure-starttls = Na urządzeniu: wybierz STARTTLS zamiast SSL/TLS albo port dla SSL/TLS, zwykle 465.
cure-encrypt = Na urządzeniu: włącz szyfrowanie (STARTTLS albo SSL/TLS).
cure-update = Na urządzeniu: poszukaj nowszego oprogramowania; jego szyfrowanie jest przestarzałe.
cure-certificate = Daj serwerowi działający certyfikat. Strona „{ $label }” mówi, co jest nie tak z obecnym.
cure-password = Na urządzeniu: podaj nazwę użytkownika i hasło konta.
cure-authentication = Włącz sposób logowania, który urządzenie zna.
cure-account = Odblokuj konto albo pozwól mu wysyłać.
cure-own-sender = Na urządzeniu: podaj jako nadawcę adres jego konta.
cure-relay = Albo zezwól mu jak komputerowi: „{ $label }”.
cure-recipient = Na urządzeniu: poszukaj literówki w adresie odbiorcy.
cure-default-domain = Podaj ustawienie „{ $label }”: uzupełnia takie adresy.
cure-warnings = Strona „{ $label }” mówi, co jest nie tak z serwerem.
cure-reply = Przeczytaj odpowiedź na liście i podręcznik urządzenia: to nietypowy przypadek.
