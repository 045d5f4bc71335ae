### Test security, explain, impact, transcript.

verify-title = Test security

explain-title = Would this be accepted?
explain-why-refused = Why was this refused?

impact-title = Who is affected?

transcript-title = Transcript

testmsg-title = Send a test message
testmsg-to = Send &to
testmsg-send = Se&nd
testmsg-subject = Test message from Postkontor
testmsg-body = If you can read this, mail from “{ $server }” arrives.
testmsg-running = On its way…
testmsg-delivered = Delivered to the mailbox { $address } in { $duration }.
testmsg-handed-over = { $host } accepted the message for { $address }. Whether it reached the mailbox is seen only there.
testmsg-waiting = Not delivered yet: { $reason } It is tried again at { $time }.
testmsg-failed = The test message could not be delivered: { $reason }
testmsg-from = Send &from
testmsg-door = Handed &in at
testmsg-address = Address of the &device
testmsg-show-queue = Show &queue
testmsg-way-smart-host = It goes through { $host } at once, past the queue.
testmsg-way-direct = It goes directly to the recipient's mail server at once, past the queue.
testmsg-way-server = It is handed in as by a mail program, and delivered from the queue.
testmsg-way-device = It is handed in as if from the device “{ $name }”: what its address may do counts. It is delivered from the queue.
testmsg-no-server = No virtual server is running that could take it. Start one.
testmsg-log-on-note = Without a user name the test does not log on.
testmsg-saved-note = The test uses what is saved: to test your changes, choose OK first.
testmsg-certificate-note = The certificate of the server is not checked.
testmsg-clear-note = It goes in clear, as this device may.
testmsg-queued = “{ $server }” has the message in its queue and delivers it from there.
testmsg-sent-from = Postkontor on the computer { $computer } sent this message as a test. No answer is needed.

test-step-look-up = Name looked up: { $words }
test-step-connect = Connected to { $words }
test-step-greeting = The server answers: { $words }
test-step-encrypt = The connection is encrypted: { $words }
test-step-log-on = Logged on: { $words }
test-own-name = The fully-qualified domain name of this virtual server is not valid. Correct it under Delivery > Advanced.
test-timed-out = { $host } does not answer in time. Check name, port and encryption, and whether the firewall allows the connection.
test-closed = { $host } closed the connection without a word. Check port and encryption.
test-no-password = No password is kept for { $host }. Type it.
test-log-on-not-offered = { $host } does not offer to log on with user name and password on this port. Choose another port or encryption, or do without logging on.
test-log-on-in-clear = Without encryption the password for { $host } could be read on the network, so it was not sent. Select STARTTLS or SSL/TLS, or allow it expressly.
test-log-on-odd = { $host } does not keep to the way of logging on that it offers. Select another in “Outbound Security”, or ask its administrator.
test-log-on-unproven = { $host } could not prove that it knows the password: another computer may be posing as it. Nothing was sent.
test-step-in-clear = The encrypted connection does not come about, so it goes on in clear, as delivery would.
test-step-no-log-on = Nobody logs on: the server goes by the address alone.
test-step-sender = The sender is accepted: { $words }
test-step-recipient = The recipient is accepted: { $words }
test-step-content = The message is accepted: { $words }
test-sender-refused = { $host } refuses the sender. Its answer: { $answer }
test-recipient-refused = { $host } refuses the recipient. Its answer: { $answer }
test-content-refused = { $host } refuses the message. Its answer: { $answer }
test-null-mx = { $host } takes no mail at all: its entry in the DNS says so.
test-ourselves = { $host } leads back to this program: mail would go round in circles.
test-not-running = The virtual server no longer runs at this address. Start it, or choose another address.
test-no-smtputf8 = { $host } does not take addresses with letters beyond English ones. Use another address.
test-too-big = { $host } does not even take a message as small as this one.
test-outcome-unknown = The connection to { $host } ended before the message was confirmed. It may have arrived all the same.
