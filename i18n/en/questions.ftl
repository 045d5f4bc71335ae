### Questions that are asked before something is done.

ask-continue = Do you want to continue?
ask-apply-anyway = &Apply anyway
ask-go-back = &Go back
ask-lock-out-empty = “Only the list below” is selected and the list is empty: nobody could connect to “{ $server }”, not even this computer.
ask-lock-out-self = Your own address { $address } may not connect to “{ $server }” any more.
ask-open-relay-list = With “All except the list below” every computer that is not in the list may send mail to any domain through “{ $server }”.
ask-open-relay-network = The entry { $network } grants relaying to every computer in the world.
ask-nobody-can-log-on = No authentication method is selected: nobody could send mail through “{ $server }”.
ask-postmaster = Mail to postmaster must reach a person. Choose an account before you add the mail domain { $domain }.
ask-delete-server = Delete “{ $server }”?
ask-delete-server-queued = { $count ->
        [one] { $count } message is still waiting in its queue.
       *[other] { $count } messages are still waiting in its queue.
    }
ask-queued-other-server = &Deliver them through “{ $server }”
ask-queued-return = &Return them to their senders
ask-stop-sessions = { $count ->
        [one] { $count } session will be cut off.
       *[other] { $count } sessions will be cut off.
    }
ask-edits-title = The settings file was changed by hand
ask-edits-text = { $file } was changed outside Postkontor ({ $time }). Use the changes?
ask-edits-load = &Use the changed file
ask-edits-keep = &Keep the settings in use
ask-edits-kept-copy = The other version is kept under Change history.
ask-edits-comments = The comments in the file cannot be kept when it is rewritten. The present file is kept under Change history.
ask-second-title = Postkontor is already running
ask-second-text = Another Postkontor (process { $process }) is using the home folder { $home }. Close that one first, or open this one with another home folder.
ask-close-title = Close Postkontor
ask-close-text = The mail service runs inside this program. What should happen when the window closes?
ask-close-keep = &Keep running in the background
ask-close-quit = &Finish the sessions and quit
ask-close-waiting = { $count ->
        [one] { $count } session is finishing…
       *[other] { $count } sessions are finishing…
    }
ask-close-now = &Quit now
ask-impact = { $count ->
        [one] Looking back { $span }: { $count } log-on or message would have been refused.
       *[other] Looking back { $span }: { $count } log-ons or messages would have been refused.
    }

ask-delete-undo = Undo brings it back.
ask-close-ends = The mail service runs inside this program and ends with it.
ask-close-mail-waits = Waiting mail stays in the queue and is sent when Postkontor is opened again.
ask-edits-use = The settings or accounts were changed outside Postkontor. Use the changes?
