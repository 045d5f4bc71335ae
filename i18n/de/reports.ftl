### Reports to the senders of messages, and what kept a message from arriving.

report-subject-failed = Ihre Nachricht konnte nicht zugestellt werden
report-subject-delayed = Ihre Nachricht verzögert sich
report-from = Dies ist der Mailserver { $server }.
report-failed = Ihre Nachricht vom { $time } konnte folgenden Empfängern nicht zugestellt werden:
report-failed-subject = Ihre Nachricht „{ $subject }“ vom { $time } konnte folgenden Empfängern nicht zugestellt werden:
report-delayed = Ihre Nachricht vom { $time } wurde folgenden Empfängern noch nicht zugestellt:
report-delayed-subject = Ihre Nachricht „{ $subject }“ vom { $time } wurde folgenden Empfängern noch nicht zugestellt:
report-expired = Bis zur Ablaufzeit wurde die Übermittlung mehrfach versucht.
report-given-up = Es werden keine weiteren Versuche unternommen. Angaben für Ihren Administrator sind angefügt.
report-no-action = Sie müssen nichts tun: Bis { $time } werden weitere Versuche unternommen. Sie erhalten nur dann eine weitere Nachricht, wenn diese fehlschlagen.

trouble-refused = Der Server { $host } antwortete: { $answer }
trouble-unreachable = Der Server { $host } ist nicht erreichbar.
trouble-broken = Die Verbindung mit dem Server { $host } ging verloren.
trouble-nonsense = Der Server { $host } gab eine unverständliche Antwort.
trouble-no-tls = Der Server { $host } bietet die hier verlangte Verschlüsselung nicht an.
trouble-tls-failed = Die verschlüsselte Verbindung mit { $host } konnte nicht hergestellt werden: { $reason }
trouble-office = Der Administrator muss den Versandweg dieses Büros in Ordnung bringen.
trouble-no-domain = Die Domäne { $domain } ist nicht vorhanden.
trouble-takes-no-mail = Die Domäne { $domain } nimmt keine E-Mail an.
trouble-no-address = Die Mailserver von { $domain } haben keine Adresse.
trouble-dns = Das DNS antwortet nicht für { $name }.
trouble-loops-back = E-Mail an { $domain } ist für diesen Server bestimmt, die Domäne gehört jedoch nicht zu seinen E-Mail-Domänen.
trouble-no-mailbox = Ein Postfach { $address } ist hier nicht vorhanden.
trouble-loop = Die Nachricht war bereits im Postfach { $address }; sie läuft im Kreis.
trouble-mailbox = In das Postfach { $address } kann momentan nicht geschrieben werden.
trouble-disk-full = Der Datenträger mit den Postfächern ist voll.
trouble-unreadable = Die gespeicherte Nachricht kann nicht gelesen werden.
trouble-too-many-hops = Die Nachricht hat zu viele Server durchlaufen; vermutlich läuft sie im Kreis.
report-subject-arrived = Ihre Nachricht wurde zugestellt
report-arrived = Ihre Nachricht vom { $time } wurde übermittelt an:
report-arrived-subject = Ihre Nachricht „{ $subject }“ vom { $time } wurde übermittelt an:
report-asked-for = Sie haben um diese Mitteilung gebeten. Ob die Nachricht gelesen wurde, ist hier nicht bekannt.
report-in-mailbox = Sie liegt im Postfach.
report-expanded = Sie wurde an alle Empfänger hinter dieser Adresse gesendet.
report-relayed = Sie wurde dem Server { $host } übergeben, der nicht mitteilt, was aus ihr wird.
trouble-eight-bit = Der Server { $host } nimmt nur Nachrichten in reinem ASCII an; die Nachricht enthält andere Zeichen. Senden Sie sie als Anlage oder ohne diese Zeichen.
trouble-utf8 = Der Server { $host } kann keine Adressen mit Zeichen außerhalb von ASCII verarbeiten. Verwenden Sie eine andere Adresse des Absenders oder des Empfängers.
trouble-too-large = Die Nachricht ist größer, als der Server { $host } annimmt ({ $limit }).
trouble-deleted = Der Administrator des Mailservers hat die Nachricht aus der Warteschlange genommen.
trouble-interrupted = Der Mailserver wird neu gestartet.
trouble-quota = Das Postfach { $address } ist voll.
trouble-mailbox-said = Das Postfach { $address } hat die Nachricht nicht angenommen: { $answer }
answer-smart-host-unknown = Der Smarthost { $host } ist im DNS nicht vorhanden. Berichtigen Sie seinen Namen unter „{ $place }“.
answer-smart-host-us = Der Smarthost { $host } ist dieser Server selbst. Wählen Sie unter „{ $place }“ einen anderen.
answer-forward-unknown = Der Host { $host } für Nachrichten mit nicht aufgelösten Empfängern ist im DNS nicht vorhanden. Berichtigen Sie seinen Namen unter „{ $place }“.
answer-forward-us = Nachrichten mit nicht aufgelösten Empfängern werden an { $host } weitergeleitet, und das ist dieser Server selbst. Wählen Sie unter „{ $place }“ einen anderen Host.
answer-mailbox = In ein Postfach kann momentan nicht geschrieben werden: { $reason }

## Briefe an Postmaster über Zertifikate

notice-subject-expires = Das Zertifikat von { $name } läuft bald ab
notice-subject-expired = Das Zertifikat von { $name } ist abgelaufen
notice-certificate-expires = Das Zertifikat „{ $certificate }“ des virtuellen Servers „{ $server }“ läuft am { $time } ab.
notice-certificate-expired = Das Zertifikat „{ $certificate }“ des virtuellen Servers „{ $server }“ ist am { $time } abgelaufen.
notice-renewal-failed = Es hätte sich selbst erneuern sollen und konnte es nicht. Den Grund nennt die Seite „Übersicht“ der Konsole.
notice-renew = So erneuern Sie es: Öffnen Sie die Eigenschaften des virtuellen Servers und wählen Sie die Registerkarte „Zugriff“, dann „Zertifikat“. Nach dem Ablauf weigern sich E-Mail-Programme zu senden.
notice-subject-root = Installieren Sie vor dem { $date } ein neues Stammzertifikat
notice-root-replaced = Das Stammzertifikat der eigenen Zertifizierungsstelle wird am { $date } ersetzt. Computer und Telefone, die nur das alte kennen, vertrauen dem Mailserver dann nicht mehr und weigern sich zu senden.
notice-root-export = Exportieren Sie das neue schon jetzt, und installieren Sie es auf den Computern und Telefonen: Wählen Sie in der Konsole „Zertifikate“, dann „Stammzertifikat für Computer und Telefone exportieren“. Bis zu diesem Tag gelten beide.
