//! "Press Scan now": what can be done about a device that is refused. Pure.

pub use crate::reception::watch::{Hitch, Step, What};

/// Something the administrator can do, here or at the device; the first of several helps soonest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Cure {
    /// Make it a device: it need not log on then, and may be given whatever else it needs.
    AddDevice,
    /// Tick *need not log on* of the device.
    NeedNotLogOn,
    /// Tick *may send in clear* of the device.
    SendInClear,
    /// Tick *correct line endings* of the device.
    CorrectLineEndings,
    /// *Send everything as*: give the device a fixed sender.
    FixSender,
    /// Raise the size limit of the device.
    RaiseDeviceSize,
    /// Raise *Limit message size to*.
    RaiseSize,
    /// Let it in by the connection list.
    Connection,
    /// Lift the block of its address.
    LiftBlock,
    /// Raise the connections from one address.
    RaiseConnections,
    /// Start or continue the server, or wait a moment.
    StartServer,
    /// Look at the DNS servers.
    CheckDns,
    /// Shorten the pause before the greeting.
    ShortenPause,
    /// At the device: STARTTLS instead of SSL, or the SSL port.
    ChooseStartTls,
    /// At the device: switch encryption on.
    EncryptAtDevice,
    /// At the device: newer software, as its encryption is too old.
    UpdateDevice,
    /// Install a certificate.
    Certificate,
    /// At the device: the user name and password of an account.
    EnterPassword,
    /// Switch on a way of logging on that the device knows.
    Authentication,
    /// Enable the account, or let it send.
    Account,
    /// At the device: an address of the account as sender.
    OwnSender,
    /// Let the computer relay.
    Relay,
    /// At the device: check the recipient's address.
    CheckRecipient,
    /// Set a default domain.
    DefaultDomain,
    /// See what the server itself has to complain about.
    SeeWarnings,
    /// Read the reply: it is no usual case.
    ReadReply,
}

/// What can be done about a step, if it is one to do something about.
pub fn cures(step: &Step) -> &'static [Cure] {
    let is_device = step.device.is_some();
    match &step.what {
        What::Refused { hitch, .. } => of_hitch(*hitch, is_device),
        What::NotEncrypted(_) if is_device => &[Cure::UpdateDevice, Cure::SendInClear],
        What::NotEncrypted(_) => &[Cure::UpdateDevice, Cure::AddDevice],
        _ => &[],
    }
}

fn of_hitch(hitch: Hitch, is_device: bool) -> &'static [Cure] {
    match (hitch, is_device) {
        (Hitch::Excluded, _) => &[Cure::Connection],
        (Hitch::Blocked, _) => &[Cure::LiftBlock, Cure::EnterPassword],
        (Hitch::NotNow, _) => &[Cure::StartServer],
        (Hitch::TooManyConnections, _) => &[Cure::RaiseConnections],
        (Hitch::NameUnanswered, _) => &[Cure::CheckDns],
        (Hitch::TooHasty, _) => &[Cure::ShortenPause],
        (Hitch::TlsOnPlainPort, _) => &[Cure::ChooseStartTls],
        (Hitch::NotSmtp, _) => &[Cure::ReadReply],
        (Hitch::EncryptionFirst, true) => &[Cure::EncryptAtDevice, Cure::SendInClear],
        (Hitch::EncryptionFirst, false) => &[Cure::EncryptAtDevice, Cure::AddDevice],
        (Hitch::WeakCipher, true) => &[Cure::UpdateDevice, Cure::SendInClear],
        (Hitch::WeakCipher, false) => &[Cure::UpdateDevice, Cure::AddDevice],
        (Hitch::NoCertificate, _) => &[Cure::Certificate],
        (Hitch::LogOnFirst, true) => &[Cure::NeedNotLogOn, Cure::EnterPassword],
        (Hitch::LogOnFirst, false) => &[Cure::AddDevice, Cure::EnterPassword],
        (Hitch::Mechanism, true) => &[Cure::Authentication, Cure::NeedNotLogOn],
        (Hitch::Mechanism, false) => &[Cure::Authentication, Cure::AddDevice],
        (Hitch::WrongPassword, _) => &[Cure::EnterPassword],
        (Hitch::AccountDisabled | Hitch::MayNotSend, _) => &[Cure::Account],
        (Hitch::SenderNotOwn, true) => &[Cure::FixSender, Cure::OwnSender],
        (Hitch::SenderNotOwn, false) => &[Cure::OwnSender, Cure::AddDevice],
        (Hitch::MayNotRelay, _) => &[Cure::AddDevice, Cure::Relay],
        (Hitch::UnknownRecipient, _) => &[Cure::CheckRecipient],
        (Hitch::Unqualified, true) => &[Cure::FixSender, Cure::DefaultDomain],
        (Hitch::Unqualified, false) => &[Cure::AddDevice, Cure::DefaultDomain],
        (Hitch::TooBig, true) => &[Cure::RaiseDeviceSize],
        (Hitch::TooBig, false) => &[Cure::RaiseSize],
        (Hitch::LineEnds, true) => &[Cure::CorrectLineEndings],
        (Hitch::LineEnds, false) => &[Cure::AddDevice],
        (Hitch::OurTrouble, _) => &[Cure::SeeWarnings],
        (Hitch::Other, _) => &[Cure::ReadReply],
    }
}
