//! What the sessions of one virtual server go by, made once for each change of the settings.

use crate::accounts::{Accounts, Directory, Domains, Usage};
use crate::config::{Settings, VirtualServer};
use crate::net::TlsOffers;
use crate::policy::{NetworkIndex, ServerPolicy};
use crate::smtp::sasl::Mechanism;
use crate::smtp::session::{LeastPace, Offers, StartTls};
use crate::smtp::{Extensions, SessionConfig};
use std::fmt;
use std::sync::Arc;

/// What the files say, beside the server's own settings.
#[derive(Debug, Clone)]
pub struct Standing {
    /// All settings.
    pub settings: Arc<Settings>,
    /// The accounts.
    pub accounts: Arc<Accounts>,
    /// Who an address is.
    pub directory: Arc<Directory>,
    /// How full the mailboxes are.
    pub usage: Arc<Usage>,
}

/// Rules, indices and offers of one virtual server.
pub struct Rules {
    /// The settings of the server.
    pub server: Arc<VirtualServer>,
    /// The decisions.
    pub policy: Arc<ServerPolicy>,
    /// Accounts and addresses.
    pub standing: Standing,
    /// How names are completed at logging on.
    pub domains: Arc<Domains>,
    /// Who is believed when it says whose connection this is.
    pub proxies: NetworkIndex,
    /// What sessions offer and demand.
    pub session: Arc<SessionConfig>,
    /// TLS; `None` when the certificate is broken.
    pub tls: Option<TlsOffers>,
}

impl Rules {
    /// The rules of a server. Without `tls` STARTTLS is answered with `454 4.7.0`: there is always a certificate, so a
    /// missing one means a broken one.
    pub fn new(server: Arc<VirtualServer>, standing: Standing, tls: Option<TlsOffers>) -> Arc<Self> {
        let policy = Arc::new(ServerPolicy::with_devices(&server, standing.settings.devices.clone()));
        let domains = Arc::new(Domains::of(&standing.settings, &server));
        let proxies = NetworkIndex::new(server.access.protection.proxy_sources.iter().copied().enumerate());
        let session = Arc::new(session_config(&server, &standing.accounts, tls.is_some()));
        Arc::new(Self { server, policy, standing, domains, proxies, session, tls })
    }
}

impl fmt::Debug for Rules {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Rules").field("server", &self.server.name).finish_non_exhaustive()
    }
}

fn session_config(server: &VirtualServer, accounts: &Accounts, tls: bool) -> SessionConfig {
    let (access, messages) = (&server.access, &server.messages);
    let (basic, integrated) = (access.authentication.basic, access.authentication.integrated);
    let offered = |mechanism: &Mechanism| match mechanism {
        Mechanism::Plain | Mechanism::Login => basic,
        Mechanism::ScramSha256 | Mechanism::ScramSha256Plus => integrated,
        // Nobody could log on by it before an account allows it, and its key is made.
        Mechanism::Ntlm => integrated && accounts.any_ntlm(),
    };
    let mechanisms = Mechanism::ALL.into_iter().filter(offered).collect();
    SessionConfig {
        max_size: messages.max_size,
        max_session_size: messages.max_session_size,
        max_recipients: messages.max_recipients.unwrap_or(u32::MAX),
        idle: server.connection_timeout.into(),
        session_max: server.session_maximum.into(),
        offers: Offers {
            starttls: if tls { StartTls::Offered } else { StartTls::Broken },
            mechanisms,
            basic_in_clear: !access.authentication.basic_requires_tls,
            require_secure_channel: access.require_secure_channel,
            require_128_bit: access.require_128_bit,
            extensions: Extensions { dsn: true, smtputf8: true },
        },
        greet_pause: access.protection.greet_pause.into(),
        least_pace: LeastPace {
            octets_per_second: access.protection.minimum_rate.unwrap_or(0),
            over: access.protection.minimum_rate_over.into(),
        },
        ..SessionConfig::new(server.fqdn.clone())
    }
}
