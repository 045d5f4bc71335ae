//! What a client was told, and whether the spool keeps it.

use super::sim::Sim;
use super::{at, envelope};
use crate::mail::QueueId;
use crate::spool::*;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

/// Something the server said or was told. A message is known by its number, which its text begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Mark {
    Sent(u32),
    Acknowledged(u32, QueueId),
    Refused(u32),
    /// Finishing it was asked for.
    Ending(u32),
    Ended(u32),
    NotEnded(u32),
    /// The report is to take the place of its cause.
    Reporting {
        report: u32,
        cause: u32,
    },
    Deferring(u32),
    Deferred(u32),
}

pub(crate) type TestDisk = Sim<Mark>;

/// The spool on this disk: tiny segments, so that everything happens soon.
pub(crate) fn options() -> Options {
    Options {
        segment: 20 << 10,
        inline: 1500,
        recent: 2 << 10,
        reserve: (0, 0),
        heal_after: std::time::Duration::ZERO,
        spares: 1,
        ..Options::default()
    }
}

pub(crate) fn open(disk: &TestDisk, options: Options) -> Result<(Log, Recovery), OpenError> {
    Log::open_on(Arc::new(disk.clone()), Path::new("/home/spool"), Path::new("/home/damaged"), options)
}

/// The text of a message: its number, and as many octets as it says.
pub(crate) fn text_of(number: u32) -> Vec<u8> {
    let length = [10, 300, 1400, 700, 3000, 90][number as usize % 6];
    let mut text = format!("number {number}\r\n").into_bytes();
    text.extend((0..length).map(|n: u32| (n.wrapping_mul(31) ^ number) as u8));
    text
}

/// What happens while a spool works; every step is marked on the disk.
pub(crate) struct Life<'a> {
    pub(crate) disk: &'a TestDisk,
    pub(crate) log: &'a Log,
    pub(crate) ids: BTreeMap<u32, QueueId>,
}

impl Life<'_> {
    pub(crate) async fn accept(&self, number: u32) -> Option<QueueId> {
        self.disk.mark(Mark::Sent(number));
        self.answered(number, self.send(number, None).await)
    }

    /// Accepts many at once, so that they share a sync.
    pub(crate) async fn accept_together(&mut self, numbers: std::ops::Range<u32>) {
        let tasks: Vec<_> = numbers.clone().map(|number| Box::pin(self.accept(number))).collect();
        let answers = join(tasks).await;
        self.ids.extend(numbers.zip(answers).filter_map(|(number, id)| Some((number, id?))));
    }

    pub(crate) async fn report(&mut self, report: u32, cause: u32) {
        let Some(id) = self.ids.get(&cause).copied() else { return };
        self.disk.mark(Mark::Sent(report));
        self.disk.mark(Mark::Reporting { report, cause });
        let failed = (0..2).map(|recipient| Progress { recipient, at: at(3), outcome: Outcome::Failed { reply: "550 no".into() } });
        let answer = self.answered(report, self.send(report, Some((id, failed.collect()))).await);
        if let Some(id) = answer {
            self.ids.remove(&cause);
            self.ids.insert(report, id);
        }
    }

    async fn send(&self, number: u32, cause: Option<(QueueId, Vec<Progress>)>) -> Result<QueueId, AcceptError> {
        let mut body = self.log.incoming();
        for piece in text_of(number).chunks(1000) {
            body.write(piece).await?;
        }
        self.log.store(envelope(&["a@one.test", "b@two.test"]), vec![], body, cause).await
    }

    fn answered(&self, number: u32, answer: Result<QueueId, AcceptError>) -> Option<QueueId> {
        self.disk.mark(match &answer {
            Ok(id) => Mark::Acknowledged(number, *id),
            Err(_) => Mark::Refused(number),
        });
        answer.ok()
    }

    pub(crate) async fn finish(&mut self, number: u32) {
        let Some(id) = self.ids.get(&number).copied() else { return };
        self.disk.mark(Mark::Ending(number));
        let ended = self.log.finish(id).await.is_ok();
        self.disk.mark(if ended { Mark::Ended(number) } else { Mark::NotEnded(number) });
        if ended {
            self.ids.remove(&number);
        }
    }

    pub(crate) async fn defer(&mut self, number: u32) {
        let Some(id) = self.ids.get(&number).copied() else { return };
        self.disk.mark(Mark::Deferring(number));
        let deferred = Outcome::Deferred { due: at(900), reply: "450 later".into() };
        if self.log.progress(id, vec![Progress { recipient: 0, at: at(2), outcome: deferred }]).await.is_ok() {
            self.disk.mark(Mark::Deferred(number));
        }
    }

    /// A little of everything, over several segments.
    pub(crate) async fn live(&mut self, from: u32) {
        self.live_on(from, 6).await;
    }

    /// The same for so many rounds of seven messages.
    pub(crate) async fn live_on(&mut self, from: u32, rounds: u32) {
        for round in 0..rounds {
            let first = from + round * 10;
            self.accept_together(first..first + 6).await;
            self.defer(first).await;
            self.defer(first + 3).await;
            self.finish(first + 1).await;
            self.finish(first + 2).await;
            self.report(first + 6, first + 3).await;
            self.finish(first + 4).await;
            if round > 1 {
                self.finish(first - 20 + 6).await;
                self.defer(first - 20).await;
                self.finish(first - 20 + 5).await;
            }
            if self.log.trouble().is_some() {
                let _ = self.log.heal().await;
            }
        }
    }
}

/// Waits for all; the standard library has no such thing.
async fn join<T>(mut tasks: Vec<Pin<Box<impl Future<Output = T>>>>) -> Vec<T> {
    let mut done: Vec<Option<T>> = tasks.iter().map(|_| None).collect();
    std::future::poll_fn(|context| {
        for (task, done) in tasks.iter_mut().zip(&mut done).filter(|(_, done)| done.is_none()) {
            if let std::task::Poll::Ready(answer) = task.as_mut().poll(context) {
                *done = Some(answer);
            }
        }
        if done.iter().all(Option::is_some) { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
    done.into_iter().flatten().collect()
}

/// Lives on a disk with these options until the end.
pub(crate) fn lived(disk: &TestDisk, options: Options) -> Log {
    let log = open(disk, options).unwrap().0;
    runtime().block_on(Life { disk, log: &log, ids: BTreeMap::new() }.live(0));
    log
}

pub(crate) fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().build().unwrap()
}

/// What a spool has: the number and the attempts of each message.
pub(crate) fn inventory(log: &Log) -> Result<BTreeMap<u32, u32>, String> {
    runtime().block_on(async {
        let listing = log.list(Filter::default(), Page { limit: usize::MAX, ..Page::default() }).await;
        let mut found = BTreeMap::new();
        for row in listing.rows {
            let stored = log.open(row.id).await.map_err(|e| e.to_string())?;
            let text = stored.body.whole().await.map_err(|e| e.to_string())?;
            let line = text.split(|c| *c == b'\r').next().and_then(|l| std::str::from_utf8(l).ok()).unwrap_or_default();
            let number = line.strip_prefix("number ").and_then(|n| n.parse().ok()).ok_or("a text that nobody sent")?;
            if text != text_of(number) || *stored.envelope != envelope(&["a@one.test", "b@two.test"]) {
                return Err(format!("message {number} is not as it was sent"));
            }
            if found.insert(number, stored.recipients[0].attempts).is_some() {
                return Err(format!("message {number} is there twice"));
            }
        }
        Ok(found)
    })
}

/// Compares what a spool has with what was said.
pub(crate) fn check(marks: &[Mark], found: &BTreeMap<u32, u32>) -> Result<(), String> {
    let (mut sent, mut must, mut may) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    let (mut reports, mut deferred, mut refused) = (BTreeMap::new(), BTreeMap::<u32, (u32, u32)>::new(), BTreeSet::new());
    for mark in marks {
        match mark {
            Mark::Sent(number) => {
                sent.insert(*number);
                may.insert(*number);
            }
            Mark::Acknowledged(number, _) => {
                must.insert(*number);
                if let Some(cause) = reports.get(number) {
                    may.remove(cause);
                }
                // Whatever was refused before is void now that the spool is known to be well.
                may.retain(|number| !refused.contains(number));
                refused.clear();
            }
            Mark::Refused(number) => drop(refused.insert(*number)),
            Mark::Ending(number) => drop(must.remove(number)),
            Mark::Ended(number) => drop(may.remove(number)),
            Mark::NotEnded(_) => {}
            Mark::Reporting { report, cause } => {
                reports.insert(*report, *cause);
                must.remove(cause);
            }
            Mark::Deferring(number) => deferred.entry(*number).or_default().1 += 1,
            Mark::Deferred(number) => deferred.entry(*number).or_default().0 += 1,
        }
    }
    if let Some(lost) = must.iter().find(|number| !found.contains_key(number)) {
        return Err(format!("message {lost} was acknowledged and is lost"));
    }
    if let Some(risen) = found.keys().find(|number| !may.contains(number)) {
        return Err(format!("message {risen} is there again"));
    }
    for (report, cause) in reports {
        let reported = found.contains_key(&report) || !may.contains(&report) && sent.contains(&report);
        let ended = marks.contains(&Mark::Ending(report)) || marks.contains(&Mark::Refused(report));
        if !ended && reported == found.contains_key(&cause) {
            return Err(format!("report {report} and its cause {cause} are not one or the other"));
        }
    }
    for (number, attempts) in found {
        let (least, most) = deferred.get(number).copied().unwrap_or_default();
        if *attempts < least || *attempts > most {
            return Err(format!("message {number} has {attempts} attempts instead of {least} to {most}"));
        }
    }
    Ok(())
}
