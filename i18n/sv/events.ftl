### What happened.

event-title = Senaste händelserna
event-server-started = ”{ $server }” startades.
event-server-stopped = ”{ $server }” stoppades.
event-server-paused = ”{ $server }” pausades.
event-connected = { $address } anslöt till ”{ $server }”.
event-connection-refused = ”{ $server }” nekade anslutningen från { $address }.
event-logged-on = { $user } loggade in från { $address }.
event-log-on-failed = { $user } kunde inte logga in från { $address }.
event-relay-refused = ”{ $server }” nekade återutsändning från { $address } till { $recipient }.
event-accepted = { $count ->
        [one] Meddelande från { $sender } togs emot för { $count } mottagare.
       *[other] Meddelande från { $sender } togs emot för { $count } mottagare.
    }
event-delivered = Levererat till { $recipient }.
event-delayed = Ännu inte levererat till { $recipient }: { $reason }
event-returned = Kunde inte levereras till { $recipient } och returnerades till { $sender }: { $reason }
event-settings-changed = Inställningar ändrade: { $change }
event-certificate-renewed = Det tillfälliga certifikatet för ”{ $server }” förnyades.
