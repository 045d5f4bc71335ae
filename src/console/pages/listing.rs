//! Lists: the children of a container, the servers with their states; and the page of one server.

use std::borrow::Cow;

use iced::Length;
use iced::widget::{column, container};

use crate::console::Element;
use crate::console::app::Message;
use crate::console::say;
use crate::console::theme::style::Tone;
use crate::console::tree::{Node, line};
use crate::console::widget::{List, Row, headline, list, scrolling, strip, words as sentence};
use crate::engine::snapshot::{Light, Snapshot, Warning};
use crate::i18n::Words;
use crate::{tr, wording};

/// What the pane of `node` lists, with its heading.
pub fn view<'a>(node: Node, row: Option<usize>, live: &'a Snapshot, words: &'static Words) -> Element<'a, Message> {
    let list = match node {
        Node::Smtp => servers("pane.list", live, words).nothing(tr!(words, "tree-empty-servers")),
        _ => {
            let children = node.children(live);
            let nodes = children.clone();
            list("pane.list", children.len(), move |i| Row::new([nodes[i].name(live, words)]).icon(nodes[i].icon(live)))
                .column(words.title("field-name"), 0.0)
        }
    };
    let list = list
        .selected(row)
        .on_select(Message::Row)
        .on_activate(Message::RowOpen)
        .on_context(Message::RowMenu)
        .on_key(Message::list_key)
        .height(Length::Fill);
    column![headline(node.name(live, words)), list].spacing(10).height(Length::Fill).into()
}

/// The list of servers, here and on the Overview.
pub fn servers<'a>(id: &'static str, live: &'a Snapshot, words: &'static Words) -> List<'a, Message> {
    list(id, live.servers.len(), move |i| {
        let server = &live.servers[i];
        let tone = if matches!(server.state, Light::Failed(_)) { Tone::Bad } else { Tone::Plain };
        let where_to = if server.listening.is_empty() { tr!(words, "common-none") } else { say::addresses(&server.listening).into() };
        Row::new([
            Cow::Borrowed(server.name.as_str()),
            wording::state(words, &server.state),
            where_to,
            words.number(u64::from(server.sessions)).into(),
        ])
        .icon(Node::Server(server.id).icon(live))
        .tone(tone)
    })
    .column(words.title("field-name"), 0.0)
    .column(tr!(words, "state-label"), 130.0)
    .column(tr!(words, "col-addresses"), 200.0)
    .numbers(tr!(words, "col-sessions"), 80.0)
}

/// The page of one server: its state in words, where it listens, what is wrong with it.
pub fn server<'a>(node: Node, live: &'a Snapshot, words: &'static Words) -> Option<Element<'a, Message>> {
    let Node::Server(id) = node else { return None };
    let server = line(live, id)?;
    let listens = if server.listening.is_empty() {
        tr!(words, "over-not-listening")
    } else {
        tr!(words, "over-listening", addresses = say::addresses(&server.listening))
    };
    let sessions = format!("{}: {}", tr!(words, "over-sessions"), words.number(u64::from(server.sessions)));
    let state = format!("{}: {}", tr!(words, "state-label"), wording::state(words, &server.state));
    let facts = column![sentence(state), sentence(listens), sentence(sessions)].spacing(5);
    let about = |w: &&Warning| w.server() == Some(id);
    let mut page = column![headline(server.name.as_str()), facts].spacing(12).width(Length::Fill);
    if server.state == Light::Paused {
        page = page.push(strip(Tone::Warning, tr!(words, "state-pause-note"), None));
    }
    page = page.push(super::overview::strips("server", live.warnings.iter().filter(about), live, words));
    Some(scrolling(container(page).padding(iced::Padding::ZERO.right(12))).height(Length::Fill).into())
}
