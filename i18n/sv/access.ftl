### The Access tab: authentication, connection, computers, relay, communication.

acc-access-control = Åtkomstkontroll
acc-secure-communication = Säker kommunikation
acc-connection-control = Anslutningskontroll
acc-relay-control = Återutsändningskontroll
acc-relay-restrictions = Begränsningar för återutsändning
acc-btn-authentication = V&erifiering…
acc-btn-certificate = &Certifikat…
acc-btn-communication = &Kommunikation…
acc-btn-connection = &Anslutning…
acc-btn-relay = Å&terutsänd…
acc-relaying = Återutsändning

auth-methods = Välj godkända verifieringsmetoder för den virtuella servern
auth-anonymous = An&onym åtkomst
auth-anonymous-auth = Anonym verifiering
auth-resolve-anonymous = Slå &upp avsändare av anonym e-post
auth-basic = Grundläggande verifiering
auth-basic-clear = &Grundläggande verifiering (lösenordet skickas i klartext)
auth-requires-tls = &Kräver TLS-kryptering
auth-default-domain = &Standarddomän
auth-integrated = &Integrerad Windows-verifiering
auth-ntlm-old-name = Windows NT-anrop/svar-verifiering
auth-spa = Säker lösenordsverifiering
auth-user-name = &Användarnamn
auth-password = Lös&enord
auth-confirm-password = Be&kräfta lösenord
auth-account = Konto
auth-credentials = Autentiseringsuppgifter
auth-clear-text = Klartext
auth-users = &Användare…
auth-perm-title = Behörigheter för Skicka och Återutsänd
auth-perm-submit = &Skickabehörighet
auth-perm-relay = Åter&utsändningsbehörighet
auth-perm-allow = Tillåt
auth-perm-deny = Neka
auth-authenticated-users = Autentiserade användare
auth-authenticated-clients = Autentiserade klienter

conn-title = Anslutning
conn-select-access = Välj vilka datorer som får ansluta till den virtuella servern
conn-only-list = &Endast datorerna i listan nedan
conn-all-except = Alla &utom datorerna i listan nedan
conn-computers = &Datorer
conn-col-access = Åtkomst
conn-col-address = IP-adress (mask)/domännamn
conn-granted = Tillåten
conn-denied = Nekad
conn-refused-msg = Anslutningen till servern nekades.

comp-title = Dator
comp-single = &Enstaka dator
comp-dns-lookup = DNS-&sökning…
comp-group = D&atorgrupp
comp-subnet-address = &Undernätverksadress
comp-subnet-mask = Nä&tmask
comp-domain = &Domän
comp-domain-name = &Domännamn
comp-host-name = Värdnamn
comp-dns-lookup-prompt = Skriv datorns DNS-namn
comp-dns-not-found = Namnet kunde inte matchas.
comp-rdns-warning = Begränsning efter domännamn kräver en omvänd DNS-sökning för varje inkommande anslutning. Det kan påverka serverns prestanda negativt.

dns-reverse-lookup = Omvänd DNS-sökning
dns-reverse-zone = Zon för omvänd DNS-sökning
dns-suffix = DNS-suffix

ip-restrictions = IP-adressbegränsningar
ip-excluded = Utesluten IP-adress
ip-ranges = Intervall av IP-adresser

relay-title = Begränsningar för återutsändning
relay-select = Välj vilka datorer som får återutsända via den virtuella servern
relay-allow-authenticated = Låt alla datorer &som verifieras återutsända, oavsett listan ovan
relay-open-warning = Servern blir ett öppet relä som kan användas för att sprida skräppost.
relay-denied-msg = Återutsändning kunde inte ske till mottagarens adress.
relay-external-domain = Extern domän
relay-junk = Skräppost
relay-uce = Oönskad kommersiell e-post

comm-require-channel = &Kräv säker kanal
comm-require-128 = Kräv 128-&bitars kryptering
comm-encryption = Kryptering
comm-ssl-encryption = SSL-kryptering
comm-tls = TLS (Transport Layer Security)
comm-ssl = SSL (Secure Sockets Layer)
comm-no-certificate = Inget certifikat är installerat på den virtuella servern.

button-protection = &Skydd…

acc-hint-authentication = Aktivera anonym åtkomst och redigera verifieringsmetoderna för den virtuella servern.
acc-hint-communication = Visa eller ange hur kommunikationen skyddas när den virtuella servern används.
acc-hint-connection = Tillåt eller neka åtkomst till den virtuella servern efter IP-adress eller Internet-domännamn.
acc-hint-relay = Tillåt eller neka återutsändning av e-post via den virtuella servern.
acc-temporary-certificate = Ett tillfälligt certifikat används.
acc-certificate-for = Certifikat för { $names }, giltigt till { $date }

auth-anonymous-note = Inget användarnamn eller lösenord behövs. E-post från Internet kommer på det här sättet.
auth-basic-note = Lösenordet skickas i klartext om anslutningen inte är krypterad.
auth-integrated-note = Använder kontona i den här konsolen; ingen Windows-domän behövs.
auth-integrated-offers = { $count ->
        [one] Erbjuder även: SCRAM, NTLM ({ $count } konto)
       *[other] Erbjuder även: SCRAM, NTLM ({ $count } konton)
    }
auth-default-domain-note = Kompletterar användarnamn som skrivs utan domän.
auth-basic-off-question = Bara { $able } av { $total } konton kan logga in utan grundläggande verifiering.
auth-allow-ntlm-for-others = &Tillåt NTLM för de andra

conn-internal-note = Tester från den här konsolen påverkas inte av listan.
conn-add-this-computer = Lägg &till den här datorn
conn-add-my-network = Lägg till &mitt nätverk
conn-list-empty = Listan är tom.

comp-subnet-hint = Till exempel 192.168.1.0 med 255.255.255.0, eller 192.168.1.0/24.
comp-group-hint = Rekommenderas om Internet-leverantören brukar ändra IP-adressen till sin e-postserver utan varning.
comp-looking-up = Söker efter { $name }…
comp-choose-address = { $name } har flera adresser. Välj en.

relay-need-not-log-on = &Behöver inte logga in
relay-anonymous-off-note = Anonym åtkomst är avstängd: datorerna ovan måste ändå logga in, om inte ”Behöver inte logga in” är markerat för dem.
relay-explanation = Återutsändning innebär att e-post skickas vidare till andra domäner. E-post till dina egna domäner tas alltid emot.

comm-temporary-note = Det tillfälliga certifikatet krypterar anslutningen, men e-postprogram kommer att varna för det.
comm-internet-note = Servrar på Internet som inte kan kryptera kan inte längre leverera e-post hit.
comm-128-note = Varje krypterad anslutning här är minst så här stark.
prot-greet-pause = &Paus före hälsningen
prot-proxy-sources = Betrodda proxy&servrar
auth-locked-out = { $able } Utestängda: { $names }.
auth-keys-missing = Nycklarna för SCRAM och NTLM skapas vid nästa inloggning med grundläggande verifiering, eller när ett nytt lösenord anges.
auth-ntlm-prepared = { $count ->
        [one] Förberett för NTLM: { $count } konto; det är klart efter nästa inloggning med lösenordet.
       *[other] Förberedda för NTLM: { $count } konton; vart och ett är klart efter nästa inloggning med lösenordet.
    }
auth-ntlm-allowed = NTLM är nu tillåtet för { $names }. Behåll grundläggande verifiering tills alla har loggat in en gång till eller fått ett nytt lösenord.
auth-and-more = { $names } och { $count } till
acc-hint-protection = Blockera adresser som gissar lösenord och bromsa främlingar som tröttar ut servern.
prot-passwords = Gissade lösenord
prot-failures = &Blockera en adress efter så många misslyckade inloggningar
prot-window = Räknade inom (&minuter)
prot-block = &Första blockeringen (minuter)
prot-block-note = Varje ny blockering varar dubbelt så länge, upp till 7 dagar.
prot-exempt = Blockeras &aldrig
prot-addresses-note = Adresser eller undernät, avgränsade med kommatecken
prot-strangers = Främlingar
prot-greet-note = I sekunder; 0 = ingen paus. Program som skickar skräppost väntar ofta inte.
prot-rate = &Lägsta hastighet (byte per sekund)
prot-rate-over = Mätt ö&ver (minuter)
prot-rate-note = Räknas bara medan mer än hälften av de tillåtna anslutningarna används, och aldrig för den som har loggat in.
prot-proxies = Proxyservrar
prot-proxy-note = Lastutjämnare som anmäler varje klient (PROXY-protokollet). Ingen annan blir trodd, och dessa måste anmäla den.
perm-names = Grupp- eller användar&namn
perm-col-name = Grupp eller användare
perm-for = Behörigheter för { $name }
perm-for-none = Behörigheter
perm-effective = Gällande behörigheter
perm-about = Visa för &kontot
perm-yes-by = Ja: tillåts av posten ”{ $name }”.
perm-no-denied = Nej: nekas av posten ”{ $name }”, och neka har företräde.
perm-no-entry = Nej: ingen post tillåter det.
perm-no-locked = Nej: kontot är spärrat och kan inte logga in.
perm-no-submit = Nej: det får inte skicka någon e-post alls.
perm-no-logging-on = Nej: att logga in räcker inte för att återutsända på den här servern. Tillåt kontot eller en grupp här.
perm-no-box = Nej: ”{ $label }” är inte markerat för kontot.
perm-relay-note = Datorer i listan under Begränsningar för återutsändning får alltid återutsända.
perm-denied-to-all = Autentiserade användare är alla som loggar in. Det som nekas dem nekas alla, eftersom neka har företräde.
perm-only-named = Inte alla som loggar in får allt: resten får bara de grupper och konton göra som uttryckligen tillåts det.
perm-relay-by-name = Att logga in räcker inte för att återutsända på den här servern: det får bara de grupper och konton som uttryckligen tillåts det.
perm-nobody = ingen
perm-may-submit = Får skicka e-post: { $names }.
perm-may-relay = Får återutsända efter inloggning: { $names }.
perm-empty = Ingen som loggar in får skicka eller återutsända.
perm-deleted-group = Borttagen grupp { $number }
perm-deleted-account = Borttaget konto { $number }
perm-users-note = Vilka grupper och konton som får skicka och återutsända när de har loggat in.
pick-title = Välj användare eller grupp
pick-member-title = Välj användare
pick-none = Inget namn innehåller ”{ $text }”.
