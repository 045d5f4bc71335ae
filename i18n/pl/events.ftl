### What happened.

event-title = Ostatnie zdarzenia
event-server-started = Serwer „{ $server }” został uruchomiony.
event-server-stopped = Serwer „{ $server }” został zatrzymany.
event-server-paused = Serwer „{ $server }” został wstrzymany.
event-connected = Komputer { $address } połączył się z serwerem „{ $server }”.
event-connection-refused = Serwer „{ $server }” odrzucił połączenie z komputera { $address }.
event-logged-on = Użytkownik { $user } zalogował się z komputera { $address }.
event-log-on-failed = Użytkownik { $user } nie mógł się zalogować z komputera { $address }.
event-relay-refused = Serwer „{ $server }” odmówił przekazania wiadomości z komputera { $address } do { $recipient }.
event-accepted = { $count ->
        [one] Przyjęto wiadomość od { $sender } dla { $count } adresata.
        [few] Przyjęto wiadomość od { $sender } dla { $count } adresatów.
        [many] Przyjęto wiadomość od { $sender } dla { $count } adresatów.
       *[other] Przyjęto wiadomość od { $sender } dla { $count } adresata.
    }
event-delivered = Dostarczono do { $recipient }.
event-delayed = Jeszcze nie dostarczono do { $recipient }: { $reason }
event-returned = Nie można było dostarczyć do { $recipient }, zwrócono do { $sender }: { $reason }
event-settings-changed = Zmieniono ustawienia: { $change }
event-certificate-renewed = Odnowiono certyfikat tymczasowy serwera „{ $server }”.
