### What happened.

event-title = Ostatnie zdarzenia
event-server-started = Uruchomiono: { $server }
event-server-stopped = Zatrzymano: { $server }
event-server-paused = Wstrzymano: { $server }
event-connected = { $address }: połączono z { $server }
event-connection-refused = { $server }: odrzucono połączenie z { $address }
event-logged-on = { $user }: zalogowano z { $address }
event-log-on-failed = { $user }: nieudane logowanie z { $address }
event-relay-refused = { $server }: odmówiono przekazania z { $address } do { $recipient }
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
event-certificate-renewed = Odnowiono certyfikat tymczasowy serwera { $server }.
