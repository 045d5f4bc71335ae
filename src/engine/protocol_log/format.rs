//! From a record to its line, in each of the three formats (dialogs.md §2.10). Pure.
//!
//! Nothing the other side says can end a line, a field or a quotation (engine.md §1.1, row 36): separators and control
//! characters are replaced before they are written.

use crate::config::{LogField, LogFormat, ProtocolLog};
use crate::mail::ServerId;
use crate::smtp::spoken::{Speaker, Spoken};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use std::borrow::Cow;

/// What is the same in every line of a file.
#[derive(Debug, Clone)]
pub struct Place {
    /// The virtual server.
    pub server: ServerId,
    /// The name of this computer.
    pub host: String,
    /// The zone of the formats that write local time.
    pub zone: TimeZone,
}

/// The lines a file begins with, each with its end; empty where the format has none. Written again whenever the engine
/// goes on with a file, as the fields may have changed.
pub fn head(log: &ProtocolLog, at: Timestamp) -> String {
    if log.format != LogFormat::W3cExtended {
        return String::new();
    }
    let columns: Vec<&str> = log.fields.iter().map(|field| field.column()).collect();
    let date = at.to_zoned(TimeZone::UTC).strftime("%Y-%m-%d %H:%M:%S").to_string();
    format!("#Software: Postkontor\r\n#Version: 1.0\r\n#Date: {date}\r\n#Fields: {}\r\n", columns.join(" "))
}

/// The line of a record, with its end.
pub fn line(log: &ProtocolLog, place: &Place, spoken: &Spoken) -> String {
    match log.format {
        LogFormat::W3cExtended => {
            let fields: Vec<Cow<'_, str>> = log.fields.iter().map(|field| value(*field, place, spoken)).collect();
            format!("{}\r\n", fields.join(" "))
        }
        LogFormat::Iis => iis(place, spoken),
        LogFormat::Ncsa => ncsa(place, spoken),
    }
}

fn value<'a>(field: LogField, place: &'a Place, spoken: &'a Spoken) -> Cow<'a, str> {
    let utc = |form: &str| spoken.at.to_zoned(TimeZone::UTC).strftime(form).to_string();
    match field {
        LogField::Date => utc("%Y-%m-%d").into(),
        LogField::Time => utc("%H:%M:%S").into(),
        LogField::ClientIp => spoken.peer.ip().to_string().into(),
        LogField::UserName => token(user(spoken), ' '),
        LogField::ServiceName => service(place.server).into(),
        LogField::ServerName => token(&place.host, ' '),
        LogField::ServerIp => spoken.local.map_or("-".into(), |local| local.ip().to_string().into()),
        LogField::ServerPort => port(spoken).map_or("-".into(), |port| port.to_string().into()),
        LogField::Method => token(&spoken.verb, ' '),
        LogField::UriStem | LogField::Host | LogField::UserAgent | LogField::Cookie | LogField::Referer => "-".into(),
        LogField::UriQuery => query(spoken, ' ').into(),
        LogField::ProtocolStatus => spoken.status.to_string().into(),
        LogField::Win32Status => win32(spoken).to_string().into(),
        LogField::BytesSent => spoken.sent.to_string().into(),
        LogField::BytesReceived => spoken.received.to_string().into(),
        LogField::TimeTaken => spoken.taken.as_millis().to_string().into(),
        LogField::ProtocolVersion => "SMTP".into(),
    }
}

/// `ip, user, date, time, SMTPSVC1, HOST, srv-ip, ms, in, out, 250, 0, MAIL, -, params,`
fn iis(place: &Place, spoken: &Spoken) -> String {
    let at = spoken.at.to_zoned(place.zone.clone());
    let local = spoken.local.map_or_else(|| "-".to_owned(), |local| local.ip().to_string());
    format!(
        "{}, {}, {}, {}, {}, {}, {local}, {}, {}, {}, {}, {}, {}, -, {},\r\n",
        spoken.peer.ip(),
        token(user(spoken), ','),
        at.strftime("%m/%d/%y"),
        at.strftime("%-H:%M:%S"),
        service(place.server),
        token(&place.host, ','),
        spoken.taken.as_millis(),
        spoken.received,
        spoken.sent,
        spoken.status,
        win32(spoken),
        token(&spoken.verb, ','),
        query(spoken, ','),
    )
}

/// `ip - helo [18/Aug/2006:13:17:37 -0800] "MAIL FROM -? FROM: x HTTP/1.0" 250 0`
fn ncsa(place: &Place, spoken: &Spoken) -> String {
    let at = spoken.at.to_zoned(place.zone.clone());
    // The format has a request line of the web, with a path between method and version.
    let method = match &*spoken.verb {
        "MAIL" => "MAIL FROM".into(),
        "RCPT" => "RCPT TO".into(),
        verb => token(verb, '"'),
    };
    let argument: String = match &*spoken.argument {
        "" => String::new(),
        text => format!(" {}", text.chars().map(|c| if c == '"' { '\'' } else { harmless(c) }).collect::<String>()),
    };
    format!(
        "{} - {} [{}] \"{method} -?{argument} HTTP/1.0\" {} {}\r\n",
        spoken.peer.ip(),
        token(user(spoken), ' '),
        at.strftime("%d/%b/%Y:%H:%M:%S %z"),
        spoken.status,
        spoken.sent
    )
}

fn user(spoken: &Spoken) -> &str {
    match &spoken.speaker {
        Speaker::Client(helo) => helo,
        Speaker::Ourselves => "OutboundConnectionCommand",
        Speaker::Server => "OutboundConnectionResponse",
    }
}

fn service(server: ServerId) -> String {
    format!("SMTPSVC{server}")
}

/// Where the server listens: ours, or the other one's on an outgoing connection.
fn port(spoken: &Spoken) -> Option<u16> {
    match spoken.speaker {
        Speaker::Client(_) => spoken.local.map(|local| local.port()),
        Speaker::Ourselves | Speaker::Server => Some(spoken.peer.port()),
    }
}

/// The one code of the system that those who read such logs know: the semaphore time-out, for a client that was silent.
fn win32(spoken: &Spoken) -> u16 {
    if spoken.verb == TIMEOUT { 121 } else { 0 }
}

/// `+FROM:<a@b>`
fn query(spoken: &Spoken, separator: char) -> String {
    if spoken.argument.is_empty() { "-".into() } else { format!("+{}", token(&spoken.argument, separator)) }
}

/// A text as one field: blanks, commas where they separate, and quotes become `+`, control characters `?`, and nothing
/// is `-`. A field that begins with `#` would make the line a directive of the W3C format.
fn token(text: &str, separator: char) -> Cow<'_, str> {
    let fits = |c: char| !c.is_whitespace() && c != separator && c != '"' && harmless(c) == c;
    if text.is_empty() {
        return "-".into();
    }
    if text.chars().all(fits) && !text.starts_with('#') {
        return text.into();
    }
    let clean = |(at, c): (usize, char)| match c {
        '#' if at == 0 => '?',
        // A tab is a blank as well; other white space that is a control character is not worth one.
        ' ' | '\t' => '+',
        c if harmless(c) != c => '?',
        c if fits(c) => c,
        _ => '+',
    };
    text.char_indices().map(clean).collect::<String>().into()
}

/// Line and paragraph separators of Unicode end a line for some who read it.
fn harmless(c: char) -> char {
    if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') { '?' } else { c }
}

/// The verb of a session that ended because the client was silent.
pub const TIMEOUT: &str = "TIMEOUT";

#[cfg(test)]
#[path = "format/tests.rs"]
mod tests;
