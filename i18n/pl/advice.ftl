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
testmsg-from = Wyśl&ij z adresu
testmsg-door = Prześlij na &serwer
testmsg-address = Adres &urządzenia
testmsg-show-queue = Pokaż &kolejkę
testmsg-way-smart-host = Wiadomość przechodzi od razu przez { $host }, z pominięciem kolejki.
testmsg-way-direct = Wiadomość trafia od razu bezpośrednio do serwera pocztowego adresata, z pominięciem kolejki.
testmsg-way-server = Wiadomość jest przesyłana na serwer tak, jak robi to program pocztowy, i dostarczana z kolejki.
testmsg-way-device = Wiadomość jest przesyłana na serwer tak, jakby pochodziła z urządzenia „{ $name }”: liczą się uprawnienia jego adresu. Jest dostarczana z kolejki.
testmsg-no-server = Nie działa żaden serwer wirtualny, który mógłby przyjąć wiadomość. Uruchom któryś.
testmsg-log-on-note = Bez nazwy użytkownika test się nie loguje.
testmsg-saved-note = Test używa tego, co jest zapisane: aby przetestować zmiany, najpierw wybierz OK.
testmsg-certificate-note = Certyfikat serwera nie jest sprawdzany.
testmsg-clear-note = Wiadomość jest wysyłana bez szyfrowania, bo temu urządzeniu na to pozwolono.
testmsg-queued = Serwer „{ $server }” ma wiadomość w kolejce i dostarczy ją stamtąd.
testmsg-sent-from = Program Postkontor na komputerze { $computer } wysłał tę wiadomość jako test. Nie trzeba odpowiadać.

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
test-step-in-clear = Nie udaje się nawiązać szyfrowanego połączenia; tak jak przy dostarczaniu test jest kontynuowany bez szyfrowania.
test-step-no-log-on = Nikt się nie loguje: serwer kieruje się tylko adresem.
test-step-sender = Nadawca przyjęty: { $words }
test-step-recipient = Adresat przyjęty: { $words }
test-step-content = Wiadomość przyjęta: { $words }
test-sender-refused = { $host } odrzuca nadawcę. Odpowiedź: { $answer }
test-recipient-refused = { $host } odrzuca adresata. Odpowiedź: { $answer }
test-content-refused = { $host } odrzuca wiadomość. Odpowiedź: { $answer }
test-null-mx = { $host } w ogóle nie przyjmuje poczty: tak mówi wpis w systemie DNS.
test-ourselves = { $host } prowadzi z powrotem do tego programu: poczta krążyłaby w kółko.
test-not-running = Serwer wirtualny nie działa już pod tym adresem. Uruchom go albo wybierz inny adres.
test-no-smtputf8 = { $host } nie przyjmuje adresów z literami takimi jak ą lub ł. Użyj innego adresu.
test-too-big = { $host } nie przyjmuje nawet tak małej wiadomości.
test-outcome-unknown = Połączenie z { $host } zakończyło się przed potwierdzeniem wiadomości. Mimo to mogła dotrzeć.
