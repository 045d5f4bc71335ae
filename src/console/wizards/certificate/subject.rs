//! What a certificate says of its owner: *Name and Security Settings* to *Geographical Information*.

use std::borrow::Cow;

use iced::keyboard::{Key, key::Named};
use iced::widget::{container, row};
use iced::{Alignment, Length};

use super::*;
use crate::console::theme::GAP;
use crate::engine::command::{BitLength, SubjectFault};
use crate::mail::Domain;
use crate::wording;

/// Width of the buttons beside the further names, so that field and list end alike.
const BESIDE: f32 = 108.0;

/// The most further names: what a certification authority takes.
const MOST_NAMES: usize = 99;

impl State {
    /// The subject without spaces around what was typed.
    pub(super) fn trimmed(&self) -> Subject {
        let mut subject = self.subject.clone();
        let texts = [
            &mut subject.friendly_name,
            &mut subject.organization,
            &mut subject.unit,
            &mut subject.common_name,
            &mut subject.state,
            &mut subject.city,
        ];
        for text in texts {
            *text = text.trim().to_owned();
        }
        subject
    }

    /// Begins with what another certificate says. It may come from anywhere: a country that is not in the list counts as none,
    /// and a further name that cannot be asked for is selected, so that it is seen and taken out.
    pub(super) fn take_over(&mut self, subject: &Subject) {
        self.subject = subject.clone();
        self.subject.country = countries::known(&subject.country).unwrap_or_default().into();
        self.at = self.wrong_name().map(|(at, _)| at);
    }

    /// The first further name of the list that cannot be asked for.
    fn wrong_name(&self) -> Option<(usize, SubjectFault)> {
        self.subject.faults(self.asks()).into_iter().find_map(|(field, fault)| match field {
            SubjectField::MoreNames(at) => Some((at, fault)),
            _ => None,
        })
    }

    pub(super) fn typed(&mut self, field: SubjectField, typed: String) {
        let subject = &mut self.subject;
        *match field {
            SubjectField::FriendlyName => &mut subject.friendly_name,
            SubjectField::Organization => &mut subject.organization,
            SubjectField::Unit => &mut subject.unit,
            SubjectField::CommonName => &mut subject.common_name,
            SubjectField::State => &mut subject.state,
            SubjectField::City => &mut subject.city,
            SubjectField::MoreNames(_) | SubjectField::Country => return,
        } = typed;
    }

    pub(super) fn choose_key(&mut self, at: usize) {
        self.subject.key = BitLength::ALL.get(at).copied().unwrap_or_default();
    }

    /// The first line of the list is no country.
    pub(super) fn choose_country(&mut self, at: usize) {
        self.subject.country = at.checked_sub(1).and_then(|at| countries::CODES.get(at)).map_or_else(String::new, |code| (*code).into());
    }

    /// Takes the further name over into the list, unless it is none or there already.
    pub(super) fn add_name(&mut self) {
        if self.further_fault().is_none() && !self.further.trim().is_empty() {
            self.subject.more_names.push(std::mem::take(&mut self.further).trim().to_owned());
            self.at = Some(self.subject.more_names.len() - 1);
        }
    }

    pub(super) fn remove_name(&mut self) {
        if let Some(at) = self.at.take().filter(|at| *at < self.subject.more_names.len()) {
            self.subject.more_names.remove(at);
            let beside = || at.checked_sub(1).or((!self.subject.more_names.is_empty()).then_some(0));
            self.at = self.wrong_name().map(|(at, _)| at).or_else(beside);
        }
    }

    /// What is wrong with the further name; nothing while there is none.
    fn further_fault(&self) -> Option<FurtherFault> {
        let typed = self.further.trim();
        if typed.is_empty() {
            return None;
        }
        match Domain::parse(typed) {
            Err(_) if typed.starts_with("*.") => Some(FurtherFault::Wildcard),
            Err(_) => Some(FurtherFault::NoHostName),
            Ok(name) if self.subject.host_names().contains(&name) => Some(FurtherFault::Twice),
            Ok(_) if self.subject.more_names.len() >= MOST_NAMES => Some(FurtherFault::TooMany),
            Ok(_) => None,
        }
    }

    /// Whether nothing on this page hinders.
    pub(super) fn fits(&self, page: Page) -> bool {
        !self.subject.faults(self.asks()).iter().any(|(field, _)| page_of(*field) == page)
    }

    /// Whether the names cover that of the server (AC-31).
    pub(super) fn covers(&self) -> bool {
        Domain::parse(&self.fqdn).is_ok_and(|fqdn| self.subject.host_names().contains(&fqdn))
    }

    /// What is wrong with a field that is not just empty.
    fn problem(&self, field: SubjectField, words: &'static Words) -> Cow<'static, str> {
        let faults = self.subject.faults(self.asks());
        let fault = faults.iter().find(|(of, fault)| *of == field && *fault != SubjectFault::Missing);
        fault.map_or_else(|| "".into(), |(_, fault)| wording::subject_fault(words, *fault).into())
    }

    fn line<'a>(&'a self, id: &'static str, key: &'static str, field: SubjectField, words: &'static Words) -> Element<'a, Message> {
        let value = match field {
            SubjectField::FriendlyName => &self.subject.friendly_name,
            SubjectField::Organization => &self.subject.organization,
            SubjectField::Unit => &self.subject.unit,
            SubjectField::State => &self.subject.state,
            SubjectField::City => &self.subject.city,
            SubjectField::CommonName | SubjectField::MoreNames(_) | SubjectField::Country => &self.subject.common_name,
        };
        let input = crate::console::widget::field(id, value)
            .on_input(move |typed| Message::Subject(field, typed))
            .problem(self.problem(field, words));
        field_row(LABELS, words.caption(key), id, input)
    }

    /// Above fields that not every authority takes: what the certificate says of them, or that they are left out.
    fn about_page(&self, what: &'static str, words: &'static Words) -> Vec<Element<'static, Message>> {
        let what = || text_of(words.text(what));
        match self.way {
            Way::Later => vec![what()],
            Way::Online => vec![strip(Tone::Plain, tr!(words, "cert-not-sent"), None)],
            Way::Office => vec![what(), strip(Tone::Plain, tr!(words, "cert-not-needed"), None)],
        }
    }

    /// Below them: how they are to be filled in, where somebody looks at it.
    fn asks_for(&self, note: &'static str, words: &'static Words) -> Option<Element<'static, Message>> {
        (self.way == Way::Later).then(|| hint(words.text(note)))
    }

    pub(super) fn name_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let keys = BitLength::ALL.map(|key| {
            let name: &'static str = key.into();
            if key == BitLength::default() { tr!(words, "cert-recommended", key = name) } else { name.into() }
        });
        let at = BitLength::ALL.iter().position(|key| *key == self.subject.key);
        let key = pick_list("certificate-name.key", keys, at).on_choose(Message::Key).width(260);
        let parts = vec![
            title(tr!(words, "cert-page-name-security")),
            text_of(tr!(words, "cert-name-what")),
            self.line("certificate-name.name", "cert-friendly-name", SubjectField::FriendlyName, words),
            gap(2.0),
            text_of(tr!(words, "cert-key-what")),
            field_row(LABELS, words.caption("cert-bit-length"), "certificate-name.key", key),
            indented(hint(tr!(words, "cert-key-too-long"))),
        ];
        let next = self.fits(Page::Name).then_some(Message::Next);
        self.frame(words, "certificate-name", parts, next).initial("certificate-name.name").into()
    }

    pub(super) fn organization_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let mut parts = vec![title(tr!(words, "cert-page-organization"))];
        parts.extend(self.about_page("cert-organization-what", words));
        parts.push(self.line("certificate-organization.name", "cert-organization", SubjectField::Organization, words));
        parts.push(self.line("certificate-organization.unit", "cert-organizational-unit", SubjectField::Unit, words));
        parts.extend(self.asks_for("cert-organization-note", words));
        let next = self.fits(Page::Organization).then_some(Message::Next);
        self.frame(words, "certificate-organization", parts, next).initial("certificate-organization.name").into()
    }

    pub(super) fn common_name_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let further = self.further_fault();
        let wrong = match further {
            Some(FurtherFault::NoHostName) => wording::subject_fault(words, SubjectFault::NoHostName).into(),
            Some(FurtherFault::Wildcard) => wording::subject_fault(words, SubjectFault::Wildcard).into(),
            Some(FurtherFault::Twice) => tr!(words, "val-entry-exists"),
            Some(FurtherFault::TooMany) => tr!(words, "cert-too-many-names", most = MOST_NAMES),
            None => "".into(),
        };
        let typed = field("certificate-common-name.further", &self.further).on_input(Message::Name).problem(wrong);
        let typed = if self.further.trim().is_empty() { typed } else { typed.on_submit(Message::AddName) };
        let add = (further.is_none() && !self.further.trim().is_empty()).then_some(Message::AddName);
        let names = &self.subject.more_names;
        let all = list("certificate-common-name.names", names.len(), move |at| Row::new([names[at].as_str()]).icon(Drawing::Computer))
            .selected(self.at)
            .on_select(Message::SelectName)
            .on_key(|key, _| (*key == Key::Named(Named::Delete)).then_some(Message::RemoveName))
            .nothing(tr!(words, "cert-no-further-names"))
            .height(72);
        let remove = self.at.filter(|at| *at < names.len()).map(|_| Message::RemoveName);
        let further = row![
            container(typed).width(Length::Fill),
            button("certificate-common-name.add", words.label("cert-add-name"), add).width(BESIDE)
        ];
        let listed = row![
            container(all).width(Length::Fill),
            button("certificate-common-name.remove", words.label("cert-remove-name"), remove).width(BESIDE)
        ];
        let mut parts = vec![
            title(tr!(words, "cert-page-common-name")),
            text_of(tr!(words, "cert-common-name-what")),
            self.line("certificate-common-name.name", "cert-common-name", SubjectField::CommonName, words),
        ];
        // Always there (nothing at all would be left out), so that the field below is still the same one when the sentence comes or goes.
        parts.push(if self.covers() {
            gap(1.0)
        } else {
            let fqdn = self.fqdn.as_str();
            let parts = [tr!(words, "cert-cn-mismatch"), tr!(words, "cert-cn-mismatch-note", fqdn = fqdn)];
            let sentence = wording::joined(words, &parts);
            strip(Tone::Warning, sentence, None)
        });
        parts.push(field_row(
            LABELS,
            words.caption("cert-further-names"),
            "certificate-common-name.further",
            further.spacing(GAP).align_y(Alignment::Start),
        ));
        parts.push(indented(listed.spacing(GAP).align_y(Alignment::Start)));
        // Taken over from another certificate: nothing of it was typed here, so it is said here.
        parts.extend(self.wrong_name().map(|(at, fault)| {
            let name = names.get(at).map_or("", String::as_str);
            indented(problem(tr!(words, "issue-at", field = name, problem = wording::subject_fault(words, fault))))
        }));
        let next = (self.fits(Page::CommonName) && self.further_fault().is_none()).then_some(Message::Next);
        self.frame(words, "certificate-common-name", parts, next).initial("certificate-common-name.name").into()
    }

    pub(super) fn place_page(&self, words: &'static Words) -> Dialog<'_, Message> {
        let at = countries::CODES.iter().position(|code| *code == self.subject.country).map_or(0, |at| at + 1);
        let all =
            std::iter::once(tr!(words, "common-none")).chain(countries::CODES.iter().map(|code| countries::shown(code, words).into()));
        let country = pick_list("certificate-place.country", all, Some(at)).on_choose(Message::Country);
        let mut parts = vec![title(tr!(words, "cert-page-geographical"))];
        parts.extend(self.about_page("cert-place-what", words));
        parts.push(field_row(LABELS, words.caption("cert-country"), "certificate-place.country", country));
        parts.push(self.line("certificate-place.state", "cert-state", SubjectField::State, words));
        parts.push(self.line("certificate-place.city", "cert-city", SubjectField::City, words));
        parts.extend(self.asks_for("cert-place-note", words));
        let next = self.fits(Page::Place).then_some(Message::Next);
        self.frame(words, "certificate-place", parts, next).initial("certificate-place.country").into()
    }

    /// What was typed on these pages, for a summary; what is empty is left out.
    pub(super) fn subject_facts<'a>(&'a self, words: &'static Words) -> Vec<(Cow<'a, str>, Cow<'a, str>)> {
        let s = &self.subject;
        let key: &'static str = s.key.into();
        let country = if s.country.is_empty() { String::new() } else { countries::shown(&s.country, words) };
        let all: [(&'static str, Cow<'a, str>); 9] = [
            ("cert-friendly-name", s.friendly_name.as_str().into()),
            ("cert-common-name", s.common_name.as_str().into()),
            ("cert-further-names", words.list(&s.more_names).into()),
            ("cert-bit-length", key.into()),
            ("cert-organization", s.organization.as_str().into()),
            ("cert-organizational-unit", s.unit.as_str().into()),
            ("cert-country", country.into()),
            ("cert-state", s.state.as_str().into()),
            ("cert-city", s.city.as_str().into()),
        ];
        let not_sent = |key: &str| self.way == Way::Online && page_of_word(key);
        let given = all.into_iter().filter(|(key, value)| !value.trim().is_empty() && !not_sent(key));
        given.map(|(key, value)| (words.text(key), value)).collect()
    }
}

/// Whether a label is one of those whose values an online authority is not sent.
fn page_of_word(key: &str) -> bool {
    matches!(key, "cert-organization" | "cert-organizational-unit" | "cert-country" | "cert-state" | "cert-city")
}

/// What is wrong with a further name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FurtherFault {
    NoHostName,
    Wildcard,
    Twice,
    TooMany,
}

/// The page a field stands on.
fn page_of(field: SubjectField) -> Page {
    match field {
        SubjectField::FriendlyName => Page::Name,
        SubjectField::Organization | SubjectField::Unit => Page::Organization,
        SubjectField::CommonName | SubjectField::MoreNames(_) => Page::CommonName,
        SubjectField::Country | SubjectField::State | SubjectField::City => Page::Place,
    }
}

/// In the column of the fields.
pub(super) fn indented<'a>(content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
    container(content).padding(iced::Padding::ZERO.left(LABELS + GAP)).width(Length::Fill).into()
}
