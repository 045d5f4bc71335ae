//! From a verdict to what the session says.

use super::{Refusal, Verdict};
use crate::mail::Address;
use crate::smtp::{Answer, Reply};

impl Verdict {
    /// The answer a refusal comes to; `None` for an acceptance, whose answer carries what only the asker knows.
    /// `recipient` is named where mail may not be relayed to it.
    pub fn answer(&self, recipient: Option<&Address>) -> Option<Answer> {
        self.refusal().map(|refusal| refusal.answer(recipient))
    }
}

impl Refusal {
    /// The answer for the session.
    pub fn answer(self, recipient: Option<&Address>) -> Answer {
        let reply = self.reply(recipient);
        if self.closes() { Answer::RefuseAndClose(reply) } else { Answer::Refuse(reply) }
    }

    /// The reply alone.
    pub fn reply(self, recipient: Option<&Address>) -> Reply {
        match self {
            Self::Blocked => Reply::too_many_failures(),
            Self::Excluded => Reply::not_permitted(),
            Self::NameUnanswered => Reply::name_lookup_failed(),
            Self::RelayUndecided => Reply::relay_undecided(),
            Self::Unavailable => Reply::service_unavailable(),
            Self::TooManyConnections => Reply::too_many_connections(),
            Self::StartTlsFirst => Reply::starttls_first(),
            Self::WeakCipher => Reply::cipher_too_weak(),
            Self::MechanismOff => Reply::unknown_mechanism(),
            Self::EncryptionRequired => Reply::encryption_required(),
            Self::AuthenticationRequired => Reply::authentication_required(),
            Self::SubmissionNotPermitted => Reply::submission_not_permitted(),
            Self::SenderNotYours => Reply::sender_not_yours(),
            Self::MessageTooBig => Reply::message_too_big(),
            Self::SessionTooBig => Reply::session_too_big(),
            Self::DiskFull => Reply::insufficient_storage(),
            Self::StorageTrouble => Reply::storage_error(),
            Self::UnqualifiedSender => Reply::unqualified_sender(),
            Self::UnqualifiedRecipient => Reply::unqualified_recipient(),
            Self::UnknownRecipient => Reply::unknown_recipient(),
            Self::MailboxFull => Reply::mailbox_full(),
            // Without an address, which RCPT always has, the same code with another sentence.
            Self::Relay => recipient.map_or_else(Reply::submission_not_permitted, Reply::unable_to_relay),
            Self::TooManyRecipients => Reply::too_many_recipients(),
            Self::TooManyHops => Reply::too_many_hops(),
            Self::TooSlow => Reply::timed_out(),
        }
    }

    /// Whether the session ends with it.
    pub fn closes(self) -> bool {
        matches!(
            self,
            Self::Blocked
                | Self::Excluded
                | Self::NameUnanswered
                | Self::Unavailable
                | Self::TooManyConnections
                | Self::SessionTooBig
                | Self::TooSlow
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_refusal_has_the_code_of_the_conformance_table() {
        let far = Address::parse("b@far.test").unwrap();
        for (refusal, wire) in [
            (Refusal::NameUnanswered, "421 4.4.3"),
            (Refusal::RelayUndecided, "451 4.4.3"),
            (Refusal::Blocked, "421 4.7.0"),
            (Refusal::Excluded, "554 5.7.1"),
            (Refusal::Unavailable, "421 4.3.2"),
            (Refusal::TooManyConnections, "421 4.7.0"),
            (Refusal::StartTlsFirst, "530 5.7.0"),
            (Refusal::WeakCipher, "554 5.7.0"),
            (Refusal::MechanismOff, "504 5.5.4"),
            (Refusal::EncryptionRequired, "538 5.7.11"),
            (Refusal::AuthenticationRequired, "530 5.7.0"),
            (Refusal::SubmissionNotPermitted, "550 5.7.1"),
            (Refusal::SenderNotYours, "550 5.7.1"),
            (Refusal::MessageTooBig, "552 5.3.4"),
            (Refusal::SessionTooBig, "421 4.3.1"),
            (Refusal::DiskFull, "452 4.3.1"),
            (Refusal::StorageTrouble, "451 4.3.0"),
            (Refusal::UnqualifiedSender, "501 5.1.7"),
            (Refusal::UnqualifiedRecipient, "501 5.1.3"),
            (Refusal::UnknownRecipient, "550 5.1.1"),
            (Refusal::MailboxFull, "452 4.2.2"),
            (Refusal::Relay, "550 5.7.1 Unable to relay for b@far.test"),
            (Refusal::TooManyRecipients, "452 4.5.3"),
            (Refusal::TooManyHops, "554 5.4.6"),
            (Refusal::TooSlow, "421 4.4.2"),
        ] {
            let reply = refusal.reply(Some(&far));
            assert!(reply.to_string().starts_with(wire), "{refusal:?}: {reply}");
            assert!(!refusal.closes() || reply.code() == 421 || refusal == Refusal::Excluded, "{refusal:?}");
        }
    }
}
