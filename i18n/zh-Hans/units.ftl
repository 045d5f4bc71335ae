### Sizes, spans of time, dates and lists.

unit-bytes = { $count } 字节
unit-kb = { $number } KB
unit-mb = { $number } MB
unit-gb = { $number } GB
unit-percent = { $number }%
unit-milliseconds = { $count } 毫秒
unit-seconds = { $count } 秒
unit-minutes = { $count } 分钟
unit-hours = { $count } 小时
unit-days = { $count } 天
unit-two-spans = { $larger } { $smaller }

list-separator = { $start }、{ $next }
list-last = { $start }和{ $last }
list-more = { $start } 以及另外 { $count } 个

date-long = { $year }年{ $month }月{ $day }日
date-and-time = { $date } { $time }
