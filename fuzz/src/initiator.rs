//! Challenges of a server that we log on to: all mechanisms, as often as they ask.

use postkontor::mail::Secret;
use postkontor::smtp::sasl::initiator::{Account, Initiator, Line, Move};
use postkontor::smtp::sasl::{Bindings, Mechanism};

const PASSWORD: &str = "correct horse";

/// Every exchange ends, no server that does not know the password is taken for one that does, and nothing that is said
/// where the password must not be has it.
pub fn check(data: &[u8]) {
    let Some((&flags, data)) = data.split_first() else { return };
    let mechanism = Mechanism::ALL[usize::from(flags & 7) % Mechanism::ALL.len()];
    let exporter = (flags & 8 != 0).then_some([1; 32]);
    let line = Line { bindings: Bindings { exporter, end_point: Some([2; 32].into()) }, plus_offered: flags & 16 != 0 };
    let name = if flags & 32 != 0 { "OFFICE\\anna" } else { "anna,=ü@office.test" };
    let account = Account { name: name.into(), password: PASSWORD.into(), dice: [7; 32], time: u64::from(flags) };
    let mut initiator = Initiator::new(mechanism, account, &line);
    let scram = matches!(mechanism, Mechanism::ScramSha256 | Mechanism::ScramSha256Plus);
    let (pieces, _) = super::pieces(data);
    let mut said = 0;
    for piece in std::iter::once(&[][..]).chain(pieces).chain([&b"v=AAAA"[..]; 3]) {
        // What is no base64 comes as nothing.
        let challenge = (piece != b"-").then_some(piece);
        let mut next = initiator.step(challenge);
        if let Move::Hash(_) = next {
            // The server's proof is made of this: it is not known to it either way, and computing it takes long.
            next = initiator.hashed(&Secret::new([9; 32]));
        }
        match next {
            Move::Say(response) => {
                said += 1;
                assert!(said <= 2, "{mechanism:?} says more than it has to");
                let has_it = response.expose().windows(PASSWORD.len()).any(|octets| octets == PASSWORD.as_bytes());
                assert!(!has_it || mechanism.is_basic(), "{mechanism:?} says the password");
                assert!(!scram || response.expose().iter().all(|octet| !octet.is_ascii_control()));
            }
            Move::Hash(_) => panic!("the password is to be hashed twice"),
            Move::Odd => return,
            Move::Unproven => {
                assert!(scram && initiator.awaits_proof());
                return;
            }
        }
        assert!(!scram || !initiator.is_over(), "a server has proved itself that knows nothing");
    }
    panic!("{mechanism:?} goes on for ever");
}
