//! Who may log on and how (AC-09, AC-10), from the window to the wire, by mouse and by keyboard alone.

use std::time::{Duration, Instant};

use postkontor::accounts::{AccountsFile, Store};
use postkontor::config::Home;
use postkontor::console::act::Act;
use postkontor::console::app::Message;
use postkontor::console::tree::Node;
use postkontor::engine::command::{AccountChange, AccountEntry, Command};
use postkontor::mail::Secret;

use crate::hand::{BOTH, By, greeting, port, wire};
use crate::office::Client;
use crate::window::Console;

const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0), (address: \"127.0.0.1\", port: 0, encryption: Tls)], delivery: (hold_outbound: true))";

fn add(c: &mut Console, name: &str, password: &str) {
    let entry = AccountEntry { name: name.into(), sender_check: false, ..AccountEntry::default() };
    c.command(Command::Account(AccountChange::Add(entry, Secret::from(password))));
}

/// The ways of logging on that are offered over TLS.
fn offered(c: &Console) -> Vec<String> {
    let to = port(c, "Office", true);
    let hello = wire(async { Client::connect_tls("127.0.0.1", to).await.hello().await });
    let line = hello.lines().find_map(|line| line.get(4..)?.strip_prefix("AUTH "));
    line.map(|ways| ways.split(' ').map(str::to_owned).collect()).unwrap_or_default()
}

/// As accounts are whose password was set before there were keys for SCRAM.
fn without_scram(c: &mut Console, name: &str) {
    let home = Home::new(c.preferences().parent().and_then(|folder| folder.parent()).unwrap());
    let forget = |file: &mut AccountsFile| {
        file.accounts.iter_mut().filter(|account| account.name == name).for_each(|account| account.keys.scram = None);
        Ok(())
    };
    Store::new(&home).change(jiff::Timestamp::now(), forget).unwrap();
    c.command(Command::ReadFiles);
}

#[test]
fn ac_09_and_10_without_basic_the_password_is_not_asked_for_and_scram_is_offered() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        add(&mut c, "anna", "annas secret");
        assert!(offered(&c).contains(&"PLAIN".to_owned()));
        by.access(&mut c);
        by.at(&mut c, "properties.authentication", 'u');
        assert_eq!(c.h.control("authentication.integrated").checked, Some(true));
        assert!(c.h.shows("no Windows domain is needed") && c.h.shows("SCRAM, NTLM (0 accounts)"), "{:?}", c.h.texts());
        by.at(&mut c, "authentication.basic", 'b');
        assert!(!c.h.exists("methods"), "{by:?}: anna has her keys, nobody is locked out");
        by.accept(&mut c, "authentication.ok");
        let offered = offered(&c);
        assert!(offered.iter().any(|way| way.starts_with("SCRAM-SHA-256")), "{by:?}: {offered:?}");
        for way in ["PLAIN", "LOGIN", "NTLM"] {
            assert!(!offered.contains(&way.to_owned()), "{by:?}: {offered:?}");
        }
    }
}

#[test]
fn ac_09_at_least_one_method_is_asked_for() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        by.access(&mut c);
        by.at(&mut c, "properties.authentication", 'u');
        by.at(&mut c, "authentication.basic", 'b');
        by.at(&mut c, "authentication.integrated", 'i');
        assert!(c.h.shows("Select at least one authentication method."), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "authentication.ok");
        assert!(c.h.exists("methods"), "{by:?}");
        by.at(&mut c, "methods.back", 'g');
        by.at(&mut c, "authentication.integrated", 'i');
        by.accept(&mut c, "authentication.ok");
        let methods = c.handle.snapshots().borrow().settings.servers[0].access.authentication.clone();
        assert!(methods.integrated && !methods.basic && !methods.anonymous, "{by:?}");
    }
}

#[test]
fn ac_10_an_account_that_is_allowed_ntlm_makes_it_appear() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        add(&mut c, "anna", "annas secret");
        assert!(!offered(&c).contains(&"NTLM".to_owned()), "{by:?}: nobody is allowed it");
        match by {
            By::Mouse => {
                c.h.click_text("Accounts");
                c.h.click("accounts.new");
            }
            By::Keyboard => c.h.send(Message::Act(Act::NewAccount)),
        }
        by.fill(&mut c, "account.name", 'u', "old");
        by.fill(&mut c, "account.password", 's', "old secret");
        by.fill(&mut c, "account.repeat", 'c', "old secret");
        assert!(c.h.shows("NTLM stores a weaker form of the password."), "{by:?}: {:?}", c.h.texts());
        by.at(&mut c, "account.ntlm", 'i');
        by.press(&mut c, "account.ok");
        assert!(!c.h.exists("account"), "{by:?}: {:?}", c.h.texts());
        c.news();
        assert!(offered(&c).contains(&"NTLM".to_owned()), "{by:?}");
        by.access(&mut c);
        by.at(&mut c, "properties.authentication", 'u');
        assert!(c.h.shows("SCRAM, NTLM (1 account)"), "{by:?}: {:?}", c.h.texts());
    }
}

#[test]
fn ac_10_who_would_be_locked_out_is_named_and_can_be_allowed_ntlm() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        add(&mut c, "anna", "annas secret");
        add(&mut c, "bo", "bos secret");
        without_scram(&mut c, "bo");
        by.access(&mut c);
        by.at(&mut c, "properties.authentication", 'u');
        by.at(&mut c, "authentication.basic", 'b');
        assert!(c.h.shows("Only 1 of 2 accounts can log on without basic authentication. Locked out: bo."), "{by:?}: {:?}", c.h.texts());
        by.at(&mut c, "methods.allow", 'n');
        c.news();
        // The box is ticked again: only a log-on with the password makes the keys.
        assert_eq!(c.h.control("authentication.basic").checked, Some(true), "{by:?}");
        assert!(c.h.shows("NTLM is now allowed for bo.") && c.h.shows("Prepared for NTLM: 1 account"), "{by:?}: {:?}", c.h.texts());
        let allowed: Vec<bool> = c.h.state.live().accounts.accounts.iter().map(|account| account.allow_ntlm).collect();
        assert_eq!(allowed, [false, true], "{by:?}");
        assert!(!offered(&c).contains(&"NTLM".to_owned()), "{by:?}: nobody could log on by it yet");
        let to = port(&c, "Office", true);
        wire(async {
            let mut program = Client::connect_tls("127.0.0.1", to).await;
            program.hello().await;
            assert!(program.log_on("bo", "bos secret").await.starts_with("235 "), "{by:?}");
        });
        let deadline = Instant::now() + Duration::from_secs(60);
        while !offered(&c).contains(&"NTLM".to_owned()) {
            assert!(Instant::now() < deadline, "{by:?}: the keys were not made");
            std::thread::sleep(Duration::from_millis(20));
        }
        c.news();
        assert!(c.h.shows("SCRAM, NTLM (1 account)"), "{by:?}: {:?}", c.h.texts());
        by.at(&mut c, "authentication.basic", 'b');
        assert!(!c.h.exists("methods"), "{by:?}: now everybody can");
        by.accept(&mut c, "authentication.ok");
        assert!(!offered(&c).contains(&"PLAIN".to_owned()), "{by:?}");
    }
}

#[test]
fn protection_holds_the_greeting_back_for_who_talks_first() {
    for by in BOTH {
        let mut c = Console::open(OFFICE);
        let clear = port(&c, "Office", false);
        by.access(&mut c);
        by.at(&mut c, "properties.protection", 'r');
        by.fill(&mut c, "protection.pause", 'p', "61");
        by.press(&mut c, "protection.ok");
        assert!(c.h.exists("protection") && c.h.shows("Type a number from 0 to 60."), "{by:?}: {:?}", c.h.texts());
        by.fill(&mut c, "protection.pause", 'p', "1");
        by.fill(&mut c, "protection.exempt", 'v', "127.0.0.0/30");
        by.accept(&mut c, "protection.ok");
        wire(async {
            // Who talks before the greeting is sent away, who waits is greeted.
            let mut hasty = Client::connect("127.0.9.1", clear).await;
            hasty.send(b"EHLO client.test\r\n").await;
            let answer = hasty.reply().await;
            assert!(answer.starts_with("554 "), "{by:?}: {answer:?}");
            assert!(greeting("127.0.9.1", clear).await.starts_with("220 "), "{by:?}");
        });
        let settings = c.handle.snapshots().borrow().settings.clone();
        let protection = &settings.servers[0].access.protection;
        assert_eq!((protection.greet_pause.as_str(), protection.exempt[0].address.as_str()), ("1s", "127.0.0.0/30"), "{by:?}");
    }
}

#[test]
fn the_account_says_that_its_keys_are_still_to_be_made() {
    let mut c = Console::open(OFFICE);
    add(&mut c, "bo", "bos secret");
    without_scram(&mut c, "bo");
    c.h.send(Message::Act(Act::Go(Node::Accounts)));
    c.h.click_text("bo");
    c.h.click("accounts.edit");
    assert!(c.h.shows("SCRAM is prepared"), "{:?}", c.h.texts());
    c.h.click("account.ntlm");
    assert!(c.h.shows("Prepared: NTLM works after the next log-on"), "{:?}", c.h.texts());
    // A new password makes them at once.
    for id in ["account.password", "account.repeat"] {
        c.h.click(id);
        c.h.type_text("another secret");
    }
    c.h.click("account.ok");
    c.news();
    c.h.click("accounts.edit");
    assert!(c.h.shows("Ready: mail programs can log on with NTLM."), "{:?}", c.h.texts());
    assert!(offered(&c).contains(&"NTLM".to_owned()));
}
