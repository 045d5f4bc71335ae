//! What clients did and were allowed to: kept for a while, so that a change of the rules can be tried on it (*Who is
//! affected?*). Pure: the form of one fact, and its line of text.
//!
//! Only addresses and numbers are kept: no names, no subjects, nothing that was written.

use crate::mail::{AccountId, Address, ServerId, canonical};
use std::net::IpAddr;

/// One thing a client did.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Past {
    /// At this virtual server.
    pub server: ServerId,
    /// The client, canonical.
    pub client: IpAddr,
    /// The strength of its cipher; `None` = in clear.
    pub bits: Option<u16>,
    /// What it did.
    pub deed: Deed,
}

/// What it was.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Deed {
    /// It connected.
    Connected,
    /// It logged on.
    LoggedOn(AccountId),
    /// It sent to somebody.
    Sent {
        /// Who had logged on.
        account: Option<AccountId>,
        /// The sender; `None` is `<>`.
        sender: Option<Address>,
        /// The recipient.
        recipient: Address,
    },
}

impl Past {
    /// The fact and how often it was one, as a line without its end. Tabs separate: no address has one.
    pub fn line(&self, count: u32) -> String {
        let number = |account: Option<AccountId>| account.map_or_else(String::new, |id| id.to_string());
        let bits = self.bits.map_or_else(String::new, |bits| bits.to_string());
        let start = format!("{count}\t{}\t{}\t{bits}", self.server, self.client);
        match &self.deed {
            Deed::Connected => start,
            Deed::LoggedOn(account) => format!("{start}\t{account}"),
            Deed::Sent { account, sender, recipient } => {
                let sender = sender.as_ref().map_or_else(String::new, Address::to_string);
                format!("{start}\t{}\t{sender}\t{recipient}", number(*account))
            }
        }
    }

    /// Reads such a line; `None` for anything else.
    pub fn read(line: &str) -> Option<(Self, u32)> {
        let parts: Vec<&str> = line.split('\t').collect();
        let (&[count, server, client, bits], rest) = parts.split_first_chunk::<4>()?;
        let account = |text: &str| text.parse().map(AccountId).ok();
        let optional = |text: &str| if text.is_empty() { Some(None) } else { account(text).map(Some) };
        let deed = match rest {
            [] => Deed::Connected,
            [who] => Deed::LoggedOn(account(who)?),
            [who, sender, recipient] => Deed::Sent {
                account: optional(who)?,
                sender: if sender.is_empty() { None } else { Some(Address::parse(sender).ok()?) },
                recipient: Address::parse(recipient).ok()?,
            },
            _ => return None,
        };
        let bits = if bits.is_empty() { None } else { Some(bits.parse().ok()?) };
        let past = Self { server: ServerId(server.parse().ok()?), client: canonical(client.parse().ok()?), bits, deed };
        Some((past, count.parse().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_fact_reads_back_as_it_was_written() {
        let address = |text: &str| Address::parse(text).unwrap();
        let sent = |account, sender| Deed::Sent { account, sender, recipient: address("\"b b\"@far.test") };
        for (bits, deed) in [
            (None, Deed::Connected),
            (Some(256), Deed::LoggedOn(AccountId(7))),
            (Some(128), sent(Some(AccountId(7)), Some(address("anna@office.test")))),
            (None, sent(None, None)),
        ] {
            let past = Past { server: ServerId(2), client: "2001:db8::1".parse().unwrap(), bits, deed };
            let line = past.line(14);
            assert!(!line.contains('\n'));
            assert_eq!(Past::read(&line), Some((past, 14)), "{line}");
        }
    }

    #[test]
    fn what_is_no_fact_is_left_out() {
        for line in [
            "",
            "1\t1",
            "x\t1\t192.0.2.1\t",
            "1\t1\tnowhere\t",
            "1\t1\t192.0.2.1\t\tanna",
            "1\t1\t192.0.2.1\t\t\t\tnot an address",
            "1\t1\t192.0.2.1\t\t1\t\ta@b.test\tmore",
        ] {
            assert_eq!(Past::read(line), None, "{line:?}");
        }
    }
}
