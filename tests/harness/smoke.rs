//! What must be true of every dialog in every language, look and scale.

use std::collections::BTreeMap;

use iced::Rectangle;
use iced::keyboard::{Modifiers, key::Named};
use postkontor::console::theme::{HEADLINE, ROW, SMALL, TEXT};
use postkontor::console::widget::describe::{Found, Kind, Role, Stop, Survey};

use super::{Harness, name, shape};

/// Everything found wrong with the frame `id`, which is in front; then Escape is pressed and it must be gone.
pub fn check<S, M: Send + 'static>(h: &mut Harness<S, M>, id: &str) -> Vec<String> {
    let mut wrong = look(h, id);
    wrong.extend(tab(h, id));
    h.press(Named::Escape);
    if !id.is_empty() && h.exists(id) {
        wrong.push(format!("{id}: Escape does not close it"));
    }
    wrong
}

/// What lies in the frame `id`, in drawing order; without an id, what lies in the window before any frame.
pub fn inside(survey: &Survey, id: &str) -> (Option<Rectangle>, Vec<Found>) {
    let is_frame = |f: &Found| matches!(&f.kind, Kind::Control(d) if d.role == Role::Frame);
    if id.is_empty() {
        let end = survey.found.iter().position(is_frame).unwrap_or(survey.found.len());
        return (None, survey.found[..end].to_vec());
    }
    let Some(start) = survey.found.iter().rposition(|f| is_frame(f) && name(f) == id) else { return (None, Vec::new()) };
    let rest = &survey.found[start + 1..];
    let end = rest.iter().position(is_frame).unwrap_or(rest.len());
    (survey.found[start].visible, rest[..end].to_vec())
}

/// Layout: inside the window, nothing outside the frame, nothing cut off, no control over another, no missing glyph, no
/// mnemonic twice.
pub fn look<S, M: Send + 'static>(h: &mut Harness<S, M>, id: &str) -> Vec<String> {
    let survey = h.survey();
    let window = Rectangle::with_size(h.size());
    if id.is_empty() {
        return layout(&inside(&survey, id).1, window);
    }
    let (Some(frame), found) = inside(&survey, id) else { return vec![format!("{id}: is not open")] };
    let mut wrong = Vec::new();
    if !within(frame, window) {
        wrong.push(format!("{id}: {frame:?} is not within the window {window:?}"));
    }
    wrong.extend(layout(&found, frame).into_iter().map(|w| format!("{id}: {w}")));
    wrong
}

/// The same for anything: `found` within `place`.
pub fn layout(found: &[Found], place: Rectangle) -> Vec<String> {
    let mut wrong = Vec::new();
    let mut letters: BTreeMap<char, Vec<String>> = BTreeMap::new();
    let mut controls: Vec<(String, Rectangle)> = Vec::new();
    // Lists cut long words with an ellipsis and rows at their edge by design; the words of their columns must fit.
    let cuts = |f: &&Found| matches!(&f.kind, Kind::Control(d) if matches!(d.role, Role::List | Role::Tree | Role::PickList | Role::Menu | Role::MenuItem));
    let lists: Vec<Rectangle> = found.iter().filter(cuts).map(|f| f.place).collect();
    for f in found {
        let in_scroll = !f.scrolls.is_empty();
        let out = if in_scroll {
            f.place.x < place.x - 0.5 || f.place.x + f.place.width > place.x + place.width + 0.5
        } else {
            !within(f.place, place)
        };
        match &f.kind {
            Kind::Text(t) if !t.is_empty() => {
                if out {
                    wrong.push(format!("“{t}” at {:?} is not within {place:?}", f.place));
                }
                wrong.extend(words(t, f.place, lists.iter().any(|l| within(f.place, *l))));
                wrong.extend(header(t, f.place));
            }
            Kind::Control(d) => {
                let n = if d.role == Role::Label { d.label.clone() } else { name(f) };
                if out {
                    wrong.push(format!("{n} at {:?} is not within {place:?}", f.place));
                }
                if let Some(c) = d.mnemonic {
                    letters.entry(c).or_default().push(n.clone());
                }
                if d.role != Role::Label {
                    controls.extend(f.visible.map(|place| (n, place)));
                }
            }
            _ => {}
        }
    }
    for (c, who) in letters.into_iter().filter(|(_, who)| who.len() > 1) {
        wrong.push(format!("Alt+{c} stands for {}", who.join(" and ")));
    }
    for (i, (a, p)) in controls.iter().enumerate() {
        for (b, q) in &controls[i + 1..] {
            let nested = within(*p, *q) || within(*q, *p);
            if !nested && p.intersection(q).is_some_and(|x| x.width > 1.0 && x.height > 1.0) {
                wrong.push(format!("{a} lies over {b}"));
            }
        }
    }
    wrong
}

/// The title of a column that is cut off.
fn header(t: &str, place: Rectangle) -> Option<String> {
    let room = place.width - 14.0;
    ((place.height - ROW - 2.0).abs() < 0.1 && shape(t).0 > room + 0.5)
        .then(|| format!("the column “{t}” needs {:.0} and has {room:.0}", shape(t).0))
}

/// Cut off in width or height, or with characters the fonts do not have.
fn words(t: &str, place: Rectangle, in_list: bool) -> Option<String> {
    let (width, missing) = shape(t);
    if missing {
        return Some(format!("“{t}” has a character that is in no bundled font"));
    }
    if in_list {
        return None;
    }
    let fits = |size: f32| {
        let lines = (place.height / (size * 1.3)).round();
        // Each line but the last swallows the blank it breaks at.
        let room = place.width * lines + 1.0 + (lines - 1.0) * size * 0.3;
        lines >= 1.0 && (place.height - lines * size * 1.3).abs() < 0.7 && width * size / TEXT <= room
    };
    let sizes = [SMALL, TEXT, HEADLINE];
    let tall = place.height > TEXT * 1.3 + 1.0 && width <= place.width;
    (!tall && !sizes.into_iter().any(fits))
        .then(|| format!("“{t}” needs {width:.0} on one line and has {:.0} × {:.0}", place.width, place.height))
}

/// Tab goes through every control once and comes back; Shift+Tab as well.
pub fn tab<S, M: Send + 'static>(h: &mut Harness<S, M>, id: &str) -> Vec<String> {
    let (_, found) = inside(&h.survey(), id);
    let mut part = Survey::default();
    part.found = found;
    let stops = part.stops();
    let mut wanted: Vec<String> =
        (0..stops.len()).filter(|&i| is_stop(&stops, i)).map(|i| stops[i].id.as_ref().map(super::id_name).unwrap_or_default()).collect();
    let mut wrong = Vec::new();
    if wanted.iter().any(String::is_empty) {
        wrong.push(format!("{id}: a control has no id"));
    }
    if wanted.is_empty() {
        return vec![format!("{id}: nothing can be reached by Tab")];
    }
    for back in [false, true] {
        let start = h.focus();
        if start.is_empty() {
            wrong.push(format!("{id}: nothing has the keyboard"));
        }
        let mut seen = Vec::new();
        for _ in 0..wanted.len() {
            seen.push(h.stroke(Named::Tab, if back { Modifiers::SHIFT } else { Modifiers::empty() }));
        }
        if seen.last() != Some(&start) {
            wrong.push(format!("{id}: Tab does not come back to {start}: {seen:?}"));
        }
        seen.sort();
        wanted.sort();
        if seen != wanted {
            wrong.push(format!("{id}: Tab goes to {seen:?}, there are {wanted:?}"));
        }
    }
    wrong
}

fn is_stop(stops: &[Stop], i: usize) -> bool {
    let Some(group) = stops[i].radio_group() else { return true };
    let members: Vec<usize> = (0..stops.len()).filter(|&k| stops[k].radio_group() == Some(group)).collect();
    match members.iter().find(|&&k| stops[k].checked()) {
        Some(&k) => k == i,
        None => members.first() == Some(&i),
    }
}

fn within(a: Rectangle, b: Rectangle) -> bool {
    a.x >= b.x - 0.5 && a.y >= b.y - 0.5 && a.x + a.width <= b.x + b.width + 0.5 && a.y + a.height <= b.y + b.height + 0.5
}
