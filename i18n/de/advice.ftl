### Test security, explain, impact, transcript.

verify-title = Sicherheit testen

explain-title = Würde das angenommen?
explain-why-refused = Warum abgelehnt?

impact-title = Wer ist betroffen?

transcript-title = Mitschnitt

testmsg-title = Testnachricht senden
testmsg-to = Senden &an
testmsg-send = &Senden
testmsg-subject = Testnachricht von Postkontor
testmsg-body = Wenn Sie dies lesen können, kommt E-Mail von „{ $server }“ an.
testmsg-running = Unterwegs…
testmsg-delivered = In { $duration } an das Postfach { $address } zugestellt.
testmsg-handed-over = { $host } hat die Nachricht für { $address } angenommen. Ob sie im Postfach angekommen ist, sehen Sie nur dort.
testmsg-waiting = Noch nicht zugestellt: { $reason } Nächster Versuch: { $time }.
testmsg-failed = Die Testnachricht konnte nicht zugestellt werden: { $reason }

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
