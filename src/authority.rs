//! Online certification authorities (ACME, RFC 8555): an account, an order, the proof that names are ours, the certificate.
//!
//! ```text
//!   Asking ─▶ (http-01) Checking ─▶ Issuing ─▶ Issued
//!        └──▶ (dns-01) Publish ─told─▶ LookingForRecords ─all there─▶ Checking ─▶ Issuing ─▶ Issued
//!                        ▲                     │
//!                        └──── one missing ────┘
//!   anything that fails ─▶ Trouble; what was in use before stays in use
//! ```
//!
//! The account of an authority is kept under `keys/acme/` (0600), made at the first order there. Port 80 is open only while an
//! order is checked. Each exchange with the authority is tried again when it only lost count of its nonces (RFC 8555 §6.5),
//! beyond the few times the library does.

pub mod account;
pub mod http;
pub mod standing;
mod web;

pub use account::AccountError;
pub use standing::{Found, Record, Step, Trouble};

use crate::certificate::about::{Challenge, Order};
use crate::config::Home;
use crate::mail::{Domain, Secret};
use crate::net::{LookupError, Resolver};
use http::Answerer;
use instant_acme::{Account, AuthorizationStatus, ChallengeType, Error, Identifier, NewOrder, OrderStatus, RetryPolicy};
use std::net::{IpAddr, SocketAddr};
use std::time::Duration;
use tokio::sync::{Notify, watch};
use tokio::time::timeout;

/// What an order is made of.
pub struct Wish {
    /// Authority and proof.
    pub order: Order,
    /// The names, one at least.
    pub names: Vec<Domain>,
    /// The request (PKCS #10, DER).
    pub request: Vec<u8>,
    /// The key that goes with the key identifier of the order, in base64url; only for the first order at such an authority.
    pub account_key: Option<Secret<String>>,
    /// Where port 80 is opened for http-01: the addresses the virtual server listens on; empty = all.
    pub addresses: Vec<IpAddr>,
    /// Where the authority keeps the order, if it was begun before: it goes on where it was.
    pub begun: Option<String>,
    /// Who is asked for the records of dns-01; empty = the computer's own.
    pub dns_servers: Vec<SocketAddr>,
}

/// Carries out an order: the chain as PEM, the certificate first. How far it is goes to `steps`; `published` says that the
/// records of dns-01 are there. Takes as long as it takes for the administrator, and at most four minutes for each of the
/// authority's parts. Dropping it ends it, and closes port 80. `taken` hears where the authority keeps the order, before
/// anything is asked of the administrator.
///
/// # Errors
/// [`Trouble`]; nothing was changed then.
pub async fn carry_out<Kept: Future<Output = ()>>(
    home: &Home,
    wish: &Wish,
    steps: &watch::Sender<Step>,
    published: &Notify,
    taken: impl FnOnce(String) -> Kept,
) -> Result<String, Trouble> {
    steps.send_replace(Step::Asking);
    let account = within(account::open(home, &wish.order, wish.account_key.as_ref())).await?;
    let mut order = match within(async { Ok(resume_or_begin(&account, wish).await) }).await? {
        Err(Error::Api(problem)) if problem.r#type.as_deref() == Some(UNKNOWN_ACCOUNT) => {
            account::forget(home, &wish.order).await;
            let account = within(account::open(home, &wish.order, wish.account_key.as_ref())).await?;
            within(async { begin(&account, &wish.names).await.map_err(Trouble::from) }).await?
        }
        begun => begun?,
    };
    taken(order.url().to_owned()).await;
    let kind = match wish.order.challenge {
        Challenge::Http => ChallengeType::Http01,
        Challenge::Dns => ChallengeType::Dns01,
    };
    let proofs = proofs(&mut order, &kind, &wish.names).await?;
    let answerer = match wish.order.challenge {
        Challenge::Http if !proofs.is_empty() => {
            let files = proofs.iter().map(|proof| (proof.token.clone(), proof.file.clone())).collect();
            let port = wish.order.http_port;
            Some(Answerer::open(&wish.addresses, port, files).map_err(|error| Trouble::Port80(port, error.to_string()))?)
        }
        Challenge::Http => None,
        Challenge::Dns => {
            publish(&proofs, &wish.dns_servers, steps, published).await;
            None
        }
    };
    steps.send_replace(Step::Checking);
    within(set_ready(&mut order, &kind)).await?;
    let ready = timeout(PATIENCE * 2, poll_ready(&mut order)).await.unwrap_or(Err(Error::Timeout(None)));
    drop(answerer);
    match ready {
        Ok(OrderStatus::Ready | OrderStatus::Valid) => {}
        refused => return Err(timeout(PATIENCE, why_not(&mut order, refused.err())).await.unwrap_or(Trouble::TimedOut)),
    }
    steps.send_replace(Step::Issuing);
    within(finalize(&mut order, &wish.request)).await?;
    timeout(PATIENCE * 2, poll_certificate(&mut order)).await.unwrap_or(Err(Error::Timeout(None))).map_err(Trouble::from)
}

/// How the names that are not proved yet are to be proved. Asks nobody: see [`begin`].
async fn proofs(order: &mut instant_acme::Order, kind: &ChallengeType, names: &[Domain]) -> Result<Vec<Proof>, Trouble> {
    let mut proofs = vec![];
    let mut authorizations = order.authorizations();
    while let Some(authorization) = authorizations.next().await {
        let mut authorization = authorization?;
        let name = standing::clean(&authorization.identifier().to_string());
        // A record for a name that nobody ordered would prove it to somebody else.
        if !names.iter().any(|own| own.as_str() == name.trim_start_matches("*.")) {
            return Err(Trouble::NotOrdered(name));
        }
        // Proved a short while ago: the authority remembers.
        if authorization.status == AuthorizationStatus::Valid {
            continue;
        }
        let challenge = authorization.challenge(kind.clone()).ok_or(Trouble::ProofNotOffered(name.clone()))?;
        let key = challenge.key_authorization();
        proofs.push(Proof { name, token: challenge.token.clone(), file: key.as_str().to_owned(), record: key.dns_value() });
    }
    Ok(proofs)
}

/// Tells the authority that all proofs are there.
async fn set_ready(order: &mut instant_acme::Order, kind: &ChallengeType) -> Result<(), Trouble> {
    let mut authorizations = order.authorizations();
    while let Some(authorization) = authorizations.next().await {
        let mut authorization = authorization?;
        if authorization.status == AuthorizationStatus::Valid {
            continue;
        }
        let name = standing::clean(&authorization.identifier().to_string());
        let mut challenge = authorization.challenge(kind.clone()).ok_or(Trouble::ProofNotOffered(name))?;
        let mut tries = 0;
        while let Err(error) = challenge.set_ready().await {
            tries += 1;
            if !lost_count(&error) || tries > TRIES {
                return Err(error.into());
            }
        }
    }
    Ok(())
}

async fn poll_ready(order: &mut instant_acme::Order) -> Result<OrderStatus, Error> {
    let mut tries = 0;
    loop {
        match order.poll_ready(&RetryPolicy::new().initial_delay(FIRST_LOOK).timeout(PATIENCE)).await {
            Err(error) if lost_count(&error) && tries < TRIES => tries += 1,
            other => return other,
        }
    }
}

async fn finalize(order: &mut instant_acme::Order, request: &[u8]) -> Result<(), Trouble> {
    let mut tries = 0;
    while let Err(error) = order.finalize_csr(request).await {
        tries += 1;
        if !lost_count(&error) || tries > TRIES {
            return Err(error.into());
        }
    }
    Ok(())
}

async fn poll_certificate(order: &mut instant_acme::Order) -> Result<String, Error> {
    let mut tries = 0;
    loop {
        match order.poll_certificate(&RetryPolicy::new().initial_delay(FIRST_LOOK).timeout(PATIENCE)).await {
            Err(error) if lost_count(&error) && tries < TRIES => tries += 1,
            other => return other,
        }
    }
}

/// How a name is to be proved.
struct Proof {
    name: String,
    token: String,
    /// What the file has to say.
    file: String,
    /// What the record has to say.
    record: String,
}

/// Shows the records until all of them are in the DNS.
async fn publish(proofs: &[Proof], dns_servers: &[SocketAddr], steps: &watch::Sender<Step>, published: &Notify) {
    let mut records: Vec<Record> = proofs
        .iter()
        .map(|proof| Record {
            name: format!("_acme-challenge.{}", proof.name.trim_start_matches("*.")),
            text: proof.record.clone(),
            found: Found::NotLooked,
        })
        .collect();
    while records.iter().any(|record| record.found != Found::There) {
        steps.send_replace(Step::Publish(records.clone()));
        published.notified().await;
        steps.send_replace(Step::LookingForRecords(records.clone()));
        // Anew each time: a resolver remembers that a record was not there.
        let resolver = Resolver::new(dns_servers);
        for record in &mut records {
            record.found = match &resolver {
                Ok(resolver) => look_for(record, resolver).await,
                Err(error) => Found::NoAnswer(error.to_string()),
            };
        }
    }
}

async fn look_for(record: &Record, resolver: &Resolver) -> Found {
    let Ok(name) = Domain::parse(&record.name) else { return Found::Missing(vec![]) };
    match resolver.texts(&name).await {
        Ok(texts) if texts.contains(&record.text) => Found::There,
        Ok(texts) => Found::Missing(texts),
        Err(LookupError::NoSuchDomain(_) | LookupError::NoRecords(_)) => Found::Missing(vec![]),
        Err(LookupError::Temporary { what, .. }) => Found::NoAnswer(what),
    }
}

/// The authority tells why at the name that it could not prove, not at the order.
async fn why_not(order: &mut instant_acme::Order, error: Option<Error>) -> Trouble {
    let mut authorizations = order.authorizations();
    while let Some(Ok(mut authorization)) = authorizations.next().await {
        if authorization.refresh().await.is_err() {
            break;
        }
        let problem = authorization.challenges.iter().find_map(|challenge| challenge.error.as_ref());
        if let Some(problem) = problem {
            return Trouble::NotProved(standing::clean(&authorization.identifier().to_string()), standing::words(problem));
        }
    }
    error.map_or(Trouble::TimedOut, Trouble::from)
}

/// A new order with all its authorizations read: going through them asks nobody afterwards.
async fn begin(account: &Account, names: &[Domain]) -> Result<instant_acme::Order, Error> {
    let identifiers: Vec<Identifier> = names.iter().map(|name| Identifier::Dns(name.as_str().to_owned())).collect();
    let mut tries = 0;
    let order = loop {
        match account.new_order(&NewOrder::new(&identifiers)).await {
            Err(error) if lost_count(&error) && tries < TRIES => tries += 1,
            other => break other?,
        }
    };
    with_authorizations(order, names).await
}

/// An order that was begun before and still waits for its proofs, or a new one: the authority may have given it up.
async fn resume_or_begin(account: &Account, wish: &Wish) -> Result<instant_acme::Order, Error> {
    let Some(url) = &wish.begun else { return begin(account, &wish.names).await };
    let mut tries = 0;
    let order = loop {
        match account.order(url.clone()).await {
            Err(error) if lost_count(&error) && tries < TRIES => tries += 1,
            other => break other,
        }
    };
    match order {
        Ok(mut order) => match order.state().status {
            OrderStatus::Pending | OrderStatus::Ready => with_authorizations(order, &wish.names).await,
            OrderStatus::Processing | OrderStatus::Valid | OrderStatus::Invalid => begin(account, &wish.names).await,
        },
        Err(Error::Api(_)) => begin(account, &wish.names).await,
        Err(error) => Err(error),
    }
}

async fn with_authorizations(mut order: instant_acme::Order, names: &[Domain]) -> Result<instant_acme::Order, Error> {
    if order.state().authorizations.len() > names.len() {
        return Err(Error::Str("fewer names to prove: there are more than were ordered"));
    }
    let mut tries = 0;
    'read: loop {
        let mut authorizations = order.authorizations();
        while let Some(authorization) = authorizations.next().await {
            let Err(error) = authorization else { continue };
            tries += 1;
            if !lost_count(&error) || tries > TRIES * names.len() as u32 {
                return Err(error);
            }
            continue 'read;
        }
        break;
    }
    Ok(order)
}

async fn within<T>(asking: impl Future<Output = Result<T, Trouble>>) -> Result<T, Trouble> {
    timeout(PATIENCE, asking).await.unwrap_or(Err(Trouble::TimedOut))
}

fn lost_count(error: &Error) -> bool {
    matches!(error, Error::Api(problem) if problem.r#type.as_deref() == Some("urn:ietf:params:acme:error:badNonce"))
}

/// RFC 8555 §6.7
const UNKNOWN_ACCOUNT: &str = "urn:ietf:params:acme:error:accountDoesNotExist";
/// For each part of an order that the authority has to do; twice as long where it looks at something itself.
const PATIENCE: Duration = Duration::from_secs(120);
const FIRST_LOOK: Duration = Duration::from_millis(250);
/// Beyond the three of the library.
const TRIES: u32 = 5;
