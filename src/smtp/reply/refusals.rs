//! The refusals among the replies: 4yz for now, 5yz for good. The row is that of engine.md §1.1.

use super::{Reply, clean};
use crate::mail::Address;
use crate::smtp::command::{CommandError, ParameterError, Side};
use crate::smtp::line::Flaw;

impl Reply {
    /// What a client is told about a line that is no command (rows 5, 7, 21 to 23).
    pub fn command_error(error: &CommandError) -> Self {
        match error {
            CommandError::UnknownVerb => Self::fixed(500, (5, 5, 1), "Unknown command"),
            CommandError::HeloName => Self::fixed(501, (5, 5, 2), "A host name is needed"),
            CommandError::Argument => Self::fixed(501, (5, 5, 4), "Invalid arguments"),
            CommandError::Path(Side::Sender) => Self::fixed(501, (5, 1, 7), "Invalid sender address"),
            CommandError::Path(Side::Recipient) => Self::fixed(501, (5, 1, 3), "Invalid recipient address"),
            CommandError::NonAscii => Self::non_ascii_address(),
            CommandError::Parameter(ParameterError::Unknown(name)) => {
                Self::made(555, (5, 5, 4), format!("Unsupported parameter {}", clean(name)))
            }
            CommandError::Parameter(ParameterError::Duplicate(name)) => {
                Self::made(501, (5, 5, 4), format!("Parameter {} given twice", clean(name)))
            }
            CommandError::Parameter(ParameterError::Value(name)) => {
                Self::made(501, (5, 5, 4), format!("Invalid value of parameter {}", clean(name)))
            }
            CommandError::Parameter(ParameterError::Malformed) => Self::fixed(501, (5, 5, 4), "Malformed parameter"),
        }
    }

    /// `500 5.5.2`: what a client is told about a refused line (rows 3 and 4).
    pub fn line_refused(flaw: Flaw) -> Self {
        let text = match flaw {
            Flaw::BareLf => "Line ended without CR",
            Flaw::BareCr => "CR without LF in the line",
            Flaw::Control => "Control character in the line",
            Flaw::TooLong => "Line too long",
        };
        Self::fixed(500, (5, 5, 2), text)
    }

    /// `554 5.5.0`: the client spoke before the greeting (row 1).
    pub fn spoke_too_early() -> Self {
        Self::fixed(554, (5, 5, 0), "Data received before the greeting")
    }

    /// `554 5.5.0`: the client does not speak SMTP (row 2).
    pub fn not_smtp() -> Self {
        Self::fixed(554, (5, 5, 0), "This is an SMTP service")
    }

    /// `421 4.7.0`: more syntax and sequence errors than are borne (row 5).
    pub fn too_many_errors() -> Self {
        Self::fixed(421, (4, 7, 0), "Too many errors, closing")
    }

    /// `503 5.5.1`: the command does not fit here (rows 6, 9, 11, 17).
    pub fn bad_sequence() -> Self {
        Self::fixed(503, (5, 5, 1), "Bad sequence of commands")
    }

    /// `503 5.5.1`: no HELO or EHLO yet (rows 6 and 11).
    pub fn hello_first() -> Self {
        Self::fixed(503, (5, 5, 1), "Send EHLO or HELO first")
    }

    /// `554 5.5.1`: DATA, and every recipient was refused (row 6).
    pub fn no_valid_recipients() -> Self {
        Self::fixed(554, (5, 5, 1), "No valid recipients")
    }

    /// `502 5.5.1`: EXPN, and AUTH or STARTTLS where they are not offered (row 9).
    pub fn not_implemented() -> Self {
        Self::fixed(502, (5, 5, 1), "Command not implemented")
    }

    /// `554 5.5.0`: octets behind DATA before the 354 (row 8).
    pub fn data_before_354() -> Self {
        Self::fixed(554, (5, 5, 0), "Data received before the 354 reply")
    }

    /// `554 5.5.0`: octets behind STARTTLS before the handshake (row 10).
    pub fn data_before_tls() -> Self {
        Self::fixed(554, (5, 5, 0), "Data received before the TLS handshake")
    }

    /// `454 4.7.0`: TLS cannot be had now, its key is broken (row 9).
    pub fn tls_unavailable() -> Self {
        Self::fixed(454, (4, 7, 0), "TLS not available due to a temporary reason")
    }

    /// `530 5.7.0 Must issue a STARTTLS command first` (row 12).
    pub fn starttls_first() -> Self {
        Self::fixed(530, (5, 7, 0), "Must issue a STARTTLS command first")
    }

    /// `554 5.7.0`: the cipher of this session is weaker than 128 bits (row 13; RFC 3207 §4.1).
    pub fn cipher_too_weak() -> Self {
        Self::fixed(554, (5, 7, 0), "Stronger encryption is required")
    }

    /// `538 5.7.11`: this mechanism would send the password in clear (row 14).
    pub fn encryption_required() -> Self {
        Self::fixed(538, (5, 7, 11), "Encryption required for the requested authentication mechanism")
    }

    /// `530 5.7.0 Authentication required` (row 15).
    pub fn authentication_required() -> Self {
        Self::fixed(530, (5, 7, 0), "Authentication required")
    }

    /// `535 5.7.8`: wrong password and unknown user alike (row 16).
    pub fn wrong_credentials() -> Self {
        Self::fixed(535, (5, 7, 8), "Authentication credentials invalid")
    }

    /// `535 5.7.13`: the password is right and the account is switched off (row 16).
    pub fn account_disabled() -> Self {
        Self::fixed(535, (5, 7, 13), "User account disabled")
    }

    /// `501 5.7.0`: the client cancelled the exchange with `*` (row 17).
    pub fn authentication_cancelled() -> Self {
        Self::fixed(501, (5, 7, 0), "Authentication cancelled")
    }

    /// `501 5.5.2`: no valid base64, or not what the mechanism expects (row 17).
    pub fn cannot_decode_response() -> Self {
        Self::fixed(501, (5, 5, 2), "Cannot decode the response")
    }

    /// `504 5.5.4`: a mechanism that is not offered (row 17).
    pub fn unknown_mechanism() -> Self {
        Self::fixed(504, (5, 5, 4), "Unrecognized authentication mechanism")
    }

    /// `500 5.5.6`: a line of the exchange over 12,288 octets (row 17).
    pub fn exchange_too_long() -> Self {
        Self::fixed(500, (5, 5, 6), "Authentication exchange line is too long")
    }

    /// `454 4.7.0`: the accounts cannot be asked now (row 17).
    pub fn authentication_unavailable() -> Self {
        Self::fixed(454, (4, 7, 0), "Temporary authentication failure")
    }

    /// `421 4.7.0`: too many failed logins, in this session or from this address (row 18).
    pub fn too_many_failures() -> Self {
        Self::fixed(421, (4, 7, 0), "Too many authentication failures, closing")
    }

    /// `554 5.7.1`: the connection list excludes this client (row 19).
    pub fn not_permitted() -> Self {
        Self::fixed(554, (5, 7, 1), "Connection not permitted")
    }

    /// `421 4.3.2`: over the total limit, paused, or stopping (row 19).
    pub fn service_unavailable() -> Self {
        Self::fixed(421, (4, 3, 2), "Service not available, closing transmission channel")
    }

    /// `421 4.7.0`: over the limit of connections per address (row 19).
    pub fn too_many_connections() -> Self {
        Self::fixed(421, (4, 7, 0), "Too many connections from your address")
    }

    /// `421 4.4.3`: the name service gave no answer about this client (row 43).
    pub fn name_lookup_failed() -> Self {
        Self::fixed(421, (4, 4, 3), "Your host name cannot be looked up now, try again later")
    }

    /// `451 4.4.3`: whether the client may send this depends on a name that the name service does not tell now.
    pub fn relay_undecided() -> Self {
        Self::fixed(451, (4, 4, 3), "Your host name cannot be looked up now, try this again later")
    }

    /// `552 5.3.4`: over the size of one message (row 20).
    pub fn message_too_big() -> Self {
        Self::fixed(552, (5, 3, 4), "Message size exceeds the fixed maximum")
    }

    /// `421 4.3.1`: over the size of one session (row 20).
    pub fn session_too_big() -> Self {
        Self::fixed(421, (4, 3, 1), "Session size exceeds the fixed maximum, closing")
    }

    /// `553 5.6.7`: a non-ASCII address without SMTPUTF8 (row 22).
    pub fn non_ascii_address() -> Self {
        Self::fixed(553, (5, 6, 7), "Non-ASCII address needs SMTPUTF8")
    }

    /// `501 5.1.7`: a sender without a domain (row 42).
    pub fn unqualified_sender() -> Self {
        Self::fixed(501, (5, 1, 7), "Sender address needs a domain")
    }

    /// `501 5.1.3`: a recipient without a domain (row 42).
    pub fn unqualified_recipient() -> Self {
        Self::fixed(501, (5, 1, 3), "Recipient address needs a domain")
    }

    /// `550 5.7.1 Unable to relay for <addr>` (row 24), as the table writes it: the address without brackets.
    pub fn unable_to_relay(address: &Address) -> Self {
        Self::made(550, (5, 7, 1), format!("Unable to relay for {}", clean(&address.to_string())))
    }

    /// `550 5.1.1`: no such local recipient (row 25).
    pub fn unknown_recipient() -> Self {
        Self::fixed(550, (5, 1, 1), "User unknown")
    }

    /// `452 4.2.2`: the mailbox of the recipient is full for now (engine.md §3, *Local*).
    pub fn mailbox_full() -> Self {
        Self::fixed(452, (4, 2, 2), "Mailbox full, try again later")
    }

    /// `550 5.7.1`: the sender is none of the account's addresses (row 26).
    pub fn sender_not_yours() -> Self {
        Self::fixed(550, (5, 7, 1), "Client does not have permissions to send as this sender")
    }

    /// `550 5.7.1`: the account or the client may not submit here.
    pub fn submission_not_permitted() -> Self {
        Self::fixed(550, (5, 7, 1), "Client does not have permissions to submit to this server")
    }

    /// `452 4.5.3`: one recipient too many, or a second one for the null sender (rows 27 and 28).
    pub fn too_many_recipients() -> Self {
        Self::fixed(452, (4, 5, 3), "Too many recipients")
    }

    /// `550 5.5.2`: CR or LF alone in the message (row 29).
    pub fn bare_line_ending() -> Self {
        Self::fixed(550, (5, 5, 2), "CR or LF without the other in the message")
    }

    /// `554 5.6.0`: a line over 65,536 octets (row 30).
    pub fn body_line_too_long() -> Self {
        Self::fixed(554, (5, 6, 0), "A line of the message is too long")
    }

    /// `554 5.6.0`: a header block over 256 KiB (row 30).
    pub fn header_too_big() -> Self {
        Self::fixed(554, (5, 6, 0), "The header of the message is too big")
    }

    /// `554 5.4.6`: more hops than are believed (row 32).
    pub fn too_many_hops() -> Self {
        Self::fixed(554, (5, 4, 6), "Too many hops, this message is looping")
    }

    /// `452 4.3.1`: the disk is below its reserve (row 33).
    pub fn insufficient_storage() -> Self {
        Self::fixed(452, (4, 3, 1), "Insufficient system storage")
    }

    /// `451 4.3.0`: the message could not be written (row 33).
    pub fn storage_error() -> Self {
        Self::fixed(451, (4, 3, 0), "The message could not be stored, try again later")
    }

    /// `451 4.3.0`: something here failed that is not the client's fault.
    pub fn local_error() -> Self {
        Self::fixed(451, (4, 3, 0), "Local error in processing, try again later")
    }

    /// `421 4.4.2`: idle too long, connected too long, or too slow (row 34).
    pub fn timed_out() -> Self {
        Self::fixed(421, (4, 4, 2), "Connection timed out, closing")
    }

    /// `421 4.7.0`: more than 200 recipients of this session were refused (row 38).
    pub fn too_many_refused_recipients() -> Self {
        Self::fixed(421, (4, 7, 0), "Too many refused recipients, closing")
    }
}
