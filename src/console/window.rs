//! How the window looks: menu bar, tools, tree and pane, status bar, and what lies on top.

use std::borrow::Cow;

use iced::widget::{column, container};
use iced::{Length, Padding};

use super::Element;
use super::act::Act;
use super::app::{App, Message};
use super::pages::{listing, overview};
use super::theme::PAD;
use super::theme::style::{self, Tone};
use super::tree::{self, Node};
use super::widget::{Drawing, Icon, desk, hint, link, menu_bar, scope, split, status_bar, tip, tool, tool_bar, tree as tree_of};
use super::{menus, say};
use crate::engine::snapshot::{Light, Warning};
use crate::{tr, wording};

/// The whole window.
pub fn view(app: &App) -> Element<'_, Message> {
    let (live, words) = (&*app.live, app.words);
    let sight = tree::in_sight(live, &app.memory.closed);
    let at = sight.iter().position(|(node, ..)| *node == app.node);
    let side = tree_of("window.tree", sight.len(), move |i| tree::row(sight[i], live, words), Message::Branch)
        .selected(at)
        .on_select(Message::Node)
        .on_activate(Message::NodeOpen)
        .on_context(Message::NodeMenu)
        .on_key(Message::list_key);
    let ours = |page| container(page).padding(PAD).into();
    let page: Element<'_, Message> = match app.node {
        Node::Overview => ours(overview::view(app.row, live, words, &app.memory, app.first.as_deref())),
        node => match app.opened.page(node, live, words) {
            // It brings its own margin.
            Some(page) => page.map(Message::Opened),
            None => ours(listing::server(node, live, words).unwrap_or_else(|| listing::view(node, app.row, live, words))),
        },
    };
    let side = container(side).width(Length::Fill).padding(Padding::new(PAD).right(0));
    let page = container(page).width(Length::Fill).height(Length::Fill);
    let middle = split("window.split", tr!(words, "window-tree-width"), f32::from(app.memory.tree), side, page, Message::TreeWidth);
    let base = column![
        menu_bar(menus::bar(app.subject(), live, words, &app.memory)),
        tools(app),
        container(middle).style(style::surface).width(Length::Fill).height(Length::Fill),
        status(app),
    ];
    let mut desk = desk(scope(container(base).style(style::window))).initial("window.tree").on_key(Message::window_key);
    desk = desk.on_help(|frame| app.page_of(frame).map(|page| Message::Act(Act::Manual(page))));
    for sheet in app.opened.sheets(live, words) {
        desk = desk.sheet(Some(sheet.map(Message::Opened)));
    }
    for modal in app.opened.modals(live, words) {
        desk = desk.modal(Some(modal.map(Message::Opened)));
    }
    desk = desk.modal(app.find.as_ref().map(|find| find.view(words).map(Message::Find)));
    // Beside a sheet it can be read while working; above what blocks the window it blocks as well.
    let manual = app.manual.as_ref().map(|manual| manual.view(words).map(Message::Manual));
    desk = if app.find.is_some() || app.opened.blocks() { desk.modal(manual) } else { desk.sheet(manual) };
    desk = desk.modal(app.question.as_ref().map(|question| question.view(live, words).map(Message::Question)));
    if let Some((at, node)) = app.menu {
        desk = desk.menu(at, menus::of_node("menu", node, live, words), Message::CloseMenu);
    } else if let Some((at, items, close)) = app.opened.menu(app.node, live, words) {
        desk = desk.menu(at, items.into_iter().map(|item| item.map(&Message::Opened)).collect(), Message::Opened(close));
    }
    desk.into()
}

/// The tools above tree and pane, for the chosen server.
fn tools(app: &App) -> Element<'_, Message> {
    let words = app.words;
    let server = match app.subject() {
        Node::Server(id) => Some(id),
        _ => None,
    };
    let act = |act: Option<Act>| act.filter(|act| act.works(&app.live)).map(Message::Act);
    let tool = |id: &'static str, drawing, text: Cow<'static, str>, on| tip(tool(id, drawing, "", on), text);
    tool_bar([
        tool("tool.start", Icon::new(Drawing::Play), tr!(words, "menu-start"), act(server.map(Act::Start))),
        tool("tool.stop", Icon::new(Drawing::Stop), tr!(words, "menu-stop"), act(server.map(Act::Stop))),
        tool("tool.pause", Icon::new(Drawing::Pause), tr!(words, "menu-pause"), act(server.map(Act::Pause))),
        tool("tool.refresh", Icon::new(Drawing::Refresh), tr!(words, "menu-refresh"), act(Some(Act::Refresh))),
        tool("tool.undo", Icon::new(Drawing::Undo), tr!(words, "menu-undo"), act(Some(Act::Undo))),
    ])
}

/// The worst there is to know, and what was changed last with *Undo*.
fn status(app: &App) -> Element<'_, Message> {
    let (live, words) = (&*app.live, app.words);
    let stopped = live.servers.iter().find(|line| line.state == Light::Stopped);
    // What stands on the page is not said twice.
    let on_page = |warning: &&Warning| app.node == Node::Certificates && matches!(warning, Warning::RootReplaced(_));
    let worst = live.warnings.iter().find(|warning| !on_page(warning));
    let (tone, text) = match (worst, stopped) {
        _ if app.gone => (Tone::Bad, tr!(words, "status-engine-gone").into_owned()),
        (Some(worst), _) => (say::tone(worst), wording::warning(words, worst, &live.servers)),
        (None, Some(line)) => (Tone::Warning, tr!(words, "warn-server-stopped", server = line.name.as_str()).into_owned()),
        (None, None) => (Tone::Good, tr!(words, "status-ready").into_owned()),
    };
    let mut right: Vec<Element<'_, Message>> = vec![];
    // A certificate that ends is renewed from wherever one is.
    let ends = |warning: &&Warning| {
        matches!(warning, Warning::CertificateExpired(..) | Warning::CertificateExpires(..) | Warning::RenewalFailing(..))
    };
    let cure = worst.filter(ends).and_then(|warning| say::cure(words, live, warning));
    right.extend(cure.map(|(label, act)| link("status.fix", label, Some(Message::Act(act)))));
    if let Some(note) = live.history.first() {
        let change = wording::what(words, note);
        right.push(hint(change));
        right.push(link("status.undo", tr!(words, "menu-undo"), Some(Message::Act(Act::Undo))));
    }
    status_bar(tone, text, right)
}
