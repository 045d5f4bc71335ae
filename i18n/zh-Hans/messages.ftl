### The Messages tab.

msg-specify = 指定以下邮件信息
msg-limit-size = 限制邮件大小为(KB)(&M)
msg-limit-session = 限制会话大小为(KB)(&L)
msg-limit-per-connection = 限制每个连接的邮件数为(&N)
msg-limit-recipients = 限制每封邮件的收件人数为(&O)
msg-ndr = 未送达报告 (NDR)
msg-ndr-copy = 将未送达报告的副本发送到(&S)
msg-badmail = 死信目录(&B)
msg-queue-dir = 队列目录(&Q)
msg-forward-unresolved = 将所有含有无法解析的收件人的邮件转发到主机(&F)
msg-message-data = 邮件数据
msg-recipient = 收件人(&E)
msg-sender = 发件人(&S)
msg-limit-size-note = 发件人在发送前会得知此限制。
msg-limit-per-connection-note = 出站：达到此邮件数后将打开新的连接。
msg-limit-recipients-note = Internet 标准要求至少为 100。
msg-report-language = 报告语言(&G)
msg-badmail-note = 留空则为数据文件夹中的 { $folder }。
msg-forward-note = 留空时，拒绝发往不存在的名称的邮件。
msg-pickup = 发送拾取目录中的邮件(&U)
msg-pickup-note = 移入数据文件夹中 { $folder } 的完整 .eml 文件将被发送。不是邮件的文件进入死信目录。
