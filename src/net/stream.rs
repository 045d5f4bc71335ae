//! One stream type for plain and encrypted connections, with the upgrade between the two.

use super::offer::TlsOffers;
use super::tls::{exporter, facts};
use crate::smtp::TlsFacts;
use rustls_pki_types::ServerName;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadBuf};
use tokio::net::{TcpStream, UnixStream};
use tokio::time::{Instant, timeout_at};
use tokio_rustls::{LazyConfigAcceptor, TlsAcceptor, TlsConnector};

/// A connection, in clear or encrypted.
#[derive(Debug)]
pub enum Stream {
    /// In clear.
    Plain(TcpStream),
    /// A socket of this computer, in clear.
    Unix(UnixStream),
    /// Encrypted.
    Tls(Box<tokio_rustls::TlsStream<TcpStream>>),
}

impl Stream {
    /// Takes a client's TLS handshake with one of the certificates, until the deadline.
    ///
    /// # Errors
    /// The handshake's, as words for the log; `TimedOut` at the deadline.
    pub async fn accept_tls(self, offers: TlsOffers, deadline: Instant) -> io::Result<(Self, TlsFacts)> {
        let Self::Plain(tcp) = self else { return Err(already_encrypted()) };
        let taken = async {
            // With nothing to choose from nothing need be read beforehand.
            if offers.others.is_empty() {
                return Ok((TlsAcceptor::from(offers.own.config.clone()).accept(tcp).await?, &offers.own));
            }
            let start = LazyConfigAcceptor::new(rustls::server::Acceptor::default(), tcp).await?;
            let offer = offers.choose(&start.client_hello());
            io::Result::Ok((start.into_stream(offer.config.clone()).await?, offer))
        };
        let (stream, offer) = timeout_at(deadline, taken).await.map_err(|_| io::ErrorKind::TimedOut)??;
        let mut agreed = facts(stream.get_ref().1);
        offer.bind(&mut agreed.bindings);
        agreed.bindings.exporter = exporter(&**stream.get_ref().1);
        Ok((Self::Tls(Box::new(stream.into())), agreed))
    }

    /// Starts TLS as the client, until the deadline.
    ///
    /// # Errors
    /// As [`Stream::accept_tls`]; a certificate that is not accepted is one of them.
    pub async fn connect_tls(
        self,
        config: Arc<rustls::ClientConfig>,
        name: ServerName<'static>,
        deadline: Instant,
    ) -> io::Result<(Self, TlsFacts)> {
        let Self::Plain(tcp) = self else { return Err(already_encrypted()) };
        let stream = timeout_at(deadline, TlsConnector::from(config).connect(name, tcp)).await.map_err(|_| io::ErrorKind::TimedOut)??;
        let mut agreed = facts(stream.get_ref().1);
        agreed.bindings.exporter = exporter(&**stream.get_ref().1);
        Ok((Self::Tls(Box::new(stream.into())), agreed))
    }

    /// Has the connection cut when the stream is dropped: the other side is told by a reset, and nothing that it has not
    /// taken yet is kept for it. For a client that does not read.
    pub fn cut(&self) {
        let tcp = match self {
            Self::Plain(tcp) => tcp,
            Self::Tls(tls) => tls.get_ref().0,
            // Whoever it is reads on this very computer.
            Self::Unix(_) => return,
        };
        // It fails only where the connection is gone already.
        let _ = tcp.set_zero_linger();
    }

    /// Ends the connection so that the last reply is read: half-close, then swallow what still comes, at most 2 seconds
    /// and 1 MiB (a reset would eat the reply).
    pub async fn close(mut self) {
        let deadline = Instant::now() + std::time::Duration::from_secs(2);
        let mut swallowed = 0;
        let mut scratch = [0; 4096];
        let _ = timeout_at(deadline, async {
            // Errors mean that the other side is gone already, which is what we want.
            self.shutdown().await?;
            while swallowed < 1024 * 1024 {
                match self.read(&mut scratch).await? {
                    0 => break,
                    n => swallowed += n,
                }
            }
            io::Result::Ok(())
        })
        .await;
    }
}

fn already_encrypted() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "the connection is encrypted already, or a socket of this computer")
}

impl AsyncRead for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_read(cx, buf),
            Self::Unix(stream) => Pin::new(stream).poll_read(cx, buf),
            Self::Tls(stream) => Pin::new(stream.as_mut()).poll_read(cx, buf),
        }
    }
}

impl AsyncWrite for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_write(cx, buf),
            Self::Unix(stream) => Pin::new(stream).poll_write(cx, buf),
            Self::Tls(stream) => Pin::new(stream.as_mut()).poll_write(cx, buf),
        }
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_flush(cx),
            Self::Unix(stream) => Pin::new(stream).poll_flush(cx),
            Self::Tls(stream) => Pin::new(stream.as_mut()).poll_flush(cx),
        }
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        match self.get_mut() {
            Self::Plain(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Unix(stream) => Pin::new(stream).poll_shutdown(cx),
            Self::Tls(stream) => Pin::new(stream.as_mut()).poll_shutdown(cx),
        }
    }
}
