//! What a TLS channel is known by, so that a log-on can be bound to it (RFC 5056).

use crate::mail::Secret;
use md5::{Digest, Md5};
use std::fmt;

/// The two names of a channel. Neither is a secret of ours; they are kept out of logs all the same.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Bindings {
    /// `tls-exporter` (RFC 9266): 32 octets of this very connection; TLS 1.3 only.
    pub exporter: Option<[u8; 32]>,
    /// `tls-server-end-point` (RFC 5929 §4): the digest of our certificate, with the digest of its signature; `None` for
    /// a certificate whose signature has none (Ed25519).
    pub end_point: Option<Box<[u8]>>,
}

impl Bindings {
    /// Whether there is anything to bind to.
    pub fn is_empty(&self) -> bool {
        self.exporter.is_none() && self.end_point.is_none()
    }

    /// The data of a channel binding by its registered name, as far as this server knows it.
    pub fn named(&self, name: &str) -> Option<&[u8]> {
        match name {
            "tls-exporter" => self.exporter.as_ref().map(<[u8; 32]>::as_slice),
            "tls-server-end-point" => self.end_point.as_deref(),
            _ => None,
        }
    }

    /// The certificate's name as NTLM sends it: MD5 over a `gss_channel_bindings_struct` (MS-NLMP §2.2.2.1,
    /// RFC 2744 §3.11) whose application data is `tls-server-end-point:` and the digest.
    pub(super) fn ntlm(&self) -> Option<[u8; 16]> {
        let digest = self.end_point.as_deref()?;
        let data = [b"tls-server-end-point:", digest].concat();
        let mut md5 = Md5::new();
        // Initiator and acceptor: address type 0 and no address each.
        md5.update([0; 16]);
        md5.update(u32::try_from(data.len()).ok()?.to_le_bytes());
        md5.update(&data);
        Some(md5.finalize().into())
    }
}

impl fmt::Debug for Bindings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |is: bool| is.then(|| Secret::new(()));
        f.debug_struct("Bindings")
            .field("exporter", &shown(self.exporter.is_some()))
            .field("end_point", &shown(self.end_point.is_some()))
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_is_known_by_registered_names_only() {
        let bindings = Bindings { exporter: Some([7; 32]), end_point: Some([9; 32].into()) };
        assert_eq!(bindings.named("tls-exporter"), Some(&[7; 32][..]));
        assert_eq!(bindings.named("tls-server-end-point"), Some(&[9; 32][..]));
        assert_eq!(bindings.named("tls-unique"), None);
        assert!(!format!("{bindings:?}").contains('7') && Bindings::default().is_empty() && !bindings.is_empty());
    }
}
