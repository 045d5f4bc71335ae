//! The file that an authority fetches (http-01, RFC 8555 §8.3), and nothing else, while an order is being checked.

use std::collections::HashMap;
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::AbortHandle;
use tokio::time::timeout;

/// Open while it lives.
#[derive(Debug)]
pub struct Answerer {
    tasks: Vec<AbortHandle>,
    /// Where it listens.
    pub addresses: Vec<SocketAddr>,
}

impl Answerer {
    /// Listens on these addresses (none = all of this computer) and answers with these files, by token. Needs a runtime.
    ///
    /// # Errors
    /// When an address is another program's or may not be opened: the authority would meet that one. A family that this
    /// computer does not have is no error where the other one is there.
    pub fn open(addresses: &[IpAddr], port: u16, files: HashMap<String, String>) -> io::Result<Self> {
        let all = [IpAddr::V6(Ipv6Addr::UNSPECIFIED), IpAddr::V4(Ipv4Addr::UNSPECIFIED)];
        let addresses = if addresses.is_empty() { &all[..] } else { addresses };
        let (files, room) = (Arc::new(files), Arc::new(Semaphore::new(MOST_CLIENTS)));
        let (mut tasks, mut open, mut refused) = (vec![], vec![], None);
        for address in addresses {
            match listen(SocketAddr::new(*address, port)) {
                Ok(listener) => {
                    open.extend(listener.local_addr());
                    tasks.push(tokio::spawn(attend(listener, files.clone(), room.clone())).abort_handle());
                }
                Err(error) => refused = Some(error),
            }
        }
        let opened = Self { tasks, addresses: open };
        match refused {
            Some(error) if opened.addresses.is_empty() || matters(&error) => Err(error),
            _ => Ok(opened),
        }
    }
}

impl Drop for Answerer {
    fn drop(&mut self) {
        self.tasks.iter().for_each(AbortHandle::abort);
    }
}

fn matters(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied)
}

fn listen(address: SocketAddr) -> io::Result<TcpListener> {
    let kind = if address.is_ipv4() { socket2::Domain::IPV4 } else { socket2::Domain::IPV6 };
    let socket = socket2::Socket::new(kind, socket2::Type::STREAM, None)?;
    if address.is_ipv6() {
        socket.set_only_v6(true)?;
    }
    // An earlier order's connections may still be closing.
    socket.set_reuse_address(true)?;
    socket.set_nonblocking(true)?;
    socket.bind(&address.into())?;
    socket.listen(MOST_CLIENTS as i32)?;
    TcpListener::from_std(socket.into())
}

async fn attend(listener: TcpListener, files: Arc<HashMap<String, String>>, room: Arc<Semaphore>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        // Beyond the room nobody is answered: an authority asks a handful of times.
        let Ok(place) = room.clone().try_acquire_owned() else { continue };
        let files = files.clone();
        tokio::spawn(async move {
            // Who asks too slowly, or goes away, gets nothing.
            let _ = timeout(LONGEST, serve(stream, &files)).await;
            drop(place);
        });
    }
}

async fn serve(mut stream: TcpStream, files: &HashMap<String, String>) -> io::Result<()> {
    let mut head = Vec::with_capacity(1024);
    let mut octets = [0; 1024];
    while !head.windows(4).any(|window| window == b"\r\n\r\n") {
        let read = stream.read(&mut octets).await?;
        if read == 0 || head.len() + read > MOST_HEAD {
            return Ok(());
        }
        head.extend_from_slice(&octets[..read]);
    }
    stream.write_all(answer(&head, files).as_bytes()).await?;
    stream.shutdown().await
}

/// The whole answer to a request.
fn answer(head: &[u8], files: &HashMap<String, String>) -> String {
    let line = head.split(|octet| *octet == b'\r').next().and_then(|line| std::str::from_utf8(line).ok()).unwrap_or_default();
    let token = line.strip_prefix("GET /.well-known/acme-challenge/").and_then(|rest| rest.split(' ').next());
    let (status, body) = match token.and_then(|token| files.get(token)) {
        Some(file) => ("200 OK", file.as_str()),
        None => ("404 Not Found", ""),
    };
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: application/octet-stream\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
}

/// At the same time.
const MOST_CLIENTS: usize = 16;
/// Octets of a request.
const MOST_HEAD: usize = 8 * 1024;
/// For a request and its answer.
const LONGEST: Duration = Duration::from_secs(10);

#[cfg(test)]
mod tests {
    use super::*;

    fn files() -> HashMap<String, String> {
        HashMap::from([("abc".to_owned(), "abc.thumb".to_owned())])
    }

    #[test]
    fn only_the_files_of_the_order_are_there() {
        let answered = |request: &str| answer(request.as_bytes(), &files());
        assert!(answered("GET /.well-known/acme-challenge/abc HTTP/1.1\r\nHost: a\r\n\r\n").ends_with("\r\n\r\nabc.thumb"));
        for other in [
            "GET / HTTP/1.1\r\n",
            "GET /.well-known/acme-challenge/ HTTP/1.1\r\n",
            "POST /.well-known/acme-challenge/abc HTTP/1.1\r\n",
            "\u{0}",
        ] {
            assert!(answered(other).starts_with("HTTP/1.1 404"), "{other}");
        }
    }

    #[tokio::test]
    async fn the_port_is_open_only_while_the_order_is_checked() {
        let open = Answerer::open(&[Ipv4Addr::LOCALHOST.into()], 0, files()).unwrap();
        let at = open.addresses[0];
        let mut client = TcpStream::connect(at).await.unwrap();
        client.write_all(b"GET /.well-known/acme-challenge/abc HTTP/1.0\r\n\r\n").await.unwrap();
        let mut said = String::new();
        client.read_to_string(&mut said).await.unwrap();
        assert!(said.ends_with("abc.thumb"), "{said}");
        drop(open);
        // The task ends at its next breath.
        while TcpStream::connect(at).await.is_ok() {
            tokio::task::yield_now().await;
        }
    }

    #[tokio::test]
    async fn a_request_without_end_is_cut_off() {
        let open = Answerer::open(&[Ipv4Addr::LOCALHOST.into()], 0, files()).unwrap();
        let mut client = TcpStream::connect(open.addresses[0]).await.unwrap();
        // It may be cut off before all of it is written.
        let _ = client.write_all(&vec![b'a'; MOST_HEAD * 2]).await;
        let mut said = vec![];
        // At once, not when its time is over.
        timeout(LONGEST / 2, client.read_to_end(&mut said)).await.unwrap().ok();
        assert_eq!(said, b"");
    }
}
