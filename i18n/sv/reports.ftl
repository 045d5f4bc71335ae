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
