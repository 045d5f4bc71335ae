### The New SMTP Virtual Server Wizard.

wiz-vs-title = Assistent für neue virtuelle SMTP-Server
wiz-vs-create = Neuen virtuellen SMTP-Server erstellen
wiz-vs-name-prompt = Geben Sie den Namen des virtuellen Servers ein
wiz-vs-select-ip = IP-Adresse auswählen
wiz-vs-home-directory = Basisverzeichnis
wiz-vs-default-domain = Standarddomäne
wiz-vs-all-unassigned = (Alle nicht zugewiesenen)
wiz-vs-bind-conflict = IP-Adresse und TCP-Port werden bereits von einem anderen virtuellen Server verwendet. Der neue virtuelle Server kann erst nach einer Änderung gestartet werden. Möchten Sie den Vorgang fortsetzen?
wiz-vs-delete-confirm = Möchten Sie diesen virtuellen Server wirklich löschen?
wiz-vs-welcome = Mit diesem Assistenten erstellen Sie einen neuen virtuellen SMTP-Server.
wiz-vs-purpose = Dieser Server ist bestimmt für
wiz-vs-for-office = E-&Mail-Programme und Geräte dieses Büros
wiz-vs-for-office-note = Der anonyme Zugriff ist deaktiviert: Wer E-Mail sendet, muss sich anmelden.
wiz-vs-for-internet = &E-Mail aus dem Internet
wiz-vs-for-internet-note = Der anonyme Zugriff ist aktiviert, jedoch nur für E-Mail an Ihre eigenen Domänen.
wiz-vs-name-hint = Wählen Sie einen Namen, der den Zweck des Servers beschreibt, z. B. „Büro“.
wiz-vs-select-ip-prompt = Wählen Sie die IP-Adresse für diesen virtuellen SMTP-Server aus
wiz-vs-also-listen = Zusätzlich &die Ports 587 und 465 verwenden
wiz-vs-also-listen-note = Diese Ports probieren E-Mail-Programme zuerst.
wiz-vs-port-privilege = Port { $port } darf nur mit einer besonderen Berechtigung geöffnet werden. { $cure }
wiz-vs-use-port = &Stattdessen Port { $port } verwenden
wiz-vs-created = „{ $server }“ wurde erstellt und wird ausgeführt.
wiz-vs-created-stopped = „{ $server }“ wurde erstellt, bleibt aber beendet, bis Adresse oder Port geändert wird.
wiz-first-port-note = „{ $server }“ verwendet Port { $port }, da Port 25 nicht geöffnet werden konnte: { $reason }

wiz-vs-port-hint = E-Mail von anderen Servern kommt an Port 25 an.
