### The Overview page: figures, warnings with their cures, next steps.

over-heading = Overzicht van { $host }
over-servers = Virtuele SMTP-servers
over-today = Vandaag
over-accepted = Geaccepteerde berichten
over-delivered = Bezorgde berichten
over-refused = Geweigerd
over-waiting = In wachtrijen
over-returned = Teruggestuurd naar afzender
over-failed-log-ons = Mislukte aanmeldingen
over-sessions = Huidige sessies
over-running-since = Actief sinds { $time }
over-listening = Luistert op { $addresses }
over-not-listening = Luistert niet
over-attention = Vraagt uw aandacht
over-all-well = Er is niets dat uw aandacht vraagt.

warn-port-failed = “{ $server }” luistert niet op { $address }.
warn-open-relay = “{ $server }” is een open relay: iedereen kan er ongewenste e-mail mee verzenden.
warn-basic-clear = “{ $server }” accepteert wachtwoorden zonder codering. Ze kunnen op het netwerk worden gelezen.
warn-temporary-certificate = “{ $server }” gebruikt het tijdelijke certificaat. E-mailprogramma's zullen hiervoor waarschuwen.
warn-nobody-can-log-on = Niemand kan zich aanmelden bij “{ $server }”: er is geen account met een passende verificatiemethode.
warn-internet-mail-refused = “{ $server }” weigert e-mail van internet: anonieme toegang is uitgeschakeld op poort 25.
warn-nobody-may-connect = Niemand mag verbinding maken met “{ $server }”: de verbindingslijst is leeg.
warn-postmaster = Niemand leest e-mail aan postmaster.
warn-server-failed = “{ $server }” kan niet worden uitgevoerd. { $reason }
warn-spool = Berichten kunnen niet worden opgeslagen, dus er wordt geen nieuwe e-mail geaccepteerd: { $reason }
warn-disk-reserve = De schijf van de gegevensmap is bijna vol. Er wordt geen nieuwe e-mail geaccepteerd tot er weer ruimte is.
warn-internet-mail-nowhere = Er zijn hier e-maildomeinen, maar elke virtuele server weigert e-mail van internet: anonieme toegang is uitgeschakeld.
warn-mail-unsigned = Berichten van { $domain } worden zonder DKIM-handtekening verzonden: { $reason }
warn-mail-set-aside = { $count ->
        [one] { $count } deel van de wachtrij kon niet worden gelezen; er ontbreken mogelijk berichten. Een kopie staat in { $folder }: bewaar die en controleer de schijf.
       *[other] { $count } delen van de wachtrij konden niet worden gelezen; er ontbreken mogelijk berichten. Kopieën staan in { $folder }: bewaar die en controleer de schijf.
    }
warn-queue-being-read = De berichten die wachtten toen het programma werd afgesloten, worden ingelezen ({ $percent } %). Daarna worden ze bezorgd; nieuwe berichten hoeven niet te wachten.
warn-log-trouble = De logboekbestanden kunnen niet worden geschreven: { $reason }
warn-log-lost = { $count ->
        [one] In de logboekbestanden ontbreekt { $count } vermelding, omdat de schijf te traag was.
       *[other] In de logboekbestanden ontbreken { $count } vermeldingen, omdat de schijf te traag was.
    }
warn-recipient-limit = “{ $server }” staat minder dan 100 geadresseerden per bericht toe. Internetstandaarden vragen om ten minste 100.
warn-smart-host-failing = De smarthost { $host } accepteert geen e-mail: { $reason }
warn-port-25-blocked = Uw internetprovider blokkeert waarschijnlijk poort { $port }: diverse servers zijn niet bereikbaar.
warn-certificate-expires = { $days ->
        [0] Het certificaat van “{ $server }” verloopt vandaag.
        [one] Het certificaat van “{ $server }” verloopt over { $days } dag.
       *[other] Het certificaat van “{ $server }” verloopt over { $days } dagen.
    }
warn-certificate-expired = Het certificaat van “{ $server }” is verlopen op { $date }.
warn-certificate-unreadable = “{ $server }” kan het certificaat alleen nog gebruiken totdat Postkontor opnieuw wordt gestart: { $reason }
warn-certificate-names = Het certificaat van “{ $server }” geldt niet voor de naam { $fqdn }.
warn-renewal-failing = Het certificaat van “{ $server }” kon niet worden vernieuwd: { $reason }
warn-order-waits = Het certificaat dat voor “{ $server }” is besteld, wacht op u.
warn-order-failed = De bestelling van een certificaat voor “{ $server }” is mislukt.
warn-root-replaced = Het basiscertificaat van de eigen certificeringsinstantie wordt op { $date } vervangen. Exporteer het nieuwe en installeer het vóór die tijd op de computers en telefoons.
warn-fqdn-unresolved = De naam { $fqdn } van “{ $server }” is niet gevonden in DNS.
warn-disk-low = Op de schijf van de gegevensmap is nog maar { $free } vrij. Onder { $reserve } wordt geen nieuwe e-mail geaccepteerd.
warn-queue-waiting = { $count ->
        [one] { $count } bericht aan { $domain } wacht sinds { $time }.
       *[other] { $count } berichten aan { $domain } wachten sinds { $time }.
    }
warn-outbound-disabled = Uitgaande e-mail van “{ $server }” is uitgeschakeld en blijft in de wachtrij.
warn-server-stopped = “{ $server }” is gestopt. De bijbehorende e-mail wacht.

fix-change-port = &Poort wijzigen…
fix-open-relay = &Doorsturen beperken…
fix-require-tls = &TLS-codering vereisen
fix-install-certificate = &Certificaat installeren…
fix-create-account = Account &maken…
fix-allow-anonymous = &Anonieme toegang toestaan
fix-set-up-smart-host = Smarthost &instellen…
fix-choose-postmaster = &Ontvanger kiezen…
fix-enable-outbound = &Uitgaande e-mail inschakelen
fix-start-server = &Server starten
fix-show-queue = &Wachtrij weergeven

steps-heading = Volgende stappen
steps-hint = Elke stap kan op elk moment worden herhaald.
steps-progress = { $done } van { $total } gereed

step-account = Een account maken
step-account-why = Elke persoon en elk programma dat e-mail verzendt, meldt zich aan met een account.
step-route = Kiezen hoe e-mail wordt verzonden
step-route-why = Rechtstreeks naar de ontvangende servers of via de smarthost van uw provider.
step-postmaster = Kiezen wie postmaster-e-mail en rapporten leest
step-postmaster-why = Andere servers melden problemen aan het adres postmaster. Iemand moet die lezen.
step-certificate = Een certificaat installeren
step-certificate-why = Tot die tijd codeert een tijdelijk certificaat de verbindingen en waarschuwen e-mailprogramma's daarvoor.
step-card = De e-mailprogramma's instellen
step-card-why = Geeft server, poort, codering en gebruikersnaam weer om te kopiëren.
step-test = Een testbericht verzenden
step-test-why = Verzendt één bericht en toont wat elke server erop antwoordt.
step-done = Gereed
step-open = Te doen

over-tried-again = Minstens één keer geprobeerd
over-size-waiting = Grootte van wachtende e-mail

fix-renew-certificate = Het certificaat vernieuwen…
fix-export-root = Basiscertificaat exporteren…
fix-go-on = Doorgaan…
