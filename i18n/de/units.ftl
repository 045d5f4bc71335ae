### Sizes, spans of time, dates and lists.

unit-bytes = { $count ->
        [one] { $count } Byte
       *[other] { $count } Bytes
    }
unit-kb = { $number } KB
unit-mb = { $number } MB
unit-gb = { $number } GB
unit-percent = { $number } %
unit-milliseconds = { $count } ms
unit-seconds = { $count ->
        [one] { $count } Sekunde
       *[other] { $count } Sekunden
    }
unit-minutes = { $count ->
        [one] { $count } Minute
       *[other] { $count } Minuten
    }
unit-hours = { $count ->
        [one] { $count } Stunde
       *[other] { $count } Stunden
    }
unit-days = { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
unit-two-spans = { $larger } { $smaller }

list-separator = { $start }, { $next }
list-last = { $start } und { $last }
list-more = { $count ->
        [one] { $start } und { $count } weiterer
       *[other] { $start } und { $count } weitere
    }

date-long = { $day }. { $month ->
        [1] Januar
        [2] Februar
        [3] März
        [4] April
        [5] Mai
        [6] Juni
        [7] Juli
        [8] August
        [9] September
        [10] Oktober
        [11] November
       *[other] Dezember
    } { $year }
date-and-time = { $date }, { $time }
