//! The manual: a short page for every dialog and every node of the tree, in six languages, bundled with the program.
//!
//! `assets/manual/<language>.md` holds all pages of a language, each below a line `== name`. Of Markdown there is what is
//! needed: `# title`, `- point`, `**bold**`, and a paragraph a line. `{key}` stands for the label as the dialogs have it, so
//! that the manual cannot call things otherwise than the window does.

use std::borrow::Cow;

use iced::keyboard::{Key, Modifiers, key::Named};
use iced::widget::{rich_text, row, span};
use iced::{Length, Task};

use super::Element;
use super::dialogs::properties::place::Tab;
use super::theme::{REGULAR, bold};
use super::tree::Node;
use super::widget::{Dialog, Drawing, button, frame, rows};
use crate::i18n::{Language, Words};

/// A piece of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A paragraph: pieces of text, bold or not.
    Text(Vec<(String, bool)>),
    /// One point of a list.
    Point(Vec<(String, bool)>),
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// What it is about.
    pub title: String,
    /// Its text.
    pub blocks: Vec<Block>,
}

/// The page that is open.
#[derive(Debug)]
pub struct State {
    page: Page,
}

/// What is done with it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Up or down by so many logical pixels.
    Scroll(f32),
    /// *Close*
    Close,
}

impl State {
    /// This page, if there is one of the name.
    pub fn open(name: &str, words: &'static Words) -> Option<Self> {
        page(name, words).map(|page| Self { page })
    }

    /// Takes a message; `None` when it is to be closed.
    pub fn update<M: Send + 'static>(&self, message: &Message) -> Option<Task<M>> {
        match message {
            Message::Scroll(by) => {
                let by = iced::widget::operation::AbsoluteOffset { x: 0.0, y: *by };
                Some(iced::widget::operation::scroll_by(TEXT, by))
            }
            Message::Close => None,
        }
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let body = rows(self.page.blocks.iter().map(shown)).spacing(8);
        let close = button("manual.done", words.label("btn-close"), Some(Message::Close)).default().into();
        frame("manual", self.page.title.as_str(), body, [close])
            .width(520.0)
            .icon(Drawing::Question)
            .on_enter(Some(Message::Close))
            .on_close(Message::Close)
            .on_key(key)
            .into()
    }
}

fn key(key: &Key, modifiers: Modifiers) -> Option<Message> {
    let by = match key {
        Key::Named(Named::ArrowDown) => 40.0,
        Key::Named(Named::ArrowUp) => -40.0,
        Key::Named(Named::PageDown) => PAGE,
        Key::Named(Named::PageUp) => -PAGE,
        Key::Named(Named::End) => 100_000.0,
        Key::Named(Named::Home) => -100_000.0,
        _ => return None,
    };
    modifiers.is_empty().then_some(Message::Scroll(by))
}

fn shown(block: &Block) -> Element<'_, Message> {
    let text = |pieces: &'_ [(String, bool)]| -> Element<'_, Message> {
        let spans: Vec<_> =
            pieces.iter().map(|(text, is_bold)| span(text.clone()).font(if *is_bold { bold(text) } else { REGULAR })).collect();
        rich_text::<(), _, _, _>(spans).width(Length::Fill).wrapping(iced::widget::text::Wrapping::WordOrGlyph).into()
    };
    match block {
        Block::Text(pieces) => text(pieces),
        Block::Point(pieces) => row![iced::widget::text("•").width(16), text(pieces)].into(),
    }
}

/// A page by its name.
pub fn page(name: &str, words: &'static Words) -> Option<Page> {
    let mut lines = source(words.language()).lines().skip_while(|line| line.strip_prefix("== ") != Some(name)).skip(1);
    let title = filled(lines.next()?.strip_prefix("# ")?, words);
    let text = lines.take_while(|line| !line.starts_with("== ")).filter(|line| !line.trim().is_empty());
    let blocks = text.map(|line| match line.strip_prefix("- ") {
        Some(point) => Block::Point(pieces(&filled(point, words))),
        None => Block::Text(pieces(&filled(line, words))),
    });
    Some(Page { title, blocks: blocks.collect() })
}

/// The names of all pages of a language, in their order.
pub fn names(language: Language) -> impl Iterator<Item = &'static str> {
    source(language).lines().filter_map(|line| line.strip_prefix("== "))
}

/// The page of a frame; the sheet's depends on the `tab` in front, the window's on the node.
pub fn of_frame(frame: &str, tab: Option<Tab>, node: Node) -> Option<&'static str> {
    Some(match (frame, tab) {
        ("window", _) => match node {
            Node::Overview => "overview",
            Node::Root | Node::Servers | Node::Host | Node::Protocols => "tree",
            Node::Smtp | Node::Server(_) => "server",
            Node::Queues => "queues",
            Node::Domains => "domains",
            Node::Accounts => "accounts",
            Node::Devices => "devices",
            Node::Certificates => "certificates",
            Node::Sessions(_) => "sessions",
        },
        (_, Some(Tab::General)) => "general",
        (_, Some(Tab::Access)) => "access",
        (_, Some(Tab::Messages)) => "messages",
        (_, Some(Tab::Delivery)) => "delivery",
        ("advanced" | "identification", _) => "advanced",
        ("logging", _) => "logging",
        ("authentication", _) => "authentication",
        ("communication", _) => "communication",
        ("connection", _) => "connection",
        ("protection", _) => "protection",
        ("relay", _) => "relay",
        ("computer" | "lookup", _) => "computer",
        ("leave", _) => "leave",
        ("outbound-security", _) => "outbound-security",
        ("outbound", _) => "outbound",
        ("advanced-delivery" | "external-dns" | "dns", _) => "advanced-delivery",
        ("account" | "address", _) => "account",
        ("mailbox", _) => "mailbox",
        ("browse", _) => "browse",
        ("group", _) => "group",
        ("permissions" | "pick", _) => "permissions",
        ("card", _) => "card",
        ("device", _) => "device",
        ("scan", _) => "scan",
        ("domain", _) => "domain",
        ("remote-domain", _) => "remote-domain",
        ("dkim", _) => "dkim",
        ("alias", _) => "alias",
        ("history", _) => "history",
        ("find-messages", _) => "find-messages",
        ("message", _) => "message",
        ("transcript", _) => "transcript",
        ("test-message", _) => "test-message",
        ("blocks" | "block", _) => "blocks",
        ("newserver" | "newserver.where", _) => "wizard",
        ("certificate", _) => "certificate-view",
        ("friendly-name" | "choose-server" | "export-certificate", _) => "certificates",
        ("root", _) => "root",
        ("certificate-authority" | "certificate-submission" | "certificate-progress", _) => "certificate-online",
        ("certificate-name" | "certificate-organization" | "certificate-common-name" | "certificate-place", _)
        | ("certificate-when" | "certificate-file" | "certificate-request", _) => "certificate-request",
        (page, _) if page.starts_with("certificate-") => "certificate-wizard",
        ("find", _) => "find",
        _ => return None,
    })
}

/// With the labels in place of their keys.
fn filled(text: &str, words: &'static Words) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, (key, after))) = rest.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?))) {
        out.push_str(before);
        let label: Cow<'_, str> = words.text(key);
        out.push_str(label.trim_end_matches('…'));
        rest = after;
    }
    out + rest
}

/// Between two `**` the text is bold.
fn pieces(text: &str) -> Vec<(String, bool)> {
    let parts = text.split("**").enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(i, part)| (part.to_owned(), i % 2 == 1)).collect()
}

fn source(language: Language) -> &'static str {
    macro_rules! manual {
        ($tag:literal) => {
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/manual/", $tag, ".md"))
        };
    }
    match language {
        Language::English => manual!("en"),
        Language::Swedish => manual!("sv"),
        Language::German => manual!("de"),
        Language::Polish => manual!("pl"),
        Language::Dutch => manual!("nl"),
        Language::Chinese => manual!("zh-Hans"),
    }
}

/// What scrolls: the body of the frame, when the window is too small for it.
const TEXT: &str = "manual.body";

/// How far the page keys go.
const PAGE: f32 = 240.0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_bold_words_are_set() {
        let words = Words::of(Language::Swedish);
        assert_eq!(filled("{acc-btn-relay}: {", words), "Återutsänd: {");
        let piece = |text: &str, bold| (text.to_owned(), bold);
        assert_eq!(pieces("**A** and **b**."), [piece("A", true), piece(" and ", false), piece("b", true), piece(".", false)]);
    }
}
