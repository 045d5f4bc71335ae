### The Delivery tab, how mail leaves, Advanced Delivery, Check DNS.

del-outbound = Outbound
del-local = Local
del-retry1 = &First retry interval (minutes)
del-retry2 = Second &retry interval (minutes)
del-retry3 = Third retry interval (&minutes)
del-retry-n = Subsequent retry &interval (minutes)
del-delay-notification = &Delay notification
del-expiration = &Expiration timeout
del-btn-outbound-security = Outbound &Security…
del-btn-outbound-connections = &Outbound connections…

out-tls = &TLS encryption
out-credentials = Outbound Connection Credentials
out-limit-connections = &Limit number of connections to
out-timeout = Time-&out (minutes)
out-limit-per-domain = Limit &number of connections per domain to

adv-title = Advanced Delivery
adv-max-hops = Maximum hop &count
adv-masquerade = M&asquerade domain
adv-fqdn = &Fully-qualified domain name
adv-check-dns = Check &DNS
adv-dns-valid = The domain name is valid.
adv-dns-invalid = The domain name could not be resolved.
adv-smart-host = S&mart host
adv-attempt-direct = Attempt direct delivery &before sending to smart host
adv-reverse-dns = &Perform reverse DNS lookup on incoming messages
adv-external-dns = Configure external DNS servers
adv-external-dns-server = External DNS server

del-message-delivery = Message delivery
del-inbound-connection = Incoming connection
del-local-delay-notification = Delay &notification
del-local-expiration = Expiration &timeout
del-times-note = After each failed attempt the message waits, then it is tried again. When the expiration timeout is reached, it goes back to its sender.

leave-title = How mail leaves
leave-line-direct = Mail leaves directly to the receiving servers.
leave-line-smart-host = Mail leaves through: { $host }, { $encryption }
leave-line-smart-host-user = Mail leaves through: { $host }, { $encryption }, user { $user }
leave-change = &Change…
leave-direct = &Directly to the receiving servers
leave-direct-note = Needs a fixed Internet address and an open port 25.
leave-smart-host = Through a smart host, such as &your provider's mail server
leave-needs-log-on = The smart host &requires a user name and password
leave-fixed-sender = Al&ways use this sender address
leave-fixed-sender-note = Some providers accept mail only from the address of the account.
leave-any-certificate = &Accept any certificate
leave-any-certificate-note = If this is on, another computer could pose as the smart host.
leave-clear-log-on = Send the &password without encryption
leave-app-password = This provider expects an app password, which you create in the settings of its account. The usual password is refused.
leave-password-kept = (unchanged)
leave-test = Test &connection
leave-test-running = Connecting to { $host }…
leave-test-good = The smart host accepts mail from this server. ({ $duration })
leave-test-unreachable = { $host } cannot be reached: { $reason } Check name and port, and whether the firewall allows the connection.
leave-test-no-tls = { $host } does not offer encryption on port { $port }. Choose another port or encryption.
leave-test-certificate = The certificate of { $host } is not trusted: { $reason }
leave-test-log-on-refused = { $host } refuses the user name or password. Its answer: { $answer }
leave-test-sender-refused = { $host } refuses the sender { $sender }. Its answer: { $answer }
leave-test-first = The connection has not been tested. Use it anyway?

adv-dns-list = External DNS &servers
adv-dns-list-note = If the list is not empty, this virtual server asks only these servers, in this order.
adv-dns-server-address = IP address of the DNS server
adv-fqdn-note = The name that users type in their mail programs and that the certificate is made for.

checkdns-title = Check DNS
checkdns-valid-but = The domain name is valid, but see below.
checkdns-running = Asking { $server } for { $name }…
checkdns-asked = Asked: { $server }, { $duration }
checkdns-system = the DNS of this computer
checkdns-addresses = { $name } resolves to { $addresses }.
checkdns-alias = { $name } is another name of { $target }.
checkdns-ours = One of them is an address of this virtual server.
checkdns-foreign = None of them is an address of this virtual server. Behind a router this is usual; the router must pass the port on.
checkdns-reverse = { $address } is registered as { $name }.
checkdns-reverse-none = { $address } has no name in the reverse lookup zone. Many servers refuse mail from such addresses; ask your provider.
checkdns-offline = No DNS server answers. Is this computer connected to the network?
checkdns-unknown = The name { $name } does not exist in the DNS. Check the spelling, or ask whoever manages your domain to enter it.

del-hold-outbound = &Keep outgoing mail in the queues
leave-test-works = The connection works.
out-tls-note = Every connection to another mail server must be encrypted. Mail for a server that cannot do so waits, and goes back to its sender when its time is up.
out-log-on-note = User name and password for your provider’s server are set with “{ $button }” on the page “{ $tab }”.
leave-tls-required = “{ $title }” requires TLS for all outgoing mail: this connection is encrypted with STARTTLS all the same.
adv-reverse-dns-note = Received then says when a client’s name in the DNS is not the one it gives. No mail is refused for it; each message takes a little longer.
