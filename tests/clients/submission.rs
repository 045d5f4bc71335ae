//! Mail programs hand in messages: with everything right, and with one thing missing or wrong at a time.

use super::house::{ANNAS_PASSWORD, House, Server, finish};
use super::mailers::{Channel, Mailer, Order};
use super::wire::Wire;
use std::path::PathBuf;
use std::process::Command;

const ENCRYPTED: [Channel; 2] = [Channel::StartTls, Channel::Implicit];
const MECHANISMS: [&str; 2] = ["PLAIN", "LOGIN"];

fn order<'a>(server: &Server, tls: Channel) -> Order<'a> {
    Order::new(if tls == Channel::Implicit { server.implicit() } else { server.starttls() }, tls)
}

#[test]
fn every_mail_program_submits_with_each_mechanism_and_each_encryption() {
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    for mailer in Mailer::ALL {
        for tls in ENCRYPTED {
            for mechanism in MECHANISMS {
                mailer.accepted(&order(&server, tls).log_on(mechanism, "anna", ANNAS_PASSWORD));
            }
        }
    }
    server.wait_for_log("accepted", 12);
    server.stop().with_code(0);
}

#[test]
fn mail_programs_that_check_the_certificate_are_content_with_an_installed_one() {
    let (house, authority) = house_with_certificate();
    let house = house.with_anna();
    let server = house.serve();
    for mailer in Mailer::ALL {
        for tls in ENCRYPTED {
            let order = Order { authority: Some(&authority), ..order(&server, tls) };
            mailer.accepted(&order.log_on("PLAIN", "anna@example.test", ANNAS_PASSWORD));
        }
    }
}

/// A home whose server has a certificate, and the authority that made it.
pub(crate) fn house_with_certificate() -> (House, PathBuf) {
    let house = House::empty();
    let (authority, chain, key) = certificate(&house);
    let files = ["--certificate", chain.to_str().unwrap(), "--key", key.to_str().unwrap()];
    let ports = ["--listen", "127.0.0.1:0", "--implicit-tls", "127.0.0.1:0", "--hold-outbound"];
    let names = ["--fqdn", "mail.example.test", "--local-domain", "example.test"];
    house.run(&[&["init"], &files[..], &ports, &names].concat()).with_code(0);
    (house, authority)
}

/// An authority, and a chain and key for mail.example.test made by it: paths of the three files.
fn certificate(house: &House) -> (PathBuf, PathBuf, PathBuf) {
    let mut params = rcgen::CertificateParams::new(vec![]).unwrap();
    params.distinguished_name.push(rcgen::DnType::CommonName, "Test authority");
    params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let authority_key = rcgen::KeyPair::generate().unwrap();
    let authority = params.self_signed(&authority_key).unwrap().pem();
    let issuer = rcgen::Issuer::new(params, authority_key);
    let key = rcgen::KeyPair::generate().unwrap();
    let params = rcgen::CertificateParams::new(vec!["mail.example.test".into()]).unwrap();
    let chain = params.signed_by(&key, &issuer).unwrap().pem();
    let file = |name, text: String| {
        let path = house.beside(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    (file("authority.pem", authority), file("chain.pem", chain), file("key.pem", key.serialize_pem()))
}

#[test]
fn the_same_person_logs_on_by_every_way_of_writing_the_name() {
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    for user in ["anna", "ANNA", "anna@example.test", "OFFICE\\anna", "example.test\\anna"] {
        Mailer::Curl.accepted(&order(&server, Channel::StartTls).log_on("PLAIN", user, ANNAS_PASSWORD));
    }
}

#[test]
fn without_tls_logging_on_with_the_password_is_not_offered_and_refused_unread() {
    let house = House::new(&[]).with_anna();
    house.edit("integrated: true", "integrated: false");
    let server = house.serve();
    for mechanism in MECHANISMS {
        let order = order(&server, Channel::Clear).log_on(mechanism, "anna", ANNAS_PASSWORD);
        // Both give up by themselves: nothing is offered.
        let swaks = Mailer::Swaks.send(&order);
        assert!(swaks.code != Some(0) && swaks.said().contains("Host did not advertise authentication"), "{swaks:#?}");
        let curl = Mailer::Curl.send(&order);
        assert!(curl.code != Some(0) && !curl.said().contains("AUTH"), "{curl:#?}");
        // smtplib tries all the same.
        Mailer::Smtplib.refused(&order, "538 5.7.11 ");
    }
    for line in Wire::greeted_from("127.0.0.1", server.starttls()).say("EHLO pc7", "250").lines() {
        assert!(!line.contains("AUTH"), "{line}");
    }
    server.wait_for_log("a password crossed the wire without encryption", 1);
}

#[test]
fn without_logging_on_nothing_is_accepted() {
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    for mailer in Mailer::ALL {
        for tls in ENCRYPTED {
            mailer.refused(&order(&server, tls), "530 5.7.0 ");
        }
    }
    Mailer::Curl.refused(&order(&server, Channel::Clear), "530 5.7.0 ");
}

#[test]
fn a_wrong_password_and_an_unknown_name_are_refused_alike() {
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    // Each refusal comes a second late, so that guessing takes its time.
    std::thread::scope(|scope| {
        for mailer in Mailer::ALL {
            let server = &server;
            scope.spawn(move || {
                mailer.refused(&order(server, Channel::StartTls).log_on("PLAIN", "anna", "guessed"), "535 5.7.8 ");
                mailer.refused(&order(server, Channel::Implicit).log_on("LOGIN", "nobody", ANNAS_PASSWORD), "535 5.7.8 ");
            });
        }
    });
}

#[test]
fn a_client_from_an_excluded_address_is_refused_instead_of_greeted_even_with_a_valid_password() {
    let house = House::new(&[]).with_anna();
    // The first list of computers is that of the connections: all except the listed.
    house.edit("computers: []", "computers: [(address: \"127.0.0.2\")]");
    let server = house.serve();
    for mailer in Mailer::ALL {
        for tls in ENCRYPTED {
            let order = order(&server, tls).log_on("PLAIN", "anna", ANNAS_PASSWORD);
            mailer.refused(&Order { source: Some("127.0.0.2"), ..order.clone() }, "554 5.7.1 ");
            mailer.accepted(&Order { source: Some("127.0.0.3"), ..order });
        }
    }
    let mut excluded = Wire::connect_from("127.0.0.2", server.starttls());
    excluded.expect("554 5.7.1 ");
    assert_eq!(excluded.reply(), "", "the connection stays open after 554");
}

#[test]
fn mail_for_elsewhere_is_refused_for_each_such_recipient_and_local_mail_taken() {
    // Anonymous access does not give the right to relay; and logging on gives it only while it is ticked.
    let house = House::new(&["--anonymous"]).with_anna();
    house.edit("authenticated: true", "authenticated: false");
    let server = house.serve();
    for mailer in Mailer::ALL {
        let anonymous = order(&server, Channel::Clear);
        let known = order(&server, Channel::StartTls).log_on("PLAIN", "anna", ANNAS_PASSWORD);
        for order in [anonymous, known] {
            mailer.accepted(&order);
            mailer.refused(&Order { recipient: "far@elsewhere.example", ..order }, "550 5.7.1 Unable to relay for far@elsewhere.example");
        }
    }
}

#[test]
fn one_refused_recipient_does_not_cost_the_other_one_the_message() {
    let house = House::new(&["--anonymous"]).with_anna();
    let server = house.serve();
    let mut wire = Wire::greeted_from("127.0.0.1", server.starttls());
    wire.say("MAIL FROM:<x@elsewhere.example>", "250 ");
    wire.say("RCPT TO:<far@elsewhere.example>", "550 5.7.1 Unable to relay for far@elsewhere.example");
    wire.say("RCPT TO:<nobody@example.test>", "550 5.1.1 ");
    wire.say("RCPT TO:<anna@example.test>", "250 ");
    wire.say("DATA", "354 ");
    wire.say("Subject: Test\r\n\r\nText\r\n.", "250 2.6.0 ");
    wire.quit();
}

#[test]
fn who_logged_on_sends_anywhere_by_default() {
    let house = House::new(&[]).with_anna();
    let server = house.serve();
    for mailer in Mailer::ALL {
        let order = order(&server, Channel::Implicit).log_on("LOGIN", "anna", ANNAS_PASSWORD);
        mailer.accepted(&Order { recipient: "far@elsewhere.example", ..order });
    }
}

#[test]
fn a_device_on_the_relay_list_sends_anywhere_without_logging_on_and_nobody_else_does() {
    let house = House::new(&["--allow-relay", "127.0.7.0/24"]).with_anna();
    let server = house.serve();
    for mailer in Mailer::ALL {
        let order = Order { recipient: "far@elsewhere.example", ..order(&server, Channel::Clear) };
        mailer.accepted(&Order { source: Some("127.0.7.9"), ..order.clone() });
        mailer.refused(&Order { source: Some("127.0.8.9"), ..order }, "530 5.7.0 ");
    }
}

#[test]
fn curl_is_one_that_can_send_encrypted_mail() {
    // curl without SMTP, LOGIN or TLS built in would make half of these tests say nothing.
    let curl = finish(Command::new("curl").arg("--version"), b"").with_code(0).said();
    assert!(curl.contains("smtps") && curl.contains("SSL"), "this curl has no smtps: install the package curl\n{curl}");
}
