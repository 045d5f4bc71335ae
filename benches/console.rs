//! One update and one frame of a list as long as a queue can be: 100,000 rows, beside the same list with 100.
//!
//! ```text
//! cargo bench --bench console -- [UPDATES]
//! ```
//! *update* is a message taken, the view built and laid out anew; *frame* is that view drawn, every pixel of a window of
//! 1,180 × 780. A window repaints only what has changed, so this is the most it can cost. Each round has UPDATES (default
//! 100) of a kind; the table has the median and the slowest hundredth over five rounds, in milliseconds,
//! and the processor time of both, which other work on the machine does not lengthen.
//! - *selected*: the next row is selected, as by the arrow key
//! - *paged*: a screenful further, so that every row in sight is another
//! - *news*: a row in sight has changed and the view is built from new facts

// A bench talks, and ends when something is not as it must be.
#![allow(clippy::print_stdout, clippy::unwrap_used, clippy::expect_used, clippy::panic, unreachable_pub)]

use iced::Task;
use postkontor::console::Element;
use postkontor::console::theme::ROW;
use postkontor::console::widget::{Drawing, Row, list};
use std::time::{Duration, Instant};

#[path = "../tests/harness/harness.rs"]
#[allow(dead_code, reason = "shared with the tests of the console")]
mod harness;

use harness::Harness;

/// A message that waits.
struct Waiting {
    sender: String,
    recipient: String,
    octets: u32,
    tries: u32,
}

struct Queue {
    waiting: Vec<Waiting>,
    selected: Option<usize>,
}

#[derive(Debug, Clone, Copy)]
enum Message {
    Select(usize),
    /// A message was tried once more.
    Tried(usize),
}

impl Queue {
    fn new(rows: usize) -> Self {
        let waiting = |i: usize| Waiting {
            sender: format!("sender{i}@example.test"),
            recipient: format!("somebody.{}@elsewhere{}.test", i % 977, i % 31),
            octets: (i * 37 % 900_000) as u32,
            tries: 0,
        };
        Self { waiting: (0..rows).map(waiting).collect(), selected: Some(0) }
    }

    fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Select(row) => self.selected = Some(row.min(self.waiting.len() - 1)),
            Message::Tried(row) => self.waiting[row].tries += 1,
        }
        Task::none()
    }

    fn view(&self) -> Element<'_, Message> {
        let rows = list("queue.list", self.waiting.len(), |i| {
            let message = &self.waiting[i];
            let cells = [message.sender.clone(), message.recipient.clone(), message.octets.to_string(), message.tries.to_string()];
            Row::new(cells).icon(Drawing::Mail)
        });
        let rows = rows.column("Sender", 300.0).column("Recipient", 0.0).numbers("Size", 120.0).numbers("Tries", 80.0);
        rows.selected(self.selected).on_select(Message::Select).into()
    }
}

fn main() {
    let updates: usize = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(100);
    println!("    rows       kind   update     1 %    frame     1 %     both     1 %      CPU");
    for rows in [100, 100_000] {
        let mut h = Harness::new(Queue::new(rows), Queue::update, Queue::view);
        h.resize(WINDOW.0, WINDOW.1);
        for (kind, next) in KINDS {
            let (mut update, mut frame, mut both) = (vec![], vec![], vec![]);
            let before = processor_time();
            for _ in 0..ROUNDS * updates {
                let message = next(&h.state);
                let begin = Instant::now();
                h.send(message);
                let built = begin.elapsed();
                let (.., pixels) = h.pixels();
                let done = begin.elapsed();
                assert!(pixels.len() > 1_000_000, "a whole window was drawn");
                update.push(built);
                frame.push(done - built);
                both.push(done);
            }
            let cpu = (processor_time() - before).as_secs_f64() * 1e3 / (ROUNDS * updates) as f64;
            let [(u, us), (f, fs), (b, bs)] = [update, frame, both].map(told);
            println!("{rows:>8}  {kind:>9}  {u:>7.2} {us:>7.2}  {f:>7.2} {fs:>7.2}  {b:>7.2} {bs:>7.2}  {cpu:>7.2}");
        }
    }
}

type Next = fn(&Queue) -> Message;

const KINDS: [(&str, Next); 3] = [
    ("selected", |queue| Message::Select((queue.selected.unwrap_or(0) + 1) % queue.waiting.len())),
    ("paged", |queue| Message::Select((queue.selected.unwrap_or(0) + (WINDOW.1 / ROW) as usize) % queue.waiting.len())),
    ("news", |queue| Message::Tried(queue.selected.unwrap_or(0))),
];

/// User and system time of this process, in steps of 10 ms.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<u64> = stat.rsplit(')').next().unwrap().split_whitespace().skip(11).take(2).map(|f| f.parse().unwrap()).collect();
    Duration::from_millis(fields.iter().sum::<u64>() * 10)
}

/// Median and slowest hundredth in milliseconds.
fn told(mut times: Vec<Duration>) -> (f64, f64) {
    times.sort();
    let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
    (at(0.5), at(0.99))
}

const ROUNDS: usize = 5;
const WINDOW: (f32, f32) = (1180.0, 780.0);
