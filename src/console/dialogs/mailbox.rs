//! Where the mail of an account goes: a mailbox here, a mail store, a drop directory, other addresses; and how much a
//! mailbox here may hold.

use std::borrow::Cow;

use iced::Length;
use iced::widget::{container, row};

use super::browse;
use super::form::{Edit, Limit, Text, Wrong, framed, marked, note, with_browse};
use crate::config::Fault;
use crate::config::check::messages::directory;
use crate::console::Element;
use crate::console::theme::GAP;
use crate::console::widget::{Dialog, check_box, field, field_row_when, gap, indent, radio, rows};
use crate::engine::job::Finding;
use crate::engine::snapshot::{AccountEntry, Destination, LmtpServer};
use crate::i18n::{Label, Words};
use crate::mail::Address;
use crate::tr;

/// The draft.
#[derive(Debug, Clone)]
pub struct State {
    kind: Kind,
    store: Text,
    folder: Text,
    addresses: Text,
    keep: bool,
    quota: Limit,
    tried: bool,
    browse: Option<browse::State>,
}

/// One of the four places.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// *In a mailbox here*
    Maildir,
    /// *To a mail store by LMTP*
    Lmtp,
    /// *Into a drop directory*
    Drop,
    /// *Forward to other addresses*
    Forward,
}

/// What is done in it.
#[derive(Debug, Clone)]
pub enum Message {
    /// Another place.
    Kind(Kind),
    /// *Mail store*
    Store(Edit),
    /// *Drop directory*
    Folder(Edit),
    /// *Browse…* beside it.
    Browse,
    /// In what that opens.
    Chooser(browse::Message),
    /// *Addresses*
    Addresses(Edit),
    /// *Keep a copy in the mailbox here*
    Keep(bool),
    /// *Limit mailbox size to (MB)*
    Quota(Edit),
    /// OK.
    Ok,
    /// Cancel.
    Cancel,
}

/// Accepts the place, and the quota in MB.
pub type Action = super::Action<(Destination, u32)>;

impl State {
    /// Of an account.
    pub fn new(account: &AccountEntry) -> Self {
        let (mut store, mut folder, mut addresses, mut keep) = (Text::default(), Text::default(), Text::default(), true);
        let kind = match &account.destination {
            Destination::Maildir => Kind::Maildir,
            Destination::Lmtp(text) => {
                store = Text::new(text);
                Kind::Lmtp
            }
            Destination::Drop(text) => {
                folder = Text::new(text);
                Kind::Drop
            }
            Destination::Forward { to, keep: copy } => {
                (addresses, keep) = (Text::new(to.join(", ")), *copy);
                Kind::Forward
            }
        };
        let quota = Limit::new(account.quota_mb, 1_000, 1..=1_000_000);
        Self { kind, store, folder, addresses, keep, quota, tried: false, browse: None }
    }

    /// Whether anything of it lies in a mailbox here.
    fn here(&self) -> bool {
        self.kind == Kind::Maildir || (self.kind == Kind::Forward && self.keep)
    }

    fn store_wrong(&self) -> Option<Wrong> {
        match self.store.given() {
            None => Some(Wrong::Required),
            Some(text) => LmtpServer::parse(&text).is_none().then_some(Wrong::MailStore(text)),
        }
    }

    fn folder_wrong(&self) -> Option<Wrong> {
        match self.folder.given() {
            None => Some(Wrong::Required),
            Some(text) => directory(&text).is_none().then_some(Wrong::Refused(Fault::Directory(text))),
        }
    }

    fn forward_to(&self) -> Vec<String> {
        let parts = self.addresses.value().split([',', ';', ' ']);
        parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    fn addresses_wrong(&self) -> Option<Wrong> {
        let to = self.forward_to();
        match () {
            () if to.is_empty() => Some(Wrong::Required),
            () if to.iter().any(|address| Address::parse(address).is_err()) => Some(Wrong::Mailbox),
            () => None,
        }
    }

    fn destination(&self) -> Option<Destination> {
        match self.kind {
            Kind::Maildir => Some(Destination::Maildir),
            Kind::Lmtp => self.store_wrong().is_none().then(|| Destination::Lmtp(self.store.value().to_owned())),
            Kind::Drop => self.folder_wrong().is_none().then(|| Destination::Drop(self.folder.value().to_owned())),
            Kind::Forward => self.addresses_wrong().is_none().then(|| Destination::Forward { to: self.forward_to(), keep: self.keep }),
        }
    }

    /// Takes a message.
    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::Kind(kind) => (self.kind, self.tried) = (kind, false),
            Message::Store(edit) => self.store.edit(edit),
            Message::Folder(edit) => self.folder.edit(edit),
            Message::Browse => return browse::open(&mut self.browse, browse::Kind::Folder, self.folder.value()),
            Message::Chooser(m) => return browse::update(&mut self.browse, m, |path| self.folder.edit(Edit::Type(path))),
            Message::Addresses(edit) => self.addresses.edit(edit),
            Message::Keep(keep) => self.keep = keep,
            Message::Quota(edit) => self.quota.edit(edit),
            Message::Cancel => return Action::Close,
            Message::Ok => {
                self.tried = true;
                // A limit for a mailbox that is not here stays as it was, for the day when it is again.
                let quota = if self.here() { self.quota.setting() } else { Some(self.quota.setting().unwrap_or(0)) };
                if let (Some(destination), Some(quota)) = (self.destination(), quota) {
                    return Action::Accept((destination, quota));
                }
            }
        }
        Action::None
    }

    /// Takes the answer to a job.
    pub fn finding(&mut self, finding: &Finding) -> Action {
        browse::found(&mut self.browse, finding, |path| self.folder.edit(Edit::Type(path)))
    }

    /// What is seen.
    pub fn view(&self, words: &'static Words) -> Dialog<'_, Message> {
        let place = |id, label: Label, kind| radio(id, "mailbox.place", marked(label), kind, Some(self.kind), Some(Message::Kind));
        let forwards = self.kind == Kind::Forward;
        let keep = forwards.then_some(Message::Keep);
        let here = self.here();
        let tick = here.then_some(|on| Message::Quota(Edit::Tick(on)));
        let quota = self.quota.number.field("mailbox.quota", here && self.quota.on, words, None, Message::Quota);
        let folder = Line { id: "mailbox.folder", key: "dom-drop-directory", kind: Kind::Drop, note: tr!(words, "account-drop-note") };
        let store = Line { id: "mailbox.store", key: "account-lmtp-store", kind: Kind::Lmtp, note: tr!(words, "account-lmtp-note") };
        let to = Line {
            id: "mailbox.addresses",
            key: "account-forward-addresses",
            kind: Kind::Forward,
            note: tr!(words, "account-forward-note"),
        };
        let body = rows([
            place("mailbox.maildir", words.label("account-to-maildir"), Kind::Maildir),
            place("mailbox.lmtp", words.label("account-to-lmtp"), Kind::Lmtp),
            self.line(store, &self.store, self.store_wrong(), words, Message::Store),
            place("mailbox.drop", words.label("account-to-drop"), Kind::Drop),
            self.line(folder, &self.folder, self.folder_wrong(), words, Message::Folder),
            place("mailbox.forward", words.label("account-to-others"), Kind::Forward),
            self.line(to, &self.addresses, self.addresses_wrong(), words, Message::Addresses),
            indent(check_box("mailbox.keep", marked(words.label("account-keep-copy")), self.keep, keep)),
            gap(2.0),
            row![
                container(check_box("mailbox.limit", marked(words.caption("account-quota")), self.quota.on, tick)).width(Length::Fill),
                container(quota).width(VALUE),
            ]
            .spacing(GAP)
            .into(),
            note(tr!(words, "account-quota-note")),
        ]);
        let framed = framed("mailbox", words.title("account-destination"), body, Message::Ok, Message::Cancel, words).width(580.0);
        Dialog::from(framed).open(self.browse.as_ref().map(|browse| browse.view(words).map(Message::Chooser)))
    }

    /// The field of a place; off while another one is chosen.
    fn line<'a>(
        &'a self,
        line: Line,
        text: &'a Text,
        wrong: Option<Wrong>,
        words: &'static Words,
        message: fn(Edit) -> Message,
    ) -> Element<'a, Message> {
        let on = self.kind == line.kind;
        // What is not there yet is wrong once OK was pressed.
        let wrong = wrong.filter(|wrong| on && (self.tried || *wrong != Wrong::Required));
        let typed = on.then_some(move |typed| message(Edit::Type(typed)));
        let field = field(line.id, text.typed()).on_input_maybe(typed).problem(Wrong::shown(wrong.as_ref(), words)).limits(line.note);
        let field: Element<'_, Message> = match line.kind {
            Kind::Drop => with_browse(field, "mailbox.browse", on.then_some(Message::Browse), words),
            _ => field.into(),
        };
        indent(field_row_when(on, LABELS, marked(words.caption(line.key)), line.id, field))
    }
}

/// What stands around the field of a place.
struct Line {
    id: &'static str,
    key: &'static str,
    kind: Kind,
    note: Cow<'static, str>,
}

/// Width of the labels.
const LABELS: f32 = 130.0;

/// Width of the number of the quota, with the sentences below it.
const VALUE: f32 = 172.0;

/// What can be found here: labels and their controls.
pub const WORDS: crate::console::find::places::Words = &[
    ("account-destination", "mailbox.maildir"),
    ("account-to-maildir", "mailbox.maildir"),
    ("account-to-lmtp", "mailbox.lmtp"),
    ("account-lmtp-store", "mailbox.store"),
    ("account-to-drop", "mailbox.drop"),
    ("dom-drop-directory", "mailbox.folder"),
    ("btn-browse", "mailbox.browse"),
    ("account-to-others", "mailbox.forward"),
    ("account-forward-addresses", "mailbox.addresses"),
    ("account-keep-copy", "mailbox.keep"),
    ("account-quota", "mailbox.limit"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(kind: Kind, message: Message) -> Action {
        let mut s = State::new(&AccountEntry::default());
        s.update(Message::Kind(kind));
        s.update(message);
        s.update(Message::Ok)
    }

    #[test]
    fn each_place_is_accepted_only_with_what_it_needs() {
        let of = |text: &str| Edit::Type(text.into());
        for (kind, message) in [
            (Kind::Lmtp, Message::Store(of(""))),
            (Kind::Lmtp, Message::Store(of("lmtp"))),
            (Kind::Lmtp, Message::Store(of("store.office.test"))),
            (Kind::Drop, Message::Folder(of("../drop"))),
            (Kind::Forward, Message::Addresses(of(" , "))),
            (Kind::Forward, Message::Addresses(of("a@x.test, b"))),
            (Kind::Maildir, Message::Quota(Edit::Tick(true))),
        ] {
            let accepted = typed(kind, message.clone());
            // A limit that is ticked has a number already.
            assert_eq!(accepted != Action::None, kind == Kind::Maildir, "{message:?}");
        }
        let forward = Destination::Forward { to: vec!["a@x.test".into(), "b@y.test".into()], keep: true };
        assert_eq!(typed(Kind::Forward, Message::Addresses(of("a@x.test, b@y.test"))), Action::Accept((forward, 0)));
        let store = Destination::Lmtp("/run/dovecot/lmtp".into());
        assert_eq!(typed(Kind::Lmtp, Message::Store(of(" /run/dovecot/lmtp "))), Action::Accept((store, 0)));
        assert_eq!(typed(Kind::Drop, Message::Folder(of("drop/1"))), Action::Accept((Destination::Drop("drop/1".into()), 0)));
    }

    #[test]
    fn what_was_set_is_shown_and_an_unused_field_stands_in_nobodys_way() {
        let destination = Destination::Forward { to: vec!["a@x.test".into()], keep: false };
        let mut s = State::new(&AccountEntry { destination: destination.clone(), quota_mb: 5, ..AccountEntry::default() });
        assert_eq!(s.update(Message::Ok), Action::Accept((destination, 5)));
        s.update(Message::Folder(Edit::Type("..".into())));
        s.update(Message::Kind(Kind::Maildir));
        s.update(Message::Quota(Edit::Type("0".into())));
        assert_eq!(s.update(Message::Ok), Action::None);
        s.update(Message::Quota(Edit::Tick(false)));
        assert_eq!(s.update(Message::Ok), Action::Accept((Destination::Maildir, 0)));
    }
}
