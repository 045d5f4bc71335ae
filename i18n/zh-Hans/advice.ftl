### Test security, explain, impact, transcript.

verify-title = 测试安全性

explain-title = 这会被接受吗？
explain-why-refused = 为何被拒绝？

impact-title = 会影响谁？

transcript-title = 会话记录

testmsg-title = 发送测试邮件
testmsg-to = 发送到(&T)
testmsg-send = 发送(&N)
testmsg-subject = 来自 Postkontor 的测试邮件
testmsg-body = 如果您能看到此内容，说明来自“{ $server }”的邮件可以送达。
testmsg-running = 正在发送…
testmsg-delivered = 已在 { $duration }内送达邮箱 { $address }。
testmsg-handed-over = { $host } 已接受发往 { $address } 的邮件。是否送达邮箱，只能在该邮箱中查看。
testmsg-waiting = 尚未送达：{ $reason }下次尝试：{ $time }。
testmsg-failed = 测试邮件无法送达：{ $reason }
testmsg-from = 发件地址(&F)
testmsg-door = 提交到(&I)
testmsg-address = 设备地址(&D)
testmsg-show-queue = 显示队列(&Q)
testmsg-way-smart-host = 邮件将立即通过 { $host } 发送，不经过队列。
testmsg-way-direct = 邮件将立即直接发送到收件人的邮件服务器，不经过队列。
testmsg-way-server = 邮件像由邮件程序提交一样交给服务器，然后从队列传递。
testmsg-way-device = 邮件像来自设备“{ $name }”一样提交：以该设备地址的权限为准。邮件从队列传递。
testmsg-no-server = 没有正在运行的虚拟服务器可以接收此邮件。请先启动一个。
testmsg-log-on-note = 如果不填写用户名，测试将不登录。
testmsg-saved-note = 测试使用已保存的内容：要测试您的更改，请先选择“确定”。
testmsg-certificate-note = 不检查服务器的证书。
testmsg-clear-note = 邮件不加密发送，因为此设备允许这样做。
testmsg-queued = “{ $server }”已将邮件放入队列，并将从队列传递。
testmsg-sent-from = 这是计算机 { $computer } 上的 Postkontor 发送的测试邮件，无需回复。

test-step-look-up = 已解析名称：{ $words }
test-step-connect = 已连接到 { $words }
test-step-greeting = 服务器应答：{ $words }
test-step-encrypt = 连接已加密：{ $words }
test-step-log-on = 已登录：{ $words }
test-own-name = 此虚拟服务器的完全限定的域名无效。请在“传递”>“高级”中更正。
test-timed-out = { $host } 未及时应答。请检查名称、端口和加密方式，以及防火墙是否允许该连接。
test-closed = { $host } 未作任何应答就关闭了连接。请检查端口和加密方式。
test-no-password = 没有为 { $host } 保存密码。请键入密码。
test-log-on-not-offered = { $host } 在此端口上不提供使用用户名和密码登录。请选择其他端口或加密方式，或不登录。
test-log-on-in-clear = 如果不加密，{ $host } 的密码可能会在网络上被读取，因此未发送。请选择 STARTTLS 或 SSL/TLS，或明确允许。
test-log-on-odd = { $host } 未遵守其提供的登录方式。请在“出站安全”中选择其他方式，或询问其管理员。
test-log-on-unproven = { $host } 无法证明其知道密码：可能有其他计算机冒充它。未发送任何内容。
test-step-in-clear = 无法建立加密连接，因此与实际传递时一样，继续以不加密方式进行。
test-step-no-log-on = 未登录：服务器仅根据地址判断。
test-step-sender = 已接受发件人：{ $words }
test-step-recipient = 已接受收件人：{ $words }
test-step-content = 已接受邮件：{ $words }
test-sender-refused = { $host } 拒绝了发件人。应答：{ $answer }
test-recipient-refused = { $host } 拒绝了收件人。应答：{ $answer }
test-content-refused = { $host } 拒绝了邮件。应答：{ $answer }
test-null-mx = { $host } 根本不接收邮件：其 DNS 记录如此声明。
test-ourselves = { $host } 指回本程序：邮件会循环往复。
test-not-running = 虚拟服务器已不在此地址上运行。请启动它，或选择其他地址。
test-no-smtputf8 = { $host } 不接受含有英文字母以外字符的地址。请使用其他地址。
test-too-big = { $host } 连这么小的邮件也不接受。
test-outcome-unknown = 与 { $host } 的连接在邮件得到确认之前就已结束。邮件仍可能已送达。
