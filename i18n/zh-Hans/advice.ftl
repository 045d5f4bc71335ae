### Test security, explain, impact, transcript.

verify-title = 测试安全性

explain-title = 这会被接受吗？
explain-why-refused = 为何被拒绝？

impact-title = 会影响谁？

transcript-title = 会话记录
