//! *Test connection*: as far as delivery would go before it sends, and no further.
//!
//! The steps are those of [`super::conversation`], with QUIT at the end; never a message.

use super::conversation::{Course, Patience, Stop, connect, find, own_name, server_name, smart_host};
use super::job::{Hitch, Stage, Step};
use crate::config::written::SmartHost;
use crate::mail::Secret;
use std::net::SocketAddr;
use tokio::time::timeout;

/// What is to be tested, as typed.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The smart host.
    pub host: SmartHost,
    /// The password to log on with.
    pub password: Option<Secret<String>>,
    /// What we call ourselves.
    pub fqdn: String,
    /// HELO is said instead of EHLO.
    pub helo: bool,
    /// The external DNS servers; empty = the computer's own.
    pub dns_servers: Vec<String>,
    /// *TLS encryption* of the server.
    pub require_tls: bool,
}

/// Tries it out, and gives each step; the failed one is the last.
pub async fn test_connection(draft: &Draft, patience: Patience) -> Vec<Step> {
    let mut course = Course::new();
    // The step that was under way is the one that took too long.
    let ended = timeout(patience.overall, run(&mut course, draft, patience)).await.unwrap_or_else(|_| Err(Hitch::TimedOut.into()));
    course.end(ended)
}

async fn run(course: &mut Course, draft: &Draft, patience: Patience) -> Result<(), Stop> {
    let hello = own_name(&draft.fqdn)?;
    let (host, addresses) = find(&draft.host.host, &draft.dns_servers).await?;
    let listed: Vec<String> = addresses.iter().map(ToString::to_string).collect();
    course.well(listed.join(", "), Stage::Connect);
    let addresses: Vec<_> = addresses.into_iter().map(|ip| SocketAddr::new(ip, draft.host.port)).collect();
    let (tcp, at) = connect(&addresses, patience.connect).await?;
    course.well(addresses[at].to_string(), Stage::Greeting);
    let terms = smart_host(&draft.host, draft.password.as_ref(), (hello, draft.helo), draft.require_tls, patience);
    let mut talk = course.open(tcp, &server_name(&host, addresses[at]), &terms).await?;
    talk.quit().await;
    if draft.host.user.is_some() && draft.password.is_none() {
        course.stage = Stage::LogOn;
        return Err(Hitch::NoPassword.into());
    }
    Ok(())
}
