//! A house to test in: a home of its own in a temporary folder, and the real program running on it.
//!
//! Every process is ended by its handle when its guard goes, also when a test panics.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_postkontor");

/// No step of these tests takes longer, however busy the machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// How a command ended, and what it said.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) code: Option<i32>,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Finished {
    /// Everything it said.
    pub(crate) fn said(&self) -> String {
        format!("{}{}", self.out, self.err)
    }

    /// Goes on only when the command ended with this code.
    pub(crate) fn with_code(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// Goes on only when the command named all of these.
    pub(crate) fn naming(self, words: &[&str]) -> Self {
        let said = self.said();
        for word in words {
            assert!(said.contains(word), "{word:?} is not named in:\n{said}");
        }
        self
    }
}

/// A home with its settings.
pub(crate) struct House {
    folder: tempfile::TempDir,
}

impl House {
    /// A folder and nothing in it.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// A home as an administrator makes it, with both kinds of address, the local domain example.test, and mail for elsewhere held: no
    /// test talks to the Internet.
    pub(crate) fn new(options: &[&str]) -> Self {
        let house = Self::empty();
        let usual = ["--name", "Office", "--fqdn", "mail.example.test", "--local-domain", "example.test", "--hold-outbound"];
        let ports = ["--listen", "127.0.0.1:0", "--implicit-tls", "127.0.0.1:0"];
        house.run(&[&["init"], &usual[..], &ports, options].concat()).with_code(0);
        house
    }

    /// A home whose settings file is this.
    pub(crate) fn with_settings(text: &str) -> Self {
        let house = Self::empty();
        std::fs::create_dir(house.home()).unwrap();
        house.write("settings.ron", text);
        house
    }

    /// The same with an account `anna`.
    pub(crate) fn with_anna(self) -> Self {
        self.add("anna", ANNAS_PASSWORD);
        self
    }

    pub(crate) fn add(&self, name: &str, password: &str) -> Finished {
        self.run_with(&["account", "add", name, "--password-stdin"], password)
    }

    /// Runs the program with one line of input; it must succeed.
    pub(crate) fn run_with(&self, words: &[&str], line: &str) -> Finished {
        finish(&mut self.command(words), format!("{line}\n").as_bytes()).with_code(0)
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    /// A place for what a test needs beside the home.
    pub(crate) fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.home().join(name)).unwrap()
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        std::fs::write(self.home().join(name), text).unwrap();
    }

    /// Changes the settings by hand, as with an editor. What is to be replaced must be there.
    pub(crate) fn edit(&self, from: &str, to: &str) {
        let text = self.read("settings.ron");
        assert!(text.contains(from), "no {from:?} in\n{text}");
        self.write("settings.ron", &text.replacen(from, to, 1));
    }

    /// The program with these words and this home.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command.args(words).arg("--home").arg(self.home()).env_remove("RUST_LOG");
        command
    }

    /// Runs the program to its end.
    pub(crate) fn run(&self, words: &[&str]) -> Finished {
        finish(&mut self.command(words), b"")
    }

    /// The program, serving.
    pub(crate) fn serve(&self) -> Server {
        Server::start(self.command(&["serve"]))
    }
}

/// What anna logs on with in all tests.
pub(crate) const ANNAS_PASSWORD: &str = "Kaffe&Bulle 07!";

/// Runs a command to its end.
pub(crate) fn finish(command: &mut Command, input: &[u8]) -> Finished {
    finish_within(command, input, PATIENCE)
}

/// The same for a command that takes its time.
pub(crate) fn finish_within(command: &mut Command, input: &[u8], patience: Duration) -> Finished {
    let piped = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = Process(piped.spawn().unwrap_or_else(|error| panic!("{}", cannot_run(command, &error))));
    let (mut stdin, input) = (process.0.stdin.take().unwrap(), input.to_vec());
    // A command that ends without reading everything is none of our business.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let (out, err) = (slurp(process.0.stdout.take().unwrap()), slurp(process.0.stderr.take().unwrap()));
    let status = process.wait(patience);
    writer.join().unwrap();
    Finished { code: status.code(), out: out.join().unwrap(), err: err.join().unwrap() }
}

/// Says something that is seen although the test passes.
pub(crate) fn aloud(line: &str) {
    // Not by a macro: those are captured.
    let _ = writeln!(std::io::stderr().lock(), "{line}");
}

/// What to do about a program that is not there.
fn cannot_run(command: &Command, error: &std::io::Error) -> String {
    let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
    format!("{program} cannot be run ({error}). Install the package {program}, or run `make deps`, which installs all that the tests need")
}

fn slurp(mut from: impl Read + Send + 'static) -> JoinHandle<String> {
    std::thread::spawn(move || {
        let mut octets = vec![];
        from.read_to_end(&mut octets).unwrap();
        String::from_utf8_lossy(&octets).into_owned()
    })
}

/// A process that does not outlive the test.
pub(crate) struct Process(pub(crate) Child);

impl Process {
    /// Waits for its end.
    pub(crate) fn wait(&mut self, patience: Duration) -> ExitStatus {
        let until = Instant::now() + patience;
        loop {
            if let Some(status) = self.0.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < until, "process {} did not end in {patience:?}", self.0.id());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        let id = rustix::process::Pid::from_child(&self.0);
        rustix::process::kill_process(id, signal).unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A line `listening IP:PORT starttls|tls SERVER`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listening {
    pub(crate) address: SocketAddr,
    pub(crate) encryption: String,
    pub(crate) server: String,
}

/// The program, serving a home.
pub(crate) struct Server {
    process: Process,
    out: Arc<Mutex<String>>,
    err: Arc<Mutex<String>>,
    readers: Vec<JoinHandle<()>>,
}

impl Server {
    /// Starts it and waits until it has said where it listens; it does so for one address at least.
    pub(crate) fn start(mut command: Command) -> Self {
        let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = Process(piped.spawn().unwrap_or_else(|error| panic!("{}", cannot_run(&command, &error))));
        let (out, err) = (Arc::default(), Arc::default());
        let readers = vec![follow(process.0.stdout.take().unwrap(), &out), follow(process.0.stderr.take().unwrap(), &err)];
        let mut server = Self { process, out, err, readers };
        let until = Instant::now() + PATIENCE;
        while server.listening().is_empty() {
            let ended = server.process.0.try_wait().unwrap();
            assert!(ended.is_none() && Instant::now() < until, "the server did not start ({ended:?}):\n{}", server.log());
            std::thread::sleep(Duration::from_millis(5));
        }
        // The lines are written one by one, in one go.
        std::thread::sleep(Duration::from_millis(20));
        server
    }

    /// Its process number.
    pub(crate) fn id(&self) -> u32 {
        self.process.0.id()
    }

    /// All that it has written to stdout.
    pub(crate) fn out(&self) -> String {
        self.out.lock().unwrap().clone()
    }

    /// All that it has written to stderr.
    pub(crate) fn log(&self) -> String {
        self.err.lock().unwrap().clone()
    }

    /// Where it listens, by its own words.
    pub(crate) fn listening(&self) -> Vec<Listening> {
        let out = self.out();
        let (whole, _) = out.rsplit_once('\n').unwrap_or_default();
        let lines = whole.lines().filter_map(|line| line.strip_prefix("listening "));
        lines
            .map(|line| {
                let mut words = line.splitn(3, ' ');
                let mut word = || words.next().unwrap().to_owned();
                Listening { address: word().parse().unwrap(), encryption: word(), server: word() }
            })
            .collect()
    }

    /// The address with STARTTLS.
    pub(crate) fn starttls(&self) -> SocketAddr {
        self.address("starttls")
    }

    /// The address with TLS from the first octet.
    pub(crate) fn implicit(&self) -> SocketAddr {
        self.address("tls")
    }

    fn address(&self, encryption: &str) -> SocketAddr {
        self.listening().into_iter().find(|l| l.encryption == encryption).unwrap().address
    }

    /// Waits until the log holds this so many times.
    pub(crate) fn wait_for_log(&self, words: &str, times: usize) {
        let until = Instant::now() + PATIENCE;
        while self.log().matches(words).count() < times {
            assert!(Instant::now() < until, "the log never said {words:?} {times} times:\n{}", self.log());
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    /// Has it read the settings again, and waits for what it says about that.
    pub(crate) fn reload(&self, answer: &str) {
        let before = self.log().matches(answer).count();
        self.signal(rustix::process::Signal::HUP);
        self.wait_for_log(answer, before + 1);
    }

    pub(crate) fn signal(&self, signal: rustix::process::Signal) {
        self.process.signal(signal);
    }

    /// Asks it to stop and waits for the end.
    pub(crate) fn stop(self) -> Finished {
        self.signal(rustix::process::Signal::TERM);
        self.ended()
    }

    /// Waits for its end.
    pub(crate) fn ended(mut self) -> Finished {
        let status = self.process.wait(PATIENCE);
        for reader in std::mem::take(&mut self.readers) {
            reader.join().unwrap();
        }
        Finished { code: status.code(), out: self.out(), err: self.log() }
    }
}

fn follow(from: impl Read + Send + 'static, into: &Arc<Mutex<String>>) -> JoinHandle<()> {
    let into = into.clone();
    std::thread::spawn(move || {
        let mut from = BufReader::new(from);
        let mut line = vec![];
        while from.read_until(b'\n', &mut line).is_ok_and(|octets| octets > 0) {
            into.lock().unwrap().push_str(&String::from_utf8_lossy(&line));
            line.clear();
        }
    })
}
