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
