//! Password hashes: Argon2id (RFC 9106) as PHC strings. Everything here is slow on purpose and never runs on the async
//! threads; [`super::verifier`] sees to that.
//!
//! New hashes take 19 MiB, two passes and one lane, about 30 ms of one core. A stored hash is verified with the cost it
//! was made with, within bounds, so that the cost can be raised later without setting every password anew.

use super::file::Keys;
use super::{Accounts, Domains};
use crate::mail::{AccountId, Secret};
use crate::smtp::sasl::ntlm::NtHash;
use crate::smtp::sasl::{prepare, scram};
use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, Params, PasswordHasher, PasswordVerifier};
use zeroize::Zeroizing;

/// What a log-on came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Name and password are right.
    Granted(AccountId),
    /// Unknown name or wrong password; nobody outside can tell which.
    Wrong,
    /// Name and password are right, but the account may not log on (engine.md row 16).
    Disabled,
}

/// Why a password cannot be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Nothing was given.
    #[error("the password is empty; choose one")]
    Empty,
    /// More than 256 octets.
    #[error("the password is longer than 256 bytes; shorten it")]
    TooLong,
    /// A line break, a NUL or another control character, which no mechanism carries.
    #[error("the password contains a line break or another control character; choose one without")]
    Control,
    /// The system gave no random octets, or no memory.
    #[error("the password could not be hashed: the system gave no random numbers or no memory. Try again")]
    System,
}

/// Why a stored hash cannot be verified against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HashError {
    /// Not a PHC string of Argon2id with salt and hash.
    #[error("it is not an Argon2id hash ($argon2id$v=19$…)")]
    Form,
    /// Not a set of SCRAM keys.
    #[error("its SCRAM keys are none")]
    Scram,
    /// Not an NT hash.
    #[error("its NT hash is none")]
    Nt,
    /// So costly that a log-on could bring the server down.
    #[error("its cost is beyond what is allowed (64 MiB, 10 passes, 4 lanes)")]
    TooCostly,
}

/// Makes all that is kept of a new password: the hash, the SCRAM keys and, where NTLM is allowed, the NT hash. Blocks for
/// some 70 ms with 100,000 iterations.
///
/// # Errors
/// [`PasswordError`] when the password cannot be used.
pub fn keys(password: &Secret<String>, iterations: u32, ntlm: bool) -> Result<Keys, PasswordError> {
    let hash = hash(password)?;
    let nt = ntlm.then(|| NtHash::of(password).to_text());
    Ok(Keys { password: Some(hash), scram: Some(scram_keys(password, iterations).to_text()), nt })
}

/// SCRAM keys with a random salt. Blocks for some 30 ms with 100,000 iterations.
pub(super) fn scram_keys(password: &Secret<String>, iterations: u32) -> scram::Keys {
    scram::Keys::derive(password, &rand::random::<[u8; scram::SALT]>(), iterations)
}

/// Hashes a new password with a random salt. Blocks for some 30 ms.
///
/// # Errors
/// [`PasswordError`] when the password cannot be used.
pub fn hash(password: &Secret<String>) -> Result<Secret<String>, PasswordError> {
    let text = password.expose();
    if text.is_empty() {
        return Err(PasswordError::Empty);
    }
    if text.len() > 256 {
        return Err(PasswordError::TooLong);
    }
    if text.chars().any(char::is_control) {
        return Err(PasswordError::Control);
    }
    // The library's default cost is ours; a test holds it to that.
    let hash: PasswordHash = Argon2::default().hash_password(prepare(text).as_bytes()).map_err(|_| PasswordError::System)?;
    Ok(Secret::new(hash.to_string()))
}

/// Whether a stored hash can be verified against.
///
/// # Errors
/// [`HashError`] says why not.
pub fn check_hash(hash: &Secret<String>) -> Result<(), HashError> {
    parse(hash.expose()).map(|_| ())
}

/// Verifies a log-on. Blocks for as long as one hash takes, whatever the outcome: an unknown name and an account without
/// a password are verified against a fixed hash of the usual cost.
pub fn verify(accounts: &Accounts, domains: &Domains, login: &str, password: &Secret<String>) -> Outcome {
    let account = accounts.find(login, domains);
    let stored = account.and_then(|a| a.password.as_ref()).and_then(|hash| parse(hash.expose()).ok());
    let (hash, known) = match stored {
        Some(hash) => (Some(hash), true),
        None => (parse(NOBODY).ok(), false),
    };
    let prepared = Zeroizing::new(prepare(password.expose()).into_owned());
    let fits = |text: &str| hash.as_ref().is_some_and(|hash| Argon2::default().verify_password(text.as_bytes(), hash).is_ok());
    // A password set before there was SASLprep was hashed as it was typed.
    let right = fits(&prepared) || (*prepared != *password.expose() && fits(password.expose()));
    match account {
        Some(account) if right && known && account.enabled => Outcome::Granted(account.id),
        Some(_) if right && known => Outcome::Disabled,
        _ => Outcome::Wrong,
    }
}

fn parse(text: &str) -> Result<PasswordHash, HashError> {
    let hash = PasswordHash::new(text).map_err(|_| HashError::Form)?;
    if hash.algorithm.as_str() != "argon2id" || hash.salt.is_none() || hash.hash.is_none() {
        return Err(HashError::Form);
    }
    let params = Params::try_from(&hash).map_err(|_| HashError::Form)?;
    if params.m_cost() > MOST_KIB || params.t_cost() > MOST_PASSES || params.p_cost() > MOST_LANES {
        return Err(HashError::TooCostly);
    }
    Ok(hash)
}

const MOST_KIB: u32 = 65_536;
const MOST_PASSES: u32 = 10;
const MOST_LANES: u32 = 4;

/// What unknown names are verified against: the usual cost, and a hash no password is known to have.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::accounts::check;
    use crate::accounts::file::{AccountEntry, AccountsFile, Keys};

    /// A hash that costs next to nothing.
    pub(in crate::accounts) fn cheap_hash(password: &str) -> Secret<String> {
        let cheap = Argon2::new(argon2::Algorithm::Argon2id, argon2::Version::V0x13, Params::new(8, 1, 1, None).unwrap());
        Secret::new(cheap.hash_password_with_salt(password.as_bytes(), b"a fixed salt....").unwrap().to_string())
    }

    fn accounts(enabled: bool, password: Option<Secret<String>>) -> Accounts {
        let entry =
            AccountEntry { id: 7, name: "anna".into(), enabled, keys: Keys { password, ..Keys::default() }, ..AccountEntry::default() };
        check(&AccountsFile { accounts: vec![entry], next_id: 8, ..AccountsFile::default() }, None).unwrap()
    }

    #[test]
    fn grants_only_the_right_password_of_an_enabled_account() {
        for (enabled, login, password, expected) in [
            (true, "Anna", "right", Outcome::Granted(AccountId(7))),
            (true, "OFFICE\\anna", "right", Outcome::Granted(AccountId(7))),
            (true, "anna", "Right", Outcome::Wrong),
            (true, "anna", "", Outcome::Wrong),
            (true, "bo", "right", Outcome::Wrong),
            (false, "anna", "right", Outcome::Disabled),
            (false, "anna", "wrong", Outcome::Wrong),
        ] {
            let found = verify(&accounts(enabled, Some(cheap_hash("right"))), &Domains::default(), login, &password.into());
            assert_eq!(found, expected, "{login} {password} {enabled}");
        }
        assert_eq!(verify(&accounts(true, None), &Domains::default(), "anna", &"".into()), Outcome::Wrong);
    }

    #[test]
    fn new_hashes_and_the_one_for_unknown_names_have_the_same_cost() {
        let hash = hash(&"open sesame".into()).unwrap();
        let cost = |text: &str| text.split('$').take(4).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(cost(hash.expose()), ["", "argon2id", "v=19", "m=19456,t=2,p=1"]);
        assert_eq!(cost(hash.expose()), cost(NOBODY));
        assert!(parse(NOBODY).is_ok());
        assert_eq!(hash.expose().len(), NOBODY.len());
        let granted = verify(&accounts(true, Some(hash)), &Domains::default(), "anna", &"open sesame".into());
        assert_eq!(granted, Outcome::Granted(AccountId(7)));
    }

    #[test]
    fn refuses_hashes_that_are_none_or_too_costly() {
        let with = |params: &str| NOBODY.replace("m=19456,t=2,p=1", params);
        for (text, expected) in [
            ("hunter2".to_owned(), HashError::Form),
            (NOBODY.replace("argon2id", "argon2d"), HashError::Form),
            (NOBODY.rsplit_once('$').unwrap().0.to_owned(), HashError::Form),
            (with("m=4000000,t=2,p=1"), HashError::TooCostly),
            (with("m=19456,t=1000,p=1"), HashError::TooCostly),
        ] {
            assert_eq!(check_hash(&Secret::new(text.clone())), Err(expected), "{text}");
        }
        assert_eq!(check_hash(&Secret::new(with("m=65536,t=3,p=4"))), Ok(()));
    }

    #[test]
    fn all_keys_of_a_password_are_made_at_once_and_the_nt_hash_only_when_allowed() {
        let keys = keys(&"Password".into(), 5_000, true).unwrap();
        assert_eq!(keys.nt.unwrap().expose(), "a4f49c406510bdcab6824ee7c30fd852");
        assert_eq!(keys.scram.unwrap().expose().parse::<scram::Keys>().unwrap().iterations(), 5_000);
        assert!(check_hash(&keys.password.unwrap()).is_ok());
        assert_eq!(super::keys(&"Password".into(), 5_000, false).unwrap().nt, None);
    }

    #[test]
    fn a_password_is_the_same_however_its_accents_were_typed() {
        let composed = accounts(true, Some(hash(&"caf\u{e9}".into()).unwrap()));
        let granted = Outcome::Granted(AccountId(7));
        assert_eq!(verify(&composed, &Domains::default(), "anna", &"cafe\u{301}".into()), granted);
        assert_eq!(verify(&composed, &Domains::default(), "anna", &"cafe".into()), Outcome::Wrong);
        // Set as typed, by an earlier version.
        let typed = accounts(true, Some(cheap_hash("cafe\u{301}")));
        assert_eq!(verify(&typed, &Domains::default(), "anna", &"cafe\u{301}".into()), granted);
    }

    #[test]
    fn refuses_passwords_no_mechanism_could_carry() {
        assert_eq!(hash(&"".into()), Err(PasswordError::Empty));
        assert_eq!(hash(&"a\0b".into()), Err(PasswordError::Control));
        assert_eq!(hash(&Secret::new("x".repeat(257))), Err(PasswordError::TooLong));
    }
}
