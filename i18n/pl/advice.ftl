### Test security, explain, impact, transcript.

verify-title = Przetestuj zabezpieczenia

explain-title = Czy to zostanie przyjęte?
explain-why-refused = Dlaczego odrzucono?

impact-title = Kogo to dotyczy?

transcript-title = Zapis sesji

testmsg-title = Wyślij wiadomość testową
testmsg-to = Wyślij &do
testmsg-send = &Wyślij
testmsg-subject = Wiadomość testowa z programu Postkontor
testmsg-body = Jeśli widzisz ten tekst, poczta z serwera „{ $server }” dociera.
testmsg-running = W drodze…
testmsg-delivered = Dostarczono do skrzynki pocztowej { $address } (czas: { $duration }).
testmsg-handed-over = { $host }: wiadomość dla { $address } została przyjęta. Czy dotarła do skrzynki, widać tylko tam.
testmsg-waiting = Jeszcze nie dostarczono: { $reason } Następna próba: { $time }.
testmsg-failed = Nie można było dostarczyć wiadomości testowej: { $reason }

test-step-look-up = Znaleziono nazwę: { $words }
test-step-connect = Połączono z { $words }
test-step-greeting = Serwer odpowiada: { $words }
test-step-encrypt = Połączenie jest szyfrowane: { $words }
test-step-log-on = Zalogowano: { $words }
test-own-name = W pełni kwalifikowana nazwa domeny tego serwera wirtualnego jest nieprawidłowa. Popraw ją na karcie Dostarczanie > Zaawansowane.
test-timed-out = { $host } nie odpowiada w wyznaczonym czasie. Sprawdź nazwę, port i szyfrowanie oraz to, czy zapora zezwala na połączenie.
test-closed = { $host } zamknął połączenie bez słowa. Sprawdź port i szyfrowanie.
test-no-password = Nie zapisano hasła do { $host }. Wpisz je.
test-log-on-not-offered = { $host } nie umożliwia na tym porcie logowania nazwą użytkownika i hasłem. Wybierz inny port lub szyfrowanie albo zrezygnuj z logowania.
test-log-on-in-clear = Bez szyfrowania hasło do { $host } można by odczytać w sieci, więc nie zostało wysłane. Wybierz STARTTLS lub SSL/TLS albo wyraźnie na to zezwól.
test-log-on-odd = { $host } nie przestrzega oferowanego sposobu logowania. Należy wybrać inny w oknie „Zabezpieczenia wychodzące” albo zapytać administratora serwera.
test-log-on-unproven = { $host } nie udowodnił, że zna hasło: może się pod niego podszywać inny komputer. Niczego nie wysłano.
