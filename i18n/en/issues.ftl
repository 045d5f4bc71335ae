### What is wrong: settings, ports, certificates, files, refusals.

issue-at = { $field }: { $problem }
issue-at-line = Line { $line }, { $field }: { $problem }
issue-empty = This must not be empty.
issue-too-long = { $max ->
        [one] This is longer than { $max } character; shorten it.
       *[other] This is longer than { $max } characters; shorten it.
    }
issue-control = This contains a line break or another control character; remove it.
issue-domain = “{ $value }” is not a domain name: { $reason }
issue-domain-empty = the name is empty.
issue-domain-too-long = the name is longer than 253 characters.
issue-domain-label = “{ $label }” is not a valid part of a domain name.
issue-domain-character = the character “{ $character }” must not be used in a domain name.
issue-domain-international = “{ $name }” is not a valid international domain name.
issue-address = “{ $value }” is not an e-mail address: { $reason }
issue-address-unqualified = the @ followed by a domain is missing.
issue-address-local = the part before the @ is not valid.
issue-address-domain = the part after the @ is not valid: { $reason }
issue-address-literal = the address in brackets is not valid.
issue-address-too-long = the address is longer than 254 characters.
issue-not-local = { $address } is in no mail domain of this server. Add the domain under Mail domains, or use another address.
issue-alias-of = { $domain } has no mailboxes of its own here. Choose another domain.
issue-alias-catch-all = Mail to unknown addresses of an alias goes where that of { $domain } goes. Leave this empty.
issue-network-address = “{ $value }” is not an IP address. Type an address such as 192.168.1.20 or a subnet such as 192.168.1.0/24.
issue-network-mask = “{ $value }” is not a subnet mask. Type a mask such as 255.255.255.0 or a number of bits such as 24.
issue-network-unspecified = { $address } is not the address of a computer. To mean every computer, type { $address }/0.
issue-span = “{ $value }” is not a span of time. Type a number and one of s, m, h, d, such as 10m.
issue-bind-address = “{ $value }” is not an address of this computer. Select (All Unassigned) or one of its IP addresses.
issue-dns-server = “{ $value }” is not the IP address of a DNS server.
issue-host = “{ $value }” is neither a host name nor an IP address in brackets such as [192.0.2.1].
issue-folder = “{ $value }” is not a folder inside the home folder. Type a relative path such as logs.
issue-thumbprint = “{ $value }” is not the thumbprint of a certificate (64 hexadecimal digits).
issue-duplicate = { $value } is already in the list (see { $first }). Remove one of the two.
issue-binding-taken = { $binding } is already used by the virtual server “{ $server }”. Choose another address or port.
issue-range = { $value } is outside the range from { $min } to { $max }.
issue-not-shorter = { $value } is not shorter than { $limit }, the value of “{ $field }”.
issue-postmaster-missing = Mail to postmaster must reach a person. Select a local account here.
issue-log-on-incomplete = User name and password belong together: type both or neither.
issue-log-on-in-clear = Without encryption the password can be read on the network. Select STARTTLS or SSL/TLS, or allow it expressly.
issue-helo-alone = HELO knows neither STARTTLS nor logging on. Use EHLO, or do without them.
issue-session-below-message = The session limit of { $session } KB is smaller than the message limit of { $message } KB.

bind-failed = “{ $server }” cannot listen on { $address }.
bind-in-use-by = { $address } is used by { $program }. Stop that program, or choose another port or address.
bind-in-use = { $address } is used by another program. Stop that program, or choose another port or address.
bind-privilege = Ports below 1024 may be opened only with a special right, which this program does not have. Install the service of the package, run “{ $command }”, or choose a port such as 2525.
bind-not-ours = No network card of this computer has the address { $address }. Choose another, or (All Unassigned).
bind-other = { $address } cannot be used: { $reason } Choose another port or address.

chain-no-certificate = There is no certificate in { $file }. A PEM file with the line BEGIN CERTIFICATE is expected.
chain-no-key = There is no private key in { $file }. An encrypted key must be decrypted first.
chain-foreign-key = The private key does not belong to the certificate. Take the key that the request was made with.
chain-key = The private key cannot be used: { $reason }
chain-certificate = The certificate cannot be read: { $reason }
chain-unknown-key = Private keys of this kind are not known here. Use one for RSA or ECDSA.
chain-damaged = The certificate is damaged and cannot be read.

certificate-missing = “{ $server }” is set to use the certificate { $thumbprint }, but it is not there any more. Install it again, or use the temporary one.
certificate-temporary-failed = A temporary certificate for { $fqdn } cannot be made: { $reason }
certificate-temporary = Temporary certificate
certificate-none-state = No certificate is installed. A temporary one keeps connections encrypted until then.

file-unreadable = { $file } cannot be read: { $reason }
file-unwritable = { $file } cannot be written: { $reason }
file-too-large = { $file } is larger than { $limit } and was not read. Is it the right file?
file-syntax = { $file }, line { $line }, column { $column }: { $reason } The file was left as it is.
file-newer = { $file } has version { $found }; this program reads up to { $known }. Install the newer program. The file was left as it is.

refused-busy = Postkontor is busy. Try again in a moment.
changed-meanwhile = Also changed elsewhere in the meantime: { $settings }. OK or Apply puts your values in place of the new ones; Cancel keeps the new ones.
refused-gone = “{ $name }” does not exist any more.

certificate-tls = Encryption cannot be set up with this certificate: { $reason } Install another one.
refused-gone-unnamed = It has been deleted in the meantime.
refused-has-mail = { $count ->
        [one] { $count } message of “{ $name }” is still in the queue. Wait until it has left.
       *[other] { $count } messages of “{ $name }” are still in the queue. Wait until they have left.
    }
refused-nothing-to-undo = There is nothing to undo.
refused-ended = The mail service has ended. Start Postkontor again.
refused-system = This computer could not carry it out: { $reason } Nothing was changed.

start-spool = The waiting mail cannot be opened: { $reason } Check the disk and the rights of the folder.
start-spool-newer = { $file } was written by a newer version of Postkontor. Start that version, or let it empty the queue first.
start-trust = The certificates that this computer trusts cannot be read: { $reason } Install the package ca-certificates.
start-interrupted = Starting was interrupted: { $reason } Start Postkontor again.
start-no-room = The system has no room for the program: { $reason } End other programs and start Postkontor again.
issue-directory = “{ $value }” is not a folder. Type a path in the home folder, such as badmail, or a complete one, such as /srv/badmail.
issue-unwritable = The folder { $folder } cannot be written: { $reason } Choose another, or let the user who runs Postkontor write there.
issue-lmtp = “{ $value }” is not a mail store. Type the path of its socket, such as /run/dovecot/lmtp, or its host and port, such as 127.0.0.1:24.
issue-no-forward = Mail is to be forwarded, but no address is given. Type at least one.

certificate-gone = There is no certificate { $thumbprint }. It may have been deleted meanwhile.
certificate-make = The key or the certificate cannot be made: { $reason }
certificate-request-pending = A certificate request of this server is pending already. Process or delete it first.
certificate-no-request = There is no pending certificate request of this server any more.
certificate-not-the-answer = Its key is another one. The request is kept: choose the file that the certification authority sent for it.
certificate-is-key = There is no certificate in this file: it is a private key.
certificate-is-encrypted-key = There is no certificate in this file: it is an encrypted private key.
certificate-is-request = There is no certificate in this file: it is the request that is sent to the certification authority. Choose its answer.
certificate-is-pfx = This is a .pfx file. Import it with its password.
certificate-is-unknown = There is no certificate in this file. PEM, DER or PKCS #7 (.cer, .crt, .pem, .p7b) is expected.
certificate-is-too-large = This file is larger than any certificate. Is it the right one?
certificate-wrong-password = The password of the .pfx file is not correct.
certificate-wrong-key-password = The password of the private key is not correct.
certificate-import-no-key = There is a certificate in this file, but not its private key. Choose its key file as well, or put both into one file.
certificate-import-no-key-in-key-file = There is no private key in the key file. Choose the one that was made together with the request for this certificate.
certificate-import-key-alone = This is a private key without a certificate. Choose the file with the certificate, and this one as its key file.
certificate-import-request = This is a certificate request, not a certificate. Send it to a certification authority, and import its answer together with the private key.
certificate-import-unknown = There is neither a certificate nor a private key in this file. A .pfx file or PEM (.pem, .crt, .key) is expected.
certificate-import-too-large = This is larger than any certificate with its chain and key. Is it the right file?
certificate-import-too-many-keys = There are more private keys than one certificate needs. Leave only its own in the file.
certificate-import-old-encryption = The private key is encrypted in the old manner of PEM, which protects little. Write it anew with openssl pkcs8 -topk8 -in KEY -out NEWKEY.
certificate-import-key-encryption = The private key is encrypted in a manner that is not known here. Write it anew with openssl pkcs8 -topk8 -v2 aes256 -in KEY -out NEWKEY.
certificate-import-damaged-key = The private key is damaged. Copy its file once more.
certificate-import-key-beside-pfx = A .pfx file has the private key in it. Leave the key file empty.
certificate-no-password = A .pfx file needs a password: it holds the private key.
certificate-pfx = The .pfx file cannot be used: { $reason }
certificate-pfx-without-key = There is no private key in the .pfx file. Export it again together with its private key.
certificate-given-pfx = The .pfx file
certificate-given-answer = The answer of the certification authority
certificate-given-issued = The issued certificate
certificate-given-certificate = Certificate and key
certificate-given-no-certificate = There is no certificate in it.
certificate-given-no-key = There is no private key in it. An encrypted key must be decrypted first.
certificate-pfx-not-one = This is no .pfx file, or only the beginning of one. Choose another one, or copy it once more.
certificate-pfx-too-large = This .pfx file is larger than any with a certificate. Is it the right one?
certificate-pfx-old-form = This .pfx file is written in an old form (BER). Read it into Windows, macOS or OpenSSL and export it again there.
certificate-pfx-too-many-parts = This .pfx file has more encrypted parts than a key and its chain need. Export this certificate alone once more.
certificate-pfx-too-much-work = This .pfx file asks for far more work than any other before it opens. Export this certificate alone once more, in the usual manner.
certificate-pfx-too-many-certificates = There are more certificates in this .pfx file than in any chain. Export only the one for the server, with its chain.
certificate-pfx-scrypt = This .pfx file is encrypted with scrypt, which is not read here. Export it again with AES-256.
certificate-pfx-unknown-encryption = This .pfx file is encrypted in a manner that is not known here. Export it again with AES-256.
certificate-pfx-no-certificate = There is a private key in the .pfx file, but no certificate. Export it again together with the certificate.
certificate-renews-by-hand = This certificate does not renew by itself. Renew it with the certificate wizard.
certificate-pfx-too-slow = The .pfx file takes too long to open: it asks for far more work than usual. Export it again in the usual manner.
certificate-renews-by-records = Each renewal of this certificate needs new records in the DNS. Renew it with the certificate wizard, which shows them.
certificate-order-under-way = A certificate ordered for this server is still to come. Wait for it, or give the order up in the certificate wizard.
refused-in-use = The certificate is used by { $servers }. Assign another one there first.
subject-control = The text contains a character that cannot be seen. Type it anew.
subject-character = Certification authorities do not take the character { $character } here. Leave it out.
subject-no-host-name = This is no host name. Type one such as mail.example.com.
subject-wildcard = A name with * cannot be asked for here. Type each host name by itself.
subject-no-country = This is no two-letter code of a country.
finding-expired = It expired on { $date }. Mail programs refuse it.
finding-not-yet = It is valid only from { $date } on.
finding-self-signed = It is signed by itself: only computers that were told to trust it do.
finding-incomplete = The certificate between it and its root is missing. Install it once more together with the intermediate certificates.
finding-unknown-root = This computer does not trust its root. Mail programs trust it where the root was installed.
finding-broken-chain = “{ $name }” in its certification path has expired or did not sign it.
finding-not-for-servers = This certificate is not meant for servers. Choose another one.
finding-weak-key = Its key is too weak: programs of today refuse it.
