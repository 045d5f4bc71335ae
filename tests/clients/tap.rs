//! Somebody on the wire who keeps all that is said: a relay between a client and the server.

use super::house::PATIENCE;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// What crossed the wire in one connection, each way.
#[derive(Debug, Clone, Default)]
pub(crate) struct Heard {
    /// What the client said.
    pub(crate) client: Vec<u8>,
    /// What the server said.
    pub(crate) server: Vec<u8>,
    /// Directions that have come to their end.
    ended: usize,
}

/// The relay. What goes through it is passed on as it came.
pub(crate) struct Tap {
    /// Where clients connect.
    pub(crate) address: SocketAddr,
    heard: Arc<Mutex<Vec<Heard>>>,
}

impl Tap {
    pub(crate) fn before(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let tap = Self { address: listener.local_addr().unwrap(), heard: Arc::default() };
        let heard = tap.heard.clone();
        // The thread ends with the test's process; it holds nothing that must be given back.
        std::thread::spawn(move || {
            for (number, client) in listener.incoming().enumerate() {
                let (client, server) = (client.unwrap(), TcpStream::connect(server).unwrap());
                heard.lock().unwrap().push(Heard::default());
                let of_client: fn(&mut Heard) -> &mut Vec<u8> = |heard| &mut heard.client;
                let of_server: fn(&mut Heard) -> &mut Vec<u8> = |heard| &mut heard.server;
                for (from, to, side) in [(&client, &server, of_client), (&server, &client, of_server)] {
                    let (from, to, heard) = (from.try_clone().unwrap(), to.try_clone().unwrap(), heard.clone());
                    std::thread::spawn(move || {
                        pass(from, to, |octets| side(&mut heard.lock().unwrap()[number]).extend_from_slice(octets));
                        heard.lock().unwrap()[number].ended += 1;
                    });
                }
            }
        });
        tap
    }

    /// What was said in each connection, once all of them have ended.
    pub(crate) fn heard(&self) -> Vec<Heard> {
        let until = Instant::now() + PATIENCE;
        loop {
            let heard = self.heard.lock().unwrap().clone();
            if heard.iter().all(|connection| connection.ended == 2) {
                return heard;
            }
            assert!(Instant::now() < until, "a connection never ended: {heard:?}");
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

fn pass(mut from: TcpStream, mut to: TcpStream, keep: impl Fn(&[u8])) {
    let mut octets = [0; 4096];
    while let Ok(count @ 1..) = from.read(&mut octets) {
        keep(&octets[..count]);
        if to.write_all(&octets[..count]).is_err() {
            break;
        }
    }
    // Where it is closed already there is nothing to close.
    let _ = to.shutdown(Shutdown::Write);
}

/// What a base64 text says; nothing where it is none.
pub(crate) fn decoded(text: &str) -> Vec<u8> {
    use base64::Engine as _;
    base64::engine::general_purpose::STANDARD.decode(text).unwrap_or_default()
}
