//! Runs a transcript against a session whose questions are answered by a few lines at the top of the transcript.
//!
//! ```text
//! # row 12: what it shows                  first line: the rows of engine.md §1.1
//! config: require_secure_channel=true      rules of the session, see `Settings::set`
//! account: anna secret                     who may log on; `disabled:` knows its password too
//! local: example.test                      the local domain; `users: info bob` its users
//! S: 220 mail.example.test ...             an expected reply line; `...` stands for any rest
//! S: 250+...                               the rest of a reply of any number of lines
//! C: EHLO pc                               the client sends this line and CRLF
//! C* "QUIT\r" "\n"*2                       the client sends exactly this; \r \n \0 \t \\ \" \xNN
//! patience: no                             a client whose message comes too slowly is told to go
//! +30s                                     the clock goes on (also +500ms)
//! S: (silent)                              nothing has been said
//! S: (close)                               the session asked to close
//! N: WeakCipher                            a notice whose text starts so
//! M: "text\r\n"                            the last stored message; `M: (none)`: nothing was stored and no rest is kept
//! TLS 256                                  the handshake is done, with a cipher of so many bits
//! (vanish) (shutdown)                      the client closes, the server is stopped
//! repeat 50 ... end                        the steps between, so many times
//! ```

use postkontor::mail::{AccountId, Address, ByteSize, Domain, QueueId, Secret};
use postkontor::smtp::command::Path as MailPath;
use postkontor::smtp::reply::Reply;
use postkontor::smtp::sasl::ntlm::NtHash;
use postkontor::smtp::sasl::scram::Keys;
use postkontor::smtp::sasl::{Bindings, Claim, Inquiry, Material, Mechanism, decode_base64};
use postkontor::smtp::session::{CommitRefusal, StartTls};
use postkontor::smtp::{
    Account, Admission, Answer, ClientFacts, Extensions, LineEndings, Output, Question, Session, SessionConfig, TlsFacts,
};
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// How what the client sends reaches the session.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Feed {
    Whole,
    Octets,
}

pub(crate) struct Transcript {
    pub(crate) name: String,
    pub(crate) rows: BTreeSet<u32>,
    pub(crate) settings: Settings,
    pub(crate) steps: Vec<(usize, Step)>,
}

#[derive(Clone, Debug)]
pub(crate) enum Step {
    Send(Vec<u8>),
    Expect(String),
    ExpectRest(String),
    Silent,
    Closed,
    Notice(String),
    Message(Option<Vec<u8>>),
    Wait(Duration),
    Tls(u16),
    Vanish,
    ShutDown,
}

#[derive(Clone)]
pub(crate) struct Settings {
    pub(crate) config: SessionConfig,
    pub(crate) admission: Admission,
    pub(crate) implicit_tls: Option<u16>,
    pub(crate) connect: Option<Reply>,
    pub(crate) commit: Option<CommitRefusal>,
    pub(crate) accounts: Vec<(String, String, bool)>,
    pub(crate) local: Domain,
    pub(crate) users: Vec<String>,
    pub(crate) relay: bool,
    pub(crate) anonymous: bool,
    pub(crate) accounts_down: bool,
    pub(crate) blocked: bool,
    pub(crate) patience: bool,
}

/// A session with the world around it.
struct Stage<'a> {
    settings: &'a Settings,
    session: Session,
    now: Instant,
    feed: Feed,
    pending_output: Vec<u8>,
    lines: VecDeque<String>,
    notices: VecDeque<String>,
    partial: Vec<u8>,
    stored: Vec<Vec<u8>>,
    wants_tls: bool,
    closed: bool,
}

impl Transcript {
    pub(crate) fn read(path: &std::path::Path) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        Self::parse(name, &text)
    }

    fn parse(name: String, text: &str) -> Self {
        let (mut settings, mut rows, mut steps) = (Settings::new(), BTreeSet::new(), Vec::new());
        let mut block: Option<(usize, usize)> = None;
        for (number, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line)) {
            let place = format!("{name}:{number}: {line}");
            if let Some(comment) = line.strip_prefix('#') {
                if number == 1 {
                    let list = comment.split(':').next().unwrap();
                    rows = list.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse().ok()).collect();
                    assert!(!rows.is_empty(), "{place}: names no row");
                }
                continue;
            }
            let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
            let step = match word {
                "" => continue,
                "C:" => Step::Send([unescape(rest, &place), b"\r\n".to_vec()].concat()),
                "C*" => Step::Send(literals(rest, &place)),
                "S:" if rest == "(silent)" => Step::Silent,
                "S:" if rest == "(close)" => Step::Closed,
                "S:" if rest.ends_with("+...") => Step::ExpectRest(rest.trim_end_matches("+...").to_owned()),
                "S:" => Step::Expect(rest.to_owned()),
                "N:" => Step::Notice(rest.to_owned()),
                "M:" if rest == "(none)" => Step::Message(None),
                "M:" => Step::Message(Some(literals(rest, &place))),
                "TLS" => Step::Tls(rest.parse().expect(&place)),
                "(vanish)" => Step::Vanish,
                "(shutdown)" => Step::ShutDown,
                "repeat" => {
                    block = Some((rest.parse().expect(&place), steps.len()));
                    continue;
                }
                "end" => {
                    let (times, start) = block.take().expect(&place);
                    let repeated: Vec<(usize, Step)> = steps[start..].to_vec();
                    (1..times).for_each(|_| steps.extend(repeated.iter().cloned()));
                    continue;
                }
                wait if wait.starts_with('+') => Step::Wait(duration(&wait[1..], &place)),
                setting => {
                    settings.set(setting, rest, &place);
                    continue;
                }
            };
            steps.push((number, step));
        }
        Self { name, rows, settings, steps }
    }

    /// Runs it; the error tells where it went otherwise.
    pub(crate) fn run(&self, feed: Feed) -> Result<(), String> {
        let mut stage = Stage::new(&self.settings, feed);
        for (number, step) in &self.steps {
            stage.step(step).map_err(|why| format!("{}:{number}: {why}", self.name))?;
        }
        match stage.lines.front() {
            Some(line) => Err(format!("{}: not expected at the end: {line}", self.name)),
            None => Ok(()),
        }
    }
}

impl Settings {
    pub(crate) fn new() -> Self {
        let mut config = SessionConfig::new(Domain::parse("mail.example.test").unwrap());
        config.offers.mechanisms = vec![Mechanism::Plain, Mechanism::Login];
        config.offers.basic_in_clear = true;
        config.offers.starttls = StartTls::Offered;
        // As the program has them.
        config.offers.extensions = Extensions { dsn: true, smtputf8: true };
        Self {
            config,
            admission: Admission::default(),
            implicit_tls: None,
            connect: None,
            commit: None,
            accounts: Vec::new(),
            local: Domain::parse("example.test").unwrap(),
            users: Vec::new(),
            relay: false,
            anonymous: true,
            accounts_down: false,
            blocked: false,
            patience: true,
        }
    }

    fn set(&mut self, key: &str, value: &str, place: &str) {
        let words: Vec<_> = value.split_whitespace().map(str::to_owned).collect();
        match key {
            "config:" => words.iter().for_each(|word| self.configure(word, place)),
            "account:" => self.accounts.push((words[0].clone(), words[1].clone(), true)),
            "disabled:" => self.accounts.push((words[0].clone(), words[1].clone(), false)),
            "local:" => self.local = Domain::parse(value).expect(place),
            "users:" => self.users = words,
            "relay:" => self.relay = value == "yes",
            "patience:" => self.patience = value == "yes",
            "anonymous:" => self.anonymous = value == "yes",
            "accounts:" => (self.accounts_down, self.blocked) = (value == "down", value == "blocked"),
            "connect:" => {
                self.connect = Some(match value {
                    "excluded" => Reply::not_permitted(),
                    "full" => Reply::service_unavailable(),
                    "crowded" => Reply::too_many_connections(),
                    "unresolved" => Reply::name_lookup_failed(),
                    other => panic!("{place}: {other}"),
                });
            }
            "commit:" => {
                self.commit = Some(match value {
                    "hops" => CommitRefusal::TooManyHops,
                    "full" => CommitRefusal::InsufficientStorage,
                    "broken" => CommitRefusal::Storage,
                    other => panic!("{place}: {other}"),
                });
            }
            _ => panic!("{place}: not understood"),
        }
    }

    fn configure(&mut self, word: &str, place: &str) {
        let (key, value) = word.split_once('=').expect(place);
        let yes = value == "true";
        let seconds = || Duration::from_secs(value.parse().expect(place));
        let size = || Some(ByteSize(value.parse().expect(place)));
        let config = &mut self.config;
        match key {
            "require_secure_channel" => config.offers.require_secure_channel = yes,
            "require_128_bit" => config.offers.require_128_bit = yes,
            "basic_in_clear" => config.offers.basic_in_clear = yes,
            "starttls" => {
                config.offers.starttls = match value {
                    "offered" => StartTls::Offered,
                    "none" => StartTls::NotAvailable,
                    "broken" => StartTls::Broken,
                    _ => panic!("{place}"),
                }
            }
            "mechanisms" => config.offers.mechanisms = value.split(',').filter_map(Mechanism::from_name).collect(),
            "extensions" => config.offers.extensions = Extensions { dsn: yes, smtputf8: yes },
            "max_size" => config.max_size = size(),
            "max_session_size" => config.max_session_size = size(),
            "max_recipients" => config.max_recipients = value.parse().expect(place),
            "greet_pause" => config.greet_pause = seconds(),
            "least_pace" => config.least_pace.octets_per_second = value.parse().expect(place),
            "idle" => config.idle = seconds(),
            "session_max" => config.session_max = seconds(),
            "device" if yes => self.admission.line_endings = LineEndings::Correct,
            "may_send_in_clear" => self.admission.may_send_in_clear = yes,
            "tls" => self.implicit_tls = Some(value.parse().expect(place)),
            _ => panic!("{place}: no such setting"),
        }
    }

    /// What the published examples take: the salt and nonce of RFC 7677 §3, the challenge of MS-NLMP §4.2.1.
    fn material(&self, inquiry: &Inquiry) -> Material {
        let password = |name: &str| {
            let bare = name.rsplit('\\').next().unwrap();
            self.accounts
                .iter()
                .find(|(known, ..)| known.eq_ignore_ascii_case(bare))
                .map(|(_, password, _)| Secret::from(password.as_str()))
        };
        match inquiry {
            Inquiry::Scram { name } => {
                let salt = decode_base64(b"W22ZaJ0SNY7soEsUEjb6gQ==").unwrap();
                let keys = password(name).map(|password| Keys::derive(&password, salt.expose(), 4096));
                let known = keys.is_some();
                let keys = keys.unwrap_or_else(|| Keys::decoy(b"secret", name, 4096));
                Material::Scram { keys, known, nonce: "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0".into() }
            }
            Inquiry::NtlmChallenge => Material::NtlmChallenge { challenge: *b"\x01\x23\x45\x67\x89\xab\xcd\xef", time: 0 },
            Inquiry::NtHash { name } => Material::NtHash(password(name).map(|password| NtHash::of(&password))),
        }
    }

    /// The policy of the transcripts, in a few lines.
    pub(crate) fn answer(&self, session: &Session, question: Question) -> Answer {
        let account = session.facts().account.map(|account| account.name.to_string());
        let qualify = |local: &str| Address::parse(&format!("{local}@{}", self.local)).unwrap();
        match question {
            Question::Connect => match &self.connect {
                Some(reply) => Answer::RefuseAndClose(reply.clone()),
                None => Answer::Admit(self.admission),
            },
            Question::Slow if self.patience => Answer::GoOn,
            Question::Slow => Answer::RefuseAndClose(Reply::timed_out()),
            Question::Inquire(_) | Question::Authenticate(_) if self.accounts_down => Answer::Refuse(Reply::authentication_unavailable()),
            Question::Authenticate(_) if self.blocked => Answer::RefuseAndClose(Reply::too_many_failures()),
            Question::Inquire(inquiry) => Answer::Material(self.material(&inquiry)),
            Question::Authenticate(claim) => {
                let same = |name: &str, claimed: &str| name.eq_ignore_ascii_case(claimed.rsplit('\\').next().unwrap());
                let known = self.accounts.iter().find(|(name, password, _)| match &claim {
                    Claim::Password(given) => **name == *given.authcid && password == given.password.expose(),
                    Claim::Proof(given) => given.verdict.is_ok() && same(name, &given.authcid),
                });
                match known {
                    Some((name, _, true)) => Answer::LoggedOn(Account { id: AccountId(1), name: name.as_str().into() }),
                    Some(_) => Answer::Refuse(Reply::account_disabled()),
                    None => Answer::WrongCredentials,
                }
            }
            Question::Sender(_) if !self.anonymous && account.is_none() => Answer::Refuse(Reply::authentication_required()),
            Question::Sender(sender) => match (sender.path, account) {
                (MailPath::Null, _) => Answer::Sender(None),
                (MailPath::Unqualified(local), Some(_)) => Answer::Sender(Some(qualify(&local))),
                (MailPath::Unqualified(_) | MailPath::Postmaster, _) => Answer::Refuse(Reply::unqualified_sender()),
                (MailPath::Mailbox(address), Some(name)) if address != qualify(&name) => Answer::Refuse(Reply::sender_not_yours()),
                (MailPath::Mailbox(address), _) => Answer::Sender(Some(address)),
            },
            Question::Recipient(forward) => match forward.path {
                MailPath::Postmaster => Answer::Recipient(qualify("postmaster")),
                MailPath::Unqualified(local) if account.is_some() => Answer::Recipient(qualify(&local)),
                MailPath::Unqualified(_) | MailPath::Null => Answer::Refuse(Reply::unqualified_recipient()),
                MailPath::Mailbox(address) if address.domain() == Some(&self.local) => {
                    if address.is_postmaster() || self.users.contains(&address.local_name()) {
                        Answer::Recipient(address)
                    } else {
                        Answer::Refuse(Reply::unknown_recipient())
                    }
                }
                MailPath::Mailbox(address) if self.relay || account.is_some() => Answer::Recipient(address),
                MailPath::Mailbox(address) => Answer::Refuse(Reply::unable_to_relay(&address)),
            },
        }
    }
}

impl<'a> Stage<'a> {
    fn new(settings: &'a Settings, feed: Feed) -> Self {
        let now = Instant::now();
        let client =
            ClientFacts { address: "::ffff:192.0.2.7".parse().unwrap(), tls: settings.implicit_tls.map(tls), date: "today".into() };
        let mut stage = Self {
            settings,
            session: Session::new(Arc::new(settings.config.clone()), client, now),
            now,
            feed,
            pending_output: Vec::new(),
            lines: VecDeque::new(),
            notices: VecDeque::new(),
            partial: Vec::new(),
            stored: Vec::new(),
            wants_tls: false,
            closed: false,
        };
        stage.pump();
        stage
    }

    fn step(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Send(bytes) if self.feed == Feed::Whole => self.send(bytes),
            Step::Send(bytes) => bytes.chunks(1).for_each(|octet| self.send(octet)),
            Step::Expect(expected) => {
                let line = self.lines.pop_front().ok_or(format!("nothing was said instead of {expected}"))?;
                let fits = expected.strip_suffix("...").map_or(line == *expected, |start| line.starts_with(start));
                fits.then_some(()).ok_or(format!("{line:?} was said instead of {expected:?}"))?;
            }
            Step::ExpectRest(code) => loop {
                let line = self.lines.pop_front().ok_or(format!("nothing was said instead of {code}"))?;
                line.starts_with(&**code).then_some(()).ok_or(format!("{line:?} was said instead of {code}"))?;
                if line.as_bytes().get(3) != Some(&b'-') {
                    break;
                }
            },
            Step::Silent if self.lines.is_empty() && !self.closed => {}
            Step::Silent => return Err(format!("not silent: {:?}", self.lines)),
            Step::Closed if self.closed && self.lines.is_empty() => {}
            Step::Closed => return Err(format!("not closed, or not only: {:?}", self.lines)),
            Step::Notice(expected) => {
                let notice = self.notices.pop_front().unwrap_or_default();
                notice.starts_with(expected).then_some(()).ok_or(format!("{notice:?} was noted instead of {expected:?}"))?;
            }
            Step::Message(None) if self.stored.is_empty() && self.partial.is_empty() => {}
            Step::Message(None) => return Err(format!("something is kept: {:?} {:?}", self.stored, self.partial)),
            Step::Message(Some(expected)) => {
                let stored = self.stored.last().map(|m| String::from_utf8_lossy(m)).unwrap_or_default();
                (stored == String::from_utf8_lossy(expected)).then_some(()).ok_or(format!("{stored:?} was stored"))?;
            }
            Step::Wait(duration) => self.wait(*duration),
            Step::Tls(bits) => {
                std::mem::take(&mut self.wants_tls).then_some(()).ok_or("no handshake was asked for")?;
                self.session.tls_started(self.now, tls(*bits));
                self.pump();
            }
            Step::Vanish => {
                self.session.peer_closed(self.now);
                self.pump();
            }
            Step::ShutDown => {
                self.session.shut_down(self.now);
                self.pump();
            }
        }
        Ok(())
    }

    fn send(&mut self, bytes: &[u8]) {
        self.session.receive(self.now, bytes);
        self.pump();
    }

    /// Lets the clock go on, stopping at each deadline.
    fn wait(&mut self, duration: Duration) {
        let end = self.now + duration;
        while let Some(deadline) = self.pump().filter(|deadline| *deadline <= end) {
            self.now = self.now.max(deadline);
        }
        self.now = end;
        self.pump();
    }

    /// Does everything the session asks for. Gives the next deadline.
    fn pump(&mut self) -> Option<Instant> {
        for _ in 0..1_000_000 {
            match self.session.poll(self.now) {
                Output::Send(bytes) => self.hear(&bytes),
                Output::Ask(question) => {
                    let answer = self.settings.answer(&self.session, question);
                    self.session.answer(self.now, answer);
                }
                Output::StartTls => self.wants_tls = true,
                Output::Body(bytes) => self.partial.extend_from_slice(&bytes),
                Output::Commit(end) => {
                    assert!(!end.transaction.recipients.is_empty());
                    let message = std::mem::take(&mut self.partial);
                    assert_eq!(message.len() as u64, end.body.octets);
                    let outcome = match &self.settings.commit {
                        Some(refusal) => Err(refusal.clone()),
                        None => {
                            self.stored.push(message);
                            Ok(QueueId(self.stored.len() as u64))
                        }
                    };
                    self.session.committed(self.now, outcome);
                }
                Output::Discard => self.partial.clear(),
                Output::Note(notice) => self.notices.push_back(format!("{notice:?}")),
                Output::Until(deadline) => {
                    assert!(deadline > self.now, "a deadline that has passed");
                    return Some(deadline);
                }
                Output::Idle => return None,
                Output::Close => self.closed = true,
            }
        }
        panic!("the session is busy without end");
    }

    fn hear(&mut self, bytes: &[u8]) {
        assert!(!self.closed, "something was said after the end");
        self.pending_output.extend_from_slice(bytes);
        assert!(self.pending_output.ends_with(b"\r\n"), "half a line was sent");
        let text = String::from_utf8(std::mem::take(&mut self.pending_output)).expect("replies are ASCII");
        for line in text.split_terminator("\r\n") {
            assert!(!line.chars().any(char::is_control) && line.len() <= 510, "{line:?}");
            self.lines.push_back(line.to_owned());
        }
    }
}

fn tls(bits: u16) -> TlsFacts {
    TlsFacts {
        version: "TLSv1.3".into(),
        cipher: "TEST".into(),
        bits,
        bindings: Bindings { exporter: Some([1; 32]), end_point: Some([2; 32].into()) },
    }
}

fn duration(text: &str, place: &str) -> Duration {
    match text.strip_suffix("ms") {
        Some(milliseconds) => Duration::from_millis(milliseconds.parse().expect(place)),
        None => Duration::from_secs(text.trim_end_matches('s').parse().expect(place)),
    }
}

/// One or more quoted texts, each with an optional `*N`.
fn literals(text: &str, place: &str) -> Vec<u8> {
    let (mut bytes, mut rest) = (Vec::new(), text.trim());
    while let Some(inner) = rest.strip_prefix('"') {
        let mut escaped = false;
        let end = inner.find(|c| {
            let ends = c == '"' && !escaped;
            escaped = c == '\\' && !escaped;
            ends
        });
        let (content, tail) = inner.split_at(end.expect(place));
        let tail = &tail[1..];
        let count_end = tail.find(' ').unwrap_or(tail.len());
        let count = tail[..count_end].strip_prefix('*').map_or(1, |n| n.parse().expect(place));
        bytes.extend(unescape(content, place).repeat(count));
        rest = tail[count_end..].trim_start();
    }
    assert!(rest.is_empty(), "{place}: not understood");
    bytes
}

fn unescape(text: &str, place: &str) -> Vec<u8> {
    let (mut bytes, mut octets) = (Vec::new(), text.bytes());
    while let Some(octet) = octets.next() {
        if octet != b'\\' {
            bytes.push(octet);
            continue;
        }
        bytes.push(match octets.next().expect(place) {
            b'r' => b'\r',
            b'n' => b'\n',
            b't' => b'\t',
            b'0' => 0,
            b'x' => {
                let digits = [octets.next().expect(place), octets.next().expect(place)];
                u8::from_str_radix(std::str::from_utf8(&digits).expect(place), 16).expect(place)
            }
            other => other,
        });
    }
    bytes
}
