### Mail domains and aliases.

dom-wizard = 新建 SMTP 域向导
dom-type = 类型
dom-local-default = 本地(默认)
dom-local-alias = 本地(别名)
dom-local = 本地
dom-remote = 远程域
dom-set-default = 设为默认域(&S)
dom-allow-relay = 允许将传入邮件中继到此域(&R)
dom-send-helo = 发送 HELO 而不是 EHLO(&O)
dom-route-domain = 域的路由
dom-use-dns = 使用 DNS 路由到此域(&U)
dom-forward-smart-host = 将所有邮件转发到智能主机(&F)
dom-queue-remote = 将邮件排队以便远程触发传递(&Q)
dom-atrn-accounts = 有权使用 ATRN 的帐户(&T)
dom-drop-directory = 投递目录(&D)
dom-drop-quota = 启用投递目录配额(&E)

domain-new-title = 新建邮件域
domain-note = 发往此域中地址的邮件将留在此处。发往任何其他域的邮件将被中继。
domain-catch-all = 发往未知地址的邮件转给(&T)
domain-catch-all-note = 留空则拒绝此类邮件，这是更好的选择。
domain-way = 邮件去向
domain-way-here = 此处的邮箱
domain-way-others = 此处的邮箱；未知地址：{ $address }
domain-postmaster = 发往 postmaster 的邮件转给(&M)
domain-delete-question = 是否删除邮件域“{ $domain }”？此后将不再接受发往该域的邮件。
domain-in-use = 有 { $count } 个帐户在此域中拥有地址。请先更改或删除这些地址。
domain-renamed-signature = DKIM 密钥属于原名称，不会随之转移：使用新名称的邮件不会签名。请通过“{ $button }”为新名称创建密钥。
remote-domain-new-title = 新建远程域
remote-domain-name-note = “*.example.com”代表 example.com 下的所有名称。以最具体的条目为准。
remote-domain-relay-note = 之后任何人都可以通过此服务器向该域发送邮件，不受中继列表限制：适用于代他人接收邮件的域。
remote-domain-helo-note = 用于无法处理 EHLO 的服务器。发往该服务器的邮件将不加密，除非使用 SSL/TLS。
remote-domain-dns = 通过 DNS
remote-domain-delete-question = 删除远程域“{ $domain }”？之后发往该域的邮件将与其他邮件以相同方式发出。

alias-new-title = 新建别名
alias-address = 别名地址(&S)
alias-to = 传递到(&D)
alias-note = 发往该别名的邮件将传递到其中的每个地址。

domain-postmaster-nobody = 还没有人使用地址 { $address }。请将其分配给某个帐户，或选择其他地址。
alias-delete-question = 是否删除别名“{ $address }”？
alias-empty = 还没有别名。别名会将邮件转给一个或多个地址。

dkim-open = 签名 (DKIM)…
dkim-title = { $domain } 的 DKIM 签名
dkim-note = 签名向收件方表明来自此域的邮件确实由您发送。许多大型提供商不信任没有签名的邮件。
dkim-no-key = 此域还没有密钥。
dkim-key = 密钥：{ $kind }，选择器 { $selector }
dkim-kind = 密钥类型(&K)
dkim-make = 创建密钥(&M)
dkim-make-another = 创建另一个密钥(&M)
dkim-kind-note = 所有收件方都支持 RSA；Ed25519 更新、更短。
dkim-publish = 请在管理您的域的 DNS 的地方（提供商或注册商）添加此 TXT 记录：
dkim-record-name = 名称
dkim-record-text = 文本
dkim-sign = 对此域的传出邮件签名(&S)
dkim-sign-note = 请在 DNS 中找到该记录后再启用：在此之前，收件方会将签名视为伪造。
dkim-asking = 正在查询 DNS…
dkim-published = 记录已在 DNS 中。可以对邮件签名。
dkim-missing = DNS 中还没有该记录。添加后可能需要数小时才能在各处看到。
dkim-different = 存在此名称的记录，但内容不同：{ $text }
dkim-no-answer = 没有 DNS 服务器应答。请检查此计算机的连接，然后重试。
dkim-rsa = RSA，2048 位
dkim-ed25519 = Ed25519
remote-domain-test = 测试连接(&N)
