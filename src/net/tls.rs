//! What is known of an encrypted connection, and whom we trust when we are the client.

use crate::smtp::TlsFacts;
use crate::smtp::sasl::Bindings;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms};
use rustls::{AlertDescription, CipherSuite, DigitallySignedStruct, PeerIncompatible, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use std::io;
use std::sync::Arc;

/// Reads what was agreed off a connection whose handshake is done.
pub fn facts(connection: &rustls::CommonState) -> TlsFacts {
    let version = match connection.protocol_version() {
        Some(rustls::ProtocolVersion::TLSv1_2) => "TLSv1.2",
        Some(rustls::ProtocolVersion::TLSv1_3) => "TLSv1.3",
        _ => "TLS",
    };
    let suite = connection.negotiated_cipher_suite().map(|s| s.suite());
    TlsFacts {
        version: version.into(),
        cipher: suite.and_then(|s| s.as_str()).unwrap_or("unknown").into(),
        bits: suite.map_or(0, bits_of),
        bindings: Bindings::default(),
    }
}

/// The exporter value that log-ons are bound to (RFC 9266), on either side; `None` under TLS 1.2, where it is safe only with
/// an extension nobody can ask the library about.
pub(super) fn exporter<Side>(connection: &rustls::ConnectionCommon<Side>) -> Option<[u8; 32]> {
    if connection.protocol_version() != Some(rustls::ProtocolVersion::TLSv1_3) {
        return None;
    }
    connection.export_keying_material([0; 32], b"EXPORTER-Channel-Binding", Some(b"")).ok()
}

/// Why a client's handshake with us failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandshakeTrouble {
    /// We have none that can be used.
    #[error("the server has no usable certificate")]
    NoCertificate,
    /// The deadline passed.
    #[error("the client did not finish the handshake in time")]
    TimedOut,
    /// The connection went away.
    #[error("the client closed the connection during the handshake")]
    Closed,
    /// The client does not know TLS 1.2 or later.
    #[error("the client knows only versions of TLS that are no longer safe")]
    Version,
    /// No cipher or key exchange that both know.
    #[error("client and server have no cipher in common")]
    Cipher,
    /// The client looked at our certificate and left, with this alert (RFC 8446 §6.2).
    #[error("the client does not accept the certificate ({0})")]
    CertificateRefused(Box<str>),
    /// The client gave up with another alert.
    #[error("the client gave up ({0})")]
    Alert(Box<str>),
    /// What came is no TLS.
    #[error("the client does not speak TLS here")]
    NotTls,
    /// The session was ended from our side.
    #[error("the session was ended")]
    Ended,
    /// Anything else, in the words of library or system.
    #[error("{0}")]
    Other(Box<str>),
}

impl From<&io::Error> for HandshakeTrouble {
    fn from(error: &io::Error) -> Self {
        use AlertDescription as Alert;
        match (error.kind(), error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>())) {
            (_, Some(rustls::Error::AlertReceived(alert))) => match alert {
                Alert::BadCertificate
                | Alert::CertificateExpired
                | Alert::CertificateRevoked
                | Alert::CertificateUnknown
                | Alert::UnknownCA
                | Alert::UnsupportedCertificate => Self::CertificateRefused(format!("{alert:?}").into()),
                Alert::ProtocolVersion => Self::Version,
                other => Self::Alert(format!("{other:?}").into()),
            },
            (
                _,
                Some(rustls::Error::PeerIncompatible(
                    PeerIncompatible::Tls12NotOffered
                    | PeerIncompatible::Tls12NotOfferedOrEnabled
                    | PeerIncompatible::Tls13RequiredForQuic
                    | PeerIncompatible::SupportedVersionsExtensionRequired,
                )),
            ) => Self::Version,
            (_, Some(rustls::Error::PeerIncompatible(_))) => Self::Cipher,
            (_, Some(rustls::Error::InvalidMessage(_) | rustls::Error::InappropriateMessage { .. })) => Self::NotTls,
            (_, Some(other)) => Self::Other(other.to_string().into()),
            (io::ErrorKind::NotFound, None) => Self::NoCertificate,
            (io::ErrorKind::TimedOut, None) => Self::TimedOut,
            (io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe, None) => Self::Closed,
            (io::ErrorKind::Interrupted, None) => Self::Ended,
            (_, None) => Self::Other(error.to_string().into()),
        }
    }
}

/// Whose certificates we accept as a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Trust {
    /// Those the system trusts, for the name we asked for.
    Verified,
    /// Any: encryption against listeners, not against impostors (opportunistic TLS, RFC 7435).
    Any,
}

impl Trust {
    /// The client configuration for it.
    ///
    /// # Errors
    /// When the system's certificate store cannot be used.
    pub fn client_config(self, provider: &Arc<CryptoProvider>) -> Result<Arc<rustls::ClientConfig>, rustls::Error> {
        let builder = rustls::ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
        let verifier: Arc<dyn ServerCertVerifier> = match self {
            Self::Verified => Arc::new(rustls_platform_verifier::Verifier::new(provider.clone())?),
            Self::Any => Arc::new(AnyCertificate(provider.signature_verification_algorithms)),
        };
        Ok(Arc::new(builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth()))
    }
}

/// Accepts every certificate, but still checks that the other side holds its key.
#[derive(Debug)]
struct AnyCertificate(WebPkiSupportedAlgorithms);

impl ServerCertVerifier for AnyCertificate {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls12_signature(message, certificate, signature, &self.0)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls13_signature(message, certificate, signature, &self.0)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.supported_schemes()
    }
}

fn bits_of(suite: CipherSuite) -> u16 {
    match suite {
        CipherSuite::TLS13_AES_128_GCM_SHA256
        | CipherSuite::TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
        | CipherSuite::TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256 => 128,
        // The others rustls has are AES-256 and ChaCha20.
        _ => 256,
    }
}
