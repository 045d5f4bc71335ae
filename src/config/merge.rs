//! Two changes of one server brought together: one that somebody is making, and one that was made meanwhile.
//!
//! Whatever the first has left as it was becomes what the second has made of it; whatever the first has changed stays.
//! Lists are taken whole, and so is what means something together only: a list of computers with its rule, a smart host with
//! how to log on to it.

use super::log::ProtocolLog;
use super::messages::Messages;
use super::written::{Access, Authentication, Communication, Delivery, Outbound, Protection, Relay, Server, SmartHost};

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// With both changes.
    pub server: Server,
    /// The settings that both have changed, and not to the same: paths within the server, each once. There the server has
    /// the value of the change being made.
    pub both: Vec<&'static str>,
}

/// Brings `mine`, which was `base` when its change began, together with `theirs`, which `base` has become meanwhile.
///
/// ```
/// use postkontor::config::{merge::merge, written::Server};
/// let base = Server { name: "Office".into(), max_connections: 10, ..Server::default() };
/// let mine = Server { max_connections: 20, ..base.clone() };
/// let theirs = Server { name: "Branch".into(), ..base.clone() };
/// let merged = merge(&mine, &base, &theirs);
/// assert_eq!((merged.server.name.as_str(), merged.server.max_connections), ("Branch", 20));
/// assert!(merged.both.is_empty());
/// ```
pub fn merge(mine: &Server, base: &Server, theirs: &Server) -> Merged {
    let mut three = Three { both: vec![] };
    let server = three.server(mine, base, theirs);
    Merged { server, both: three.both }
}

struct Three {
    both: Vec<&'static str>,
}

/// A structure field by field, each in the way named before its path. Without `..`, so that a new field cannot be forgotten.
macro_rules! fields {
    ($three:ident $mine:ident $base:ident $theirs:ident, $type:ident { $($field:ident: $way:ident $path:literal,)* }) => {
        $type { $($field: $three.$way($path, &$mine.$field, &$base.$field, &$theirs.$field),)* }
    };
}

impl Three {
    /// A setting that is taken whole.
    fn whole<T: Clone + PartialEq>(&mut self, path: &'static str, mine: &T, base: &T, theirs: &T) -> T {
        if mine == base || mine == theirs {
            return theirs.clone();
        }
        if theirs != base && !self.both.contains(&path) {
            self.both.push(path);
        }
        mine.clone()
    }

    fn server(&mut self, mine: &Server, base: &Server, theirs: &Server) -> Server {
        fields!(self mine base theirs, Server {
            id: whole "id",
            name: whole "name",
            note: whole "note",
            start_automatically: whole "start_automatically",
            fqdn: whole "fqdn",
            identities: whole "identities",
            max_connections: whole "max_connections",
            max_connections_per_address: whole "max_connections_per_address",
            connection_timeout: whole "connection_timeout",
            session_maximum: whole "session_maximum",
            disk_reserve_mb: whole "disk_reserve_mb",
            certificate: whole "certificate",
            access: access "access",
            messages: messages "messages",
            delivery: delivery "delivery",
            log: log "log",
        })
    }

    fn access(&mut self, _: &str, mine: &Access, base: &Access, theirs: &Access) -> Access {
        fields!(self mine base theirs, Access {
            authentication: authentication "access.authentication",
            communication: communication "access.communication",
            connection: whole "access.connection",
            relay: relay "access.relay",
            permissions: whole "access.permissions",
            protection: protection "access.protection",
        })
    }

    fn authentication(&mut self, _: &str, mine: &Authentication, base: &Authentication, theirs: &Authentication) -> Authentication {
        fields!(self mine base theirs, Authentication {
            anonymous: whole "access.authentication",
            basic: whole "access.authentication",
            basic_requires_tls: whole "access.authentication",
            integrated: whole "access.authentication",
            scram_iterations: whole "access.authentication",
            default_domain: whole "access.authentication.default_domain",
        })
    }

    fn communication(&mut self, _: &str, mine: &Communication, base: &Communication, theirs: &Communication) -> Communication {
        fields!(self mine base theirs, Communication {
            require_secure_channel: whole "access.communication",
            require_128_bit: whole "access.communication",
        })
    }

    /// The rule says what the list means: one without the other could let in whom both kept out.
    fn relay(&mut self, path: &'static str, mine: &Relay, base: &Relay, theirs: &Relay) -> Relay {
        let list = |relay: &Relay| (relay.rule, relay.computers.clone());
        let (rule, computers) = self.whole(path, &list(mine), &list(base), &list(theirs));
        Relay { rule, computers, authenticated: self.whole(path, &mine.authenticated, &base.authenticated, &theirs.authenticated) }
    }

    fn protection(&mut self, _: &str, mine: &Protection, base: &Protection, theirs: &Protection) -> Protection {
        fields!(self mine base theirs, Protection {
            failures: whole "access.protection.failures",
            window: whole "access.protection.window",
            block: whole "access.protection.block",
            exempt: whole "access.protection",
            greet_pause: whole "access.protection.greet_pause",
            minimum_rate: whole "access.protection.minimum_rate",
            minimum_rate_over: whole "access.protection.minimum_rate_over",
            proxy_sources: whole "access.protection.proxy_sources",
        })
    }

    fn messages(&mut self, _: &str, mine: &Messages, base: &Messages, theirs: &Messages) -> Messages {
        fields!(self mine base theirs, Messages {
            max_size_kb: whole "messages.max_size_kb",
            max_session_kb: whole "messages.max_session_kb",
            max_recipients: whole "messages.max_recipients",
            max_per_connection: whole "messages.max_per_connection",
            report_copy_to: whole "messages.report_copy_to",
            language: whole "messages.language",
            badmail: whole "messages.badmail",
            forward_unresolved: whole "messages.forward_unresolved",
            pickup: whole "messages.pickup",
        })
    }

    fn delivery(&mut self, _: &str, mine: &Delivery, base: &Delivery, theirs: &Delivery) -> Delivery {
        fields!(self mine base theirs, Delivery {
            retry: retry "delivery.retry",
            delay_notification: whole "delivery.delay_notification",
            expiration: whole "delivery.expiration",
            local_delay_notification: whole "delivery.local_delay_notification",
            local_expiration: whole "delivery.local_expiration",
            hold_outbound: whole "delivery.hold_outbound",
            outbound: outbound "delivery.outbound",
            max_hops: whole "delivery.max_hops",
            reverse_lookup: whole "delivery.reverse_lookup",
            dns_servers: whole "delivery.dns_servers",
            masquerade_domain: whole "delivery.masquerade_domain",
            smart_host: smart_host "delivery.smart_host.host",
            direct_first: whole "delivery.direct_first",
        })
    }

    fn retry(&mut self, _: &str, mine: &[String; 4], base: &[String; 4], theirs: &[String; 4]) -> [String; 4] {
        let paths = ["delivery.retry[0]", "delivery.retry[1]", "delivery.retry[2]", "delivery.retry[3]"];
        std::array::from_fn(|i| self.whole(paths[i], &mine[i], &base[i], &theirs[i]))
    }

    fn outbound(&mut self, _: &str, mine: &Outbound, base: &Outbound, theirs: &Outbound) -> Outbound {
        fields!(self mine base theirs, Outbound {
            max_connections: whole "delivery.outbound.max_connections",
            max_connections_per_domain: whole "delivery.outbound.max_connections_per_domain",
            timeout: whole "delivery.outbound.timeout",
            port: whole "delivery.outbound.port",
            require_tls: whole "delivery.outbound.require_tls",
        })
    }

    fn log(&mut self, _: &str, mine: &ProtocolLog, base: &ProtocolLog, theirs: &ProtocolLog) -> ProtocolLog {
        fields!(self mine base theirs, ProtocolLog {
            enabled: whole "log.enabled",
            format: whole "log.format",
            schedule: whole "log.schedule",
            size_mb: whole "log.size_mb",
            local_time: whole "log.local_time",
            folder: whole "log.folder",
            fields: whole "log.fields",
            keep_days: whole "log.keep_days",
        })
    }

    /// Whole, for a password is meant for one host and user. Only the key it is kept under may be new by itself: the engine
    /// gives one to a password that was typed here.
    fn smart_host(
        &mut self,
        path: &'static str,
        mine: &Option<SmartHost>,
        base: &Option<SmartHost>,
        theirs: &Option<SmartHost>,
    ) -> Option<SmartHost> {
        let bare = |host: &Option<SmartHost>| host.clone().map(|host| SmartHost { password: None, ..host });
        let key = |host: &Option<SmartHost>| host.as_ref().and_then(|host| host.password.clone());
        let only_the_key = bare(theirs) == bare(base) || bare(theirs) == bare(mine);
        if mine != base && only_the_key && key(mine) == key(base) {
            let logs_on = |host: &SmartHost| host.user.is_some();
            return mine.clone().map(|host| SmartHost { password: key(theirs).filter(|_| logs_on(&host)), ..host });
        }
        self.whole(path, mine, base, theirs)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::written::{Computer, Connection, Identity, RelayComputer, Rule};

    fn base() -> Server {
        let host = SmartHost { host: "smtp.isp.example".into(), user: Some("office".into()), ..SmartHost::default() };
        let mut server = Server { id: 1, name: "Office".into(), fqdn: "mail.example.com".into(), ..Server::default() };
        server.delivery.smart_host = Some(host);
        server
    }

    fn with(change: impl FnOnce(&mut Server)) -> Server {
        let mut server = base();
        change(&mut server);
        server
    }

    fn found(mine: impl FnOnce(&mut Server), theirs: impl FnOnce(&mut Server)) -> (Server, Vec<&'static str>) {
        let Merged { server, both } = merge(&with(mine), &base(), &with(theirs));
        (server, both)
    }

    #[test]
    fn what_only_one_has_changed_is_as_that_one_has_it() {
        let change = |server: &mut Server| {
            server.name = "Branch".into();
            server.identities = vec![Identity::default()];
            server.access.protection.failures = 3;
            server.access.authentication.anonymous = true;
            server.messages.pickup = true;
            server.delivery.hold_outbound = true;
            server.delivery.retry[2] = "7m".into();
            server.delivery.outbound.require_tls = true;
            server.log.enabled = true;
        };
        assert_eq!(found(change, |_| ()), (with(change), vec![]));
        assert_eq!(found(|_| (), change), (with(change), vec![]));
        assert_eq!(found(change, change), (with(change), vec![]), "the same by both is no contradiction");
        let other = |server: &mut Server| {
            server.delivery.retry[1] = "5m".into();
            server.access.authentication.basic = false;
        };
        let together = with(|server| {
            change(server);
            other(server);
        });
        assert_eq!(found(change, other), (together, vec![]));
    }

    #[test]
    fn what_both_have_changed_stays_as_it_is_being_changed_and_is_named_once() {
        let mine = |server: &mut Server| {
            (server.name, server.delivery.hold_outbound) = ("Mine".into(), true);
            (server.access.communication.require_secure_channel, server.access.communication.require_128_bit) = (true, true);
        };
        let theirs = |server: &mut Server| {
            (server.name, server.note) = ("Theirs".into(), "moved".into());
            server.delivery.expiration = "3d".into();
        };
        let wanted = with(|server| {
            mine(server);
            (server.note, server.delivery.expiration) = ("moved".into(), "3d".into());
        });
        assert_eq!(found(mine, theirs), (wanted, vec!["name"]));
    }

    #[test]
    fn a_list_of_computers_goes_with_its_rule() {
        let one = |address: &str| RelayComputer { address: address.into(), ..RelayComputer::default() };
        let mine = |server: &mut Server| server.access.relay.rule = Rule::AllExcept;
        let theirs = |server: &mut Server| server.access.relay.computers = vec![one("192.0.2.1")];
        let (server, both) = found(mine, theirs);
        let wanted = with(mine).access.relay;
        assert_ne!(wanted, base().access.relay);
        assert_eq!((server.access.relay, both), (wanted, vec!["access.relay"]));
        let list = Connection { rule: Rule::OnlyListed, computers: vec![Computer { address: "192.0.2.1".into(), ..Computer::default() }] };
        let (server, both) = found(|_| (), |server| server.access.connection = list.clone());
        assert_eq!((server.access.connection, both), (list, vec![]));
    }

    #[test]
    fn a_smart_host_goes_with_its_password_and_only_the_key_of_that_is_taken_over_alone() {
        fn host(server: &mut Server) -> &mut SmartHost {
            server.delivery.smart_host.get_or_insert_default()
        }
        let kept = |server: &mut Server| host(server).password = Some("smart-host-1-2".into());
        let (server, both) = found(|server| host(server).port = 2525, kept);
        let host_now = server.delivery.smart_host.unwrap();
        assert_eq!((host_now.port, host_now.password.as_deref(), both), (2525, Some("smart-host-1-2"), vec![]));
        let other = |server: &mut Server| {
            kept(server);
            host(server).host = "smtp.other.example".into();
        };
        let (server, both) = found(|server| host(server).port = 2525, other);
        assert_eq!(server, with(|server| host(server).port = 2525));
        assert_eq!(both, ["delivery.smart_host.host"]);
        let (server, both) = found(|server| server.delivery.smart_host = None, kept);
        assert_eq!((server.delivery.smart_host, both), (None, vec![]));
    }
}
