//! The wizard, Accounts, Mail domains and Change history by mouse and keyboard against a real engine (AC-02, AC-16).

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use iced::keyboard::key::Named;
use postkontor::config::Home;
use postkontor::console::dialogs::history;
use postkontor::console::pages::{accounts, domains};
use postkontor::console::wizards::new_server;
use postkontor::engine::handle::Handle;
use postkontor::engine::snapshot::{Destination, Light, Snapshot, What};
use postkontor::i18n::Language;

use crate::harness::Harness;
use crate::office::Client;
use crate::stage::{Message, Part, Stage, before, facts, office, stage};

pub type Window = Harness<Stage, Message>;

pub fn wizard(now: &Snapshot) -> Part {
    Part::Wizard(Some(new_server::State::new(facts(), now.settings.clone())))
}

pub fn second_page(language: Language) -> Window {
    let mut h = stage(language, wizard(&office()));
    h.type_text("Internet");
    h.press(Named::Enter);
    h
}

pub fn people(language: Language) -> Window {
    let mut h = stage(language, Part::Accounts(accounts::State::default()));
    h.send(Message::Accounts(accounts::Message::Select(1)));
    h
}

pub fn person(language: Language, message: accounts::Message) -> Window {
    let mut h = people(language);
    h.send(Message::Accounts(message));
    h
}

pub fn mail_domains(language: Language) -> Window {
    stage(language, Part::Domains(Box::default()))
}

pub fn domain(language: Language, messages: impl IntoIterator<Item = domains::Message>) -> Window {
    let mut h = mail_domains(language);
    messages.into_iter().for_each(|m| h.send(Message::Domains(m)));
    h
}

pub fn changes(language: Language) -> Window {
    stage(language, Part::History(Some(history::State::default())))
}

/// An engine in a folder that goes away with it.
struct Engine {
    handle: Handle,
    folder: tempfile::TempDir,
}

impl Engine {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        home.create().unwrap();
        let text = "(version: 1, postmaster: \"boss@office.test\", local_domains: [(name: \"office.test\")], servers: [\
                    (id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)])])";
        std::fs::write(home.settings(), text).unwrap();
        let handle = Handle::start(&home, Arc::new(jiff::Timestamp::now)).unwrap();
        Self { handle, folder }
    }

    fn now(&self) -> Arc<Snapshot> {
        self.handle.snapshots().borrow().clone()
    }

    /// Where the server listens, and what it is doing.
    fn server(&self, name: &str) -> (Light, Vec<SocketAddr>) {
        let line = self.now().servers.iter().find(|s| s.name == name).unwrap_or_else(|| panic!("{name}: {:?}", self.now().servers)).clone();
        (line.state, line.listening.iter().map(|port| port.address).collect())
    }

    /// What the server says to somebody who logs on over TLS.
    fn log_on(&self, name: &str, password: &str) -> String {
        let to = self.server("Office").1[0];
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let mut client = Client::connect("127.0.0.1", to).await;
            client.hello().await;
            client.start_tls().await.log_on(name, password).await
        })
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.handle.drain(Duration::from_secs(5));
    }
}

/// A port nobody uses.
fn free_port() -> String {
    std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string()
}

fn retype(h: &mut Window, text: &str) {
    h.ctrl('a');
    h.type_text(text);
}

#[test]
fn ac_02_a_server_is_made_by_mouse_and_answers_at_once() {
    let (engine, port) = (Engine::start(), free_port());
    let mut h = before(&engine.handle, wizard(&engine.now()));
    assert!(!h.control("newserver.next").enabled, "a blank name does not go on");
    h.click("newserver.name");
    h.type_text("office");
    assert!(!h.control("newserver.next").enabled && !h.control("newserver.name").problem.is_empty(), "the name is in use");
    retype(&mut h, "Client access");
    h.click("newserver.next");
    h.click("newserver.address");
    h.click_text("127.0.0.1");
    h.click("newserver.port");
    retype(&mut h, &port);
    h.click("newserver.also");
    h.click("newserver.finish");
    assert!(!h.exists("newserver.where"), "the wizard is done");
    let (light, listening) = engine.server("Client access");
    assert_eq!((light, listening), (Light::Running, vec![format!("127.0.0.1:{port}").parse().unwrap()]));
    let made = engine.now().settings.servers[1].clone();
    assert!(made.fqdn == "mail.example.com" && !made.access.authentication.anonymous && made.start_automatically);
}

#[test]
fn ac_02_a_server_is_made_by_keyboard_alone_and_a_pair_in_use_is_warned_about() {
    let (engine, port) = (Engine::start(), free_port());
    for (name, expected) in [("Internet", Light::Running), ("Twin", Light::Stopped)] {
        let mut h = before(&engine.handle, wizard(&engine.now()));
        h.press(Named::Enter);
        assert!(h.exists("newserver"), "a blank name does not go on");
        h.type_text(name);
        h.alt('m');
        h.press(Named::Enter);
        assert_eq!(h.focus(), "newserver.address");
        h.press(Named::ArrowDown);
        h.press(Named::ArrowDown);
        h.alt('t');
        retype(&mut h, &port);
        h.press(Named::Enter);
        if name == "Twin" {
            assert!(h.exists("newserver.taken") && h.shows("“Internet”"), "{:?}", h.texts());
            h.alt('n');
            assert!(!h.exists("newserver.taken") && h.control("newserver.port").value == port, "No stays on the page");
            h.alt('f');
            h.alt('y');
        }
        assert!(!h.exists("newserver.where"), "{:?}", h.texts());
        assert_eq!(engine.server(name).0, expected);
    }
    let made = engine.now().settings.servers[2].clone();
    assert!(made.access.authentication.anonymous && !made.start_automatically);
}

#[test]
fn ac_16_a_person_can_log_on_as_soon_as_the_account_is_made_by_mouse() {
    let engine = Engine::start();
    let mut h = before(&engine.handle, Part::Accounts(accounts::State::default()));
    assert!(h.shows("There are no accounts yet."));
    h.click("accounts.new");
    h.click("account.name");
    h.type_text("anna");
    h.click("account.password");
    h.type_text("annas secret");
    h.click("account.ok");
    assert!(h.exists("account") && !h.control("account.repeat").problem.is_empty(), "the repetition is missing");
    h.click("account.repeat");
    h.type_text("annas secret");
    h.click("account.ok");
    assert!(!h.exists("account"), "{:?}", h.texts());
    assert_eq!(engine.now().accounts.accounts[0].addresses, ["anna@office.test"]);
    assert!(engine.log_on("anna", "annas secret").starts_with("235 "));
    assert!(engine.log_on("anna", "another").starts_with("535 "));
    h.click("accounts.card");
    let port = engine.server("Office").1[0].port().to_string();
    assert!(h.shows("mail.office.test") && h.shows(&port), "{:?}", h.texts());
    h.click("card.copy.host");
    assert_eq!(h.state.copied, "mail.office.test");
    h.click("card.all");
    assert!(h.state.copied.contains(&port) && h.state.copied.contains("anna"));
    h.click("card.close");
    h.click("accounts.delete");
    h.click("accounts.ask.no");
    h.click("accounts.delete");
    h.click("accounts.ask.yes");
    assert!(engine.now().accounts.accounts.is_empty());
}

#[test]
fn ac_16_a_person_can_log_on_as_soon_as_the_account_is_made_by_keyboard() {
    let engine = Engine::start();
    let mut h = before(&engine.handle, Part::Accounts(accounts::State::default()));
    h.tab();
    while h.focus() != "accounts.new" {
        h.tab();
    }
    h.press(Named::Space);
    assert_eq!(h.focus(), "account.name");
    h.type_text("bo");
    h.tab();
    h.type_text("bos secret");
    h.tab();
    h.type_text("bos secret");
    h.press(Named::Enter);
    assert!(engine.log_on("bo", "bos secret").starts_with("235 "));
    // F2 opens what is selected; Del asks.
    while h.focus() != "accounts.list" {
        h.tab();
    }
    h.press(Named::F2);
    h.alt('l');
    h.press(Named::Enter);
    assert!(!engine.now().accounts.accounts[0].enabled && h.shows("Locked"), "{:?}", h.texts());
    assert!(engine.log_on("bo", "bos secret").starts_with("5"), "a locked account is refused");
    h.press(Named::Delete);
    h.press(Named::Escape);
    assert_eq!(engine.now().accounts.accounts.len(), 1);
    h.press(Named::Delete);
    h.alt('y');
    assert!(engine.now().accounts.accounts.is_empty());
}

#[test]
fn another_dialog_takes_the_place_of_one_only_when_nothing_is_lost() {
    let mut h = person(Language::English, accounts::Message::Edit);
    h.double_click_text("bertil");
    assert_eq!(h.control("account.name").value, "bertil");
    h.click("account.name");
    h.type_text("a");
    h.click_text("anna");
    h.press(Named::F2);
    assert_eq!(h.control("account.name").value, "bertila");
}

#[test]
fn a_domain_gets_a_key_its_record_is_copied_and_it_signs_when_that_is_ticked() {
    let engine = Engine::start();
    let mut h = before(&engine.handle, Part::Domains(Box::default()));
    assert!(!h.control("domains.signature").enabled, "nothing is selected");
    h.click_text("office.test");
    h.click("domains.signature");
    assert!(!h.control("dkim.sign").enabled, "there is no key");
    h.click("dkim.make");
    let keys = engine.now().domain_keys.clone();
    let record = keys[0].record.clone().unwrap();
    assert_eq!((&*keys[0].domain, keys.len()), ("office.test", 1));
    assert!(record.name.ends_with("._domainkey.office.test") && record.text.starts_with("v=DKIM1; k=rsa; p=MII"));
    h.click("dkim.copy-name");
    assert_eq!(h.state.copied, *record.name);
    h.click("dkim.copy-text");
    assert_eq!(h.state.copied, *record.text);
    assert!(h.exists("dkim") && !engine.now().settings.local_domains[0].dkim_sign, "a key alone signs nothing");
    // By keyboard from here on.
    h.alt('s');
    h.press(Named::Enter);
    assert!(!h.exists("dkim"), "{:?}", h.texts());
    assert!(engine.now().settings.local_domains[0].dkim_sign);
    // Another key signs nothing before it is published, and the old one stays.
    h.click("domains.signature");
    h.alt('m');
    let again = engine.now().domain_keys[0].clone();
    assert_ne!(again.selector, keys[0].selector);
    assert!(!engine.now().settings.local_domains[0].dkim_sign);
    h.press(Named::Escape);
    assert_eq!(std::fs::read_dir(engine.folder.path().join("keys/dkim/office.test")).unwrap().count(), 2);
}

#[test]
fn where_the_mail_of_an_account_goes_is_chosen_by_mouse_and_by_keyboard() {
    let engine = Engine::start();
    let mut h = before(&engine.handle, Part::Accounts(accounts::State::default()));
    h.click("accounts.new");
    h.type_text("anna");
    h.tab();
    h.type_text("annas secret");
    h.tab();
    h.type_text("annas secret");
    h.click("account.place");
    h.click("mailbox.limit");
    h.click("mailbox.quota");
    h.ctrl('a');
    h.type_text("250");
    h.click("mailbox.ok");
    h.click("account.ok");
    let now = |engine: &Engine| engine.now().accounts.accounts[0].clone();
    assert_eq!((now(&engine).destination, now(&engine).quota_mb), (Destination::Maildir, 250));
    while h.focus() != "accounts.list" {
        h.tab();
    }
    h.press(Named::F2);
    h.alt('g');
    h.alt('l');
    h.alt('s');
    h.type_text("dovecot");
    h.press(Named::Enter);
    assert!(h.exists("mailbox") && !h.control("mailbox.store").problem.is_empty());
    h.ctrl('a');
    h.type_text("/run/dovecot/lmtp");
    h.press(Named::Enter);
    assert!(!h.exists("mailbox"));
    while h.focus() != "account.ok" {
        h.tab();
    }
    h.press(Named::Enter);
    assert_eq!((now(&engine).destination, now(&engine).quota_mb), (Destination::Lmtp("/run/dovecot/lmtp".into()), 250));
    // Cancelled, nothing of it counts.
    while h.focus() != "accounts.list" {
        h.tab();
    }
    h.press(Named::F2);
    h.alt('g');
    h.alt('f');
    h.press(Named::Escape);
    h.press(Named::Escape);
    assert_eq!(now(&engine).destination, Destination::Lmtp("/run/dovecot/lmtp".into()));
}

#[test]
fn domains_and_aliases_count_at_once_and_come_back_from_the_history() {
    let engine = Engine::start();
    let mut h = before(&engine.handle, Part::Domains(Box::default()));
    h.click("domains.new");
    h.type_text("Second.test");
    h.press(Named::Enter);
    assert_eq!(engine.now().settings.local_domains[1].name, "second.test");
    h.click("aliases.new");
    h.type_text("info@second.test");
    h.alt('a');
    h.type_text("anna@office.test");
    h.press(Named::Enter);
    assert_eq!(h.focus(), "alias.add", "the focus is back");
    h.click("alias.ok");
    assert!(!h.exists("alias"), "{:?}", h.texts());
    assert_eq!(engine.now().settings.aliases[0].to, ["anna@office.test"]);
    // The engine refuses to take the domain of an alias away, and says so.
    h.right_click_text("second.test");
    h.click("domains.menu.delete");
    h.click("domains.ask.yes");
    assert!(h.exists("domains.notice") && h.shows("info@second.test"), "{:?}", h.texts());
    h.click("domains.notice.ok");
    h.click_text("info@second.test");
    h.press(Named::Delete);
    h.click("domains.ask.yes");
    assert!(engine.now().settings.aliases.is_empty());
    let mut h = before(&engine.handle, Part::History(Some(history::State::default())));
    h.click("history.undo");
    assert_eq!(engine.now().settings.aliases.len(), 1);
    h.press(Named::ArrowDown);
    while h.focus() != "history.list" {
        h.tab();
    }
    h.press(Named::End);
    h.alt('b');
    h.alt('y');
    let now = engine.now();
    assert!(now.settings.local_domains.len() == 1 && now.settings.aliases.is_empty(), "{:?}", now.history);
    assert_eq!(now.history[0].what, What::BroughtBack);
    h.press(Named::Escape);
    assert!(!h.exists("history"));
}

#[test]
fn a_domain_becomes_the_alias_of_another_and_another_the_default() {
    let engine = Engine::start();
    let mut h = before(&engine.handle, Part::Domains(Box::default()));
    let kinds = |engine: &Engine| -> Vec<(String, Option<String>)> {
        engine.now().settings.local_domains.iter().map(|d| (d.name.clone(), d.alias_of.clone())).collect()
    };
    let own = |name: &str| (name.to_owned(), None);
    let alias = |name: &str, of: &str| (name.to_owned(), Some(of.to_owned()));
    // By mouse: while there is only one, there is nothing it could be an alias of.
    h.click_text("office.test");
    h.click("domains.edit");
    assert!(!h.control("domain.alias").enabled);
    h.click("domain.cancel");
    h.click("domains.new");
    h.type_text("second.test");
    h.click("domain.alias");
    assert!(h.shows("Mail to info@second.test goes where mail to info@office.test goes, and so with every address."));
    assert!(!h.control("domain.catch-all").enabled);
    h.click("domain.ok");
    assert_eq!(kinds(&engine), [own("office.test"), alias("second.test", "office.test")]);
    assert!(h.shows("Local (Default)") && h.shows("Local (Alias)") && h.shows("the mailboxes of office.test"));
    // By keyboard, the other of two.
    let list = |h: &mut Window| {
        while h.focus() != "domains.list" {
            h.tab();
        }
    };
    list(&mut h);
    h.press(Named::Insert);
    h.type_text("third.test");
    h.press(Named::Enter);
    list(&mut h);
    h.press(Named::Insert);
    h.type_text("fourth.test");
    h.alt('a');
    h.tab();
    assert_eq!(h.focus(), "domain.alias-of");
    h.press(Named::ArrowDown);
    h.press(Named::Enter);
    assert_eq!(kinds(&engine)[2..], [own("third.test"), alias("fourth.test", "third.test")], "{:?}", h.texts());
    // Who has aliases stays; under another name they go along.
    h.click_text("third.test");
    h.click("domains.delete");
    assert!(h.shows("“third.test” has aliases: fourth.test. Delete them first, or make them aliases of another domain."));
    h.click("domains.notice.ok");
    h.click_text("third.test");
    h.press(Named::F2);
    assert!(!h.control("domain.alias").enabled && h.shows("Aliases of this domain: fourth.test"));
    h.ctrl('a');
    h.type_text("3rd.test");
    h.press(Named::Enter);
    assert_eq!(kinds(&engine)[2..], [own("3rd.test"), alias("fourth.test", "3rd.test")], "{:?}", h.texts());
    // An alias is never the default, the default cannot become it again.
    for (name, can) in [("fourth.test", false), ("office.test", false), ("3rd.test", true)] {
        h.right_click_text(name);
        assert_eq!(h.control("domains.menu.default").enabled, can, "{name}");
        if can {
            h.click("domains.menu.default");
        } else {
            h.press(Named::Escape);
        }
    }
    assert_eq!(kinds(&engine)[..2], [own("3rd.test"), own("office.test")]);
    assert!(h.control("domains.list").value.starts_with("3rd.test"), "it stays selected");
}
