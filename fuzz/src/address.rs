//! Mailbox addresses and domains.

use postkontor::mail::{Address, Domain};

/// What was read prints as itself, within its bounds and without a control character.
pub fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(address) = Address::parse(text) {
        let printed = address.to_string();
        assert_eq!(Address::parse(&printed).as_ref(), Ok(&address), "{printed:?}");
        assert!(printed.len() <= 254 && address.local().len() <= 64, "{printed:?}");
        assert!(!printed.chars().any(char::is_control), "{printed:?}");
        assert!(printed.starts_with(address.local()) && text.starts_with(address.local()), "the local part is kept as written");
        assert_eq!(address.needs_smtputf8(), !printed.is_ascii());
        assert_eq!(Address::new(address.local(), address.host().clone()), Ok(address));
    }
    if let Ok(domain) = Domain::parse(text) {
        assert_eq!(Domain::parse(domain.as_str()).as_ref(), Ok(&domain));
        assert!((1..=253).contains(&domain.as_str().len()));
        assert!(domain.as_str().bytes().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || b"-._".contains(&c)), "{domain}");
    }
}
