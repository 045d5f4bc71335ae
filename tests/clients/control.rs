//! Other programs ask the one that runs: `server`, `sessions` and `queue` over its local socket.

use super::house::{ANNAS_PASSWORD, House, finish};
use super::mailers::{Channel, Mailer, Order};
use super::wire::Wire;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::process::Command;

fn json(house: &House, words: &[&str]) -> serde_json::Value {
    let done = house.run(&[words, &["--json"]].concat());
    assert_eq!(done.code, Some(0), "{words:?}: {}", done.said());
    serde_json::from_str(&done.out).unwrap()
}

#[test]
fn a_server_is_paused_stopped_and_started_by_its_name() {
    let house = House::new(&["--name", "Front door"]);
    let server = house.serve();
    let listed = json(&house, &["server", "list"]);
    assert_eq!((listed[0]["name"].as_str(), listed[0]["state"].as_str()), (Some("Front door"), Some("running")), "{listed}");
    let place = server.starttls().to_string();
    assert!(listed[0]["listening"].as_array().unwrap().iter().any(|address| address == place.as_str()), "{listed}");
    house.run(&["server", "list"]).with_code(0).naming(&["NAME", "Front door", "running", &place]);

    house.run(&["server", "pause", "Front door"]).with_code(0).naming(&["\"Front door\" is paused."]);
    assert!(Wire::connect_from("127.0.0.1", server.starttls()).reply().starts_with("421 "), "new clients are refused");
    house.run(&["server", "stop", "Front door"]).with_code(0);
    assert_eq!(json(&house, &["server", "list"])[0]["listening"].as_array().unwrap().len(), 0);
    house.run(&["server", "start", "Front door"]).with_code(0);
    assert_eq!(json(&house, &["server", "list"])[0]["state"], "running");
    house.run(&["server", "start", "Back door"]).with_code(1).naming(&["no virtual server \"Back door\"", "postkontor server list"]);
}

#[test]
fn a_session_is_seen_read_and_ended() {
    let house = House::new(&[]);
    let server = house.serve();
    let mut wire = Wire::connect_from("127.0.0.1", server.starttls());
    assert!(wire.reply().starts_with("220 "));
    wire.send(b"EHLO pc.test\r\n");
    assert!(wire.reply().starts_with("250-"));
    let found = json(&house, &["sessions", "list", "--find", "pc.test"]);
    assert_eq!((found.as_array().unwrap().len(), found[0]["helo"].as_str()), (1, Some("pc.test")), "{found}");
    assert_eq!(json(&house, &["sessions", "list", "--find", "nobody"]).as_array().unwrap().len(), 0);
    let number = found[0]["id"].to_string();
    house.run(&["sessions", "transcript", &number]).with_code(0).naming(&["S: 220 ", "C: EHLO pc.test"]);
    house.run(&["sessions", "terminate", &number]).with_code(0);
    assert!(wire.reply().starts_with("421 4.3.2 "));
    house.run(&["sessions", "terminate", "4711"]).with_code(1).naming(&["no such server, session or message"]);
    house.run(&["sessions", "transcript", "x"]).with_code(2).naming(&["\"x\"", "sessions list"]);
    assert!(!json(&house, &["sessions", "list", "--all"])[0]["ended"].is_null());
}

#[test]
fn a_queued_message_is_listed_frozen_released_and_deleted() {
    let house = House::new(&["--hold-outbound", "--basic-without-tls"]).with_anna();
    let server = house.serve();
    let order = Order::new(server.starttls(), Channel::Clear).log_on("PLAIN", "anna", ANNAS_PASSWORD);
    Mailer::Smtplib.accepted(&Order { recipient: "bob@far.example", ..order.clone() });
    Mailer::Smtplib.accepted(&Order { recipient: "eve@near.example", ..order });
    let queue = |words: &[&str]| json(&house, &[&["queue", "list"], words].concat());
    let all = queue(&[]);
    assert_eq!(all.as_array().unwrap().len(), 2, "{all}");
    let found = queue(&["--find", "BOB@far"]);
    assert_eq!((found.as_array().unwrap().len(), found[0]["recipients"][0].as_str()), (1, Some("bob@far.example")), "{found}");
    assert_eq!(queue(&["--to", "near.example"])[0]["recipients"][0], "eve@near.example");
    let id = found[0]["id"].as_str().unwrap();
    house.run(&["queue", "list"]).with_code(0).naming(&["ID", "STATE", id, "bob@far.example", "disabled"]);
    assert_eq!(found[0]["kept_back"], "disabled", "programs are told what people are: {found}");
    house.run(&["queue", "freeze", id]).with_code(0).naming(&[id, "kept back"]);
    let frozen = queue(&["--find", "bob"]);
    // Released by itself it would still not leave.
    assert_eq!((&frozen[0]["frozen"], &frozen[0]["kept_back"]), (&true.into(), &"disabled".into()), "{frozen}");
    house.run(&["queue", "unfreeze", id]).with_code(0);
    assert_eq!(queue(&["--find", "bob"])[0]["frozen"], false);
    house.run(&["queue", "retry", id]).with_code(0);
    house.run(&["queue", "retry"]).with_code(0);
    house.run(&["queue", "delete", id]).with_code(0).naming(&[id, "its sender is not told"]);
    assert_eq!(queue(&[]).as_array().unwrap().len(), 1);
    server.wait_for_log("taken out of the queue by the administrator", 1);
    for action in ["retry", "freeze", "unfreeze", "delete"] {
        house.run(&["queue", action, id]).with_code(1).naming(&["no such server, session or message"]);
    }
    house.run(&["queue", "delete", "../../etc"]).with_code(2).naming(&["\"../../etc\"", "queue list"]);
    // It counts after a restart too.
    server.stop();
    let server = house.serve();
    assert_eq!(queue(&[]).as_array().unwrap().len(), 1);
    server.stop();
    house.run(&["queue", "list"]).with_code(1).naming(&["nothing runs on", "postkontor serve"]);
}

#[test]
fn a_filter_names_messages_and_what_destroys_tells_how_many_before_it_does() {
    let house = House::new(&["--hold-outbound", "--basic-without-tls"]).with_anna();
    let server = house.serve();
    let order = Order::new(server.starttls(), Channel::Clear).log_on("PLAIN", "anna", ANNAS_PASSWORD);
    for recipient in ["bob@far.example", "eve@far.example", "ida@near.example"] {
        Mailer::Smtplib.accepted(&Order { recipient, ..order.clone() });
    }
    let queue = |words: &[&str]| json(&house, &[&["queue", "list"], words].concat());
    let count = |words: &[&str]| queue(words).as_array().unwrap().len();
    assert_eq!((count(&["--recipient", "EVE@"]), count(&["--sender", "anna"]), count(&["--sender", "bob"])), (1, 3, 0));
    assert_eq!((count(&["--server", "Office"]), count(&["--to", "far.example", "--recipient", "ida"])), (3, 0));
    house.run(&["queue", "list", "--server", "Attic"]).with_code(1).naming(&["no virtual server \"Attic\""]);
    let listed = json(&house, &["queue", "destinations"]);
    let names: Vec<_> =
        listed.as_array().unwrap().iter().map(|row| (row["name"].as_str().unwrap(), row["messages"].as_u64().unwrap())).collect();
    assert_eq!(names, [("far.example", 2), ("near.example", 1)]);
    house.run(&["queue", "destinations"]).with_code(0).naming(&["DESTINATION", "far.example", "disabled"]);

    // One message whole, and as a file.
    let id = queue(&["--recipient", "ida"])[0]["id"].as_str().unwrap().to_owned();
    house.run(&["queue", "show", &id]).with_code(0).naming(&[
        &id,
        "ida@near.example: pending, 0 attempts",
        "127.0.0.1",
        "kept back: outbound mail is disabled; goes to near.example",
    ]);
    let shown = json(&house, &["queue", "show", &id]);
    assert_eq!((&shown["recipients"][0]["address"], &shown["kept_back"]), (&"ida@near.example".into(), &"disabled".into()), "{shown}");
    let file = house.beside("ida.eml");
    let path = file.to_str().unwrap();
    house.run(&["queue", "export", &id, path]).with_code(0);
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let exported = std::fs::read_to_string(&file).unwrap();
    assert!(exported.starts_with("Received: "), "{exported}");
    assert_eq!(house.run(&["queue", "export", &id]).with_code(0).out, exported);
    house.run(&["queue", "export", &id, path]).with_code(1).naming(&["ida.eml"]);

    // A destination as a whole, and the messages in it.
    house.run(&["queue", "freeze", "--to", "far.example"]).with_code(0).naming(&["far.example is frozen", "wait there: 2."]);
    assert_eq!((json(&house, &["queue", "destinations"])[0]["frozen"].as_bool(), count(&["--frozen"])), (Some(true), 0));
    let bobs = queue(&["--recipient", "bob"])[0]["id"].as_str().unwrap().to_owned();
    let row = |id: &str| house.run(&["queue", "list"]).out.lines().find(|line| line.contains(id)).unwrap().to_owned();
    assert!(row(&bobs).contains(" frozen ") && row(&id).contains(" disabled "), "{}", row(&bobs));
    house.run(&["queue", "show", &bobs]).with_code(0).naming(&["kept back: the destination far.example is frozen"]);
    let kept = |id: &str| (queue(&["--id", id])[0]["kept_back"].clone(), json(&house, &["queue", "show", id])["kept_back"].clone());
    assert_eq!((kept(&bobs), kept(&id)), (("frozen".into(), "frozen".into()), ("disabled".into(), "disabled".into())));
    house.run(&["queue", "freeze", &bobs]).with_code(0);
    let done = house.run(&["queue", "unfreeze", "--to", "far.example"]);
    done.with_code(0).naming(&["far.example is released", "Not released: 1 message", "--to far.example --frozen"]);
    assert_eq!(count(&["--frozen"]), 1, "it was frozen by itself");
    house.run(&["queue", "unfreeze", "--to", "far.example", "--frozen"]).with_code(0).naming(&["1 message is released."]);
    let done = house.run(&["queue", "unfreeze", "--to", "far.example"]).with_code(0);
    assert!(done.out.contains("far.example is released") && !done.out.contains("Not released"), "{}", done.out);
    house.run(&["queue", "freeze", "--to", "far.example", "--recipient", "bob"]).with_code(0).naming(&["1 message is kept back"]);
    assert_eq!(count(&["--frozen"]), 1);
    house.run(&["queue", "freeze"]).with_code(2).naming(&["--yes alone means the whole queue"]);
    house.run(&["queue", "delete"]).with_code(2).naming(&["--yes alone means the whole queue"]);

    house.run(&["queue", "delete", "--to", "far.example", "--with-report"]).with_code(1).naming(&["that would be 2 messages", "--yes"]);
    assert_eq!(count(&[]), 3);
    let done = house.run(&["queue", "delete", "--to", "far.example", "--with-report", "--yes"]);
    done.with_code(0).naming(&["2 messages were deleted; their senders get reports."]);
    house.run(&["queue", "delete", "--id", &id, "--badmail"]).with_code(0).naming(&[&id, "moved to the badmail folder"]);
    assert!(house.home().join(format!("badmail/1/{id}.eml")).exists());
    for words in [&["show", id.as_str()][..], &["export", &id]] {
        house.run(&[&["queue"], words].concat()).with_code(1).naming(&["there is no message", "queue list"]);
    }
    server.stop();
}

#[test]
fn the_socket_is_the_users_own_and_bears_what_comes() {
    let house = House::new(&[]);
    let server = house.serve();
    let path = house.home().join("run/control");
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let ask = |said: &[u8]| {
        let mut stream = UnixStream::connect(&path).unwrap();
        let mut read = BufReader::new(stream.try_clone().unwrap());
        let mut hello = String::new();
        read.read_line(&mut hello).unwrap();
        assert!(hello.contains("\"control\":3"), "{hello}");
        // It may have closed already.
        let _ = stream.write_all(said);
        let _ = stream.shutdown(std::net::Shutdown::Write);
        let mut rest = String::new();
        let _ = read.read_to_string(&mut rest);
        rest
    };
    assert!(ask(b"\"servers\"\n").contains("\"running\""));
    assert!(ask(b"{\"conquer\":1}\n\"servers\"\n").contains("not understood"), "and goes on");
    assert!(ask(b"{\"conquer\":1}\n\"servers\"\n").contains("\"running\""));
    assert!(ask(&vec![b'x'; 3 * 1024 * 1024 + 70_000]).contains("too long"));
    // A certificate and its key, each as large as may be: they are read, and found to be neither.
    let file = STANDARD.encode(vec![b'\n'; 1024 * 1024]);
    let import = serde_json::json!({ "server": null, "base64": file, "key": file, "password": "x", "exportable": false });
    let told = ask(format!("{}\n", serde_json::json!({ "certificate": { "import": import } })).as_bytes());
    assert!(told.contains("neither a certificate nor a private key"), "{told}");
    assert_eq!(ask(b"\"serv"), ask(b"x"), "an order without an end");
    assert_eq!(ask(b""), "");
    // Who says nothing keeps nobody waiting.
    let silent: Vec<_> = (0..10).map(|_| UnixStream::connect(&path).unwrap()).collect();
    house.run(&["server", "list"]).with_code(0);
    drop(silent);
    server.stop();
    // What is left behind by a program that was killed is in nobody's way.
    assert!(path.exists());
    let server = house.serve();
    house.run(&["server", "list"]).with_code(0);
    server.stop();
}

#[test]
fn a_program_of_another_user_is_turned_away() {
    if !rustix::process::geteuid().is_root() {
        super::house::aloud("another user is tried as root only");
        return;
    }
    let house = House::new(&[]);
    let server = house.serve();
    // The rights of the files alone are not trusted, so they are taken away for once.
    let control = house.home().join("run/control");
    for folder in
        control.ancestors().skip(1).take_while(|folder| folder.starts_with(std::env::temp_dir()) && *folder != std::env::temp_dir())
    {
        std::fs::set_permissions(folder, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    std::fs::set_permissions(&control, std::fs::Permissions::from_mode(0o666)).unwrap();
    let mut stranger = Command::new("python3");
    let script =
        "import os,socket,sys; os.setuid(65534); s=socket.socket(socket.AF_UNIX); s.connect(sys.argv[1]); print(repr(s.recv(100)))";
    let said = finish(stranger.args(["-c", script]).arg(&control), b"");
    assert!(said.out.contains("b''"), "{}", said.said());
    server.wait_for_log("a program of another user was turned away", 1);
}
