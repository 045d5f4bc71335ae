//! An address where nobody listens.

use socket2::{Domain, Socket, Type};
use std::net::{IpAddr, SocketAddr};

/// A port of this address of loopback where nobody listens. It is held until the tests end: a port that is only looked up and
/// let go becomes that of another test's server. Who names it may listen there.
pub(crate) fn dead(address: &str) -> SocketAddr {
    let socket = Socket::new(Domain::IPV4, Type::STREAM, None).unwrap();
    socket.set_reuse_address(true).unwrap();
    socket.bind(&SocketAddr::new(address.parse::<IpAddr>().unwrap(), 0).into()).unwrap();
    let held = socket.local_addr().unwrap().as_socket().unwrap();
    std::mem::forget(socket);
    held
}
