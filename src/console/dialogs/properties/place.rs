//! Where in the sheet a setting is: from the path of an issue to a page and perhaps a dialog.

/// A page of the sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// General.
    General,
    /// Access.
    Access,
    /// Messages.
    Messages,
    /// Delivery.
    Delivery,
}

impl Tab {
    /// The labels that lead to it from the server.
    pub fn way(self) -> &'static [&'static str] {
        match self {
            Self::General => &["menu-properties", "tab-general"],
            Self::Access => &["menu-properties", "tab-access"],
            Self::Messages => &["menu-properties", "tab-messages"],
            Self::Delivery => &["menu-properties", "tab-delivery"],
        }
    }
}

impl Which {
    /// The page with its button.
    pub fn tab(self) -> Tab {
        match self {
            Self::Advanced | Self::Logging => Tab::General,
            Self::Authentication | Self::Communication | Self::Connection | Self::Protection | Self::Relay => Tab::Access,
            Self::Leave | Self::Security | Self::Outbound | Self::AdvancedDelivery => Tab::Delivery,
        }
    }
}

/// A dialog that the sheet opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// General > Advanced.
    Advanced,
    /// General > Properties, of the log.
    Logging,
    /// Access > Authentication.
    Authentication,
    /// Access > Communication.
    Communication,
    /// Access > Connection.
    Connection,
    /// Access > Protection.
    Protection,
    /// Access > Relay.
    Relay,
    /// Delivery > Change: how mail leaves.
    Leave,
    /// Delivery > Outbound Security.
    Security,
    /// Delivery > Outbound connections.
    Outbound,
    /// Delivery > Advanced.
    AdvancedDelivery,
}

/// The page of a setting of a server, its dialog if it is in one, and the path within it.
pub fn of(path: &str) -> (Tab, Option<Which>, &str) {
    let dialogs = [
        ("identities", Tab::General, Which::Advanced),
        ("session_maximum", Tab::General, Which::Advanced),
        ("disk_reserve_mb", Tab::General, Which::Advanced),
        ("messages.pickup", Tab::General, Which::Advanced),
        ("log.", Tab::General, Which::Logging),
        ("access.authentication", Tab::Access, Which::Authentication),
        ("access.permissions", Tab::Access, Which::Authentication),
        ("access.communication", Tab::Access, Which::Communication),
        ("access.connection", Tab::Access, Which::Connection),
        ("access.protection", Tab::Access, Which::Protection),
        ("access.relay", Tab::Access, Which::Relay),
        ("delivery.smart_host", Tab::Delivery, Which::Leave),
        ("delivery.outbound.require_tls", Tab::Delivery, Which::Security),
        ("delivery.outbound", Tab::Delivery, Which::Outbound),
        ("delivery.max_hops", Tab::Delivery, Which::AdvancedDelivery),
        ("delivery.masquerade_domain", Tab::Delivery, Which::AdvancedDelivery),
        ("delivery.dns_servers", Tab::Delivery, Which::AdvancedDelivery),
        ("fqdn", Tab::Delivery, Which::AdvancedDelivery),
    ];
    if let Some((_, tab, which)) = dialogs.into_iter().find(|(start, ..)| path.starts_with(start)) {
        return (tab, Some(which), path);
    }
    let tab = match path.split(['.', '[']).next() {
        Some("messages") => Tab::Messages,
        Some("delivery") => Tab::Delivery,
        Some("access") => Tab::Access,
        _ => Tab::General,
    };
    (tab, None, path)
}

/// The path without the server in front: `servers[1].fqdn` is `fqdn`.
pub fn within(path: &str) -> &str {
    path.strip_prefix("servers[").and_then(|rest| rest.split_once("].")).map_or(path, |(_, rest)| rest)
}

/// The first number in brackets: the row of a list.
pub fn row(path: &str) -> Option<usize> {
    path.split_once('[')?.1.split_once(']')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_has_its_place() {
        let place = |path| of(within(path));
        assert_eq!(place("servers[0].connection_timeout"), (Tab::General, None, "connection_timeout"));
        assert_eq!(place("servers[12].fqdn"), (Tab::Delivery, Some(Which::AdvancedDelivery), "fqdn"));
        let path = "servers[0].access.relay.computers[1].address";
        assert_eq!((place(path).1, row(place(path).2)), (Some(Which::Relay), Some(1)));
        let path = "servers[0].access.permissions[2].who";
        assert_eq!((place(path), row(path)), ((Tab::Access, Some(Which::Authentication), "access.permissions[2].who"), Some(0)));
        assert_eq!(row(place(path).2), Some(2));
        assert_eq!(place("servers[0].log.folder"), (Tab::General, Some(Which::Logging), "log.folder"));
        assert_eq!(place("servers[0].delivery.retry[2]"), (Tab::Delivery, None, "delivery.retry[2]"));
    }
}
