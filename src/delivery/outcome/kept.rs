//! An outcome as the spool keeps it beside the words in English, so that it can be told in any language later.

use super::{Outcome, Receipt, Trouble};
use crate::spool::state::{MAX_CAUSE, MAX_REPLY};

impl Outcome {
    /// As JSON of at most [`MAX_CAUSE`] octets; what others said is cut for that. `None` when even so it is longer.
    pub(in crate::delivery) fn kept(&self) -> Option<Box<str>> {
        let whole = serde_json::to_string(self).ok()?;
        if whole.len() <= MAX_CAUSE {
            return Some(whole.into());
        }
        self.cut(SHORT, MAX_CAUSE)
    }

    /// The same in at most [`MAX_REPLY`] octets: little of what others said, and nothing of what the connection was like.
    pub(in crate::delivery) fn kept_short(&self) -> Option<Box<str>> {
        let mut short = self.clone();
        if let Self::Delivered(Receipt::PassedOn { peer, .. } | Receipt::Relayed { peer, .. }) = &mut short {
            peer.used = None;
        }
        short.cut(SHORTER, MAX_REPLY)
    }

    fn cut(&self, said: usize, most: usize) -> Option<Box<str>> {
        let mut short = self.clone();
        if let Some(text) = short.said() {
            let end = (0..=said.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
            text.truncate(end.unwrap_or(0));
        }
        let short = serde_json::to_string(&short).ok()?;
        (short.len() <= most).then(|| short.into())
    }

    /// From what was kept; `None` when it was made by a program that knows more.
    pub fn from_kept(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// The words of the other side, or of the system.
    fn said(&mut self) -> Option<&mut String> {
        match self {
            Self::Delivered(Receipt::Mailbox(text) | Receipt::Expanded(text)) => Some(text),
            Self::Delivered(Receipt::PassedOn { reply, .. } | Receipt::Relayed { reply, .. }) => Some(&mut reply.text),
            Self::Troubled(trouble) => match trouble {
                Trouble::Refused { reply, .. } | Trouble::TurnedAway { reply, .. } | Trouble::LogOnRefused { reply, .. } => {
                    Some(&mut reply.text)
                }
                Trouble::Unreachable { what, .. }
                | Trouble::Broken { what, .. }
                | Trouble::TlsFailed { what, .. }
                | Trouble::Dns { what, .. }
                | Trouble::Mailbox { what, .. }
                | Trouble::Unreadable { what } => Some(what),
                _ => None,
            },
        }
    }
}

/// So much of what was said is kept when all of it is too much.
const SHORT: usize = 300;

/// And so much where there is room for hardly more than the names.
const SHORTER: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::outcome::{RemoteReply, Step};
    use crate::delivery::peer::{Peer, Used};
    use crate::smtp::reply::EnhancedCode;

    fn refused(text: &str) -> Outcome {
        let mut peer = Peer::named("mx.far.test", ([192, 0, 2, 1], 25).into());
        peer.used = Some(Box::new(Used { tls: Some("TLSv1.3".into()), log_on: Some("SCRAM-SHA-256".into()) }));
        let reply = RemoteReply::new(450, Some(EnhancedCode(4, 2, 0)), text);
        Outcome::Troubled(Trouble::Refused { peer, step: Step::Message, reply })
    }

    #[test]
    fn an_outcome_is_read_as_it_was_kept() {
        for outcome in
            [refused("“later”"), Outcome::Troubled(Trouble::Interrupted), Outcome::Delivered(Receipt::Mailbox("mailbox 1: 7".into()))]
        {
            assert_eq!(Outcome::from_kept(&outcome.kept().unwrap()), Some(outcome));
        }
        assert_eq!(Outcome::from_kept("{\"Troubled\":\"OfALaterVersion\"}"), None);
    }

    #[test]
    fn who_relayed_a_message_fits_beside_who_has_it() {
        let mut peer = Peer::named("m".repeat(255), ([192, 0, 2, 1], 25).into());
        peer.used = Some(Box::new(Used { tls: Some("TLSv1.3".into()), log_on: None }));
        let relayed = |peer: &Peer, text: &str| {
            let reply = RemoteReply::new(250, Some(EnhancedCode(2, 0, 0)), text);
            Outcome::Delivered(Receipt::Relayed { peer: peer.clone(), reply })
        };
        let kept = relayed(&peer, &"taken ".repeat(100)).kept_short().unwrap();
        assert!(kept.len() <= MAX_REPLY);
        peer.used = None;
        assert_eq!(Outcome::from_kept(&kept), Some(relayed(&peer, "taken ".repeat(14)[..64].trim_end())));
        // What else stands there is never taken for it.
        assert_eq!((Outcome::from_kept("7"), Outcome::from_kept("b@far.test"), Outcome::from_kept("{x}@far.test")), (None, None, None));
    }

    #[test]
    fn what_is_too_long_is_cut_between_characters() {
        let kept = refused(&"ü".repeat(500)).kept().unwrap();
        assert!(kept.len() <= MAX_CAUSE);
        assert_eq!(Outcome::from_kept(&kept), Some(refused(&"ü".repeat(150))));
    }
}
