//! One message between MAIL and the end of its data.

use super::exchange::Sender;
use crate::mail::{Address, BodyKind, Recipient, Return};
use crate::smtp::command::AuthIdentity;

/// The envelope as it grows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transaction {
    /// The qualified sender; `None` is `<>`.
    pub sender: Option<Address>,
    /// The accepted recipients, qualified, in the order they came.
    pub recipients: Vec<Recipient>,
    /// How many recipients were refused.
    pub refused: u32,
    /// `SIZE=` in octets.
    pub size: Option<u64>,
    /// `BODY=`
    pub body: BodyKind,
    /// `SMTPUTF8`
    pub smtputf8: bool,
    /// `RET=`
    pub ret: Option<Return>,
    /// `ENVID=`, xtext as given.
    pub envid: Option<Box<str>>,
    /// `AUTH=`: a claim.
    pub auth: Option<AuthIdentity>,
}

impl Transaction {
    /// Begins with a sender that was accepted as `address`.
    pub(super) fn begin(address: Option<Address>, asked: Sender) -> Self {
        Self {
            sender: address,
            recipients: Vec::new(),
            refused: 0,
            size: asked.size,
            body: asked.body,
            smtputf8: asked.smtputf8,
            ret: asked.ret,
            envid: asked.envid,
            auth: asked.auth,
        }
    }
}
