### Current Sessions.

ses-user = Użytkownik
ses-from = Od
ses-connected-time = Czas połączenia
ses-terminate = &Rozłącz
ses-terminate-all = Rozłącz &wszystkie
ses-server = Serwer
ses-encrypted = Szyfrowana
ses-messages = Wiadomości
ses-doing = Ostatnie polecenie
ses-not-logged-on = (niezalogowany)

ses-transcript = Zapis &sesji…
ses-block = Za&blokuj adres…
ses-blocks = Zablokowane &adresy…
ses-unblock = O&dblokuj
ses-last-reply = Ostatnia odpowiedź
ses-block-address = &Adres lub podsieć
ses-block-span = &Jak długo
ses-block-until = Do
ses-block-why = Powód
ses-block-by-hand = Zablokowany ręcznie
ses-block-failures = Nieudane próby, blokada nr { $count }
ses-blocks-empty = Żaden adres nie jest zablokowany.
ses-block-note = Sesje z tego adresu zostaną natychmiast zakończone i do upływu tego czasu nikt nie połączy się z tego adresu.
ses-tls-failed = Nie powiodło się
ses-ended = { $reply } (koniec { $time })
ses-left = Klient zamknął połączenie ({ $time })
ses-more = Na liście są najnowsze sesje: { $shown } z { $total }.
ses-terminate-note = Klienci mogą od razu połączyć się ponownie. Aby kogoś nie wpuszczać, zablokuj jego adres.
ses-transcript-cut = Wcześniejsze wiersze nie są już przechowywane.
ses-transcript-gone = Ta sesja nie jest już przechowywana.
ses-transcript-note = C to klient, S to serwer. Zamiast haseł widać ***, a zamiast wiadomości tylko ich rozmiar.
ses-rule = Odrzucone przez regułę: { $rule }
