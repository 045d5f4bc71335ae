//! The Access tab: lists of computers, ways of logging on, permissions, protection.

use super::{DAY, Finder, limit};
use crate::config::settings::*;
use crate::config::written;
use crate::mail::{AccountId, GroupId};
use std::collections::HashMap;

impl Finder {
    pub(super) fn access(&mut self, path: &str, entry: &written::Access) -> Access {
        let mut seen = HashMap::new();
        let mut networks = vec![];
        for (n, computer) in entry.connection.computers.iter().enumerate() {
            let path = format!("{path}.connection.computers[{n}].address");
            networks.extend(self.computers(&mut seen, path, &computer.address).map(|who| Computer { who }));
        }
        let mut seen = HashMap::new();
        let mut granted = vec![];
        for (n, computer) in entry.relay.computers.iter().enumerate() {
            let path = format!("{path}.relay.computers[{n}].address");
            let who = self.computers(&mut seen, path, &computer.address);
            granted.extend(who.map(|who| RelayComputer { who, need_not_log_on: computer.need_not_log_on }));
        }
        let authentication = &entry.authentication;
        let iterations = u64::from(authentication.scram_iterations);
        self.range(format!("{path}.authentication.scram_iterations"), iterations, 4_096, 10_000_000);
        let default_domain =
            authentication.default_domain.as_ref().and_then(|t| self.domain(format!("{path}.authentication.default_domain"), t));
        Access {
            connection: ComputerList { rule: entry.connection.rule, computers: networks },
            authentication: Authentication {
                anonymous: authentication.anonymous,
                basic: authentication.basic,
                basic_requires_tls: authentication.basic_requires_tls,
                integrated: authentication.integrated,
                scram_iterations: authentication.scram_iterations,
                default_domain,
            },
            require_secure_channel: entry.communication.require_secure_channel,
            require_128_bit: entry.communication.require_128_bit,
            relay: RelayList { rule: entry.relay.rule, computers: granted, authenticated: entry.relay.authenticated },
            permissions: self.permissions(path, &entry.permissions),
            protection: self.protection(&format!("{path}.protection"), &entry.protection),
        }
    }

    fn permissions(&mut self, path: &str, entries: &[written::Permission]) -> Vec<Permission> {
        let mut seen = HashMap::new();
        let mut permissions = vec![];
        for (n, entry) in entries.iter().enumerate() {
            let path = format!("{path}.permissions[{n}].who");
            let who = match entry.who {
                written::Who::Everyone => Who::Everyone,
                written::Who::Group(number) => Who::Group(GroupId(number)),
                written::Who::Account(number) => Who::Account(AccountId(number)),
            };
            if let written::Who::Group(number @ 0) | written::Who::Account(number @ 0) = entry.who {
                self.range(path.clone(), u64::from(number), 1, u64::from(u32::MAX));
            }
            if self.once_shown(&mut seen, who, format!("{:?}", entry.who), path) {
                permissions.push(Permission { who, submit: entry.submit, relay: entry.relay });
            }
        }
        permissions
    }

    fn protection(&mut self, path: &str, entry: &written::Protection) -> Protection {
        let mut seen = HashMap::new();
        let mut exempt = vec![];
        for (n, computer) in entry.exempt.iter().enumerate() {
            exempt.extend(self.network(&mut seen, format!("{path}.exempt[{n}].address"), &computer.address));
        }
        let mut seen = HashMap::new();
        let sources = entry.proxy_sources.iter().enumerate();
        let proxy_sources = sources.filter_map(|(n, text)| self.network(&mut seen, format!("{path}.proxy_sources[{n}]"), text)).collect();
        self.range(format!("{path}.failures"), u64::from(entry.failures), 0, 100);
        Protection {
            failures: limit(entry.failures),
            window: self.span(format!("{path}.window"), &entry.window, 60, DAY),
            block: self.span(format!("{path}.block"), &entry.block, 60, 7 * DAY),
            exempt,
            // RFC 5321 §4.5.3.2.1: a client waits five minutes for the greeting; one that is held back longer has gone.
            greet_pause: self.span(format!("{path}.greet_pause"), &entry.greet_pause, 0, 60),
            minimum_rate: limit(entry.minimum_rate),
            minimum_rate_over: self.span(format!("{path}.minimum_rate_over"), &entry.minimum_rate_over, 1, DAY),
            proxy_sources,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{check, file, written::SettingsFile};

    fn issues(access: &str) -> Vec<(String, String)> {
        let text = format!("(version: 1, servers: [(id: 1, name: \"A\", fqdn: \"m.test\", identities: [()], access: ({access}))])");
        let parsed: SettingsFile = file::parse(&text).unwrap();
        check(&parsed, None).err().unwrap_or_default().into_iter().map(|i| (i.path, i.fault.to_string())).collect()
    }

    #[test]
    fn who_may_submit_and_relay_is_read_and_everybody_may_by_default() {
        let text = "(version: 1, servers: [(id: 1, name: \"A\", fqdn: \"m.test\", identities: [()], access: (permissions: [(who: Group(3), relay: Deny), (who: Account(1))]))])";
        let settings = check(&file::parse::<SettingsFile>(text).unwrap(), None).unwrap();
        let found = &settings.servers[0].access.permissions;
        let group = Permission { who: Who::Group(GroupId(3)), submit: Grant::Unset, relay: Grant::Deny };
        let account = Permission { who: Who::Account(AccountId(1)), submit: Grant::Unset, relay: Grant::Unset };
        assert_eq!(found[..], [group, account]);
        let settings = check(
            &file::parse::<SettingsFile>("(version: 1, servers: [(id: 1, name: \"A\", fqdn: \"m.test\", identities: [()])])").unwrap(),
            None,
        )
        .unwrap();
        let access = &settings.servers[0].access;
        assert_eq!(access.permissions[..], [Permission { who: Who::Everyone, submit: Grant::Allow, relay: Grant::Allow }]);
        assert!(access.authentication.integrated && access.protection.failures == Some(10));
        assert_eq!(settings.scram_iterations(), 100_000);
    }

    #[test]
    fn refuses_somebody_named_twice_and_numbers_that_are_none() {
        let found = issues("permissions: [(who: Group(3)), (who: Everyone), (who: Group(3)), (who: Account(0))]");
        let paths: Vec<_> = found.iter().map(|(path, _)| path.as_str()).collect();
        assert_eq!(paths, ["servers[0].access.permissions[2].who", "servers[0].access.permissions[3].who"]);
        assert!(found[0].1.contains("Group(3)"), "{found:?}");
    }

    #[test]
    fn refuses_a_protection_that_would_not_protect() {
        for (access, path) in [
            ("protection: (failures: 101)", "protection.failures"),
            ("protection: (window: \"30s\")", "protection.window"),
            ("protection: (block: \"8d\")", "protection.block"),
            ("protection: (exempt: [(address: \"10.0.0.0/8\"), (address: \"10.0.0.0/8\")])", "protection.exempt[1].address"),
            ("authentication: (scram_iterations: 4095)", "authentication.scram_iterations"),
            ("authentication: (scram_iterations: 10000001)", "authentication.scram_iterations"),
        ] {
            let found = issues(access);
            assert!(found.len() == 1 && found[0].0 == format!("servers[0].access.{path}"), "{access}: {found:?}");
        }
        assert_eq!(issues("protection: (failures: 0, window: \"1d\", block: \"7d\"), authentication: (scram_iterations: 4096)"), []);
    }
}
