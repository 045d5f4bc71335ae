### Questions that are asked before something is done.

ask-continue = Czy chcesz kontynuować?
ask-apply-anyway = &Zastosuj mimo to
ask-go-back = &Wróć
ask-lock-out-empty = Wybrano „Tylko z poniższej listy”, a lista jest pusta: nikt nie będzie mógł połączyć się z serwerem „{ $server }”, nawet ten komputer.
ask-lock-out-self = Ten komputer ({ $address }) nie będzie mógł już łączyć się z serwerem „{ $server }”.
ask-open-relay-list = Przy opcji „Wszystkie z wyjątkiem poniższej listy” każdy komputer spoza listy może wysyłać przez serwer „{ $server }” pocztę do dowolnej domeny.
ask-open-relay-network = Wpis { $network } zezwala na przekazywanie wszystkim komputerom na świecie.
ask-nobody-can-log-on = Nie wybrano żadnej metody uwierzytelniania: nikt nie będzie mógł wysyłać poczty przez serwer „{ $server }”.
ask-postmaster = Poczta do adresu postmaster musi do kogoś trafiać. Przed dodaniem domeny pocztowej { $domain } wybierz konto.
ask-delete-server = Czy chcesz usunąć „{ $server }”?
ask-delete-server-queued = { $count ->
        [one] { $count } wiadomość nadal czeka w kolejce.
        [few] { $count } wiadomości nadal czekają w kolejce.
        [many] { $count } wiadomości nadal czeka w kolejce.
       *[other] { $count } wiadomości nadal czeka w kolejce.
    }
ask-queued-other-server = &Dostarcz je przez serwer „{ $server }”
ask-queued-return = &Zwróć je nadawcom
ask-stop-sessions = { $count ->
        [one] { $count } sesja zostanie rozłączona.
        [few] { $count } sesje zostaną rozłączone.
        [many] { $count } sesji zostanie rozłączonych.
       *[other] { $count } sesji zostanie rozłączonych.
    }
ask-edits-title = Plik ustawień został zmieniony ręcznie
ask-edits-text = Plik { $file } został zmieniony poza programem Postkontor ({ $time }). Czy chcesz użyć tych zmian?
ask-edits-load = &Użyj zmienionego pliku
ask-edits-keep = Zachowaj &bieżące ustawienia
ask-edits-kept-copy = Druga wersja zostanie zachowana w obszarze Historia zmian.
ask-edits-comments = Przy ponownym zapisie nie można zachować komentarzy w pliku. Obecny plik zostanie zachowany w obszarze Historia zmian.
ask-second-title = Program Postkontor jest już uruchomiony
ask-second-text = Inny program Postkontor (proces { $process }) używa folderu danych { $home }. Najpierw go zamknij albo otwórz ten z innym folderem danych.
ask-close-title = Zamknij program Postkontor
ask-close-text = Usługa pocztowa działa w tym programie. Co ma się stać po zamknięciu okna?
ask-close-keep = &Nadal działaj w tle
ask-close-quit = &Dokończ sesje i zakończ
ask-close-waiting = { $count ->
        [one] Trwa kończenie { $count } sesji…
        [few] Trwa kończenie { $count } sesji…
        [many] Trwa kończenie { $count } sesji…
       *[other] Trwa kończenie { $count } sesji…
    }
ask-close-now = &Zakończ teraz
ask-impact = { $count ->
        [one] Ostatni okres ({ $span }): { $count } logowanie lub wiadomość zostałyby odrzucone.
        [few] Ostatni okres ({ $span }): { $count } logowania lub wiadomości zostałyby odrzucone.
        [many] Ostatni okres ({ $span }): { $count } logowań lub wiadomości zostałoby odrzuconych.
       *[other] Ostatni okres ({ $span }): { $count } logowania lub wiadomości zostałoby odrzucone.
    }

ask-delete-undo = Polecenie Cofnij przywróci go.
ask-close-ends = Usługa pocztowa działa w tym programie i kończy się razem z nim.
ask-close-mail-waits = Oczekująca poczta pozostaje w kolejce i zostanie wysłana po ponownym otwarciu programu Postkontor.
ask-edits-use = Ustawienia lub konta zostały zmienione poza programem Postkontor. Czy chcesz użyć tych zmian?
