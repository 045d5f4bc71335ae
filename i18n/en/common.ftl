### Words that many dialogs share: buttons, fields, states, what a field accepts, message boxes, the reach of a change.

btn-ok = OK
btn-cancel = Cancel
btn-apply = A&pply
btn-close = &Close
btn-next = &Next
btn-back = &Back
btn-finish = &Finish
btn-add = &Add…
btn-remove = &Remove
btn-edit = &Edit…
btn-modify = &Modify…
btn-browse = B&rowse…
btn-configure = C&onfigure…
btn-advanced = Ad&vanced…
btn-move-up = Move &Up
btn-move-down = Move &Down
btn-yes = &Yes
btn-no = &No

field-name = N&ame
field-value = Value
field-description = Description

state-label = State
state-running = Running
state-stopped = Stopped
state-paused = Paused
state-starting = Starting…
state-stopping = Stopping…

common-note = Note
common-default = Default
common-server = Server
common-client = Client
common-minutes = Minutes
common-hours = Hours
common-days = Days
common-unlimited = Unlimited
common-none = (None)
common-warning = Warning
common-error = Error
common-restart-required = The change takes effect after the virtual server is restarted.

val-name-required = Type a name.
val-name-in-use = The name is already in use.
val-invalid-ip = Type a valid IP address.
val-invalid-mask = The subnet mask is not valid.
val-invalid-port = Type a port number from 1 to 65535.
val-invalid-domain = Type a valid domain name.
val-range = Type a number from { $min } to { $max }.
val-session-lt-message = The session size limit must not be smaller than the message size limit.
val-domain-gt-total = The limit per domain must not be larger than the total number of connections.
val-delay-ge-expiration = The delay notification must be shorter than the expiration timeout.
val-entry-exists = The entry is already in the list.
val-no-auth-method = Select at least one authentication method.
val-clear-text-warning = Passwords will be sent over the network without encryption. Continue?
val-wrong-password = The password is not correct.
val-passwords-differ = The passwords do not match.
val-file-overwrite = The file already exists. Do you want to replace it?

msgbox-start-failed = The virtual server could not be started.
msgbox-port-in-use = The port is used by another program.
msgbox-unsaved = Do you want to save the changes?
msgbox-terminate-all = Do you want to terminate all sessions?
msgbox-delete-messages = Do you want to delete the selected messages?
msgbox-no-sessions = There are no current sessions.
msgbox-queue-empty = The queue contains no messages.

field-comment = &Comment

reach-now = Takes effect: now
reach-new-connections = Takes effect: new connections
reach-restart = Takes effect: after restart

btn-help = &Help
btn-properties = P&roperties…
btn-retry = &Try again
btn-copy = C&opy
btn-copy-all = Copy &everything
btn-create = Create
btn-details = &Details
btn-show-field = &Show the field
btn-stop-waiting = Stop waiting

common-with-colon = { $label }:
common-quoted = “{ $text }”
common-optional = { $label } (optional)
common-range = From { $min } to { $max }
common-on = On
common-off = Off
common-unknown = Unknown
common-never = Never
common-please-wait = Please wait…
common-no-items = There are no items to show in this view.
common-items = { $count ->
        [one] { $count } item
       *[other] { $count } items
    }
common-selected = { $count ->
        [one] { $count } item selected
       *[other] { $count } items selected
    }
common-changes-refused = The changes were not saved.
common-issues = { $count ->
        [one] { $count } entry needs to be corrected.
       *[other] { $count } entries need to be corrected.
    }

val-required = This field must not be empty.
val-number = Type a whole number.
val-invalid-address = Type a valid e-mail address, such as anna@example.com.
val-password-short = { $count ->
        [one] The password must have at least { $count } character.
       *[other] The password must have at least { $count } characters.
    }

state-error = Error
state-pause-note = Paused: no new connections; waiting mail is still delivered.

msgbox-engine-failed = The mail service could not be started.
val-invalid-host = Type a host name such as smtp.example.com, or an IP address in brackets.
