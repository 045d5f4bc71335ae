### Undo and the change history.

history-title = 更改历史
history-restore = 恢复到此版本(&B)
history-time = 时间
history-what = 更改
history-by-hand = 在文件中手动更改
history-by-console = 控制台
history-compare = 与当前比较(&C)
history-restore-question = 是否恢复到此更改（{ $time }）之前的设置？当前设置仍保留在历史记录中。
history-empty = 尚未进行任何更改。

change-of = { $server } 的{ $dialog }
change-created = 已创建 { $name }
change-deleted = 已删除 { $name }
change-renamed = { $old } 已重命名为 { $new }
change-properties = 已更改“{ $name }”的属性
change-new-name = 虚拟服务器已重命名为“{ $name }”
change-mail-domains = 已更改邮件域
change-certificate = 已更改“{ $name }”的证书
change-certificate-removed = 已删除“{ $name }”的证书
change-certificate-renewed = 已续订证书“{ $name }”
change-devices = 已更改设备
change-account = 已更改帐户“{ $name }”
change-group = 已更改组“{ $name }”
change-restored = 已恢复以前的设置
change-restored-of = 已恢复“{ $name }”以前的设置
change-in-file = 手动更改了设置文件
change-undo-impossible = 无法再撤消此更改，因为“{ $name }”此后已被更改。

history-note = 恢复操作将回到所选更改之前的状态。
