### What is wrong: settings, ports, certificates, files, refusals.

issue-at = { $field }: { $problem }
issue-at-line = Regel { $line }, { $field }: { $problem }
issue-empty = Dit mag niet leeg zijn.
issue-too-long = { $max ->
        [one] De tekst is langer dan { $max } teken; kort deze in.
       *[other] De tekst is langer dan { $max } tekens; kort deze in.
    }
issue-control = De tekst bevat een regeleinde of een ander besturingsteken; verwijder het.
issue-domain = “{ $value }” is geen domeinnaam: { $reason }
issue-domain-empty = de naam is leeg.
issue-domain-too-long = de naam is langer dan 253 tekens.
issue-domain-label = “{ $label }” is geen geldig deel van een domeinnaam.
issue-domain-character = het teken “{ $character }” is niet toegestaan in een domeinnaam.
issue-domain-international = “{ $name }” is geen geldige internationale domeinnaam.
issue-address = “{ $value }” is geen e-mailadres: { $reason }
issue-address-unqualified = de @ gevolgd door een domein ontbreekt.
issue-address-local = het deel vóór de @ is ongeldig.
issue-address-domain = het deel na de @ is ongeldig: { $reason }
issue-address-literal = het adres tussen vierkante haken is ongeldig.
issue-address-too-long = het adres is langer dan 254 tekens.
issue-not-local = { $address } hoort bij geen enkel e-maildomein van deze server. Voeg het domein toe onder E-maildomeinen of gebruik een ander adres.
issue-alias-of = { $domain } heeft hier geen eigen postvakken. Kies een ander domein.
issue-alias-catch-all = E-mail aan onbekende adressen van een alias gaat daarheen waar die van { $domain } heen gaat. Laat dit veld leeg.
issue-network-address = “{ $value }” is geen IP-adres. Typ een adres zoals 192.168.1.20 of een subnet zoals 192.168.1.0/24.
issue-network-mask = “{ $value }” is geen subnetmasker. Typ een masker zoals 255.255.255.0 of een aantal bits zoals 24.
issue-network-unspecified = { $address } is geen adres van een computer. Als u alle computers bedoelt, typt u { $address }/0.
issue-span = “{ $value }” is geen tijdsduur. Typ een getal en s, m, h of d, bijvoorbeeld 10m.
issue-bind-address = “{ $value }” is geen adres van deze computer. Selecteer (Alle niet-toegewezen) of een van de IP-adressen.
issue-dns-server = “{ $value }” is geen IP-adres van een DNS-server.
issue-host = “{ $value }” is geen hostnaam en geen IP-adres tussen vierkante haken, zoals [192.0.2.1].
issue-folder = “{ $value }” is geen map binnen de gegevensmap. Typ een relatief pad zoals logs.
issue-thumbprint = “{ $value }” is geen vingerafdruk van een certificaat (64 hexadecimale cijfers).
issue-duplicate = { $value } staat al in de lijst (zie { $first }). Verwijder een van de twee.
issue-binding-taken = { $binding } wordt al gebruikt door de virtuele server “{ $server }”. Kies een ander adres of een andere poort.
issue-range = { $value } valt buiten het bereik van { $min } tot en met { $max }.
issue-not-shorter = { $value } is niet korter dan { $limit }, de waarde van “{ $field }”.
issue-postmaster-missing = E-mail aan postmaster moet een persoon bereiken. Selecteer hier een lokale account.
issue-log-on-incomplete = Gebruikersnaam en wachtwoord horen bij elkaar: typ beide of geen van beide.
issue-log-on-in-clear = Zonder codering kan het wachtwoord op het netwerk worden gelezen. Selecteer STARTTLS of SSL/TLS, of sta dit uitdrukkelijk toe.
issue-helo-alone = HELO kent geen STARTTLS en geen aanmelding. Gebruik EHLO, of zie daarvan af.
issue-session-below-message = De sessielimiet van { $session } kB is kleiner dan de berichtlimiet van { $message } kB.

bind-failed = “{ $server }” kan niet luisteren op { $address }.
bind-in-use-by = { $address } wordt gebruikt door { $program }. Stop dat programma of kies een andere poort of een ander adres.
bind-in-use = { $address } wordt door een ander programma gebruikt. Stop dat programma of kies een andere poort of een ander adres.
bind-privilege = Poorten onder 1024 mogen alleen worden geopend met een speciaal recht dat dit programma niet heeft. Installeer de service van het pakket, voer “{ $command }” uit of kies een poort zoals 2525.
bind-not-ours = Geen netwerkkaart van deze computer heeft het adres { $address }. Kies een ander adres of (Alle niet-toegewezen).
bind-other = { $address } kan niet worden gebruikt: { $reason } Kies een andere poort of een ander adres.

chain-no-certificate = { $file } bevat geen certificaat. Er wordt een PEM-bestand met de regel BEGIN CERTIFICATE verwacht.
chain-no-key = { $file } bevat geen persoonlijke sleutel. Een gecodeerde sleutel moet eerst worden gedecodeerd.
chain-foreign-key = De persoonlijke sleutel hoort niet bij het certificaat. Gebruik de sleutel waarmee de aanvraag is gemaakt.
chain-key = De persoonlijke sleutel kan niet worden gebruikt: { $reason }
chain-certificate = Het certificaat kan niet worden gelezen: { $reason }
chain-unknown-key = Dit soort persoonlijke sleutel is hier niet bekend. Gebruik een RSA- of ECDSA-sleutel.
chain-damaged = Het certificaat is beschadigd en kan niet worden gelezen.

certificate-missing = “{ $server }” is ingesteld op het certificaat { $thumbprint }, maar dat is er niet meer. Installeer het opnieuw of gebruik het tijdelijke.
certificate-temporary-failed = Er kan geen tijdelijk certificaat voor { $fqdn } worden gemaakt: { $reason }
certificate-temporary = Tijdelijk certificaat
certificate-none-state = Er is geen certificaat geïnstalleerd. Tot die tijd codeert een tijdelijk certificaat de verbindingen.

file-unreadable = { $file } kan niet worden gelezen: { $reason }
file-unwritable = { $file } kan niet worden geschreven: { $reason }
file-too-large = { $file } is groter dan { $limit } en is niet gelezen. Is dit het juiste bestand?
file-syntax = { $file }, regel { $line }, kolom { $column }: { $reason } Het bestand is niet gewijzigd.
file-newer = { $file } heeft versie { $found }; dit programma leest tot en met { $known }. Installeer het nieuwere programma. Het bestand is niet gewijzigd.

refused-busy = Postkontor is bezig. Probeer het zo meteen opnieuw.
changed-meanwhile = Intussen ook elders gewijzigd: { $settings }. Met OK of Toepassen vervangt u de nieuwe waarden door de uwe; met Annuleren blijven de nieuwe behouden.
refused-gone = “{ $name }” bestaat niet meer.

certificate-tls = Met dit certificaat kan geen codering worden ingesteld: { $reason } Installeer een ander.
refused-gone-unnamed = Het is intussen verwijderd.
refused-has-mail = { $count ->
        [one] { $count } bericht van “{ $name }” staat nog in de wachtrij. Wacht tot het is verzonden.
       *[other] { $count } berichten van “{ $name }” staan nog in de wachtrij. Wacht tot ze zijn verzonden.
    }
refused-nothing-to-undo = Er is niets om ongedaan te maken.
refused-ended = De e-mailservice is beëindigd. Start Postkontor opnieuw.
refused-system = Deze computer kon het niet uitvoeren: { $reason } Er is niets gewijzigd.

start-spool = De wachtende e-mail kan niet worden geopend: { $reason } Controleer de schijf en de rechten van de map.
start-spool-newer = { $file } is door een nieuwere versie van Postkontor geschreven. Start die versie, of maak er eerst de wachtrij mee leeg.
start-trust = De certificaten die deze computer vertrouwt, kunnen niet worden gelezen: { $reason } Installeer het pakket ca-certificates.
start-interrupted = Het starten is onderbroken: { $reason } Start Postkontor opnieuw.
start-no-room = Het systeem heeft geen ruimte voor het programma: { $reason } Sluit andere programma’s af en start Postkontor opnieuw.
issue-directory = “{ $value }” is geen map. Typ een pad in de gegevensmap, zoals badmail, of een volledig pad, zoals /srv/badmail.
issue-unwritable = Er kan niet in de map { $folder } worden geschreven: { $reason } Kies een andere map, of geef de gebruiker die Postkontor uitvoert daar schrijfrechten.
issue-lmtp = “{ $value }” is geen mailopslag. Typ het pad van de socket, zoals /run/dovecot/lmtp, of host en poort, zoals 127.0.0.1:24.
issue-no-forward = E-mail moet worden doorgestuurd, maar er is geen adres opgegeven. Typ er ten minste één.

certificate-gone = Er is geen certificaat { $thumbprint }. Misschien is het intussen verwijderd.
certificate-make = De sleutel of het certificaat kan niet worden gemaakt: { $reason }
certificate-request-pending = Voor deze server is al een certificaataanvraag in behandeling. Verwerk of verwijder die eerst.
certificate-no-request = Voor deze server is geen certificaataanvraag meer in behandeling.
certificate-not-the-answer = De sleutel is een andere. De aanvraag blijft bestaan: kies het bestand dat de certificeringsinstantie ervoor heeft gestuurd.
certificate-is-key = Er staat geen certificaat in dit bestand, maar een persoonlijke sleutel.
certificate-is-encrypted-key = Er staat geen certificaat in dit bestand, maar een gecodeerde persoonlijke sleutel.
certificate-is-request = Er staat geen certificaat in dit bestand, maar de aanvraag die naar de certificeringsinstantie wordt gestuurd. Kies het antwoord.
certificate-is-pfx = Dit is een PFX-bestand. Importeer het met het wachtwoord.
certificate-is-unknown = Er staat geen certificaat in dit bestand. Verwacht wordt PEM, DER of PKCS #7 (.cer, .crt, .pem, .p7b).
certificate-is-too-large = Dit bestand is groter dan welk certificaat ook. Is dit het juiste bestand?
certificate-wrong-password = Het wachtwoord van het PFX-bestand is onjuist.
certificate-wrong-key-password = Het wachtwoord van de persoonlijke sleutel is onjuist.
certificate-import-no-key = Er zit een certificaat in dit bestand, maar niet de persoonlijke sleutel ervan. Kies ook het sleutelbestand of zet beide in één bestand.
certificate-import-no-key-in-key-file = Er zit geen persoonlijke sleutel in het sleutelbestand. Kies het bestand dat samen met de aanvraag voor dit certificaat is gemaakt.
certificate-import-key-alone = Dit is een persoonlijke sleutel zonder certificaat. Kies het bestand met het certificaat en geef dit op als sleutelbestand.
certificate-import-request = Dit is een certificaataanvraag, geen certificaat. Stuur de aanvraag naar een certificeringsinstantie en importeer het antwoord samen met de persoonlijke sleutel.
certificate-import-unknown = Er zit geen certificaat en geen persoonlijke sleutel in dit bestand. Verwacht wordt een PFX-bestand of PEM (.pem, .crt, .key).
certificate-import-too-large = Dit is groter dan welk certificaat met keten en sleutel ook. Is dit het juiste bestand?
certificate-import-too-many-keys = Er zijn meer persoonlijke sleutels dan één certificaat nodig heeft. Laat alleen de eigen sleutel in het bestand staan.
certificate-import-old-encryption = De persoonlijke sleutel is gecodeerd op de oude manier van PEM, die weinig beschermt. Schrijf de sleutel opnieuw met openssl pkcs8 -topk8 -in SLEUTEL -out NIEUW.
certificate-import-key-encryption = De persoonlijke sleutel is gecodeerd op een manier die hier niet bekend is. Schrijf de sleutel opnieuw met openssl pkcs8 -topk8 -v2 aes256 -in SLEUTEL -out NIEUW.
certificate-import-damaged-key = De persoonlijke sleutel is beschadigd. Kopieer het bestand opnieuw.
certificate-import-key-beside-pfx = Een PFX-bestand bevat de persoonlijke sleutel al. Laat het sleutelbestand leeg.
certificate-no-password = Een PFX-bestand heeft een wachtwoord nodig: het bevat de persoonlijke sleutel.
certificate-pfx = Het PFX-bestand kan niet worden gebruikt: { $reason }
certificate-pfx-without-key = Er zit geen persoonlijke sleutel in het PFX-bestand. Exporteer het opnieuw samen met de persoonlijke sleutel.
certificate-given-pfx = Het PFX-bestand
certificate-given-answer = Het antwoord van de certificeringsinstantie
certificate-given-issued = Het uitgegeven certificaat
certificate-given-certificate = Certificaat en sleutel
certificate-given-no-certificate = Er zit geen certificaat in.
certificate-given-no-key = Er zit geen persoonlijke sleutel in. Een gecodeerde sleutel moet eerst worden gedecodeerd.
certificate-pfx-not-one = Dit is geen PFX-bestand, of alleen het begin ervan. Kies een ander bestand of kopieer het opnieuw.
certificate-pfx-too-large = Dit PFX-bestand is groter dan welk bestand met een certificaat ook. Is dit het juiste?
certificate-pfx-old-form = Dit PFX-bestand heeft een oude indeling (BER). Lees het in Windows, macOS of OpenSSL in en exporteer het daar opnieuw.
certificate-pfx-too-many-parts = Dit PFX-bestand heeft meer gecodeerde delen dan een sleutel met zijn keten nodig heeft. Exporteer alleen dit certificaat opnieuw.
certificate-pfx-too-much-work = Dit PFX-bestand vergt veel meer rekenwerk dan welk ander ook voordat het opengaat. Exporteer alleen dit certificaat opnieuw, op de gebruikelijke manier.
certificate-pfx-too-many-certificates = Er zitten meer certificaten in dit PFX-bestand dan in welke keten ook. Exporteer alleen dat van de server, met de keten.
certificate-pfx-scrypt = Dit PFX-bestand is gecodeerd met scrypt, dat hier niet wordt gelezen. Exporteer het opnieuw met AES-256.
certificate-pfx-unknown-encryption = Dit PFX-bestand is gecodeerd op een manier die hier niet bekend is. Exporteer het opnieuw met AES-256.
certificate-pfx-no-certificate = Er zit een persoonlijke sleutel in het PFX-bestand, maar geen certificaat. Exporteer het opnieuw samen met het certificaat.
certificate-renews-by-hand = Dit certificaat vernieuwt zichzelf niet. Vernieuw het met de wizard Webservercertificaat.
certificate-pfx-too-slow = Het openen van het PFX-bestand duurt te lang: het vergt veel meer rekenwerk dan gebruikelijk. Exporteer het opnieuw op de gebruikelijke manier.
certificate-renews-by-records = Voor elke vernieuwing van dit certificaat zijn nieuwe records in DNS nodig. Vernieuw het met de wizard Webservercertificaat, die ze toont.
certificate-order-under-way = Een voor deze server besteld certificaat moet nog komen. Wacht erop, of geef de bestelling op in de wizard Webservercertificaat.
refused-in-use = Het certificaat wordt gebruikt door { $servers }. Wijs daar eerst een ander certificaat toe.
subject-control = De tekst bevat een onzichtbaar teken. Typ de tekst opnieuw.
subject-character = Certificeringsinstanties accepteren het teken { $character } hier niet. Laat het weg.
subject-no-host-name = Dit is geen hostnaam. Typ een naam zoals mail.example.com.
subject-wildcard = Een naam met * kan hier niet worden aangevraagd. Typ elke hostnaam afzonderlijk.
subject-no-country = Dit is geen landcode van twee letters.
finding-expired = Het is verlopen op { $date }. E-mailprogramma's weigeren het.
finding-not-yet = Het is pas geldig vanaf { $date }.
finding-self-signed = Het is zelfondertekend: alleen computers die daarvoor zijn ingesteld, vertrouwen het.
finding-incomplete = Het certificaat tussen dit en het basiscertificaat ontbreekt. Installeer het opnieuw samen met de tussenliggende certificaten.
finding-unknown-root = Deze computer vertrouwt het basiscertificaat ervan niet. E-mailprogramma's vertrouwen het waar het basiscertificaat is geïnstalleerd.
finding-broken-chain = “{ $name }” in het certificeringspad is verlopen of heeft het niet ondertekend.
finding-not-for-servers = Dit certificaat is niet bedoeld voor servers. Kies een ander.
finding-weak-key = De sleutel is te zwak: hedendaagse programma's weigeren die.
