### The Messages tab.

msg-specify = Geef de volgende berichtgegevens op
msg-limit-size = Berichtgrootte beperken &tot (kB)
msg-limit-session = &Sessiegrootte beperken tot (kB)
msg-limit-per-connection = Aantal berichten per &verbinding beperken tot
msg-limit-recipients = Aantal &geadresseerden per bericht beperken tot
msg-ndr = Rapport voor niet-bezorging (NDR)
msg-ndr-copy = &Kopie van rapport voor niet-bezorging verzenden naar
msg-badmail = Badmail-&map
msg-queue-dir = &Wachtrijmap
msg-forward-unresolved = &Alle e-mail met onbekende geadresseerden doorzenden naar host
msg-message-data = Berichtgegevens
msg-recipient = &Geadresseerde
msg-sender = &Afzender
msg-limit-size-note = Afzenders krijgen de limiet te horen voordat ze verzenden.
msg-limit-per-connection-note = Uitgaand: na dit aantal berichten wordt een nieuwe verbinding geopend.
msg-limit-recipients-note = Internetstandaarden vragen minstens 100.
msg-report-language = Taa&l van de rapporten
msg-badmail-note = Leeg: { $folder } in de gegevensmap.
msg-forward-note = Leeg: e-mail aan namen die niemand heeft, wordt geweigerd.
msg-pickup = Berichten uit de p&ickup-map verzenden
msg-pickup-note = Volledige .eml-bestanden die naar { $folder } in de gegevensmap worden verplaatst, worden verzonden. Bestanden die geen bericht zijn, komen in de Badmail-map.
