### Browse: choosing a folder or a file.

browse-folder-title = Select folder
browse-open-title = Select file
browse-save-title = Save file
browse-path = Fol&der
browse-up = &Up
browse-home = H&ome folder
browse-own = &Personal folder
browse-new = &New folder
browse-new-name = Na&me of the new folder
browse-file = &File name
browse-all = &Show all files
browse-size = Size
browse-changed = Changed
browse-chosen = Selected: { $path }
browse-cut = There is a lot in this folder. Only the first { $count } entries are shown; type the path of anything else.
browse-no-file = There is no file “{ $name }” in this folder.
browse-missing = There is no folder { $path }.
browse-no-folder = { $path } is not a folder.
browse-denied = Postkontor has no permission to open { $path }.
browse-bad-name = A folder cannot have this name.
browse-taken = “{ $name }” is there already.
browse-late = The folder could not be read in time. Is its disk connected?
browse-other = { $path } could not be opened: { $reason }
