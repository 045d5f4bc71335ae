//! *DNS Lookup…*: the addresses of a computer, as this computer finds them: its hosts file, its DNS.

use super::job::NotFound;
use crate::mail::{Domain, canonical};
use std::io;
use std::net::IpAddr;
use std::time::Duration;
use tokio::time::timeout;

/// The addresses of a host, each once, at most 16. An address is its own answer.
///
/// # Errors
/// [`NotFound`]
pub async fn look_up(host: &str) -> Result<Vec<IpAddr>, NotFound> {
    let host = host.trim();
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(vec![canonical(address)]);
    }
    let name = Domain::parse(host).map_err(|_| NotFound::NoName)?;
    let found = timeout(DEADLINE, tokio::net::lookup_host((name.as_str(), 0))).await;
    let addresses = found.map_err(|_| NotFound::NoAnswer(String::new()))?.map_err(|error| why(&error))?;
    let mut found: Vec<IpAddr> = vec![];
    for address in addresses.map(|a| canonical(a.ip())) {
        if found.len() < MOST && !found.contains(&address) {
            found.push(address);
        }
    }
    if found.is_empty() { Err(NotFound::NoSuchHost) } else { Ok(found) }
}

/// The C library tells its codes only in words: EAI_AGAIN means that nobody answered.
fn why(error: &io::Error) -> NotFound {
    let words = error.to_string();
    let nobody = error.raw_os_error().is_some() || words.contains("Temporary failure") || words.contains("Try again");
    if nobody { NotFound::NoAnswer(words) } else { NotFound::NoSuchHost }
}

const DEADLINE: Duration = Duration::from_secs(20);
const MOST: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_silent_dns_is_not_a_missing_name() {
        let said = |words: &str| why(&io::Error::other(format!("failed to lookup address information: {words}")));
        assert_eq!(said("Name or service not known"), NotFound::NoSuchHost);
        assert_eq!(said("No address associated with hostname"), NotFound::NoSuchHost);
        assert!(matches!(said("Temporary failure in name resolution"), NotFound::NoAnswer(_)));
    }
}
