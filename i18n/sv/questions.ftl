### Questions that are asked before something is done.

ask-continue = Vill du fortsätta?
ask-apply-anyway = &Verkställ ändå
ask-go-back = &Gå tillbaka
ask-lock-out-empty = ”Endast datorerna i listan nedan” är valt och listan är tom: ingen kan ansluta till ”{ $server }”, inte ens den här datorn.
ask-lock-out-self = Din egen adress { $address } får inte längre ansluta till ”{ $server }”.
ask-open-relay-list = Med ”Alla utom datorerna i listan nedan” får alla datorer som inte finns i listan skicka e-post till valfri domän via ”{ $server }”.
ask-open-relay-network = Posten { $network } tillåter återutsändning för alla datorer i hela världen.
ask-nobody-can-log-on = Ingen verifieringsmetod är vald: ingen kan skicka e-post via ”{ $server }”.
ask-postmaster = E-post till postmaster måste nå någon. Välj ett konto innan du lägger till e-postdomänen { $domain }.
ask-delete-server = Vill du ta bort ”{ $server }”?
ask-delete-server-queued = { $count ->
        [one] { $count } meddelande väntar fortfarande i dess kö.
       *[other] { $count } meddelanden väntar fortfarande i dess kö.
    }
ask-queued-other-server = &Leverera dem via ”{ $server }”
ask-queued-return = &Returnera dem till avsändarna
ask-stop-sessions = { $count ->
        [one] { $count } session kopplas från.
       *[other] { $count } sessioner kopplas från.
    }
ask-edits-title = Inställningsfilen har ändrats för hand
ask-edits-text = { $file } har ändrats utanför Postkontor ({ $time }). Vill du använda ändringarna?
ask-edits-load = &Använd den ändrade filen
ask-edits-keep = &Behåll nuvarande inställningar
ask-edits-kept-copy = Den andra versionen finns kvar under Ändringshistorik.
ask-edits-comments = Kommentarerna i filen kan inte behållas när den skrivs om. Den nuvarande filen finns kvar under Ändringshistorik.
ask-second-title = Postkontor körs redan
ask-second-text = Ett annat Postkontor (process { $process }) använder hemmappen { $home }. Stäng det först, eller öppna det här med en annan hemmapp.
ask-close-title = Stäng Postkontor
ask-close-text = E-posttjänsten körs i det här programmet. Vad ska hända när fönstret stängs?
ask-close-keep = &Fortsätt köra i bakgrunden
ask-close-quit = &Slutför sessionerna och avsluta
ask-close-waiting = { $count ->
        [one] { $count } session slutförs…
       *[other] { $count } sessioner slutförs…
    }
ask-close-now = &Avsluta nu
ask-impact = { $count ->
        [one] Sett över { $span }: { $count } inloggning eller meddelande skulle ha nekats.
       *[other] Sett över { $span }: { $count } inloggningar eller meddelanden skulle ha nekats.
    }

ask-delete-undo = Med Ångra får du tillbaka den.
ask-close-ends = E-posttjänsten körs i det här programmet och avslutas tillsammans med det.
ask-close-mail-waits = Väntande e-post ligger kvar i kön och skickas när Postkontor öppnas igen.
ask-edits-use = Inställningarna eller kontona har ändrats utanför Postkontor. Vill du använda ändringarna?
