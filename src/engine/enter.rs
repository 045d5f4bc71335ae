//! A test message as if from another address: the client is ours, but the session judges it by that address.
//!
//! The two ends are a pair of sockets on loopback. Nothing else is special: limits, lists, devices and logs are those of any
//! session, and the name that the test gives itself tells it apart in all of them.

use super::apply::Shared;
use super::job::Submission;
use crate::advice::test_message::reachable;
use crate::mail::canonical;
use crate::net::Accepted;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};

impl Shared {
    /// Begins the session, and gives its other end; `None` when the server does not run or no socket can be had.
    pub(super) async fn enter(self: Arc<Self>, submission: &Submission) -> Option<TcpStream> {
        let (ours, stream) = pair().await.ok()?;
        let peer = SocketAddr::new(canonical(submission.client?), stream.peer_addr().ok()?.port());
        let (server, encryption, local) = (submission.server, submission.encryption, reachable(submission.address));
        let accepted = Accepted { stream, peer, local, server, encryption };
        let (counted, entrance) = self.count_in(&accepted)?;
        tracing::info!(server = %entrance.rules().server.name, client = %peer.ip(), "a test message is handed in as if from this address");
        tokio::spawn(async move { counted.0.reception.clone().attend_as(accepted, entrance).await });
        Some(ours)
    }
}

/// Two ends of one connection.
async fn pair() -> io::Result<(TcpStream, TcpStream)> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let ours = TcpStream::connect(listener.local_addr()?).await?;
    let own = ours.local_addr()?;
    loop {
        let (stream, from) = listener.accept().await?;
        // Whoever else of this computer was quicker is let go.
        if from == own {
            stream.set_nodelay(true)?;
            return Ok((ours, stream));
        }
    }
}
