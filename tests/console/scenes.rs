//! Everything that can be seen: one list of all dialogs, wizard pages, questions and pages of the window, with the way to
//! each. The smoke test takes every one of them in every language, look and size, and keeps their pictures; other tests
//! hold the list against the sources, so that nothing can be built and left out.
//!
//! Longer than 600 lines: it is one list of all that can be seen, with the facts it is shown with.

use std::sync::Arc;

use iced::keyboard::{Modifiers, key::Named};
use postkontor::config::written::{
    Device, Encryption, Grant, Permission, RemoteDomain, Server, SettingsFile, SmartHost, SmartHostEncryption, Who,
};
use postkontor::config::{BindAddress, Binding, Fault, Issue};
use postkontor::console::act::Act;
use postkontor::console::app::Message as App;
use postkontor::console::dialogs::permissions::UsersMessage;
use postkontor::console::dialogs::properties::place::{Tab, Which};
use postkontor::console::dialogs::properties::{Action as Asked, Message as Sheet, messages};
use postkontor::console::dialogs::{authentication, browse, communication, dkim, find_messages, group, history, how_mail_leaves, relay};
use postkontor::console::link::News;
use postkontor::console::memory::Memory;
use postkontor::console::opened::Message as Opened;
use postkontor::console::pages::{accounts, certificates, devices, domains, queues, sessions};
use postkontor::console::start::{Close, Failure};
use postkontor::console::tree::Node;
use postkontor::console::widget::Pick;
use postkontor::console::wizards::certificate::{Message as Certificate, Modify, Way as Path};
use postkontor::delivery::Trouble as Delivery;
use postkontor::delivery::outcome::{RemoteReply, Step};
use postkontor::delivery::peer::{Peer, Used};
use postkontor::engine::command::{Done, Filter, KeyKind, OrderStep, Reach, Refusal, Revision, Touched, Verb};
use postkontor::engine::event::{Event, Events, Occurrence, Reception, RuleId};
use postkontor::engine::job::{
    DkimFinding, Finding, FolderTrouble, Hitch, Job, Look, ScanHitch, ScanStep, ScanWhat, Stage as At, Step as TestStep, Trial,
};
use postkontor::engine::query::{
    Answer, Block, Channel, Conversation, Destination, DestinationPage, DestinationSort, DestinationState, LastAnswer, Line, Listing,
    MessageDetail, Outcome, Page, Phase, Query, RecipientDetail, SessionFilter, SessionPage, SessionRow, Side, Status, Summary, TlsFacts,
};
use postkontor::engine::snapshot::{Blocked, DomainKey, Light, Port, Published, Queue, ServerLine, Snapshot, Warning};
use postkontor::engine::virtual_server::Trouble;
use postkontor::i18n::{Language, Words};
use postkontor::mail::{Address, BodyKind, Envelope, Origin, QueueId, Recipient, ServerId, SessionId};
use postkontor::tr;

use crate::certified::{self, wizard};
use crate::harness::Harness;
use crate::pages;
use crate::sheet::{self, busy, dialog, dns, pressed, steps};
use crate::stage::{Message as Stage, Part, folder, office, stage};
use crate::window::Console;

/// Something that can be seen.
pub struct Scene {
    /// Its name, and that of its pictures.
    pub name: &'static str,
    /// The file below `src/console` that draws it.
    pub file: &'static str,
    /// The id of its frame; a page of the window has none.
    pub frame: &'static str,
    /// How to get there.
    pub way: Way,
}

/// The stage a scene is played on.
pub enum Way {
    /// A property sheet and what it opens.
    Sheet(fn(&mut sheet::Window)),
    /// A page, a wizard or a dialog by itself.
    Stage(fn(Language) -> pages::Window),
    /// The whole window. Escape leads back to where it began.
    Window(fn(&mut Console)),
    /// The notice of an engine that cannot run.
    Failure,
}

use Way::{Sheet as S, Stage as P, Window as W};

const fn scene(name: &'static str, file: &'static str, frame: &'static str, way: Way) -> Scene {
    Scene { name, file, frame, way }
}

/// All of it.
pub const SCENES: &[Scene] = &[
    // The property sheet, page by page, and its dialogs.
    scene("general", "dialogs/properties/general.rs", "properties", S(|h| turn(h, Tab::General))),
    scene("access", "dialogs/properties/access.rs", "properties", S(|h| turn(h, Tab::Access))),
    scene("messages", "dialogs/properties/messages.rs", "properties", S(|h| turn(h, Tab::Messages))),
    scene("delivery", "dialogs/properties/delivery.rs", "properties", S(|h| turn(h, Tab::Delivery))),
    scene(
        "general-wrong",
        "dialogs/properties/general.rs",
        "properties",
        S(|h| {
            typed(h, "properties.per-address", "0");
            typed(h, "properties.timeout", "soon");
            h.click("properties.apply");
        }),
    ),
    scene(
        "browse",
        "dialogs/browse.rs",
        "browse",
        S(|h| {
            browsing(h);
            h.click_text("badmail");
        }),
    ),
    scene(
        "browse-new-folder",
        "dialogs/browse.rs",
        "browse",
        S(|h| {
            browsing(h);
            h.click("browse.new");
            h.type_text("badmail");
            h.press(Named::Enter);
            let look = Look { make: Some("badmail".into()), ..Look::at("/srv/postkontor") };
            h.send(sheet::Event::Found(Finding::Folder(look, Err(FolderTrouble::Taken("badmail".into())))));
        }),
    ),
    scene("browse-file", "dialogs/browse.rs", "browse", P(|l| chooser(l, browse::Kind::Open(&["*.pem", "*.cer"])))),
    scene(
        "browse-replace",
        "dialogs/browse.rs",
        "browse.replace",
        P(|l| {
            let mut h = chooser(l, browse::Kind::Save(&["*.pem"]));
            h.click("browse.name");
            h.type_text("office.pem");
            h.press(Named::Enter);
            h
        }),
    ),
    scene(
        "delivery-smart-host",
        "dialogs/properties/delivery.rs",
        "properties",
        S(|h| {
            let host = SmartHost { host: "smtp.isp.example".into(), user: Some("office@isp.example".into()), ..SmartHost::default() };
            let mut server = busy();
            server.delivery.smart_host = Some(host);
            server.delivery.direct_first = true;
            replace(h, server);
            turn(h, Tab::Delivery);
        }),
    ),
    scene(
        "properties-refused",
        "dialogs/properties.rs",
        "properties",
        S(|h| {
            typed(h, "properties.timeout", "15");
            h.click("properties.apply");
            h.send(sheet::Event::Answered(Err(Refusal::Ended)));
            // Apply was off until the answer came: the first Tab finds it again.
            h.press(Named::Tab);
        }),
    ),
    scene(
        "properties-meanwhile",
        "dialogs/properties.rs",
        "properties",
        S(|h| {
            typed(h, "properties.timeout", "15");
            if let Some(sheet) = &mut h.state.sheet {
                let server = Server { name: "Internet".into(), connection_timeout: "20m".into(), ..busy() };
                sheet.renew(server, Revision(2), true);
            }
            h.press(Named::Tab);
        }),
    ),
    scene(
        "properties-outside",
        "dialogs/properties.rs",
        "properties",
        S(|h| {
            let far = RemoteDomain { name: "branch-office.example.com".into(), helo: true, ..RemoteDomain::default() };
            let settings = SettingsFile { remote_domains: vec![far], ..SettingsFile::default() };
            if let Some(sheet) = &mut h.state.sheet {
                sheet.beside(&Arc::new(settings));
            }
            typed(h, "properties.timeout", "15");
            h.click("properties.apply");
            let issue = Issue { path: "remote_domains[0].helo".into(), line: None, fault: Fault::HeloAlone };
            h.send(sheet::Event::Answered(Err(Refusal::Issues(vec![issue]))));
            h.press(Named::Tab);
        }),
    ),
    scene(
        "advanced",
        "dialogs/advanced.rs",
        "advanced",
        S(|h| {
            dialog(h, Which::Advanced);
            h.click("advanced.limit-reserve");
            h.click_text("587");
        }),
    ),
    scene(
        "advanced-refused",
        "dialogs/advanced.rs",
        "advanced",
        S(|h| {
            typed(h, "properties.timeout", "15");
            h.click("properties.apply");
            let fault =
                Fault::BindingTaken { binding: "*:25".into(), server: "Client access".into(), first: "servers[0].identities[0]".into() };
            let issue = Issue { path: "servers[1].identities[0]".into(), line: None, fault };
            h.send(sheet::Event::Answered(Err(Refusal::Issues(vec![issue]))));
        }),
    ),
    scene(
        "logging",
        "dialogs/logging.rs",
        "logging",
        S(|h| {
            logging(h);
            ["logging.sized", "logging.folder"].iter().for_each(|id| h.click(id));
            h.ctrl('a');
            h.type_text("/var/log/smtp");
        }),
    ),
    scene(
        "logging-fields",
        "dialogs/logging.rs",
        "logging",
        S(|h| {
            logging(h);
            h.click("logging.tabs.1");
        }),
    ),
    scene("identification", "dialogs/identification.rs", "identification", S(|h| pressed(h, Which::Advanced, &["advanced.add"]))),
    scene("authentication", "dialogs/authentication.rs", "authentication", S(|h| dialog(h, Which::Authentication))),
    scene(
        "authentication-nobody",
        "dialogs/authentication.rs",
        "methods",
        S(|h| {
            pressed(h, Which::Authentication, &["authentication.basic", "authentication.integrated", "authentication.ok"]);
        }),
    ),
    scene(
        "authentication-clear",
        "dialogs/authentication.rs",
        "methods",
        S(|h| {
            pressed(h, Which::Authentication, &["authentication.tls", "authentication.ok"]);
        }),
    ),
    scene(
        "authentication-locked-out",
        "dialogs/authentication.rs",
        "methods",
        S(|h| {
            acquainted(h);
            pressed(h, Which::Authentication, &["authentication.basic"]);
        }),
    ),
    scene(
        "authentication-prepared",
        "dialogs/authentication.rs",
        "authentication",
        S(|h| {
            acquainted(h);
            pressed(h, Which::Authentication, &["authentication.basic", "methods.allow", "authentication.basic", "methods.anyway"]);
        }),
    ),
    scene("permissions", "dialogs/permissions.rs", "permissions", S(permitted)),
    scene(
        "permissions-denied",
        "dialogs/permissions.rs",
        "permissions",
        S(|h| {
            permitted(h);
            h.click_text("Scanner & Drucker");
            h.click("permissions.remove");
            h.click("permissions.list");
            h.press(Named::Home);
            h.click("permissions.relay-deny");
        }),
    ),
    scene(
        "permissions-relay",
        "dialogs/permissions.rs",
        "permissions",
        S(|h| {
            acquainted(h);
            dialog(h, Which::Relay);
            h.click("relay.authenticated");
            h.send(sheet::Event::Sheet(Sheet::Relay(relay::Message::Users(UsersMessage::Open))));
        }),
    ),
    scene(
        "pick",
        "dialogs/pick.rs",
        "pick",
        S(|h| {
            permitted(h);
            h.click("permissions.add");
            h.type_text("sc");
            h.press(Named::Enter);
        }),
    ),
    scene(
        "communication",
        "dialogs/communication.rs",
        "communication",
        S(|h| {
            dialog(h, Which::Communication);
            h.send(sheet::Event::Sheet(Sheet::Communication(communication::Message::Require(true))));
        }),
    ),
    scene(
        "connection",
        "dialogs/connection.rs",
        "connection",
        S(|h| {
            dialog(h, Which::Connection);
            h.click_text("192.168.1.0 (255.255.255.0)");
        }),
    ),
    scene(
        "lock-out",
        "dialogs/connection.rs",
        "lock-out",
        S(|h| {
            dialog(h, Which::Connection);
            h.click_text("192.168.1.0 (255.255.255.0)");
            ["connection.remove", "connection.only", "connection.ok"].iter().for_each(|id| h.click(id));
        }),
    ),
    scene("computer", "dialogs/computer.rs", "computer", S(|h| pressed(h, Which::Connection, &["connection.add"]))),
    scene(
        "computer-group",
        "dialogs/computer.rs",
        "computer",
        S(|h| {
            pressed(h, Which::Relay, &["relay.add", "computer.group", "computer.mask"]);
            h.type_text("255.0.255.0");
        }),
    ),
    scene(
        "computer-domain",
        "dialogs/computer.rs",
        "computer",
        S(|h| {
            pressed(h, Which::Relay, &["relay.add", "computer.domain", "computer.name"]);
            h.type_text("our office");
            h.press(Named::Enter);
        }),
    ),
    scene("lookup", "dialogs/dns_lookup.rs", "lookup", S(|h| pressed(h, Which::Connection, &["connection.add", "computer.lookup"]))),
    scene(
        "relay",
        "dialogs/relay.rs",
        "relay",
        S(|h| {
            dialog(h, Which::Relay);
            h.click_text("192.168.1.40");
        }),
    ),
    scene("protection", "dialogs/protection.rs", "protection", S(|h| dialog(h, Which::Protection))),
    scene(
        "protection-wrong",
        "dialogs/protection.rs",
        "protection",
        S(|h| {
            dialog(h, Which::Protection);
            typed(h, "protection.pause", "61");
            typed(h, "protection.exempt", "300.1");
        }),
    ),
    scene("open-relay", "dialogs/relay.rs", "open-relay", S(|h| pressed(h, Which::Relay, &["relay.except", "relay.ok"]))),
    scene("leave", "dialogs/how_mail_leaves.rs", "leave", S(|h| dialog(h, Which::Leave))),
    scene(
        "leave-refused",
        "dialogs/how_mail_leaves.rs",
        "leave",
        S(|h| {
            smart_host(h);
            h.send(sheet::Event::Sheet(Sheet::Leave(how_mail_leaves::Message::Test)));
            h.send(sheet::Event::Found(steps(false)));
        }),
    ),
    scene(
        "leave-fixed-sender",
        "dialogs/how_mail_leaves.rs",
        "leave",
        S(|h| {
            smart_host(h);
            for message in [how_mail_leaves::Message::FixedSender(true), how_mail_leaves::Message::Test] {
                h.send(sheet::Event::Sheet(Sheet::Leave(message)));
            }
        }),
    ),
    scene(
        "leave-untested",
        "dialogs/how_mail_leaves.rs",
        "untested",
        S(|h| {
            smart_host(h);
            h.send(sheet::Event::Sheet(Sheet::Leave(how_mail_leaves::Message::Ok)));
        }),
    ),
    scene("security", "dialogs/outbound_security.rs", "outbound-security", S(|h| dialog(h, Which::Security))),
    scene(
        "security-log-on",
        "dialogs/outbound_security.rs",
        "outbound-security",
        S(|h| {
            let mut server = busy();
            let encryption = SmartHostEncryption::None;
            server.delivery.smart_host = Some(SmartHost { host: "smtp.isp.example".into(), encryption, ..SmartHost::default() });
            replace(h, server);
            pressed(h, Which::Security, &["outbound-security.basic", "outbound-security.ok"]);
            typed(h, "outbound-security.user", "office");
            typed(h, "outbound-security.password", "secret");
            h.click("outbound-security.ok");
        }),
    ),
    scene("outbound", "dialogs/outbound_connections.rs", "outbound", S(|h| dialog(h, Which::Outbound))),
    scene(
        "advanced-delivery",
        "dialogs/advanced_delivery.rs",
        "advanced-delivery",
        S(|h| {
            pressed(h, Which::AdvancedDelivery, &["advanced-delivery.check"]);
            h.send(sheet::Event::Found(dns()));
        }),
    ),
    scene(
        "external-dns",
        "dialogs/external_dns.rs",
        "external-dns",
        S(|h| {
            pressed(h, Which::AdvancedDelivery, &["advanced-delivery.configure"]);
            h.click_text("2001:db8::53");
        }),
    ),
    scene(
        "dns",
        "dialogs/dns_server.rs",
        "dns",
        S(|h| {
            pressed(h, Which::AdvancedDelivery, &["advanced-delivery.configure", "external-dns.add"]);
            h.type_text("300.1");
        }),
    ),
    // The wizard.
    scene("wizard", "wizards/new_server.rs", "newserver", P(|l| stage(l, pages::wizard(&office())))),
    scene("wizard-where", "wizards/new_server.rs", "newserver.where", P(pages::second_page)),
    scene(
        "wizard-taken",
        "wizards/new_server.rs",
        "newserver.taken",
        P(|l| {
            let mut h = pages::second_page(l);
            h.press(Named::Enter);
            h
        }),
    ),
    // Accounts and mail domains.
    scene("account", "dialogs/account.rs", "account", P(|l| pages::person(l, accounts::Message::Edit))),
    scene(
        "account-prepared",
        "dialogs/account.rs",
        "account",
        P(|l| {
            let mut h = pages::people(l);
            let (accounts, people) = crate::stage::people();
            h.state.now = Arc::new(Snapshot { accounts, people, ..office() });
            h.send(Stage::Accounts(accounts::Message::Select(3)));
            h.send(Stage::Accounts(accounts::Message::Edit));
            h
        }),
    ),
    scene(
        "account-rights",
        "dialogs/account.rs",
        "account",
        P(|l| {
            let mut h = pages::people(l);
            let (accounts, people) = crate::stage::people();
            let mut servers = office().servers;
            servers.push(ServerLine { id: ServerId(2), name: "Client access".into(), ..servers[0].clone() });
            h.state.now = Arc::new(Snapshot { accounts, people, servers, ..office() });
            h.send(Stage::Accounts(accounts::Message::Select(2)));
            h.send(Stage::Accounts(accounts::Message::Edit));
            h
        }),
    ),
    scene(
        "account-new",
        "dialogs/account.rs",
        "account",
        P(|l| {
            let mut h = pages::person(l, accounts::Message::New);
            h.press(Named::Enter);
            h
        }),
    ),
    scene(
        "address",
        "dialogs/address.rs",
        "address",
        P(|l| {
            let mut h = pages::person(l, accounts::Message::New);
            h.click("account.add");
            h.type_text("anna");
            h.press(Named::Enter);
            h
        }),
    ),
    scene(
        "mailbox",
        "dialogs/mailbox.rs",
        "mailbox",
        P(|l| {
            let mut h = pages::person(l, accounts::Message::Edit);
            h.click("account.place");
            h
        }),
    ),
    scene(
        "mailbox-wrong",
        "dialogs/mailbox.rs",
        "mailbox",
        P(|l| {
            let mut h = pages::person(l, accounts::Message::Edit);
            ["account.place", "mailbox.lmtp", "mailbox.store"].iter().for_each(|id| h.click(id));
            h.type_text("dovecot");
            h.press(Named::Enter);
            h
        }),
    ),
    scene("card", "dialogs/mail_program.rs", "card", P(|l| pages::person(l, accounts::Message::Card))),
    scene("account-delete", "pages/accounts.rs", "accounts.ask", P(|l| pages::person(l, accounts::Message::Delete))),
    scene(
        "account-refused",
        "pages/accounts.rs",
        "accounts.refused",
        P(|l| {
            let mut h = pages::person(l, accounts::Message::Delete);
            h.send(Stage::Accounts(accounts::Message::Answer(true)));
            h.send(Stage::Answered(Err(Refusal::Busy)));
            h
        }),
    ),
    scene(
        "group",
        "dialogs/group.rs",
        "group",
        P(|l| {
            let mut h = pages::person(l, accounts::Message::SelectGroup(9));
            h.send(Stage::Accounts(accounts::Message::EditGroup));
            h
        }),
    ),
    scene(
        "group-new",
        "dialogs/group.rs",
        "group",
        P(|l| {
            let mut h = pages::person(l, accounts::Message::NewGroup);
            h.type_text("SALES");
            h.press(Named::Enter);
            h
        }),
    ),
    scene(
        "group-member",
        "dialogs/pick.rs",
        "pick",
        P(|l| {
            let mut h = pages::person(l, accounts::Message::NewGroup);
            h.send(Stage::Accounts(accounts::Message::Group(group::Message::Add)));
            h
        }),
    ),
    scene(
        "group-delete",
        "pages/accounts.rs",
        "accounts.ask",
        P(|l| {
            let mut h = pages::person(l, accounts::Message::SelectGroup(9));
            h.send(Stage::Accounts(accounts::Message::DeleteGroup));
            h
        }),
    ),
    scene(
        "domain-first",
        "dialogs/domain.rs",
        "domain",
        P(|l| {
            let mut h = pages::mail_domains(l);
            h.state.now = Arc::new(Snapshot { settings: Arc::default(), ..office() });
            h.send(Stage::Domains(domains::Message::New(domains::Which::Domains)));
            h.type_text("example.org");
            h.press(Named::Enter);
            h
        }),
    ),
    scene(
        "domain",
        "dialogs/domain.rs",
        "domain",
        P(|l| pages::domain(l, [domains::Message::Select(domains::Which::Domains, 0), domains::Message::Edit(domains::Which::Domains)])),
    ),
    scene(
        "domain-alias",
        "dialogs/domain.rs",
        "domain",
        P(|l| {
            let mut h = pages::domain(l, [domains::Message::New(domains::Which::Domains)]);
            h.type_text("example.net");
            h.click("domain.alias");
            h
        }),
    ),
    scene(
        "domain-has-aliases",
        "dialogs/domain.rs",
        "domain",
        P(|l| {
            let mut h = pages::mail_domains(l);
            let mut settings = SettingsFile::clone(&office().settings);
            settings.local_domains[1].alias_of = Some("example.com".into());
            h.state.now = Arc::new(Snapshot { settings: Arc::new(settings), ..office() });
            h.send(Stage::Domains(domains::Message::Select(domains::Which::Domains, 0)));
            h.send(Stage::Domains(domains::Message::Edit(domains::Which::Domains)));
            h
        }),
    ),
    scene(
        "domain-renamed",
        "dialogs/domain.rs",
        "domain",
        P(|l| {
            let mut h = pages::mail_domains(l);
            let mut settings = SettingsFile::clone(&office().settings);
            settings.local_domains[0].dkim_selector = Some("pk202611".into());
            h.state.now = Arc::new(Snapshot { settings: Arc::new(settings), ..office() });
            h.send(Stage::Domains(domains::Message::Select(domains::Which::Domains, 0)));
            h.send(Stage::Domains(domains::Message::Edit(domains::Which::Domains)));
            h.ctrl('a');
            h.type_text("example.net");
            h.press(Named::Enter);
            h
        }),
    ),
    scene(
        "domain-in-use",
        "pages/domains.rs",
        "domains.notice",
        P(|l| pages::domain(l, [domains::Message::Select(domains::Which::Domains, 0), domains::Message::Delete(domains::Which::Domains)])),
    ),
    scene(
        "domain-delete",
        "pages/domains.rs",
        "domains.ask",
        P(|l| pages::domain(l, [domains::Message::Select(domains::Which::Domains, 1), domains::Message::Delete(domains::Which::Domains)])),
    ),
    scene(
        "dkim-none",
        "dialogs/dkim.rs",
        "dkim",
        P(|l| pages::domain(l, [domains::Message::Select(domains::Which::Domains, 0), domains::Message::Signature])),
    ),
    scene(
        "dkim",
        "dialogs/dkim.rs",
        "dkim",
        P(|l| {
            let mut h = pages::mail_domains(l);
            let published = Published {
                kind: KeyKind::Rsa2048,
                name: "pk202611._domainkey.example.com".into(),
                text: format!("v=DKIM1; k=rsa; p=MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA{}IDAQAB", "vZk3Wq0u9+Lr/".repeat(26)).into(),
            };
            let key = DomainKey { domain: "example.com".into(), selector: "pk202611".into(), record: Ok(published) };
            h.state.now = Arc::new(Snapshot { domain_keys: [key].into(), ..office() });
            h.send(Stage::Domains(domains::Message::Signature));
            h.send(Stage::Domains(domains::Message::Dkim(dkim::Message::Check)));
            if let Part::Domains(page) = &mut h.state.part {
                page.found(&Finding::Dkim(DkimFinding::Missing));
            }
            h.send(Stage::Domains(domains::Message::Dkim(dkim::Message::Sign(true))));
            h
        }),
    ),
    scene(
        "remote-domain",
        "dialogs/remote_domain.rs",
        "remote-domain",
        P(|l| pages::domain(l, [domains::Message::Select(domains::Which::Domains, 2), domains::Message::Edit(domains::Which::Domains)])),
    ),
    scene(
        "remote-domain-wrong",
        "dialogs/remote_domain.rs",
        "remote-domain",
        P(|l| {
            let mut h = pages::domain(l, [domains::Message::NewRemote]);
            h.type_text("example.com");
            for id in ["remote-domain.smart-host", "remote-domain.helo", "remote-domain.name"] {
                h.click(id);
            }
            h.press(Named::Enter);
            h
        }),
    ),
    scene(
        "remote-domain-tested",
        "dialogs/remote_domain.rs",
        "remote-domain",
        W(|c| {
            asked(c, Act::NewRemoteDomain);
            c.h.type_text("partner.example");
            c.h.click("remote-domain.smart-host");
            // Nobody listens there.
            for (id, text) in [("remote-domain.host", "[127.0.0.1]"), ("remote-domain.port", "1")] {
                c.h.click(id);
                c.h.ctrl('a');
                c.h.type_text(text);
            }
            c.h.click("remote-domain.test");
        }),
    ),
    scene(
        "remote-domain-security",
        "dialogs/outbound_security.rs",
        "outbound-security",
        P(|l| {
            let mut h = pages::domain(l, [domains::Message::RemoteSecurity]);
            h.click("outbound-security.tls");
            h.press(Named::Escape);
            h
        }),
    ),
    scene(
        "remote-domain-delete",
        "pages/domains.rs",
        "domains.ask",
        P(|l| pages::domain(l, [domains::Message::Select(domains::Which::Domains, 2), domains::Message::Delete(domains::Which::Domains)])),
    ),
    scene(
        "alias",
        "dialogs/alias.rs",
        "alias",
        P(|l| pages::domain(l, [domains::Message::Select(domains::Which::Aliases, 0), domains::Message::Edit(domains::Which::Aliases)])),
    ),
    scene("history", "dialogs/history.rs", "history", P(pages::changes)),
    scene(
        "history-ask",
        "dialogs/history.rs",
        "history.ask",
        P(|l| {
            let mut h = pages::changes(l);
            h.send(Stage::History(history::Message::Select(3)));
            h.send(Stage::History(history::Message::BringBack));
            h
        }),
    ),
    // The window: its pages ...
    scene("page-overview", "pages/overview.rs", "", W(|c| go(c, Node::Overview))),
    scene(
        "page-next-steps",
        "pages/steps.rs",
        "",
        W(|c| {
            facts(c, |now| (now.warnings, now.queue) = (vec![], Queue::default()));
            c.h.send(App::Act(Act::Go(Node::Overview)));
        }),
    ),
    scene(
        "page-changed-by-hand",
        "pages/overview.rs",
        "",
        W(|c| {
            facts(c, |now| now.changed_by_hand = true);
            c.h.send(App::Act(Act::Go(Node::Overview)));
            c.h.press(Named::Escape);
        }),
    ),
    scene("page-root", "pages/listing.rs", "", W(|c| go(c, Node::Root))),
    scene(
        "page-host",
        "pages/listing.rs",
        "",
        W(|c| {
            go(c, Node::Host);
            c.h.send(App::Row(1));
        }),
    ),
    scene(
        "page-smtp",
        "pages/listing.rs",
        "",
        W(|c| {
            go(c, Node::Smtp);
            c.h.send(App::Row(0));
        }),
    ),
    scene("page-server", "pages/listing.rs", "", W(|c| go(c, Node::Server(ServerId(1))))),
    scene("page-server-failed", "pages/listing.rs", "", W(|c| go(c, Node::Server(ServerId(2))))),
    scene("page-server-paused", "pages/listing.rs", "", W(|c| go(c, Node::Server(ServerId(3))))),
    scene(
        "page-accounts",
        "pages/accounts.rs",
        "",
        W(|c| {
            go(c, Node::Accounts);
            facts(c, |now| (now.accounts, now.people) = crate::stage::people());
            // A second click where the last scene clicked would be a double click.
            c.h.send(App::Row(0));
        }),
    ),
    scene("page-devices-none", "pages/devices.rs", "", W(|c| go(c, Node::Devices))),
    scene("page-devices", "pages/devices.rs", "", W(listed)),
    scene("device", "dialogs/device.rs", "device", W(|c| device(c, devices::Message::Edit))),
    scene(
        "device-wrong",
        "dialogs/device.rs",
        "device",
        W(|c| {
            device(c, devices::Message::New);
            for (id, text) in [("device.address", "192.168.1.41"), ("device.sender", "scan office"), ("device.name", "Scanner")] {
                c.h.click(id);
                c.h.type_text(text);
            }
            c.h.press(Named::Enter);
        }),
    ),
    scene(
        "device-everybody",
        "dialogs/device.rs",
        "device-everybody",
        W(|c| {
            device(c, devices::Message::New);
            c.h.type_text("All");
            c.h.click("device.address");
            c.h.type_text("0.0.0.0/0");
            c.h.press(Named::Enter);
        }),
    ),
    scene("device-delete", "pages/devices.rs", "devices.ask", W(|c| device(c, devices::Message::Delete))),
    scene(
        "device-refused",
        "pages/devices.rs",
        "devices.refused",
        W(|c| {
            listed(c);
            c.h.send(App::Answered(postkontor::console::opened::Who::Devices, Err(Refusal::Busy)));
        }),
    ),
    scene("scan", "dialogs/scan.rs", "scan", W(|c| device(c, devices::Message::Scan))),
    scene("scan-log-on", "dialogs/scan.rs", "scan", W(|c| scanned(c, 0, ScanHitch::LogOnFirst))),
    scene("scan-mechanism", "dialogs/scan.rs", "scan", W(|c| scanned(c, 1, ScanHitch::Mechanism))),
    scene("scan-in-clear", "dialogs/scan.rs", "scan", W(|c| scanned(c, 0, ScanHitch::EncryptionFirst))),
    scene(
        "scan-works",
        "dialogs/scan.rs",
        "scan",
        W(|c| {
            scanned(c, 0, ScanHitch::LogOnFirst);
            step(c, ScanWhat::Accepted);
            step(c, ScanWhat::Left { messages: 1 });
        }),
    ),
    scene("test-message", "dialogs/test_message.rs", "test-message", W(|c| asked(c, Act::TestMessage(ServerId(1))))),
    scene(
        "test-message-taken",
        "dialogs/test_message.rs",
        "test-message",
        W(|c| {
            asked(c, Act::TestMessage(ServerId(1)));
            tried(c, None);
        }),
    ),
    scene(
        "test-message-refused",
        "dialogs/test_message.rs",
        "test-message",
        W(|c| {
            device(c, devices::Message::Test);
            tried(c, Some(Hitch::Refused));
        }),
    ),
    scene("page-domains", "pages/domains.rs", "", W(|c| go(c, Node::Domains))),
    scene("page-sessions-nobody", "pages/sessions.rs", "", W(|c| go(c, Node::Sessions(ServerId(2))))),
    scene("page-sessions", "pages/sessions.rs", "", W(connected)),
    scene("transcript", "dialogs/transcript.rs", "transcript", W(overheard)),
    scene(
        "blocks",
        "dialogs/blocks.rs",
        "blocks",
        W(|c| {
            connected(c);
            facts(c, |now| now.blocks = blocked().into());
            c.h.send(App::Opened(Opened::Sessions(sessions::Message::Blocks)));
            let until = jiff::Timestamp::now() + jiff::SignedDuration::from_hours(24);
            let by_hand = Block { network: "192.0.2.14".parse().unwrap(), until };
            c.h.send(App::Told(Query::Blocks, Ok(Answer::Blocks(vec![by_hand]))));
            c.h.click_text("192.0.2.14");
        }),
    ),
    scene(
        "block",
        "dialogs/block.rs",
        "block",
        W(|c| {
            connected(c);
            c.h.send(App::Opened(Opened::Sessions(sessions::Message::Block)));
        }),
    ),
    scene(
        "block-wrong",
        "dialogs/block.rs",
        "block",
        W(|c| {
            go(c, Node::Sessions(ServerId(2)));
            c.h.send(App::Opened(Opened::Sessions(sessions::Message::Block)));
            c.h.type_text("192.0.2.0/40");
            c.h.press(Named::Enter);
        }),
    ),
    scene(
        "sessions-ask",
        "pages/sessions.rs",
        "sessions.ask",
        W(|c| {
            connected(c);
            c.h.click("sessions.all");
        }),
    ),
    scene(
        "sessions-refused",
        "pages/sessions.rs",
        "sessions.refused",
        W(|c| {
            connected(c);
            c.h.send(App::Answered(postkontor::console::opened::Who::Sessions, Err(Refusal::Busy)));
        }),
    ),
    scene("page-queues-empty", "pages/queues.rs", "", W(|c| go(c, Node::Queues))),
    scene("page-queues", "pages/queues.rs", "", W(queued)),
    scene(
        "find-messages-new",
        "dialogs/find_messages.rs",
        "find-messages",
        W(|c| {
            queued(c);
            c.h.send(App::Opened(Opened::Queues(queues::Message::Find(false))));
        }),
    ),
    scene("find-messages", "dialogs/find_messages.rs", "find-messages", W(found)),
    scene("find-messages-several", "dialogs/find_messages.rs", "find-messages", W(several)),
    scene("message", "dialogs/message.rs", "message", W(whole)),
    scene(
        "queues-ask-freeze",
        "pages/queues.rs",
        "queues.ask-freeze",
        W(|c| {
            queued(c);
            c.h.click("queues.freeze");
        }),
    ),
    scene(
        "queues-ask-delete",
        "pages/queues.rs",
        "queues.ask-delete",
        W(|c| {
            queued(c);
            c.h.send(App::Opened(Opened::Queues(queues::Message::Delete(Verb::DeleteWithReport))));
        }),
    ),
    scene(
        "queues-ask-badmail",
        "pages/queues.rs",
        "queues.ask-delete",
        W(|c| {
            found(c);
            let act = find_messages::Message::Act(Verb::Badmail);
            c.h.send(App::Opened(Opened::Queues(queues::Message::Found(act))));
        }),
    ),
    scene(
        "queues-ask-badmail-several",
        "pages/queues.rs",
        "queues.ask-delete",
        W(|c| {
            several(c);
            let act = find_messages::Message::Act(Verb::Badmail);
            c.h.send(App::Opened(Opened::Queues(queues::Message::Found(act))));
        }),
    ),
    scene(
        "queues-ask-outbound",
        "pages/queues.rs",
        "queues.ask-outbound",
        W(|c| {
            queued(c);
            c.h.click("queues.disable");
        }),
    ),
    scene(
        "queues-refused",
        "pages/queues.rs",
        "queues.refused",
        W(|c| {
            queued(c);
            c.h.send(App::Answered(postkontor::console::opened::Who::Queues, Err(Refusal::Busy)));
        }),
    ),
    // ... what lies on it ...
    scene(
        "window-relay",
        "opened.rs",
        "relay",
        W(|c| {
            go(c, Node::Smtp);
            c.h.send(App::Act(Act::Relay(ServerId(1))));
        }),
    ),
    scene(
        "find",
        "find.rs",
        "find",
        W(|c| {
            asked(c, Act::Find);
            c.h.type_text("relay");
        }),
    ),
    scene("manual", "manual.rs", "manual", W(|c| asked(c, Act::Manual("relay")))),
    // ... and what it asks.
    scene("question-Delete", "questions.rs", "ask", W(|c| asked(c, Act::Delete(ServerId(2))))),
    scene("question-CutOff", "questions.rs", "ask", W(|c| asked(c, Act::Stop(ServerId(1))))),
    scene(
        "question-Rename",
        "questions.rs",
        "ask",
        W(|c| {
            asked(c, Act::Rename(ServerId(3)));
            c.h.ctrl('a');
            c.h.press(Named::Backspace);
        }),
    ),
    scene("question-About", "questions.rs", "ask", W(|c| asked(c, Act::About))),
    scene(
        "question-Edits",
        "questions.rs",
        "ask",
        W(|c| {
            go(c, Node::Overview);
            facts(c, |now| now.changed_by_hand = true);
        }),
    ),
    scene(
        "question-Refused",
        "questions.rs",
        "ask",
        W(|c| {
            go(c, Node::Overview);
            let refusal = Refusal::CannotRun(Trouble::Taken { binding: binding(), server: "Office".into() });
            c.h.send(App::Answered(postkontor::console::opened::Who::Window, Err(refusal)));
        }),
    ),
    scene("question-Close", "questions.rs", "ask", W(|c| asked(c, Act::Exit))),
    // The engine has ended after it.
    scene(
        "question-Leaving",
        "questions.rs",
        "ask",
        W(|c| {
            asked(c, Act::Exit);
            c.h.press(Named::Enter);
        }),
    ),
    // Certificates: the wizard page by page, in its three states; the page and its dialogs.
    scene("certificate-welcome", "wizards/certificate.rs", "certificate-welcome", W(|c| wizard(c, certified::none(), []))),
    scene("certificate-welcome-pending", "wizards/certificate.rs", "certificate-welcome", W(|c| wizard(c, certified::pending(), []))),
    scene("certificate-welcome-installed", "wizards/certificate.rs", "certificate-welcome", W(|c| wizard(c, certified::installed(), []))),
    scene(
        "certificate-welcome-ordered",
        "wizards/certificate.rs",
        "certificate-welcome",
        W(|c| wizard(c, certified::ordered(certified::publish()), [])),
    ),
    scene(
        "certificate-welcome-failed",
        "wizards/certificate.rs",
        "certificate-welcome",
        W(|c| wizard(c, certified::ordered(certified::failed()), [])),
    ),
    scene(
        "certificate-kind",
        "wizards/certificate/install.rs",
        "certificate-kind",
        W(|c| wizard(c, certified::none(), [Certificate::Next])),
    ),
    scene(
        "certificate-when",
        "wizards/certificate/flow.rs",
        "certificate-when",
        W(|c| wizard(c, certified::none(), certified::new(Path::Later, 2))),
    ),
    scene(
        "certificate-when-renew",
        "wizards/certificate/flow.rs",
        "certificate-when",
        W(|c| wizard(c, certified::installed(), certified::modify(Modify::Renew))),
    ),
    scene(
        "certificate-name",
        "wizards/certificate/subject.rs",
        "certificate-name",
        W(|c| wizard(c, certified::none(), certified::new(Path::Later, 3))),
    ),
    scene(
        "certificate-organization",
        "wizards/certificate/subject.rs",
        "certificate-organization",
        W(|c| wizard(c, certified::none(), certified::new(Path::Online, 4))),
    ),
    scene(
        "certificate-organization-wrong",
        "wizards/certificate/subject.rs",
        "certificate-organization",
        W(|c| {
            wizard(c, certified::none(), certified::new(Path::Later, 4));
            c.h.type_text("A & B");
        }),
    ),
    scene(
        "certificate-common-name",
        "wizards/certificate/subject.rs",
        "certificate-common-name",
        W(|c| {
            wizard(c, certified::none(), certified::new(Path::Later, 5));
            c.h.type_text("other");
        }),
    ),
    scene(
        "certificate-common-name-wildcard",
        "wizards/certificate/subject.rs",
        "certificate-common-name",
        W(|c| {
            let mut pages = certified::modify(Modify::Renew);
            pages.extend([Certificate::Next, Certificate::Next, Certificate::Next]);
            wizard(c, certified::wildcard(), pages);
        }),
    ),
    scene(
        "certificate-place",
        "wizards/certificate/countries.rs",
        "certificate-place",
        W(|c| wizard(c, certified::none(), certified::new(Path::Office, 6))),
    ),
    scene(
        "certificate-file",
        "wizards/certificate/request.rs",
        "certificate-file",
        W(|c| wizard(c, certified::none(), certified::new(Path::Later, 7))),
    ),
    scene("certificate-overwrite", "wizards/certificate.rs", "certificate-overwrite", W(certified::overwrite)),
    scene("certificate-request", "wizards/certificate/request.rs", "certificate-request", W(certified::summary)),
    scene("certificate-request-refused", "wizards/certificate/request.rs", "certificate-request", W(certified::written)),
    scene(
        "certificate-authority",
        "wizards/certificate/online.rs",
        "certificate-authority",
        W(|c| wizard(c, certified::none(), certified::new(Path::Online, 7))),
    ),
    scene(
        "certificate-authority-staging",
        "wizards/certificate/online.rs",
        "certificate-authority",
        W(|c| wizard(c, certified::none(), certified::staging())),
    ),
    scene(
        "certificate-authority-other",
        "wizards/certificate/online.rs",
        "certificate-authority",
        W(|c| wizard(c, certified::none(), certified::other_authority())),
    ),
    scene(
        "certificate-submission",
        "wizards/certificate/request.rs",
        "certificate-submission",
        W(|c| wizard(c, certified::none(), certified::new(Path::Online, 8))),
    ),
    scene(
        "certificate-submission-office",
        "wizards/certificate/request.rs",
        "certificate-submission",
        W(|c| wizard(c, certified::none(), certified::new(Path::Office, 7))),
    ),
    scene(
        "certificate-progress",
        "wizards/certificate/online.rs",
        "certificate-progress",
        W(|c| wizard(c, certified::ordered(OrderStep::Checking), [Certificate::Next])),
    ),
    scene(
        "certificate-progress-publish",
        "wizards/certificate/online.rs",
        "certificate-progress",
        W(|c| wizard(c, certified::ordered(certified::publish()), [Certificate::Next])),
    ),
    scene(
        "certificate-progress-failed",
        "wizards/certificate/online.rs",
        "certificate-progress",
        W(|c| wizard(c, certified::ordered(certified::failed()), [Certificate::Next])),
    ),
    scene("certificate-done", "wizards/certificate/request.rs", "certificate-done", W(certified::issued)),
    scene("certificate-done-requested", "wizards/certificate/request.rs", "certificate-done", W(certified::requested)),
    scene("certificate-done-exported", "wizards/certificate/request.rs", "certificate-done", W(certified::exported)),
    scene("certificate-done-ordered", "wizards/certificate/request.rs", "certificate-done", W(certified::came)),
    scene(
        "certificate-available",
        "wizards/certificate/install.rs",
        "certificate-available",
        W(|c| wizard(c, certified::none(), certified::assign(2, 2))),
    ),
    scene(
        "certificate-summary",
        "wizards/certificate/install.rs",
        "certificate-summary",
        W(|c| wizard(c, certified::none(), certified::assign(3, 2))),
    ),
    scene("certificate-import", "wizards/certificate/install.rs", "certificate-import", W(certified::import)),
    scene("certificate-import-password", "wizards/certificate/install.rs", "certificate-import-password", W(certified::wrong_password)),
    scene("certificate-import-summary", "wizards/certificate/install.rs", "certificate-summary", W(certified::imported)),
    scene(
        "certificate-pending",
        "wizards/certificate/install.rs",
        "certificate-pending",
        W(|c| wizard(c, certified::pending(), [Certificate::Next])),
    ),
    scene("certificate-answer", "wizards/certificate/install.rs", "certificate-answer", W(certified::foreign)),
    scene(
        "certificate-delete",
        "wizards/certificate/install.rs",
        "certificate-delete",
        W(|c| wizard(c, certified::pending(), certified::delete())),
    ),
    scene(
        "certificate-modify",
        "wizards/certificate/installed.rs",
        "certificate-modify",
        W(|c| wizard(c, certified::installed(), [Certificate::Next])),
    ),
    scene(
        "certificate-remove",
        "wizards/certificate/installed.rs",
        "certificate-remove",
        W(|c| wizard(c, certified::installed(), certified::modify(Modify::Remove))),
    ),
    scene(
        "certificate-export",
        "wizards/certificate/words.rs",
        "certificate-export",
        W(|c| wizard(c, certified::installed(), certified::modify(Modify::Export))),
    ),
    scene("certificates", "pages/certificates.rs", "", W(certified::listed)),
    scene("certificate-view", "dialogs/certificate.rs", "certificate", W(certified::viewed)),
    scene(
        "certificate-friendly-name",
        "dialogs/friendly_name.rs",
        "friendly-name",
        W(|c| certified::on_page(c, certificates::Message::Rename)),
    ),
    scene(
        "certificate-choose-server",
        "dialogs/choose_server.rs",
        "choose-server",
        W(|c| certified::on_page(c, certificates::Message::New)),
    ),
    scene(
        "export-certificate",
        "dialogs/export_certificate.rs",
        "export-certificate",
        W(|c| certified::on_page(c, certificates::Message::Export)),
    ),
    scene(
        "export-certificate-overwrite",
        "dialogs/saving.rs",
        "export-certificate-overwrite",
        W(|c| certified::over(c, certificates::Message::Export)),
    ),
    scene("root", "dialogs/export_root.rs", "root", W(|c| certified::on_page(c, certificates::Message::ExportRoot))),
    scene("page-root-replaced", "pages/overview.rs", "", W(|c| certified::replaced(c, Node::Overview))),
    scene("certificates-root-replaced", "pages/certificates.rs", "", W(|c| certified::replaced(c, Node::Certificates))),
    scene(
        "root-replaced",
        "dialogs/export_root.rs",
        "root",
        W(|c| {
            certified::replaced(c, Node::Overview);
            c.h.send(App::Act(Act::ExportRoot));
        }),
    ),
    scene("root-overwrite", "dialogs/saving.rs", "root-overwrite", W(|c| certified::over(c, certificates::Message::ExportRoot))),
    scene(
        "certificates-delete",
        "pages/certificates.rs",
        "certificates.ask",
        W(|c| {
            wizard(c, certified::none(), []);
            c.h.press(Named::Escape);
            c.h.send(App::Opened(Opened::Certificates(certificates::Message::Select(0))));
            c.h.send(App::Opened(Opened::Certificates(certificates::Message::Delete)));
        }),
    ),
    scene(
        "certificates-refused",
        "pages/certificates.rs",
        "certificates.refused",
        W(|c| certified::on_page(c, certificates::Message::Delete)),
    ),
    scene("failure", "start.rs", "failure", Way::Failure),
];

fn turn(h: &mut sheet::Window, tab: Tab) {
    h.send(sheet::Event::Sheet(Sheet::Turn(tab)));
}

fn typed(h: &mut sheet::Window, id: &str, text: &str) {
    h.click(id);
    h.ctrl('a');
    h.type_text(text);
}

fn replace(h: &mut sheet::Window, server: Server) {
    let base = h.state.sheet.as_ref().unwrap().base();
    h.state.sheet.as_mut().unwrap().renew(server, base, true);
}

/// The sheet knows accounts, some of which have no keys yet.
fn acquainted(h: &mut sheet::Window) {
    let (accounts, people) = crate::stage::people();
    h.state.sheet.as_mut().unwrap().meet(&accounts, &people);
}

/// *Users…* with something in it, opened from Authentication.
fn permitted(h: &mut sheet::Window) {
    let entry = |who, submit, relay| Permission { who, submit, relay, ..Permission::default() };
    let mut server = busy();
    server.access.permissions = vec![
        entry(Who::Everyone, Grant::Allow, Grant::Allow),
        entry(Who::Group(10), Grant::Unset, Grant::Deny),
        entry(Who::Account(1), Grant::Allow, Grant::Allow),
        entry(Who::Group(77), Grant::Deny, Grant::Deny),
    ];
    replace(h, server);
    acquainted(h);
    dialog(h, Which::Authentication);
    h.send(sheet::Event::Sheet(Sheet::Authentication(authentication::Message::Users(UsersMessage::Open))));
}

/// *Browse…* beside the Badmail directory, and what lies in the home folder.
fn browsing(h: &mut sheet::Window) {
    turn(h, Tab::Messages);
    h.send(sheet::Event::Sheet(Sheet::Messages(messages::Message::Browse)));
    let Some(Asked::Run(Job::Folder { look, .. })) = h.state.asked.pop() else { panic!("nothing was asked") };
    h.send(sheet::Event::Found(Finding::Folder(look, Ok(folder(None)))));
}

/// A chooser by itself.
fn chooser(language: Language, kind: browse::Kind) -> pages::Window {
    let mut browse = None;
    let _: browse::Action = browse::open(&mut browse, kind, "/srv/postkontor/");
    let mut h = stage(language, Part::Browse(browse));
    h.send(Stage::Browse(browse::Message::Go));
    h
}

fn logging(h: &mut sheet::Window) {
    h.click("properties.log");
    // At one and a half the button may be scrolled out of view.
    dialog(h, Which::Logging);
}

fn smart_host(h: &mut sheet::Window) {
    pressed(h, Which::Leave, &["leave.smart-host"]);
    for (id, text) in [("leave.host", "smtp.gmail.com"), ("leave.user", "office"), ("leave.password", "secret")] {
        h.click(id);
        h.type_text(text);
    }
}

fn binding() -> Binding {
    Binding { address: BindAddress::All, port: 25, encryption: Encryption::StartTls }
}

/// A window with made-up facts: three servers, warnings, mail in the queue.
fn facts(c: &mut Console, change: impl FnOnce(&mut Snapshot)) {
    let words = Words::of(c.h.state.memory().language);
    let server = |id, name: &str, state, listening: &[&str], sessions| ServerLine {
        id: ServerId(id),
        name: name.into(),
        state,
        listening: listening.iter().map(|a| Port { address: a.parse().unwrap(), encryption: Encryption::StartTls }).collect(),
        sessions,
    };
    let taken = || Trouble::Taken { binding: binding(), server: "Office".into() };
    let mut now = office();
    now.servers = vec![
        server(1, &tr!(words, "tree-default-smtp-vs"), Light::Running, &["0.0.0.0:25", "0.0.0.0:587", "0.0.0.0:465"], 3),
        server(2, "Client access", Light::Failed(taken()), &[], 0),
        server(3, "Printers and scanners of the new building", Light::Paused, &["192.168.1.10:2525"], 1),
    ];
    let mut settings = (*now.settings).clone();
    let of = |id: u32, name: &str| Server { id, name: name.into(), ..settings.servers[0].clone() };
    settings.servers = now.servers.iter().map(|line| of(line.id.0, &line.name)).collect();
    now.settings = Arc::new(settings);
    now.warnings = vec![
        Warning::CannotRun(ServerId(2), taken()),
        Warning::PasswordsInClear(ServerId(1)),
        Warning::PortBlocked(ServerId(1), 25),
        Warning::OutboundHeld(ServerId(3)),
        Warning::TemporaryCertificate(ServerId(1)),
    ];
    now.queue = Queue { messages: 1_234, octets: 56_789_012, deferred: 7 };
    now.started = "2026-11-20T08:00:00Z".parse().unwrap();
    now.sequence = 100;
    change(&mut now);
    c.h.send(App::News(News::Snapshot(Arc::new(now))));
}

fn go(c: &mut Console, node: Node) {
    facts(c, |_| ());
    c.h.send(App::Act(Act::Go(node)));
}

fn asked(c: &mut Console, act: Act) {
    go(c, Node::Smtp);
    c.h.send(App::Act(act));
}

/// The page of the devices with made-up ones; the first is selected.
fn listed(c: &mut Console) {
    go(c, Node::Devices);
    let device = |name: &str, address: &str, note: &str| Device {
        name: name.into(),
        address: address.into(),
        need_not_log_on: false,
        note: note.into(),
        ..Device::default()
    };
    let copier = Device {
        correct_line_endings: true,
        max_size_kb: 102_400,
        sender: Some("scan@example.com".into()),
        ..device("Copier", "192.168.1.40", "reception")
    };
    let devices = vec![
        copier,
        Device { need_not_log_on: true, may_send_in_clear: true, ..device("打印机", "192.168.7.0/24", "") },
        Device {
            need_not_log_on: true,
            sender: Some("backup@example.com".into()),
            ..device("Backup script", "2001:db8::7", "every night")
        },
    ];
    facts(c, |now| now.settings = Arc::new(SettingsFile { devices, ..(*now.settings).clone() }));
    c.h.send(App::Opened(Opened::Devices(devices::Message::Select(0))));
}

fn device(c: &mut Console, message: devices::Message) {
    listed(c);
    c.h.send(App::Opened(Opened::Devices(message)));
}

/// What became of the test message.
fn tried(c: &mut Console, hitch: Option<Hitch>) {
    let step = |stage, words: &str| TestStep { stage, words: words.into(), hitch: None };
    let mut steps = vec![
        step(At::Connect, "127.0.0.1:25"),
        step(At::Greeting, "220 mail.office.test ESMTP Postkontor"),
        step(At::Encrypt, "TLSv1.3, TLS13_AES_256_GCM_SHA384"),
        step(At::NoLogOn, ""),
        step(At::Sender, "250 2.1.0 Sender OK"),
        step(At::Recipient, "250 2.1.5 Recipient OK"),
        step(At::Content, "250 2.6.0 4711-0815 Queued mail for delivery"),
    ];
    if hitch.is_some() {
        steps.truncate(5);
        let words = "550 5.7.1 Unable to relay for wladyslaw.dlugonazwiskowy@far.example".into();
        steps.push(TestStep { stage: At::Recipient, words, hitch });
    }
    let trial = Trial { host: "127.0.0.1".into(), port: 25, steps };
    c.h.send(App::Found(postkontor::console::opened::Who::Test, Ok(Finding::Message(trial))));
}

fn step(c: &mut Console, what: ScanWhat) {
    let (_, watch) = c.h.state.watched().unwrap();
    let at = "2026-11-20T08:15:30Z".parse().unwrap();
    c.h.send(App::Scanned(watch, Some(ScanStep { at, server: ServerId(1), visit: 1, device: Some(0), what })));
}

/// *Scan now* of that device, which was refused for this.
fn scanned(c: &mut Console, at: usize, hitch: ScanHitch) {
    listed(c);
    c.h.send(App::Opened(Opened::Devices(devices::Message::Select(at))));
    c.h.send(App::Opened(Opened::Devices(devices::Message::Scan)));
    if at > 0 {
        c.h.type_text("192.168.7.3");
        c.h.press(Named::Enter);
    }
    step(c, ScanWhat::Connected { tls: false });
    step(c, ScanWhat::Hello("copier".into()));
    let reply = match hitch {
        ScanHitch::Mechanism => "504 5.5.4 Unrecognized authentication type",
        ScanHitch::EncryptionFirst => "530 5.7.0 Must issue a STARTTLS command first",
        _ => "530 5.7.0 Authentication required",
    };
    step(c, ScanWhat::Refused { reply: reply.into(), hitch });
    if hitch != ScanHitch::Mechanism {
        step(c, ScanWhat::Left { messages: 0 });
    }
}

/// The page of the first server's sessions with made-up ones; the first is selected.
fn connected(c: &mut Console) {
    let id = ServerId(1);
    go(c, Node::Sessions(id));
    let now = jiff::Timestamp::now();
    let facts = TlsFacts { version: "TLSv1.3".into(), cipher: "TLS13_AES_256_GCM_SHA384".into(), bits: 256, bindings: Default::default() };
    let row = |number, peer: &str, helo: Option<&str>, account: Option<&str>, reply: &str, minutes| SessionRow {
        id: SessionId(number),
        server: id,
        peer: format!("{peer}:40000").parse().unwrap(),
        local: "192.168.1.10:587".parse().unwrap(),
        name: None,
        helo: helo.map(Into::into),
        channel: if account.is_some() { Channel::Tls(facts.clone()) } else { Channel::Clear },
        account: account.map(Into::into),
        phase: Phase::Ready,
        messages: 1,
        recipients: 2,
        octets: 4_711,
        last_reply: Some(reply.into()),
        started: now - jiff::SignedDuration::from_mins(minutes),
        ended: None,
    };
    let over = |row: SessionRow| SessionRow { ended: Some(now), phase: Phase::Closed, ..row };
    let rows = vec![
        row(9_000_004, "192.168.1.31", Some("laptop.example.com"), Some("anna"), "250 2.1.5 Recipient OK", 3),
        row(9_000_003, "192.0.2.77", None, None, "220 mail.example.com ready", 0),
        over(row(9_000_002, "192.0.2.78", Some("mx.example.org"), None, "421 4.3.2 mail.example.com closing transmission channel", 2)),
        over(row(9_000_001, "[2001:db8::1:2:3:4]", Some("王.example"), None, "250 2.0.0 OK", 75)),
    ];
    let query = Query::Sessions { filter: SessionFilter { server: Some(id), ..SessionFilter::default() }, offset: 0, limit: 200 };
    c.h.send(App::Told(query, Ok(Answer::Sessions(SessionPage { rows, total: 1_234 }))));
    c.h.send(App::Opened(Opened::Sessions(sessions::Message::Select(SessionId(9_000_004)))));
}

/// The transcript of the selected one, with a refusal and its rule.
fn overheard(c: &mut Console) {
    connected(c);
    c.h.send(App::Opened(Opened::Sessions(sessions::Message::Transcript)));
    let id = SessionId(9_000_004);
    let line = |at, side, text: &str| Line { at: std::time::Duration::from_secs(at), side, text: text.into() };
    let lines = vec![
        line(0, Side::Client, "EHLO laptop.example.com"),
        line(
            0,
            Side::Server,
            "250 mail.example.com Hello [192.168.1.31] / PIPELINING / SIZE 37580800 / STARTTLS / ENHANCEDSTATUSCODES / 8BITMIME",
        ),
        line(1, Side::Client, "MAIL FROM:<anna@example.com>"),
        line(1, Side::Server, "530 5.7.1 Authentication required"),
        line(2, Side::Client, "AUTH PLAIN ***"),
        line(2, Side::Server, "235 2.7.0 Authentication successful"),
    ];
    c.h.send(App::Told(Query::Transcript(id), Ok(Answer::Transcript(Some(Conversation { lines, is_cut: true })))));
    let what = Reception::Refused { rule: RuleId::AuthenticationRequired, address: None };
    let client = "192.168.1.31".parse().unwrap();
    let event =
        Event { sequence: 1, at: jiff::Timestamp::now(), server: ServerId(1), what: Occurrence::Session { session: id, client, what } };
    let events = Events { events: vec![Arc::new(event)], lost: 0, last: 1 };
    c.h.send(App::Told(Query::Events { after: 0, limit: 1_000 }, Ok(Answer::Events(events))));
}

/// The page of the queues with made-up destinations; the first is selected.
fn queued(c: &mut Console) {
    go(c, Node::Queues);
    // What the engine of the test itself says comes before: it has no queue.
    let done = Done { reach: Reach::Now, created: None, queue: Some(Touched { messages: 3, later: 1 }), produced: None };
    c.h.send(App::Answered(postkontor::console::opened::Who::Queues, Ok(done)));
    facts(c, |now| {
        let mut settings = (*now.settings).clone();
        settings.servers[2].delivery.hold_outbound = true;
        now.settings = Arc::new(settings);
    });
    let at = |minutes| jiff::Timestamp::now() + jiff::SignedDuration::from_mins(minutes);
    let said = "Greylisted for 300 seconds, see https://postmaster.far.example/greylisting?client=198.51.100.7. The mail server will try again by itself; nothing needs to be done";
    let mut peer = Peer::named("mx1.far.example", ([192, 0, 2, 25], 25).into());
    peer.used = Some(Box::new(Used { tls: None, log_on: None }));
    let greylisted = Delivery::Refused { peer, step: Step::Message, reply: RemoteReply::new(450, None, said) };
    let answer = LastAnswer { at: at(-3), text: said.into(), cause: Some(Arc::new(Outcome::Troubled(greylisted))) };
    let row = |server, name: &str, state, messages| Destination {
        server: ServerId(server),
        name: name.into(),
        local: name == "office.example.com",
        state,
        frozen: state == DestinationState::Frozen,
        messages,
        octets: messages * 48_000,
        kept_back: matches!(state, DestinationState::Frozen | DestinationState::Disabled | DestinationState::Stopped).then_some(state),
        frozen_messages: u64::from(state == DestinationState::Retry),
        oldest: (messages > 0).then(|| at(-190)),
        next: (state == DestinationState::Retry).then(|| at(7)),
        answer: (state == DestinationState::Retry).then(|| answer.clone()),
    };
    let rows = vec![
        row(1, "far.example", DestinationState::Retry, 1_187),
        row(1, "near.example", DestinationState::Active, 12),
        row(1, "office.example.com", DestinationState::Ready, 1),
        row(3, "a-very-long-name-of-a-domain.subsidiary.example.org", DestinationState::Disabled, 33),
        row(2, "[192.0.2.9]", DestinationState::Stopped, 1),
        row(1, "frozen.example", DestinationState::Frozen, 0),
    ];
    let query = Query::Destinations { sort: DestinationSort::Name, descending: false, offset: 0, limit: 200 };
    c.h.send(App::Told(query, Ok(Answer::Destinations(DestinationPage { rows, total: 1_234 }))));
    c.h.send(App::Opened(Opened::Queues(queues::Message::Select((ServerId(1), "far.example".into())))));
}

fn letter(sender: Option<&str>, recipients: &[&str]) -> Arc<Envelope> {
    Arc::new(Envelope {
        server: ServerId(1),
        sender: sender.map(|sender| Address::parse(sender).unwrap()),
        recipients: recipients.iter().map(|r| Recipient::new(Address::parse(r).unwrap())).collect(),
        body: BodyKind::SevenBit,
        smtputf8: false,
        ret: None,
        envid: None,
        accepted: jiff::Timestamp::now() - jiff::SignedDuration::from_mins(190),
        origin: Origin { channel: postkontor::mail::Channel::Submission, client: Some("192.168.1.31".parse().unwrap()), account: None },
    })
}

/// *Find Messages* with what was found for that destination; the first is selected.
fn found(c: &mut Console) {
    queued(c);
    c.h.send(App::Opened(Opened::Queues(queues::Message::Find(true))));
    let row = |id, sender, recipients: &[&str], subject: &str, attempts, held, leased| Summary {
        id: QueueId(id),
        server: ServerId(1),
        envelope: Some(letter(sender, recipients)),
        size: 48_000,
        recipients: recipients.len() as u32,
        pending: 1,
        attempts,
        due: jiff::Timestamp::now(),
        lane: "far.example".into(),
        held,
        leased,
        reply: "".into(),
        subject: subject.into(),
    };
    let anna = Some("anna@example.com");
    let rows = vec![
        row(9_000_001, anna, &["bob@far.example"], "Grüße aus dem Büro: die Unterlagen zur Sitzung am Donnerstag", 3, false, false),
        row(9_000_002, anna, &["bob@far.example", "eve@far.example", "ida@near.example"], "报价", 0, true, false),
        row(9_000_003, None, &["wladyslaw.dlugonazwiskowy@far.example"], "Your message could not be delivered", 1, false, true),
    ];
    let filter = Filter { server: Some(ServerId(1)), lane: Some("far.example".into()), ..Filter::default() };
    let query = Query::Queue { filter, page: Page { limit: 100, ..Page::default() } };
    c.h.send(App::Told(query, Ok(Answer::Queue(Listing { rows, total: 1_187 }))));
    let select = find_messages::Message::Pick(Pick::Only(QueueId(9_000_001)));
    c.h.send(App::Opened(Opened::Queues(queues::Message::Found(select))));
}

/// The first two selected, the keyboard at the third.
fn several(c: &mut Console) {
    found(c);
    while c.h.focus() != "find-messages.list" {
        c.h.tab();
    }
    c.h.press(Named::Home);
    c.h.key(Named::ArrowDown, Modifiers::SHIFT);
    c.h.key(Named::ArrowDown, Modifiers::CTRL);
}

/// The properties of the second one.
fn whole(c: &mut Console) {
    found(c);
    let id = QueueId(9_000_002);
    c.h.send(App::Opened(Opened::Queues(queues::Message::Found(find_messages::Message::Pick(Pick::Only(id))))));
    c.h.send(App::Opened(Opened::Queues(queues::Message::Found(find_messages::Message::Properties))));
    let at = |minutes| jiff::Timestamp::now() + jiff::SignedDuration::from_mins(minutes);
    let recipient = |address: &str, status, attempts, reply: &str| RecipientDetail {
        address: Address::parse(address).unwrap(),
        status,
        attempts,
        due: at(7),
        last_attempt: (attempts > 0).then(|| at(-3)),
        reply: reply.into(),
        cause: None,
        expires: Some(at(2_690)),
    };
    let detail = MessageDetail {
        id,
        server: ServerId(1),
        destination: "far.example".into(),
        envelope: letter(Some("anna@example.com"), &["bob@far.example"]),
        subject: "Grüße aus dem Büro: die Unterlagen zur Sitzung am Donnerstag".into(),
        size: 48_000,
        due: at(7),
        frozen: true,
        under_way: false,
        recipients: vec![
            recipient("bob@far.example", Status::Pending, 3, "mx1.far.example (192.0.2.25:25) refused the message: 450 4.7.1 Greylisted"),
            recipient("eve@far.example", Status::Failed, 1, "550 5.1.1 no such user"),
            recipient("ida@near.example", Status::Delivered, 1, "250 2.0.0 queued as 4711"),
        ],
    };
    c.h.send(App::Told(Query::Message(id), Ok(Answer::Message(Some(Box::new(detail))))));
}

fn blocked() -> Vec<Blocked> {
    let block = |address: &str, times, hours| Blocked {
        address: address.parse().unwrap(),
        until: jiff::Timestamp::now() + jiff::SignedDuration::from_hours(hours),
        times,
    };
    vec![block("198.51.100.7", 1, 1), block("2001:db8:1:2::", 3, 2)]
}

/// The notice of an engine that cannot run.
pub fn failure(language: Language) -> Harness<Failure, Close> {
    let words = Words::of(language);
    let text = tr!(words, "ask-second-text", process = 4711, home = "/srv/mail").into_owned();
    let title = tr!(words, "ask-second-title").into_owned();
    Harness::new(Failure { memory: Memory { language, ..Memory::default() }, title, text }, Failure::update, Failure::view)
}
