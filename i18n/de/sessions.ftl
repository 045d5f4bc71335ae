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

ses-transcript = &Mitschnitt…
ses-block = A&dresse sperren…
ses-blocks = &Gesperrte Adressen…
ses-unblock = &Sperre aufheben
ses-last-reply = Letzte Antwort
ses-block-address = Adresse oder S&ubnetz
ses-block-span = &Wie lange
ses-block-until = Bis
ses-block-why = Grund
ses-block-by-hand = Von Hand gesperrt
ses-block-failures = Zu viele Fehlversuche, Sperre Nr. { $count }
ses-blocks-empty = Keine Adresse ist gesperrt.
ses-block-note = Sitzungen von dort enden sofort, und niemand hinter dieser Adresse kann sich verbinden, bis die Zeit um ist.
ses-tls-failed = Fehlgeschlagen
ses-ended = { $reply } (beendet { $time })
ses-left = Der Client hat die Verbindung geschlossen ({ $time })
ses-more = Die letzten { $shown } von { $total } Sitzungen werden angezeigt.
ses-terminate-note = Die Clients können sich sofort wieder verbinden. Um einen fernzuhalten, sperren Sie seine Adresse.
ses-transcript-cut = Frühere Zeilen sind nicht mehr vorhanden.
ses-transcript-gone = Diese Sitzung ist nicht mehr vorhanden.
ses-transcript-note = C ist der Client, S der Server. Kennwörter erscheinen als ***, Nachrichten nur mit ihrer Größe.
ses-rule = Abgelehnt nach Regel: { $rule }
