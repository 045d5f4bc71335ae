### Words that many dialogs share: buttons, fields, states, what a field accepts, message boxes, the reach of a change.

btn-ok = 确定
btn-cancel = 取消
btn-apply = 应用(&P)
btn-close = 关闭(&C)
btn-next = 下一步(&N)
btn-back = 上一步(&B)
btn-finish = 完成(&F)
btn-add = 添加(&A)…
btn-remove = 删除(&R)
btn-edit = 编辑(&E)…
btn-modify = 修改(&M)…
btn-browse = 浏览(&R)…
btn-configure = 配置(&O)…
btn-advanced = 高级(&V)…
btn-move-up = 上移(&U)
btn-move-down = 下移(&D)
btn-yes = 是(&Y)
btn-no = 否(&N)

field-name = 名称(&A)
field-value = 值
field-description = 描述

state-label = 状态
state-running = 正在运行
state-stopped = 已停止
state-paused = 已暂停
state-starting = 正在启动…
state-stopping = 正在停止…

common-note = 注意
common-default = 默认
common-server = 服务器
common-client = 客户端
common-minutes = 分钟
common-hours = 小时
common-days = 天
common-unlimited = 无限制
common-none = (无)
common-warning = 警告
common-error = 错误
common-restart-required = 更改将在重新启动虚拟服务器后生效。

val-name-required = 请键入名称。
val-name-in-use = 该名称已在使用中。
val-invalid-ip = 请键入有效的 IP 地址。
val-invalid-mask = 子网掩码无效。
val-invalid-port = 请键入 1 到 65535 之间的端口号。
val-invalid-domain = 请键入有效的域名。
val-range = 请键入 { $min } 到 { $max } 之间的数字。
val-session-lt-message = 会话大小限制不能小于邮件大小限制。
val-domain-gt-total = 每个域的限制不能大于连接总数。
val-delay-ge-expiration = 延迟通知时间必须短于过期超时时间。
val-entry-exists = 该项已在列表中。
val-no-auth-method = 请至少选择一种身份验证方法。
val-clear-text-warning = 密码将以未加密的形式在网络上传输。是否继续？
val-wrong-password = 密码不正确。
val-passwords-differ = 密码不匹配。
val-file-overwrite = 文件已存在。是否替换？

msgbox-start-failed = 无法启动虚拟服务器。
msgbox-port-in-use = 该端口正由其他程序使用。
msgbox-unsaved = 是否保存更改？
msgbox-terminate-all = 是否终止所有会话？
msgbox-delete-messages = 是否删除所选邮件？
msgbox-no-sessions = 没有当前会话。
msgbox-queue-empty = 队列中没有邮件。

field-comment = 备注(&C)

reach-now = 生效：立即
reach-new-connections = 生效：新连接
reach-restart = 生效：重新启动后

btn-help = 帮助(&H)
btn-properties = 属性(&R)…
btn-retry = 重试(&T)
btn-copy = 复制(&O)
btn-copy-all = 全部复制(&E)
btn-create = 创建
btn-details = 详细信息(&D)
btn-show-field = 转到该字段(&S)
btn-stop-waiting = 停止等待

common-with-colon = { $label }:
common-quoted = “{ $text }”
common-optional = { $label }(可选)
common-range = { $min } 到 { $max }
common-on = 开
common-off = 关
common-unknown = 未知
common-never = 从不
common-please-wait = 请稍候…
common-no-items = 此视图中没有可显示的项目。
common-items = { $count } 个项目
common-selected = 已选择 { $count } 个项目
common-changes-refused = 更改未保存。
common-issues = 有 { $count } 处需要更正。

val-required = 此字段不能为空。
val-number = 请键入一个整数。
val-invalid-address = 请键入有效的电子邮件地址，例如 anna@example.com。
val-password-short = 密码至少需要 { $count } 个字符。

state-error = 错误
state-pause-note = 已暂停：不接受新连接；仍会传递等待中的邮件。

msgbox-engine-failed = 无法启动邮件服务。
val-invalid-host = 请输入主机名，例如 smtp.example.com，或用方括号括起的 IP 地址。
