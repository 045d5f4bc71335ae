### Mail domains and aliases.

dom-wizard = Assistent für neue SMTP-Domänen
dom-type = Typ
dom-local-default = Lokal (Standard)
dom-local-alias = Lokal (Alias)
dom-local = Lokal
dom-remote = Remotedomäne
dom-set-default = &Als Standard festlegen
dom-allow-relay = &Relay eingehender E-Mail an diese Domäne zulassen
dom-send-helo = HELO &anstelle von EHLO senden
dom-route-domain = Routing der Domäne
dom-use-dns = D&NS für das Routing an diese Domäne verwenden
dom-forward-smart-host = Alle E-&Mail an Smarthost weiterleiten
dom-queue-remote = &Nachrichten für remote ausgelöste Übermittlung in die Warteschlange stellen
dom-atrn-accounts = Zur &Verwendung von ATRN autorisierte Konten
dom-drop-directory = Drop-&Verzeichnis
dom-drop-quota = &Kontingent für Drop-Verzeichnis aktivieren

domain-new-title = Neue E-Mail-Domäne
domain-note = E-Mail an Adressen in dieser Domäne bleibt hier. E-Mail an jede andere Domäne wird weitergeleitet.
domain-alias-of = Diese Domäne ist ein &Alias von
domain-alias-note = E-Mail an info@{ $alias } geht dorthin, wohin E-Mail an info@{ $domain } geht; ebenso bei jeder anderen Adresse.
domain-has-aliases-note = Aliase dieser Domäne: { $domains }
domain-has-aliases = „{ $domain }“ hat Aliase: { $domains }. Löschen Sie diese zuerst, oder machen Sie sie zu Aliasen einer anderen Domäne.
domain-catch-all = &E-Mail an unbekannte Adressen geht an
domain-catch-all-note = Lassen Sie das Feld leer, um solche E-Mail abzulehnen; das ist die bessere Wahl.
domain-way = E-Mail geht an
domain-way-here = die Postfächer hier
domain-way-alias = die Postfächer von { $domain }
domain-way-others = die Postfächer hier; unbekannte Adressen: { $address }
domain-postmaster = E-&Mail an postmaster geht an
domain-delete-question = Möchten Sie die E-Mail-Domäne „{ $domain }“ löschen? E-Mail an diese Domäne wird dann hier nicht mehr angenommen.
domain-in-use = { $count ->
        [one] { $count } Konto hat eine Adresse in dieser Domäne. Ändern oder entfernen Sie sie zuerst.
       *[other] { $count } Konten haben Adressen in dieser Domäne. Ändern oder entfernen Sie sie zuerst.
    }
domain-renamed-signature = Der DKIM-Schlüssel gehört zum Namen und wird nicht übernommen: Nachrichten unter dem neuen Namen werden nicht signiert. Erstellen Sie dafür mit „{ $button }“ einen Schlüssel.
remote-domain-new-title = Neue Remotedomäne
remote-domain-name-note = „*.example.com“ steht für alle Namen unterhalb von example.com. Der genaueste Eintrag gilt.
remote-domain-relay-note = Dann darf jeder über diesen Server dorthin senden, unabhängig von den Relaylisten: für eine Domäne, deren E-Mail Sie für jemand anderen annehmen.
remote-domain-helo-note = Für einen Server, der mit EHLO nicht zurechtkommt. E-Mail an ihn wird dann nicht verschlüsselt, außer über SSL/TLS.
remote-domain-dns = Per DNS
remote-domain-delete-question = Remotedomäne „{ $domain }“ löschen? E-Mail dorthin wird dann wie alle andere übermittelt.

alias-new-title = Neuer Alias
alias-address = Alia&sadresse
alias-to = Z&ugestellt an
alias-note = E-Mail an den Alias geht an jede dieser Adressen.

domain-postmaster-nobody = Die Adresse { $address } hat noch niemand. Weisen Sie sie einem Konto zu, oder wählen Sie eine andere.
alias-delete-question = Möchten Sie den Alias „{ $address }“ löschen?
alias-empty = Es gibt noch keine Aliase. Ein Alias leitet E-Mail an eine oder mehrere Adressen weiter.

dkim-open = Signatur (DKIM)…
dkim-title = DKIM-Signatur von { $domain }
dkim-note = Eine Signatur zeigt Empfängern, dass eine Nachricht dieser Domäne wirklich von Ihnen stammt. Viele große Anbieter misstrauen Nachrichten ohne Signatur.
dkim-no-key = Diese Domäne hat noch keinen Schlüssel.
dkim-key = Schlüssel: { $kind }, Selektor { $selector }
dkim-kind = A&rt des Schlüssels
dkim-make = S&chlüssel erstellen
dkim-make-another = Neuen S&chlüssel erstellen
dkim-kind-note = RSA versteht jeder Empfänger; Ed25519 ist neuer und kürzer.
dkim-publish = Tragen Sie diesen TXT-Eintrag dort ein, wo das DNS Ihrer Domäne verwaltet wird, also bei Ihrem Provider oder Registrar:
dkim-record-name = Name
dkim-record-text = Text
dkim-sign = Ausgehende Nachrichten dieser Domäne &signieren
dkim-sign-note = Schalten Sie dies erst ein, wenn der Eintrag im DNS gefunden wurde: Bis dahin halten Empfänger die Signatur für gefälscht.
dkim-asking = Das DNS wird gefragt…
dkim-published = Der Eintrag steht im DNS. Nachrichten können signiert werden.
dkim-missing = Der Eintrag steht noch nicht im DNS. Nach dem Eintragen kann es Stunden dauern, bis er überall zu sehen ist.
dkim-different = Es gibt einen Eintrag dieses Namens, aber er lautet anders: { $text }
dkim-no-answer = Kein DNS-Server hat geantwortet. Prüfen Sie die Verbindung dieses Computers und versuchen Sie es erneut.
dkim-rsa = RSA, 2048 Bit
dkim-ed25519 = Ed25519
remote-domain-test = Ver&bindung testen
