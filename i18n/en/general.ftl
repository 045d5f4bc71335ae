### The property sheet: its tabs and the General tab.

tab-general = General
tab-access = Access
tab-messages = Messages
tab-delivery = Delivery

gen-ip-address = &IP address
gen-tcp-port = &TCP port
gen-limit-connections = &Limit number of connections to
gen-connection-timeout = &Connection time-out (minutes)
gen-enable-logging = &Enable logging
gen-log-format = &Active log format
gen-adv-title = Advanced
gen-adv-multiple = Configure multiple identities for this virtual server
gen-adv-filter-enabled = Filter Enabled
gen-ident-title = Identification
gen-ident-apply-filter = &Apply Filter
gen-ident-apply-sender-filter = Apply &Sender Filter
gen-ident-apply-recipient-filter = Apply &Recipient Filter
gen-ident-apply-connection-filter = Apply &Connection Filter
gen-ident-duplicate = This IP address and TCP port are already in use.

log-iis = Microsoft IIS Log File Format
log-ncsa = NCSA Common Log File Format
log-odbc = ODBC Logging
log-w3c = W3C Extended Log File Format
log-schedule = New log schedule
log-hourly = H&ourly
log-daily = &Daily
log-weekly = &Weekly
log-monthly = &Monthly
log-unlimited-size = &Unlimited file size
log-size-reaches = When &file size reaches
log-directory = &Log file directory
log-file-name = Log file name
log-local-time = Use local &time for file naming and rollover
log-fields = &Extended logging options
log-f-date = Date
log-f-time = Time
log-f-client-ip = Client IP Address
log-f-user-name = User Name
log-f-service-name = Service Name
log-f-server-name = Server Name
log-f-method = Method
log-f-status = Protocol Status
log-f-bytes-sent = Bytes Sent
log-f-bytes-received = Bytes Received
log-f-time-taken = Time Taken
log-title = Extended Logging Properties
log-f-server-ip = Server IP Address
log-f-server-port = Server Port
log-f-uri-stem = URI Stem
log-f-uri-query = URI Query
log-f-win32-status = Win32 Status
log-f-protocol-version = Protocol Version
log-f-host = Host
log-f-user-agent = User Agent
log-f-cookie = Cookie
log-f-referer = Referer
log-megabytes = MB
log-directory-note = A folder within that of Postkontor, for example logs.
log-fields-note = SMTP has nothing for some of these fields; they then contain a hyphen.

binding-encryption = &Encryption

gen-properties-title = { $server } Properties
gen-identities = A&ddresses
gen-several-addresses = (Several)
gen-start-automatically = Start &this server together with Postkontor
gen-session-maximum = &Longest session (minutes)
gen-disk-reserve = Disk &space to keep free (MB)
gen-disk-reserve-note = When not ticked: { $mb } MB or 2% of the disk, whichever is more. Below it no new mail is accepted.
gen-limit-per-address = Limit &number of connections per address to
gen-identity-last = The last address cannot be removed.
gen-group-connections = Connections

enc-starttls = STARTTLS
enc-tls = SSL/TLS
enc-none = No encryption
enc-starttls-note = The connection starts in clear text and is then encrypted (usual on ports 25 and 587).
enc-tls-note = The connection is encrypted from the start (usual on port 465).
log-keep = &Keep log files for
log-days = days
log-keep-note = 0 to 36,500; 0 = for ever
log-all-servers = All servers
log-facts = Remem&ber for 30 days who connects and logs on
log-facts-note = Used to tell whom a change would affect before you make it. Only addresses, account names and counts are kept, never what is in a message.
