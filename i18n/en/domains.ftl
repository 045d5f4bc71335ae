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
domain-catch-all = Mail &to unknown addresses goes to
domain-catch-all-note = Leave it empty to refuse such mail, which is the better choice.
domain-way = Mail goes to
domain-way-here = the mailboxes here
domain-way-others = the mailboxes here; unknown addresses: { $address }
domain-postmaster = &Mail to postmaster goes to
domain-delete-question = Delete the mail domain “{ $domain }”? Mail to it is then no longer accepted here.
domain-in-use = { $count ->
        [one] { $count } account has an address in this domain. Change or remove it first.
       *[other] { $count } accounts have addresses in this domain. Change or remove them first.
    }
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
