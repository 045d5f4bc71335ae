//! What there is to find: every word of the window with the place it stands at.
//!
//! The words are declared where they are shown: each page and dialog has a list `WORDS` of labels and the controls they
//! belong to. Here they are put together with the ways that lead there. `tests/console/find.rs` opens every place and
//! proves that the list tells the truth, and that no label of the glossary is missing.

use crate::console::dialogs::computer::Which as List;
use crate::console::dialogs::properties::place::{Tab, Which};
use crate::console::dialogs::properties::{access, delivery, general, messages};
use crate::console::dialogs::{
    account, address, advanced, advanced_delivery, alias, authentication, block, blocks, communication, computer, connection, device, dkim,
    dns_lookup, dns_server, domain, external_dns, find_messages, group, history, how_mail_leaves, identification, logging, mail_program,
    mailbox, outbound_connections, outbound_security, permissions, pick, protection, relay, remote_domain, scan, test_message,
};
use crate::console::menus;
use crate::console::pages::{accounts, certificates, devices, domains, queues, sessions};
use crate::console::tree::Node;
use crate::console::wizards::certificate::{self, Page, Standing};
use crate::console::wizards::new_server;
use crate::engine::snapshot::Snapshot;
use crate::mail::ServerId;

/// Labels and the ids of the controls that show them or belong to them.
pub type Words = &'static [(&'static str, &'static str)];

/// A place in the window. Those of a server are the same for every server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// A node of the tree.
    Tree(Branch),
    /// A menu of the bar, with this node chosen if it matters.
    Bar(&'static str, Option<Branch>),
    /// The page *Accounts*.
    Accounts,
    /// The page *Devices*.
    Devices,
    /// The page *Certificates*.
    Certificates,
    /// A page of the certificate wizard.
    Certificate(Page),
    /// The page *Queues*.
    Queues,
    /// *Find Messages*
    FindMessages,
    /// The page *Mail domains*.
    Domains,
    /// The page *Current Sessions* of the server.
    Sessions,
    /// *Blocked addresses*
    Blocks,
    /// *Block address*
    Block,
    /// A page of the property sheet.
    Sheet(Tab),
    /// A dialog of the property sheet.
    Dialog(Which),
    /// *Permissions for Submit and Relay*, opened by Authentication or Relay.
    Permissions,
    /// *Select User or Group*, opened by that.
    Pick,
    /// *Computer*, opened by Connection or Relay.
    Computer(List),
    /// *DNS Lookup* of that.
    Lookup(List),
    /// *Identification*, opened by Advanced.
    Identification,
    /// *External DNS servers*, opened by Advanced Delivery.
    ExternalDns,
    /// One of them.
    DnsServer,
    /// The first page of the New SMTP Virtual Server Wizard.
    WizardName,
    /// Its second page.
    WizardAddress,
    /// *Send a test message* to the server.
    TestMessage,
    /// *Change history*
    History,
    /// *New account*
    Account,
    /// An address of it.
    AccountAddress,
    /// Where its mail goes.
    AccountMailbox,
    /// *New group*
    Group,
    /// The card for mail programs.
    Card,
    /// *New Device*
    Device,
    /// *Scan now*
    Scan,
    /// *New mail domain*
    Domain,
    /// *New remote domain*
    RemoteDomain,
    /// *Outbound Security* of that.
    RemoteSecurity,
    /// *Signature (DKIM)* of a mail domain.
    Signature,
    /// *New alias*
    Alias,
}

/// A node of the tree that is always there, or the server things are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Branch {
    /// One of the fixed nodes.
    Of(Node),
    /// The chosen virtual server, else the first one.
    Server,
    /// *Current Sessions* of that server.
    Sessions,
}

impl Branch {
    /// The node; `None` when there is no server.
    pub fn node(self, server: Option<ServerId>) -> Option<Node> {
        match self {
            Self::Of(node) => Some(node),
            Self::Server => server.map(Node::Server),
            Self::Sessions => server.map(Node::Sessions),
        }
    }
}

/// A word and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Where.
    pub spot: Spot,
    /// Which label; empty for a node of the tree that has a name of its own.
    pub key: &'static str,
    /// The control it belongs to.
    pub control: &'static str,
}

impl Spot {
    /// All of them, in the order of the tree and of the sheet.
    pub fn all() -> impl Iterator<Item = Self> {
        let nodes = [
            Node::Root,
            Node::Servers,
            Node::Host,
            Node::Overview,
            Node::Queues,
            Node::Domains,
            Node::Accounts,
            Node::Devices,
            Node::Certificates,
            Node::Protocols,
            Node::Smtp,
        ];
        let tree = nodes.map(|node| Self::Tree(Branch::Of(node)));
        let sheet = [Tab::General, Tab::Access, Tab::Messages, Tab::Delivery].map(Self::Sheet);
        let dialogs = [
            Self::Dialog(Which::Advanced),
            Self::Identification,
            Self::Dialog(Which::Logging),
            Self::Dialog(Which::Authentication),
            Self::Permissions,
            Self::Pick,
            Self::Dialog(Which::Communication),
            Self::Dialog(Which::Connection),
            Self::Computer(List::Connection),
            Self::Lookup(List::Connection),
            Self::Dialog(Which::Protection),
            Self::Dialog(Which::Relay),
            Self::Computer(List::Relay),
            Self::Lookup(List::Relay),
            Self::Dialog(Which::Leave),
            Self::Dialog(Which::Security),
            Self::Dialog(Which::Outbound),
            Self::Dialog(Which::AdvancedDelivery),
            Self::ExternalDns,
            Self::DnsServer,
        ];
        let others = [
            Self::Queues,
            Self::FindMessages,
            Self::Accounts,
            Self::Account,
            Self::AccountAddress,
            Self::AccountMailbox,
            Self::Group,
            Self::Card,
            Self::Devices,
            Self::Device,
            Self::Scan,
            Self::Certificates,
            Self::Domains,
            Self::Domain,
            Self::RemoteDomain,
            Self::RemoteSecurity,
            Self::Signature,
            Self::Alias,
            Self::Sessions,
            Self::Blocks,
            Self::Block,
            Self::TestMessage,
            Self::History,
            Self::WizardName,
            Self::WizardAddress,
            Self::Bar("bar.action", Some(Branch::Server)),
            Self::Bar("bar.action", Some(Branch::Sessions)),
            Self::Bar("bar.action", Some(Branch::Of(Node::Smtp))),
            Self::Bar("bar.action", Some(Branch::Of(Node::Queues))),
            Self::Bar("bar.action", Some(Branch::Of(Node::Accounts))),
            Self::Bar("bar.action", Some(Branch::Of(Node::Devices))),
            Self::Bar("bar.action", Some(Branch::Of(Node::Certificates))),
            Self::Bar("bar.action", Some(Branch::Of(Node::Domains))),
            Self::Bar("bar.file", None),
            Self::Bar("bar.view", None),
            Self::Bar("bar.tools", None),
            Self::Bar("bar.help", None),
        ];
        let server = [Self::Tree(Branch::Server), Self::Tree(Branch::Sessions)];
        let wizard = [
            Page::Welcome,
            Page::Kind,
            Page::When,
            Page::Name,
            Page::Organization,
            Page::CommonName,
            Page::Place,
            Page::File,
            Page::Authority,
            Page::Submission,
            Page::Available,
            Page::Import,
            Page::Pending,
            Page::Answer,
            Page::Modify,
            Page::Export,
        ];
        let wizard = wizard.map(Self::Certificate);
        tree.into_iter().chain(server).chain(sheet).chain(dialogs).chain(others).chain(wizard)
    }

    /// The words that stand there.
    pub fn words(self) -> Words {
        match self {
            Self::Tree(Branch::Of(node)) => node.words(),
            Self::Tree(Branch::Server) => &[("", "window.tree")],
            Self::Tree(Branch::Sessions) => &[("tree-current-sessions", "window.tree")],
            Self::Bar(bar, branch) => menus::words(bar, branch),
            Self::Queues => queues::WORDS,
            Self::FindMessages => find_messages::WORDS,
            Self::Accounts => accounts::WORDS,
            Self::Devices => devices::WORDS,
            Self::Certificates => certificates::WORDS,
            Self::Certificate(page) => certificate::words_of(page),
            Self::Domains => domains::WORDS,
            Self::Sessions => sessions::WORDS,
            Self::Blocks => blocks::WORDS,
            Self::Block => block::WORDS,
            Self::Sheet(Tab::General) => general::WORDS,
            Self::Sheet(Tab::Access) => access::WORDS,
            Self::Sheet(Tab::Messages) => messages::WORDS,
            Self::Sheet(Tab::Delivery) => delivery::WORDS,
            Self::Dialog(Which::Advanced) => advanced::WORDS,
            Self::Dialog(Which::Logging) => logging::WORDS,
            Self::Dialog(Which::Authentication) => authentication::WORDS,
            Self::Dialog(Which::Communication) => communication::WORDS,
            Self::Dialog(Which::Connection) => connection::WORDS,
            Self::Dialog(Which::Protection) => protection::WORDS,
            Self::Dialog(Which::Relay) => relay::WORDS,
            Self::Dialog(Which::Leave) => how_mail_leaves::WORDS,
            Self::Dialog(Which::Security) => outbound_security::WORDS,
            Self::Dialog(Which::Outbound) => outbound_connections::WORDS,
            Self::Dialog(Which::AdvancedDelivery) => advanced_delivery::WORDS,
            Self::Permissions => permissions::WORDS,
            Self::Pick => pick::WORDS,
            // The last one is only there for Relay.
            Self::Computer(List::Connection) => computer::WORDS.split_last().map_or(computer::WORDS, |(_, rest)| rest),
            Self::Computer(List::Relay) => computer::WORDS,
            Self::Lookup(_) => dns_lookup::WORDS,
            Self::Identification => identification::WORDS,
            Self::ExternalDns => external_dns::WORDS,
            Self::DnsServer => dns_server::WORDS,
            Self::WizardName => new_server::NAME_WORDS,
            Self::WizardAddress => new_server::ADDRESS_WORDS,
            Self::TestMessage => test_message::WORDS,
            Self::History => history::WORDS,
            Self::Account => account::WORDS,
            Self::AccountAddress => address::WORDS,
            Self::AccountMailbox => mailbox::WORDS,
            Self::Group => group::WORDS,
            Self::Card => mail_program::WORDS,
            Self::Device => device::WORDS,
            Self::Scan => scan::WORDS,
            Self::Domain => domain::WORDS,
            Self::RemoteDomain => remote_domain::WORDS,
            // The first one leads to the dialog itself, which one comes to by its button.
            Self::RemoteSecurity => outbound_security::WORDS.split_first().map_or(outbound_security::WORDS, |(_, rest)| rest),
            Self::Signature => dkim::WORDS,
            Self::Alias => alias::WORDS,
        }
    }

    /// What one presses to get there: from where, and the labels of buttons, tabs or menu entries.
    pub fn way(self) -> (Option<Self>, &'static [&'static str]) {
        let page = |tab| Some(Self::Sheet(tab));
        let dialog = |which| Some(Self::Dialog(which));
        let of = |list| dialog(if list == List::Relay { Which::Relay } else { Which::Connection });
        match self {
            Self::Tree(_) => (None, &[]),
            Self::Bar(bar, branch) => (branch.map(Self::Tree), menus::title(bar)),
            Self::Accounts => (Some(Self::Tree(Branch::Of(Node::Accounts))), &[]),
            Self::Queues => (Some(Self::Tree(Branch::Of(Node::Queues))), &[]),
            Self::FindMessages => (Some(Self::Queues), &["q-find"]),
            Self::Devices => (Some(Self::Tree(Branch::Of(Node::Devices))), &[]),
            Self::Certificates => (Some(Self::Tree(Branch::Of(Node::Certificates))), &[]),
            Self::Certificate(Page::Welcome) => (page(Tab::Access), &["acc-btn-certificate"]),
            Self::Certificate(step) => {
                let (above, keys) = certificate::way_of(step);
                (Some(Self::Certificate(above)), keys)
            }
            Self::Domains => (Some(Self::Tree(Branch::Of(Node::Domains))), &[]),
            Self::Sessions => (Some(Self::Tree(Branch::Sessions)), &[]),
            Self::Blocks => (Some(Self::Sessions), &["ses-blocks"]),
            Self::Block => (Some(Self::Sessions), &["ses-block"]),
            Self::Sheet(tab) => (Some(Self::Tree(Branch::Server)), tab.way()),
            Self::Dialog(Which::Advanced) => (page(Tab::General), &["btn-advanced"]),
            Self::Dialog(Which::Logging) => (page(Tab::General), &["btn-properties"]),
            Self::Dialog(Which::Authentication) => (page(Tab::Access), &["acc-btn-authentication"]),
            Self::Dialog(Which::Communication) => (page(Tab::Access), &["acc-btn-communication"]),
            Self::Dialog(Which::Connection) => (page(Tab::Access), &["acc-btn-connection"]),
            Self::Dialog(Which::Protection) => (page(Tab::Access), &["button-protection"]),
            Self::Dialog(Which::Relay) => (page(Tab::Access), &["acc-btn-relay"]),
            Self::Dialog(Which::Leave) => (page(Tab::Delivery), &["leave-change"]),
            Self::Dialog(Which::Security) => (page(Tab::Delivery), &["del-btn-outbound-security"]),
            Self::Dialog(Which::Outbound) => (page(Tab::Delivery), &["del-btn-outbound-connections"]),
            Self::Dialog(Which::AdvancedDelivery) => (page(Tab::Delivery), &["btn-advanced"]),
            Self::Permissions => (dialog(Which::Authentication), &["auth-users"]),
            Self::Pick => (Some(Self::Permissions), &["btn-add"]),
            Self::Computer(list) => (of(list), &["btn-add"]),
            Self::Lookup(list) => (Some(Self::Computer(list)), &["comp-dns-lookup"]),
            Self::Identification => (dialog(Which::Advanced), &["btn-add"]),
            Self::ExternalDns => (dialog(Which::AdvancedDelivery), &["btn-configure"]),
            Self::DnsServer => (Some(Self::ExternalDns), &["btn-add"]),
            Self::WizardName => (Some(Self::Tree(Branch::Of(Node::Smtp))), &["menu-new", "menu-new-server"]),
            Self::WizardAddress => (Some(Self::WizardName), &["btn-next"]),
            Self::TestMessage => (Some(Self::Tree(Branch::Server)), &["menu-test-message"]),
            Self::History => (Some(Self::Bar("bar.file", None)), &["menu-change-history"]),
            Self::Account => (Some(Self::Accounts), &["account-new-title"]),
            Self::AccountAddress => (Some(Self::Account), &["btn-add"]),
            Self::AccountMailbox => (Some(Self::Account), &["account-destination"]),
            Self::Group => (Some(Self::Accounts), &["group-new-title"]),
            Self::Card => (Some(Self::Accounts), &["menu-set-up-program"]),
            Self::Device => (Some(Self::Devices), &["device-new-title"]),
            Self::Scan => (Some(Self::Devices), &["device-scan"]),
            Self::Domain => (Some(Self::Domains), &["domain-new-title"]),
            Self::RemoteDomain => (Some(Self::Domains), &["remote-domain-new-title"]),
            Self::RemoteSecurity => (Some(Self::RemoteDomain), &["del-btn-outbound-security"]),
            Self::Signature => (Some(Self::Domains), &["dkim-open"]),
            Self::Alias => (Some(Self::Domains), &["alias-new-title"]),
        }
    }

    /// Whether it can be reached now.
    pub fn is_there(self, server: Option<ServerId>, live: &Snapshot) -> bool {
        match self {
            Self::Card => !live.accounts.accounts.is_empty(),
            Self::Alias | Self::Signature => !live.settings.local_domains.is_empty(),
            Self::Certificate(page) => server.is_some_and(|server| match Standing::of(server, live) {
                Standing::Ordered(_) => page == Page::Welcome,
                Standing::Pending(_) => matches!(page, Page::Welcome | Page::Pending | Page::Answer),
                Standing::Installed(one) => match page {
                    Page::Welcome | Page::Modify => true,
                    Page::Export => one.certificate.described.exportable,
                    _ => false,
                },
                Standing::None => !matches!(page, Page::Pending | Page::Answer | Page::Modify | Page::Export),
            }),
            Self::Tree(branch) => branch.node(server).is_some(),
            spot => spot.way().0.is_none_or(|above| above.is_there(server, live)),
        }
    }
}

/// Everything that can be found now.
pub fn places(server: Option<ServerId>, live: &Snapshot) -> impl Iterator<Item = Place> {
    let spots = Spot::all().filter(move |spot| spot.is_there(server, live));
    spots.flat_map(|spot| spot.words().iter().map(move |&(key, control)| Place { spot, key, control }))
}

/// Words of the glossary that are no label of ours, and the label that stands for them: the articles write of
/// *administrative groups*, which there are none of here; below them they mean *Servers*.
pub const ALSO: &[(&str, &[&str])] = &[
    ("tree-root", &["app-system-manager", "app-microsoft-exchange"]),
    ("tree-servers", &["tree-administrative-groups", "tree-administrative-group"]),
    ("tree-smtp", &["tree-smtp-protocol-object"]),
    ("menu-new", &["tree-smtp-virtual-server"]),
    ("auth-anonymous", &["auth-anonymous-auth"]),
    ("auth-basic-clear", &["auth-basic"]),
    ("acc-btn-relay", &["acc-relaying", "acc-relay-control"]),
    ("acc-btn-connection", &["ip-restrictions"]),
    ("comp-subnet-address", &["ip-ranges"]),
    ("adv-fqdn", &["adv-fqdn-short"]),
    ("adv-check-dns", &["adv-dns-valid"]),
    ("auth-integrated", &["auth-spa", "auth-ntlm-old-name"]),
    ("comp-dns-lookup-prompt", &["comp-host-name"]),
];

/// The same for what has a name of its own: this computer, the virtual server.
pub const ALSO_HOST: &[&str] = &["tree-server-name"];

/// Names of a virtual server in the articles.
pub const ALSO_SERVER: &[&str] = &["tree-default-smtp-vs", "tree-virtual-server", "tree-smtp-virtual-server"];
