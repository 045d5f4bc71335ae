### The window: menus, status bar, search, About.

app-system-manager = Menedżer systemu
app-microsoft-exchange = Microsoft Exchange

menu-start-programs = Programy
menu-new = &Nowy
menu-start = U&ruchom
menu-stop = Za&trzymaj
menu-pause = W&strzymaj
menu-resume = &Wznów
menu-restart = Uru&chom ponownie
menu-delete = &Usuń
menu-rename = &Zmień nazwę
menu-refresh = &Odśwież
menu-properties = Wł&aściwości
menu-export-list = &Eksportuj listę…
menu-view = Wi&dok
menu-action = &Akcja
menu-file = Pli&k
menu-tools = &Narzędzia
menu-help = &Pomoc
menu-language = &Język
menu-exit = &Zamknij konsolę
menu-undo = &Cofnij

window-tree-width = Szerokość drzewa
window-title = Postkontor na { $host }

menu-find = &Znajdź…
menu-english-names = Pokaż &nazwy angielskie
menu-appearance = &Wygląd
menu-theme-system = Jak &w systemie
menu-theme-light = &Jasny
menu-theme-dark = &Ciemny
menu-theme-contrast = &Duży kontrast
menu-text-larger = Większy &tekst
menu-text-smaller = &Mniejszy tekst
menu-text-normal = Normalny &rozmiar tekstu
menu-status-bar = &Pasek stanu
menu-manual = &Podręcznik
menu-about = Postkontor — &informacje
menu-open-home = &Otwórz folder danych
menu-change-history = &Historia zmian…
menu-undo-change = Cofnij: { $change }
menu-new-server = &Serwer wirtualny SMTP…
menu-new-account = &Konto…
menu-new-device = Urządz&enie…
menu-new-domain = &Domena pocztowa…
menu-new-remote-domain = Domena &zdalna…
menu-new-alias = &Alias…
menu-test-security = Prz&etestuj zabezpieczenia…
menu-explain = Czy to zosta&nie przyjęte?…
menu-set-up-program = S&konfiguruj program pocztowy…
menu-test-message = Wyś&lij wiadomość testową…
menu-set-password = Ustaw &hasło…
menu-expand = &Rozwiń
menu-collapse = &Zwiń

about-version = Wersja { $version }
about-text = Serwer SMTP dla małych biur.

status-ready = Wszystko działa.
status-undone = Cofnięto: { $change }
status-saving = Zapisywanie…
status-more-problems = { $count ->
        [one] i jeszcze { $count } problem
        [few] i jeszcze { $count } problemy
        [many] i jeszcze { $count } problemów
       *[other] i jeszcze { $count } problemu
    }
status-engine-gone = Usługa pocztowa została zatrzymana. Zamknij program Postkontor i uruchom go ponownie.

search-no-match = Nie znaleziono wyników dla „{ $text }”.
search-word = &Słowo
search-go = Prze&jdź
search-col-word = Słowo
search-col-place = Miejsce
search-hint = Wpisz nazwę używaną tutaj lub w artykułach Microsoft o serwerze SMTP, w jednym z sześciu języków.
search-note = Klawisz Enter lub dwukrotne kliknięcie prowadzi na miejsce. „Nazwa (inna nazwa)”: nazwa używana tutaj i ta, którą znaleziono.
