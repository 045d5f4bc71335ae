### The window: menus, status bar, search, About.

app-system-manager = 系统管理器
app-microsoft-exchange = Microsoft Exchange

menu-start-programs = 程序
menu-new = 新建(&N)
menu-start = 启动(&S)
menu-stop = 停止(&T)
menu-pause = 暂停(&A)
menu-resume = 恢复(&U)
menu-restart = 重新启动(&R)
menu-delete = 删除(&D)
menu-rename = 重命名(&M)
menu-refresh = 刷新(&E)
menu-properties = 属性(&P)
menu-export-list = 导出列表(&L)…
menu-view = 查看(&V)
menu-action = 操作(&A)
menu-file = 文件(&F)
menu-tools = 工具(&T)
menu-help = 帮助(&H)
menu-language = 语言(&L)
menu-exit = 退出(&E)
menu-undo = 撤消(&U)

window-tree-width = 树的宽度
window-title = { $host } 上的 Postkontor

menu-find = 查找(&F)…
menu-english-names = 显示英文名称(&N)
menu-appearance = 外观(&A)
menu-theme-system = 跟随系统(&A)
menu-theme-light = 浅色(&L)
menu-theme-dark = 深色(&D)
menu-theme-contrast = 高对比度(&H)
menu-text-larger = 放大文字(&T)
menu-text-smaller = 缩小文字(&M)
menu-text-normal = 正常文字大小(&O)
menu-status-bar = 状态栏(&S)
menu-manual = 手册(&M)
menu-about = 关于 Postkontor(&A)
menu-open-home = 打开数据文件夹(&O)
menu-change-history = 更改历史(&H)…
menu-undo-change = 撤消：{ $change }
menu-new-server = SMTP 虚拟服务器(&S)…
menu-new-account = 帐户(&C)…
menu-new-device = 设备(&D)…
menu-new-domain = 邮件域(&M)…
menu-new-remote-domain = 远程域(&R)…
menu-new-alias = 别名(&A)…
menu-test-security = 测试安全性(&C)…
menu-explain = 这会被接受吗？(&W)…
menu-set-up-program = 设置邮件程序(&O)…
menu-test-message = 发送测试邮件(&G)…
menu-set-password = 设置密码(&S)…
menu-expand = 展开(&X)
menu-collapse = 折叠(&C)

about-version = 版本 { $version }
about-text = 面向小型办公室的 SMTP 服务器。

status-ready = 一切运行正常。
status-undone = 已撤消：{ $change }
status-saving = 正在保存…
status-more-problems = 以及另外 { $count } 个问题
status-engine-gone = 邮件服务已停止。请关闭 Postkontor，然后重新启动。

search-no-match = 未找到“{ $text }”。
search-word = 词语(&W)
search-go = 转到(&G)
search-col-word = 词语
search-col-place = 位置
search-hint = 键入此处或 Microsoft 有关 SMTP 服务器的文章中的名称，六种语言均可。
search-note = 按 Enter 键或双击即可转到该处。“名称 (其他名称)”：此处的名称和找到的名称。
