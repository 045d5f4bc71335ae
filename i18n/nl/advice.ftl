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
testmsg-from = Ver&zenden van
testmsg-door = Afgeven &bij
testmsg-address = &Adres van het apparaat
testmsg-show-queue = Wach&trij weergeven
testmsg-way-smart-host = Het bericht gaat meteen via { $host }, buiten de wachtrij om.
testmsg-way-direct = Het bericht gaat meteen rechtstreeks naar de e-mailserver van de geadresseerde, buiten de wachtrij om.
testmsg-way-server = Het bericht wordt afgegeven zoals door een e-mailprogramma en vanuit de wachtrij bezorgd.
testmsg-way-device = Het bericht wordt afgegeven alsof het van het apparaat “{ $name }” komt: de rechten van dat adres gelden. Het wordt vanuit de wachtrij bezorgd.
testmsg-no-server = Er is geen virtuele server actief die het bericht kan accepteren. Start er een.
testmsg-log-on-note = Zonder gebruikersnaam meldt de test zich niet aan.
testmsg-saved-note = De test gebruikt wat is opgeslagen: kies eerst OK om uw wijzigingen te testen.
testmsg-certificate-note = Het certificaat van de server wordt niet gecontroleerd.
testmsg-clear-note = Het bericht gaat ongecodeerd, omdat dit apparaat dat mag.
testmsg-queued = “{ $server }” heeft het bericht in de wachtrij en bezorgt het van daaruit.
testmsg-sent-from = Postkontor op de computer { $computer } heeft dit bericht als test verzonden. Een antwoord is niet nodig.

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
test-step-in-clear = De gecodeerde verbinding komt niet tot stand; net als bij bezorging gaat het ongecodeerd verder.
test-step-no-log-on = Niemand meldt zich aan: de server gaat alleen op het adres af.
test-step-sender = Afzender geaccepteerd: { $words }
test-step-recipient = Geadresseerde geaccepteerd: { $words }
test-step-content = Bericht geaccepteerd: { $words }
test-sender-refused = { $host } weigert de afzender. Antwoord: { $answer }
test-recipient-refused = { $host } weigert de geadresseerde. Antwoord: { $answer }
test-content-refused = { $host } weigert het bericht. Antwoord: { $answer }
test-null-mx = { $host } accepteert helemaal geen e-mail: dat staat zo in DNS.
test-ourselves = { $host } leidt terug naar dit programma: e-mail zou in een kringetje rondgaan.
test-not-running = De virtuele server is op dit adres niet meer actief. Start de server of kies een ander adres.
test-no-smtputf8 = { $host } accepteert geen adressen met letters als é of ü. Gebruik een ander adres.
test-too-big = { $host } accepteert zelfs een zo klein bericht niet.
test-outcome-unknown = De verbinding met { $host } is verbroken voordat het bericht was bevestigd. Het kan toch zijn aangekomen.
