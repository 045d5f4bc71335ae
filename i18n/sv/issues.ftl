### What is wrong: settings, ports, certificates, files, refusals.

issue-at = { $field }: { $problem }
issue-at-line = Rad { $line }, { $field }: { $problem }
issue-empty = Det här får inte vara tomt.
issue-too-long = Texten är längre än { $max } tecken; korta den.
issue-control = Texten innehåller en radbrytning eller ett annat styrtecken; ta bort det.
issue-domain = ”{ $value }” är inte ett domännamn: { $reason }
issue-domain-empty = namnet är tomt.
issue-domain-too-long = namnet är längre än 253 tecken.
issue-domain-label = ”{ $label }” är inte en giltig del av ett domännamn.
issue-domain-character = tecknet ”{ $character }” får inte förekomma i ett domännamn.
issue-domain-international = ”{ $name }” är inte ett giltigt internationellt domännamn.
issue-address = ”{ $value }” är inte en e-postadress: { $reason }
issue-address-unqualified = @ följt av en domän saknas.
issue-address-local = delen före @ är inte giltig.
issue-address-domain = delen efter @ är inte giltig: { $reason }
issue-address-literal = adressen inom hakparentes är inte giltig.
issue-address-too-long = adressen är längre än 254 tecken.
issue-not-local = { $address } finns inte i någon av serverns e-postdomäner. Lägg till domänen under E-postdomäner eller använd en annan adress.
issue-alias-of = { $domain } har inga egna brevlådor här. Välj en annan domän.
issue-alias-catch-all = E-post till okända adresser i ett alias går dit den för { $domain } går. Lämna fältet tomt.
issue-network-address = ”{ $value }” är inte en IP-adress. Ange en adress som 192.168.1.20 eller ett undernätverk som 192.168.1.0/24.
issue-network-mask = ”{ $value }” är inte en nätmask. Ange en mask som 255.255.255.0 eller ett antal bitar som 24.
issue-network-unspecified = { $address } är inte adressen till en dator. Ange { $address }/0 om du menar alla datorer.
issue-span = ”{ $value }” är inte en tidsrymd. Ange ett tal och s, m, h eller d, till exempel 10m.
issue-bind-address = ”{ $value }” är inte en adress på den här datorn. Välj (Alla otilldelade) eller en av datorns IP-adresser.
issue-dns-server = ”{ $value }” är inte IP-adressen till en DNS-server.
issue-host = ”{ $value }” är varken ett värdnamn eller en IP-adress inom hakparentes, som [192.0.2.1].
issue-folder = ”{ $value }” är inte en mapp i hemmappen. Ange en relativ sökväg, till exempel logs.
issue-thumbprint = ”{ $value }” är inte ett certifikats tumavtryck (64 hexadecimala siffror).
issue-duplicate = { $value } finns redan i listan (se { $first }). Ta bort en av dem.
issue-binding-taken = { $binding } används redan av den virtuella servern ”{ $server }”. Välj en annan adress eller port.
issue-range = { $value } ligger utanför intervallet { $min } till { $max }.
issue-not-shorter = { $value } är inte kortare än { $limit }, värdet för ”{ $field }”.
issue-postmaster-missing = E-post till postmaster måste nå någon. Välj ett lokalt konto här.
issue-log-on-incomplete = Användarnamn och lösenord hör ihop: ange båda eller inget av dem.
issue-log-on-in-clear = Utan kryptering kan lösenordet läsas på nätverket. Välj STARTTLS eller SSL/TLS, eller tillåt det uttryckligen.
issue-helo-alone = HELO klarar varken STARTTLS eller inloggning. Använd EHLO, eller avstå från dem.
issue-session-below-message = Sessionsgränsen { $session } kB är mindre än meddelandegränsen { $message } kB.

bind-failed = ”{ $server }” kan inte lyssna på { $address }.
bind-in-use-by = { $address } används av { $program }. Stoppa programmet eller välj en annan port eller adress.
bind-in-use = { $address } används av ett annat program. Stoppa programmet eller välj en annan port eller adress.
bind-privilege = Portar under 1024 får bara öppnas med en särskild behörighet som programmet saknar. Installera paketets tjänst, kör ”{ $command }” eller välj en port som 2525.
bind-not-ours = Inget nätverkskort i datorn har adressen { $address }. Välj en annan eller (Alla otilldelade).
bind-other = { $address } kan inte användas: { $reason } Välj en annan port eller adress.

chain-no-certificate = Det finns inget certifikat i { $file }. En PEM-fil med raden BEGIN CERTIFICATE förväntas.
chain-no-key = Det finns ingen privat nyckel i { $file }. En krypterad nyckel måste först dekrypteras.
chain-foreign-key = Den privata nyckeln hör inte till certifikatet. Använd nyckeln som begäran gjordes med.
chain-key = Den privata nyckeln kan inte användas: { $reason }
chain-certificate = Certifikatet kan inte läsas: { $reason }
chain-unknown-key = Privata nycklar av det slaget stöds inte här. Använd en RSA- eller ECDSA-nyckel.
chain-damaged = Certifikatet är skadat och kan inte läsas.

certificate-missing = ”{ $server }” ska använda certifikatet { $thumbprint }, men det finns inte kvar. Installera det igen eller använd det tillfälliga.
certificate-temporary-failed = Det går inte att skapa ett tillfälligt certifikat för { $fqdn }: { $reason }
certificate-temporary = Tillfälligt certifikat
certificate-none-state = Inget certifikat är installerat. Tills vidare krypterar ett tillfälligt certifikat anslutningarna.

file-unreadable = Det går inte att läsa { $file }: { $reason }
file-unwritable = Det går inte att skriva { $file }: { $reason }
file-too-large = { $file } är större än { $limit } och lästes inte. Är det rätt fil?
file-syntax = { $file }, rad { $line }, kolumn { $column }: { $reason } Filen lämnades oförändrad.
file-newer = { $file } har version { $found }; programmet läser högst { $known }. Installera det nyare programmet. Filen lämnades oförändrad.

refused-busy = Postkontor är upptaget. Försök igen om en stund.
changed-meanwhile = Har under tiden ändrats även på annat håll: { $settings }. OK eller Verkställ ersätter de nya värdena med dina; Avbryt behåller de nya.
refused-gone = ”{ $name }” finns inte längre.

certificate-tls = Kryptering kan inte ställas in med det här certifikatet: { $reason } Installera ett annat.
refused-gone-unnamed = Objektet har tagits bort under tiden.
refused-has-mail = { $count ->
        [one] { $count } meddelande från ”{ $name }” finns kvar i kön. Vänta tills det har skickats.
       *[other] { $count } meddelanden från ”{ $name }” finns kvar i kön. Vänta tills de har skickats.
    }
refused-nothing-to-undo = Det finns inget att ångra.
refused-ended = E-posttjänsten har avslutats. Starta Postkontor igen.
refused-system = Den här datorn kunde inte utföra det: { $reason } Ingenting ändrades.

start-spool = Den väntande e-posten kan inte öppnas: { $reason } Kontrollera disken och mappens behörigheter.
start-spool-newer = { $file } har skrivits av en nyare version av Postkontor. Starta den versionen, eller låt den tömma kön först.
start-trust = De certifikat som den här datorn litar på kan inte läsas: { $reason } Installera paketet ca-certificates.
start-interrupted = Starten avbröts: { $reason } Starta Postkontor igen.
start-no-room = Systemet har inte plats för programmet: { $reason } Avsluta andra program och starta Postkontor igen.
issue-directory = ”{ $value }” är inte en mapp. Ange en sökväg i hemmappen, till exempel badmail, eller en fullständig, till exempel /srv/badmail.
issue-unwritable = Det går inte att skriva i mappen { $folder }: { $reason } Välj en annan, eller ge användaren som kör Postkontor skrivrätt där.
issue-lmtp = ”{ $value }” är inte ett postlager. Ange sökvägen till dess socket, till exempel /run/dovecot/lmtp, eller värd och port, till exempel 127.0.0.1:24.
issue-no-forward = E-post ska vidarebefordras, men ingen adress är angiven. Ange minst en.

certificate-gone = Det finns inget certifikat { $thumbprint }. Det kan ha tagits bort under tiden.
certificate-make = Nyckeln eller certifikatet kan inte skapas: { $reason }
certificate-request-pending = En certifikatbegäran för servern väntar redan. Bearbeta eller ta bort den först.
certificate-no-request = Det finns ingen väntande certifikatbegäran för servern längre.
certificate-not-the-answer = Nyckeln är en annan. Begäran behålls: välj filen som certifikatutfärdaren skickade för den.
certificate-is-key = Det finns inget certifikat i filen, utan en privat nyckel.
certificate-is-encrypted-key = Det finns inget certifikat i filen, utan en krypterad privat nyckel.
certificate-is-request = Det finns inget certifikat i filen, utan begäran som skickas till certifikatutfärdaren. Välj svaret.
certificate-is-pfx = Detta är en PFX-fil. Importera den med dess lösenord.
certificate-is-unknown = Det finns inget certifikat i filen. Den ska ha formatet PEM, DER eller PKCS #7 (.cer, .crt, .pem, .p7b).
certificate-is-too-large = Filen är större än något certifikat. Är det rätt fil?
certificate-wrong-password = Lösenordet till PFX-filen är inte korrekt.
certificate-no-password = En PFX-fil behöver ett lösenord: den innehåller den privata nyckeln.
certificate-pfx = PFX-filen kan inte användas: { $reason }
certificate-pfx-without-key = Det finns ingen privat nyckel i PFX-filen. Exportera den igen tillsammans med den privata nyckeln.
certificate-given-pfx = PFX-filen
certificate-given-answer = Certifikatutfärdarens svar
certificate-given-issued = Det utfärdade certifikatet
certificate-given-certificate = Certifikat och nyckel
certificate-given-no-certificate = Det saknas ett certifikat.
certificate-given-no-key = Det saknas en privat nyckel. En krypterad nyckel måste först dekrypteras.
certificate-pfx-not-one = Detta är ingen PFX-fil, eller bara början av en. Välj en annan fil eller kopiera den igen.
certificate-pfx-too-large = Den här PFX-filen är större än någon med ett certifikat. Är det rätt fil?
certificate-pfx-old-form = Den här PFX-filen har ett gammalt format (BER). Läs in den i Windows, macOS eller OpenSSL och exportera den igen därifrån.
certificate-pfx-too-many-parts = Den här PFX-filen har fler krypterade delar än en nyckel och dess kedja behöver. Exportera bara det här certifikatet igen.
certificate-pfx-too-many-certificates = Det finns fler certifikat i den här PFX-filen än i någon kedja. Exportera bara serverns certifikat med dess kedja.
certificate-pfx-scrypt = Den här PFX-filen är krypterad med scrypt, som inte kan läsas här. Exportera den igen med AES-256.
certificate-pfx-unknown-encryption = Den här PFX-filen är krypterad på ett sätt som är okänt här. Exportera den igen med AES-256.
certificate-pfx-no-certificate = Det finns en privat nyckel i PFX-filen men inget certifikat. Exportera den igen tillsammans med certifikatet.
certificate-renews-by-hand = Certifikatet förnyas inte av sig självt. Förnya det med certifikatguiden.
certificate-pfx-too-slow = Det tar för lång tid att öppna PFX-filen: den kräver mycket mer beräkning än vanligt. Exportera den igen på vanligt sätt.
certificate-renews-by-records = Varje förnyelse av certifikatet kräver nya poster i DNS. Förnya det med certifikatguiden, som visar dem.
certificate-order-under-way = Ett certifikat som beställts för servern har ännu inte kommit. Vänta på det, eller ge upp beställningen i certifikatguiden.
refused-in-use = Certifikatet används av { $servers }. Tilldela ett annat där först.
subject-control = Texten innehåller ett osynligt tecken. Skriv den på nytt.
subject-character = Certifikatutfärdare godtar inte tecknet { $character } här. Utelämna det.
subject-no-host-name = Detta är inget värdnamn. Skriv ett namn som mail.example.com.
subject-wildcard = Ett namn med * går inte att begära här. Skriv varje värdnamn för sig.
subject-no-country = Detta är ingen landskod med två bokstäver.
finding-expired = Det gick ut { $date }. E-postprogrammen godtar det inte.
finding-not-yet = Det gäller först från { $date }.
finding-self-signed = Det är självsignerat: bara datorer som har ställts in för det litar på det.
finding-incomplete = Certifikatet mellan det och rotcertifikatet saknas. Installera det igen tillsammans med de mellanliggande certifikaten.
finding-unknown-root = Datorn litar inte på dess rotcertifikat. E-postprogram litar på det där rotcertifikatet har installerats.
finding-broken-chain = ”{ $name }” i certifieringssökvägen har gått ut eller har inte signerat det.
finding-not-for-servers = Certifikatet är inte avsett för servrar. Välj ett annat.
finding-weak-key = Nyckeln är för svag: dagens program godtar den inte.
