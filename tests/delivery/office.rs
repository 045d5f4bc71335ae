//! A small office: home, spool, dispatcher, and a clock that stands still until it is moved.

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use postkontor::accounts::{AccountEntry, AccountsFile, Directory, Secrets, Usage};
use postkontor::config::{Home, Settings, VirtualServer};
use postkontor::delivery::{Context, Dispatcher, DispatcherHandle, Event, Happening, Signers, Surroundings, TlsClients};
use postkontor::mail::{AccountId, Address, BodyKind, Channel, Envelope, Origin, QueueId, Recipient, ServerId};
use postkontor::spool::{Filter, Log, Options, Page, Spool, Summary};
use postkontor::wording::Reports;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::sync::watch;

pub(crate) struct Office {
    pub(crate) home: Home,
    pub(crate) spool: Arc<Log>,
    pub(crate) context: watch::Sender<Arc<Context>>,
    pub(crate) handle: Option<DispatcherHandle>,
    clock: Arc<Mutex<Timestamp>>,
    events: Arc<Mutex<Vec<Event>>>,
    _folder: tempfile::TempDir,
}

pub(crate) fn address(text: &str) -> Address {
    Address::parse(text).unwrap()
}

/// `branch.test` is an alias of `office.test`. `anna@office.test` is account 1, `bo@office.test` account 2; `info@` is both, `list@` is anna and `far@elsewhere.test`.
fn settings(change: impl FnOnce(&mut VirtualServer)) -> Settings {
    let text = r#"(version: 1, postmaster: Some("anna@office.test"),
        local_domains: [(name: "office.test"), (name: "branch.test", alias_of: Some("office.test"))],
        aliases: [(address: "info@office.test", to: ["anna@office.test", "bo@office.test"]),
                  (address: "list@office.test", to: ["anna@office.test", "far@elsewhere.test"])],
        servers: [(id: 1, name: "Default", fqdn: "mail.office.test", identities: [()])])"#;
    let file = match postkontor::config::file::parse(text) {
        Ok(file) => file,
        Err(_) => panic!("the settings of the test are not RON"),
    };
    let mut settings = postkontor::config::check(&file, None).unwrap();
    let server = Arc::get_mut(&mut settings.servers[0]).unwrap();
    // No test may ask the computer's DNS.
    server.delivery.dns_servers = vec!["127.0.0.1:1".parse().unwrap()];
    change(server);
    settings
}

pub(crate) fn directory(settings: &Settings, change: impl FnOnce(&mut [AccountEntry])) -> Directory {
    let account = |id, name: &str| AccountEntry { id, name: name.into(), addresses: vec![name.into()], ..AccountEntry::default() };
    let mut accounts = vec![account(1, "anna@office.test"), account(2, "bo@office.test")];
    change(&mut accounts);
    let accounts = postkontor::accounts::check(&AccountsFile { next_id: 3, accounts, ..AccountsFile::default() }, None).unwrap();
    Directory::new(settings, &accounts)
}

impl Office {
    pub(crate) async fn open(change: impl FnOnce(&mut VirtualServer)) -> Self {
        let mut office = Self::closed(change);
        office.start();
        office
    }

    /// Everything but a running dispatcher.
    pub(crate) fn closed(change: impl FnOnce(&mut VirtualServer)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        home.create().unwrap();
        let settings = settings(change);
        let mut secrets = Secrets::load(&home).unwrap();
        secrets.put("smart", "s3cret".into()).unwrap();
        let context = Context {
            directory: Arc::new(directory(&settings, |_| ())),
            settings: Arc::new(settings),
            usage: Usage::new(home.mailboxes()),
            secrets: Arc::new(secrets),
            signers: Signers::default(),
            delivering: [ServerId(1)].into(),
            listening: vec![],
        };
        Self {
            spool: Arc::new(log(&home)),
            home,
            context: watch::Sender::new(Arc::new(context)),
            handle: None,
            clock: Arc::new(Mutex::new(Timestamp::from_second(1_800_000_000).unwrap())),
            events: Arc::default(),
            _folder: folder,
        }
    }

    pub(crate) fn start(&mut self) {
        let (clock, events) = (Arc::clone(&self.clock), Arc::clone(&self.events));
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let any = postkontor::net::Trust::Any.client_config(&provider).unwrap();
        let none = rustls::ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
        let none = none.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
        let place = Surroundings {
            home: self.home.clone(),
            clock: Arc::new(move || *clock.lock().unwrap()),
            zone: TimeZone::UTC,
            words: Arc::new(Reports),
            tls: TlsClients { verified: Arc::new(none), any },
            has_address: |_| false,
            watcher: Arc::new(move |event| events.lock().unwrap().push(event)),
            log: Arc::new(|_, _| {}),
            grace: Duration::from_millis(300),
        };
        let spool: Arc<dyn Spool> = Arc::clone(&self.spool) as _;
        self.handle = Some(Dispatcher::start(spool, self.context.subscribe(), place));
    }

    pub(crate) async fn stop(&mut self) {
        if let Some(handle) = self.handle.take() {
            handle.drain().await;
        }
    }

    /// As after a restart of the program.
    pub(crate) async fn reopen(&mut self) {
        self.stop().await;
        self.spool.close().await;
        self.spool = Arc::new(log(&self.home));
        self.start();
    }

    /// Another office with the queue as it lies on the disk at this moment, as after a power cut; nothing runs there yet.
    pub(crate) async fn as_it_lies(&self, change: impl FnOnce(&mut VirtualServer)) -> Self {
        let mut other = Self::closed(change);
        other.spool.close().await;
        let (from, to) = (self.home.spool(), other.home.spool());
        std::fs::remove_dir_all(&to).unwrap();
        copy(&from, &to);
        other.spool = Arc::new(log(&other.home));
        other
    }

    pub(crate) fn change(&self, change: impl FnOnce(&mut Context)) {
        self.context.send_modify(|context| {
            let mut new = Context::clone(context);
            change(&mut new);
            *context = Arc::new(new);
        });
    }

    /// Changes anna and bo.
    pub(crate) fn change_accounts(&self, change: impl FnOnce(&mut [AccountEntry])) {
        self.change(|context| context.directory = Arc::new(directory(&context.settings, change)));
    }

    pub(crate) fn change_server(&self, change: impl FnOnce(&mut VirtualServer)) {
        self.change(|context| {
            let mut settings = Settings::clone(&context.settings);
            change(Arc::make_mut(&mut settings.servers[0]));
            context.settings = Arc::new(settings);
        });
    }

    pub(crate) fn now(&self) -> Timestamp {
        *self.clock.lock().unwrap()
    }

    /// Moves the clock and lets the dispatcher see it; what was in trouble stays so unless its time is over.
    pub(crate) fn pass(&self, minutes: i64) {
        *self.clock.lock().unwrap() += SignedDuration::from_mins(minutes);
        // Any change of the spool wakes the loop.
        self.spool.release(QueueId(u64::MAX), None);
    }

    pub(crate) fn envelope(&self, sender: &str, recipients: &[&str]) -> Envelope {
        Envelope {
            server: ServerId(1),
            sender: (!sender.is_empty()).then(|| address(sender)),
            recipients: recipients.iter().map(|r| Recipient::new(address(r))).collect(),
            body: BodyKind::SevenBit,
            smtputf8: false,
            ret: None,
            envid: None,
            accepted: self.now(),
            origin: Origin { channel: Channel::Submission, client: None, account: None },
        }
    }

    pub(crate) async fn send(&self, sender: &str, recipients: &[&str], message: &[u8]) -> QueueId {
        self.accept(self.envelope(sender, recipients), message).await
    }

    pub(crate) async fn accept(&self, envelope: Envelope, message: &[u8]) -> QueueId {
        let mut body = self.spool.incoming();
        body.write(message).await.unwrap();
        self.spool.accept(envelope, b"Received: from test\r\n".to_vec(), body).await.unwrap()
    }

    pub(crate) fn events(&self) -> Vec<Happening> {
        self.events.lock().unwrap().iter().map(|e| e.what.clone()).collect()
    }

    /// Waits until the events satisfy; panics with them after 20 seconds.
    pub(crate) async fn until(&self, what: &str, satisfied: impl Fn(&[Happening]) -> bool) -> Vec<Happening> {
        let end = Instant::now() + Duration::from_secs(20);
        loop {
            let events = self.events();
            if satisfied(&events) {
                return events;
            }
            assert!(Instant::now() < end, "{what} did not come about: {events:#?}");
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// Waits for so many events.
    pub(crate) async fn happened(&self, count: usize) -> Vec<Happening> {
        self.until(&format!("{count} events"), |events| events.len() >= count).await
    }

    /// Waits until nothing is queued and all of it has been told.
    pub(crate) async fn empty(&self) {
        let end = Instant::now() + Duration::from_secs(20);
        // What is told of a message is told before it counts as seen through.
        while self.spool.counts().messages > 0 || self.handle.as_ref().is_some_and(|h| h.in_flight() > 0) {
            assert!(Instant::now() < end, "still queued: {:#?} {:#?}", self.queue().await, self.events());
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    pub(crate) async fn queue(&self) -> Vec<Summary> {
        self.spool.list(Filter::default(), Page::default()).await.rows
    }

    /// The messages in an account's `new`, by name.
    pub(crate) fn mail_of(&self, account: u32) -> Vec<(PathBuf, Vec<u8>)> {
        let folder = self.home.mailboxes().join(AccountId(account).to_string()).join("Maildir/new");
        let Ok(entries) = std::fs::read_dir(folder) else { return vec![] };
        let mut found: Vec<_> = entries.map(|e| e.unwrap().path()).collect();
        found.sort();
        found.into_iter().map(|path| (path.clone(), std::fs::read(path).unwrap())).collect()
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() { copy(&entry.path(), &to) } else { std::fs::copy(entry.path(), to).map(|_| ()).unwrap() }
    }
}

fn log(home: &Home) -> Log {
    Log::open(&home.spool(), &home.damaged(), Options { segment: 1 << 20, ..Options::default() }).unwrap().0
}

pub(crate) fn delivered(events: &[Happening]) -> usize {
    events.iter().filter(|e| matches!(e, Happening::Delivered { .. })).count()
}
