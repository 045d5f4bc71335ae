### Mail domains and aliases.

dom-wizard = Guiden Ny SMTP-domän
dom-type = Typ
dom-local-default = Lokal (standard)
dom-local-alias = Lokal (alias)
dom-local = Lokal
dom-remote = Fjärrdomän
dom-set-default = Ange &som standard
dom-allow-relay = T&illåt att inkommande e-post återutsänds till den här domänen
dom-send-helo = Skicka HE&LO i stället för EHLO
dom-route-domain = Dirigering av domän
dom-use-dns = An&vänd DNS för att dirigera till den här domänen
dom-forward-smart-host = Vidarebefordra &all e-post till smart värd
dom-queue-remote = Köa &meddelanden för fjärrutlöst leverans
dom-atrn-accounts = &Konton som får använda ATRN
dom-drop-directory = &Drop-katalog
dom-drop-quota = &Aktivera kvot för drop-katalogen

domain-new-title = Ny e-postdomän
domain-note = E-post till adresser i den här domänen stannar här. E-post till andra domäner återutsänds.
domain-alias-of = Den här domänen är ett &alias för
domain-alias-note = E-post till info@{ $alias } hamnar där e-post till info@{ $domain } hamnar, och så med varje adress.
domain-has-aliases-note = Alias för den här domänen: { $domains }
domain-has-aliases = ”{ $domain }” har alias: { $domains }. Ta bort dem först eller gör dem till alias för en annan domän.
domain-catch-all = &E-post till okända adresser går till
domain-catch-all-note = Lämna fältet tomt för att neka sådan e-post, vilket är att föredra.
domain-way = E-post går till
domain-way-here = brevlådorna här
domain-way-alias = brevlådorna i { $domain }
domain-way-others = brevlådorna här; okända adresser: { $address }
domain-postmaster = E-post &till postmaster går till
domain-delete-question = Vill du ta bort e-postdomänen ”{ $domain }”? E-post till den tas då inte längre emot här.
domain-in-use = { $count ->
        [one] { $count } konto har en adress i den här domänen. Ändra eller ta bort den först.
       *[other] { $count } konton har adresser i den här domänen. Ändra eller ta bort dem först.
    }
domain-renamed-signature = DKIM-nyckeln hör till namnet och följer inte med: e-post från det nya namnet signeras inte. Skapa en nyckel för det med ”{ $button }”.
remote-domain-new-title = Ny fjärrdomän
remote-domain-name-note = ”*.example.com” står för alla namn under example.com. Den mest specifika posten gäller.
remote-domain-relay-note = Då får vem som helst skicka till den via den här servern, oavsett återutsändningslistorna: för en domän vars e-post du tar emot åt någon annan.
remote-domain-helo-note = För en server som snubblar på EHLO. E-post till den krypteras då inte, utom via SSL/TLS.
remote-domain-dns = Via DNS
remote-domain-delete-question = Vill du ta bort fjärrdomänen ”{ $domain }”? E-post till den skickas då som all annan e-post.

alias-new-title = Nytt alias
alias-address = &Aliasadress
alias-to = Levereras &till
alias-note = E-post till aliaset går till var och en av adresserna.

domain-postmaster-nobody = Ingen har adressen { $address } än. Ge den till ett konto eller välj en annan.
alias-delete-question = Vill du ta bort aliaset ”{ $address }”?
alias-empty = Det finns inga alias än. Ett alias skickar e-post vidare till en eller flera adresser.

dkim-open = Signatur (DKIM)…
dkim-title = DKIM-signatur för { $domain }
dkim-note = En signatur visar mottagarna att e-post från den här domänen verkligen har skickats av dig. Många stora leverantörer misstror e-post utan signatur.
dkim-no-key = Domänen har ingen nyckel än.
dkim-key = Nyckel: { $kind }, väljare { $selector }
dkim-kind = N&yckeltyp
dkim-make = &Skapa nyckel
dkim-make-another = &Skapa en ny nyckel
dkim-kind-note = RSA förstås av alla mottagare; Ed25519 är nyare och kortare.
dkim-publish = Lägg in den här TXT-posten där domänens DNS hanteras, hos din leverantör eller registrar:
dkim-record-name = Namn
dkim-record-text = Text
dkim-sign = Signera &utgående e-post från den här domänen
dkim-sign-note = Slå på det först när posten har hittats i DNS: fram till dess tar mottagarna signaturen för förfalskad.
dkim-asking = DNS tillfrågas…
dkim-published = Posten finns i DNS. E-post kan signeras.
dkim-missing = Posten finns inte i DNS än. När den har lagts in kan det ta timmar innan den syns överallt.
dkim-different = Det finns en post med det här namnet, men den innehåller något annat: { $text }
dkim-no-answer = Ingen DNS-server svarade. Kontrollera datorns anslutning och försök igen.
dkim-rsa = RSA, 2048 bitar
dkim-ed25519 = Ed25519
remote-domain-test = Testa a&nslutningen
