### Current Sessions.

ses-user = Användare
ses-from = Från
ses-connected-time = Anslutningstid
ses-terminate = &Koppla från
ses-terminate-all = Koppla &från alla
ses-server = Server
ses-encrypted = Krypterad
ses-messages = Meddelanden
ses-doing = Senaste kommando
ses-not-logged-on = (inte inloggad)

ses-transcript = Sessionsut&skrift…
ses-block = &Blockera adress…
ses-blocks = Blockerade &adresser…
ses-unblock = Häv blocke&ring
ses-last-reply = Senaste svar
ses-block-address = &Adress eller undernät
ses-block-span = Hur &länge
ses-block-until = Till
ses-block-why = Orsak
ses-block-by-hand = Blockerad för hand
ses-block-failures = Misslyckade försök, blockering nr { $count }
ses-blocks-empty = Ingen adress är blockerad.
ses-block-note = Sessioner därifrån avslutas genast, och ingen bakom adressen kan ansluta förrän tiden är ute.
ses-tls-failed = Misslyckades
ses-ended = { $reply } (avslutad { $time })
ses-left = Klienten stängde anslutningen ({ $time })
ses-more = De senaste { $shown } av { $total } sessioner visas.
ses-terminate-note = Klienterna kan genast ansluta igen. Blockera adressen för att hålla någon ute.
ses-transcript-cut = Tidigare rader finns inte längre kvar.
ses-transcript-gone = Sessionen finns inte längre kvar.
ses-transcript-note = C är klienten, S servern. Lösenord visas som ***, meddelanden bara med sin storlek.
ses-rule = Nekat av regeln: { $rule }
