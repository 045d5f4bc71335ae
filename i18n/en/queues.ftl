### Queues and Find Messages.

q-viewer = Queue Viewer
q-protocol = Protocol
q-source = Source
q-num-messages = Number of messages
q-total-size = Total message size (KB)
q-oldest = Time oldest message submitted
q-next-retry = Time next connection retry
q-additional-info = Additional queue information
q-freeze = &Freeze
q-unfreeze = &Unfreeze
q-force = Force &Connection
q-find = Find &Messages…
q-delete-ndr = Delete (&with NDR)
q-delete-no-ndr = &Delete (no NDR)
q-delete-all-ndr = &Delete All Messages (send NDR)
q-delete-all-no-ndr = Delete &All Messages (no NDR)
q-disable-outbound = Disable &Outbound Mail
q-enable-outbound = E&nable Outbound Mail
q-settings = &Settings…
q-refresh-rate = Refresh queues every
q-state-active = Active
q-state-ready = Ready
q-state-retry = Retry
q-state-scheduled = Scheduled
q-state-remote = Remote
q-state-frozen = Frozen
q-state-frozen-there = Destination frozen
q-local-delivery = Local delivery
q-awaiting-lookup = Messages awaiting directory lookup
q-waiting-route = Messages waiting to be routed
q-pending-submission = Messages pending submission
q-dsn-pending = DSN messages pending submission
q-failed-retry = Failed message retry queue
q-deferred = Messages queued for deferred delivery
q-unreachable = Final destination currently unreachable
q-remote-delivery = Remote delivery

find-title = Find Messages
find-limit = Number &of messages to be listed in the search
find-state = Show &messages whose state is
find-all = All messages
find-now = &Find Now
find-new = &New Search
find-size = Size
find-subject = Subject
find-priority = Priority
find-received = Received

q-freeze-note = Keep back until released
q-unfreeze-note = Let it leave again
q-force-note = Try now instead of waiting for the next retry
q-disable-outbound-note = Keep all outgoing mail of this server in its queues

q-col-messages = Number
q-col-size = Size (KB)
q-col-oldest = Oldest
q-col-next = Next retry
q-state-disabled = Disabled
q-state-stopped = Server stopped
q-local = { $name } (local)
q-more = { $shown } of { $total } destinations are listed.

q-why-none = Select a destination to see what it said last.
q-why-active = Messages are on their way at this moment.
q-why-ready = The messages leave as soon as a connection is free.
q-why-retry = The last attempt failed; the next one comes by itself.
q-why-frozen = This destination is frozen: new mail enters, nothing leaves until it is unfrozen.
q-why-messages-frozen = Every message here is frozen and waits until it is unfrozen.
q-why-disabled = Outbound mail of this server is disabled; its messages wait.
q-why-stopped = The virtual server does not run; its messages wait until it is started.
q-frozen-messages = { $count ->
        [one] { $count } message is frozen by itself.
       *[other] { $count } messages are frozen by themselves.
    }
q-answer = Last answer, { $time }: { $text }
q-no-answer = Nothing has been answered yet.

q-disable-all-note = Mail still enters and waits; only mailboxes here get theirs
q-enable-all-note = Let what waits leave, on all servers
q-ask-freeze = Do you want to freeze { $name }?
q-ask-freeze-note = Freeze: keep back until released. New mail still enters and waits; what is being handed over at this moment ends.
q-ask-disable = Do you want to disable outbound mail on all servers?
q-ask-delete = Do you want to delete this message?
q-ask-delete-some = { $count ->
        [one] Do you want to delete { $count } message?
       *[other] Do you want to delete { $count } messages?
    }
q-ask-delete-all = { $count ->
        [one] Do you want to delete { $count } message for { $name }?
       *[other] Do you want to delete { $count } messages for { $name }?
    }
q-ask-freeze-count = { $count ->
        [0] Nothing waits there now.
        [one] { $count } message waits there now.
       *[other] { $count } messages wait there now.
    }
q-ask-enable = Do you want to enable outbound mail on all servers?
q-ask-enable-note = What waits leaves at once. These servers keep their outbound mail now: { $servers }
q-ask-message = From { $from } to { $to }
q-ask-message-about = “{ $subject }” from { $from } to { $to }
q-delete-others-note = Recipients of the same messages elsewhere still get theirs.
q-ask-badmail = Do you want to move this message to the Badmail directory?
q-ask-badmail-some = { $count ->
        [one] Do you want to move { $count } message to the Badmail directory?
       *[other] Do you want to move { $count } messages to the Badmail directory?
    }
q-delete-ndr-note = What is deleted never leaves; its sender gets a report that says so. This cannot be undone.
q-delete-no-ndr-note = What is deleted never leaves, and nobody is told. This cannot be undone.
q-badmail-note = It leaves the queue and lies there with a file that says why. Nobody is told.
q-badmail-some-note = They leave the queue and lie there, each with a file that says why. Nobody is told.
q-badmail = Move to &Badmail
q-retry-now = &Retry Now
q-done = { $count ->
        [0] No message was affected.
        [one] { $count } message was affected.
       *[other] { $count } messages were affected.
    }
q-later = { $count ->
        [one] { $count } more is under way and follows when its attempt has ended.
       *[other] { $count } more are under way and follow when their attempts have ended.
    }

find-hint = Fill in what is known, or nothing, and choose Find Now.
find-searching = Searching…
find-nothing = No messages were found.
find-shown = Listed: { $shown } of { $total }
find-shown-selected = Listed: { $shown } of { $total }. Selected: { $selected }
find-scope = Only messages for { $name } of “{ $server }”
find-and-more = { $count ->
        [one] { $first } and { $count } more
       *[other] { $first } and { $count } more
    }

q-message = Message
q-message-id = Message number
q-message-gone = This message has left the queue.
q-attempts = Attempts
q-expires = Expires
q-delivered = Delivered
q-failed = Given up
q-made-here = Made by this server
