### Questions that are asked before something is done.

ask-continue = Wilt u doorgaan?
ask-apply-anyway = T&och toepassen
ask-go-back = &Terug
ask-lock-out-empty = “Alleen de onderstaande lijst” is geselecteerd en de lijst is leeg: niemand kan verbinding maken met “{ $server }”, ook deze computer niet.
ask-lock-out-self = Uw eigen adres { $address } mag geen verbinding meer maken met “{ $server }”.
ask-open-relay-list = Met “Alle, behalve de onderstaande lijst” mag elke computer die niet in de lijst staat, via “{ $server }” e-mail naar elk domein verzenden.
ask-open-relay-network = De vermelding { $network } staat elke computer ter wereld toe door te sturen.
ask-nobody-can-log-on = Er is geen verificatiemethode geselecteerd: niemand kan e-mail verzenden via “{ $server }”.
ask-postmaster = E-mail aan postmaster moet een persoon bereiken. Kies een account voordat u het e-maildomein { $domain } toevoegt.
ask-delete-server = Wilt u “{ $server }” verwijderen?
ask-delete-server-queued = { $count ->
        [one] { $count } bericht wacht nog in de wachtrij.
       *[other] { $count } berichten wachten nog in de wachtrij.
    }
ask-queued-other-server = &Bezorgen via “{ $server }”
ask-queued-return = &Terugsturen naar de afzenders
ask-stop-sessions = { $count ->
        [one] { $count } sessie wordt beëindigd.
       *[other] { $count } sessies worden beëindigd.
    }
ask-edits-title = Het instellingenbestand is met de hand gewijzigd
ask-edits-text = { $file } is buiten Postkontor gewijzigd ({ $time }). Wilt u de wijzigingen gebruiken?
ask-edits-load = &Gewijzigd bestand gebruiken
ask-edits-keep = &Huidige instellingen behouden
ask-edits-kept-copy = De andere versie blijft bewaard onder Wijzigingsgeschiedenis.
ask-edits-comments = De opmerkingen in het bestand gaan verloren wanneer het opnieuw wordt geschreven. Het huidige bestand blijft bewaard onder Wijzigingsgeschiedenis.
ask-second-title = Postkontor is al actief
ask-second-text = Een ander exemplaar van Postkontor (proces { $process }) gebruikt de gegevensmap { $home }. Sluit dat eerst of open dit met een andere gegevensmap.
ask-close-title = Postkontor sluiten
ask-close-text = De e-mailservice draait in dit programma. Wat moet er gebeuren als het venster wordt gesloten?
ask-close-keep = &Op de achtergrond actief blijven
ask-close-quit = &Sessies afronden en afsluiten
ask-close-waiting = { $count ->
        [one] { $count } sessie wordt afgerond…
       *[other] { $count } sessies worden afgerond…
    }
ask-close-now = &Nu afsluiten
ask-impact = { $count ->
        [one] Terugkijkend over { $span }: { $count } aanmelding of bericht zou zijn geweigerd.
       *[other] Terugkijkend over { $span }: { $count } aanmeldingen of berichten zouden zijn geweigerd.
    }

ask-delete-undo = Met Ongedaan maken komt deze terug.
ask-close-ends = De e-mailservice draait in dit programma en stopt samen met het programma.
ask-close-mail-waits = Wachtende e-mail blijft in de wachtrij en wordt verzonden wanneer Postkontor weer wordt geopend.
ask-edits-use = De instellingen of accounts zijn buiten Postkontor gewijzigd. Wilt u de wijzigingen gebruiken?
