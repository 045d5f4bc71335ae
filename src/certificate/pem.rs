//! PEM (RFC 7468), read as leniently as files in the field need: any text around, any line ends, headers.

use crate::mail::Secret;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;

/// One block.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Block<'a> {
    /// Between `BEGIN` and the dashes.
    pub(super) label: &'a str,
    /// `Proc-Type: 4,ENCRYPTED` (RFC 1421 §4.6.1.1): its content is no DER.
    pub(super) encrypted: bool,
    body: Vec<&'a [u8]>,
}

impl Block<'_> {
    /// What it holds; `None` where that is no base64.
    pub(super) fn der(&self) -> Option<Vec<u8>> {
        unarmoured(Secret::new(self.body.concat()).expose())
    }
}

/// All blocks of a text that have an end.
pub(super) fn blocks(text: &[u8]) -> Vec<Block<'_>> {
    let mut found = vec![];
    let mut open: Option<Block<'_>> = None;
    for line in text.split(|octet| matches!(octet, b'\n' | b'\r')).map(<[u8]>::trim_ascii) {
        if let Some(label) = marked(line, "-----BEGIN ") {
            open = Some(Block { label, encrypted: false, body: vec![] });
        } else if marked(line, "-----END ").is_some() {
            found.extend(open.take());
        } else if let Some(block) = &mut open {
            match line.contains(&b':') {
                true => block.encrypted |= line.starts_with(b"Proc-Type") && line.ends_with(b"ENCRYPTED"),
                false if block.encrypted || line.starts_with(b"DEK-Info") => {}
                false => block.body.push(line),
            }
        }
    }
    found
}

/// Base64 with white space in it.
pub(super) fn unarmoured(text: &[u8]) -> Option<Vec<u8>> {
    // It may be a key: what lies between is wiped.
    let mut compact = Vec::with_capacity(text.len());
    compact.extend(text.iter().filter(|octet| !octet.is_ascii_whitespace()));
    STANDARD.decode(Secret::new(compact).expose()).ok()
}

/// A block as it is written: lines of 64 characters.
pub(super) fn encode(label: &str, der: &[u8]) -> String {
    // It may be a key: what is put together here is wiped, and nothing grows, which would leave copies behind.
    let base64 = Secret::new(STANDARD.encode(der));
    let lines = base64.expose().as_bytes().chunks(64).filter_map(|line| std::str::from_utf8(line).ok());
    let mut text = String::with_capacity(base64.expose().len() / 64 * 65 + 2 * label.len() + 100);
    ["-----BEGIN ", label, "-----\n"].iter().for_each(|part| text.push_str(part));
    lines.for_each(|line| [line, "\n"].iter().for_each(|part| text.push_str(part)));
    ["-----END ", label, "-----\n"].iter().for_each(|part| text.push_str(part));
    text
}

/// Certificates, one after the other.
pub(super) fn of_chain(chain: &[Vec<u8>]) -> String {
    chain.iter().map(|certificate| encode("CERTIFICATE", certificate)).collect()
}

fn marked<'a>(line: &'a [u8], begin: &str) -> Option<&'a str> {
    // A mark of the order of octets, as some editors leave it before the first line.
    let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line);
    let label = line.strip_prefix(begin.as_bytes())?.strip_suffix(b"-----")?;
    std::str::from_utf8(label).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_between_other_text_and_read_back() {
        let der: Vec<u8> = (0..200).collect();
        let text = format!("\u{feff}{}Bag Attributes\n  x: y\r\n\r\n{}", encode("A", &der), encode("B C", b"x").replace('\n', "\r\n"));
        let found = blocks(text.as_bytes());
        assert_eq!(
            found.iter().map(|b| (b.label, b.encrypted, b.der())).collect::<Vec<_>>(),
            [("A", false, Some(der)), ("B C", false, Some(b"x".to_vec()))]
        );
        assert_eq!(blocks(b"-----BEGIN A-----\nAAAA\n"), []);
        let old =
            b"-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nAAAA\n-----END RSA PRIVATE KEY-----";
        assert!(blocks(old)[0].encrypted);
    }
}
