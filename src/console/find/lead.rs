//! The way to a place: the node, the sheet or dialog, then the control itself.

use iced::Task;
use iced::advanced::widget::operation::{Focusable, Operation, Outcome, Scrollable, TextInput};
use iced::advanced::widget::{Id, operate};
use iced::{Rectangle, Vector};

use super::places::{Place, Spot};
use crate::console::app::{App, Message};
use crate::console::tree::Node;
use crate::console::widget::describe::{Description, FocusStop, Kind, Press, PressControl, Reveal, Role, Stop, Survey};
use crate::mail::ServerId;

impl App {
    /// The server things are about: the chosen one, else the first.
    pub(in crate::console) fn about(&self) -> Option<ServerId> {
        self.subject().server().or_else(|| self.live.servers.first().map(|line| line.id))
    }

    /// Shows a place and gives its control the keyboard.
    pub(in crate::console) fn lead(&mut self, place: Place) -> Task<Message> {
        let server = self.about();
        let node = match place.spot {
            Spot::Tree(branch) | Spot::Bar(_, Some(branch)) => branch.node(server),
            Spot::Accounts | Spot::Account | Spot::AccountAddress | Spot::AccountMailbox | Spot::Group | Spot::Card => Some(Node::Accounts),
            Spot::Queues | Spot::FindMessages => Some(Node::Queues),
            Spot::Devices | Spot::Device | Spot::Scan => Some(Node::Devices),
            Spot::Certificates => Some(Node::Certificates),
            Spot::Domains | Spot::Domain | Spot::RemoteDomain | Spot::RemoteSecurity | Spot::Signature | Spot::Alias => Some(Node::Domains),
            Spot::Sessions | Spot::Blocks | Spot::Block => server.map(Node::Sessions),
            _ => None,
        };
        if let Some(node) = node {
            self.show(node);
            self.row = None;
        }
        let frame = self.opened.lead(place, server, &self.live, self.words);
        match place.spot {
            Spot::Bar(bar, _) => press(bar),
            _ => at(frame, place.control),
        }
    }
}

/// Gives the keyboard to a control, wherever it is, and scrolls to it. With a frame only its own controls count. A control
/// that is off cannot have the keyboard; the first one beside it gets it.
pub fn at(frame: Option<String>, control: impl Into<String>) -> Task<Message> {
    let (frame, control) = (frame.map(Id::from), Id::from(control.into()));
    let look = Look { frame, control, survey: Survey::default() };
    // An operation alone draws nothing: the message does.
    operate::<()>(look).discard().chain(Task::done(Message::Quiet))
}

/// Opens a menu of the bar.
fn press(bar: &'static str) -> Task<Message> {
    let op = PressControl::new(Press::Activate, move |id, d: &Description| d.role == Role::Menu && id == Some(&Id::new(bar)));
    operate::<()>(op).discard().chain(Task::done(Message::Quiet))
}

/// Looks where the control is.
struct Look {
    frame: Option<Id>,
    control: Id,
    survey: Survey,
}

impl Look {
    fn stop(&self) -> Option<Stop> {
        let found = &self.survey.found;
        let is_frame = |i: &usize| matches!(&found[*i].kind, Kind::Control(d) if d.role == Role::Frame);
        let at = found.iter().rposition(|f| f.id.as_ref() == Some(&self.control));
        // The frame asked for, else the one the control lies in.
        let start = match &self.frame {
            Some(frame) => (0..found.len()).rev().filter(is_frame).find(|&i| found[i].id.as_ref() == Some(frame)),
            None => (0..at?).rev().find(is_frame),
        };
        let start = start.map_or(0, |i| i + 1);
        let end = (start..found.len()).find(is_frame).unwrap_or(found.len());
        let mut numbers = (start..end).filter_map(|i| if let Kind::Stop { number, .. } = found[i].kind { Some((i, number)) } else { None });
        // The control itself, or what follows one that is off.
        let (_, number) = numbers.clone().find(|(i, _)| at.is_some_and(|at| *i >= at)).or(numbers.clone().next())?;
        let own = numbers.rfind(|(i, _)| found[*i].id.as_ref() == Some(&self.control));
        let number = own.map_or(number, |(_, number)| number);
        self.survey.stops().into_iter().find(|stop| stop.number == number)
    }
}

impl Operation for Look {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        self.survey.traverse(operate);
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        self.survey.container(id, bounds);
    }

    fn scrollable(&mut self, id: Option<&Id>, bounds: Rectangle, content: Rectangle, by: Vector, state: &mut dyn Scrollable) {
        self.survey.scrollable(id, bounds, content, by, state);
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        self.survey.focusable(id, bounds, state);
    }

    fn custom(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn std::any::Any) {
        self.survey.custom(id, bounds, state);
    }

    fn text_input(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn TextInput) {
        self.survey.text_input(id, bounds, state);
    }

    fn finish(&self) -> Outcome<()> {
        match self.stop() {
            Some(stop) => Outcome::Chain(Box::new(Go { focus: FocusStop::new(Some(stop.number)), stop })),
            None => Outcome::None,
        }
    }
}

/// Gives the keyboard to a stop, then scrolls to it.
struct Go {
    focus: FocusStop,
    stop: Stop,
}

impl Operation for Go {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        self.focus.traverse(operate);
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        self.focus.focusable(id, bounds, state);
    }

    fn finish(&self) -> Outcome<()> {
        if self.stop.scrolls.is_empty() { Outcome::None } else { Outcome::Chain(Box::new(Reveal::new(&self.stop))) }
    }
}
