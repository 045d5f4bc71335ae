### Reports to the senders of messages, and what kept a message from arriving.

report-subject-failed = Your message could not be delivered
report-subject-delayed = Your message is delayed
report-from = This is the mail server { $server }.
report-failed = Your message of { $time } could not be delivered to:
report-failed-subject = Your message “{ $subject }” of { $time } could not be delivered to:
report-delayed = Your message of { $time } has not yet been delivered to:
report-delayed-subject = Your message “{ $subject }” of { $time } has not yet been delivered to:
report-expired = It was tried again and again until its time was up.
report-given-up = The message has been given up. Details for your administrator are attached.
report-no-action = You need not do anything: it is tried again until { $time }. You will hear again only if that fails.

trouble-refused = The server { $host } said: { $answer }
trouble-unreachable = The server { $host } cannot be reached.
trouble-broken = The connection to the server { $host } was lost.
trouble-nonsense = The server { $host } gave an answer that cannot be understood.
trouble-no-tls = The server { $host } does not offer the encryption that is required here.
trouble-tls-failed = The encrypted connection to { $host } could not be made: { $reason }
trouble-office = The way out of this office has to be mended by its administrator.
trouble-no-domain = The domain { $domain } does not exist.
trouble-takes-no-mail = The domain { $domain } takes no mail.
trouble-no-address = The mail servers of { $domain } have no address.
trouble-dns = The DNS does not answer for { $name }.
trouble-loops-back = Mail to { $domain } is meant for this server, but the domain is not one of its mail domains.
trouble-no-mailbox = There is no mailbox { $address } here.
trouble-loop = The message has been in the mailbox { $address } before; it is going round in circles.
trouble-mailbox = The mailbox { $address } cannot be written at the moment.
trouble-disk-full = The disk with the mailboxes is full.
trouble-unreadable = The stored message cannot be read.
trouble-too-many-hops = The message passed through too many servers; it is probably going round in circles.
report-subject-arrived = Your message has been delivered
report-arrived = Your message of { $time } has gone to:
report-arrived-subject = Your message “{ $subject }” of { $time } has gone to:
report-asked-for = You asked to be told. Whether the message has been read is not known here.
report-in-mailbox = It is in the mailbox.
report-expanded = It has been sent to everybody behind this address.
report-relayed = It has been handed to the server { $host }, which does not report what becomes of it.
trouble-eight-bit = The server { $host } takes only messages in plain ASCII; the message has other characters. Send it as an attachment or without them.
trouble-utf8 = The server { $host } cannot handle addresses with letters beyond ASCII. Use another address of the sender or the recipient.
trouble-too-large = The message is larger than the server { $host } takes ({ $limit }).
trouble-deleted = The administrator of the mail server has taken the message out of the queue.
trouble-interrupted = The mail server is being restarted.
trouble-quota = The mailbox { $address } is full.
trouble-mailbox-said = The mailbox { $address } did not take the message: { $answer }
answer-smart-host-unknown = The smart host { $host } does not exist in the DNS. Correct its name under “{ $place }”.
answer-smart-host-us = The smart host { $host } is this server itself. Choose another under “{ $place }”.
answer-forward-unknown = The host { $host } for mail with unresolved recipients does not exist in the DNS. Correct its name under “{ $place }”.
answer-forward-us = Mail with unresolved recipients is forwarded to { $host }, which is this server itself. Choose another host under “{ $place }”.
answer-mailbox = A mailbox cannot be written at the moment: { $reason }

## Letters to postmaster about certificates

notice-subject-expires = The certificate of { $name } expires soon
notice-subject-expired = The certificate of { $name } has expired
notice-certificate-expires = The certificate “{ $certificate }” of the virtual server “{ $server }” expires on { $time }.
notice-certificate-expired = The certificate “{ $certificate }” of the virtual server “{ $server }” expired on { $time }.
notice-renewal-failed = It should have renewed itself, and could not. The page “Overview” of the console says why.
notice-renew = To renew it, open the properties of the virtual server, choose the Access tab, then Certificate. Once it has expired, mail programs refuse to send.
notice-subject-root = Install a new root certificate before { $date }
notice-root-replaced = The root certificate of this office's own authority is replaced on { $date }. Computers and phones that know only the old one will then no longer trust the mail server, and refuse to send.
notice-root-export = Export the new one now and install it on the computers and phones: in the console choose Certificates, then Export root for computers and phones. Until that day both are valid.
