### What is wrong: settings, ports, certificates, files, refusals.

issue-at = { $field }：{ $problem }
issue-at-line = 第 { $line } 行，{ $field }：{ $problem }
issue-empty = 此项不能为空。
issue-too-long = 内容超过 { $max } 个字符，请缩短。
issue-control = 内容包含换行符或其他控制字符，请将其删除。
issue-domain = “{ $value }”不是域名：{ $reason }
issue-domain-empty = 名称为空。
issue-domain-too-long = 名称超过 253 个字符。
issue-domain-label = “{ $label }”不是域名的有效部分。
issue-domain-character = 域名中不能使用字符“{ $character }”。
issue-domain-international = “{ $name }”不是有效的国际化域名。
issue-address = “{ $value }”不是电子邮件地址：{ $reason }
issue-address-unqualified = 缺少 @ 及其后的域名。
issue-address-local = @ 之前的部分无效。
issue-address-domain = @ 之后的部分无效：{ $reason }
issue-address-literal = 方括号中的地址无效。
issue-address-too-long = 地址超过 254 个字符。
issue-not-local = { $address } 不属于此服务器的任何邮件域。请在“邮件域”下添加该域，或使用其他地址。
issue-network-address = “{ $value }”不是 IP 地址。请键入 192.168.1.20 之类的地址或 192.168.1.0/24 之类的子网。
issue-network-mask = “{ $value }”不是子网掩码。请键入 255.255.255.0 之类的掩码或 24 之类的位数。
issue-network-unspecified = { $address } 不是计算机的地址。如果要表示所有计算机，请键入 { $address }/0。
issue-span = “{ $value }”不是时间长度。请键入数字和 s、m、h、d 之一，例如 10m。
issue-bind-address = “{ $value }”不是此计算机的地址。请选择“(全部未分配)”或其中一个 IP 地址。
issue-dns-server = “{ $value }”不是 DNS 服务器的 IP 地址。
issue-host = “{ $value }”既不是主机名，也不是 [192.0.2.1] 之类的方括号 IP 地址。
issue-folder = “{ $value }”不是数据文件夹中的文件夹。请键入 logs 之类的相对路径。
issue-thumbprint = “{ $value }”不是证书的指纹（64 位十六进制数字）。
issue-duplicate = { $value } 已在列表中（请参阅 { $first }）。请删除其中一个。
issue-binding-taken = { $binding } 已被虚拟服务器“{ $server }”使用。请选择其他地址或端口。
issue-range = { $value } 超出了 { $min } 到 { $max } 的范围。
issue-not-shorter = { $value } 不短于“{ $field }”的值 { $limit }。
issue-postmaster-missing = 发往 postmaster 的邮件必须有人接收。请在此处选择一个本地帐户。
issue-log-on-incomplete = 用户名和密码必须同时提供：请全部键入或全部留空。
issue-log-on-in-clear = 如果不加密，密码可能会在网络上被读取。请选择 STARTTLS 或 SSL/TLS，或明确允许此操作。
issue-helo-alone = HELO 不支持 STARTTLS，也不支持登录。请使用 EHLO，或不使用它们。
issue-session-below-message = 会话限制 { $session } KB 小于邮件限制 { $message } KB。

bind-failed = “{ $server }”无法侦听 { $address }。
bind-in-use-by = { $address } 正由 { $program } 使用。请停止该程序，或选择其他端口或地址。
bind-in-use = { $address } 正由其他程序使用。请停止该程序，或选择其他端口或地址。
bind-privilege = 只有具备特殊权限才能打开 1024 以下的端口，而此程序没有该权限。请安装软件包中的服务，运行“{ $command }”，或选择 2525 之类的端口。
bind-not-ours = 此计算机的网卡均没有地址 { $address }。请选择其他地址或“(全部未分配)”。
bind-other = 无法使用 { $address }：{ $reason }请选择其他端口或地址。

chain-no-certificate = { $file } 中没有证书。应为包含 BEGIN CERTIFICATE 行的 PEM 文件。
chain-no-key = { $file } 中没有私钥。加密的密钥必须先解密。
chain-foreign-key = 该私钥不属于此证书。请使用创建请求时的密钥。
chain-key = 无法使用该私钥：{ $reason }
chain-certificate = 无法读取该证书：{ $reason }

certificate-missing = “{ $server }”设置为使用证书 { $thumbprint }，但该证书已不存在。请重新安装，或使用临时证书。
certificate-temporary-failed = 无法为 { $fqdn } 创建临时证书：{ $reason }
certificate-temporary = 临时证书
certificate-none-state = 未安装证书。在此之前，由临时证书加密连接。

file-unreadable = 无法读取 { $file }：{ $reason }
file-unwritable = 无法写入 { $file }：{ $reason }
file-too-large = { $file } 大于 { $limit }，未读取。这是正确的文件吗？
file-syntax = { $file }，第 { $line } 行，第 { $column } 列：{ $reason }文件保持原样。
file-newer = { $file } 的版本为 { $found }，而此程序最高可读取 { $known }。请安装较新的程序。文件保持原样。

refused-busy = Postkontor 正忙。请稍后重试。
refused-changed-meanwhile = 这些设置在此期间已被更改。请重新打开对话框以查看当前值。
refused-gone = “{ $name }”已不存在。

certificate-tls = 无法使用此证书设置加密：{ $reason }请安装其他证书。
refused-gone-unnamed = 该项目在此期间已被删除。
refused-has-mail = “{ $name }”仍有 { $count } 封邮件在队列中。请等待它们发出。
refused-nothing-to-undo = 没有可撤消的更改。
refused-ended = 邮件服务已结束。请重新启动 Postkontor。
refused-system = 本机无法执行此操作：{ $reason }未做任何更改。

start-spool = 无法打开等待发送的邮件：{ $reason }请检查磁盘和文件夹的权限。
start-spool-newer = { $file } 由更新版本的 Postkontor 写入。请启动该版本，或先用它清空队列。
start-trust = 无法读取此计算机信任的证书：{ $reason }请安装软件包 ca-certificates。
start-interrupted = 启动被中断：{ $reason }请重新启动 Postkontor。
start-no-room = 系统没有可供程序使用的资源：{ $reason }请结束其他程序，然后重新启动 Postkontor。
issue-directory = “{ $value }”不是文件夹。请键入数据文件夹中的路径（例如 badmail），或完整路径（例如 /srv/badmail）。
issue-unwritable = 无法写入文件夹 { $folder }：{ $reason }请选择其他文件夹，或授予运行 Postkontor 的用户写入权限。
issue-lmtp = “{ $value }”不是邮件存储。请键入其套接字的路径（例如 /run/dovecot/lmtp），或主机和端口（例如 127.0.0.1:24）。
issue-no-forward = 要转发邮件，但未指定地址。请至少键入一个。
