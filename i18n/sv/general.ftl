### The property sheet: its tabs and the General tab.

tab-general = Allmänt
tab-access = Åtkomst
tab-messages = Meddelanden
tab-delivery = Leverans

gen-ip-address = &IP-adress
gen-tcp-port = &TCP-port
gen-limit-connections = &Begränsa antal anslutningar till
gen-connection-timeout = &Tidsgräns för anslutning (minuter)
gen-enable-logging = Aktivera &loggning
gen-log-format = A&ktivt loggformat
gen-adv-title = Avancerat
gen-adv-multiple = Konfigurera flera identiteter för den virtuella servern
gen-adv-filter-enabled = Filter aktiverat
gen-ident-title = Identifiering
gen-ident-apply-filter = &Använd filter
gen-ident-apply-sender-filter = A&nvänd avsändarfilter
gen-ident-apply-recipient-filter = Använd &mottagarfilter
gen-ident-apply-connection-filter = An&vänd anslutningsfilter
gen-ident-duplicate = IP-adressen och TCP-porten används redan.

log-iis = Microsoft IIS-loggfilformat
log-ncsa = NCSA-standardformat för loggfiler
log-odbc = ODBC-loggning
log-w3c = W3C utökat loggfilformat
log-schedule = Schema för ny logg
log-hourly = Varje &timme
log-daily = &Dagligen
log-weekly = V&arje vecka
log-monthly = &Varje månad
log-unlimited-size = &Obegränsad filstorlek
log-size-reaches = &När filstorleken är
log-directory = &Katalog för loggfiler
log-file-name = Loggfilens namn
log-local-time = Använd lokal tid &för filnamn och filbyte
log-fields = &Utökade loggningsalternativ
log-f-date = Datum
log-f-time = Tid
log-f-client-ip = Klientens IP-adress
log-f-user-name = Användarnamn
log-f-service-name = Tjänstnamn
log-f-server-name = Servernamn
log-f-method = Metod
log-f-status = Protokollstatus
log-f-bytes-sent = Skickade byte
log-f-bytes-received = Mottagna byte
log-f-time-taken = Tidsåtgång
log-title = Egenskaper för utökad loggning
log-f-server-ip = Serverns IP-adress
log-f-server-port = Serverns port
log-f-uri-stem = URI-stam
log-f-uri-query = URI-fråga
log-f-win32-status = Win32-status
log-f-protocol-version = Protokollversion
log-f-host = Värd
log-f-user-agent = Användaragent
log-f-cookie = Cookie
log-f-referer = Hänvisande sida
log-megabytes = MB
log-directory-note = En mapp i Postkontors egen mapp, till exempel logs.
log-fields-note = Några av fälten har ingen motsvarighet i SMTP; där står ett bindestreck.

binding-encryption = &Kryptering

gen-properties-title = Egenskaper för { $server }
gen-identities = &Adresser
gen-several-addresses = (Flera)
gen-start-automatically = Starta servern &tillsammans med Postkontor
gen-session-maximum = Längsta &session (minuter)
gen-disk-reserve = &Diskutrymme som hålls ledigt (MB)
gen-disk-reserve-note = Om rutan inte är markerad: { $mb } MB eller 2 % av disken, det som är mest. Därunder tas ingen ny e-post emot.
gen-limit-per-address = Begränsa a&ntal anslutningar per adress till
gen-identity-last = Den sista adressen kan inte tas bort.
gen-group-connections = Anslutningar

enc-starttls = STARTTLS
enc-tls = SSL/TLS
enc-none = Ingen kryptering
enc-starttls-note = Anslutningen börjar i klartext och krypteras sedan (vanligt på portarna 25 och 587).
enc-tls-note = Anslutningen är krypterad från början (vanligt på port 465).
log-keep = &Spara loggfiler i
log-days = dagar
log-keep-note = 0 till 36 500; 0 = för alltid
log-all-servers = Alla servrar
log-facts = Kom &ihåg i 30 dagar vilka som ansluter och loggar in
log-facts-note = Används för att visa vilka som berörs av en ändring innan du gör den. Bara adresser, kontonamn och antal sparas, aldrig vad som står i ett meddelande.
