### Accounts and the card “Set up a mail program”.

account-allow-ntlm = NTLM zulassen (ältere E-Mail-&Programme)
account-new-title = Neues Konto
account-properties-title = Eigenschaften von { $name }
account-full-name = &Vollständiger Name
account-generate-password = Kennwo&rt vorschlagen
account-show-password = Kenn&wort anzeigen
account-enabled = Dieses K&onto darf sich anmelden
account-addresses = E-&Mail-Adressen
account-address-note = Die erste wird für Berichte und für das Einrichtungsblatt verwendet.
account-mailbox = Eingehende E-Mail hier &in einem Postfach aufbewahren
account-mailbox-folder = Postfachordner
account-submit = &Darf E-Mail senden
account-relay = Darf an andere Domänen &senden (Relay)
account-ntlm-note = Für NTLM wird das Kennwort in einer schwächeren Form gespeichert. Lassen Sie es nur für E-Mail-Programme zu, die nichts Besseres beherrschen.
account-password-hint = Mindestens { $count } Zeichen; mehrere Wörter sind leichter zu merken als Sonderzeichen.
account-name-taken = Der Benutzername „{ $name }“ wird bereits verwendet.
account-name-invalid = Ein Benutzername darf diese Zeichen nicht enthalten: { $characters }
account-address-taken = Die Adresse { $address } gehört bereits zu { $owner }.
account-delete-question = Möchten Sie das Konto „{ $name }“ löschen? Die E-Mail bleibt im Postfachordner, und das Löschen kann rückgängig gemacht werden.
account-not-there = Das Konto mit der Nummer { $number } ist nicht mehr vorhanden.
account-no-number-left = Es kann kein Konto hinzugefügt werden, weil alle Nummern vergeben sind.
account-number-not-own = Die Nummer { $number } ist ungültig oder gehört zu einem anderen Konto. Geben Sie jedem Konto eine eigene Nummer, beginnend mit 1.
account-next-number = Die nächste Nummer ist zu klein: Manche Nummern würden zweimal vergeben. Schreiben Sie next_id: { $least } in die Datei.
account-group-member = Die Gruppe „{ $group }“ enthält das Konto { $number }, das nicht vorhanden ist. Entfernen Sie es aus der Gruppe.
account-password-system = Das Kennwort konnte nicht gespeichert werden, weil dieser Computer keine Zufallszahlen oder keinen Speicher lieferte. Versuchen Sie es erneut.

card-title = E-Mail-Programm einrichten
card-intro = Geben Sie diese Einstellungen für den Postausgang im E-Mail-Programm, Telefon oder Gerät von { $name } ein.
card-server = Postausgangsserver (SMTP)
card-password = Kennwort des Kontos; hier nicht angezeigt.
card-authentication = Passwort, normal
card-spa-note = Aktivieren Sie in Programmen, die dies anbieten, „Anmeldung durch gesicherte Kennwort-Authentifizierung“.
card-temporary-note = Das Programm wird fragen, ob dem Zertifikat vertraut werden soll, da es nur temporär ist.
card-no-ports = Es ist kein Port mit Verschlüsselung geöffnet. Fügen Sie unter Allgemein > Erweitert Port 587 oder 465 hinzu.
card-copied = Kopiert.

account-name-empty = Geben Sie einen Benutzernamen mit 1 bis 64 Zeichen ein.
account-name-spaces = Ein Benutzername darf nicht mit einem Leerzeichen beginnen oder enden.
account-name-not-address = Ein Benutzername mit @ muss eine vollständige E-Mail-Adresse sein, z. B. anna@example.com.
account-name-ambiguous = „{ $name }“ und „{ $other }“ wären bei einer Anmeldung ohne Domäne gleich. Benennen Sie eines der Konten um.
account-password-empty = Geben Sie ein Kennwort ein.
account-password-long = Das Kennwort ist länger als { $max } Bytes; kürzen Sie es.
account-password-control = Das Kennwort enthält einen Zeilenumbruch oder ein anderes Steuerzeichen; wählen Sie eines ohne.
account-password-unusable = Das gespeicherte Kennwort von „{ $name }“ kann nicht verwendet werden. Legen Sie ein neues fest.
account-password-saved = Das Kennwort von „{ $name }“ wurde geändert.

account-address = E-&Mail-Adresse
account-own-addresses = Darf nur von ei&genen Adressen senden
account-password-keep = Lassen Sie das Feld leer, um das jetzige Kennwort beizubehalten.
account-col-mailbox = Postfach
account-col-send = Darf senden
account-col-relay = Darf weiterleiten
account-state-on = Aktiv
account-state-off = Gesperrt
card-way = Server und &Port
card-method = Authentifizierungsmethode
