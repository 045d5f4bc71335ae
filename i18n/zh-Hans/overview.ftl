### The Overview page: figures, warnings with their cures, next steps.

over-heading = { $host } 概述
over-servers = SMTP 虚拟服务器
over-today = 今天
over-accepted = 已接受的邮件
over-delivered = 已传递的邮件
over-refused = 已拒绝
over-waiting = 在队列中等待
over-returned = 已退回发件人
over-failed-log-ons = 失败的登录
over-sessions = 当前会话数
over-running-since = 运行开始时间：{ $time }
over-listening = 正在侦听 { $addresses }
over-not-listening = 未侦听
over-attention = 需要您注意
over-all-well = 没有需要您注意的事项。

warn-port-failed = “{ $server }”未在 { $address } 上侦听。
warn-open-relay = “{ $server }”是开放中继：任何人都可以通过它发送垃圾邮件。
warn-basic-clear = “{ $server }”接受未加密的密码。密码可能会在网络上被读取。
warn-temporary-certificate = “{ $server }”使用的是临时证书。邮件程序将对此发出警告。
warn-nobody-can-log-on = 没有人能登录到“{ $server }”：没有帐户支持所选的身份验证方法。
warn-internet-mail-refused = “{ $server }”拒绝来自 Internet 的邮件：端口 25 上已禁用匿名访问。
warn-nobody-may-connect = 没有人可以连接到“{ $server }”：其连接列表为空。
warn-postmaster = 没有人阅读发给 postmaster 的邮件。
warn-server-failed = “{ $server }”无法运行。{ $reason }
warn-spool = 无法存储邮件，因此不接受新邮件：{ $reason }
warn-disk-reserve = 数据文件夹所在磁盘几乎已满。在腾出空间之前不接受新邮件。
warn-internet-mail-nowhere = 此处有邮件域，但所有虚拟服务器都拒绝来自 Internet 的邮件：匿名访问已禁用。
warn-mail-unsigned = { $domain } 的邮件发出时没有 DKIM 签名：{ $reason }
warn-mail-set-aside = 队列中有 { $count } 处无法读取，可能有邮件丢失。副本保存在 { $folder } 中：请保留副本并检查磁盘。
warn-queue-being-read = 正在读取程序上次关闭时等待发送的邮件（{ $percent } %），读取完成后即会投递；新邮件不受影响。
warn-log-trouble = 无法写入日志文件：{ $reason }
warn-log-lost = 由于磁盘速度过慢，日志文件中缺少 { $count } 条记录。
warn-recipient-limit = “{ $server }”允许每封邮件的收件人少于 100 个。Internet 标准要求至少 100 个。
warn-smart-host-failing = 智能主机 { $host } 不接受邮件：{ $reason }
warn-port-25-blocked = 您的 Internet 服务提供商可能阻止了端口 { $port }：多台服务器无法连接。
warn-certificate-expires = { $days ->
        [0] “{ $server }”的证书今天过期。
       *[other] “{ $server }”的证书将在 { $days } 天后过期。
    }
warn-certificate-expired = “{ $server }”的证书已于 { $date } 过期。
warn-certificate-unreadable = “{ $server }”的证书只能继续使用到 Postkontor 重新启动为止：{ $reason }
warn-certificate-names = “{ $server }”的证书不适用于名称 { $fqdn }。
warn-renewal-failing = 无法续订“{ $server }”的证书：{ $reason }
warn-order-waits = 为“{ $server }”申请的证书正在等您处理。
warn-order-failed = 为“{ $server }”申请证书失败。
warn-root-replaced = 本单位证书颁发机构的根证书将于 { $date } 更换。请在此之前导出新的根证书，并安装到各计算机和手机上。
warn-fqdn-unresolved = 在 DNS 中找不到“{ $server }”的名称 { $fqdn }。
warn-disk-low = 数据文件夹所在磁盘仅剩 { $free } 可用空间。低于 { $reserve } 时将不接受新邮件。
warn-queue-waiting = 发往 { $domain } 的 { $count } 封邮件自 { $time } 起一直在等待。
warn-outbound-disabled = “{ $server }”的出站邮件已禁用，邮件将保留在队列中。
warn-server-stopped = “{ $server }”已停止。其邮件正在等待。

fix-change-port = 更改端口(&P)…
fix-open-relay = 限制中继(&R)…
fix-require-tls = 要求 TLS 加密(&E)
fix-install-certificate = 安装证书(&I)…
fix-create-account = 创建帐户(&A)…
fix-allow-anonymous = 允许匿名访问(&O)
fix-set-up-smart-host = 设置智能主机(&U)…
fix-choose-postmaster = 选择接收人(&C)…
fix-enable-outbound = 启用出站邮件(&M)
fix-start-server = 启动服务器(&S)
fix-show-queue = 显示队列(&T)

steps-heading = 后续步骤
steps-hint = 每个步骤都可以随时重复执行。
steps-progress = 已完成 { $done } 项，共 { $total } 项

step-account = 创建帐户
step-account-why = 每个发送邮件的人或程序都使用帐户登录。
step-route = 选择邮件的发送方式
step-route-why = 直接发送到接收服务器，或通过服务提供商的智能主机发送。
step-postmaster = 选择谁阅读 postmaster 邮件和报告
step-postmaster-why = 其他服务器会向 postmaster 地址报告问题，必须有人阅读。
step-certificate = 安装证书
step-certificate-why = 在此之前，连接由临时证书加密，邮件程序会对此发出警告。
step-card = 设置邮件程序
step-card-why = 显示可供复制的服务器、端口、加密和用户名。
step-test = 发送测试邮件
step-test-why = 发送一封邮件，并显示各服务器的应答。
step-done = 已完成
step-open = 待办

over-tried-again = 至少已尝试一次
over-size-waiting = 等待邮件的大小

fix-renew-certificate = 续订证书…
fix-export-root = 导出根证书…
fix-go-on = 继续…
