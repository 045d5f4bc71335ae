//! Orders at online authorities while they are under way, and renewals that failed.

use super::{Order, OrderStanding, OrderStep, OrderTrouble, RenewalTrouble, Subject};
use crate::authority::{self, Wish};
use crate::certificate::{Certificates, Ordered};
use crate::config::Home;
use crate::mail::{Secret, ServerId, Thumbprint};
use jiff::{SignedDuration, Timestamp};
use std::collections::{BTreeMap, HashMap};
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::{Notify, watch};
use tokio::task::{AbortHandle, JoinSet};

/// All orders of an engine.
#[derive(Debug, Default)]
pub(crate) struct Orders {
    under_way: Mutex<BTreeMap<ServerId, Running>>,
    /// Orders of the administrator that failed and that a renewal of the same server stands before.
    aside: Mutex<BTreeMap<ServerId, Running>>,
    failed: Mutex<HashMap<Thumbprint, (RenewalTrouble, u32)>>,
    /// One of them has gone a step further.
    news: Arc<Notify>,
}

#[derive(Debug)]
struct Running {
    order: Order,
    subject: Subject,
    /// The certificate it renews; else the administrator ordered it.
    renews: Option<Thumbprint>,
    steps: watch::Receiver<OrderStep>,
    published: Arc<Notify>,
    task: AbortHandle,
    outcome: Arc<Mutex<Option<Issued>>>,
}

/// A chain and its key, both as PEM.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) chain: String,
    pub(crate) key: Secret<String>,
}

/// An order that has ended well.
#[derive(Debug)]
pub(crate) struct Finished {
    pub(crate) server: ServerId,
    pub(crate) order: Order,
    pub(crate) subject: Subject,
    pub(crate) renews: Option<Thumbprint>,
    pub(crate) issued: Issued,
}

/// What an order needs to know beside what was typed.
#[derive(Debug)]
pub(crate) struct Circumstances {
    pub(crate) home: Home,
    /// Where orders of the administrator are kept; renewals begin again by themselves.
    pub(crate) store: Certificates,
    /// Where the authority keeps the order, if it was begun before a restart.
    pub(crate) begun: Option<String>,
    pub(crate) account_key: Option<Secret<String>>,
    pub(crate) addresses: Vec<IpAddr>,
    pub(crate) dns_servers: Vec<SocketAddr>,
}

impl Orders {
    /// Begins an order for this server, and ends the one it had. An order of the administrator that has failed is on the list
    /// again when a renewal is over.
    pub(crate) fn begin(&self, server: ServerId, subject: Subject, order: Order, renews: Option<Thumbprint>, around: Circumstances) {
        let (sender, steps) = watch::channel(OrderStep::Asking);
        let (published, outcome) = (Arc::new(Notify::new()), Arc::new(Mutex::new(None)));
        let work = {
            let (subject, order, published, outcome) = (subject.clone(), order.clone(), published.clone(), outcome.clone());
            let (news, sender) = (self.news.clone(), Arc::new(sender));
            async move {
                // In a set, so that it ends with this task; its panic, whatever an authority brought about, is an end too.
                let mut task = JoinSet::new();
                let (steps, store) = (sender.clone(), around.store.clone());
                let kept = renews.is_none().then_some(server);
                task.spawn(async move { carry_out(kept, &subject, order, around, &steps, &published).await });
                let ended = task.join_next().await;
                if let (Some(server), Some(Ok(Err(_)) | Err(_))) = (kept, &ended) {
                    forget(store, server).await;
                }
                match ended {
                    Some(Ok(Ok(issued))) => *outcome.lock().unwrap_or_else(PoisonError::into_inner) = Some(issued),
                    Some(Ok(Err(trouble))) => drop(sender.send_replace(OrderStep::Failed(trouble))),
                    Some(Err(error)) => drop(sender.send_replace(OrderStep::Failed(OrderTrouble::System(error.to_string())))),
                    None => {}
                }
                news.notify_one();
            }
        };
        let told = {
            let (mut steps, news) = (steps.clone(), self.news.clone());
            async move {
                while steps.changed().await.is_ok() {
                    news.notify_one();
                }
            }
        };
        let task = tokio::spawn(async move { tokio::join!(work, told) }).abort_handle();
        let running = Running { order, subject, renews, steps, published, task, outcome };
        let before = self.running().insert(server, running);
        match before {
            Some(before) if renews.is_some() && before.renews.is_none() && before.has_failed() => {
                self.aside().insert(server, before);
            }
            before => {
                before.iter().for_each(|before| before.task.abort());
                if renews.is_none() {
                    self.aside().remove(&server);
                }
            }
        }
        self.news.notify_one();
    }

    /// The administrator says that the records are there; `false` when nothing waits for that.
    pub(crate) fn published(&self, server: ServerId) -> bool {
        let running = self.running();
        let waits = running.get(&server).filter(|order| matches!(*order.steps.borrow(), OrderStep::Publish(_)));
        waits.inspect(|order| order.published.notify_one()).is_some()
    }

    /// Ends the order of a server; `false` when it has none.
    pub(crate) fn cancel(&self, server: ServerId) -> bool {
        let aside = self.aside().remove(&server);
        self.running().remove(&server).inspect(|order| order.task.abort()).or(aside).is_some()
    }

    /// Returns when one of them has gone a step further.
    pub(crate) async fn news(&self) {
        self.news.notified().await;
    }

    /// Whether a certificate has come, and nobody has looked yet.
    pub(crate) fn has_issued(&self) -> bool {
        self.running().values().any(|order| order.outcome.lock().unwrap_or_else(PoisonError::into_inner).is_some())
    }

    /// Whether a renewal has failed, and nobody has noted it.
    pub(crate) fn has_failed(&self) -> bool {
        self.running().values().any(|order| order.renews.is_some() && order.has_failed())
    }

    /// Takes those that ended well.
    pub(crate) fn take_issued(&self) -> Vec<Finished> {
        let mut ended = vec![];
        self.running().retain(|server, order| match order.outcome.lock().unwrap_or_else(PoisonError::into_inner).take() {
            Some(issued) => {
                let (of, subject, renews) = (order.order.clone(), order.subject.clone(), order.renews);
                ended.push(Finished { server: *server, order: of, subject, renews, issued });
                false
            }
            None => true,
        });
        ended
    }

    /// Takes the renewals that failed off the list, and notes them with the time of the next try.
    pub(crate) fn note_failed(&self, now: Timestamp) {
        self.running().retain(|_, order| match (&*order.steps.borrow(), order.renews) {
            (OrderStep::Failed(why), Some(renewed)) => {
                self.note_failure(renewed, why.clone(), now);
                false
            }
            _ => true,
        });
    }

    /// Keeps an order of the administrator on the list whose certificate came and could not be used.
    pub(crate) fn keep_failed(&self, server: ServerId, order: Order, subject: Subject, why: OrderTrouble) {
        let (_, steps) = watch::channel(OrderStep::Failed(why));
        let task = tokio::spawn(async {}).abort_handle();
        let running = Running { order, subject, renews: None, steps, published: Arc::default(), task, outcome: Arc::default() };
        self.running().insert(server, running);
    }

    /// The certificate has been renewed.
    pub(crate) fn succeeded(&self, renewed: Thumbprint) {
        self.failures().remove(&renewed);
    }

    /// Whether an order of the administrator for this server is under way; one that has failed keeps nobody waiting.
    pub(crate) fn is_busy(&self, server: ServerId) -> bool {
        self.running().get(&server).is_some_and(|order| order.renews.is_none() && !order.has_failed())
    }

    /// Notes that a renewal failed.
    pub(crate) fn note_failure(&self, renewed: Thumbprint, why: OrderTrouble, now: Timestamp) {
        tracing::error!(certificate = %renewed, "a certificate could not be renewed: {why}");
        let mut failures = self.failures();
        let tries = failures.get(&renewed).map_or(0, |(_, tries)| tries + 1);
        let next = now.checked_add(pause(tries)).unwrap_or(Timestamp::MAX);
        failures.insert(renewed, (RenewalTrouble { at: now, why, next }, tries));
    }

    /// Why this certificate has not renewed itself.
    pub(crate) fn failure(&self, of: Thumbprint) -> Option<RenewalTrouble> {
        self.failures().get(&of).map(|(trouble, _)| trouble.clone())
    }

    /// Whether it is being renewed, or is not to be tried again yet.
    pub(crate) fn waits(&self, certificate: Thumbprint, now: Timestamp) -> bool {
        self.running().values().any(|order| order.renews == Some(certificate))
            || self.failures().get(&certificate).is_some_and(|(trouble, _)| trouble.next > now)
    }

    /// How they stand, by server: what is under way, else what failed.
    pub(crate) fn standing(&self) -> Vec<OrderStanding> {
        let standing = |(server, order): (&ServerId, &Running)| OrderStanding {
            server: *server,
            order: order.order.clone(),
            subject: order.subject.clone(),
            renewal: order.renews.is_some(),
            step: order.steps.borrow().clone(),
        };
        let (running, aside) = (self.running(), self.aside());
        let mut all: Vec<OrderStanding> = running.iter().map(standing).collect();
        all.extend(aside.iter().filter(|(server, _)| !running.contains_key(server)).map(standing));
        all.sort_by_key(|order| order.server);
        all
    }

    fn running(&self) -> MutexGuard<'_, BTreeMap<ServerId, Running>> {
        self.under_way.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn aside(&self) -> MutexGuard<'_, BTreeMap<ServerId, Running>> {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failures(&self) -> MutexGuard<'_, HashMap<Thumbprint, (RenewalTrouble, u32)>> {
        self.failed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Running {
    fn has_failed(&self) -> bool {
        matches!(*self.steps.borrow(), OrderStep::Failed(_))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// `kept`: the order is one that outlives a restart, of this server.
async fn carry_out(
    kept: Option<ServerId>,
    subject: &Subject,
    order: Order,
    around: Circumstances,
    steps: &watch::Sender<OrderStep>,
    published: &Notify,
) -> Result<Issued, OrderTrouble> {
    let asked_for = subject.clone();
    let made = tokio::task::spawn_blocking(move || Certificates::new_request(&asked_for)).await;
    let (request, key) = made.map_err(|e| OrderTrouble::System(e.to_string()))?.map_err(|e| OrderTrouble::Certificate(Arc::new(e)))?;
    let Circumstances { home, store, begun, account_key, addresses, dns_servers } = around;
    let ordered = Ordered { subject: subject.clone(), order: order.clone(), url: None };
    let wish = Wish { order, names: subject.host_names(), request, account_key, addresses, begun, dns_servers };
    let taken = |url| async move {
        let Some(server) = kept else { return };
        let ordered = Ordered { url: Some(url), ..ordered };
        let written = tokio::task::spawn_blocking(move || store.order_taken(server, &ordered)).await;
        if let Ok(Err(error)) = written {
            tracing::warn!(%server, %error, "an order at a certification authority would begin again after a restart");
        }
    };
    let chain = authority::carry_out(&home, &wish, steps, published, taken).await?;
    Ok(Issued { chain, key })
}

/// It is over: a restart does not take it up again.
async fn forget(store: Certificates, server: ServerId) {
    let forgotten = tokio::task::spawn_blocking(move || store.forget_order(server)).await;
    if let Ok(Err(error)) = forgotten {
        tracing::warn!(%server, %error, "an order that is over begins again after a restart");
    }
}

/// Twice as long each time, a day at most.
fn pause(tries: u32) -> SignedDuration {
    SignedDuration::from_hours(1 << tries.min(4)).min(SignedDuration::from_hours(24))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn an_order_that_failed_keeps_no_renewal_waiting_and_stays_until_it_is_given_up() {
        let (orders, server) = (Orders::default(), ServerId(1));
        assert!(!orders.is_busy(server));
        let folder = tempfile::tempdir().unwrap();
        let home = Home::new(folder.path());
        let begin = |renews| {
            let store = Certificates::new(&home, Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
            let around =
                Circumstances { home: home.clone(), store, begun: None, account_key: None, addresses: vec![], dns_servers: vec![] };
            orders.begin(server, Subject::default(), Order::default(), renews, around);
        };
        begin(None);
        // Nothing has run in between: it is under way.
        assert!(orders.is_busy(server));
        orders.keep_failed(server, Order::default(), Subject::default(), OrderTrouble::TimedOut);
        assert!(!orders.is_busy(server));
        let failed = orders.standing();
        assert_eq!((failed.len(), failed[0].has_failed(), failed[0].renewal), (1, true, false));
        let renewed = Thumbprint([1; 32]);
        begin(Some(renewed));
        let now = orders.standing();
        assert_eq!((now.len(), now[0].has_failed(), now[0].renewal), (1, false, true));
        // The renewal ends, however it does: here its subject has no name.
        while !orders.has_failed() {
            orders.news().await;
        }
        orders.note_failed(Timestamp::UNIX_EPOCH);
        assert!(orders.failure(renewed).is_some());
        assert_eq!(orders.standing(), failed);
        // What is ordered anew, or given up, is gone for good.
        begin(Some(renewed));
        begin(None);
        assert!(orders.cancel(server) && orders.standing().is_empty() && !orders.cancel(server));
        orders.keep_failed(server, Order::default(), Subject::default(), OrderTrouble::TimedOut);
        begin(Some(renewed));
        assert!(orders.cancel(server) && orders.standing().is_empty());
    }

    #[test]
    fn a_renewal_that_keeps_failing_is_tried_less_and_less_often_but_every_day() {
        let orders = Orders::default();
        let (certificate, mut now) = (Thumbprint([1; 32]), Timestamp::UNIX_EPOCH);
        let mut pauses = vec![];
        for _ in 0..7 {
            orders.note_failure(certificate, OrderTrouble::TimedOut, now);
            let next = orders.failure(certificate).unwrap().next;
            assert!(orders.waits(certificate, now) && !orders.waits(certificate, next));
            pauses.push(now.duration_until(next).as_hours());
            now = next;
        }
        assert_eq!(pauses, [1, 2, 4, 8, 16, 16, 16]);
    }
}
