//! Changes of accounts and groups.

use super::apply::{Before, Work};
use super::change::{done, note};
use super::command::{AccountChange, Created, Done, Reach, Refusal};
use super::snapshot::What;
use super::start::Engine;
use crate::accounts::file::Keys;
use crate::accounts::{self, AccountEntry, AccountsFile, ChangeError, Made, password};
use crate::mail::{AccountId, GroupId};

impl Engine {
    pub(super) async fn change_account(&self, work: &mut Work, change: AccountChange) -> Result<Done, Refusal> {
        let next = work.generation.accounts_written.next_id;
        let (what, object, created) = match &change {
            AccountChange::Add(entry, _) => (What::AccountAdded, entry.name.clone(), Some(Created::Account(AccountId(next)))),
            AccountChange::Edit(entry, _) => (What::AccountChanged, entry.name.clone(), None),
            AccountChange::Remove(id) => {
                let name = work.generation.standing.accounts.account(*id).map(|a| a.name.clone());
                (What::AccountDeleted, name.ok_or(Refusal::Gone)?, None)
            }
            AccountChange::AddGroup(group) => (What::GroupAdded, group.name.clone(), Some(Created::Group(GroupId(next)))),
            AccountChange::EditGroup(group) => (What::GroupChanged, named(work, GroupId(group.id)).map(|_| group.name.clone())?, None),
            AccountChange::RemoveGroup(id) => (What::GroupDeleted, named(work, *id)?, None),
        };
        if let AccountChange::Add(entry, _) | AccountChange::Edit(entry, _) = &change {
            let before = work.generation.accounts_written.accounts.iter().find(|a| a.id == entry.id && a.id != 0).cloned();
            let (home, entry) = (self.shared.home.clone(), entry.clone());
            let looked = tokio::task::spawn_blocking(move || super::folders::can_be_dropped_into(&home, before.as_ref(), &entry)).await;
            looked.map_err(|_| Refusal::Ended)??;
        }
        let iterations = work.generation.standing.settings.scram_iterations();
        self.edit_accounts(work, move |file| edit(file, change, iterations), what, object).await?;
        Ok(Done { created, ..done(Reach::NewConnections) })
    }

    /// Writes keys down that were made at log-ons; says whether the file was changed.
    pub(super) async fn write_learnt(&self, work: &mut Work, made: Vec<Made>) -> Result<bool, Refusal> {
        let accounts = &work.generation.standing.accounts;
        let fits = |new: &Made| {
            let account = accounts.account(new.account).filter(|account| account.generation() == new.generation);
            account.is_some_and(|account| new.scram.is_some() || (account.allow_ntlm && account.nt.is_none()))
        };
        let made: Vec<Made> = made.into_iter().filter(fits).collect();
        if made.is_empty() {
            return Ok(false);
        }
        let (store, now) = (accounts::Store::new(&self.shared.home), (self.shared.clock)());
        let expected = work.generation.accounts_written.clone();
        let write = move || -> Result<bool, ChangeError> {
            // What people have written meanwhile is theirs to make count; the next log-on makes the keys again.
            if *expected != store.load_written()?.1 {
                return Ok(false);
            }
            let keep = |file: &mut AccountsFile| {
                for new in made {
                    if let Some(entry) = file.accounts.iter_mut().find(|a| a.id == new.account.0) {
                        entry.keys.scram = new.scram.or(entry.keys.scram.take());
                        entry.keys.nt = new.nt.or(entry.keys.nt.take());
                    }
                }
                Ok(())
            };
            store.change(now, keep).map(|_| true)
        };
        let written = tokio::task::spawn_blocking(write).await.map_err(|_| Refusal::Ended)?;
        if !written.map_err(Refusal::from)? {
            return Ok(false);
        }
        work.generation = self.assemble(work, (*work.generation.written).clone()).await?;
        self.shared.apply(work).await;
        Ok(true)
    }

    pub(super) async fn edit_accounts(
        &self,
        work: &mut Work,
        edit: impl FnOnce(&mut AccountsFile) -> Result<(), ChangeError> + Send + 'static,
        what: What,
        object: String,
    ) -> Result<(), Refusal> {
        let (home, now) = (self.shared.home.clone(), (self.shared.clock)());
        let changing = move || {
            let keep_and_edit = |file: &mut AccountsFile| {
                let mut before = file.clone();
                // What can be brought back is no place for what is as good as a password.
                before.accounts.iter_mut().for_each(|account| account.keys.nt = None);
                edit(file).map(|()| before)
            };
            accounts::Store::new(&home).change(now, keep_and_edit).map(|(before, _)| before)
        };
        // Hashing takes its time.
        let before = tokio::task::spawn_blocking(changing).await.map_err(|_| Refusal::Ended)??;
        work.generation = self.assemble(work, (*work.generation.written).clone()).await?;
        self.shared.apply(work).await;
        note(work, now, what, object, Before::Accounts(Box::new(before)));
        Ok(())
    }
}

fn named(work: &Work, id: GroupId) -> Result<String, Refusal> {
    let group = work.generation.standing.accounts.groups().iter().find(|group| group.id == id && id.0 != 0);
    group.map(|group| group.name.clone()).ok_or(Refusal::Gone)
}

fn edit(file: &mut AccountsFile, change: AccountChange, iterations: u32) -> Result<(), ChangeError> {
    match change {
        AccountChange::Add(mut entry, secret) => {
            entry.id = file.take_number().ok_or(ChangeError::NoNumberLeft)?;
            entry.keys = password::keys(&secret, iterations, entry.allow_ntlm)?;
            file.accounts.push(entry);
        }
        AccountChange::Edit(mut entry, secret) => {
            let old = file.accounts.iter_mut().find(|a| a.id == entry.id).ok_or(ChangeError::NoSuchAccount(AccountId(entry.id)))?;
            entry.keys = match secret {
                Some(secret) => password::keys(&secret, iterations, entry.allow_ntlm)?,
                None => std::mem::take(&mut old.keys),
            };
            *old = entry;
        }
        AccountChange::Remove(id) => {
            file.accounts.retain(|a| a.id != id.0);
            file.groups.iter_mut().for_each(|g| g.members.retain(|m| *m != id.0));
        }
        AccountChange::AddGroup(mut group) => {
            group.id = file.take_number().ok_or(ChangeError::NoNumberLeft)?;
            file.groups.push(group);
        }
        AccountChange::EditGroup(group) => {
            if let Some(old) = file.groups.iter_mut().find(|g| g.id == group.id) {
                *old = group;
            }
        }
        AccountChange::RemoveGroup(id) => file.groups.retain(|g| g.id != id.0),
    }
    Ok(())
}

/// Brings accounts back as they were. Numbers given since then are not given again; an NT hash made since then is kept
/// where it still belongs to the password and is allowed.
pub(super) fn bring_back(now: &mut AccountsFile, before: AccountsFile) {
    let next_id = now.next_id.max(before.next_id);
    let since = std::mem::replace(now, AccountsFile { next_id, ..before });
    let same = |entry: &AccountEntry| since.accounts.iter().find(|a| a.id == entry.id && a.keys.password == entry.keys.password);
    for entry in now.accounts.iter_mut().filter(|entry| entry.allow_ntlm) {
        let nt = same(entry).and_then(|a| a.keys.nt.clone());
        entry.keys = Keys { nt, ..std::mem::take(&mut entry.keys) };
    }
}
