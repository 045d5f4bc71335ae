### Test security, explain, impact, transcript.

verify-title = Testa säkerheten

explain-title = Skulle det släppas igenom?
explain-why-refused = Varför nekades detta?

impact-title = Vem påverkas?

transcript-title = Sessionsutskrift

testmsg-title = Skicka ett testmeddelande
testmsg-to = Skicka &till
testmsg-send = S&kicka
testmsg-subject = Testmeddelande från Postkontor
testmsg-body = Om du kan läsa det här kommer e-post från ”{ $server }” fram.
testmsg-running = På väg…
testmsg-delivered = Levererat till brevlådan { $address } på { $duration }.
testmsg-handed-over = { $host } tog emot meddelandet till { $address }. Om det nått brevlådan syns bara där.
testmsg-waiting = Ännu inte levererat: { $reason } Ett nytt försök görs { $time }.
testmsg-failed = Testmeddelandet kunde inte levereras: { $reason }
testmsg-from = Skicka &från
testmsg-door = &Lämnas till
testmsg-address = Enhetens a&dress
testmsg-show-queue = &Visa kön
testmsg-way-smart-host = Meddelandet skickas genast via { $host }, förbi kön.
testmsg-way-direct = Meddelandet skickas genast direkt till mottagarens e-postserver, förbi kön.
testmsg-way-server = Meddelandet lämnas in som från ett e-postprogram och levereras från kön.
testmsg-way-device = Meddelandet lämnas in som om det kom från enheten ”{ $name }”: det som gäller är vad dess adress får göra. Det levereras från kön.
testmsg-no-server = Det finns ingen virtuell server i drift som kan ta emot meddelandet. Starta en.
testmsg-log-on-note = Utan användarnamn loggar testet inte in.
testmsg-saved-note = Testet gäller det som är sparat: välj OK först om ändringarna ska testas.
testmsg-certificate-note = Serverns certifikat kontrolleras inte.
testmsg-clear-note = Meddelandet skickas i klartext, eftersom den här enheten får det.
testmsg-queued = ”{ $server }” har meddelandet i kön och levererar det därifrån.
testmsg-sent-from = Postkontor på datorn { $computer } skickade meddelandet som ett test. Inget svar behövs.

test-step-look-up = Namnet hittades: { $words }
test-step-connect = Ansluten till { $words }
test-step-greeting = Servern svarar: { $words }
test-step-encrypt = Anslutningen är krypterad: { $words }
test-step-log-on = Inloggad: { $words }
test-own-name = Den virtuella serverns fullständigt kvalificerade domännamn är inte giltigt. Rätta det under Leverans > Avancerat.
test-timed-out = { $host } svarar inte i tid. Kontrollera namnet, porten och krypteringen och att brandväggen tillåter anslutningen.
test-closed = { $host } stängde anslutningen utan ett ord. Kontrollera porten och krypteringen.
test-no-password = Det finns inget sparat lösenord för { $host }. Ange det.
test-log-on-not-offered = { $host } erbjuder ingen inloggning med användarnamn och lösenord på den här porten. Välj en annan port eller kryptering, eller avstå från inloggning.
test-log-on-in-clear = Utan kryptering skulle lösenordet för { $host } kunna läsas på nätverket, så det skickades inte. Välj STARTTLS eller SSL/TLS, eller tillåt det uttryckligen.
test-log-on-odd = { $host } följer inte det inloggningssätt som erbjuds. Välj ett annat under ”Utgående säkerhet”, eller fråga serverns administratör.
test-log-on-unproven = { $host } kunde inte bevisa att servern känner till lösenordet: en annan dator kan utge sig för att vara den. Inget skickades.
test-step-in-clear = Den krypterade anslutningen kommer inte till stånd; som vid leverans fortsätter det i klartext.
test-step-no-log-on = Ingen loggar in: servern går bara efter adressen.
test-step-sender = Avsändaren godtas: { $words }
test-step-recipient = Mottagaren godtas: { $words }
test-step-content = Meddelandet godtas: { $words }
test-sender-refused = { $host } nekar avsändaren. Svaret: { $answer }
test-recipient-refused = { $host } nekar mottagaren. Svaret: { $answer }
test-content-refused = { $host } nekar meddelandet. Svaret: { $answer }
test-null-mx = { $host } tar inte emot någon e-post alls, enligt sin post i DNS.
test-ourselves = { $host } leder tillbaka till det här programmet: e-posten skulle gå runt i en cirkel.
test-not-running = Den virtuella servern körs inte längre på den här adressen. Starta den eller välj en annan adress.
test-no-smtputf8 = { $host } tar inte emot adresser med bokstäver som å, ä och ö. Använd en annan adress.
test-too-big = { $host } tar inte ens emot ett så här litet meddelande.
test-outcome-unknown = Anslutningen till { $host } bröts innan meddelandet hade bekräftats. Det kan ha kommit fram ändå.
