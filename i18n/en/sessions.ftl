### Current Sessions.

ses-user = User
ses-from = From
ses-connected-time = Connected Time
ses-terminate = &Terminate
ses-terminate-all = Terminate &All
ses-server = Server
ses-encrypted = Encrypted
ses-messages = Messages
ses-doing = Last command
ses-not-logged-on = (not logged on)

ses-transcript = T&ranscript…
ses-block = &Block address…
ses-blocks = Blocked a&ddresses…
ses-unblock = &Unblock
ses-last-reply = Last Reply
ses-block-address = &Address or subnet
ses-block-span = How &long
ses-block-until = Until
ses-block-why = Reason
ses-block-by-hand = Blocked by hand
ses-block-failures = Too many failures, block no. { $count }
ses-blocks-empty = No address is blocked.
ses-block-note = Sessions from there end at once, and nobody behind this address can connect until the time is up.
ses-tls-failed = Failed
ses-ended = { $reply } (ended { $time })
ses-left = The client closed the connection ({ $time })
ses-more = The latest { $shown } of { $total } sessions are listed.
ses-terminate-note = The clients may connect again at once. To keep one out, block its address.
ses-transcript-cut = Earlier lines are no longer kept.
ses-transcript-gone = This session is no longer kept.
ses-transcript-note = C is the client, S the server. Passwords are shown as ***, messages only by their size.
ses-rule = Refused by rule: { $rule }
