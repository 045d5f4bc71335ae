### Test security, explain, impact, transcript.

verify-title = Przetestuj zabezpieczenia

explain-title = Czy to zostanie przyjęte?
explain-why-refused = Dlaczego odrzucono?

impact-title = Kogo to dotyczy?

transcript-title = Zapis sesji
