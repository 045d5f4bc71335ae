### Undo and the change history.

history-title = Change history
history-restore = &Bring back
history-time = Time
history-what = Change
history-by-hand = changed by hand in the file
history-by-console = console
history-compare = &Compare with now
history-restore-question = Bring back the settings as they were before this change ({ $time })? The present settings stay in the history.
history-empty = Nothing has been changed yet.

change-of = { $dialog } of { $server }
change-created = { $name } created
change-deleted = { $name } deleted
change-renamed = { $old } renamed to { $new }
change-properties = Properties of “{ $name }” changed
change-new-name = Virtual server renamed to “{ $name }”
change-mail-domains = Mail domains changed
change-certificate = Certificate of “{ $name }” changed
change-certificate-removed = Certificate of “{ $name }” removed
change-certificate-renewed = Certificate “{ $name }” renewed
change-devices = Devices changed
change-account = Account “{ $name }” changed
change-group = Group “{ $name }” changed
change-restored = Earlier settings brought back
change-restored-of = Earlier settings of “{ $name }” brought back
change-in-file = Settings file changed by hand
change-undo-impossible = This change can no longer be undone, because “{ $name }” has been changed since.

history-note = Bring back returns to the state before the selected change.
