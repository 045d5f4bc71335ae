//! The menus: of every node, and the bar above the window.

use super::act::Act;
use super::app::Message;
use super::find::places::{Branch, Words as Findable};
use super::manual;
use super::memory::Memory;
use super::theme::Look;
use super::tree::{Node, line};
use super::widget::{Drawing, Item, Menu, item, separator, submenu};
use crate::engine::snapshot::{Light, Snapshot};
use crate::i18n::{Label, Language, Words};

type Entry = Item<'static, Message>;

/// Joins groups of entries by lines; empty groups leave none.
fn joined(groups: impl IntoIterator<Item = Vec<Entry>>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = vec![];
    for group in groups.into_iter().filter(|group| !group.is_empty()) {
        if !entries.is_empty() {
            entries.push(separator());
        }
        entries.extend(group);
    }
    entries
}

/// What can be done with a node; `prefix` keeps the ids of two such menus apart.
pub fn of_node(prefix: &str, node: Node, live: &Snapshot, words: &'static Words) -> Vec<Entry> {
    let id = |name: &str| format!("{prefix}.{name}");
    let act = |act: Act| act.works(live).then_some(Message::Act(act));
    let refresh = item(id("refresh"), words.label("menu-refresh"), act(Act::Refresh)).icon(Drawing::Refresh).shortcut("F5");
    match node {
        Node::Server(server) => {
            let paused = line(live, server).is_some_and(|line| line.state == Light::Paused);
            let mut properties = vec![];
            if let Some(message) = act(Act::Properties(server)) {
                let label = words.label("menu-properties");
                properties.push(item(id("properties"), label, Some(message)).shortcut("Alt+Enter").default());
            }
            joined([
                vec![
                    item(id("start"), words.label("menu-start"), act(Act::Start(server))).icon(Drawing::Play),
                    item(id("stop"), words.label("menu-stop"), act(Act::Stop(server))).icon(Drawing::Stop),
                    item(id("pause"), words.label("menu-pause"), act(Act::Pause(server))).checked(paused),
                    item(id("restart"), words.label("menu-restart"), act(Act::Restart(server))),
                ],
                vec![item(id("test-message"), words.label("menu-test-message"), act(Act::TestMessage(server))).icon(Drawing::Mail)],
                vec![
                    item(id("delete"), words.label("menu-delete"), act(Act::Delete(server))).shortcut("Del"),
                    item(id("rename"), words.label("menu-rename"), act(Act::Rename(server))).shortcut("F2"),
                    refresh,
                ],
                properties,
            ])
        }
        Node::Smtp => {
            let new = act(Act::NewServer).map(|message| {
                let entry = item(id("new-server"), words.label("menu-new-server"), Some(message)).icon(Drawing::Server);
                submenu(id("new"), words.label("menu-new"), [entry])
            });
            joined([new.into_iter().collect(), vec![refresh]])
        }
        Node::Sessions(server) => vec![
            item(id("terminate-all"), words.label("ses-terminate-all"), act(Act::TerminateAll(server))),
            item(id("block"), words.label("ses-block"), act(Act::Block(server))).icon(Drawing::Shield),
            item(id("blocks"), words.label("ses-blocks"), act(Act::Blocks(server))),
            separator(),
            refresh,
        ],
        Node::Queues => {
            let disable = act(Act::Outbound(true));
            let enable = act(Act::Outbound(false));
            vec![
                item(id("find-messages"), words.label("q-find"), act(Act::FindMessages)).icon(Drawing::Search),
                separator(),
                item(id("disable-outbound"), words.label("q-disable-outbound"), disable).icon(Drawing::Pause),
                item(id("enable-outbound"), words.label("q-enable-outbound"), enable).icon(Drawing::Play),
                separator(),
                refresh,
            ]
        }
        Node::Accounts => vec![
            item(id("new-account"), words.label("menu-new-account"), act(Act::NewAccount)).icon(Drawing::Account),
            separator(),
            refresh,
        ],
        Node::Devices => vec![
            item(id("new-device"), words.label("menu-new-device"), act(Act::NewDevice)).icon(Drawing::Device),
            item(id("scan"), words.label("device-scan"), act(Act::Scan)),
            separator(),
            refresh,
        ],
        Node::Certificates => vec![
            item(id("new-certificate"), words.label("cert-new"), act(Act::NewCertificate)).icon(Drawing::Certificate),
            item(id("export-root"), words.label("cert-export-root"), act(Act::ExportRoot)),
            separator(),
            refresh,
        ],
        Node::Domains => vec![
            item(id("new-domain"), words.label("menu-new-domain"), act(Act::NewDomain)).icon(Drawing::Domain),
            item(id("new-remote"), words.label("menu-new-remote-domain"), act(Act::NewRemoteDomain)),
            item(id("new-alias"), words.label("menu-new-alias"), act(Act::NewAlias)),
            separator(),
            refresh,
        ],
        _ => vec![refresh],
    }
}

/// The bar.
pub fn bar(node: Node, live: &Snapshot, words: &'static Words, memory: &Memory) -> Vec<Menu<'static, Message>> {
    let act = |act: Act| act.works(live).then_some(Message::Act(act));
    let file = vec![
        item("file.undo", words.label("menu-undo"), act(Act::Undo)).icon(Drawing::Undo),
        item("file.history", words.label("menu-change-history"), act(Act::History)),
        separator(),
        item("file.exit", words.label("menu-exit"), act(Act::Exit)).shortcut("Ctrl+Q"),
    ];
    let look = |name: &'static str, label: Label, look: Look| item(name, label, act(Act::Look(look))).checked(memory.look == look);
    let appearance = [
        look("view.light", words.label("menu-theme-light"), Look::Light),
        look("view.dark", words.label("menu-theme-dark"), Look::Dark),
        look("view.contrast", words.label("menu-theme-contrast"), Look::HighContrast),
    ];
    let languages = Language::ALL.map(|language| {
        let chosen = memory.language == language;
        item(format!("view.language.{language}"), language.own_name(), act(Act::Language(language))).checked(chosen)
    });
    // In English there is nothing to show.
    let english = act(Act::EnglishNames).filter(|_| memory.language != Language::English);
    let view = vec![
        submenu("view.appearance", words.label("menu-appearance"), appearance),
        submenu("view.language", words.label("menu-language"), languages),
        item("view.english", words.label("menu-english-names"), english).checked(memory.english_names),
        separator(),
        item("view.larger", words.label("menu-text-larger"), act(Act::Larger)).shortcut("Ctrl++"),
        item("view.smaller", words.label("menu-text-smaller"), act(Act::Smaller)).shortcut("Ctrl+-"),
        item("view.normal", words.label("menu-text-normal"), act(Act::Normal)).shortcut("Ctrl+0"),
        separator(),
        item("view.refresh", words.label("menu-refresh"), act(Act::Refresh)).icon(Drawing::Refresh).shortcut("F5"),
    ];
    let tools = vec![item("tools.find", words.label("menu-find"), act(Act::Find)).icon(Drawing::Search).shortcut("Ctrl+F")];
    let page = manual::of_frame("window", None, node).and_then(|page| act(Act::Manual(page)));
    let help = vec![
        item("help.manual", words.label("menu-manual"), page).icon(Drawing::Question).shortcut("F1"),
        separator(),
        item("help.about", words.label("menu-about"), act(Act::About)),
    ];
    vec![
        ("bar.file".into(), words.label("menu-file").into(), file),
        ("bar.action".into(), words.label("menu-action").into(), of_node("action", node, live, words)),
        ("bar.view".into(), words.label("menu-view").into(), view),
        ("bar.tools".into(), words.label("menu-tools").into(), tools),
        ("bar.help".into(), words.label("menu-help").into(), help),
    ]
}

/// The label that leads to a menu of the bar.
pub fn title(bar: &str) -> &'static [&'static str] {
    match bar {
        "bar.file" => &["menu-file"],
        "bar.view" => &["menu-view"],
        "bar.tools" => &["menu-tools"],
        "bar.help" => &["menu-help"],
        _ => &["menu-action"],
    }
}

/// What can be found in a menu of the bar when this node is chosen.
pub fn words(bar: &str, branch: Option<Branch>) -> Findable {
    match (bar, branch) {
        ("bar.file", _) => FILE,
        ("bar.view", _) => VIEW,
        ("bar.tools", _) => TOOLS,
        ("bar.help", _) => HELP,
        (_, Some(Branch::Server)) => SERVER,
        (_, Some(Branch::Sessions)) => SESSIONS,
        (_, Some(Branch::Of(Node::Smtp))) => &[("menu-new", "action.new")],
        (_, Some(Branch::Of(Node::Queues))) => QUEUES,
        (_, Some(Branch::Of(Node::Accounts))) => &[("menu-new-account", "action.new-account")],
        (_, Some(Branch::Of(Node::Devices))) => &[("menu-new-device", "action.new-device"), ("device-scan", "action.scan")],
        (_, Some(Branch::Of(Node::Certificates))) => &[("cert-new", "action.new-certificate"), ("cert-export-root", "action.export-root")],
        (_, Some(Branch::Of(Node::Domains))) => &[
            ("menu-new-domain", "action.new-domain"),
            ("menu-new-remote-domain", "action.new-remote"),
            ("menu-new-alias", "action.new-alias"),
        ],
        _ => &[],
    }
}

const FILE: Findable =
    &[("menu-file", "bar.file"), ("menu-undo", "file.undo"), ("menu-change-history", "file.history"), ("menu-exit", "file.exit")];

const VIEW: Findable = &[
    ("menu-view", "bar.view"),
    ("menu-appearance", "view.appearance"),
    ("menu-language", "view.language"),
    ("menu-english-names", "view.english"),
    ("menu-text-larger", "view.larger"),
    ("menu-text-smaller", "view.smaller"),
    ("menu-text-normal", "view.normal"),
    ("menu-refresh", "view.refresh"),
];

const TOOLS: Findable = &[("menu-tools", "bar.tools"), ("menu-find", "tools.find")];

const HELP: Findable = &[("menu-help", "bar.help"), ("menu-manual", "help.manual"), ("menu-about", "help.about")];

const SESSIONS: Findable = &[("ses-terminate-all", "action.terminate-all"), ("ses-block", "action.block"), ("ses-blocks", "action.blocks")];

const QUEUES: Findable = &[
    ("q-find", "action.find-messages"),
    ("q-disable-outbound", "action.disable-outbound"),
    ("q-enable-outbound", "action.enable-outbound"),
];

const SERVER: Findable = &[
    ("menu-action", "bar.action"),
    ("menu-start", "action.start"),
    ("menu-stop", "action.stop"),
    ("menu-pause", "action.pause"),
    ("menu-restart", "action.restart"),
    ("menu-test-message", "action.test-message"),
    ("menu-delete", "action.delete"),
    ("menu-rename", "action.rename"),
    ("menu-properties", "action.properties"),
];
