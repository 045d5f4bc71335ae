//! The log against one file per message: durable accepts of 10 KB messages a second, with 1, 10 and 50 writers.
//!
//! ```text
//! cargo bench --bench spool -- [DIRECTORY] [SECONDS]
//! ```
//! The directory (default: a new one under `target/`) decides which disk is measured. Both take turns (A B A B …) for
//! SECONDS (default 1) each, five times; the table has the medians, and the processor time of a message beside it.
//! The last line is a start: how long reading a log of that many messages takes.
//! One file per message is `O_TMPFILE`, write, `fdatasync`, `linkat`, `fsync` of the directory, each writer a thread.

#![allow(clippy::print_stdout, clippy::unwrap_used)] // a bench talks, and ends when the disk does not do its part

use jiff::Timestamp;
use postkontor::mail::{Address, BodyKind, Channel, Envelope, Origin, Recipient, ServerId};
use postkontor::spool::{Log, Options, Spool};
use rustix::fs::{AtFlags, CWD, Mode, OFlags};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

fn main() {
    let mut arguments = std::env::args().skip(1).filter(|argument| argument != "--bench");
    let given = arguments.next().map(PathBuf::from);
    let span = Duration::from_secs_f64(arguments.next().and_then(|s| s.parse().ok()).unwrap_or(1.0));
    let below = given.unwrap_or_else(|| PathBuf::from(env!("CARGO_TARGET_TMPDIR")));
    let home = tempfile::tempdir_in(below).unwrap();
    println!("{:>7}  {:>12} {:>9}  {:>16} {:>9}  {:>6}", "writers", "log msg/s", "µs/msg", "file/msg msg/s", "µs/msg", "ratio");
    for writers in [1, 10, 50] {
        let (mut log, mut files) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS {
            log.push(measured(|| with_log(&home.path().join(format!("log-{writers}-{round}")), writers, span)));
            files.push(measured(|| with_files(&home.path().join(format!("files-{writers}-{round}")), writers, span)));
        }
        let (log, files) = (median(log), median(files));
        let ratio = log.0 / files.0;
        println!("{writers:>7}  {:>12.0} {:>9.1}  {:>16.0} {:>9.1}  {ratio:>6.2}", log.0, log.1, files.0, files.1);
    }
    let folder = home.path().join(format!("log-50-{}", ROUNDS - 1));
    let begin = Instant::now();
    let (_log, report) = Log::open(&folder, &folder.join("damaged"), Options::default()).unwrap();
    println!("start: {} messages read in {:.2} s", report.messages, begin.elapsed().as_secs_f64());
}

/// Messages a second, and microseconds of processor time for each.
fn measured(work: impl FnOnce() -> (u64, Duration)) -> (f64, f64) {
    let before = processor_time();
    let (messages, span) = work();
    let used = processor_time() - before;
    (messages as f64 / span.as_secs_f64(), used.as_secs_f64() * 1e6 / messages as f64)
}

fn median(mut rounds: Vec<(f64, f64)>) -> (f64, f64) {
    rounds.sort_by(|a, b| a.0.total_cmp(&b.0));
    rounds[rounds.len() / 2]
}

fn with_log(folder: &Path, writers: usize, span: Duration) -> (u64, Duration) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let log = Arc::new(Log::open(folder, &folder.join("damaged"), Options::default()).unwrap().0);
    let count = Arc::new(AtomicU64::new(0));
    let begin = Instant::now();
    runtime.block_on(async {
        let writers: Vec<_> = (0..writers)
            .map(|_| {
                let (log, count) = (Arc::clone(&log), Arc::clone(&count));
                tokio::spawn(async move {
                    while begin.elapsed() < span {
                        let mut body = log.incoming();
                        for _ in 0..SIZE / PIECE.len() {
                            body.write(&PIECE).await.unwrap();
                        }
                        log.accept(envelope(), b"Received: from a by b\r\n".to_vec(), body).await.unwrap();
                        count.fetch_add(1, Ordering::Relaxed);
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
    });
    (count.load(Ordering::Relaxed), begin.elapsed())
}

fn with_files(folder: &Path, writers: usize, span: Duration) -> (u64, Duration) {
    std::fs::create_dir(folder).unwrap();
    let count = AtomicU64::new(0);
    let begin = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..writers {
            scope.spawn(|| {
                while begin.elapsed() < span {
                    let mut message = serde_json::to_vec(&envelope()).unwrap();
                    (0..SIZE / PIECE.len()).for_each(|_| message.extend_from_slice(&PIECE));
                    let file =
                        rustix::fs::open(folder, OFlags::TMPFILE | OFlags::WRONLY | OFlags::CLOEXEC, Mode::RUSR | Mode::WUSR).unwrap();
                    let file = std::fs::File::from(file);
                    std::io::Write::write_all(&mut &file, &message).unwrap();
                    file.sync_data().unwrap();
                    let from = format!("/proc/self/fd/{}", std::os::fd::AsRawFd::as_raw_fd(&file));
                    let to = folder.join(count.fetch_add(1, Ordering::Relaxed).to_string());
                    rustix::fs::linkat(CWD, from, CWD, &to, AtFlags::SYMLINK_FOLLOW).unwrap();
                    std::fs::File::open(folder).unwrap().sync_all().unwrap();
                }
            });
        }
    });
    (count.load(Ordering::Relaxed), begin.elapsed())
}

fn envelope() -> Envelope {
    let address = |text: &str| Address::parse(text).unwrap();
    Envelope {
        server: ServerId(1),
        sender: Some(address("sender@here.test")),
        recipients: vec![Recipient::new(address("somebody@elsewhere.test"))],
        body: BodyKind::SevenBit,
        smtputf8: false,
        ret: None,
        envid: None,
        accepted: Timestamp::UNIX_EPOCH,
        origin: Origin { channel: Channel::Submission, client: None, account: None },
    }
}

/// User and system time of this process.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let fields: Vec<u64> = stat.rsplit(')').next().unwrap().split_whitespace().skip(11).take(2).map(|f| f.parse().unwrap()).collect();
    Duration::from_millis(fields.iter().sum::<u64>() * 10)
}

const ROUNDS: usize = 5;
const SIZE: usize = 10_240;
const PIECE: [u8; 1024] = [b'x'; 1024];
