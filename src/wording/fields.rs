//! The path of a setting as the label of its field.

use crate::i18n::Words;

/// The label of the field that a path such as `servers[0].delivery.retry[1]` belongs to; the path itself where the
/// dialogs have none.
pub fn field(words: &Words, path: &str) -> String {
    match key(path) {
        Some(key) => words.title(key).into_owned(),
        None => path.to_owned(),
    }
}

fn key(path: &str) -> Option<&'static str> {
    let (rest, last) = path.rsplit_once('.').unwrap_or(("", path));
    let parent = rest.rsplit('.').next().unwrap_or_default();
    let bare = |text: &'static str| move |part: &str| part.split('[').next() == Some(text);
    Some(match last.split('[').next()? {
        "retry" => match last {
            "retry[0]" => "del-retry1",
            "retry[1]" => "del-retry2",
            "retry[2]" => "del-retry3",
            _ => "del-retry-n",
        },
        "name" if bare("local_domains")(parent) || bare("remote_domains")(parent) => "comp-domain-name",
        "sender" if parent == "smart_host" => "leave-fixed-sender",
        "sender" => "device-sender",
        "masquerade_domain" => "adv-masquerade",
        "name" => "field-name",
        "note" => "field-comment",
        "start_automatically" => "gen-start-automatically",
        "max_connections" if parent == "outbound" => "out-limit-connections",
        "max_connections" => "gen-limit-connections",
        "max_connections_per_domain" => "out-limit-per-domain",
        "max_connections_per_address" => "gen-limit-per-address",
        "authentication" => "acc-btn-authentication",
        "communication" => "acc-btn-communication",
        "connection" => "acc-btn-connection",
        "relay" => "acc-btn-relay",
        "permissions" => "auth-users",
        "protection" => "button-protection",
        "max_size_kb" => "msg-limit-size",
        "max_recipients" => "msg-limit-recipients",
        "max_per_connection" => "msg-limit-per-connection",
        "language" => "msg-report-language",
        "pickup" => "msg-pickup",
        "hold_outbound" => "del-hold-outbound",
        "require_tls" => "out-tls",
        "reverse_lookup" => "adv-reverse-dns",
        "direct_first" => "adv-attempt-direct",
        "enabled" if parent == "log" => "gen-enable-logging",
        "format" if parent == "log" => "gen-log-format",
        "schedule" if parent == "log" => "log-schedule",
        "local_time" if parent == "log" => "log-local-time",
        "keep_days" => "log-keep",
        "fqdn" => "adv-fqdn",
        "identities" => "gen-identities",
        "address" if bare("computers")(parent) => "gen-ip-address",
        "address" if bare("identities")(parent) || bare("devices")(parent) || bare("exempt")(parent) => "gen-ip-address",
        "addresses" => "account-addresses",
        "destination" | "to" if path.contains("destination") => "account-destination",
        "port" => "gen-tcp-port",
        "connection_timeout" => "gen-connection-timeout",
        "session_maximum" => "gen-session-maximum",
        "greet_pause" => "prot-greet-pause",
        "failures" => "prot-failures",
        "window" => "prot-window",
        "block" => "prot-block",
        "minimum_rate" => "prot-rate",
        "minimum_rate_over" => "prot-rate-over",
        "proxy_sources" => "prot-proxy-sources",
        "certificate" => "acc-btn-certificate",
        "computers" => "conn-computers",
        "default_domain" => "auth-default-domain",
        "max_session_kb" => "msg-limit-session",
        "report_copy_to" => "msg-ndr-copy",
        "badmail" => "msg-badmail",
        "forward_unresolved" => "msg-forward-unresolved",
        "expiration" => "del-expiration",
        "delay_notification" => "del-delay-notification",
        "local_expiration" => "del-local-expiration",
        "local_delay_notification" => "del-local-delay-notification",
        "max_hops" => "adv-max-hops",
        "timeout" => "out-timeout",
        "dns_servers" => "adv-dns-list",
        "helo" => "dom-send-helo",
        "host" => "adv-smart-host",
        "user" => "auth-user-name",
        "password" => "auth-password",
        "encryption" => "binding-encryption",
        "folder" if parent == "log" => "log-directory",
        "fields" if parent == "log" => "log-fields",
        "size_mb" => "log-size-reaches",
        "postmaster" => "domain-postmaster",
        "local_domains" | "remote_domains" | "aliases" => "tree-domains",
        "devices" => "tree-devices",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn every_field_has_its_label_in_every_language() {
        for path in [
            "servers[0].name",
            "local_domains[0].name",
            "remote_domains[1].name",
            "remote_domains[1].helo",
            "remote_domains[1].smart_host.host",
            "servers[0].fqdn",
            "servers[0].identities",
            "servers[0].identities[1].address",
            "servers[0].identities[1].port",
            "servers[0].connection_timeout",
            "servers[0].start_automatically",
            "servers[0].max_connections",
            "servers[0].max_connections_per_address",
            "servers[0].access.authentication",
            "servers[0].access.communication",
            "servers[0].access.connection",
            "servers[0].access.relay",
            "servers[0].access.permissions",
            "servers[0].access.protection",
            "servers[0].messages.max_size_kb",
            "servers[0].messages.max_recipients",
            "servers[0].messages.max_per_connection",
            "servers[0].messages.language",
            "servers[0].messages.pickup",
            "servers[0].delivery.hold_outbound",
            "servers[0].delivery.outbound.max_connections",
            "servers[0].delivery.outbound.max_connections_per_domain",
            "servers[0].delivery.outbound.require_tls",
            "servers[0].delivery.reverse_lookup",
            "servers[0].delivery.direct_first",
            "servers[0].log.enabled",
            "servers[0].log.format",
            "servers[0].log.schedule",
            "servers[0].log.local_time",
            "servers[0].log.keep_days",
            "servers[0].session_maximum",
            "servers[0].certificate",
            "servers[0].access.relay.computers[3]",
            "servers[0].access.authentication.default_domain",
            "servers[0].messages.max_session_kb",
            "servers[0].messages.report_copy_to",
            "servers[0].messages.badmail",
            "servers[0].messages.forward_unresolved",
            "servers[0].delivery.expiration",
            "servers[0].delivery.delay_notification",
            "servers[0].delivery.local_expiration",
            "servers[0].delivery.local_delay_notification",
            "servers[0].delivery.max_hops",
            "servers[0].delivery.retry[0]",
            "servers[0].delivery.retry[1]",
            "servers[0].delivery.retry[2]",
            "servers[0].delivery.retry[3]",
            "servers[0].delivery.outbound.timeout",
            "servers[0].delivery.dns_servers[0]",
            "servers[0].delivery.smart_host.host",
            "servers[0].delivery.smart_host.user",
            "servers[0].delivery.smart_host.sender",
            "servers[0].delivery.masquerade_domain",
            "servers[0].delivery.smart_host.encryption",
            "servers[0].log.folder",
            "servers[0].log.fields[7]",
            "servers[0].log.size_mb",
            "accounts[0].addresses[1]",
            "accounts[0].destination",
            "accounts[0].destination.to[1]",
            "accounts[0].keys.password",
            "postmaster",
            "aliases[0]",
            "devices[0]",
            "devices[0].name",
            "devices[1].address",
            "devices[0].sender",
            "servers[0].access.protection.greet_pause",
            "servers[0].access.protection.proxy_sources[0]",
        ] {
            for language in Language::ALL {
                let label = field(Words::of(language), path);
                assert!(!label.is_empty() && label != path && !label.contains('&'), "{language} {path}: {label}");
            }
        }
        assert_eq!(field(Words::of(Language::English), "servers[0].id"), "servers[0].id");
        assert_eq!(field(Words::of(Language::English), "servers[0].delivery.retry[1]"), "Second retry interval (minutes)");
    }
}
