//! Work for the engine while the window is driven: clients that send one SMTP command after the other, put a message into
//! the queue now and then, leave and come back. Counted is what the server has answered.

use crate::wire::Wire;
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// Answers a second that the clients ask for together.
const PACE: u64 = 2_200;
const CLIENTS: u64 = 4;
/// Commands between one greeting and the leave-taking.
const STAY: u64 = 500;

/// Clients at work.
pub(crate) struct Load {
    begin: Instant,
    answered: Arc<AtomicU64>,
    leave: Arc<AtomicBool>,
    clients: Vec<JoinHandle<()>>,
}

impl Load {
    /// Sends the clients to a server that takes mail for elsewhere from this computer.
    pub(crate) fn start(to: SocketAddr) -> Self {
        let (begin, answered, leave) = (Instant::now(), Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
        let clients = (0..CLIENTS).map(|_| {
            let (answered, leave) = (answered.clone(), leave.clone());
            std::thread::spawn(move || client(to, begin, &answered, &leave))
        });
        Self { begin, answered: answered.clone(), leave: leave.clone(), clients: clients.collect() }
    }

    /// Commands answered so far.
    pub(crate) fn answered(&self) -> u64 {
        self.answered.load(Ordering::Relaxed)
    }

    /// Ends it in good order: commands answered, and how many that were a second.
    pub(crate) fn end(mut self) -> (u64, f64) {
        self.leave.store(true, Ordering::Relaxed);
        let time = self.begin.elapsed();
        for client in std::mem::take(&mut self.clients) {
            client.join().expect("every command was answered as it should be");
        }
        let answered = self.answered.load(Ordering::Relaxed);
        (answered, answered as f64 / time.as_secs_f64())
    }
}

impl Drop for Load {
    /// Nobody works on when the test has ended early.
    fn drop(&mut self) {
        self.leave.store(true, Ordering::Relaxed);
        self.clients.drain(..).for_each(|client| drop(client.join()));
    }
}

fn client(to: SocketAddr, begin: Instant, answered: &AtomicU64, leave: &AtomicBool) {
    let mut own = 0;
    let mut count = |n: u64| {
        own += n;
        answered.fetch_add(n, Ordering::Relaxed);
        // Ahead of the pace: rest until it is caught up.
        let due = Duration::from_micros(own * CLIENTS * 1_000_000 / PACE);
        std::thread::sleep(due.saturating_sub(begin.elapsed()));
    };
    while !leave.load(Ordering::Relaxed) {
        let mut wire = Wire::greeted_from("127.0.0.1", to);
        count(2);
        for n in 0..STAY {
            if leave.load(Ordering::Relaxed) {
                break;
            }
            match n % 4 {
                0 => wire.say("MAIL FROM:<meter@example.test>", "250 "),
                1 => wire.say("RCPT TO:<far@elsewhere.test>", "250 "),
                2 => wire.say("RSET", "250 "),
                _ => wire.say("NOOP", "250 "),
            };
            count(1);
        }
        wire.say("RSET", "250 ");
        wire.mail("far@elsewhere.test", "250 ");
        wire.quit();
        count(6);
    }
}
