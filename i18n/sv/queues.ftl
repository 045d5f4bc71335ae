### Queues and Find Messages.

q-viewer = Kövisaren
q-protocol = Protokoll
q-source = Källa
q-num-messages = Antal meddelanden
q-total-size = Total meddelandestorlek (kB)
q-oldest = Tid då äldsta meddelandet skickades
q-next-retry = Tid för nästa anslutningsförsök
q-additional-info = Ytterligare köinformation
q-freeze = &Frys
q-unfreeze = &Häv frysning
q-force = &Tvinga anslutning
q-find = &Sök efter meddelanden…
q-delete-ndr = Ta &bort (med NDR)
q-delete-no-ndr = &Ta bort (utan NDR)
q-delete-all-ndr = Ta bort &alla meddelanden (skicka NDR)
q-delete-all-no-ndr = Ta &bort alla meddelanden (utan NDR)
q-disable-outbound = Inaktivera utgående &e-post
q-enable-outbound = Aktivera utgående e-&post
q-settings = &Inställningar…
q-refresh-rate = Uppdatera köer var
q-state-active = Aktiv
q-state-ready = Redo
q-state-retry = Nytt försök
q-state-scheduled = Schemalagd
q-state-remote = Fjärr
q-state-frozen = Fryst
q-state-frozen-there = Målet fryst
q-local-delivery = Lokal leverans
q-awaiting-lookup = Meddelanden som väntar på katalogsökning
q-waiting-route = Meddelanden som väntar på dirigering
q-pending-submission = Meddelanden som väntar på överföring
q-dsn-pending = DSN-meddelanden som väntar på överföring
q-failed-retry = Kö för nya försök med misslyckade meddelanden
q-deferred = Meddelanden i kö för fördröjd leverans
q-unreachable = Slutmålet kan inte nås för tillfället
q-remote-delivery = Fjärrleverans

find-title = Sök efter meddelanden
find-limit = Antal meddelanden som ska visas &i sökningen
find-state = &Visa meddelanden med status
find-all = Alla meddelanden
find-now = Sök &nu
find-new = Ny sö&kning
find-size = Storlek
find-subject = Ämne
find-priority = Prioritet
find-received = Mottaget

q-freeze-note = Håll kvar tills frysningen hävs
q-unfreeze-note = Låt den skickas igen
q-force-note = Försök nu i stället för att vänta på nästa återförsök
q-disable-outbound-note = Håll kvar all utgående e-post från servern i köerna

q-col-messages = Antal
q-col-size = Storlek (kB)
q-col-oldest = Äldsta
q-col-next = Nästa försök
q-state-disabled = Inaktiverad
q-state-stopped = Server stoppad
q-local = { $name } (lokal)
q-more = { $shown } av { $total } mål visas.

q-why-none = Markera ett mål för att se vad det senast svarade.
q-why-active = Meddelanden skickas just nu.
q-why-ready = Meddelandena skickas så snart en anslutning är ledig.
q-why-retry = Det senaste försöket misslyckades; nästa sker av sig självt.
q-why-frozen = Målet är fryst: ny e-post tas emot, men inget skickas förrän frysningen hävs.
q-why-messages-frozen = Alla meddelanden här är frysta och väntar tills frysningen hävs.
q-why-disabled = Utgående e-post är inaktiverad på servern; meddelandena väntar.
q-why-stopped = Den virtuella servern körs inte; meddelandena väntar tills den startas.
q-frozen-messages = { $count ->
        [one] { $count } meddelande är fryst för sig.
       *[other] { $count } meddelanden är frysta för sig.
    }
q-answer = Senaste svar, { $time }: { $text }
q-no-answer = Inget svar har kommit än.

q-disable-all-note = E-post tas emot och väntar; bara brevlådorna här får sin
q-enable-all-note = Låt det som väntar skickas, på alla servrar
q-ask-freeze = Vill du frysa { $name }?
q-ask-freeze-note = Frys: håll kvar tills frysningen hävs. Ny e-post tas emot och väntar; det som just överlämnas slutförs.
q-ask-disable = Vill du inaktivera utgående e-post på alla servrar?
q-ask-delete = Vill du ta bort meddelandet?
q-ask-delete-some = { $count ->
        [one] Vill du ta bort { $count } meddelande?
       *[other] Vill du ta bort { $count } meddelanden?
    }
q-ask-delete-all = { $count ->
        [one] Vill du ta bort { $count } meddelande till { $name }?
       *[other] Vill du ta bort { $count } meddelanden till { $name }?
    }
q-ask-freeze-count = { $count ->
        [0] Inget väntar där nu.
        [one] { $count } meddelande väntar där nu.
       *[other] { $count } meddelanden väntar där nu.
    }
q-ask-enable = Vill du aktivera utgående e-post på alla servrar?
q-ask-enable-note = Det som väntar skickas genast. De här servrarna håller kvar sin utgående e-post nu: { $servers }
q-ask-message = Från { $from } till { $to }
q-ask-message-about = ”{ $subject }” från { $from } till { $to }
q-delete-others-note = Mottagare av samma meddelanden på andra håll får ändå sina.
q-ask-badmail = Vill du flytta meddelandet till Badmail-katalogen?
q-ask-badmail-some = { $count ->
        [one] Vill du flytta { $count } meddelande till Badmail-katalogen?
       *[other] Vill du flytta { $count } meddelanden till Badmail-katalogen?
    }
q-delete-ndr-note = Det som tas bort skickas aldrig; avsändaren får en rapport om det. Detta kan inte ångras.
q-delete-no-ndr-note = Det som tas bort skickas aldrig, och ingen får veta det. Detta kan inte ångras.
q-badmail-note = Det lämnar kön och läggs där med en fil som anger varför. Ingen får veta det.
q-badmail-some-note = De lämnar kön och läggs där, vart och ett med en fil som anger varför. Ingen får veta det.
q-badmail = F&lytta till Badmail
q-retry-now = Försök &nu
q-done = { $count ->
        [0] Inget meddelande berördes.
        [one] { $count } meddelande berördes.
       *[other] { $count } meddelanden berördes.
    }
q-later = { $count ->
        [one] { $count } till är på väg och följer när försöket är avslutat.
       *[other] { $count } till är på väg och följer när försöken är avslutade.
    }

find-hint = Fyll i det som är känt, eller ingenting, och välj Sök nu.
find-searching = Söker…
find-nothing = Inga meddelanden hittades.
find-shown = Visas: { $shown } av { $total }
find-shown-selected = Visas: { $shown } av { $total }. Markerade: { $selected }
find-scope = Bara meddelanden till { $name } på ”{ $server }”
find-and-more = { $count ->
        [one] { $first } och { $count } till
       *[other] { $first } och { $count } till
    }

q-message = Meddelande
q-message-id = Meddelandenummer
q-message-gone = Meddelandet har lämnat kön.
q-attempts = Försök
q-expires = Upphör
q-delivered = Levererat
q-failed = Uppgivet
q-made-here = Skapat av servern
