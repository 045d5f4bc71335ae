### The property sheet: its tabs and the General tab.

tab-general = 常规
tab-access = 访问
tab-messages = 邮件
tab-delivery = 传递

gen-ip-address = IP 地址(&I)
gen-tcp-port = TCP 端口(&T)
gen-limit-connections = 限制连接数为(&L)
gen-connection-timeout = 连接超时(分钟)(&C)
gen-enable-logging = 启用日志记录(&E)
gen-log-format = 活动日志格式(&A)
gen-adv-title = 高级
gen-adv-multiple = 为此虚拟服务器配置多个标识
gen-adv-filter-enabled = 已启用筛选器
gen-ident-title = 标识
gen-ident-apply-filter = 应用筛选器(&A)
gen-ident-apply-sender-filter = 应用发件人筛选器(&S)
gen-ident-apply-recipient-filter = 应用收件人筛选器(&R)
gen-ident-apply-connection-filter = 应用连接筛选器(&C)
gen-ident-duplicate = 此 IP 地址和 TCP 端口已在使用中。

log-iis = Microsoft IIS 日志文件格式
log-ncsa = NCSA 公用日志文件格式
log-odbc = ODBC 日志记录
log-w3c = W3C 扩展日志文件格式
log-schedule = 新日志计划
log-hourly = 每小时(&O)
log-daily = 每天(&D)
log-weekly = 每周(&W)
log-monthly = 每月(&M)
log-unlimited-size = 不限制文件大小(&U)
log-size-reaches = 当文件大小达到(&F)
log-directory = 日志文件目录(&L)
log-file-name = 日志文件名
log-local-time = 使用本地时间进行文件命名和更新(&T)
log-fields = 扩展日志选项(&E)
log-f-date = 日期
log-f-time = 时间
log-f-client-ip = 客户端 IP 地址
log-f-user-name = 用户名
log-f-service-name = 服务名
log-f-server-name = 服务器名
log-f-method = 方法
log-f-status = 协议状态
log-f-bytes-sent = 发送的字节数
log-f-bytes-received = 接收的字节数
log-f-time-taken = 所用时间
log-title = 扩展日志记录属性
log-f-server-ip = 服务器 IP 地址
log-f-server-port = 服务器端口
log-f-uri-stem = URI 资源
log-f-uri-query = URI 查询
log-f-win32-status = Win32 状态
log-f-protocol-version = 协议版本
log-f-host = 主机
log-f-user-agent = 用户代理
log-f-cookie = Cookie
log-f-referer = 引用页
log-megabytes = MB
log-directory-note = Postkontor 文件夹中的一个文件夹，例如 logs。
log-fields-note = 其中某些字段在 SMTP 中没有对应内容，此时只写连字符。

binding-encryption = 加密(&E)

gen-properties-title = { $server } 属性
gen-identities = 地址(&D)
gen-several-addresses = (多个)
gen-start-automatically = 随 Postkontor 一起启动此服务器(&T)
gen-session-maximum = 最长会话时间(分钟)(&L)
gen-disk-reserve = 保留的可用磁盘空间(MB)(&S)
gen-disk-reserve-note = 未选中时：{ $mb } MB 或磁盘的 2%，取较大者。低于此值时不接受新邮件。
gen-limit-per-address = 限制每个地址的连接数为(&N)
gen-identity-last = 无法删除最后一个地址。
gen-group-connections = 连接

enc-starttls = STARTTLS
enc-tls = SSL/TLS
enc-none = 不加密
enc-starttls-note = 连接以明文开始，随后加密（常用于端口 25 和 587）。
enc-tls-note = 连接从一开始就加密（常用于端口 465）。
log-keep = 日志文件保留时间(&K)
log-days = 天
log-keep-note = 0 到 36,500；0 = 永久保留
log-all-servers = 所有服务器
log-facts = 记住 30 天内连接和登录的客户端(&B)
log-facts-note = 用于在更改前指出谁会受到影响。只保留地址、帐户名和次数，绝不保留邮件内容。
