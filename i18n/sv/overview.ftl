### The Overview page: figures, warnings with their cures, next steps.

over-heading = Översikt över { $host }
over-servers = Virtuella SMTP-servrar
over-today = I dag
over-accepted = Mottagna meddelanden
over-delivered = Levererade meddelanden
over-refused = Nekade
over-waiting = Väntar i köer
over-returned = Returnerade till avsändaren
over-failed-log-ons = Misslyckade inloggningar
over-sessions = Aktuella sessioner
over-running-since = Har körts sedan { $time }
over-listening = Lyssnar på { $addresses }
over-not-listening = Lyssnar inte
over-attention = Kräver åtgärd
over-all-well = Inget kräver åtgärd.

warn-port-failed = ”{ $server }” lyssnar inte på { $address }.
warn-open-relay = ”{ $server }” är ett öppet relä: vem som helst kan skicka skräppost genom den.
warn-basic-clear = ”{ $server }” tar emot lösenord utan kryptering. De kan läsas på nätverket.
warn-temporary-certificate = ”{ $server }” använder det tillfälliga certifikatet. E-postprogram kommer att varna för det.
warn-nobody-can-log-on = Ingen kan logga in på ”{ $server }”: det finns inget konto med en passande verifieringsmetod.
warn-internet-mail-refused = ”{ $server }” nekar e-post från Internet: anonym åtkomst är avstängd på port 25.
warn-nobody-may-connect = Ingen får ansluta till ”{ $server }”: anslutningslistan är tom.
warn-postmaster = Ingen läser e-post till postmaster.
warn-server-failed = ”{ $server }” kan inte köras. { $reason }
warn-spool = Meddelanden kan inte sparas, så ingen ny e-post tas emot: { $reason }
warn-disk-reserve = Hemmappens disk är nästan full. Ingen ny e-post tas emot förrän det finns plats igen.
warn-internet-mail-nowhere = Det finns e-postdomäner här, men alla virtuella servrar nekar e-post från Internet: anonym åtkomst är avstängd.
warn-mail-unsigned = E-post från { $domain } skickas utan DKIM-signatur: { $reason }
warn-mail-set-aside = { $count ->
        [one] { $count } del av kön kunde inte läsas, och e-post kan saknas. En kopia finns i { $folder }: behåll den och kontrollera disken.
       *[other] { $count } delar av kön kunde inte läsas, och e-post kan saknas. Kopior finns i { $folder }: behåll dem och kontrollera disken.
    }
warn-queue-being-read = E-posten som väntade när programmet senast stängdes läses in ({ $percent } %). Den levereras därefter; ny e-post behöver inte vänta.
warn-log-trouble = Loggfilerna kan inte skrivas: { $reason }
warn-log-lost = { $count ->
        [one] { $count } post saknas i loggfilerna, eftersom disken var för långsam.
       *[other] { $count } poster saknas i loggfilerna, eftersom disken var för långsam.
    }
warn-recipient-limit = ”{ $server }” tillåter färre än 100 mottagare per meddelande. Internetstandarderna kräver minst 100.
warn-smart-host-failing = Den smarta värden { $host } tar inte emot e-post: { $reason }
warn-port-25-blocked = Din Internet-leverantör blockerar troligen port { $port }: flera servrar gick inte att nå.
warn-certificate-expires = { $days ->
        [0] Certifikatet för ”{ $server }” går ut i dag.
        [one] Certifikatet för ”{ $server }” går ut om { $days } dag.
       *[other] Certifikatet för ”{ $server }” går ut om { $days } dagar.
    }
warn-certificate-expired = Certifikatet för ”{ $server }” gick ut { $date }.
warn-certificate-unreadable = ”{ $server }” kan använda sitt certifikat bara tills Postkontor startas om: { $reason }
warn-certificate-names = Certifikatet för ”{ $server }” gäller inte för namnet { $fqdn }.
warn-renewal-failing = Certifikatet för ”{ $server }” kunde inte förnyas: { $reason }
warn-order-waits = Certifikatet som beställts för ”{ $server }” väntar på dig.
warn-order-failed = Beställningen av ett certifikat för ”{ $server }” har misslyckats.
warn-root-replaced = Rotcertifikatet för kontorets egen utfärdare byts ut { $date }. Exportera det nya och installera det på datorerna och telefonerna dessförinnan.
warn-fqdn-unresolved = Namnet { $fqdn } för ”{ $server }” finns inte i DNS.
warn-disk-low = Det finns bara { $free } ledigt på hemmappens disk. Ny e-post tas inte emot under { $reserve }.
warn-queue-waiting = { $count ->
        [one] { $count } meddelande till { $domain } har väntat sedan { $time }.
       *[other] { $count } meddelanden till { $domain } har väntat sedan { $time }.
    }
warn-outbound-disabled = Utgående e-post från ”{ $server }” är inaktiverad och stannar i kön.
warn-server-stopped = ”{ $server }” är stoppad. Dess e-post väntar.

fix-change-port = Ändra &port…
fix-open-relay = &Begränsa återutsändning…
fix-require-tls = &Kräv TLS-kryptering
fix-install-certificate = &Installera ett certifikat…
fix-create-account = Skapa &ett konto…
fix-allow-anonymous = &Tillåt anonym åtkomst
fix-set-up-smart-host = &Ange smart värd…
fix-choose-postmaster = Välj &mottagare…
fix-enable-outbound = Aktivera &utgående e-post
fix-start-server = &Starta servern
fix-show-queue = &Visa kön

steps-heading = Nästa steg
steps-hint = Varje steg kan göras om när som helst.
steps-progress = { $done } av { $total } klara

step-account = Skapa ett konto
step-account-why = Varje person och program som skickar e-post loggar in med ett konto.
step-route = Välj hur e-post ska skickas ut
step-route-why = Direkt till de mottagande servrarna eller via Internet-leverantörens smarta värd.
step-postmaster = Välj vem som läser postmaster-post och rapporter
step-postmaster-why = Andra servrar rapporterar problem till adressen postmaster. Någon måste läsa dem.
step-certificate = Installera ett certifikat
step-certificate-why = Tills dess krypterar ett tillfälligt certifikat anslutningarna, och e-postprogram varnar för det.
step-card = Ställ in e-postprogrammen
step-card-why = Visar server, port, kryptering och användarnamn att kopiera.
step-test = Skicka ett testmeddelande
step-test-why = Skickar ett meddelande och visar vad varje server svarar.
step-done = Klart
step-open = Att göra

over-tried-again = Försökt minst en gång
over-size-waiting = Storlek på väntande e-post

fix-renew-certificate = Förnya certifikatet…
fix-export-root = Exportera rotcertifikat…
fix-go-on = Fortsätt…
