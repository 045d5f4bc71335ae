### What happened.

event-title = Recente gebeurtenissen
event-server-started = “{ $server }” is gestart.
event-server-stopped = “{ $server }” is gestopt.
event-server-paused = “{ $server }” is onderbroken.
event-connected = { $address } heeft verbinding gemaakt met “{ $server }”.
event-connection-refused = “{ $server }” heeft de verbinding van { $address } geweigerd.
event-logged-on = { $user } heeft zich aangemeld vanaf { $address }.
event-log-on-failed = { $user } kan zich niet aanmelden vanaf { $address }.
event-relay-refused = “{ $server }” heeft geweigerd door te sturen van { $address } naar { $recipient }.
event-accepted = { $count ->
        [one] Bericht van { $sender } geaccepteerd voor { $count } geadresseerde.
       *[other] Bericht van { $sender } geaccepteerd voor { $count } geadresseerden.
    }
event-delivered = Bezorgd bij { $recipient }.
event-delayed = Nog niet bezorgd bij { $recipient }: { $reason }
event-returned = Kan niet worden bezorgd bij { $recipient } en is teruggestuurd naar { $sender }: { $reason }
event-settings-changed = Instellingen gewijzigd: { $change }
event-certificate-renewed = Het tijdelijke certificaat van “{ $server }” is vernieuwd.
