//! What those who logged on may do (*Users…*, dialogs.md §0): all of them, the members of groups, accounts; *deny* wins.

use crate::config::{Grant, Permission, Who};
use crate::mail::{AccountId, GroupId};

/// What the list says about one thing somebody may do. Places count from 0, as in `access.permissions[2]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Allowed as to all who log on, by this entry.
    Everyone(usize),
    /// Allowed to the account or a group of it, by this entry.
    Named(usize),
    /// Denied by this entry, whatever the others say.
    Denied(usize),
    /// Allowed by none.
    NotGranted,
}

/// What the list says about one account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rights {
    /// *Submit Permission*.
    pub submit: Right,
    /// *Relay Permission*.
    pub relay: Right,
}

impl Right {
    /// Whether it is allowed.
    pub fn allowed(self) -> bool {
        matches!(self, Self::Everyone(_) | Self::Named(_))
    }

    /// Whether it lets somebody relay from any computer. With *Allow all computers which successfully authenticate*
    /// cleared (`authenticated` is false) only who is named relays.
    pub fn relays(self, authenticated: bool) -> bool {
        if authenticated { self.allowed() } else { matches!(self, Self::Named(_)) }
    }

    fn with(self, at: usize, who: Who, grant: Grant) -> Self {
        match (self, grant, who) {
            (Self::Denied(_), ..) | (_, Grant::Unset, _) => self,
            (_, Grant::Deny, _) => Self::Denied(at),
            // Named says more than being one of all.
            (Self::Named(_), Grant::Allow, _) => self,
            (_, Grant::Allow, Who::Everyone) => Self::Everyone(at),
            (_, Grant::Allow, _) => Self::Named(at),
        }
    }
}

impl Rights {
    /// What this list says about an account that is in these groups.
    pub fn of(list: &[Permission], account: AccountId, groups: &[GroupId]) -> Self {
        let mut rights = Self { submit: Right::NotGranted, relay: Right::NotGranted };
        for (at, entry) in list.iter().enumerate() {
            let meant = match entry.who {
                Who::Everyone => true,
                Who::Group(group) => groups.contains(&group),
                Who::Account(id) => id == account,
            };
            if meant {
                rights.submit = rights.submit.with(at, entry.who, entry.submit);
                rights.relay = rights.relay.with(at, entry.who, entry.relay);
            }
        }
        rights
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ANNA: AccountId = AccountId(1);
    const SALES: GroupId = GroupId(8);

    fn entry(who: Who, submit: Grant, relay: Grant) -> Permission {
        Permission { who, submit, relay }
    }

    #[test]
    fn the_denial_wins_wherever_it_stands_and_a_name_says_more_than_all() {
        let all = entry(Who::Everyone, Grant::Allow, Grant::Allow);
        let sales = entry(Who::Group(SALES), Grant::Unset, Grant::Deny);
        let anna = entry(Who::Account(ANNA), Grant::Allow, Grant::Allow);
        let bo = entry(Who::Account(AccountId(2)), Grant::Deny, Grant::Deny);
        let of = |list: &[Permission], groups: &[GroupId]| Rights::of(list, ANNA, groups);
        assert_eq!(of(&[all, bo], &[]), Rights { submit: Right::Everyone(0), relay: Right::Everyone(0) });
        assert_eq!(of(&[anna, all], &[]), Rights { submit: Right::Named(0), relay: Right::Named(0) });
        assert_eq!(of(&[sales, all, anna], &[SALES]), Rights { submit: Right::Named(2), relay: Right::Denied(0) });
        assert_eq!(of(&[all, anna, sales], &[SALES]), Rights { submit: Right::Named(1), relay: Right::Denied(2) });
        assert_eq!(of(&[sales, bo], &[]), Rights { submit: Right::NotGranted, relay: Right::NotGranted });
        assert_eq!(of(&[], &[SALES]), Rights { submit: Right::NotGranted, relay: Right::NotGranted });
    }

    fn any_entry() -> impl Strategy<Value = Permission> {
        let who = prop_oneof![
            Just(Who::Everyone),
            (7u32..10).prop_map(|n| Who::Group(GroupId(n))),
            (0u32..3).prop_map(|n| Who::Account(AccountId(n)))
        ];
        let grant = || prop_oneof![Just(Grant::Unset), Just(Grant::Allow), Just(Grant::Deny)];
        (who, grant(), grant()).prop_map(|(who, submit, relay)| Permission { who, submit, relay })
    }

    proptest! {
        #[test]
        fn another_allow_takes_nothing_and_another_deny_gives_nothing(mut list in prop::collection::vec(any_entry(), 0..6), added in any_entry()) {
            let before = Rights::of(&list, ANNA, &[SALES]);
            list.push(added);
            let after = Rights::of(&list, ANNA, &[SALES]);
            for (grant, before, after) in [(added.submit, before.submit, after.submit), (added.relay, before.relay, after.relay)] {
                match grant {
                    Grant::Allow => prop_assert!(after.allowed() >= before.allowed()),
                    Grant::Deny => prop_assert!(after.allowed() <= before.allowed()),
                    Grant::Unset => prop_assert_eq!(after, before),
                }
            }
        }
    }
}
