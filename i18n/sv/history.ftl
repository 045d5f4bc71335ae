### Undo and the change history.

history-title = Ändringshistorik
history-restore = Återställ &hit
history-time = Tid
history-what = Ändring
history-by-hand = ändrat för hand i filen
history-by-console = konsolen
history-compare = &Jämför med nu
history-restore-question = Vill du återställa inställningarna som de var före den här ändringen ({ $time })? De nuvarande inställningarna finns kvar i historiken.
history-empty = Inget har ändrats än.

change-of = { $dialog } för { $server }
change-created = { $name } skapades
change-deleted = { $name } togs bort
change-renamed = { $old } bytte namn till { $new }
change-properties = Egenskaperna för ”{ $name }” ändrades
change-new-name = Den virtuella servern bytte namn till ”{ $name }”
change-mail-domains = E-postdomänerna ändrades
change-certificate = Certifikatet för ”{ $name }” ändrades
change-certificate-removed = Certifikatet för ”{ $name }” togs bort
change-certificate-renewed = Certifikatet ”{ $name }” förnyades
change-devices = Enheterna ändrades
change-account = Kontot ”{ $name }” ändrades
change-group = Gruppen ”{ $name }” ändrades
change-restored = Tidigare inställningar återställdes
change-restored-of = Tidigare inställningar för ”{ $name }” återställdes
change-in-file = Inställningsfilen ändrades för hand
change-undo-impossible = Ändringen kan inte längre ångras eftersom ”{ $name }” har ändrats sedan dess.

history-note = Återställ hit går tillbaka till läget före den markerade ändringen.
