//! Made-up certificates, requests and orders, and the way to each page of the certificate wizard; for pictures.

use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use postkontor::console::act::Act;
use postkontor::console::app::Message as App;
use postkontor::console::dialogs::export_certificate::Edit;
use postkontor::console::files::Told;
use postkontor::console::link::News;
use postkontor::console::opened::{Message as Opened, Who};
use postkontor::console::pages::certificates as page;
use postkontor::console::tree::Node;
use postkontor::console::wizards::certificate::{Kind, Message as Wizard, Modify, Pending, Way, online};
use postkontor::engine::command::{
    Authority, Challenge, Described, Detail, Done, Finding, Found, Installed, Link, OfficeRoot, Order, OrderStanding, OrderStep,
    OrderTrouble, Origin, Produced, Reach, Record, Request, Subject, SubjectField,
};
use postkontor::engine::snapshot::{Certificates, Light, ServerLine, Snapshot, Warning};
use postkontor::mail::{Secret, ServerId, Thumbprint};

use crate::stage::office;
use crate::window::Console;

const ID: ServerId = ServerId(1);

fn subject() -> Subject {
    Subject {
        friendly_name: "Mail".into(),
        organization: "Biuro Próba Sp. z o.o.".into(),
        unit: "Poczta".into(),
        common_name: "mail.example.com".into(),
        more_names: vec!["smtp.example.com".into()],
        country: "PL".into(),
        state: "łódzkie".into(),
        city: "Łódź".into(),
        ..Subject::default()
    }
}

fn detail(number: u8, names: &[&str], origin: Origin, days: i64) -> Detail {
    let now = Timestamp::now();
    let described = Described {
        thumbprint: Thumbprint([number; 32]),
        friendly_name: if number == 1 { "Mail".into() } else { "Scanner & Drucker, altes Gebäude".into() },
        issued_to: names[0].into(),
        issued_by: "Example Authority R3".into(),
        not_before: now - SignedDuration::from_hours(24 * 60),
        not_after: now + SignedDuration::from_hours(24 * days),
        for_servers: true,
        names: names.iter().map(|name| (*name).into()).collect(),
        exportable: number == 1,
        origin,
        subject: subject(),
    };
    let link = |name: &str, from_system| Link { name: name.into(), not_after: now + SignedDuration::from_hours(24 * 900), from_system };
    Detail {
        subject_line: format!("CN={}, O=Biuro Próba Sp. z o.o., L=Łódź, C=PL", names[0]),
        issuer_line: "CN=Example Authority R3, O=Example Trust, C=SE".into(),
        serial: "03A7C1F2E4B89D00112233445566778899".into(),
        key: "ECDSA P-256".into(),
        signature: "ECDSA, SHA-256".into(),
        sha1: "1b2f3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d".into(),
        chain: vec![link(names[0], false), link("Example Authority R3", false), link("Example Trust Root", true)],
        findings: if number == 1 {
            vec![]
        } else {
            vec![
                Finding::Expired(now - SignedDuration::from_hours(24)),
                Finding::NameNotCovered { server: "Office".into(), fqdn: "mail.example.com".into() },
                Finding::UnknownRoot,
            ]
        },
        described,
    }
}

fn online_order() -> Order {
    Order { authority: Authority::LetsEncrypt, challenge: Challenge::Http, contact: "anna@example.com".into(), ..Order::default() }
}

/// Two certificates: one in use if wanted, the other in use elsewhere.
fn two(in_use: bool) -> Vec<Installed> {
    let of = |detail, used_by| Installed { certificate: Arc::new(detail), used_by, renewal: None };
    let online = Origin::Online(online_order());
    vec![
        of(detail(1, &["mail.example.com", "smtp.example.com"], online, 12), if in_use { vec![ID] } else { vec![] }),
        of(detail(2, &["druck.example.com"], Origin::Office, 400), vec![ServerId(2)]),
    ]
}

fn facts(c: &mut Console, certificates: Certificates) {
    let line = |id, name: &str| ServerLine { id: ServerId(id), name: name.into(), state: Light::Running, listening: vec![], sessions: 0 };
    let mut now: Snapshot = office();
    now.servers = vec![line(1, "Office"), line(2, "Printers and scanners")];
    let mut settings = (*now.settings).clone();
    settings.servers.push(postkontor::config::written::Server {
        id: 2,
        name: "Printers and scanners".into(),
        ..settings.servers[0].clone()
    });
    now.settings = Arc::new(settings);
    now.certificates = Arc::new(certificates);
    now.sequence = 100;
    c.h.send(App::News(News::Snapshot(Arc::new(now))));
    c.h.send(App::Act(Act::Go(Node::Certificates)));
}

/// The wizard after these messages; `certificates` is what there is.
pub fn wizard(c: &mut Console, certificates: Certificates, messages: impl IntoIterator<Item = Wizard>) {
    facts(c, certificates);
    c.h.send(App::Act(Act::Certificate(ID)));
    messages.into_iter().for_each(|message| c.h.send(App::Opened(Opened::Certificate(message))));
}

pub fn none() -> Certificates {
    Certificates { installed: two(false), ..Certificates::default() }
}

pub fn pending() -> Certificates {
    let request = Request { subject: subject(), made: Timestamp::now(), pem: String::new() };
    Certificates { requests: vec![(ID, Arc::new(request))], ..none() }
}

pub fn installed() -> Certificates {
    Certificates { installed: two(true), office_root: Some(root(None)), ..Certificates::default() }
}

/// The one in use came from elsewhere, with a name that cannot be asked for here.
pub fn wildcard() -> Certificates {
    let mut all = installed();
    let one = &mut all.installed[0];
    let mut detail = (*one.certificate).clone();
    (detail.described.origin, detail.described.subject.more_names) = (Origin::Pfx, vec!["*.example.com".into()]);
    one.certificate = Arc::new(detail);
    all
}

fn root(successor_from: Option<Timestamp>) -> OfficeRoot {
    OfficeRoot { ends: Timestamp::now() + SignedDuration::from_hours(24 * 500), successor_from }
}

/// At this place, when the root of the office is about to be replaced.
pub fn replaced(c: &mut Console, node: Node) {
    let from = Timestamp::now() + SignedDuration::from_hours(24 * 135);
    facts(c, Certificates { office_root: Some(root(Some(from))), ..installed() });
    let mut now = c.h.state.live().clone();
    now.warnings = vec![Warning::RootReplaced(from)];
    now.sequence += 1;
    c.h.send(App::News(News::Snapshot(Arc::new(now))));
    c.h.send(App::Act(Act::Go(node)));
}

pub fn ordered(step: OrderStep) -> Certificates {
    let order = OrderStanding { server: ID, order: online_order(), subject: subject(), step, renewal: false };
    Certificates { orders: vec![order], ..none() }
}

pub fn publish() -> OrderStep {
    let record = |name: &str, found| Record { name: name.into(), text: "gfj9Xq1lcRdT5Wq3VYdQxM0y8oUoL6J1zN7c4sT2vAk".into(), found };
    OrderStep::Publish(vec![
        record("_acme-challenge.mail.example.com", Found::Missing(vec!["old proof".into()])),
        record("_acme-challenge.smtp.example.com", Found::NotLooked),
    ])
}

pub fn failed() -> OrderStep {
    OrderStep::Failed(OrderTrouble::NotProved("mail.example.com".into(), "198.51.100.7: Fetching the proof: Connection refused".into()))
}

fn typed() -> Vec<Wizard> {
    let subject = subject();
    let field = |field, text: &str| Wizard::Subject(field, text.into());
    vec![
        field(SubjectField::Organization, &subject.organization),
        field(SubjectField::Unit, &subject.unit),
        Wizard::Name("smtp.example.com".into()),
        Wizard::AddName,
        Wizard::Country(179),
        field(SubjectField::State, &subject.state),
        field(SubjectField::City, &subject.city),
    ]
}

/// To the page after so many times *Next* on this way to a new certificate.
pub fn new(way: Way, nexts: usize) -> Vec<Wizard> {
    let mut messages = vec![Wizard::Way(way)];
    messages.extend(typed());
    messages.extend([Wizard::Online(online::Message::Agreed(true)), Wizard::File("/nonexistent/certreq-mail.example.com.txt".into())]);
    messages.extend(vec![Wizard::Next; nexts]);
    messages
}

pub fn summary(c: &mut Console) {
    wizard(c, none(), new(Way::Later, 8));
    c.h.send(App::Filed(Who::Certificate, Ok(Told::There(false))));
    // The folder is not there, and that was told before.
    c.h.send(App::Opened(Opened::Certificate(Wizard::Pending(Pending::Process))));
}

/// The request is in its file.
pub fn requested(c: &mut Console) {
    let file = c.home().join("certreq-mail.example.com.txt");
    drop(std::fs::remove_file(&file));
    let mut messages = new(Way::Later, 7);
    messages.extend([Wizard::File(file.display().to_string()), Wizard::Next]);
    wizard(c, none(), messages);
    produced(c, Produced::Request("request".into()));
}

/// The certificate is in its file.
pub fn exported(c: &mut Console) {
    let file = c.home().join("mail.example.com.pfx");
    drop(std::fs::remove_file(&file));
    let typed = [Edit::Path(file.display().to_string()), Edit::Password("long enough".into()), Edit::Repeat("long enough".into())];
    let messages = modify(Modify::Export).into_iter().chain(typed.map(Wizard::Export)).chain([Wizard::Next]);
    wizard(c, installed(), messages);
    // The engine does not know this certificate, and has said so.
    c.h.send(App::Opened(Opened::Certificate(Wizard::Modify(Modify::Export))));
    produced(c, Produced::File(Secret::new(b"\x30\x05\x02\x01\x03\x30\x00".to_vec())));
}

/// What was ordered has come while the wizard was open.
pub fn came(c: &mut Console) {
    wizard(c, ordered(OrderStep::Issuing), [Wizard::Next]);
    facts(c, ordered(OrderStep::Issuing));
    facts(c, installed());
}

pub fn overwrite(c: &mut Console) {
    wizard(c, none(), new(Way::Later, 7));
    c.h.send(App::Filed(Who::Certificate, Ok(Told::There(true))));
}

pub fn written(c: &mut Console) {
    summary(c);
    produced(c, Produced::Request("request".into()));
}

fn produced(c: &mut Console, what: Produced) {
    let done = Done { reach: Reach::Now, created: None, queue: None, produced: Some(what) };
    c.h.send(App::Answered(Who::Certificate, Ok(done)));
}

pub fn issued(c: &mut Console) {
    wizard(c, none(), new(Way::Office, 7));
    produced(c, Produced::Installed(Thumbprint([1; 32])));
}

pub fn assign(nexts: usize, selected: u8) -> Vec<Wizard> {
    let mut messages = vec![Wizard::Kind(Kind::Assign), Wizard::Select(Thumbprint([selected; 32]))];
    messages.extend(vec![Wizard::Next; nexts]);
    messages
}

pub fn import(c: &mut Console) {
    let pfx = Wizard::Pfx("/nonexistent/mail.pfx".into());
    wizard(c, none(), [Wizard::Kind(Kind::Import), Wizard::Next, Wizard::Next, pfx]);
}

pub fn password(c: &mut Console) {
    import(c);
    c.h.send(App::Filed(Who::Certificate, Ok(Told::Content(Secret::new(b"\x30\x05\x02\x01\x03\x30\x00".to_vec())))));
}

pub fn wrong_password(c: &mut Console) {
    password(c);
    c.h.send(App::Answered(Who::Certificate, Err(postkontor::certificate::CertificateError::WrongPassword.into())));
}

pub fn imported(c: &mut Console) {
    password(c);
    produced(c, Produced::Summary(Box::new(detail(2, &["druck.example.com"], Origin::Pfx, 100))));
}

pub fn answer() -> Vec<Wizard> {
    vec![Wizard::Next, Wizard::Next, Wizard::Answer("/nonexistent/answer.cer".into())]
}

pub fn foreign(c: &mut Console) {
    wizard(c, pending(), answer());
    c.h.send(App::Answered(Who::Certificate, Err(postkontor::certificate::CertificateError::NotTheAnswer.into())));
}

pub fn delete() -> Vec<Wizard> {
    vec![Wizard::Next, Wizard::Pending(Pending::Delete), Wizard::Next]
}

pub fn modify(what: Modify) -> Vec<Wizard> {
    vec![Wizard::Next, Wizard::Modify(what), Wizard::Next]
}

/// The authority for trying out, and the proof by a record.
pub fn staging() -> Vec<Wizard> {
    let mut messages = new(Way::Online, 7);
    messages.push(Wizard::Online(online::Message::Authority(1)));
    messages.push(Wizard::Online(online::Message::Challenge(Challenge::Dns)));
    messages
}

pub fn other_authority() -> Vec<Wizard> {
    let mut messages = new(Way::Online, 7);
    messages.push(Wizard::Online(online::Message::Authority(2)));
    messages.push(Wizard::Online(online::Message::Directory("http://ca.example".into())));
    messages
}

/// The page with everything on it.
pub fn listed(c: &mut Console) {
    let waiting = ordered(failed());
    facts(c, Certificates { orders: waiting.orders, requests: pending().requests, ..installed() });
    c.h.send(App::Opened(Opened::Certificates(page::Message::Select(2))));
}

pub fn on_page(c: &mut Console, message: page::Message) {
    listed(c);
    c.h.send(App::Opened(Opened::Certificates(message)));
}

/// The second certificate of the page, against which much is to be said.
pub fn viewed(c: &mut Console) {
    listed(c);
    c.h.send(App::Opened(Opened::Certificates(page::Message::Select(3))));
    c.h.send(App::Opened(Opened::Certificates(page::Message::Open)));
}

pub fn over(c: &mut Console, message: page::Message) {
    on_page(c, message);
    c.h.send(App::Filed(Who::Certificates, Ok(Told::There(true))));
}
