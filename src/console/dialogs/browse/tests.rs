//! The chooser without a window: what it asks, and what it makes of the answers.

use super::*;

fn entry(name: &str, kind: EntryKind, size: u64) -> Entry {
    Entry { name: name.into(), kind, size, changed: None }
}

/// The home folder `/home/office`, as it may be.
fn home(there: Option<EntryKind>) -> Folder {
    Folder {
        place: "/home/office".into(),
        home: "/home/office".into(),
        own: Some("/home".into()),
        entries: vec![
            entry("b.PEM", EntryKind::File, 5),
            entry("Zoo", EntryKind::Folder, 0),
            entry("notes.txt", EntryKind::File, 7),
            entry(".hidden", EntryKind::Folder, 0),
            entry("a.pem", EntryKind::File, 9),
            entry("badmail", EntryKind::Folder, 0),
        ],
        cut: false,
        there,
    }
}

/// Answers what was asked last.
fn answer(s: &mut State, found: Result<Folder, FolderTrouble>) -> Action {
    let look = s.asked.clone().unwrap().0;
    s.finding(&Finding::Folder(look, found))
}

fn at(place: &str) -> Folder {
    Folder { place: place.into(), ..home(None) }
}

fn shown(kind: Kind) -> State {
    let (mut s, job) = State::new(kind, "");
    assert!(matches!(job, Job::Folder { look: Look { nearest: true, .. }, home: None }));
    assert_eq!(answer(&mut s, Ok(home(None))), Action::None);
    s
}

fn names(s: &State) -> Vec<&str> {
    s.rows.iter().map(|row| row.name.as_str()).collect()
}

#[test]
fn folders_come_first_and_only_what_can_be_chosen_is_shown() {
    assert_eq!(names(&shown(Kind::Folder)), ["badmail", "Zoo"]);
    let mut s = shown(Kind::Open(&["*.pem", "*.cer"]));
    assert_eq!(names(&s), ["badmail", "Zoo", "a.pem", "b.PEM"]);
    s.update(Message::Select(3));
    s.update(Message::All(true));
    assert_eq!((names(&s), s.selected), (vec!["badmail", "Zoo", "a.pem", "b.PEM", "notes.txt"], Some(3)));
    s.update(Message::Sort(1));
    assert_eq!(names(&s)[2..], ["b.PEM", "notes.txt", "a.pem"]);
    s.update(Message::Sort(1));
    assert_eq!((&names(&s)[2..], s.selected), (&["a.pem", "notes.txt", "b.PEM"][..], Some(4)));
}

#[test]
fn a_folder_in_the_home_is_given_as_settings_write_it() {
    let mut s = shown(Kind::Folder);
    s.update(Message::Select(0));
    assert!(matches!(s.update(Message::Ok), Action::Run(Job::Folder { look, .. }) if look == Look::at("/home/office/badmail")));
    assert_eq!(answer(&mut s, Ok(at("/home/office/badmail"))), Action::Accept("badmail".into()));
    // The home itself has no other name than its path.
    let mut s = shown(Kind::Folder);
    s.update(Message::Ok);
    assert_eq!(answer(&mut s, Ok(home(None))), Action::Accept("/home/office".into()));
    let mut s = shown(Kind::Folder);
    s.update(Message::Path("/srv/badmail ".into()));
    s.update(Message::Ok);
    let missing = FolderTrouble::Missing("/srv/badmail".into());
    assert_eq!(answer(&mut s, Err(missing.clone())), Action::Focus("browse.path".into()));
    assert_eq!(s.wrong, Some(Wrong::Path(missing)));
    s.update(Message::Ok);
    assert_eq!(answer(&mut s, Ok(at("/srv/badmail"))), Action::Accept("/srv/badmail".into()));
}

#[test]
fn one_walks_down_and_up_again() {
    let mut s = shown(Kind::Folder);
    s.update(Message::Open(1));
    assert_eq!(answer(&mut s, Ok(at("/home/office/Zoo"))), Action::None);
    assert_eq!(s.path, "/home/office/Zoo");
    assert!(matches!(s.update(Message::Up), Action::Run(Job::Folder { look, .. }) if look == Look::at("/home/office")));
    // An answer to an earlier question is no news.
    assert_eq!(s.finding(&Finding::Folder(Look::at("/elsewhere"), Ok(at("/elsewhere")))), Action::None);
    assert_eq!(s.path, "/home/office/Zoo");
    answer(&mut s, Ok(home(None)));
    assert_eq!((s.path.as_str(), s.selected), ("/home/office", Some(1)));
    s.update(Message::Home);
    assert_eq!(s.asked.as_ref().map(|(look, _)| look.clone()), Some(Look::at("")));
    answer(&mut s, Ok(at("/")));
    assert_eq!(s.update(Message::Up), Action::None, "there is nothing above");
}

#[test]
fn a_new_folder_is_made_where_one_is() {
    let mut s = shown(Kind::Folder);
    assert_eq!(s.update(Message::New), Action::Focus("browse.new-name".into()));
    s.update(Message::NewName("badmail".into()));
    let look = Look { make: Some("badmail".into()), ..Look::at("/home/office") };
    assert_eq!(s.update(Message::Make), Action::Run(Job::Folder { look, home: None }));
    let taken = FolderTrouble::Taken("badmail".into());
    assert_eq!(answer(&mut s, Err(taken.clone())), Action::Focus("browse.new-name".into()));
    assert_eq!((s.wrong.clone(), s.new.as_deref()), (Some(Wrong::New(taken)), Some("badmail")));
    s.update(Message::NewName("second".into()));
    s.update(Message::Make);
    answer(&mut s, Ok(at("/home/office/second")));
    assert_eq!((s.new.as_deref(), s.path.as_str()), (None, "/home/office/second"));
}

#[test]
fn a_file_to_open_must_be_there() {
    let mut s = shown(Kind::Open(&["*.pem"]));
    assert_eq!(s.update(Message::Ok), Action::Focus("browse.name".into()));
    assert_eq!(s.wrong, Some(Wrong::NoName));
    s.update(Message::Name("c.pem".into()));
    s.update(Message::Ok);
    assert_eq!(answer(&mut s, Ok(home(None))), Action::Focus("browse.name".into()));
    assert_eq!(s.wrong, Some(Wrong::NoFile("c.pem".into())));
    s.update(Message::Select(2));
    assert_eq!((s.name.as_str(), &s.wrong), ("a.pem", &None));
    s.update(Message::Ok);
    assert_eq!(answer(&mut s, Ok(home(Some(EntryKind::File)))), Action::Accept("/home/office/a.pem".into()));
    // A folder of the name is entered, and so is one that leads there.
    s.update(Message::Name("Zoo".into()));
    s.update(Message::Ok);
    assert!(matches!(answer(&mut s, Ok(home(Some(EntryKind::Folder)))), Action::Run(_)));
    assert_eq!(s.asked.as_ref().map(|(look, then)| (look.clone(), *then)), Some((Look::at("/home/office/Zoo"), Then::Show)));
}

#[test]
fn a_file_may_be_typed_as_a_path() {
    for (typed, place, name) in
        [("sub/c.pem", "/home/office/sub", "c.pem"), ("/etc/c.pem", "/etc", "c.pem"), ("/c", "/", "c"), ("~/c", "~", "c")]
    {
        let mut s = shown(Kind::Open(&[]));
        s.update(Message::Name(typed.into()));
        let look = Look { name: Some(name.into()), ..Look::at(place) };
        assert_eq!(s.update(Message::Ok), Action::Run(Job::Folder { look, home: None }), "{typed}");
    }
    let mut s = shown(Kind::Open(&[]));
    s.update(Message::Path("/etc/ssl/a.pem".into()));
    s.update(Message::Go);
    assert!(matches!(answer(&mut s, Err(FolderTrouble::NoFolder("/etc/ssl/a.pem".into()))), Action::Run(_)));
    answer(&mut s, Ok(at("/etc/ssl")));
    assert_eq!((s.path.as_str(), s.name.as_str()), ("/etc/ssl", "a.pem"));
    let (s, _) = State::new(Kind::Save(&[]), " /etc/ssl/request.csr");
    assert_eq!((s.path.as_str(), s.name.as_str()), ("/etc/ssl", "request.csr"));
}

#[test]
fn a_file_is_replaced_only_after_a_question() {
    let mut s = shown(Kind::Save(&["*.csr"]));
    s.update(Message::Name("request".into()));
    assert!(matches!(s.update(Message::Ok), Action::Run(Job::Folder { look, .. }) if look.name.as_deref() == Some("request.csr")));
    assert_eq!(answer(&mut s, Ok(home(None))), Action::Accept("/home/office/request.csr".into()));
    s.update(Message::Ok);
    assert_eq!(answer(&mut s, Ok(home(Some(EntryKind::File)))), Action::None);
    assert_eq!(s.replace.as_deref(), Some("/home/office/request.csr"));
    assert_eq!(s.update(Message::Replace(false)), Action::None);
    assert_eq!(s.replace, None);
    s.update(Message::Ok);
    answer(&mut s, Ok(home(Some(EntryKind::Other))));
    assert_eq!(s.update(Message::Replace(true)), Action::Accept("/home/office/request.csr".into()));
}
