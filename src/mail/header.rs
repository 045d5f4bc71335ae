//! Header fields of a message (RFC 5322 §2.2), read without copying and without trust.

/// One header field: the name as written and the raw value with its folds, both without the final CRLF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field<'a> {
    /// The name, as written.
    pub name: &'a [u8],
    /// Everything behind the colon.
    pub value: &'a [u8],
}

impl Field<'_> {
    /// Whether the field has this name (compared without regard to case).
    pub fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name.as_bytes())
    }
}

/// The header fields of a message, in order, up to the empty line. A line that is no field ends the header block too.
#[derive(Debug, Clone)]
pub struct Fields<'a> {
    rest: &'a [u8],
}

/// Reads the fields a message starts with.
///
/// ```
/// use postkontor::mail::header::fields;
/// let names: Vec<_> = fields(b"To: a\r\n b\r\nDate: x\r\n\r\nBody: no").map(|f| f.name).collect();
/// assert_eq!(names, [&b"To"[..], b"Date"]);
/// ```
pub fn fields(message: &[u8]) -> Fields<'_> {
    Fields { rest: message }
}

/// The subject of a message as people read it, on one line of at most 250 octets; `None` when it has none here.
pub fn subject(message: &[u8]) -> Option<String> {
    let field = fields(message).find(|f| f.is("Subject"))?;
    Some(super::encoded::decode(&field.value[..field.value.len().min(4_000)], 250))
}

/// How many `Received` fields the message has: its hops so far (RFC 5321 §6.3).
pub fn hops(message: &[u8]) -> usize {
    fields(message).filter(|f| f.is("Received")).count()
}

/// The length of the header block with the empty line that ends it; the whole length when there is none.
pub fn block_length(message: &[u8]) -> usize {
    if message.starts_with(b"\r\n") {
        return 2;
    }
    memchr::memmem::find(message, b"\r\n\r\n").map_or(message.len(), |at| at + 4)
}

impl<'a> Iterator for Fields<'a> {
    type Item = Field<'a>;

    fn next(&mut self) -> Option<Field<'a>> {
        let colon = memchr::memchr2(b':', b'\n', self.rest)?;
        let name = &self.rest[..colon];
        // RFC 5322 §2.2: names are printable ASCII; blanks before the colon are obsolete but seen.
        let name = name.trim_ascii_end();
        if self.rest[colon] != b':' || name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            self.rest = &[];
            return None;
        }
        let mut end = colon + 1;
        loop {
            let Some(at) = memchr::memchr(b'\n', &self.rest[end..]) else {
                end = self.rest.len();
                break;
            };
            end += at + 1;
            // A line that starts with a blank goes on with the same field.
            if !matches!(self.rest.get(end), Some(b' ' | b'\t')) {
                break;
            }
        }
        let value = self.rest[colon + 1..end].strip_suffix(b"\n").unwrap_or(&self.rest[colon + 1..end]);
        let value = value.strip_suffix(b"\r").unwrap_or(value);
        self.rest = &self.rest[end..];
        Some(Field { name, value })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folded_fields_are_one_field_and_the_body_is_none() {
        let message = b"Received: a\r\n\tb\r\nRECEIVED : c\r\n\r\nReceived: body\r\n";
        assert_eq!(hops(message), 2);
        let all: Vec<_> = fields(message).collect();
        assert_eq!(all[0].value, b" a\r\n\tb");
        assert!(all[1].is("received"));
        assert_eq!(block_length(message), message.len() - b"Received: body\r\n".len());
    }

    #[test]
    fn a_message_without_headers_has_no_fields() {
        assert_eq!(fields(b"\r\nhello").count(), 0);
        assert_eq!(fields(b"no colon here\r\nTo: x\r\n").count(), 0);
        assert_eq!(fields(b"").count(), 0);
        assert_eq!(block_length(b"\r\nhello"), 2);
    }
}
