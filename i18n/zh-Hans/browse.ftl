### Browse: choosing a folder or a file.

browse-folder-title = 选择文件夹
browse-open-title = 选择文件
browse-save-title = 保存文件
browse-path = 文件夹(&D)
browse-up = 向上(&U)
browse-home = 数据文件夹(&O)
browse-own = 个人文件夹(&P)
browse-new = 新建文件夹(&N)
browse-new-name = 新文件夹的名称(&M)
browse-file = 文件名(&F)
browse-all = 显示所有文件(&S)
browse-size = 大小
browse-changed = 修改时间
browse-chosen = 已选择：{ $path }
browse-cut = 此文件夹中的内容过多，只显示前 { $count } 项；其他内容请键入路径。
browse-no-file = 此文件夹中没有文件“{ $name }”。
browse-missing = 文件夹 { $path } 不存在。
browse-no-folder = { $path } 不是文件夹。
browse-denied = Postkontor 无权打开 { $path }。
browse-bad-name = 文件夹不能使用此名称。
browse-taken = “{ $name }”已存在。
browse-late = 未能及时读取此文件夹。磁盘是否已连接？
browse-other = 无法打开 { $path }：{ $reason }
