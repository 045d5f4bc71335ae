### The Delivery tab, how mail leaves, Advanced Delivery, Check DNS.

del-outbound = Wychodzące
del-local = Lokalne
del-retry1 = In&terwał pierwszej ponownej próby (minuty)
del-retry2 = Int&erwał drugiej ponownej próby (minuty)
del-retry3 = &Interwał trzeciej ponownej próby (minuty)
del-retry-n = Interwał &kolejnych ponownych prób (minuty)
del-delay-notification = Powia&domienie o opóźnieniu
del-expiration = &Czas wygaśnięcia
del-btn-outbound-security = Za&bezpieczenia wychodzące…
del-btn-outbound-connections = P&ołączenia wychodzące…

out-tls = &Szyfrowanie TLS
out-credentials = Poświadczenia połączenia wychodzącego
out-limit-connections = &Ogranicz liczbę połączeń do
out-timeout = &Limit czasu (minuty)
out-limit-per-domain = Ogranicz liczbę połączeń &na domenę do

adv-title = Zaawansowane opcje dostarczania
adv-max-hops = &Maksymalna liczba przeskoków
adv-masquerade = &Domena maskująca
adv-fqdn = &W pełni kwalifikowana nazwa domeny
adv-check-dns = &Sprawdź DNS
adv-dns-valid = Nazwa domeny jest prawidłowa.
adv-dns-invalid = Nie można rozpoznać nazwy domeny.
adv-smart-host = Host &inteligentny
adv-attempt-direct = Spróbuj dostarczyć &bezpośrednio przed wysłaniem do hosta inteligentnego
adv-reverse-dns = Wyk&onuj wyszukiwanie wsteczne DNS dla wiadomości przychodzących
adv-external-dns = Konfiguruj zewnętrzne serwery DNS
adv-external-dns-server = Zewnętrzny serwer DNS

del-message-delivery = Dostarczanie wiadomości
del-inbound-connection = Połączenie przychodzące
del-local-delay-notification = Powiado&mienie o opóźnieniu
del-local-expiration = Czas &wygaśnięcia
del-times-note = Po każdej nieudanej próbie wiadomość czeka, po czym próba jest ponawiana. Po upływie czasu wygaśnięcia wraca do nadawcy.

leave-title = Sposób wysyłania poczty
leave-line-direct = Poczta jest wysyłana bezpośrednio do serwerów odbierających.
leave-line-smart-host = Poczta jest wysyłana przez: { $host }, { $encryption }
leave-line-smart-host-user = Poczta jest wysyłana przez: { $host }, { $encryption }, użytkownik { $user }
leave-change = &Zmień…
leave-direct = &Bezpośrednio do serwerów odbierających
leave-direct-note = Wymaga stałego adresu internetowego i otwartego portu 25.
leave-smart-host = P&rzez host inteligentny, na przykład serwer poczty usługodawcy
leave-needs-log-on = Host inteligentny wymaga nazwy &użytkownika i hasła
leave-fixed-sender = &Zawsze używaj tego adresu nadawcy
leave-fixed-sender-note = Niektórzy usługodawcy przyjmują pocztę tylko z adresu konta.
leave-any-certificate = &Akceptuj każdy certyfikat
leave-any-certificate-note = Jeśli to pole jest zaznaczone, inny komputer może podszyć się pod host inteligentny.
leave-clear-log-on = &Wysyłaj hasło bez szyfrowania
leave-app-password = Ten usługodawca wymaga hasła aplikacji, które tworzy się w ustawieniach konta. Zwykłe hasło jest odrzucane.
leave-password-kept = (bez zmian)
leave-test = T&estuj połączenie
leave-test-running = Łączenie z { $host }…
leave-test-good = Host inteligentny przyjmuje pocztę z tego serwera. ({ $duration })
leave-test-unreachable = Nie można połączyć się z { $host }: { $reason } Sprawdź nazwę i port oraz to, czy zapora zezwala na połączenie.
leave-test-no-tls = { $host } nie oferuje szyfrowania na porcie { $port }. Wybierz inny port lub szyfrowanie.
leave-test-certificate = Certyfikat serwera { $host } nie jest zaufany: { $reason }
leave-test-log-on-refused = { $host } odrzuca nazwę użytkownika lub hasło. Odpowiedź: { $answer }
leave-test-sender-refused = { $host } odrzuca nadawcę { $sender }. Odpowiedź: { $answer }
leave-test-first = Połączenie nie zostało przetestowane. Czy mimo to chcesz go użyć?

adv-dns-list = &Zewnętrzne serwery DNS
adv-dns-list-note = Jeśli lista nie jest pusta, ten serwer wirtualny pyta tylko te serwery, w tej kolejności.
adv-dns-server-address = Adres IP serwera DNS
adv-fqdn-note = Nazwa wpisywana przez użytkowników w programach pocztowych, dla której wystawiono certyfikat.

checkdns-title = Sprawdź DNS
checkdns-valid-but = Nazwa domeny jest prawidłowa, ale zobacz uwagi poniżej.
checkdns-running = Pytanie serwera { $server } o nazwę { $name }…
checkdns-asked = Zapytany serwer: { $server }, { $duration }
checkdns-system = DNS tego komputera
checkdns-addresses = Nazwa { $name } jest rozpoznawana jako { $addresses }.
checkdns-alias = { $name } to inna nazwa hosta { $target }.
checkdns-ours = Jeden z nich jest adresem tego serwera wirtualnego.
checkdns-foreign = Żaden z nich nie jest adresem tego serwera wirtualnego. Za routerem to normalne; router musi przekazywać port.
checkdns-reverse = Adres { $address } jest zarejestrowany jako { $name }.
checkdns-reverse-none = Adres { $address } nie ma nazwy w strefie wyszukiwania wstecznego DNS. Wiele serwerów odrzuca pocztę z takich adresów; skontaktuj się z usługodawcą.
checkdns-offline = Żaden serwer DNS nie odpowiada. Czy ten komputer jest połączony z siecią?
checkdns-unknown = Nazwa { $name } nie istnieje w systemie DNS. Sprawdź pisownię albo poproś osobę zarządzającą domeną o jej dodanie.

del-hold-outbound = Zatrz&ymaj pocztę wychodzącą w kolejkach
leave-test-works = Połączenie działa.
out-tls-note = Każde połączenie z innym serwerem poczty musi być szyfrowane. Poczta do serwera, który tego nie potrafi, czeka, a po upływie terminu wraca do nadawcy.
out-log-on-note = Nazwę użytkownika i hasło do serwera dostawcy ustawia się przyciskiem „{ $button }” na karcie „{ $tab }”.
leave-tls-required = Ustawienie „{ $title }” wymaga TLS dla całej poczty wychodzącej: to połączenie i tak jest szyfrowane za pomocą STARTTLS.
adv-reverse-dns-note = Nagłówek Received podaje wtedy, że nazwa klienta w DNS różni się od podanej. Nic nie jest z tego powodu odrzucane; każda wiadomość trwa nieco dłużej.
