//! What each control says about itself, and a survey of a whole view.
//!
//! A control announces its role, label, value and state through `Operation::custom`, so that a scope can find mnemonics
//! and radio groups, tests can ask "is this ticked?", and a bridge to screen readers can be built on the same words the
//! day the toolkit has one. A scope answers through [`Announce::press`]: the control then acts as if it had been clicked.

use std::any::Any;

use iced::advanced::widget::operation::{Focusable, Operation, Scrollable, TextInput};
use iced::advanced::widget::{Id, operation};
use iced::{Point, Rectangle, Vector};

/// What kind of control it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Role {
    /// Words that lead to another control by their mnemonic.
    #[default]
    Label,
    /// A push button.
    Button,
    /// A button that looks like a link.
    Link,
    /// A box to tick.
    CheckBox,
    /// One choice of several; the others have the same group.
    Radio,
    /// A field for text or a number.
    Field,
    /// A choice from a list that drops down.
    PickList,
    /// The tabs of a sheet; its value is the page in front.
    Tabs,
    /// A list with rows.
    List,
    /// A tree with rows.
    Tree,
    /// A menu, or a title in the menu bar.
    Menu,
    /// One entry of an open menu.
    MenuItem,
    /// The frame of a dialog.
    Frame,
    /// The edge between two parts; its value is the width of the left one.
    Splitter,
}

/// A control as it stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Description {
    /// What it is.
    pub role: Role,
    /// Its label without the mnemonic mark.
    pub label: String,
    /// Its English name, when those are shown.
    pub second: String,
    /// What it shows: the text of a field, the choice of a pick list, the selected row; where several rows may be selected the
    /// one the keyboard is at.
    pub value: String,
    /// Ticked or chosen; `None` where that means nothing.
    pub checked: Option<bool>,
    /// Whether it answers.
    pub enabled: bool,
    /// The sentence that says what is wrong with it, empty when nothing is.
    pub problem: String,
    /// The letter that reaches it with Alt.
    pub mnemonic: Option<char>,
    /// The group of a radio button; for a frame, the name of the frame its dialog began with.
    pub group: Option<Id>,
    /// For a label: the control its mnemonic leads to.
    pub target: Option<Id>,
    /// A list of it is open, so Escape closes that first.
    pub open: bool,
    /// Number of rows of a list or tree.
    pub rows: usize,
    /// Selected row of a list or tree, page of tabs; where several rows may be selected the one the keyboard is at.
    pub selected: Option<usize>,
    /// All selected rows of a list or tree, in order.
    pub chosen: Vec<usize>,
    /// Words that do not fit and are shown whole while the pointer rests on them.
    pub tip: String,
}

impl Description {
    /// A control of this role that answers if `enabled`.
    pub fn new(role: Role, enabled: bool) -> Self {
        Self { role, enabled, ..Self::default() }
    }
}

/// What a scope asks a control to do, as if the mouse had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Press {
    /// Click it.
    Activate,
    /// Go to the next (tabs).
    Next,
    /// Go to the previous (tabs).
    Previous,
}

/// What passes between a control and an operation.
#[derive(Debug, Default)]
pub struct Announce {
    /// What the control is.
    pub description: Description,
    /// Set by a scope; the control takes it at its next update.
    pub press: Option<Press>,
    /// Set on a frame: the control in it that is to have the keyboard.
    pub focus: Option<Id>,
}

/// One thing found by a [`Survey`].
#[derive(Debug, Clone)]
pub struct Found {
    /// Its id, when it has one.
    pub id: Option<Id>,
    /// Where it is in the coordinates of its parent, before scrolling.
    pub bounds: Rectangle,
    /// Where it is in the window, before clipping.
    pub place: Rectangle,
    /// The part of `place` that can be seen.
    pub visible: Option<Rectangle>,
    /// What it is.
    pub kind: Kind,
    /// The scrollables it lies in, outermost first, by their number in traversal order.
    pub scrolls: Vec<usize>,
}

/// What a survey found.
#[derive(Debug, Clone)]
pub enum Kind {
    /// Words drawn.
    Text(String),
    /// A control that described itself.
    Control(Box<Description>),
    /// A stop of the Tab key, by its number in traversal order.
    Stop {
        /// Counted from zero over the surveyed view.
        number: usize,
        /// Whether it has the keyboard.
        focused: bool,
    },
    /// Anything else with bounds.
    Container,
}

/// Looks at a view: every control, text and stop, with its place in the window.
#[derive(Debug, Default)]
pub struct Survey {
    /// What was found, in drawing order.
    pub found: Vec<Found>,
    stops: usize,
    scrolls: usize,
    path: Vec<(usize, Vector, Option<Rectangle>)>,
    pending: Option<(usize, Rectangle, Vector)>,
}

impl Survey {
    fn shift(&self) -> Vector {
        self.path.last().map_or(Vector::ZERO, |p| p.1)
    }

    fn add(&mut self, id: Option<&Id>, bounds: Rectangle, kind: Kind) {
        let place = bounds - self.shift();
        let visible = match self.path.last() {
            None => Some(place),
            Some((.., clip)) => clip.and_then(|c| c.intersection(&place)),
        };
        let scrolls = self.path.iter().map(|p| p.0).collect();
        self.found.push(Found { id: id.cloned(), bounds, place, visible, kind, scrolls });
    }

    /// The stops of the Tab key with what they say about themselves.
    pub fn stops(&self) -> Vec<Stop> {
        let mut described: Option<&Found> = None;
        let mut out = Vec::new();
        for f in &self.found {
            match &f.kind {
                Kind::Control(_) => described = Some(f),
                Kind::Stop { number, focused } => {
                    let description = described
                        .filter(|d| d.id == f.id && f.id.is_some())
                        .and_then(|d| if let Kind::Control(c) = &d.kind { Some((**c).clone()) } else { None });
                    let (id, scrolls) = (f.id.clone(), f.scrolls.clone());
                    out.push(Stop { number: *number, id, place: f.place, focused: *focused, description, scrolls });
                }
                _ => {}
            }
        }
        out
    }

    /// Every control that described itself.
    pub fn controls(&self) -> impl Iterator<Item = (&Found, &Description)> {
        self.found.iter().filter_map(|f| if let Kind::Control(d) = &f.kind { Some((f, &**d)) } else { None })
    }

    /// The id of the stop that has the keyboard, the topmost one if layers below keep theirs.
    pub fn focused(&self) -> Option<Id> {
        self.found.iter().rev().find(|f| matches!(f.kind, Kind::Stop { focused: true, .. })).and_then(|f| f.id.clone())
    }
}

/// A stop of the Tab key.
#[derive(Debug, Clone)]
pub struct Stop {
    /// Counted from zero over the surveyed view.
    pub number: usize,
    /// Its id.
    pub id: Option<Id>,
    /// Where it is in the window.
    pub place: Rectangle,
    /// Whether it has the keyboard.
    pub focused: bool,
    /// What it says about itself.
    pub description: Option<Description>,
    /// The scrollables it lies in, outermost first.
    pub scrolls: Vec<usize>,
}

impl Stop {
    /// Its radio group, if it is a radio button.
    pub fn radio_group(&self) -> Option<&Id> {
        self.description.as_ref().filter(|d| d.role == Role::Radio).and_then(|d| d.group.as_ref())
    }

    /// Whether it is a chosen radio button or a ticked box.
    pub fn checked(&self) -> bool {
        self.description.as_ref().is_some_and(|d| d.checked == Some(true))
    }
}

impl Operation for Survey {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let Some((number, bounds, translation)) = self.pending.take() else {
            operate(self);
            return;
        };
        let shift = self.shift();
        let here = bounds - shift;
        let clip = match self.path.last() {
            None => Some(here),
            Some((.., clip)) => clip.and_then(|c| c.intersection(&here)),
        };
        self.path.push((number, shift + translation, clip));
        operate(self);
        self.path.pop();
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        if id.is_some() {
            self.add(id, bounds, Kind::Container);
        }
    }

    fn scrollable(&mut self, id: Option<&Id>, bounds: Rectangle, _content: Rectangle, translation: Vector, _: &mut dyn Scrollable) {
        self.add(id, bounds, Kind::Container);
        self.pending = Some((self.scrolls, bounds, translation));
        self.scrolls += 1;
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        let number = self.stops;
        self.stops += 1;
        self.add(id, bounds, Kind::Stop { number, focused: state.is_focused() });
    }

    fn text(&mut self, id: Option<&Id>, bounds: Rectangle, text: &str) {
        self.add(id, bounds, Kind::Text(text.to_owned()));
    }

    fn custom(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Any) {
        if let Some(a) = state.downcast_mut::<Announce>() {
            self.add(id, bounds, Kind::Control(Box::new(a.description.clone())));
        }
    }
}

/// Hands the keyboard to a control of one dialog, whatever controls of the same name stand in others.
#[derive(Debug)]
pub struct FocusIn {
    frame: Id,
    control: Id,
}

impl FocusIn {
    /// To `control` in one of the frames of the dialog that began with `frame`.
    pub fn new(frame: Id, control: Id) -> Self {
        Self { frame, control }
    }
}

impl Operation for FocusIn {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn custom(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Any) {
        if let Some(a) = state.downcast_mut::<Announce>()
            && a.description.role == Role::Frame
            && a.description.group.as_ref() == Some(&self.frame)
        {
            a.focus = Some(self.control.clone());
        }
    }
}

/// Gives the keyboard to one stop and takes it from every other.
#[derive(Debug)]
pub struct FocusStop {
    wanted: Option<usize>,
    at: usize,
}

impl FocusStop {
    /// The stop with this number; `None` takes the keyboard from all.
    pub fn new(wanted: Option<usize>) -> Self {
        Self { wanted, at: 0 }
    }
}

impl Operation for FocusStop {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn Focusable) {
        if self.wanted == Some(self.at) {
            state.focus()
        } else {
            state.unfocus()
        }
        self.at += 1;
    }
}

/// Selects the text of the stop with this number if it is a field, as Windows does when Tab reaches it. Must follow
/// [`FocusStop`], because a field that gets the keyboard puts its cursor at the end.
#[derive(Debug)]
pub struct SelectStop {
    wanted: usize,
    at: usize,
}

impl SelectStop {
    /// The stop with this number.
    pub fn new(wanted: usize) -> Self {
        Self { wanted, at: 0 }
    }
}

impl Operation for SelectStop {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        operate(self);
    }

    fn text_input(&mut self, _: Option<&Id>, _: Rectangle, state: &mut dyn TextInput) {
        // A field announces its text just before its focus.
        if self.wanted == self.at {
            state.select_all();
        }
    }

    fn focusable(&mut self, _: Option<&Id>, _: Rectangle, _: &mut dyn Focusable) {
        self.at += 1;
    }
}

/// Presses the first control for which `wanted` is true.
pub struct PressControl<F> {
    wanted: F,
    press: Option<Press>,
}

impl<F: FnMut(Option<&Id>, &Description) -> bool + Send> PressControl<F> {
    /// Presses it in this way.
    pub fn new(press: Press, wanted: F) -> Self {
        Self { wanted, press: Some(press) }
    }

    /// Whether a control was found.
    pub fn hit(&self) -> bool {
        self.press.is_none()
    }
}

impl<F: FnMut(Option<&Id>, &Description) -> bool + Send> Operation for PressControl<F> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        if self.press.is_some() {
            operate(self);
        }
    }

    fn custom(&mut self, id: Option<&Id>, _: Rectangle, state: &mut dyn Any) {
        if self.press.is_some()
            && let Some(a) = state.downcast_mut::<Announce>()
            && (self.wanted)(id, &a.description)
        {
            a.press = self.press.take();
        }
    }
}

/// Scrolls what encloses a stop so that the stop can be seen.
#[derive(Debug)]
pub struct Reveal {
    place: Rectangle,
    scrolls: Vec<usize>,
    at: usize,
    shift: Vec<Vector>,
    pending: Option<Vector>,
}

impl Reveal {
    /// Brings the stop into view, a little margin around it.
    pub fn new(stop: &Stop) -> Self {
        Self { place: stop.place.expand(6.0), scrolls: stop.scrolls.clone(), at: 0, shift: Vec::new(), pending: None }
    }
}

impl Operation for Reveal {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        let depth = self.shift.len();
        if let Some(v) = self.pending.take() {
            self.shift.push(v);
        }
        operate(self);
        self.shift.truncate(depth);
    }

    fn scrollable(&mut self, _: Option<&Id>, bounds: Rectangle, content: Rectangle, translation: Vector, state: &mut dyn Scrollable) {
        let shift = self.shift.last().copied().unwrap_or(Vector::ZERO);
        self.pending = Some(shift + translation);
        if self.scrolls.contains(&self.at) {
            let here = bounds - shift;
            let by = |low: f32, high: f32, from: f32, to: f32| {
                if low < from || high - low > to - from { low - from } else { (high - to).max(0.0) }
            };
            let p = self.place;
            let offset = operation::scrollable::AbsoluteOffset {
                x: by(p.x, p.x + p.width, here.x, here.x + here.width),
                y: by(p.y, p.y + p.height, here.y, here.y + here.height),
            };
            if offset.x != 0.0 || offset.y != 0.0 {
                state.scroll_by(offset, bounds, content);
                self.place = Rectangle::new(Point::new(p.x - offset.x, p.y - offset.y), p.size());
            }
        }
        self.at += 1;
    }
}
