### Undo and the change history.

history-title = Änderungsverlauf
history-restore = &Diesen Stand wiederherstellen
history-time = Zeit
history-what = Änderung
history-by-hand = von Hand in der Datei geändert
history-by-console = Konsole
history-compare = &Mit jetzt vergleichen
history-restore-question = Möchten Sie die Einstellungen von vor dieser Änderung ({ $time }) wiederherstellen? Die jetzigen Einstellungen bleiben im Änderungsverlauf erhalten.
history-empty = Es wurde noch nichts geändert.

change-of = { $dialog } von { $server }
change-created = { $name } erstellt
change-deleted = { $name } gelöscht
change-renamed = { $old } in { $new } umbenannt
change-properties = Eigenschaften von „{ $name }“ geändert
change-new-name = Virtueller Server in „{ $name }“ umbenannt
change-mail-domains = E-Mail-Domänen geändert
change-certificate = Zertifikat von „{ $name }“ geändert
change-certificate-removed = Zertifikat von „{ $name }“ entfernt
change-certificate-renewed = Zertifikat „{ $name }“ erneuert
change-devices = Geräte geändert
change-account = Konto „{ $name }“ geändert
change-group = Gruppe „{ $name }“ geändert
change-restored = Frühere Einstellungen wiederhergestellt
change-restored-of = Frühere Einstellungen von „{ $name }“ wiederhergestellt
change-in-file = Einstellungsdatei von Hand geändert
change-undo-impossible = Diese Änderung kann nicht mehr rückgängig gemacht werden, da „{ $name }“ seitdem geändert wurde.

history-note = Beim Wiederherstellen gilt wieder der Stand vor der ausgewählten Änderung.
