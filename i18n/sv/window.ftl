### The window: menus, status bar, search, About.

app-system-manager = Systemhanteraren
app-microsoft-exchange = Microsoft Exchange

menu-start-programs = Program
menu-new = &Nytt
menu-start = &Starta
menu-stop = S&toppa
menu-pause = &Pausa
menu-resume = Åt&eruppta
menu-restart = Starta &om
menu-delete = Ta &bort
menu-rename = Byt n&amn
menu-refresh = &Uppdatera
menu-properties = Egens&kaper
menu-export-list = Exportera &lista…
menu-view = &Visa
menu-action = Å&tgärd
menu-file = &Arkiv
menu-tools = V&erktyg
menu-help = &Hjälp
menu-language = &Språk
menu-exit = A&vsluta
menu-undo = Å&ngra

window-tree-width = Trädets bredd
window-title = Postkontor på { $host }

menu-find = &Sök…
menu-english-names = &Visa engelska namn
menu-appearance = U&tseende
menu-theme-system = &Som i systemet
menu-theme-light = &Ljust
menu-theme-dark = &Mörkt
menu-theme-contrast = &Hög kontrast
menu-text-larger = Stö&rre text
menu-text-smaller = &Mindre text
menu-text-normal = &Normal textstorlek
menu-status-bar = St&atusfält
menu-manual = &Handbok
menu-about = &Om Postkontor
menu-open-home = Öppn&a hemmappen
menu-change-history = Ändrings&historik…
menu-undo-change = Ångra: { $change }
menu-new-server = &Virtuell SMTP-server…
menu-new-account = &Konto…
menu-new-device = &Enhet…
menu-new-domain = &E-postdomän…
menu-new-remote-domain = &Fjärrdomän…
menu-new-alias = &Alias…
menu-test-security = Testa säke&rheten…
menu-explain = Skulle &det släppas igenom?…
menu-set-up-program = Ställ &in ett e-postprogram…
menu-test-message = Ski&cka testmeddelande…
menu-set-password = Ange &lösenord…
menu-expand = &Expandera
menu-collapse = &Fäll ihop

about-version = Version { $version }
about-text = En SMTP-server för små kontor.

status-ready = Allt är igång.
status-undone = Ångrat: { $change }
status-saving = Sparar…
status-more-problems = { $count ->
        [one] och { $count } problem till
       *[other] och { $count } problem till
    }
status-engine-gone = E-posttjänsten har stoppats. Stäng Postkontor och starta det igen.

search-no-match = Inget hittades för ”{ $text }”.
search-word = &Ord
search-go = &Gå dit
search-col-word = Ord
search-col-place = Plats
search-hint = Skriv vad det heter här eller i Microsofts artiklar om SMTP-servern, på något av de sex språken.
search-note = Retur eller dubbelklick tar dig dit. ”Namn (annat namn)”: vad det heter här och det namn som hittades.
