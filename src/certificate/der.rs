//! The little of ASN.1 (X.690) that no library reads or writes for us: small tags only. Lengths that are not said
//! beforehand (§8.1.3.6) are read, because older programs wrap certificates so.

/// `SEQUENCE`
pub(super) const SEQUENCE: u8 = 0x30;
/// `INTEGER`
pub(super) const INTEGER: u8 = 0x02;
/// `OCTET STRING`
pub(super) const OCTETS: u8 = 0x04;
/// `OBJECT IDENTIFIER`
pub(super) const OBJECT: u8 = 0x06;
/// `SET`
pub(super) const SET: u8 = 0x31;
/// `[0]`, with elements in it.
pub(super) const CONTEXT_0: u8 = 0xa0;

/// One element: tag, what is in it, and all its octets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Element<'a> {
    pub(super) tag: u8,
    pub(super) body: &'a [u8],
    pub(super) whole: &'a [u8],
}

impl<'a> Element<'a> {
    /// The elements in it, up to the first that cannot be read.
    pub(super) fn children(self) -> Children<'a> {
        Children(self.body)
    }
}

/// Elements one after the other.
#[derive(Debug)]
pub(super) struct Children<'a>(&'a [u8]);

impl<'a> Iterator for Children<'a> {
    type Item = Element<'a>;

    fn next(&mut self) -> Option<Element<'a>> {
        let (element, rest) = first(self.0)?;
        self.0 = rest;
        Some(element)
    }
}

/// The first element of these octets, and what comes after it.
pub(super) fn first(data: &[u8]) -> Option<(Element<'_>, &[u8])> {
    within(data, DEEPEST)
}

fn within(data: &[u8], depth: usize) -> Option<(Element<'_>, &[u8])> {
    let (&tag, rest) = data.split_first()?;
    let (&short, rest) = rest.split_first()?;
    let (length, rest) = match short {
        0..=0x7f => (usize::from(short), rest),
        0x80 if tag & CONSTRUCTED != 0 => (ended(rest, depth.checked_sub(1)?)?, rest),
        0x81..=0x84 => {
            let (octets, rest) = rest.split_at_checked(usize::from(short & 0x7f))?;
            (octets.iter().fold(0, |length, octet| (length << 8) | usize::from(*octet)), rest)
        }
        _ => return None,
    };
    let (body, after) = rest.split_at_checked(length)?;
    let after = if short == 0x80 { after.strip_prefix(&END)? } else { after };
    let whole = data.get(..data.len() - after.len())?;
    (tag & 0x1f != 0x1f).then_some((Element { tag, body, whole }, after))
}

/// How many octets the elements up to the end mark are.
fn ended(data: &[u8], depth: usize) -> Option<usize> {
    let mut rest = data;
    while !rest.starts_with(&END) {
        rest = within(rest, depth)?.1;
    }
    Some(data.len() - rest.len())
}

/// The element that these octets are, white space at the end not counted.
pub(super) fn only(data: &[u8]) -> Option<Element<'_>> {
    first(data).filter(|(_, rest)| rest.iter().all(u8::is_ascii_whitespace)).map(|(element, _)| element)
}

/// An element of these parts.
pub(super) fn wrap(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let octets = length.to_be_bytes();
    let octets = octets.get(octets.iter().take_while(|octet| **octet == 0).count()..).unwrap_or_default();
    let mut made = Vec::with_capacity(length + octets.len() + 2);
    made.push(tag);
    match length {
        0..=0x7f => made.push(length as u8),
        _ => {
            made.push(0x80 | octets.len() as u8);
            made.extend_from_slice(octets);
        }
    }
    parts.iter().for_each(|part| made.extend_from_slice(part));
    made
}

const CONSTRUCTED: u8 = 0x20;
const END: [u8; 2] = [0, 0];
/// Elements in elements whose length is not said beforehand: each level is read through again for the next one.
const DEEPEST: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back_at_every_length_of_the_length() {
        for length in [0, 1, 127, 128, 255, 256, 65_535, 65_536] {
            let body = vec![7; length];
            let made = wrap(OCTETS, &[&body, &[]]);
            let (element, rest) = first(&made).unwrap();
            assert_eq!((element.tag, element.body, element.whole, rest), (OCTETS, &body[..], &made[..], &[][..]));
            assert_eq!(first(&made[..made.len() - 1]), None);
        }
        let pair = wrap(SEQUENCE, &[&wrap(INTEGER, &[&[1]]), &wrap(OCTETS, &[b"x"])]);
        assert_eq!(only(&pair).unwrap().children().map(|e| e.tag).collect::<Vec<_>>(), [INTEGER, OCTETS]);
        assert_eq!(only(&[&pair[..], b"\r\n"].concat()).unwrap().whole, pair);
        assert_eq!(only(&[&pair[..], b"x"].concat()), None);
    }

    #[test]
    fn an_element_may_end_with_a_mark_but_not_without_end() {
        let inner = wrap(INTEGER, &[&[0, 0]]);
        let open = [&[SEQUENCE, 0x80][..], &[CONTEXT_0, 0x80], &inner, &[0, 0, 0, 0], b"x"].concat();
        let (element, rest) = first(&open).unwrap();
        assert_eq!((element.whole.len(), rest), (open.len() - 1, &b"x"[..]));
        assert_eq!(element.children().next().unwrap().children().map(|e| e.whole).collect::<Vec<_>>(), [&inner[..]]);
        assert_eq!(first(&open[..open.len() - 2]), None);
        assert_eq!(first(&[OCTETS, 0x80, 0, 0]), None);
        let deep = [[SEQUENCE, 0x80].repeat(DEEPEST + 1), vec![0; 2 * (DEEPEST + 1)]].concat();
        assert_eq!(first(&deep), None);
        assert!(first(&deep[2..deep.len() - 2]).is_some());
    }
}
