### The window: menus, status bar, search, About.

app-system-manager = System Manager
app-microsoft-exchange = Microsoft Exchange

menu-start-programs = Programs
menu-new = &New
menu-start = &Start
menu-stop = S&top
menu-pause = P&ause
menu-resume = Res&ume
menu-restart = &Restart
menu-delete = &Delete
menu-rename = Rena&me
menu-refresh = R&efresh
menu-properties = &Properties
menu-export-list = Export &List…
menu-view = &View
menu-action = &Action
menu-file = &File
menu-tools = &Tools
menu-help = &Help
menu-language = &Language
menu-exit = &Exit
menu-undo = &Undo

window-tree-width = Width of the tree
window-title = Postkontor on { $host }

menu-find = &Find…
menu-english-names = Show English &names
menu-appearance = &Appearance
menu-theme-system = &As the system
menu-theme-light = &Light
menu-theme-dark = &Dark
menu-theme-contrast = &High contrast
menu-text-larger = Larger &text
menu-text-smaller = S&maller text
menu-text-normal = N&ormal text size
menu-status-bar = &Status bar
menu-manual = &Manual
menu-about = &About Postkontor
menu-open-home = &Open home folder
menu-change-history = Change &history…
menu-undo-change = Undo: { $change }
menu-new-server = &SMTP virtual server…
menu-new-account = A&ccount…
menu-new-device = &Device…
menu-new-domain = &Mail domain…
menu-new-remote-domain = &Remote domain…
menu-new-alias = &Alias…
menu-test-security = Test se&curity…
menu-explain = &Would this be accepted?…
menu-set-up-program = Set up a mail pr&ogram…
menu-test-message = Send test messa&ge…
menu-set-password = &Set password…
menu-expand = E&xpand
menu-collapse = &Collapse

about-version = Version { $version }
about-text = An SMTP server for small offices.

status-ready = Everything is running.
status-undone = Undone: { $change }
status-saving = Saving…
status-more-problems = { $count ->
        [one] and { $count } more problem
       *[other] and { $count } more problems
    }
status-engine-gone = The mail service has stopped. Close Postkontor and start it again.

search-no-match = Nothing found for “{ $text }”.
search-word = &Word
search-go = &Go there
search-col-word = Word
search-col-place = Where
search-hint = Type what a label says, here or in Microsoft’s articles on the SMTP server, in any of the six languages.
search-note = Enter or a double click goes there. “Name (other name)”: what it is called here, and the name that was found.
