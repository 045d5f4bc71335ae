//! A DNS server with a zone `test.` that writes down what it is asked, and that can fail or fall silent.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use hickory_proto::op::Message;
use tokio::net::UdpSocket;

use crate::dns::Dns;

/// What the server does when it is asked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Manner {
    Answers,
    Fails,
    Silent,
}

/// Which server was asked what, in the order of all of them: `MX far.test.`
#[derive(Debug, Clone, Default)]
pub struct Asked(Arc<Mutex<Vec<(SocketAddr, String)>>>);

impl Asked {
    /// Who was asked this, one after the other.
    pub fn of(&self, question: &str) -> Vec<SocketAddr> {
        let mut who: Vec<_> = self.0.lock().unwrap().iter().filter(|(_, asked)| asked == question).map(|(who, _)| *who).collect();
        // A server that is silent may be asked again before the next one is.
        who.dedup();
        who
    }

    /// Everything this server was asked.
    pub fn by(&self, server: SocketAddr) -> Vec<String> {
        self.0.lock().unwrap().iter().filter(|(who, _)| *who == server).map(|(_, asked)| asked.clone()).collect()
    }
}

pub struct NameServer {
    pub address: SocketAddr,
    manner: Arc<Mutex<Manner>>,
    task: tokio::task::JoinHandle<()>,
}

impl NameServer {
    /// At this address, with these records of `test.`
    pub async fn start(address: &str, records: &str, asked: &Asked) -> Self {
        let zone = Dns::start(records).await;
        let socket = UdpSocket::bind(address).await.unwrap();
        let address = socket.local_addr().unwrap();
        let manner = Arc::new(Mutex::new(Manner::Answers));
        let (now, asked) = (Arc::clone(&manner), asked.clone());
        let task = tokio::spawn(async move {
            // The whole of it, or it would end here.
            let behind = zone;
            let mut octets = [0; 4096];
            while let Ok((n, client)) = socket.recv_from(&mut octets).await {
                let Ok(message) = Message::from_vec(&octets[..n]) else { continue };
                let question = message.queries.iter().map(|q| format!("{} {}", q.query_type(), q.name())).collect();
                asked.0.lock().unwrap().push((address, question));
                let manner = *now.lock().unwrap();
                let answer = match manner {
                    Manner::Silent => continue,
                    Manner::Fails => {
                        // RFC 1035 §4.1.1: a response, SERVFAIL.
                        (octets[2], octets[3]) = (octets[2] | 0x80, octets[3] & 0xf0 | 2);
                        n
                    }
                    Manner::Answers => {
                        let asking = UdpSocket::bind("127.0.0.1:0").await.unwrap();
                        asking.send_to(&octets[..n], behind.address).await.unwrap();
                        asking.recv(&mut octets).await.unwrap()
                    }
                };
                socket.send_to(&octets[..answer], client).await.unwrap();
            }
        });
        Self { address, manner, task }
    }

    /// From now on.
    pub fn becomes(&self, manner: Manner) {
        *self.manner.lock().unwrap() = manner;
    }
}

impl Drop for NameServer {
    fn drop(&mut self) {
        self.task.abort();
    }
}
