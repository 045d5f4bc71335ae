### The property sheet: its tabs and the General tab.

tab-general = Algemeen
tab-access = Toegang
tab-messages = Berichten
tab-delivery = Bezorging

gen-ip-address = &IP-adres
gen-tcp-port = &TCP-poort
gen-limit-connections = Aantal &verbindingen beperken tot
gen-connection-timeout = &Time-out van verbinding (minuten)
gen-enable-logging = &Logboekregistratie inschakelen
gen-log-format = &Actieve logboekindeling
gen-adv-title = Geavanceerd
gen-adv-multiple = Meerdere identiteiten configureren voor deze virtuele server
gen-adv-filter-enabled = Filter ingeschakeld
gen-ident-title = Identificatie
gen-ident-apply-filter = &Filter toepassen
gen-ident-apply-sender-filter = &Afzenderfilter toepassen
gen-ident-apply-recipient-filter = Filter &voor geadresseerden toepassen
gen-ident-apply-connection-filter = V&erbindingsfilter toepassen
gen-ident-duplicate = Dit IP-adres en deze TCP-poort zijn al in gebruik.

log-iis = Microsoft IIS-logboekbestandsindeling
log-ncsa = Algemene NCSA-logboekbestandsindeling
log-odbc = ODBC-logboekregistratie
log-w3c = Uitgebreide W3C-logboekbestandsindeling
log-schedule = Schema voor nieuw logboek
log-hourly = &Elk uur
log-daily = &Dagelijks
log-weekly = &Wekelijks
log-monthly = &Maandelijks
log-unlimited-size = &Onbeperkte bestandsgrootte
log-size-reaches = &Als bestandsgrootte bereikt
log-directory = Map &voor logboekbestanden
log-file-name = Naam van logboekbestand
log-local-time = &Lokale tijd gebruiken voor bestandsnamen en nieuwe bestanden
log-fields = &Uitgebreide opties voor logboekregistratie
log-f-date = Datum
log-f-time = Tijd
log-f-client-ip = IP-adres van client
log-f-user-name = Gebruikersnaam
log-f-service-name = Servicenaam
log-f-server-name = Servernaam
log-f-method = Methode
log-f-status = Protocolstatus
log-f-bytes-sent = Verzonden bytes
log-f-bytes-received = Ontvangen bytes
log-f-time-taken = Benodigde tijd
log-title = Eigenschappen voor uitgebreide logboekregistratie
log-f-server-ip = IP-adres van server
log-f-server-port = Poort van server
log-f-uri-stem = URI-stam
log-f-uri-query = URI-vraag
log-f-win32-status = Win32-status
log-f-protocol-version = Protocolversie
log-f-host = Hostnaam
log-f-user-agent = Gebruikersagent
log-f-cookie = Cookie
log-f-referer = Verwijzende pagina
log-megabytes = MB
log-directory-note = Een map in die van Postkontor, bijvoorbeeld logs.
log-fields-note = Voor sommige van deze velden bestaat in SMTP niets; daar staat een streepje.

binding-encryption = &Codering

gen-properties-title = Eigenschappen van { $server }
gen-identities = &Adressen
gen-several-addresses = (Meerdere)
gen-start-automatically = &Deze server samen met Postkontor starten
gen-session-maximum = &Langste sessie (minuten)
gen-disk-reserve = Vrij te houden &schijfruimte (MB)
gen-disk-reserve-note = Zonder vinkje: { $mb } MB of 2% van de schijf, wat het meeste is. Daaronder wordt geen nieuwe e-mail geaccepteerd.
gen-limit-per-address = Aantal verbi&ndingen per adres beperken tot
gen-identity-last = Het laatste adres kan niet worden verwijderd.
gen-group-connections = Verbindingen

enc-starttls = STARTTLS
enc-tls = SSL/TLS
enc-none = Geen codering
enc-starttls-note = De verbinding begint in gewone tekst en wordt daarna gecodeerd (gebruikelijk op de poorten 25 en 587).
enc-tls-note = De verbinding is vanaf het begin gecodeerd (gebruikelijk op poort 465).
log-keep = Logboe&kbestanden bewaren
log-days = dagen
log-keep-note = 0 tot en met 36.500; 0 = voor altijd
log-all-servers = Alle servers
log-facts = 30 dagen onthouden wie verb&inding maakt en zich aanmeldt
log-facts-note = Hiermee is vóór een wijziging te zien wie ze treft. Alleen adressen, accountnamen en aantallen worden bewaard, nooit de inhoud van een bericht.
