### The Access tab: authentication, connection, computers, relay, communication.

acc-access-control = 访问控制
acc-secure-communication = 安全通信
acc-connection-control = 连接控制
acc-relay-control = 中继控制
acc-relay-restrictions = 中继限制
acc-btn-authentication = 身份验证(&U)…
acc-btn-certificate = 证书(&C)…
acc-btn-communication = 通信(&M)…
acc-btn-connection = 连接(&O)…
acc-btn-relay = 中继(&L)…
acc-relaying = 中继

auth-methods = 选择此虚拟服务器可接受的身份验证方法
auth-anonymous = 匿名访问(&N)
auth-anonymous-auth = 匿名身份验证
auth-resolve-anonymous = 解析匿名电子邮件(&R)
auth-basic = 基本身份验证
auth-basic-clear = 基本身份验证(以明文形式发送密码)(&B)
auth-requires-tls = 需要 TLS 加密(&T)
auth-default-domain = 默认域(&D)
auth-integrated = 集成 Windows 验证(&I)
auth-ntlm-old-name = NTLM 验证
auth-spa = 安全密码验证
auth-user-name = 用户名(&U)
auth-password = 密码(&S)
auth-confirm-password = 确认密码(&C)
auth-account = 帐户
auth-credentials = 凭据
auth-clear-text = 明文
auth-users = 用户(&U)…
auth-perm-title = 提交和中继权限
auth-perm-submit = 提交权限(&S)
auth-perm-relay = 中继权限(&P)
auth-perm-allow = 允许
auth-perm-deny = 拒绝
auth-authenticated-users = 已通过身份验证的用户
auth-authenticated-clients = 经过身份验证的客户端

conn-title = 连接
conn-select-access = 选择可以访问此虚拟服务器的计算机
conn-only-list = 仅以下列表(&O)
conn-all-except = 以下列表除外(&X)
conn-computers = 计算机(&C)
conn-col-access = 访问
conn-col-address = IP 地址(掩码)/域名
conn-granted = 已授权
conn-denied = 已拒绝
conn-refused-msg = 到服务器的连接被拒绝

comp-title = 计算机
comp-single = 一台计算机(&E)
comp-dns-lookup = DNS 查找(&L)…
comp-group = 一组计算机(&G)
comp-subnet-address = 子网地址(&S)
comp-subnet-mask = 子网掩码(&M)
comp-domain = 域(&D)
comp-domain-name = 域名(&D)
comp-host-name = 主机名
comp-dns-lookup-prompt = 键入计算机的 DNS 名称
comp-dns-not-found = 无法解析该名称。
comp-rdns-warning = 按域名限制需要对每个传入连接执行反向 DNS 查找，这可能会影响服务器性能。

dns-reverse-lookup = 反向 DNS 查找
dns-reverse-zone = DNS 反向搜索区域
dns-suffix = DNS 后缀

ip-restrictions = IP 地址限制
ip-excluded = 已排除的 IP 地址
ip-ranges = IP 地址范围

relay-title = 中继限制
relay-select = 选择可以通过此虚拟服务器中继邮件的计算机
relay-allow-authenticated = 不管上表中如何设置，所有通过身份验证的计算机都可以进行中继(&W)
relay-open-warning = 这将使服务器成为开放中继，可能会被用来传播垃圾邮件。
relay-denied-msg = 服务器未能对收件人地址进行中继
relay-external-domain = 外部域
relay-junk = 垃圾邮件
relay-uce = 未经请求的商业电子邮件

comm-require-channel = 要求安全通道(&R)
comm-require-128 = 要求 128 位加密(&B)
comm-encryption = 加密
comm-ssl-encryption = SSL 加密
comm-tls = 传输层安全性 (TLS)
comm-ssl = 安全套接字层 (SSL)
comm-no-certificate = 此虚拟服务器上未安装证书。

button-protection = 保护(&R)…

acc-hint-authentication = 启用匿名访问，并编辑此虚拟服务器的身份验证方法。
acc-hint-communication = 查看或设置访问此虚拟服务器时使用的安全通信方法。
acc-hint-connection = 使用 IP 地址或 Internet 域名授权或拒绝访问此虚拟服务器。
acc-hint-relay = 授权或拒绝通过此虚拟服务器中继电子邮件。
acc-temporary-certificate = 正在使用临时证书。
acc-certificate-for = { $names } 的证书，有效期至 { $date }

auth-anonymous-note = 不需要用户名和密码。来自 Internet 的邮件以这种方式到达。
auth-basic-note = 除非连接已加密，否则以明文形式发送密码。
auth-integrated-note = 使用此控制台的帐户；不需要 Windows 域。
auth-integrated-offers = 还提供：SCRAM、NTLM（{ $count } 个帐户）
auth-default-domain-note = 用于补全未键入域的用户名。
auth-basic-off-question = 如果没有基本身份验证，{ $total } 个帐户中只有 { $able } 个可以登录。
auth-allow-ntlm-for-others = 为其他帐户允许 NTLM(&N)

conn-internal-note = 从此控制台执行的测试不受该列表限制。
conn-add-this-computer = 添加此计算机(&T)
conn-add-my-network = 添加我的网络(&M)
conn-list-empty = 列表为空。

comp-subnet-hint = 例如 192.168.1.0 和 255.255.255.0，或 192.168.1.0/24。
comp-group-hint = 如果 Internet 服务提供商可能不经通知就更改其邮件服务器的地址，建议使用此选项。
comp-looking-up = 正在查找 { $name }…
comp-choose-address = { $name } 有多个地址。请选择一个。

relay-need-not-log-on = 无需登录(&N)
relay-anonymous-off-note = 匿名访问已禁用：上述计算机仍须登录，除非为其选中了“无需登录”。
relay-explanation = 中继是指将邮件转发到其他域。发往您自己的域的邮件始终会被接受。

comm-temporary-note = 临时证书会加密连接，但邮件程序将对此发出警告。
comm-internet-note = Internet 上不支持加密的服务器将无法再向此处传递邮件。
comm-128-note = 此处的每个加密连接都至少达到此强度。
prot-greet-pause = 问候前暂停(&P)
prot-proxy-sources = 受信任的代理(&T)
auth-locked-out = { $able }将无法登录：{ $names }。
auth-keys-missing = SCRAM 和 NTLM 的密钥在下次使用基本身份验证登录时生成，或在设置新密码时生成。
auth-ntlm-prepared = { $count } 个帐户待启用 NTLM；下次使用密码登录后即可使用。
auth-ntlm-allowed = 现在已允许 { $names } 使用 NTLM。请保留基本身份验证，直到每个帐户都再登录一次或获得新密码。
auth-and-more = { $names } 以及另外 { $count } 个
acc-hint-protection = 阻止猜测密码的地址，并减缓耗尽服务器资源的陌生客户端。
prot-passwords = 猜测密码
prot-failures = 登录失败达到以下次数后阻止该地址(&B)
prot-window = 计数时间(分钟)(&M)
prot-block = 首次阻止(分钟)(&F)
prot-block-note = 以后每次阻止的时间加倍，最长 7 天。
prot-exempt = 从不阻止(&V)
prot-addresses-note = 地址或子网，用逗号分隔
prot-strangers = 陌生客户端
prot-greet-note = 以秒为单位；0 = 不暂停。发送垃圾邮件的程序通常不会等待。
prot-rate = 最低速率(字节/秒)(&R)
prot-rate-over = 测量时间(分钟)(&O)
prot-rate-note = 仅当超过一半的允许连接数被占用时才适用，且不适用于已登录的客户端。
prot-proxies = 代理
prot-proxy-note = 会报告每个客户端的负载均衡器（PROXY 协议）。不信任其他任何来源，而这些来源必须报告。
perm-names = 组或用户名(&G)
perm-col-name = 组或用户
perm-for = “{ $name }”的权限
perm-for-none = 权限
perm-effective = 有效权限
perm-about = 查看的帐户(&C)
perm-yes-by = 是：已允许“{ $name }”。
perm-no-denied = 否：已拒绝“{ $name }”，拒绝优先。
perm-no-entry = 否：没有允许此操作的项。
perm-no-locked = 否：该帐户已锁定，无法登录。
perm-no-submit = 否：它根本不能提交邮件。
perm-no-logging-on = 否：在此服务器上，仅登录不足以中继。请在此处允许该帐户或其所在的组。
perm-no-box = 否：未为该帐户勾选“{ $label }”。
perm-relay-note = “中继限制”列表中的计算机在任何情况下都可以中继。
perm-denied-to-all = “已通过身份验证的用户”是指所有登录的人。拒绝优先，因此拒绝他们的权限也就拒绝了所有人。
perm-only-named = 并非所有登录的人都拥有全部权限：其余权限只属于被单独允许的组和帐户。
perm-relay-by-name = 在此服务器上，仅登录不足以中继：只有被单独允许的组和帐户才能中继。
perm-nobody = 无人
perm-may-submit = 可以提交邮件：{ $names }。
perm-may-relay = 登录后可以中继：{ $names }。
perm-empty = 登录的人都不能提交或中继。
perm-deleted-group = 已删除的组 { $number }
perm-deleted-account = 已删除的帐户 { $number }
perm-users-note = 登录后哪些组和帐户可以提交和中继邮件。
pick-title = 选择用户或组
pick-member-title = 选择用户
pick-none = 没有包含“{ $text }”的名称。
