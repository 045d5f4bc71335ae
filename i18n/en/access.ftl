### The Access tab: authentication, connection, computers, relay, communication.

acc-access-control = Access control
acc-secure-communication = Secure communication
acc-connection-control = Connection control
acc-relay-control = Relay control
acc-relay-restrictions = Relay restrictions
acc-btn-authentication = A&uthentication…
acc-btn-certificate = &Certificate…
acc-btn-communication = Co&mmunication…
acc-btn-connection = C&onnection…
acc-btn-relay = Re&lay…
acc-relaying = Relaying

auth-methods = Select acceptable authentication methods for this virtual server
auth-anonymous = A&nonymous access
auth-anonymous-auth = Anonymous authentication
auth-resolve-anonymous = &Resolve anonymous e-mail
auth-basic = Basic authentication
auth-basic-clear = &Basic authentication (password is sent in clear text)
auth-requires-tls = Requires &TLS encryption
auth-default-domain = &Default domain
auth-integrated = &Integrated Windows Authentication
auth-ntlm-old-name = NTLM / Windows NT Challenge/Response
auth-spa = Secure Password Authentication
auth-user-name = &User name
auth-password = Pa&ssword
auth-confirm-password = &Confirm password
auth-account = Account
auth-credentials = Credentials
auth-clear-text = Clear text
auth-users = &Users…
auth-perm-title = Permissions for Submit and Relay
auth-perm-submit = &Submit Permission
auth-perm-relay = Relay &Permission
auth-perm-allow = Allow
auth-perm-deny = Deny
auth-authenticated-users = Authenticated users
auth-authenticated-clients = Authenticated clients

conn-title = Connection
conn-select-access = Select which computers may access this virtual server
conn-only-list = &Only the list below
conn-all-except = All e&xcept the list below
conn-computers = &Computers
conn-col-access = Access
conn-col-address = IP Address (Mask) / Domain Name
conn-granted = Granted
conn-denied = Denied
conn-refused-msg = Connection to the server refused

comp-title = Computer
comp-single = Singl&e computer
comp-dns-lookup = DNS &Lookup…
comp-group = &Group of computers
comp-subnet-address = &Subnet address
comp-subnet-mask = Subnet &mask
comp-domain = &Domain
comp-domain-name = &Domain name
comp-host-name = Host name
comp-dns-lookup-prompt = Type the DNS name of the computer
comp-dns-not-found = The name could not be resolved.
comp-rdns-warning = Restricting by domain name requires a reverse DNS lookup for each incoming connection. This can affect server performance.

dns-reverse-lookup = Reverse DNS lookup
dns-reverse-zone = Reverse lookup zone
dns-suffix = DNS suffix

ip-restrictions = IP address restrictions
ip-excluded = Excluded IP address
ip-ranges = IP address ranges

relay-title = Relay Restrictions
relay-select = Select which computers may relay through this virtual server
relay-allow-authenticated = Allow all computers &which successfully authenticate to relay, regardless of the list above
relay-open-warning = This makes the server an open relay that can be used to spread junk mail.
relay-denied-msg = The server could not relay for the recipient's address
relay-external-domain = External domain
relay-junk = Junk mail
relay-uce = Unsolicited commercial e-mail

comm-require-channel = &Require secure channel
comm-require-128 = Require 128-&bit encryption
comm-encryption = Encryption
comm-ssl-encryption = SSL encryption
comm-tls = Transport Layer Security (TLS)
comm-ssl = Secure Sockets Layer (SSL)
comm-no-certificate = No certificate is installed on this virtual server.

button-protection = P&rotection…

acc-hint-authentication = Enable anonymous access and edit the authentication methods for this virtual server.
acc-hint-communication = View or set the secure communication method used when this virtual server is accessed.
acc-hint-connection = Grant or deny access to this virtual server using IP addresses or Internet domain names.
acc-hint-relay = Grant or deny permissions to relay e-mail through this virtual server.
acc-temporary-certificate = A temporary certificate is in use.
acc-certificate-for = Certificate for { $names }, valid until { $date }

auth-anonymous-note = No user name or password is needed. Mail from the Internet arrives this way.
auth-basic-note = The password is sent in clear text unless the connection is encrypted.
auth-integrated-note = Uses the accounts of this console; no Windows domain is needed.
auth-integrated-offers = { $count ->
        [one] Also offers: SCRAM, NTLM ({ $count } account)
       *[other] Also offers: SCRAM, NTLM ({ $count } accounts)
    }
auth-default-domain-note = Completes user names that are typed without a domain.
auth-basic-off-question = Only { $able } of { $total } accounts can log on without basic authentication.
auth-allow-ntlm-for-others = Allow &NTLM for the others

conn-internal-note = Tests from this console are not held up by the list.
conn-add-this-computer = Add &this computer
conn-add-my-network = Add &my network
conn-list-empty = The list is empty.

comp-subnet-hint = For example 192.168.1.0 with 255.255.255.0, or 192.168.1.0/24.
comp-group-hint = Recommended if your provider tends to change the address of its mail server without notice.
comp-looking-up = Looking up { $name }…
comp-choose-address = { $name } has several addresses. Select one.

relay-need-not-log-on = &Need not log on
relay-anonymous-off-note = Anonymous access is off: the computers above must still log on, unless “Need not log on” is ticked for them.
relay-explanation = Relaying means sending mail on to other domains. Mail to your own domains is always accepted.

comm-temporary-note = The temporary certificate encrypts the connection, but mail programs will warn about it.
comm-internet-note = Servers on the Internet that cannot encrypt will no longer be able to deliver mail here.
comm-128-note = Every encrypted connection here is at least this strong.
prot-greet-pause = &Pause before the greeting
prot-proxy-sources = &Trusted proxies
auth-locked-out = { $able } Locked out: { $names }.
auth-keys-missing = The keys for SCRAM and NTLM are made at the next log-on with basic authentication, or when a new password is set.
auth-ntlm-prepared = { $count ->
        [one] Prepared for NTLM: { $count } account; it is ready after the next log-on with the password.
       *[other] Prepared for NTLM: { $count } accounts; each is ready after the next log-on with the password.
    }
auth-ntlm-allowed = NTLM is now allowed for { $names }. Keep basic authentication until each of them has logged on once more or has been given a new password.
auth-and-more = { $names } and { $count } more
acc-hint-protection = Block addresses that guess passwords, and slow down strangers who wear the server out.
prot-passwords = Guessed passwords
prot-failures = &Block an address after this many failed log-ons
prot-window = Counted within (&minutes)
prot-block = &First block (minutes)
prot-block-note = Each further block lasts twice as long, up to 7 days.
prot-exempt = Ne&ver blocked
prot-addresses-note = Addresses or subnets, separated by commas
prot-strangers = Strangers
prot-greet-note = In seconds; 0 = no pause. Programs that send junk mail often do not wait.
prot-rate = Minimum &rate (bytes per second)
prot-rate-over = Measured &over (minutes)
prot-rate-note = Counts only while more than half of all permitted connections are in use, and never for those who have logged on.
prot-proxies = Proxies
prot-proxy-note = Load balancers that announce each client (PROXY protocol). Nobody else is believed, and these must announce it.
perm-names = Group or user &names
perm-col-name = Group or user
perm-for = Permissions for { $name }
perm-for-none = Permissions
perm-effective = Effective permissions
perm-about = A&ccount to look at
perm-yes-by = Yes: allowed to { $name }.
perm-no-denied = No: denied to { $name }, and denying wins.
perm-no-entry = No: no entry allows it.
perm-no-locked = No: the account is locked and cannot log on.
perm-no-submit = No: it may not submit mail at all.
perm-no-logging-on = No: logging on is not enough to relay on this server; allow it here by name.
perm-no-box = No: “{ $label }” is not ticked for the account.
perm-relay-note = Computers in the list of Relay Restrictions may relay in any case.
perm-denied-to-all = Authenticated users are all who log on. What is denied to them is denied to everybody, because denying wins.
perm-only-named = Not all who log on are allowed everything: the rest is left to groups and accounts that are allowed it by name.
perm-relay-by-name = Logging on is not enough to relay on this server: only groups and accounts that are allowed it by name may relay.
perm-nobody = nobody
perm-may-submit = May submit mail: { $names }.
perm-may-relay = May relay after logging on: { $names }.
perm-empty = Nobody who logs on may submit or relay.
perm-deleted-group = Deleted group { $number }
perm-deleted-account = Deleted account { $number }
perm-users-note = Which groups and accounts may submit and relay after logging on.
pick-title = Select User or Group
pick-member-title = Select User
pick-none = No name contains “{ $text }”.
