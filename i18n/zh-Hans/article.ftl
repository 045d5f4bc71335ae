### Words of the articles: mail programs, tests, terms.

oe-outlook-express = Outlook Express
oe-accounts = 帐户
oe-mail-tab = 邮件
oe-servers-tab = 服务器
oe-advanced-tab = 高级
oe-logon-spa = 使用安全密码验证登录
oe-outgoing = 邮件发送 (SMTP)
oe-requires-ssl = 此服务器要求安全连接 (SSL)
oe-outgoing-auth-settings = 邮件发送服务器身份验证设置

test-network-monitor = 网络监视器
test-capture = 捕获
test-packet = 数据包
test-port = 端口
test-session = SMTP 会话
test-title = 如何确认您已正确配置 SMTP 安全性
test-encrypted = 加密

doc-troubleshooting = 疑难解答
doc-references = 参考
doc-summary = 概要
doc-back-to-top = 返回页首
doc-configure-ip = 如何配置 IP 地址限制
doc-configure-access = 如何配置访问控制
doc-configure-encryption = 如何配置安全通信
doc-configure-relay = 如何配置中继限制
doc-additional-vs = 创建一个新的 SMTP 虚拟服务器

net-isp = Internet 服务提供商
net-firewall = 防火墙
net-domain-controller = 域控制器
net-pop3 = 邮局协议版本 3 (POP3)
net-imap4 = Internet 邮件访问协议 (IMAP4)
net-active-directory = Active Directory
