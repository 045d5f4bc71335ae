### The Messages tab.

msg-specify = Specify the following messaging information
msg-limit-size = Limit &message size to (KB)
msg-limit-session = &Limit session size to (KB)
msg-limit-per-connection = Limit &number of messages per connection to
msg-limit-recipients = Limit number &of recipients per message to
msg-ndr = Non-delivery report (NDR)
msg-ndr-copy = &Send copy of Non-Delivery Report to
msg-badmail = &Badmail directory
msg-queue-dir = &Queue directory
msg-forward-unresolved = &Forward all mail with unresolved recipients to host
msg-message-data = Message data
msg-recipient = R&ecipient
msg-sender = &Sender
msg-limit-size-note = Senders are told the limit before they send.
msg-limit-per-connection-note = Outgoing: after this many messages a new connection is opened.
msg-limit-recipients-note = Internet standards ask for at least 100.
msg-report-language = Lan&guage of reports
msg-badmail-note = Left empty: { $folder } in the home folder.
msg-forward-note = Left empty, mail for names that nobody has is refused.
msg-pickup = Send messages from the pick&up directory
msg-pickup-note = Complete .eml files that are moved into { $folder } in the home folder are sent. Files that are no messages go to the Badmail directory.
