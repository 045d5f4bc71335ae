### Reports to the senders of messages, and what kept a message from arriving.

report-subject-failed = 您的邮件无法送达
report-subject-delayed = 您的邮件已延迟
report-from = 这是邮件服务器 { $server }。
report-failed = 您在 { $time } 发送的邮件无法送达：
report-failed-subject = 您在 { $time } 发送的邮件“{ $subject }”无法送达：
report-delayed = 您在 { $time } 发送的邮件尚未送达：
report-delayed-subject = 您在 { $time } 发送的邮件“{ $subject }”尚未送达：
report-expired = 已反复尝试，直到过期超时。
report-given-up = 系统不会再尝试发送此邮件。供管理员参考的详细信息已附上。
report-no-action = 您无需执行任何操作：系统将继续尝试，直到 { $time }。仅在失败时才会再次通知您。

trouble-refused = 服务器 { $host } 应答：{ $answer }
trouble-unreachable = 无法连接到服务器 { $host }。
trouble-broken = 与服务器 { $host } 的连接已中断。
trouble-nonsense = 服务器 { $host } 的应答无法识别。
trouble-no-tls = 服务器 { $host } 不提供此处要求的加密。
trouble-tls-failed = 无法与 { $host } 建立加密连接：{ $reason }
trouble-office = 本办公室的外发设置需要由管理员修复。
trouble-no-domain = 域 { $domain } 不存在。
trouble-takes-no-mail = 域 { $domain } 不接收邮件。
trouble-no-address = { $domain } 的邮件服务器没有地址。
trouble-dns = DNS 未应答对 { $name } 的查询。
trouble-loops-back = 发往 { $domain } 的邮件应由此服务器接收，但该域不是它的邮件域。
trouble-no-mailbox = 此处没有邮箱 { $address }。
trouble-loop = 该邮件此前已到过邮箱 { $address }，正在循环传递。
trouble-mailbox = 目前无法写入邮箱 { $address }。
trouble-disk-full = 存放邮箱的磁盘已满。
trouble-unreadable = 无法读取已存储的邮件。
trouble-too-many-hops = 该邮件经过的服务器过多，可能正在循环传递。
