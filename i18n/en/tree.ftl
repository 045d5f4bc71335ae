### The tree and the columns of the lists.

tree-administrative-groups = Administrative Groups
tree-administrative-group = Administrative Group
tree-servers = Servers
tree-server-name = ServerName
tree-protocols = Protocols
tree-smtp = SMTP
tree-smtp-protocol-object = SMTP protocol object
tree-virtual-server = Virtual server
tree-smtp-virtual-server = SMTP virtual server
tree-default-smtp-vs = Default SMTP Virtual Server
tree-current-sessions = Current Sessions
tree-queues = Queues
tree-domains = Mail domains
tree-overview = Overview
tree-accounts = Accounts
tree-certificates = Certificates
tree-logs = Logs
tree-devices = Devices
tree-root = Postkontor
tree-aliases = Aliases
tree-empty-servers = There is no SMTP virtual server yet. To create one, right-click SMTP, point to New, and click SMTP virtual server.
tree-empty-accounts = There are no accounts yet. Whoever sends mail through this server needs one.
tree-empty-devices = There are no devices yet.
tree-empty-domains = There are no mail domains yet. Mail to every domain is sent on.

col-port = Port
col-server = Virtual server
col-sessions = Sessions
col-certificate = Certificate
col-addresses = Addresses
col-last-log-on = Last log-on
