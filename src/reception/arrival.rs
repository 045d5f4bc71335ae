//! Connections that come through a proxy: who is really at the other end.

use super::rules::Rules;
use crate::net::proxy::{Progress, ProxyError, parse};
use crate::net::{Accepted, ProxyHeader};
use std::io;
use std::time::Duration;
use tokio::io::AsyncReadExt;
use tokio::time::timeout;

/// Why a connection from a trusted proxy cannot be served.
#[derive(Debug, thiserror::Error)]
pub(super) enum NotIntroduced {
    #[error(transparent)]
    Header(#[from] ProxyError),
    #[error("no PROXY header came in time")]
    Silent,
    #[error("the connection ended before the PROXY header: {0}")]
    Gone(#[from] io::Error),
}

/// Reads the PROXY header if the connection comes from a trusted proxy, and puts the client in its place. From anybody
/// else nothing is read: to the session such a header is an unknown command (row 35).
///
/// # Errors
/// [`NotIntroduced`]: a trusted proxy said nothing, or nothing sensible. Whose connection it is cannot be known then, so
/// nobody's rights may be given to it.
pub(super) async fn introduce(accepted: &mut Accepted, rules: &Rules) -> Result<(), NotIntroduced> {
    if !rules.proxies.contains(accepted.peer.ip()) {
        return Ok(());
    }
    let header = timeout(PATIENCE, read(accepted)).await.map_err(|_| NotIntroduced::Silent)??;
    if let ProxyHeader::Client { source, .. } = header {
        accepted.peer = source;
    }
    Ok(())
}

async fn read(accepted: &mut Accepted) -> Result<ProxyHeader, NotIntroduced> {
    let mut octets = vec![];
    loop {
        match parse(&octets)? {
            Progress::Done(header, _) => return Ok(header),
            Progress::Need(more) => {
                let have = octets.len();
                octets.resize(have + more, 0);
                accepted.stream.read_exact(&mut octets[have..]).await?;
            }
        }
    }
}

/// A proxy speaks first, and at once.
const PATIENCE: Duration = Duration::from_secs(5);
