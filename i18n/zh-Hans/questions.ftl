### Questions that are asked before something is done.

ask-continue = 是否继续？
ask-apply-anyway = 仍然应用(&A)
ask-go-back = 返回(&G)
ask-lock-out-empty = 已选择“仅以下列表”，而列表为空：任何人都无法连接到“{ $server }”，包括此计算机。
ask-lock-out-self = 您自己的地址 { $address } 将无法再连接到“{ $server }”。
ask-open-relay-list = 如果选择“以下列表除外”，不在列表中的每台计算机都可以通过“{ $server }”向任何域发送邮件。
ask-open-relay-network = 条目 { $network } 会允许全世界的任何计算机进行中继。
ask-nobody-can-log-on = 未选择任何身份验证方法：没有人能通过“{ $server }”发送邮件。
ask-postmaster = 发往 postmaster 的邮件必须有人接收。添加邮件域 { $domain } 之前，请先选择一个帐户。
ask-delete-server = 是否删除“{ $server }”？
ask-delete-server-queued = 仍有 { $count } 封邮件在其队列中等待。
ask-queued-other-server = 通过“{ $server }”传递(&D)
ask-queued-return = 退回给发件人(&R)
ask-stop-sessions = { $count } 个会话将被终止。
ask-edits-title = 设置文件已被手动更改
ask-edits-text = { $file } 已在 Postkontor 之外被更改（{ $time }）。是否使用这些更改？
ask-edits-load = 使用更改后的文件(&U)
ask-edits-keep = 保留当前使用的设置(&K)
ask-edits-kept-copy = 另一个版本会保留在“更改历史”中。
ask-edits-comments = 重写文件时无法保留其中的注释。当前文件会保留在“更改历史”中。
ask-second-title = Postkontor 已在运行
ask-second-text = 另一个 Postkontor（进程 { $process }）正在使用数据文件夹 { $home }。请先将其关闭，或使用其他数据文件夹打开此程序。
ask-close-title = 关闭 Postkontor
ask-close-text = 邮件服务在此程序中运行。关闭窗口时应如何处理？
ask-close-keep = 继续在后台运行(&K)
ask-close-quit = 完成会话后退出(&F)
ask-close-waiting = 正在完成 { $count } 个会话…
ask-close-now = 立即退出(&Q)
ask-impact = 回顾 { $span }：将有 { $count } 次登录或邮件被拒绝。

ask-delete-undo = 可用“撤消”恢复。
ask-close-ends = 邮件服务在此程序中运行，并随程序一起结束。
ask-close-mail-waits = 等待的邮件保留在队列中，再次打开 Postkontor 后发送。
ask-edits-use = 设置或帐户已在 Postkontor 之外被更改。是否使用这些更改？
