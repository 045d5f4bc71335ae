### The New SMTP Virtual Server Wizard.

wiz-vs-title = New SMTP Virtual Server Wizard
wiz-vs-create = Create a new SMTP virtual server
wiz-vs-name-prompt = Type the name of the virtual server
wiz-vs-select-ip = Select IP Address
wiz-vs-home-directory = Home Directory
wiz-vs-default-domain = Default Domain
wiz-vs-all-unassigned = (All Unassigned)
wiz-vs-bind-conflict = The IP address and TCP port are already used by another virtual server. The new virtual server cannot be started until this is changed. Continue?
wiz-vs-delete-confirm = Are you sure you want to delete this virtual server?
wiz-vs-welcome = This wizard creates a new SMTP virtual server.
wiz-vs-purpose = This server is for
wiz-vs-for-office = Mail programs and &devices of this office
wiz-vs-for-office-note = Anonymous access is off: whoever sends mail must log on.
wiz-vs-for-internet = &Mail from the Internet
wiz-vs-for-internet-note = Anonymous access is on, for mail to your own domains only.
wiz-vs-name-hint = Choose a name that says what the server is for, such as “Office”.
wiz-vs-select-ip-prompt = Select the IP address for this SMTP virtual server
wiz-vs-also-listen = &Also listen on ports 587 and 465
wiz-vs-also-listen-note = These are the ports that mail programs try first.
wiz-vs-port-privilege = Port { $port } may be opened only with a special right. { $cure }
wiz-vs-use-port = &Use port { $port } instead
wiz-vs-created = “{ $server }” was created and is running.
wiz-vs-created-stopped = “{ $server }” was created, but it is stopped until the address or port is changed.
wiz-first-port-note = “{ $server }” listens on port { $port }, because port 25 could not be opened: { $reason }

wiz-vs-port-hint = Mail from other servers arrives on port 25.
