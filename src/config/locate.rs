//! Finds the line on which a field of a RON text stands, so that an issue found long after parsing can name it.

/// The line (1 = first) of the field that `path` names, such as `servers[1].identities[0].port`; of the nearest
/// enclosing field that is written down when that one is not. The text is one that RON has read.
///
/// ```
/// use postkontor::config::locate::line_of;
/// let text = "(\n  servers: [\n    (id: 1),\n    (id: 2,\n     name: \"x\"),\n  ],\n)";
/// assert_eq!(line_of(text, "servers[1].name"), Some(5));
/// assert_eq!(line_of(text, "servers[1].fqdn"), Some(4));
/// ```
pub fn line_of(text: &str, path: &str) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (candidate, line) in (Walk { rest: text.as_bytes(), line: 1, stack: vec![], pending: None }) {
        let rest = path.strip_prefix(candidate.as_str());
        if rest.is_some_and(|r| r.is_empty() || r.starts_with(['.', '['])) && best.is_none_or(|(length, _)| candidate.len() > length) {
            best = Some((candidate.len(), line));
        }
    }
    best.map(|(_, line)| line)
}

/// Walks over the tokens of a RON text and yields the path and line of each field and list element.
struct Walk<'a> {
    rest: &'a [u8],
    line: usize,
    stack: Vec<Level>,
    pending: Option<String>,
}

struct Level {
    path: String,
    element: Option<usize>,
    fresh: bool,
}

impl Walk<'_> {
    fn step(&mut self, octets: usize) {
        self.line += self.rest[..octets].iter().filter(|b| **b == b'\n').count();
        self.rest = &self.rest[octets..];
    }

    /// The path of the value that starts here: the pending field name, or the next element of a list.
    fn value_path(&mut self) -> Option<String> {
        if let Some(name) = self.pending.take() {
            return Some(name);
        }
        let level = self.stack.last()?;
        // A bracket right inside a bracket, as in `Some((…))`, means the same field.
        Some(level.element.map_or_else(|| level.path.clone(), |index| format!("{}[{index}]", level.path)))
    }

    fn quoted(&self) -> usize {
        let mut at = 1;
        while at < self.rest.len() && self.rest[at] != b'"' {
            at += 1 + usize::from(self.rest[at] == b'\\');
        }
        (at + 1).min(self.rest.len())
    }

    fn comment(&self) -> usize {
        let end = |needle: &[u8], past: usize| memchr::memmem::find(self.rest, needle).map_or(self.rest.len(), |at| at + past);
        if self.rest.starts_with(b"//") { end(b"\n", 0) } else { end(b"*/", 2) }
    }

    fn word(&self) -> usize {
        self.rest
            .iter()
            .position(|b| !(b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b'+')))
            .unwrap_or(self.rest.len())
            .max(1)
    }
}

impl Iterator for Walk<'_> {
    type Item = (String, usize);

    fn next(&mut self) -> Option<(String, usize)> {
        while let Some(&first) = self.rest.first() {
            if first.is_ascii_whitespace() {
                self.step(1);
                continue;
            }
            if self.rest.starts_with(b"//") || self.rest.starts_with(b"/*") {
                self.step(self.comment());
                continue;
            }
            // The first token of a list element announces the element.
            if let Some(level) = self.stack.last_mut()
                && level.element.is_some()
                && level.fresh
                && first != b']'
            {
                level.fresh = false;
                return self.value_path().map(|path| (path, self.line));
            }
            match first {
                b'(' | b'[' | b'{' => {
                    let path = self.value_path().unwrap_or_default();
                    let list = first == b'[';
                    self.stack.push(Level { path, element: list.then_some(0), fresh: true });
                    self.step(1);
                }
                b')' | b']' | b'}' => {
                    self.stack.pop();
                    self.step(1);
                }
                b',' => {
                    if let Some(level) = self.stack.last_mut() {
                        level.element = level.element.map(|index| index + 1);
                        level.fresh = true;
                    }
                    self.pending = None;
                    self.step(1);
                }
                b'"' => {
                    self.pending = None;
                    self.step(self.quoted());
                }
                _ => {
                    let word = self.rest[..self.word()].to_vec();
                    let line = self.line;
                    self.step(word.len());
                    let gap = self.rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
                    if self.rest.get(gap) == Some(&b':') && self.stack.last().is_some_and(|l| l.element.is_none()) {
                        self.step(gap + 1);
                        let base = self.stack.last().map(|l| l.path.clone()).unwrap_or_default();
                        let name = String::from_utf8_lossy(&word).into_owned();
                        let path = if base.is_empty() { name } else { format!("{base}.{name}") };
                        self.pending = Some(path.clone());
                        return Some((path, line));
                    }
                }
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_fields_past_comments_and_brackets_in_texts() {
        let text =
            "// servers: [\n(\n  note: \"a ( \\\" [ b\",\n  /* x: 1,\n */ list: [\"a\",\n \"b\"], deep: Some((\n host: \"h\",\n )),\n)";
        assert_eq!(line_of(text, "note"), Some(3));
        assert_eq!(line_of(text, "list[0]"), Some(5));
        assert_eq!(line_of(text, "list[1]"), Some(6));
        assert_eq!(line_of(text, "deep.host"), Some(7));
        assert_eq!(line_of(text, "nothing"), None);
    }
}
