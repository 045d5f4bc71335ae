//! What an administrator wants to know before a setting is made: is the name found, does the smart host let us in?
//!
//! ```text
//!   Job ──▶ look_up           host name ─▶ addresses, as this computer resolves them
//!       ──▶ check_dns         our own name ─▶ addresses ─▶ names, by the server's DNS list, against its bindings
//!       ──▶ check_dkim        the TXT record of a key ─▶ is it the one that signs?
//!       ──▶ test_connection   smart host ─▶ TCP ─▶ TLS ─▶ greeting ─▶ log-on ─▶ QUIT; never a message
//!       ──▶ test_message      the same, or a server of our own, ─▶ sender ─▶ recipient ─▶ content
//!       ──▶ folder            a folder of this computer ─▶ what lies in it
//!        ──▶ Finding
//!   Step ──▶ scan::cures      what a watched device was refused ─▶ what to do about it
//! ```
//!
//! Works on drafts: everything is as typed, nothing need be saved. Asks others and changes nothing here, but for the test
//! message that a server of our own takes, and a folder that *Browse…* is to make. Each has a deadline of its own, and
//! dropping the future ends it.

mod check_dkim;
mod check_dns;
pub mod conversation;
pub mod folder;
pub mod job;
pub mod letter;
mod look_up;
pub mod scan;
pub mod test_connection;
pub mod test_message;

pub use check_dkim::check_dkim;
pub use check_dns::check_dns;
pub use conversation::Patience;
pub use look_up::look_up;
pub use test_connection::test_connection;
pub use test_message::test_message;

use crate::net::Resolver;
use job::{Finding, Job};
use std::net::{IpAddr, SocketAddr};
use tokio::net::TcpStream;

/// Carries out a job. `door` is for a test message that is handed in as if from another address.
pub async fn carry_out(job: Job, door: Option<TcpStream>) -> Finding {
    match job {
        Job::LookUp { host } => Finding::LookedUp(look_up(&host).await),
        Job::CheckDns { fqdn, dns_servers, bindings } => Finding::Dns(check_dns(&fqdn, &dns_servers, &bindings).await),
        Job::CheckDkim { name, text, dns_servers } => Finding::Dkim(check_dkim(&name, &text, &dns_servers).await),
        Job::TestConnection { host, password, fqdn, helo, dns_servers, require_tls } => {
            let draft = test_connection::Draft { host: *host, password, fqdn, helo, dns_servers, require_tls };
            Finding::Connection(test_connection(&draft, Patience::default()).await)
        }
        Job::TestMessage { way, letter } => Finding::Message(test_message(&way, &letter, door, Patience::default()).await),
        Job::Folder { look, home } => {
            let found = folder::look(look.clone(), home.unwrap_or_default()).await;
            Finding::Folder(look, found)
        }
    }
}

/// The resolvers to ask, one a server, each with its name as typed; what is no address is left out.
fn resolvers(dns_servers: &[String]) -> Vec<(Option<String>, Resolver)> {
    if dns_servers.is_empty() {
        return Resolver::new(&[]).ok().map(|resolver| (None, resolver)).into_iter().collect();
    }
    dns_servers.iter().filter_map(|text| Some((Some(text.trim().to_owned()), Resolver::new(&[server(text)?]).ok()?))).collect()
}

/// A DNS server as typed: an address, with or without a port.
fn server(text: &str) -> Option<SocketAddr> {
    let text = text.trim();
    text.parse().or_else(|_| text.parse::<IpAddr>().map(|ip| SocketAddr::new(ip, 53))).ok()
}
