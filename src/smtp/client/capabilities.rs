//! What a server offers in its answer to EHLO.

use super::reply::ServerReply;
use crate::smtp::sasl::Mechanism;

/// The extensions of a server that we use.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Capabilities {
    /// PIPELINING (RFC 2920)
    pub pipelining: bool,
    /// 8BITMIME (RFC 6152)
    pub eight_bit: bool,
    /// SMTPUTF8 (RFC 6531)
    pub smtputf8: bool,
    /// STARTTLS (RFC 3207)
    pub starttls: bool,
    /// DSN (RFC 3461)
    pub dsn: bool,
    /// CHUNKING (RFC 3030)
    pub chunking: bool,
    /// SIZE (RFC 1870) was offered.
    pub size: bool,
    /// The limit in octets, when SIZE named one.
    pub size_limit: Option<u64>,
    /// Recipients of one transaction, when LIMITS (RFC 9422) names a number.
    pub recipients_limit: Option<u32>,
    /// Domains of the recipients of one transaction, likewise.
    pub domains_limit: Option<u32>,
    /// Transactions of one connection, likewise.
    pub messages_limit: Option<u32>,
    /// The mechanisms of AUTH that we know.
    pub mechanisms: Vec<Mechanism>,
}

impl Capabilities {
    /// Reads the answer to EHLO; its first line is a greeting. What we do not know is passed over.
    pub fn read(reply: &ServerReply) -> Self {
        let mut offered = Self::default();
        for line in reply.lines.iter().skip(1) {
            // Some old servers write "AUTH=LOGIN" beside the proper form.
            let line = line.to_ascii_uppercase().replacen("AUTH=", "AUTH ", 1);
            let mut words = line.split_ascii_whitespace();
            match words.next() {
                Some("PIPELINING") => offered.pipelining = true,
                Some("8BITMIME") => offered.eight_bit = true,
                Some("SMTPUTF8") => offered.smtputf8 = true,
                Some("STARTTLS") => offered.starttls = true,
                Some("DSN") => offered.dsn = true,
                Some("CHUNKING") => offered.chunking = true,
                Some("SIZE") => {
                    offered.size = true;
                    // RFC 1870 §3: zero means no fixed limit.
                    offered.size_limit = words.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0);
                }
                Some("LIMITS") => {
                    // RFC 9422 §3: what we do not know, or cannot read, is no limit.
                    for (name, value) in words.filter_map(|word| word.split_once('=')) {
                        let value = value.parse().ok().filter(|n| *n > 0);
                        match name {
                            "RCPTMAX" => offered.recipients_limit = value,
                            "RCPTDOMAINMAX" => offered.domains_limit = value,
                            "MAILMAX" => offered.messages_limit = value,
                            _ => {}
                        }
                    }
                }
                Some("AUTH") => {
                    for mechanism in words.filter_map(Mechanism::from_name) {
                        if !offered.mechanisms.contains(&mechanism) {
                            offered.mechanisms.push(mechanism);
                        }
                    }
                }
                _ => {}
            }
        }
        offered
    }
}
