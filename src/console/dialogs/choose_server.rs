//! Which server the certificate wizard is to be about: *New…* on the page of the certificates.

use super::form::framed;
use crate::console::widget::{Dialog, Drawing, field_row, pick_list, rows, words as sentence};
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::ServerId;
use crate::tr;

/// The choice.
#[derive(Debug, Clone)]
pub struct State {
    server: ServerId,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another one.
    Choose(ServerId),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the server.
pub type Action = super::Action<ServerId>;

impl State {
    /// The first server; `None` when there is none.
    pub fn new(live: &Snapshot) -> Option<Self> {
        live.servers.first().map(|line| Self { server: line.id })
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Choose(server) => self.server = server,
            Message::Ok => return Action::Accept(self.server),
            Message::Cancel => return Action::Close,
        }
        Action::None
    }

    /// What is seen.
    pub fn view<'a>(&'a self, live: &'a Snapshot, words: &'static Words) -> Dialog<'a, Message> {
        let ids: Vec<ServerId> = live.servers.iter().map(|line| line.id).collect();
        let at = ids.iter().position(|id| *id == self.server);
        let pick = pick_list("choose-server.server", live.servers.iter().map(|line| line.name.as_str()), at)
            .on_choose(move |at| Message::Choose(ids.get(at).copied().unwrap_or(ServerId(0))));
        let body = rows([
            sentence(tr!(words, "cert-choose-server")),
            field_row(110.0, tr!(words, "common-with-colon", label = tr!(words, "common-server")), "choose-server.server", pick),
        ]);
        framed("choose-server", tr!(words, "cert-wizard"), body, Message::Ok, Message::Cancel, words).icon(Drawing::Certificate).into()
    }
}

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[("common-server", "choose-server.server")];
