### Sizes, spans of time, dates and lists.

unit-bytes = { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
unit-kb = { $number } kB
unit-mb = { $number } MB
unit-gb = { $number } GB
unit-percent = { $number }%
unit-milliseconds = { $count } ms
unit-seconds = { $count ->
        [one] { $count } seconde
       *[other] { $count } seconden
    }
unit-minutes = { $count ->
        [one] { $count } minuut
       *[other] { $count } minuten
    }
unit-hours = { $count } uur
unit-days = { $count ->
        [one] { $count } dag
       *[other] { $count } dagen
    }
unit-two-spans = { $larger } { $smaller }

list-separator = { $start }, { $next }
list-last = { $start } en { $last }
list-more = { $count ->
        [one] { $start } en nog { $count }
       *[other] { $start } en nog { $count }
    }

date-long = { $day } { $month ->
        [1] januari
        [2] februari
        [3] maart
        [4] april
        [5] mei
        [6] juni
        [7] juli
        [8] augustus
        [9] september
        [10] oktober
        [11] november
       *[other] december
    } { $year }
date-and-time = { $date } { $time }
