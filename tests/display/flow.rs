//! A new server from nothing: made, restricted to some computers, relay allowed for one of them, started.

use crate::house::{House, aloud};
use crate::load::Load;
use crate::screen::{Screen, until};
use crate::wire::Wire;
use postkontor::console::theme::{CONTROL, Look, ROW};
use std::net::{SocketAddr, TcpListener, TcpStream};

/// Commands that are answered at least while the window is used.
const EVENTS: u64 = 20_000;

#[test]
fn a_server_is_made_restricted_and_started_by_keys_and_clicks_while_thousands_of_commands_are_answered() {
    let (office, branch) = (free_port(0), free_port(1));
    let house = home_with_one_server(office);
    let mut screen = Screen::open(house.command(&["console"]));
    until("take mail", || TcpStream::connect(office).ok());
    let load = Load::start(office);
    screen.wait_for_window("Postkontor");
    let colors = Look::Light.tokens();
    let default_button = |screen: &Screen| screen.click(1, || screen.framed(colors.accent, CONTROL));

    // To the tree by mouse, which has the keyboard from the start, on to SMTP above the server and its sessions by keyboard, and its menu: New > SMTP virtual server…
    screen.click(1, || screen.bar(colors.selection, 100, 16));
    screen.press("End");
    screen.press("Up");
    screen.press("Up");
    screen.press("shift+F10");
    screen.press("n");
    screen.press("s");
    screen.type_text("Branch");
    screen.press("alt+m");
    screen.press("Return");
    screen.press("alt+t");
    screen.type_text(&branch.port().to_string());
    default_button(&screen);
    until("run", || greeting("127.0.0.7", branch).filter(|greeting| greeting.starts_with("220 ")));
    assert!(house.read("settings.ron").contains("Branch"));

    // Its row is the selected one. Stop, by the menu.
    screen.click(3, || screen.bar(colors.selection, 80, 16));
    screen.press("t");
    until("stop", || TcpStream::connect(branch).is_err().then_some(()));

    // Properties, second page, Connection: only two computers may come.
    screen.press("alt+Return");
    screen.press("ctrl+Tab");
    screen.press("alt+o");
    screen.press("alt+o");
    for computer in ["127.0.0.5", "127.0.0.6"] {
        screen.press("alt+a");
        screen.type_text(computer);
        screen.press("Return");
    }
    default_button(&screen);
    // This computer itself is not among them, which is asked about.
    screen.press("alt+a");

    // Relay: one of them, without logging on.
    screen.press("alt+l");
    screen.press("alt+a");
    screen.type_text("127.0.0.5");
    screen.press("alt+n");
    screen.press("Return");
    default_button(&screen);
    let before = house.read("settings.ron");
    default_button(&screen);
    until("be written", || (house.read("settings.ron") != before).then_some(()));
    assert!(TcpStream::connect(branch).is_err(), "changed, but not started yet");

    // Start: the first entry of the menu, which hangs from the pointer.
    let (x, y) = screen.click(3, || screen.bar(colors.selection, 80, 16));
    screen.click(1, || (x + 40, y + ROW as u32 * 3 / 4));
    until("run again", || greeting("127.0.0.5", branch).filter(|greeting| greeting.starts_with("220 ")));
    for (from, answer) in [("127.0.0.5", "250 "), ("127.0.0.6", "550 5.7.1 ")] {
        let mut wire = Wire::greeted_from(from, branch);
        wire.say("MAIL FROM:<pc7@example.test>", "250 ");
        // No further: this server does not hold mail for elsewhere, and no test talks to the Internet.
        wire.say("RCPT TO:<far@elsewhere.test>", answer);
        wire.say("RSET", "250 ");
        wire.quit();
    }
    assert!(greeting("127.0.0.7", branch).unwrap().starts_with("554 5.7.1 "));

    // The Overview counts what waits, by itself.
    screen.press("Home");
    (0..3).for_each(|_| screen.press("Down"));
    (0..3).for_each(|_| screen.wait_for_change());
    until("answer enough", || (load.answered() >= EVENTS).then_some(()));
    let (answered, rate) = load.end();
    let reactions = screen.reactions();
    let (median, longest) = (reactions[reactions.len() / 2], reactions[reactions.len() - 1]);
    let used = reactions.len();
    aloud(&format!(
        "{answered} commands were answered, {rate:.0} a second; {used} keys and clicks seen after {median:.0?}, at most {longest:.0?}"
    ));

    screen.press("ctrl+q");
    screen.press("Return");
    assert!(screen.ended().success());
}

/// A home whose only server takes mail from this computer for anywhere, and keeps it.
fn home_with_one_server(at: SocketAddr) -> House {
    let house = House::empty();
    let at = at.to_string();
    let may = ["--anonymous", "--allow-relay", "127.0.0.1", "--hold-outbound", "--max-connections-per-address", "0"];
    house.run(&[&["init", "--name", "Office", "--fqdn", "mail.example.test", "--listen", &at], &may[..]].concat()).with_code(0);
    house
}

/// The greeting; `None` when nobody is there.
fn greeting(from: &str, to: SocketAddr) -> Option<String> {
    TcpStream::connect(to).ok()?;
    Some(Wire::connect_from(from, to).reply())
}

/// A port nobody has, outside of those the system gives to clients.
fn free_port(after: u32) -> SocketAddr {
    let start = 20_000 + (std::process::id() * 2 + after) % 10_000;
    let mut candidates = (start..start + 2_000).step_by(2).map(|port| SocketAddr::from(([127, 0, 0, 1], port as u16)));
    candidates.find(|at| TcpListener::bind(("0.0.0.0", at.port())).is_ok()).expect("a free port")
}
