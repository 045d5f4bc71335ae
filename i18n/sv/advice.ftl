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
