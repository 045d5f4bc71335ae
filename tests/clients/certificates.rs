//! `certificate …`, asked of the program that runs and, where none does, done on the files: the same words, the same end.

use super::house::{House, Server, finish};
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

fn openssl(house: &House, words: &str) -> String {
    let mut command = Command::new("openssl");
    command.args(words.split(' ')).current_dir(house.beside(""));
    finish(&mut command, b"").with_code(0).said()
}

fn json(house: &House, words: &[&str]) -> serde_json::Value {
    let done = house.run(&[&["certificate"], words, &["--json"]].concat());
    assert_eq!(done.code, Some(0), "{words:?}: {}", done.said());
    serde_json::from_str(&done.out).unwrap()
}

fn path(house: &House, name: &str) -> String {
    house.beside(name).to_str().unwrap().to_owned()
}

fn mode(path: &str) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

const SUBJECT: [&str; 10] = ["--organization", "Biuro Próba", "--unit", "IT", "--country", "PL", "--state", "łódzkie", "--city", "Łódź"];

/// Everything an administrator does, in the order it is done.
fn walk(house: &House) {
    let certificate = |words: &[&str]| house.run(&[&["certificate"], words].concat());
    let with_password = |words: &[&str], line: &str| {
        finish(&mut house.command(&[&["certificate"], words, &["--password-stdin"]].concat()), line.as_bytes())
    };
    certificate(&["list"]).with_code(0).naming(&["No certificate is installed"]);
    certificate(&["show", "Poczta"]).with_code(1).naming(&["no certificate \"Poczta\"", "certificate list"]);
    certificate(&["export", "--root", &path(house, "root.cer")]).with_code(1).naming(&["no authority of its own", "certificate issue"]);

    // A request, its answer.
    let request = path(house, "request.pem");
    certificate(&["request", &request, "--city", "Łódź"]).with_code(1).naming(&["Organization", "Country"]);
    assert!(!Path::new(&request).exists(), "what was not made leaves no file");
    let asked = [&["request", &request, "--name", "Poczta", "--also", "smtp.example.test"][..], &SUBJECT].concat();
    certificate(&[&asked[..], &["--server", "Attic"]].concat()).with_code(1).naming(&["no virtual server \"Attic\""]);
    certificate(&asked).with_code(0).naming(&["The request is in", "certificate install"]);
    assert_eq!(mode(&request), 0o600);
    assert!(openssl(house, "req -in request.pem -verify -noout -text").contains("DNS:mail.example.test, DNS:smtp.example.test"));
    certificate(&asked).with_code(1).naming(&[&request]);
    certificate(&[&["request"], &SUBJECT[..]].concat()).with_code(1).naming(&["pending already"]);
    let shown = certificate(&["request", "--show"]).with_code(0);
    assert_eq!(shown.out, std::fs::read_to_string(&request).unwrap());
    assert_eq!(json(house, &["list"])["requests"][0]["common_name"], "mail.example.test");
    certificate(&["list"]).with_code(0).naming(&["A request of \"Office\" for mail.example.test", "waits for its answer"]);
    openssl(house, "req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -days 99 -subj /CN=Test-root");
    certificate(&["install", &path(house, "ca.pem")]).with_code(1).naming(&["does not belong to the pending request", "is kept"]);
    certificate(&["install", &request]).with_code(1).naming(&["it is a certificate request"]);
    openssl(house, "x509 -req -in request.pem -CA ca.pem -CAkey ca.key -CAcreateserial -days 90 -copy_extensions copy -out leaf.pem");
    // The settings cannot be written: the request still takes its answer.
    let history = house.home().join("history");
    std::fs::remove_dir_all(&history).unwrap();
    std::fs::write(&history, "").unwrap();
    certificate(&["install", &path(house, "leaf.pem")]).with_code(1).naming(&["history"]);
    certificate(&["request", "--show"]).with_code(0);
    std::fs::remove_file(&history).unwrap();
    certificate(&["install", &path(house, "leaf.pem")]).with_code(0).naming(&["is installed, and \"Office\" uses it"]);
    certificate(&["request", "--show"]).with_code(1).naming(&["no pending certificate request"]);

    // What is told of it.
    let told = json(house, &["show", "Poczta"]);
    assert_eq!((told["used_by"][0].as_str(), told["origin"].as_str()), (Some("Office"), Some("request")), "{told}");
    let thumbprint = told["thumbprint"].as_str().unwrap().to_owned();
    assert_eq!(json(house, &["show", &thumbprint[..10]]), told);
    assert_eq!(json(house, &["list"])["installed"][0], told);
    let shown = certificate(&["show", "Poczta"]).with_code(0);
    shown.naming(&[
        "Biuro Próba",
        "Test-root",
        &thumbprint,
        "Used by     Office",
        "Attention   the certificate of its authority is missing",
    ]);
    certificate(&["list"]).with_code(0).naming(&["THUMBPRINT", "Poczta", "mail.example.test", &thumbprint[..16]]);

    // Out as a .pfx file and back.
    let file = path(house, "out.pfx");
    with_password(&["export", "Poczta", &file], "\n").with_code(1).naming(&["needs a password"]);
    with_password(&["export", "Poczta", &file], "päss\n").with_code(0).naming(&["with its private key"]);
    assert_eq!(mode(&file), 0o600);
    assert!(openssl(house, "pkcs12 -in out.pfx -passin pass:päss -nodes").contains("BEGIN PRIVATE KEY"));
    with_password(&["export", "Poczta", &file], "päss\n").with_code(1).naming(&[&file]);
    certificate(&["export", "Poczta", &path(house, "other.pfx")]).with_code(2).naming(&["--password-stdin"]);
    certificate(&["delete", "Poczta"]).with_code(1).naming(&["is used by \"Office\""]);
    certificate(&["renew", "Poczta"]).with_code(1).naming(&["not online"]);

    // This office's own authority.
    certificate(&["issue", "--key", "rsa2048", "--also", "server.local"]).with_code(0).naming(&["\"Office\" uses it", "export --root"]);
    let issued = json(house, &["show", "Office"]);
    assert_eq!((issued["origin"].as_str(), issued["key"].as_str()), (Some("office"), Some("RSA 2048")));
    certificate(&["renew", "Office"]).with_code(0).naming(&["is renewed"]);
    let installed = json(house, &["list"])["installed"].as_array().unwrap().clone();
    let used: Vec<_> = installed.iter().filter(|one| !one["used_by"].as_array().unwrap().is_empty()).collect();
    assert_eq!(used.len(), 1);
    assert_ne!(used[0]["thumbprint"], issued["thumbprint"]);
    certificate(&["show", "Office"]).with_code(1).naming(&["several certificates \"Office\"", "thumbprint"]);
    certificate(&["delete", issued["thumbprint"].as_str().unwrap()]).with_code(0).naming(&["can be brought back"]);
    let root = path(house, "root.mobileconfig");
    certificate(&["export", "--root", &root, "--form", "apple"]).with_code(0);
    assert!(std::fs::read_to_string(&root).unwrap().contains("com.apple.security.root"));
    certificate(&["export", "--root", &path(house, "root.pem")]).with_code(0);
    let root = json(house, &["list"])["office_root"].clone();
    assert!(root["ends"].is_string() && root["successor_from"].is_null(), "{root}");

    certificate(&["delete", "Poczta"]).with_code(0);
    with_password(&["import", &file], "pass\n").with_code(1).naming(&["password", "not correct"]);
    certificate(&["import", &file, "--password-file", &path(house, "password")]).with_code(1).naming(&[&path(house, "password")]);
    std::fs::write(house.beside("password"), "päss\r\nmore\n").unwrap();
    certificate(&["import", &file, "--password-file", &path(house, "password")]).with_code(0).naming(&["No server was named"]);
    assert_eq!(json(house, &["show", "Poczta"])["used_by"].as_array().unwrap().len(), 0);

    // The same as PEM: in one file, then with the key in a second one, which is encrypted.
    certificate(&["delete", "Poczta"]).with_code(0);
    openssl(house, "pkcs12 -in out.pfx -passin pass:päss -nokeys -out alone.pem");
    openssl(house, "pkcs12 -in out.pfx -passin pass:päss -nocerts -nodes -out plain.key");
    openssl(house, "pkcs8 -topk8 -in plain.key -passout pass:schlüssel -out closed.key");
    let [alone, plain, closed, both] = ["alone.pem", "plain.key", "closed.key", "both.pem"].map(|name| path(house, name));
    std::fs::write(&both, [std::fs::read(&plain).unwrap(), std::fs::read(&alone).unwrap()].concat()).unwrap();
    certificate(&["import", &alone]).with_code(1).naming(&["not its private key", "choose the file with the key too"]);
    certificate(&["import", &alone, "--key", &closed]).with_code(2).naming(&["--password-stdin"]);
    with_password(&["import", &alone, "--key", &closed], "wrong\n").with_code(1).naming(&["private key is not correct"]);
    with_password(&["import", &alone, "--key", &closed, "--exportable"], "schlüssel\n").with_code(0).naming(&["is installed"]);
    let told = json(house, &["show", &thumbprint[..10]]);
    assert_eq!((told["origin"].as_str(), told["exportable"].as_bool()), (Some("file"), Some(true)), "{told}");
    certificate(&["delete", &thumbprint]).with_code(0);
    certificate(&["import", &both]).with_code(0).naming(&["No server was named"]);
    certificate(&["delete", &thumbprint]).with_code(0);
    with_password(&["import", &file], "päss\n").with_code(0);
    let out = path(house, "again.pfx");
    with_password(&["export", "Poczta", &out], "päss\n").with_code(1).naming(&["not marked as exportable"]);
    assert!(!Path::new(&out).exists());

    // A request that is given up.
    certificate(&[&["request"], &SUBJECT[..]].concat()).with_code(0).naming(&["BEGIN NEW CERTIFICATE REQUEST"]);
    certificate(&["request", "--delete"]).with_code(0).naming(&["is deleted, and its key with it"]);
    assert_eq!(json(house, &["list"])["requests"].as_array().unwrap().len(), 0);
    assert!(!house.home().join("certificates/requests/1").exists());
}

#[test]
fn the_root_that_is_replaced_is_told_with_the_list() {
    let house = House::new(&[]);
    let office = house.home().join("keys/office");
    std::fs::create_dir_all(&office).unwrap();
    let words = "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out root.pem -days 500 -subj /CN=Old-root";
    openssl(&house, words);
    for file in ["key.pem", "root.pem"] {
        std::fs::rename(house.beside(file), office.join(file)).unwrap();
    }
    let certificate = |words: &[&str]| house.run(&[&["certificate"], words].concat());
    certificate(&["issue", "--also", "server.local"]).with_code(0);
    let told = ["replaced on 20", "certificate export --root FILE", "install it on the computers"];
    certificate(&["list"]).with_code(0).naming(&told);
    assert!(json(&house, &["list"])["office_root"]["successor_from"].is_string());
    certificate(&["export", "--root", &path(&house, "both.pem")]).with_code(0).naming(&["The new one is in it too"]);
    assert_eq!(std::fs::read_to_string(house.beside("both.pem")).unwrap().matches("BEGIN CERTIFICATE").count(), 2);
    certificate(&["export", "--root", &path(&house, "new.cer"), "--form", "der"]).with_code(0).naming(&["It is the new one"]);
    let server = house.serve();
    certificate(&["list"]).with_code(0).naming(&told);
    let words = format!("s_client -connect {} -verify_hostname server.local -verify_return_error -CAfile both.pem", server.implicit());
    assert!(openssl(&house, &words).contains("Verify return code: 0 (ok)"));
    server.stop().with_code(0);
}

/// openssl trusts what is served, with the root of the office that was written last.
fn verified(house: &House, server: &Server) {
    let words = format!("s_client -connect {} -verify_hostname server.local -verify_return_error -CAfile root.pem", server.implicit());
    assert!(openssl(house, &words).contains("Verify return code: 0 (ok)"));
}

#[test]
fn a_running_server_is_asked_and_serves_the_new_certificate_at_once() {
    let house = House::new(&[]);
    let server = house.serve();
    walk(&house);
    verified(&house, &server);
    server.stop().with_code(0);
}

#[test]
fn where_nothing_runs_the_same_is_done_on_the_files_and_served_at_the_next_start() {
    let house = House::new(&[]);
    walk(&house);
    house.run(&["check"]).with_code(0);
    verified(&house, &house.serve());
}

#[test]
fn what_records_in_the_dns_prove_is_not_renewed_out_of_sight() {
    let house = House::new(&[]);
    house.run(&["certificate", "issue"]).with_code(0);
    let thumbprint = json(&house, &["show", "Office"])["thumbprint"].as_str().unwrap().to_owned();
    let about = "(version: 2, name: \"Post\", origin: Online((authority: LetsEncrypt, challenge: Dns)))";
    house.write(&format!("certificates/{thumbprint}/about.ron"), about);
    let refused = || house.run(&["certificate", "renew", "Post"]).with_code(1).naming(&["new records in the DNS", "certificate wizard"]);
    refused();
    let server = house.serve();
    refused();
    server.stop().with_code(0);
}

#[test]
fn a_program_that_is_killed_while_it_writes_a_request_leaves_none_behind() {
    let house = House::new(&[]);
    let words = [&["certificate", "request"], &SUBJECT[..]].concat();
    let asked = house.command(&words);
    // Files may have 512 octets: the key fits, the request does not, and what writes more is killed.
    let mut limited = Command::new("sh");
    limited.args(["-c", "ulimit -c 0; ulimit -f 1; exec \"$0\" \"$@\""]).arg(asked.get_program()).args(asked.get_args());
    let killed = finish(&mut limited, b"");
    assert_eq!((killed.code, killed.out.as_str()), (None, ""), "{killed:?}");
    let folder = house.home().join("certificates/requests/1");
    assert!(folder.join("key.pem").exists() && !folder.join("request.pem").exists());
    assert_eq!(json(&house, &["list"])["requests"].as_array().unwrap().len(), 0);
    house.run(&words).with_code(0).naming(&["END NEW CERTIFICATE REQUEST"]);
    assert_eq!(json(&house, &["list"])["requests"].as_array().unwrap().len(), 1);
    let left: Vec<_> = std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "{left:?}");
}

#[test]
fn wrong_words_are_told_and_a_password_never_stands_among_them() {
    let house = House::new(&[]);
    for (words, named) in [
        (&["certificate"][..], "one of list, show, request, install, import, export, renew, issue, delete"),
        (&["certificate", "conquer"], "one of list"),
        (&["certificate", "show"], "the name or the thumbprint"),
        (&["certificate", "install"], "the FILE that the authority sent"),
        (&["certificate", "request", "--key", "rsa1024"], "p256, rsa2048, rsa3072 or rsa4096"),
        (&["certificate", "import", "a.pfx", "--password", "x"], "--password"),
        (&["certificate", "import"], "a .pfx or PEM FILE"),
        (&["certificate", "export", "a", "b", "--key", "x"], "--key"),
    ] {
        house.run(words).with_code(2).naming(&[named, "--help"]);
    }
    house.run(&["certificate", "install", "/nowhere/at.all"]).with_code(1).naming(&["/nowhere/at.all"]);
    let nowhere = House::empty();
    nowhere.run(&["certificate", "list"]).with_code(1).naming(&["settings.ron", "postkontor init"]);
    assert!(!nowhere.home().exists());
}
