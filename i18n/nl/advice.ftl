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

test-step-look-up = Naam opgezocht: { $words }
test-step-connect = Verbonden met { $words }
test-step-greeting = De server antwoordt: { $words }
test-step-encrypt = De verbinding is gecodeerd: { $words }
test-step-log-on = Aangemeld: { $words }
test-own-name = De volledig gekwalificeerde domeinnaam van deze virtuele server is niet geldig. Verbeter die onder Bezorging > Geavanceerd.
test-timed-out = { $host } antwoordt niet op tijd. Controleer naam, poort en codering en of de firewall de verbinding toestaat.
test-closed = { $host } heeft de verbinding zonder bericht verbroken. Controleer poort en codering.
test-no-password = Er is geen wachtwoord voor { $host } bewaard. Typ het.
test-log-on-not-offered = { $host } biedt op deze poort geen aanmelding met gebruikersnaam en wachtwoord. Kies een andere poort of codering, of zie af van aanmelden.
test-log-on-in-clear = Zonder codering kan het wachtwoord voor { $host } op het netwerk worden gelezen, dus het is niet verzonden. Kies STARTTLS of SSL/TLS, of sta het uitdrukkelijk toe.
test-log-on-odd = { $host } houdt zich niet aan de aanmeldmethode die wordt aangeboden. Kies een andere onder “Uitgaande beveiliging”, of vraag het de beheerder van de server.
test-log-on-unproven = { $host } kon niet bewijzen dat de server het wachtwoord kent: mogelijk doet een andere computer zich als die server voor. Er is niets verzonden.
