//! Opening files that are imported beside everything else: how much work that is says the file, and so whoever made it.

use super::CertificateCommand;
use super::Produced;
use crate::certificate::pfx::Opened;
use crate::certificate::{CertificateError, ImportFiles};
use crate::engine::apply::Work;
use crate::engine::change::done;
use crate::engine::command::{Done, Reach, Refusal};
use crate::engine::snapshot::What;
use crate::engine::start::Engine;
use crate::mail::{ServerId, Thumbprint};
use crate::spool::Pending;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// The places for files that are being opened.
#[derive(Debug, Clone)]
pub(in crate::engine) struct Openings(Arc<Semaphore>);

impl Default for Openings {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Openings {
    /// Opens a file on a thread of its own. Who asks gets an answer within a minute; the thread, which nothing can stop, has its
    /// place until it ends.
    ///
    /// # Errors
    /// [`Refusal::Busy`] when all places are taken; [`CertificateError::PfxTooSlow`]; and what the opening says.
    pub(super) async fn open<T: Send + 'static>(
        &self,
        open: impl FnOnce() -> Result<T, CertificateError> + Send + 'static,
    ) -> Result<T, Refusal> {
        self.open_within(LONGEST, open).await
    }

    async fn open_within<T: Send + 'static>(
        &self,
        within: Duration,
        open: impl FnOnce() -> Result<T, CertificateError> + Send + 'static,
    ) -> Result<T, Refusal> {
        let place = self.0.clone().try_acquire_owned().map_err(|_| Refusal::Busy)?;
        let opening = tokio::task::spawn_blocking(move || {
            let _place = place;
            open()
        });
        match timeout(within, opening).await {
            Ok(ended) => Ok(ended.map_err(|_| Refusal::Ended)??),
            Err(_) => Err(CertificateError::PfxTooSlow.into()),
        }
    }
}

/// A file that is open, and what is to be done with it.
pub(in crate::engine) struct Import {
    server: Option<ServerId>,
    opened: Opened,
    exportable: bool,
}

impl Engine {
    /// Opens the file of an import; [`Engine::import`] does the rest. The command comes back when it is none.
    pub(in crate::engine) fn open_import(
        &self,
        command: CertificateCommand,
    ) -> Result<Pending<'static, Result<Import, Refusal>>, Box<CertificateCommand>> {
        match command {
            CertificateCommand::Import { server, files, exportable } => Ok(self.opened(server, files, exportable)),
            other => Err(Box::new(other)),
        }
    }

    /// The file of an import, open.
    pub(super) fn opened(
        &self,
        server: Option<ServerId>,
        files: ImportFiles,
        exportable: bool,
    ) -> Pending<'static, Result<Import, Refusal>> {
        let (store, openings) = (self.shared.certificates.clone(), self.openings.clone());
        Box::pin(async move {
            let opened = openings.open(move || store.open(&files)).await?;
            Ok(Import { server, opened, exportable })
        })
    }

    /// Installs what came out of the files, and binds it to the server if one was named.
    pub(in crate::engine) async fn import(&self, import: Import) -> Result<Done, Refusal> {
        let mut work = self.work.lock().await;
        let installed = self.install_import(&mut work, import).await;
        // Refused or not: something may lie in the store by now.
        self.list_certificates(&mut work).await;
        Ok(Done { produced: Some(Produced::Installed(installed?)), ..done(Reach::NewConnections) })
    }

    pub(super) async fn install_import(&self, work: &mut Work, import: Import) -> Result<Thumbprint, Refusal> {
        let Import { server, opened, exportable } = import;
        if let Some(server) = server {
            self.exists(work, server)?;
        }
        let installed = self.store(move |store| store.install_opened(&opened, exportable)).await?;
        if let Some(server) = server {
            self.bind(work, &[server], Some(installed), What::CertificateAssigned, None).await?;
        }
        Ok(installed)
    }
}

/// Files that are opened at once.
const AT_ONCE: usize = 2;

/// What any program writes is open in a second, on slow computers in some. Who asks at the control socket waits a little longer.
const LONGEST: Duration = Duration::from_secs(40);

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::mpsc;

    #[tokio::test]
    async fn a_file_that_takes_for_ever_is_answered_in_time_and_keeps_its_place_until_it_ends() {
        let openings = Openings::default();
        assert!(matches!(openings.open(|| Ok(7)).await, Ok(7)));
        let wrong = openings.open(|| Err::<(), _>(CertificateError::WrongPassword)).await;
        assert!(matches!(wrong, Err(Refusal::Certificate(why)) if *why == CertificateError::WrongPassword));
        let held: Vec<mpsc::Sender<()>> = all_taken(&openings).await;
        assert!(matches!(openings.open(|| Ok(())).await, Err(Refusal::Busy)));
        // They end at last, and there is room again.
        drop(held);
        let all = openings.0.acquire_many(u32::try_from(AT_ONCE).unwrap()).await;
        drop(all.unwrap());
        assert!(matches!(openings.open(|| Ok(8)).await, Ok(8)));
        let broken = openings.open(|| -> Result<(), CertificateError> { panic!("a file that breaks the library") }).await;
        assert!(matches!(broken, Err(Refusal::Ended)));
        assert_eq!(openings.0.available_permits(), AT_ONCE);
    }

    /// Takes every place with a file that is not open before its sender is dropped.
    async fn all_taken(openings: &Openings) -> Vec<mpsc::Sender<()>> {
        let mut held = vec![];
        for _ in 0..AT_ONCE {
            let (sender, receiver) = mpsc::channel::<()>();
            let slow = openings
                .open_within(Duration::ZERO, move || {
                    // Nobody sends: it ends when the other side goes.
                    let _ = receiver.recv();
                    Ok(())
                })
                .await;
            assert!(matches!(slow, Err(Refusal::Certificate(why)) if *why == CertificateError::PfxTooSlow));
            held.push(sender);
        }
        held
    }
}
