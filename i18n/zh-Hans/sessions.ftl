### Current Sessions.

ses-user = 用户
ses-from = 来自
ses-connected-time = 连接时间
ses-terminate = 终止(&T)
ses-terminate-all = 全部终止(&A)
ses-server = 服务器
ses-encrypted = 已加密
ses-messages = 邮件数
ses-doing = 上一条命令
ses-not-logged-on = (未登录)

ses-transcript = 会话记录(&R)…
ses-block = 阻止地址(&B)…
ses-blocks = 已阻止的地址(&D)…
ses-unblock = 取消阻止(&U)
ses-last-reply = 最近一次应答
ses-block-address = 地址或子网(&A)
ses-block-span = 时长(&L)
ses-block-until = 截止时间
ses-block-why = 原因
ses-block-by-hand = 手动阻止
ses-block-failures = 失败次数过多，第 { $count } 次阻止
ses-blocks-empty = 没有被阻止的地址。
ses-block-note = 来自该地址的会话立即结束；到期之前，来自该地址的任何客户端都无法连接。
ses-tls-failed = 失败
ses-ended = { $reply }（{ $time } 结束）
ses-left = 客户端关闭了连接（{ $time }）
ses-more = 列出了 { $total } 个会话中最近的 { $shown } 个。
ses-terminate-note = 客户端可以立即重新连接。要拒绝某个客户端，请阻止其地址。
ses-transcript-cut = 更早的内容已不再保留。
ses-transcript-gone = 此会话已不再保留。
ses-transcript-note = C 为客户端，S 为服务器。密码显示为 ***，邮件只显示大小。
ses-rule = 被规则拒绝：{ $rule }
