### Accounts and the card “Set up a mail program”.

account-allow-ntlm = &Tillåt NTLM (äldre e-postprogram)
account-new-title = Nytt konto
account-properties-title = Egenskaper för { $name }
account-full-name = F&ullständigt namn
account-generate-password = &Föreslå ett lösenord
account-show-password = Vi&sa lösenord
account-enabled = Kontot får logga &in
account-addresses = E-&postadresser
account-address-note = Den första används för rapporter och på kortet.
account-mailbox = Behåll i&nkommande e-post i en brevlåda här
account-mailbox-folder = Brevlådans mapp
account-submit = Får ski&cka e-post
account-relay = Får skicka till andra &domäner (återutsända)
account-ntlm-note = För NTLM lagras lösenordet i en svagare form. Tillåt det bara för e-postprogram som inte klarar något bättre.
account-password-hint = Minst { $count } tecken; flera ord är lättare att minnas än specialtecken.
account-name-taken = Användarnamnet ”{ $name }” används redan.
account-name-invalid = Ett användarnamn får inte innehålla de här tecknen: { $characters }
account-address-taken = Adressen { $address } tillhör redan { $owner }.
account-delete-question = Vill du ta bort kontot ”{ $name }”? E-posten finns kvar i brevlådans mapp, och borttagningen kan ångras.
account-not-there = Kontot med numret { $number } finns inte längre.
account-no-number-left = Det går inte att lägga till fler konton, eftersom alla nummer är använda.
account-number-not-own = Numret { $number } är inte giltigt eller tillhör ett annat konto. Ge varje konto ett eget nummer, med början på 1.
account-next-number = Nästa nummer är för litet: vissa nummer skulle användas två gånger. Skriv next_id: { $least } i filen.
account-group-member = Gruppen ”{ $group }” innehåller kontot { $number }, som inte finns. Ta bort det ur gruppen.
account-password-system = Lösenordet kunde inte sparas, eftersom datorn inte gav några slumptal eller något minne. Försök igen.

card-title = Ställ in ett e-postprogram
card-intro = Skriv de här inställningarna för utgående e-post i e-postprogrammet, telefonen eller enheten för { $name }.
card-server = Server för utgående e-post (SMTP)
card-password = Kontots lösenord; det visas inte här.
card-authentication = Normalt lösenord
card-spa-note = Markera ”Logga in med säker lösenordsautentisering” i program som har det alternativet.
card-temporary-note = Programmet frågar om certifikatet är betrott, eftersom det bara är tillfälligt.
card-no-ports = Ingen port med kryptering är öppen. Lägg till port 587 eller 465 under Allmänt > Avancerat.
card-copied = Kopierat.

account-name-empty = Ange ett användarnamn på 1 till 64 tecken.
account-name-spaces = Ett användarnamn får inte börja eller sluta med ett blanksteg.
account-name-not-address = Ett användarnamn med @ måste vara en fullständig e-postadress, till exempel anna@example.com.
account-name-ambiguous = ”{ $name }” och ”{ $other }” blir samma namn för den som loggar in utan domän. Byt namn på ett av dem.
account-password-empty = Ange ett lösenord.
account-password-long = Lösenordet är längre än { $max } byte; korta det.
account-password-control = Lösenordet innehåller en radbrytning eller ett annat styrtecken; välj ett utan.
account-password-unusable = Det lagrade lösenordet för ”{ $name }” kan inte användas. Ange ett nytt.
account-password-saved = Lösenordet för ”{ $name }” har ändrats.

account-address = E-&postadress
account-own-addresses = Får bara skicka från e&gna adresser
account-password-keep = Lämna fältet tomt för att behålla det nuvarande lösenordet.
account-col-mailbox = Brevlåda
account-col-send = Får skicka
account-col-relay = Får återutsända
account-state-on = Aktivt
account-state-off = Spärrat
card-way = Server och &port
card-method = Autentiseringsmetod
