//! Dialogs of the demo as every dialog must be.

use crate::gallery::{Message, Sheet, demo};
use crate::harness::smoke;

#[test]
fn the_sheet_and_its_sub_dialog_pass_the_smoke_test() {
    let mut h = demo();
    h.send(Message::Properties);
    h.send(Message::Sheet(Sheet::OpenRelay));
    assert_eq!(smoke::check(&mut h, "relay"), Vec::<String>::new());
    assert_eq!(smoke::check(&mut h, "props"), Vec::<String>::new());
}
