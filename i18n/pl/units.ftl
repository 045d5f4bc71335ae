### Sizes, spans of time, dates and lists.

unit-bytes = { $count ->
        [one] { $count } bajt
        [few] { $count } bajty
        [many] { $count } bajtów
       *[other] { $count } bajtu
    }
unit-kb = { $number } KB
unit-mb = { $number } MB
unit-gb = { $number } GB
unit-percent = { $number }%
unit-milliseconds = { $count } ms
unit-seconds = { $count ->
        [one] { $count } sekunda
        [few] { $count } sekundy
        [many] { $count } sekund
       *[other] { $count } sekundy
    }
unit-minutes = { $count ->
        [one] { $count } minuta
        [few] { $count } minuty
        [many] { $count } minut
       *[other] { $count } minuty
    }
unit-hours = { $count ->
        [one] { $count } godzina
        [few] { $count } godziny
        [many] { $count } godzin
       *[other] { $count } godziny
    }
unit-days = { $count ->
        [one] { $count } dzień
        [few] { $count } dni
        [many] { $count } dni
       *[other] { $count } dnia
    }
unit-two-spans = { $larger } { $smaller }

list-separator = { $start }, { $next }
list-last = { $start } i { $last }
list-more = { $count ->
        [one] { $start } i jeszcze { $count }
        [few] { $start } i jeszcze { $count }
        [many] { $start } i jeszcze { $count }
       *[other] { $start } i jeszcze { $count }
    }

date-long = { $day } { $month ->
        [1] stycznia
        [2] lutego
        [3] marca
        [4] kwietnia
        [5] maja
        [6] czerwca
        [7] lipca
        [8] sierpnia
        [9] września
        [10] października
        [11] listopada
       *[other] grudnia
    } { $year }
date-and-time = { $date }, { $time }
