//! Roots that follow one another, at clocks that are right and at clocks that are wrong.

use super::*;
use crate::certificate::Subject;
use crate::certificate::about::RootForm;
use crate::config::Home;
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

struct Office {
    folder: tempfile::TempDir,
    store: Certificates,
    /// The first root, and when it ends.
    first: Vec<u8>,
    ends: i64,
}

impl Office {
    /// With a first root and a certificate that it signed.
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let store = Certificates::new(&Home::new(folder.path()), Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
        store.issue(&subject(), begin()).unwrap();
        let first = store.export_root(RootForm::Der, begin()).unwrap().unwrap();
        let ends = store.office_root(begin()).unwrap().unwrap().ends.as_second();
        Self { folder, store, first, ends }
    }

    /// So many days before the first root ends.
    fn before(&self, days: i64) -> Timestamp {
        Timestamp::from_second(self.ends - days * DAY).unwrap()
    }

    /// The root that has signed what is issued at this moment; the two are checked against each other.
    fn signer(&self, now: Timestamp) -> Vec<u8> {
        let issued = self.store.issue(&subject(), now).unwrap();
        let chain = self.store.kept(issued).unwrap().chain;
        let (leaf, root) = (parse(&chain[0]).unwrap(), parse(&chain[1]).unwrap());
        leaf.verify_signature(Some(root.public_key())).unwrap();
        root.verify_signature(None).unwrap();
        assert!(leaf.validity().not_after <= root.validity().not_after);
        chain[1].clone()
    }

    fn newest(&self, now: Timestamp) -> Vec<u8> {
        self.store.export_root(RootForm::Der, now).unwrap().unwrap()
    }

    fn exported(&self, now: Timestamp) -> Vec<Vec<u8>> {
        read::certificates(&self.store.export_root(RootForm::Pem, now).unwrap().unwrap()).unwrap()
    }

    fn replaced(&self, now: Timestamp) -> Option<Timestamp> {
        self.store.office_root(now).unwrap().unwrap().successor_from
    }

    /// Name and content of all there is.
    fn files(&self) -> Vec<(String, Vec<u8>)> {
        let entries = std::fs::read_dir(self.path("")).unwrap().map(|entry| entry.unwrap());
        let mut files: Vec<_> =
            entries.map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap())).collect();
        files.sort();
        files
    }

    fn names(&self) -> Vec<String> {
        self.files().into_iter().map(|(name, _)| name).collect()
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("keys/office").join(name)
    }
}

fn begin() -> Timestamp {
    "2026-11-22T12:00:00Z".parse().unwrap()
}

fn subject() -> Subject {
    Subject { friendly_name: "Post".into(), common_name: "server.local".into(), organization: "Biuro Próba".into(), ..Subject::default() }
}

#[test]
fn the_next_root_lies_ready_half_a_year_before_it_signs() {
    let office = Office::open();
    let (store, first) = (&office.store, office.first.clone());
    for days in [3_650, 600, 549] {
        assert!(!store.prepare_successor(office.before(days)).unwrap(), "{days}");
        assert_eq!((office.replaced(office.before(days)), office.newest(office.before(days))), (None, first.clone()), "{days}");
    }
    assert!(store.prepare_successor(office.before(548)).unwrap());
    let next = office.newest(office.before(548));
    assert_ne!(next, first);
    for days in [548, 500, 366] {
        let now = office.before(days);
        assert!(!store.prepare_successor(now).unwrap(), "{days}");
        assert_eq!((office.signer(now), office.newest(now)), (first.clone(), next.clone()), "{days}");
        assert_eq!((office.exported(now), office.replaced(now)), (vec![first.clone(), next.clone()], Some(office.before(365))), "{days}");
    }
    let day = office.before(548).to_zoned(TimeZone::UTC).date();
    assert_eq!(office.names(), [format!("key-{day}.pem"), "key.pem".into(), format!("root-{day}.pem"), "root.pem".into()]);
    for name in office.names().iter().filter(|name| name.starts_with(KEY)) {
        assert_eq!(std::fs::metadata(office.path(name)).unwrap().permissions().mode() & 0o777, 0o600, "{name}");
    }
    let told = parse(&next).unwrap();
    assert_eq!(inspect::attribute(told.subject(), ORGANIZATION).unwrap(), "Biuro Próba");
    // The change. What the first one signed is still in use for a while.
    for days in [365, 364, 1] {
        let now = office.before(days);
        assert_eq!((office.signer(now), office.newest(now), office.replaced(now)), (next.clone(), next.clone(), None), "{days}");
        assert_eq!(office.exported(now), [next.clone(), first.clone()], "{days}");
    }
    assert_eq!(office.exported(office.before(-1)), std::slice::from_ref(&next));
    assert_eq!(office.names().len(), 4);
    // And so on.
    let ends = store.office_root(office.before(-1)).unwrap().unwrap().ends;
    assert!(store.prepare_successor(Timestamp::from_second(ends.as_second() - 548 * DAY).unwrap()).unwrap());
    assert_eq!(office.names().len(), 6);
}

#[test]
fn a_certificate_that_is_issued_brings_the_successor_too() {
    let office = Office::open();
    assert_eq!(office.signer(office.before(400)), office.first);
    assert_eq!(office.replaced(office.before(400)), Some(office.before(365)));
    let next = office.newest(office.before(400));
    assert_eq!(office.signer(office.before(300)), next);
    // Nobody was there in time: the next one signs at once, and what the first one signed goes on being trusted.
    let late = Office::open();
    assert_ne!(late.signer(late.before(100)), late.first);
    assert_eq!(late.exported(late.before(100)).len(), 2);
}

#[test]
fn a_key_that_a_crash_left_without_its_root_gets_one() {
    let office = Office::open();
    let now = office.before(548);
    office.store.prepare_successor(now).unwrap();
    let whole = office.files();
    let root = office.names().into_iter().find(|name| name.starts_with("root-")).unwrap();
    std::fs::remove_file(office.path(&root)).unwrap();
    assert_eq!(office.replaced(now), None);
    assert!(office.store.prepare_successor(now).unwrap());
    let (healed, keys) = (office.files(), |(name, _): &&(String, Vec<u8>)| name.starts_with(KEY));
    assert!(healed.iter().filter(keys).eq(whole.iter().filter(keys)), "the keys are the same");
    assert_eq!(office.names().len(), 4);
    assert_eq!(office.signer(office.before(365)), office.newest(office.before(365)));
    // A key that was cut is left alone, and another one made.
    let office = Office::open();
    office.store.prepare_successor(now).unwrap();
    let key = root.replacen(ROOT, KEY, 1);
    std::fs::remove_file(office.path(&root)).unwrap();
    std::fs::write(office.path(&key), b"-----BEGIN PRIVATE").unwrap();
    assert!(office.store.prepare_successor(now).unwrap());
    assert_eq!(std::fs::read(office.path(&key)).unwrap(), b"-----BEGIN PRIVATE");
    assert_ne!(office.signer(office.before(365)), office.first);
}

#[test]
fn a_clock_that_was_wrong_takes_nothing_away() {
    let now = begin();
    // It ran ahead into the half year: what was made then is there when its time comes, and nobody hears of it before.
    let office = Office::open();
    office.store.prepare_successor(office.before(400)).unwrap();
    let next = office.newest(office.before(400));
    assert_eq!((office.signer(now), office.newest(now), office.replaced(now)), (office.first.clone(), office.first.clone(), None));
    assert!(!office.store.prepare_successor(office.before(548)).unwrap());
    assert_eq!((office.newest(office.before(548)), office.signer(office.before(365))), (next.clone(), next));

    // It ran ahead so far that another root signed: with the right clock the first one signs again, and gets its own successor.
    let office = Office::open();
    let ahead = office.signer(office.before(-1_000));
    assert_ne!(ahead, office.first);
    let there = office.files();
    assert_eq!((office.signer(now), office.exported(now)), (office.first.clone(), vec![office.first.clone()]));
    assert_eq!(office.files(), there);
    assert!(office.store.prepare_successor(office.before(548)).unwrap());
    let next = office.signer(office.before(365));
    assert!(next != ahead && next != office.first);
    assert!(there.iter().all(|file| office.files().contains(file)), "everything is still there");

    // It was slow, as clocks are without a battery: no root is made then.
    let office = Office::open();
    let there = office.files();
    let slow = "2001-01-01T00:00:00Z".parse().unwrap();
    assert!(!office.store.prepare_successor(slow).unwrap());
    assert_eq!((office.signer(slow), office.files()), (office.first.clone(), there));
}

#[test]
fn roots_of_older_homes_are_known_and_a_lost_key_is_told() {
    // As it was put aside once by a clock that ran ahead.
    let office = Office::open();
    let ahead = office.signer(office.before(-1_000));
    for kind in [ROOT, KEY] {
        let (first, other) = (office.path(&format!("{kind}.pem")), format!("{kind}-"));
        let other = office.names().into_iter().find(|name| name.starts_with(&other)).unwrap();
        std::fs::rename(&first, office.path(&format!("{kind}.pem.until-2100000000"))).unwrap();
        std::fs::rename(office.path(&other), first).unwrap();
    }
    std::fs::write(office.path("root.pem.until-5"), b"no certificate").unwrap();
    std::fs::write(office.path("root.pem.bak"), b"no certificate").unwrap();
    assert_eq!((office.signer(begin()), office.signer(office.before(-1_000))), (office.first.clone(), ahead));
    // No other root is made silently where the key of the one that signs is gone, or the root cannot be read.
    let there = office.names();
    std::fs::remove_file(office.path("key.pem.until-2100000000")).unwrap();
    assert!(office.store.issue(&subject(), begin()).is_err());
    std::fs::write(office.path("root.pem"), b"torn").unwrap();
    assert!(matches!(office.store.issue(&subject(), begin()), Err(CertificateError::Chain { file, .. }) if file.ends_with("root.pem")));
    assert!(office.store.office_root(begin()).is_err() && office.store.prepare_successor(begin()).is_err());
    assert_eq!(office.names().len(), there.len() - 1);
}

#[test]
fn without_a_root_none_is_prepared() {
    let folder = tempfile::tempdir().unwrap();
    let store = Certificates::new(&Home::new(folder.path()), Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    assert!(!store.prepare_successor(begin()).unwrap());
    assert_eq!((store.office_root(begin()).unwrap(), store.export_root(RootForm::Pem, begin()).unwrap()), (None, None));
    assert!(!folder.path().join("keys").exists());
}
