//! A running engine behind its door, with a clock that can be set ahead, and what a TLS client is shown.

use jiff::{SignedDuration, Timestamp};
use postkontor::config::{Encryption, Home};
use postkontor::engine::command::{CertificateCommand, Command, Done, Refusal};
use postkontor::engine::handle::Handle;
use postkontor::engine::snapshot::Snapshot;
use postkontor::mail::ServerId;
use rustls_pki_types::ServerName;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout};

pub(crate) const OFFICE: ServerId = ServerId(1);
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// An engine of its own whose clock can be set.
pub(crate) struct Counter {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) ahead: Arc<AtomicI64>,
    pub(crate) handle: Handle,
}

impl Counter {
    /// Opens with these settings (RON).
    pub(crate) async fn open(settings: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        home.create().unwrap();
        std::fs::write(home.settings(), settings).unwrap();
        let ahead = Arc::new(AtomicI64::new(0));
        let handle = start(&folder, &ahead).await;
        Self { folder, ahead, handle }
    }

    pub(crate) async fn restart(mut self) -> Self {
        let handle = self.handle.clone();
        tokio::task::spawn_blocking(move || handle.drain(Duration::from_secs(5))).await.unwrap();
        self.handle = start(&self.folder, &self.ahead).await;
        // It looks at the certificates before it takes the first request.
        assert!(matches!(self.ask(CertificateCommand::CancelOrder(ServerId(99))).await, Err(Refusal::Gone)));
        self
    }

    pub(crate) async fn close(self) {
        let handle = self.handle.clone();
        tokio::task::spawn_blocking(move || handle.drain(Duration::from_secs(5))).await.unwrap();
    }

    pub(crate) async fn ask(&self, command: CertificateCommand) -> Result<Done, Refusal> {
        self.handle.command(Command::Certificate(Box::new(command))).await
    }

    /// The first snapshot that fits.
    pub(crate) async fn until(&self, fits: impl Fn(&Snapshot) -> bool) -> Arc<Snapshot> {
        let mut snapshots = self.handle.snapshots();
        let found = timeout(PATIENCE, async { snapshots.wait_for(|now| fits(now)).await.unwrap().clone() }).await;
        found.unwrap_or_else(|_| panic!("still {:#?}", self.handle.snapshots().borrow().certificates))
    }

    pub(crate) async fn until_installed(&self) -> Arc<Snapshot> {
        self.until(|now| now.certificates.installed.iter().any(|one| one.used_by == [OFFICE])).await
    }

    /// The certificate a client is shown.
    pub(crate) async fn shown(&self) -> Vec<u8> {
        let now = self.handle.snapshots().borrow().clone();
        let at: SocketAddr = now.servers[0].listening.iter().find(|port| port.encryption == Encryption::Tls).unwrap().address;
        shown_at(at, "mail.office.test").await
    }
}

async fn start(folder: &tempfile::TempDir, ahead: &Arc<AtomicI64>) -> Handle {
    let (home, ahead) = (Home::new(folder.path()), ahead.clone());
    let clock = move || Timestamp::now() + SignedDuration::from_secs(ahead.load(Ordering::Relaxed));
    tokio::task::spawn_blocking(move || Handle::start(&home, Arc::new(clock)).unwrap()).await.unwrap()
}

pub(crate) async fn shown_at(at: SocketAddr, name: &str) -> Vec<u8> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = postkontor::net::Trust::Any.client_config(&provider).unwrap();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let stream = TcpStream::connect(at).await.unwrap();
    let stream = tokio_rustls::TlsConnector::from(config).connect(name, stream).await.unwrap();
    stream.get_ref().1.peer_certificates().unwrap()[0].to_vec()
}

pub(crate) fn thumbprint(der: &[u8]) -> String {
    use sha2::Digest;
    postkontor::mail::Thumbprint(sha2::Sha256::digest(der).into()).to_string()
}

/// The next line of the server.
pub(crate) async fn line(client: &mut (impl tokio::io::AsyncBufRead + Unpin)) -> String {
    use tokio::io::AsyncBufReadExt;
    let mut line = String::new();
    let deadline = Instant::now() + PATIENCE;
    tokio::time::timeout_at(deadline, client.read_line(&mut line)).await.unwrap().unwrap();
    line
}
