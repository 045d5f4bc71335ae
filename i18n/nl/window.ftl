### The window: menus, status bar, search, About.

app-system-manager = Systeembeheer
app-microsoft-exchange = Microsoft Exchange

menu-start-programs = Programma's
menu-new = &Nieuw
menu-start = S&tarten
menu-stop = &Stoppen
menu-pause = &Onderbreken
menu-resume = H&ervatten
menu-restart = Opnie&uw starten
menu-delete = Ve&rwijderen
menu-rename = Naam &wijzigen
menu-refresh = &Vernieuwen
menu-properties = Eigens&chappen
menu-export-list = &Lijst exporteren…
menu-view = &Beeld
menu-action = &Actie
menu-file = Be&stand
menu-tools = &Extra
menu-help = &Help
menu-language = &Taal
menu-exit = &Afsluiten
menu-undo = &Ongedaan maken

window-tree-width = Breedte van de structuur
window-title = Postkontor op { $host }

menu-find = &Zoeken…
menu-english-names = &Engelse namen weergeven
menu-appearance = &Weergave
menu-theme-system = &Volgens het systeem
menu-theme-light = &Licht
menu-theme-dark = &Donker
menu-theme-contrast = &Hoog contrast
menu-text-larger = &Grotere tekst
menu-text-smaller = &Kleinere tekst
menu-text-normal = &Normale tekstgrootte
menu-status-bar = &Statusbalk
menu-manual = &Handleiding
menu-about = &Over Postkontor
menu-open-home = &Gegevensmap openen
menu-change-history = &Wijzigingsgeschiedenis…
menu-undo-change = Ongedaan maken: { $change }
menu-new-server = &Virtuele SMTP-server…
menu-new-account = A&ccount…
menu-new-device = Apparaa&t…
menu-new-domain = &E-maildomein…
menu-new-remote-domain = &Domein op afstand…
menu-new-alias = &Alias…
menu-test-security = Beveiligi&ng testen…
menu-explain = Wordt &dit geaccepteerd?…
menu-set-up-program = E-&mailprogramma instellen…
menu-test-message = Testbericht ver&zenden…
menu-set-password = Wachtwoord &instellen…
menu-expand = &Uitvouwen
menu-collapse = &Samenvouwen

about-version = Versie { $version }
about-text = Een SMTP-server voor kleine kantoren.

status-ready = Alles werkt.
status-undone = Ongedaan gemaakt: { $change }
status-saving = Bezig met opslaan…
status-more-problems = { $count ->
        [one] en nog { $count } probleem
       *[other] en nog { $count } problemen
    }
status-engine-gone = De e-mailservice is gestopt. Sluit Postkontor en start het opnieuw.

search-no-match = Niets gevonden voor “{ $text }”.
search-word = &Woord
search-go = &Ga erheen
search-col-word = Woord
search-col-place = Plaats
search-hint = Typ hoe iets hier of in de artikelen van Microsoft over de SMTP-server heet, in een van de zes talen.
search-note = Enter of dubbelklikken brengt u erheen. “Naam (andere naam)”: hoe het hier heet en onder welke naam het is gevonden.
