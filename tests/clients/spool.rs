//! The queue of a home on which nothing runs: checked, written into files, taken in elsewhere, and delivered from there.

use super::house::{ANNAS_PASSWORD, House};
use super::mailers::{Channel, Mailer, Order};
use std::path::Path;

/// A home with two messages that wait, and its program stopped.
fn with_queue() -> House {
    let house = House::new(&["--basic-without-tls"]).with_anna();
    let server = house.serve();
    let order = Order::new(server.starttls(), Channel::Clear).log_on("PLAIN", "anna", ANNAS_PASSWORD);
    Mailer::Smtplib.accepted(&Order { recipient: "bob@far.example", ..order.clone() });
    Mailer::Smtplib.accepted(&Order { recipient: "eve@near.example", ..order });
    server.stop().with_code(0);
    house
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn a_queue_moves_to_another_home_as_files_and_waits_there() {
    let (house, other) = (with_queue(), House::new(&["--name", "New"]));
    let folder = house.beside("moved");
    let path = folder.to_str().unwrap();
    house.run(&["spool", "export", path]).with_code(0).naming(&["2 messages", path]);
    house.run(&["spool", "export", path]).with_code(1).naming(&[path, "is there already"]);
    assert_eq!(names(&folder).len(), 4);
    let eml = names(&folder).into_iter().find(|name| name.ends_with(".eml")).unwrap();
    let text = std::fs::read_to_string(folder.join(&eml)).unwrap();
    assert!(text.starts_with("Received: from ") && text.contains("\r\n\r\n"), "{text}");
    other.run(&["spool", "import", path, "--server", "Old"]).with_code(1).naming(&["\"Old\"", "settings.ron"]);
    other.run(&["spool", "import", path, "--server", "New"]).with_code(0).naming(&["2 messages", "taken-in"]);
    other.run(&["spool", "check"]).with_code(0).naming(&["messages 2"]);
    let server = other.serve();
    server.wait_for_log("messages=2", 1);
    let listed = other.run(&["queue", "list"]).with_code(0).out.clone();
    assert!(listed.contains("bob@far.example") && listed.contains("eve@near.example"), "{listed}");
    // While it runs the queue is its own.
    other.run(&["spool", "check"]).with_code(1).naming(&["another Postkontor", "Stop it first"]);
    other.run(&["spool", "import", path]).with_code(1).naming(&["another Postkontor"]);
}

#[test]
fn damage_is_told_by_the_check_and_set_aside_by_the_next_start_which_serves_the_rest() {
    let house = with_queue();
    house.run(&["spool", "check"]).with_code(0).naming(&["messages 2"]);
    let spool = house.home().join("spool");
    let log = spool.join(names(&spool).into_iter().find(|name| name.ends_with(".log")).unwrap());
    let mut octets = std::fs::read(&log).unwrap();
    let place = octets.windows(15).position(|w| w == b"bob@far.example").unwrap();
    octets[place] ^= 1;
    std::fs::write(&log, octets).unwrap();
    house.run(&["spool", "check"]).with_code(1).naming(&[log.to_str().unwrap(), "cannot be read", "one place", "copy the home first"]);
    let server = house.serve();
    server.wait_for_log("messages=1", 1);
    server.wait_for_log("part of the spool was damaged and has been set aside", 1);
    let listed = house.run(&["queue", "list"]).with_code(0).out.clone();
    assert!(!listed.contains("bob@far.example") && listed.contains("eve@near.example"), "{listed}");
    assert_eq!(names(&house.home().join("damaged")).len(), 1);
}

#[test]
fn a_wrong_spool_command_is_answered_with_what_is_missing() {
    let house = House::new(&[]);
    house.run(&["spool"]).with_code(2).naming(&["one of check, export, import"]);
    house.run(&["spool", "mend"]).with_code(2).naming(&["mend"]);
    house.run(&["spool", "export"]).with_code(2).naming(&["the folder for the messages"]);
    house.run(&["spool", "check", "here"]).with_code(2).naming(&["here"]);
    house.run(&["spool", "import", "/nowhere/at/all"]).with_code(1).naming(&["/nowhere/at/all"]);
}
