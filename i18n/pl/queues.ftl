### Queues and Find Messages.

q-viewer = Przeglądarka kolejek
q-protocol = Protokół
q-source = Źródło
q-num-messages = Liczba wiadomości
q-total-size = Całkowity rozmiar wiadomości (KB)
q-oldest = Godzina przesłania najstarszej wiadomości
q-next-retry = Godzina następnej próby połączenia
q-additional-info = Dodatkowe informacje o kolejce
q-freeze = &Zamroź
q-unfreeze = O&dmroź
q-force = Wy&muś połączenie
q-find = Z&najdź wiadomości…
q-delete-ndr = &Usuń (z raportem NDR)
q-delete-no-ndr = Usuń (&bez raportu NDR)
q-delete-all-ndr = Usuń wszystkie wiadomości (wyślij &raport NDR)
q-delete-all-no-ndr = Usuń wszystkie wiadomości (&bez raportu NDR)
q-disable-outbound = &Wyłącz pocztę wychodzącą
q-enable-outbound = Włącz &pocztę wychodzącą
q-settings = &Ustawienia…
q-refresh-rate = Odświeżaj kolejki co
q-state-active = Aktywna
q-state-ready = Gotowa
q-state-retry = Ponawianie
q-state-scheduled = Zaplanowana
q-state-remote = Zdalna
q-state-frozen = Zamrożona
q-state-frozen-there = Cel zamrożony
q-local-delivery = Dostarczanie lokalne
q-awaiting-lookup = Wiadomości oczekujące na wyszukanie w katalogu
q-waiting-route = Wiadomości oczekujące na routing
q-pending-submission = Wiadomości oczekujące na przesłanie
q-dsn-pending = Komunikaty DSN oczekujące na przesłanie
q-failed-retry = Kolejka ponawiania wiadomości nieudanych
q-deferred = Wiadomości w kolejce do odroczonego dostarczenia
q-unreachable = Miejsce docelowe jest obecnie nieosiągalne
q-remote-delivery = Dostarczanie zdalne

find-title = Znajdź wiadomości
find-limit = &Liczba wiadomości wyświetlanych w wynikach wyszukiwania
find-state = Pokaż wiadomości &o stanie
find-all = Wszystkie wiadomości
find-now = Znaj&dź teraz
find-new = Nowe &wyszukiwanie
find-size = Rozmiar
find-subject = Temat
find-priority = Priorytet
find-received = Odebrano

q-freeze-note = Zatrzymaj do czasu odmrożenia
q-unfreeze-note = Zezwól na ponowne wysyłanie
q-force-note = Spróbuj teraz, zamiast czekać na następną próbę
q-disable-outbound-note = Zatrzymaj całą pocztę wychodzącą tego serwera w kolejkach

q-col-messages = Liczba
q-col-size = Rozmiar (KB)
q-col-oldest = Najstarsza
q-col-next = Ponowienie
q-state-disabled = Wyłączona
q-state-stopped = Serwer zatrzymany
q-local = { $name } (lokalnie)
q-more = Na liście są miejsca docelowe: { $shown } z { $total }.

q-why-none = Zaznaczenie miejsca docelowego pokazuje jego ostatnią odpowiedź.
q-why-active = Wiadomości są właśnie wysyłane.
q-why-ready = Wiadomości zostaną wysłane, gdy tylko zwolni się połączenie.
q-why-retry = Ostatnia próba się nie powiodła; następna nastąpi samoczynnie.
q-why-frozen = To miejsce docelowe jest zamrożone: nowa poczta przychodzi, ale nic nie wychodzi do czasu odmrożenia.
q-why-messages-frozen = Wszystkie wiadomości są tu zamrożone i czekają na odmrożenie.
q-why-disabled = Poczta wychodząca tego serwera jest wyłączona; wiadomości czekają.
q-why-stopped = Serwer wirtualny nie działa; wiadomości czekają na jego uruchomienie.
q-frozen-messages = { $count ->
        [one] { $count } wiadomość jest zamrożona osobno.
        [few] { $count } wiadomości są zamrożone osobno.
        [many] { $count } wiadomości jest zamrożonych osobno.
       *[other] { $count } wiadomości jest zamrożonych osobno.
    }
q-answer = Ostatnia odpowiedź, { $time }: { $text }
q-no-answer = Nie było jeszcze odpowiedzi.

q-disable-all-note = Poczta nadal przychodzi i czeka; tylko tutejsze skrzynki dostają swoją
q-enable-all-note = Wysłanie tego, co czeka, na wszystkich serwerach
q-ask-freeze = Czy zamrozić { $name }?
q-ask-freeze-note = Zamrożenie: zatrzymanie do czasu odmrożenia. Nowa poczta przychodzi i czeka; trwające przekazywanie zostanie dokończone.
q-ask-disable = Czy wyłączyć pocztę wychodzącą na wszystkich serwerach?
q-ask-delete = Czy usunąć tę wiadomość?
q-ask-delete-some = { $count ->
        [one] Czy usunąć { $count } wiadomość?
        [few] Czy usunąć { $count } wiadomości?
        [many] Czy usunąć { $count } wiadomości?
       *[other] Czy usunąć { $count } wiadomości?
    }
q-ask-delete-all = { $count ->
        [one] Czy usunąć { $count } wiadomość do { $name }?
        [few] Czy usunąć { $count } wiadomości do { $name }?
        [many] Czy usunąć { $count } wiadomości do { $name }?
       *[other] Czy usunąć { $count } wiadomości do { $name }?
    }
q-ask-freeze-count = { $count ->
        [0] Teraz nic tam nie czeka.
        [one] Teraz czeka tam { $count } wiadomość.
        [few] Teraz czekają tam { $count } wiadomości.
        [many] Teraz czeka tam { $count } wiadomości.
       *[other] Teraz czeka tam { $count } wiadomości.
    }
q-ask-enable = Czy włączyć pocztę wychodzącą na wszystkich serwerach?
q-ask-enable-note = To, co czeka, zostanie od razu wysłane. Teraz pocztę wychodzącą zatrzymują serwery: { $servers }
q-ask-message = Od { $from } do { $to }
q-ask-message-about = „{ $subject }” od { $from } do { $to }
q-delete-others-note = Adresaci tych samych wiadomości w innych miejscach nadal je otrzymają.
q-ask-badmail = Czy przenieść tę wiadomość do katalogu Badmail?
q-ask-badmail-some = { $count ->
        [one] Czy przenieść { $count } wiadomość do katalogu Badmail?
        [few] Czy przenieść { $count } wiadomości do katalogu Badmail?
        [many] Czy przenieść { $count } wiadomości do katalogu Badmail?
       *[other] Czy przenieść { $count } wiadomości do katalogu Badmail?
    }
q-delete-ndr-note = To, co usunięto, nie zostanie wysłane; nadawca dostanie o tym raport. Tego nie można cofnąć.
q-delete-no-ndr-note = To, co usunięto, nie zostanie wysłane i nikt się o tym nie dowie. Tego nie można cofnąć.
q-badmail-note = Opuści kolejkę i znajdzie się tam razem z plikiem podającym powód. Nikt się o tym nie dowie.
q-badmail-some-note = Opuszczą kolejkę i znajdą się tam, każda z plikiem podającym powód. Nikt się o tym nie dowie.
q-badmail = &Przenieś do katalogu Badmail
q-retry-now = Spróbuj &teraz
q-done = { $count ->
        [0] Nie zmieniono żadnej wiadomości.
        [one] Dotyczyło to { $count } wiadomości.
        [few] Dotyczyło to { $count } wiadomości.
        [many] Dotyczyło to { $count } wiadomości.
       *[other] Dotyczyło to { $count } wiadomości.
    }
q-later = { $count ->
        [one] Jeszcze { $count } jest w drodze; jej kolej przyjdzie po zakończeniu próby.
        [few] Jeszcze { $count } są w drodze; ich kolej przyjdzie po zakończeniu prób.
        [many] Jeszcze { $count } jest w drodze; ich kolej przyjdzie po zakończeniu prób.
       *[other] Jeszcze { $count } jest w drodze; ich kolej przyjdzie po zakończeniu prób.
    }

find-hint = Należy wpisać to, co wiadomo, albo nic i wybrać „Znajdź teraz”.
find-searching = Wyszukiwanie…
find-nothing = Nie znaleziono wiadomości.
find-shown = Na liście: { $shown } z { $total }
find-shown-selected = Na liście: { $shown } z { $total }. Zaznaczone: { $selected }
find-scope = Tylko wiadomości do { $name } z serwera „{ $server }”
find-and-more = { $count ->
        [one] { $first } i jeszcze { $count }
        [few] { $first } i jeszcze { $count }
        [many] { $first } i jeszcze { $count }
       *[other] { $first } i jeszcze { $count }
    }

q-message = Wiadomość
q-message-id = Numer wiadomości
q-message-gone = Ta wiadomość opuściła kolejkę.
q-attempts = Próby
q-expires = Wygasa
q-delivered = Dostarczono
q-failed = Zaniechano
q-made-here = Utworzona przez ten serwer
