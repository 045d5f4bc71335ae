### The tree and the columns of the lists.

tree-administrative-groups = Beheergroepen
tree-administrative-group = Beheergroep
tree-servers = Servers
tree-server-name = Servernaam
tree-protocols = Protocollen
tree-smtp = SMTP
tree-smtp-protocol-object = SMTP-protocolobject
tree-virtual-server = Virtuele server
tree-smtp-virtual-server = Virtuele SMTP-server
tree-default-smtp-vs = Virtuele standaard-SMTP-server
tree-current-sessions = Huidige sessies
tree-queues = Wachtrijen
tree-domains = E-maildomeinen
tree-overview = Overzicht
tree-accounts = Accounts
tree-certificates = Certificaten
tree-logs = Logboeken
tree-devices = Apparaten
tree-root = Postkontor
tree-aliases = Aliassen
tree-empty-servers = Er is nog geen virtuele SMTP-server. Als u er een wilt maken, klikt u met de rechtermuisknop op SMTP, wijst u Nieuw aan en klikt u op Virtuele SMTP-server.
tree-empty-accounts = Er zijn nog geen accounts. Wie via deze server e-mail verzendt, heeft er een nodig.
tree-empty-devices = Er zijn nog geen apparaten.
tree-empty-domains = Er zijn nog geen e-maildomeinen. E-mail voor alle domeinen wordt doorgestuurd.

col-port = Poort
col-server = Virtuele server
col-sessions = Sessies
col-certificate = Certificaat
col-addresses = Adressen
col-last-log-on = Laatste aanmelding
