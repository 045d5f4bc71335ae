//! *Check DNS*: what our own name resolves to, and back.

use super::job::{DnsFinding, NotFound};
use super::resolvers;
use crate::mail::{Domain, canonical};
use crate::net::{LookupError, Resolver};
use std::net::IpAddr;
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// Asks the DNS servers in their order until one answers; the questions that follow go to the same one.
pub async fn check_dns(fqdn: &str, dns_servers: &[String], bindings: &[String]) -> DnsFinding {
    let begun = Instant::now();
    let deadline = begun + DEADLINE;
    let mut finding =
        DnsFinding { addresses: Err(NotFound::NoName), alias_of: None, reaches_us: None, asked: vec![], took: Duration::ZERO };
    if let Ok(name) = Domain::parse(fqdn.trim()) {
        finding.addresses = resolve(&name, dns_servers, deadline, &mut finding.asked, &mut finding.alias_of).await;
    }
    if let Ok(found) = &finding.addresses {
        finding.reaches_us = reaches(found.iter().map(|(address, _)| *address), bindings);
    }
    finding.took = begun.elapsed();
    finding
}

type Found = Result<Vec<(IpAddr, Option<String>)>, NotFound>;

async fn resolve(
    name: &Domain,
    dns_servers: &[String],
    deadline: Instant,
    asked: &mut Vec<String>,
    alias_of: &mut Option<String>,
) -> Found {
    let mut said = vec![];
    for (server, resolver) in resolvers(dns_servers) {
        asked.extend(server);
        match timeout_at(deadline, ask(name, &resolver)).await {
            Ok((Err(LookupError::Temporary { what, .. }), _)) => said.push(what),
            Ok((Err(LookupError::NoSuchDomain(_) | LookupError::NoRecords(_)), alias)) => {
                *alias_of = alias;
                return Err(NotFound::NoSuchHost);
            }
            Ok((Ok(addresses), alias)) => {
                *alias_of = alias;
                return Ok(names(addresses, &resolver, deadline).await);
            }
            Err(_) => break,
        }
    }
    Err(NotFound::NoAnswer(said.join("; ")))
}

async fn ask(name: &Domain, resolver: &Resolver) -> (Result<Vec<IpAddr>, LookupError>, Option<String>) {
    let (addresses, alias) = tokio::join!(resolver.addresses(name), resolver.alias(name));
    (addresses, alias.ok().flatten().map(|target| target.to_string()))
}

/// The name of each address; one that is not known in time has none.
async fn names(addresses: Vec<IpAddr>, resolver: &Resolver, deadline: Instant) -> Vec<(IpAddr, Option<String>)> {
    let mut found = vec![];
    for address in addresses {
        let name = timeout_at(deadline, resolver.reverse(address)).await;
        found.push((canonical(address), name.ok().and_then(Result::ok).map(|name| name.to_string())));
    }
    found
}

/// Whether one of the addresses is bound; `None` when every address of the computer is, or nothing sensible is.
fn reaches(mut found: impl Iterator<Item = IpAddr>, bindings: &[String]) -> Option<bool> {
    let mut bound = vec![];
    for text in bindings.iter().map(|text| text.trim()) {
        match text.parse::<IpAddr>() {
            Ok(address) if !address.is_unspecified() => bound.push(canonical(address)),
            Ok(_) => return None,
            Err(_) if text == "*" => return None,
            Err(_) => {}
        }
    }
    (!bound.is_empty()).then(|| found.any(|address| bound.contains(&address)))
}

const DEADLINE: Duration = Duration::from_secs(25);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_specific_addresses_are_compared() {
        let found = ["192.0.2.1".parse::<IpAddr>().unwrap()];
        let reaches = |bindings: &[&str]| reaches(found.iter().copied(), &bindings.iter().map(ToString::to_string).collect::<Vec<_>>());
        assert_eq!(reaches(&["*"]), None);
        assert_eq!(reaches(&["192.0.2.9", "0.0.0.0"]), None);
        assert_eq!(reaches(&[]), None);
        assert_eq!(reaches(&["192.0.2.9"]), Some(false));
        assert_eq!(reaches(&["192.0.2.9", " ::ffff:192.0.2.1"]), Some(true));
    }
}
