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
