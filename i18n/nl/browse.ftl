### Browse: choosing a folder or a file.

browse-folder-title = Map selecteren
browse-open-title = Bestand selecteren
browse-save-title = Bestand opslaan
browse-path = &Map
browse-up = &Omhoog
browse-home = &Gegevensmap
browse-own = &Persoonlijke map
browse-new = &Nieuwe map
browse-new-name = Naam van de nieu&we map
browse-file = B&estandsnaam
browse-all = &Alle bestanden weergeven
browse-size = Grootte
browse-changed = Gewijzigd
browse-chosen = Geselecteerd: { $path }
browse-cut = Deze map bevat heel veel. Alleen de eerste { $count } items worden weergegeven; typ voor al het andere het pad.
browse-no-file = In deze map staat geen bestand “{ $name }”.
browse-missing = De map { $path } bestaat niet.
browse-no-folder = { $path } is geen map.
browse-denied = Postkontor mag { $path } niet openen.
browse-bad-name = Een map kan niet zo heten.
browse-taken = “{ $name }” bestaat al.
browse-late = De map kon niet op tijd worden gelezen. Is de schijf aangesloten?
browse-other = { $path } kon niet worden geopend: { $reason }
