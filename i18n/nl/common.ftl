### Words that many dialogs share: buttons, fields, states, what a field accepts, message boxes, the reach of a change.

btn-ok = OK
btn-cancel = Annuleren
btn-apply = T&oepassen
btn-close = Sl&uiten
btn-next = V&olgende
btn-back = &Vorige
btn-finish = V&oltooien
btn-add = &Toevoegen…
btn-remove = &Verwijderen
btn-edit = &Bewerken…
btn-modify = Wij&zigen…
btn-browse = &Bladeren…
btn-configure = &Configureren…
btn-advanced = &Geavanceerd…
btn-move-up = &Omhoog
btn-move-down = O&mlaag
btn-yes = &Ja
btn-no = &Nee

field-name = &Naam
field-value = Waarde
field-description = Beschrijving

state-label = Status
state-running = Actief
state-stopped = Gestopt
state-paused = Onderbroken
state-starting = Bezig met starten…
state-stopping = Bezig met stoppen…

common-note = Opmerking
common-default = Standaard
common-server = Server
common-client = Client
common-minutes = Minuten
common-hours = Uren
common-days = Dagen
common-unlimited = Onbeperkt
common-none = (Geen)
common-warning = Waarschuwing
common-error = Fout
common-restart-required = De wijziging wordt van kracht nadat de virtuele server opnieuw is gestart.

val-name-required = Typ een naam.
val-name-in-use = De naam is al in gebruik.
val-invalid-ip = Typ een geldig IP-adres.
val-invalid-mask = Het subnetmasker is ongeldig.
val-invalid-port = Typ een poortnummer van 1 tot en met 65535.
val-invalid-domain = Typ een geldige domeinnaam.
val-range = Typ een getal van { $min } tot en met { $max }.
val-session-lt-message = De limiet voor de sessiegrootte mag niet kleiner zijn dan de limiet voor de berichtgrootte.
val-domain-gt-total = De limiet per domein mag niet groter zijn dan het totale aantal verbindingen.
val-delay-ge-expiration = De melding van vertraging moet vóór de vervaltermijn vallen.
val-entry-exists = De vermelding staat al in de lijst.
val-no-auth-method = Selecteer minstens één verificatiemethode.
val-clear-text-warning = Wachtwoorden worden zonder codering over het netwerk verzonden. Wilt u doorgaan?
val-wrong-password = Het wachtwoord is onjuist.
val-passwords-differ = De wachtwoorden komen niet overeen.
val-file-overwrite = Het bestand bestaat al. Wilt u het vervangen?

msgbox-start-failed = De virtuele server kan niet worden gestart.
msgbox-port-in-use = De poort wordt door een ander programma gebruikt.
msgbox-unsaved = Wilt u de wijzigingen opslaan?
msgbox-terminate-all = Wilt u alle sessies beëindigen?
msgbox-delete-messages = Wilt u de geselecteerde berichten verwijderen?
msgbox-no-sessions = Er zijn geen huidige sessies.
msgbox-queue-empty = De wachtrij bevat geen berichten.

field-comment = Op&merking

reach-now = Geldt: direct
reach-new-connections = Geldt: nieuwe verbindingen
reach-restart = Geldt: na herstart

btn-help = &Help
btn-properties = &Eigenschappen…
btn-retry = &Opnieuw proberen
btn-copy = &Kopiëren
btn-copy-all = &Alles kopiëren
btn-create = Maken
btn-details = &Details
btn-show-field = &Veld weergeven
btn-stop-waiting = Niet langer wachten

common-with-colon = { $label }:
common-quoted = “{ $text }”
common-optional = { $label } (optioneel)
common-range = { $min } tot en met { $max }
common-on = Aan
common-off = Uit
common-unknown = Onbekend
common-never = Nooit
common-please-wait = Even geduld…
common-no-items = Er zijn geen items om in deze weergave te laten zien.
common-items = { $count ->
        [one] { $count } item
       *[other] { $count } items
    }
common-selected = { $count ->
        [one] { $count } item geselecteerd
       *[other] { $count } items geselecteerd
    }
common-changes-refused = De wijzigingen zijn niet opgeslagen.
common-issues = { $count ->
        [one] { $count } vermelding moet worden gecorrigeerd.
       *[other] { $count } vermeldingen moeten worden gecorrigeerd.
    }

val-required = Dit veld mag niet leeg zijn.
val-number = Typ een geheel getal.
val-invalid-address = Typ een geldig e-mailadres, zoals anna@example.com.
val-password-short = { $count ->
        [one] Het wachtwoord moet minstens { $count } teken bevatten.
       *[other] Het wachtwoord moet minstens { $count } tekens bevatten.
    }

state-error = Fout
state-pause-note = Onderbroken: geen nieuwe verbindingen; wachtende e-mail wordt nog wel bezorgd.

msgbox-engine-failed = De e-mailservice kan niet worden gestart.
val-invalid-host = Typ een hostnaam, zoals smtp.example.com, of een IP-adres tussen vierkante haken.
