//! What somebody else changes while a dialog is open: a dialog puts nothing where it does not belong, takes nothing back, and
//! says what it could not do.

use postkontor::config::written::{Alias, Encryption, Identity, LocalDomain, RemoteDomain, Server, SettingsFile};
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::tree::Node;
use postkontor::engine::command::{AccountChange, AccountEntry, Change, Command, KeyKind};
use postkontor::mail::{Secret, ServerId};

use crate::hand::{BOTH, By};
use crate::window::{Console, OFFICE};

fn remote(name: &str) -> RemoteDomain {
    RemoteDomain { name: name.into(), ..RemoteDomain::default() }
}

fn local(name: &str) -> LocalDomain {
    LocalDomain { name: name.into(), ..LocalDomain::default() }
}

fn alias(address: &str) -> Alias {
    Alias { address: address.into(), to: vec!["anna@a.test".into()], ..Alias::default() }
}

fn settings(c: &Console) -> SettingsFile {
    SettingsFile::clone(&c.handle.snapshots().borrow().settings)
}

/// Somebody else sets these domains and aliases.
fn domains(c: &mut Console, names: &[&str], aliases: &[&str]) {
    // What is set of a domain beside its name stays.
    let present = settings(c).local_domains;
    let kept = |name: &&str| present.iter().find(|domain| domain.name == **name).cloned().unwrap_or_else(|| local(name));
    let local_domains = names.iter().map(kept).collect();
    let aliases = aliases.iter().map(|address| alias(address)).collect();
    c.command(Command::Change(Change::Domains { local_domains, aliases, postmaster: Some("anna@a.test".into()) }));
}

fn remotes(c: &mut Console, names: &[&str]) {
    c.command(Command::Change(Change::RemoteDomains(names.iter().map(|name| remote(name)).collect(), None)));
}

/// A window on the page of the mail domains.
fn page(by: By) -> Console {
    let mut c = Console::open(OFFICE);
    match by {
        By::Mouse => c.h.send(Message::Act(Act::Go(Node::Domains))),
        By::Keyboard => By::node(&mut c, "Mail domains"),
    }
    c
}

/// The dialog says that this one has gone, and keeps everything.
fn refused(c: &mut Console, dialog: &str, name: &str, field: &str, typed: &str) {
    c.news();
    assert!(c.h.exists(dialog), "{dialog}: {:?}", c.h.texts());
    let said = format!("The changes were not saved. “{name}” does not exist any more.");
    assert!(c.h.shows(&said), "{dialog}: {:?}", c.h.texts());
    assert_eq!(c.h.control(field).value, typed);
}

#[test]
fn a_remote_domain_that_was_deleted_meanwhile_is_refused_and_no_other_is_put_over() {
    for by in BOTH {
        let mut c = page(by);
        remotes(&mut c, &["a.test", "b.test", "c.test"]);
        c.h.click_text("b.test");
        by.press(&mut c, "domains.edit");
        by.fill(&mut c, "remote-domain.name", 'd', "branch.test");
        remotes(&mut c, &["a.test", "c.test"]);
        by.press(&mut c, "remote-domain.ok");
        refused(&mut c, "remote-domain", "b.test", "remote-domain.name", "branch.test");
        assert_eq!(settings(&c).remote_domains, ["a.test", "c.test"].map(remote), "{by:?}");
        // Undone: it is there again, at another place, and the same OK finds it.
        remotes(&mut c, &["a.test", "z.test", "c.test", "b.test"]);
        by.press(&mut c, "remote-domain.ok");
        assert!(!c.h.exists("remote-domain"), "{by:?}: {:?}", c.h.texts());
        assert_eq!(settings(&c).remote_domains, ["a.test", "z.test", "c.test", "branch.test"].map(remote), "{by:?}");
    }
}

#[test]
fn a_mail_domain_or_alias_that_was_deleted_meanwhile_is_refused_and_no_other_is_put_over() {
    for by in BOTH {
        let mut c = page(by);
        let three = ["a.test", "b.test", "c.test"];
        domains(&mut c, &three, &[]);
        c.h.click_text("b.test");
        by.press(&mut c, "domains.edit");
        by.fill(&mut c, "domain.note", 'c', "of the branch");
        domains(&mut c, &["a.test", "c.test"], &[]);
        by.press(&mut c, "domain.ok");
        refused(&mut c, "domain", "b.test", "domain.note", "of the branch");
        assert_eq!(settings(&c).local_domains, ["a.test", "c.test"].map(local), "{by:?}");
        domains(&mut c, &["b.test", "a.test", "c.test"], &[]);
        by.press(&mut c, "domain.ok");
        let branch = LocalDomain { note: "of the branch".into(), ..local("b.test") };
        assert_eq!(settings(&c).local_domains, [branch, local("a.test"), local("c.test")], "{by:?}");
        c.news();

        domains(&mut c, &three, &["x@a.test", "y@a.test", "z@a.test"]);
        c.h.click_text("y@a.test");
        by.press(&mut c, "aliases.edit");
        by.fill(&mut c, "alias.note", 'c', "of nobody");
        domains(&mut c, &three, &["x@a.test", "z@a.test"]);
        by.press(&mut c, "alias.ok");
        refused(&mut c, "alias", "y@a.test", "alias.note", "of nobody");
        assert_eq!(settings(&c).aliases, ["x@a.test", "z@a.test"].map(alias), "{by:?}");
        domains(&mut c, &three, &["x@a.test", "z@a.test", "y@a.test"]);
        by.press(&mut c, "alias.ok");
        let nobody = Alias { note: "of nobody".into(), ..alias("y@a.test") };
        assert_eq!(settings(&c).aliases, [alias("x@a.test"), alias("z@a.test"), nobody], "{by:?}");
    }
}

#[test]
fn the_domain_that_signs_is_the_one_whose_signature_was_opened() {
    for by in BOTH {
        let mut c = page(by);
        domains(&mut c, &["a.test", "b.test", "c.test"], &[]);
        for name in ["a.test", "b.test", "c.test"] {
            c.command(Command::Change(Change::NewDomainKey(name.into(), KeyKind::Ed25519)));
        }
        let signing = |c: &Console| -> Vec<String> {
            settings(c).local_domains.into_iter().filter(|domain| domain.dkim_sign).map(|domain| domain.name).collect()
        };
        let before = settings(&c).local_domains;
        c.h.click_text("b.test");
        by.press(&mut c, "domains.signature");
        by.at(&mut c, "dkim.sign", 's');
        domains(&mut c, &["a.test", "c.test"], &[]);
        by.press(&mut c, "dkim.ok");
        c.news();
        assert!(c.h.exists("dkim") && c.h.shows("“b.test” does not exist any more."), "{by:?}: {:?}", c.h.texts());
        assert_eq!((signing(&c), c.h.control("dkim.sign").checked), (vec![], Some(true)), "{by:?}");
        let moved = [2, 0, 1].map(|at: usize| before[at].clone()).to_vec();
        c.command(Command::Change(Change::Domains { local_domains: moved, aliases: vec![], postmaster: Some("anna@a.test".into()) }));
        by.press(&mut c, "dkim.ok");
        assert_eq!(signing(&c), ["b.test"], "{by:?}");
    }
}

#[test]
fn the_properties_of_a_mail_domain_leave_its_signature_as_it_is_by_then() {
    let mut c = page(By::Mouse);
    domains(&mut c, &["a.test"], &[]);
    c.h.click_text("a.test");
    c.h.click("domains.edit");
    By::Mouse.fill(&mut c, "domain.note", 'c', "ours");
    c.command(Command::Change(Change::NewDomainKey("a.test".into(), KeyKind::Ed25519)));
    let mut signing = settings(&c);
    signing.local_domains[0].dkim_sign = true;
    let SettingsFile { local_domains, aliases, postmaster, .. } = signing;
    c.command(Command::Change(Change::Domains { local_domains, aliases, postmaster }));
    c.h.click("domain.ok");
    let domain = settings(&c).local_domains.remove(0);
    assert!(domain.dkim_sign && domain.dkim_selector.is_some() && domain.note == "ours", "{domain:?}");
}

#[test]
fn a_mail_domain_is_not_renamed_under_its_accounts_and_its_key_stays_with_the_old_name() {
    for by in BOTH {
        let mut c = page(by);
        domains(&mut c, &["a.test", "b.test"], &[]);
        c.command(Command::Change(Change::NewDomainKey("b.test".into(), KeyKind::Ed25519)));
        let mut signing = settings(&c).local_domains;
        signing[1].dkim_sign = true;
        let postmaster = Some("anna@a.test".to_owned());
        c.command(Command::Change(Change::Domains { local_domains: signing, aliases: vec![], postmaster }));
        let bo = AccountEntry { name: "bo".into(), addresses: vec!["bo@b.test".into()], ..AccountEntry::default() };
        c.command(Command::Account(AccountChange::Add(bo, Secret::from("bos secret word"))));
        c.h.click_text("b.test");
        by.press(&mut c, "domains.edit");
        by.fill(&mut c, "domain.name", 'd', "new.test");
        let belongs = "The DKIM key belongs to the name and does not go along";
        assert!(c.h.shows(belongs), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "domain.ok");
        c.news();
        assert_eq!(c.h.control("domain.name").problem, "1 account has an address in this domain. Change or remove it first.", "{by:?}");
        assert_eq!((c.h.control("domain.name").value.as_str(), settings(&c).local_domains[1].name.as_str()), ("new.test", "b.test"));
        // Where the account goes, the name may go too.
        let mut bo = c.handle.snapshots().borrow().accounts.accounts[0].clone();
        bo.addresses = vec!["bo@a.test".into()];
        c.command(Command::Account(AccountChange::Edit(bo, None)));
        by.press(&mut c, "domain.ok");
        assert!(!c.h.exists("domain"), "{by:?}: {:?}", c.h.texts());
        assert_eq!(settings(&c).local_domains[1], local("new.test"), "{by:?}");
    }
}

#[test]
fn what_lies_outside_the_server_is_told_in_the_strip_and_the_page_stays() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        let far = RemoteDomain { helo: true, ..remote("far.test") };
        c.command(Command::Change(Change::RemoteDomains(vec![remote("near.test"), far], None)));
        by.delivery(&mut c);
        by.at(&mut c, "properties.outbound-security", 's');
        by.at(&mut c, "outbound-security.tls", 't');
        by.press(&mut c, "outbound-security.ok");
        by.press(&mut c, "properties.ok");
        let said =
            "The changes were not saved. Mail domains “far.test”: Send HELO instead of EHLO: HELO knows neither STARTTLS nor logging on.";
        assert!(c.h.exists("properties") && c.h.shows(said), "{by:?}: {:?}", c.h.texts());
        assert!(!c.h.shows("need to be corrected") && !c.h.shows("needs to be corrected"), "{by:?}: nothing in the sheet is wrong");
        assert_eq!(c.h.control("properties.tabs").value, "Delivery", "{by:?}");
        // Mended where it lies, the same OK counts.
        remotes(&mut c, &["near.test", "far.test"]);
        by.press(&mut c, "properties.ok");
        assert!(!c.h.exists("properties") && settings(&c).servers[0].delivery.outbound.require_tls, "{by:?}: {:?}", c.h.texts());
    }
}

/// A sheet in which somebody is typing: the time-out is another one.
fn typing(c: &mut Console, by: By) {
    by.general(c);
    by.fill(c, "properties.timeout", 'c', "15");
}

#[test]
fn what_a_page_or_the_tree_changes_while_a_sheet_is_being_edited_is_not_put_back() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        typing(&mut c, by);
        c.command(Command::Change(Change::Outbound(true)));
        c.command(Command::Change(Change::Rename(ServerId(1), "Branch".into())));
        let mut server = settings(&c).servers.remove(0);
        (server.start_automatically, server.max_connections_per_address) = (false, 7);
        server.delivery.retry[1] = "25m".into();
        c.command(Command::Change(Change::Server(Box::new(server.clone()), None)));
        // What is new is seen at once, and what was typed stays.
        assert_eq!(c.h.control("properties.per-address").value, "7", "{by:?}");
        assert_eq!((c.h.focus().as_str(), c.h.control("properties.timeout").value.as_str()), ("properties.timeout", "15"), "{by:?}");
        assert!(c.h.shows("Branch Properties") && !c.h.shows("Also changed elsewhere"), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "properties.ok");
        assert!(!c.h.exists("properties"), "{by:?}: {:?}", c.h.texts());
        assert!(server.delivery.hold_outbound && server.name == "Branch");
        assert_eq!(settings(&c).servers, [Server { connection_timeout: "15m".into(), ..server }], "{by:?}");
    }
}

#[test]
fn a_dialog_of_the_sheet_puts_back_nothing_that_it_has_not_changed() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        typing(&mut c, by);
        by.at(&mut c, "properties.advanced", 'v');
        by.at(&mut c, "advanced.start", 't');
        // Meanwhile, of what the same dialog has: another address to listen on, and how long a session may be.
        let mut server = settings(&c).servers.remove(0);
        server.session_maximum = "3h".into();
        server.identities.push(Identity { address: "127.0.0.1".into(), port: 0, encryption: Encryption::Tls });
        c.command(Command::Change(Change::Server(Box::new(server.clone()), None)));
        c.command(Command::Change(Change::Outbound(true)));
        by.accept(&mut c, "advanced.ok");
        server.delivery.hold_outbound = true;
        let wanted = Server { connection_timeout: "15m".into(), start_automatically: false, ..server };
        assert_eq!(settings(&c).servers, [wanted], "{by:?}");
    }
}

#[test]
fn what_was_changed_here_and_elsewhere_is_told_and_stays_as_it_was_typed() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        typing(&mut c, by);
        let mut server = settings(&c).servers.remove(0);
        server.connection_timeout = "20m".into();
        c.command(Command::Change(Change::Server(Box::new(server), None)));
        let said =
            "Also changed elsewhere in the meantime: Connection time-out (minutes). OK or Apply puts your values in place of the new ones";
        assert!(c.h.shows(said), "{by:?}: {:?}", c.h.texts());
        assert_eq!((c.h.focus().as_str(), c.h.control("properties.timeout").value.as_str()), ("properties.timeout", "15"), "{by:?}");
        by.at(&mut c, "properties.apply", 'p');
        c.news();
        assert!(!c.h.shows("Also changed elsewhere"), "{by:?}: it counts now: {:?}", c.h.texts());
        assert_eq!(settings(&c).servers[0].connection_timeout, "15m", "{by:?}");
        // What the window itself applied is nobody else's change.
        by.fill(&mut c, "properties.timeout", 'c', "16");
        c.news();
        assert!(!c.h.shows("Also changed elsewhere"), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "properties.ok");
        assert_eq!(settings(&c).servers[0].connection_timeout, "16m", "{by:?}");
    }
}

#[test]
fn a_field_that_makes_no_sense_yet_stays_as_it_was_typed_while_others_are_renewed() {
    let mut c = Console::open(OFFICE);
    let by = By::Mouse;
    by.general(&mut c);
    by.fill(&mut c, "properties.timeout", 'c', "soon");
    let mut server = settings(&c).servers.remove(0);
    (server.connection_timeout, server.max_connections_per_address) = ("20m".into(), 7);
    c.command(Command::Change(Change::Server(Box::new(server), None)));
    assert_eq!((c.h.control("properties.timeout").value.as_str(), c.h.control("properties.per-address").value.as_str()), ("soon", "7"));
    c.h.click("properties.ok");
    assert!(c.h.exists("properties") && c.h.focus() == "properties.timeout");
}
