//! *Scan now*: what a device does, what is wrong with it, and what to do about it.

use super::sentence;
use crate::engine::job::{Cure, ScanHitch, ScanWhat};
use crate::i18n::Words;
use crate::tr;
use std::borrow::Cow;

/// What a device did or was told, in a line.
pub fn scan_step(words: &Words, what: &ScanWhat) -> String {
    match what {
        ScanWhat::Connected { tls: false } => tr!(words, "scan-connected"),
        ScanWhat::Connected { tls: true } => tr!(words, "scan-connected-tls"),
        ScanWhat::Encrypted(facts) => tr!(words, "scan-encrypted", version = facts.version.to_string(), cipher = facts.cipher.to_string()),
        ScanWhat::NotEncrypted(reason) => tr!(words, "scan-not-encrypted", reason = sentence(words, reason)),
        ScanWhat::Hello(name) => tr!(words, "scan-hello", name = name.as_ref()),
        ScanWhat::LoggedOn(account) => tr!(words, "scan-logged-on", account = account.as_ref()),
        ScanWhat::Sender(Some(sender)) => tr!(words, "scan-sender", sender = sender.to_string()),
        ScanWhat::Sender(None) => tr!(words, "scan-sender", sender = "<>"),
        ScanWhat::Recipient(recipient) => tr!(words, "scan-recipient", recipient = recipient.to_string()),
        ScanWhat::Accepted => tr!(words, "scan-accepted"),
        ScanWhat::Refused { reply, .. } => tr!(words, "scan-refused", reply = reply.as_ref()),
        ScanWhat::Left { messages } => tr!(words, "scan-left", count = *messages),
    }
    .into_owned()
}

/// What is wrong, of a step that was refused or not encrypted; empty for any other.
pub fn scan_trouble<'w>(words: &'w Words, what: &ScanWhat) -> Cow<'w, str> {
    let hitch = match what {
        ScanWhat::Refused { hitch, .. } => hitch,
        ScanWhat::NotEncrypted(_) => return tr!(words, "hitch-not-encrypted"),
        _ => return Cow::Borrowed(""),
    };
    match hitch {
        ScanHitch::Excluded => tr!(words, "hitch-excluded"),
        ScanHitch::Blocked => tr!(words, "hitch-blocked"),
        ScanHitch::NotNow => tr!(words, "hitch-not-now"),
        ScanHitch::TooManyConnections => tr!(words, "hitch-connections"),
        ScanHitch::NameUnanswered => tr!(words, "hitch-name"),
        ScanHitch::TooHasty => tr!(words, "hitch-hasty"),
        ScanHitch::TlsOnPlainPort => tr!(words, "hitch-tls-port"),
        ScanHitch::NotSmtp => tr!(words, "hitch-not-smtp"),
        ScanHitch::EncryptionFirst => tr!(words, "hitch-encryption"),
        ScanHitch::WeakCipher => tr!(words, "hitch-cipher"),
        ScanHitch::NoCertificate => tr!(words, "hitch-certificate"),
        ScanHitch::LogOnFirst => tr!(words, "hitch-log-on"),
        ScanHitch::Mechanism => tr!(words, "hitch-mechanism"),
        ScanHitch::WrongPassword => tr!(words, "hitch-password"),
        ScanHitch::AccountDisabled => tr!(words, "hitch-account"),
        ScanHitch::MayNotSend => tr!(words, "hitch-send"),
        ScanHitch::SenderNotOwn => tr!(words, "hitch-sender"),
        ScanHitch::MayNotRelay => tr!(words, "hitch-relay"),
        ScanHitch::UnknownRecipient => tr!(words, "hitch-recipient"),
        ScanHitch::Unqualified => tr!(words, "hitch-unqualified"),
        ScanHitch::TooBig => tr!(words, "hitch-size"),
        ScanHitch::LineEnds => tr!(words, "hitch-line-ends"),
        ScanHitch::OurTrouble => tr!(words, "hitch-ours"),
        ScanHitch::Other => tr!(words, "hitch-other"),
    }
}

/// What can be done; `device` is the name of the device that the address belongs to, where it is one.
pub fn cure(words: &Words, cure: Cure, device: &str) -> String {
    let tick = |label: Cow<'_, str>| tr!(words, "cure-tick", label = label.into_owned(), device = device);
    match cure {
        Cure::AddDevice => tr!(words, "cure-add-device"),
        Cure::NeedNotLogOn => tick(words.title("relay-need-not-log-on")),
        Cure::SendInClear => tick(words.title("device-in-clear")),
        Cure::CorrectLineEndings => tick(words.title("device-line-endings")),
        Cure::FixSender => tr!(words, "cure-sender", label = words.title("device-sender").into_owned(), device = device),
        Cure::RaiseDeviceSize => tr!(words, "cure-device-size", device = device),
        Cure::RaiseSize => tr!(words, "cure-size", label = words.title("msg-limit-size").into_owned()),
        Cure::Connection => tr!(words, "cure-connection", label = words.title("acc-btn-connection").into_owned()),
        Cure::LiftBlock => tr!(words, "cure-block", label = words.title("ses-blocks").into_owned()),
        Cure::RaiseConnections => tr!(words, "cure-connections", label = words.title("gen-limit-per-address").into_owned()),
        Cure::StartServer => tr!(words, "cure-start"),
        Cure::CheckDns => tr!(words, "cure-dns"),
        Cure::ShortenPause => tr!(words, "cure-pause", label = words.title("prot-greet-pause").into_owned()),
        Cure::ChooseStartTls => tr!(words, "cure-starttls"),
        Cure::EncryptAtDevice => tr!(words, "cure-encrypt"),
        Cure::UpdateDevice => tr!(words, "cure-update"),
        Cure::Certificate => tr!(words, "cure-certificate", label = words.title("tree-overview").into_owned()),
        Cure::EnterPassword => tr!(words, "cure-password"),
        Cure::Authentication => tr!(words, "cure-authentication"),
        Cure::Account => tr!(words, "cure-account"),
        Cure::OwnSender => tr!(words, "cure-own-sender"),
        Cure::Relay => tr!(words, "cure-relay", label = words.title("acc-btn-relay").into_owned()),
        Cure::CheckRecipient => tr!(words, "cure-recipient"),
        Cure::DefaultDomain => tr!(words, "cure-default-domain", label = words.title("auth-default-domain").into_owned()),
        Cure::SeeWarnings => tr!(words, "cure-warnings", label = words.title("tree-overview").into_owned()),
        Cure::ReadReply => tr!(words, "cure-reply"),
    }
    .into_owned()
}
