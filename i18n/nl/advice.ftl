### Test security, explain, impact, transcript.

verify-title = Beveiliging testen

explain-title = Wordt dit geaccepteerd?
explain-why-refused = Waarom geweigerd?

impact-title = Wie wordt geraakt?

transcript-title = Sessieverslag
