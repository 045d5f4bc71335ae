### Test security, explain, impact, transcript.

verify-title = 测试安全性

explain-title = 这会被接受吗？
explain-why-refused = 为何被拒绝？

impact-title = 会影响谁？

transcript-title = 会话记录

testmsg-title = 发送测试邮件
testmsg-to = 发送到(&T)
testmsg-send = 发送(&S)
testmsg-subject = 来自 Postkontor 的测试邮件
testmsg-body = 如果您能看到此内容，说明来自“{ $server }”的邮件可以送达。
testmsg-running = 正在发送…
testmsg-delivered = 已在 { $duration }内送达邮箱 { $address }。
testmsg-handed-over = { $host } 已接受发往 { $address } 的邮件。是否送达邮箱，只能在该邮箱中查看。
testmsg-waiting = 尚未送达：{ $reason }下次尝试：{ $time }。
testmsg-failed = 测试邮件无法送达：{ $reason }

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
