### Browse: choosing a folder or a file.

browse-folder-title = Välj mapp
browse-open-title = Välj fil
browse-save-title = Spara fil
browse-path = &Mapp
browse-up = &Upp
browse-home = H&emmapp
browse-own = &Personlig mapp
browse-new = N&y mapp
browse-new-name = Namn på &den nya mappen
browse-file = Fil&namn
browse-all = &Visa alla filer
browse-size = Storlek
browse-changed = Ändrad
browse-chosen = Markerad: { $path }
browse-cut = Mappen innehåller mycket. Endast de första { $count } posterna visas; skriv sökvägen till det som inte syns.
browse-no-file = Det finns ingen fil ”{ $name }” i den här mappen.
browse-missing = Mappen { $path } finns inte.
browse-no-folder = { $path } är ingen mapp.
browse-denied = Postkontor har inte behörighet att öppna { $path }.
browse-bad-name = En mapp kan inte ha det namnet.
browse-taken = ”{ $name }” finns redan.
browse-late = Mappen kunde inte läsas i tid. Är disken ansluten?
browse-other = { $path } kunde inte öppnas: { $reason }
