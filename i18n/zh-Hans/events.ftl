### What happened.

event-title = 最近的事件
event-server-started = “{ $server }”已启动。
event-server-stopped = “{ $server }”已停止。
event-server-paused = “{ $server }”已暂停。
event-connected = { $address } 已连接到“{ $server }”。
event-connection-refused = “{ $server }”拒绝了来自 { $address } 的连接。
event-logged-on = { $user } 已从 { $address } 登录。
event-log-on-failed = { $user } 未能从 { $address } 登录。
event-relay-refused = “{ $server }”拒绝从 { $address } 中继到 { $recipient }。
event-accepted = 已接受来自 { $sender } 的邮件，收件人 { $count } 个。
event-delivered = 已传递到 { $recipient }。
event-delayed = 尚未传递到 { $recipient }：{ $reason }
event-returned = 无法传递到 { $recipient }，已退回 { $sender }：{ $reason }
event-settings-changed = 设置已更改：{ $change }
event-certificate-renewed = “{ $server }”的临时证书已续订。
