//! What the administrator should know, found in settings, accounts and states. Pure.

use super::certificates::{CertificateError, OrderTrouble};
use super::snapshot::{Light, ServerLine};
use super::virtual_server::Trouble;
use crate::accounts::Accounts;
use crate::config::{Device, ListRule, OutboundAccess, Route, VirtualServer};
use crate::mail::{ByteSize, Network, ServerId};
use crate::policy::ServerPolicy;
use crate::reception::Standing;
use crate::spool::recovery::Damage;
use crate::spool::{Reading, Room};
use jiff::Timestamp;
use std::path::Path;
use std::sync::Arc;

/// One thing to know. The order of the cases is the order of their weight.
#[derive(Debug, Clone, PartialEq)]
pub enum Warning {
    /// The spool cannot be written to: nothing is accepted.
    StorageTrouble(Arc<str>),
    /// The disk is below the reserve of every server: nothing is accepted.
    DiskFull,
    /// So much is free on the disk, less than twice the largest reserve, which is the second figure.
    DiskLow(ByteSize, ByteSize),
    /// A server cannot run.
    CannotRun(ServerId, Trouble),
    /// Anybody can send anywhere through the server.
    OpenRelay(ServerId),
    /// Nobody may connect: *Only the list below* with an empty list.
    NobodyMayConnect(ServerId),
    /// Passwords may cross the wire readable.
    PasswordsInClear(ServerId),
    /// There are accounts, but no server lets anybody log on, or there is no account at all and nobody may send.
    NobodyCanSend(ServerId),
    /// Several receiving servers in a row did not answer at this port: the provider blocks it.
    PortBlocked(ServerId, u16),
    /// Mail from the Internet is refused by every server, though there are local domains.
    InternetMailRefused,
    /// Nobody reads postmaster.
    PostmasterUnread,
    /// Outgoing mail is kept back.
    OutboundHeld(ServerId),
    /// The certificate of the server has expired, since then: mail programs refuse to send.
    CertificateExpired(ServerId, Timestamp),
    /// The certificate of the server expires in so many days, 21 at most; 0: today.
    CertificateExpires(ServerId, u32),
    /// The certificate of the server cannot be had from the disk any more: it goes on with the one in memory until the next start.
    CertificateUnreadable(ServerId, Arc<CertificateError>),
    /// The certificate of the server should have renewed itself, and could not: why, and until when it is valid.
    RenewalFailing(ServerId, Arc<OrderTrouble>, Timestamp),
    /// The certificate of the server does not cover its name, which is this one (AC-31).
    NameNotCovered(ServerId, Arc<str>),
    /// An order for the server waits for records to be published.
    OrderWaits(ServerId),
    /// An order for the server has failed.
    OrderFailed(ServerId),
    /// From then on another root signs the certificates of this office's own authority: it is to be installed on the computers
    /// and phones before.
    RootReplaced(Timestamp),
    /// The server uses its temporary certificate: mail programs warn.
    TemporaryCertificate(ServerId),
    /// A limit below 100 recipients (RFC 5321 §4.5.3.1.8).
    FewRecipients(ServerId),
    /// Mail of this local domain leaves unsigned although it should be signed, and why.
    MailUnsigned(Arc<str>, Arc<str>),
    /// So many pieces of the queue could not be read at the start; copies lie in the folder named.
    MailSetAside(usize, Arc<str>),
    /// So many percent of what earlier runs have left in the queue has been read; the rest is not delivered yet.
    QueueBeingRead(u8),
    /// Protocol logs cannot be written.
    LogTrouble(Arc<str>),
    /// So many records of the protocol logs were lost since the engine began.
    LogRecordsLost(u64),
}

impl Warning {
    /// The server it is about.
    pub fn server(&self) -> Option<ServerId> {
        match self {
            Self::CannotRun(id, _)
            | Self::OpenRelay(id)
            | Self::NobodyMayConnect(id)
            | Self::PasswordsInClear(id)
            | Self::NobodyCanSend(id)
            | Self::PortBlocked(id, _)
            | Self::OutboundHeld(id)
            | Self::TemporaryCertificate(id)
            | Self::CertificateExpired(id, _)
            | Self::CertificateExpires(id, _)
            | Self::CertificateUnreadable(id, _)
            | Self::RenewalFailing(id, ..)
            | Self::NameNotCovered(id, _)
            | Self::OrderWaits(id)
            | Self::OrderFailed(id)
            | Self::FewRecipients(id) => Some(*id),
            Self::StorageTrouble(_)
            | Self::DiskFull
            | Self::DiskLow(..)
            | Self::InternetMailRefused
            | Self::PostmasterUnread
            | Self::RootReplaced(_)
            | Self::MailUnsigned(..)
            | Self::MailSetAside(..)
            | Self::QueueBeingRead(_)
            | Self::LogTrouble(_)
            | Self::LogRecordsLost(_) => None,
        }
    }

    /// Whether another address or port mends it.
    pub fn wants_another_port(&self) -> bool {
        matches!(self, Self::CannotRun(_, Trouble::Ports(_) | Trouble::Taken { .. }))
    }

    /// The least is the worst.
    pub(super) fn weight(&self) -> (u8, Option<ServerId>) {
        let rank = match self {
            Self::StorageTrouble(_) => 0,
            Self::DiskFull => 1,
            Self::CannotRun(..) => 2,
            Self::OpenRelay(_) => 3,
            Self::NobodyMayConnect(_) => 4,
            Self::CertificateExpired(..) => 5,
            Self::PasswordsInClear(_) => 6,
            Self::NobodyCanSend(_) => 7,
            Self::PortBlocked(..) => 8,
            Self::DiskLow(..) => 9,
            Self::InternetMailRefused => 10,
            Self::CertificateUnreadable(..) => 11,
            Self::RenewalFailing(..) => 12,
            Self::CertificateExpires(..) => 13,
            Self::PostmasterUnread => 14,
            Self::OutboundHeld(_) => 15,
            Self::NameNotCovered(..) => 16,
            Self::OrderWaits(_) => 17,
            Self::OrderFailed(_) => 18,
            Self::RootReplaced(_) => 19,
            Self::TemporaryCertificate(_) => 20,
            Self::FewRecipients(_) => 21,
            Self::MailUnsigned(..) => 22,
            Self::MailSetAside(..) => 23,
            Self::QueueBeingRead(_) => 24,
            Self::LogTrouble(_) => 25,
            Self::LogRecordsLost(_) => 26,
        };
        (rank, self.server())
    }
}

/// What the disk is short of, for the servers that run: full is it when none of them takes anything any more.
pub fn of_the_disk(rooms: impl Iterator<Item = Room>) -> Option<Warning> {
    let rooms: Vec<Room> = rooms.collect();
    let free = rooms.first()?.free;
    let (least, most) = (rooms.iter().map(|room| room.reserve).min()?, rooms.iter().map(|room| room.reserve).max()?);
    // In steps, so that it is not news with every message.
    let step = (most / 8).max(1);
    match free {
        free if free < least => Some(Warning::DiskFull),
        free if free / 2 < most => Some(Warning::DiskLow(ByteSize(free - free % step), ByteSize(most))),
        _ => None,
    }
}

/// Everything there is to warn of, the worst first; `unheard` are the servers whose calls found nobody.
pub fn warnings(standing: &Standing, lines: &[ServerLine], unheard: &[ServerId]) -> Vec<Warning> {
    let (settings, accounts) = (&standing.settings, &standing.accounts);
    let mut found: Vec<Warning> = lines
        .iter()
        .filter_map(|line| match &line.state {
            Light::Failed(why) => Some(Warning::CannotRun(line.id, why.clone())),
            _ => None,
        })
        .collect();
    let on = |id: ServerId| lines.iter().any(|line| line.id == id && line.state != Light::Stopped);
    for server in settings.servers.iter().filter(|s| on(s.id)) {
        found.extend(of_server(server, accounts, &settings.devices));
    }
    if !settings.local_domains.is_empty() && !settings.servers.iter().any(|s| on(s.id) && s.access.authentication.anonymous) {
        found.push(Warning::InternetMailRefused);
    }
    if let Some(postmaster) = &settings.postmaster {
        let read = standing.directory.expand(postmaster).iter().any(|t| !matches!(t, crate::accounts::Target::Unresolved(_)));
        if !read {
            found.push(Warning::PostmasterUnread);
        }
    }
    // What goes through a smart host needs no open port.
    let direct = |id: &ServerId| settings.server(*id).filter(|server| server.delivery.route == Route::Direct && on(*id));
    found.extend(unheard.iter().filter_map(direct).map(|server| Warning::PortBlocked(server.id, server.delivery.outbound.port)));
    found.sort_by_key(Warning::weight);
    found
}

/// What is to be said of the start of the queue; `damaged` is the folder with the copies.
pub fn of_the_queue(reading: &Reading, damaged: &Path) -> Option<Warning> {
    match reading {
        // A short queue is read before anybody could see the words.
        Reading::UnderWay { octets, of } if *of >= WORTH_TELLING => Some(Warning::QueueBeingRead((octets * 100 / of).min(99) as u8)),
        Reading::Done(found) => {
            // A torn end was never confirmed to anybody.
            let pieces = found.set_aside.iter().filter(|aside| aside.what != Damage::TornTail).count();
            (pieces > 0).then(|| Warning::MailSetAside(pieces, damaged.display().to_string().into()))
        }
        // What could not be read at all stops the accepting: see [`Warning::StorageTrouble`].
        Reading::UnderWay { .. } | Reading::Failed(_) | Reading::Stopped => None,
    }
}

/// Octets of the log; a part of a second on a slow disk.
const WORTH_TELLING: u64 = 128 << 20;

fn of_server(server: &VirtualServer, accounts: &Accounts, devices: &[Device]) -> Vec<Warning> {
    let (id, access) = (server.id, &server.access);
    let (policy, by) = (ServerPolicy::new(server), &access.authentication);
    let may_log_on = accounts.iter().any(|account| {
        let key = by.basic && account.password.is_some() || by.integrated && (account.scram.is_some() || account.nt.is_some());
        let rights = policy.rights(account.id, accounts.groups_of(account.id));
        account.enabled && key && policy.effective(account.submit, account.relay, rights).0
    });
    let unasked = access.relay.rule == ListRule::OnlyListed && access.relay.computers.iter().any(|c| c.need_not_log_on)
        || devices.iter().any(|d| d.need_not_log_on);
    let reachable = access.connection.rule == ListRule::AllExcept || !access.connection.computers.is_empty();
    let anonymous = access.authentication.anonymous;
    let everybody = |network: &Network| network.bits() == 0;
    let open = (access.authentication.anonymous && access.relay.rule == ListRule::AllExcept)
        || access.relay.rule == ListRule::OnlyListed
            && access.relay.computers.iter().any(|c| c.who.network().is_some_and(|n| everybody(&n)) && (c.need_not_log_on || anonymous))
        || devices.iter().any(|d| everybody(&d.network) && (d.need_not_log_on || anonymous));
    let clear_to_smart_host = matches!(&server.delivery.route, Route::SmartHost(host)
        if host.log_on_in_clear && host.log_on.is_some() && host.access == OutboundAccess::Basic);
    let found = [
        (open, Warning::OpenRelay(id)),
        (!reachable, Warning::NobodyMayConnect(id)),
        (access.authentication.basic && !access.authentication.basic_requires_tls || clear_to_smart_host, Warning::PasswordsInClear(id)),
        (!access.authentication.anonymous && !may_log_on && !unasked, Warning::NobodyCanSend(id)),
        (server.delivery.hold_outbound, Warning::OutboundHeld(id)),
        (server.certificate.is_none(), Warning::TemporaryCertificate(id)),
        (server.messages.max_recipients.is_some_and(|n| n < 100), Warning::FewRecipients(id)),
    ];
    found.into_iter().filter_map(|(is, warning)| is.then_some(warning)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::Directory;
    use crate::config::{check, file, written::SettingsFile};
    use crate::spool::{Recovery, SetAside};

    fn found(server: &str) -> Vec<Warning> {
        found_with("", server)
    }

    fn found_with(before: &str, server: &str) -> Vec<Warning> {
        let text = format!("(version: 1, {before}servers: [(id: 1, name: \"A\", fqdn: \"m.test\", identities: [()], {server})])");
        let parsed: SettingsFile = file::parse(&text).unwrap();
        let settings = check(&parsed, None).unwrap();
        let line = ServerLine { id: ServerId(1), name: "A".into(), state: Light::Running, listening: vec![], sessions: 0 };
        let accounts = Accounts::default();
        let directory = Arc::new(Directory::new(&settings, &accounts));
        let standing = Standing { settings: Arc::new(settings), accounts: Arc::new(accounts), directory, usage: Arc::default() };
        warnings(&standing, &[line], &[ServerId(1), ServerId(9)])
            .into_iter()
            .filter(|warning| server.contains("port: ") || !matches!(warning, Warning::PortBlocked(..)))
            .collect()
    }

    const ID: ServerId = ServerId(1);

    #[test]
    fn a_new_server_without_accounts_warns_that_nobody_can_send() {
        assert_eq!(found(""), [Warning::NobodyCanSend(ID), Warning::TemporaryCertificate(ID)]);
    }

    #[test]
    fn an_open_relay_is_seen_in_each_of_its_forms() {
        for open in [
            "access: (authentication: (anonymous: true), relay: (rule: AllExcept))",
            "access: (authentication: (anonymous: true), relay: (computers: [(address: \"0.0.0.0/0\")]))",
            "access: (relay: (computers: [(address: \"::/0\", need_not_log_on: true)]))",
        ] {
            assert!(found(open).contains(&Warning::OpenRelay(ID)), "{open}");
        }
        let closed = "access: (authentication: (anonymous: true), relay: (computers: [(address: \"10.0.0.0/8\", need_not_log_on: true)]))";
        assert!(!found(closed).contains(&Warning::OpenRelay(ID)));
    }

    #[test]
    fn a_device_is_a_grant_for_who_it_is_and_a_hole_when_it_is_everybody() {
        let copier = "devices: [(name: \"Copier\", address: \"10.0.0.7\")], ";
        assert_eq!(found_with(copier, ""), [Warning::TemporaryCertificate(ID)]);
        let all = "devices: [(name: \"All\", address: \"0.0.0.0/0\")], ";
        assert!(found_with(all, "").contains(&Warning::OpenRelay(ID)));
    }

    #[test]
    fn a_long_queue_being_read_and_pieces_that_were_set_aside_are_told() {
        let folder = Path::new("/home/damaged");
        let told = |reading| of_the_queue(&reading, folder);
        assert_eq!(told(Reading::UnderWay { octets: 0, of: 1 << 20 }), None);
        assert_eq!(told(Reading::UnderWay { octets: 1 << 29, of: 1 << 30 }), Some(Warning::QueueBeingRead(50)));
        assert_eq!(told(Reading::UnderWay { octets: 2 << 30, of: 1 << 30 }), Some(Warning::QueueBeingRead(99)));
        let aside = |what| SetAside { from: "a".into(), offset: 0, octets: 1, what, copy: None };
        let done = |set_aside: Vec<SetAside>| Reading::Done(Arc::new(Recovery { set_aside, ..Recovery::default() }));
        assert_eq!(told(done(vec![aside(Damage::TornTail)])), None);
        let two = done(vec![aside(Damage::Records), aside(Damage::TornTail), aside(Damage::Body)]);
        assert_eq!(told(two), Some(Warning::MailSetAside(2, "/home/damaged".into())));
    }

    #[test]
    fn a_provider_that_blocks_the_port_matters_only_to_who_sends_directly() {
        let blocked = |delivery: &str| found(delivery).contains(&Warning::PortBlocked(ID, 2525));
        assert!(blocked("delivery: (outbound: (port: 2525))"));
        assert!(!blocked("delivery: (outbound: (port: 2525), smart_host: (host: \"smtp.isp.test\"))"));
    }

    #[test]
    fn the_worst_comes_first() {
        let all = found(
            "access: (authentication: (basic_requires_tls: false), connection: (rule: OnlyListed)), delivery: (hold_outbound: true), messages: (max_recipients: 50)",
        );
        assert_eq!(
            all,
            [
                Warning::NobodyMayConnect(ID),
                Warning::PasswordsInClear(ID),
                Warning::NobodyCanSend(ID),
                Warning::OutboundHeld(ID),
                Warning::TemporaryCertificate(ID),
                Warning::FewRecipients(ID),
            ]
        );
    }

    #[test]
    fn a_disk_is_low_below_twice_the_largest_reserve_and_full_below_the_least() {
        let found = |rooms: &[(u64, u64)]| of_the_disk(rooms.iter().map(|&(free, reserve)| Room { free, reserve }));
        assert_eq!(found(&[]), None);
        assert_eq!(found(&[(2_000, 1_000)]), None);
        assert_eq!(found(&[(1_999, 800), (1_999, 1_000)]), Some(Warning::DiskLow(ByteSize(1_875), ByteSize(1_000))));
        assert_eq!(found(&[(1_000, 1_000)]), Some(Warning::DiskLow(ByteSize(1_000), ByteSize(1_000))));
        assert_eq!(found(&[(999, 1_000), (999, 16)]), Some(Warning::DiskLow(ByteSize(875), ByteSize(1_000))), "the other one goes on");
        assert_eq!(found(&[(999, 1_000), (999, 1_200)]), Some(Warning::DiskFull));
    }
}
