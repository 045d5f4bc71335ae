### Test security, explain, impact, transcript.

verify-title = Beveiliging testen

explain-title = Wordt dit geaccepteerd?
explain-why-refused = Waarom geweigerd?

impact-title = Wie wordt geraakt?

transcript-title = Sessieverslag

testmsg-title = Een testbericht verzenden
testmsg-to = Verzenden &naar
testmsg-send = &Verzenden
testmsg-subject = Testbericht van Postkontor
testmsg-body = Als u dit kunt lezen, komt e-mail van “{ $server }” aan.
testmsg-running = Onderweg…
testmsg-delivered = In { $duration } bezorgd in het postvak { $address }.
testmsg-handed-over = { $host } heeft het bericht voor { $address } geaccepteerd. Of het in het postvak is aangekomen, ziet u alleen daar.
testmsg-waiting = Nog niet bezorgd: { $reason } Volgende poging: { $time }.
testmsg-failed = Het testbericht kan niet worden bezorgd: { $reason }
