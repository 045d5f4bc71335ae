### Queues and Find Messages.

q-viewer = 队列查看器
q-protocol = 协议
q-source = 来源
q-num-messages = 邮件数
q-total-size = 邮件总大小 (KB)
q-oldest = 最早邮件的提交时间
q-next-retry = 下次连接重试时间
q-additional-info = 其他队列信息
q-freeze = 冻结(&F)
q-unfreeze = 取消冻结(&U)
q-force = 强制连接(&C)
q-find = 查找邮件(&M)…
q-delete-ndr = 删除(发送 NDR)(&W)
q-delete-no-ndr = 删除(不发送 NDR)(&D)
q-delete-all-ndr = 删除所有邮件(发送 NDR)(&D)
q-delete-all-no-ndr = 删除所有邮件(不发送 NDR)(&A)
q-disable-outbound = 禁用出站邮件(&O)
q-enable-outbound = 启用出站邮件(&N)
q-settings = 设置(&S)…
q-refresh-rate = 队列刷新频率
q-state-active = 活动
q-state-ready = 就绪
q-state-retry = 重试
q-state-scheduled = 已计划
q-state-remote = 远程
q-state-frozen = 已冻结
q-state-frozen-there = 目标已冻结
q-local-delivery = 本地传递
q-awaiting-lookup = 等待目录查找的邮件
q-waiting-route = 等待路由的邮件
q-pending-submission = 等待提交的邮件
q-dsn-pending = 等待提交的 DSN 邮件
q-failed-retry = 失败邮件重试队列
q-deferred = 排队等待延迟传递的邮件
q-unreachable = 当前无法到达最终目标
q-remote-delivery = 远程传递

find-title = 查找邮件
find-limit = 搜索中列出的邮件数(&O)
find-state = 显示状态如下的邮件(&M)
find-all = 所有邮件
find-now = 立即查找(&F)
find-new = 新搜索(&N)
find-size = 大小
find-subject = 主题
find-priority = 优先级
find-received = 接收时间

q-freeze-note = 保留，直到取消冻结
q-unfreeze-note = 允许再次发送
q-force-note = 立即尝试，而不等待下次重试
q-disable-outbound-note = 将此服务器的所有出站邮件保留在队列中

q-col-messages = 邮件数
q-col-size = 大小 (KB)
q-col-oldest = 最早
q-col-next = 下次重试
q-state-disabled = 已禁用
q-state-stopped = 服务器已停止
q-local = { $name } (本地)
q-more = 列出了 { $total } 个目标中的 { $shown } 个。

q-why-none = 选择一个目标可查看其最近一次应答。
q-why-active = 邮件正在传送中。
q-why-ready = 一有空闲连接，邮件就会发出。
q-why-retry = 上次尝试失败；将自动重试。
q-why-frozen = 此目标已冻结：新邮件仍会进入，但在取消冻结前不会发出任何邮件。
q-why-messages-frozen = 这里的每封邮件都已冻结，等待取消冻结。
q-why-disabled = 此服务器的出站邮件已禁用；邮件正在等待。
q-why-stopped = 虚拟服务器未运行；邮件将等到它启动。
q-frozen-messages = 有 { $count } 封邮件被单独冻结。
q-answer = 最近一次应答，{ $time }：{ $text }
q-no-answer = 尚无应答。

q-disable-all-note = 邮件仍可进入并等待；只有本地邮箱会收到邮件
q-enable-all-note = 在所有服务器上发出正在等待的邮件
q-ask-freeze = 是否冻结 { $name }？
q-ask-freeze-note = 冻结：保留，直到取消冻结。新邮件仍会进入并等待；正在移交的邮件会完成移交。
q-ask-disable = 是否在所有服务器上禁用出站邮件？
q-ask-delete = 是否删除此邮件？
q-ask-delete-some = 是否删除 { $count } 封邮件？
q-ask-delete-all = 是否删除发往 { $name } 的 { $count } 封邮件？
q-ask-freeze-count = { $count ->
        [0] 目前没有邮件在那里等待。
       *[other] 目前有 { $count } 封邮件在那里等待。
    }
q-ask-enable = 是否在所有服务器上启用出站邮件？
q-ask-enable-note = 正在等待的邮件会立即发出。目前保留出站邮件的服务器：{ $servers }
q-ask-message = 从 { $from } 发往 { $to }
q-ask-message-about = “{ $subject }”，从 { $from } 发往 { $to }
q-delete-others-note = 同一邮件在其他目标的收件人仍会收到邮件。
q-ask-badmail = 是否将此邮件移到死信目录？
q-ask-badmail-some = 是否将 { $count } 封邮件移到死信目录？
q-delete-ndr-note = 邮件不会再发出，发件人会收到说明此事的报告。此操作无法撤消。
q-delete-no-ndr-note = 邮件不会再发出，也不会通知任何人。此操作无法撤消。
q-badmail-note = 邮件将离开队列，与说明原因的文件一起存放在那里。不会通知任何人。
q-badmail-some-note = 这些邮件将离开队列，各自与说明原因的文件一起存放在那里。不会通知任何人。
q-badmail = 移到死信目录(&B)
q-retry-now = 立即重试(&R)
q-done = 涉及 { $count } 封邮件。
q-later = 另有 { $count } 封正在传送，将在其尝试结束后处理。

find-hint = 填写已知的内容(也可不填)，然后选择“立即查找”。
find-searching = 正在查找…
find-nothing = 未找到邮件。
find-shown = 已列出：{ $shown } / { $total }
find-shown-selected = 已列出：{ $shown } / { $total }。已选择：{ $selected }
find-scope = 仅限“{ $server }”中发往 { $name } 的邮件
find-and-more = { $first } 等，另有 { $count } 个

q-message = 邮件
q-message-id = 邮件编号
q-message-gone = 此邮件已离开队列。
q-attempts = 尝试次数
q-expires = 过期时间
q-delivered = 已送达
q-failed = 已放弃
q-made-here = 由此服务器生成
