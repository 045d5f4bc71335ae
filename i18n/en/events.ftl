### What happened.

event-title = Recent events
event-server-started = “{ $server }” was started.
event-server-stopped = “{ $server }” was stopped.
event-server-paused = “{ $server }” was paused.
event-connected = { $address } connected to “{ $server }”.
event-connection-refused = “{ $server }” refused the connection of { $address }.
event-logged-on = { $user } logged on from { $address }.
event-log-on-failed = { $user } could not log on from { $address }.
event-relay-refused = “{ $server }” refused to relay from { $address } to { $recipient }.
event-accepted = { $count ->
        [one] Message from { $sender } accepted for { $count } recipient.
       *[other] Message from { $sender } accepted for { $count } recipients.
    }
event-delivered = Delivered to { $recipient }.
event-delayed = Not yet delivered to { $recipient }: { $reason }
event-returned = Could not be delivered to { $recipient } and went back to { $sender }: { $reason }
event-settings-changed = Settings changed: { $change }
event-certificate-renewed = The temporary certificate of “{ $server }” was renewed.
