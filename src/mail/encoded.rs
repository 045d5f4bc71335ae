//! Text beyond ASCII in messages: encoded words in headers (RFC 2047), made and made readable, and base64 in bodies
//! (RFC 2045 §6.8). What cannot be decoded stays as written.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// The text of a header field as one line of at most `most` octets: folds opened, encoded words decoded, control characters
/// left out. Knows UTF-8, ASCII and Latin-1; a word in another character set stays as it is.
///
/// ```
/// use postkontor::mail::encoded::decode;
/// assert_eq!(decode(b" =?utf-8?B?R3LDvMOfZQ==?= =?ISO-8859-1?Q?_aus_K=F6ln?= (1)\r\n", 100), "Grüße aus Köln (1)");
/// ```
pub fn decode(value: &[u8], most: usize) -> String {
    let text = String::from_utf8_lossy(value);
    let mut out = String::new();
    let mut after_word = false;
    for word in text.split_whitespace() {
        if out.len() > most {
            break;
        }
        let decoded = encoded_word(word);
        // RFC 2047 §6.2: the blank between two encoded words is not part of the text.
        let joined = after_word && decoded.is_some();
        if !out.is_empty() && !joined {
            out.push(' ');
        }
        after_word = decoded.is_some();
        out.push_str(decoded.as_deref().unwrap_or(word));
    }
    let mut clean: String = out.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).filter(|c| !hidden(*c)).collect();
    let end = (0..=most.min(clean.len())).rev().find(|end| clean.is_char_boundary(*end)).unwrap_or(0);
    clean.truncate(end);
    clean
}

/// A text as it may stand in a header: as it is when ASCII, else in encoded words of whole characters, one a line. The text
/// is one line; its length is the caller's concern.
///
/// ```
/// use postkontor::mail::encoded::encode;
/// assert_eq!((encode("Hello").as_str(), encode("Grüße").as_str()), ("Hello", "=?utf-8?B?R3LDvMOfZQ==?="));
/// ```
pub fn encode(text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut words = vec![String::new()];
    for c in text.chars() {
        if words.last().is_none_or(|w| w.len() + c.len_utf8() > 42) {
            words.push(String::new());
        }
        if let Some(last) = words.last_mut() {
            last.push(c);
        }
    }
    let encode = |word: &String| format!("=?utf-8?B?{}?=", STANDARD.encode(word));
    words.iter().map(encode).collect::<Vec<_>>().join("\r\n ")
}

/// A text as the body of a part in base64: lines of 76 characters, each with its CRLF. Lines of the text end in CRLF.
pub fn base64_lines(text: &str) -> String {
    let encoded = STANDARD.encode(text);
    let mut out = String::with_capacity(encoded.len() + encoded.len() / 36 + 2);
    for line in encoded.as_bytes().chunks(76) {
        out.extend(line.iter().map(|c| char::from(*c)));
        out.push_str("\r\n");
    }
    out
}

/// `=?charset?B or Q?text?=`; `None` when it is none of those we know.
fn encoded_word(word: &str) -> Option<String> {
    let mut parts = word.strip_prefix("=?")?.strip_suffix("?=")?.splitn(3, '?');
    let (charset, encoding, text) = (parts.next()?, parts.next()?, parts.next()?);
    // RFC 2231 §5: a language may follow the character set.
    let charset = charset.split('*').next()?;
    let octets = match encoding {
        "B" | "b" => STANDARD.decode(text).ok()?,
        "Q" | "q" => quoted(text)?,
        _ => return None,
    };
    match charset.to_ascii_lowercase().as_str() {
        "utf-8" | "us-ascii" => String::from_utf8(octets).ok(),
        "iso-8859-1" => Some(octets.into_iter().map(char::from).collect()),
        _ => None,
    }
}

/// RFC 2047 §4.2.
fn quoted(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(c) = rest.next() {
        out.push(match c {
            b'_' => b' ',
            b'=' => {
                let mut digit = || char::from(rest.next()?).to_digit(16);
                (digit()? * 16 + digit()?) as u8
            }
            c => c,
        });
    }
    Some(out)
}

/// Characters that are not seen, or that turn the text around them.
fn hidden(c: char) -> bool {
    c.is_control() || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn what_cannot_be_decoded_stays_as_it_is_written() {
        for word in ["=?x-unknown?Q?a?=", "=?utf-8?B?***?=", "=?utf-8?Q?=G1?=", "=?utf-8?X?a?=", "=?utf-8?Q?=FF?=", "=?utf-8?"] {
            assert_eq!(decode(word.as_bytes(), 100), word);
        }
        assert_eq!(decode(b"plain =?utf-8?q?=C3=A4?= text", 100), "plain ä text");
    }

    #[test]
    fn nothing_in_a_subject_breaks_the_line_or_turns_it_around() {
        assert_eq!(decode(b"a\r\n b\x07\x1bc", 100), "a bc");
        assert_eq!(decode("=?utf-8?Q?a=0D=0Ab?= \u{202e}x".as_bytes(), 100), "a  b x");
        assert_eq!(decode("öööö".as_bytes(), 3), "ö");
        assert!(decode(&[b'='; 100_000], 200).len() <= 200);
    }
}
