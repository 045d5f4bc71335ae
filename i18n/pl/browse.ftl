### Browse: choosing a folder or a file.

browse-folder-title = Wybierz folder
browse-open-title = Wybierz plik
browse-save-title = Zapisz plik
browse-path = &Folder
browse-up = W &górę
browse-home = Folder &danych
browse-own = Folder &osobisty
browse-new = No&wy folder
browse-new-name = Na&zwa nowego folderu
browse-file = &Nazwa pliku
browse-all = Po&każ wszystkie pliki
browse-size = Rozmiar
browse-changed = Zmieniono
browse-chosen = Wybrano: { $path }
browse-cut = Folder zawiera bardzo dużo elementów. Widać tylko pierwsze { $count }; do pozostałych wpisz ścieżkę.
browse-no-file = W tym folderze nie ma pliku „{ $name }”.
browse-missing = Nie ma folderu { $path }.
browse-no-folder = { $path } nie jest folderem.
browse-denied = Program Postkontor nie ma uprawnień do otwarcia { $path }.
browse-bad-name = Folder nie może mieć takiej nazwy.
browse-taken = „{ $name }” już istnieje.
browse-late = Nie udało się odczytać folderu na czas. Czy dysk jest podłączony?
browse-other = Nie można otworzyć { $path }: { $reason }
