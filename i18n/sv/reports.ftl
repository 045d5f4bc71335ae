### Reports to the senders of messages, and what kept a message from arriving.

report-subject-failed = Ditt meddelande kunde inte levereras
report-subject-delayed = Ditt meddelande är fördröjt
report-from = Det här är e-postservern { $server }.
report-failed = Ditt meddelande från { $time } kunde inte levereras till:
report-failed-subject = Ditt meddelande ”{ $subject }” från { $time } kunde inte levereras till:
report-delayed = Ditt meddelande från { $time } har ännu inte levererats till:
report-delayed-subject = Ditt meddelande ”{ $subject }” från { $time } har ännu inte levererats till:
report-expired = Upprepade försök gjordes tills tidsgränsen för leverans nåddes.
report-given-up = Inga fler försök görs. Information till administratören är bifogad.
report-no-action = Du behöver inte göra något: nya försök görs till { $time }. Du får ett nytt meddelande bara om de misslyckas.

trouble-refused = Servern { $host } svarade: { $answer }
trouble-unreachable = Det går inte att nå servern { $host }.
trouble-broken = Anslutningen till servern { $host } bröts.
trouble-nonsense = Servern { $host } gav ett svar som inte går att tolka.
trouble-no-tls = Servern { $host } erbjuder inte den kryptering som krävs här.
trouble-tls-failed = Den krypterade anslutningen till { $host } kunde inte upprättas: { $reason }
trouble-office = Administratören måste åtgärda hur e-post skickas ut från kontoret.
trouble-no-domain = Domänen { $domain } finns inte.
trouble-takes-no-mail = Domänen { $domain } tar inte emot e-post.
trouble-no-address = E-postservrarna för { $domain } har ingen adress.
trouble-dns = DNS svarar inte för { $name }.
trouble-loops-back = E-post till { $domain } är avsedd för den här servern, men domänen är inte en av dess e-postdomäner.
trouble-no-mailbox = Det finns ingen brevlåda { $address } här.
trouble-loop = Meddelandet har redan varit i brevlådan { $address }; det går runt i en slinga.
trouble-mailbox = Det går inte att skriva till brevlådan { $address } för tillfället.
trouble-disk-full = Disken med brevlådorna är full.
trouble-unreadable = Det sparade meddelandet kan inte läsas.
trouble-too-many-hops = Meddelandet har passerat för många servrar; det går troligen runt i en slinga.
report-subject-arrived = Ditt meddelande har levererats
report-arrived = Ditt meddelande från { $time } har gått till:
report-arrived-subject = Ditt meddelande ”{ $subject }” från { $time } har gått till:
report-asked-for = Du bad om detta besked. Om meddelandet har lästs är inte känt här.
report-in-mailbox = Det ligger i brevlådan.
report-expanded = Det har skickats till alla bakom den här adressen.
report-relayed = Det har lämnats över till servern { $host }, som inte meddelar vad som händer med det.
trouble-eight-bit = Servern { $host } tar bara emot meddelanden i ren ASCII, och meddelandet innehåller andra tecken. Skicka det som bifogad fil eller utan dem.
trouble-utf8 = Servern { $host } klarar inte adresser med andra tecken än ASCII. Använd en annan adress för avsändaren eller mottagaren.
trouble-too-large = Meddelandet är större än servern { $host } tar emot ({ $limit }).
trouble-deleted = E-postserverns administratör har tagit bort meddelandet ur kön.
trouble-interrupted = E-postservern startas om.
trouble-quota = Brevlådan { $address } är full.
trouble-mailbox-said = Brevlådan { $address } tog inte emot meddelandet: { $answer }
answer-smart-host-unknown = Den smarta värden { $host } finns inte i DNS. Rätta namnet under ”{ $place }”.
answer-smart-host-us = Den smarta värden { $host } är den här servern själv. Välj en annan under ”{ $place }”.
answer-forward-unknown = Värden { $host } för e-post med okända mottagare finns inte i DNS. Rätta namnet under ”{ $place }”.
answer-forward-us = E-post med okända mottagare vidarebefordras till { $host }, som är den här servern själv. Välj en annan värd under ”{ $place }”.
answer-mailbox = Det går inte att skriva till en brevlåda för tillfället: { $reason }

## Brev till postmaster om certifikat

notice-subject-expires = Certifikatet för { $name } går snart ut
notice-subject-expired = Certifikatet för { $name } har gått ut
notice-certificate-expires = Certifikatet ”{ $certificate }” för den virtuella servern ”{ $server }” går ut { $time }.
notice-certificate-expired = Certifikatet ”{ $certificate }” för den virtuella servern ”{ $server }” gick ut { $time }.
notice-renewal-failed = Det skulle ha förnyats av sig självt, men det gick inte. Sidan ”Översikt” i konsolen säger varför.
notice-renew = Förnya det så här: öppna egenskaperna för den virtuella servern, välj fliken Åtkomst och sedan Certifikat. När det har gått ut vägrar e-postprogrammen att skicka.
notice-subject-root = Installera ett nytt rotcertifikat före { $date }
notice-root-replaced = Rotcertifikatet för kontorets egen utfärdare byts ut { $date }. Datorer och telefoner som bara känner till det gamla litar då inte längre på e-postservern och vägrar att skicka.
notice-root-export = Exportera det nya redan nu och installera det på datorerna och telefonerna: välj Certifikat i konsolen och sedan Exportera rotcertifikat för datorer och telefoner. Fram till den dagen gäller båda.
