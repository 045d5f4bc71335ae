//! One exchange of a conversation as a protocol log has it, whichever side we were on (dialogs.md §2.10).

use jiff::Timestamp;
use std::borrow::Cow;
use std::net::SocketAddr;
use std::time::Duration;

/// A command with its reply, or one of them alone on an outgoing connection. Passwords and messages are never in it; all
/// else may be the other side's words and must be cleaned where it is written down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spoken {
    /// Who spoke.
    pub speaker: Speaker,
    /// When the exchange was over.
    pub at: Timestamp,
    /// The other side.
    pub peer: SocketAddr,
    /// Our side; unknown where a connection broke at once.
    pub local: Option<SocketAddr>,
    /// The command: `MAIL`; empty where there is none.
    pub verb: Cow<'static, str>,
    /// What stands behind it; of a reply its text.
    pub argument: Box<str>,
    /// The code of the reply; 0 for a command that waits for one.
    pub status: u16,
    /// Octets that we sent.
    pub sent: u64,
    /// Octets that we received.
    pub received: u64,
    /// From the command to its reply.
    pub taken: Duration,
}

/// Who spoke.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Speaker {
    /// A client to us, with the name it gave itself; empty before it did.
    Client(Box<str>),
    /// We to another server.
    Ourselves,
    /// Another server to us.
    Server,
}
