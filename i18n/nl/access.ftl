### The Access tab: authentication, connection, computers, relay, communication.

acc-access-control = Toegangsbeheer
acc-secure-communication = Beveiligde communicatie
acc-connection-control = Verbindingsbeheer
acc-relay-control = Doorsturen beheren
acc-relay-restrictions = Beperkingen op doorsturen
acc-btn-authentication = &Verificatie…
acc-btn-certificate = &Certificaat…
acc-btn-communication = Co&mmunicatie…
acc-btn-connection = V&erbinding…
acc-btn-relay = &Doorsturen…
acc-relaying = Doorsturen

auth-methods = Selecteer de toegestane verificatiemethoden voor deze virtuele server
auth-anonymous = &Anonieme toegang
auth-anonymous-auth = Anonieme verificatie
auth-resolve-anonymous = Anonieme &e-mail omzetten
auth-basic = Basisverificatie
auth-basic-clear = &Basisverificatie (wachtwoord wordt als gewone tekst verzonden)
auth-requires-tls = &TLS-codering vereist
auth-default-domain = &Standaarddomein
auth-integrated = Geïntegreerde Windows-&verificatie
auth-ntlm-old-name = Windows NT Vraag/Antwoord-verificatie
auth-spa = Verificatie met beveiligd wachtwoord
auth-user-name = &Gebruikersnaam
auth-password = &Wachtwoord
auth-confirm-password = Wachtwoo&rd bevestigen
auth-account = Account
auth-credentials = Aanmeldingsgegevens
auth-clear-text = Gewone tekst
auth-users = &Gebruikers…
auth-perm-title = Machtigingen voor verzenden en doorsturen
auth-perm-submit = Verzend&machtiging
auth-perm-relay = Machti&ging voor doorsturen
auth-perm-allow = Toestaan
auth-perm-deny = Weigeren
auth-authenticated-users = Geverifieerde gebruikers
auth-authenticated-clients = Geverifieerde clients

conn-title = Verbinding
conn-select-access = Selecteer welke computers toegang hebben tot deze virtuele server
conn-only-list = Alleen de &onderstaande lijst
conn-all-except = &Alle, behalve de onderstaande lijst
conn-computers = &Computers
conn-col-access = Toegang
conn-col-address = IP-adres (masker)/domeinnaam
conn-granted = Toegestaan
conn-denied = Geweigerd
conn-refused-msg = De verbinding met de server is geweigerd.

comp-title = Computer
comp-single = &Eén computer
comp-dns-lookup = DNS-&zoekactie…
comp-group = &Groep computers
comp-subnet-address = &Subnetadres
comp-subnet-mask = S&ubnetmasker
comp-domain = &Domein
comp-domain-name = &Domeinnaam
comp-host-name = Hostnaam
comp-dns-lookup-prompt = Typ de DNS-naam van de computer
comp-dns-not-found = De naam kan niet worden omgezet.
comp-rdns-warning = Voor beperking op domeinnaam moet bij elke inkomende verbinding een omgekeerde DNS-zoekactie worden uitgevoerd. Dit kan een negatieve invloed hebben op de prestaties van de server.

dns-reverse-lookup = Omgekeerde DNS-zoekactie
dns-reverse-zone = Zone voor omgekeerde DNS-zoekacties
dns-suffix = DNS-achtervoegsel

ip-restrictions = IP-adresbeperkingen
ip-excluded = Uitgesloten IP-adres
ip-ranges = IP-adresbereiken

relay-title = Beperkingen op doorsturen
relay-select = Selecteer welke computers via deze virtuele server mogen doorsturen
relay-allow-authenticated = Alle geverifieerde computers toestaan door te &sturen, ongeacht de bovenstaande lijst
relay-open-warning = De server wordt hierdoor een open relay die kan worden gebruikt om ongewenste e-mail te verspreiden.
relay-denied-msg = De server kan geen berichten doorsturen voor het adres van de geadresseerde.
relay-external-domain = Extern domein
relay-junk = Ongewenste e-mail
relay-uce = Ongevraagde commerciële e-mailberichten

comm-require-channel = Beveiligd &kanaal vereisen
comm-require-128 = 128-&bits codering vereisen
comm-encryption = Codering
comm-ssl-encryption = SSL-codering
comm-tls = TLS (Transport Layer Security)
comm-ssl = SSL (Secure Sockets Layer)
comm-no-certificate = Er is geen certificaat geïnstalleerd op deze virtuele server.

button-protection = &Bescherming…

acc-hint-authentication = Anonieme toegang inschakelen en de verificatiemethoden voor deze virtuele server bewerken.
acc-hint-communication = De methode voor beveiligde communicatie met deze virtuele server weergeven of instellen.
acc-hint-connection = Toegang tot deze virtuele server toestaan of weigeren op basis van IP-adressen of internetdomeinnamen.
acc-hint-relay = Machtigingen voor het doorsturen van e-mail via deze virtuele server toestaan of weigeren.
acc-temporary-certificate = Er wordt een tijdelijk certificaat gebruikt.
acc-certificate-for = Certificaat voor { $names }, geldig tot { $date }

auth-anonymous-note = Er is geen gebruikersnaam of wachtwoord nodig. Zo komt e-mail van internet binnen.
auth-basic-note = Het wachtwoord wordt als gewone tekst verzonden, tenzij de verbinding is gecodeerd.
auth-integrated-note = Gebruikt de accounts van deze console; er is geen Windows-domein nodig.
auth-integrated-offers = { $count ->
        [one] Biedt ook: SCRAM, NTLM ({ $count } account)
       *[other] Biedt ook: SCRAM, NTLM ({ $count } accounts)
    }
auth-default-domain-note = Vult gebruikersnamen aan die zonder domein worden getypt.
auth-basic-off-question = { $able ->
        [one] Slechts { $able } van de { $total } accounts kan zich zonder basisverificatie aanmelden.
       *[other] Slechts { $able } van de { $total } accounts kunnen zich zonder basisverificatie aanmelden.
    }
auth-allow-ntlm-for-others = &NTLM toestaan voor de overige

conn-internal-note = Tests vanaf deze console worden niet door de lijst beperkt.
conn-add-this-computer = &Deze computer toevoegen
conn-add-my-network = &Mijn netwerk toevoegen
conn-list-empty = De lijst is leeg.

comp-subnet-hint = Bijvoorbeeld 192.168.1.0 met 255.255.255.0, of 192.168.1.0/24.
comp-group-hint = Aanbevolen als uw internetprovider nogal eens zonder waarschuwing het adres van zijn e-mailserver wijzigt.
comp-looking-up = { $name } opzoeken…
comp-choose-address = { $name } heeft meerdere adressen. Selecteer er een.

relay-need-not-log-on = &Aanmelden niet nodig
relay-anonymous-off-note = Anonieme toegang is uitgeschakeld: de bovenstaande computers moeten zich nog steeds aanmelden, tenzij “Aanmelden niet nodig” voor hen is ingeschakeld.
relay-explanation = Doorsturen betekent dat e-mail naar andere domeinen wordt verzonden. E-mail aan uw eigen domeinen wordt altijd geaccepteerd.

comm-temporary-note = Het tijdelijke certificaat codeert de verbinding, maar e-mailprogramma's zullen ervoor waarschuwen.
comm-internet-note = Servers op internet die geen codering ondersteunen, kunnen hier geen e-mail meer bezorgen.
comm-128-note = Elke gecodeerde verbinding is hier minstens zo sterk.
prot-greet-pause = &Pauze vóór de begroeting
prot-proxy-sources = Vertrouwde prox&y's
auth-locked-out = { $able } Buitengesloten: { $names }.
auth-keys-missing = De sleutels voor SCRAM en NTLM worden gemaakt bij de volgende aanmelding met basisverificatie, of wanneer een nieuw wachtwoord wordt ingesteld.
auth-ntlm-prepared = { $count ->
        [one] Voorbereid voor NTLM: { $count } account; gereed na de volgende aanmelding met het wachtwoord.
       *[other] Voorbereid voor NTLM: { $count } accounts; elk is gereed na de volgende aanmelding met het wachtwoord.
    }
auth-ntlm-allowed = NTLM is nu toegestaan voor { $names }. Houd basisverificatie aan totdat iedereen zich nog een keer heeft aangemeld of een nieuw wachtwoord heeft gekregen.
auth-and-more = { $names } en nog { $count }
acc-hint-protection = Blokkeer adressen die wachtwoorden raden en rem vreemden die de server uitputten.
prot-passwords = Geraden wachtwoorden
prot-failures = Adres &blokkeren na zoveel mislukte aanmeldingen
prot-window = Geteld binnen (&minuten)
prot-block = &Eerste blokkering (minuten)
prot-block-note = Elke volgende blokkering duurt twee keer zo lang, tot maximaal 7 dagen.
prot-exempt = Nooit &geblokkeerd
prot-addresses-note = Adressen of subnetten, gescheiden door komma's
prot-strangers = Vreemden
prot-greet-note = In seconden; 0 = geen pauze. Programma's die ongewenste e-mail verzenden, wachten vaak niet.
prot-rate = Minimale &snelheid (bytes per seconde)
prot-rate-over = Gemeten &over (minuten)
prot-rate-note = Telt alleen zolang meer dan de helft van de toegestane verbindingen in gebruik is, en nooit voor wie zich heeft aangemeld.
prot-proxies = Proxy's
prot-proxy-note = Taakverdelers die elke client aankondigen (PROXY-protocol). Niemand anders wordt geloofd, en deze moeten hem aankondigen.
perm-names = Namen van gr&oepen of gebruikers
perm-col-name = Groep of gebruiker
perm-for = Machtigingen voor { $name }
perm-for-none = Machtigingen
perm-effective = Effectieve machtigingen
perm-about = A&ccount
perm-yes-by = Ja: toegestaan door de vermelding “{ $name }”.
perm-no-denied = Nee: geweigerd door de vermelding “{ $name }”, en weigeren gaat voor.
perm-no-entry = Nee: geen enkele vermelding staat het toe.
perm-no-locked = Nee: de account is vergrendeld en kan zich niet aanmelden.
perm-no-submit = Nee: de account mag helemaal geen e-mail verzenden.
perm-no-logging-on = Nee: op deze server is aanmelden niet genoeg om door te sturen. Sta het de account of een groep hier toe.
perm-no-box = Nee: “{ $label }” is niet aangevinkt voor de account.
perm-relay-note = Computers in de lijst van Beperkingen op doorsturen mogen altijd doorsturen.
perm-denied-to-all = Geverifieerde gebruikers zijn allen die zich aanmelden. Wat hun wordt geweigerd, wordt iedereen geweigerd, want weigeren gaat voor.
perm-only-named = Niet iedereen die zich aanmeldt mag alles: de rest mogen alleen groepen en accounts waarvoor het met naam is toegestaan.
perm-relay-by-name = Op deze server is aanmelden niet genoeg om door te sturen: dat mogen alleen groepen en accounts waarvoor het met naam is toegestaan.
perm-nobody = niemand
perm-may-submit = Mag e-mail verzenden: { $names }.
perm-may-relay = Mag na aanmelding doorsturen: { $names }.
perm-empty = Niemand die zich aanmeldt mag verzenden of doorsturen.
perm-deleted-group = Verwijderde groep { $number }
perm-deleted-account = Verwijderde account { $number }
perm-users-note = Welke groepen en accounts na het aanmelden mogen verzenden en doorsturen.
pick-title = Gebruiker of groep selecteren
pick-member-title = Gebruiker selecteren
pick-none = Geen enkele naam bevat “{ $text }”.
