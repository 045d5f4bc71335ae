//! What became of a message, for the administrator: who is told more than the sender, and where to mend it.

use super::{joined, sentence};
use crate::delivery::outcome::{LogOnHindrance, Outcome, Receipt, Trouble};
use crate::delivery::peer::Peer;
use crate::i18n::Words;
use crate::tr;

/// What a destination answered last. `text` is what was kept in English, for records that have no `outcome`.
pub fn answer(words: &Words, text: &str, outcome: Option<&Outcome>) -> String {
    match outcome {
        None => text.to_owned(),
        Some(Outcome::Troubled(trouble)) => hindrance(words, trouble),
        Some(Outcome::Delivered(receipt)) => match receipt {
            Receipt::Mailbox(_) => tr!(words, "report-in-mailbox").into_owned(),
            Receipt::Expanded(_) => tr!(words, "report-expanded").into_owned(),
            Receipt::PassedOn { peer: host, reply } | Receipt::Relayed { peer: host, reply } => {
                tr!(words, "trouble-refused", host = peer(words, host), answer = reply.to_string()).into_owned()
            }
        },
    }
}

fn hindrance(words: &Words, trouble: &Trouble) -> String {
    let host = |host: &Peer| peer(words, host);
    match trouble {
        Trouble::Refused { peer, reply, .. } => tr!(words, "trouble-refused", host = host(peer), answer = reply.to_string()),
        Trouble::TurnedAway { peer, reply, .. } => {
            tr!(words, "warn-smart-host-failing", host = host(peer), reason = sentence(words, &reply.to_string()))
        }
        Trouble::Unreachable { peer, what } => return with_words(words, &tr!(words, "trouble-unreachable", host = host(peer)), what),
        Trouble::Broken { peer, what, .. } => return with_words(words, &tr!(words, "trouble-broken", host = host(peer)), what),
        Trouble::Nonsense { peer, .. } => tr!(words, "trouble-nonsense", host = host(peer)),
        Trouble::NoTls { peer } => tr!(words, "trouble-no-tls", host = host(peer)),
        Trouble::TlsFailed { peer, what } => tr!(words, "trouble-tls-failed", host = host(peer), reason = sentence(words, what)),
        Trouble::LogOnRefused { peer, reply, .. } => {
            tr!(words, "leave-test-log-on-refused", host = host(peer), answer = reply.to_string())
        }
        Trouble::LogOnImpossible { peer, why } => match why {
            LogOnHindrance::NotOffered => tr!(words, "test-log-on-not-offered", host = host(peer)),
            LogOnHindrance::OnlyInClear => tr!(words, "test-log-on-in-clear", host = host(peer)),
            LogOnHindrance::NoPassword => tr!(words, "test-no-password", host = host(peer)),
            LogOnHindrance::Odd => tr!(words, "test-log-on-odd", host = host(peer)),
            LogOnHindrance::Unproven => tr!(words, "test-log-on-unproven", host = host(peer)),
        },
        Trouble::NoSuchDomain(domain) => tr!(words, "trouble-no-domain", domain = domain.as_str()),
        Trouble::NullMx(domain) => tr!(words, "trouble-takes-no-mail", domain = domain.as_str()),
        Trouble::NoAddress(domain) => tr!(words, "trouble-no-address", domain = domain.as_str()),
        Trouble::SmartHostUnknown(domain) => {
            tr!(words, "answer-smart-host-unknown", host = domain.as_str(), place = words.text("leave-title"))
        }
        Trouble::SmartHostIsUs(peer) => tr!(words, "answer-smart-host-us", host = host(peer), place = words.text("leave-title")),
        Trouble::ForwardUnknown(domain) => {
            tr!(words, "answer-forward-unknown", host = domain.as_str(), place = words.text("tab-messages"))
        }
        Trouble::ForwardIsUs(peer) => tr!(words, "answer-forward-us", host = host(peer), place = words.text("tab-messages")),
        Trouble::Dns { name, what } => return with_words(words, &tr!(words, "trouble-dns", name = name), what),
        Trouble::LoopsBack(domain) => tr!(words, "trouble-loops-back", domain = domain),
        Trouble::UnknownAccount(address) => tr!(words, "trouble-no-mailbox", address = address.to_string()),
        Trouble::BeenHere(address) => tr!(words, "trouble-loop", address = address.to_string()),
        Trouble::MailboxFull(address) => tr!(words, "trouble-quota", address = address.to_string()),
        Trouble::Mailbox { full: true, what } => return with_words(words, &tr!(words, "trouble-disk-full"), what),
        Trouble::Mailbox { full: false, what } => tr!(words, "answer-mailbox", reason = sentence(words, what)),
        Trouble::Unreadable { what } => return with_words(words, &tr!(words, "trouble-unreadable"), what),
        Trouble::EightBit { peer } => tr!(words, "trouble-eight-bit", host = host(peer)),
        Trouble::Utf8 { peer } => tr!(words, "trouble-utf8", host = host(peer)),
        Trouble::TooLarge { peer, limit } => tr!(words, "trouble-too-large", host = host(peer), limit = words.size(limit.octets())),
        Trouble::Deleted => tr!(words, "trouble-deleted"),
        Trouble::Interrupted => tr!(words, "trouble-interrupted"),
    }
    .into_owned()
}

/// A sentence of ours, then the words of the system.
fn with_words(words: &Words, ours: &str, theirs: &str) -> String {
    match theirs.trim() {
        "" => ours.to_owned(),
        theirs => joined(words, &[ours, &sentence(words, theirs)]),
    }
}

/// Name, address, encryption and log-on of the other server, as far as they are known.
fn peer(words: &Words, peer: &Peer) -> String {
    let Some(address) = peer.address else { return peer.name.to_string() };
    let mut about = vec![address.to_string()];
    if let Some(used) = &peer.used {
        about.push(used.tls.as_deref().map_or_else(|| tr!(words, "device-may-clear").into_owned(), str::to_owned));
        about.extend(used.log_on.as_ref().map(|mechanism| format!("AUTH {mechanism}")));
    }
    format!("{} ({})", peer.name, about.join(", "))
}
