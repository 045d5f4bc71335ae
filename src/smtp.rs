//! SMTP as machines without I/O: octets and moments go in, octets and questions come out.
//!
//! | file | what it knows |
//! |---|---|
//! | [`mod@line`] | where a command line ends, and which are none |
//! | [`command`] | the grammar of commands, paths and parameters |
//! | [`reply`] | every sentence the server says |
//! | [`body`] | where a message ends; dots out and in |
//! | [`sasl`] | the mechanisms of AUTH |
//! | [`session`] | the server's side of a connection |
//! | [`client`] | the client's side of a connection |
//! | [`spoken`] | one exchange as a protocol log has it |
//!
//! Nothing here opens a socket, reads a clock or rolls dice: `reception` and `delivery` drive the machines and hand in
//! the time.
//!
//! | RFC | what we take from it |
//! |---|---|
//! | 1870 | SIZE: the declared size and the limit |
//! | 2033 | LMTP: LHLO, and one reply for each recipient after the message
//! | 2034 | ENHANCEDSTATUSCODES: which replies carry one |
//! | 2744 | how a channel is told in NTLM |
//! | 2920 | PIPELINING: commands that wait, replies that leave together |
//! | 3030 | CHUNKING: messages in chunks of announced size, on both sides; not BINARYMIME |
//! | 3207 | STARTTLS, and that everything before it is forgotten |
//! | 3461 | RET, ENVID, NOTIFY, ORCPT and xtext |
//! | 3463 | the enhanced codes and their meaning |
//! | 3848 | whether a session was extended, for Received lines |
//! | 4013 | SASLprep: names and passwords in one form |
//! | 4422 | SASL: the names of mechanisms |
//! | 4616 | PLAIN |
//! | 4648 | base64, strictly |
//! | 4954 | AUTH, its replies, line limits and the AUTH parameter |
//! | 5056 | why a log-on is bound to its channel |
//! | 5321 | everything else: commands, paths, replies, transparency, limits, time-outs |
//! | 5322 | the form of dates in greetings |
//! | 5802 | SCRAM |
//! | 5929 | tls-server-end-point |
//! | 6152 | 8BITMIME and BODY |
//! | 6531 | SMTPUTF8 and non-ASCII addresses |
//! | 6533 | the address type `utf-8` in ORCPT |
//! | 7677 | SCRAM-SHA-256 |
//! | 8314 | TLS from the first octet |
//! | 8446 | what a TLS hello looks like |
//! | 9110 | what an HTTP request looks like |
//! | 9113 | and one of HTTP/2 |
//! | 9266 | tls-exporter |
//! | 9422 | LIMITS: how many recipients, said by us and heeded at other servers |

#![cfg_attr(not(test), deny(clippy::disallowed_methods))]

pub mod body;
pub mod client;
pub mod command;
pub mod line;
pub mod reply;
pub mod sasl;
pub mod session;
pub mod spoken;

pub use body::{BodyFacts, LineEndings, Stuffer};
pub use client::{Client, ClientConfig, ClientOutput};
pub use command::Extensions;
pub use reply::{EnhancedCode, Reply};
pub use session::{Account, Admission, Answer, ClientFacts, Notice, Output, Question, Session, SessionConfig, TlsFacts};
