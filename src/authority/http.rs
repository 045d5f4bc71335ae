//! The file that an authority fetches (http-01, RFC 8555 §8.3), and nothing else, while an order is being checked.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
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
        let files = Arc::new(files);
        let (mut tasks, mut open, mut refused) = (vec![], vec![], None);
        for address in addresses {
            match listen(SocketAddr::new(*address, port)) {
                Ok(listener) => {
                    open.extend(listener.local_addr());
                    tasks.push(tokio::spawn(attend(listener, files.clone())).abort_handle());
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
    socket.listen(BACKLOG)?;
    TcpListener::from_std(socket.into())
}

async fn attend(listener: TcpListener, files: Arc<HashMap<String, String>>) {
    // They end with the listener.
    let mut tasks = JoinSet::new();
    let mut clients = VecDeque::with_capacity(MOST_CLIENTS);
    loop {
        let Ok((stream, from)) = listener.accept().await else {
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        while tasks.try_join_next().is_some() {}
        make_room(&mut clients);
        let files = files.clone();
        // Who asks too slowly, or goes away, gets nothing.
        let task = tasks.spawn(async move { drop(timeout(LONGEST, serve(stream, &files)).await) });
        clients.push_back((network(from.ip()), task));
    }
}

/// When all places are taken, the network that holds the most of them loses its oldest: silent clients of one network keep no
/// authority from being answered, and an authority that asks for many names at once is one among others.
fn make_room(clients: &mut VecDeque<(IpAddr, AbortHandle)>) {
    clients.retain(|(_, task)| !task.is_finished());
    if clients.len() < MOST_CLIENTS {
        return;
    }
    let mut held = HashMap::new();
    for (network, _) in &*clients {
        *held.entry(*network).or_insert(0_usize) += 1;
    }
    let greediest = held.into_iter().max_by_key(|(_, places)| *places).map(|(network, _)| network);
    let goes = clients.iter().position(|(network, _)| Some(*network) == greediest);
    if let Some((_, task)) = goes.and_then(|at| clients.remove(at)) {
        task.abort();
    }
}

/// One customer has an IPv4 address, or all of a /64.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() >> 64 << 64).into(),
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
const MOST_CLIENTS: usize = 256;
/// Waiting to be let in.
const BACKLOG: i32 = 64;
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
    async fn clients_that_never_ask_keep_nobody_from_being_answered() {
        let open = Answerer::open(&[Ipv4Addr::LOCALHOST.into()], 0, files()).unwrap();
        let mut silent = vec![];
        for _ in 0..2 * MOST_CLIENTS {
            silent.push(TcpStream::connect(open.addresses[0]).await.unwrap());
        }
        let mut client = TcpStream::connect(open.addresses[0]).await.unwrap();
        client.write_all(b"GET /.well-known/acme-challenge/abc HTTP/1.0\r\n\r\n").await.unwrap();
        let mut said = String::new();
        timeout(LONGEST / 2, client.read_to_string(&mut said)).await.unwrap().unwrap();
        assert!(said.ends_with("abc.thumb"), "{said}");
    }

    #[tokio::test]
    async fn who_holds_the_most_places_makes_room_first() {
        let waiting = || tokio::spawn(std::future::pending::<()>()).abort_handle();
        let [quiet, greedy]: [IpAddr; 2] = ["192.0.2.1".parse().unwrap(), network("2001:db8::1".parse().unwrap())];
        assert_eq!(greedy, network("2001:db8::ffff:2".parse::<IpAddr>().unwrap()));
        let mut clients = VecDeque::from([(quiet, waiting()), (quiet, waiting())]);
        for _ in 0..2 * MOST_CLIENTS {
            make_room(&mut clients);
            clients.push_back((greedy, waiting()));
        }
        let held = |clients: &VecDeque<(IpAddr, AbortHandle)>, by| clients.iter().filter(|(network, _)| *network == by).count();
        assert_eq!((held(&clients, quiet), held(&clients, greedy), clients.len()), (2, MOST_CLIENTS - 2, MOST_CLIENTS));
        clients.iter().for_each(|(_, task)| task.abort());
        while clients.iter().any(|(_, task)| !task.is_finished()) {
            tokio::task::yield_now().await;
        }
        make_room(&mut clients);
        assert_eq!(clients.len(), 0);
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
