//! A DNS server in this process, with a zone `test.` and, where asked for, another one.

use hickory_proto::rr::{LowerName, Name};
use hickory_proto::serialize::txt::Parser;
use hickory_server::Server;
use hickory_server::store::in_memory::InMemoryZoneHandler;
use hickory_server::zone_handler::{AxfrPolicy, Catalog, ZoneHandler, ZoneType};
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::{TcpListener, UdpSocket};

pub(crate) struct Dns {
    pub(crate) address: SocketAddr,
    _server: Server<Catalog>,
}

impl Dns {
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
