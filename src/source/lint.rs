//! What a schema cannot say: checks on the words of a tree, whether or not the schema held.

use std::ops::Range;

use super::markdown::{self, Parsed};
use super::place::locate;
use super::yaml::{Key, Node, Value};
use crate::diag::{Code, Finding, Sink};

/// A file under examination.
pub struct Lint<'a> {
    /// Its name.
    pub file: &'a str,
    /// Its text.
    pub source: &'a str,
    /// Whether the fonts draw a character.
    pub covers: &'a dyn Fn(char) -> bool,
}

impl Lint<'_> {
    /// A finding at a range of a node's words.
    pub fn at(&self, code: Code, node: &Node, range: &Range<usize>, message: impl Into<String>) -> Finding {
        Finding::new(code, message).at(self.file, locate(self.source, node, range))
    }

    /// A finding at a whole node.
    pub fn node(&self, code: Code, node: &Node, message: impl Into<String>) -> Finding {
        Finding::new(code, message).at(self.file, node.range.clone())
    }

    /// A finding at a key.
    pub fn key(&self, code: Code, key: &Key, message: impl Into<String>) -> Finding {
        Finding::new(code, message).at(self.file, key.range.clone())
    }

    /// Every printed word of the file: nothing invisible, nothing that the fonts lack.
    pub fn characters(&self, node: &Node, sink: &mut Sink) {
        match &node.value {
            Value::Str(text) => self.text_characters(node, text, sink),
            Value::Seq(items) => items.iter().for_each(|n| self.characters(n, sink)),
            Value::Map(pairs) => {
                for (key, value) in pairs {
                    if !UNPRINTED.contains(&key.name.as_str()) {
                        self.characters(value, sink);
                    }
                }
            }
            _ => {}
        }
    }

    fn text_characters(&self, node: &Node, text: &str, sink: &mut Sink) {
        let mut missing: Vec<char> = Vec::new();
        for (i, c) in text.char_indices() {
            let range = i..i + c.len_utf8();
            let code = c as u32;
            if c == '\n' || c == ' ' {
                continue;
            }
            if invisible(c) {
                sink.push(
                    self.at(Code::InvisibleCharacter, node, &range, format!("a character that prints nothing (U+{code:04X})"))
                        .hint("delete it: it often comes along when text is copied from a web page"),
                );
            } else if !(self.covers)(c) && !missing.contains(&c) {
                missing.push(c);
                sink.push(
                    self.at(Code::MissingGlyph, node, &range, format!("the fonts have no character `{c}` (U+{code:04X})"))
                        .hint("write it with Latin letters and ordinary signs, or add a font that has it to `fonts/`"),
                );
            }
        }
    }

    /// Telephone numbers typed by hand, in any of the given texts.
    pub fn numbers(&self, nodes: &[&Node], sink: &mut Sink) {
        for node in nodes {
            let Some(text) = node.as_str() else { continue };
            for range in typed_numbers(text) {
                let number = &text[range.clone()];
                let hint = match number {
                    "911" => "write [](fact:call-911) in Markdown texts; elsewhere say it without the number".to_owned(),
                    "988" => "write [](fact:crisis-988) in Markdown texts; elsewhere say it without the number".to_owned(),
                    _ => "name the fact whose number it is, [](fact:ID), so that one review keeps it right everywhere".to_owned(),
                };
                sink.push(self.at(Code::TypedNumber, node, &range, format!("the number `{number}` is typed by hand")).hint(hint));
            }
        }
    }

    /// Parses a Markdown value; its problems become findings.
    pub fn markdown(&self, node: &Node, sink: &mut Sink) -> Parsed {
        let parsed = markdown::parse(node.as_str().unwrap_or_default());
        for problem in &parsed.problems {
            sink.push(self.at(Code::Markdown, node, &problem.range, problem.message.clone()).hint(problem.hint.clone()));
        }
        parsed
    }

    /// Ids that must differ.
    pub fn distinct(&self, what: &str, ids: &[&Node], sink: &mut Sink) {
        for (i, node) in ids.iter().enumerate() {
            let Some(id) = node.as_str() else { continue };
            if let Some(first) = ids[..i].iter().find(|n| n.as_str() == Some(id)) {
                let line = self.source[..first.range.start].matches('\n').count() + 1;
                sink.push(
                    self.node(Code::DuplicateId, node, format!("the {what} `{id}` stands here twice"))
                        .hint(format!("the first one is on line {line}: give one of them another id")),
                );
            }
        }
    }
}

/// Keys whose values are never printed as words.
const UNPRINTED: &[&str] = &["reviewer_notes", "language_exceptions", "evidence", "logo", "recorded_by"];

/// Characters that print nothing: controls, zero-width, soft hyphen, direction marks, private use.
fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c as u32,
            0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
            | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFC
            | 0xE000..=0xF8FF | 0xE0000..=0xE0FFF | 0xF0000..=0x10FFFF)
}

/// Telephone numbers in a text: 911, 988, five digits and more, in groups or not; no dates, years or web addresses.
pub fn typed_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if text[i..].starts_with("](") || text[i..].starts_with("://") {
            // A web address: skip to its end.
            i += text[i..].find([')', ' ', '\n']).unwrap_or(text.len() - i);
            continue;
        }
        let begins = bytes[i].is_ascii_digit()
            && (i == 0 || !(bytes[i - 1].is_ascii_alphanumeric() || bytes[i - 1] == b'.' && i > 1 && bytes[i - 2].is_ascii_digit()));
        if !begins {
            i += text[i..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let mut end = i;
        let mut j = i;
        // Groups of digits joined by one or two of these signs.
        while j < bytes.len() {
            if bytes[j].is_ascii_digit() {
                j += 1;
                end = j;
            } else if matches!(bytes[j], b'-' | b'.' | b' ' | b'(' | b')' | b'/')
                && j - end < 2
                && bytes[j + 1..].iter().take(2).any(u8::is_ascii_digit)
            {
                j += 1;
            } else {
                break;
            }
        }
        let run = &text[i..end];
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let followed = text[end..].chars().next().is_some_and(char::is_alphanumeric);
        let emergency = run == "911" || run == "988";
        let date = run.len() == 10 && crate::model::date::parse(run).is_some();
        let groups = run.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).count();
        let listed = groups > 1 && run.split(|c: char| !c.is_ascii_digit()).all(|g| g.len() < 3);
        if !followed && (emergency || digits >= 7 && !date && !listed || (5..7).contains(&digits) && groups == 1) {
            found.push(i..end);
        } else if groups > 1 {
            // "911 988" is two numbers; look at each group.
            let mut at = i;
            for group in run.split(|c: char| !c.is_ascii_digit()) {
                if group == "911" || group == "988" {
                    found.push(at..at + group.len());
                }
                at += group.len() + 1;
            }
        }
        i = end.max(i + 1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_numbers_are_seen() {
        for (text, number) in [
            ("Call 911 now.", "911"),
            ("llame al 988.", "988"),
            ("call 1-800-662-4357 today", "1-800-662-4357"),
            ("(555) 555-0123", "555) 555-0123"),
            ("555.555.0123", "555.555.0123"),
            ("text 435748", "435748"),
            ("Call +1 800 662 4357", "1 800 662 4357"),
        ] {
            let found = typed_numbers(text);
            assert_eq!(found.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(), [number], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "64 of 100 against 37", "2 to 3 minutes", "since 2024", "on 2026-11-24", "24/7", "[x](https://a.org/PMC5690811/)",
            "30 to 90 minutes", "4 mg", "1. 2. 3.", "https://example.org/1234567", "1988", "911a",
        ] {
            assert_eq!(typed_numbers(text), Vec::<Range<usize>>::new(), "{text}");
        }
    }
}
