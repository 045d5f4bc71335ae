### Current Sessions.

ses-user = 用户
ses-from = 来自
ses-connected-time = 连接时间
ses-terminate = 终止(&T)
ses-terminate-all = 全部终止(&A)
ses-server = 服务器
ses-encrypted = 已加密
ses-messages = 邮件数
ses-doing = 上一条命令
ses-not-logged-on = (未登录)
