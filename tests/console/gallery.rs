//! A small console made of every widget, with demo data: what the pictures show and the behaviour tests drive.

use std::borrow::Cow;

use iced::keyboard::{Key, key::Named};
use iced::widget::{column, container, row};
use iced::{Fill, Point, Task};
use postkontor::console::Element;
use postkontor::console::theme::Look;
use postkontor::console::theme::style::{self, Tone};
use postkontor::console::widget::*;

use crate::harness::Harness;
use crate::relay;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    General,
    Access,
    Messages,
    Delivery,
}

#[derive(Debug, Clone)]
pub enum Message {
    Node(usize),
    Open(usize, bool),
    Menu(usize, Point),
    CloseMenu,
    Properties,
    Sheet(Sheet),
    Row(usize),
    Activate(usize),
    SortBy(usize),
    Text(String),
    Retry(String),
    RetryStep(i64),
    Tick(bool),
    Pick(usize),
    Choice(u8),
    Ask,
    Answer(bool),
    Log(&'static str),
    Gallery,
}

#[derive(Debug, Clone)]
pub enum Sheet {
    Page(Page),
    Limit(bool),
    Number(String),
    OpenRelay,
    Relay(relay::Message),
    Ok,
    Cancel,
    Apply,
}

pub struct SheetState {
    pub page: Page,
    limit: bool,
    number: String,
    relay: Option<relay::State>,
    dirty: bool,
}

/// The demo console.
pub struct Demo {
    pub node: usize,
    open: [bool; 5],
    pub menu: Option<Point>,
    pub sheet: Option<SheetState>,
    pub row: Option<usize>,
    pub activated: Option<usize>,
    pub sort: Sort,
    pub rows: usize,
    pub text: String,
    pub retry: String,
    pub tick: bool,
    pub pick: usize,
    pub choice: u8,
    pub asking: bool,
    pub answers: Vec<bool>,
    pub relay: relay::Relay,
    pub log: Vec<&'static str>,
    pub gallery: bool,
}

const NODES: [(u16, Option<usize>, &str, Icon); 10] = [
    (0, Some(0), "Postkontor", Icon::new(Drawing::Post)),
    (1, Some(1), "Servers", Icon::new(Drawing::Folder)),
    (2, Some(2), "mail.example.com", Icon::new(Drawing::Computer)),
    (3, None, "Overview", Icon::new(Drawing::Overview)),
    (3, Some(3), "Protocols", Icon::new(Drawing::Folder)),
    (4, None, "Default SMTP Virtual Server", Icon::RUNNING),
    (4, None, "Client access (paused for the move to the new building)", Icon::PAUSED),
    (4, None, "客户端访问虚拟服务器", Icon::STOPPED),
    (3, None, "Accounts", Icon::new(Drawing::Account)),
    (3, None, "Queues", Icon::new(Drawing::Queue)),
];

impl Demo {
    pub fn new() -> Self {
        let computers = vec![
            ("127.0.0.1".parse().unwrap(), "this computer".into()),
            ("192.168.1.40".parse().unwrap(), "Kopiator plan 2".into()),
            ("2001:db8::25".parse().unwrap(), "复印机".into()),
        ];
        Self {
            node: 5,
            open: [true; 5],
            menu: None,
            sheet: None,
            row: None,
            activated: None,
            sort: Sort::default(),
            rows: 10_000,
            text: "anna@example.com".into(),
            retry: "15".into(),
            tick: true,
            pick: 0,
            choice: 1,
            asking: false,
            answers: Vec::new(),
            relay: relay::Relay { mode: relay::Mode::Only, computers, authenticated: true },
            log: Vec::new(),
            gallery: false,
        }
    }

    /// The tree's rows in sight.
    fn nodes(&self) -> Vec<usize> {
        let mut out = Vec::new();
        let mut hidden = u16::MAX;
        for (i, (depth, branch, ..)) in NODES.iter().enumerate() {
            if *depth > hidden {
                continue;
            }
            out.push(i);
            hidden = if branch.is_some_and(|b| !self.open[b]) { *depth } else { u16::MAX };
        }
        out
    }

    pub fn update(&mut self, message: Message) -> Task<Message> {
        match message {
            Message::Node(i) => self.node = self.nodes()[i],
            Message::Open(i, open) => {
                if let Some(b) = NODES[self.nodes()[i]].1 {
                    self.open[b] = open;
                }
            }
            Message::Menu(i, at) => (self.node, self.menu) = (self.nodes()[i], Some(at)),
            Message::CloseMenu => self.menu = None,
            Message::Properties => {
                self.sheet = Some(SheetState { page: Page::General, limit: true, number: "200".into(), relay: None, dirty: false });
            }
            Message::Sheet(m) => self.sheet(m),
            Message::Row(i) => self.row = Some(i),
            Message::Activate(i) => self.activated = Some(i),
            Message::SortBy(c) => self.sort = self.sort.clicked(c),
            Message::Text(s) => self.text = s,
            Message::Retry(s) => self.retry = s,
            Message::RetryStep(by) => self.retry = step(&self.retry, by, 1..=1440),
            Message::Tick(b) => self.tick = b,
            Message::Pick(i) => self.pick = i,
            Message::Choice(c) => self.choice = c,
            Message::Ask => self.asking = true,
            Message::Answer(a) => {
                self.asking = false;
                self.answers.push(a);
            }
            Message::Gallery => self.gallery = true,
            Message::Log(s) => self.log.push(s),
        }
        Task::none()
    }

    fn sheet(&mut self, message: Sheet) {
        let Some(s) = &mut self.sheet else { return };
        match message {
            Sheet::Page(p) => s.page = p,
            Sheet::Limit(b) => (s.limit, s.dirty) = (b, true),
            Sheet::Number(n) => (s.number, s.dirty) = (n, true),
            Sheet::OpenRelay => s.relay = Some(relay::State::new(&self.relay)),
            Sheet::Relay(m) => match s.relay.as_mut().map(|r| r.update(m)) {
                Some(relay::Action::Close) => s.relay = None,
                Some(relay::Action::Accept(r)) => (self.relay, s.relay, s.dirty) = (r, None, true),
                _ => {}
            },
            Sheet::Apply => s.dirty = false,
            Sheet::Ok | Sheet::Cancel => self.sheet = None,
        }
    }

    pub fn view(&self) -> Element<'_, Message> {
        let nodes = self.nodes();
        let at = nodes.iter().position(|&n| n == self.node);
        let count = nodes.len();
        let side = tree("window.tree", count, move |i| self.node_row(nodes[i]), Message::Open)
            .selected(at)
            .on_select(Message::Node)
            .on_activate(|_| Message::Properties)
            .on_context(Message::Menu);
        let page = if self.gallery { self.states() } else { self.sessions() };
        let base = column![
            menu_bar(self.menus()),
            tool_bar([
                tool("tool.start", Drawing::Play, "", None::<Message>).into(),
                tool("tool.stop", Drawing::Stop, "", Some(Message::Log("stop"))).into(),
                tool("tool.pause", Drawing::Pause, "", Some(Message::Log("pause"))).into(),
                tip(tool("tool.properties", Drawing::Settings, "Properties", Some(Message::Properties)), "Opens the properties"),
                tool("tool.refresh", Drawing::Refresh, "Refresh", Some(Message::Log("refresh"))).into(),
            ]),
            row![container(side).width(300).padding(6), container(page).width(Fill).padding([6, 6])].height(Fill),
            status_bar(
                Tone::Warning,
                "Default SMTP Virtual Server: port 25 is used by another program.",
                [hint("Changed: Relay of Default SMTP Virtual Server"), link("status.undo", "Undo", Some(Message::Log("undo"))),]
            ),
        ];
        let keys = scope(container(base).style(style::window)).on_key(|key, _| match key {
            Key::Named(Named::F5) => Some(Message::Log("refresh")),
            _ => None,
        });
        let mut desk = desk(keys).sheet(self.sheet.as_ref().map(|s| self.sheet_view(s).map(Message::Sheet)));
        if self.asking {
            desk = desk.modal(Some(question(
                "delete",
                "Delete Virtual Server",
                "Delete “Default SMTP Virtual Server”? 12 messages are still waiting in its queue.",
                "They can be delivered through another virtual server, or returned to their senders.",
                [("yes", "&Delete".into(), Message::Answer(true)), ("no", "Cancel".into(), Message::Answer(false))],
            )));
        }
        if let Some(at) = self.menu {
            desk = desk.menu(at, self.context(), Message::CloseMenu);
        }
        desk.into()
    }

    fn node_row(&self, n: usize) -> Row<'_> {
        let (depth, branch, name, icon) = NODES[n];
        Row::new([name]).icon(icon).node(depth, branch.map(|b| self.open[b]))
    }

    fn context(&self) -> Vec<Item<'_, Message>> {
        vec![
            item("menu.start", "&Start", None).icon(Drawing::Play),
            item("menu.stop", "S&top", Some(Message::Log("stop"))).icon(Drawing::Stop),
            item("menu.pause", "&Pause", Some(Message::Log("pause"))).icon(Drawing::Pause).checked(true),
            separator(),
            submenu("menu.new", "&New", [item("menu.server", "SMTP &Virtual Server…", Some(Message::Log("new")))]),
            item("menu.delete", "&Delete", Some(Message::Ask)).shortcut("Del"),
            item("menu.rename", "Rena&me", Some(Message::Log("rename"))).shortcut("F2"),
            item("menu.refresh", "Re&fresh", Some(Message::Log("refresh"))).icon(Drawing::Refresh).shortcut("F5"),
            separator(),
            item("menu.properties", "P&roperties", Some(Message::Properties)).shortcut("Alt+Enter").default(),
        ]
    }

    fn menus(&self) -> Vec<Menu<'_, Message>> {
        vec![
            ("bar.file".into(), "&File".into(), vec![item("file.quit", "&Quit", Some(Message::Log("quit"))).shortcut("Ctrl+Q")]),
            ("bar.action".into(), "&Action".into(), self.context()),
            (
                "bar.view".into(),
                "&View".into(),
                vec![
                    item("view.light", "&Light", Some(Message::Log("light"))).checked(true),
                    item("view.dark", "&Dark", Some(Message::Log("dark"))),
                    item("view.contrast", "&High contrast", Some(Message::Log("contrast"))),
                ],
            ),
            ("bar.help".into(), "&Help".into(), vec![item("help.about", "&About Postkontor", Some(Message::Log("about")))]),
        ]
    }

    fn sessions(&self) -> Element<'_, Message> {
        let names =
            ["anna@example.com", "bertil@contoso.pl", "mystiska.avdelningen.med.ett.mycket.långt.namn@example.com", "王小明@例子.example"];
        let icons = [Icon::new(Drawing::Session), Icon::new(Drawing::Mail), Icon::sign(Tone::Warning), Icon::sign(Tone::Bad)];
        list("window.list", self.rows, move |i| {
            let (state, tone) = [("Active", Tone::Plain), ("Retry", Tone::Plain), ("Frozen", Tone::Muted), ("Failed", Tone::Bad)][i % 4];
            Row::new([Cow::from(names[i % 4]), format!("10.1.{}.{}", i / 250, i % 250).into(), state.into(), format!("{}", i * 37).into()])
                .icon(icons[i % 4])
                .tone(tone)
        })
        .column("User", 0.0)
        .column("Source", 140.0)
        .column("State", 110.0)
        .numbers("Size", 90.0)
        .sort(self.sort)
        .selected(self.row)
        .on_select(Message::Row)
        .on_activate(Message::Activate)
        .on_context(Message::Menu)
        .on_sort(Message::SortBy)
        .nothing("Nobody is connected.")
        .into()
    }

    /// Every control in every state.
    fn states(&self) -> Element<'_, Message> {
        let off = None::<fn(String) -> Message>;
        let left = rows([
            headline("Every control"),
            group(
                "Buttons",
                rows([
                    buttons([
                        button("g.default", "&Default", Some(Message::Ask)).default().into(),
                        button("g.normal", "&Normal", Some(Message::Log("normal"))).into(),
                        button("g.off", "Off", None).into(),
                    ])
                    .into(),
                    buttons([
                        button("g.icon", "Add &mailbox…", Some(Message::Log("icon"))).icon(Drawing::Add).into(),
                        button("g.long", "A rather long label…", Some(Message::Log("long"))).into(),
                        button("g.zh", "中继(&L)…", Some(Message::Log("zh"))).into(),
                    ])
                    .into(),
                    buttons([link("g.link", "Change…", Some(Message::Log("link"))), link("g.link.off", "Change…", None)]).into(),
                ]),
            ),
            group(
                "Boxes",
                rows([
                    check_box("g.tick", "&Basic authentication (password is sent in clear text)", self.tick, Some(Message::Tick)),
                    indent(check_box("g.tls", "Requires &TLS encryption", !self.tick, self.tick.then_some(Message::Tick))),
                    check_box("g.tick.off", "Ticked and off", true, None::<fn(bool) -> Message>),
                    radio("g.one", "g.choice", "&Single computer", 1, Some(self.choice), Some(Message::Choice)),
                    radio("g.two", "g.choice", "&Group of computers", 2, Some(self.choice), Some(Message::Choice)),
                    radio("g.three", "g.choice", "Domain, off", 3, Some(self.choice), None::<fn(u8) -> Message>),
                ]),
            ),
        ]);
        let right = rows([
            group(
                "Fields",
                rows([
                    field_row(130.0, "&User name:", "g.text", field("g.text", &self.text).on_input(Message::Text)),
                    field_row(
                        130.0,
                        "Wrong:",
                        "g.wrong",
                        field("g.wrong", "300.1.1.1")
                            .on_input(Message::Text)
                            .problem("This is not an IP address. Write it like 192.168.1.40."),
                    ),
                    field_row(
                        130.0,
                        "&Retry after:",
                        "g.retry",
                        field("g.retry", &self.retry)
                            .on_input(Message::Retry)
                            .on_step(Message::RetryStep)
                            .width(70)
                            .unit("minutes")
                            .limits("1 to 1,440"),
                    ),
                    field_row(130.0, "Password:", "g.secret", field("g.secret", "secret").on_input(Message::Text).secret(true)),
                    field_row(130.0, "Empty:", "g.empty", field("g.empty", "").on_input(Message::Text).placeholder("mail.example.com")),
                    field_row_when(
                        false,
                        130.0,
                        "Off:",
                        "g.field.off",
                        field("g.field.off", "192.168.1.40").on_input_maybe(off).unit("KB"),
                    ),
                    field_row(
                        130.0,
                        "IP &address:",
                        "g.pick",
                        pick_list("g.pick", ["(All Unassigned)", "192.168.1.10", "2001:db8::10", "任何地址"], Some(self.pick))
                            .on_choose(Message::Pick),
                    ),
                    field_row_when(false, 130.0, "Off:", "g.pick.off", pick_list("g.pick.off", ["W3C Extended Log File Format"], Some(0))),
                ]),
            ),
            strip(
                Tone::Warning,
                "Anonymous access is off: the computers above must still log on.",
                Some(link("g.strip", "Change…", Some(Message::Log("strip")))),
            ),
            strip(Tone::Bad, "Default SMTP Virtual Server cannot start: port 25 is used by another program.", None),
            strip(Tone::Good, "The certificate is valid until 12 May 2027.", None),
            strip(Tone::Plain, "简体中文：更改在重新启动虚拟服务器后生效。", None),
            progress(0.62, "31 of 50 messages"),
            list("g.empty.list", 0, |_| Row::default())
                .column("Address", 120.0)
                .column("Comment", 0.0)
                .nothing("Nothing here yet.")
                .height(64)
                .into(),
        ]);
        container(scrolling(row![container(left).width(Fill), container(right).width(Fill)].spacing(14).padding(2))).into()
    }

    fn sheet_view<'a>(&'a self, s: &'a SheetState) -> Dialog<'a, Sheet> {
        let page: Element<'a, Sheet> = match s.page {
            Page::General => rows([
                check_box("props.limit", "&Limit number of connections to:", s.limit, Some(Sheet::Limit)),
                indent(
                    field("props.number", &s.number)
                        .on_input_maybe(s.limit.then_some(Sheet::Number))
                        .width(90)
                        .limits("1 to 1,999,999,999"),
                ),
            ])
            .into(),
            Page::Access => rows([
                group(
                    "Access control",
                    with_button(
                        words("Enable anonymous access and edit the authentication methods for this resource."),
                        button("props.authentication", "&Authentication…", None),
                    ),
                ),
                group(
                    "Secure communication",
                    with_button(
                        words("View or edit the security requirements that are used when this virtual server is accessed."),
                        buttons([button("props.certificate", "&Certificate…", None).into()]),
                    ),
                ),
                group(
                    "Connection control",
                    with_button(
                        words("Grant or deny access to this resource using IP addresses or Internet domain names."),
                        button("props.connection", "C&onnection…", None),
                    ),
                ),
                group(
                    "Relay restrictions",
                    with_button(
                        words("Grant or deny permissions to relay e-mail through this virtual server."),
                        button("props.relay", "Re&lay…", Some(Sheet::OpenRelay)),
                    ),
                ),
            ])
            .into(),
            Page::Messages | Page::Delivery => nothing("Nothing here."),
        };
        let pages = [(Page::General, "General"), (Page::Access, "Access"), (Page::Messages, "Messages"), (Page::Delivery, "Delivery")];
        let body = tabs("props.tabs", pages.map(|(p, t)| (p, t.into())), s.page, Sheet::Page, 340.0, page);
        let f = frame(
            "props",
            "Default SMTP Virtual Server Properties",
            body,
            [
                button("props.ok", "OK", Some(Sheet::Ok)).default().into(),
                button("props.cancel", "Cancel", Some(Sheet::Cancel)).into(),
                button("props.apply", "Apply", s.dirty.then_some(Sheet::Apply)).into(),
            ],
        )
        .width(500.0)
        .icon(Icon::RUNNING)
        .on_enter(Some(Sheet::Ok))
        .on_close(Sheet::Cancel);
        Dialog::from(f).open(s.relay.as_ref().map(|r| r.view().map(Sheet::Relay)))
    }
}

/// Every drawing at its size, three times as large, off and on a selection.
fn drawings(_: &()) -> Element<'_, ()> {
    let all: Vec<Icon> =
        [Icon::RUNNING, Icon::STOPPED, Icon::PAUSED, Icon::FAILED].into_iter().chain(Drawing::ALL.iter().map(|d| Icon::new(*d))).collect();
    let line = |size: f32, tone: Option<Tone>| {
        let one = |i: &Icon| container(tone.map_or(*i, |t| i.tone(t)).view(size)).padding(4).into();
        iced::widget::Row::with_children(all.iter().map(one)).wrap()
    };
    let all = column![line(16.0, None), line(16.0, Some(Tone::Muted)), line(16.0, Some(Tone::Bad)), line(48.0, None)].spacing(12);
    container(all).padding(12).width(Fill).height(Fill).style(style::surface).into()
}

#[test]
fn pictures_of_the_icons() {
    for look in Look::ALL {
        let mut h = Harness::new((), |_: &mut (), _: ()| Task::none(), drawings);
        h.look(look).resize(900.0, 460.0);
        h.picture(&format!("gallery/icons-{look:?}.png").to_lowercase());
    }
}

pub fn demo() -> Harness<Demo, Message> {
    Harness::new(Demo::new(), Demo::update, Demo::view)
}

#[test]
fn pictures_of_the_gallery() {
    for look in Look::ALL {
        for scale in [100, 150] {
            let mut h = demo();
            let name = |what: &str| format!("gallery/{what}-{look:?}-{scale}.png").to_lowercase();
            h.look(look).scale(scale);
            let f = f32::from(scale) / 100.0;
            h.resize(1180.0 * f, 760.0 * f);
            h.state.gallery = true;
            h.click("g.text");
            h.tab();
            h.back_tab();
            h.picture(&name("states"));
            h.alt('a');
            h.press(Named::F4);
            h.press(Named::ArrowDown);
            h.picture(&name("pick"));
            h.press(Named::Escape);
            h.state.gallery = false;
            h.click("tool.properties");
            h.key(Named::Tab, iced::keyboard::Modifiers::CTRL);
            h.picture(&name("sheet"));
            h.alt('l');
            h.alt('i');
            h.type_text("300.1.1.1");
            h.press(Named::Enter);
            h.tab();
            h.picture(&name("dialogs"));
            h.press(Named::Escape);
            h.press(Named::Escape);
            h.right_click_text("Default SMTP Virtual Server");
            h.press(Named::ArrowUp);
            h.alt('n');
            h.picture(&name("menu"));
            h.press(Named::Escape);
            h.press(Named::Escape);
            h.send(Message::Row(7));
            h.send(Message::Ask);
            h.picture(&name("question"));
        }
    }
}
