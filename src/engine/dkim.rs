//! The DKIM keys of the local domains: loaded with each generation, made by a command, shown in the snapshot.

use super::command::Refusal;
use crate::config::written::SettingsFile;
use crate::config::{Home, Settings};
use crate::delivery::signing::keys::{Key, KeyError, KeyKind};
use crate::delivery::{Signer, Signers};
use crate::mail::Domain;
use jiff::Timestamp;
use std::sync::Arc;

/// The key of a local domain, as the window shows it. Nothing of it is secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DomainKey {
    /// The domain, in canonical form.
    pub domain: Arc<str>,
    /// Its selector.
    pub selector: Arc<str>,
    /// The kind, and the TXT record that publishes it; or why there is none.
    pub record: Result<Published, Arc<str>>,
}

/// What the DNS has to say for a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The kind.
    pub kind: KeyKind,
    /// The name of the TXT record.
    pub name: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
}

/// The keys of a generation.
#[derive(Debug, Clone, Default)]
pub(super) struct Keys {
    /// Of the domains that sign.
    pub(super) signers: Signers,
    /// Of all domains that have one.
    pub(super) shown: Arc<[DomainKey]>,
    /// The domains that should sign and cannot, and why.
    pub(super) unsigned: Vec<(Arc<str>, Arc<str>)>,
}

impl Keys {
    /// Reads the keys the settings name. Blocks on the disk.
    pub(super) fn load(home: &Home, written: &SettingsFile, settings: &Settings) -> Self {
        let (mut shown, mut unsigned, mut signers) = (vec![], vec![], vec![]);
        for entry in &written.local_domains {
            let (Ok(domain), Some(selector)) = (Domain::parse(entry.name.trim()), &entry.dkim_selector) else { continue };
            let Ok(selector) = Domain::parse(selector.trim()) else { continue };
            let signs = settings.local_domain(&domain).is_some_and(|domain| domain.dkim.is_some());
            let loaded = Key::load(home, &domain, &selector).and_then(|key| {
                let record = key.record(&domain, &selector)?;
                let signer = Signer::new(&domain, selector.as_str(), &key)?;
                Ok((Published { kind: key.kind(), name: record.name, text: record.text }, signer))
            });
            let name: Arc<str> = domain.as_str().into();
            let record = match loaded {
                Ok((published, signer)) => {
                    if signs {
                        signers.push((domain, signer));
                    }
                    Ok(published)
                }
                Err(error) => {
                    let why: Arc<str> = error.to_string().into();
                    if signs {
                        unsigned.push((name.clone(), why.clone()));
                    }
                    Err(why)
                }
            };
            shown.push(DomainKey { domain: name, selector: selector.as_str().into(), record });
        }
        Self { signers: Signers::new(signers), shown: shown.into(), unsigned }
    }
}

/// Makes a key of this kind for the domain under a selector of its own, and says which. Blocks on the disk and on making the key.
///
/// # Errors
/// [`Refusal::Gone`] when the domain is none, [`Refusal::System`] when the key cannot be made or kept.
pub(super) fn make(home: &Home, domain: &str, kind: KeyKind, now: Timestamp) -> Result<String, Refusal> {
    let domain = Domain::parse(domain.trim()).map_err(|_| Refusal::Gone)?;
    let key = Key::make(kind).map_err(|error| Refusal::System(error.to_string()))?;
    // The month in the name tells how old a key is, and a key is never overwritten: the DNS may still name it.
    let month = now.strftime("pk%Y%m").to_string();
    for number in 1..=MOST_A_MONTH {
        let name = if number == 1 { month.clone() } else { format!("{month}-{number}") };
        let Ok(selector) = Domain::parse(&name) else { break };
        match key.keep(home, &domain, &selector) {
            Ok(()) => return Ok(name),
            Err(KeyError::Exists(_)) => {}
            Err(error) => return Err(Refusal::System(error.to_string())),
        }
    }
    Err(Refusal::System(format!("{domain} has {MOST_A_MONTH} keys of this month already; use one of them, or delete some from keys/dkim/")))
}

/// Keys of one domain in one month.
const MOST_A_MONTH: u32 = 99;
