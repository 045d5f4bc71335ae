### Test security, explain, impact, transcript.

verify-title = Sicherheit testen

explain-title = Würde das angenommen?
explain-why-refused = Warum abgelehnt?

impact-title = Wer ist betroffen?

transcript-title = Mitschnitt

testmsg-title = Testnachricht senden
testmsg-to = Senden a&n
testmsg-send = &Senden
testmsg-subject = Testnachricht von Postkontor
testmsg-body = Wenn Sie dies lesen können, kommt E-Mail von „{ $server }“ an.
testmsg-running = Unterwegs…
testmsg-delivered = In { $duration } an das Postfach { $address } zugestellt.
testmsg-handed-over = { $host } hat die Nachricht für { $address } angenommen. Ob sie im Postfach angekommen ist, sehen Sie nur dort.
testmsg-waiting = Noch nicht zugestellt: { $reason } Nächster Versuch: { $time }.
testmsg-failed = Die Testnachricht konnte nicht zugestellt werden: { $reason }
testmsg-from = Senden &von
testmsg-door = Überga&be an
testmsg-address = Adresse des &Geräts
testmsg-show-queue = &Warteschlange anzeigen
testmsg-way-smart-host = Die Nachricht geht sofort über { $host }, an der Warteschlange vorbei.
testmsg-way-direct = Die Nachricht geht sofort direkt zum Mailserver des Empfängers, an der Warteschlange vorbei.
testmsg-way-server = Die Nachricht wird wie von einem E-Mail-Programm übergeben und aus der Warteschlange zugestellt.
testmsg-way-device = Die Nachricht wird so übergeben, als käme sie vom Gerät „{ $name }“: Es gilt, was dessen Adresse darf. Zugestellt wird sie aus der Warteschlange.
testmsg-no-server = Es läuft kein virtueller Server, der die Nachricht annehmen könnte. Starten Sie einen.
testmsg-log-on-note = Ohne Benutzernamen meldet sich der Test nicht an.
testmsg-saved-note = Der Test gilt dem, was gespeichert ist: Wählen Sie zuerst OK, um Ihre Änderungen zu testen.
testmsg-certificate-note = Das Zertifikat des Servers wird nicht geprüft.
testmsg-clear-note = Die Nachricht wird im Klartext gesendet, weil dieses Gerät das darf.
testmsg-queued = „{ $server }“ hat die Nachricht in der Warteschlange und stellt sie von dort zu.
testmsg-sent-from = Postkontor auf dem Computer { $computer } hat diese Nachricht als Test gesendet. Eine Antwort ist nicht nötig.

test-step-look-up = Name aufgelöst: { $words }
test-step-connect = Verbunden mit { $words }
test-step-greeting = Der Server antwortet: { $words }
test-step-encrypt = Die Verbindung ist verschlüsselt: { $words }
test-step-log-on = Angemeldet: { $words }
test-own-name = Der vollqualifizierte Domänenname dieses virtuellen Servers ist ungültig. Korrigieren Sie ihn unter Übermittlung > Erweitert.
test-timed-out = { $host } antwortet nicht rechtzeitig. Überprüfen Sie Name, Port und Verschlüsselung und ob die Firewall die Verbindung zulässt.
test-closed = { $host } hat die Verbindung wortlos beendet. Überprüfen Sie Port und Verschlüsselung.
test-no-password = Für { $host } ist kein Kennwort gespeichert. Geben Sie es ein.
test-log-on-not-offered = { $host } bietet auf diesem Port keine Anmeldung mit Benutzername und Kennwort an. Wählen Sie einen anderen Port oder eine andere Verschlüsselung, oder verzichten Sie auf die Anmeldung.
test-log-on-in-clear = Ohne Verschlüsselung könnte das Kennwort für { $host } im Netzwerk mitgelesen werden; es wurde daher nicht gesendet. Wählen Sie STARTTLS oder SSL/TLS, oder erlauben Sie es ausdrücklich.
test-log-on-odd = { $host } hält sich nicht an das angebotene Anmeldeverfahren. Wählen Sie unter „Ausgehende Sicherheit“ ein anderes, oder fragen Sie den Administrator des Servers.
test-log-on-unproven = { $host } konnte nicht nachweisen, dass der Server das Kennwort kennt: Ein anderer Computer gibt sich möglicherweise für ihn aus. Es wurde nichts gesendet.
test-step-in-clear = Die verschlüsselte Verbindung kommt nicht zustande; wie bei der Zustellung geht es im Klartext weiter.
test-step-no-log-on = Niemand meldet sich an: Der Server richtet sich nur nach der Adresse.
test-step-sender = Absender angenommen: { $words }
test-step-recipient = Empfänger angenommen: { $words }
test-step-content = Nachricht angenommen: { $words }
test-sender-refused = { $host } lehnt den Absender ab. Antwort: { $answer }
test-recipient-refused = { $host } lehnt den Empfänger ab. Antwort: { $answer }
test-content-refused = { $host } lehnt die Nachricht ab. Antwort: { $answer }
test-null-mx = { $host } nimmt laut DNS-Eintrag überhaupt keine E-Mail an.
test-ourselves = { $host } führt zu diesem Programm zurück: E-Mail würde im Kreis laufen.
test-not-running = Der virtuelle Server läuft unter dieser Adresse nicht mehr. Starten Sie ihn, oder wählen Sie eine andere Adresse.
test-no-smtputf8 = { $host } nimmt keine Adressen mit Umlauten oder anderen Sonderzeichen an. Verwenden Sie eine andere Adresse.
test-too-big = { $host } nimmt selbst eine so kleine Nachricht nicht an.
test-outcome-unknown = Die Verbindung zu { $host } endete, bevor die Nachricht bestätigt wurde. Sie kann trotzdem angekommen sein.
