//! A scripted server: well behaved, but for what the script says.

use rustls_pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use tokio::io::{AsyncBufReadExt, AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::net::TcpListener;

/// What the server does at a step instead of the good thing.
#[derive(Debug, Clone)]
pub(crate) enum Fault {
    /// Says this, CRLF is added.
    Say(&'static str),
    Drop,
    Silence,
}

/// Steps: `greeting`, `EHLO`, `HELO`, `STARTTLS`, `handshake`, `AUTH`, `MAIL`, `RCPT`, `RCPT <address>`, `DATA`, `.`.
#[derive(Default)]
pub(crate) struct Script {
    pub(crate) faults: HashMap<String, Fault>,
    /// Beside 250-name: lines of the EHLO response.
    pub(crate) offers: Vec<&'static str>,
    pub(crate) tls_from_the_start: bool,
    /// Connections beyond this are closed with 421.
    pub(crate) most: Option<usize>,
}

pub(crate) struct Peer {
    pub(crate) address: SocketAddr,
    pub(crate) connections: Arc<AtomicUsize>,
    /// Commands as they came, of all connections.
    pub(crate) commands: Arc<Mutex<Vec<String>>>,
    /// Messages as they came, unstuffed.
    pub(crate) messages: Arc<Mutex<Vec<Vec<u8>>>>,
    task: tokio::task::JoinHandle<()>,
}

impl Drop for Peer {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Script {
    pub(crate) fn good() -> Self {
        Self { offers: vec!["PIPELINING", "8BITMIME", "DSN", "SIZE 10000000"], ..Self::default() }
    }

    pub(crate) fn fault(mut self, step: &str, fault: Fault) -> Self {
        self.faults.insert(step.into(), fault);
        self
    }

    pub(crate) fn offer(mut self, offer: &'static str) -> Self {
        self.offers.push(offer);
        self
    }

    pub(crate) async fn start(self) -> Peer {
        self.at("127.0.0.2:0").await
    }

    pub(crate) async fn at(self, address: &str) -> Peer {
        let listener = TcpListener::bind(address).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (connections, commands, messages): (Arc<AtomicUsize>, Arc<Mutex<Vec<_>>>, Arc<Mutex<Vec<_>>>) = Default::default();
        let talk = Arc::new(Talk { script: self, commands: Arc::clone(&commands), messages: Arc::clone(&messages) });
        let count = Arc::clone(&connections);
        let open = Arc::new(AtomicUsize::new(0));
        let task = tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else { return };
                count.fetch_add(1, Ordering::SeqCst);
                let (talk, open) = (Arc::clone(&talk), Arc::clone(&open));
                tokio::spawn(async move {
                    let now = open.fetch_add(1, Ordering::SeqCst) + 1;
                    if talk.script.most.is_some_and(|most| now > most) {
                        let mut stream = stream;
                        let _ = stream.write_all(b"421 too many connections\r\n").await;
                    } else if talk.script.tls_from_the_start {
                        if let Ok(stream) = tokio_rustls::TlsAcceptor::from(tls()).accept(stream).await {
                            let _ = talk.serve(&mut BufReader::new(stream), true, true).await;
                        }
                    } else {
                        let _ = talk.begin(stream).await;
                    }
                    open.fetch_sub(1, Ordering::SeqCst);
                });
            }
        });
        Peer { address, connections, commands, messages, task }
    }
}

impl Peer {
    pub(crate) fn messages(&self) -> Vec<Vec<u8>> {
        self.messages.lock().unwrap().clone()
    }

    pub(crate) fn commands(&self) -> Vec<String> {
        self.commands.lock().unwrap().clone()
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }
}

struct Talk {
    script: Script,
    commands: Arc<Mutex<Vec<String>>>,
    messages: Arc<Mutex<Vec<Vec<u8>>>>,
}

/// The connection is over, or goes on in TLS.
enum End {
    Over,
    StartTls,
}

impl Talk {
    async fn begin(&self, stream: tokio::net::TcpStream) -> std::io::Result<()> {
        let mut stream = BufReader::new(stream);
        if let End::StartTls = self.serve(&mut stream, false, true).await? {
            if self.script.faults.contains_key("handshake") {
                // Behind the hello, else it would be words in clear behind the 220.
                let mut tcp = stream.into_inner();
                tokio::io::AsyncReadExt::read(&mut tcp, &mut [0; 4096]).await?;
                return tcp.write_all(b"this is no handshake\r\n").await;
            }
            let stream = tokio_rustls::TlsAcceptor::from(tls()).accept(stream.into_inner()).await?;
            self.serve(&mut BufReader::new(stream), true, false).await?;
        }
        Ok(())
    }

    /// Does the fault of a step, when there is one; `false` when the connection is over.
    async fn fault<S: AsyncWrite + Unpin>(&self, stream: &mut S, step: &str) -> std::io::Result<Option<bool>> {
        match self.script.faults.get(step) {
            None => Ok(None),
            Some(Fault::Say(reply)) => {
                stream.write_all(format!("{reply}\r\n").as_bytes()).await?;
                Ok(Some(!reply.starts_with("421")))
            }
            Some(Fault::Drop) => Ok(Some(false)),
            Some(Fault::Silence) => {
                tokio::time::sleep(std::time::Duration::from_secs(300)).await;
                Ok(Some(false))
            }
        }
    }

    async fn serve<S: AsyncRead + AsyncWrite + Unpin>(&self, stream: &mut BufReader<S>, tls: bool, greet: bool) -> std::io::Result<End> {
        if greet {
            match self.fault(stream, "greeting").await? {
                Some(_) => return Ok(End::Over),
                None => stream.write_all(b"220 peer.test ESMTP\r\n").await?,
            }
        }
        let mut partial = vec![];
        loop {
            let mut line = String::new();
            if stream.read_line(&mut line).await? == 0 {
                return Ok(End::Over);
            }
            let line = line.trim_end().to_owned();
            self.commands.lock().unwrap().push(line.clone());
            let verb = line.split(' ').next().unwrap_or_default().to_uppercase();
            let whole = line.to_uppercase();
            let addressed =
                whole.find('<').and_then(|from| whole.find('>').map(|to| format!("{verb} {}", whole[from + 1..to].to_lowercase())));
            let mut faulty = None;
            for step in [Some(verb.clone()), addressed].into_iter().flatten() {
                if faulty.is_none() {
                    faulty = self.fault(stream, &step).await?;
                }
            }
            match faulty {
                Some(true) => continue,
                Some(false) => return Ok(End::Over),
                None => {}
            }
            match verb.as_str() {
                "EHLO" => {
                    let mut offers = self.script.offers.clone();
                    offers.retain(|offer| !(tls && *offer == "STARTTLS"));
                    let mut reply = String::from("250-peer.test\r\n");
                    offers.iter().for_each(|offer| reply += &format!("250-{offer}\r\n"));
                    reply += "250 ENHANCEDSTATUSCODES\r\n";
                    stream.write_all(reply.as_bytes()).await?;
                }
                "STARTTLS" => {
                    stream.write_all(b"220 go\r\n").await?;
                    return Ok(End::StartTls);
                }
                "AUTH" => {
                    stream.write_all(b"334 \r\n").await?;
                    let mut answer = String::new();
                    stream.read_line(&mut answer).await?;
                    self.commands.lock().unwrap().push(answer.trim_end().to_owned());
                    // \0office\0s3cret
                    let reply = if answer.trim_end() == "AG9mZmljZQBzM2NyZXQ=" { "235 2.7.0 in\r\n" } else { "535 5.7.8 no\r\n" };
                    stream.write_all(reply.as_bytes()).await?;
                }
                "DATA" => {
                    stream.write_all(b"354 go\r\n").await?;
                    let mut message = vec![];
                    loop {
                        let mut line = vec![];
                        if stream.read_until(b'\n', &mut line).await? == 0 {
                            return Ok(End::Over);
                        }
                        if line == b".\r\n" {
                            break;
                        }
                        message.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
                    }
                    match self.fault(stream, ".").await? {
                        Some(true) => continue,
                        Some(false) => return Ok(End::Over),
                        None => {}
                    }
                    self.messages.lock().unwrap().push(message);
                    stream.write_all(b"250 2.0.0 taken\r\n").await?;
                }
                "BDAT" => {
                    let size: usize = whole.split(' ').nth(1).unwrap().parse().unwrap();
                    let mut chunk = vec![0; size];
                    tokio::io::AsyncReadExt::read_exact(stream, &mut chunk).await?;
                    partial.extend_from_slice(&chunk);
                    if whole.ends_with(" LAST") {
                        self.messages.lock().unwrap().push(std::mem::take(&mut partial));
                    }
                    stream.write_all(b"250 2.0.0 taken\r\n").await?;
                }
                "QUIT" => {
                    stream.write_all(b"221 bye\r\n").await?;
                    return Ok(End::Over);
                }
                _ => stream.write_all(b"250 2.0.0 ok\r\n").await?,
            }
        }
    }
}

fn tls() -> Arc<rustls::ServerConfig> {
    let made = rcgen::generate_simple_self_signed(vec!["peer.test".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(made.signing_key.serialize_der()));
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let config = rustls::ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    Arc::new(config.with_no_client_auth().with_single_cert(vec![made.cert.der().clone()], key).unwrap())
}
