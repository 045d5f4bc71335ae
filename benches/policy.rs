//! The decisions of the policy with long lists: connect, MAIL and RCPT for clients on the list and beside it.
//!
//! ```text
//! cargo bench --bench policy -- [ENTRIES] [SECONDS]
//! ```
//! The lists of Connection and Relay have ENTRIES (default 10,000) each: single computers, subnets of five lengths and
//! domains, a third of each. Beside them stands a server whose lists have ten entries. Both take turns (A B A B …) for
//! SECONDS (default 0.5) each, five times; the table has the median time of one decision, and the ratio.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // a bench talks, and its settings are its own

use postkontor::config::{VirtualServer, check, written};
use postkontor::mail::Domain;
use postkontor::policy::{Client, ConnectFacts, Locality, Names, RecipientFacts, ServerPolicy, State, SubmitFacts, Tls};
use std::fmt;
use std::hint::black_box;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::{Duration, Instant};

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let entries = arguments.next().and_then(|n| n.parse().ok()).unwrap_or(10_000);
    let span = Duration::from_secs_f64(arguments.next().and_then(|s| s.parse().ok()).unwrap_or(0.5));
    let (long, short) = (policy(entries), policy(10));
    println!("{:>22}  {:>14} {:>12}  {:>6}", "decision", format!("{entries} entries"), "10 entries", "ratio");
    for who in [Who::Address, Who::Subnet, Who::Name, Who::Nobody] {
        for step in [Step::Connect, Step::Mail, Step::Rcpt] {
            let (mut of_long, mut of_short) = (vec![], vec![]);
            for _ in 0..ROUNDS {
                of_long.push(measured(&long, entries, who, step, span));
                of_short.push(measured(&short, 10, who, step, span));
            }
            let (a, b) = (median(of_long), median(of_short));
            println!("{:>22}  {a:>11.0} ns {b:>9.0} ns  {:>6.2}", format!("{step:?}, {who}"), a / b);
        }
    }
}

#[derive(Clone, Copy)]
enum Who {
    Address,
    Subnet,
    Name,
    Nobody,
}

impl fmt::Display for Who {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Address => "by address",
            Self::Subnet => "by subnet",
            Self::Name => "by name",
            Self::Nobody => "not listed",
        })
    }
}

#[derive(Debug, Clone, Copy)]
enum Step {
    Connect,
    Mail,
    Rcpt,
}

/// A server on whose lists every third entry is of the same kind.
fn policy(entries: u32) -> ServerPolicy {
    let text = |n: u32| match n % 3 {
        0 => address(n).to_string(),
        1 => format!("{}/{}", subnet(n), 20 + n % 5),
        _ => format!("host{n}.partner.test"),
    };
    let computers = (0..entries).map(|n| written::Computer { address: text(n), ..Default::default() }).collect();
    let relay = (0..entries).map(|n| written::RelayComputer { address: text(n), need_not_log_on: true, ..Default::default() }).collect();
    let server = written::Server {
        id: 1,
        name: "A".into(),
        fqdn: "mail.test".into(),
        identities: vec![written::Identity::default()],
        access: written::Access {
            connection: written::Connection { rule: written::Rule::OnlyListed, computers },
            relay: written::Relay { computers: relay, ..Default::default() },
            ..Default::default()
        },
        ..Default::default()
    };
    let settings = check(&written::SettingsFile { servers: vec![server], ..Default::default() }, None).unwrap();
    let server: &Arc<VirtualServer> = &settings.servers[0];
    ServerPolicy::new(server)
}

fn address(n: u32) -> IpAddr {
    Ipv4Addr::from(0x0a00_0000 + n).into()
}

fn subnet(n: u32) -> IpAddr {
    Ipv4Addr::from(0x2000_0000 + (n << 12)).into()
}

/// Nanoseconds for one decision.
fn measured(policy: &ServerPolicy, entries: u32, who: Who, step: Step, span: Duration) -> f64 {
    let clients: Vec<(IpAddr, Domain)> = (0..1_000)
        .map(|n| {
            let at = n * 7 % entries / 3 * 3;
            let name = Domain::parse(&format!("mail.host{}.partner.test", if at + 2 < entries { at + 2 } else { 2 })).unwrap();
            match who {
                Who::Address => (address(at), name),
                Who::Subnet => (subnet(if at + 1 < entries { at + 1 } else { 1 }), name),
                Who::Name => (Ipv4Addr::new(192, 0, 2, 1).into(), name),
                Who::Nobody => (Ipv4Addr::new(192, 0, 2, 1).into(), Domain::parse("a.b.c.nowhere.test").unwrap()),
            }
        })
        .collect();
    let (begin, mut decisions) = (Instant::now(), 0u32);
    while begin.elapsed() < span {
        for (address, name) in &clients {
            let names = Names { confirmed: std::slice::from_ref(name), complete: true };
            let client = Client { address: *address, tls: Some(Tls { bits: 256 }), account: None, names };
            black_box(match step {
                Step::Connect => policy.connect(&ConnectFacts {
                    client: *address,
                    names,
                    blocked_by_hand: false,
                    blocked_until: None,
                    state: State::Running,
                    sessions: 3,
                    sessions_of_address: 1,
                }),
                Step::Mail => policy.submit(&SubmitFacts { client, null_sender: false, size: Some(1_000), has_room: true, is_well: true }),
                Step::Rcpt => policy.recipient(&RecipientFacts { client, locality: Locality::NotLocal, null_sender: false, accepted: 0 }),
            });
            decisions += 1;
        }
    }
    begin.elapsed().as_nanos() as f64 / f64::from(decisions)
}

fn median(mut rounds: Vec<f64>) -> f64 {
    rounds.sort_by(f64::total_cmp);
    rounds[rounds.len() / 2]
}

const ROUNDS: usize = 5;
