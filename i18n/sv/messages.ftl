### The Messages tab.

msg-specify = Ange följande meddelandeinformation
msg-limit-size = Begränsa &meddelandestorlek till (kB)
msg-limit-session = Begränsa &sessionsstorlek till (kB)
msg-limit-per-connection = Begränsa antal meddelanden per anslutning &till
msg-limit-recipients = Begränsa antal mottagare &per meddelande till
msg-ndr = Rapport om utebliven leverans (NDR)
msg-ndr-copy = Skicka kopia av &rapport om utebliven leverans till
msg-badmail = B&admail-katalog
msg-queue-dir = &Kökatalog
msg-forward-unresolved = Vidarebefordra all &e-post med okända mottagare till värden
msg-message-data = Meddelandedata
msg-recipient = &Mottagare
msg-sender = &Avsändare
msg-limit-size-note = Avsändare får veta gränsen innan de skickar.
msg-limit-per-connection-note = Utgående: efter så många meddelanden öppnas en ny anslutning.
msg-limit-recipients-note = Internetstandarder kräver minst 100.
msg-report-language = Språk &för rapporter
msg-badmail-note = Tomt: { $folder } i hemmappen.
msg-forward-note = Tomt: e-post till namn som ingen har avvisas.
msg-pickup = Skicka meddelanden från p&ickup-katalogen
msg-pickup-note = Fullständiga .eml-filer som flyttas till { $folder } i hemmappen skickas. Filer som inte är meddelanden hamnar i Badmail-katalogen.
