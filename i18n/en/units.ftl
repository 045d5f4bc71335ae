### Sizes, spans of time, dates and lists.

unit-bytes = { $count ->
        [one] { $count } byte
       *[other] { $count } bytes
    }
unit-kb = { $number } KB
unit-mb = { $number } MB
unit-gb = { $number } GB
unit-percent = { $number }%
unit-milliseconds = { $count } ms
unit-seconds = { $count ->
        [one] { $count } second
       *[other] { $count } seconds
    }
unit-minutes = { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
unit-hours = { $count ->
        [one] { $count } hour
       *[other] { $count } hours
    }
unit-days = { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
unit-two-spans = { $larger } { $smaller }

list-separator = { $start }, { $next }
list-last = { $start } and { $last }
list-more = { $count ->
        [one] { $start } and { $count } more
       *[other] { $start } and { $count } more
    }

date-long = { $day } { $month ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[other] December
    } { $year }
date-and-time = { $date }, { $time }
