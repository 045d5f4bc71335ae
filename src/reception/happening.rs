//! What happens in the sessions, as facts: the engine puts them into its list of events.

use crate::mail::{AccountId, Address, QueueId, ServerId, SessionId};
use crate::net::tls::HandshakeTrouble;
use crate::policy::RuleId;
use crate::smtp::Notice;
use std::net::IpAddr;

/// One thing that happened in a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happening {
    /// The virtual server.
    pub server: ServerId,
    /// The session.
    pub session: SessionId,
    /// The client.
    pub client: IpAddr,
    /// What.
    pub what: What,
}

/// What can happen. Passwords and names that may be passwords are never in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// The client was refused.
    Refused {
        /// By this rule.
        rule: RuleId,
        /// The sender or recipient it was about.
        address: Option<Address>,
    },
    /// Somebody logged on.
    LoggedOn {
        /// Who.
        account: AccountId,
    },
    /// Somebody did not succeed in logging on.
    LogOnFailed {
        /// Whose name was given, where there is such an account.
        account: Option<AccountId>,
        /// The address is blocked because of it.
        blocked: bool,
    },
    /// A message was accepted and is on the disk.
    Accepted {
        /// Its name in the queue.
        id: QueueId,
        /// Its sender; `None` is `<>`.
        sender: Option<Address>,
        /// How many recipients it has.
        recipients: usize,
        /// How big it is.
        octets: u64,
    },
    /// A message could not be stored; in the words of the system.
    NotStored(Box<str>),
    /// Encryption did not come about.
    HandshakeFailed(HandshakeTrouble),
    /// Something an administrator may want to know.
    Noticed(Notice),
}
