//! Drives a whole view without a display, as the window would: state, focus and scrolling live on between steps, tasks
//! run to their end, every key, modifier and button can be pressed, and what is seen can be written as a PNG.
//!
//! Controls are found by id ("relay.add"), described (is it ticked? what is wrong with it?) and clicked where they can be
//! seen. The fonts of the machine are shut out, so that a picture is the same everywhere: before the first word is
//! shaped, every face but the bundled ones is taken out of the font database.

pub mod smoke;

use std::collections::{BTreeMap, VecDeque};
use std::path::Path;
use std::sync::{Mutex, OnceLock};
use std::time::{Duration, Instant};

use iced::advanced::clipboard::{self, Clipboard};
use iced::advanced::graphics::text::{cosmic_text, font_system};
use iced::advanced::renderer::{Headless, Style};
use iced::advanced::widget::operation::Outcome;
use iced::futures::StreamExt;
use iced::keyboard::{self, Modifiers, key::Named};
use iced::{Event, Point, Rectangle, Renderer, Size, Task, Theme, mouse, window};
use iced_runtime::user_interface::Cache;
use iced_runtime::{Action, UserInterface, task};

use postkontor::console::Element;
use postkontor::console::theme::{self, Look, Scale};
use postkontor::console::widget::describe::{Description, Found, Kind, Survey};

/// Takes the machine's fonts out and puts ours in, once per process.
pub fn fonts() {
    static DONE: OnceLock<()> = OnceLock::new();
    DONE.get_or_init(|| {
        let mut system = font_system().write().unwrap();
        let db = system.raw().db_mut();
        let faces: Vec<_> = db.faces().map(|f| f.id).collect();
        faces.into_iter().for_each(|id| db.remove_face(id));
        for f in theme::settings().fonts {
            system.load_font(f);
        }
        let mut families: Vec<_> = system.raw().db().faces().map(|f| f.families[0].0.clone()).collect();
        families.sort();
        assert_eq!(families, ["Noto Sans", "Noto Sans", "Noto Sans CJK SC"]);
    });
}

#[derive(Default)]
struct Pocket(Option<String>);

impl Clipboard for Pocket {
    fn read(&self, _: clipboard::Kind) -> Option<String> {
        self.0.clone()
    }

    fn write(&mut self, _: clipboard::Kind, text: String) {
        self.0 = Some(text);
    }
}

/// Two clicks within this are one double click (`iced::advanced::mouse::Click`).
const DOUBLE: Duration = Duration::from_millis(300);

type Update<S, M> = Box<dyn FnMut(&mut S, M) -> Task<M>>;

/// A view with its state, driven step by step.
pub struct Harness<S, M> {
    /// The state; tests may look at it and change it.
    pub state: S,
    update: Update<S, M>,
    view: fn(&S) -> Element<'_, M>,
    renderer: Renderer,
    cache: Option<Cache>,
    window: Size,
    scale: Scale,
    look: Look,
    cursor: mouse::Cursor,
    pocket: Pocket,
    runtime: tokio::runtime::Runtime,
    patience: Duration,
}

impl<S, M: Send + 'static> Harness<S, M> {
    /// A window of 1,280 × 800 in the light look.
    pub fn new(state: S, update: impl FnMut(&mut S, M) -> Task<M> + 'static, view: fn(&S) -> Element<'_, M>) -> Self {
        fonts();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let settings = theme::settings();
        let renderer = <Renderer as Headless>::new(settings.default_font, settings.default_text_size, Some("tiny-skia"));
        let renderer = runtime.block_on(renderer).expect("the software renderer");
        let mut h = Self {
            state,
            update: Box::new(update),
            view,
            renderer,
            cache: Some(Cache::new()),
            window: Size::new(1280.0, 800.0),
            scale: Scale::default(),
            look: Look::Light,
            cursor: mouse::Cursor::Unavailable,
            pocket: Pocket::default(),
            runtime,
            patience: Duration::from_secs(60),
        };
        h.redraw();
        h
    }

    /// Another size of the window, in pixels.
    pub fn resize(&mut self, width: f32, height: f32) -> &mut Self {
        self.window = Size::new(width, height);
        self.redraw();
        self
    }

    /// Another scale, as from the View menu.
    pub fn scale(&mut self, percent: u16) -> &mut Self {
        self.scale = Scale::percent(percent);
        self.redraw();
        self
    }

    /// Another look.
    pub fn look(&mut self, look: Look) -> &mut Self {
        self.look = look;
        self
    }

    /// Size of the window in logical pixels.
    pub fn size(&self) -> Size {
        let f = self.scale.factor();
        Size::new(self.window.width / f, self.window.height / f)
    }

    fn ui<T>(&mut self, f: impl FnOnce(&mut UserInterface<'_, M, Theme, Renderer>, &mut Renderer, mouse::Cursor, &mut Pocket) -> T) -> T {
        let cache = self.cache.take().unwrap_or_default();
        let mut ui = UserInterface::build((self.view)(&self.state), self.size(), cache, &mut self.renderer);
        let out = f(&mut ui, &mut self.renderer, self.cursor, &mut self.pocket);
        self.cache = Some(ui.into_cache());
        out
    }

    /// Sends a message and runs its tasks, and theirs, to the end; then draws again.
    pub fn send(&mut self, message: M) {
        self.run(message);
        self.redraw();
    }

    fn run(&mut self, message: M) {
        let mut waiting = VecDeque::from([message]);
        while let Some(m) = waiting.pop_front() {
            let task = {
                let _guard = self.runtime.enter();
                (self.update)(&mut self.state, m)
            };
            let Some(mut stream) = task::into_stream(task) else { continue };
            loop {
                let patience = self.patience;
                let next = self.runtime.block_on(async { tokio::time::timeout(patience, stream.next()).await });
                match next.unwrap_or_else(|_| panic!("a task took longer than {patience:?}")) {
                    None => break,
                    Some(Action::Output(m)) => waiting.push_back(m),
                    Some(Action::Widget(op)) => {
                        let mut op = Some(op);
                        while let Some(mut o) = op.take() {
                            self.ui(|ui, r, _, _| ui.operate(r, o.as_mut()));
                            if let Outcome::Chain(next) = o.finish() {
                                op = Some(next);
                            }
                        }
                    }
                    Some(Action::Clipboard(iced_runtime::clipboard::Action::Write { target, contents })) => {
                        self.pocket.write(target, contents);
                    }
                    Some(_) => {}
                }
            }
        }
    }

    /// What was put on the clipboard last; empty if nothing was.
    pub fn copied(&self) -> &str {
        self.pocket.0.as_deref().unwrap_or_default()
    }

    fn redraw(&mut self) {
        let event = Event::Window(window::Event::RedrawRequested(Instant::now()));
        self.raw(&event);
    }

    fn raw(&mut self, event: &Event) {
        let mut out = Vec::new();
        self.ui(|ui, r, cursor, pocket| {
            ui.update(std::slice::from_ref(event), cursor, r, pocket, &mut out);
        });
        for m in out {
            self.run(m);
        }
    }

    /// One event after the other, each followed by a redraw of the view it led to, as in a window.
    pub fn events(&mut self, events: impl IntoIterator<Item = Event>) {
        for e in events {
            if let Event::Mouse(mouse::Event::CursorMoved { position }) = &e {
                self.cursor = mouse::Cursor::Available(*position);
            }
            self.raw(&e);
            self.redraw();
        }
    }

    /// Lets time pass for what waits for it: a tool tip. The toolkit reads the clock itself, so this really waits.
    pub fn wait(&mut self, time: Duration) {
        self.redraw();
        std::thread::sleep(time);
        self.redraw();
    }

    /// Whether the window would now sleep until something happens.
    pub fn sleeps(&mut self) -> bool {
        self.redraw();
        let event = Event::Window(window::Event::RedrawRequested(Instant::now()));
        let (state, _) = self.ui(|ui, r, cursor, pocket| ui.update(&[event], cursor, r, pocket, &mut Vec::new()));
        matches!(state, iced_runtime::user_interface::State::Updated { redraw_request: window::RedrawRequest::Wait, .. })
    }

    /// Everything in the view, in drawing order.
    pub fn survey(&mut self) -> Survey {
        let mut survey = Survey::default();
        self.ui(|ui, r, _, _| ui.operate(r, &mut survey));
        survey
    }

    fn find(&mut self, wanted: impl Fn(&Found) -> bool) -> Option<Found> {
        let survey = self.survey();
        survey.found.into_iter().rev().find(|f| wanted(f))
    }

    /// Where a control is in the window, as far as it can be seen; the topmost if there are several.
    pub fn bounds(&mut self, id: &str) -> Option<Rectangle> {
        self.find(|f| name(f) == id).and_then(|f| f.visible)
    }

    /// Whether a control is there.
    pub fn exists(&mut self, id: &str) -> bool {
        self.find(|f| name(f) == id).is_some()
    }

    /// Where words can be seen; the topmost if there are several.
    pub fn text_bounds(&mut self, text: &str) -> Option<Rectangle> {
        self.find(|f| matches!(&f.kind, Kind::Text(t) if t == text) && f.visible.is_some()).and_then(|f| f.visible)
    }

    /// Whether words can be seen anywhere.
    pub fn shows(&mut self, text: &str) -> bool {
        self.find(|f| matches!(&f.kind, Kind::Text(t) if t.contains(text)) && f.visible.is_some()).is_some()
    }

    /// What a control says about itself.
    pub fn control(&mut self, id: &str) -> Description {
        let survey = self.survey();
        let found = survey.controls().filter(|(f, _)| name(f) == id).last().map(|(_, d)| d.clone());
        found.unwrap_or_else(|| {
            let all: Vec<String> = survey.controls().map(|(f, _)| name(f)).collect();
            panic!("no control {id:?} among {all:?}")
        })
    }

    /// The control that has the keyboard.
    pub fn focus(&mut self) -> String {
        self.survey().focused().map(|id| id_name(&id)).unwrap_or_default()
    }

    /// Moves the pointer.
    pub fn point(&mut self, position: Point) {
        self.events([Event::Mouse(mouse::Event::CursorMoved { position })]);
    }

    /// Clicks at a point.
    pub fn click_at(&mut self, button: mouse::Button, position: Point) {
        self.events([
            Event::Mouse(mouse::Event::CursorMoved { position }),
            Event::Mouse(mouse::Event::ButtonPressed(button)),
            Event::Mouse(mouse::Event::ButtonReleased(button)),
        ]);
    }

    fn place(&mut self, id: &str) -> Point {
        match self.bounds(id) {
            Some(b) => b.center(),
            None => panic!(
                "{id:?} cannot be seen; there are {:?}",
                self.survey().found.iter().map(name).filter(|s| !s.is_empty()).collect::<Vec<_>>()
            ),
        }
    }

    fn text_place(&mut self, text: &str) -> Point {
        match self.text_bounds(text) {
            Some(b) => b.center(),
            None => panic!("{text:?} cannot be read; there is {:?}", self.texts()),
        }
    }

    /// Every word that can be seen.
    pub fn texts(&mut self) -> Vec<String> {
        let survey = self.survey();
        let text = |f: Found| if let Kind::Text(t) = f.kind { Some(t) } else { None };
        survey.found.into_iter().filter(|f| f.visible.is_some()).filter_map(text).collect()
    }

    /// Clicks a control.
    pub fn click(&mut self, id: &str) {
        let p = self.place(id);
        self.click_at(mouse::Button::Left, p);
    }

    /// Clicks words: a row of a list, a tab.
    pub fn click_text(&mut self, text: &str) {
        let p = self.text_place(text);
        self.click_at(mouse::Button::Left, p);
    }

    /// Clicks words while keys are held down.
    pub fn click_text_with(&mut self, text: &str, modifiers: Modifiers) {
        self.events([Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers))]);
        self.click_text(text);
        self.events([Event::Keyboard(keyboard::Event::ModifiersChanged(Modifiers::empty()))]);
    }

    /// Double click on words.
    pub fn double_click_text(&mut self, text: &str) {
        let p = self.text_place(text);
        let mut last = Instant::now();
        self.click_at(mouse::Button::Left, p);
        // On a busy machine a second click can come too late to be one of two: then it is the first of the next two.
        let mut late = true;
        while late {
            late = last.elapsed() > DOUBLE;
            last = Instant::now();
            self.click_at(mouse::Button::Left, p);
        }
    }

    /// Right click on a control.
    pub fn right_click(&mut self, id: &str) {
        let p = self.place(id);
        self.click_at(mouse::Button::Right, p);
    }

    /// Right click on words.
    pub fn right_click_text(&mut self, text: &str) {
        let p = self.text_place(text);
        self.click_at(mouse::Button::Right, p);
    }

    /// Drags from one point to another.
    pub fn drag(&mut self, from: Point, to: Point) {
        self.events([
            Event::Mouse(mouse::Event::CursorMoved { position: from }),
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left)),
            Event::Mouse(mouse::Event::CursorMoved { position: to }),
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left)),
        ]);
    }

    /// Turns the wheel over a control; positive is up.
    pub fn wheel(&mut self, id: &str, lines: f32) {
        let position = self.place(id);
        self.events([
            Event::Mouse(mouse::Event::CursorMoved { position }),
            Event::Mouse(mouse::Event::WheelScrolled { delta: mouse::ScrollDelta::Lines { x: 0.0, y: lines } }),
        ]);
    }

    /// Presses a key with modifiers.
    pub fn key(&mut self, key: impl Into<keyboard::Key>, modifiers: Modifiers) {
        let key = key.into();
        let text = match &key {
            keyboard::Key::Character(c) if !modifiers.alt() && !modifiers.control() => Some(c.clone()),
            keyboard::Key::Named(Named::Space) => Some(" ".into()),
            _ => None,
        };
        let physical_key = keyboard::key::Physical::Unidentified(keyboard::key::NativeCode::Unidentified);
        let location = keyboard::Location::Standard;
        self.events([
            Event::Keyboard(keyboard::Event::ModifiersChanged(modifiers)),
            Event::Keyboard(keyboard::Event::KeyPressed {
                key: key.clone(),
                modified_key: key.clone(),
                physical_key,
                location,
                modifiers,
                text,
                repeat: false,
            }),
            Event::Keyboard(keyboard::Event::KeyReleased { key: key.clone(), modified_key: key, physical_key, location, modifiers }),
            Event::Keyboard(keyboard::Event::ModifiersChanged(Modifiers::empty())),
        ]);
    }

    /// Presses a key down and nothing else, and tells which control has the keyboard then: enough for keys that send no
    /// message, and quick.
    pub fn stroke(&mut self, key: Named, modifiers: Modifiers) -> String {
        let physical_key = keyboard::key::Physical::Unidentified(keyboard::key::NativeCode::Unidentified);
        let (key, location) = (keyboard::Key::Named(key), keyboard::Location::Standard);
        let event = Event::Keyboard(keyboard::Event::KeyPressed {
            modified_key: key.clone(),
            key,
            physical_key,
            location,
            modifiers,
            text: None,
            repeat: false,
        });
        let (mut sent, mut survey) = (Vec::new(), Survey::default());
        self.ui(|ui, r, cursor, pocket| {
            ui.update(&[event], cursor, r, pocket, &mut sent);
            ui.operate(r, &mut survey);
        });
        sent.into_iter().for_each(|m| self.run(m));
        survey.focused().map(|id| id_name(&id)).unwrap_or_default()
    }

    /// Presses a key by name.
    pub fn press(&mut self, key: Named) {
        self.key(key, Modifiers::empty());
    }

    /// Tab.
    pub fn tab(&mut self) {
        self.press(Named::Tab);
    }

    /// Shift+Tab.
    pub fn back_tab(&mut self) {
        self.key(Named::Tab, Modifiers::SHIFT);
    }

    /// Alt and a letter.
    pub fn alt(&mut self, letter: char) {
        self.key(keyboard::Key::Character(letter.to_string().into()), Modifiers::ALT);
    }

    /// Control and a letter.
    pub fn ctrl(&mut self, letter: char) {
        self.key(keyboard::Key::Character(letter.to_string().into()), Modifiers::CTRL);
    }

    /// Types words.
    pub fn type_text(&mut self, text: &str) {
        for c in text.chars() {
            self.key(keyboard::Key::Character(c.to_string().into()), Modifiers::empty());
        }
    }

    /// What would be seen, as RGBA pixels with their width and height.
    pub fn pixels(&mut self) -> (u32, u32, Vec<u8>) {
        let theme = self.look.theme();
        self.redraw();
        self.ui(|ui, r, cursor, pocket| {
            let now = Event::Window(window::Event::RedrawRequested(Instant::now()));
            ui.update(&[now], cursor, r, pocket, &mut Vec::new());
            ui.draw(r, &theme, &Style { text_color: theme::tokens(&theme).text }, cursor);
        });
        let (w, h) = (self.window.width.round() as u32, self.window.height.round() as u32);
        let rgba = self.renderer.screenshot(Size::new(w, h), self.scale.factor(), theme::tokens(&theme).window);
        (w, h, rgba)
    }

    /// Writes what would be seen as a PNG below `target/pictures` of this crate (or `PICTURES`).
    pub fn picture(&mut self, file: &str) {
        let drawn = self.pixels();
        save(file, &drawn);
    }
}

/// Writes pixels as a PNG below `target/pictures` of this crate (or `PICTURES`).
pub fn save(file: &str, (w, h, rgba): &(u32, u32, Vec<u8>)) {
    let root = std::env::var_os("PICTURES").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("target/pictures"), Into::into);
    let path = root.join(file);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut e = png::Encoder::new(std::io::BufWriter::new(std::fs::File::create(path).unwrap()), *w, *h);
    e.set_color(png::ColorType::Rgba);
    e.write_header().unwrap().write_image_data(rgba).unwrap();
}

/// The name behind an id, "relay.add".
pub fn id_name(id: &iced::advanced::widget::Id) -> String {
    let s = format!("{id:?}");
    s.split('"').nth(1).unwrap_or(&s).to_owned()
}

/// The name of something found, empty if it has none.
pub fn name(found: &Found) -> String {
    found.id.as_ref().map(id_name).unwrap_or_default()
}

/// Width of words of size [`theme::TEXT`] on one line, and whether the bundled fonts lack any of their characters. The same
/// words stand in many pictures, so what was measured is kept.
pub fn shape(text: &str) -> (f32, bool) {
    static KNOWN: Mutex<BTreeMap<String, (f32, bool)>> = Mutex::new(BTreeMap::new());
    if let Some(known) = KNOWN.lock().unwrap().get(text) {
        return *known;
    }
    let measured = measure(text, theme::TEXT);
    KNOWN.lock().unwrap().insert(text.to_owned(), measured);
    measured
}

fn measure(text: &str, size: f32) -> (f32, bool) {
    fonts();
    let mut system = font_system().write().unwrap();
    let mut buffer = cosmic_text::Buffer::new(system.raw(), cosmic_text::Metrics::new(size, size * 1.3));
    let attrs = cosmic_text::Attrs::new().family(cosmic_text::Family::Name("Noto Sans"));
    buffer.set_size(system.raw(), None, None);
    buffer.set_text(system.raw(), text, &attrs, cosmic_text::Shaping::Advanced, None);
    buffer.shape_until_scroll(system.raw(), false);
    let runs: Vec<_> = buffer.layout_runs().collect();
    let width = runs.iter().map(|r| r.line_w).fold(0.0, f32::max);
    let missing = runs.iter().flat_map(|r| r.glyphs).any(|g| g.glyph_id == 0);
    (width, missing)
}
