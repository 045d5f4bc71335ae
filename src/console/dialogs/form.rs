//! What the forms of the dialogs are made of: texts, numbers, limits and spans as typed, with what is wrong with them.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use iced::widget::{container, row};
use iced::{Length, Padding};

use crate::config::Fault;
use crate::console::Element;
use crate::console::theme::{CONTROL, GAP, LINE, ROWS};
use crate::console::widget::{Field, Frame, button, check_box, field, field_row, frame, hint, indent, pick_list, rows, step};
use crate::i18n::{Label, Words};
use crate::mail::Span;
use crate::tr;

/// Width of a number field.
pub const NUMBER: f32 = 92.0;

/// Width of the labels before spans of time.
const LABELS: f32 = 310.0;

/// Width of the column of numbers: room for the sentences below them.
const VALUES: f32 = 172.0;

/// A label with "&" before its mnemonic, as the widgets read it.
pub fn marked(label: Label) -> String {
    label.marked()
}

/// What is wrong with a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wrong {
    /// It must not be empty.
    Required,
    /// It is no number within the limits.
    Range(u64, u64),
    /// It is no IP address.
    Address,
    /// It is no subnet mask.
    Mask,
    /// It is no domain name.
    Domain,
    /// It is no mail address.
    Mailbox,
    /// It is no host.
    Host,
    /// It is no mail store.
    MailStore(String),
    /// It is in the list already.
    Twice,
    /// Address and port are taken.
    Binding,
    /// Less than the message limit.
    SessionBelowMessage,
    /// More than all connections together.
    DomainAboveTotal,
    /// The notification would come after the end.
    DelayAfterEnd,
    /// The host has no address.
    NotFound,
    /// No DNS server answers.
    Offline,
    /// User name and password belong together.
    LogOnIncomplete,
    /// The password could be read on the network.
    LogOnInClear,
    /// The engine refused it.
    Refused(Fault),
}

impl Wrong {
    /// The sentence under the field.
    pub fn text(&self, words: &'static Words) -> Cow<'static, str> {
        match self {
            Self::Required => tr!(words, "val-required"),
            Self::Range(1, 65_535) => tr!(words, "val-invalid-port"),
            Self::Range(min, max) => tr!(words, "val-range", min = *min, max = *max),
            Self::Address => tr!(words, "val-invalid-ip"),
            Self::Mask => tr!(words, "val-invalid-mask"),
            Self::Domain => tr!(words, "val-invalid-domain"),
            Self::Mailbox => tr!(words, "val-invalid-address"),
            Self::Host => tr!(words, "val-invalid-host"),
            Self::MailStore(value) => tr!(words, "issue-lmtp", value = value),
            Self::Twice => tr!(words, "val-entry-exists"),
            Self::Binding => tr!(words, "gen-ident-duplicate"),
            Self::SessionBelowMessage => tr!(words, "val-session-lt-message"),
            Self::DomainAboveTotal => tr!(words, "val-domain-gt-total"),
            Self::DelayAfterEnd => tr!(words, "val-delay-ge-expiration"),
            Self::NotFound => tr!(words, "comp-dns-not-found"),
            Self::Offline => tr!(words, "checkdns-offline"),
            Self::LogOnIncomplete => tr!(words, "issue-log-on-incomplete"),
            Self::LogOnInClear => tr!(words, "issue-log-on-in-clear"),
            Self::Refused(fault) => crate::wording::fault(words, fault).into(),
        }
    }

    /// The sentence, or nothing.
    pub fn shown(wrong: Option<&Self>, words: &'static Words) -> Cow<'static, str> {
        wrong.map(|w| w.text(words)).unwrap_or_default()
    }
}

/// What happens to a field of a form.
#[derive(Debug, Clone)]
pub enum Edit {
    /// Its box was ticked or cleared.
    Tick(bool),
    /// Something was typed.
    Type(String),
    /// One more or less.
    Step(i64),
    /// Another unit.
    Unit(usize),
}

/// A text as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Text {
    typed: String,
    refused: Option<Fault>,
}

impl Text {
    /// With this in it.
    pub fn new(text: impl Into<String>) -> Self {
        Self { typed: text.into(), refused: None }
    }

    /// Takes what was typed.
    pub fn edit(&mut self, edit: Edit) {
        if let Edit::Type(s) = edit {
            *self = Self::new(s);
        }
    }

    /// Becomes `new` where its value is another; the same value stays as it was typed.
    pub fn follow(&mut self, new: Self) {
        if self.value() != new.value() {
            *self = new;
        }
    }

    /// As typed.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// Without spaces around it.
    pub fn value(&self) -> &str {
        self.typed.trim()
    }

    /// The value, if there is one.
    pub fn given(&self) -> Option<String> {
        (!self.value().is_empty()).then(|| self.value().to_owned())
    }

    /// The engine refused it.
    pub fn refuse(&mut self, fault: &Fault) {
        self.refused = Some(fault.clone());
    }

    /// What the engine said, until the text is changed.
    pub fn refused(&self) -> Option<Wrong> {
        self.refused.clone().map(Wrong::Refused)
    }

    /// A field for it.
    pub fn field<'a, M: Clone + 'a>(
        &'a self,
        id: &'static str,
        words: &'static Words,
        wrong: Option<Wrong>,
        on_edit: impl Fn(Edit) -> M + 'a,
    ) -> Field<'a, M> {
        field(id, &self.typed).on_input(move |s| on_edit(Edit::Type(s))).problem(Wrong::shown(wrong.as_ref(), words))
    }
}

/// A whole number as typed, with its limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    typed: String,
    min: u64,
    max: u64,
    refused: Option<Fault>,
}

impl Number {
    /// This number within these limits.
    pub fn new(value: u64, limits: RangeInclusive<u64>) -> Self {
        let (min, max) = limits.into_inner();
        Self { typed: value.to_string(), min, max, refused: None }
    }

    /// Takes what was typed or stepped.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Type(s) => self.typed = s,
            Edit::Step(by) => self.typed = step(&self.typed, by, self.min.cast_signed()..=self.max.cast_signed()),
            Edit::Tick(_) | Edit::Unit(_) => return,
        }
        self.refused = None;
    }

    /// The number, when it is one within the limits.
    pub fn value(&self) -> Option<u64> {
        let n = self.typed.trim().parse().ok()?;
        (self.min..=self.max).contains(&n).then_some(n)
    }

    /// The same as a setting.
    pub fn setting(&self) -> Option<u32> {
        self.value().and_then(|n| u32::try_from(n).ok())
    }

    /// The same as a port.
    pub fn port(&self) -> Option<u16> {
        self.value().and_then(|n| u16::try_from(n).ok())
    }

    /// What is wrong with it.
    pub fn wrong(&self) -> Option<Wrong> {
        if self.value().is_none() {
            return Some(Wrong::Range(self.min, self.max));
        }
        self.refused.clone().map(Wrong::Refused)
    }

    /// The engine refused it.
    pub fn refuse(&mut self, fault: &Fault) {
        self.refused = Some(fault.clone());
    }

    /// What may be typed.
    pub fn limits(&self, words: &'static Words) -> Cow<'static, str> {
        tr!(words, "common-range", min = self.min, max = self.max)
    }

    /// A field for it; `wrong` is what else is wrong with it.
    pub fn field<'a, M: Clone + 'a>(
        &'a self,
        id: &'static str,
        on: bool,
        words: &'static Words,
        wrong: Option<Wrong>,
        on_edit: impl Fn(Edit) -> M + Copy + 'a,
    ) -> Field<'a, M> {
        let wrong = on.then(|| self.wrong().or(wrong)).flatten();
        let f = field(id, &self.typed)
            .on_input_maybe(on.then_some(move |s| on_edit(Edit::Type(s))))
            .problem(Wrong::shown(wrong.as_ref(), words))
            .limits(self.limits(words))
            .width(NUMBER);
        if on { f.on_step(move |by| on_edit(Edit::Step(by))) } else { f }
    }
}

/// A box that limits something, and the number it limits it to; 0 in the settings is no limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limit {
    /// Whether the box is ticked.
    pub on: bool,
    /// The number.
    pub number: Number,
}

impl Limit {
    /// From the setting; `usual` is offered when there is no limit.
    pub fn new(setting: u32, usual: u32, limits: RangeInclusive<u64>) -> Self {
        let shown = if setting == 0 { usual } else { setting };
        Self { on: setting != 0, number: Number::new(shown.into(), limits) }
    }

    /// Takes a tick or what was typed.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Tick(on) => (self.on, self.number.refused) = (on, None),
            edit => self.number.edit(edit),
        }
    }

    /// Becomes `new` where its setting is another; what makes no sense stays to be mended.
    pub fn follow(&mut self, new: Self) {
        if self.setting().is_some_and(|setting| Some(setting) != new.setting()) {
            *self = new;
        }
    }

    /// The setting, when it makes sense.
    pub fn setting(&self) -> Option<u32> {
        if self.on { self.number.setting() } else { Some(0) }
    }

    /// What is wrong.
    pub fn wrong(&self) -> Option<Wrong> {
        if self.on { self.number.wrong() } else { None }
    }

    /// The box with the number beside it. `id` is that of the number, `tick` that of the box.
    pub fn row<'a, M: Clone + 'a>(
        &'a self,
        tick: &'static str,
        id: &'static str,
        label: Label,
        words: &'static Words,
        wrong: Option<Wrong>,
        on_edit: impl Fn(Edit) -> M + Copy + 'a,
    ) -> Element<'a, M> {
        let check = check_box(tick, marked(label), self.on, Some(move |on| on_edit(Edit::Tick(on))));
        at_right(check, self.number.field(id, self.on, words, wrong, on_edit))
    }
}

/// A span of time in minutes, or with a unit to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    number: Number,
    unit: usize,
    /// The setting and what it was shown as: what nobody touched stays as it was.
    was: (String, String, usize),
    most: u64,
}

/// Seconds of minutes, hours and days.
const UNITS: [u64; 3] = [60, 3_600, 86_400];

impl Time {
    /// A setting in minutes, at most `most`.
    pub fn minutes(setting: &str, most: u64) -> Self {
        Self::shown(setting, 0, most)
    }

    /// A setting in the largest unit that fits, at most `most` minutes.
    pub fn with_unit(setting: &str, most: u64) -> Self {
        let seconds = setting.trim().parse::<Span>().map_or(0, Span::as_secs);
        let unit = (0..UNITS.len()).rev().find(|&u| seconds != 0 && seconds.is_multiple_of(UNITS[u])).unwrap_or(0);
        Self::shown(setting, unit, most)
    }

    fn shown(setting: &str, unit: usize, most: u64) -> Self {
        let seconds = setting.trim().parse::<Span>().map_or(0, Span::as_secs);
        let number = Number::new(seconds.div_ceil(UNITS[unit]), 1..=(most * 60 / UNITS[unit]));
        let was = (setting.to_owned(), number.typed.clone(), unit);
        Self { number, unit, was, most }
    }

    /// Takes what was typed, or another unit.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Unit(u) if u < UNITS.len() => (self.unit, self.number.max) = (u, self.most * 60 / UNITS[u]),
            edit => self.number.edit(edit),
        }
    }

    /// Becomes `new` where its setting is another; what makes no sense stays to be mended.
    pub fn follow(&mut self, new: Self) {
        if self.setting().is_some_and(|setting| Some(setting) != new.setting()) {
            *self = new;
        }
    }

    /// The setting, when it makes sense.
    pub fn setting(&self) -> Option<String> {
        if self.number.typed == self.was.1 && self.unit == self.was.2 {
            return Some(self.was.0.clone());
        }
        self.number.value().map(|n| Span::seconds(n * UNITS[self.unit]).to_string())
    }

    /// Its length in seconds, when it makes sense.
    pub fn seconds(&self) -> Option<u64> {
        self.setting()?.trim().parse::<Span>().ok().map(Span::as_secs)
    }

    /// What is wrong with it.
    pub fn wrong(&self) -> Option<Wrong> {
        self.number.wrong()
    }

    /// The engine refused it.
    pub fn refuse(&mut self, fault: &Fault) {
        self.number.refuse(fault);
    }

    /// What may be typed.
    pub fn limits(&self, words: &'static Words) -> Cow<'static, str> {
        self.number.limits(words)
    }

    /// A number field for it.
    pub fn field<'a, M: Clone + 'a>(
        &'a self,
        id: &'static str,
        words: &'static Words,
        wrong: Option<Wrong>,
        on_edit: impl Fn(Edit) -> M + Copy + 'a,
    ) -> Field<'a, M> {
        self.number.field(id, true, words, wrong, on_edit)
    }

    /// A number field with its label, in one column with those of the limits.
    pub fn value_row<'a, M: Clone + 'a>(
        &'a self,
        label: Label,
        id: &'static str,
        words: &'static Words,
        on_edit: impl Fn(Edit) -> M + Copy + 'a,
    ) -> Element<'a, M> {
        value_row(label, id, self.field(id, words, None, on_edit))
    }

    /// A number field with its label; `hints` tells whether the limits stand beside it.
    pub fn row<'a, M: Clone + 'a>(
        &'a self,
        label: Label,
        id: &'static str,
        hints: bool,
        words: &'static Words,
        wrong: Option<Wrong>,
        on_edit: impl Fn(Edit) -> M + Copy + 'a,
    ) -> Element<'a, M> {
        let f = self.field(id, words, wrong, on_edit).limits("");
        if !hints {
            return field_row(LABELS, marked(label), id, f);
        }
        let limits = container(hint(self.limits(words))).padding(Padding::ZERO.top((CONTROL - LINE) / 2.0));
        field_row(LABELS, marked(label), id, row![f, limits].spacing(GAP))
    }

    /// A number field, its unit, and what is wrong below both.
    pub fn unit_row<'a, M: Clone + 'a>(
        &'a self,
        label: Label,
        ids: (&'static str, &'static str),
        words: &'static Words,
        wrong: Option<Wrong>,
        on_edit: impl Fn(Edit) -> M + Copy + 'a,
    ) -> Element<'a, M> {
        let wrong = self.wrong().or(wrong);
        // The sentence needs the width of the form, not of the field; the field itself only gets its red edge.
        let f = self.number.field(ids.0, true, words, None, on_edit).limits("");
        let units = [tr!(words, "common-minutes"), tr!(words, "common-hours"), tr!(words, "common-days")];
        let unit = pick_list(ids.1, units, Some(self.unit)).on_choose(move |u| on_edit(Edit::Unit(u))).width(110);
        let pair = row![f, unit].spacing(ROWS);
        let line = field_row(LABELS, marked(label), ids.0, pair);
        match wrong.filter(|_| self.number.wrong().is_none()) {
            Some(w) => rows([line, crate::console::widget::problem(w.text(words))]).spacing(3).into(),
            None => line,
        }
    }
}

/// A field with its label at the left and itself in the column of the numbers, at the right.
pub fn value_row<'a, M: Clone + 'a>(label: Label, id: &'static str, field: impl Into<Element<'a, M>>) -> Element<'a, M> {
    let text = crate::console::widget::label(marked(label)).target(id);
    at_right(container(text).padding(Padding::ZERO.top((CONTROL - LINE) / 2.0)), field)
}

fn at_right<'a, M: 'a>(left: impl Into<Element<'a, M>>, field: impl Into<Element<'a, M>>) -> Element<'a, M> {
    // A box stands beside the middle of a field as high as a control.
    row![container(left.into()).width(Length::Fill).padding(Padding::ZERO.top(2)), container(field.into()).width(VALUES)]
        .spacing(GAP)
        .into()
}

/// A dialog's frame with OK, which may be off, and Cancel. Its controls' ids begin with `id`.
pub fn framed<'a, M: Clone + 'a>(
    id: &'static str,
    title: impl Into<Cow<'a, str>>,
    body: impl Into<Element<'a, M>>,
    ok: impl Into<Option<M>>,
    cancel: M,
    words: &'static Words,
) -> Frame<'a, M> {
    let ok = ok.into();
    let buttons = [
        button(format!("{id}.ok"), tr!(words, "btn-ok"), ok.clone()).default().into(),
        button(format!("{id}.cancel"), tr!(words, "btn-cancel"), Some(cancel.clone())).into(),
    ];
    frame(id, title, body, buttons).on_enter(ok).on_close(cancel)
}

/// A field for a path with *Browse…* beside it.
pub fn with_browse<'a, M: Clone + 'a>(
    field: impl Into<Element<'a, M>>,
    id: &'static str,
    browse: Option<M>,
    words: &'static Words,
) -> Element<'a, M> {
    row![container(field.into()).width(Length::Fill), button(id, marked(words.label("btn-browse")), browse)].spacing(GAP).into()
}

/// A list with its buttons in a column at its right, as the originals have it.
pub fn beside<'a, M: 'a>(list: impl Into<Element<'a, M>>, buttons: impl IntoIterator<Item = Element<'a, M>>) -> Element<'a, M> {
    let column = iced::widget::Column::with_children(buttons).spacing(ROWS);
    row![container(list).width(Length::Fill), column].spacing(GAP).into()
}

/// A sentence that stands back, set in below a box.
pub fn note<'a, M: 'a>(text: impl Into<Cow<'a, str>>) -> Element<'a, M> {
    indent(hint(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Language;

    #[test]
    fn labels_keep_their_letter() {
        for language in Language::ALL {
            let words = Words::of(language);
            let label = words.caption("conn-only-list");
            let mark = marked(label.clone());
            assert_eq!(crate::console::widget::mnemonic(&mark), label.mnemonic, "{language}: {mark}");
        }
    }

    #[test]
    fn a_number_outside_its_limits_has_no_value() {
        let mut n = Number::new(10, 1..=99);
        n.edit(Edit::Type("100".into()));
        assert_eq!((n.value(), n.wrong()), (None, Some(Wrong::Range(1, 99))));
        n.edit(Edit::Step(1));
        assert_eq!(n.value(), Some(99));
    }

    #[test]
    fn a_limit_that_is_off_is_zero_whatever_stands_beside_it() {
        let mut l = Limit::new(0, 1_000, 1..=2_000);
        l.edit(Edit::Type("soon".into()));
        assert_eq!((l.setting(), l.wrong()), (Some(0), None));
        l.edit(Edit::Tick(true));
        assert_eq!(l.setting(), None);
    }

    #[test]
    fn a_span_that_nobody_touched_stays_as_it_was() {
        let mut t = Time::minutes("90s", 1_440);
        assert_eq!(t.setting().as_deref(), Some("90s"));
        t.edit(Edit::Type("3".into()));
        assert_eq!(t.setting().as_deref(), Some("3m"));
        let mut t = Time::with_unit("36h", 525_600);
        assert_eq!(t.unit, 1);
        t.edit(Edit::Unit(2));
        assert_eq!(t.setting().as_deref(), Some("36d"));
    }
}
