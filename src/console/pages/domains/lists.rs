//! What the page of the mail domains looks like: the domains, who reads postmaster, the aliases.

use iced::keyboard::{Key, key::Named};
use iced::widget::column;
use iced::{Fill, Length};

use super::{Message, State, Which};
use crate::config::written::SettingsFile;
use crate::console::Element;
use crate::console::dialogs::domain;
use crate::console::theme::{PAD, ROWS};
use crate::console::widget::*;
use crate::engine::snapshot::Snapshot;
use crate::i18n::Words;
use crate::mail::{Address, Domain};
use crate::tr;

impl State {
    /// The page.
    pub fn view<'a>(&'a self, now: &'a Snapshot, words: &'static Words) -> Element<'a, Message> {
        let settings = &now.settings;
        let (local, all) = (settings.local_domains.len(), settings.local_domains.len() + settings.remote_domains.len());
        let default = settings.local_domains.iter().position(|d| d.alias_of.is_none());
        let domains = list("domains.list", all, move |i| match settings.local_domains.get(i) {
            Some(d) => {
                let way = match (d.alias_of.as_deref(), d.catch_all.as_deref()) {
                    (Some(of), _) => tr!(words, "domain-way-alias", domain = of),
                    (None, Some(address)) => tr!(words, "domain-way-others", address = address),
                    (None, None) => tr!(words, "domain-way-here"),
                };
                let kind = match d.alias_of {
                    Some(_) => tr!(words, "dom-local-alias"),
                    None if Some(i) == default => tr!(words, "dom-local-default"),
                    None => tr!(words, "dom-local"),
                };
                Row::new([d.name.as_str().into(), kind, way, d.note.as_str().into()]).icon(Drawing::Domain)
            }
            None => {
                let d = &settings.remote_domains[i - local];
                let way = match &d.smart_host {
                    Some(host) => format!("{}:{}", host.host, host.port).into(),
                    None => tr!(words, "remote-domain-dns"),
                };
                Row::new([d.name.as_str().into(), tr!(words, "dom-remote"), way, d.note.as_str().into()]).icon(Drawing::Server)
            }
        })
        .column(tr!(words, "comp-domain-name"), 180.0)
        .column(tr!(words, "dom-type"), 150.0)
        .column(tr!(words, "domain-way"), 0.0)
        .column(tr!(words, "field-comment"), 130.0)
        .nothing(tr!(words, "tree-empty-domains"));
        let aliases = list("aliases.list", settings.aliases.len(), move |i| {
            let a = &settings.aliases[i];
            Row::new([a.address.clone(), a.to.join(", "), a.note.clone()]).icon(Drawing::Mail)
        })
        .column(tr!(words, "alias-address"), 200.0)
        .column(tr!(words, "alias-to"), 0.0)
        .column(tr!(words, "field-comment"), 130.0)
        .nothing(tr!(words, "alias-empty"));
        let (d, a) = (self.domain.filter(|&i| i < all), self.alias.filter(|&i| i < settings.aliases.len()));
        let domains = answering(domains, Which::Domains, d).height(Length::FillPortion(3));
        let aliases = answering(aliases, Which::Aliases, a).height(Length::FillPortion(4));
        let bar = |names: [&'static str; 3], new, which, chosen: Option<usize>, can: bool| {
            let first = button(names[0], format!("{new}…"), can.then_some(Message::New(which))).icon(Drawing::Add).into();
            let remote = format!("{}…", tr!(words, "remote-domain-new-title"));
            let remote = (which == Which::Domains).then(|| button("domains.new-remote", remote, Some(Message::NewRemote)).into());
            let signs = (which == Which::Domains).then(|| {
                let signature = chosen.filter(|&i| i < local).map(|_| Message::Signature);
                button("domains.signature", tr!(words, "dkim-open"), signature).into()
            });
            let others = [
                button(names[1], tr!(words, "btn-properties"), chosen.map(|_| Message::Edit(which))).into(),
                button(names[2], tr!(words, "menu-delete"), chosen.map(|_| Message::Delete(which))).into(),
            ];
            // In a narrow window the last ones stand below.
            buttons([first].into_iter().chain(remote).chain(signs).chain(others)).wrap().vertical_spacing(ROWS)
        };
        let any = !settings.local_domains.is_empty();
        column![
            headline(tr!(words, "tree-domains")),
            bar(["domains.new", "domains.edit", "domains.delete"], tr!(words, "domain-new-title"), Which::Domains, d, true),
            Element::from(domains),
            self.postmaster(settings, now, words),
            headline(tr!(words, "tree-aliases")),
            bar(["aliases.new", "aliases.edit", "aliases.delete"], tr!(words, "alias-new-title"), Which::Aliases, a, any),
            Element::from(aliases),
        ]
        .spacing(PAD)
        .padding(PAD)
        .height(Fill)
        .into()
    }

    fn postmaster<'a>(&self, settings: &SettingsFile, now: &Snapshot, words: &'static Words) -> Element<'a, Message> {
        let local = |a: &String| {
            let domain = Address::parse(a).ok().and_then(|a| a.domain().cloned());
            settings.local_domains.iter().any(|d| Domain::parse(&d.name).ok() == domain)
        };
        let mut readers: Vec<String> = domain::addresses(settings, &now.accounts).into_iter().filter(local).collect();
        readers.extend(settings.postmaster.clone().filter(|p| !readers.contains(p)));
        let chosen = settings.postmaster.as_ref().and_then(|p| readers.iter().position(|r| r == p));
        let on = !settings.local_domains.is_empty();
        let picked = readers.clone();
        let pick = pick_list("domains.postmaster", readers, chosen)
            .on_choose_maybe(on.then_some(move |i: usize| Message::Postmaster(picked.get(i).cloned().unwrap_or_default())))
            .width(300);
        // No letter here: those of the menu bar reach everywhere on a page.
        let text = tr!(words, "common-with-colon", label = tr!(words, "domain-postmaster"));
        iced::widget::row![label(text).enabled(on), Element::from(pick)].spacing(PAD).align_y(iced::Alignment::Center).into()
    }
}

fn answering(list: List<'_, Message>, which: Which, selected: Option<usize>) -> List<'_, Message> {
    list.selected(selected)
        .on_select(move |i| Message::Select(which, i))
        .on_activate(move |_| Message::Edit(which))
        .on_context(move |i, p| Message::Menu(which, i, p))
        .on_key(move |key, _| match key {
            Key::Named(Named::Delete) => Some(Message::Delete(which)),
            Key::Named(Named::F2) => Some(Message::Edit(which)),
            Key::Named(Named::Insert) => Some(Message::New(which)),
            _ => None,
        })
}
