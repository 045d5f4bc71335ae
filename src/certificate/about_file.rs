//! `about.ron`: what is known of a certificate or a request that does not stand in it.

use super::about::{Order, Origin};
use super::error::CertificateError;
use super::ordered::Ordered;
use super::subject::Subject;
use crate::config::file::{FileError, dialect, read_ron, write_private};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// Beside an installed certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct About {
    pub(super) version: u32,
    /// *Friendly name*; empty = what it is issued to.
    #[serde(default)]
    pub(super) name: String,
    #[serde(default)]
    pub(super) origin: Origin,
    #[serde(default = "yes")]
    pub(super) exportable: bool,
    /// What was asked for, where the certificate may say less of it.
    #[serde(default)]
    pub(super) subject: Option<Subject>,
}

/// As the first version had it; all of them were installed from files.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "the fields are read, so that a file with others is not taken for one of these")]
struct First {
    version: u32,
    name: String,
    origin: String,
}

impl About {
    pub(super) fn new(name: &str, origin: Origin) -> Self {
        Self { version: VERSION, name: name.trim().to_owned(), origin, exportable: true, subject: None }
    }

    /// Of this folder; one that is not there says nothing.
    pub(super) fn read(folder: &Path) -> Result<Self, FileError> {
        let path = folder.join(NAME);
        if !path.exists() {
            return Ok(Self::new("", Origin::File));
        }
        match read_ron::<Self>(&path, VERSION) {
            Ok((about, _)) => Ok(about),
            Err(error @ FileError::Syntax { .. }) => match read_ron::<First>(&path, 1) {
                Ok((first, _)) => Ok(Self::new(&first.name, Origin::File)),
                Err(_) => Err(error),
            },
            Err(error) => Err(error),
        }
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), CertificateError> {
        write(&folder.join(NAME), self)
    }
}

/// Beside a pending request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AboutRequest {
    version: u32,
    pub(super) made: Timestamp,
    pub(super) subject: Subject,
}

impl AboutRequest {
    pub(super) fn new(subject: Subject, made: Timestamp) -> Self {
        Self { version: 1, made, subject }
    }

    pub(super) fn read(folder: &Path) -> Result<Self, FileError> {
        read_ron(&folder.join(NAME), 1).map(|(about, _)| about)
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), CertificateError> {
        write(&folder.join(NAME), self)
    }
}

/// Beside nothing: an order that is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AboutOrder {
    version: u32,
    subject: Subject,
    order: Order,
    #[serde(default)]
    url: Option<String>,
}

impl AboutOrder {
    pub(super) fn new(ordered: Ordered) -> Self {
        let Ordered { subject, order, url } = ordered;
        Self { version: 1, subject, order, url }
    }

    pub(super) fn ordered(self) -> Ordered {
        Ordered { subject: self.subject, order: self.order, url: self.url }
    }

    pub(super) fn read(folder: &Path) -> Result<Self, FileError> {
        read_ron(&folder.join(NAME), 1).map(|(about, _)| about)
    }

    pub(super) fn write(&self, folder: &Path) -> Result<(), CertificateError> {
        write(&folder.join(NAME), self)
    }
}

fn write(path: &Path, value: &impl Serialize) -> Result<(), CertificateError> {
    let text = dialect().to_string_pretty(value, ron::ser::PrettyConfig::default());
    let text = text.map_err(|e| FileError::io(path, "written", std::io::Error::other(e)))?;
    Ok(write_private(path, text.as_bytes())?)
}

fn yes() -> bool {
    true
}

pub(super) const NAME: &str = "about.ron";
const VERSION: u32 = 2;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::about::{Authority, Challenge};

    #[test]
    fn files_of_the_first_version_are_read_and_every_origin_comes_back() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(About::read(folder.path()).unwrap(), About::new("", Origin::File));
        std::fs::write(folder.path().join(NAME), "(version: 1, name: \"\", origin: \"installed from files\")\n").unwrap();
        assert_eq!(About::read(folder.path()).unwrap(), About::new("", Origin::File));
        let authority = Authority::Other { directory: "https://ca.test/d".into(), root: String::new(), key_id: "k".into() };
        let order = Order { authority, challenge: Challenge::Dns, contact: String::new(), http_port: 80 };
        for origin in [Origin::Pfx, Origin::Request, Origin::Office, Origin::Online(order)] {
            let about = About { exportable: false, subject: Some(Subject::default()), ..About::new(" Łódź ", origin) };
            about.write(folder.path()).unwrap();
            assert_eq!(About::read(folder.path()).unwrap(), about);
        }
        std::fs::write(folder.path().join(NAME), "(version: 9, hologram: true)").unwrap();
        assert!(matches!(About::read(folder.path()), Err(FileError::Newer { found: 9, .. })));
    }
}
