//! Which certificate a client is shown: the server's own one, or another one of this computer that it asked for by name.

use crate::mail::domain::is_covered;
use crate::smtp::sasl::Bindings;
use rustls::server::ClientHello;
use rustls::sign::CertifiedKey;
use std::fmt;
use std::sync::Arc;

/// A certificate with all that speaking TLS with it needs.
#[derive(Clone)]
pub struct TlsOffer {
    /// Certificate, key, versions, tickets.
    pub config: Arc<rustls::ServerConfig>,
    /// The same certificate and key, to ask what signatures it can make.
    pub certified: Arc<CertifiedKey>,
    /// The host names it is good for, as they stand in it.
    pub names: Vec<String>,
    /// What log-ons can be bound to of it (RFC 5929 §4).
    pub end_point: Option<Box<[u8]>>,
}

/// What a virtual server offers.
#[derive(Debug, Clone)]
pub struct TlsOffers {
    /// Its own: for everybody who asks for nothing else.
    pub own: TlsOffer,
    /// The others of this computer.
    pub others: Arc<[TlsOffer]>,
}

impl TlsOffers {
    /// Only its own.
    pub fn only(own: TlsOffer) -> Self {
        Self { own, others: Arc::default() }
    }

    /// The one for this client: its own if that covers the name asked for (RFC 6066 §3) or none does, and if the client can
    /// check its signature; else another one that covers the name. Old devices know only RSA.
    pub fn choose(&self, hello: &ClientHello<'_>) -> &TlsOffer {
        let suits = |offer: &&TlsOffer| offer.certified.key.choose_scheme(hello.signature_schemes()).is_some();
        self.pick(hello.server_name(), &suits)
    }

    fn pick(&self, name: Option<&str>, suits: &dyn Fn(&&TlsOffer) -> bool) -> &TlsOffer {
        // Who names nothing means the name of the server.
        let name = name.or_else(|| self.own.names.first().map(String::as_str)).unwrap_or_default();
        let covers = |offer: &&TlsOffer| is_covered(name, offer.names.iter().map(String::as_str));
        let all = || std::iter::once(&self.own).chain(self.others.iter());
        all().find(|offer| covers(offer) && suits(offer)).unwrap_or(&self.own)
    }
}

impl TlsOffer {
    /// What log-ons over a connection with it are bound to, beside the exporter.
    pub fn bind(&self, bindings: &mut Bindings) {
        bindings.end_point.clone_from(&self.end_point);
    }
}

impl fmt::Debug for TlsOffer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TlsOffer").field("names", &self.names).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn offer(name: &str) -> TlsOffer {
        let key = rcgen::KeyPair::generate().unwrap();
        let certificate = rcgen::CertificateParams::new(vec![name.to_owned()]).unwrap().self_signed(&key).unwrap();
        let provider = rustls::crypto::aws_lc_rs::default_provider();
        let key = rustls_pki_types::PrivateKeyDer::Pkcs8(key.serialize_der().into());
        let certified = Arc::new(CertifiedKey::from_der(vec![certificate.der().clone()], key, &provider).unwrap());
        let builder = rustls::ServerConfig::builder_with_provider(provider.into()).with_safe_default_protocol_versions().unwrap();
        let resolver = Arc::new(rustls::sign::SingleCertAndKey::from(certified.clone()));
        let config = Arc::new(builder.with_no_client_auth().with_cert_resolver(resolver));
        TlsOffer { config, certified, names: vec![name.to_owned()], end_point: None }
    }

    #[test]
    fn a_client_gets_the_certificate_for_the_name_it_asks_for_and_else_the_servers_own() {
        let offers = TlsOffers { own: offer("mail.a.test"), others: [offer("*.b.test"), offer("mail.a.test")].into() };
        let any: &dyn Fn(&&TlsOffer) -> bool = &|_| true;
        let picked = |name: Option<&str>| offers.pick(name, any).names[0].clone();
        assert_eq!(picked(Some("smtp.b.test")), "*.b.test");
        for own in [None, Some("mail.a.test"), Some("MAIL.A.TEST"), Some("unknown.test"), Some("a.smtp.b.test")] {
            assert!(std::ptr::eq(offers.pick(own, any), &offers.own), "{own:?}");
        }
        // A device that cannot check the first signature gets the twin.
        let not_the_first = |offer: &&TlsOffer| !std::ptr::eq(*offer, &offers.own);
        assert!(std::ptr::eq(offers.pick(None, &not_the_first), &offers.others[1]));
        assert!(std::ptr::eq(offers.pick(Some("mail.a.test"), &|_| false), &offers.own));
    }
}
