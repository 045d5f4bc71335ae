### The Overview page: figures, warnings with their cures, next steps.

over-heading = Overview of { $host }
over-servers = SMTP virtual servers
over-today = Today
over-accepted = Messages accepted
over-delivered = Messages delivered
over-refused = Refused
over-waiting = Waiting in queues
over-returned = Returned to sender
over-failed-log-ons = Failed log-ons
over-sessions = Sessions now
over-running-since = Running since { $time }
over-listening = Listening on { $addresses }
over-not-listening = Not listening
over-attention = Needs your attention
over-all-well = Nothing needs your attention.

warn-port-failed = “{ $server }” does not listen on { $address }.
warn-open-relay = “{ $server }” is an open relay: anybody may send junk mail through it.
warn-basic-clear = “{ $server }” accepts passwords without encryption. They can be read on the network.
warn-temporary-certificate = “{ $server }” uses the temporary certificate. Mail programs will warn about it.
warn-nobody-can-log-on = Nobody can log on to “{ $server }”: there is no account with a matching authentication method.
warn-internet-mail-refused = “{ $server }” refuses mail from the Internet: anonymous access is off on port 25.
warn-nobody-may-connect = Nobody may connect to “{ $server }”: its connection list is empty.
warn-postmaster = Nobody reads mail to postmaster.
warn-server-failed = “{ $server }” cannot run. { $reason }
warn-spool = Messages cannot be stored, so no new mail is accepted: { $reason }
warn-disk-reserve = The disk of the home folder is almost full. No new mail is accepted until there is room again.
warn-internet-mail-nowhere = There are mail domains here, but every virtual server refuses mail from the Internet: anonymous access is off.
warn-mail-unsigned = Mail of { $domain } leaves without a DKIM signature: { $reason }
warn-mail-set-aside = { $count ->
        [one] { $count } piece of the queue could not be read, and mail may be missing. A copy lies in { $folder }: keep it and check the disk.
       *[other] { $count } pieces of the queue could not be read, and mail may be missing. Copies lie in { $folder }: keep them and check the disk.
    }
warn-queue-being-read = The mail that waited when the program was last closed is being read ({ $percent } %). It is delivered afterwards; new mail is not held up.
warn-log-trouble = Protocol logs cannot be written: { $reason }
warn-log-lost = { $count ->
        [one] { $count } entry is missing from the protocol logs, because the disk was too slow.
       *[other] { $count } entries are missing from the protocol logs, because the disk was too slow.
    }
warn-recipient-limit = “{ $server }” allows fewer than 100 recipients per message. Internet standards ask for at least 100.
warn-smart-host-failing = The smart host { $host } does not accept mail: { $reason }
warn-port-25-blocked = Your provider probably blocks port { $port }: several servers could not be reached.
warn-certificate-expires = { $days ->
        [0] The certificate of “{ $server }” expires today.
        [one] The certificate of “{ $server }” expires in { $days } day.
       *[other] The certificate of “{ $server }” expires in { $days } days.
    }
warn-certificate-expired = The certificate of “{ $server }” expired on { $date }.
warn-certificate-unreadable = “{ $server }” can use its certificate only until Postkontor is restarted: { $reason }
warn-certificate-names = The certificate of “{ $server }” is not made for the name { $fqdn }.
warn-renewal-failing = The certificate of “{ $server }” could not be renewed: { $reason }
warn-order-waits = The certificate ordered for “{ $server }” waits for you.
warn-order-failed = The order of a certificate for “{ $server }” has failed.
warn-root-replaced = The root certificate of this office's own authority is replaced on { $date }. Export the new one and install it on the computers and phones before then.
warn-fqdn-unresolved = The name { $fqdn } of “{ $server }” is not found in the DNS.
warn-disk-low = Only { $free } are free on the disk of the home folder. New mail is not accepted below { $reserve }.
warn-queue-waiting = { $count ->
        [one] { $count } message to { $domain } has been waiting since { $time }.
       *[other] { $count } messages to { $domain } have been waiting since { $time }.
    }
warn-outbound-disabled = Outbound mail of “{ $server }” is disabled; it stays in the queue.
warn-server-stopped = “{ $server }” is stopped. Its mail waits.

fix-change-port = Change &port…
fix-open-relay = &Restrict relaying…
fix-require-tls = Require TLS &encryption
fix-install-certificate = &Install a certificate…
fix-create-account = Create &an account…
fix-allow-anonymous = All&ow anonymous access
fix-set-up-smart-host = Set &up smart host…
fix-choose-postmaster = &Choose a reader…
fix-enable-outbound = Enable outbound &mail
fix-start-server = &Start the server
fix-show-queue = Show &the queue

steps-heading = Next steps
steps-hint = Each step can be repeated at any time.
steps-progress = { $done } of { $total } done

step-account = Create an account
step-account-why = Every person or program that sends mail logs on with an account.
step-route = Choose how mail leaves
step-route-why = Directly to the receiving servers, or through your provider's smart host.
step-postmaster = Choose who reads postmaster mail and reports
step-postmaster-why = Other servers report problems to the address postmaster. A person must read them.
step-certificate = Install a certificate
step-certificate-why = Until then a temporary certificate encrypts the connections, and mail programs warn about it.
step-card = Set up the mail programs
step-card-why = Shows server, port, encryption and user name to copy.
step-test = Send a test message
step-test-why = Sends one message and shows what each server says to it.
step-done = Done
step-open = To do

over-tried-again = Tried at least once
over-size-waiting = Size of waiting mail

fix-renew-certificate = Renew the certificate…
fix-export-root = Export the root…
fix-go-on = Continue…
