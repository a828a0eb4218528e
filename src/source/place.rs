//! From an offset in a YAML value to the bytes of the file.

use std::ops::Range;

use super::yaml::YamlNode;

/// The bytes of the file in which `range` of the node's words stands; the whole value where that cannot be told.
pub fn locate(source: &str, node: &YamlNode, range: &Range<usize>) -> Range<usize> {
    let Some(value) = node.as_str() else { return node.range.clone() };
    let start = point(source, node, value, range.start);
    let end = point(source, node, value, range.end.max(range.start));
    match (start, end) {
        (Some(start), Some(end)) if end >= start => start..end,
        (Some(start), _) => start..start + source[start..].chars().next().map_or(0, char::len_utf8),
        _ => folded(source, node, value, range).unwrap_or_else(|| node.range.clone()),
    }
}

/// The same in a value that was typed over several lines, or with escapes: letter by letter, where white space of any
/// length stands for white space.
fn folded(source: &str, node: &YamlNode, value: &str, range: &Range<usize>) -> Option<Range<usize>> {
    let mut typed = Typed::new(source, node)?;
    // White space before the first letter is skipped.
    let (mut start, mut spaces) = (None, true);
    for (at, c) in value.char_indices() {
        if at >= range.end {
            break;
        }
        let before = typed.at;
        match (c.is_whitespace(), spaces) {
            (true, true) => {}
            (true, false) => typed.skip_spaces()?,
            (false, _) => typed.skip(c)?,
        }
        spaces = c.is_whitespace();
        if at >= range.start && start.is_none() {
            start = Some(before);
        }
    }
    start.filter(|start| *start <= typed.at).map(|start| start..typed.at)
}

/// A value as it was typed, read letter by letter.
struct Typed<'a> {
    source: &'a str,
    at: usize,
    /// The quote about it, where it has one.
    quote: Option<char>,
}

impl<'a> Typed<'a> {
    /// The words of a node behind its quote, or the head of its block.
    fn new(source: &'a str, node: &YamlNode) -> Option<Self> {
        let mut at = node.range.start;
        let written = source.get(at..)?;
        let quote = written.chars().next().filter(|c| ['"', '\''].contains(c));
        if quote.is_some() {
            at += 1;
        } else if written.starts_with(['>', '|']) {
            at += written.find('\n')? + 1;
        }
        at += source[at..].len() - source[at..].trim_start().len();
        Some(Self { source, at, quote })
    }

    fn next(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    fn skip_spaces(&mut self) -> Option<()> {
        let rest = &self.source[self.at..];
        if self.quote == Some('"') && rest.starts_with('\\') {
            return self.skip_escape(None);
        }
        let spaces = rest.len() - rest.trim_start().len();
        self.at += spaces;
        (spaces > 0).then_some(())
    }

    /// Goes on behind a letter of the value.
    fn skip(&mut self, c: char) -> Option<()> {
        let next = self.next()?;
        if self.quote == Some('"') && next == '\\' {
            return self.skip_escape(Some(c));
        }
        if self.quote == Some('\'') && next == '\'' {
            self.at += 1;
        }
        (self.next()? == c).then(|| self.at += c.len_utf8())
    }

    /// Goes on behind a sign that is typed with a backslash (YAML 1.2.2, 5.7).
    fn skip_escape(&mut self, c: Option<char>) -> Option<()> {
        let sign = self.source[self.at + 1..].chars().next()?;
        let digits = match sign {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            // A line that goes on in the next one.
            '\n' | '\r' => {
                self.at += 1;
                self.at += self.source[self.at..].len() - self.source[self.at..].trim_start().len();
                return c.map_or(self.skip_spaces(), |c| self.skip(c));
            }
            _ => 0,
        };
        let end = self.at + 1 + sign.len_utf8() + digits;
        self.at = self.source.is_char_boundary(end).then_some(end)?;
        Some(())
    }
}

fn point(source: &str, node: &YamlNode, value: &str, offset: usize) -> Option<usize> {
    let offset = (0..=offset.min(value.len())).rev().find(|i| value.is_char_boundary(*i))?;
    let written = source.get(node.range.clone())?;
    if !value.contains('\n')
        && let Some(i) = written.find(value)
    {
        return Some(node.range.start + i + offset);
    }
    // A literal block: its lines are those of the value, indented. The span may begin at the `|` or at the text.
    let line = value[..offset].matches('\n').count();
    let column = offset - value[..offset].rfind('\n').map_or(0, |i| i + 1);
    let mut start = source[..node.range.start].rfind('\n').map_or(0, |i| i + 1);
    let first = &source[start..];
    let header = first.lines().next().unwrap_or_default();
    let indicator = header.trim_end();
    // A row of a table ends in a bar too.
    let is_text = value.lines().next().is_some_and(|line| line.trim() == header.trim());
    if indicator.ends_with(['|', '>', '-', '+']) && header.contains('|') && !is_text {
        start += first.find('\n')? + 1;
    }
    for _ in 0..line {
        start += source[start..].find('\n')? + 1;
    }
    let value_line = value.lines().nth(line).unwrap_or_default();
    let file_line = source[start..].lines().next().unwrap_or_default();
    let indent = file_line.len().checked_sub(value_line.len())?;
    (file_line.is_char_boundary(indent) && file_line[indent..] == *value_line).then(|| start + indent + column)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::source::yaml;

    #[track_caller]
    fn at(text: &str, word: &str) {
        let node = yaml::parse("f", text, &mut Sink::default()).expect("YAML");
        let body = node.get("body").expect("body");
        let value = body.as_str().expect("words");
        let i = value.find(word).expect("word");
        let range = locate(text, body, &(i..i + word.len()));
        assert_eq!(&text[range], word, "in {text:?} (node {:?})", body.range);
    }

    #[test]
    fn words_are_found_in_every_style() {
        at("id: a\nbody: |\n  One line.\n\n  Second WORD here.\nmore: 1\n", "WORD");
        at("id: a\nbody: |-\n    - an item\n      with WORD\n", "WORD");
        at("id: a\nbody: plain WORD here\n", "WORD");
        at("id: a\nbody: \"quoted WORD here\"\n", "WORD");
        at("x:\n- y\nbody: 'it is WORD'\n", "WORD");
        at("body: |\n  WORD\n", "WORD");
        at("body: |\n  ñandú WORD\n", "WORD");
        at("body: |\n  | a |\n  | - |\n  | WORD |\n", "WORD");
        at("id: a\nbody: >-\n  Two lines of it,\n  and a WORD here.\nmore: 1\n", "WORD");
        at("id: a\nbody: >\n\n  One.\n\n  Two and\n  a WORD\n\nmore: 1\n", "WORD");
        at("id: a\nbody: plain words that\n  go on to a WORD here\n", "WORD");
        at("id: a\nbody: 'it''s ñandú,\n  it''s a WORD'\n", "WORD");
        at("id: a\nbody: \"\\u00f1and\\xfa \\\"it\\\"\\tis,\\\n   a\n  WORD\"\n", "WORD");
    }
}
