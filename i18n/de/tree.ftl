### The tree and the columns of the lists.

tree-administrative-groups = Administrative Gruppen
tree-administrative-group = Administrative Gruppe
tree-servers = Server
tree-server-name = Servername
tree-protocols = Protokolle
tree-smtp = SMTP
tree-smtp-protocol-object = SMTP-Protokollobjekt
tree-virtual-server = Virtueller Server
tree-smtp-virtual-server = Virtueller SMTP-Server
tree-default-smtp-vs = Virtueller Standardserver für SMTP
tree-current-sessions = Aktuelle Sitzungen
tree-queues = Warteschlangen
tree-domains = E-Mail-Domänen
tree-overview = Übersicht
tree-accounts = Konten
tree-certificates = Zertifikate
tree-logs = Ereignisse
tree-devices = Geräte
tree-root = Postkontor
tree-aliases = Aliase
tree-empty-servers = Es ist noch kein virtueller SMTP-Server vorhanden. Um einen zu erstellen, klicken Sie mit der rechten Maustaste auf SMTP, zeigen Sie auf Neu, und klicken Sie auf Virtueller SMTP-Server.
tree-empty-accounts = Es sind noch keine Konten vorhanden. Wer über diesen Server E-Mail sendet, benötigt eines.
tree-empty-devices = Es sind noch keine Geräte vorhanden.
tree-empty-domains = Es sind noch keine E-Mail-Domänen vorhanden. E-Mail an alle Domänen wird weitergeleitet.

col-port = Port
col-server = Virtueller Server
col-sessions = Sitzungen
col-certificate = Zertifikat
col-addresses = Adressen
col-last-log-on = Letzte Anmeldung
