### Test security, explain, impact, transcript.

verify-title = Test security

explain-title = Would this be accepted?
explain-why-refused = Why was this refused?

impact-title = Who is affected?

transcript-title = Transcript
