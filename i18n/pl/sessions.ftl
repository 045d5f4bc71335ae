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
