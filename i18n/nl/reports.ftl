### Reports to the senders of messages, and what kept a message from arriving.

report-subject-failed = Uw bericht kan niet worden bezorgd
report-subject-delayed = Uw bericht is vertraagd
report-from = Dit is de e-mailserver { $server }.
report-failed = Uw bericht van { $time } kan niet worden bezorgd bij:
report-failed-subject = Uw bericht “{ $subject }” van { $time } kan niet worden bezorgd bij:
report-delayed = Uw bericht van { $time } is nog niet bezorgd bij:
report-delayed-subject = Uw bericht “{ $subject }” van { $time } is nog niet bezorgd bij:
report-expired = Het is tot de vervaltermijn steeds opnieuw geprobeerd.
report-given-up = Er worden geen pogingen meer gedaan. Gegevens voor de beheerder zijn bijgevoegd.
report-no-action = U hoeft niets te doen: tot { $time } worden nieuwe pogingen gedaan. U krijgt alleen opnieuw bericht als die mislukken.

trouble-refused = De server { $host } antwoordde: { $answer }
trouble-unreachable = De server { $host } is niet bereikbaar.
trouble-broken = De verbinding met de server { $host } is verbroken.
trouble-nonsense = De server { $host } gaf een onbegrijpelijk antwoord.
trouble-no-tls = De server { $host } biedt niet de codering die hier is vereist.
trouble-tls-failed = De gecodeerde verbinding met { $host } kan niet worden gemaakt: { $reason }
trouble-office = De beheerder moet de verzending van e-mail vanaf dit kantoor herstellen.
trouble-no-domain = Het domein { $domain } bestaat niet.
trouble-takes-no-mail = Het domein { $domain } accepteert geen e-mail.
trouble-no-address = De e-mailservers van { $domain } hebben geen adres.
trouble-dns = DNS antwoordt niet voor { $name }.
trouble-loops-back = E-mail aan { $domain } is voor deze server bestemd, maar het is geen van de e-maildomeinen.
trouble-no-mailbox = Er is hier geen postvak { $address }.
trouble-loop = Het bericht is al eerder in het postvak { $address } geweest; het draait in een lus.
trouble-mailbox = Er kan op dit moment niet naar het postvak { $address } worden geschreven.
trouble-disk-full = De schijf met de postvakken is vol.
trouble-unreadable = Het opgeslagen bericht kan niet worden gelezen.
trouble-too-many-hops = Het bericht is via te veel servers gegaan; waarschijnlijk draait het in een lus.
report-subject-arrived = Uw bericht is bezorgd
report-arrived = Uw bericht van { $time } is afgeleverd bij:
report-arrived-subject = Uw bericht “{ $subject }” van { $time } is afgeleverd bij:
report-asked-for = U hebt om deze melding gevraagd. Of het bericht is gelezen, is hier niet bekend.
report-in-mailbox = Het ligt in het postvak.
report-expanded = Het is verzonden naar iedereen achter dit adres.
report-relayed = Het is overgedragen aan de server { $host }, die niet meldt wat ermee gebeurt.
trouble-eight-bit = De server { $host } accepteert alleen berichten in gewone ASCII; het bericht bevat andere tekens. Verzend het als bijlage of zonder die tekens.
trouble-utf8 = De server { $host } kan niet overweg met adressen die tekens buiten ASCII bevatten. Gebruik een ander adres van de afzender of de geadresseerde.
trouble-too-large = Het bericht is groter dan de server { $host } accepteert ({ $limit }).
trouble-deleted = De beheerder van de e-mailserver heeft het bericht uit de wachtrij verwijderd.
trouble-interrupted = De e-mailserver wordt opnieuw gestart.
trouble-quota = Het postvak { $address } is vol.
trouble-mailbox-said = Het postvak { $address } heeft het bericht niet aangenomen: { $answer }
answer-smart-host-unknown = De smarthost { $host } bestaat niet in DNS. Verbeter de naam onder “{ $place }”.
answer-smart-host-us = De smarthost { $host } is deze server zelf. Kies een andere onder “{ $place }”.
answer-forward-unknown = De host { $host } voor e-mail met onbekende geadresseerden bestaat niet in DNS. Verbeter de naam onder “{ $place }”.
answer-forward-us = E-mail met onbekende geadresseerden wordt doorgezonden naar { $host }, en dat is deze server zelf. Kies een andere host onder “{ $place }”.
answer-mailbox = Er kan op dit moment niet naar een postvak worden geschreven: { $reason }

## Brieven aan postmaster over certificaten

notice-subject-expires = Het certificaat van { $name } verloopt binnenkort
notice-subject-expired = Het certificaat van { $name } is verlopen
notice-certificate-expires = Het certificaat “{ $certificate }” van de virtuele server “{ $server }” verloopt op { $time }.
notice-certificate-expired = Het certificaat “{ $certificate }” van de virtuele server “{ $server }” is verlopen op { $time }.
notice-renewal-failed = Het had zichzelf moeten vernieuwen, maar dat is niet gelukt. De pagina “Overzicht” van de console zegt waarom.
notice-renew = Vernieuw het zo: open de eigenschappen van de virtuele server, kies het tabblad Toegang en dan Certificaat. Als het verlopen is, weigeren e-mailprogramma's te verzenden.
notice-subject-root = Installeer vóór { $date } een nieuw basiscertificaat
notice-root-replaced = Het basiscertificaat van de eigen certificeringsinstantie wordt op { $date } vervangen. Computers en telefoons die alleen het oude kennen, vertrouwen de e-mailserver dan niet meer en weigeren te verzenden.
notice-root-export = Exporteer het nieuwe nu al en installeer het op de computers en telefoons: kies in de console Certificaten en dan Basiscertificaat exporteren voor computers en telefoons. Tot die dag zijn beide geldig.
