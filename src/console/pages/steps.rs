//! *Next steps*: the checklist of a new server. Each step is a button and can be repeated at any time.

use std::borrow::Cow;

use iced::widget::{Column, column, container, row};
use iced::{Alignment, Length};

use crate::console::Element;
use crate::console::act::Act;
use crate::console::app::Message;
use crate::console::memory::{Memory, Step};
use crate::console::theme::PAD;
use crate::console::theme::bold;
use crate::console::theme::style::{self, Tone};
use crate::console::tree::Node;
use crate::console::widget::{Drawing, Icon, hint, link};
use crate::engine::snapshot::{Snapshot, Warning};
use crate::i18n::Words;
use crate::mail::ServerId;
use crate::tr;

struct Item {
    id: &'static str,
    title: Cow<'static, str>,
    why: Cow<'static, str>,
    done: bool,
    act: Act,
}

/// The checklist.
pub fn view<'a>(live: &'a Snapshot, words: &'static Words, memory: &Memory) -> Element<'a, Message> {
    let items = items(live, words, memory);
    let done = items.iter().filter(|item| item.done).count();
    let progress = tr!(words, "steps-progress", done = done, total = items.len());
    let heading = tr!(words, "steps-heading");
    let font = bold(&heading);
    let head = row![container(iced::widget::text(heading).font(font)).width(Length::Fill), hint(progress)].align_y(Alignment::Center);
    let rows = Column::with_children(items.into_iter().map(|item| {
        let sign = if item.done { Icon::new(Drawing::Done).tone(Tone::Good) } else { Icon::new(Drawing::ChevronRight).tone(Tone::Accent) };
        let state = if item.done { tr!(words, "step-done") } else { tr!(words, "step-open") };
        let text = column![link(item.id, item.title, Some(Message::Act(item.act))), container(hint(item.why)).padding([0, 2])];
        row![sign.view(16.0), text.width(Length::Fill), hint(state)].spacing(8).align_y(Alignment::Center).into()
    }))
    .spacing(8);
    let steps = container(rows).padding(PAD).width(Length::Fill).style(style::group);
    column![head, steps, hint(tr!(words, "steps-hint"))].spacing(5).width(Length::Fill).into()
}

fn items(live: &Snapshot, words: &'static Words, memory: &Memory) -> Vec<Item> {
    let mut items = vec![Item {
        id: "steps.account",
        title: tr!(words, "step-account"),
        why: tr!(words, "step-account-why"),
        done: !live.accounts.accounts.is_empty(),
        act: Act::NewAccount,
    }];
    if let Some(server) = live.servers.first() {
        let through_another = live.settings.servers.iter().any(|server| server.delivery.smart_host.is_some());
        items.push(Item {
            id: "steps.route",
            title: tr!(words, "step-route"),
            why: tr!(words, "step-route-why"),
            done: through_another || memory.seen.contains(&Step::Route),
            act: Act::Route(server.id),
        });
        items.push(Item {
            id: "steps.certificate",
            title: tr!(words, "step-certificate"),
            why: tr!(words, "step-certificate-why"),
            done: live.settings.servers.iter().all(|server| server.certificate.is_some()),
            act: Act::Certificate(bare(live).unwrap_or(server.id)),
        });
    }
    items.push(Item {
        id: "steps.postmaster",
        title: tr!(words, "step-postmaster"),
        why: tr!(words, "step-postmaster-why"),
        done: live.settings.postmaster.is_some() && !live.warnings.contains(&Warning::PostmasterUnread),
        act: Act::Go(Node::Domains),
    });
    items.push(Item {
        id: "steps.card",
        title: tr!(words, "step-card"),
        why: tr!(words, "step-card-why"),
        done: memory.seen.contains(&Step::Card),
        act: Act::Card,
    });
    if let Some(server) = live.servers.first() {
        items.push(Item {
            id: "steps.test",
            title: tr!(words, "step-test"),
            why: tr!(words, "step-test-why"),
            done: memory.seen.contains(&Step::Test),
            act: Act::TestMessage(server.id),
        });
    }
    items
}

/// The first server that has only the temporary certificate.
fn bare(live: &Snapshot) -> Option<ServerId> {
    live.settings.servers.iter().find(|server| server.certificate.is_none()).map(|server| ServerId(server.id))
}
