### The Delivery tab, how mail leaves, Advanced Delivery, Check DNS.

del-outbound = Uitgaand
del-local = Lokaal
del-retry1 = Interval eerste nieuwe &poging (minuten)
del-retry2 = Interval &tweede nieuwe poging (minuten)
del-retry3 = Interval derde &nieuwe poging (minuten)
del-retry-n = &Interval volgende nieuwe pogingen (minuten)
del-delay-notification = &Melding van vertraging
del-expiration = V&ervaltermijn
del-btn-outbound-security = &Uitgaande beveiliging…
del-btn-outbound-connections = Uitgaande &verbindingen…

out-tls = &TLS-codering
out-credentials = Aanmeldingsgegevens voor uitgaande verbinding
out-limit-connections = &Aantal verbindingen beperken tot
out-timeout = Time-&out (minuten)
out-limit-per-domain = Aantal &verbindingen per domein beperken tot

adv-title = Geavanceerde bezorging
adv-max-hops = M&aximumaantal hops
adv-masquerade = &Maskeradedomein
adv-fqdn = &Volledig gekwalificeerde domeinnaam
adv-check-dns = &DNS controleren
adv-dns-valid = De domeinnaam is geldig.
adv-dns-invalid = De domeinnaam kan niet worden omgezet.
adv-smart-host = &Smarthost
adv-attempt-direct = Directe &bezorging proberen alvorens naar smarthost te verzenden
adv-reverse-dns = &Omgekeerde DNS-zoekactie uitvoeren voor inkomende berichten
adv-external-dns = Externe DNS-servers configureren
adv-external-dns-server = Externe DNS-server

del-message-delivery = Berichtbezorging
del-inbound-connection = Inkomende verbinding
del-local-delay-notification = Mel&ding van vertraging
del-local-expiration = Ve&rvaltermijn
del-times-note = Na elke mislukte poging wacht het bericht en wordt het opnieuw geprobeerd. Na de vervaltermijn gaat het terug naar de afzender.

leave-title = Hoe e-mail wordt verzonden
leave-line-direct = E-mail gaat rechtstreeks naar de ontvangende servers.
leave-line-smart-host = E-mail wordt verzonden via: { $host }, { $encryption }
leave-line-smart-host-user = E-mail wordt verzonden via: { $host }, { $encryption }, gebruiker { $user }
leave-change = &Wijzigen…
leave-direct = &Rechtstreeks naar de ontvangende servers
leave-direct-note = Vereist een vast internetadres en een open poort 25.
leave-smart-host = Via een smarthost, zoals de e-&mailserver van uw provider
leave-needs-log-on = &De smarthost vereist een gebruikersnaam en wachtwoord
leave-fixed-sender = &Altijd dit afzenderadres gebruiken
leave-fixed-sender-note = Sommige providers accepteren alleen e-mail van het adres van de account.
leave-any-certificate = &Elk certificaat accepteren
leave-any-certificate-note = Als dit is ingeschakeld, kan een andere computer zich voordoen als de smarthost.
leave-clear-log-on = Wachtwoord &zonder codering verzenden
leave-app-password = Deze provider verwacht een app-wachtwoord, dat u maakt in de instellingen van de account. Het gewone wachtwoord wordt geweigerd.
leave-password-kept = (ongewijzigd)
leave-test = &Verbinding testen
leave-test-running = Verbinding maken met { $host }…
leave-test-good = De smarthost accepteert e-mail van deze server. ({ $duration })
leave-test-unreachable = { $host } is niet bereikbaar: { $reason } Controleer naam en poort en of de firewall de verbinding toestaat.
leave-test-no-tls = { $host } biedt geen codering op poort { $port }. Kies een andere poort of codering.
leave-test-certificate = Het certificaat van { $host } wordt niet vertrouwd: { $reason }
leave-test-log-on-refused = { $host } weigert de gebruikersnaam of het wachtwoord. Antwoord: { $answer }
leave-test-sender-refused = { $host } weigert de afzender { $sender }. Antwoord: { $answer }
leave-test-first = De verbinding is niet getest. Wilt u deze toch gebruiken?

adv-dns-list = &Externe DNS-servers
adv-dns-list-note = Als de lijst niet leeg is, raadpleegt deze virtuele server alleen deze servers, in deze volgorde.
adv-dns-server-address = IP-adres van de DNS-server
adv-fqdn-note = De naam die gebruikers in hun e-mailprogramma typen en waarvoor het certificaat geldt.

checkdns-title = DNS controleren
checkdns-valid-but = De domeinnaam is geldig, maar zie hieronder.
checkdns-running = { $server } wordt gevraagd naar { $name }…
checkdns-asked = Geraadpleegd: { $server }, { $duration }
checkdns-system = de DNS van deze computer
checkdns-addresses = { $name } wordt omgezet in { $addresses }.
checkdns-alias = { $name } is een andere naam voor { $target }.
checkdns-ours = Een daarvan is een adres van deze virtuele server.
checkdns-foreign = Geen daarvan is een adres van deze virtuele server. Achter een router is dat gebruikelijk; de router moet de poort doorsturen.
checkdns-reverse = { $address } is geregistreerd als { $name }.
checkdns-reverse-none = { $address } heeft geen naam in de zone voor omgekeerde DNS-zoekacties. Veel servers weigeren e-mail van zulke adressen; vraag uw provider om hulp.
checkdns-offline = Geen enkele DNS-server antwoordt. Is deze computer verbonden met het netwerk?
checkdns-unknown = De naam { $name } bestaat niet in DNS. Controleer de spelling of vraag de beheerder van uw domein om de naam toe te voegen.

del-hold-outbound = Uitg&aande e-mail in de wachtrijen houden
leave-test-works = De verbinding werkt.
out-tls-note = Elke verbinding met een andere e-mailserver moet gecodeerd zijn. E-mail voor een server die dat niet kan, wacht en gaat na het verstrijken van de termijn terug naar de afzender.
out-log-on-note = Gebruikersnaam en wachtwoord voor de server van uw provider stelt u in met “{ $button }” op het tabblad “{ $tab }”.
leave-tls-required = “{ $title }” vereist TLS voor alle uitgaande e-mail: deze verbinding wordt toch met STARTTLS gecodeerd.
adv-reverse-dns-note = Received vermeldt dan dat de client in DNS anders heet dan hij opgeeft. Er wordt niets om geweigerd; elk bericht duurt iets langer.
