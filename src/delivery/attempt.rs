//! From a hop to an open connection: which servers, in which order, with what security.
//!
//! | | encryption | certificate |
//! |---|---|---|
//! | MX, literal | STARTTLS when offered; once more in clear when the handshake fails | any (opportunistic, RFC 7435) |
//! | the same, *TLS encryption* on | STARTTLS or nothing | any |
//! | smart host | none, STARTTLS or TLS from the start, as set; *TLS encryption* makes none into STARTTLS | its name, unless *accept any certificate* |
//!
//! Sources: RFC 5321 §5.1 (all addresses are tried), §4.5.3.2 (time-outs), RFC 3207, RFC 8314.

use super::book::Book;
use super::connection::{Connection, Manner};
use super::hosts::{Ourselves, Search};
use super::outcome::{LogOnHindrance, Trouble};
use super::peer::Peer;
use super::route::{Hop, To};
use super::silence::Silence;
use crate::accounts::Secrets;
use crate::config::{OutboundAccess, SmartHost, SmartHostTls, VirtualServer};
use crate::net::{Resolver, Trust};
use crate::smtp::client::{ClientConfig, Login, Security, Timeouts};
use crate::smtp::sasl::initiator::Account;
use rustls::crypto::CryptoProvider;
use std::sync::Arc;
use std::time::Duration;

/// What we accept of other servers' certificates.
#[derive(Debug, Clone)]
pub struct TlsClients {
    /// For smart hosts: the system's trust and the right name.
    pub verified: Arc<rustls::ClientConfig>,
    /// For opportunistic TLS: any.
    pub any: Arc<rustls::ClientConfig>,
}

impl TlsClients {
    /// By the system's certificate store.
    ///
    /// # Errors
    /// When the store cannot be used.
    pub fn of_system(provider: &Arc<CryptoProvider>) -> Result<Self, rustls::Error> {
        Ok(Self { verified: Trust::Verified.client_config(provider)?, any: Trust::Any.client_config(provider)? })
    }
}

/// All that decides how a hop is met.
pub(super) struct Meeting<'a> {
    pub(super) server: &'a VirtualServer,
    pub(super) secrets: &'a Secrets,
    pub(super) tls: &'a TlsClients,
    pub(super) resolver: &'a Resolver,
    pub(super) ourselves: &'a Ourselves,
    pub(super) silence: &'a Silence,
    /// The server's protocol log, when it has one.
    pub(super) book: Option<Book>,
    /// Decides the order among equals.
    pub(super) seed: u64,
}

/// Opens a connection to the first server of the hop that is ready for a transaction.
///
/// # Errors
/// The trouble with the last server tried, or why there was none.
pub(super) async fn connect(hop: &Hop, meeting: &Meeting<'_>) -> Result<Connection, Trouble> {
    let outbound = &meeting.server.delivery.outbound;
    let manner = manner(hop, meeting)?;
    let mut search = Search::start(hop, meeting.resolver, meeting.ourselves, outbound.port, meeting.seed).await?;
    let mut last = None;
    while let Some(peers) = search.next().await? {
        for peer in peers {
            match meet(&peer, &manner, hop.terms.require_tls).await {
                Ok(connection) => return Ok(connection),
                Err(trouble) if trouble.try_next_host() => {
                    tracing::debug!(%hop, %trouble, "trying the next server");
                    last = Some(worse(last, trouble));
                }
                Err(trouble) => return Err(trouble),
            }
        }
    }
    Err(last.unwrap_or_else(|| Trouble::Unreachable { peer: Peer::nowhere(hop), what: "no address".into() }))
}

/// One server; with an MX whose handshake fails once more in clear (RFC 7435 §3: rather that than no delivery).
async fn meet(peer: &Peer, manner: &Manner, require_tls: bool) -> Result<Connection, Trouble> {
    match Connection::open(peer, manner).await {
        Err(Trouble::TlsFailed { what, .. }) if manner.client.starttls == Security::IfOffered && !require_tls => {
            tracing::info!(%peer, %what, "TLS failed, sending in clear");
            let mut client = ClientConfig::clone(&manner.client);
            client.starttls = Security::Never;
            Connection::open(peer, &Manner { client: Arc::new(client), ..manner.clone() }).await
        }
        other => other,
    }
}

/// A temporary trouble with one server outweighs a final one with another: the mail waits.
fn worse(before: Option<Trouble>, now: Trouble) -> Trouble {
    match before {
        Some(before) if !before.is_final() && now.is_final() => before,
        _ => now,
    }
}

fn manner(hop: &Hop, meeting: &Meeting<'_>) -> Result<Manner, Trouble> {
    let outbound = &meeting.server.delivery.outbound;
    let most = Duration::from(outbound.timeout);
    let mut client = ClientConfig {
        hello: meeting.server.fqdn.clone(),
        implicit_tls: false,
        helo: hop.terms.helo,
        starttls: if hop.terms.require_tls { Security::Required } else { Security::IfOffered },
        login: None,
        login_in_clear: false,
        timeouts: timeouts(most),
    };
    let mut tls = &meeting.tls.any;
    if let To::SmartHost(smart) = &hop.to {
        client.implicit_tls = smart.encryption == SmartHostTls::Tls;
        client.starttls = match smart.encryption {
            SmartHostTls::Tls => Security::Never,
            SmartHostTls::StartTls => Security::Required,
            SmartHostTls::None if hop.terms.require_tls => Security::Required,
            SmartHostTls::None => Security::Never,
        };
        client.login = login(smart, meeting.secrets)?;
        client.login_in_clear = smart.log_on_in_clear;
        if !smart.accept_any_certificate {
            tls = &meeting.tls.verified;
        }
    }
    let smart_host = matches!(hop.to, To::SmartHost(_));
    let silence = (!smart_host).then(|| (meeting.server.id, meeting.silence.clone()));
    Ok(Manner {
        client: Arc::new(client),
        tls: Arc::clone(tls),
        connect: CONNECT.min(most),
        log: meeting.book.clone(),
        lmtp: false,
        silence,
        smart_host,
    })
}

fn login(smart: &SmartHost, secrets: &Secrets) -> Result<Option<Login>, Trouble> {
    let Some((name, key)) = &smart.log_on else { return Ok(None) };
    let missing = || Trouble::LogOnImpossible { peer: Peer::nowhere(&smart.host), why: LogOnHindrance::NoPassword };
    let password = secrets.get(key).ok_or_else(missing)?.clone();
    // What is random comes with each connection.
    let account = Account { name: name.clone(), password, ..Account::default() };
    Ok(Some(Login { account, integrated: smart.access == OutboundAccess::Integrated }))
}

/// Those of RFC 5321 §4.5.3.2, none longer than the administrator allows.
fn timeouts(most: Duration) -> Timeouts {
    let rfc = Timeouts::default();
    Timeouts {
        greeting: rfc.greeting.min(most),
        mail: rfc.mail.min(most),
        rcpt: rfc.rcpt.min(most),
        data: rfc.data.min(most),
        block: rfc.block.min(most),
        end: rfc.end.min(most),
        quit: rfc.quit.min(most),
    }
}

/// For one address; a server that is not there must not cost minutes.
const CONNECT: Duration = Duration::from_secs(30);
