### The New SMTP Virtual Server Wizard.

wiz-vs-title = 新建 SMTP 虚拟服务器向导
wiz-vs-create = 创建一个新的 SMTP 虚拟服务器
wiz-vs-name-prompt = 为 SMTP 虚拟服务器键入一个名称
wiz-vs-select-ip = 选择 IP 地址
wiz-vs-home-directory = 主目录
wiz-vs-default-domain = 默认域
wiz-vs-all-unassigned = (全部未分配)
wiz-vs-bind-conflict = 该 IP 地址和 TCP 端口已被其他虚拟服务器使用。更改之前，无法启动新的虚拟服务器。是否继续？
wiz-vs-delete-confirm = 确实要删除此虚拟服务器吗？
wiz-vs-welcome = 此向导将创建一个新的 SMTP 虚拟服务器。
wiz-vs-purpose = 此服务器用于
wiz-vs-for-office = 本单位的邮件程序和设备(&D)
wiz-vs-for-office-note = 匿名访问已禁用：发送邮件的人必须登录。
wiz-vs-for-internet = 来自 Internet 的邮件(&M)
wiz-vs-for-internet-note = 匿名访问已启用，但仅限发往您自己的域的邮件。
wiz-vs-name-hint = 建议您使用描述该虚拟服务器功能的名称，如“客户端访问虚拟服务器”。
wiz-vs-select-ip-prompt = 选择此 SMTP 虚拟服务器将要绑定到的 IP 地址
wiz-vs-also-listen = 同时侦听端口 587 和 465(&A)
wiz-vs-also-listen-note = 邮件程序会首先尝试这些端口。
wiz-vs-port-privilege = 只有具备特殊权限才能打开端口 { $port }。{ $cure }
wiz-vs-use-port = 改用端口 { $port }(&U)
wiz-vs-created = “{ $server }”已创建并正在运行。
wiz-vs-created-stopped = “{ $server }”已创建，但在更改地址或端口之前将保持停止状态。
wiz-first-port-note = “{ $server }”侦听端口 { $port }，因为无法打开端口 25：{ $reason }

wiz-vs-port-hint = 来自其他服务器的邮件到达端口 25。
