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
