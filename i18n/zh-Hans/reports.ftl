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
trouble-office = 本单位的外发设置需要由管理员修复。
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
report-subject-arrived = 您的邮件已送达
report-arrived = 您在 { $time } 发送的邮件已送到：
report-arrived-subject = 您在 { $time } 发送的邮件“{ $subject }”已送到：
report-asked-for = 此通知应您的要求发送。此处无法得知邮件是否已被阅读。
report-in-mailbox = 邮件已在邮箱中。
report-expanded = 邮件已发送给此地址所代表的所有人。
report-relayed = 邮件已转交给服务器 { $host }，该服务器不会报告后续情况。
trouble-eight-bit = 服务器 { $host } 只接收纯 ASCII 邮件，而此邮件含有其他字符。请以附件形式发送，或去掉这些字符。
trouble-utf8 = 服务器 { $host } 无法处理含有非 ASCII 字符的地址。请使用发件人或收件人的其他地址。
trouble-too-large = 邮件超过了服务器 { $host } 接收的大小（{ $limit }）。
trouble-deleted = 邮件服务器的管理员已将该邮件从队列中删除。
trouble-interrupted = 邮件服务器正在重新启动。
trouble-quota = 邮箱 { $address } 已满。
trouble-mailbox-said = 邮箱 { $address } 未接收该邮件：{ $answer }
answer-smart-host-unknown = 智能主机 { $host } 在 DNS 中不存在。请在“{ $place }”中更正其名称。
answer-smart-host-us = 智能主机 { $host } 就是此服务器本身。请在“{ $place }”中选择其他主机。
answer-forward-unknown = 用于接收含有无法解析的收件人的邮件的主机 { $host } 在 DNS 中不存在。请在“{ $place }”中更正其名称。
answer-forward-us = 含有无法解析的收件人的邮件被转发到 { $host }，而它就是此服务器本身。请在“{ $place }”中选择其他主机。
answer-mailbox = 目前无法写入邮箱：{ $reason }

## 就证书写给 postmaster 的信

notice-subject-expires = { $name } 的证书即将过期
notice-subject-expired = { $name } 的证书已过期
notice-certificate-expires = 虚拟服务器“{ $server }”的证书“{ $certificate }”将于 { $time } 过期。
notice-certificate-expired = 虚拟服务器“{ $server }”的证书“{ $certificate }”已于 { $time } 过期。
notice-renewal-failed = 它本应自动续订，但未能成功。原因见控制台的“概述”页。
notice-renew = 续订方法：打开虚拟服务器的属性，选择“访问”选项卡，然后选择“证书”。过期后，邮件程序将拒绝发送。
notice-subject-root = 请在 { $date } 之前安装新的根证书
notice-root-replaced = 本单位证书颁发机构的根证书将于 { $date } 更换。届时，只安装了旧根证书的计算机和手机将不再信任邮件服务器，并拒绝发送。
notice-root-export = 请现在就导出新的根证书，并安装到各计算机和手机上：在控制台中选择“证书”，然后选择“为计算机和手机导出根证书”。在那一天之前，两个根证书都有效。
