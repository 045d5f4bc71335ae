### The New SMTP Virtual Server Wizard.

wiz-vs-title = Kreator nowego serwera wirtualnego SMTP
wiz-vs-create = Utwórz nowy serwer wirtualny SMTP
wiz-vs-name-prompt = Wpisz nazwę serwera wirtualnego
wiz-vs-select-ip = Wybierz adres IP
wiz-vs-home-directory = Katalog macierzysty
wiz-vs-default-domain = Domena domyślna
wiz-vs-all-unassigned = (Wszystkie nieprzypisane)
wiz-vs-bind-conflict = Adres IP i port TCP są już używane przez inny serwer wirtualny. Nowego serwera wirtualnego nie można uruchomić, dopóki nie zostanie to zmienione. Czy chcesz kontynuować?
wiz-vs-delete-confirm = Czy na pewno chcesz usunąć ten serwer wirtualny?
wiz-vs-welcome = Ten kreator tworzy nowy serwer wirtualny SMTP.
wiz-vs-purpose = Przeznaczenie serwera
wiz-vs-for-office = Programy pocztowe i &urządzenia tego biura
wiz-vs-for-office-note = Dostęp anonimowy jest wyłączony: każdy, kto wysyła pocztę, musi się zalogować.
wiz-vs-for-internet = Poczta &z Internetu
wiz-vs-for-internet-note = Dostęp anonimowy jest włączony, ale tylko dla poczty do własnych domen.
wiz-vs-name-hint = Wybierz nazwę opisującą przeznaczenie serwera, na przykład „Biuro”.
wiz-vs-select-ip-prompt = Wybierz adres IP dla tego serwera wirtualnego SMTP
wiz-vs-also-listen = &Nasłuchuj także na portach 587 i 465
wiz-vs-also-listen-note = Tych portów programy pocztowe próbują w pierwszej kolejności.
wiz-vs-port-privilege = Port { $port } można otworzyć tylko z odpowiednim uprawnieniem. { $cure }
wiz-vs-use-port = &Użyj zamiast tego portu { $port }
wiz-vs-created = Serwer „{ $server }” został utworzony i działa.
wiz-vs-created-stopped = Serwer „{ $server }” został utworzony, ale pozostanie zatrzymany do czasu zmiany adresu lub portu.
wiz-first-port-note = Serwer „{ $server }” nasłuchuje na porcie { $port }, ponieważ nie można było otworzyć portu 25: { $reason }

wiz-vs-port-hint = Poczta z innych serwerów przychodzi na port 25.
