//! The wire by hand: an SMTP dialogue line by line, from an address of one's own choice. For what no mail program would say.

use socket2::{Domain, Socket, Type};
use std::io::{BufRead, BufReader, Write};
use std::net::{IpAddr, SocketAddr, TcpStream};

/// A connection to a server.
pub(crate) struct Wire {
    stream: BufReader<TcpStream>,
}

impl Wire {
    /// Connects from this address; the greeting is still to be read.
    pub(crate) fn connect_from(source: &str, to: SocketAddr) -> Self {
        let socket = Socket::new(Domain::for_address(to), Type::STREAM, None).unwrap();
        let source: IpAddr = source.parse().unwrap();
        socket.bind(&SocketAddr::new(source, 0).into()).unwrap();
        socket.connect(&to.into()).unwrap();
        let stream = TcpStream::from(socket);
        stream.set_read_timeout(Some(super::house::PATIENCE)).unwrap();
        Self { stream: BufReader::new(stream) }
    }

    /// Connects, is greeted and says hello.
    pub(crate) fn greeted_from(source: &str, to: SocketAddr) -> Self {
        let mut wire = Self::connect_from(source, to);
        wire.expect("220 ");
        wire.say("EHLO pc7.office.test", "250");
        wire
    }

    /// The next reply, all its lines; empty at the end of the connection.
    pub(crate) fn reply(&mut self) -> String {
        let mut reply = String::new();
        loop {
            let start = reply.len();
            if self.stream.read_line(&mut reply).unwrap() == 0 || reply.as_bytes().get(start + 3) != Some(&b'-') {
                return reply;
            }
        }
    }

    /// The next reply, which must start so.
    pub(crate) fn expect(&mut self, start: &str) -> String {
        let reply = self.reply();
        assert!(reply.starts_with(start), "{start:?} was expected, not {reply:?}");
        reply
    }

    /// Sends a line; the reply must start so.
    pub(crate) fn say(&mut self, line: &str, start: &str) -> String {
        self.send(format!("{line}\r\n").as_bytes());
        let reply = self.reply();
        assert!(reply.starts_with(start), "{line:?} was answered {reply:?}, not {start:?}");
        reply
    }

    /// Sends octets and waits for nothing.
    pub(crate) fn send(&mut self, octets: &[u8]) {
        self.stream.get_mut().write_all(octets).unwrap();
    }

    /// Sends a short message to one recipient, for which the reply must start so. Without a permission it goes no further.
    pub(crate) fn mail(&mut self, to: &str, start: &str) -> String {
        self.say("MAIL FROM:<pc7@example.test>", "250 ");
        let reply = self.say(&format!("RCPT TO:<{to}>"), start);
        if start.starts_with('2') {
            self.say("DATA", "354 ");
            self.say("Subject: Test\r\n\r\nText\r\n.", "250 2.6.0 ");
        } else {
            self.say("RSET", "250 ");
        }
        reply
    }

    /// Takes leave, and sees that the server does too.
    pub(crate) fn quit(mut self) {
        self.say("QUIT", "221 ");
        assert_eq!(self.reply(), "");
    }
}
