### Accounts and the card “Set up a mail program”.

account-allow-ntlm = 允许 NTLM（旧版邮件程序）(&W)
account-new-title = 新建帐户
account-properties-title = { $name } 属性
account-full-name = 姓名(&F)
account-generate-password = 建议一个密码(&T)
account-show-password = 显示密码(&O)
account-enabled = 允许此帐户登录(&L)
account-addresses = 电子邮件地址(&M)
account-address-note = 第一个地址用于报告和设置卡片。
account-mailbox = 将收到的邮件保存在此处的邮箱中(&K)
account-mailbox-folder = 邮箱文件夹
account-submit = 可以发送邮件(&N)
account-relay = 可以发送到其他域(中继)(&D)
account-ntlm-note = NTLM 会以较弱的形式存储密码。请仅对没有更好方法的邮件程序允许使用。
account-password-hint = 至少 { $count } 个字符；几个词语比符号更容易记住。
account-name-taken = 用户名“{ $name }”已在使用中。
account-name-invalid = 用户名不能包含以下字符：{ $characters }
account-address-taken = 地址 { $address } 已属于 { $owner }。
account-delete-question = 是否删除帐户“{ $name }”？其邮件将保留在邮箱文件夹中，并且可以撤消删除操作。
account-not-there = 编号为 { $number } 的帐户已不存在。
account-no-number-left = 无法添加帐户，因为所有编号均已用完。
account-number-not-own = 编号 { $number } 无效或属于其他帐户。请为每个帐户指定自己的编号，从 1 开始。
account-next-number = 下一个编号太小：某些编号会被重复使用。请在文件中写入 next_id：{ $least }。
account-group-member = 组“{ $group }”包含不存在的帐户 { $number }。请将其从组中删除。
account-password-system = 无法存储密码，因为本机未提供随机数或内存。请重试。

card-title = 设置邮件程序
card-intro = 请在 { $name } 的邮件程序、手机或设备中键入以下外发邮件设置。
card-server = 邮件发送服务器 (SMTP)
card-password = 该帐户的密码；此处不显示。
card-authentication = 普通密码
card-spa-note = 在提供该选项的程序中，选中“使用安全密码验证登录”。
card-temporary-note = 程序会询问是否信任该证书，因为它只是临时证书。
card-no-ports = 没有打开任何加密端口。请在“常规”>“高级”下添加端口 587 或 465。
card-copied = 已复制。

account-name-empty = 请键入 1 到 64 个字符的用户名。
account-name-spaces = 用户名不能以空格开头或结尾。
account-name-not-address = 包含 @ 的用户名必须是完整的电子邮件地址，例如 anna@example.com。
account-name-ambiguous = 对于不带域的登录，“{ $name }”和“{ $other }”将无法区分。请重命名其中一个。
account-password-empty = 请键入密码。
account-password-long = 密码超过 { $max } 字节，请缩短。
account-password-control = 密码包含换行符或其他控制字符，请选择不含此类字符的密码。
account-password-unusable = 无法使用“{ $name }”存储的密码。请设置新密码。
account-password-saved = “{ $name }”的密码已更改。

account-address = 电子邮件地址(&M)
account-own-addresses = 只能使用自己的地址发送(&Y)
account-password-keep = 留空则保留当前密码。
account-col-mailbox = 邮箱
account-col-send = 可以发送
account-col-relay = 可以中继
account-state-on = 已启用
account-state-off = 已禁用
card-way = 服务器和端口(&P)
card-method = 身份验证方法
