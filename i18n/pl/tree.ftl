### The tree and the columns of the lists.

tree-administrative-groups = Grupy administracyjne
tree-administrative-group = Grupa administracyjna
tree-servers = Serwery
tree-server-name = Nazwa serwera
tree-protocols = Protokoły
tree-smtp = SMTP
tree-smtp-protocol-object = Obiekt protokołu SMTP
tree-virtual-server = Serwer wirtualny
tree-smtp-virtual-server = Serwer wirtualny SMTP
tree-default-smtp-vs = Domyślny serwer wirtualny SMTP
tree-current-sessions = Bieżące sesje
tree-queues = Kolejki
tree-domains = Domeny pocztowe
tree-overview = Przegląd
tree-accounts = Konta
tree-certificates = Certyfikaty
tree-logs = Dzienniki
tree-devices = Urządzenia
tree-root = Postkontor
tree-aliases = Aliasy
tree-empty-servers = Nie ma jeszcze żadnego serwera wirtualnego SMTP. Aby go utworzyć, kliknij prawym przyciskiem myszy pozycję SMTP, wskaż polecenie Nowy, a następnie kliknij polecenie Serwer wirtualny SMTP.
tree-empty-accounts = Nie ma jeszcze żadnych kont. Każdy, kto wysyła pocztę przez ten serwer, potrzebuje konta.
tree-empty-devices = Nie ma jeszcze żadnych urządzeń.
tree-empty-domains = Nie ma jeszcze żadnych domen pocztowych. Poczta do wszystkich domen jest przekazywana dalej.

col-port = Port
col-server = Serwer wirtualny
col-sessions = Sesje
col-certificate = Certyfikat
col-addresses = Adresy
col-last-log-on = Ostatnie logowanie
