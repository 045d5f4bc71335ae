### Mail domains and aliases.

dom-wizard = Kreator nowej domeny SMTP
dom-type = Typ
dom-local-default = Lokalna (domyślna)
dom-local-alias = Lokalna (alias)
dom-local = Lokalna
dom-remote = Domena zdalna
dom-set-default = Ustaw jako &domyślną
dom-allow-relay = &Zezwalaj na przekazywanie poczty przychodzącej do tej domeny
dom-send-helo = &Wysyłaj HELO zamiast EHLO
dom-route-domain = Routing domeny
dom-use-dns = &Użyj systemu DNS do routingu do tej domeny
dom-forward-smart-host = Przekierowuj &całą pocztę do hosta inteligentnego
dom-queue-remote = K&olejkuj wiadomości do dostarczenia wyzwalanego zdalnie
dom-atrn-accounts = &Konta upoważnione do używania ATRN
dom-drop-directory = &Katalog Drop
dom-drop-quota = &Włącz przydział katalogu Drop

domain-new-title = Nowa domena pocztowa
domain-note = Poczta do adresów w tej domenie pozostaje tutaj. Poczta do każdej innej domeny jest przekazywana.
domain-alias-of = Ta domena &jest aliasem domeny
domain-alias-note = Poczta do info@{ $alias } trafia tam, dokąd poczta do info@{ $domain }; tak samo jest z każdym innym adresem.
domain-has-aliases-note = Aliasy tej domeny: { $domains }
domain-has-aliases = Domena „{ $domain }” ma aliasy: { $domains }. Najpierw je usuń albo ustaw jako aliasy innej domeny.
domain-catch-all = Poczta do nieznanych adresów &trafia do
domain-catch-all-note = Pozostaw puste, aby odrzucać taką pocztę; to lepszy wybór.
domain-way = Poczta trafia do
domain-way-here = skrzynek na tym serwerze
domain-way-alias = skrzynek domeny { $domain }
domain-way-others = skrzynek na tym serwerze; nieznane adresy: { $address }
domain-postmaster = Poczta &do adresu postmaster trafia do
domain-delete-question = Czy chcesz usunąć domenę pocztową „{ $domain }”? Poczta do niej nie będzie już tu przyjmowana.
domain-in-use = { $count ->
        [one] { $count } konto ma adres w tej domenie. Najpierw go zmień lub usuń.
        [few] { $count } konta mają adresy w tej domenie. Najpierw je zmień lub usuń.
        [many] { $count } kont ma adresy w tej domenie. Najpierw je zmień lub usuń.
       *[other] { $count } konta ma adresy w tej domenie. Najpierw je zmień lub usuń.
    }
domain-renamed-signature = Klucz DKIM należy do nazwy i nie zostanie przeniesiony: poczta z nowej nazwy nie będzie podpisywana. Utwórz dla niej klucz za pomocą przycisku „{ $button }”.
remote-domain-new-title = Nowa domena zdalna
remote-domain-name-note = „*.example.com” oznacza każdą nazwę poniżej example.com. Liczy się wpis najbardziej szczegółowy.
remote-domain-relay-note = Wówczas każdy może wysyłać do niej pocztę przez ten serwer, niezależnie od list przekazywania: dla domeny, której pocztę ten serwer przyjmuje w czyimś imieniu.
remote-domain-helo-note = Dla serwera, który nie radzi sobie z EHLO. Poczta do niego nie jest wtedy szyfrowana, chyba że przez SSL/TLS.
remote-domain-dns = Przez DNS
remote-domain-delete-question = Usunąć domenę zdalną „{ $domain }”? Poczta do niej będzie wychodzić tak jak każda inna.

alias-new-title = Nowy alias
alias-address = Ad&res aliasu
alias-to = D&ostarczane do
alias-note = Poczta do aliasu trafia na każdy z tych adresów.

domain-postmaster-nobody = Nikt nie ma jeszcze adresu { $address }. Przypisz go do konta albo wybierz inny.
alias-delete-question = Czy chcesz usunąć alias „{ $address }”?
alias-empty = Nie ma jeszcze aliasów. Alias przekierowuje pocztę na jeden lub kilka adresów.

dkim-open = Podpis (DKIM)…
dkim-title = Podpis DKIM domeny { $domain }
dkim-note = Podpis pokazuje odbiorcom, że poczta z tej domeny naprawdę pochodzi od Ciebie. Wielu dużych dostawców nie ufa poczcie bez podpisu.
dkim-no-key = Ta domena nie ma jeszcze klucza.
dkim-key = Klucz: { $kind }, selektor { $selector }
dkim-kind = Ro&dzaj klucza
dkim-make = Utwórz &klucz
dkim-make-another = Utwórz nowy &klucz
dkim-kind-note = RSA rozumie każdy odbiorca; Ed25519 jest nowszy i krótszy.
dkim-publish = Wprowadź ten rekord TXT tam, gdzie zarządza się systemem DNS Twojej domeny, u dostawcy lub rejestratora:
dkim-record-name = Nazwa
dkim-record-text = Treść
dkim-sign = Podpis&uj pocztę wychodzącą z tej domeny
dkim-sign-note = Włącz tę opcję dopiero wtedy, gdy rekord zostanie znaleziony w systemie DNS: do tego czasu odbiorcy uznają podpis za sfałszowany.
dkim-asking = Trwa odpytywanie systemu DNS…
dkim-published = Rekord jest w systemie DNS. Pocztę można podpisywać.
dkim-missing = Rekordu nie ma jeszcze w systemie DNS. Po wprowadzeniu może upłynąć kilka godzin, zanim będzie widoczny wszędzie.
dkim-different = Istnieje rekord o tej nazwie, ale ma inną treść: { $text }
dkim-no-answer = Żaden serwer DNS nie odpowiedział. Sprawdź połączenie tego komputera i spróbuj ponownie.
dkim-rsa = RSA, 2048 bitów
dkim-ed25519 = Ed25519
remote-domain-test = T&estuj połączenie
