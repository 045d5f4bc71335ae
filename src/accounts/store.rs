//! Reads and changes `accounts.ron`: atomically, 0600, and never a file that could not be read or makes no sense.
//!
//! Whoever changes it holds the lock of the home or asks the engine that does; two writers would lose changes.

use super::Accounts;
use super::check::{Issue, check};
use super::file::{AccountEntry, AccountsFile, VERSION};
use super::password::{self, PasswordError};
use crate::config::Home;
use crate::config::file::{FileError, dialect, read_ron, write_private};
use crate::config::home::create_folder;
use crate::config::store::{count, list};
use crate::mail::{AccountId, Secret};
use jiff::Timestamp;
use std::io;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// The account file of one home.
#[derive(Debug, Clone)]
pub struct Store {
    home: Home,
    iterations: u32,
}

/// What a new account is made of; the rest are the safe defaults.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewAccount {
    /// The name to log on with.
    pub name: String,
    /// Its own mail addresses.
    pub addresses: Vec<String>,
    /// Whether its mail is kept here. With a mailbox the sender check is on (engine.md row 26).
    pub mailbox: bool,
    /// The administrator's own words.
    pub note: String,
    /// Its password; `None` = it cannot log on yet.
    pub password: Option<Secret<String>>,
    /// *Allow NTLM (older mail programs)*.
    pub allow_ntlm: bool,
}

/// Why the accounts cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The file cannot be read, or is not RON of a known version.
    #[error(transparent)]
    File(#[from] FileError),
    /// The file was read, but these values make no sense.
    #[error("{} has {} to correct; nothing was changed:{}", path.display(), count(issues.len()), list(issues))]
    Issues {
        /// The file.
        path: PathBuf,
        /// All of them.
        issues: Vec<Issue>,
    },
}

/// Why the accounts could not be changed; the file is as it was.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The file cannot be used as it is, the change makes no sense, or it could not be written.
    #[error(transparent)]
    Load(#[from] LoadError),
    /// The password cannot be used.
    #[error(transparent)]
    Password(#[from] PasswordError),
    /// There is no such account.
    #[error("there is no account {0}; it may have been removed meanwhile")]
    NoSuchAccount(AccountId),
    /// All 4 billion numbers have been given.
    #[error("no account can be added: all numbers are used up")]
    NoNumberLeft,
    /// The values have no RON form.
    #[error("the accounts could not be written down: {0}. The file was left as it is")]
    Form(#[from] ron::Error),
}

impl From<FileError> for ChangeError {
    fn from(error: FileError) -> Self {
        Self::Load(error.into())
    }
}

impl Store {
    /// The account file of this home.
    pub fn new(home: &Home) -> Self {
        Self { home: home.clone(), iterations: ITERATIONS }
    }

    /// The same, with this number of iterations for the SCRAM keys of new passwords instead of 100,000.
    pub fn iterating(self, iterations: u32) -> Self {
        Self { iterations, ..self }
    }

    /// Reads and checks the file; a home without one has no accounts yet.
    ///
    /// # Errors
    /// [`LoadError`]; the file is left as it is.
    pub fn load(&self) -> Result<Accounts, LoadError> {
        self.read().map(|(_, _, accounts)| accounts)
    }

    /// Reads and checks the file, and gives it as written besides, without its keys.
    ///
    /// # Errors
    /// As [`Store::load`].
    pub fn load_written(&self) -> Result<(Accounts, AccountsFile), LoadError> {
        self.read().map(|(file, _, accounts)| (accounts, file.without_keys()))
    }

    /// Adds an account and gives its number. Blocks while the password is hashed.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn add(&self, new: NewAccount, now: Timestamp) -> Result<AccountId, ChangeError> {
        let keys = new.password.as_ref().map(|p| password::keys(p, self.iterations, new.allow_ntlm)).transpose()?.unwrap_or_default();
        let (id, _) = self.change(now, |file| {
            let id = file.take_number().ok_or(ChangeError::NoNumberLeft)?;
            file.accounts.push(AccountEntry {
                id,
                name: new.name,
                note: new.note,
                addresses: new.addresses,
                mailbox: new.mailbox,
                sender_check: new.mailbox,
                allow_ntlm: new.allow_ntlm,
                keys,
                ..AccountEntry::default()
            });
            Ok(AccountId(id))
        })?;
        Ok(id)
    }

    /// Removes an account, also from its groups. Its number is never given again; its mailbox folder stays.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn remove(&self, id: AccountId, now: Timestamp) -> Result<(), ChangeError> {
        self.change(now, |file| {
            let before = file.accounts.len();
            file.accounts.retain(|a| a.id != id.0);
            if file.accounts.len() == before {
                return Err(ChangeError::NoSuchAccount(id));
            }
            file.groups.iter_mut().for_each(|g| g.members.retain(|m| *m != id.0));
            Ok(())
        })?;
        Ok(())
    }

    /// Sets the password of an account. Blocks while it is hashed.
    ///
    /// # Errors
    /// [`ChangeError`].
    pub fn set_password(&self, id: AccountId, password: &Secret<String>, now: Timestamp) -> Result<(), ChangeError> {
        // The NT hash is made in any case and wiped where it is not allowed.
        let keys = password::keys(password, self.iterations, true)?;
        self.change(now, |file| {
            let entry = file.accounts.iter_mut().find(|a| a.id == id.0).ok_or(ChangeError::NoSuchAccount(id))?;
            entry.keys = keys;
            Ok(())
        })?;
        Ok(())
    }

    /// Reads the file, lets it be changed, checks the whole and writes it. A file that people have edited by hand is kept
    /// in `history/` first, as the rewrite drops their comments.
    ///
    /// # Errors
    /// [`ChangeError`]; the file is as it was.
    pub fn change<T>(
        &self,
        now: Timestamp,
        change: impl FnOnce(&mut AccountsFile) -> Result<T, ChangeError>,
    ) -> Result<(T, Accounts), ChangeError> {
        let path = self.home.accounts();
        let (mut file, text, _) = self.read()?;
        let by_hand = text.is_some_and(|text| render(&file).is_ok_and(|ours| ours != text));
        let hashes: Vec<Secret<String>> = file.accounts.iter().filter_map(|a| a.keys.nt.clone()).collect();
        let value = change(&mut file)?;
        file.version = VERSION;
        file.wipe();
        if !file.number_groups() {
            return Err(ChangeError::NoNumberLeft);
        }
        let accounts = check(&file, None).map_err(|issues| LoadError::Issues { path: path.clone(), issues })?;
        let text = render(&file)?;
        if by_hand {
            create_folder(&self.home.history())?;
            let name = format!("accounts-{}.{:09}.ron", now.strftime("%Y%m%dT%H%M%S"), now.subsec_nanosecond());
            let mut old = Zeroizing::new(crate::config::file::read_text(&path)?);
            // What is as good as a password is not kept twice.
            for hash in hashes.iter().filter(|hash| !hash.expose().is_empty()) {
                old = Zeroizing::new(old.replace(hash.expose().as_str(), ""));
            }
            write_private(&self.home.history().join(name), old.as_bytes())?;
        }
        write_private(&path, text.as_bytes())?;
        Ok((value, accounts))
    }

    fn read(&self) -> Result<(AccountsFile, Option<String>, Accounts), LoadError> {
        let path = self.home.accounts();
        let (file, text) = match read_ron::<AccountsFile>(&path, VERSION) {
            Ok((file, text)) => (file, Some(text)),
            Err(FileError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => (AccountsFile::default(), None),
            Err(error) => return Err(error.into()),
        };
        let accounts = check(&file, text.as_deref()).map_err(|issues| LoadError::Issues { path, issues })?;
        Ok((file, text, accounts))
    }
}

/// The file as we write it.
fn render(file: &AccountsFile) -> Result<String, ron::Error> {
    Ok(format!("{HEADING}{}\n", dialect().to_string_pretty(file, ron::ser::PrettyConfig::default())?))
}

/// The iterations of SCRAM keys unless the settings say otherwise (dialogs.md §0).
const ITERATIONS: u32 = 100_000;

const HEADING: &str = "// Postkontor accounts. Own words belong into the note fields: they are kept.\n";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::{Domains, Outcome, Readiness, verify};
    use std::os::unix::fs::PermissionsExt;

    fn home() -> (tempfile::TempDir, Store) {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        home.create().unwrap();
        (folder, Store::new(&home))
    }

    fn named(name: &str) -> NewAccount {
        NewAccount { name: name.into(), mailbox: true, ..NewAccount::default() }
    }

    const NOW: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn numbers_are_never_given_twice() {
        let (_folder, store) = home();
        let first = store.add(named("a"), NOW).unwrap();
        store.remove(first, NOW).unwrap();
        let second = store.add(named("a"), NOW).unwrap();
        assert!(second > first);
        assert!(matches!(store.remove(first, NOW), Err(ChangeError::NoSuchAccount(_))));
    }

    #[test]
    fn a_new_account_can_log_on_at_once_and_its_file_is_private() {
        let (folder, store) = home();
        let id = store.add(NewAccount { password: Some("s3cret".into()), ..named("anna@x.test") }, NOW).unwrap();
        let accounts = store.load().unwrap();
        let account = accounts.account(id).unwrap();
        assert!(account.enabled && account.submit && account.relay && account.sender_check && account.mailbox);
        assert_eq!(verify(&accounts, &Domains::default(), "anna@x.test", &"s3cret".into()), Outcome::Granted(id));
        let path = folder.path().join("accounts.ron");
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(!std::fs::read_to_string(path).unwrap().contains("s3cret"));
        assert!(!format!("{accounts:?}").contains("argon2"));
    }

    #[test]
    fn a_changed_password_changes_the_generation() {
        let (_folder, store) = home();
        let id = store.add(named("a"), NOW).unwrap();
        let before = store.load().unwrap().account(id).unwrap().generation();
        store.set_password(id, &"x".into(), NOW).unwrap();
        assert_ne!(store.load().unwrap().account(id).unwrap().generation(), before);
    }

    #[test]
    fn an_account_without_a_mailbox_may_send_from_any_address() {
        let (_folder, store) = home();
        let id = store.add(NewAccount { mailbox: false, ..named("scanner") }, NOW).unwrap();
        assert!(!store.load().unwrap().account(id).unwrap().sender_check);
    }

    #[test]
    fn a_change_that_makes_no_sense_is_not_written() {
        let (folder, store) = home();
        store.add(named("a"), NOW).unwrap();
        let before = std::fs::read(folder.path().join("accounts.ron")).unwrap();
        assert!(matches!(store.add(named("A"), NOW), Err(ChangeError::Load(LoadError::Issues { .. }))));
        assert_eq!(std::fs::read(folder.path().join("accounts.ron")).unwrap(), before);
    }

    #[test]
    fn a_file_broken_by_hand_or_newer_is_never_overwritten() {
        let (folder, store) = home();
        let path = folder.path().join("accounts.ron");
        for text in ["(version: 1, next_id: 2, accounts: [", "(version: 2)", "(version: 1, next_id: 1, acounts: [])"] {
            std::fs::write(&path, text).unwrap();
            assert!(store.load().is_err() && store.add(named("x"), NOW).is_err(), "{text}");
            assert_eq!(std::fs::read_to_string(&path).unwrap(), text);
        }
    }

    #[test]
    fn comments_of_people_are_kept_in_the_history_and_notes_in_the_file() {
        let (folder, store) = home();
        let path = folder.path().join("accounts.ron");
        std::fs::write(&path, "(version: 1, note: \"n1\", next_id: 2, accounts: [(id: 1, name: \"a\", note: \"n2\")]) // mine").unwrap();
        store.add(named("b"), NOW).unwrap();
        store.add(named("c"), NOW).unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains("n1") && text.contains("n2"));
        let kept: Vec<_> = std::fs::read_dir(folder.path().join("history")).unwrap().map(|e| e.unwrap().path()).collect();
        assert_eq!(kept.len(), 1);
        assert!(std::fs::read_to_string(&kept[0]).unwrap().ends_with("// mine"));
    }

    #[test]
    fn an_nt_hash_is_kept_only_while_it_is_allowed() {
        let (folder, store) = home();
        let path = folder.path().join("accounts.ron");
        let hash = "a4f49c406510bdcab6824ee7c30fd852";
        let holds = |path: &std::path::Path| std::fs::read_to_string(path).unwrap().contains(hash);
        let id = store.add(NewAccount { password: Some("Password".into()), ..named("anna") }, NOW).unwrap();
        assert!(!holds(&path));
        assert_eq!(store.load().unwrap().account(id).unwrap().scram(), Readiness::Ready);
        let allow = |allowed| {
            let tick = move |file: &mut AccountsFile| {
                file.accounts[0].allow_ntlm = allowed;
                Ok(())
            };
            store.change(NOW, tick).unwrap();
            store.load().unwrap().account(id).unwrap().ntlm()
        };
        assert_eq!((allow(true), store.load().unwrap().any_ntlm()), (Readiness::Prepared, false));
        store.set_password(id, &"Password".into(), NOW).unwrap();
        assert!(holds(&path) && store.load().unwrap().any_ntlm());
        // Also not in the copy of what people wrote.
        let by_hand = std::fs::read_to_string(&path).unwrap() + "// mine";
        std::fs::write(&path, by_hand).unwrap();
        assert_eq!(allow(false), Readiness::Off);
        assert!(!holds(&path));
        let kept = std::fs::read_dir(folder.path().join("history")).unwrap().next().unwrap().unwrap().path();
        assert!(!holds(&kept) && std::fs::read_to_string(&kept).unwrap().contains("// mine"));
    }

    #[test]
    fn removing_an_account_takes_it_out_of_its_groups() {
        let (folder, store) = home();
        std::fs::write(
            folder.path().join("accounts.ron"),
            "(version: 1, next_id: 3, accounts: [(id: 1, name: \"a\"), (id: 2, name: \"b\")], groups: [(name: \"all\", members: [1, 2])])",
        )
        .unwrap();
        store.remove(AccountId(1), NOW).unwrap();
        let accounts = store.load().unwrap();
        let group = &accounts.groups()[0];
        // A group written before groups had numbers gets one.
        assert_eq!((group.id.0, &group.members[..]), (3, &[AccountId(2)][..]));
        assert_eq!(accounts.groups_of(AccountId(2)), [group.id]);
        assert!(accounts.groups_of(AccountId(1)).is_empty());
    }
}
