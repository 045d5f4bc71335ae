### The Messages tab.

msg-specify = Określ następujące informacje o wiadomościach
msg-limit-size = &Ogranicz rozmiar wiadomości do (KB)
msg-limit-session = Ogranicz rozmiar &sesji do (KB)
msg-limit-per-connection = Ogranicz liczbę &wiadomości na połączenie do
msg-limit-recipients = Ogranicz liczbę adresatów &na wiadomość do
msg-ndr = Raport o niedostarczeniu (NDR)
msg-ndr-copy = Wyślij kopię raportu o niedostarczeniu &do
msg-badmail = Katalog &Badmail
msg-queue-dir = &Katalog kolejki
msg-forward-unresolved = Przekieruj &całą pocztę z nierozpoznanymi adresatami do hosta
msg-message-data = Dane wiadomości
msg-recipient = &Adresat
msg-sender = &Nadawca
msg-limit-size-note = Nadawcy poznają limit przed wysłaniem.
msg-limit-per-connection-note = Wychodzące: po tylu wiadomościach otwierane jest nowe połączenie.
msg-limit-recipients-note = Standardy internetowe wymagają co najmniej 100.
msg-report-language = &Język raportów
msg-badmail-note = Puste: { $folder } w folderze danych.
msg-forward-note = Puste: poczta do nazw, których nikt nie ma, jest odrzucana.
msg-pickup = Wysyłaj wiadomości z katalogu P&ickup
msg-pickup-note = Kompletne pliki .eml przeniesione do { $folder } w folderze danych są wysyłane. Pliki, które nie są wiadomościami, trafiają do katalogu Badmail.
