//! Dialogs of the demo as every dialog must be.

use iced::Task;
use iced::widget::{container, space};
use postkontor::console::Element;
use postkontor::console::widget::*;

use crate::gallery::{Message, Page, Sheet, demo};
use crate::harness::{Harness, smoke};

#[test]
fn every_dialog_passes_at_every_scale() {
    for (scale, w, h) in [(80, 1024.0, 700.0), (100, 1024.0, 700.0), (150, 1280.0, 800.0), (200, 1024.0, 700.0)] {
        let mut d = demo();
        d.resize(w, h).scale(scale);
        d.send(Message::Properties);
        d.send(Message::Sheet(Sheet::Page(Page::Access)));
        d.send(Message::Sheet(Sheet::OpenRelay));
        assert_eq!(smoke::check(&mut d, "relay"), Vec::<String>::new(), "at {scale} %");
        assert_eq!(smoke::check(&mut d, "props"), Vec::<String>::new(), "at {scale} %");
        d.send(Message::Ask);
        assert_eq!(smoke::check(&mut d, "delete"), Vec::<String>::new(), "at {scale} %");
    }
}

#[test]
fn the_checker_finds_what_is_wrong() {
    let mut h = Harness::new(
        (),
        |_: &mut (), _: ()| Task::none(),
        |_| {
            let bad = rows([
                button("bad.one", "&Save", Some(())).into(),
                button("bad.two", "&Send", Some(())).into(),
                container(label("A label that has no room at all").single_line()).width(60).into(),
                words("Ωmega is there, 鑫 is not: \u{1F600}"),
                Element::from(space().width(900).height(5)),
            ]);
            desk(space()).modal(Some(frame("bad", "Bad", bad, []).width(300.0).into())).into()
        },
    );
    let wrong = smoke::check(&mut h, "bad").join("\n");
    assert!(wrong.contains("Alt+s stands for bad.one and bad.two"), "{wrong}");
    assert!(wrong.contains("“A label that has no room at all” needs"), "{wrong}");
    assert!(wrong.contains("in no bundled font"), "{wrong}");
    assert!(wrong.contains("Escape does not close it"), "{wrong}");
}

#[test]
fn the_sheet_and_its_sub_dialog_pass_the_smoke_test() {
    let mut h = demo();
    h.send(Message::Properties);
    h.send(Message::Sheet(Sheet::OpenRelay));
    assert_eq!(smoke::check(&mut h, "relay"), Vec::<String>::new());
    assert_eq!(smoke::check(&mut h, "props"), Vec::<String>::new());
}
