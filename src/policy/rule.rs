//! The names of the rules, and what a refused client is told.

use std::fmt;

/// The rule behind a verdict. Printed as a stable text, such as `relay.list.entry(3)`: logs and recorded decisions keep
/// it, so a text never changes its meaning. Numbers of entries count from 0, as in `access.relay.computers[3]`,
/// `devices[3]` and `remote_domains[3]`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleId {
    /// An administrator has blocked the address.
    ConnectionBlockedByHand,
    /// The address has spent its failure budget.
    ConnectionBlocked,
    /// The client is this entry of the connection list.
    ConnectionListEntry(usize),
    /// The client is no entry of the connection list.
    ConnectionListNotListed,
    /// The DNS does not say whether the client is an entry of the connection list.
    ConnectionNameUnanswered,
    /// The server is paused.
    ServerPaused,
    /// The server is stopping.
    ServerStopping,
    /// *Limit number of connections to*.
    ConnectionLimit,
    /// Connections from one address.
    ConnectionLimitPerAddress,
    /// *Require secure channel*.
    SecureChannel,
    /// *Require 128-bit encryption*.
    StrongCipher,
    /// The channel is all that is asked for.
    ChannelSufficient,
    /// This device may send in clear.
    DeviceInClear(usize),
    /// *Basic authentication* is not ticked.
    BasicOff,
    /// *Requires TLS encryption*.
    BasicRequiresTls,
    /// *Basic authentication* is ticked.
    BasicOn,
    /// *Integrated Windows Authentication* is not ticked.
    IntegratedOff,
    /// *Integrated Windows Authentication* is ticked.
    IntegratedOn,
    /// *Anonymous access* is not ticked.
    AuthenticationRequired,
    /// *Anonymous access* is ticked.
    Anonymous,
    /// The client has logged on.
    LoggedOn,
    /// This entry of the relay list *need not log on*.
    NeedNotLogOn(usize),
    /// This device *need not log on*.
    DeviceNeedNotLogOn(usize),
    /// The account has no *Submit Permission*.
    SubmitNotGranted,
    /// This entry of *Users…* denies sending.
    SubmitDenied(usize),
    /// The account may send only from its own addresses.
    SenderCheck,
    /// *Limit message size to*.
    MessageSize,
    /// *Limit session size to*.
    SessionSize,
    /// The disk is nearly full.
    DiskReserve,
    /// The spool is not well.
    StorageTrouble,
    /// *Default domain*.
    DefaultDomain,
    /// The recipient is an account.
    RecipientAccount,
    /// The recipient is an alias.
    RecipientAlias,
    /// The recipient's domain has a catch-all.
    RecipientCatchAll,
    /// The recipient is postmaster.
    RecipientPostmaster,
    /// The recipient is nobody here; another host takes such mail.
    RecipientForwarded,
    /// The recipient is nobody here.
    RecipientUnknown,
    /// The quota of the recipient's mailbox.
    MailboxFull,
    /// *Limit number of recipients per message to*.
    RecipientLimit,
    /// Reports have one recipient.
    NullSenderRecipients,
    /// Logging on is enough to relay.
    RelayAuthenticated,
    /// Logging on is not enough to relay, and the client is not listed.
    RelayAuthenticatedOff,
    /// This entry of *Users…* lets the account or a group of it relay.
    RelayGranted(usize),
    /// This entry of *Users…* denies relaying, and the client is not listed.
    RelayDenied(usize),
    /// The account has no *Relay Permission*, and the client is not listed.
    RelayNotGranted,
    /// The client is this entry of the relay list.
    RelayListEntry(usize),
    /// To the domain of this entry of the remote domains mail of anybody is relayed.
    RelayDomain(usize),
    /// The client is no entry of the relay list.
    RelayListNotListed,
    /// The DNS does not say whether the client is an entry of the relay list.
    RelayNameUnanswered,
    /// The client is this device.
    Device(usize),
    /// *Maximum hop count*.
    HopLimit,
    /// No limit of messages is exceeded.
    WithinLimits,
    /// At least half of the places for sessions are free: nobody is in a slow client's way.
    RoomForSlow,
    /// *Minimum rate*, while more than half of the places are taken.
    MinimumRate,
}

/// What a refused client is told; [`super::answer`] has the reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Too many failed log-ons came from the address (row 18).
    Blocked,
    /// The connection list excludes it (row 19).
    Excluded,
    /// Who it is could not be looked up (row 43).
    NameUnanswered,
    /// Whether it may relay could not be looked up.
    RelayUndecided,
    /// Paused, stopping or full (row 19).
    Unavailable,
    /// Too many sessions from the address (row 19).
    TooManyConnections,
    /// STARTTLS is needed first (row 12).
    StartTlsFirst,
    /// The cipher is too weak (row 13).
    WeakCipher,
    /// This way of logging on is not offered (row 17).
    MechanismOff,
    /// This way of logging on needs TLS (row 14).
    EncryptionRequired,
    /// Logging on is needed first (row 15).
    AuthenticationRequired,
    /// The account may not send.
    SubmissionNotPermitted,
    /// The sender is somebody else (row 26).
    SenderNotYours,
    /// Over the size of one message (row 20).
    MessageTooBig,
    /// Over the size of one session (row 20).
    SessionTooBig,
    /// The disk is nearly full (row 33).
    DiskFull,
    /// The spool could not be written to (row 33).
    StorageTrouble,
    /// A sender without a domain (row 42).
    UnqualifiedSender,
    /// A recipient without a domain (row 42).
    UnqualifiedRecipient,
    /// Nobody here (row 25).
    UnknownRecipient,
    /// The mailbox is full.
    MailboxFull,
    /// Not to other domains (row 24).
    Relay,
    /// One recipient too many (rows 27 and 28).
    TooManyRecipients,
    /// The message goes round in circles (row 32).
    TooManyHops,
    /// Its message comes too slowly (row 34).
    TooSlow,
}

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Self::ConnectionListEntry(at) => return write!(f, "connection.list.entry({at})"),
            Self::NeedNotLogOn(at) => return write!(f, "relay.list.need-not-log-on({at})"),
            Self::RelayListEntry(at) => return write!(f, "relay.list.entry({at})"),
            Self::DeviceInClear(at) => return write!(f, "device.in-clear({at})"),
            Self::DeviceNeedNotLogOn(at) => return write!(f, "device.need-not-log-on({at})"),
            Self::Device(at) => return write!(f, "device({at})"),
            Self::ConnectionNameUnanswered => "connection.list.name-unanswered",
            Self::RelayNameUnanswered => "relay.list.name-unanswered",
            Self::SubmitDenied(at) => return write!(f, "submit.denied({at})"),
            Self::RelayGranted(at) => return write!(f, "relay.granted({at})"),
            Self::RelayDomain(at) => return write!(f, "relay.domain({at})"),
            Self::RelayDenied(at) => return write!(f, "relay.denied({at})"),
            Self::IntegratedOff => "authentication.integrated.off",
            Self::IntegratedOn => "authentication.integrated.on",
            Self::ConnectionBlockedByHand => "connection.blocked.by-hand",
            Self::ConnectionBlocked => "connection.blocked",
            Self::ConnectionListNotListed => "connection.list.not-listed",
            Self::ServerPaused => "server.paused",
            Self::ServerStopping => "server.stopping",
            Self::ConnectionLimit => "connection.limit",
            Self::ConnectionLimitPerAddress => "connection.limit-per-address",
            Self::SecureChannel => "communication.secure-channel",
            Self::StrongCipher => "communication.128-bit",
            Self::ChannelSufficient => "communication.sufficient",
            Self::BasicOff => "authentication.basic.off",
            Self::BasicRequiresTls => "authentication.basic.requires-tls",
            Self::BasicOn => "authentication.basic.on",
            Self::AuthenticationRequired => "authentication.required",
            Self::Anonymous => "authentication.anonymous",
            Self::LoggedOn => "authentication.logged-on",
            Self::SubmitNotGranted => "submit.not-granted",
            Self::SenderCheck => "account.sender-check",
            Self::MessageSize => "messages.size",
            Self::SessionSize => "messages.session-size",
            Self::DiskReserve => "storage.reserve",
            Self::StorageTrouble => "storage.trouble",
            Self::DefaultDomain => "authentication.default-domain",
            Self::RecipientAccount => "recipient.account",
            Self::RecipientAlias => "recipient.alias",
            Self::RecipientCatchAll => "recipient.catch-all",
            Self::RecipientPostmaster => "recipient.postmaster",
            Self::RecipientForwarded => "recipient.forwarded",
            Self::RecipientUnknown => "recipient.unknown",
            Self::MailboxFull => "account.quota",
            Self::RecipientLimit => "messages.recipients",
            Self::NullSenderRecipients => "messages.null-sender",
            Self::RelayAuthenticated => "relay.authenticated",
            Self::RelayAuthenticatedOff => "relay.authenticated.off",
            Self::RelayNotGranted => "relay.not-granted",
            Self::RelayListNotListed => "relay.list.not-listed",
            Self::HopLimit => "delivery.hops",
            Self::WithinLimits => "messages.within-limits",
            Self::RoomForSlow => "protection.room",
            Self::MinimumRate => "protection.minimum-rate",
        };
        f.write_str(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_named_by_their_place_in_the_list() {
        for (rule, text) in [
            (RuleId::ConnectionListEntry(0), "connection.list.entry(0)"),
            (RuleId::NeedNotLogOn(2), "relay.list.need-not-log-on(2)"),
            (RuleId::RelayListEntry(3), "relay.list.entry(3)"),
            (RuleId::Device(1), "device(1)"),
            (RuleId::RelayDomain(4), "relay.domain(4)"),
            (RuleId::RelayNotGranted, "relay.not-granted"),
            (RuleId::AuthenticationRequired, "authentication.required"),
        ] {
            assert_eq!(rule.to_string(), text);
        }
    }
}
