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
