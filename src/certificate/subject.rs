//! What a request says of its owner (dialogs.md §2.5, *Name and Security Settings* to *Geographical Information*).

use crate::mail::Domain;
use serde::{Deserialize, Serialize};

/// The subject of a certificate and its key, as typed on the pages of the wizard.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Subject {
    /// *Name*: what it is called in this program; not part of the certificate.
    pub friendly_name: String,
    /// *Bit length*
    pub key: BitLength,
    /// *Organization*
    pub organization: String,
    /// *Organizational unit*
    pub unit: String,
    /// *Common name*: the host name that clients type.
    pub common_name: String,
    /// Further host names.
    pub more_names: Vec<String>,
    /// *Country/Region*: two capital letters (ISO 3166-1).
    pub country: String,
    /// *State/province*
    pub state: String,
    /// *City/locality*
    pub city: String,
}

/// *Bit length*: the kind of a private key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum BitLength {
    /// ECDSA over the curve P-256: small, quick, known to everything of the last ten years.
    #[default]
    EcdsaP256,
    /// RSA with 2048 bits, for old devices.
    Rsa2048,
    /// RSA with 3072 bits.
    Rsa3072,
    /// RSA with 4096 bits.
    Rsa4096,
}

impl BitLength {
    /// All of them, the recommended one first.
    pub const ALL: [Self; 4] = [Self::EcdsaP256, Self::Rsa2048, Self::Rsa3072, Self::Rsa4096];
}

/// A field of the subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectField {
    /// *Name*
    FriendlyName,
    /// *Organization*
    Organization,
    /// *Organizational unit*
    Unit,
    /// *Common name*
    CommonName,
    /// The further name at this place.
    MoreNames(usize),
    /// *Country/Region*
    Country,
    /// *State/province*
    State,
    /// *City/locality*
    City,
}

/// What is wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SubjectFault {
    /// It has to be filled in.
    Missing,
    /// More characters than a certificate holds there (RFC 5280 §A.1).
    TooLong {
        /// The most.
        most: usize,
    },
    /// A character that certification authorities refuse.
    Character(char),
    /// It is no host name.
    NoHostName,
    /// It stands for all names of a domain (`*.example.com`, RFC 9525 §6.3), which is not asked for here.
    Wildcard,
    /// It is no code of a country.
    NoCountry,
}

/// How far a subject has to be filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asks {
    /// Organization and place as well: a certification authority looks at them.
    Everything,
    /// The names: an online authority leaves out the rest, and our own does not need it. What is filled in must fit all the same.
    Names,
}

impl Subject {
    /// What is wrong with it, in the order of the pages; empty = nothing.
    pub fn faults(&self, asks: Asks) -> Vec<(SubjectField, SubjectFault)> {
        let mut found = vec![];
        let all = asks == Asks::Everything;
        if self.friendly_name.trim().is_empty() {
            found.push((SubjectField::FriendlyName, SubjectFault::Missing));
        } else if self.friendly_name.trim().chars().count() > LONGEST_NAME {
            found.push((SubjectField::FriendlyName, SubjectFault::TooLong { most: LONGEST_NAME }));
        }
        found.extend(fault(&self.organization, 64, all).map(|f| (SubjectField::Organization, f)));
        found.extend(fault(&self.unit, 64, all).map(|f| (SubjectField::Unit, f)));
        found.extend(host_fault(&self.common_name, Some(LONGEST_COMMON_NAME)).map(|f| (SubjectField::CommonName, f)));
        let further = self.more_names.iter().enumerate();
        found.extend(further.filter_map(|(at, name)| Some((SubjectField::MoreNames(at), host_fault(name, None)?))));
        let country = self.country.trim();
        if country.is_empty() {
            found.extend(all.then_some((SubjectField::Country, SubjectFault::Missing)));
        } else if country.len() != 2 || !country.bytes().all(|letter| letter.is_ascii_uppercase()) {
            found.push((SubjectField::Country, SubjectFault::NoCountry));
        }
        found.extend(fault(&self.state, 128, all).map(|f| (SubjectField::State, f)));
        found.extend(fault(&self.city, 128, all).map(|f| (SubjectField::City, f)));
        found
    }

    /// All host names in their canonical form, the common name first, none twice; those that are none are left out.
    pub fn host_names(&self) -> Vec<Domain> {
        let mut names: Vec<Domain> = vec![];
        for name in std::iter::once(&self.common_name).chain(&self.more_names) {
            if let Ok(name) = Domain::parse(name.trim())
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names
    }
}

fn fault(text: &str, most: usize, required: bool) -> Option<SubjectFault> {
    let text = text.trim();
    if text.is_empty() {
        return required.then_some(SubjectFault::Missing);
    }
    if text.chars().count() > most {
        return Some(SubjectFault::TooLong { most });
    }
    text.chars().find(|c| c.is_control() || UNSAFE.contains(*c)).map(SubjectFault::Character)
}

fn host_fault(name: &str, most: Option<usize>) -> Option<SubjectFault> {
    let name = name.trim();
    if name.is_empty() {
        return Some(SubjectFault::Missing);
    }
    match Domain::parse(name) {
        Err(_) if name.strip_prefix("*.").is_some_and(|rest| Domain::parse(rest).is_ok()) => Some(SubjectFault::Wildcard),
        Err(_) => Some(SubjectFault::NoHostName),
        Ok(name) => most.filter(|most| name.as_str().len() > *most).map(|most| SubjectFault::TooLong { most }),
    }
}

/// Characters that authorities are known to refuse (dialogs.md §2.5).
const UNSAFE: &str = "!@#$%^*()~?><&/\\";
/// RFC 5280 §A.1, ub-common-name.
const LONGEST_COMMON_NAME: usize = 64;
const LONGEST_NAME: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;

    fn office() -> Subject {
        Subject {
            friendly_name: "Mail".into(),
            organization: "Biuro Próba Sp. z o.o.".into(),
            unit: "Łódź".into(),
            common_name: "mail.example.test".into(),
            country: "PL".into(),
            state: "łódzkie".into(),
            city: "Łódź".into(),
            ..Subject::default()
        }
    }

    #[test]
    fn an_authority_wants_everything_and_an_online_one_only_names() {
        assert_eq!(office().faults(Asks::Everything), []);
        let names = Subject { friendly_name: "Mail".into(), common_name: "mail.example.test".into(), ..Subject::default() };
        assert_eq!(names.faults(Asks::Names), []);
        let missing: Vec<_> = names.faults(Asks::Everything).into_iter().map(|(field, _)| field).collect();
        assert_eq!(
            missing,
            [SubjectField::Organization, SubjectField::Unit, SubjectField::Country, SubjectField::State, SubjectField::City]
        );
    }

    #[test]
    fn what_authorities_refuse_is_named_with_its_character() {
        let odd = Subject { organization: "A & B".into(), city: "Q\u{7}".into(), country: "Poland".into(), ..office() };
        assert_eq!(
            odd.faults(Asks::Names),
            [
                (SubjectField::Organization, SubjectFault::Character('&')),
                (SubjectField::Country, SubjectFault::NoCountry),
                (SubjectField::City, SubjectFault::Character('\u{7}')),
            ]
        );
    }

    #[test]
    fn names_are_canonical_and_none_is_there_twice() {
        let names = Subject {
            common_name: "Müller.example".into(),
            more_names: vec!["xn--mller-kva.example".into(), "smtp.example ".into()],
            ..office()
        };
        let hosts = names.host_names();
        assert_eq!(hosts.iter().map(Domain::as_str).collect::<Vec<_>>(), ["xn--mller-kva.example", "smtp.example"]);
        let bad = Subject { common_name: "a b".into(), more_names: vec![String::new(), "*.a.test".into(), "*.*.test".into()], ..office() };
        let further = |at, fault| (SubjectField::MoreNames(at), fault);
        assert_eq!(
            bad.faults(Asks::Names),
            [
                (SubjectField::CommonName, SubjectFault::NoHostName),
                further(0, SubjectFault::Missing),
                further(1, SubjectFault::Wildcard),
                further(2, SubjectFault::NoHostName),
            ]
        );
    }
}
