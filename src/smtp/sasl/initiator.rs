//! The client's side of the mechanisms: how this server logs on to another one.
//!
//! Without I/O, clock and randomness: what is random, and what time it is, come with the [`Account`]. A challenge goes in,
//! a [`Move`] comes out; hashing a password for SCRAM, which takes long, is asked of the driver.

use super::ntlm::client::Opening as NtlmOpening;
use super::scram::client::{Binding, Opening as ScramOpening, Ready, Waiting, Work};
use super::{Bindings, Mechanism, plain};
use crate::mail::Secret;
use std::fmt;

/// Who logs on, and what an exchange needs that a machine cannot know of itself.
#[derive(Clone, Default)]
pub struct Account {
    /// `user`, `user@domain` or `DOMAIN\user`.
    pub name: String,
    /// Its password.
    pub password: Secret<String>,
    /// Random, and new for each connection.
    pub dice: [u8; 32],
    /// Now, in 100 ns since 1601 (a Windows FILETIME).
    pub time: u64,
}

/// The channel as the client knows it.
#[derive(Debug, Clone, Default)]
pub struct Line {
    /// What the TLS channel is known by; empty in clear.
    pub bindings: Bindings,
    /// The server offers `SCRAM-SHA-256-PLUS`.
    pub plus_offered: bool,
}

/// What comes next.
#[derive(Debug)]
pub enum Move {
    /// Send this response (not yet in base64).
    Say(Secret<Vec<u8>>),
    /// Compute this and give it to [`Initiator::hashed`].
    Hash(Work),
    /// The challenge is not what the mechanism expects: go no further.
    Odd,
    /// The server could not prove that it knows the password: it is not who it should be.
    Unproven,
}

/// One running exchange, begun by `AUTH` with no initial response.
#[derive(Debug)]
pub struct Initiator {
    account: Account,
    state: State,
}

enum State {
    Plain,
    LoginName,
    LoginPassword,
    ScramFirst(ScramOpening),
    ScramChallenge(ScramOpening),
    ScramHash(Ready),
    ScramLast(Waiting),
    NtlmFirst(NtlmOpening),
    NtlmChallenge(NtlmOpening),
    /// All is said, and the server has proved itself where the mechanism has it do so.
    Over,
}

impl Initiator {
    /// Before the first challenge.
    pub fn new(mechanism: Mechanism, account: Account, line: &Line) -> Self {
        let password = || account.password.clone();
        let state = match mechanism {
            Mechanism::Plain => State::Plain,
            Mechanism::Login => State::LoginName,
            Mechanism::Ntlm => State::NtlmFirst(NtlmOpening::new(&account.name, password(), &line.bindings)),
            Mechanism::ScramSha256 | Mechanism::ScramSha256Plus => {
                let nonce = account.dice[..24].iter().map(|octet| format!("{octet:02x}")).collect();
                let binding = Binding::of(&line.bindings, line.plus_offered);
                State::ScramFirst(ScramOpening::new(&account.name, password(), nonce, binding))
            }
        };
        Self { account, state }
    }

    /// Takes a challenge; `None` when it is not base64.
    pub fn step(&mut self, challenge: Option<&[u8]>) -> Move {
        let say = |octets: Vec<u8>| Move::Say(Secret::new(octets));
        // What stands in the first challenge is for people, if anything; LOGIN's questions are asked in many words.
        match (std::mem::replace(&mut self.state, State::Over), challenge) {
            (State::Plain, _) => Move::Say(plain::write(&self.account.name, &self.account.password)),
            (State::LoginName, _) => {
                self.state = State::LoginPassword;
                say(self.account.name.as_bytes().to_vec())
            }
            (State::LoginPassword, _) => say(self.account.password.expose().as_bytes().to_vec()),
            (State::ScramFirst(opening), _) => {
                let message = opening.message();
                self.state = State::ScramChallenge(opening);
                say(message.into_bytes())
            }
            (State::ScramChallenge(opening), Some(challenge)) => match opening.challenged(challenge) {
                Ok(hashing) => {
                    let (work, ready) = hashing.split();
                    self.state = State::ScramHash(ready);
                    Move::Hash(work)
                }
                Err(_) => Move::Odd,
            },
            (State::ScramLast(waiting), Some(challenge)) if waiting.proves(challenge) => say(vec![]),
            (waiting @ State::ScramLast(_), _) => {
                // It stays unproved, whatever the server says next.
                self.state = waiting;
                Move::Unproven
            }
            (State::NtlmFirst(opening), _) => {
                let message = opening.message();
                self.state = State::NtlmChallenge(opening);
                say(message)
            }
            (State::NtlmChallenge(opening), Some(challenge)) => {
                let dice = self.account.dice[24..].first_chunk::<8>().copied().unwrap_or_default();
                opening.answer(challenge, dice, self.account.time).map_or(Move::Odd, say)
            }
            (State::ScramChallenge(_) | State::NtlmChallenge(_) | State::ScramHash(_) | State::Over, _) => Move::Odd,
        }
    }

    /// Takes what [`Move::Hash`] asked for.
    pub fn hashed(&mut self, salted: &Secret<[u8; 32]>) -> Move {
        match std::mem::replace(&mut self.state, State::Over) {
            State::ScramHash(ready) => {
                let (message, waiting) = ready.prove(salted);
                self.state = State::ScramLast(waiting);
                Move::Say(Secret::new(message.into_bytes()))
            }
            _ => Move::Odd,
        }
    }

    /// Whether a success that the server claims now is one: all has been said, and it has proved itself.
    pub fn is_over(&self) -> bool {
        matches!(self.state, State::Over)
    }

    /// Whether the server is still to prove itself.
    pub fn awaits_proof(&self) -> bool {
        matches!(self.state, State::ScramLast(_))
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("name", &self.name).finish_non_exhaustive()
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Plain | Self::LoginName | Self::LoginPassword => "Basic",
            Self::ScramFirst(_) | Self::ScramChallenge(_) | Self::ScramHash(_) | Self::ScramLast(_) => "Scram",
            Self::NtlmFirst(_) | Self::NtlmChallenge(_) => "Ntlm",
            Self::Over => "Over",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn initiator(mechanism: Mechanism) -> Initiator {
        let account = Account { name: "anna".into(), password: "secret".into(), dice: [7; 32], time: 1 };
        Initiator::new(mechanism, account, &Line::default())
    }

    #[test]
    fn no_mechanism_goes_on_for_ever_and_none_shows_its_password() {
        for mechanism in Mechanism::ALL {
            let mut one = initiator(mechanism);
            let moves = (0..10).map(|_| one.step(Some(b"any words"))).position(|m| matches!(m, Move::Odd | Move::Unproven));
            assert!(moves.is_some_and(|at| at <= 2), "{mechanism:?} {moves:?}");
            assert!(!format!("{one:?} {:?}", initiator(mechanism)).contains("secret"));
        }
    }

    #[test]
    fn a_success_is_none_before_the_server_has_proved_itself() {
        let mut one = initiator(Mechanism::ScramSha256);
        let Move::Say(first) = one.step(Some(b"")) else { panic!("no first message") };
        let nonce = String::from_utf8(first.expose().clone()).unwrap().split("r=").nth(1).unwrap().to_owned();
        assert!(!one.is_over() && nonce.len() >= 18);
        let Move::Hash(work) = one.step(Some(format!("r={nonce}x,s=AAAAAAAAAAA=,i=4096").as_bytes())) else { panic!("no work") };
        assert!(matches!(one.hashed(&work.run()), Move::Say(_)));
        assert!(!one.is_over() && one.awaits_proof());
        assert!(matches!(one.step(Some(b"v=AAAA")), Move::Unproven));
        assert!(!one.is_over());
    }
}
