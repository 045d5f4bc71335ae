### Queues and Find Messages.

q-viewer = Wachtrijviewer
q-protocol = Protocol
q-source = Bron
q-num-messages = Aantal berichten
q-total-size = Totale berichtgrootte (kB)
q-oldest = Verzendtijd van oudste bericht
q-next-retry = Tijd van volgende verbindingspoging
q-additional-info = Aanvullende wachtrijgegevens
q-freeze = &Bevriezen
q-unfreeze = Bevriezing &opheffen
q-force = Verbinding &forceren
q-find = Berichten &zoeken…
q-delete-ndr = Verwijderen (&met NDR)
q-delete-no-ndr = Verwijderen (&zonder NDR)
q-delete-all-ndr = &Alle berichten verwijderen (NDR verzenden)
q-delete-all-no-ndr = Alle berichten verwijderen (zonder &NDR)
q-disable-outbound = &Uitgaande e-mail uitschakelen
q-enable-outbound = Uitgaande &e-mail inschakelen
q-settings = &Instellingen…
q-refresh-rate = Wachtrijen vernieuwen elke
q-state-active = Actief
q-state-ready = Gereed
q-state-retry = Opnieuw proberen
q-state-scheduled = Gepland
q-state-remote = Extern
q-state-frozen = Bevroren
q-state-frozen-there = Bestemming bevroren
q-local-delivery = Lokale bezorging
q-awaiting-lookup = Berichten die wachten op zoekactie in adreslijst
q-waiting-route = Berichten die wachten op routering
q-pending-submission = Berichten die wachten op verzending
q-dsn-pending = DSN-berichten die wachten op verzending
q-failed-retry = Wachtrij voor nieuwe pogingen met mislukte berichten
q-deferred = Berichten in wachtrij voor uitgestelde bezorging
q-unreachable = Eindbestemming momenteel niet bereikbaar
q-remote-delivery = Externe bezorging

find-title = Berichten zoeken
find-limit = Aantal berichten &dat in de zoekresultaten wordt weergegeven
find-state = Berichten &weergeven met de status
find-all = Alle berichten
find-now = &Nu zoeken
find-new = Nieuwe &zoekopdracht
find-size = Grootte
find-subject = Onderwerp
find-priority = Prioriteit
find-received = Ontvangen

q-freeze-note = Tegenhouden tot de bevriezing wordt opgeheven
q-unfreeze-note = Weer laten verzenden
q-force-note = Nu proberen in plaats van op de volgende poging te wachten
q-disable-outbound-note = Alle uitgaande e-mail van deze server in de wachtrijen houden

q-col-messages = Aantal
q-col-size = Grootte (kB)
q-col-oldest = Oudste
q-col-next = Opnieuw om
q-state-disabled = Uitgeschakeld
q-state-stopped = Server gestopt
q-local = { $name } (lokaal)
q-more = { $shown } van { $total } bestemmingen worden getoond.

q-why-none = Selecteer een bestemming om het laatste antwoord te zien.
q-why-active = Er zijn op dit moment berichten onderweg.
q-why-ready = De berichten vertrekken zodra er een verbinding vrij is.
q-why-retry = De laatste poging is mislukt; de volgende komt vanzelf.
q-why-frozen = Deze bestemming is bevroren: nieuwe e-mail komt binnen, maar er vertrekt niets tot de bevriezing wordt opgeheven.
q-why-messages-frozen = Alle berichten hier zijn bevroren en wachten tot dat wordt opgeheven.
q-why-disabled = Uitgaande e-mail van deze server is uitgeschakeld; de berichten wachten.
q-why-stopped = De virtuele server is niet actief; de berichten wachten tot hij wordt gestart.
q-frozen-messages = { $count ->
        [one] { $count } bericht is afzonderlijk bevroren.
       *[other] { $count } berichten zijn afzonderlijk bevroren.
    }
q-answer = Laatste antwoord, { $time }: { $text }
q-no-answer = Er is nog niet geantwoord.

q-disable-all-note = E-mail komt nog binnen en wacht; alleen postvakken hier krijgen de hunne
q-enable-all-note = Op alle servers laten vertrekken wat wacht
q-ask-freeze = Wilt u { $name } bevriezen?
q-ask-freeze-note = Bevriezen: tegenhouden tot het wordt opgeheven. Nieuwe e-mail komt binnen en wacht; wat nu wordt overgedragen, wordt afgemaakt.
q-ask-disable = Wilt u uitgaande e-mail op alle servers uitschakelen?
q-ask-delete = Wilt u dit bericht verwijderen?
q-ask-delete-some = { $count ->
        [one] Wilt u { $count } bericht verwijderen?
       *[other] Wilt u { $count } berichten verwijderen?
    }
q-ask-delete-all = { $count ->
        [one] Wilt u { $count } bericht voor { $name } verwijderen?
       *[other] Wilt u { $count } berichten voor { $name } verwijderen?
    }
q-ask-freeze-count = { $count ->
        [0] Daar wacht nu niets.
        [one] Daar wacht nu { $count } bericht.
       *[other] Daar wachten nu { $count } berichten.
    }
q-ask-enable = Wilt u uitgaande e-mail op alle servers inschakelen?
q-ask-enable-note = Wat wacht, vertrekt meteen. Deze servers houden hun uitgaande e-mail nu tegen: { $servers }
q-ask-message = Van { $from } aan { $to }
q-ask-message-about = “{ $subject }” van { $from } aan { $to }
q-delete-others-note = Geadresseerden van dezelfde berichten elders krijgen die nog wel.
q-ask-badmail = Wilt u dit bericht naar de Badmail-map verplaatsen?
q-ask-badmail-some = { $count ->
        [one] Wilt u { $count } bericht naar de Badmail-map verplaatsen?
       *[other] Wilt u { $count } berichten naar de Badmail-map verplaatsen?
    }
q-delete-ndr-note = Wat is verwijderd, vertrekt nooit; de afzender krijgt daarvan een rapport. Dit kan niet ongedaan worden gemaakt.
q-delete-no-ndr-note = Wat is verwijderd, vertrekt nooit, en niemand hoort het. Dit kan niet ongedaan worden gemaakt.
q-badmail-note = Het verlaat de wachtrij en ligt daar met een bestand dat de reden noemt. Niemand hoort het.
q-badmail-some-note = Ze verlaten de wachtrij en liggen daar, elk met een bestand dat de reden noemt. Niemand hoort het.
q-badmail = Naar Badmail ver&plaatsen
q-retry-now = &Nu proberen
q-done = { $count ->
        [0] Er is geen bericht gewijzigd.
        [one] Het betrof { $count } bericht.
       *[other] Het betrof { $count } berichten.
    }
q-later = { $count ->
        [one] Nog { $count } is onderweg en volgt als de poging is beëindigd.
       *[other] Nog { $count } zijn onderweg en volgen als hun pogingen zijn beëindigd.
    }

find-hint = Vul in wat bekend is, of niets, en kies Nu zoeken.
find-searching = Bezig met zoeken…
find-nothing = Er zijn geen berichten gevonden.
find-shown = Getoond: { $shown } van { $total }
find-shown-selected = Getoond: { $shown } van { $total }. Geselecteerd: { $selected }
find-scope = Alleen berichten voor { $name } van “{ $server }”
find-and-more = { $count ->
        [one] { $first } en nog { $count }
       *[other] { $first } en nog { $count }
    }

q-message = Bericht
q-message-id = Berichtnummer
q-message-gone = Dit bericht heeft de wachtrij verlaten.
q-attempts = Pogingen
q-expires = Verloopt
q-delivered = Bezorgd
q-failed = Opgegeven
q-made-here = Door deze server gemaakt
