### Reports to the senders of messages, and what kept a message from arriving.

report-subject-failed = Nie można dostarczyć wiadomości
report-subject-delayed = Wiadomość jest opóźniona
report-from = To jest serwer poczty { $server }.
report-failed = Wiadomości wysłanej { $time } nie można było dostarczyć do:
report-failed-subject = Wiadomości „{ $subject }” wysłanej { $time } nie można było dostarczyć do:
report-delayed = Wiadomości wysłanej { $time } nie dostarczono jeszcze do:
report-delayed-subject = Wiadomości „{ $subject }” wysłanej { $time } nie dostarczono jeszcze do:
report-expired = Próby ponawiano aż do upływu czasu wygaśnięcia.
report-given-up = Dalsze próby nie będą podejmowane. Szczegóły dla administratora są w załączniku.
report-no-action = Nie trzeba nic robić: próby będą ponawiane do { $time }. Kolejne powiadomienie zostanie wysłane tylko w razie niepowodzenia.

trouble-refused = Odpowiedź serwera { $host }: { $answer }
trouble-unreachable = Serwer { $host } jest nieosiągalny.
trouble-broken = Połączenie z serwerem { $host } zostało przerwane.
trouble-nonsense = Serwer { $host } udzielił niezrozumiałej odpowiedzi.
trouble-no-tls = Serwer { $host } nie oferuje wymaganego tu szyfrowania.
trouble-tls-failed = Nie można nawiązać szyfrowanego połączenia z { $host }: { $reason }
trouble-office = Administrator musi naprawić wysyłanie poczty z tego biura.
trouble-no-domain = Domena { $domain } nie istnieje.
trouble-takes-no-mail = Domena { $domain } nie przyjmuje poczty.
trouble-no-address = Serwery poczty domeny { $domain } nie mają adresu.
trouble-dns = System DNS nie odpowiada w sprawie { $name }.
trouble-loops-back = Poczta do { $domain } jest przeznaczona dla tego serwera, ale nie jest to jedna z jego domen pocztowych.
trouble-no-mailbox = Nie ma tu skrzynki pocztowej { $address }.
trouble-loop = Wiadomość była już w skrzynce pocztowej { $address }; krąży w pętli.
trouble-mailbox = Nie można w tej chwili zapisać do skrzynki pocztowej { $address }.
trouble-disk-full = Dysk ze skrzynkami pocztowymi jest pełny.
trouble-unreadable = Nie można odczytać zapisanej wiadomości.
trouble-too-many-hops = Wiadomość przeszła przez zbyt wiele serwerów; prawdopodobnie krąży w pętli.
report-subject-arrived = Wiadomość została dostarczona
report-arrived = Wiadomość wysłana { $time } została przekazana do:
report-arrived-subject = Wiadomość „{ $subject }” wysłana { $time } została przekazana do:
report-asked-for = To powiadomienie wysłano na prośbę nadawcy. Nie wiadomo tu, czy wiadomość przeczytano.
report-in-mailbox = Jest w skrzynce pocztowej.
report-expanded = Wysłano ją do wszystkich, do których prowadzi ten adres.
report-relayed = Przekazano ją serwerowi { $host }, który nie powiadamia o dalszym losie wiadomości.
trouble-eight-bit = Serwer { $host } przyjmuje tylko wiadomości w czystym ASCII, a wiadomość zawiera inne znaki. Trzeba ją wysłać jako załącznik albo bez tych znaków.
trouble-utf8 = Serwer { $host } nie obsługuje adresów ze znakami spoza ASCII. Trzeba użyć innego adresu nadawcy albo adresata.
trouble-too-large = Wiadomość jest większa, niż przyjmuje serwer { $host } ({ $limit }).
trouble-deleted = Administrator serwera poczty usunął wiadomość z kolejki.
trouble-interrupted = Serwer poczty jest uruchamiany ponownie.
trouble-quota = Skrzynka pocztowa { $address } jest pełna.
trouble-mailbox-said = Skrzynka pocztowa { $address } nie przyjęła wiadomości: { $answer }
answer-smart-host-unknown = Host inteligentny { $host } nie istnieje w systemie DNS. Popraw jego nazwę w miejscu „{ $place }”.
answer-smart-host-us = Host inteligentny { $host } to właśnie ten serwer. Wybierz inny w miejscu „{ $place }”.
answer-forward-unknown = Host { $host } dla poczty z nierozpoznanymi adresatami nie istnieje w systemie DNS. Popraw jego nazwę w miejscu „{ $place }”.
answer-forward-us = Poczta z nierozpoznanymi adresatami jest przekierowywana do hosta { $host }, czyli do tego właśnie serwera. Wybierz inny host w miejscu „{ $place }”.
answer-mailbox = Nie można w tej chwili zapisać do skrzynki pocztowej: { $reason }

## Listy do administratora poczty o certyfikatach

notice-subject-expires = Certyfikat serwera { $name } wkrótce wygaśnie
notice-subject-expired = Certyfikat serwera { $name } wygasł
notice-certificate-expires = Certyfikat „{ $certificate }” serwera wirtualnego „{ $server }” wygasa { $time }.
notice-certificate-expired = Certyfikat „{ $certificate }” serwera wirtualnego „{ $server }” wygasł { $time }.
notice-renewal-failed = Powinien był odnowić się sam, ale to się nie udało. Przyczynę podaje strona „Przegląd” konsoli.
notice-renew = Aby go odnowić, otwórz właściwości serwera wirtualnego, wybierz kartę Dostęp, a następnie Certyfikat. Po jego wygaśnięciu programy pocztowe odmawiają wysyłania.
notice-subject-root = Zainstaluj nowy certyfikat główny przed { $date }
notice-root-replaced = Certyfikat główny własnego urzędu biura zostanie zastąpiony { $date }. Komputery i telefony, które znają tylko stary, przestaną wtedy ufać serwerowi poczty i odmówią wysyłania.
notice-root-export = Wyeksportuj nowy już teraz i zainstaluj go na komputerach i telefonach: w konsoli wybierz Certyfikaty, a następnie Eksportuj certyfikat główny dla komputerów i telefonów. Do tego dnia ważne są oba.
