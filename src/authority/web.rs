//! Asks an authority over HTTPS: each answer is bounded in size and in time before anything reads it.

use super::AccountError;
use crate::net::Trust;
use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use instant_acme::{BodyWrapper, BytesResponse, Error, HttpClient};
use rustls::crypto::{CryptoProvider, aws_lc_rs};
use rustls_pki_types::CertificateDer;
use rustls_pki_types::pem::PemObject;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// Asks one authority; redirections are not followed.
pub(super) struct Web {
    client: Client<HttpsConnector<HttpConnector>, BodyWrapper<Bytes>>,
}

/// Why an answer was not read.
#[derive(Debug, thiserror::Error)]
enum WebError {
    #[error("its answer has more than {MOST} octets")]
    TooLong,
    #[error(transparent)]
    Http(#[from] hyper_util::client::legacy::Error),
    #[error("the answer broke off: {0}")]
    BrokenOff(String),
}

impl Web {
    /// For an authority whose web server is signed by this root (PEM); empty = by one this computer trusts.
    ///
    /// # Errors
    /// [`AccountError::Root`]; [`AccountError::Trust`] when the list of this computer cannot be used.
    pub(super) fn new(root: &str) -> Result<Self, AccountError> {
        let provider = Arc::new(aws_lc_rs::default_provider());
        let tls = match root {
            "" => (*Trust::Verified.client_config(&provider)?).clone(),
            root => trusting(root, provider)?,
        };
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_connect_timeout(Some(CONNECT));
        let https = HttpsConnectorBuilder::new().with_tls_config(tls).https_only().enable_http1().wrap_connector(tcp);
        Ok(Self { client: Client::builder(TokioExecutor::new()).http1_max_buf_size(MOST_HEAD).build(https) })
    }
}

fn trusting(root: &str, provider: Arc<CryptoProvider>) -> Result<rustls::ClientConfig, AccountError> {
    let mut roots = rustls::RootCertStore::empty();
    let root = CertificateDer::from_pem_slice(root.as_bytes()).map_err(|_| AccountError::Root)?;
    roots.add(root).map_err(|_| AccountError::Root)?;
    let builder = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

impl HttpClient for Web {
    fn request(&self, request: http::Request<BodyWrapper<Bytes>>) -> Pin<Box<dyn Future<Output = Result<BytesResponse, Error>> + Send>> {
        let asked = self.client.request(request);
        let answer = async move {
            let (parts, body) = asked.await.map_err(WebError::from)?.into_parts();
            let body = Limited::new(body, MOST).collect().await.map_err(|error| match error.is::<LengthLimitError>() {
                true => WebError::TooLong,
                false => WebError::BrokenOff(error.to_string()),
            })?;
            Ok(BytesResponse { parts, body: Box::new(body.to_bytes()) })
        };
        Box::pin(async move {
            match timeout(LONGEST, answer).await {
                Ok(answered) => answered.map_err(|error: WebError| Error::Other(Box::new(error))),
                Err(_) => Err(Error::Timeout(None)),
            }
        })
    }
}

/// Octets of an answer. A chain has some ten thousand.
const MOST: usize = 1024 * 1024;
/// Octets of its head.
const MOST_HEAD: usize = 64 * 1024;
const CONNECT: Duration = Duration::from_secs(30);
/// For a request with its answer.
const LONGEST: Duration = Duration::from_secs(60);

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::Ipv4Addr;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpListener;
    use tokio_rustls::TlsAcceptor;

    /// A web server that says `head` once, then `more` again and again; its root and its port.
    async fn authority(head: &'static str, more: &'static str) -> (String, u16) {
        let made = rcgen::generate_simple_self_signed(["127.0.0.1".to_owned()]).unwrap();
        let key = rustls_pki_types::PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
        let builder = rustls::ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()));
        let builder = builder.with_safe_default_protocol_versions().unwrap().with_no_client_auth();
        let tls = TlsAcceptor::from(Arc::new(builder.with_single_cert(vec![made.cert.der().clone()], key).unwrap()));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let port = listener.local_addr().unwrap().port();
        tokio::spawn(async move {
            let mut client = tls.accept(listener.accept().await.unwrap().0).await.unwrap();
            let _ = client.read(&mut [0; 4096]).await;
            let mut said = client.write_all(head.as_bytes()).await;
            while said.is_ok() && !more.is_empty() {
                said = client.write_all(more.as_bytes()).await;
            }
            let _ = client.shutdown().await;
        });
        (made.cert.pem(), port)
    }

    async fn asked(root: &str, url: String) -> Result<BytesResponse, Error> {
        let request = http::Request::get(url).body(BodyWrapper::default()).unwrap();
        Web::new(root).unwrap().request(request).await
    }

    fn why(answered: Result<BytesResponse, Error>) -> String {
        match answered {
            Ok(_) => panic!("it was answered"),
            Err(Error::Other(error)) => {
                std::iter::successors(Some(&*error as &dyn std::error::Error), |e| e.source()).last().unwrap().to_string()
            }
            Err(other) => panic!("{other:?}"),
        }
    }

    #[tokio::test]
    async fn an_authority_that_never_stops_talking_is_not_listened_to_for_ever() {
        let (root, port) = authority("HTTP/1.1 200 OK\r\n\r\n", "0123456789abcdef").await;
        assert_eq!(why(asked(&root, format!("https://127.0.0.1:{port}/")).await), "its answer has more than 1048576 octets");
        let (root, port) = authority("HTTP/1.1 200 OK\r\n", "a: 0123456789abcdef\r\n").await;
        assert!(why(asked(&root, format!("https://127.0.0.1:{port}/")).await).contains("message head is too large"));
        let (root, port) = authority("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nshort", "").await;
        assert!(why(asked(&root, format!("https://127.0.0.1:{port}/")).await).starts_with("the answer broke off"));
    }

    #[tokio::test]
    async fn only_who_shows_a_certificate_of_the_root_is_asked() {
        let (root, port) = authority("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "").await;
        let mut answer = asked(&root, format!("https://127.0.0.1:{port}/")).await.unwrap_or_else(|e| panic!("{e}"));
        assert_eq!((answer.parts.status.as_u16(), &answer.body.into_bytes().await.unwrap()[..]), (200, &b"ok"[..]));
        let (other, _) = authority("", "").await;
        let (_, port) = authority("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "").await;
        assert!(why(asked(&other, format!("https://127.0.0.1:{port}/")).await).contains("certificate"));
        assert!(why(asked(&root, "http://127.0.0.1:9/".into()).await).contains("http"));
        assert!(matches!(Web::new("no root"), Err(AccountError::Root)));
    }
}
