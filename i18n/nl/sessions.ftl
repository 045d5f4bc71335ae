### Current Sessions.

ses-user = Gebruiker
ses-from = Van
ses-connected-time = Verbindingstijd
ses-terminate = &Beëindigen
ses-terminate-all = &Alle beëindigen
ses-server = Server
ses-encrypted = Gecodeerd
ses-messages = Berichten
ses-doing = Laatste opdracht
ses-not-logged-on = (niet aangemeld)

ses-transcript = &Sessieverslag…
ses-block = Adres bl&okkeren…
ses-blocks = &Geblokkeerde adressen…
ses-unblock = &Deblokkeren
ses-last-reply = Laatste antwoord
ses-block-address = &Adres of subnet
ses-block-span = Hoe &lang
ses-block-until = Tot
ses-block-why = Reden
ses-block-by-hand = Met de hand geblokkeerd
ses-block-failures = Mislukte pogingen, blokkering nr. { $count }
ses-blocks-empty = Er is geen adres geblokkeerd.
ses-block-note = Sessies daarvandaan eindigen meteen en niemand achter dit adres kan verbinding maken tot de tijd om is.
ses-tls-failed = Mislukt
ses-ended = { $reply } (beëindigd { $time })
ses-left = De client heeft de verbinding verbroken ({ $time })
ses-more = De laatste { $shown } van { $total } sessies worden getoond.
ses-terminate-note = De clients kunnen meteen opnieuw verbinding maken. Blokkeer het adres om iemand buiten te houden.
ses-transcript-cut = Eerdere regels worden niet meer bewaard.
ses-transcript-gone = Deze sessie wordt niet meer bewaard.
ses-transcript-note = C is de client, S de server. Wachtwoorden staan er als ***, van berichten alleen de grootte.
ses-rule = Geweigerd door regel: { $rule }
