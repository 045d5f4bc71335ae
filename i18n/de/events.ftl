### What happened.

event-title = Letzte Ereignisse
event-server-started = „{ $server }“ wurde gestartet.
event-server-stopped = „{ $server }“ wurde beendet.
event-server-paused = „{ $server }“ wurde angehalten.
event-connected = { $address } hat sich mit „{ $server }“ verbunden.
event-connection-refused = „{ $server }“ hat die Verbindung von { $address } abgelehnt.
event-logged-on = { $user } hat sich von { $address } angemeldet.
event-log-on-failed = { $user } konnte sich von { $address } nicht anmelden.
event-relay-refused = „{ $server }“ hat die Weiterleitung von { $address } an { $recipient } abgelehnt.
event-accepted = Nachricht von { $sender } für { $count } Empfänger angenommen.
event-delivered = An { $recipient } zugestellt.
event-delayed = Noch nicht an { $recipient } zugestellt: { $reason }
event-returned = Konnte { $recipient } nicht zugestellt werden und ging an { $sender } zurück: { $reason }
event-settings-changed = Einstellungen geändert: { $change }
event-certificate-renewed = Das temporäre Zertifikat von „{ $server }“ wurde erneuert.
