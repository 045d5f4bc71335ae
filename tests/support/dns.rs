//! A DNS server in this process, with a zone `test.` and, where asked for, another one.

use hickory_proto::rr::{LowerName, Name};
use hickory_proto::serialize::txt::Parser;
use hickory_server::Server;
use hickory_server::store::in_memory::InMemoryZoneHandler;
use hickory_server::zone_handler::{AxfrPolicy, Catalog, ZoneHandler, ZoneType};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use tokio::net::{TcpListener, UdpSocket};

/// Stands before a server and counts what it is asked.
#[allow(dead_code, reason = "only some of the tests count")]
pub(crate) struct Counted {
    pub(crate) address: SocketAddr,
    questions: Arc<AtomicUsize>,
    task: tokio::task::JoinHandle<()>,
}

#[allow(dead_code, reason = "as above")]
impl Counted {
    pub(crate) async fn before(dns: &Dns) -> Self {
        let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
        let (address, server, questions) = (socket.local_addr().unwrap(), dns.address, Arc::new(AtomicUsize::new(0)));
        let counted = questions.clone();
        let task = tokio::spawn(async move {
            let mut octets = [0; 4096];
            loop {
                let (length, from) = socket.recv_from(&mut octets).await.unwrap();
                counted.fetch_add(1, Ordering::SeqCst);
                let behind = UdpSocket::bind("127.0.0.1:0").await.unwrap();
                behind.send_to(&octets[..length], server).await.unwrap();
                let (length, _) = behind.recv_from(&mut octets).await.unwrap();
                socket.send_to(&octets[..length], from).await.unwrap();
            }
        });
        Self { address, questions, task }
    }

    pub(crate) fn questions(&self) -> usize {
        self.questions.load(Ordering::SeqCst)
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub(crate) struct Dns {
    pub(crate) address: SocketAddr,
    _server: Server<Catalog>,
}

impl Dns {
    #[allow(dead_code, reason = "not all of the tests need only this zone")]
    /// Serves these records, one a line, names relative to `test.`
    pub(crate) async fn start(records: &str) -> Self {
        Self::serve(&[("test.", records)]).await
    }

    /// Serves another zone instead.
    #[allow(dead_code, reason = "only some of the tests ask for addresses backwards")]
    pub(crate) async fn of(origin: &str, records: &str) -> Self {
        Self::serve(&[(origin, records)]).await
    }

    /// Serves another zone, and records of `test.` besides.
    #[allow(dead_code, reason = "as above")]
    pub(crate) async fn with(origin: &str, records: &str, test: &str) -> Self {
        Self::serve(&[(origin, records), ("test.", test)]).await
    }

    async fn serve(zones: &[(&str, &str)]) -> Self {
        let mut catalog = Catalog::new();
        for (origin, records) in zones {
            let origin = Name::from_ascii(origin).unwrap();
            let zone =
                format!("@ 60 IN SOA ns.test. admin.test. 1 3600 600 86400 60\n@ 60 IN NS ns.test.\nns 60 IN A 127.0.0.1\n{records}\n");
            let (origin, records) = Parser::new(zone, None, Some(origin)).parse().unwrap();
            let handler: Arc<dyn ZoneHandler> = Arc::new(
                InMemoryZoneHandler::<hickory_server::net::runtime::TokioRuntimeProvider>::new(
                    origin.clone(),
                    records,
                    ZoneType::Primary,
                    AxfrPolicy::Deny,
                )
                .unwrap(),
            );
            catalog.upsert(LowerName::from(&origin), vec![handler]);
        }
        let mut server = Server::new(catalog);
        let (udp, tcp) = loop {
            let udp = UdpSocket::bind("127.0.0.1:0").await.unwrap();
            // The same port must be free for TCP.
            if let Ok(tcp) = TcpListener::bind(udp.local_addr().unwrap()).await {
                break (udp, tcp);
            }
        };
        let address = udp.local_addr().unwrap();
        server.register_socket(udp);
        server.register_listener(tcp, std::time::Duration::from_secs(5), 32);
        Self { address, _server: server }
    }
}
