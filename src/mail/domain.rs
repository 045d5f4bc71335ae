//! Domain names as mail uses them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A domain name in canonical form: lower case, non-ASCII labels as A-labels (`xn--…`), no trailing dot.
///
/// At most 253 octets, labels of 1 to 63 octets of letters, digits, hyphen or underscore (RFC 5321 §4.1.2; the
/// underscore is tolerated because real hosts use it). One label alone (`localhost`) is a domain too.
///
/// ```
/// use postkontor::mail::Domain;
/// assert_eq!(Domain::parse("Büro.Example").unwrap().as_str(), "xn--bro-hoa.example");
/// assert!(Domain::parse("a..b").is_err());
/// ```
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Domain(Box<str>);

/// Why a text is not a domain name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DomainError {
    /// Nothing was given.
    #[error("the domain name is empty")]
    Empty,
    /// More than 253 octets after conversion to A-labels.
    #[error("the domain name is longer than 253 characters")]
    TooLong,
    /// A label is empty, longer than 63 octets, or starts or ends with a hyphen.
    #[error("{0:?} is not a valid part of a domain name")]
    Label(String),
    /// A character no domain name may contain.
    #[error("the character {0:?} may not stand in a domain name")]
    Character(char),
    /// The non-ASCII name breaks the rules of RFC 5891.
    #[error("{0:?} is not a valid international domain name")]
    International(String),
}

impl Domain {
    /// Reads a domain name, ASCII or Unicode; one trailing dot is dropped.
    ///
    /// # Errors
    /// [`DomainError`] names what is wrong with the text.
    pub fn parse(text: &str) -> Result<Self, DomainError> {
        let text = text.strip_suffix('.').unwrap_or(text);
        if text.is_empty() {
            return Err(DomainError::Empty);
        }
        // Bounded before the (costlier) conversion: 253 octets of A-labels never come from more than this.
        if text.len() > 1024 {
            return Err(DomainError::TooLong);
        }
        let ascii = if text.is_ascii() {
            text.to_ascii_lowercase()
        } else {
            idna::domain_to_ascii(text).map_err(|_| DomainError::International(text.to_owned()))?
        };
        if ascii.len() > 253 {
            return Err(DomainError::TooLong);
        }
        for label in ascii.split('.') {
            if let Some(bad) = label.chars().find(|c| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))) {
                return Err(DomainError::Character(bad));
            }
            if label.is_empty() || label.len() > 63 || label.starts_with('-') || label.ends_with('-') {
                return Err(DomainError::Label(label.to_owned()));
            }
        }
        Ok(Self(ascii.into_boxed_str()))
    }

    /// The canonical ASCII form.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form for people: A-labels turned back into Unicode where they are valid.
    pub fn to_unicode(&self) -> String {
        idna::domain_to_unicode(&self.0).0
    }

    /// Whether this is `parent` itself or a name below it, compared on label borders.
    ///
    /// ```
    /// use postkontor::mail::Domain;
    /// let d = |s| Domain::parse(s).unwrap();
    /// assert!(d("mail.example.com").is_within(&d("example.com")));
    /// assert!(!d("notexample.com").is_within(&d("example.com")));
    /// ```
    pub fn is_within(&self, parent: &Domain) -> bool {
        match self.0.strip_suffix(&*parent.0) {
            Some(rest) => rest.is_empty() || rest.ends_with('.'),
            None => false,
        }
    }
}

impl fmt::Display for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Domain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

impl TryFrom<String> for Domain {
    type Error = DomainError;
    fn try_from(text: String) -> Result<Self, DomainError> {
        Self::parse(&text)
    }
}

impl From<Domain> for String {
    fn from(domain: Domain) -> String {
        domain.0.into()
    }
}

/// Whether one of the names that a certificate presents covers this host name, a wildcard standing for exactly one label
/// (RFC 6125 §6.4.3). Both in ASCII form.
pub fn is_covered<'a>(name: &str, presented: impl IntoIterator<Item = &'a str>) -> bool {
    let name = name.trim_end_matches('.');
    presented.into_iter().any(|own| match own.strip_prefix("*.") {
        Some(rest) => name.split_once('.').is_some_and(|(label, parent)| !label.is_empty() && parent.eq_ignore_ascii_case(rest)),
        None => own.eq_ignore_ascii_case(name),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn canonical_form_is_lower_case_without_a_trailing_dot() {
        assert_eq!(Domain::parse("Mail.EXAMPLE.com.").unwrap().as_str(), "mail.example.com");
    }

    #[test]
    fn refuses_what_could_break_out_of_a_header_or_a_log_line() {
        for bad in ["a b", "a\r\nb", "a(b", "a\0b", "-a.b", "a-.b", "", ".", "a..b", "a/b"] {
            assert!(Domain::parse(bad).is_err(), "{bad:?}");
        }
        assert!(Domain::parse(&"a".repeat(64)).is_err());
        assert!(Domain::parse(&["abcdefgh"; 40].join(".")).is_err());
    }

    #[test]
    fn a_wildcard_of_a_certificate_stands_for_exactly_one_label() {
        for (name, is) in [
            ("smtp.example.test", true),
            ("SMTP.Example.test.", true),
            ("a.b.example.test", false),
            ("example.test", false),
            (".example.test", false),
            ("mail.other.test", true),
            ("x.mail.other.test", false),
        ] {
            assert_eq!(super::is_covered(name, ["*.example.test", "mail.other.test"]), is, "{name}");
        }
    }
}
