### The Delivery tab, how mail leaves, Advanced Delivery, Check DNS.

del-outbound = Ausgehend
del-local = Lokal
del-retry1 = Erstes &Wiederholungsintervall (Minuten)
del-retry2 = Zweites Wiederholungsintervall (&Minuten)
del-retry3 = &Drittes Wiederholungsintervall (Minuten)
del-retry-n = Na&chfolgendes Wiederholungsintervall (Minuten)
del-delay-notification = Ve&rzögerungsbenachrichtigung
del-expiration = &Ablaufzeit
del-btn-outbound-security = Ausgehende &Sicherheit…
del-btn-outbound-connections = Ausgehende &Verbindungen…

out-tls = &TLS-Verschlüsselung
out-credentials = Anmeldeinformationen für ausgehende Verbindung
out-limit-connections = &Anzahl der Verbindungen beschränken auf
out-timeout = Timeout (&Minuten)
out-limit-per-domain = Anzahl &der Verbindungen pro Domäne beschränken auf

adv-title = Erweiterte Übermittlungsoptionen
adv-max-hops = Maximale &Anzahl von Hops
adv-masquerade = &Maskierungsdomäne
adv-fqdn = &Vollqualifizierter Domänenname
adv-check-dns = &DNS überprüfen
adv-dns-valid = Der Domänenname ist gültig.
adv-dns-invalid = Der Domänenname konnte nicht aufgelöst werden.
adv-smart-host = &Smarthost
adv-attempt-direct = Direkte Übermittlung versuchen, &bevor an Smarthost gesendet wird
adv-reverse-dns = &Reverse-DNS-Lookup für eingehende Nachrichten durchführen
adv-external-dns = Externe DNS-Server konfigurieren
adv-external-dns-server = Externer DNS-Server

del-message-delivery = Nachrichtenübermittlung
del-inbound-connection = Eingehende Verbindung
del-local-delay-notification = Ver&zögerungsbenachrichtigung
del-local-expiration = Abla&ufzeit
del-times-note = Nach jedem fehlgeschlagenen Versuch wartet die Nachricht und wird dann erneut gesendet. Nach der Ablaufzeit geht sie an den Absender zurück.

leave-title = Versandweg
leave-line-direct = E-Mail wird direkt an die empfangenden Server gesendet.
leave-line-smart-host = E-Mail wird gesendet über: { $host }, { $encryption }
leave-line-smart-host-user = E-Mail wird gesendet über: { $host }, { $encryption }, Benutzer { $user }
leave-change = Ä&ndern…
leave-direct = &Direkt an die empfangenden Server
leave-direct-note = Erfordert eine feste Internetadresse und einen offenen Port 25.
leave-smart-host = Über einen Smarthost, &z. B. den Mailserver Ihres Internetdienstanbieters
leave-needs-log-on = Der Smarthost erfordert &Benutzername und Kennwort
leave-fixed-sender = &Immer diese Absenderadresse verwenden
leave-fixed-sender-note = Manche Anbieter nehmen nur E-Mail von der Adresse des Kontos an.
leave-any-certificate = &Jedes Zertifikat akzeptieren
leave-any-certificate-note = Wenn dies aktiviert ist, kann sich ein anderer Computer als Smarthost ausgeben.
leave-clear-log-on = Ke&nnwort unverschlüsselt senden
leave-app-password = Dieser Anbieter erwartet ein App-Kennwort, das Sie in den Einstellungen des Kontos erstellen. Das gewöhnliche Kennwort wird abgelehnt.
leave-password-kept = (unverändert)
leave-test = V&erbindung testen
leave-test-running = Verbindung mit { $host } wird hergestellt…
leave-test-good = Der Smarthost nimmt E-Mail von diesem Server an. ({ $duration })
leave-test-unreachable = { $host } ist nicht erreichbar: { $reason } Überprüfen Sie Name und Port und ob die Firewall die Verbindung zulässt.
leave-test-no-tls = { $host } bietet auf Port { $port } keine Verschlüsselung an. Wählen Sie einen anderen Port oder eine andere Verschlüsselung.
leave-test-certificate = Das Zertifikat von { $host } ist nicht vertrauenswürdig: { $reason }
leave-test-log-on-refused = { $host } lehnt Benutzername oder Kennwort ab. Antwort: { $answer }
leave-test-sender-refused = { $host } lehnt den Absender { $sender } ab. Antwort: { $answer }
leave-test-first = Die Verbindung wurde nicht getestet. Möchten Sie sie trotzdem verwenden?

adv-dns-list = Externe &DNS-Server
adv-dns-list-note = Wenn die Liste nicht leer ist, fragt dieser virtuelle Server nur diese Server, und zwar in dieser Reihenfolge.
adv-dns-server-address = IP-Adresse des DNS-Servers
adv-fqdn-note = Der Name, den Benutzer in ihren E-Mail-Programmen eingeben und für den das Zertifikat gilt.

checkdns-title = DNS überprüfen
checkdns-valid-but = Der Domänenname ist gültig, beachten Sie aber die Hinweise.
checkdns-running = { $name } wird bei { $server } abgefragt…
checkdns-asked = Abgefragt: { $server }, { $duration }
checkdns-system = das DNS dieses Computers
checkdns-addresses = { $name } wird in { $addresses } aufgelöst.
checkdns-alias = { $name } ist ein anderer Name für { $target }.
checkdns-ours = Eine davon ist eine Adresse dieses virtuellen Servers.
checkdns-foreign = Keine davon ist eine Adresse dieses virtuellen Servers. Hinter einem Router ist das üblich; der Router muss den Port weiterleiten.
checkdns-reverse = { $address } ist als { $name } registriert.
checkdns-reverse-none = { $address } hat keinen Namen in der Reverse-Lookupzone. Viele Server lehnen E-Mail von solchen Adressen ab; fragen Sie Ihren Internetdienstanbieter.
checkdns-offline = Kein DNS-Server antwortet. Ist dieser Computer mit dem Netzwerk verbunden?
checkdns-unknown = Der Name { $name } ist im DNS nicht vorhanden. Überprüfen Sie die Schreibweise, oder bitten Sie den Verwalter Ihrer Domäne, ihn einzutragen.

del-hold-outbound = Aus&gehende Nachrichten in den Warteschlangen belassen
leave-test-works = Die Verbindung funktioniert.
out-tls-note = Jede Verbindung mit einem anderen Mailserver muss verschlüsselt sein. E-Mail an einen Server, der das nicht kann, wartet und geht nach Ablauf der Frist an den Absender zurück.
out-log-on-note = Benutzername und Kennwort für den Server Ihres Anbieters legen Sie mit „{ $button }“ auf der Registerkarte „{ $tab }“ fest.
leave-tls-required = „{ $title }“ verlangt TLS für alle ausgehenden Nachrichten: Diese Verbindung wird trotzdem mit STARTTLS verschlüsselt.
adv-reverse-dns-note = Received vermerkt dann, wenn der Client im DNS anders heißt, als er angibt. Abgewiesen wird deswegen nichts; jede Nachricht dauert etwas länger.
