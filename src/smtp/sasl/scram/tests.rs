use super::*;
use proptest::prelude::*;

/// RFC 7677 §3: the password is `pencil`.
pub(super) const FIRST: &str = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
const SERVER_NONCE: &str = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
pub(super) const SERVER_FIRST: &str = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
pub(super) const FINAL: &str = "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
pub(super) const SERVER_FINAL: &str = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

fn keys(password: &str) -> Keys {
    let salt = decode_base64(b"W22ZaJ0SNY7soEsUEjb6gQ==").unwrap();
    Keys::derive(&password.into(), salt.expose(), 4096)
}

fn both() -> Bindings {
    Bindings { exporter: Some([1; 32]), end_point: Some([2; 32].into()) }
}

fn read(message: &str) -> Result<First, Fault> {
    First::read(message.as_bytes(), false, &Bindings::default(), false)
}

/// The client's side, for channels the published example does not have.
fn final_message(password: &str, first: &str, data: &[u8], server_first: &str) -> String {
    let keys = keys(password);
    let bare = first.splitn(3, ',').nth(2).unwrap();
    let header = &first[..first.len() - bare.len()];
    let nonce = server_first.split(',').next().unwrap();
    let without_proof = format!("c={},{nonce}", encode_base64(&[header.as_bytes(), data].concat()));
    let mut salted = [0; 32];
    let rounds = NonZeroU32::new(keys.iterations).unwrap();
    pbkdf2::derive(pbkdf2::PBKDF2_HMAC_SHA256, rounds, &keys.salt, password.as_bytes(), &mut salted);
    let mut proof = hmac(&salted, &[b"Client Key"]);
    let message = format!("{bare},{server_first},{without_proof}");
    proof.iter_mut().zip(hmac(keys.stored.expose(), &[message.as_bytes()])).for_each(|(octet, mask)| *octet ^= mask);
    format!("{without_proof},p={}", encode_base64(&proof))
}

#[test]
fn the_published_example_is_accepted_word_for_word() {
    let (last, challenge) = read(FIRST).unwrap().challenge(keys("pencil"), true, SERVER_NONCE);
    assert_eq!(challenge, SERVER_FIRST);
    assert_eq!(last.verify(FINAL.as_bytes()), Ok(Ok(SERVER_FINAL.to_owned())));
}

#[test]
fn a_wrong_password_an_unknown_name_and_a_foreign_nonce_are_wrong_alike() {
    let challenged = |keys, known, nonce: &str| read(FIRST).unwrap().challenge(keys, known, nonce).0;
    for last in [
        challenged(keys("Pencil"), true, SERVER_NONCE),
        challenged(keys("pencil"), false, SERVER_NONCE),
        challenged(Keys::decoy(b"secret", "user", 4096), false, SERVER_NONCE),
        challenged(keys("pencil"), true, "another"),
    ] {
        assert_eq!(last.verify(FINAL.as_bytes()), Ok(Err(Denial::Wrong)));
    }
    let empty = final_message("", FIRST, b"", SERVER_FIRST);
    assert_eq!(challenged(keys("pencil"), true, SERVER_NONCE).verify(empty.as_bytes()), Ok(Err(Denial::Wrong)));
}

#[test]
fn a_proof_is_bound_to_its_channel_of_either_kind() {
    for (kind, data) in [("tls-exporter", [1; 32]), ("tls-server-end-point", [2; 32])] {
        let first = format!("p={kind},,n=user,r=abc");
        let challenged = || First::read(first.as_bytes(), true, &both(), true).unwrap().challenge(keys("pencil"), true, "def");
        let (last, challenge) = challenged();
        let message = final_message("pencil", &first, &data, &challenge);
        assert!(matches!(last.verify(message.as_bytes()), Ok(Ok(_))), "{kind}");
        // The same client at the other end of somebody who sits in between.
        let elsewhere = final_message("pencil", &first, &[3; 32], &challenge);
        assert_eq!(challenged().0.verify(elsewhere.as_bytes()), Err(Fault::Channel), "{kind}");
        let unbound = final_message("pencil", FIRST, b"", &challenge);
        assert_eq!(challenged().0.verify(unbound.as_bytes()), Err(Fault::Channel), "{kind}");
    }
}

#[test]
fn a_client_that_was_led_to_believe_we_cannot_bind_is_refused() {
    let y = FIRST.replacen('n', "y", 1);
    assert_eq!(First::read(y.as_bytes(), false, &both(), true), Err(Fault::Channel));
    assert!(First::read(y.as_bytes(), false, &Bindings::default(), false).is_ok());
    let mut exchange = Scram { mechanism: Mechanism::ScramSha256, bindings: both(), plus_offered: true, state: State::Start };
    let Step::Check(Claim::Proof(proof)) = exchange.step(y.as_bytes()) else { panic!("not refused") };
    assert_eq!((proof.verdict, proof.confirmation), (Err(Denial::Channel), None));
}

#[test]
fn each_mechanism_takes_only_its_own_flag_and_known_bindings() {
    for (flag, plus, fits) in [
        ("n", false, true),
        ("n", true, false),
        ("y", true, false),
        ("p=tls-exporter", false, false),
        ("p=tls-exporter", true, true),
        ("p=tls-unique", true, false),
        ("p=", true, false),
        ("x", false, false),
        ("", false, false),
    ] {
        let message = format!("{flag},,n=user,r=abc");
        assert_eq!(First::read(message.as_bytes(), plus, &both(), true).is_ok(), fits, "{flag} {plus}");
    }
    assert_eq!(First::read(b"p=tls-exporter,,n=u,r=a", true, &Bindings::default(), false), Err(Fault::Syntax));
}

#[test]
fn names_are_unescaped_and_malformed_messages_refused() {
    let first = read("n,a=b=2Co=3D,n=a=3D2C=2Cb,r=x,f=optional").unwrap();
    assert_eq!((&*first.name, &*first.authzid), ("a=2C,b", "b,o="));
    for bad in ["", "n", "n,", "n,,", "n,,n=user", "n,,n=,r=x", "n,,n=user,r=", "n,,r=x,n=user", "n,,m=x,n=user,r=x", "n,,n=a=2c,r=x"] {
        assert_eq!(read(bad), Err(Fault::Syntax), "{bad:?}");
    }
    for bad in ["n,,n=a=,r=x", "n,,n=us\u{7}er,r=x", "n,,n=user,r=\u{e5}", "n,b,n=user,r=x", "n,,n=user,r=a b"] {
        assert_eq!(read(bad), Err(Fault::Syntax), "{bad:?}");
    }
    assert_eq!(First::read(b"n,,n=\xff,r=x", false, &Bindings::default(), false), Err(Fault::Syntax));
    let last = || read(FIRST).unwrap().challenge(keys("pencil"), true, SERVER_NONCE).0;
    let half = FINAL.replace("AndVQ=", "A=");
    for bad in ["", "c=biws", "c=biws,r=x", "c=b!,r=x,p=AAAA", "r=x,c=biws,p=AAAA", "c=biws,r=x,p=", "c=biws,r=x,p=AAAA", &half] {
        assert_eq!(last().verify(bad.as_bytes()), Err(Fault::Syntax), "{bad:?}");
    }
}

#[test]
fn keys_are_written_read_and_never_shown() {
    let made = keys("pencil");
    assert_eq!(made.to_text().expose().parse(), Ok(made.clone()));
    assert!(!format!("{made:?}").contains("W22"));
    let text = made.to_text();
    for bad in [
        text.expose().replace("256$", "1$"),
        text.expose().replace("4096", "4095"),
        text.expose().replace("4096", "10000001"),
        text.expose().replace("W22ZaJ0SNY7soEsUEjb6gQ==", "AAAA"),
        text.expose().replace(':', ";"),
        String::new(),
    ] {
        assert_eq!(bad.parse::<Keys>(), Err(KeysError), "{bad}");
    }
    assert_eq!(Keys::derive(&"x".into(), b"salt of a kind", 1).iterations(), LEAST_ITERATIONS);
}

#[test]
fn an_unknown_name_has_the_same_salt_each_time_and_looks_like_a_known_one() {
    let decoy = Keys::decoy(b"secret", "nobody", 100_000);
    assert_eq!(decoy, Keys::decoy(b"secret", "nobody", 100_000));
    assert_ne!(decoy.salt, Keys::decoy(b"secret", "somebody", 100_000).salt);
    assert_ne!(decoy.salt, Keys::decoy(b"Secret", "nobody", 100_000).salt);
    assert_eq!((decoy.salt.len(), keys("pencil").salt.len()), (SALT, SALT));
}

#[test]
fn a_password_is_the_same_however_its_accents_were_typed() {
    assert_eq!(keys("caf\u{e9}"), keys("cafe\u{301}"));
    assert_ne!(keys("cafe"), keys("caf\u{e9}"));
}

#[test]
fn what_was_found_before_is_still_survived() {
    let seeds = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/scram")).unwrap();
    let mut count = 0;
    for seed in seeds {
        survives(&std::fs::read(seed.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count >= 6);
}

/// Any octets as either message.
fn survives(octets: &[u8]) {
    for (plus, offered) in [(false, false), (false, true), (true, true)] {
        if let Ok(first) = First::read(octets, plus, &both(), offered) {
            let (last, _) = first.challenge(keys("pencil"), true, "nonce");
            assert!(!matches!(last.verify(octets), Ok(Ok(_))));
        }
    }
    let (last, _) = read(FIRST).unwrap().challenge(Keys::decoy(b"s", "user", 4096), true, SERVER_NONCE);
    assert!(!matches!(last.verify(octets), Ok(Ok(_))));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn octets_of_any_kind_are_refused_without_harm(octets in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&octets);
    }

    #[test]
    fn texts_close_to_messages_are_refused_without_harm(text in "[nyp]=?(tls-exporter)?,(a=.{0,5})?,n=.{0,9},r=.{0,9}|c=.{0,9},r=.{0,9},p=.{0,50}") {
        survives(text.as_bytes());
    }

    #[test]
    fn a_name_comes_through_its_escapes(plain in "[a-z=,]{1,20}") {
        let written = plain.replace('=', "=3D").replace(',', "=2C");
        prop_assert_eq!(name(&written), Ok(plain));
    }
}
