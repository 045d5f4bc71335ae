### Queues and Find Messages.

q-viewer = Warteschlangenanzeige
q-protocol = Protokoll
q-source = Quelle
q-num-messages = Anzahl der Nachrichten
q-total-size = Gesamtgröße der Nachrichten (KB)
q-oldest = Übermittlungszeit der ältesten Nachricht
q-next-retry = Zeitpunkt des nächsten Verbindungsversuchs
q-additional-info = Zusätzliche Warteschlangeninformationen
q-freeze = &Zurückhalten
q-unfreeze = &Freigeben
q-force = &Verbindung erzwingen
q-find = &Nachrichten suchen…
q-delete-ndr = &Löschen (mit Unzustellbarkeitsbericht)
q-delete-no-ndr = Löschen (&ohne Unzustellbarkeitsbericht)
q-delete-all-ndr = Alle Nachrichten löschen (Unzustellbarkeitsbericht &senden)
q-delete-all-no-ndr = Alle Nachrichten löschen (&ohne Unzustellbarkeitsbericht)
q-disable-outbound = &Ausgehende Nachrichten deaktivieren
q-enable-outbound = A&usgehende Nachrichten aktivieren
q-settings = &Einstellungen…
q-refresh-rate = Warteschlangen aktualisieren alle
q-state-active = Aktiv
q-state-ready = Bereit
q-state-retry = Wiederholen
q-state-scheduled = Geplant
q-state-remote = Remote
q-state-frozen = Zurückgehalten
q-state-frozen-there = Ziel zurückgehalten
q-local-delivery = Lokale Übermittlung
q-awaiting-lookup = Nachrichten warten auf Verzeichnissuche
q-waiting-route = Nachrichten warten auf Routing
q-pending-submission = Nachrichten warten auf Übermittlung
q-dsn-pending = DSN-Nachrichten warten auf Übermittlung
q-failed-retry = Warteschlange für die Wiederholung fehlgeschlagener Nachrichten
q-deferred = Nachrichten für verzögerte Übermittlung
q-unreachable = Endziel derzeit nicht erreichbar
q-remote-delivery = Remoteübermittlung

find-title = Nachrichten suchen
find-limit = Anzahl der in der &Suche aufzulistenden Nachrichten
find-state = Nachrichten &mit folgendem Status anzeigen
find-all = Alle Nachrichten
find-now = &Jetzt suchen
find-new = &Neue Suche
find-size = Größe
find-subject = Betreff
find-priority = Priorität
find-received = Empfangen

q-freeze-note = Bis zur Freigabe zurückhalten
q-unfreeze-note = Wieder senden lassen
q-force-note = Jetzt versuchen, statt auf den nächsten Versuch zu warten
q-disable-outbound-note = Alle ausgehenden Nachrichten dieses Servers in den Warteschlangen belassen

q-col-messages = Anzahl
q-col-size = Größe (KB)
q-col-oldest = Älteste
q-col-next = Versuch um
q-state-disabled = Deaktiviert
q-state-stopped = Server beendet
q-local = { $name } (lokal)
q-more = { $shown } von { $total } Zielen werden angezeigt.

q-why-none = Wählen Sie ein Ziel aus, um seine letzte Antwort zu sehen.
q-why-active = Nachrichten sind in diesem Augenblick unterwegs.
q-why-ready = Die Nachrichten gehen hinaus, sobald eine Verbindung frei ist.
q-why-retry = Der letzte Versuch ist gescheitert; der nächste folgt von selbst.
q-why-frozen = Dieses Ziel wird zurückgehalten: Neue Nachrichten kommen herein, aber bis zur Freigabe geht nichts hinaus.
q-why-messages-frozen = Alle Nachrichten hier werden zurückgehalten und warten auf ihre Freigabe.
q-why-disabled = Ausgehende Nachrichten dieses Servers sind deaktiviert; sie warten.
q-why-stopped = Der virtuelle Server wird nicht ausgeführt; die Nachrichten warten, bis er gestartet wird.
q-frozen-messages = { $count ->
        [one] { $count } Nachricht wird einzeln zurückgehalten.
       *[other] { $count } Nachrichten werden einzeln zurückgehalten.
    }
q-answer = Letzte Antwort, { $time }: { $text }
q-no-answer = Bisher hat niemand geantwortet.

q-disable-all-note = Nachrichten werden angenommen und warten; nur hiesige Postfächer bekommen ihre
q-enable-all-note = Auf allen Servern hinauslassen, was wartet
q-ask-freeze = Möchten Sie { $name } zurückhalten?
q-ask-freeze-note = Zurückhalten: bis zur Freigabe nicht senden. Neue Nachrichten kommen herein und warten; eine laufende Übergabe endet noch.
q-ask-disable = Möchten Sie ausgehende Nachrichten auf allen Servern deaktivieren?
q-ask-delete = Möchten Sie diese Nachricht löschen?
q-ask-delete-some = { $count ->
        [one] Möchten Sie { $count } Nachricht löschen?
       *[other] Möchten Sie { $count } Nachrichten löschen?
    }
q-ask-delete-all = { $count ->
        [one] Möchten Sie { $count } Nachricht an { $name } löschen?
       *[other] Möchten Sie { $count } Nachrichten an { $name } löschen?
    }
q-ask-freeze-count = { $count ->
        [0] Zurzeit wartet dort nichts.
        [one] Zurzeit wartet dort { $count } Nachricht.
       *[other] Zurzeit warten dort { $count } Nachrichten.
    }
q-ask-enable = Möchten Sie ausgehende Nachrichten auf allen Servern aktivieren?
q-ask-enable-note = Was wartet, wird sofort gesendet. Zurzeit halten diese Server ihre ausgehenden Nachrichten zurück: { $servers }
q-ask-message = Von { $from } an { $to }
q-ask-message-about = „{ $subject }“ von { $from } an { $to }
q-delete-others-note = Empfänger derselben Nachrichten an anderen Zielen erhalten sie weiterhin.
q-ask-badmail = Möchten Sie diese Nachricht in das Badmail-Verzeichnis verschieben?
q-ask-badmail-some = { $count ->
        [one] Möchten Sie { $count } Nachricht in das Badmail-Verzeichnis verschieben?
       *[other] Möchten Sie { $count } Nachrichten in das Badmail-Verzeichnis verschieben?
    }
q-delete-ndr-note = Gelöschtes wird nie gesendet; der Absender erfährt es durch einen Bericht. Das lässt sich nicht rückgängig machen.
q-delete-no-ndr-note = Gelöschtes wird nie gesendet, und niemand erfährt es. Das lässt sich nicht rückgängig machen.
q-badmail-note = Sie verlässt die Warteschlange und liegt dort mit einer Datei, die den Grund nennt. Niemand erfährt es.
q-badmail-some-note = Sie verlassen die Warteschlange und liegen dort, jede mit einer Datei, die den Grund nennt. Niemand erfährt es.
q-badmail = In das &Badmail-Verzeichnis verschieben
q-retry-now = Jetzt &versuchen
q-done = { $count ->
        [0] Keine Nachricht war betroffen.
        [one] { $count } Nachricht war betroffen.
       *[other] { $count } Nachrichten waren betroffen.
    }
q-later = { $count ->
        [one] { $count } weitere ist unterwegs und folgt, wenn ihr Versuch beendet ist.
       *[other] { $count } weitere sind unterwegs und folgen, wenn ihre Versuche beendet sind.
    }

find-hint = Tragen Sie ein, was bekannt ist, oder nichts, und wählen Sie „Jetzt suchen“.
find-searching = Suche läuft…
find-nothing = Es wurden keine Nachrichten gefunden.
find-shown = Angezeigt: { $shown } von { $total }
find-shown-selected = Angezeigt: { $shown } von { $total }. Ausgewählt: { $selected }
find-scope = Nur Nachrichten an { $name } von „{ $server }“
find-and-more = { $count ->
        [one] { $first } und { $count } weiterer
       *[other] { $first } und { $count } weitere
    }

q-message = Nachricht
q-message-id = Nachrichtennummer
q-message-gone = Diese Nachricht hat die Warteschlange verlassen.
q-attempts = Versuche
q-expires = Läuft ab
q-delivered = Zugestellt
q-failed = Aufgegeben
q-made-here = Von diesem Server erzeugt
