### Current Sessions.

ses-user = Benutzer
ses-from = Von
ses-connected-time = Verbindungsdauer
ses-terminate = &Trennen
ses-terminate-all = &Alle trennen
ses-server = Server
ses-encrypted = Verschlüsselt
ses-messages = Nachrichten
ses-doing = Letzter Befehl
ses-not-logged-on = (nicht angemeldet)
