//! An online certification authority on loopback: Debian's pebble, with the mock DNS it asks. Both end with the value.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A running authority.
pub(crate) struct Pebble {
    _folder: tempfile::TempDir,
    children: Vec<Child>,
    /// Its directory.
    pub(crate) directory: String,
    /// The root that its web server is trusted by, PEM.
    pub(crate) root: String,
    /// Where it comes to for http-01.
    pub(crate) http_port: u16,
    /// The DNS.
    pub(crate) dns: SocketAddr,
    manager: SocketAddr,
}

/// How it differs from the usual.
#[derive(Default)]
pub(crate) struct Habits {
    /// It refuses so many percent of all nonces.
    pub(crate) loses_count: u8,
    /// It binds accounts to this one: key identifier and key (base64url).
    pub(crate) bound_to: Option<(&'static str, &'static str)>,
}

impl Pebble {
    pub(crate) fn start(habits: &Habits) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = rcgen::KeyPair::generate().unwrap();
        let mut authority = rcgen::CertificateParams::new(vec![]).unwrap();
        authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        let root = authority.self_signed(&key).unwrap();
        let issuer = rcgen::Issuer::new(authority, key);
        let own = rcgen::KeyPair::generate().unwrap();
        let leaf = rcgen::CertificateParams::new(vec!["127.0.0.1".into(), "localhost".into()]).unwrap().signed_by(&own, &issuer).unwrap();
        std::fs::write(folder.path().join("own.pem"), leaf.pem()).unwrap();
        std::fs::write(folder.path().join("own.key"), own.serialize_pem()).unwrap();
        let [listen, manage, http, tls, dns, mock] = free_ports();
        let bound = match habits.bound_to {
            Some((id, key)) => format!(",\"externalAccountBindingRequired\":true,\"externalAccountMACKeys\":{{\"{id}\":\"{key}\"}}"),
            None => String::new(),
        };
        let config = format!(
            "{{\"pebble\":{{\"listenAddress\":\"127.0.0.1:{listen}\",\"managementListenAddress\":\"127.0.0.1:{manage}\",\
             \"certificate\":{own:?},\"privateKey\":{key:?},\"httpPort\":{http},\"tlsPort\":{tls},\"ocspResponderURL\":\"\"{bound}}}}}",
            own = folder.path().join("own.pem"),
            key = folder.path().join("own.key"),
        );
        std::fs::write(folder.path().join("config.json"), config).unwrap();
        let quiet = |command: &mut Command| command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let names = quiet(Command::new("pebble-challtestsrv").args([
            "-http01",
            "",
            "-https01",
            "",
            "-tlsalpn01",
            "",
            "-defaultIPv6",
            "",
            "-dns01",
            &format!("127.0.0.1:{dns}"),
            "-management",
            &format!("127.0.0.1:{mock}"),
        ]));
        let authority = quiet(
            Command::new("pebble")
                .arg("-config")
                .arg(folder.path().join("config.json"))
                .args(["-dnsserver", &format!("127.0.0.1:{dns}")])
                .env("PEBBLE_VA_NOSLEEP", "1")
                .env("PEBBLE_WFE_NONCEREJECT", habits.loses_count.to_string()),
        );
        let missing = "pebble and pebble-challtestsrv are needed: install the package pebble (make deps)";
        let pebble = Self {
            _folder: folder,
            children: vec![names.expect(missing), authority.expect(missing)],
            directory: format!("https://127.0.0.1:{listen}/dir"),
            root: root.pem(),
            http_port: http,
            dns: (Ipv4Addr::LOCALHOST, dns).into(),
            manager: (Ipv4Addr::LOCALHOST, mock).into(),
        };
        for port in [listen, mock] {
            let deadline = Instant::now() + Duration::from_secs(20);
            while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
                assert!(Instant::now() < deadline, "the authority does not come up");
                std::thread::sleep(Duration::from_millis(20));
            }
        }
        pebble
    }

    /// Publishes a TXT record.
    pub(crate) fn publish(&self, name: &str, text: &str) {
        self.manage("set-txt", &format!("{{\"host\":\"{name}.\",\"value\":\"{text}\"}}"));
    }

    /// Lets a name lead to another address.
    pub(crate) fn lead(&self, name: &str, address: &str) {
        self.manage("add-a", &format!("{{\"host\":\"{name}.\",\"addresses\":[\"{address}\"]}}"));
    }

    fn manage(&self, what: &str, body: &str) {
        let mut stream = TcpStream::connect(self.manager).unwrap();
        let head = format!("POST /{what} HTTP/1.0\r\nHost: a\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        stream.write_all(head.as_bytes()).unwrap();
        let mut said = String::new();
        stream.read_to_string(&mut said).unwrap();
        assert!(said.contains(" 200 "), "{said}");
    }

    /// It is gone from now on.
    #[allow(dead_code, reason = "not every test ends it before its own end")]
    pub(crate) fn stop(&mut self) {
        for child in &mut self.children {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

impl Drop for Pebble {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Ports that nobody has at the moment, for TCP and UDP alike.
fn free_ports<const N: usize>() -> [u16; N] {
    let held: [TcpListener; N] = std::array::from_fn(|_| {
        loop {
            let tcp = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
            if std::net::UdpSocket::bind(tcp.local_addr().unwrap()).is_ok() {
                break tcp;
            }
        }
    });
    held.map(|tcp| tcp.local_addr().unwrap().port())
}
