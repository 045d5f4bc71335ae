//! The tree at the left: which nodes there are, what stands below which, and which rows are in sight.
//!
//! ```text
//! Postkontor
//! └─ Servers
//!    └─ this computer
//!       ├─ Overview
//!       ├─ Queues
//!       ├─ Mail domains
//!       ├─ Accounts
//!       ├─ Devices
//!       ├─ Certificates
//!       └─ Protocols
//!          └─ SMTP
//!             └─ the virtual servers
//!                └─ Current Sessions
//! ```

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::widget::{Drawing, Icon, Row};
use crate::engine::snapshot::{Light, ServerLine, Snapshot};
use crate::i18n::Words;
use crate::mail::ServerId;
use crate::tr;

/// A node of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Node {
    /// *Postkontor*
    Root,
    /// *Servers*
    Servers,
    /// This computer.
    Host,
    /// *Overview*
    Overview,
    /// *Queues*
    Queues,
    /// *Mail domains*
    Domains,
    /// *Accounts*
    Accounts,
    /// *Devices*
    Devices,
    /// *Certificates*
    Certificates,
    /// *Protocols*
    Protocols,
    /// *SMTP*
    Smtp,
    /// A virtual server.
    Server(ServerId),
    /// *Current Sessions* of a virtual server.
    Sessions(ServerId),
}

impl Node {
    /// What stands below it.
    pub fn children(self, live: &Snapshot) -> Vec<Self> {
        match self {
            Self::Root => vec![Self::Servers],
            Self::Servers => vec![Self::Host],
            Self::Host => {
                vec![Self::Overview, Self::Queues, Self::Domains, Self::Accounts, Self::Devices, Self::Certificates, Self::Protocols]
            }
            Self::Protocols => vec![Self::Smtp],
            Self::Smtp => live.servers.iter().map(|line| Self::Server(line.id)).collect(),
            Self::Server(id) => vec![Self::Sessions(id)],
            Self::Overview | Self::Queues | Self::Domains | Self::Accounts | Self::Devices | Self::Certificates | Self::Sessions(_) => {
                vec![]
            }
        }
    }

    /// Whether things can stand below it.
    pub fn is_container(self) -> bool {
        matches!(self, Self::Root | Self::Servers | Self::Host | Self::Protocols | Self::Smtp | Self::Server(_))
    }

    /// What it stands below.
    pub fn parent(self) -> Option<Self> {
        match self {
            Self::Root => None,
            Self::Servers => Some(Self::Root),
            Self::Host => Some(Self::Servers),
            Self::Overview | Self::Queues | Self::Domains | Self::Accounts | Self::Devices | Self::Certificates | Self::Protocols => {
                Some(Self::Host)
            }
            Self::Smtp => Some(Self::Protocols),
            Self::Server(_) => Some(Self::Smtp),
            Self::Sessions(id) => Some(Self::Server(id)),
        }
    }

    /// The virtual server it is or belongs to.
    pub fn server(self) -> Option<ServerId> {
        match self {
            Self::Server(id) | Self::Sessions(id) => Some(id),
            _ => None,
        }
    }

    /// What it is called.
    pub fn name<'a>(self, live: &'a Snapshot, words: &'static Words) -> Cow<'a, str> {
        match self {
            Self::Root => tr!(words, "tree-root"),
            Self::Servers => tr!(words, "tree-servers"),
            Self::Host => Cow::Borrowed(live.host.as_ref()),
            Self::Overview => tr!(words, "tree-overview"),
            Self::Queues => tr!(words, "tree-queues"),
            Self::Domains => tr!(words, "tree-domains"),
            Self::Accounts => tr!(words, "tree-accounts"),
            Self::Devices => tr!(words, "tree-devices"),
            Self::Certificates => tr!(words, "tree-certificates"),
            Self::Protocols => tr!(words, "tree-protocols"),
            Self::Smtp => tr!(words, "tree-smtp"),
            Self::Server(id) => line(live, id).map(|line| line.name.as_str()).unwrap_or_default().into(),
            Self::Sessions(_) => tr!(words, "tree-current-sessions"),
        }
    }

    /// What it is found by: its label, empty when it has a name of its own.
    pub fn words(self) -> crate::console::find::places::Words {
        match self {
            Self::Root => &[("tree-root", "window.tree")],
            Self::Servers => &[("tree-servers", "window.tree")],
            Self::Overview => &[("tree-overview", "window.tree")],
            Self::Queues => &[("tree-queues", "window.tree")],
            Self::Domains => &[("tree-domains", "window.tree")],
            Self::Accounts => &[("tree-accounts", "window.tree")],
            Self::Devices => &[("tree-devices", "window.tree")],
            Self::Certificates => &[("tree-certificates", "window.tree")],
            Self::Protocols => &[("tree-protocols", "window.tree")],
            Self::Smtp => &[("tree-smtp", "window.tree")],
            Self::Sessions(_) => &[("tree-current-sessions", "window.tree")],
            Self::Host | Self::Server(_) => &[("", "window.tree")],
        }
    }

    /// Its sign; a server's tells its state.
    pub fn icon(self, live: &Snapshot) -> Icon {
        match self {
            Self::Root => Icon::new(Drawing::Post),
            Self::Servers | Self::Protocols => Icon::new(Drawing::Folder),
            Self::Host => Icon::new(Drawing::Computer),
            Self::Overview => Icon::new(Drawing::Overview),
            Self::Queues => Icon::new(Drawing::Queue),
            Self::Domains => Icon::new(Drawing::Domain),
            Self::Accounts => Icon::new(Drawing::Account),
            Self::Devices => Icon::new(Drawing::Device),
            Self::Certificates => Icon::new(Drawing::Certificate),
            Self::Smtp => Icon::new(Drawing::Mail),
            Self::Sessions(_) => Icon::new(Drawing::Session),
            Self::Server(id) => light(line(live, id).map_or(&Light::Stopped, |line| &line.state)),
        }
    }

    /// Whether it is there: servers come and go.
    pub fn exists(self, live: &Snapshot) -> bool {
        match self {
            Self::Server(id) | Self::Sessions(id) => line(live, id).is_some(),
            _ => true,
        }
    }
}

/// The sign of a state.
pub fn light(state: &Light) -> Icon {
    match state {
        Light::Running => Icon::RUNNING,
        Light::Paused => Icon::PAUSED,
        Light::Stopped => Icon::STOPPED,
        Light::Failed(_) => Icon::FAILED,
    }
}

/// The line of a server.
pub fn line(live: &Snapshot, id: ServerId) -> Option<&ServerLine> {
    live.servers.iter().find(|line| line.id == id)
}

/// The rows in sight: each node, how deep it stands, whether it is open (`None` when nothing stands below it).
pub fn in_sight(live: &Snapshot, closed: &BTreeSet<Node>) -> Vec<(Node, u16, Option<bool>)> {
    fn add(node: Node, depth: u16, live: &Snapshot, closed: &BTreeSet<Node>, rows: &mut Vec<(Node, u16, Option<bool>)>) {
        let children = node.children(live);
        let open = (!children.is_empty()).then(|| !closed.contains(&node));
        rows.push((node, depth, open));
        if open == Some(true) {
            for child in children {
                add(child, depth + 1, live, closed, rows);
            }
        }
    }
    let mut rows = vec![];
    add(Node::Root, 0, live, closed, &mut rows);
    rows
}

/// A row of the tree.
pub fn row<'a>(place: (Node, u16, Option<bool>), live: &'a Snapshot, words: &'static Words) -> Row<'a> {
    let (node, depth, open) = place;
    let english = node.words().first().filter(|(key, _)| !key.is_empty()).and_then(|(key, _)| words.name(key).second);
    Row::new([node.name(live, words)]).icon(node.icon(live)).node(depth, open).second(english.unwrap_or_default())
}
