//! What a proxy says before a connection.

use postkontor::mail::canonical;
use postkontor::net::proxy::{LONGEST_BINARY, LONGEST_TEXT, Progress, ProxyError, ProxyHeader, parse};

/// The same header however the octets arrive: never is an octet behind it read or looked at, never is more asked for than a
/// header may have, what is refused stays refused, and the addresses are those that were said.
pub fn check(data: &[u8]) {
    let longest = if data.starts_with(b"P") { LONGEST_TEXT } else { LONGEST_BINARY };
    let verdict = parse(data);
    // Whatever a socket hands out is one of these, since none hands out more than was asked for.
    for have in 0..data.len() {
        match (parse(&data[..have]), verdict) {
            (Ok(Progress::Need(more)), Ok(Progress::Done(_, length))) => {
                assert!(more > 0 && have + more <= length, "octets of the client would be read along");
            }
            (Ok(Progress::Need(more)), _) => assert!(more > 0 && have + more <= longest, "more than a header may have"),
            (Ok(Progress::Done(_, length)), verdict) => assert!(length <= have && parse(&data[..have]) == verdict),
            (refused @ Err(_), verdict) => assert_eq!(refused, verdict, "refused at {have} octets"),
        }
    }
    match verdict {
        Ok(Progress::Need(more)) => assert!(more > 0 && data.len() + more <= longest),
        Ok(Progress::Done(header, length)) => {
            assert!(length <= data.len().min(longest));
            assert_eq!(parse(&data[..length]), verdict, "what follows was looked at");
            if let ProxyHeader::Client { source, destination } = header {
                assert!([source, destination].iter().all(|end| end.ip() == canonical(end.ip())));
                // Said in the words of the other version it is the same client.
                if source.is_ipv4() == destination.is_ipv4() {
                    let family = if source.is_ipv4() { "TCP4" } else { "TCP6" };
                    let (from, to) = (source.ip(), destination.ip());
                    let said = format!("PROXY {family} {from} {to} {} {}\r\n", source.port(), destination.port());
                    assert_eq!(parse(said.as_bytes()), Ok(Progress::Done(header, said.len())));
                }
            }
        }
        Err(ProxyError::TooLong(most)) => assert!(most == longest),
        Err(ProxyError::Missing | ProxyError::Malformed | ProxyError::Checksum) => {}
    }
}
