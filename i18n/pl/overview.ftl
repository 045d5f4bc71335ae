### The Overview page: figures, warnings with their cures, next steps.

over-heading = Przegląd: { $host }
over-servers = Serwery wirtualne SMTP
over-today = Dzisiaj
over-accepted = Wiadomości przyjęte
over-delivered = Wiadomości dostarczone
over-refused = Odrzucone
over-waiting = Oczekujące w kolejkach
over-returned = Zwrócone do nadawcy
over-failed-log-ons = Nieudane logowania
over-sessions = Bieżące sesje
over-running-since = Działa od: { $time }
over-listening = Nasłuchuje na: { $addresses }
over-not-listening = Nie nasłuchuje
over-attention = Wymaga uwagi
over-all-well = Nic nie wymaga uwagi.

warn-port-failed = Serwer „{ $server }” nie nasłuchuje na { $address }.
warn-open-relay = Serwer „{ $server }” jest otwartym przekaźnikiem: każdy może wysyłać przez niego wiadomości-śmieci.
warn-basic-clear = Serwer „{ $server }” przyjmuje hasła bez szyfrowania. Można je odczytać w sieci.
warn-temporary-certificate = Serwer „{ $server }” używa certyfikatu tymczasowego. Programy pocztowe będą o tym ostrzegać.
warn-nobody-can-log-on = Nikt nie może zalogować się do serwera „{ $server }”: nie ma konta z odpowiednią metodą uwierzytelniania.
warn-internet-mail-refused = Serwer „{ $server }” odrzuca pocztę z Internetu: na porcie 25 dostęp anonimowy jest wyłączony.
warn-nobody-may-connect = Nikt nie może połączyć się z serwerem „{ $server }”: lista połączeń jest pusta.
warn-postmaster = Nikt nie czyta poczty do adresu postmaster.
warn-server-failed = Serwer „{ $server }” nie może działać. { $reason }
warn-spool = Nie można zapisywać wiadomości, dlatego nowa poczta nie jest przyjmowana: { $reason }
warn-disk-reserve = Dysk z folderem danych jest prawie pełny. Nowa poczta nie jest przyjmowana, dopóki nie będzie miejsca.
warn-internet-mail-nowhere = Są tu domeny poczty, ale każdy serwer wirtualny odrzuca pocztę z Internetu: dostęp anonimowy jest wyłączony.
warn-mail-unsigned = Wiadomości z domeny { $domain } są wysyłane bez podpisu DKIM: { $reason }
warn-mail-set-aside = { $count ->
        [one] Nie udało się odczytać { $count } fragmentu kolejki i może brakować wiadomości. Kopia znajduje się w { $folder }: zachowaj ją i sprawdź dysk.
        [few] Nie udało się odczytać { $count } fragmentów kolejki i może brakować wiadomości. Kopie znajdują się w { $folder }: zachowaj je i sprawdź dysk.
        [many] Nie udało się odczytać { $count } fragmentów kolejki i może brakować wiadomości. Kopie znajdują się w { $folder }: zachowaj je i sprawdź dysk.
       *[other] Nie udało się odczytać { $count } fragmentu kolejki i może brakować wiadomości. Kopie znajdują się w { $folder }: zachowaj je i sprawdź dysk.
    }
warn-queue-being-read = Trwa odczytywanie wiadomości, które czekały przy ostatnim zamknięciu programu ({ $percent } %). Potem zostaną dostarczone; nowe wiadomości nie muszą na to czekać.
warn-log-trouble = Nie można zapisywać plików dziennika: { $reason }
warn-log-lost = { $count ->
        [one] W plikach dziennika brakuje { $count } wpisu, ponieważ dysk był zbyt wolny.
        [few] W plikach dziennika brakuje { $count } wpisów, ponieważ dysk był zbyt wolny.
        [many] W plikach dziennika brakuje { $count } wpisów, ponieważ dysk był zbyt wolny.
       *[other] W plikach dziennika brakuje { $count } wpisu, ponieważ dysk był zbyt wolny.
    }
warn-recipient-limit = Serwer „{ $server }” dopuszcza mniej niż 100 adresatów wiadomości. Standardy internetowe wymagają co najmniej 100.
warn-smart-host-failing = Host inteligentny { $host } nie przyjmuje poczty: { $reason }
warn-port-25-blocked = Usługodawca internetowy prawdopodobnie blokuje port { $port }: kilka serwerów było nieosiągalnych.
warn-certificate-expires = { $days ->
        [0] Certyfikat serwera „{ $server }” wygasa dzisiaj.
        [one] Certyfikat serwera „{ $server }” wygasa za { $days } dzień.
        [few] Certyfikat serwera „{ $server }” wygasa za { $days } dni.
        [many] Certyfikat serwera „{ $server }” wygasa za { $days } dni.
       *[other] Certyfikat serwera „{ $server }” wygasa za { $days } dnia.
    }
warn-certificate-expired = Certyfikat serwera „{ $server }” wygasł { $date }.
warn-certificate-unreadable = Serwer „{ $server }” może używać swojego certyfikatu tylko do ponownego uruchomienia programu Postkontor: { $reason }
warn-certificate-names = Certyfikat serwera „{ $server }” nie dotyczy nazwy { $fqdn }.
warn-renewal-failing = Nie udało się odnowić certyfikatu serwera „{ $server }”: { $reason }
warn-order-waits = Certyfikat zamówiony dla serwera „{ $server }” czeka na Ciebie.
warn-order-failed = Zamówienie certyfikatu dla serwera „{ $server }” nie powiodło się.
warn-root-replaced = Certyfikat główny własnego urzędu biura zostanie zastąpiony { $date }. Wyeksportuj nowy i zainstaluj go wcześniej na komputerach i telefonach.
warn-fqdn-unresolved = Nazwa { $fqdn } serwera „{ $server }” nie istnieje w systemie DNS.
warn-disk-low = Na dysku z folderem danych pozostało tylko { $free }. Poniżej { $reserve } nowa poczta nie jest przyjmowana.
warn-queue-waiting = { $count ->
        [one] { $count } wiadomość do { $domain } czeka od { $time }.
        [few] { $count } wiadomości do { $domain } czekają od { $time }.
        [many] { $count } wiadomości do { $domain } czeka od { $time }.
       *[other] { $count } wiadomości do { $domain } czeka od { $time }.
    }
warn-outbound-disabled = Poczta wychodząca serwera „{ $server }” jest wyłączona i pozostaje w kolejce.
warn-server-stopped = Serwer „{ $server }” jest zatrzymany. Jego poczta czeka.

fix-change-port = &Zmień port…
fix-open-relay = Og&ranicz przekazywanie…
fix-require-tls = Wymagaj szyfrowania &TLS
fix-install-certificate = Zainstaluj &certyfikat…
fix-create-account = &Utwórz konto…
fix-allow-anonymous = Zezwalaj &na dostęp anonimowy
fix-set-up-smart-host = Skonfiguruj &host inteligentny…
fix-choose-postmaster = Wybierz &odbiorcę…
fix-enable-outbound = &Włącz pocztę wychodzącą
fix-start-server = Uruchom &serwer
fix-show-queue = &Pokaż kolejkę

steps-heading = Następne kroki
steps-hint = Każdy krok można powtórzyć w dowolnej chwili.
steps-progress = Wykonano { $done } z { $total }

step-account = Utwórz konto
step-account-why = Każda osoba i każdy program wysyłający pocztę loguje się przy użyciu konta.
step-route = Wybierz sposób wysyłania poczty
step-route-why = Bezpośrednio do serwerów odbierających albo przez host inteligentny usługodawcy.
step-postmaster = Wybierz, kto czyta pocztę postmaster i raporty
step-postmaster-why = Inne serwery zgłaszają problemy na adres postmaster. Ktoś musi je czytać.
step-certificate = Zainstaluj certyfikat
step-certificate-why = Do tego czasu połączenia szyfruje certyfikat tymczasowy, przed którym ostrzegają programy pocztowe.
step-card = Skonfiguruj programy pocztowe
step-card-why = Pokazuje serwer, port, szyfrowanie i nazwę użytkownika do skopiowania.
step-test = Wyślij wiadomość testową
step-test-why = Wysyła jedną wiadomość i pokazuje, co odpowiada każdy serwer.
step-done = Gotowe
step-open = Do zrobienia

over-tried-again = Po co najmniej jednej próbie
over-size-waiting = Rozmiar oczekującej poczty

fix-renew-certificate = Odnów certyfikat…
fix-export-root = Eksportuj certyfikat główny…
fix-go-on = Kontynuuj…
