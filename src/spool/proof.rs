//! What the proofs of the spool share.

mod crash;
mod early;
mod everyday;
mod faults;
mod model;
mod sim;

use crate::mail::{Address, BodyKind, Channel, Envelope, Origin, Recipient, ServerId};
use jiff::Timestamp;

/// So many seconds after the beginning of time.
pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

/// An envelope to these recipients, accepted at 0.
pub(crate) fn envelope(recipients: &[&str]) -> Envelope {
    Envelope {
        server: ServerId(1),
        sender: Some(Address::parse("sender@here.test").unwrap()),
        recipients: recipients.iter().map(|r| Recipient::new(Address::parse(r).unwrap())).collect(),
        body: BodyKind::SevenBit,
        smtputf8: false,
        ret: None,
        envid: None,
        accepted: at(0),
        origin: Origin { channel: Channel::Submission, client: None, account: None },
    }
}
