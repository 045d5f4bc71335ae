### The New SMTP Virtual Server Wizard.

wiz-vs-title = Guiden Ny virtuell SMTP-server
wiz-vs-create = Skapa en ny virtuell SMTP-server
wiz-vs-name-prompt = Skriv namnet på den virtuella servern
wiz-vs-select-ip = Välj IP-adress
wiz-vs-home-directory = Arbetskatalog
wiz-vs-default-domain = Standarddomän
wiz-vs-all-unassigned = (Alla otilldelade)
wiz-vs-bind-conflict = IP-adressen och TCP-porten används redan av en annan virtuell server. Den nya virtuella servern kan inte startas förrän detta har ändrats. Vill du fortsätta?
wiz-vs-delete-confirm = Vill du ta bort den här virtuella servern?
wiz-vs-welcome = Den här guiden skapar en ny virtuell SMTP-server.
wiz-vs-purpose = Servern är till för
wiz-vs-for-office = E-postprogram &och enheter på kontoret
wiz-vs-for-office-note = Anonym åtkomst är avstängd: den som skickar e-post måste logga in.
wiz-vs-for-internet = &E-post från Internet
wiz-vs-for-internet-note = Anonym åtkomst är på, men bara för e-post till dina egna domäner.
wiz-vs-name-hint = Välj ett namn som beskriver vad servern används till, till exempel ”Kontoret”.
wiz-vs-select-ip-prompt = Välj IP-adress för den virtuella SMTP-servern
wiz-vs-also-listen = &Lyssna även på portarna 587 och 465
wiz-vs-also-listen-note = Det är de portar som e-postprogram provar först.
wiz-vs-port-privilege = Port { $port } får bara öppnas med en särskild behörighet. { $cure }
wiz-vs-use-port = &Använd port { $port } i stället
wiz-vs-created = ”{ $server }” har skapats och körs.
wiz-vs-created-stopped = ”{ $server }” har skapats men är stoppad tills adressen eller porten ändras.
wiz-first-port-note = ”{ $server }” lyssnar på port { $port } eftersom port 25 inte kunde öppnas: { $reason }

wiz-vs-port-hint = E-post från andra servrar kommer in på port 25.
