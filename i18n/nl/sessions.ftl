### Current Sessions.

ses-user = Gebruiker
ses-from = Van
ses-connected-time = Verbindingstijd
ses-terminate = &Beëindigen
ses-terminate-all = &Alles beëindigen
ses-server = Server
ses-encrypted = Gecodeerd
ses-messages = Berichten
ses-doing = Laatste opdracht
ses-not-logged-on = (niet aangemeld)
