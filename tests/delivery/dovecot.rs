//! With Dovecot, the mail store most offices have: it takes our messages by LMTP, and reads our Maildir.
//!
//! Started by the test with a configuration of its own in a folder of its own, on a socket and on loopback.

use crate::office::Office;
use postkontor::accounts::Destination;
use postkontor::mail::AccountId;
use std::net::{SocketAddr, TcpListener};
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

struct Dovecot {
    folder: tempfile::TempDir,
    port: u16,
    process: Child,
}

impl Dovecot {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let (uid, gid) = owner();
        let at = folder.path();
        let own = Command::new("id").arg("-un").output().unwrap();
        let own = String::from_utf8(own.stdout).unwrap();
        let group = Command::new("id").arg("-gn").output().unwrap();
        let group = String::from_utf8(group.stdout).unwrap();
        std::fs::create_dir(at.join("mail")).unwrap();
        // Dovecot keeps no mail as root.
        std::fs::set_permissions(at, std::fs::Permissions::from_mode(0o755)).unwrap();
        chown(at.join("mail"), Some(uid), Some(gid)).unwrap();
        let text = CONFIGURATION
            .replace("FOLDER", &at.display().to_string())
            .replace("OWN", own.trim())
            .replace("GROUP", group.trim())
            .replace("PORT", &port.to_string())
            .replace("UID", &uid.to_string())
            .replace("GID", &gid.to_string());
        std::fs::write(at.join("dovecot.conf"), text).unwrap();
        let mut command = Command::new("dovecot");
        command.arg("-F").arg("-c").arg(at.join("dovecot.conf")).stdin(Stdio::null());
        let process = command
            .env("PATH", path())
            .spawn()
            .unwrap_or_else(|e| panic!("dovecot cannot be started: {e}; install dovecot-core and dovecot-lmtpd"));
        let this = Self { folder, port, process };
        let end = Instant::now() + Duration::from_secs(20);
        while !this.socket().exists() {
            assert!(Instant::now() < end, "Dovecot does not listen: {}", this.log());
            std::thread::sleep(Duration::from_millis(20));
        }
        this
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join("run/lmtp")
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }

    /// The subjects and texts of all messages of a user.
    fn fetch(&self, user: &str) -> String {
        let mut doveadm = Command::new("doveadm");
        doveadm.arg("-c").arg(self.folder.path().join("dovecot.conf")).args([
            "fetch",
            "-u",
            user,
            "hdr.subject hdr.return-path body",
            "all",
        ]);
        let output = doveadm.env("PATH", path()).output().unwrap();
        assert!(output.status.success(), "{}{}", String::from_utf8_lossy(&output.stderr), self.log());
        String::from_utf8(output.stdout).unwrap()
    }
}

impl Drop for Dovecot {
    fn drop(&mut self) {
        // Its master ends its own processes.
        if let Some(pid) = rustix::process::Pid::from_raw(i32::try_from(self.process.id()).unwrap_or(0)) {
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
        }
        let _ = self.process.wait();
    }
}

fn path() -> String {
    format!("{}:/usr/sbin:/sbin", std::env::var("PATH").unwrap_or_default())
}

/// Whose the mail is: nobody's, when the test runs as root.
fn owner() -> (u32, u32) {
    match rustix::process::geteuid() {
        root if root.is_root() => (65_534, 65_534),
        user => (user.as_raw(), rustix::process::getegid().as_raw()),
    }
}

const CONFIGURATION: &str = r#"
base_dir = FOLDER/run
state_dir = FOLDER/state
log_path = FOLDER/log
protocols = lmtp
ssl = no
listen = 127.0.0.1
default_internal_user = OWN
default_internal_group = GROUP
default_login_user = OWN
first_valid_uid = 1
mail_location = maildir:FOLDER/mail/%n/Maildir
passdb {
  driver = static
  args = nopassword=y
}
userdb {
  driver = static
  args = uid=UID gid=GID home=FOLDER/mail/%n allow_all_users=yes
}
service anvil {
  chroot =
}
service stats {
  chroot =
}
service lmtp {
  chroot =
  unix_listener lmtp {
    mode = 0600
  }
  inet_listener lmtp {
    address = 127.0.0.1
    port = PORT
  }
}
postmaster_address = postmaster@office.test
"#;

#[tokio::test]
async fn dovecot_takes_our_messages_at_its_socket_and_over_tcp() {
    let dovecot = Dovecot::start();
    let tcp = SocketAddr::from(([127, 0, 0, 1], dovecot.port)).to_string();
    for (subject, at) in [("by socket", dovecot.socket().display().to_string()), ("by TCP", tcp)] {
        let office = Office::open(|_| ()).await;
        office.change_accounts(|accounts| accounts.iter_mut().for_each(|account| account.destination = Destination::Lmtp(at.clone())));
        let message = format!("Subject: {subject}\r\n\r\n.a dot\r\nand a line\r\n");
        office.send("far@elsewhere.test", &["info@office.test", "anna@office.test"], message.as_bytes()).await;
        office.empty().await;
        for user in ["anna", "bo"] {
            let found = dovecot.fetch(user);
            assert_eq!(found.matches(&format!("hdr.subject: {subject}\n")).count(), 1, "{user}: {found}{}", dovecot.log());
            assert!(found.contains(".a dot") && found.contains("far@elsewhere.test"), "{found}");
        }
    }
}

#[tokio::test]
async fn dovecot_reads_our_maildir() {
    let office = Office::open(|_| ()).await;
    let messages = 3;
    for number in 0..messages {
        let message = format!("Subject: number {number}\r\n\r\nline one\r\n\r\nline three, \u{e5}\u{4e2d}\r\n");
        office.send("far@elsewhere.test", &["anna@office.test"], message.as_bytes()).await;
    }
    office.empty().await;
    let dovecot = Dovecot::start();
    let theirs = dovecot.folder.path().join("mail/anna");
    // It must own what it reads; the home is ours alone.
    copy(&office.home.mailboxes().join(AccountId(1).to_string()), &theirs);
    let found = dovecot.fetch("anna");
    for number in 0..messages {
        assert_eq!(found.matches(&format!("hdr.subject: number {number}\n")).count(), 1, "{found}");
    }
    assert_eq!(found.matches("line three, \u{e5}\u{4e2d}").count(), messages, "{found}");
    assert_eq!(found.matches("far@elsewhere.test").count(), messages, "{found}");
}

fn copy(from: &Path, to: &Path) {
    let (uid, gid) = owner();
    std::fs::create_dir_all(to).unwrap();
    chown(to, Some(uid), Some(gid)).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), &target).unwrap();
            chown(&target, Some(uid), Some(gid)).unwrap();
        }
    }
}
