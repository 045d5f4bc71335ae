### Accounts and the card “Set up a mail program”.

account-allow-ntlm = Allo&w NTLM (older mail programs)
account-new-title = New Account
account-properties-title = { $name } Properties
account-full-name = &Full name
account-generate-password = Sugges&t a password
account-show-password = Sh&ow password
account-enabled = This account may &log on
account-addresses = E-&mail addresses
account-address-note = The first one is used for reports and for the card.
account-mailbox = &Keep incoming mail in a mailbox here
account-mailbox-folder = Mailbox folder
account-submit = May se&nd mail
account-relay = May send to other &domains (relay)
account-ntlm-note = NTLM stores a weaker form of the password. Allow it only for mail programs that can do nothing better.
account-password-hint = At least { $count } characters; several words are easier to remember than signs.
account-name-taken = The user name “{ $name }” is already in use.
account-name-invalid = A user name must not contain these characters: { $characters }
account-address-taken = The address { $address } already belongs to { $owner }.
account-delete-question = Delete the account “{ $name }”? Its mail stays in the mailbox folder, and the deletion can be undone.
account-not-there = The account with the number { $number } does not exist any more.
account-no-number-left = No account can be added, because all numbers have been used.
account-number-not-own = The number { $number } is not valid or belongs to another account. Give each account a number of its own, starting at 1.
account-next-number = The next number is too small: some of the numbers would be given twice. Write next_id: { $least } into the file.
account-group-member = The group “{ $group }” names the account { $number }, which does not exist. Remove it from the group.
account-password-system = The password could not be stored, because this computer gave no random numbers or no memory. Try again.

card-title = Set up a mail program
card-intro = Type these settings for outgoing mail in the mail program, phone or device of { $name }.
card-server = Outgoing mail server (SMTP)
card-password = The password of the account; it is not shown here.
card-authentication = Normal password
card-spa-note = In programs that offer it, tick “Log on using Secure Password Authentication”.
card-temporary-note = The program will ask whether to trust the certificate, because it is only a temporary one.
card-no-ports = No port with encryption is open. Add port 587 or 465 under General > Advanced.
card-copied = Copied.

account-name-empty = Type a user name of 1 to 64 characters.
account-name-spaces = A user name must not start or end with a space.
account-name-not-address = A user name with an @ must be a complete e-mail address, such as anna@example.com.
account-name-ambiguous = “{ $name }” and “{ $other }” would be the same for whoever logs on without a domain. Rename one of them.
account-password-empty = Type a password.
account-password-long = The password is longer than { $max } bytes; shorten it.
account-password-control = The password contains a line break or another control character; choose one without.
account-password-unusable = The stored password of “{ $name }” cannot be used. Set a new one.
account-password-saved = The password of “{ $name }” was changed.

account-address = E-&mail address
account-own-addresses = May send onl&y from its own addresses
account-password-keep = Leave it empty to keep the present password.
account-col-mailbox = Mailbox
account-col-send = May send
account-col-relay = May relay
account-state-on = Active
account-state-off = Locked
card-way = Server and &port
card-method = Authentication method
