### The tree and the columns of the lists.

tree-administrative-groups = Administratörsgrupper
tree-administrative-group = Administratörsgrupp
tree-servers = Servrar
tree-server-name = Servernamn
tree-protocols = Protokoll
tree-smtp = SMTP
tree-smtp-protocol-object = SMTP-protokollobjekt
tree-virtual-server = Virtuell server
tree-smtp-virtual-server = Virtuell SMTP-server
tree-default-smtp-vs = Virtuell standard SMTP-server
tree-current-sessions = Aktuella sessioner
tree-queues = Köer
tree-domains = E-postdomäner
tree-overview = Översikt
tree-accounts = Konton
tree-certificates = Certifikat
tree-logs = Loggar
tree-devices = Enheter
tree-root = Postkontor
tree-aliases = Alias
tree-empty-servers = Det finns ingen virtuell SMTP-server än. Om du vill skapa en högerklickar du på SMTP, pekar på Nytt och klickar på Virtuell SMTP-server.
tree-empty-accounts = Det finns inga konton än. Den som ska skicka e-post via servern behöver ett.
tree-empty-devices = Det finns inga enheter än.
tree-empty-domains = Det finns inga e-postdomäner än. E-post till alla domäner skickas vidare.

col-port = Port
col-server = Virtuell server
col-sessions = Sessioner
col-certificate = Certifikat
col-addresses = Adresser
col-last-log-on = Senaste inloggning
