### Mail domains and aliases.

dom-wizard = Wizard Nieuw SMTP-domein
dom-type = Type
dom-local-default = Lokaal (standaard)
dom-local-alias = Lokaal (alias)
dom-local = Lokaal
dom-remote = Domein op afstand
dom-set-default = &Als standaard instellen
dom-allow-relay = T&oestaan dat inkomende e-mail naar dit domein wordt doorgestuurd
dom-send-helo = HELO ver&zenden in plaats van EHLO
dom-route-domain = Routering van domein
dom-use-dns = DNS &gebruiken om naar dit domein te routeren
dom-forward-smart-host = &Alle e-mail doorzenden naar smarthost
dom-queue-remote = &Berichten in wachtrij plaatsen voor extern geactiveerde bezorging
dom-atrn-accounts = Accounts die ATRN mogen &gebruiken
dom-drop-directory = &Drop-map
dom-drop-quota = &Quotum voor drop-map inschakelen

domain-new-title = Nieuw e-maildomein
domain-note = E-mail aan adressen in dit domein blijft hier. E-mail aan elk ander domein wordt doorgestuurd.
domain-alias-of = Dit domein is een a&lias van
domain-alias-note = E-mail aan info@{ $alias } komt terecht waar e-mail aan info@{ $domain } terechtkomt, en zo bij elk adres.
domain-has-aliases-note = Aliassen van dit domein: { $domains }
domain-has-aliases = “{ $domain }” heeft aliassen: { $domains }. Verwijder die eerst of maak ze een alias van een ander domein.
domain-catch-all = E-mail &aan onbekende adressen gaat naar
domain-catch-all-note = Laat dit leeg om zulke e-mail te weigeren; dat is de betere keuze.
domain-way = E-mail gaat naar
domain-way-here = de postvakken hier
domain-way-alias = de postvakken van { $domain }
domain-way-others = de postvakken hier; onbekende adressen: { $address }
domain-postmaster = &E-mail aan postmaster gaat naar
domain-delete-question = Wilt u het e-maildomein “{ $domain }” verwijderen? E-mail aan dit domein wordt dan niet meer hier geaccepteerd.
domain-in-use = { $count ->
        [one] { $count } account heeft een adres in dit domein. Wijzig of verwijder dat eerst.
       *[other] { $count } accounts hebben adressen in dit domein. Wijzig of verwijder die eerst.
    }
domain-renamed-signature = De DKIM-sleutel hoort bij de naam en gaat niet mee: e-mail van de nieuwe naam wordt niet ondertekend. Maak er met “{ $button }” een sleutel voor.
remote-domain-new-title = Nieuw domein op afstand
remote-domain-name-note = “*.example.com” staat voor elke naam onder example.com. De meest specifieke vermelding telt.
remote-domain-relay-note = Dan mag iedereen er via deze server naartoe verzenden, ongeacht de relaylijsten: voor een domein waarvan u de e-mail voor iemand anders aanneemt.
remote-domain-helo-note = Voor een server die over EHLO struikelt. E-mail ernaartoe wordt dan niet gecodeerd, behalve via SSL/TLS.
remote-domain-dns = Via DNS
remote-domain-delete-question = Het domein op afstand “{ $domain }” verwijderen? E-mail ernaartoe wordt dan verzonden als alle andere e-mail.

alias-new-title = Nieuwe alias
alias-address = &Aliasadres
alias-to = B&ezorgd bij
alias-note = E-mail aan de alias gaat naar elk van deze adressen.

domain-postmaster-nobody = Niemand heeft het adres { $address } nog. Wijs het toe aan een account of kies een ander.
alias-delete-question = Wilt u de alias “{ $address }” verwijderen?
alias-empty = Er zijn nog geen aliassen. Een alias zendt e-mail door naar een of meer adressen.

dkim-open = Handtekening (DKIM)…
dkim-title = DKIM-handtekening van { $domain }
dkim-note = Een handtekening laat ontvangers zien dat e-mail van dit domein echt door u is verzonden. Veel grote providers wantrouwen e-mail zonder handtekening.
dkim-no-key = Dit domein heeft nog geen sleutel.
dkim-key = Sleutel: { $kind }, selector { $selector }
dkim-kind = &Soort sleutel
dkim-make = Sleutel &maken
dkim-make-another = Nieuwe sleutel &maken
dkim-kind-note = RSA wordt door elke ontvanger begrepen; Ed25519 is nieuwer en korter.
dkim-publish = Voer deze TXT-record in waar de DNS van uw domein wordt beheerd, bij uw provider of registrar:
dkim-record-name = Naam
dkim-record-text = Tekst
dkim-sign = &Uitgaande e-mail van dit domein ondertekenen
dkim-sign-note = Schakel dit pas in als de record in DNS is gevonden: tot die tijd houden ontvangers de handtekening voor vervalst.
dkim-asking = DNS wordt geraadpleegd…
dkim-published = De record staat in DNS. E-mail kan worden ondertekend.
dkim-missing = De record staat nog niet in DNS. Na het invoeren kan het uren duren voordat die overal zichtbaar is.
dkim-different = Er is een record met deze naam, maar met een andere inhoud: { $text }
dkim-no-answer = Geen enkele DNS-server heeft geantwoord. Controleer de verbinding van deze computer en probeer het opnieuw.
dkim-rsa = RSA, 2048 bits
dkim-ed25519 = Ed25519
remote-domain-test = &Verbinding testen
