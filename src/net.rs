//! Sockets: listening, the choice of the virtual server by local address, what a proxy says of its clients, plain and TLS
//! streams as one, and names.
//!
//! The room takes ready rustls configurations and never meets a certificate store. Rules it keeps (architecture.md §3):
//! where all unassigned addresses and a specific one share a port only the wildcard is bound and the server is chosen
//! by the local address, the specific one first; v4 and v6 are bound apart; SO_REUSEPORT is never set; TCP_NODELAY
//! always; backlog 1,024; peer and local addresses are canonical before anybody sees them.

pub mod listen;
pub mod names;
pub mod occupant;
pub mod offer;
pub mod plan;
pub mod proxy;
pub mod resolver;
pub mod stream;
pub mod tls;

pub use listen::{Accepted, BindError, Listeners, Listening};
pub use names::{ClientNames, Found};
pub use offer::{TlsOffer, TlsOffers};
pub use plan::Wanted;
pub use proxy::ProxyHeader;
pub use resolver::{LookupError, MailExchange, Resolver, Resolvers};
pub use stream::Stream;
pub use tls::Trust;
