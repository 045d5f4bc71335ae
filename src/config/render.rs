//! Writes the settings as an administrator likes to read them: in the order of the dialogs, each field explained.
//!
//! The explanations are the same every time, so rewriting the file loses none of them; people's own words go into the
//! `note` fields, which are kept.

use super::written::*;
use std::fmt::{Display, Write};

/// The whole file as commented RON. Reading it back gives the same value.
pub fn render(file: &SettingsFile) -> String {
    let mut out = Page { text: String::new(), depth: 0 };
    out.line("// Postkontor settings. Changes made by hand take effect with `kill -HUP` or a restart;");
    out.line("// `postkontor check` tells what is wrong. Own words belong into the note fields: they are kept.");
    out.open("(");
    out.field("version", file.version);
    out.text("note", &file.note);
    out.line("// Who reads mail to postmaster: the address of an account here. Required with a local domain.");
    out.optional("postmaster", file.postmaster.as_deref());
    out.line("// Domains whose mailboxes are here. catch_all: the local address that gets mail for unknown names.");
    out.line("// alias_of: the domain above or below as which it is treated; then it has no catch_all of its own. The first domain");
    out.line("// that is no alias is the default.");
    out.line("// dkim_sign: sign what leaves in the domain's name, with the key keys/dkim/<name>/<dkim_selector>.pem.");
    out.list("local_domains", &file.local_domains, |out, domain| {
        out.text("name", &domain.name);
        out.optional("alias_of", domain.alias_of.as_deref());
        out.optional("catch_all", domain.catch_all.as_deref());
        out.field("dkim_sign", domain.dkim_sign);
        out.optional("dkim_selector", domain.dkim_selector.as_deref());
        out.text("note", &domain.note);
    });
    out.line("// Further names of mailboxes: an address in a local domain, and where its mail goes.");
    out.list("aliases", &file.aliases, |out, alias| {
        out.text("address", &alias.address);
        out.strings("to", &alias.to);
        out.text("note", &alias.note);
    });
    out.line("// Other people's domains with rules of their own; name: example.com, or *.example.com for all names below it.");
    out.line("// relay: anybody may send there. helo: HELO instead of EHLO. require_tls: Some(true) | Some(false) | None = as the");
    out.line("// server. smart_host: None = the servers the DNS names.");
    out.list("remote_domains", &file.remote_domains, |out, domain| {
        out.text("name", &domain.name);
        out.field("relay", domain.relay);
        out.field("helo", domain.helo);
        out.field("require_tls", format!("{:?}", domain.require_tls));
        smart_host(out, domain.smart_host.as_ref());
        out.text("note", &domain.note);
    });
    out.line("// Printers, scanners and scripts; each may send to other domains. sender: replaces whatever it sends as.");
    out.list("devices", &file.devices, |out, device| {
        out.text("name", &device.name);
        out.text("address", &device.address);
        out.field("need_not_log_on", device.need_not_log_on);
        out.optional("sender", device.sender.as_deref());
        out.field("correct_line_endings", device.correct_line_endings);
        out.field("may_send_in_clear", device.may_send_in_clear);
        out.field("max_size_kb", device.max_size_kb);
        out.text("note", &device.note);
    });
    out.line("// Keep for 30 days who connected, logged on and sent to whom (addresses only), to tell who a change affects.");
    out.field("keep_facts", file.keep_facts);
    out.line("// The SMTP virtual servers.");
    out.list("servers", &file.servers, server);
    out.close(")");
    out.text
}

fn server(out: &mut Page, server: &Server) {
    out.line("// The number is this server's for ever: queued mail is bound to it.");
    out.field("id", server.id);
    out.text("name", &server.name);
    out.text("note", &server.note);
    out.field("start_automatically", server.start_automatically);
    out.line("// The name in the greeting; what clients type and what the certificate names.");
    out.text("fqdn", &server.fqdn);
    out.line("// Where it listens. address: \"*\" (all unassigned) or one of this computer; encryption: StartTls | Tls.");
    out.list("identities", &server.identities, |out, identity| {
        out.text("address", &identity.address);
        out.field("port", identity.port);
        out.field("encryption", format!("{:?}", identity.encryption));
    });
    out.line("// 0 = no limit. The limit per address does not apply to this computer itself.");
    out.field("max_connections", server.max_connections);
    out.field("max_connections_per_address", server.max_connections_per_address);
    out.text("connection_timeout", &server.connection_timeout);
    out.text("session_maximum", &server.session_maximum);
    out.line("// Disk space in MB below which nothing is accepted; 0 = 256 or 2 % of the disk, whichever is more.");
    out.field("disk_reserve_mb", server.disk_reserve_mb);
    out.line("// Thumbprint of a certificate in certificates/; None = the temporary one.");
    out.optional("certificate", server.certificate.as_deref());
    out.record("access", |out| access(out, &server.access));
    out.record("messages", |out| messages(out, &server.messages));
    out.record("delivery", |out| delivery(out, &server.delivery));
    out.line("// The protocol log. format: W3cExtended | Iis | Ncsa. folder lies in the home and has SmtpSvc<id> in it.");
    out.line("// schedule: Hourly | Daily | Weekly | Monthly | Unlimited | Size (size_mb). keep_days: 0 = for ever.");
    out.record("log", |out| log(out, &server.log));
}

fn log(out: &mut Page, log: &ProtocolLog) {
    out.field("enabled", log.enabled);
    out.field("format", format!("{:?}", log.format));
    out.field("schedule", format!("{:?}", log.schedule));
    out.field("size_mb", log.size_mb);
    out.field("local_time", log.local_time);
    out.text("folder", &log.folder);
    let fields: Vec<String> = log.fields.iter().map(|field| format!("{field:?}")).collect();
    out.field("fields", format!("[{}]", fields.join(", ")));
    out.field("keep_days", log.keep_days);
}

fn access(out: &mut Page, access: &Access) {
    out.line("// Which ways of logging on are accepted. Without anonymous access nobody sends without one.");
    out.record("authentication", |out| {
        let authentication = &access.authentication;
        out.field("anonymous", authentication.anonymous);
        out.field("basic", authentication.basic);
        out.field("basic_requires_tls", authentication.basic_requires_tls);
        out.line("// integrated: SCRAM, and NTLM for accounts that allow it.");
        out.field("integrated", authentication.integrated);
        out.field("scram_iterations", authentication.scram_iterations);
        out.optional("default_domain", authentication.default_domain.as_deref());
    });
    out.record("communication", |out| {
        out.field("require_secure_channel", access.communication.require_secure_channel);
        out.field("require_128_bit", access.communication.require_128_bit);
    });
    out.line("// Who may connect. rule: OnlyListed | AllExcept. address: 192.168.1.20, 192.168.1.0/24, or a domain.");
    out.record("connection", |out| {
        out.field("rule", format!("{:?}", access.connection.rule));
        out.list("computers", &access.connection.computers, |out, computer| {
            out.text("address", &computer.address);
            out.text("note", &computer.note);
        });
    });
    out.line("// Who may send to other domains. need_not_log_on: also without logging on (printers, scanners).");
    out.record("relay", |out| {
        out.field("rule", format!("{:?}", access.relay.rule));
        out.list("computers", &access.relay.computers, |out, computer| {
            out.text("address", &computer.address);
            out.field("need_not_log_on", computer.need_not_log_on);
            out.text("note", &computer.note);
        });
        out.field("authenticated", access.relay.authenticated);
    });
    out.line("// What those who logged on may do. who: Everyone | Group(number) | Account(number); submit and relay:");
    out.line("// Unset | Allow | Deny. Deny wins; who is allowed nothing may do nothing.");
    out.list("permissions", &access.permissions, |out, permission| {
        out.field("who", format!("{:?}", permission.who));
        out.field("submit", format!("{:?}", permission.submit));
        out.field("relay", format!("{:?}", permission.relay));
        out.text("note", &permission.note);
    });
    out.line("// So many failures in the window block an address (0 = never); each further block lasts twice as long.");
    out.line("// greet_pause: who talks before the greeting is turned away. minimum_rate: octets a second, 0 = any; it counts");
    out.line("// only for strangers, and only while more than half of the connections are taken.");
    out.record("protection", |out| {
        let protection = &access.protection;
        out.field("failures", protection.failures);
        out.text("window", &protection.window);
        out.text("block", &protection.block);
        out.list("exempt", &protection.exempt, |out, computer| {
            out.text("address", &computer.address);
            out.text("note", &computer.note);
        });
        out.text("greet_pause", &protection.greet_pause);
        out.field("minimum_rate", protection.minimum_rate);
        out.text("minimum_rate_over", &protection.minimum_rate_over);
        out.line("// Proxies that are believed when they say whose connection it is (PROXY protocol).");
        out.strings("proxy_sources", &protection.proxy_sources);
    });
}

fn messages(out: &mut Page, messages: &Messages) {
    out.line("// 0 = no limit. max_per_connection counts outgoing messages.");
    out.field("max_size_kb", messages.max_size_kb);
    out.field("max_session_kb", messages.max_session_kb);
    out.field("max_recipients", messages.max_recipients);
    out.field("max_per_connection", messages.max_per_connection);
    out.optional("report_copy_to", messages.report_copy_to.as_deref());
    out.line("// language of reports, above English: English | Swedish | German | Polish | Dutch | Chinese.");
    out.field("language", format!("{:?}", messages.language));
    out.line("// badmail: where reports lie that cannot be delivered, in the home when relative; None = badmail/<id>.");
    out.optional("badmail", messages.badmail.as_deref());
    out.line("// Takes mail for unknown names of local domains, such as mail.example.com or [192.0.2.1]; None = it is refused.");
    out.optional("forward_unresolved", messages.forward_unresolved.as_deref());
    out.line("// true sends the .eml files that are moved into pickup/<id>.");
    out.field("pickup", messages.pickup);
}

fn delivery(out: &mut Page, delivery: &Delivery) {
    out.line("// First, second, third and subsequent retry interval. Units: s, m, h, d.");
    let retry: Vec<String> = delivery.retry.iter().map(|wait| quoted(wait)).collect();
    out.field("retry", format!("({})", retry.join(", ")));
    out.text("delay_notification", &delivery.delay_notification);
    out.text("expiration", &delivery.expiration);
    out.text("local_delay_notification", &delivery.local_delay_notification);
    out.text("local_expiration", &delivery.local_expiration);
    out.line("// true keeps outgoing mail in the queue.");
    out.field("hold_outbound", delivery.hold_outbound);
    out.record("outbound", |out| {
        out.field("max_connections", delivery.outbound.max_connections);
        out.field("max_connections_per_domain", delivery.outbound.max_connections_per_domain);
        out.text("timeout", &delivery.outbound.timeout);
        out.field("port", delivery.outbound.port);
        out.field("require_tls", delivery.outbound.require_tls);
    });
    out.field("max_hops", delivery.max_hops);
    out.line("// true asks the DNS for the name of each client; Received says when it is another than the client gave.");
    out.field("reverse_lookup", delivery.reverse_lookup);
    out.line("// DNS servers asked in this order; empty = this computer's own.");
    out.strings("dns_servers", &delivery.dns_servers);
    out.line("// Replaces local domains in the senders of outgoing mail, in the envelope and in From.");
    out.optional("masquerade_domain", delivery.masquerade_domain.as_deref());
    out.line("// How mail leaves: None = directly to the receiving domains, else through this server.");
    smart_host(out, delivery.smart_host.as_ref());
    out.line("// true tries the receiving servers first, and the smart host with what cannot be delivered so.");
    out.field("direct_first", delivery.direct_first);
}

fn smart_host(out: &mut Page, smart_host: Option<&SmartHost>) {
    match smart_host {
        None => out.field("smart_host", "None"),
        Some(host) => out.record("smart_host", |out| {
            out.text("host", &host.host);
            out.field("port", host.port);
            out.line("// encryption: None | StartTls | Tls. password: its name in secrets.ron, never the password.");
            out.field("encryption", format!("{:?}", host.encryption));
            out.optional("user", host.user.as_deref());
            out.optional("password", host.password.as_deref());
            out.line("// access: Basic (SCRAM, PLAIN or LOGIN) | Integrated (SCRAM or NTLM, never the password itself).");
            out.field("access", format!("{:?}", host.access));
            out.line("// sender: the sender of everything sent through it, in the envelope and in From.");
            out.optional("sender", host.sender.as_deref());
            out.field("accept_any_certificate", host.accept_any_certificate);
            out.field("log_on_in_clear", host.log_on_in_clear);
        }),
    }
}

struct Page {
    text: String,
    depth: usize,
}

impl Page {
    fn line(&mut self, line: impl Display) {
        // Writing to a String cannot fail.
        let _ = writeln!(self.text, "{:width$}{line}", "", width = self.depth * 4);
    }

    fn open(&mut self, line: impl Display) {
        self.line(line);
        self.depth += 1;
    }

    fn close(&mut self, line: impl Display) {
        self.depth -= 1;
        self.line(line);
    }

    fn field(&mut self, name: &str, value: impl Display) {
        self.line(format_args!("{name}: {value},"));
    }

    fn text(&mut self, name: &str, value: &str) {
        self.field(name, quoted(value));
    }

    fn optional(&mut self, name: &str, value: Option<&str>) {
        self.field(name, value.map_or_else(|| "None".to_owned(), quoted));
    }

    fn strings(&mut self, name: &str, values: &[String]) {
        let values: Vec<String> = values.iter().map(|v| quoted(v)).collect();
        self.field(name, format!("[{}]", values.join(", ")));
    }

    fn record(&mut self, name: &str, body: impl FnOnce(&mut Self)) {
        self.open(format_args!("{name}: ("));
        body(self);
        self.close("),");
    }

    fn list<T>(&mut self, name: &str, items: &[T], item: impl Fn(&mut Self, &T)) {
        if items.is_empty() {
            return self.field(name, "[]");
        }
        self.open(format_args!("{name}: ["));
        for value in items {
            self.open("(");
            item(self, value);
            self.close("),");
        }
        self.close("],");
    }
}

/// A RON string. What the library escapes is what it reads back.
fn quoted(text: &str) -> String {
    ron::to_string(text).unwrap_or_else(|_| "\"\"".into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::file::parse;
    use proptest::prelude::*;

    fn full(words: &str) -> SettingsFile {
        let words = words.to_owned();
        SettingsFile {
            version: VERSION,
            note: words.clone(),
            postmaster: Some(words.clone()),
            local_domains: vec![LocalDomain {
                name: words.clone(),
                alias_of: Some(words.clone()),
                catch_all: Some(words.clone()),
                dkim_sign: true,
                dkim_selector: Some(words.clone()),
                note: words.clone(),
            }],
            aliases: vec![Alias { address: words.clone(), to: vec![words.clone(), words.clone()], note: words.clone() }],
            devices: vec![Device {
                name: words.clone(),
                address: words.clone(),
                sender: Some(words.clone()),
                note: words.clone(),
                ..Device::default()
            }],
            remote_domains: vec![
                RemoteDomain { name: words.clone(), require_tls: Some(true), note: words.clone(), ..RemoteDomain::default() },
                RemoteDomain { relay: true, helo: true, smart_host: Some(SmartHost::default()), ..RemoteDomain::default() },
            ],
            keep_facts: words.len().is_multiple_of(2),
            servers: vec![
                Server::default(),
                Server {
                    id: 7,
                    certificate: Some(words.clone()),
                    identities: vec![Identity { encryption: Encryption::Tls, ..Identity::default() }],
                    access: Access {
                        connection: Connection {
                            rule: Rule::OnlyListed,
                            computers: vec![Computer { address: words.clone(), note: words.clone() }],
                        },
                        relay: Relay {
                            computers: vec![RelayComputer { address: words.clone(), need_not_log_on: true, note: words.clone() }],
                            ..Relay::default()
                        },
                        permissions: vec![
                            Permission { who: Who::Group(3), submit: Grant::Deny, relay: Grant::Unset, note: words.clone() },
                            Permission { who: Who::Account(7), ..Permission::default() },
                        ],
                        protection: Protection {
                            exempt: vec![Computer { address: words.clone(), note: words.clone() }],
                            proxy_sources: vec![words.clone()],
                            ..Protection::default()
                        },
                        ..Access::default()
                    },
                    delivery: Delivery {
                        smart_host: Some(SmartHost {
                            host: words.clone(),
                            user: Some(words.clone()),
                            password: Some(words.clone()),
                            sender: Some(words.clone()),
                            ..SmartHost::default()
                        }),
                        dns_servers: vec![words.clone()],
                        masquerade_domain: Some(words.clone()),
                        direct_first: true,
                        ..Delivery::default()
                    },
                    log: ProtocolLog {
                        enabled: true,
                        format: LogFormat::Iis,
                        schedule: LogSchedule::Size,
                        folder: words.clone(),
                        fields: LogField::ALL.to_vec(),
                        ..ProtocolLog::default()
                    },
                    messages: Messages { report_copy_to: Some(words), ..Messages::default() },
                    ..Server::default()
                },
            ],
        }
    }

    proptest! {
        #[test]
        fn what_is_rendered_reads_back_the_same(words in "\\PC{0,20}|[\\x00-\\x7f]{0,10}") {
            let file = full(&words);
            let text = render(&file);
            prop_assert_eq!(parse::<SettingsFile>(&text).map_err(|s| format!("{s:?}\n{text}")).unwrap(), file);
        }
    }
}
