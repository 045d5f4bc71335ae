//! Devices from the window to the wire (AC-17): made by mouse and by keyboard alone, then a copier that can neither log on nor
//! encrypt sends out through the entry, and nobody else does.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use iced::keyboard::key::Named;
use postkontor::config::written::Device;
use postkontor::engine::command::{Change, Command};

use crate::hand::{BOTH, By, wire};
use crate::office::Client;
use crate::peer::{Peer, Script};
use crate::window::{Console, OFFICE};

/// The page, by the tree.
pub fn page(by: By, c: &mut Console) {
    match by {
        By::Mouse => c.h.click_text("Devices"),
        By::Keyboard => {
            By::tree(c);
            c.h.press(Named::Home);
            while c.h.control("window.tree").value != "Devices" {
                c.h.press(Named::ArrowDown);
            }
        }
    }
    assert!(c.h.exists("devices.list"), "{by:?}");
}

pub fn listening(c: &Console) -> SocketAddr {
    c.handle.snapshots().borrow().servers[0].listening[0].address
}

/// Has the engine take these.
pub fn have(c: &mut Console, devices: Vec<Device>) {
    c.command(Command::Change(Change::Devices(devices)));
}

pub fn devices(c: &Console) -> Vec<Device> {
    c.handle.snapshots().borrow().settings.devices.clone()
}

/// What a client that knows neither EHLO nor anything new is told when it begins a message.
async fn begins(from: &str, to: SocketAddr) -> String {
    let mut client = Client::connect(from, to).await;
    assert!(client.reply().await.starts_with("220 "));
    client.expect("HELO copier", "250").await;
    client.say("MAIL FROM:<root@localhost.test>").await
}

/// A server outside that takes all mail, beside the window and its engine.
fn outside() -> (tokio::runtime::Runtime, Peer) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let peer = runtime.block_on(Script::good().start());
    (runtime, peer)
}

#[test]
fn ac_17_a_printer_that_cannot_log_on_sends_mail_out_through_a_device_entry_and_nobody_else_can() {
    for by in BOTH {
        let (_runtime, peer) = outside();
        let route = format!("(host: \"[127.0.0.2]\", port: {}, encryption: None)", peer.address.port());
        let secure = "access: (communication: (require_secure_channel: true))";
        let mut c = Console::open(&format!(
            "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], {secure}, delivery: (smart_host: {route}))"
        ));
        let to = listening(&c);
        assert!(wire(begins("127.0.7.1", to)).starts_with("530 "), "{by:?}: not before it is a device");
        page(by, &mut c);
        assert!(c.h.shows("There are no devices yet."), "{by:?}");
        by.press(&mut c, "devices.new");
        assert_eq!(c.h.focus(), "device.name", "{by:?}");
        c.h.type_text("Copier");
        by.fill(&mut c, "device.address", 'u', "127.0.7.1");
        assert_eq!(c.h.control("device.log-on").checked, Some(true), "{by:?}: what nearly every device is listed for");
        by.at(&mut c, "device.in-clear", 'l');
        by.fill(&mut c, "device.sender", 's', "scan@office.test");
        by.press(&mut c, "device.ok");
        c.news();
        assert!(!c.h.exists("device") && c.h.control("devices.list").rows == 1, "{by:?}: {:?}", c.h.texts());
        assert!(c.h.control("devices.list").value.starts_with("Copier\t127.0.7.1\twithout logging on"), "{by:?}: it is selected");

        wire(async {
            let mut copier = Client::connect("127.0.7.1", to).await;
            assert!(copier.reply().await.starts_with("220 "));
            copier.expect("HELO copier", "250").await;
            let said =
                copier.message("root@localhost.test", "bob@far.test", "From: root@localhost.test\r\nSubject: scan\r\n\r\nPage 1").await;
            assert!(said.starts_with("250 2.6.0 "), "{by:?}: {said}");
            // Its neighbour is told to encrypt, and then to log on, whoever it says it is.
            let mut neighbour = Client::connect("127.0.7.2", to).await;
            neighbour.hello().await;
            neighbour.expect("MAIL FROM:<scan@office.test>", "530 5.7.0 ").await;
            let mut neighbour = neighbour.start_tls().await;
            neighbour.expect("MAIL FROM:<scan@office.test>", "530 5.7.0 Authentication required").await;
        });
        let deadline = Instant::now() + Duration::from_secs(60);
        while peer.messages().is_empty() {
            assert!(Instant::now() < deadline, "{by:?}: nothing left");
            std::thread::sleep(Duration::from_millis(20));
        }
        let sent = String::from_utf8(peer.messages().remove(0)).unwrap();
        assert!(sent.contains("From: <scan@office.test>\r\n") && !sent.contains("root@localhost.test"), "{by:?}: {sent}");
        assert!(peer.commands().iter().any(|said| said.starts_with("MAIL FROM:<scan@office.test>")), "{by:?}: {:?}", peer.commands());

        // Deleted, it is a computer like any other; brought back, it is the copier again.
        match by {
            By::Mouse => c.h.click("devices.delete"),
            By::Keyboard => {
                while c.h.focus() != "devices.list" {
                    c.h.tab();
                }
                c.h.press(Named::Delete);
            }
        }
        assert!(c.h.shows("Delete the device “Copier”?"), "{by:?}");
        by.press(&mut c, "devices.ask.yes");
        c.news();
        assert!(wire(begins("127.0.7.1", to)).starts_with("530 "), "{by:?}: not after it was deleted");
        assert!(c.h.shows("Devices changed"), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "status.undo");
        assert!(wire(begins("127.0.7.1", to)).starts_with("250 "), "{by:?}");
    }
}

#[test]
fn every_setting_of_a_device_is_in_the_dialog_and_comes_back_there() {
    let mut c = Console::open(OFFICE);
    page(By::Mouse, &mut c);
    c.h.click("devices.new");
    for (id, text) in [
        ("device.name", "Floor 7"),
        ("device.address", "10.0.7.0/255.255.255.0"),
        ("device.sender", "scan@office.test"),
        ("device.comment", "till the move"),
    ] {
        By::Mouse.fill(&mut c, id, ' ', text);
    }
    ["device.log-on", "device.in-clear", "device.line-endings", "device.limit-size"].iter().for_each(|id| c.h.click(id));
    By::Mouse.fill(&mut c, "device.size", ' ', "2000");
    c.h.click("device.ok");
    c.news();
    let wanted = Device {
        name: "Floor 7".into(),
        address: "10.0.7.0/255.255.255.0".into(),
        need_not_log_on: false,
        sender: Some("scan@office.test".into()),
        correct_line_endings: true,
        may_send_in_clear: true,
        max_size_kb: 2_000,
        note: "till the move".into(),
    };
    assert_eq!(devices(&c), [wanted]);
    assert!(c.h.control("devices.list").value.contains("in clear") && c.h.shows("10.0.7.0/24"), "{:?}", c.h.texts());
    // By a double click, by Enter, by F2 and by the menu.
    c.h.double_click_text("Floor 7");
    for (id, value) in [("device.name", "Floor 7"), ("device.sender", "scan@office.test"), ("device.size", "2000")] {
        assert_eq!(c.h.control(id).value, value);
    }
    assert_eq!((c.h.control("device.log-on").checked, c.h.control("device.line-endings").checked), (Some(false), Some(true)));
    c.h.press(Named::Escape);
    for key in [Named::Enter, Named::F2] {
        while c.h.focus() != "devices.list" {
            c.h.tab();
        }
        c.h.press(key);
        assert!(c.h.exists("device"), "{key:?}");
        c.h.press(Named::Escape);
    }
    c.h.right_click_text("Floor 7");
    c.h.click("devices.menu.edit");
    By::Mouse.fill(&mut c, "device.name", ' ', "Floor 8");
    c.h.press(Named::Enter);
    c.news();
    assert_eq!(devices(&c).iter().map(|device| device.name.as_str()).collect::<Vec<_>>(), ["Floor 8"]);
    assert!(c.h.control("devices.list").value.starts_with("Floor 8"));
    c.h.press(Named::Delete);
    c.h.press(Named::Escape);
    assert_eq!(devices(&c).len(), 1, "Escape deletes nothing");
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let mut c = Console::open(OFFICE);
    let device = |name: &str, address: &str| Device { name: name.into(), address: address.into(), ..Device::default() };
    have(&mut c, vec![device("Copier", "10.0.0.7")]);
    page(By::Mouse, &mut c);
    c.h.click("devices.new");
    let problem = |c: &mut Console, id: &str| c.h.control(id).problem;
    c.h.press(Named::Enter);
    assert_eq!(c.h.focus(), "device.name");
    assert!(!problem(&mut c, "device.name").is_empty());
    // At once: what no more typing mends.
    c.h.type_text("copier");
    assert!(problem(&mut c, "device.name").contains("already"), "{}", problem(&mut c, "device.name"));
    c.h.type_text(" 2");
    assert_eq!(problem(&mut c, "device.name"), "");
    for (address, wrong) in [("10.0.0.7", true), ("300.1", true), ("reception", true), ("10.0.0.0/33", true), ("10.0.0.8", false)] {
        By::Mouse.fill(&mut c, "device.address", ' ', address);
        assert_eq!(!problem(&mut c, "device.address").is_empty(), wrong, "{address}");
    }
    By::Mouse.fill(&mut c, "device.sender", ' ', "scan@office.test scan@office.test");
    c.h.press(Named::Enter);
    assert_eq!((c.h.focus().as_str(), c.h.control("device.name").value.as_str()), ("device.sender", "copier 2"));
    c.h.ctrl('a');
    c.h.press(Named::Backspace);
    // Everybody in the world takes a second word.
    By::Mouse.fill(&mut c, "device.address", ' ', "0.0.0.0/0");
    assert!(c.h.shows("anybody could send junk mail"));
    c.h.press(Named::Enter);
    assert!(c.h.exists("device-everybody"));
    c.h.press(Named::Enter);
    assert!(!c.h.exists("device-everybody") && c.h.exists("device") && devices(&c).len() == 1);
    // What the engine refuses stays as typed.
    By::Mouse.fill(&mut c, "device.address", ' ', "10.0.0.8");
    c.handle.drain(Duration::ZERO);
    c.h.press(Named::Enter);
    assert!(c.h.shows("The mail service has ended.") && c.h.control("device.address").value == "10.0.0.8", "{:?}", c.h.texts());
}

#[test]
fn a_device_that_opens_the_relay_is_mended_on_its_page() {
    let mut c = Console::open(OFFICE);
    have(&mut c, vec![Device { name: "All".into(), address: "0.0.0.0/0".into(), ..Device::default() }]);
    assert!(c.h.shows("“Office” is an open relay"), "{:?}", c.h.texts());
    c.h.click("overview.fix.0");
    assert!(c.h.exists("devices.list") && c.h.control("devices.list").rows == 1);
}
