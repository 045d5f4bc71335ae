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
