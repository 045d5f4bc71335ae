//! DKIM (RFC 6376, RFC 8463): what leaves is signed for the domain of its author, when that domain is local and has a key.
//!
//! | file | what it knows |
//! |---|---|
//! | this | who signs what, and the signature |
//! | [`keys`] | making a key, keeping it, and the record for the DNS |
//!
//! A signature is made behind every change of the message, once each time it is handed to a hop, and only for messages of our own
//! people: what strangers send in is passed on as it is, whatever it calls itself. By whom it is signed, the `From` decides that
//! leaves; whether its author may write so, the one that came in, before the masquerade. A message that cannot be signed leaves
//! unsigned, and the log says so: better that than to keep it.

pub mod keys;

use super::outgoing::Outgoing;
use crate::mail::header::fields;
use crate::mail::quoting::{Place, Quoting};
use crate::mail::{AccountId, Address, Channel, Domain, Envelope};
use crate::spool::ReadError;
use keys::{Key, KeyError};
use mail_auth::common::crypto::{Ed25519Key, RsaKey, Sha256, SigningKey};
use mail_auth::common::headers::HeaderWriter;
use mail_auth::dkim::{Canonicalization, DkimSigner, Done};
use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;

/// The signers of the local domains.
#[derive(Debug, Clone, Default)]
pub struct Signers(Arc<HashMap<Domain, Signer>>);

/// Signs for one domain.
pub struct Signer(With);

enum With {
    Rsa(DkimSigner<RsaKey<Sha256>, Done>),
    Ed25519(DkimSigner<Ed25519Key, Done>),
}

/// Why a message was not signed.
#[derive(Debug, thiserror::Error)]
pub enum SigningError {
    /// It could not be read.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Who sent it may not write in the name of its author.
    #[error("account {0}, which sent it, may not write in the name of its author")]
    NotTheirs(AccountId),
    /// The signature could not be made.
    #[error("the DKIM signature could not be made: {0}")]
    Signature(mail_auth::Error),
}

impl Signers {
    /// Those of these domains.
    pub fn new(signers: impl IntoIterator<Item = (Domain, Signer)>) -> Self {
        Self(Arc::new(signers.into_iter().collect()))
    }

    /// Who signs a message that came in with `written` as its header block and leaves with `leaving`; `None` when nobody does.
    /// `owns` tells whether an account may write in the name of an address.
    ///
    /// # Errors
    /// [`SigningError::NotTheirs`]: who logged on as one person gets no signature for another.
    pub(super) fn of(
        &self,
        envelope: &Envelope,
        written: &[u8],
        leaving: &[u8],
        owns: &dyn Fn(AccountId, &Address) -> bool,
    ) -> Result<Option<&Signer>, SigningError> {
        if self.is_empty() || envelope.origin.channel == Channel::Transfer {
            return Ok(None);
        }
        let Some(signer) = author(leaving).and_then(|author| self.0.get(author.domain()?)) else { return Ok(None) };
        match envelope.origin.account {
            Some(account) if !author(written).is_some_and(|author| owns(account, &author)) => Err(SigningError::NotTheirs(account)),
            _ => Ok(Some(signer)),
        }
    }

    /// Nobody signs.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Signer {
    /// Signs for `domain` with the key its DNS names `selector`.
    ///
    /// # Errors
    /// [`KeyError`] when the key is none that can sign.
    pub fn new(domain: &Domain, selector: &str, key: &Key) -> Result<Self, KeyError> {
        Ok(Self(match key {
            Key::Rsa(der) => {
                let der = rustls_pki_types::PrivateKeyDer::Pkcs8(der.expose().as_slice().into());
                With::Rsa(signer(RsaKey::from_key_der(der).map_err(|_| KeyError::Unusable)?, domain, selector))
            }
            Key::Ed25519(der) => {
                let key = Ed25519Key::from_pkcs8_maybe_unchecked_der(der.expose()).map_err(|_| KeyError::Unusable)?;
                With::Ed25519(signer(key, domain, selector))
            }
        }))
    }

    /// The header field `DKIM-Signature`, with its CRLF, for the whole message. Reads it piece by piece; only the header
    /// block is held in memory.
    ///
    /// # Errors
    /// [`SigningError`].
    pub(super) async fn sign(&self, body: &Outgoing) -> Result<Vec<u8>, SigningError> {
        match &self.0 {
            With::Rsa(signer) => sign(signer, body).await,
            With::Ed25519(signer) => sign(signer, body).await,
        }
    }
}

fn signer<K: SigningKey>(key: K, domain: &Domain, selector: &str) -> DkimSigner<K, Done> {
    DkimSigner::from_key(key)
        .domain(domain.as_str())
        .selector(selector)
        .headers(SIGNED)
        .header_canonicalization(Canonicalization::Relaxed)
        .body_canonicalization(Canonicalization::Relaxed)
}

async fn sign<K>(signer: &DkimSigner<K, Done>, body: &Outgoing) -> Result<Vec<u8>, SigningError>
where
    K: SigningKey,
    <K::Hasher as mail_auth::common::crypto::HashImpl>::Context: mail_auth::common::crypto::HashContext + Send,
    K: Sync,
{
    let mut body = body.clone();
    body.rewind();
    let mut stream = signer.sign_streaming();
    while let Some(piece) = body.next().await? {
        stream.write(&piece);
    }
    let mut field = Vec::with_capacity(640);
    stream.finish().map_err(SigningError::Signature)?.write_header(&mut field);
    Ok(field)
}

/// The author: the one address in the one From field (RFC 5322 §3.6.2). Several authors, several fields or anything that is no
/// address: nobody.
pub fn author(headers: &[u8]) -> Option<Address> {
    let mut from = fields(headers).filter(|field| field.is("From"));
    let (only, None) = (from.next()?, from.next()) else { return None };
    let text = std::str::from_utf8(only.value).ok()?;
    let mailbox = without_comments_and_quotes(text)?;
    let mut angle = mailbox.split('<');
    let (name, address) = (angle.next()?, angle.next());
    let address = match address {
        Some(rest) => rest.split_once('>').filter(|(_, behind)| behind.trim().is_empty())?.0,
        None => name,
    };
    if angle.next().is_some() || address.contains(',') || name.contains([',', ':', ';']) {
        return None;
    }
    Address::parse(address.trim()).ok()
}

/// The text with comments left out and quoted strings made a single letter; `None` when one does not end.
fn without_comments_and_quotes(text: &str) -> Option<String> {
    let (mut out, mut quoting) = (String::with_capacity(text.len()), Quoting::default());
    for letter in text.chars() {
        let before = quoting.is_quoted();
        match quoting.take(letter) {
            Place::Plain if !matches!(letter, '\r' | '\n') => out.push(letter),
            Place::Quoted if !before => out.push('q'),
            _ => {}
        }
    }
    quoting.is_closed().then_some(out)
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.0 {
            With::Rsa(_) => "Signer(RSA)",
            With::Ed25519(_) => "Signer(Ed25519)",
        })
    }
}

/// What is signed (RFC 6376 §5.4.1). What is missing is signed as missing, and From once more than there is, so that a second
/// one cannot be added.
const SIGNED: [&str; 14] = [
    "From",
    "From",
    "Reply-To",
    "Sender",
    "Subject",
    "Date",
    "Message-ID",
    "To",
    "Cc",
    "In-Reply-To",
    "References",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn domain(from: &str) -> Option<String> {
        let author = author(format!("Received: x\r\n{from}\r\nTo: b@far.test\r\n\r\n").as_bytes())?;
        author.domain().map(ToString::to_string)
    }

    #[test]
    fn the_author_is_read_from_every_form_of_a_single_from() {
        for from in [
            "From: anna@office.test",
            "From: <anna@Office.Test>",
            "From: Anna <anna@office.test>",
            "from: \"Anna, of \\\"sales\\\" <x@y.test>\" <anna@office.test>",
            "From: Anna (at home <x@y.test> (\\) nested)) <anna@office.test>",
            "From: =?utf-8?Q?=C3=85sa?=\r\n <anna@office.test>",
            "From: anna@office.test (Anna)",
        ] {
            assert_eq!(domain(from).as_deref(), Some("office.test"), "{from}");
        }
    }

    #[test]
    fn a_message_that_its_domain_does_not_sign_is_told_from_one_that_nobody_has_to_sign() {
        let (office, selector) = (Domain::parse("office.test").unwrap(), "pk202611");
        let signer = Signer::new(&office, selector, &Key::make(keys::KeyKind::Ed25519).unwrap()).unwrap();
        let signers = Signers::new([(office, signer)]);
        let envelope = |channel, account: Option<u32>| Envelope {
            server: crate::mail::ServerId(1),
            sender: None,
            recipients: vec![],
            body: crate::mail::BodyKind::SevenBit,
            smtputf8: false,
            ret: None,
            envid: None,
            accepted: jiff::Timestamp::UNIX_EPOCH,
            origin: crate::mail::Origin { channel, client: None, account: account.map(AccountId) },
        };
        let (anna, branch, far) = ("From: anna@office.test\r\n\r\n", "From: anna@branch.test\r\n\r\n", "From: x@far.test\r\n\r\n");
        let owns = |account: AccountId, author: &Address| account == AccountId(1) && author.local() == "anna";
        let found = |channel, account, written: &str, leaving: &str| match signers.of(
            &envelope(channel, account),
            written.as_bytes(),
            leaving.as_bytes(),
            &owns,
        ) {
            Ok(signer) => {
                if signer.is_some() {
                    "signed"
                } else {
                    "nobody"
                }
            }
            Err(SigningError::NotTheirs(_)) => "not theirs",
            Err(_) => "broken",
        };
        assert_eq!(found(Channel::Submission, Some(1), anna, anna), "signed");
        assert_eq!(found(Channel::Submission, None, far, anna), "signed");
        assert_eq!(found(Channel::Submission, Some(1), branch, anna), "signed");
        assert_eq!(found(Channel::Submission, Some(2), anna, anna), "not theirs");
        assert_eq!(found(Channel::Submission, Some(1), far, anna), "not theirs");
        assert_eq!(found(Channel::Submission, Some(1), "Subject: no author\r\n\r\n", anna), "not theirs");
        assert_eq!(found(Channel::Submission, Some(2), anna, far), "nobody");
        assert_eq!(found(Channel::Transfer, None, anna, anna), "nobody");
    }

    #[test]
    fn more_than_one_author_or_none_is_nobody() {
        for from in [
            "From: anna@office.test, bo@far.test",
            "From: Anna <anna@office.test>, Bo <bo@far.test>",
            "From: anna@office.test\r\nFrom: bo@far.test",
            "From: Staff: anna@office.test;",
            "From: anna",
            "From: <>",
            "From: \"anna@office.test",
            "From: (anna@office.test",
            "From: anna@[192.0.2.1]",
            "From: <anna@office.test> x",
            "From: <a@b.test><anna@office.test>",
            "Subject: no from",
        ] {
            assert_eq!(domain(from), None, "{from}");
        }
    }

    proptest! {
        #[test]
        fn whatever_stands_in_a_header_block_it_is_read_without_a_panic(octets in proptest::collection::vec(any::<u8>(), 0..300), from in "From: \\PC{0,80}") {
            author(&octets);
            author(from.as_bytes());
        }
    }
}
