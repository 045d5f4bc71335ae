### Test security, explain, impact, transcript.

verify-title = Testa säkerheten

explain-title = Skulle det släppas igenom?
explain-why-refused = Varför nekades detta?

impact-title = Vem påverkas?

transcript-title = Sessionsutskrift
