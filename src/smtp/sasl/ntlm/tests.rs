use super::*;
use crate::smtp::sasl::Bindings;
use proptest::prelude::*;

/// The values of MS-NLMP §4.2.1: user, domain and password are `User`, `Domain`, `Password`.
const CHALLENGE: [u8; 8] = [0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef];
const NEGOTIATE: &[u8] = b"NTLMSSP\0\x01\0\0\0\x05\x82\x08\xa2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0";
/// MS-NLMP §4.2.4.1.3: what NTProofStr is made over, after the server's challenge.
const PUBLISHED: &str = "01010000000000000000000000000000aaaaaaaaaaaaaaaa0000000002000c0044006f006d00610069006e0001000c005300650072007600650072000000000000000000";
/// MS-NLMP §4.2.4.2.2.
const PUBLISHED_PROOF: &str = "68cd0ab851e51c96aabc927bebef6a1c";

fn octets(hex: &str) -> Vec<u8> {
    (0..hex.len() / 2).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).unwrap()).collect()
}

fn password(text: &str) -> NtHash {
    NtHash::of(&text.into())
}

fn challenged() -> (Challenged, Vec<u8>) {
    Challenged::start(NEGOTIATE, &Domain::parse("server.example.test").unwrap(), CHALLENGE, 0x01d0_0000_0000_0000).unwrap()
}

/// A client as it should be.
struct Client {
    user: &'static str,
    domain: &'static str,
    hash: NtHash,
    pairs: Vec<u8>,
    mic: bool,
    key_exchange: bool,
    unicode: bool,
}

impl Client {
    fn new(user: &'static str, password_of: &str) -> Self {
        Self { user, domain: "", hash: password(password_of), pairs: vec![], mic: false, key_exchange: false, unicode: true }
    }

    fn pair(mut self, kind: u16, value: &[u8]) -> Self {
        self.pairs.extend(kind.to_le_bytes());
        self.pairs.extend(u16::try_from(value.len()).unwrap().to_le_bytes());
        self.pairs.extend(value);
        self
    }

    fn with_mic(self) -> Self {
        Self { mic: true, ..self.pair(6, &[2, 0, 0, 0]) }
    }

    fn answer(&self, challenge_message: &[u8]) -> Vec<u8> {
        let mut blob = octets("01010000000000000000000000000000aaaaaaaaaaaaaaaa00000000");
        blob.extend(&self.pairs);
        blob.extend([0; 8]);
        let key = hmac(self.hash.0.expose(), &[&utf16(&upper(self.user)), &utf16(self.domain)]);
        let proof = hmac(&key, &[&CHALLENGE, &blob]);
        let base = hmac(&key, &[&proof]);
        let session = if self.key_exchange { [0x55; 16] } else { base };
        let sealed = if self.key_exchange { rc4(&base, session).to_vec() } else { vec![] };
        let nt = [proof.to_vec(), blob].concat();
        let mut message = assemble(self, &nt, &sealed);
        if self.mic {
            let mic = hmac(&session, &[NEGOTIATE, challenge_message, &message]);
            message[72..88].copy_from_slice(&mic);
        }
        message
    }
}

fn assemble(client: &Client, nt: &[u8], sealed: &[u8]) -> Vec<u8> {
    let text = |text: &str| if client.unicode { utf16(text) } else { text.as_bytes().to_vec() };
    let (domain, user) = (text(client.domain), text(client.user));
    let mut message = b"NTLMSSP\0\x03\0\0\0".to_vec();
    let mut payload: Vec<u8> = vec![];
    for part in [&[][..], nt, &domain, &user, &[], sealed] {
        let length = u16::try_from(part.len()).unwrap().to_le_bytes();
        message.extend([length, length].concat());
        message.extend((88 + u32::try_from(payload.len()).unwrap()).to_le_bytes());
        payload.extend(part);
    }
    message.extend((u32::from(client.unicode) | if client.key_exchange { 0x4000_0000 } else { 0 }).to_le_bytes());
    message.extend([10, 0, 0, 0, 0, 0, 0, 15]);
    message.extend([0; 16]);
    message.extend(payload);
    message
}

fn verdict(client: &Client, hash: Option<&NtHash>, channel: Option<[u8; 16]>) -> Result<(), Denial> {
    let (challenged, message) = challenged();
    challenged.verify(&Answer::read(&client.answer(&message)).unwrap(), hash, channel)
}

#[test]
fn the_published_values_come_out() {
    let hash = password("Password");
    assert_eq!(hash.to_text().expose(), "a4f49c406510bdcab6824ee7c30fd852");
    let key = hmac(hash.0.expose(), &[&utf16(&upper("User")), &utf16("Domain")]);
    assert_eq!(key.to_vec(), octets("0c868a403bfd7a93a3001ef22ef02e3f"));
    let proof = hmac(&key, &[&CHALLENGE, &octets(PUBLISHED)]);
    assert_eq!(proof.to_vec(), octets(PUBLISHED_PROOF));
    let base = hmac(&key, &[&proof]);
    assert_eq!(base.to_vec(), octets("8de40ccadbc14a82f15cb0ad0de95ca3"));
    assert_eq!(rc4(&base, [0x55; 16]).to_vec(), octets("c5dad2544fc9799094ce1ce90bc9d03e"));
}

#[test]
fn the_published_answer_is_accepted_and_only_with_its_password() {
    let client = Client { domain: "Domain", ..Client::new("User", "Password") };
    let message = assemble(&client, &[octets(PUBLISHED_PROOF), octets(PUBLISHED)].concat(), &[]);
    let answer = Answer::read(&message).unwrap();
    assert_eq!(&*answer.name(), "Domain\\User");
    let (challenged, _) = challenged();
    assert_eq!(challenged.verify(&answer, Some(&password("Password")), None), Ok(()));
    for wrong in [Some(password("password")), Some(password("")), None] {
        assert_eq!(challenged.verify(&answer, wrong.as_ref(), None), Err(Denial::Wrong));
    }
}

#[test]
fn an_exchange_asks_for_the_challenge_then_for_the_hash_and_then_claims() {
    let fqdn = Domain::parse("server.example.test").unwrap();
    let mut exchange = Ntlm::new(&Channel { fqdn: &fqdn, bindings: None, plus_offered: false });
    assert_eq!(exchange.step(NEGOTIATE), Step::Ask(Inquiry::NtlmChallenge));
    let Step::Challenge(message) = exchange.told(Material::NtlmChallenge { challenge: CHALLENGE, time: 7 }) else { panic!("no challenge") };
    assert_eq!(&message[24..32], CHALLENGE);
    let client = Client::new("anna@example.test", "secret").with_mic();
    let asked = exchange.step(&client.answer(&message));
    assert_eq!(asked, Step::Ask(Inquiry::NtHash { name: "anna@example.test".into() }));
    let Step::Check(Claim::Proof(proof)) = exchange.told(Material::NtHash(Some(password("secret")))) else { panic!("no claim") };
    assert_eq!((&*proof.authcid, proof.verdict, proof.mechanism), ("anna@example.test", Ok(()), Mechanism::Ntlm));
    assert_eq!(exchange.step(NEGOTIATE), Step::Malformed);
}

#[test]
fn an_answer_whose_messages_were_changed_is_refused_where_it_promises_to_tell() {
    for key_exchange in [false, true] {
        let client = Client { key_exchange, ..Client::new("anna", "secret") }.with_mic();
        let hash = password("secret");
        assert_eq!(verdict(&client, Some(&hash), None), Ok(()), "{key_exchange}");
        let (mut challenged, message) = challenged();
        let answer = Answer::read(&client.answer(&message)).unwrap();
        challenged.negotiate[12] ^= 0x10;
        assert_eq!(challenged.verify(&answer, Some(&hash), None), Err(Denial::Tampered));
        let mut changed = client.answer(&message);
        changed[61] ^= 0x80;
        let answer = Answer::read(&changed).unwrap();
        assert_eq!(super::tests::challenged().0.verify(&answer, Some(&hash), None), Err(Denial::Tampered));
    }
    // The promise cannot be taken out: the proof covers it.
    let (challenged, message) = challenged();
    let mut stripped = Client::new("anna", "secret").with_mic().answer(&message);
    let at = stripped.windows(8).position(|w| w == [6, 0, 4, 0, 2, 0, 0, 0]).unwrap();
    stripped[at + 4] = 0;
    assert_eq!(challenged.verify(&Answer::read(&stripped).unwrap(), Some(&password("secret")), None), Err(Denial::Wrong));
}

#[test]
fn an_answer_bound_to_a_channel_counts_on_that_channel_only() {
    let channel = Bindings { exporter: None, end_point: Some([9; 32].into()) }.ntlm();
    let hash = password("secret");
    let bound = |to: &[u8]| Client::new("anna", "secret").pair(10, to).with_mic();
    assert_eq!(verdict(&bound(&channel.unwrap()), Some(&hash), channel), Ok(()));
    assert_eq!(verdict(&bound(&[3; 16]), Some(&hash), channel), Err(Denial::Channel));
    assert_eq!(verdict(&bound(&channel.unwrap()), Some(&hash), None), Err(Denial::Channel));
    assert_eq!(verdict(&bound(&[0; 16]), Some(&hash), channel), Ok(()));
    assert_eq!(Answer::read(&bound(&[1; 5]).answer(&[])), Err(Fault::Malformed));
}

#[test]
fn version_1_answers_and_anonymous_ones_are_refused_unread() {
    let denied = |client: &Client, nt: &[u8]| Answer::read(&assemble(client, nt, &[]));
    let anna = Client::new("anna", "secret");
    assert_eq!(denied(&anna, &[7; 24]), Err(Fault::Denied(Denial::OldNtlm, "anna".into())));
    assert_eq!(denied(&anna, &[7; 43]), Err(Fault::Denied(Denial::OldNtlm, "anna".into())));
    assert_eq!(denied(&anna, &[]), Err(Fault::Denied(Denial::Anonymous, "anna".into())));
    assert_eq!(denied(&Client::new("", "secret"), &[7; 60]), Err(Fault::Denied(Denial::Anonymous, "".into())));
    let mut flagged = assemble(&anna, &[7; 60], &[]);
    flagged[61] |= 0x08;
    assert_eq!(Answer::read(&flagged), Err(Fault::Denied(Denial::Anonymous, "anna".into())));
}

#[test]
fn a_forged_answer_without_a_password_is_wrong_with_or_without_a_promise() {
    for forged in [Client::new("anna", "guess"), Client::new("anna", "guess").with_mic()] {
        assert_eq!(verdict(&forged, Some(&password("secret")), None), Err(Denial::Wrong));
        // The hash that unknown names are compared with is no way in.
        let zero = Client { hash: NtHash(Secret::new([0; 16])), ..forged };
        assert_eq!(verdict(&zero, None, None), Err(Denial::Wrong));
    }
}

#[test]
fn names_may_be_plain_ascii_and_are_raised_one_to_one() {
    let plain = Client { unicode: false, domain: "OFFICE", ..Client::new("anna", "secret") };
    assert_eq!(verdict(&plain, Some(&password("secret")), None), Ok(()));
    let (_, message) = challenged();
    assert_eq!(&*Answer::read(&plain.answer(&message)).unwrap().name(), "OFFICE\\anna");
    let foreign = Client { unicode: false, ..Client::new("åsa", "secret") };
    assert_eq!(Answer::read(&foreign.answer(&message)), Err(Fault::Malformed));
    assert_eq!(upper("straße åsa ﬁ"), "STRAßE ÅSA ﬁ");
}

#[test]
fn fields_that_point_outside_are_refused() {
    let good = assemble(&Client::new("anna", "secret"), &[7; 60], &[]);
    assert!(Answer::read(&good).is_ok());
    for at in [24, 40] {
        let mut bad = good.clone();
        bad[at..at + 4].copy_from_slice(&u32::MAX.to_le_bytes());
        assert_eq!(Answer::read(&bad), Err(Fault::Malformed), "{at}");
    }
    for length in 0..88 {
        assert_eq!(Answer::read(&good[..length]), Err(Fault::Malformed), "{length}");
    }
    let promised = Client::new("anna", "secret").with_mic();
    let mut odd = promised.answer(&challenged().1);
    odd[36] = 7;
    assert_eq!(Answer::read(&odd), Err(Fault::Malformed));
}

#[test]
fn hashes_are_written_read_and_never_shown() {
    let hash = password("Password");
    assert_eq!(hash.to_text().expose().parse(), Ok(hash.clone()));
    assert_eq!(format!("{hash:?}"), "NtHash(…)");
    for bad in ["", "a4f49c406510bdcab6824ee7c30fd85", "+4f49c406510bdcab6824ee7c30fd852x", "zzf49c406510bdcab6824ee7c30fd852"] {
        assert_eq!(bad.parse::<NtHash>(), Err(HashError), "{bad}");
    }
}

#[test]
fn what_was_found_before_is_still_survived() {
    let seeds = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/ntlm")).unwrap();
    let mut count = 0;
    for seed in seeds {
        survives(&std::fs::read(seed.unwrap().path()).unwrap());
        count += 1;
    }
    assert!(count >= 5);
}

/// Any octets as either message.
fn survives(octets: &[u8]) {
    let fqdn = Domain::parse("server.example.test").unwrap();
    if let Some((challenged, message)) = Challenged::start(octets, &fqdn, CHALLENGE, u64::MAX) {
        assert!(message.len() > 56);
        assert!(Answer::read(&message).is_err() && challenged.challenge == CHALLENGE);
    }
    if let Ok(answer) = Answer::read(octets) {
        assert!(challenged().0.verify(&answer, Some(&password("a password nobody has")), Some([1; 16])).is_err());
        assert!(!answer.user.is_empty());
    }
}

proptest! {
    #[test]
    fn octets_of_any_kind_are_refused_without_harm(octets in prop::collection::vec(any::<u8>(), 0..200)) {
        survives(&octets);
        survives(&[b"NTLMSSP\0\x01\0\0\0".to_vec(), octets.clone()].concat());
        survives(&[b"NTLMSSP\0\x03\0\0\0".to_vec(), octets].concat());
    }

    #[test]
    fn a_good_answer_with_changed_octets_is_refused_without_harm(changes in prop::collection::vec((0usize..250, any::<u8>()), 1..6)) {
        let (_, message) = challenged();
        let mut answer = Client::new("anna", "secret").pair(10, &[4; 16]).with_mic().answer(&message);
        for (at, octet) in changes {
            if let Some(place) = answer.get_mut(at) {
                *place = octet;
            }
        }
        survives(&answer);
    }
}
