### What is wrong: settings, ports, certificates, files, refusals.

issue-at = { $field }: { $problem }
issue-at-line = Zeile { $line }, { $field }: { $problem }
issue-empty = Diese Angabe darf nicht leer sein.
issue-too-long = Der Text ist länger als { $max } Zeichen; kürzen Sie ihn.
issue-control = Der Text enthält einen Zeilenumbruch oder ein anderes Steuerzeichen; entfernen Sie es.
issue-domain = „{ $value }“ ist kein Domänenname: { $reason }
issue-domain-empty = Der Name ist leer.
issue-domain-too-long = Der Name ist länger als 253 Zeichen.
issue-domain-label = „{ $label }“ ist kein gültiger Teil eines Domänennamens.
issue-domain-character = Das Zeichen „{ $character }“ ist in einem Domänennamen nicht zulässig.
issue-domain-international = „{ $name }“ ist kein gültiger internationaler Domänenname.
issue-address = „{ $value }“ ist keine E-Mail-Adresse: { $reason }
issue-address-unqualified = Das @ mit einer Domäne fehlt.
issue-address-local = Der Teil vor dem @ ist ungültig.
issue-address-domain = Der Teil nach dem @ ist ungültig: { $reason }
issue-address-literal = Die Adresse in eckigen Klammern ist ungültig.
issue-address-too-long = Die Adresse ist länger als 254 Zeichen.
issue-not-local = { $address } gehört zu keiner E-Mail-Domäne dieses Servers. Fügen Sie die Domäne unter E-Mail-Domänen hinzu, oder verwenden Sie eine andere Adresse.
issue-alias-of = { $domain } hat hier keine eigenen Postfächer. Wählen Sie eine andere Domäne.
issue-alias-catch-all = E-Mail an unbekannte Adressen eines Alias geht dorthin, wohin die von { $domain } geht. Lassen Sie das Feld leer.
issue-network-address = „{ $value }“ ist keine IP-Adresse. Geben Sie eine Adresse wie 192.168.1.20 oder ein Subnetz wie 192.168.1.0/24 ein.
issue-network-mask = „{ $value }“ ist keine Subnetzmaske. Geben Sie eine Maske wie 255.255.255.0 oder eine Bitanzahl wie 24 ein.
issue-network-unspecified = { $address } ist keine Adresse eines Computers. Wenn Sie alle Computer meinen, geben Sie { $address }/0 ein.
issue-span = „{ $value }“ ist keine Zeitspanne. Geben Sie eine Zahl und s, m, h oder d ein, z. B. 10m.
issue-bind-address = „{ $value }“ ist keine Adresse dieses Computers. Wählen Sie (Alle nicht zugewiesenen) oder eine seiner IP-Adressen aus.
issue-dns-server = „{ $value }“ ist keine IP-Adresse eines DNS-Servers.
issue-host = „{ $value }“ ist weder ein Hostname noch eine IP-Adresse in eckigen Klammern wie [192.0.2.1].
issue-folder = „{ $value }“ ist kein Ordner innerhalb des Datenordners. Geben Sie einen relativen Pfad wie logs ein.
issue-thumbprint = „{ $value }“ ist kein Fingerabdruck eines Zertifikats (64 hexadezimale Ziffern).
issue-duplicate = { $value } ist bereits in der Liste vorhanden (siehe { $first }). Entfernen Sie einen der beiden Einträge.
issue-binding-taken = { $binding } wird bereits vom virtuellen Server „{ $server }“ verwendet. Wählen Sie eine andere Adresse oder einen anderen Port.
issue-range = { $value } liegt außerhalb des Bereichs von { $min } bis { $max }.
issue-not-shorter = { $value } ist nicht kürzer als { $limit }, der Wert von „{ $field }“.
issue-postmaster-missing = E-Mail an postmaster muss eine Person erreichen. Wählen Sie hier ein lokales Konto aus.
issue-log-on-incomplete = Benutzername und Kennwort gehören zusammen: Geben Sie beides oder keines von beiden ein.
issue-log-on-in-clear = Ohne Verschlüsselung kann das Kennwort im Netzwerk mitgelesen werden. Wählen Sie STARTTLS oder SSL/TLS aus, oder lassen Sie dies ausdrücklich zu.
issue-helo-alone = HELO kennt weder STARTTLS noch eine Anmeldung. Verwenden Sie EHLO, oder verzichten Sie auf beides.
issue-session-below-message = Die Sitzungsgrenze von { $session } KB ist kleiner als die Nachrichtengrenze von { $message } KB.

bind-failed = „{ $server }“ kann { $address } nicht verwenden.
bind-in-use-by = { $address } wird von { $program } verwendet. Beenden Sie dieses Programm, oder wählen Sie einen anderen Port oder eine andere Adresse.
bind-in-use = { $address } wird von einem anderen Programm verwendet. Beenden Sie dieses Programm, oder wählen Sie einen anderen Port oder eine andere Adresse.
bind-privilege = Ports unter 1024 dürfen nur mit einer besonderen Berechtigung geöffnet werden, die dieses Programm nicht hat. Installieren Sie den Dienst des Pakets, führen Sie „{ $command }“ aus, oder wählen Sie einen Port wie 2525.
bind-not-ours = Keine Netzwerkkarte dieses Computers hat die Adresse { $address }. Wählen Sie eine andere oder (Alle nicht zugewiesenen).
bind-other = { $address } kann nicht verwendet werden: { $reason } Wählen Sie einen anderen Port oder eine andere Adresse.

chain-no-certificate = { $file } enthält kein Zertifikat. Erwartet wird eine PEM-Datei mit der Zeile BEGIN CERTIFICATE.
chain-no-key = { $file } enthält keinen privaten Schlüssel. Ein verschlüsselter Schlüssel muss zuerst entschlüsselt werden.
chain-foreign-key = Der private Schlüssel gehört nicht zum Zertifikat. Verwenden Sie den Schlüssel, mit dem die Anforderung erstellt wurde.
chain-key = Der private Schlüssel kann nicht verwendet werden: { $reason }
chain-certificate = Das Zertifikat kann nicht gelesen werden: { $reason }
chain-unknown-key = Private Schlüssel dieser Art sind hier nicht bekannt. Verwenden Sie einen RSA- oder ECDSA-Schlüssel.
chain-damaged = Das Zertifikat ist beschädigt und kann nicht gelesen werden.

certificate-missing = „{ $server }“ soll das Zertifikat { $thumbprint } verwenden, es ist jedoch nicht mehr vorhanden. Installieren Sie es erneut, oder verwenden Sie das temporäre.
certificate-temporary-failed = Für { $fqdn } kann kein temporäres Zertifikat erstellt werden: { $reason }
certificate-temporary = Temporäres Zertifikat
certificate-none-state = Es ist kein Zertifikat installiert. Bis dahin verschlüsselt ein temporäres Zertifikat die Verbindungen.

file-unreadable = { $file } kann nicht gelesen werden: { $reason }
file-unwritable = { $file } kann nicht geschrieben werden: { $reason }
file-too-large = { $file } ist größer als { $limit } und wurde nicht gelesen. Ist es die richtige Datei?
file-syntax = { $file }, Zeile { $line }, Spalte { $column }: { $reason } Die Datei wurde nicht verändert.
file-newer = { $file } hat die Version { $found }; dieses Programm liest bis { $known }. Installieren Sie das neuere Programm. Die Datei wurde nicht verändert.

refused-busy = Postkontor ist beschäftigt. Versuchen Sie es in Kürze erneut.
changed-meanwhile = Zwischenzeitlich auch an anderer Stelle geändert: { $settings }. „OK“ oder „Übernehmen“ ersetzt die neuen Werte durch Ihre; „Abbrechen“ behält die neuen bei.
refused-gone = „{ $name }“ ist nicht mehr vorhanden.

certificate-tls = Mit diesem Zertifikat kann die Verschlüsselung nicht eingerichtet werden: { $reason } Installieren Sie ein anderes.
refused-gone-unnamed = Das Objekt wurde zwischenzeitlich gelöscht.
refused-has-mail = { $count ->
        [one] { $count } Nachricht von „{ $name }“ ist noch in der Warteschlange. Warten Sie, bis sie versendet ist.
       *[other] { $count } Nachrichten von „{ $name }“ sind noch in der Warteschlange. Warten Sie, bis sie versendet sind.
    }
refused-nothing-to-undo = Es gibt nichts rückgängig zu machen.
refused-ended = Der E-Mail-Dienst wurde beendet. Starten Sie Postkontor erneut.
refused-system = Dieser Computer konnte es nicht ausführen: { $reason } Es wurde nichts geändert.

start-spool = Die wartende E-Mail kann nicht geöffnet werden: { $reason } Überprüfen Sie den Datenträger und die Rechte des Ordners.
start-spool-newer = { $file } wurde von einer neueren Version von Postkontor geschrieben. Starten Sie diese Version, oder leeren Sie mit ihr zuerst die Warteschlange.
start-trust = Die Zertifikate, denen dieser Computer vertraut, können nicht gelesen werden: { $reason } Installieren Sie das Paket ca-certificates.
start-interrupted = Der Start wurde unterbrochen: { $reason } Starten Sie Postkontor erneut.
start-no-room = Das System hat keinen Platz für das Programm: { $reason } Beenden Sie andere Programme, und starten Sie Postkontor erneut.
issue-directory = „{ $value }“ ist kein Ordner. Geben Sie einen Pfad im Datenordner wie badmail oder einen vollständigen wie /srv/badmail ein.
issue-unwritable = In den Ordner { $folder } kann nicht geschrieben werden: { $reason } Wählen Sie einen anderen, oder geben Sie dem Benutzer, der Postkontor ausführt, dort Schreibrechte.
issue-lmtp = „{ $value }“ ist kein Mailspeicher. Geben Sie den Pfad seines Sockets wie /run/dovecot/lmtp oder Host und Port wie 127.0.0.1:24 ein.
issue-no-forward = E-Mail soll weitergeleitet werden, es ist jedoch keine Adresse angegeben. Geben Sie mindestens eine ein.

certificate-gone = Ein Zertifikat { $thumbprint } gibt es nicht. Vielleicht wurde es inzwischen gelöscht.
certificate-make = Der Schlüssel oder das Zertifikat kann nicht erstellt werden: { $reason }
certificate-request-pending = Für diesen Server steht schon eine Zertifikatanforderung aus. Verarbeiten oder löschen Sie sie zuerst.
certificate-no-request = Für diesen Server steht keine Zertifikatanforderung mehr aus.
certificate-not-the-answer = Sein Schlüssel ist ein anderer. Die Anforderung bleibt erhalten: Wählen Sie die Datei, die Sie dafür von der Zertifizierungsstelle erhalten haben.
certificate-is-key = In dieser Datei ist kein Zertifikat, sondern ein privater Schlüssel.
certificate-is-encrypted-key = In dieser Datei ist kein Zertifikat, sondern ein verschlüsselter privater Schlüssel.
certificate-is-request = In dieser Datei ist kein Zertifikat, sondern die Anforderung, die an die Zertifizierungsstelle gesendet wird. Wählen Sie die Antwort.
certificate-is-pfx = Das ist eine PFX-Datei. Importieren Sie sie mit ihrem Kennwort.
certificate-is-unknown = In dieser Datei ist kein Zertifikat. Erwartet wird PEM, DER oder PKCS #7 (.cer, .crt, .pem, .p7b).
certificate-is-too-large = Diese Datei ist größer als jedes Zertifikat. Ist es die richtige?
certificate-wrong-password = Das Kennwort der PFX-Datei ist nicht richtig.
certificate-no-password = Eine PFX-Datei braucht ein Kennwort, denn sie enthält den privaten Schlüssel.
certificate-pfx = Die PFX-Datei kann nicht verwendet werden: { $reason }
certificate-pfx-without-key = In der PFX-Datei ist kein privater Schlüssel. Exportieren Sie sie noch einmal zusammen mit dem privaten Schlüssel.
certificate-given-pfx = Die PFX-Datei
certificate-given-answer = Die Antwort der Zertifizierungsstelle
certificate-given-issued = Das ausgestellte Zertifikat
certificate-given-certificate = Zertifikat und Schlüssel
certificate-given-no-certificate = Darin ist kein Zertifikat.
certificate-given-no-key = Darin ist kein privater Schlüssel. Ein verschlüsselter Schlüssel muss zuerst entschlüsselt werden.
certificate-pfx-not-one = Das ist keine PFX-Datei oder nur ihr Anfang. Wählen Sie eine andere, oder kopieren Sie sie noch einmal.
certificate-pfx-too-large = Diese PFX-Datei ist größer als jede mit einem Zertifikat. Ist es die richtige?
certificate-pfx-old-form = Diese PFX-Datei hat eine alte Form (BER). Importieren Sie sie in Windows, macOS oder OpenSSL, und exportieren Sie sie dort neu.
certificate-pfx-too-many-parts = Diese PFX-Datei hat mehr verschlüsselte Teile, als ein Schlüssel mit seiner Kette braucht. Exportieren Sie nur dieses Zertifikat noch einmal.
certificate-pfx-too-many-certificates = In dieser PFX-Datei sind mehr Zertifikate als in irgendeiner Kette. Exportieren Sie nur das für den Server mit seiner Kette.
certificate-pfx-scrypt = Diese PFX-Datei ist mit scrypt verschlüsselt, das hier nicht gelesen wird. Exportieren Sie sie noch einmal mit AES-256.
certificate-pfx-unknown-encryption = Diese PFX-Datei ist auf eine hier unbekannte Art verschlüsselt. Exportieren Sie sie noch einmal mit AES-256.
certificate-pfx-no-certificate = In der PFX-Datei ist ein privater Schlüssel, aber kein Zertifikat. Exportieren Sie sie noch einmal zusammen mit dem Zertifikat.
certificate-renews-by-hand = Dieses Zertifikat erneuert sich nicht von selbst. Erneuern Sie es mit dem Assistenten für Webserverzertifikate.
certificate-pfx-too-slow = Das Öffnen der PFX-Datei dauert zu lange: Sie verlangt weit mehr Rechenarbeit als üblich. Exportieren Sie sie noch einmal auf die übliche Weise.
certificate-renews-by-records = Jede Erneuerung dieses Zertifikats erfordert neue Einträge im DNS. Erneuern Sie es mit dem Assistenten für Webserverzertifikate, der sie anzeigt.
certificate-order-under-way = Ein für diesen Server bestelltes Zertifikat steht noch aus. Warten Sie darauf, oder geben Sie die Bestellung im Assistenten für Webserverzertifikate auf.
refused-in-use = Das Zertifikat wird von { $servers } verwendet. Weisen Sie dort zuerst ein anderes zu.
subject-control = Der Text enthält ein unsichtbares Zeichen. Geben Sie ihn neu ein.
subject-character = Zertifizierungsstellen nehmen das Zeichen { $character } hier nicht an. Lassen Sie es weg.
subject-no-host-name = Das ist kein Hostname. Geben Sie einen Namen wie mail.example.com ein.
subject-wildcard = Ein Name mit * kann hier nicht angefordert werden. Geben Sie jeden Hostnamen einzeln ein.
subject-no-country = Das ist kein Ländercode aus zwei Buchstaben.
finding-expired = Es ist am { $date } abgelaufen. E-Mail-Programme lehnen es ab.
finding-not-yet = Es gilt erst ab { $date }.
finding-self-signed = Es ist selbstsigniert: Nur Computer, die dafür eingerichtet wurden, vertrauen ihm.
finding-incomplete = Das Zertifikat zwischen ihm und dem Stammzertifikat fehlt. Installieren Sie es noch einmal zusammen mit den Zwischenzertifikaten.
finding-unknown-root = Dieser Computer vertraut seinem Stammzertifikat nicht. E-Mail-Programme vertrauen ihm dort, wo das Stammzertifikat installiert wurde.
finding-broken-chain = „{ $name }“ in seinem Zertifizierungspfad ist abgelaufen oder hat es nicht signiert.
finding-not-for-servers = Dieses Zertifikat ist nicht für Server bestimmt. Wählen Sie ein anderes.
finding-weak-key = Sein Schlüssel ist zu schwach: Heutige Programme lehnen ihn ab.
