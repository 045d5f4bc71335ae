//! *Scan now* before a real engine: a device on a real socket that misbehaves is seen as it happens, its cure is pressed, and the
//! same device gets its mail through.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use iced::futures::channel::mpsc;
use iced::keyboard::key::Named;
use iced_runtime::futures::subscription::{Tracker, into_recipes};
use postkontor::config::written::Device;
use postkontor::console::app::Message;

use crate::devices::{devices, have, listening, page};
use crate::hand::{BOTH, By, wire};
use crate::office::Client;
use crate::window::Console;

const OFFICE: &str = "(id: 1, name: \"Office\", fqdn: \"mail.office.test\", identities: [(address: \"127.0.0.1\", port: 0)], delivery: (hold_outbound: true))";
const COPIER: &str = "127.0.7.1";

/// Runs the window's subscriptions, as the toolkit does.
struct Ears {
    tracker: Tracker,
    runtime: tokio::runtime::Runtime,
    to: mpsc::Sender<Message>,
    from: mpsc::Receiver<Message>,
}

impl Ears {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
        let (to, from) = mpsc::channel(1_000);
        Self { tracker: Tracker::new(), runtime, to, from }
    }

    /// Listens to what the window wants to hear now, and hands over what has come.
    fn turn(&mut self, c: &mut Console) {
        loop {
            let recipes = into_recipes(c.h.state.subscription());
            for future in self.tracker.update(recipes.into_iter(), self.to.clone()) {
                self.runtime.spawn(future);
            }
            let Ok(message) = self.from.try_recv() else { return };
            c.h.send(message);
        }
    }

    fn until(&mut self, c: &mut Console, shown: &str) {
        let deadline = Instant::now() + Duration::from_secs(20);
        loop {
            self.turn(c);
            if c.h.shows(shown) {
                return;
            }
            assert!(Instant::now() < deadline, "“{shown}” is not shown: {:?}", c.h.texts());
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

/// A copier as it comes out of its box sends a message; what it was told last.
fn press_scan(to: SocketAddr, text: &str) -> String {
    wire(async {
        let mut copier = Client::connect(COPIER, to).await;
        assert!(copier.reply().await.starts_with("220 "));
        copier.expect("HELO copier", "250").await;
        for line in ["MAIL FROM:<scan@office.test>", "RCPT TO:<bob@far.test>", "DATA"] {
            let said = copier.say(line).await;
            if !said.starts_with(['2', '3']) {
                return said;
            }
        }
        copier.say(&format!("Subject: scan\r\n\r\n{text}\r\n.")).await
    })
}

/// The columns of the rows in sight.
fn steps(c: &mut Console) -> Vec<String> {
    c.h.texts()
}

#[test]
fn a_device_that_does_not_log_on_is_seen_made_a_device_and_gets_its_mail_through() {
    for by in BOTH {
        let (mut c, mut ears) = (Console::open(OFFICE), Ears::new());
        let to = listening(&c);
        page(by, &mut c);
        by.press(&mut c, "devices.scan");
        assert_eq!((c.h.focus().as_str(), c.h.state.watched()), ("scan.address", None), "{by:?}");
        c.h.type_text(COPIER);
        c.h.press(Named::Enter);
        ears.turn(&mut c);
        assert_eq!(c.h.state.watched().map(|(address, _)| address.to_string()).as_deref(), Some(COPIER), "{by:?}");
        assert!(c.h.shows("Now press Scan or Send at the device 127.0.7.1."), "{by:?}");

        // Somebody else says something too, and is not seen.
        wire(async { Client::connect("127.0.7.9", to).await.hello().await });
        assert!(press_scan(to, "Page 1").starts_with("530 5.7.0 "));
        ears.until(&mut c, "The device wants to send without logging on, and here it may not.");
        let seen = steps(&mut c);
        for step in ["Connected", "Calls itself copier", "Refused: 530 5.7.0 Authentication required"] {
            assert!(seen.iter().any(|text| text == step), "{by:?}: {step} is not in {seen:?}");
        }
        assert!(!seen.iter().any(|text| text.contains("client.test")), "{by:?}: {seen:?}");
        assert!(c.h.shows("Put the address on the list of devices"), "{by:?}");
        by.press(&mut c, "scan.cure.0");
        assert_eq!((c.h.focus().as_str(), c.h.control("device.address").value.as_str()), ("device.name", COPIER), "{by:?}");
        c.h.type_text("Copier");
        by.press(&mut c, "device.ok");
        c.news();
        assert_eq!(devices(&c)[0].name, "Copier", "{by:?}");
        assert!(c.h.shows("This has been put right in the settings."), "{by:?}: {:?}", c.h.texts());

        // The same again, as the dialog says.
        assert!(press_scan(to, "Page 1").starts_with("250 2.6.0 "), "{by:?}");
        ears.until(&mut c, "It works.");
        assert!(c.h.shows("New message from scan@office.test") && c.h.shows("Message taken"), "{by:?}: {:?}", steps(&mut c));
        // Closed, nobody watches.
        c.h.press(Named::Escape);
        assert_eq!((c.h.exists("scan"), c.h.state.watched()), (false, None), "{by:?}");
    }
}

#[test]
fn wrong_line_endings_are_seen_and_the_box_is_ticked_by_the_button_beside_the_cure() {
    for by in BOTH {
        let (mut c, mut ears) = (Console::open(OFFICE), Ears::new());
        let to = listening(&c);
        have(&mut c, vec![Device { name: "Copier".into(), address: COPIER.into(), ..Device::default() }]);
        page(by, &mut c);
        match by {
            By::Mouse => c.h.double_click_text("Copier"),
            By::Keyboard => {
                while c.h.focus() != "devices.list" {
                    c.h.tab();
                }
                c.h.press(Named::Home);
                c.h.press(Named::Enter);
            }
        }
        // From the dialog of the device, which stays open behind.
        by.at(&mut c, "device.scan", 'w');
        ears.turn(&mut c);
        assert_eq!(c.h.control("scan.address").value, COPIER, "{by:?}");
        assert!(press_scan(to, "Page 1\nPage 2").starts_with("550 5.5.2 "));
        ears.until(&mut c, "The device ends its lines in a way that mail does not allow.");
        assert!(c.h.shows("Tick “Correct line endings” for the device “Copier”."), "{by:?}: {:?}", c.h.texts());
        by.press(&mut c, "scan.cure.0");
        c.news();
        assert!(devices(&c)[0].correct_line_endings, "{by:?}");
        assert_eq!(c.h.control("device.line-endings").checked, Some(true), "{by:?}: in the open dialog as well");
        assert!(c.h.shows("This has been put right in the settings.") && !c.h.exists("scan.cure.0"), "{by:?}");
        assert!(press_scan(to, "Page 1\nPage 2").starts_with("250 2.6.0 "), "{by:?}");
        ears.until(&mut c, "It works.");
    }
}

#[test]
fn stop_ends_the_watching_and_watch_begins_anew_with_another_address() {
    for by in BOTH {
        let (mut c, mut ears) = (Console::open(OFFICE), Ears::new());
        let to = listening(&c);
        page(by, &mut c);
        by.press(&mut c, "devices.scan");
        c.h.type_text("reception");
        c.h.press(Named::Enter);
        assert!(!c.h.control("scan.address").problem.is_empty() && c.h.focus() == "scan.address", "{by:?}");
        by.fill(&mut c, "scan.address", 'd', COPIER);
        by.at(&mut c, "scan.start", 'w');
        ears.turn(&mut c);
        press_scan(to, "x");
        ears.until(&mut c, "Calls itself copier");
        by.at(&mut c, "scan.stop", 't');
        ears.turn(&mut c);
        assert!(c.h.state.watched().is_none() && c.h.exists("scan.start"), "{by:?}");
        assert!(c.h.shows("Calls itself copier"), "{by:?}: what was seen stays");
        press_scan(to, "x");
        by.fill(&mut c, "scan.address", 'd', "127.0.7.9");
        c.h.press(Named::Enter);
        ears.turn(&mut c);
        assert!(c.h.shows("Nothing has come from this address yet."), "{by:?}: {:?}", c.h.texts());
        press_scan(to, "x");
        wire(async { Client::connect("127.0.7.9", to).await.hello().await });
        ears.until(&mut c, "Calls itself client.test");
        assert!(!c.h.shows("Calls itself copier"), "{by:?}: {:?}", c.h.texts());
    }
}

#[test]
fn a_cure_that_lies_elsewhere_opens_there() {
    let shut = OFFICE.replace("delivery:", "access: (connection: (computers: [(address: \"127.0.7.1\")])), delivery:");
    let (mut c, mut ears) = (Console::open(&shut), Ears::new());
    let to = listening(&c);
    page(By::Mouse, &mut c);
    c.h.click("devices.scan");
    c.h.type_text(COPIER);
    c.h.press(Named::Enter);
    ears.turn(&mut c);
    wire(async { assert!(Client::connect(COPIER, to).await.reply().await.starts_with("554 5.7.1 ")) });
    ears.until(&mut c, "The server lets nobody in from this address.");
    c.h.click("scan.cure.0");
    assert!(c.h.exists("connection") && c.h.control("connection.list").rows == 1, "{:?}", c.h.texts());
}
