### The Access tab: authentication, connection, computers, relay, communication.

acc-access-control = Kontrola dostępu
acc-secure-communication = Bezpieczna komunikacja
acc-connection-control = Sterowanie połączeniem
acc-relay-control = Sterowanie przekazywaniem
acc-relay-restrictions = Ograniczenia przekazywania
acc-btn-authentication = &Uwierzytelnianie…
acc-btn-certificate = &Certyfikat…
acc-btn-communication = &Komunikacja…
acc-btn-connection = P&ołączenie…
acc-btn-relay = P&rzekazywanie…
acc-relaying = Przekazywanie

auth-methods = Wybierz dopuszczalne metody uwierzytelniania dla tego serwera wirtualnego
auth-anonymous = &Dostęp anonimowy
auth-anonymous-auth = Uwierzytelnianie anonimowe
auth-resolve-anonymous = &Rozpoznawaj anonimową pocztę e-mail
auth-basic = Uwierzytelnianie podstawowe
auth-basic-clear = Uwierzytelnianie podstawowe (hasło jest &wysyłane jako zwykły tekst)
auth-requires-tls = Wymaga &szyfrowania TLS
auth-default-domain = D&omena domyślna
auth-integrated = Zintegrowane &uwierzytelnianie systemu Windows
auth-ntlm-old-name = Uwierzytelnianie typu Wezwanie/Odpowiedź systemu Windows NT
auth-spa = Bezpieczne uwierzytelnianie hasła
auth-user-name = &Nazwa użytkownika
auth-password = &Hasło
auth-confirm-password = Po&twierdź hasło
auth-account = Konto
auth-credentials = Poświadczenia
auth-clear-text = Zwykły tekst
auth-users = Uży&tkownicy…
auth-perm-title = Uprawnienia do przesyłania i przekazywania
auth-perm-submit = Upra&wnienie do przesyłania
auth-perm-relay = Uprawn&ienie do przekazywania
auth-perm-allow = Zezwalaj
auth-perm-deny = Odmów
auth-authenticated-users = Użytkownicy uwierzytelnieni
auth-authenticated-clients = Uwierzytelnieni klienci

conn-title = Połączenie
conn-select-access = Wybierz komputery, które mogą uzyskać dostęp do tego serwera wirtualnego
conn-only-list = Tylko &z poniższej listy
conn-all-except = &Wszystkie z wyjątkiem poniższej listy
conn-computers = &Komputery
conn-col-access = Dostęp
conn-col-address = Adres IP (maska)/nazwa domeny
conn-granted = Przyznano
conn-denied = Odmówiono
conn-refused-msg = Połączenie z serwerem zostało odrzucone.

comp-title = Komputer
comp-single = P&ojedynczy komputer
comp-dns-lookup = &Wyszukiwanie DNS…
comp-group = &Grupa komputerów
comp-subnet-address = &Adres podsieci
comp-subnet-mask = &Maska podsieci
comp-domain = &Domena
comp-domain-name = &Nazwa domeny
comp-host-name = Nazwa hosta
comp-dns-lookup-prompt = Wpisz nazwę DNS komputera
comp-dns-not-found = Nie można rozpoznać nazwy.
comp-rdns-warning = Ograniczenie według nazwy domeny wymaga wyszukiwania wstecznego DNS przy każdym połączeniu przychodzącym. Może to negatywnie wpłynąć na wydajność serwera.

dns-reverse-lookup = Wyszukiwanie wsteczne DNS
dns-reverse-zone = Strefa wyszukiwania wstecznego DNS
dns-suffix = Sufiks DNS

ip-restrictions = Ograniczenia adresów IP
ip-excluded = Wykluczony adres IP
ip-ranges = Zakresy adresów IP

relay-title = Ograniczenia przekazywania
relay-select = Wybierz komputery, które mogą przekazywać wiadomości za pośrednictwem tego serwera wirtualnego
relay-allow-authenticated = Zezwalaj &na przekazywanie wszystkim komputerom, które zostały pomyślnie uwierzytelnione, niezależnie od powyższej listy
relay-open-warning = Serwer stanie się otwartym przekaźnikiem i może zostać wykorzystany do rozsyłania wiadomości-śmieci.
relay-denied-msg = Serwer nie mógł przekazać wiadomości na adres odbiorcy.
relay-external-domain = Domena zewnętrzna
relay-junk = Wiadomości-śmieci
relay-uce = Niechciana poczta komercyjna

comm-require-channel = &Wymagaj bezpiecznego kanału
comm-require-128 = Wymagaj &szyfrowania 128-bitowego
comm-encryption = Szyfrowanie
comm-ssl-encryption = Szyfrowanie SSL
comm-tls = TLS (Transport Layer Security)
comm-ssl = SSL (Secure Sockets Layer)
comm-no-certificate = Na tym serwerze wirtualnym nie zainstalowano certyfikatu.

button-protection = Oc&hrona…

acc-hint-authentication = Włącz dostęp anonimowy i edytuj metody uwierzytelniania dla tego serwera wirtualnego.
acc-hint-communication = Wyświetl lub ustaw metodę bezpiecznej komunikacji używaną przy dostępie do tego serwera wirtualnego.
acc-hint-connection = Udziel lub odmów dostępu do tego serwera wirtualnego na podstawie adresów IP lub nazw domen internetowych.
acc-hint-relay = Udziel lub odmów uprawnień do przekazywania poczty za pośrednictwem tego serwera wirtualnego.
acc-temporary-certificate = Używany jest certyfikat tymczasowy.
acc-certificate-for = Certyfikat dla { $names }, ważny do { $date }

auth-anonymous-note = Nazwa użytkownika i hasło nie są potrzebne. W ten sposób przychodzi poczta z Internetu.
auth-basic-note = Hasło jest wysyłane jako zwykły tekst, jeśli połączenie nie jest szyfrowane.
auth-integrated-note = Używa kont z tej konsoli; domena systemu Windows nie jest potrzebna.
auth-integrated-offers = { $count ->
        [one] Oferuje także: SCRAM, NTLM ({ $count } konto)
        [few] Oferuje także: SCRAM, NTLM ({ $count } konta)
        [many] Oferuje także: SCRAM, NTLM ({ $count } kont)
       *[other] Oferuje także: SCRAM, NTLM ({ $count } konta)
    }
auth-default-domain-note = Uzupełnia nazwy użytkowników wpisane bez domeny.
auth-basic-off-question = Bez uwierzytelniania podstawowego można zalogować się tylko na { $able } z { $total } kont.
auth-allow-ntlm-for-others = Zezwól na &NTLM pozostałym

conn-internal-note = Lista nie ogranicza testów wykonywanych z tej konsoli.
conn-add-this-computer = D&odaj ten komputer
conn-add-my-network = Dodaj &moją sieć
conn-list-empty = Lista jest pusta.

comp-subnet-hint = Na przykład 192.168.1.0 i 255.255.255.0 albo 192.168.1.0/24.
comp-group-hint = Zalecane, jeśli usługodawca internetowy może zmienić adres serwera poczty bez uprzedzenia.
comp-looking-up = Wyszukiwanie { $name }…
comp-choose-address = { $name } ma kilka adresów. Wybierz jeden.

relay-need-not-log-on = &Logowanie nie jest wymagane
relay-anonymous-off-note = Dostęp anonimowy jest wyłączony: powyższe komputery nadal muszą się logować, chyba że zaznaczono dla nich „Logowanie nie jest wymagane”.
relay-explanation = Przekazywanie oznacza wysyłanie poczty dalej, do innych domen. Poczta do własnych domen jest zawsze przyjmowana.

comm-temporary-note = Certyfikat tymczasowy szyfruje połączenie, ale programy pocztowe będą przed nim ostrzegać.
comm-internet-note = Serwery w Internecie, które nie obsługują szyfrowania, nie będą mogły dostarczać tu poczty.
comm-128-note = Każde szyfrowane połączenie jest tu co najmniej tak silne.
prot-greet-pause = Pauza prze&d powitaniem
prot-proxy-sources = &Zaufane serwery proxy
auth-locked-out = { $able } Bez dostępu: { $names }.
auth-keys-missing = Klucze SCRAM i NTLM powstają przy następnym logowaniu z uwierzytelnianiem podstawowym albo przy ustawieniu nowego hasła.
auth-ntlm-prepared = { $count ->
        [one] Przygotowane do NTLM: { $count } konto; będzie gotowe po następnym logowaniu hasłem.
        [few] Przygotowane do NTLM: { $count } konta; każde będzie gotowe po następnym logowaniu hasłem.
        [many] Przygotowane do NTLM: { $count } kont; każde będzie gotowe po następnym logowaniu hasłem.
       *[other] Przygotowane do NTLM: { $count } konta; każde będzie gotowe po następnym logowaniu hasłem.
    }
auth-ntlm-allowed = NTLM jest teraz dozwolone dla kont: { $names }. Uwierzytelnianie podstawowe trzeba zachować, aż każde z nich zaloguje się jeszcze raz lub otrzyma nowe hasło.
auth-and-more = { $names } i jeszcze { $count }
acc-hint-protection = Blokuj adresy, z których odgadywane są hasła, i hamuj obcych, którzy przeciążają serwer.
prot-passwords = Odgadywanie haseł
prot-failures = Z&ablokuj adres po tylu nieudanych logowaniach
prot-window = Liczone w &czasie (minuty)
prot-block = Pi&erwsza blokada (minuty)
prot-block-note = Każda następna blokada trwa dwa razy dłużej, najwyżej 7 dni.
prot-exempt = &Nigdy nieblokowane
prot-addresses-note = Adresy lub podsieci, rozdzielone przecinkami
prot-strangers = Obcy
prot-greet-note = W sekundach; 0 = bez pauzy. Programy wysyłające niechcianą pocztę często nie czekają.
prot-rate = Minimalna &szybkość (bajty na sekundę)
prot-rate-over = &Mierzona przez (minuty)
prot-rate-note = Stosowana tylko wtedy, gdy zajęta jest ponad połowa dozwolonych połączeń; nie dotyczy zalogowanych.
prot-proxies = Serwery proxy
prot-proxy-note = Moduły równoważenia obciążenia, które zapowiadają każdego klienta (protokół PROXY). Nikt inny nie jest wiarygodny, a te muszą go zapowiedzieć.
perm-names = &Nazwy grup lub użytkowników
perm-col-name = Grupa lub użytkownik
perm-for = Uprawnienia: { $name }
perm-for-none = Uprawnienia
perm-effective = Czynne uprawnienia
perm-about = &Konto
perm-yes-by = Tak: zezwala na to wpis „{ $name }”.
perm-no-denied = Nie: odmawia tego wpis „{ $name }”, a odmowa ma pierwszeństwo.
perm-no-entry = Nie: żaden wpis na to nie zezwala.
perm-no-locked = Nie: konto jest zablokowane i nie może się zalogować.
perm-no-submit = Nie: w ogóle nie może przesyłać poczty.
perm-no-logging-on = Nie: na tym serwerze samo zalogowanie nie wystarcza do przekazywania. Zezwól tutaj temu kontu lub jego grupie.
perm-no-box = Nie: dla konta nie zaznaczono pola „{ $label }”.
perm-relay-note = Komputery z listy w oknie Ograniczenia przekazywania mogą przekazywać w każdym przypadku.
perm-denied-to-all = Użytkownicy uwierzytelnieni to wszyscy, którzy się logują. To, czego im odmówiono, jest odmówione każdemu, bo odmowa ma pierwszeństwo.
perm-only-named = Nie wszystkim, którzy się logują, wolno wszystko: resztę mogą tylko te grupy i konta, którym wyraźnie na to zezwolono.
perm-relay-by-name = Na tym serwerze samo zalogowanie nie wystarcza do przekazywania: mogą to tylko te grupy i konta, którym wyraźnie na to zezwolono.
perm-nobody = nikt
perm-may-submit = Może przesyłać pocztę: { $names }.
perm-may-relay = Po zalogowaniu może przekazywać: { $names }.
perm-empty = Nikt, kto się loguje, nie może przesyłać ani przekazywać.
perm-deleted-group = Usunięta grupa { $number }
perm-deleted-account = Usunięte konto { $number }
perm-users-note = Które grupy i konta mogą przesyłać i przekazywać pocztę po zalogowaniu.
pick-title = Wybieranie użytkownika lub grupy
pick-member-title = Wybieranie użytkownika
pick-none = Żadna nazwa nie zawiera „{ $text }”.
