//! A work bench: a home, a folder beside it, openssl as authority and as client.

use jiff::Timestamp;
use postkontor::certificate::{BitLength, Certificates, Chain, Subject};
use postkontor::config::Home;
use postkontor::mail::{Secret, ServerId};
use std::io::Read;
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::Arc;

pub(crate) const SERVER: ServerId = ServerId(1);

pub(crate) struct Bench {
    folder: tempfile::TempDir,
    pub(crate) store: Certificates,
}

impl Bench {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path().join("home"));
        home.create().unwrap();
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        Self { store: Certificates::new(&home, provider).trusting(vec![]), folder }
    }

    /// A bench with an authority: `root.pem` and `middle.pem`, each with its `.key`.
    pub(crate) fn with_authority() -> Self {
        let bench = Self::new();
        bench.write("ca.cnf", b"basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\n");
        let new = "req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
        bench.openssl(&format!("{new} -x509 -days 3650 -subj /CN=Test-root -keyout root.key -out root.pem"));
        bench.openssl(&format!("{new} -subj /CN=Test-authority -keyout middle.key -out middle.csr"));
        bench.openssl("x509 -req -in middle.csr -CA root.pem -CAkey root.key -CAcreateserial -days 900 -extfile ca.cnf -out middle.pem");
        bench
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn home(&self) -> PathBuf {
        self.folder.path().join("home")
    }

    pub(crate) fn write(&self, name: &str, octets: &[u8]) {
        std::fs::write(self.path(name), octets).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// These files, one after the other.
    pub(crate) fn joined(&self, names: &[&str]) -> Vec<u8> {
        names.iter().flat_map(|name| self.read(name)).collect()
    }

    /// What openssl says to these words (split at spaces), which must succeed.
    pub(crate) fn openssl(&self, words: &str) -> String {
        let (succeeded, said) = self.try_openssl(words);
        assert!(succeeded, "openssl {words}: {said}");
        said
    }

    pub(crate) fn try_openssl(&self, words: &str) -> (bool, String) {
        let mut command = Command::new("openssl");
        command.args(words.split(' ')).current_dir(self.folder.path()).stdin(Stdio::null());
        let done = command.output().unwrap_or_else(|error| panic!("openssl: {error}; `make deps` installs it"));
        let said = [done.stdout, done.stderr].concat();
        (done.status.success(), String::from_utf8_lossy(&said).into_owned())
    }

    /// A request of ours, written to `request.pem` and signed by the authority as `leaf.pem`.
    pub(crate) fn signed_request(&self, subject: &Subject) -> String {
        let made = self.store.prepare(SERVER, subject, Timestamp::now()).unwrap();
        self.write("request.pem", made.pem.as_bytes());
        self.sign();
        made.pem
    }

    pub(crate) fn sign(&self) {
        self.openssl(
            "x509 -req -in request.pem -CA middle.pem -CAkey middle.key -CAcreateserial -days 90 -copy_extensions copy -out leaf.pem",
        );
    }

    /// Serves the chain on a socket and lets openssl verify it for the name, with the roots of this file.
    pub(crate) fn verified_over_a_socket(&self, chain: &Chain, name: &str, roots: &str) -> (bool, String) {
        let config = chain.server_config(self.store.provider()).unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let place = listener.local_addr().unwrap();
        let serving = std::thread::spawn(move || {
            let (mut socket, _) = listener.accept().unwrap();
            let mut connection = rustls::ServerConnection::new(config).unwrap();
            // Until the client, who says nothing, is gone.
            let _ = rustls::Stream::new(&mut connection, &mut socket).read(&mut [0; 1]);
        });
        let words =
            format!("s_client -connect {place} -servername {name} -verify_hostname {name} -verify_return_error -CAfile {roots} -brief");
        let done = self.try_openssl(&words);
        serving.join().unwrap();
        done
    }
}

pub(crate) fn subject(key: BitLength) -> Subject {
    Subject {
        friendly_name: "Poczta".into(),
        key,
        organization: "Biuro Próba Sp. z o.o.".into(),
        unit: "Dział IT".into(),
        common_name: "mail.example.test".into(),
        more_names: vec!["smtp.example.test".into(), "łódź.example.test".into()],
        country: "PL".into(),
        state: "łódzkie".into(),
        city: "Łódź".into(),
    }
}

pub(crate) fn secret(text: &str) -> Secret<String> {
    Secret::from(text)
}
