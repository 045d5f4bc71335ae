### Undo and the change history.

history-title = Historia zmian
history-restore = &Przywróć ten stan
history-time = Czas
history-what = Zmiana
history-by-hand = zmieniono ręcznie w pliku
history-by-console = konsola
history-compare = Porównaj &z bieżącym
history-restore-question = Czy chcesz przywrócić ustawienia sprzed tej zmiany ({ $time })? Obecne ustawienia pozostaną w historii.
history-empty = Nic jeszcze nie zmieniono.

change-of = { $dialog } — { $server }
change-created = Utworzono: { $name }
change-deleted = Usunięto: { $name }
change-renamed = Zmieniono nazwę: { $old } na { $new }
change-properties = Zmieniono właściwości „{ $name }”
change-new-name = Zmieniono nazwę serwera wirtualnego na „{ $name }”
change-mail-domains = Zmieniono domeny poczty
change-certificate = Zmieniono certyfikat serwera „{ $name }”
change-certificate-removed = Usunięto certyfikat serwera „{ $name }”
change-certificate-renewed = Odnowiono certyfikat „{ $name }”
change-devices = Zmieniono urządzenia
change-account = Zmieniono konto „{ $name }”
change-group = Zmieniono grupę „{ $name }”
change-restored = Przywrócono wcześniejsze ustawienia
change-restored-of = Przywrócono wcześniejsze ustawienia „{ $name }”
change-in-file = Ręcznie zmieniono plik ustawień
change-undo-impossible = Tej zmiany nie można już cofnąć, ponieważ „{ $name }” uległ od tego czasu zmianie.

history-note = Przywrócenie cofa do stanu sprzed zaznaczonej zmiany.
