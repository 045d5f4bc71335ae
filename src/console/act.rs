//! Everything menus, keys and buttons of the window can ask for.

use super::dialogs::properties::place::{Tab, Which};
use super::pages::queues;
use super::theme::Look;
use super::tree::{Node, line};
use crate::engine::snapshot::{Light, Snapshot};
use crate::i18n::Language;
use crate::mail::{ServerId, Thumbprint};

/// Something to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Act {
    /// Show this node.
    Go(Node),
    /// *Start*
    Start(ServerId),
    /// *Stop*
    Stop(ServerId),
    /// *Pause*; once more: go on.
    Pause(ServerId),
    /// *Restart*
    Restart(ServerId),
    /// *Delete*
    Delete(ServerId),
    /// *Rename*
    Rename(ServerId),
    /// *Properties*
    Properties(ServerId),
    /// A page of the properties.
    Page(ServerId, Tab),
    /// A dialog of the properties.
    Dialog(ServerId, Which),
    /// *Relay Restrictions* in the properties.
    Relay(ServerId),
    /// *Connection* in the properties.
    Connection(ServerId),
    /// *Send test message…*
    TestMessage(ServerId),
    /// *Terminate All* of the server's sessions.
    TerminateAll(ServerId),
    /// *Find Messages…* on the page of the queues.
    FindMessages,
    /// *Disable Outbound Mail* or *Enable Outbound Mail* there, on all servers.
    Outbound(bool),
    /// *Block address…* on the page of the server's sessions.
    Block(ServerId),
    /// *Blocked addresses…* there.
    Blocks(ServerId),
    /// *New > SMTP virtual server*
    NewServer,
    /// *New > Account*
    NewAccount,
    /// *New > Device*
    NewDevice,
    /// *Scan now…* on the page of the devices.
    Scan,
    /// *New > Mail domain*
    NewDomain,
    /// *New > Remote domain*
    NewRemoteDomain,
    /// *New > Alias*
    NewAlias,
    /// *Certificate…*: the wizard for this server.
    Certificate(ServerId),
    /// The same at *Renew the current certificate*.
    RenewCertificate(ServerId),
    /// *View Certificate…*
    ViewCertificate(Thumbprint),
    /// *New…* on the page of the certificates.
    NewCertificate,
    /// *Export root for computers and phones…*
    ExportRoot,
    /// A step of *Next steps*: how mail leaves.
    Route(ServerId),
    /// A step of *Next steps*: the card for mail programs.
    Card,
    /// Cure: passwords only with encryption.
    RequireTls(ServerId),
    /// Cure: take mail from the Internet.
    AllowAnonymous(ServerId),
    /// Cure: let mail leave.
    EnableOutbound(ServerId),
    /// *Undo*
    Undo,
    /// *Change history*
    History,
    /// The files were changed by hand: use them.
    ReadFiles,
    /// The files were changed by hand: keep the settings in use.
    KeepSettings,
    /// *Refresh*
    Refresh,
    /// *Manual*: this page.
    Manual(&'static str),
    /// *Find…*
    Find,
    /// Light, dark, high contrast.
    Look(Look),
    /// Another language.
    Language(Language),
    /// *Show English names*
    EnglishNames,
    /// *Larger text*
    Larger,
    /// *Smaller text*
    Smaller,
    /// *Normal text size*
    Normal,
    /// *About*
    About,
    /// *Exit*
    Exit,
}

impl Act {
    /// Whether it can be done now.
    pub fn works(self, live: &Snapshot) -> bool {
        let state = |id| line(live, id).map(|line| &line.state);
        match self {
            Self::Start(id) => state(id).is_some_and(|s| !matches!(s, Light::Running)),
            Self::Stop(id) => state(id).is_some_and(|s| !matches!(s, Light::Stopped)),
            // The article has it done after *Stop*.
            Self::Restart(id) => state(id).is_some(),
            Self::Pause(id) => state(id).is_some_and(|s| matches!(s, Light::Running | Light::Paused)),
            Self::Page(id, _) | Self::Dialog(id, _) | Self::TestMessage(id) => line(live, id).is_some(),
            Self::TerminateAll(id) => line(live, id).is_some_and(|line| line.sessions > 0),
            Self::Certificate(id) | Self::RenewCertificate(id) => line(live, id).is_some(),
            Self::NewCertificate => !live.servers.is_empty(),
            Self::ExportRoot => live.certificates.office_root.is_some(),
            Self::Outbound(true) => queues::disables(live),
            Self::Outbound(false) => queues::enables(live),
            Self::Undo => !live.history.is_empty(),
            _ => true,
        }
    }
}
