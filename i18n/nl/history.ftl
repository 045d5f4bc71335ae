### Undo and the change history.

history-title = Wijzigingsgeschiedenis
history-restore = &Deze stand terugzetten
history-time = Tijd
history-what = Wijziging
history-by-hand = met de hand in het bestand gewijzigd
history-by-console = console
history-compare = Vergelijken &met nu
history-restore-question = Wilt u de instellingen van vóór deze wijziging ({ $time }) terugzetten? De huidige instellingen blijven in de geschiedenis staan.
history-empty = Er is nog niets gewijzigd.

change-of = { $dialog } van { $server }
change-created = { $name } gemaakt
change-deleted = { $name } verwijderd
change-renamed = Naam van { $old } gewijzigd in { $new }
change-properties = Eigenschappen van “{ $name }” gewijzigd
change-new-name = Naam van virtuele server gewijzigd in “{ $name }”
change-mail-domains = E-maildomeinen gewijzigd
change-certificate = Certificaat van “{ $name }” gewijzigd
change-certificate-removed = Certificaat van “{ $name }” verwijderd
change-certificate-renewed = Certificaat “{ $name }” vernieuwd
change-devices = Apparaten gewijzigd
change-account = Account “{ $name }” gewijzigd
change-group = Groep “{ $name }” gewijzigd
change-restored = Eerdere instellingen teruggezet
change-restored-of = Eerdere instellingen van “{ $name }” teruggezet
change-in-file = Instellingenbestand met de hand gewijzigd
change-undo-impossible = Deze wijziging kan niet meer ongedaan worden gemaakt, omdat “{ $name }” sindsdien is gewijzigd.

history-note = Hiermee herstelt u de stand van vóór de geselecteerde wijziging.
