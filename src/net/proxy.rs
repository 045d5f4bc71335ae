//! The PROXY protocol: what a proxy or load balancer says before a connection, so that we know whose it is.
//!
//! Both versions of the HAProxy specification "The PROXY protocol", §2.1 (text, at most 107 octets) and §2.2 (binary, taken
//! here up to 536 octets). No I/O: octets go in, and the number of octets that may safely be read next comes out, because
//! what follows the header belongs to somebody else and must not be read along with it.
//!
//! Whether a proxy is believed is not decided here.

use crate::mail::canonical;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

/// What the header says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProxyHeader {
    /// The connection is this client's.
    Client {
        /// The client, canonical.
        source: SocketAddr,
        /// Where it connected to, canonical.
        destination: SocketAddr,
    },
    /// The connection is the proxy's own (`LOCAL`, a health check), or it does not know whose (`UNKNOWN`, a family that is no
    /// IP): the real addresses count.
    Own,
}

/// How far the header is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// At least so many more octets belong to it, and as many may be read.
    Need(usize),
    /// It is complete, and this long.
    Done(ProxyHeader, usize),
}

/// Why it is no header. The connection cannot be used then: where the client's own octets begin is not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ProxyError {
    /// It begins otherwise.
    #[error("there is no PROXY header")]
    Missing,
    /// It begins well and goes on wrongly.
    #[error("the PROXY header is malformed")]
    Malformed,
    /// More octets than are taken.
    #[error("the PROXY header is longer than {0} octets")]
    TooLong(usize),
    /// The checksum of version 2 is wrong.
    #[error("the checksum of the PROXY header is wrong")]
    Checksum,
}

/// The longest header of version 1, CRLF included (§2.1).
pub const LONGEST_TEXT: usize = 107;

/// The longest header of version 2 that is taken: room for addresses and the usual additions.
pub const LONGEST_BINARY: usize = 536;

/// Reads the header that a connection begins with. Any octets may be given; nothing behind the header is looked at.
///
/// # Errors
/// [`ProxyError`], also of a beginning that can no longer become a header.
///
/// ```
/// use postkontor::net::proxy::{Progress, ProxyHeader, parse};
/// let said = b"PROXY TCP4 192.0.2.7 192.0.2.1 4711 25\r\nEHLO";
/// let Ok(Progress::Done(ProxyHeader::Client { source, .. }, 40)) = parse(said) else { panic!() };
/// assert_eq!(source.to_string(), "192.0.2.7:4711");
/// assert_eq!(parse(b""), Ok(Progress::Need(SHORTEST)));
/// # const SHORTEST: usize = 15;
/// ```
pub fn parse(octets: &[u8]) -> Result<Progress, ProxyError> {
    if octets.is_empty() {
        return Ok(Progress::Need(SHORTEST));
    }
    let begins = |with: &[u8]| octets.starts_with(with) || with.starts_with(octets);
    if begins(SIGNATURE) {
        binary(octets)
    } else if begins(b"PROXY ") {
        text(octets)
    } else {
        Err(ProxyError::Missing)
    }
}

fn text(octets: &[u8]) -> Result<Progress, ProxyError> {
    let window = &octets[..octets.len().min(LONGEST_TEXT)];
    let Some(end) = memchr::memmem::find(window, b"\r\n") else {
        return match octets.len() {
            short if short < SHORTEST => Ok(Progress::Need(SHORTEST - short)),
            long if long >= LONGEST_TEXT => Err(ProxyError::TooLong(LONGEST_TEXT)),
            // Two are missing at least, or one after a CR; that one may belong to the line's middle all the same.
            _ => Ok(Progress::Need(if octets.ends_with(b"\r") { 1 } else { 2.min(LONGEST_TEXT - octets.len()) })),
        };
    };
    let line = std::str::from_utf8(&window[..end]).map_err(|_| ProxyError::Malformed)?;
    let mut words = line.split(' ').skip(1);
    let mut word = || words.next().ok_or(ProxyError::Malformed);
    let header = match word()? {
        // §2.1: the rest of the line is ignored.
        "UNKNOWN" => ProxyHeader::Own,
        family @ ("TCP4" | "TCP6") => {
            let address = |text: &str| {
                let address = text.parse::<IpAddr>().map_err(|_| ProxyError::Malformed)?;
                if address.is_ipv4() == (family == "TCP4") { Ok(canonical(address)) } else { Err(ProxyError::Malformed) }
            };
            let (from, to) = (address(word()?)?, address(word()?)?);
            let (from, to) = (SocketAddr::new(from, port(word()?)?), SocketAddr::new(to, port(word()?)?));
            if words.next().is_some() {
                return Err(ProxyError::Malformed);
            }
            ProxyHeader::Client { source: from, destination: to }
        }
        _ => return Err(ProxyError::Malformed),
    };
    Ok(Progress::Done(header, end + 2))
}

/// §2.1: digits without a sign or leading zeros.
fn port(text: &str) -> Result<u16, ProxyError> {
    let plain = text.bytes().all(|octet| octet.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
    text.parse().ok().filter(|_| plain).ok_or(ProxyError::Malformed)
}

fn binary(octets: &[u8]) -> Result<Progress, ProxyError> {
    let Some((fixed, _)) = octets.split_first_chunk::<FIXED>() else {
        // A text header may be as short as this, but this is no text.
        return Ok(Progress::Need(FIXED - octets.len()));
    };
    let [.., version_and_command, family, high, low] = *fixed;
    let length = FIXED + usize::from(u16::from_be_bytes([high, low]));
    if version_and_command >> 4 != 2 {
        return Err(ProxyError::Malformed);
    }
    if length > LONGEST_BINARY {
        return Err(ProxyError::TooLong(LONGEST_BINARY));
    }
    let Some(header) = octets.get(..length) else { return Ok(Progress::Need(length - octets.len())) };
    let body = &header[FIXED..];
    // §2.2: the high half of the octet is the family, the low half the transport, of which we know streams only.
    let (client, additions) = match (version_and_command & 15, family) {
        (COMMAND_LOCAL, _) => return Ok(Progress::Done(ProxyHeader::Own, length)),
        (COMMAND_PROXY, 0x11) => {
            addresses::<4>(body).map(|(from, to, rest)| (pair(from.map(Ipv4Addr::from), to.map(Ipv4Addr::from)), rest))?
        }
        (COMMAND_PROXY, 0x21) => {
            addresses::<16>(body).map(|(from, to, rest)| (pair(from.map(Ipv6Addr::from), to.map(Ipv6Addr::from)), rest))?
        }
        // Unspecified, datagrams, sockets of the file system: nobody a rule could know.
        (COMMAND_PROXY, 0x00 | 0x12 | 0x22 | 0x31 | 0x32) => return Ok(Progress::Done(ProxyHeader::Own, length)),
        _ => return Err(ProxyError::Malformed),
    };
    check(header, additions)?;
    Ok(Progress::Done(client, length))
}

/// An address of N octets and its port.
struct End<const N: usize>([u8; N], u16);

impl<const N: usize> End<N> {
    fn map<A: Into<IpAddr>>(self, address: impl Fn([u8; N]) -> A) -> SocketAddr {
        SocketAddr::new(canonical(address(self.0).into()), self.1)
    }
}

fn pair(source: SocketAddr, destination: SocketAddr) -> ProxyHeader {
    ProxyHeader::Client { source, destination }
}

/// Two addresses, two ports, and the rest.
fn addresses<const N: usize>(body: &[u8]) -> Result<(End<N>, End<N>, &[u8]), ProxyError> {
    let malformed = ProxyError::Malformed;
    let (from, rest) = body.split_first_chunk::<N>().ok_or(malformed)?;
    let (to, rest) = rest.split_first_chunk::<N>().ok_or(malformed)?;
    let (from_port, rest) = rest.split_first_chunk::<2>().ok_or(malformed)?;
    let (to_port, rest) = rest.split_first_chunk::<2>().ok_or(malformed)?;
    Ok((End(*from, u16::from_be_bytes(*from_port)), End(*to, u16::from_be_bytes(*to_port)), rest))
}

/// §2.2.3: of the additions only the checksum concerns us, which must be right where it is given.
fn check(header: &[u8], mut additions: &[u8]) -> Result<(), ProxyError> {
    while let Some(([kind, high, low], rest)) = additions.split_first_chunk::<3>() {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        let value = rest.get(..length).ok_or(ProxyError::Malformed)?;
        if *kind == TYPE_CRC32C {
            let given = <[u8; 4]>::try_from(value).map_err(|_| ProxyError::Malformed)?;
            // Computed with the checksum itself as zeros.
            let at = header.len() - rest.len();
            let computed = crc32c::crc32c(&header[..at]);
            let computed = crc32c::crc32c_append(computed, &[0; 4]);
            let computed = crc32c::crc32c_append(computed, &header[at + 4..]);
            if u32::from_be_bytes(given) != computed {
                return Err(ProxyError::Checksum);
            }
        }
        additions = &rest[length..];
    }
    if additions.is_empty() { Ok(()) } else { Err(ProxyError::Malformed) }
}

const SIGNATURE: &[u8; 12] = b"\r\n\r\n\0\r\nQUIT\n";
/// Signature, version and command, family, length.
const FIXED: usize = 16;
/// `PROXY UNKNOWN` and CRLF; version 2 is longer.
const SHORTEST: usize = 15;
const COMMAND_LOCAL: u8 = 0;
const COMMAND_PROXY: u8 = 1;
const TYPE_CRC32C: u8 = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn client(source: &str, destination: &str) -> ProxyHeader {
        ProxyHeader::Client { source: source.parse().unwrap(), destination: destination.parse().unwrap() }
    }

    /// A header of version 2.
    fn binary(command: u8, family: u8, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).unwrap().to_be_bytes();
        [&SIGNATURE[..], &[0x20 | command, family], &length, body].concat()
    }

    const FROM_TO: [u8; 12] = [192, 0, 2, 7, 192, 0, 2, 1, 0x12, 0x67, 0, 25];

    #[test]
    fn reads_both_versions_and_both_families() {
        let v6: Vec<u8> = ["2001:db8::7", "::ffff:192.0.2.1"].iter().flat_map(|a| a.parse::<Ipv6Addr>().unwrap().octets()).collect();
        let v4 = client("192.0.2.7:4711", "192.0.2.1:25");
        for (octets, header) in [
            (b"PROXY TCP4 192.0.2.7 192.0.2.1 4711 25\r\n".to_vec(), v4),
            (b"PROXY TCP6 2001:db8::7 2001:db8::1 4711 25\r\n".to_vec(), client("[2001:db8::7]:4711", "[2001:db8::1]:25")),
            // A canonical address is what every list and log sees.
            (b"PROXY TCP6 ::ffff:192.0.2.7 ::1 1 2\r\n".to_vec(), client("192.0.2.7:1", "[::1]:2")),
            (b"PROXY UNKNOWN\r\n".to_vec(), ProxyHeader::Own),
            (b"PROXY UNKNOWN ffff::1 whatever\r\n".to_vec(), ProxyHeader::Own),
            (binary(1, 0x11, &FROM_TO), v4),
            (binary(1, 0x11, &[&FROM_TO[..], &[4, 0, 1, 9]].concat()), v4),
            (binary(1, 0x21, &[&v6[..], &[0, 1, 0, 2]].concat()), client("[2001:db8::7]:1", "192.0.2.1:2")),
            (binary(0, 0x00, &[]), ProxyHeader::Own),
            (binary(0, 0x11, b"anything"), ProxyHeader::Own),
            (binary(1, 0x31, &[0; 216]), ProxyHeader::Own),
        ] {
            let with_more = [&octets[..], b"EHLO x\r\n"].concat();
            assert_eq!(parse(&with_more), Ok(Progress::Done(header, octets.len())), "{}", octets.escape_ascii());
        }
    }

    #[test]
    fn refuses_what_only_resembles_a_header() {
        let long = [&b"PROXY UNKNOWN "[..], &[b'x'; 100], b"\r\n"].concat();
        for (octets, error) in [
            (b"EHLO x\r\n".to_vec(), ProxyError::Missing),
            (b"\x16\x03\x01\x02\x00\x01".to_vec(), ProxyError::Missing),
            (b"proxy TCP4 192.0.2.7 192.0.2.1 4711 25\r\n".to_vec(), ProxyError::Missing),
            (b"PROXY TCP4 192.0.2.7 192.0.2.1 4711\r\n".to_vec(), ProxyError::Malformed),
            (b"PROXY TCP4 192.0.2.7 192.0.2.1 4711 25 26\r\n".to_vec(), ProxyError::Malformed),
            (b"PROXY TCP4 192.0.2.7 192.0.2.1 +711 25\r\n".to_vec(), ProxyError::Malformed),
            (b"PROXY TCP4 192.0.2.7 192.0.2.1 04711 25\r\n".to_vec(), ProxyError::Malformed),
            (b"PROXY TCP4 192.0.2.7 192.0.2.1 65536 25\r\n".to_vec(), ProxyError::Malformed),
            (b"PROXY TCP4 2001:db8::7 2001:db8::1 4711 25\r\n".to_vec(), ProxyError::Malformed),
            (b"PROXY TCP6 192.0.2.7 192.0.2.1 4711 25\r\n".to_vec(), ProxyError::Malformed),
            (b"PROXY TCP4  192.0.2.7 192.0.2.1 4711 25\r\n".to_vec(), ProxyError::Malformed),
            (b"PROXY UDP4 192.0.2.7 192.0.2.1 4711 25\r\n".to_vec(), ProxyError::Malformed),
            (long, ProxyError::TooLong(LONGEST_TEXT)),
            (binary(2, 0x11, &FROM_TO), ProxyError::Malformed),
            (binary(1, 0x11, &FROM_TO[..11]), ProxyError::Malformed),
            (binary(1, 0x11, &[&FROM_TO[..], &[4, 0, 9, 9]].concat()), ProxyError::Malformed),
            (binary(1, 0x11, &[&FROM_TO[..], &[4, 0]].concat()), ProxyError::Malformed),
            (binary(1, 0x44, &FROM_TO), ProxyError::Malformed),
            (binary(1, 0x11, &[0; LONGEST_BINARY]), ProxyError::TooLong(LONGEST_BINARY)),
        ] {
            assert_eq!(parse(&octets), Err(error), "{}", octets.escape_ascii());
        }
    }

    #[test]
    fn a_checksum_must_be_right_where_there_is_one() {
        let mut header = binary(1, 0x11, &[&FROM_TO[..], &[3, 0, 4, 0, 0, 0, 0, 4, 0, 1, 0]].concat());
        let at = FIXED + FROM_TO.len() + 3;
        let sum = crc32c::crc32c(&header).to_be_bytes();
        header[at..at + 4].copy_from_slice(&sum);
        assert!(matches!(parse(&header), Ok(Progress::Done(ProxyHeader::Client { .. }, _))));
        header[at] ^= 1;
        assert_eq!(parse(&header), Err(ProxyError::Checksum));
    }

    /// Reads as a socket would: never more than was asked for.
    fn read(octets: &[u8]) -> Result<(ProxyHeader, usize), Option<ProxyError>> {
        let mut have = 0;
        loop {
            match parse(&octets[..have]) {
                Ok(Progress::Need(0)) => panic!("nothing is needed and nothing is done"),
                Ok(Progress::Need(more)) if have + more > octets.len() => return Err(None),
                Ok(Progress::Need(more)) => have += more,
                Ok(Progress::Done(header, length)) => {
                    assert_eq!(length, have, "octets of the client were read along");
                    return Ok((header, length));
                }
                Err(error) => return Err(Some(error)),
            }
            assert!(have <= LONGEST_BINARY);
        }
    }

    /// Something that begins like a header.
    fn headers() -> impl Strategy<Value = Vec<u8>> {
        let words = prop::sample::select(vec!["TCP4", "TCP6", "UNKNOWN", "192.0.2.7", "2001:db8::7", "25", "65536", "", "\r", "\r\n", "x"]);
        let text = prop::collection::vec(words, 0..12).prop_map(|words| format!("PROXY {}\r\nEHLO x\r\n", words.join(" ")).into_bytes());
        let body = prop::collection::vec(any::<u8>(), 0..600);
        let v2 = (any::<u8>(), any::<u8>(), body).prop_map(|(command, family, body)| {
            let length = u16::try_from(body.len()).unwrap().to_be_bytes();
            [&SIGNATURE[..], &[0x20 | command & 0x13, family & 0x33], &length, &body, b"EHLO x\r\n"].concat()
        });
        prop_oneof![text, v2, prop::collection::vec(any::<u8>(), 0..200)]
    }

    proptest! {
        #[test]
        fn any_octets_are_a_header_or_are_not_and_no_octet_behind_it_is_read(octets in headers()) {
            // Reading piece by piece comes to what reading at once does.
            match (parse(&octets), read(&octets)) {
                (Ok(Progress::Done(header, length)), found) => prop_assert_eq!(found, Ok((header, length))),
                (Ok(Progress::Need(_)), found) => prop_assert_eq!(found, Err(None)),
                (Err(_), found) => prop_assert!(found.is_err()),
            }
        }
    }

    #[test]
    fn the_corpus_of_the_fuzzer_is_read_without_harm() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/corpus/proxy");
        let mut verdicts = [0; 3];
        for file in std::fs::read_dir(folder).unwrap() {
            match parse(&std::fs::read(file.unwrap().path()).unwrap()) {
                Ok(Progress::Done(..)) => verdicts[0] += 1,
                Ok(Progress::Need(_)) => verdicts[1] += 1,
                Err(_) => verdicts[2] += 1,
            }
        }
        assert!(verdicts.iter().all(|count| *count > 0), "complete, incomplete and refused: {verdicts:?}");
    }
}
