### The tree and the columns of the lists.

tree-administrative-groups = 管理组
tree-administrative-group = 管理组
tree-servers = 服务器
tree-server-name = <服务器名>
tree-protocols = 协议
tree-smtp = SMTP
tree-smtp-protocol-object = SMTP 协议对象
tree-virtual-server = 虚拟服务器
tree-smtp-virtual-server = SMTP 虚拟服务器
tree-default-smtp-vs = 默认 SMTP 虚拟服务器
tree-current-sessions = 当前会话
tree-queues = 队列
tree-domains = 邮件域
tree-overview = 概述
tree-accounts = 帐户
tree-certificates = 证书
tree-logs = 日志
tree-devices = 设备
tree-root = Postkontor
tree-aliases = 别名
tree-empty-servers = 还没有 SMTP 虚拟服务器。要创建一个，请右键单击“SMTP”，指向“新建”，然后单击“SMTP 虚拟服务器”。
tree-empty-accounts = 还没有帐户。要通过此服务器发送邮件，每个人都需要一个帐户。
tree-empty-devices = 还没有设备。
tree-empty-domains = 还没有邮件域。发往所有域的邮件都会转发出去。

col-port = 端口
col-server = 虚拟服务器
col-sessions = 会话数
col-certificate = 证书
col-addresses = 地址
col-last-log-on = 上次登录
