use super::*;
use crate::config::written::{Server, SettingsFile};
use crate::engine::command::{
    Authority, CertificateError, Challenge, Described, Found, ImportFiles, Order, OrderTrouble, Produced, Reach, Record,
};
use crate::engine::snapshot::Certificates;
use jiff::Timestamp;
use std::path::Path;

const ID: ServerId = ServerId(1);

fn office() -> Snapshot {
    let server = Server { id: 1, name: "Office".into(), fqdn: "mail.office.test".into(), ..Server::default() };
    Snapshot {
        sequence: 0,
        revision: crate::engine::command::Revision(1),
        host: "mail.office.test".into(),
        started: Timestamp::UNIX_EPOCH,
        servers: vec![],
        settings: Arc::new(SettingsFile { servers: vec![server], ..SettingsFile::default() }),
        accounts: Arc::default(),
        people: Arc::default(),
        blocks: Arc::default(),
        domain_keys: Arc::default(),
        certificates: Arc::default(),
        queue: crate::engine::snapshot::Queue::default(),
        warnings: vec![],
        history: vec![],
        changed_by_hand: false,
    }
}

fn with(certificates: Certificates) -> Snapshot {
    Snapshot { certificates: Arc::new(certificates), ..office() }
}

fn detail(number: u8, origin: Origin) -> Detail {
    let described = Described {
        thumbprint: Thumbprint([number; 32]),
        friendly_name: format!("Certificate {number}"),
        issued_to: "mail.office.test".into(),
        issued_by: "Authority".into(),
        not_before: Timestamp::UNIX_EPOCH,
        not_after: Timestamp::MAX,
        for_servers: true,
        names: vec!["mail.office.test".into()],
        exportable: number == 2,
        origin,
        subject: Subject {
            common_name: "mail.office.test".into(),
            organization: "Office Ltd".into(),
            friendly_name: "Mail".into(),
            ..Subject::default()
        },
    };
    Detail {
        described,
        subject_line: "CN=mail.office.test".into(),
        issuer_line: "CN=Authority".into(),
        serial: "01".into(),
        key: "ECDSA P-256".into(),
        signature: "ECDSA, SHA-256".into(),
        sha1: "00".into(),
        chain: vec![],
        findings: vec![],
    }
}

fn in_use(number: u8, origin: Origin, used_by: &[ServerId]) -> Installed {
    Installed { certificate: Arc::new(detail(number, origin)), used_by: used_by.to_vec(), renewal: None }
}

fn produced(what: Produced) -> Result<Done, Refusal> {
    Ok(Done { reach: Reach::Now, created: None, queue: None, produced: Some(what) })
}

fn nothing() -> Result<Done, Refusal> {
    Ok(Done { reach: Reach::Now, created: None, queue: None, produced: None })
}

/// A wizard after these messages.
fn walk(live: &Snapshot, messages: impl IntoIterator<Item = Message>) -> State {
    let mut s = State::new(ID, live).unwrap();
    for message in messages {
        let action = s.update(message, live);
        assert!(matches!(action, Action::None), "{action:?}");
    }
    s
}

fn filled() -> Vec<Message> {
    let subject = |field, text: &str| Message::Subject(field, text.into());
    vec![
        subject(SubjectField::Organization, " Office Ltd "),
        subject(SubjectField::Unit, "Post"),
        Message::Country(1),
        subject(SubjectField::State, "Somewhere"),
        subject(SubjectField::City, "Here"),
    ]
}

fn nexts(count: usize) -> Vec<Message> {
    vec![Message::Next; count]
}

#[test]
fn the_first_page_follows_from_the_state_of_the_server() {
    let request = Request { subject: Subject::default(), made: Timestamp::UNIX_EPOCH, pem: String::new() };
    let order = |renewal, step| OrderStanding { server: ID, order: Order::default(), subject: Subject::default(), step, renewal };
    for (all, page) in [
        (Certificates::default(), Page::Kind),
        (Certificates { installed: vec![in_use(1, Origin::File, &[ServerId(2)])], ..Certificates::default() }, Page::Kind),
        (Certificates { installed: vec![in_use(1, Origin::File, &[ID])], ..Certificates::default() }, Page::Modify),
        (Certificates { requests: vec![(ID, Arc::new(request.clone()))], ..Certificates::default() }, Page::Pending),
        (
            // What is pending has to be settled first, whatever is installed meanwhile.
            Certificates {
                installed: vec![in_use(1, Origin::File, &[ID])],
                requests: vec![(ID, Arc::new(request))],
                ..Certificates::default()
            },
            Page::Pending,
        ),
        (Certificates { orders: vec![order(false, OrderStep::Asking)], ..Certificates::default() }, Page::Progress),
        (Certificates { orders: vec![order(true, OrderStep::Asking)], ..Certificates::default() }, Page::Kind),
        (Certificates { orders: vec![order(true, OrderStep::Publish(vec![]))], ..Certificates::default() }, Page::Progress),
    ] {
        assert_eq!(walk(&with(all.clone()), nexts(1)).page(), page, "{all:?}");
    }
}

#[test]
fn a_request_is_made_only_on_the_last_next_and_then_written() {
    let live = office();
    let mut s = walk(&live, filled().into_iter().chain(nexts(7)));
    assert_eq!(s.page(), Page::File);
    s.update(Message::File("/x/request.txt".into()), &live);
    let Action::File(Errand::Look(path)) = s.update(Message::Next, &live) else { panic!("not looked for") };
    assert_eq!(path, PathBuf::from("/x/request.txt"));
    // Nothing else happens while the file is looked for, but it can be closed.
    assert!(matches!(s.update(Message::Next, &live), Action::None));
    assert!(matches!(s.clone().update(Message::Cancel, &live), Action::Close));
    // It is there: the answer no stays on the page.
    s.told(Ok(Told::There(true)), &live);
    assert!(s.asking && matches!(s.update(Message::Overwrite(false), &live), Action::None));
    assert_eq!(s.page(), Page::File);
    s.update(Message::Next, &live);
    s.told(Ok(Told::There(true)), &live);
    s.update(Message::Overwrite(true), &live);
    assert_eq!(s.page(), Page::Summary);
    let Action::Command(command) = s.update(Message::Next, &live) else { panic!("not asked for") };
    let CertificateCommand::Prepare(ID, subject) = *command else { panic!("{command:?}") };
    assert_eq!((subject.organization.as_str(), subject.country.as_str()), ("Office Ltd", "AD"));
    assert_eq!((subject.friendly_name.as_str(), subject.common_name.as_str()), ("Office", "mail.office.test"));
    let Action::File(Errand::Write(_, content)) = s.answered(produced(Produced::Request("PEM".into())), &live) else {
        panic!("not written")
    };
    assert_eq!(content, b"PEM");
    // It could not be written: Next writes the same request once more, it does not make another one.
    s.told(Err(Refusal::System("no room".into())), &live);
    assert_eq!((s.page(), s.refusal.is_some()), (Page::Summary, true));
    assert!(matches!(s.update(Message::Next, &live), Action::File(Errand::Write(..))));
    s.told(Ok(Told::Written), &live);
    assert_eq!((s.page(), s.outcome.clone()), (Page::Done, Some(Outcome::Requested("/x/request.txt".into()))));
    s.update(Message::Back, &live);
    assert_eq!(s.page(), Page::Done, "what is done is done");
    assert!(matches!(s.update(Message::Finish, &live), Action::Close));
}

#[test]
fn next_waits_for_what_an_authority_wants_and_back_keeps_what_was_typed() {
    let live = office();
    let mut s = walk(&live, nexts(4));
    assert_eq!(s.page(), Page::Organization);
    s.update(Message::Next, &live);
    assert_eq!(s.page(), Page::Organization, "organization and unit are required");
    s.update(Message::Subject(SubjectField::Organization, "A & B".into()), &live);
    s.update(Message::Subject(SubjectField::Unit, "Post".into()), &live);
    s.update(Message::Next, &live);
    assert_eq!(s.page(), Page::Organization, "authorities take no &");
    s.update(Message::Back, &live);
    s.update(Message::Back, &live);
    s.update(Message::Way(Way::Office), &live);
    s.update(Message::Subject(SubjectField::Organization, String::new()), &live);
    s.update(Message::Next, &live);
    s.update(Message::Next, &live);
    s.update(Message::Next, &live);
    assert_eq!((s.page(), s.subject.unit.as_str()), (Page::CommonName, "Post"), "our own authority needs none of it");
}

#[test]
fn further_names_are_taken_over_and_the_name_of_the_server_must_be_among_them() {
    let live = office();
    let mut s = walk(&live, [Message::Next, Message::Way(Way::Online)]);
    s.pages = vec![Page::Welcome, Page::CommonName];
    assert!(s.covers());
    s.update(Message::Subject(SubjectField::CommonName, "other.office.test".into()), &live);
    assert!(!s.covers());
    for (typed, taken) in [
        ("not a host", false),
        ("OTHER.office.test", false),
        ("mail.office.test", true),
        ("Mail.Office.test", false),
        ("müller.test", true),
    ] {
        s.update(Message::Name(typed.into()), &live);
        s.update(Message::AddName, &live);
        assert_eq!(s.further.is_empty(), taken, "{typed}");
    }
    assert!(s.covers());
    s.update(Message::Next, &live);
    assert_eq!((s.page(), s.subject.more_names.len()), (Page::Place, 2));
    s.update(Message::Back, &live);
    s.update(Message::SelectName(0), &live);
    s.update(Message::RemoveName, &live);
    assert!(!s.covers() && s.at == Some(0));
    // What is still typed is taken along by Next.
    s.update(Message::Name("smtp.office.test".into()), &live);
    s.update(Message::Next, &live);
    assert_eq!(s.subject.more_names, ["müller.test", "smtp.office.test"]);
}

#[test]
fn a_foreign_answer_is_refused_and_the_page_stays() {
    let request = Request { subject: Subject::default(), made: Timestamp::UNIX_EPOCH, pem: String::new() };
    let live = with(Certificates { requests: vec![(ID, Arc::new(request))], ..Certificates::default() });
    let mut s = walk(&live, [Message::Next, Message::Next, Message::Answer("/x/answer.cer".into())]);
    assert!(matches!(s.update(Message::Next, &live), Action::File(Errand::Read(_))));
    let Action::Command(command) = s.told(Ok(Told::Content(Secret::new(b"answer".to_vec()))), &live) else { panic!("not looked at") };
    assert!(matches!(*command, CertificateCommand::LookAtAnswer(ID, _)));
    s.answered(Err(CertificateError::NotTheAnswer.into()), &live);
    assert_eq!((s.page(), s.answer.as_str(), s.refusal.is_some()), (Page::Answer, "/x/answer.cer", true));
    s.update(Message::Next, &live);
    s.told(Ok(Told::Content(Secret::new(b"answer".to_vec()))), &live);
    s.answered(produced(Produced::Summary(Box::new(detail(1, Origin::Request)))), &live);
    assert_eq!(s.page(), Page::Chosen);
    let Action::Command(command) = s.update(Message::Finish, &live) else { panic!("not installed") };
    let CertificateCommand::Install(ID, content) = *command else { panic!("{command:?}") };
    assert_eq!(content, b"answer");
    assert!(matches!(s.answered(nothing(), &live), Action::Close));
    // Deleting it is a page of its own.
    let mut s = walk(&live, [Message::Next, Message::Pending(Pending::Delete), Message::Next]);
    let Action::Command(command) = s.update(Message::Finish, &live) else { panic!("not deleted") };
    assert!(matches!(*command, CertificateCommand::DeleteRequest(ID)));
}

#[test]
fn a_pending_request_is_written_again_as_it_is_and_none_is_made() {
    let request = Request { subject: Subject::default(), made: Timestamp::UNIX_EPOCH, pem: "PEM".into() };
    let live = with(Certificates { requests: vec![(ID, Arc::new(request))], ..Certificates::default() });
    let mut s = walk(&live, [Message::Next, Message::Pending(Pending::Save), Message::Next, Message::File("/x/again.txt".into())]);
    assert_eq!(s.page(), Page::File);
    s.update(Message::Next, &live);
    // It is there: asked for first, and No leaves it.
    assert!(matches!(s.told(Ok(Told::There(true)), &live), Action::None) && s.asking);
    s.update(Message::Overwrite(false), &live);
    s.update(Message::Next, &live);
    s.told(Ok(Told::There(true)), &live);
    let mut late = s.clone();
    let Action::File(Errand::Write(path, content)) = s.update(Message::Overwrite(true), &live) else { panic!("not written") };
    assert_eq!((path, content), (PathBuf::from("/x/again.txt"), b"PEM".to_vec()));
    // A failure stays on the page with the file, where another one can be named.
    s.told(Err(Refusal::System("no room".into())), &live);
    assert_eq!((s.page(), s.refusal.is_some()), (Page::File, true));
    s.update(Message::Next, &live);
    assert!(matches!(s.told(Ok(Told::There(false)), &live), Action::File(Errand::Write(..))));
    s.told(Ok(Told::Written), &live);
    assert_eq!((s.page(), s.outcome.clone()), (Page::Done, Some(Outcome::Requested("/x/again.txt".into()))));
    // Answered or deleted meanwhile, there is nothing to write.
    assert!(matches!(late.update(Message::Overwrite(true), &office()), Action::None));
    assert_eq!(late.page(), Page::File);
    assert!(matches!(&late.refusal, Some(Refusal::Certificate(error)) if **error == CertificateError::NoRequest), "{:?}", late.refusal);
}

#[test]
fn a_wrong_password_stays_on_its_page() {
    let live = office();
    let mut s = walk(
        &live,
        [Message::Next, Message::Kind(Kind::Import), Message::Next, Message::Pfx("/x/a.pfx".into()), Message::Exportable(true)],
    );
    s.update(Message::Next, &live);
    s.told(Ok(Told::Content(Secret::new(PFX.to_vec()))), &live);
    assert_eq!(s.page(), Page::ImportPassword);
    s.update(Message::Password("wrong".into()), &live);
    s.update(Message::Next, &live);
    s.answered(Err(CertificateError::WrongPassword.into()), &live);
    assert_eq!(s.page(), Page::ImportPassword);
    s.update(Message::Password("right".into()), &live);
    s.update(Message::Next, &live);
    s.answered(produced(Produced::Summary(Box::new(detail(1, Origin::Pfx)))), &live);
    let Action::Command(command) = s.update(Message::Finish, &live) else { panic!("not imported") };
    let CertificateCommand::Import { server, files, exportable } = *command else { panic!("{command:?}") };
    assert_eq!((server, files, exportable), (Some(ID), ImportFiles::one(PFX.to_vec(), "right".into()), true));
}

/// The beginning of a .pfx file.
const PFX: &[u8] = &[0x30, 5, 2, 1, 3, 0x30, 0];

#[test]
fn a_key_in_a_file_of_its_own_is_read_too_and_a_password_is_asked_for_only_where_there_is_one() {
    let live = office();
    let typed = |key: &str| {
        let way =
            [Message::Next, Message::Kind(Kind::Import), Message::Next, Message::Pfx("/x/a.pem".into()), Message::KeyFile(key.into())];
        let mut s = walk(&live, way);
        assert!(matches!(s.update(Message::Next, &live), Action::File(Errand::Read(path)) if path == Path::new("/x/a.pem")));
        s
    };
    let content = |text: &str| Ok(Told::Content(Secret::new(text.as_bytes().to_vec())));
    let mut s = typed("/x/a.key");
    assert!(matches!(s.told(content("certificate"), &live), Action::File(Errand::Read(path)) if path == Path::new("/x/a.key")));
    let Action::Command(command) = s.told(content("key"), &live) else { panic!("not looked at") };
    let CertificateCommand::LookAtImport(Some(ID), files) = *command else { panic!("{command:?}") };
    assert_eq!((files.file.expose().as_slice(), files.key), (&b"certificate"[..], Some(Secret::new(b"key".to_vec()))));
    // What is wrong is told where the files are chosen.
    s.answered(Err(CertificateError::NotForServers.into()), &live);
    assert_eq!((s.page(), s.refusal.is_some()), (Page::Import, true));
    // Taken out again: the first file alone.
    s.update(Message::KeyFile(String::new()), &live);
    s.update(Message::Next, &live);
    let Action::Command(command) = s.told(content("both"), &live) else { panic!("not looked at") };
    assert!(matches!(*command, CertificateCommand::LookAtImport(_, files) if files.key.is_none()));
    s.answered(produced(Produced::Summary(Box::new(detail(1, Origin::File)))), &live);
    assert_eq!(s.page(), Page::Chosen);
    let Action::Command(command) = s.update(Message::Finish, &live) else { panic!("not imported") };
    assert!(matches!(*command, CertificateCommand::Import { server: Some(ID), exportable: false, .. }));
    let mut s = typed("/x/a.key");
    s.told(content("certificate"), &live);
    s.told(content("-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n"), &live);
    assert_eq!(s.page(), Page::ImportPassword);
}

#[test]
fn another_certificate_is_offered_but_not_the_one_in_use_nor_one_that_has_gone() {
    let all = vec![in_use(1, Origin::File, &[ID]), in_use(2, Origin::Pfx, &[])];
    let live = with(Certificates { installed: all, ..Certificates::default() });
    let mut s = walk(&live, [Message::Next, Message::Modify(Modify::Replace), Message::Next]);
    assert!(matches!(s.update(Message::Next, &live), Action::None) && s.page() == Page::Available, "none is selected");
    s.update(Message::Select(Thumbprint([2; 32])), &live);
    s.update(Message::Next, &live);
    let Action::Command(command) = s.clone().update(Message::Finish, &live) else { panic!("not assigned") };
    assert!(matches!(*command, CertificateCommand::Assign(ID, Thumbprint(print)) if print == [2; 32]));
    assert!(matches!(s.update(Message::Finish, &office()), Action::None), "it was deleted meanwhile");
}

#[test]
fn a_renewal_begins_with_what_there_is() {
    let order =
        Order { authority: Authority::LetsEncryptStaging, challenge: Challenge::Dns, contact: "a@b.test".into(), ..Order::default() };
    let live = with(Certificates { installed: vec![in_use(1, Origin::Online(order.clone()), &[ID])], ..Certificates::default() });
    let s = State::new(ID, &live).unwrap().renewing(&live);
    assert_eq!((s.page(), s.way, s.online.order()), (Page::When, Way::Online, order));
    assert_eq!((s.subject.friendly_name.as_str(), s.subject.organization.as_str()), ("Mail", "Office Ltd"));
    // Without one there is nothing to renew.
    assert_eq!(State::new(ID, &office()).unwrap().renewing(&office()).page(), Page::Welcome);
    // A certificate that was not marked is not exported.
    let mut s = walk(&live, [Message::Next, Message::Modify(Modify::Export)]);
    assert!(matches!(s.update(Message::Next, &live), Action::None) && s.page() == Page::Modify);
}

#[test]
fn a_renewal_takes_over_only_a_country_of_the_list_and_shows_a_name_that_hinders() {
    for (country, taken) in [("pl", "PL"), ("PL", "PL"), ("UK", ""), ("Poland", ""), ("", "")] {
        let mut one = detail(1, Origin::Pfx);
        one.described.subject.country = country.into();
        one.described.subject.more_names = ["smtp.office.test", "*.office.test", "two words"].map(String::from).to_vec();
        let one = Installed { certificate: Arc::new(one), used_by: vec![ID], renewal: None };
        let live = with(Certificates { installed: vec![one], ..Certificates::default() });
        let mut s = State::new(ID, &live).unwrap().renewing(&live);
        assert_eq!((s.subject.country.as_str(), s.at), (taken, Some(1)));
        s.pages.push(Page::CommonName);
        // One after the other, until nothing hinders.
        for left in [["smtp.office.test", "two words"].as_slice(), &["smtp.office.test"]] {
            s.update(Message::Next, &live);
            assert_eq!(s.page(), Page::CommonName);
            s.update(Message::RemoveName, &live);
            assert_eq!(s.subject.more_names, left);
        }
        s.update(Message::Next, &live);
        assert_eq!(s.page(), Page::Place);
    }
}

#[test]
fn an_order_is_followed_to_its_end() {
    let standing = |step| OrderStanding { server: ID, order: Order::default(), subject: Subject::default(), step, renewal: false };
    let at = |step| with(Certificates { orders: vec![standing(step)], ..Certificates::default() });
    let live = office();
    let mut s = walk(&live, [Message::Next, Message::Next, Message::Way(Way::Online)].into_iter().chain(nexts(5)));
    assert_eq!(s.page(), Page::Authority);
    s.update(Message::Next, &live);
    assert_eq!(s.page(), Page::Authority, "the terms are not agreed to");
    s.update(Message::Online(online::Message::Challenge(Challenge::Dns)), &live);
    s.update(Message::Online(online::Message::Agreed(true)), &live);
    s.update(Message::Next, &live);
    let Action::Command(command) = s.update(Message::Next, &live) else { panic!("not ordered") };
    assert!(matches!(*command, CertificateCommand::Order(ID, _, Order { challenge: Challenge::Dns, .. }, None)));
    s.answered(nothing(), &at(OrderStep::Asking));
    assert_eq!(s.page(), Page::Progress);
    let record = Record { name: "_acme-challenge.mail.office.test".into(), text: "proof".into(), found: Found::NotLooked };
    let publish = at(OrderStep::Publish(vec![record]));
    s.meet(&publish);
    assert!(matches!(s.update(Message::Copy(0, false), &publish), Action::Copy(text) if text == "proof"));
    let Action::Command(command) = s.update(Message::Published, &publish) else { panic!("not told") };
    assert!(matches!(*command, CertificateCommand::RecordsPublished(ID)));
    s.answered(nothing(), &at(OrderStep::Checking));
    let failed = at(OrderStep::Failed(OrderTrouble::TimedOut));
    s.meet(&failed);
    assert!(matches!(s.update(Message::Again, &failed), Action::Command(command) if matches!(*command, CertificateCommand::Order(..))));
    s.answered(nothing(), &at(OrderStep::Issuing));
    s.meet(&with(Certificates { installed: vec![in_use(1, Origin::Online(Order::default()), &[ID])], ..Certificates::default() }));
    assert_eq!(
        (s.page(), s.outcome.clone()),
        (Page::Done, Some(Outcome::Ordered(Some(Challenge::Http)))),
        "by what came, not by the draft"
    );
    // Given up, it closes.
    let mut s = walk(&failed, nexts(1));
    assert!(matches!(s.update(Message::GiveUp, &failed), Action::Command(_)));
    assert!(matches!(s.answered(nothing(), &live), Action::Close));
}

#[test]
fn what_has_come_says_whether_it_renews_itself_also_in_a_wizard_that_was_opened_later() {
    for (challenge, before) in [(Challenge::Dns, Challenge::Http), (Challenge::Http, Challenge::Dns)] {
        let order = |challenge| Order { challenge, ..Order::default() };
        let old = in_use(1, Origin::Online(order(before)), &[ID]);
        let standing =
            OrderStanding { server: ID, order: order(challenge), subject: Subject::default(), step: OrderStep::Issuing, renewal: false };
        for installed in [vec![], vec![old]] {
            let live = with(Certificates { installed, orders: vec![standing.clone()], ..Certificates::default() });
            let mut s = walk(&live, nexts(1));
            s.meet(&live);
            assert_eq!(s.page(), Page::Progress);
            let new = in_use(2, Origin::Online(order(challenge)), &[ID]);
            s.meet(&with(Certificates { installed: vec![new], ..Certificates::default() }));
            assert_eq!((s.page(), s.outcome.clone()), (Page::Done, Some(Outcome::Ordered(Some(challenge)))));
        }
    }
}

#[test]
fn another_authority_needs_its_directory_and_a_key_its_identifier() {
    use online::Message::{Agreed, Authority, Directory, Key, KeyId, Root};
    let live = office();
    let mut s = State::new(ID, &live).unwrap();
    (s.pages, s.way) = (vec![Page::Welcome, Page::Authority], Way::Online);
    let take = |s: &mut State, message| s.update(Message::Online(message), &live);
    take(&mut s, Authority(2));
    take(&mut s, Agreed(true));
    for (directory, fits) in [("", false), ("http://ca.test/dir", false), ("https://", false), ("https://ca.test/dir", true)] {
        take(&mut s, Directory(directory.into()));
        assert_eq!(s.online.is_whole(), fits, "{directory}");
    }
    take(&mut s, Key("secret".into()));
    assert!(!s.online.is_whole());
    take(&mut s, KeyId("kid-1".into()));
    assert!(s.online.is_whole() && s.online.secret().is_some());
    take(&mut s, Root("/x/root.pem".into()));
    assert!(matches!(s.update(Message::Next, &live), Action::File(Errand::Read(_))));
    s.told(Ok(Told::Content(Secret::new(b"no certificate".to_vec()))), &live);
    assert!(s.page() == Page::Authority && !s.online.is_whole());
    s.update(Message::Online(Root("/x/right.pem".into())), &live);
    s.update(Message::Next, &live);
    s.told(Ok(Told::Content(Secret::new(b"-----BEGIN CERTIFICATE-----".to_vec()))), &live);
    assert_eq!(s.page(), Page::Submission);
}
