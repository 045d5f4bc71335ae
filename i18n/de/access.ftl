### The Access tab: authentication, connection, computers, relay, communication.

acc-access-control = Zugriffskontrolle
acc-secure-communication = Sichere Kommunikation
acc-connection-control = Verbindungskontrolle
acc-relay-control = Steuerung der Weiterleitung
acc-relay-restrictions = Relayeinschränkungen
acc-btn-authentication = &Authentifizierung…
acc-btn-certificate = &Zertifikat…
acc-btn-communication = &Kommunikation…
acc-btn-connection = &Verbindung…
acc-btn-relay = &Relay…
acc-relaying = Weiterleitung

auth-methods = Wählen Sie die zulässigen Authentifizierungsmethoden für diesen virtuellen Server aus
auth-anonymous = &Anonymer Zugriff
auth-anonymous-auth = Anonyme Authentifizierung
auth-resolve-anonymous = Anonyme &E-Mail auflösen
auth-basic = Standardauthentifizierung
auth-basic-clear = Standardauthentifizierung (Kennwort &wird als Klartext gesendet)
auth-requires-tls = &TLS-Verschlüsselung erforderlich
auth-default-domain = &Standarddomäne
auth-integrated = &Integrierte Windows-Authentifizierung
auth-ntlm-old-name = NTLM oder Windows NT Challenge/Response-Authentifizierung
auth-spa = Gesicherte Kennwortauthentifizierung
auth-user-name = Ben&utzername
auth-password = &Kennwort
auth-confirm-password = Ke&nnwort bestätigen
auth-account = Konto
auth-credentials = Anmeldeinformationen
auth-clear-text = Klartext
auth-users = &Benutzer…
auth-perm-title = Berechtigungen für Übermittlung und Relay
auth-perm-submit = Ü&bermittlungsberechtigung
auth-perm-relay = Relayberechtigun&g
auth-perm-allow = Zulassen
auth-perm-deny = Verweigern
auth-authenticated-users = Authentifizierte Benutzer
auth-authenticated-clients = Authentifizierte Clients

conn-title = Verbindung
conn-select-access = Wählen Sie aus, welche Computer auf diesen virtuellen Server zugreifen dürfen
conn-only-list = &Nur Computer in der Liste
conn-all-except = Alle Computer außer &denen in der Liste
conn-computers = &Computer
conn-col-access = Zugriff
conn-col-address = IP-Adresse (Maske)/Domänenname
conn-granted = Gewährt
conn-denied = Verweigert
conn-refused-msg = Die Verbindung mit dem Server wurde abgelehnt.

comp-title = Computer
comp-single = &Einzelcomputer
comp-dns-lookup = DNS-&Suche…
comp-group = &Gruppe von Computern
comp-subnet-address = S&ubnetzadresse
comp-subnet-mask = Su&bnetzmaske
comp-domain = &Domäne
comp-domain-name = &Domänenname
comp-host-name = Hostname
comp-dns-lookup-prompt = Geben Sie den DNS-Namen des Computers ein
comp-dns-not-found = Der Name konnte nicht aufgelöst werden.
comp-rdns-warning = Die Einschränkung nach Domänennamen erfordert für jede eingehende Verbindung einen Reverse-DNS-Lookup. Dies kann die Leistung des Servers beeinträchtigen.

dns-reverse-lookup = Reverse-DNS-Lookup
dns-reverse-zone = Reverse-Lookupzone
dns-suffix = DNS-Suffix

ip-restrictions = IP-Adressbeschränkungen
ip-excluded = Ausgeschlossene IP-Adresse
ip-ranges = IP-Adressbereiche

relay-title = Relayeinschränkungen
relay-select = Wählen Sie aus, welche Computer Nachrichten über diesen virtuellen Server weiterleiten dürfen
relay-allow-authenticated = &Weiterleitung für alle erfolgreich authentifizierten Computer zulassen, unabhängig von der Liste oben
relay-open-warning = Der Server wird dadurch zu einem offenen Relay und kann zum Versenden von Junk-E-Mail missbraucht werden.
relay-denied-msg = Der Server konnte die Nachricht nicht an die Adresse des Empfängers weiterleiten.
relay-external-domain = Externe Domäne
relay-junk = Junk-E-Mail
relay-uce = Unerwünschte kommerzielle E-Mail

comm-require-channel = &Sicheren Kanal verlangen
comm-require-128 = 128-&Bit-Verschlüsselung verlangen
comm-encryption = Verschlüsselung
comm-ssl-encryption = SSL-Verschlüsselung
comm-tls = Transport Layer Security (TLS)
comm-ssl = Secure Sockets Layer (SSL)
comm-no-certificate = Auf diesem virtuellen Server ist kein Zertifikat installiert.

button-protection = &Schutz…

acc-hint-authentication = Aktivieren Sie den anonymen Zugriff, und bearbeiten Sie die Authentifizierungsmethoden für diesen virtuellen Server.
acc-hint-communication = Zeigen Sie die Methode für die sichere Kommunikation beim Zugriff auf diesen virtuellen Server an, oder legen Sie sie fest.
acc-hint-connection = Gewähren oder verweigern Sie den Zugriff auf diesen virtuellen Server anhand von IP-Adressen oder Internetdomänennamen.
acc-hint-relay = Gewähren oder verweigern Sie die Berechtigung, E-Mail über diesen virtuellen Server weiterzuleiten.
acc-temporary-certificate = Es wird ein temporäres Zertifikat verwendet.
acc-certificate-for = Zertifikat für { $names }, gültig bis { $date }

auth-anonymous-note = Es wird weder Benutzername noch Kennwort benötigt. So trifft E-Mail aus dem Internet ein.
auth-basic-note = Das Kennwort wird als Klartext gesendet, sofern die Verbindung nicht verschlüsselt ist.
auth-integrated-note = Verwendet die Konten dieser Konsole; eine Windows-Domäne ist nicht erforderlich.
auth-integrated-offers = { $count ->
        [one] Bietet außerdem an: SCRAM, NTLM ({ $count } Konto)
       *[other] Bietet außerdem an: SCRAM, NTLM ({ $count } Konten)
    }
auth-default-domain-note = Ergänzt Benutzernamen, die ohne Domäne eingegeben werden.
auth-basic-off-question = { $able ->
        [one] Nur { $able } von { $total } Konten kann sich ohne Standardauthentifizierung anmelden.
       *[other] Nur { $able } von { $total } Konten können sich ohne Standardauthentifizierung anmelden.
    }
auth-allow-ntlm-for-others = &NTLM für die anderen zulassen

conn-internal-note = Tests von dieser Konsole aus werden durch die Liste nicht eingeschränkt.
conn-add-this-computer = Diesen C&omputer hinzufügen
conn-add-my-network = &Mein Netzwerk hinzufügen
conn-list-empty = Die Liste ist leer.

comp-subnet-hint = Beispiel: 192.168.1.0 mit 255.255.255.0 oder 192.168.1.0/24.
comp-group-hint = Empfohlen, wenn Ihr Internetdienstanbieter die Adresse seines Mailservers gelegentlich ohne Vorwarnung ändert.
comp-looking-up = { $name } wird gesucht…
comp-choose-address = { $name } hat mehrere Adressen. Wählen Sie eine aus.

relay-need-not-log-on = &Anmeldung nicht erforderlich
relay-anonymous-off-note = Der anonyme Zugriff ist deaktiviert: Die Computer oben müssen sich dennoch anmelden, sofern für sie nicht „Anmeldung nicht erforderlich“ aktiviert ist.
relay-explanation = Weiterleitung bedeutet, dass E-Mail an andere Domänen weitergesendet wird. E-Mail an Ihre eigenen Domänen wird immer angenommen.

comm-temporary-note = Das temporäre Zertifikat verschlüsselt die Verbindung, E-Mail-Programme werden jedoch davor warnen.
comm-internet-note = Server im Internet, die nicht verschlüsseln können, können hier keine E-Mail mehr zustellen.
comm-128-note = Jede verschlüsselte Verbindung ist hier mindestens so stark.
prot-greet-pause = &Pause vor der Begrüßung
prot-proxy-sources = Ver&trauenswürdige Proxys
auth-locked-out = { $able } Ausgesperrt: { $names }.
auth-keys-missing = Die Schlüssel für SCRAM und NTLM entstehen bei der nächsten Anmeldung mit Standardauthentifizierung oder wenn ein neues Kennwort festgelegt wird.
auth-ntlm-prepared = { $count ->
        [one] Für NTLM vorbereitet: { $count } Konto; bereit nach der nächsten Anmeldung mit dem Kennwort.
       *[other] Für NTLM vorbereitet: { $count } Konten; jedes ist nach der nächsten Anmeldung mit dem Kennwort bereit.
    }
auth-ntlm-allowed = NTLM ist jetzt für { $names } zugelassen. Behalten Sie die Standardauthentifizierung bei, bis alle sich noch einmal angemeldet oder ein neues Kennwort erhalten haben.
auth-and-more = { $names } und { $count } weitere
acc-hint-protection = Sperren Sie Adressen, die Kennwörter erraten wollen, und bremsen Sie Fremde, die den Server überlasten.
prot-passwords = Erratene Kennwörter
prot-failures = Adresse nach so vielen fehlgeschlagenen Anmeldungen &sperren
prot-window = Gezählt innerhalb von (&Minuten)
prot-block = &Erste Sperre (Minuten)
prot-block-note = Jede weitere Sperre dauert doppelt so lange, höchstens 7 Tage.
prot-exempt = &Nie gesperrt
prot-addresses-note = Adressen oder Subnetze, durch Kommas getrennt
prot-strangers = Fremde
prot-greet-note = In Sekunden; 0 = keine Pause. Programme, die Junk-E-Mail senden, warten oft nicht.
prot-rate = Mindest&geschwindigkeit (Byte pro Sekunde)
prot-rate-over = Gemessen ü&ber (Minuten)
prot-rate-note = Zählt nur, solange mehr als die Hälfte der zulässigen Verbindungen belegt ist, und nie für angemeldete Clients.
prot-proxies = Proxys
prot-proxy-note = Lastenausgleich, der jeden Client ankündigt (PROXY-Protokoll). Niemandem sonst wird geglaubt, und diese müssen ihn ankündigen.
perm-names = Gruppen- oder Benutzer&namen
perm-col-name = Gruppe oder Benutzer
perm-for = Berechtigungen für { $name }
perm-for-none = Berechtigungen
perm-effective = Effektive Berechtigungen
perm-about = &Konto
perm-yes-by = Ja: zugelassen durch den Eintrag „{ $name }“.
perm-no-denied = Nein: verweigert durch den Eintrag „{ $name }“; Verweigern hat Vorrang.
perm-no-entry = Nein: kein Eintrag lässt es zu.
perm-no-locked = Nein: das Konto ist gesperrt und kann sich nicht anmelden.
perm-no-submit = Nein: es darf überhaupt keine E-Mail übermitteln.
perm-no-logging-on = Nein: Auf diesem Server genügt die Anmeldung nicht für die Weiterleitung. Lassen Sie das Konto oder eine Gruppe hier zu.
perm-no-box = Nein: „{ $label }“ ist für das Konto nicht aktiviert.
perm-relay-note = Computer in der Liste unter Relayeinschränkungen dürfen in jedem Fall weiterleiten.
perm-denied-to-all = Authentifizierte Benutzer sind alle, die sich anmelden. Was ihnen verweigert wird, wird allen verweigert, denn Verweigern hat Vorrang.
perm-only-named = Nicht allen, die sich anmelden, ist alles erlaubt: Den Rest dürfen nur Gruppen und Konten, für die es eigens zugelassen ist.
perm-relay-by-name = Auf diesem Server genügt die Anmeldung nicht für die Weiterleitung: Das dürfen nur Gruppen und Konten, für die es eigens zugelassen ist.
perm-nobody = niemand
perm-may-submit = E-Mail übermitteln darf: { $names }.
perm-may-relay = Nach der Anmeldung weiterleiten darf: { $names }.
perm-empty = Niemand, der sich anmeldet, darf übermitteln oder weiterleiten.
perm-deleted-group = Gelöschte Gruppe { $number }
perm-deleted-account = Gelöschtes Konto { $number }
perm-users-note = Welche Gruppen und Konten nach der Anmeldung übermitteln und weiterleiten dürfen.
pick-title = Benutzer oder Gruppe auswählen
pick-member-title = Benutzer auswählen
pick-none = Kein Name enthält „{ $text }“.
