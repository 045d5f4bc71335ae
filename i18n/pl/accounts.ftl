### Accounts and the card “Set up a mail program”.

account-allow-ntlm = Zezwalaj na NTLM (starsze programy po&cztowe)
account-new-title = Nowe konto
account-properties-title = { $name } — właściwości
account-full-name = &Imię i nazwisko
account-generate-password = &Zaproponuj hasło
account-show-password = P&okaż hasło
account-enabled = To &konto może się logować
account-addresses = Adresy e-&mail
account-address-note = Pierwszy jest używany w raportach i na karcie.
account-mailbox = P&rzechowuj pocztę przychodzącą w skrzynce na tym serwerze
account-mailbox-folder = Folder skrzynki pocztowej
account-submit = Może &wysyłać pocztę
account-relay = Może wy&syłać do innych domen (przekazywanie)
account-ntlm-note = NTLM wymaga przechowywania hasła w słabszej postaci. Zezwalaj na nie tylko programom pocztowym, które nie potrafią nic lepszego.
account-password-hint = Co najmniej { $count } znaków; kilka słów łatwiej zapamiętać niż znaki specjalne.
account-name-taken = Nazwa użytkownika „{ $name }” jest już używana.
account-name-invalid = Nazwa użytkownika nie może zawierać tych znaków: { $characters }
account-address-taken = Adres { $address } należy już do: { $owner }.
account-delete-question = Czy chcesz usunąć konto „{ $name }”? Poczta pozostanie w folderze skrzynki, a usunięcie można cofnąć.
account-not-there = Konto o numerze { $number } już nie istnieje.
account-no-number-left = Nie można dodać konta, ponieważ wykorzystano wszystkie numery.
account-number-not-own = Numer { $number } jest nieprawidłowy lub należy do innego konta. Nadaj każdemu kontu własny numer, zaczynając od 1.
account-next-number = Następny numer jest za mały: niektóre numery zostałyby nadane dwa razy. Wpisz w pliku next_id: { $least }.
account-group-member = Grupa „{ $group }” zawiera konto { $number }, które nie istnieje. Usuń je z grupy.
account-password-system = Nie można zapisać hasła, ponieważ komputer nie udostępnił liczb losowych lub pamięci. Spróbuj ponownie.

card-title = Skonfiguruj program pocztowy
card-intro = Wpisz te ustawienia poczty wychodzącej w programie pocztowym, telefonie lub urządzeniu użytkownika { $name }.
card-server = Serwer poczty wychodzącej (SMTP)
card-password = Hasło konta; nie jest tu pokazywane.
card-authentication = Normalne hasło
card-spa-note = W programach, które to oferują, zaznacz „Logowanie przy użyciu bezpiecznego uwierzytelniania hasła”.
card-temporary-note = Program zapyta, czy ufać certyfikatowi, ponieważ jest on tylko tymczasowy.
card-no-ports = Żaden port z szyfrowaniem nie jest otwarty. Dodaj port 587 lub 465 na karcie Ogólne > Zaawansowane.
card-copied = Skopiowano.

account-name-empty = Wpisz nazwę użytkownika o długości od 1 do 64 znaków.
account-name-spaces = Nazwa użytkownika nie może zaczynać się ani kończyć spacją.
account-name-not-address = Nazwa użytkownika ze znakiem @ musi być pełnym adresem e-mail, na przykład anna@example.com.
account-name-ambiguous = „{ $name }” i „{ $other }” byłyby takie same przy logowaniu bez domeny. Zmień jedną z tych nazw.
account-password-empty = Wpisz hasło.
account-password-long = Hasło jest dłuższe niż { $max } bajtów; skróć je.
account-password-control = Hasło zawiera znak końca wiersza lub inny znak sterujący; wybierz hasło bez takich znaków.
account-password-unusable = Nie można użyć zapisanego hasła użytkownika „{ $name }”. Ustaw nowe.
account-password-saved = Hasło użytkownika „{ $name }” zostało zmienione.

account-address = Adres e-&mail
account-own-addresses = Może wysyłać ty&lko z własnych adresów
account-password-keep = Pozostaw puste, aby zachować obecne hasło.
account-col-mailbox = Skrzynka
account-col-send = Może wysyłać
account-col-relay = Może przekazywać
account-state-on = Aktywne
account-state-off = Zablokowane
card-way = Serwer i po&rt
card-method = Metoda uwierzytelniania
