//! `check`: everything that is wrong with a home, before it is started.

use super::arguments::Arguments;
use super::{Refusal, say, tell};
use crate::accounts;
use crate::accounts::secrets::Secrets;
use crate::certificate::Certificates;
use crate::config::{Home, Route, Settings, Store};
use crate::delivery::signing::keys::Key;
use jiff::Timestamp;
use std::fmt;
use std::sync::Arc;

/// What `check` found, counted.
#[derive(Debug)]
struct Found(usize);

impl std::error::Error for Found {}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} to correct", if self.0 == 1 { "one thing".to_owned() } else { format!("{} things", self.0) })
    }
}

/// Runs the verb.
///
/// # Errors
/// When anything is wrong; each thing was told in a line of its own.
pub fn run(arguments: Arguments) -> Result<(), Refusal> {
    let home = arguments.only_home("check")?;
    let mut problems: Vec<String> = vec![];
    let settings = Store::new(&home).load().map(|loaded| loaded.settings).map_err(|e| problems.push(e.to_string())).ok();
    let accounts = accounts::Store::new(&home).load().map_err(|e| problems.push(e.to_string())).ok();
    let secrets = Secrets::load(&home).map_err(|e| problems.push(e.to_string())).ok();
    if let Some(settings) = &settings {
        problems.extend(missing_secrets(settings, secrets.as_ref()));
        problems.extend(certificates(settings, &home));
        problems.extend(missing_keys(settings, &home));
    }
    if problems.is_empty() {
        let servers = settings.map_or(0, |s| s.servers.len());
        let accounts = accounts.map_or(0, |a| a.len());
        say(format_args!("{} is in order: servers {servers}, accounts {accounts}.", home.folder().display()));
        return Ok(());
    }
    for problem in &problems {
        tell(problem);
    }
    Err(Refusal::because(Found(problems.len())))
}

fn missing_secrets(settings: &Settings, secrets: Option<&Secrets>) -> Vec<String> {
    let Some(secrets) = secrets else { return vec![] };
    let missing = |route: &Route, whose: String| match route {
        Route::SmartHost(host) => {
            let (user, key) = host.log_on.as_ref()?;
            secrets.get(key).is_none().then(|| {
                format!(
                    "The password of {user:?} at the smart host {} of {whose} is missing: secrets.ron has no {key:?}. Add it there.",
                    host.host
                )
            })
        }
        Route::Direct => None,
    };
    let of_servers = settings.servers.iter().filter_map(|s| missing(&s.delivery.route, format!("the server {:?}", s.name)));
    let of_domains = settings.remote_domains.iter().filter_map(|d| missing(&d.route, format!("the remote domain {}", d.scope)));
    of_servers.chain(of_domains).collect()
}

/// The domains that should sign and cannot.
fn missing_keys(settings: &Settings, home: &Home) -> Vec<String> {
    let signing = settings.local_domains.iter().filter_map(|domain| Some((&domain.name, domain.dkim.as_ref()?)));
    let trouble = signing.filter_map(|(name, selector)| Some((name, Key::load(home, name, selector).err()?)));
    trouble.map(|(name, error)| format!("Mail of {name} leaves without a DKIM signature: {error}.")).collect()
}

fn certificates(settings: &Settings, home: &Home) -> Vec<String> {
    let store = Certificates::new(home, Arc::new(rustls::crypto::aws_lc_rs::default_provider()));
    let now = Timestamp::now();
    let mut problems = vec![];
    // Only installed ones: looking must not make temporary certificates.
    for server in settings.servers.iter().filter(|s| s.certificate.is_some()) {
        match store.of_server(server, now) {
            Ok(chain) if chain.not_after < now => {
                problems
                    .push(format!("The certificate of the server {:?} expired on {}. Install a new one.", server.name, chain.not_after));
            }
            Ok(_) => {}
            Err(error) => problems.push(error.to_string()),
        }
    }
    problems
}
