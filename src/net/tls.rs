//! What is known of an encrypted connection, and whom we trust when we are the client.

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, WebPkiSupportedAlgorithms};
use rustls::{CipherSuite, DigitallySignedStruct, SignatureScheme};
use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
use std::sync::Arc;

/// What was agreed in the handshake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TlsFacts {
    /// `TLS 1.2` or `TLS 1.3`.
    pub version: &'static str,
    /// The cipher suite by its standard name.
    pub cipher: String,
    /// Strength of the cipher in bits.
    pub bits: u16,
}

impl TlsFacts {
    /// Reads them off a connection whose handshake is done.
    pub fn of(connection: &rustls::CommonState) -> Self {
        let version = match connection.protocol_version() {
            Some(rustls::ProtocolVersion::TLSv1_2) => "TLS 1.2",
            Some(rustls::ProtocolVersion::TLSv1_3) => "TLS 1.3",
            _ => "TLS",
        };
        let suite = connection.negotiated_cipher_suite().map(|s| s.suite());
        Self { version, cipher: suite.and_then(|s| s.as_str()).unwrap_or("unknown").to_owned(), bits: suite.map_or(0, bits_of) }
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
