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
