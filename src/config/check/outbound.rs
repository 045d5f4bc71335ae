//! Where outgoing mail goes: smart hosts and remote domains.

use super::{Fault, Finder, clip};
use crate::config::settings::*;
use crate::config::written;
use crate::mail::{Address, Domain};
use std::collections::HashMap;

impl Finder {
    /// `required`: a server has *TLS encryption*, which counts where a domain says nothing of its own.
    pub(super) fn remote_domains(
        &mut self,
        entries: &[written::RemoteDomain],
        local: &HashMap<Domain, String>,
        required: bool,
    ) -> RemoteDomains {
        let mut seen: HashMap<Scope, String> = HashMap::new();
        let mut domains = vec![];
        for (at, entry) in entries.iter().enumerate() {
            let path = format!("remote_domains[{at}]");
            let route = entry.smart_host.as_ref().map(|host| self.route(&format!("{path}.smart_host"), host));
            let implicit = entry.smart_host.as_ref().is_some_and(|host| host.encryption == SmartHostTls::Tls);
            let starts_tls = entry.smart_host.as_ref().is_some_and(|host| host.encryption == SmartHostTls::StartTls);
            let logs_on = entry.smart_host.as_ref().is_some_and(|host| host.user.is_some());
            if entry.helo && (starts_tls || logs_on || entry.require_tls.unwrap_or(required) && !implicit) {
                self.issue(format!("{path}.helo"), Fault::HeloAlone);
            }
            let Some(scope) = self.scope(format!("{path}.name"), &entry.name) else { continue };
            // Mail for a domain whose mailboxes are here never leaves.
            if let (Scope::Domain(domain), Some(first)) = (&scope, local.get(scope.domain())) {
                self.issue(format!("{path}.name"), Fault::Duplicate { value: domain.to_string(), first: first.clone() });
                continue;
            }
            if self.once_shown(&mut seen, scope.clone(), scope.to_string(), format!("{path}.name")) {
                let route = route.unwrap_or(Route::Direct);
                domains.push(RemoteDomain { scope, relay: entry.relay, helo: entry.helo, require_tls: entry.require_tls, route });
            }
        }
        RemoteDomains::new(domains)
    }

    fn scope(&mut self, path: String, text: &str) -> Option<Scope> {
        match text.trim().strip_prefix("*.") {
            Some(parent) => self.domain(path, parent).map(Scope::Below),
            None => self.domain(path, text).map(Scope::Domain),
        }
    }

    pub(super) fn route(&mut self, path: &str, entry: &written::SmartHost) -> Route {
        self.range(format!("{path}.port"), entry.port.into(), 1, u16::MAX.into());
        let log_on = match (&entry.user, &entry.password) {
            (Some(user), Some(key)) => Some((self.text(format!("{path}.user"), user, 256), key.clone())),
            (None, None) => None,
            _ => {
                self.issue(format!("{path}.user"), Fault::LogOnIncomplete);
                None
            }
        };
        let readable = log_on.is_some() && entry.access == OutboundAccess::Basic && entry.encryption == SmartHostTls::None;
        if readable && !entry.log_on_in_clear {
            self.issue(format!("{path}.encryption"), Fault::LogOnInClear);
        }
        let sender = self.fixed_sender(path, entry.sender.as_deref());
        // A probe address reads names and literals by the one grammar there is.
        let host = Address::parse(&format!("probe@{}", entry.host.trim())).map(|a| a.host().clone());
        let Ok(host) = host else {
            self.issue(format!("{path}.host"), Fault::Host(clip(&entry.host)));
            return Route::Direct;
        };
        Route::SmartHost(SmartHost {
            host,
            port: entry.port,
            encryption: entry.encryption,
            log_on,
            access: entry.access,
            sender,
            accept_any_certificate: entry.accept_any_certificate,
            log_on_in_clear: entry.log_on_in_clear,
        })
    }
}
