### Words that many dialogs share: buttons, fields, states, what a field accepts, message boxes, the reach of a change.

btn-ok = OK
btn-cancel = Avbryt
btn-apply = &Verkställ
btn-close = &Stäng
btn-next = Nä&sta
btn-back = &Föregående
btn-finish = &Slutför
btn-add = &Lägg till…
btn-remove = Ta &bort
btn-edit = &Redigera…
btn-modify = Ä&ndra…
btn-browse = &Bläddra…
btn-configure = K&onfigurera…
btn-advanced = &Avancerat…
btn-move-up = &Flytta upp
btn-move-down = Flytta &ned
btn-yes = &Ja
btn-no = &Nej

field-name = &Namn
field-value = Värde
field-description = Beskrivning

state-label = Status
state-running = Körs
state-stopped = Stoppad
state-paused = Pausad
state-starting = Startar…
state-stopping = Stoppar…

common-note = Obs!
common-default = Standard
common-server = Server
common-client = Klient
common-minutes = Minuter
common-hours = Timmar
common-days = Dagar
common-unlimited = Obegränsat
common-none = (Ingen)
common-warning = Varning
common-error = Fel
common-restart-required = Ändringen träder i kraft när den virtuella servern har startats om.

val-name-required = Ange ett namn.
val-name-in-use = Namnet används redan.
val-invalid-ip = Ange en giltig IP-adress.
val-invalid-mask = Nätmasken är inte giltig.
val-invalid-port = Ange ett portnummer mellan 1 och 65535.
val-invalid-domain = Ange ett giltigt domännamn.
val-range = Ange ett tal mellan { $min } och { $max }.
val-session-lt-message = Gränsen för sessionsstorlek får inte vara mindre än gränsen för meddelandestorlek.
val-domain-gt-total = Gränsen per domän får inte vara större än det totala antalet anslutningar.
val-delay-ge-expiration = Meddelandet om fördröjning måste skickas före tidsgränsen för leverans.
val-entry-exists = Posten finns redan i listan.
val-no-auth-method = Välj minst en verifieringsmetod.
val-clear-text-warning = Lösenord skickas okrypterade över nätverket. Vill du fortsätta?
val-wrong-password = Lösenordet är felaktigt.
val-passwords-differ = Lösenorden stämmer inte överens.
val-file-overwrite = Filen finns redan. Vill du ersätta den?

msgbox-start-failed = Den virtuella servern kunde inte startas.
msgbox-port-in-use = Porten används av ett annat program.
msgbox-unsaved = Vill du spara ändringarna?
msgbox-terminate-all = Vill du koppla från alla sessioner?
msgbox-delete-messages = Vill du ta bort de markerade meddelandena?
msgbox-no-sessions = Det finns inga aktuella sessioner.
msgbox-queue-empty = Kön innehåller inga meddelanden.

field-comment = K&ommentar

reach-now = Gäller: nu
reach-new-connections = Gäller: nya anslutningar
reach-restart = Gäller: efter omstart

btn-help = &Hjälp
btn-properties = &Egenskaper…
btn-retry = &Försök igen
btn-copy = &Kopiera
btn-copy-all = Kopiera &allt
btn-create = Skapa
btn-details = &Information
btn-show-field = &Visa fältet
btn-stop-waiting = Sluta vänta

common-with-colon = { $label }:
common-quoted = ”{ $text }”
common-optional = { $label } (valfritt)
common-range = Från { $min } till { $max }
common-on = På
common-off = Av
common-unknown = Okänt
common-never = Aldrig
common-please-wait = Vänta…
common-no-items = Det finns inga objekt att visa i den här vyn.
common-items = { $count } objekt
common-selected = { $count ->
        [one] { $count } objekt markerat
       *[other] { $count } objekt markerade
    }
common-changes-refused = Ändringarna sparades inte.
common-issues = { $count ->
        [one] { $count } uppgift måste rättas.
       *[other] { $count } uppgifter måste rättas.
    }

val-required = Fältet får inte vara tomt.
val-number = Ange ett heltal.
val-invalid-address = Ange en giltig e-postadress, till exempel anna@example.com.
val-password-short = Lösenordet måste ha minst { $count } tecken.

state-error = Fel
state-pause-note = Pausad: inga nya anslutningar; e-post i kö levereras ändå.

msgbox-engine-failed = E-posttjänsten kunde inte startas.
val-invalid-host = Skriv ett värdnamn, till exempel smtp.example.com, eller en IP-adress inom hakparenteser.
