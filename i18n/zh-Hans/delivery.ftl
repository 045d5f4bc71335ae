### The Delivery tab, how mail leaves, Advanced Delivery, Check DNS.

del-outbound = 出站
del-local = 本地
del-retry1 = 第一次重试间隔(分钟)(&F)
del-retry2 = 第二次重试间隔(分钟)(&R)
del-retry3 = 第三次重试间隔(分钟)(&M)
del-retry-n = 后续重试间隔(分钟)(&I)
del-delay-notification = 延迟通知(&D)
del-expiration = 过期超时(&E)
del-btn-outbound-security = 出站安全(&S)…
del-btn-outbound-connections = 出站连接(&O)…

out-tls = TLS 加密(&T)
out-credentials = 出站连接凭据
out-limit-connections = 限制连接数为(&L)
out-timeout = 超时(分钟)(&O)
out-limit-per-domain = 限制每个域的连接数为(&N)

adv-title = 高级传递
adv-max-hops = 最大跃点计数(&C)
adv-masquerade = 伪装域(&A)
adv-fqdn = 完全限定的域名称(&F)
adv-check-dns = 检查 DNS(&D)
adv-dns-valid = 域名有效。
adv-dns-invalid = 无法解析域名。
adv-smart-host = 智能主机(&M)
adv-attempt-direct = 发送到智能主机之前尝试直接传递(&B)
adv-reverse-dns = 对传入邮件执行反向 DNS 查找(&P)
adv-external-dns = 配置外部 DNS 服务器
adv-external-dns-server = 外部 DNS 服务器

del-message-delivery = 邮件传递
del-inbound-connection = 传入连接
del-local-delay-notification = 延迟通知(&N)
del-local-expiration = 过期超时(&T)
del-times-note = 每次尝试失败后，邮件会等待一段时间再重试。到达过期超时后，邮件将退回发件人。

leave-title = 邮件的发送方式
leave-line-direct = 邮件直接发送到接收服务器。
leave-line-smart-host = 邮件发送途径：{ $host }，{ $encryption }
leave-line-smart-host-user = 邮件发送途径：{ $host }，{ $encryption }，用户 { $user }
leave-change = 更改(&C)…
leave-direct = 直接发送到接收服务器(&D)
leave-direct-note = 需要固定的 Internet 地址，并且端口 25 已开放。
leave-smart-host = 通过智能主机，例如服务提供商的邮件服务器(&Y)
leave-needs-log-on = 智能主机要求用户名和密码(&R)
leave-fixed-sender = 始终使用此发件人地址(&W)
leave-fixed-sender-note = 某些服务提供商仅接受来自该帐户地址的邮件。
leave-any-certificate = 接受任何证书(&A)
leave-any-certificate-note = 如果选中此项，其他计算机可能会冒充智能主机。
leave-clear-log-on = 以未加密的形式发送密码(&P)
leave-app-password = 此服务提供商要求使用应用密码，请在其帐户设置中创建。普通密码会被拒绝。
leave-password-kept = (未更改)
leave-test = 测试连接(&C)
leave-test-running = 正在连接 { $host }…
leave-test-good = 智能主机接受来自此服务器的邮件。（{ $duration }）
leave-test-unreachable = 无法连接到 { $host }：{ $reason }请检查名称和端口，以及防火墙是否允许该连接。
leave-test-no-tls = { $host } 在端口 { $port } 上不提供加密。请选择其他端口或加密方式。
leave-test-certificate = { $host } 的证书不受信任：{ $reason }
leave-test-log-on-refused = { $host } 拒绝该用户名或密码。其应答：{ $answer }
leave-test-sender-refused = { $host } 拒绝发件人 { $sender }。其应答：{ $answer }
leave-test-first = 尚未测试连接。仍要使用吗？

adv-dns-list = 外部 DNS 服务器(&S)
adv-dns-list-note = 如果列表不为空，此虚拟服务器将仅按此顺序查询这些服务器。
adv-dns-server-address = DNS 服务器的 IP 地址
adv-fqdn-note = 用户在邮件程序中键入的名称，也是证书对应的名称。

checkdns-title = 检查 DNS
checkdns-valid-but = 域名有效，但请查看以下说明。
checkdns-running = 正在向 { $server } 查询 { $name }…
checkdns-asked = 查询对象：{ $server }，{ $duration }
checkdns-system = 本机的 DNS
checkdns-addresses = { $name } 解析为 { $addresses }。
checkdns-alias = { $name } 是 { $target } 的别名。
checkdns-ours = 其中有一个是此虚拟服务器的地址。
checkdns-foreign = 它们都不是此虚拟服务器的地址。位于路由器之后时这是正常现象，但路由器必须转发该端口。
checkdns-reverse = { $address } 注册为 { $name }。
checkdns-reverse-none = { $address } 在 DNS 反向搜索区域中没有名称。许多服务器会拒绝来自此类地址的邮件，请咨询您的服务提供商。
checkdns-offline = 没有 DNS 服务器应答。此计算机是否已连接到网络？
checkdns-unknown = DNS 中不存在名称 { $name }。请检查拼写，或请域的管理员添加该名称。

del-hold-outbound = 将出站邮件保留在队列中(&K)
leave-test-works = 连接正常。
out-tls-note = 与其他邮件服务器的每个连接都必须加密。如果某服务器不支持加密，发往该服务器的邮件将等待，到期后退回给发件人。
out-log-on-note = 提供商服务器的用户名和密码通过“{ $tab }”选项卡上的“{ $button }”设置。
leave-tls-required = “{ $title }”要求所有外发邮件使用 TLS：此连接仍将使用 STARTTLS 加密。
adv-reverse-dns-note = 如果客户端在 DNS 中的名称与其自称的不同，Received 会注明。邮件不会因此被拒绝，但每封邮件会稍慢一些。
