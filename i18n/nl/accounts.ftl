### Accounts and the card “Set up a mail program”.

account-allow-ntlm = NTLM toe&staan (oudere e-mailprogramma's)
account-new-title = Nieuwe account
account-properties-title = Eigenschappen van { $name }
account-full-name = Volledige &naam
account-generate-password = Wa&chtwoord voorstellen
account-show-password = W&achtwoord weergeven
account-enabled = &Deze account mag zich aanmelden
account-addresses = &E-mailadressen
account-address-note = Het eerste wordt gebruikt voor rapporten en voor de kaart.
account-mailbox = &Inkomende e-mail hier in een postvak bewaren
account-mailbox-folder = Map van postvak
account-submit = &Mag e-mail verzenden
account-relay = Mag naar andere domeinen ver&zenden (doorsturen)
account-ntlm-note = Voor NTLM wordt het wachtwoord in een zwakkere vorm opgeslagen. Sta dit alleen toe voor e-mailprogramma's die niets beters kunnen.
account-password-hint = Minstens { $count } tekens; enkele woorden zijn makkelijker te onthouden dan leestekens.
account-name-taken = De gebruikersnaam “{ $name }” is al in gebruik.
account-name-invalid = Een gebruikersnaam mag deze tekens niet bevatten: { $characters }
account-address-taken = Het adres { $address } hoort al bij { $owner }.
account-delete-question = Wilt u de account “{ $name }” verwijderen? De e-mail blijft in de map van het postvak en het verwijderen kan ongedaan worden gemaakt.
account-not-there = De account met het nummer { $number } bestaat niet meer.
account-no-number-left = Er kan geen account worden toegevoegd, omdat alle nummers zijn gebruikt.
account-number-not-own = Het nummer { $number } is niet geldig of hoort bij een andere account. Geef elke account een eigen nummer, te beginnen met 1.
account-next-number = Het volgende nummer is te klein: sommige nummers zouden twee keer worden gegeven. Schrijf next_id: { $least } in het bestand.
account-group-member = De groep “{ $group }” bevat de account { $number }, die niet bestaat. Verwijder die uit de groep.
account-password-system = Het wachtwoord kon niet worden opgeslagen, omdat deze computer geen willekeurige getallen of geen geheugen gaf. Probeer het opnieuw.

card-title = E-mailprogramma instellen
card-intro = Typ deze instellingen voor uitgaande e-mail in het e-mailprogramma, de telefoon of het apparaat van { $name }.
card-server = Server voor uitgaande e-mail (SMTP)
card-password = Het wachtwoord van de account; het wordt hier niet weergegeven.
card-authentication = Normaal wachtwoord
card-spa-note = Schakel in programma's die dit bieden “Aanmelden met beveiligd-wachtwoordverificatie” in.
card-temporary-note = Het programma zal vragen of het certificaat wordt vertrouwd, omdat het slechts tijdelijk is.
card-no-ports = Er is geen poort met codering geopend. Voeg poort 587 of 465 toe onder Algemeen > Geavanceerd.
card-copied = Gekopieerd.

account-name-empty = Typ een gebruikersnaam van 1 tot en met 64 tekens.
account-name-spaces = Een gebruikersnaam mag niet beginnen of eindigen met een spatie.
account-name-not-address = Een gebruikersnaam met een @ moet een volledig e-mailadres zijn, zoals anna@example.com.
account-name-ambiguous = “{ $name }” en “{ $other }” zijn gelijk voor wie zich zonder domein aanmeldt. Wijzig een van beide namen.
account-password-empty = Typ een wachtwoord.
account-password-long = Het wachtwoord is langer dan { $max } bytes; kort het in.
account-password-control = Het wachtwoord bevat een regeleinde of een ander besturingsteken; kies er een zonder.
account-password-unusable = Het opgeslagen wachtwoord van “{ $name }” kan niet worden gebruikt. Stel een nieuw in.
account-password-saved = Het wachtwoord van “{ $name }” is gewijzigd.

account-address = &E-mailadres
account-own-addresses = Mag a&lleen vanaf eigen adressen verzenden
account-password-keep = Laat dit leeg om het huidige wachtwoord te behouden.
account-col-mailbox = Postvak
account-col-send = Mag verzenden
account-col-relay = Mag doorsturen
account-state-on = Actief
account-state-off = Geblokkeerd
card-way = Server en &poort
card-method = Verificatiemethode
