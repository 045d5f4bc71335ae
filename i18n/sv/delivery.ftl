### The Delivery tab, how mail leaves, Advanced Delivery, Check DNS.

del-outbound = Utgående
del-local = Lokalt
del-retry1 = &Intervall för första återförsök (minuter)
del-retry2 = Intervall för andra återförsök (&minuter)
del-retry3 = Intervall för tre&dje återförsök (minuter)
del-retry-n = Inte&rvall för efterföljande återförsök (minuter)
del-delay-notification = Meddelande &om fördröjning
del-expiration = Tidsgräns &för leverans
del-btn-outbound-security = &Utgående säkerhet…
del-btn-outbound-connections = U&tgående anslutningar…

out-tls = &TLS-kryptering
out-credentials = Autentiseringsuppgifter för utgående anslutning
out-limit-connections = &Begränsa antal anslutningar till
out-timeout = Tidsgräns (&minuter)
out-limit-per-domain = Begränsa &antal anslutningar per domän till

adv-title = Avancerad leverans
adv-max-hops = Maximalt &antal hopp
adv-masquerade = &Maskeringsdomän
adv-fqdn = Fullständigt kvalificerat &domännamn
adv-check-dns = &Kontrollera DNS
adv-dns-valid = Domännamnet är giltigt.
adv-dns-invalid = Domännamnet kunde inte matchas.
adv-smart-host = &Smart värd
adv-attempt-direct = &Försök med direktleverans innan meddelandet skickas till den smarta värden
adv-reverse-dns = &Gör omvänd DNS-sökning för inkommande meddelanden
adv-external-dns = Konfigurera externa DNS-servrar
adv-external-dns-server = Extern DNS-server

del-message-delivery = Meddelandeleverans
del-inbound-connection = Inkommande anslutning
del-local-delay-notification = M&eddelande om fördröjning
del-local-expiration = Tidsgräns för &leverans
del-times-note = Efter varje misslyckat försök väntar meddelandet och skickas sedan igen. När tidsgränsen för leverans har nåtts går det tillbaka till avsändaren.

leave-title = Hur e-post skickas ut
leave-line-direct = E-post skickas direkt till de mottagande servrarna.
leave-line-smart-host = E-post skickas via: { $host }, { $encryption }
leave-line-smart-host-user = E-post skickas via: { $host }, { $encryption }, användare { $user }
leave-change = Ä&ndra…
leave-direct = Direkt till de &mottagande servrarna
leave-direct-note = Kräver en fast Internetadress och att port 25 är öppen.
leave-smart-host = Via en smart värd, till exempel &Internet-leverantörens e-postserver
leave-needs-log-on = Den smarta &värden kräver användarnamn och lösenord
leave-fixed-sender = Använd alltid &den här avsändaradressen
leave-fixed-sender-note = Vissa leverantörer tar bara emot e-post från kontots egen adress.
leave-any-certificate = &Godta alla certifikat
leave-any-certificate-note = Om detta är markerat kan en annan dator utge sig för att vara den smarta värden.
leave-clear-log-on = Skicka lösenordet &utan kryptering
leave-app-password = Den här leverantören kräver ett applösenord, som du skapar i kontots inställningar. Det vanliga lösenordet nekas.
leave-password-kept = (oförändrat)
leave-test = Testa a&nslutningen
leave-test-running = Ansluter till { $host }…
leave-test-good = Den smarta värden tar emot e-post från servern. ({ $duration })
leave-test-unreachable = Det går inte att nå { $host }: { $reason } Kontrollera namnet och porten och att brandväggen tillåter anslutningen.
leave-test-no-tls = { $host } erbjuder ingen kryptering på port { $port }. Välj en annan port eller kryptering.
leave-test-certificate = Certifikatet för { $host } är inte betrott: { $reason }
leave-test-log-on-refused = { $host } godtar inte användarnamnet eller lösenordet. Svaret: { $answer }
leave-test-sender-refused = { $host } nekar avsändaren { $sender }. Svaret: { $answer }
leave-test-first = Anslutningen har inte testats. Vill du använda den ändå?

adv-dns-list = &Externa DNS-servrar
adv-dns-list-note = Om listan inte är tom frågar den virtuella servern bara de här servrarna, i den här ordningen.
adv-dns-server-address = DNS-serverns IP-adress
adv-fqdn-note = Namnet som användarna skriver i sina e-postprogram och som certifikatet gäller för.

checkdns-title = Kontrollera DNS
checkdns-valid-but = Domännamnet är giltigt, men se nedan.
checkdns-running = Frågar { $server } efter { $name }…
checkdns-asked = Tillfrågad: { $server }, { $duration }
checkdns-system = den här datorns DNS
checkdns-addresses = { $name } har adressen { $addresses }.
checkdns-alias = { $name } är ett annat namn för { $target }.
checkdns-ours = En av dem är den virtuella serverns adress.
checkdns-foreign = Ingen av dem är den virtuella serverns adress. Bakom en router är det vanligt; routern måste skicka vidare porten.
checkdns-reverse = { $address } är registrerad som { $name }.
checkdns-reverse-none = { $address } har inget namn i zonen för omvänd DNS-sökning. Många servrar nekar e-post från sådana adresser; fråga Internet-leverantören.
checkdns-offline = Ingen DNS-server svarar. Är datorn ansluten till nätverket?
checkdns-unknown = Namnet { $name } finns inte i DNS. Kontrollera stavningen, eller be den som hanterar domänen att lägga in det.

del-hold-outbound = &Behåll utgående e-post i köerna
leave-test-works = Anslutningen fungerar.
out-tls-note = Varje anslutning till en annan e-postserver måste vara krypterad. E-post till en server som inte klarar det väntar och går tillbaka till avsändaren när tiden är ute.
out-log-on-note = Användarnamn och lösenord för leverantörens server anges med ”{ $button }” på fliken ”{ $tab }”.
leave-tls-required = ”{ $title }” kräver TLS för all utgående e-post: den här anslutningen krypteras ändå med STARTTLS.
adv-reverse-dns-note = Received anger då om klientens namn i DNS inte är det den uppger. Ingen post avvisas för det; varje meddelande tar lite längre tid.
