### The New SMTP Virtual Server Wizard.

wiz-vs-title = Wizard Nieuwe virtuele SMTP-server
wiz-vs-create = Een nieuwe virtuele SMTP-server maken
wiz-vs-name-prompt = Typ de naam van de virtuele server
wiz-vs-select-ip = IP-adres selecteren
wiz-vs-home-directory = Basismap
wiz-vs-default-domain = Standaarddomein
wiz-vs-all-unassigned = (Alle niet-toegewezen)
wiz-vs-bind-conflict = Het IP-adres en de TCP-poort worden al door een andere virtuele server gebruikt. De nieuwe virtuele server kan pas worden gestart nadat dit is gewijzigd. Wilt u doorgaan?
wiz-vs-delete-confirm = Weet u zeker dat u deze virtuele server wilt verwijderen?
wiz-vs-welcome = Met deze wizard maakt u een nieuwe virtuele SMTP-server.
wiz-vs-purpose = Deze server is bedoeld voor
wiz-vs-for-office = E-&mailprogramma's en apparaten van dit kantoor
wiz-vs-for-office-note = Anonieme toegang is uitgeschakeld: wie e-mail verzendt, moet zich aanmelden.
wiz-vs-for-internet = &E-mail van internet
wiz-vs-for-internet-note = Anonieme toegang is ingeschakeld, maar alleen voor e-mail aan uw eigen domeinen.
wiz-vs-name-hint = Kies een naam die beschrijft waarvoor de server dient, bijvoorbeeld “Kantoor”.
wiz-vs-select-ip-prompt = Selecteer het IP-adres voor deze virtuele SMTP-server
wiz-vs-also-listen = Ook luisteren op &de poorten 587 en 465
wiz-vs-also-listen-note = Dit zijn de poorten die e-mailprogramma's het eerst proberen.
wiz-vs-port-privilege = Poort { $port } mag alleen met een speciaal recht worden geopend. { $cure }
wiz-vs-use-port = In &plaats daarvan poort { $port } gebruiken
wiz-vs-created = “{ $server }” is gemaakt en is actief.
wiz-vs-created-stopped = “{ $server }” is gemaakt, maar blijft gestopt tot het adres of de poort is gewijzigd.
wiz-first-port-note = “{ $server }” luistert op poort { $port }, omdat poort 25 niet kon worden geopend: { $reason }

wiz-vs-port-hint = E-mail van andere servers komt binnen op poort 25.
