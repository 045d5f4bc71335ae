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
