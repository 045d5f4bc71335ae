//! What of a structured header field stands in quotes or in comments (RFC 5322 §3.2.2, §3.2.4). Pure.

/// Where a letter stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Where letters mean what they are: it may be part of an address, or tell addresses apart.
    Plain,
    /// In a quoted string; its quotation marks and backslashes count.
    Quoted,
    /// In a comment, which may have others in it; its parentheses and backslashes count.
    Comment,
}

/// Follows a field letter by letter.
///
/// ```
/// use postkontor::mail::quoting::{Place, Quoting};
/// let mut quoting = Quoting::default();
/// let plain: String = "\"a, b\" (at (home)) <c@d>".chars().filter(|c| quoting.take(*c) == Place::Plain).collect();
/// assert_eq!((plain.as_str(), quoting.is_closed()), ("  <c@d>", true));
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Quoting {
    quoted: bool,
    depth: u32,
    escaped: bool,
}

impl Quoting {
    /// Takes the next letter; an octet of UTF-8 serves as well, as only ASCII matters.
    pub fn take(&mut self, letter: char) -> Place {
        let inside = match (self.quoted, self.depth) {
            (true, _) => Place::Quoted,
            (_, 0) => Place::Plain,
            _ => Place::Comment,
        };
        if std::mem::take(&mut self.escaped) {
            return inside;
        }
        match (letter, inside) {
            ('\\', Place::Quoted | Place::Comment) => self.escaped = true,
            ('"', Place::Plain | Place::Quoted) => {
                self.quoted = !self.quoted;
                return Place::Quoted;
            }
            ('(', Place::Plain | Place::Comment) => {
                self.depth += 1;
                return Place::Comment;
            }
            (')', Place::Comment) => self.depth -= 1,
            _ => {}
        }
        inside
    }

    /// Whether a quoted string has begun and not ended.
    pub fn is_quoted(&self) -> bool {
        self.quoted
    }

    /// Whether everything that has begun has ended.
    pub fn is_closed(&self) -> bool {
        !self.quoted && self.depth == 0 && !self.escaped
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `p`, `q` and `c` for each letter, and whether all of it is closed.
    fn places(text: &str) -> (String, bool) {
        let mut quoting = Quoting::default();
        let letter = |c| match quoting.take(c) {
            Place::Plain => 'p',
            Place::Quoted => 'q',
            Place::Comment => 'c',
        };
        let places = text.chars().map(letter).collect();
        (places, quoting.is_closed())
    }

    #[test]
    fn quotes_hide_parentheses_and_comments_hide_quotes() {
        for (text, wanted, closed) in [
            ("a\"(\"b", "pqqqp", true),
            ("a(\")b", "pcccp", true),
            ("(a(b)c)d", "cccccccp", true),
            ("\"a\\\"b\"c", "qqqqqqp", true),
            ("(\\))a", "ccccp", true),
            ("a\\\"b", "ppqq", false),
            ("a)b", "ppp", true),
            ("(a", "cc", false),
            ("\"\\", "qq", false),
        ] {
            assert_eq!(places(text), (wanted.to_owned(), closed), "{text}");
        }
    }
}
