//! Orders at online authorities that are under way: they outlive a restart. Whoever has published records does not do it again.

use super::about::Order;
use super::about_file::{AboutOrder, NAME};
use super::error::CertificateError;
use super::store::{Certificates, remove_folder};
use super::subject::Subject;
use crate::config::file::{FileError, sync_folder};
use crate::config::home::create_folder;
use crate::mail::ServerId;
use std::path::PathBuf;

/// What was ordered for a server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ordered {
    /// The subject.
    pub subject: Subject,
    /// The authority and the proof.
    pub order: Order,
    /// Where the authority keeps the order (RFC 8555 §7.4); `None` until it has taken it.
    pub url: Option<String>,
}

impl Certificates {
    /// Keeps the order of this server, in place of the one before it.
    ///
    /// # Errors
    /// What the system says.
    pub fn keep_order(&self, server: ServerId, ordered: &Ordered) -> Result<(), CertificateError> {
        let folder = self.of_order(server);
        create_folder(&folder)?;
        AboutOrder::new(ordered.clone()).write(&folder)?;
        for above in [self.folder.join(ORDERS), self.folder.clone()] {
            sync_folder(&above).map_err(|e| FileError::io(&above, "written", e))?;
        }
        Ok(())
    }

    /// The authority has taken the order. Nothing happens when it was given up meanwhile.
    ///
    /// # Errors
    /// What the system says.
    pub fn order_taken(&self, server: ServerId, ordered: &Ordered) -> Result<(), CertificateError> {
        let folder = self.of_order(server);
        if folder.join(NAME).exists() { AboutOrder::new(ordered.clone()).write(&folder) } else { Ok(()) }
    }

    /// The order of this server is over, however it ended.
    ///
    /// # Errors
    /// What the system says.
    pub fn forget_order(&self, server: ServerId) -> Result<(), CertificateError> {
        Ok(remove_folder(&self.of_order(server))?)
    }

    /// The orders that were under way, by server. One that cannot be read is logged and left out.
    pub fn ordered(&self) -> Vec<(ServerId, Ordered)> {
        let entries = std::fs::read_dir(self.folder.join(ORDERS)).into_iter().flatten().flatten();
        let servers = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok().map(ServerId));
        let read = |server: ServerId| match AboutOrder::read(&self.of_order(server)) {
            Ok(about) => Some((server, about.ordered())),
            Err(error) => {
                tracing::warn!(%server, %error, "an order at a certification authority cannot be read; begin it again");
                None
            }
        };
        let mut found: Vec<_> = servers.filter_map(read).collect();
        found.sort_by_key(|(server, _)| *server);
        found
    }

    fn of_order(&self, server: ServerId) -> PathBuf {
        self.folder.join(ORDERS).join(server.to_string())
    }
}

const ORDERS: &str = "orders";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Home;
    use rustls::crypto::aws_lc_rs;
    use std::sync::Arc;

    #[test]
    fn an_order_is_kept_until_it_is_over_and_one_given_up_does_not_come_back() {
        let folder = tempfile::tempdir().unwrap();
        let store = Certificates::new(&Home::new(folder.path()), Arc::new(aws_lc_rs::default_provider()));
        let subject = Subject { common_name: "post.żółw.test".into(), ..Subject::default() };
        let begun = Ordered { subject, order: Order::default(), url: None };
        let taken = Ordered { url: Some("https://ca.test/order/1".into()), ..begun.clone() };
        store.keep_order(ServerId(2), &begun).unwrap();
        store.keep_order(ServerId(1), &begun).unwrap();
        store.order_taken(ServerId(2), &taken).unwrap();
        assert_eq!(store.ordered(), [(ServerId(1), begun), (ServerId(2), taken.clone())]);
        store.forget_order(ServerId(2)).unwrap();
        store.order_taken(ServerId(2), &taken).unwrap();
        store.forget_order(ServerId(3)).unwrap();
        assert_eq!(store.ordered().len(), 1);
        std::fs::write(folder.path().join("certificates/orders/1").join(NAME), "(version: 1, hologram: true)").unwrap();
        assert_eq!(store.ordered(), []);
    }
}
