### Test security, explain, impact, transcript.

verify-title = Test security

explain-title = Would this be accepted?
explain-why-refused = Why was this refused?

impact-title = Who is affected?

transcript-title = Transcript

testmsg-title = Send a test message
testmsg-to = Send &to
testmsg-send = &Send
testmsg-subject = Test message from Postkontor
testmsg-body = If you can read this, mail from “{ $server }” arrives.
testmsg-running = On its way…
testmsg-delivered = Delivered to the mailbox { $address } in { $duration }.
testmsg-handed-over = { $host } accepted the message for { $address }. Whether it reached the mailbox is seen only there.
testmsg-waiting = Not delivered yet: { $reason } It is tried again at { $time }.
testmsg-failed = The test message could not be delivered: { $reason }

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
