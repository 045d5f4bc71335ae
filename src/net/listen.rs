//! Listening sockets: opened and closed as the bindings change, each handing its connections to the right server.

use super::occupant;
use super::plan::{self, Socket, Target, Wanted};
use crate::config::{Binding, Encryption};
use crate::mail::{ServerId, canonical};
use socket2::{Domain, Protocol, Type};
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A new connection and whom it is for.
#[derive(Debug)]
pub struct Accepted {
    /// The connection, TCP_NODELAY set.
    pub stream: TcpStream,
    /// The client, canonical.
    pub peer: SocketAddr,
    /// Our side, canonical.
    pub local: SocketAddr,
    /// The server chosen by the local address.
    pub server: ServerId,
    /// STARTTLS or TLS from the first octet.
    pub encryption: Encryption,
}

/// A binding and the address it really has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listening {
    /// Whose.
    pub server: ServerId,
    /// The binding.
    pub binding: Binding,
    /// The address with the real port.
    pub address: SocketAddr,
}

/// A binding that could not be had, with reason and cure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BindError {
    /// Whose.
    pub server: ServerId,
    /// The address.
    pub address: SocketAddr,
    /// The reason.
    pub reason: BindReason,
}

/// Why an address and port could not be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BindReason {
    /// Somebody listens there; the program when it can be known.
    InUse(Option<String>),
    /// Ports below 1024 need a privilege.
    Privilege,
    /// No network card of this computer has the address.
    NotOurs,
    /// Anything else, in the system's words.
    Other(String),
}

impl BindReason {
    /// From what the system said when this address was to be listened on.
    pub fn of(error: &io::Error, address: SocketAddr) -> Self {
        match error.kind() {
            io::ErrorKind::AddrInUse => Self::InUse(occupant::of(address)),
            io::ErrorKind::PermissionDenied => Self::Privilege,
            io::ErrorKind::AddrNotAvailable => Self::NotOurs,
            _ => Self::Other(error.to_string()),
        }
    }
}

impl std::error::Error for BindError {}

impl fmt::Display for BindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (address, port) = (self.address, self.address.port());
        match &self.reason {
            BindReason::InUse(Some(who)) => write!(f, "{address} is used by {who}. Stop that program, or choose another port or address"),
            BindReason::InUse(None) => {
                write!(f, "{address} is used by another program. Find it with `ss -ltnp`, stop it, or choose another port or address")
            }
            BindReason::Privilege => write!(
                f,
                "port {port} may be opened only with a privilege this program does not have. Use the systemd unit of the package (AmbientCapabilities=CAP_NET_BIND_SERVICE), run `setcap cap_net_bind_service=+ep` on the program, or choose a port above 1023 such as 2525"
            ),
            BindReason::NotOurs => write!(f, "{} is no address of this computer. Choose one that is, or * for all", address.ip()),
            BindReason::Other(error) => write!(f, "{address} cannot be listened on: {error}. Choose another port or address"),
        }
    }
}

/// What to do with each new connection. Called on the runtime; must not block.
pub type Receiver = Arc<dyn Fn(Accepted) + Send + Sync>;

/// All listening sockets of the engine.
pub struct Listeners {
    receiver: Receiver,
    open: Vec<OpenSocket>,
}

struct OpenSocket {
    /// As planned; the key that tells whether the socket may stay.
    planned: SocketAddr,
    /// As bound.
    address: SocketAddr,
    targets: Arc<RwLock<Vec<Target>>>,
    task: JoinHandle<()>,
}

impl Drop for OpenSocket {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Listeners {
    /// None yet.
    pub fn new(receiver: Receiver) -> Self {
        Self { receiver, open: vec![] }
    }

    /// Makes the open sockets those that the bindings ask for. Sockets that are still wanted stay open, with a new
    /// choice of servers from the next connection on. A binding that cannot be had does not keep the others from being
    /// had. Must be called on the runtime.
    pub async fn apply(&mut self, wanted: &[Wanted]) -> (Vec<Listening>, Vec<BindError>) {
        let mut before = std::mem::take(&mut self.open);
        let (mut listening, mut failures) = (vec![], vec![]);
        let mut missing = vec![];
        for socket in plan::sockets(wanted) {
            // A port the system chose belongs to one binding; the socket stays with it.
            let kept = before.iter().position(|open| {
                open.planned == socket.address
                    && (open.planned.port() != 0 || *open.targets.read().unwrap_or_else(PoisonError::into_inner) == socket.targets)
            });
            match kept {
                Some(at) => {
                    let open = before.swap_remove(at);
                    listening.extend(found(&socket, open.address));
                    *open.targets.write().unwrap_or_else(PoisonError::into_inner) = socket.targets;
                    self.open.push(open);
                }
                None => missing.push(socket),
            }
        }
        // What is no longer wanted goes first: a wildcard cannot be had while one of its addresses is open.
        for open in before {
            open.task.abort();
            let _ = (&mut { open }.task).await;
        }
        for socket in missing {
            match self.open(&socket) {
                Ok(open) => {
                    listening.extend(found(&socket, open.address));
                    self.open.push(open);
                }
                Err(error) if socket.family_optional && !is_family_present(&error) => {
                    tracing::debug!(address = %socket.address, %error, "this computer has no such addresses");
                }
                Err(error) => failures.extend(socket.targets.iter().map(|t| BindError {
                    server: t.wanted.server,
                    address: socket.address,
                    reason: BindReason::of(&error, socket.address),
                })),
            }
        }
        (listening, failures)
    }

    /// Closes all of them.
    pub async fn close(&mut self) {
        self.apply(&[]).await;
    }

    fn open(&self, socket: &Socket) -> io::Result<OpenSocket> {
        let listener = bind(socket.address)?;
        let address = listener.local_addr()?;
        let targets = Arc::new(RwLock::new(socket.targets.clone()));
        let task = tokio::spawn(accept(listener, targets.clone(), self.receiver.clone()));
        Ok(OpenSocket { planned: socket.address, address, targets, task })
    }
}

impl fmt::Debug for Listeners {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.open.iter().map(|o| o.address)).finish()
    }
}

fn found(socket: &Socket, address: SocketAddr) -> Vec<Listening> {
    socket
        .targets
        .iter()
        .map(|t| Listening {
            server: t.wanted.server,
            binding: t.wanted.binding,
            address: SocketAddr::new(t.local.unwrap_or(address.ip()), address.port()),
        })
        .collect()
}

fn bind(address: SocketAddr) -> io::Result<TcpListener> {
    let socket = socket2::Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    // Restarting must not wait for old connections to leave TIME_WAIT. Never SO_REUSEPORT: two programs would share
    // a port without anybody noticing.
    socket.set_reuse_address(true)?;
    if address.is_ipv6() {
        socket.set_only_v6(true)?;
    }
    socket.set_nonblocking(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    TcpListener::from_std(socket.into())
}

async fn accept(listener: TcpListener, targets: Arc<RwLock<Vec<Target>>>, receiver: Receiver) {
    loop {
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) => {
                // Connections that died in the queue are nobody's fault; out of descriptors, waiting helps.
                if !matches!(error.kind(), io::ErrorKind::ConnectionAborted | io::ErrorKind::ConnectionReset) {
                    tracing::warn!(%error, "cannot accept connections right now; trying again shortly");
                    tokio::time::sleep(PAUSE).await;
                }
                continue;
            }
        };
        let Ok(local) = stream.local_addr() else { continue };
        // A failure here means that the client is gone already; the session will find out.
        let _ = stream.set_nodelay(true);
        let local = SocketAddr::new(canonical(local.ip()), local.port());
        let peer = SocketAddr::new(canonical(peer.ip()), peer.port());
        let chosen = plan::choose(&targets.read().unwrap_or_else(PoisonError::into_inner), local.ip());
        if let Some(wanted) = chosen {
            receiver(Accepted { stream, peer, local, server: wanted.server, encryption: wanted.binding.encryption });
        }
    }
}

fn is_family_present(error: &io::Error) -> bool {
    use rustix::io::Errno;
    !matches!(error.raw_os_error().map(Errno::from_raw_os_error), Some(Errno::AFNOSUPPORT | Errno::ADDRNOTAVAIL))
}

/// The address a listening socket is reached at from this computer, for sentences and tests.
pub fn reachable(address: SocketAddr) -> SocketAddr {
    let ip = match address.ip() {
        ip if !ip.is_unspecified() => ip,
        IpAddr::V4(_) => std::net::Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(_) => std::net::Ipv6Addr::LOCALHOST.into(),
    };
    SocketAddr::new(ip, address.port())
}

const BACKLOG: i32 = 1024;
const PAUSE: Duration = Duration::from_millis(100);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::BindAddress;
    use std::sync::mpsc;

    fn want(server: u32, address: IpAddr, port: u16) -> Wanted {
        Wanted { server: ServerId(server), binding: Binding { address: BindAddress::One(address), port, encryption: Encryption::StartTls } }
    }

    fn listeners() -> (Listeners, mpsc::Receiver<u32>) {
        let (send, receive) = mpsc::channel();
        (Listeners::new(Arc::new(move |a: Accepted| send.send(a.server.0).unwrap())), receive)
    }

    async fn served_by(receive: &mpsc::Receiver<u32>, address: &str, port: u16) -> u32 {
        let _client = TcpStream::connect((address, port)).await.unwrap();
        loop {
            match receive.try_recv() {
                Ok(server) => return server,
                Err(_) => tokio::time::sleep(Duration::from_millis(1)).await,
            }
        }
    }

    #[tokio::test]
    async fn two_servers_share_a_port_in_either_order_and_the_specific_address_wins() {
        let any: IpAddr = "0.0.0.0".parse().unwrap();
        let one: IpAddr = "127.0.0.2".parse().unwrap();
        for wildcard_first in [true, false] {
            let (mut listeners, receive) = listeners();
            let (found, _) = listeners.apply(&[want(9, any, 0)]).await;
            let port = found[0].address.port();
            let (a, b) = (want(1, any, port), want(2, one, port));
            let first = if wildcard_first { a } else { b };
            listeners.apply(&[]).await;
            let (_, failed) = listeners.apply(&[first]).await;
            assert!(failed.is_empty(), "{failed:?}");
            let (found, failed) = listeners.apply(&[a, b]).await;
            assert!(failed.is_empty(), "{failed:?}");
            assert_eq!(found.len(), 2);
            assert_eq!(served_by(&receive, "127.0.0.2", port).await, 2);
            assert_eq!(served_by(&receive, "127.0.0.1", port).await, 1);
        }
    }

    #[tokio::test]
    async fn a_taken_port_names_the_program_and_leaves_the_others_open() {
        let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = taken.local_addr().unwrap().port();
        let (mut listeners, _receive) = listeners();
        let home: IpAddr = "127.0.0.1".parse().unwrap();
        let (found, failed) = listeners.apply(&[want(1, home, port), want(1, home, 0)]).await;
        assert_eq!((found.len(), failed.len()), (1, 1));
        let sentence = failed[0].to_string();
        assert!(sentence.contains(&format!("127.0.0.1:{port} is used by")) && sentence.contains("process"), "{sentence}");
    }

    #[tokio::test]
    async fn an_address_of_another_computer_is_refused_with_a_cure() {
        let (mut listeners, _receive) = listeners();
        let (_, failed) = listeners.apply(&[want(1, "192.0.2.1".parse().unwrap(), 2525)]).await;
        assert!(failed[0].to_string().contains("no address of this computer"), "{}", failed[0]);
    }
}
