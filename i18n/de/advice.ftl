### Test security, explain, impact, transcript.

verify-title = Sicherheit testen

explain-title = Würde das angenommen?
explain-why-refused = Warum abgelehnt?

impact-title = Wer ist betroffen?

transcript-title = Mitschnitt
