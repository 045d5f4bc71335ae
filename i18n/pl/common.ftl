### Words that many dialogs share: buttons, fields, states, what a field accepts, message boxes, the reach of a change.

btn-ok = OK
btn-cancel = Anuluj
btn-apply = Z&astosuj
btn-close = &Zamknij
btn-next = &Dalej
btn-back = &Wstecz
btn-finish = &Zakończ
btn-add = &Dodaj…
btn-remove = &Usuń
btn-edit = &Edytuj…
btn-modify = &Modyfikuj…
btn-browse = P&rzeglądaj…
btn-configure = &Konfiguruj…
btn-advanced = Zaawa&nsowane…
btn-move-up = Przenieś w &górę
btn-move-down = Przenieś &w dół
btn-yes = &Tak
btn-no = &Nie

field-name = &Nazwa
field-value = Wartość
field-description = Opis

state-label = Stan
state-running = Uruchomiony
state-stopped = Zatrzymany
state-paused = Wstrzymany
state-starting = Uruchamianie…
state-stopping = Zatrzymywanie…

common-note = Uwaga
common-default = Domyślne
common-server = Serwer
common-client = Klient
common-minutes = Minuty
common-hours = Godziny
common-days = Dni
common-unlimited = Bez ograniczeń
common-none = (Brak)
common-warning = Ostrzeżenie
common-error = Błąd
common-restart-required = Zmiana zostanie zastosowana po ponownym uruchomieniu serwera wirtualnego.

val-name-required = Wpisz nazwę.
val-name-in-use = Ta nazwa jest już używana.
val-invalid-ip = Wpisz prawidłowy adres IP.
val-invalid-mask = Maska podsieci jest nieprawidłowa.
val-invalid-port = Wpisz numer portu z zakresu od 1 do 65535.
val-invalid-domain = Wpisz prawidłową nazwę domeny.
val-range = Wpisz liczbę z zakresu od { $min } do { $max }.
val-session-lt-message = Limit rozmiaru sesji nie może być mniejszy niż limit rozmiaru wiadomości.
val-domain-gt-total = Limit na domenę nie może być większy niż łączna liczba połączeń.
val-delay-ge-expiration = Czas powiadomienia o opóźnieniu musi być krótszy niż czas wygaśnięcia.
val-entry-exists = Ten wpis znajduje się już na liście.
val-no-auth-method = Wybierz co najmniej jedną metodę uwierzytelniania.
val-clear-text-warning = Hasła będą przesyłane przez sieć bez szyfrowania. Czy chcesz kontynuować?
val-wrong-password = Hasło jest nieprawidłowe.
val-passwords-differ = Hasła nie są zgodne.
val-file-overwrite = Plik już istnieje. Czy chcesz go zamienić?

msgbox-start-failed = Nie można uruchomić serwera wirtualnego.
msgbox-port-in-use = Port jest używany przez inny program.
msgbox-unsaved = Czy chcesz zapisać zmiany?
msgbox-terminate-all = Czy chcesz rozłączyć wszystkie sesje?
msgbox-delete-messages = Czy chcesz usunąć zaznaczone wiadomości?
msgbox-no-sessions = Brak bieżących sesji.
msgbox-queue-empty = Kolejka nie zawiera wiadomości.

field-comment = &Komentarz

reach-now = Działa: od razu
reach-new-connections = Działa: dla nowych połączeń
reach-restart = Działa: po ponownym uruchomieniu

btn-help = &Pomoc
btn-properties = &Właściwości…
btn-retry = P&onów próbę
btn-copy = &Kopiuj
btn-copy-all = Kopiuj &wszystko
btn-create = Utwórz
btn-details = &Szczegóły
btn-show-field = &Pokaż pole
btn-stop-waiting = Nie czekaj dłużej

common-with-colon = { $label }:
common-quoted = „{ $text }”
common-optional = { $label } (opcjonalnie)
common-range = Od { $min } do { $max }
common-on = Włączone
common-off = Wyłączone
common-unknown = Nieznane
common-never = Nigdy
common-please-wait = Proszę czekać…
common-no-items = Brak elementów do wyświetlenia w tym widoku.
common-items = { $count ->
        [one] { $count } element
        [few] { $count } elementy
        [many] { $count } elementów
       *[other] { $count } elementu
    }
common-selected = { $count ->
        [one] Zaznaczono { $count } element
        [few] Zaznaczono { $count } elementy
        [many] Zaznaczono { $count } elementów
       *[other] Zaznaczono { $count } elementu
    }
common-changes-refused = Zmiany nie zostały zapisane.
common-issues = { $count ->
        [one] { $count } wpis wymaga poprawienia.
        [few] { $count } wpisy wymagają poprawienia.
        [many] { $count } wpisów wymaga poprawienia.
       *[other] { $count } wpisu wymaga poprawienia.
    }

val-required = To pole nie może być puste.
val-number = Wpisz liczbę całkowitą.
val-invalid-address = Wpisz prawidłowy adres e-mail, na przykład anna@example.com.
val-password-short = { $count ->
        [one] Hasło musi mieć co najmniej { $count } znak.
        [few] Hasło musi mieć co najmniej { $count } znaki.
        [many] Hasło musi mieć co najmniej { $count } znaków.
       *[other] Hasło musi mieć co najmniej { $count } znaku.
    }

state-error = Błąd
state-pause-note = Wstrzymany: brak nowych połączeń; oczekująca poczta jest nadal dostarczana.

msgbox-engine-failed = Nie można uruchomić usługi pocztowej.
val-invalid-host = Wpisz nazwę hosta, na przykład smtp.example.com, lub adres IP w nawiasach kwadratowych.
