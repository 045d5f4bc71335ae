### The Overview page: figures, warnings with their cures, next steps.

over-heading = Übersicht für { $host }
over-servers = Virtuelle SMTP-Server
over-today = Heute
over-accepted = Angenommene Nachrichten
over-delivered = Zugestellte Nachrichten
over-refused = Abgelehnt
over-waiting = In Warteschlangen
over-returned = An Absender zurückgesandt
over-failed-log-ons = Fehlgeschlagene Anmeldungen
over-sessions = Aktuelle Sitzungen
over-running-since = In Betrieb seit { $time }
over-listening = Nimmt Verbindungen an auf { $addresses }
over-not-listening = Nimmt keine Verbindungen an
over-attention = Erfordert Ihre Aufmerksamkeit
over-all-well = Es ist nichts zu tun.

warn-port-failed = „{ $server }“ nimmt auf { $address } keine Verbindungen an.
warn-open-relay = „{ $server }“ ist ein offenes Relay: Jeder kann darüber Junk-E-Mail versenden.
warn-basic-clear = „{ $server }“ nimmt Kennwörter ohne Verschlüsselung an. Sie können im Netzwerk mitgelesen werden.
warn-temporary-certificate = „{ $server }“ verwendet das temporäre Zertifikat. E-Mail-Programme werden davor warnen.
warn-nobody-can-log-on = Niemand kann sich an „{ $server }“ anmelden: Es gibt kein Konto mit einer passenden Authentifizierungsmethode.
warn-internet-mail-refused = „{ $server }“ lehnt E-Mail aus dem Internet ab: Auf Port 25 ist der anonyme Zugriff deaktiviert.
warn-nobody-may-connect = Niemand darf sich mit „{ $server }“ verbinden: Die Verbindungsliste ist leer.
warn-postmaster = Niemand liest E-Mail an postmaster.
warn-server-failed = „{ $server }“ kann nicht ausgeführt werden. { $reason }
warn-spool = Nachrichten können nicht gespeichert werden, daher wird keine neue E-Mail angenommen: { $reason }
warn-disk-reserve = Der Datenträger des Datenordners ist fast voll. Neue E-Mail wird erst wieder angenommen, wenn Platz vorhanden ist.
warn-internet-mail-nowhere = Hier sind E-Mail-Domänen eingerichtet, aber jeder virtuelle Server lehnt E-Mail aus dem Internet ab: Der anonyme Zugriff ist deaktiviert.
warn-mail-unsigned = Nachrichten von { $domain } gehen ohne DKIM-Signatur hinaus: { $reason }
warn-mail-set-aside = { $count ->
        [one] { $count } Teil der Warteschlange konnte nicht gelesen werden; möglicherweise fehlen Nachrichten. Eine Kopie liegt in { $folder }: Bewahren Sie sie auf und prüfen Sie den Datenträger.
       *[other] { $count } Teile der Warteschlange konnten nicht gelesen werden; möglicherweise fehlen Nachrichten. Kopien liegen in { $folder }: Bewahren Sie sie auf und prüfen Sie den Datenträger.
    }
warn-queue-being-read = Die Nachrichten, die beim letzten Beenden des Programms warteten, werden eingelesen ({ $percent } %). Danach werden sie zugestellt; neue Nachrichten warten nicht darauf.
warn-log-trouble = Die Protokolldateien können nicht geschrieben werden: { $reason }
warn-log-lost = { $count ->
        [one] In den Protokolldateien fehlt { $count } Eintrag, weil der Datenträger zu langsam war.
       *[other] In den Protokolldateien fehlen { $count } Einträge, weil der Datenträger zu langsam war.
    }
warn-recipient-limit = „{ $server }“ lässt weniger als 100 Empfänger pro Nachricht zu. Internetstandards verlangen mindestens 100.
warn-smart-host-failing = Der Smarthost { $host } nimmt keine E-Mail an: { $reason }
warn-port-25-blocked = Ihr Internetdienstanbieter sperrt vermutlich Port { $port }: Mehrere Server waren nicht erreichbar.
warn-certificate-expires = { $days ->
        [0] Das Zertifikat von „{ $server }“ läuft heute ab.
        [one] Das Zertifikat von „{ $server }“ läuft in { $days } Tag ab.
       *[other] Das Zertifikat von „{ $server }“ läuft in { $days } Tagen ab.
    }
warn-certificate-expired = Das Zertifikat von „{ $server }“ ist am { $date } abgelaufen.
warn-certificate-unreadable = „{ $server }“ kann sein Zertifikat nur noch verwenden, bis Postkontor neu gestartet wird: { $reason }
warn-certificate-names = Das Zertifikat von „{ $server }“ gilt nicht für den Namen { $fqdn }.
warn-renewal-failing = Das Zertifikat von „{ $server }“ konnte nicht erneuert werden: { $reason }
warn-order-waits = Das für „{ $server }“ bestellte Zertifikat wartet auf Sie.
warn-order-failed = Die Bestellung eines Zertifikats für „{ $server }“ ist gescheitert.
warn-root-replaced = Das Stammzertifikat der eigenen Zertifizierungsstelle wird am { $date } ersetzt. Exportieren Sie das neue, und installieren Sie es vorher auf den Computern und Telefonen.
warn-fqdn-unresolved = Der Name { $fqdn } von „{ $server }“ ist im DNS nicht vorhanden.
warn-disk-low = Auf dem Datenträger des Datenordners sind nur noch { $free } frei. Unter { $reserve } wird keine neue E-Mail angenommen.
warn-queue-waiting = { $count ->
        [one] { $count } Nachricht an { $domain } wartet seit { $time }.
       *[other] { $count } Nachrichten an { $domain } warten seit { $time }.
    }
warn-outbound-disabled = Ausgehende Nachrichten von „{ $server }“ sind deaktiviert; sie bleiben in der Warteschlange.
warn-server-stopped = „{ $server }“ ist beendet. Die zugehörige E-Mail wartet.

fix-change-port = &Port ändern…
fix-open-relay = Weite&rleitung einschränken…
fix-require-tls = &TLS-Verschlüsselung verlangen
fix-install-certificate = &Zertifikat installieren…
fix-create-account = &Konto erstellen…
fix-allow-anonymous = An&onymen Zugriff zulassen
fix-set-up-smart-host = Smarthost &einrichten…
fix-choose-postmaster = Empfänger &auswählen…
fix-enable-outbound = Ausgehende &Nachrichten aktivieren
fix-start-server = &Server starten
fix-show-queue = &Warteschlange anzeigen

steps-heading = Nächste Schritte
steps-hint = Jeder Schritt kann jederzeit wiederholt werden.
steps-progress = { $done } von { $total } erledigt

step-account = Konto erstellen
step-account-why = Jede Person und jedes Programm, das E-Mail sendet, meldet sich mit einem Konto an.
step-route = Versandweg festlegen
step-route-why = Direkt an die empfangenden Server oder über den Smarthost Ihres Internetdienstanbieters.
step-postmaster = Festlegen, wer postmaster-E-Mail und Berichte liest
step-postmaster-why = Andere Server melden Probleme an die Adresse postmaster. Jemand muss diese lesen.
step-certificate = Zertifikat installieren
step-certificate-why = Bis dahin verschlüsselt ein temporäres Zertifikat die Verbindungen, und E-Mail-Programme warnen davor.
step-card = E-Mail-Programme einrichten
step-card-why = Zeigt Server, Port, Verschlüsselung und Benutzername zum Kopieren an.
step-test = Testnachricht senden
step-test-why = Sendet eine Nachricht und zeigt, was jeder Server dazu sagt.
step-done = Erledigt
step-open = Offen

over-tried-again = Mindestens einmal versucht
over-size-waiting = Größe der wartenden E-Mail

fix-renew-certificate = Zertifikat erneuern…
fix-export-root = Stammzertifikat exportieren…
fix-go-on = Fortfahren…
