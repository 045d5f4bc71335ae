//! *Check DNS* of a DKIM key: what others will find when they look for it.

use super::job::DkimFinding;
use super::resolvers;
use crate::mail::Domain;
use crate::net::LookupError;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// Asks the DNS servers in their order until one answers.
pub async fn check_dkim(name: &str, text: &str, dns_servers: &[String]) -> DkimFinding {
    let Ok(name) = Domain::parse(name.trim()) else { return DkimFinding::Missing };
    let deadline = Instant::now() + DEADLINE;
    let mut said = vec![];
    for (_, resolver) in resolvers(dns_servers) {
        match timeout_at(deadline, resolver.texts(&name)).await {
            Ok(Ok(found)) => return judge(&found, text),
            Ok(Err(LookupError::NoSuchDomain(_) | LookupError::NoRecords(_))) => return DkimFinding::Missing,
            Ok(Err(LookupError::Temporary { what, .. })) => said.push(what),
            Err(_) => break,
        }
    }
    DkimFinding::NoAnswer(said.join("; "))
}

/// The tags that count are compared; blanks and their order do not (RFC 6376 §3.2).
fn judge(found: &[String], wanted: &str) -> DkimFinding {
    let wanted = tags(wanted);
    let fits = |text: &&String| {
        let tags = tags(text);
        // k=rsa and v=DKIM1 may be left out (§3.6.1).
        let of = |tag: &str, unsaid: &str| tags.iter().find(|(name, _)| name == tag).map_or(unsaid.to_owned(), |(_, value)| value.clone());
        wanted.iter().all(|(name, value)| match name.as_str() {
            "v" => of("v", "DKIM1") == *value,
            "k" => of("k", "rsa") == *value,
            other => of(other, "") == *value,
        })
    };
    match (found.iter().find(fits), found.first()) {
        (Some(_), _) => DkimFinding::Published,
        (None, Some(other)) => DkimFinding::Different(other.chars().take(MOST_SHOWN).collect()),
        (None, None) => DkimFinding::Missing,
    }
}

fn tags(text: &str) -> Vec<(String, String)> {
    let tag = |part: &str| {
        let (name, value) = part.split_once('=')?;
        Some((name.trim().to_owned(), value.split_whitespace().collect()))
    };
    text.split(';').filter_map(tag).collect()
}

const DEADLINE: Duration = Duration::from_secs(15);
/// Characters of another record that are worth reading.
const MOST_SHOWN: usize = 500;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_order_and_what_goes_without_saying_do_not_count_and_the_key_does() {
        let wanted = "v=DKIM1; k=rsa; p=AbC+/=";
        let judged = |found: &[&str]| judge(&found.iter().map(ToString::to_string).collect::<Vec<_>>(), wanted);
        for good in ["v=DKIM1; k=rsa; p=AbC+/=", "p=AbC+/=", "v=DKIM1;p=Ab C+/= ;t=s", "k=rsa; p=AbC+/=; v=DKIM1"] {
            assert_eq!(judged(&["other=1", good]), DkimFinding::Published, "{good}");
        }
        for bad in ["v=DKIM1; k=rsa; p=", "v=DKIM1; k=ed25519; p=AbC+/=", "v=DKIM1; p=abc+/=", "hello"] {
            assert_eq!(judged(&[bad]), DkimFinding::Different(bad.into()));
        }
        assert_eq!(judged(&[]), DkimFinding::Missing);
    }
}
