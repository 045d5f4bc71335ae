### Mail domains and aliases.

dom-wizard = New SMTP Domain Wizard
dom-type = Type
dom-local-default = Local (Default)
dom-local-alias = Local (Alias)
dom-local = Local
dom-remote = Remote
dom-set-default = &Set as Default
dom-allow-relay = Allow incoming mail to be &relayed to this domain
dom-send-helo = Send HELO instead &of EHLO
dom-route-domain = Route domain
dom-use-dns = &Use DNS to route to this domain
dom-forward-smart-host = &Forward all mail to smart host
dom-queue-remote = &Queue messages for remote triggered delivery
dom-atrn-accounts = Accounts authorized &to use ATRN
dom-drop-directory = &Drop directory
dom-drop-quota = &Enable drop directory quota

domain-new-title = New Mail Domain
domain-note = Mail to addresses in this domain stays here. Mail to any other domain is relayed.
domain-alias-of = This domain is an &alias of
domain-alias-note = Mail to info@{ $alias } goes where mail to info@{ $domain } goes, and so with every address.
domain-has-aliases-note = Aliases of this domain: { $domains }
domain-has-aliases = “{ $domain }” has aliases: { $domains }. Delete them first, or make them aliases of another domain.
domain-catch-all = Mail &to unknown addresses goes to
domain-catch-all-note = Leave it empty to refuse such mail, which is the better choice.
domain-way = Mail goes to
domain-way-here = the mailboxes here
domain-way-alias = the mailboxes of { $domain }
domain-way-others = the mailboxes here; unknown addresses: { $address }
domain-postmaster = &Mail to postmaster goes to
domain-delete-question = Delete the mail domain “{ $domain }”? Mail to it is then no longer accepted here.
domain-in-use = { $count ->
        [one] { $count } account has an address in this domain. Change or remove it first.
       *[other] { $count } accounts have addresses in this domain. Change or remove them first.
    }
domain-renamed-signature = The DKIM key belongs to the name and does not go along: mail from the new name is not signed. Make a key for it with “{ $button }”.
remote-domain-new-title = New Remote Domain
remote-domain-name-note = “*.example.com” stands for every name below example.com. The most specific entry counts.
remote-domain-relay-note = Anybody may then send to it through this server, whatever the relay lists say: for a domain whose mail you take in for somebody else.
remote-domain-helo-note = For a server that stumbles over EHLO. Mail to it is not encrypted then, except over SSL/TLS.
remote-domain-dns = By DNS
remote-domain-delete-question = Delete the remote domain “{ $domain }”? Mail to it then leaves like all other mail.

alias-new-title = New Alias
alias-address = Alia&s address
alias-to = &Delivered to
alias-note = Mail to the alias goes to each of these addresses.

domain-postmaster-nobody = Nobody has the address { $address } yet. Give it to an account, or choose another.
alias-delete-question = Delete the alias “{ $address }”?
alias-empty = There are no aliases yet. An alias passes mail on to one or more addresses.

dkim-open = Signature (DKIM)…
dkim-title = DKIM Signature of { $domain }
dkim-note = A signature shows receivers that mail from this domain was really sent by you. Many large providers distrust mail without one.
dkim-no-key = This domain has no key yet.
dkim-key = Key: { $kind }, selector { $selector }
dkim-kind = &Kind of key
dkim-make = &Make Key
dkim-make-another = &Make Another Key
dkim-kind-note = RSA is understood by every receiver; Ed25519 is newer and shorter.
dkim-publish = Enter this TXT record where the DNS of your domain is managed, at your provider or registrar:
dkim-record-name = Name
dkim-record-text = Text
dkim-sign = &Sign outgoing mail of this domain
dkim-sign-note = Turn it on only when the record has been found in the DNS: until then receivers take the signature for a forgery.
dkim-asking = The DNS is being asked…
dkim-published = The record is in the DNS. Mail can be signed.
dkim-missing = The record is not in the DNS yet. Once it has been entered, it can take hours until it is seen everywhere.
dkim-different = There is a record of this name, but it says something else: { $text }
dkim-no-answer = No DNS server answered. Check the connection of this computer and try again.
dkim-rsa = RSA, 2048 bits
dkim-ed25519 = Ed25519
remote-domain-test = Test con&nection
