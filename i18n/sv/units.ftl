### Sizes, spans of time, dates and lists.

unit-bytes = { $count } byte
unit-kb = { $number } kB
unit-mb = { $number } MB
unit-gb = { $number } GB
unit-percent = { $number } %
unit-milliseconds = { $count } ms
unit-seconds = { $count ->
        [one] { $count } sekund
       *[other] { $count } sekunder
    }
unit-minutes = { $count ->
        [one] { $count } minut
       *[other] { $count } minuter
    }
unit-hours = { $count ->
        [one] { $count } timme
       *[other] { $count } timmar
    }
unit-days = { $count ->
        [one] { $count } dag
       *[other] { $count } dagar
    }
unit-two-spans = { $larger } { $smaller }

list-separator = { $start }, { $next }
list-last = { $start } och { $last }
list-more = { $start } och { $count } till

date-long = { $day } { $month ->
        [1] januari
        [2] februari
        [3] mars
        [4] april
        [5] maj
        [6] juni
        [7] juli
        [8] augusti
        [9] september
        [10] oktober
        [11] november
       *[other] december
    } { $year }
date-and-time = { $date } { $time }
