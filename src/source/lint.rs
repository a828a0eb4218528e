//! What a schema cannot say: checks on the words of a tree, whether or not the schema held.

use std::ops::Range;

use super::markdown::{self, Parsed};
use super::place::locate;
use super::yaml::{Key, Value, YamlNode};
use crate::diag::{Code, Finding, Sink};
use crate::model::person::fold;

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
    pub fn at(&self, code: Code, node: &YamlNode, range: &Range<usize>, message: impl Into<String>) -> Finding {
        Finding::new(code, message).at(self.file, locate(self.source, node, range))
    }

    /// A finding at a whole node.
    pub fn node(&self, code: Code, node: &YamlNode, message: impl Into<String>) -> Finding {
        Finding::new(code, message).at(self.file, node.range.clone())
    }

    /// A finding at a key.
    pub fn key(&self, code: Code, key: &Key, message: impl Into<String>) -> Finding {
        Finding::new(code, message).at(self.file, key.range.clone())
    }

    /// Every printed word of the file: nothing invisible, nothing that the fonts lack.
    pub fn characters(&self, node: &YamlNode, sink: &mut Sink) {
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

    fn text_characters(&self, node: &YamlNode, text: &str, sink: &mut Sink) {
        let mut missing: Vec<char> = Vec::new();
        for (i, c) in text.char_indices() {
            let range = i..i + c.len_utf8();
            let code = c as u32;
            if c == '\n' || c == ' ' {
                continue;
            }
            if invisible(c) {
                sink.push(
                    self.at(
                        Code::InvisibleCharacter,
                        node,
                        &range,
                        format!("a character that prints nothing (U+{code:04X})"),
                    )
                    .hint("delete it: it often comes along when text is copied from a web page"),
                );
            } else if !(self.covers)(c) && !missing.contains(&c) {
                missing.push(c);
                sink.push(
                    self.at(
                        Code::MissingGlyph,
                        node,
                        &range,
                        format!("the fonts have no character `{c}` (U+{code:04X})"),
                    )
                    .hint("write it with Latin letters and ordinary signs, or add a font that has it to `fonts/`"),
                );
            }
        }
    }

    /// Telephone numbers typed by hand, in texts of which only those in Markdown can name a fact instead.
    pub fn numbers(&self, nodes: &[&YamlNode], markdown: bool, sink: &mut Sink) {
        for node in nodes {
            let Some(text) = node.as_str() else { continue };
            for range in typed_numbers(text) {
                let number = text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
                let hint = match digits(&number).as_str() {
                    _ if !markdown => {
                        "say it without the number: only texts of several lines, such as `body`, can name a fact"
                    }
                    "911" => "write [](fact:call-911), which prints it",
                    "988" => "write [](fact:crisis-988), which prints it",
                    _ => {
                        "write [](fact:ID) with the id of the fact whose number it is: one review keeps it right everywhere"
                    }
                };
                sink.push(
                    self.at(Code::TypedNumber, node, &range, format!("the number `{number}` is typed by hand"))
                        .hint(hint),
                );
            }
        }
    }

    /// Reading times typed by hand.
    pub fn read_times(&self, node: &YamlNode, sink: &mut Sink) {
        let Some(text) = node.as_str() else { return };
        for range in typed_read_times(text) {
            sink.push(
                self.at(
                    Code::TypedReadTime,
                    node,
                    &range,
                    format!("the reading time `{}` is typed by hand", &text[range.clone()]),
                )
                .hint("take it out: it is counted at 200 words a minute, and printed on the first page"),
            );
        }
    }

    /// Words that claim a review outside the credits, where `claims` finds them.
    pub fn claims(&self, nodes: &[&YamlNode], claims: &[&str], sink: &mut Sink) {
        for node in nodes {
            let Some(text) = node.as_str() else { continue };
            if let Some(range) = find_words(text, claims) {
                sink.push(
                    self.at(Code::ReviewClaim, node, &range, "words that claim a review")
                        .hint("take them out: what was reviewed, by whom and when is printed in the credits, and only where it is true"),
                );
            }
        }
    }

    /// Parses a Markdown value; its problems become findings.
    pub fn markdown(&self, node: &YamlNode, sink: &mut Sink) -> Parsed {
        let parsed = markdown::parse(node.as_str().unwrap_or_default());
        for problem in &parsed.problems {
            sink.push(
                self.at(Code::Markdown, node, &problem.range, problem.message.clone()).hint(problem.hint.clone()),
            );
        }
        parsed
    }

    /// Marks of Markdown in texts that are printed as they are.
    pub fn plain(&self, nodes: &[&YamlNode], sink: &mut Sink) {
        for node in nodes {
            let text = node.as_str().unwrap_or_default();
            if let Some((i, mark)) = ["**", "](", "`", "[!"].iter().find_map(|m| text.find(m).map(|i| (i, m))) {
                sink.push(
                    self.at(Code::Markdown, node, &(i..i + mark.len()), "Markdown in a plain text")
                        .hint("this text is printed as it is: take the marks out"),
                );
            }
        }
    }

    /// Ids that a list names once.
    pub fn once(&self, what: &str, ids: &[&YamlNode], sink: &mut Sink) {
        for (i, node) in ids.iter().enumerate() {
            if let Some(id) = node.as_str()
                && ids[..i].iter().any(|n| n.as_str() == Some(id))
            {
                sink.push(
                    self.node(Code::DuplicateId, node, format!("the {what} `{id}` is named twice"))
                        .hint("take one of them out"),
                );
            }
        }
    }

    /// Ids that must differ.
    pub fn distinct(&self, what: &str, ids: &[&YamlNode], sink: &mut Sink) {
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

/// What no text may say of its own review.
pub const TEXT_CLAIMS: &[&str] = &[
    "clinically reviewed",
    "medically reviewed",
    "reviewed by",
    "reviewed and certified",
    "review recorded",
    "checked and approved",
    "health text of this handout was",
    "revisado clínicamente",
    "revisada clínicamente",
    "revisado por",
    "revisada por",
    "revisión clínica",
    "texto de salud de este folleto fue",
];

/// What nothing about a clinic may say: any word of review.
pub const CLINIC_CLAIMS: &[&str] = &["review", "certif", "approv", "revisad", "aprobad"];

/// Where one of several phrases stands in a text, whatever its capitals, accents, line breaks and marks of Markdown.
fn find_words(text: &str, phrases: &[&str]) -> Option<Range<usize>> {
    let (text, places) = folded(text);
    phrases.iter().find_map(|phrase| {
        let (words, _) = folded(phrase);
        let at = text.find(&words)?;
        Some(places[at].start..places[at + words.len() - 1].end)
    })
}

/// A text with small letters, without accents and marks of emphasis, each run of white space one space; and for each of
/// its bytes the place from which it comes.
fn folded(text: &str) -> (String, Vec<Range<usize>>) {
    let (mut out, mut places) = (String::with_capacity(text.len()), Vec::with_capacity(text.len()));
    for (i, c) in text.char_indices() {
        // The mark of a box begins its lines: "reviewed\n> by".
        let space = c.is_whitespace() || c == '>';
        if matches!(c, '*' | '_') || space && out.ends_with(' ') {
            continue;
        }
        if space {
            out.push(' ');
        } else if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(fold(c));
        }
        places.resize(out.len(), i..i + c.len_utf8());
    }
    (out, places)
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

fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// Signs that join the groups of a telephone number; copied ones have long hyphens and fixed spaces, and a line may
/// break between them.
fn joins(c: char) -> bool {
    matches!(c, '-' | '.' | ' ' | '\n' | '(' | ')' | '/' | '\u{a0}' | '\u{202f}' | '\u{2010}'..='\u{2013}')
}

/// Telephone numbers in a text: 911, 988, five digits and more, in groups or not; no dates, years or web addresses.
pub fn typed_numbers(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut i = 0;
    while let Some(c) = text[i..].chars().next() {
        let next = i + c.len_utf8();
        if text[i..].starts_with("](") || text[i..].starts_with("://") {
            // A web address: skip to its end.
            i += text[i..].find([')', ' ', '\n']).unwrap_or(text.len() - i);
            continue;
        }
        let mut before = text[..i].chars().rev();
        let inside = match before.next() {
            Some('.') => before.next().is_some_and(|c| c.is_ascii_digit()),
            before => before.is_some_and(char::is_alphanumeric),
        };
        if !c.is_ascii_digit() || inside {
            i = next;
            continue;
        }
        let end = run(text, i);
        if text[end..].chars().next().is_none_or(|c| !c.is_alphanumeric()) && is_number(&text[i..end]) {
            let opening = text[..i].trim_end_matches(['(', '+']).len();
            found.push(opening..end);
        } else {
            // "911 988" is two numbers: look at each group.
            let groups = ["911", "988"].into_iter().flat_map(|number| text[i..end].match_indices(number));
            let alone = |(at, group): (usize, &str)| {
                let (from, to) = (i + at, i + at + group.len());
                let mut beside = text[..from].chars().next_back().into_iter().chain(text[to..].chars().next());
                (!beside.any(char::is_alphanumeric)).then_some(from..to)
            };
            found.extend(groups.filter_map(alone));
        }
        i = end.max(next);
    }
    found
}

/// The end of the digits from `start` on, in groups joined by one or two signs.
fn run(text: &str, start: usize) -> usize {
    let (mut end, mut gap) = (start, 0);
    for (i, c) in text[start..].char_indices() {
        if c.is_ascii_digit() {
            (end, gap) = (start + i + 1, 0);
        } else if matches!(c, '*' | '_' | '\\') {
            // Marks of Markdown are not printed.
        } else if joins(c) && gap < 2 {
            gap += 1;
        } else {
            break;
        }
    }
    end
}

/// Whether groups of digits are a telephone number.
fn is_number(run: &str) -> bool {
    let all = digits(run);
    let groups: Vec<&str> = run.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).collect();
    let year = |group: &str| group.len() == 4 && matches!(&group[..2], "19" | "20");
    let years = match groups.as_slice() {
        [a, b] => year(a) && year(b),
        [a, b, c] => b.len() <= 2 && (year(a) && c.len() <= 2 || year(c) && a.len() <= 2),
        _ => false,
    };
    let listed = groups.len() > 1 && groups.iter().all(|g| g.len() < 3);
    let emergency = matches!(all.as_str(), "911" | "988") && (groups.len() == 1 || groups.len() == 3);
    emergency || all.len() >= 7 && !years && !listed || (5..7).contains(&all.len()) && groups.len() == 1
}

/// Reading times in a text: "6 minute read", "5-min read", "lectura de 6 minutos", "6 minutos de lectura".
fn typed_read_times(text: &str) -> Vec<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    for (i, _) in lower.match_indices("min") {
        let number = lower[..i].trim_end_matches([' ', '-', '\u{a0}']);
        let from = number.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let word = lower[i..].find(|c: char| !c.is_ascii_alphabetic()).map_or(lower.len(), |n| i + n);
        let after = lower[word..].trim_start_matches(['.', ' ', '-']);
        let (end, before) = (lower.len() - after.len(), &lower[..from]);
        if from == number.len() || !matches!(&lower[i..word], "min" | "mins" | "minute" | "minutes" | "minutos") {
            continue;
        }
        let whole = |w: &&str| after.strip_prefix(w).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic()));
        if let Some(read) = ["read", "reading", "de lectura"].into_iter().find(whole) {
            found.push(from..end + read.len());
        } else if let Some(read) =
            ["lectura de ", "reading time: ", "read time: "].into_iter().find(|w| before.ends_with(w))
        {
            found.push(from - read.len()..word);
        }
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
            ("(555) 555-0123", "(555) 555-0123"),
            ("call 1\u{2011}800\u{2011}662\u{2013}4357", "1\u{2011}800\u{2011}662\u{2013}4357"),
            ("Dial 9-1-1.", "9-1-1"),
            ("In 2 minutes call 911", "911"),
            ("555.555.0123", "555.555.0123"),
            ("text 435748", "435748"),
            ("Call +1 800 662 4357", "+1 800 662 4357"),
            ("call 555-\n0123 today", "555-\n0123"),
            ("call 1-800\n662-4357", "1-800\n662-4357"),
            ("Dial 9*1*1.", "9*1*1"),
            ("Dial 9\\-1\\-1.", "9\\-1\\-1"),
            ("call **555**-0123", "555**-0123"),
        ] {
            let found = typed_numbers(text);
            assert_eq!(found.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(), [number], "{text}");
        }
    }

    #[test]
    fn other_numbers_are_left_alone() {
        for text in [
            "64 of 100 against 37",
            "2 to 3 minutes",
            "since 2024",
            "on 2026-11-24",
            "24/7",
            "[x](https://a.org/PMC5690811/)",
            "30 to 90 minutes",
            "4 mg",
            "1. 2. 3.",
            "https://example.org/1234567",
            "1988",
            "911a",
            "from 2019-2024",
            "11/24/2026",
            "24.11.2026",
            "2026/1/2",
            "9/11",
            "la 911\u{aa}",
            "n\u{f1}911",
            "on the 24\n1. Call\n2. Wait",
            "since 2024.\n10. Wait",
        ] {
            assert_eq!(typed_numbers(text), Vec::<Range<usize>>::new(), "{text}");
        }
    }

    #[test]
    fn claims_are_seen_through_marks_and_line_breaks() {
        for (text, claim, found) in [
            ("It was Reviewed\n  by a doctor", "reviewed by", "Reviewed\n  by"),
            ("It was **reviewed** by one", "reviewed by", "reviewed** by"),
            ("Reviewed\u{a0} by one", "reviewed by", "Reviewed\u{a0} by"),
            ("> reviewed\n> by one", "reviewed by", "reviewed\n> by"),
            ("una REVISIO\u{301}N clinica", "revisión clínica", "REVISIO\u{301}N clinica"),
            ("ñandú: _reviewed_ by", "reviewed by", "reviewed_ by"),
        ] {
            assert_eq!(find_words(text, &[claim]).map(|r| &text[r]), Some(found), "{text}");
        }
        assert_eq!(find_words("a review by one", &["reviewed by"]), None);
    }

    #[test]
    fn reading_times_are_seen() {
        for (text, time) in [
            ("A 6 minute read.", "6 minute read"),
            ("A 6-min. read", "6-min. read"),
            ("Takes 12 minutes reading", "12 minutes reading"),
            ("lectura de 6 minutos", "lectura de 6 minutos"),
            ("6 minutos de lectura", "6 minutos de lectura"),
            ("Reading time: 6 min", "Reading time: 6 min"),
        ] {
            let found = typed_read_times(text);
            assert_eq!(found.iter().map(|r| &text[r.clone()]).collect::<Vec<_>>(), [time], "{text}");
        }
        for text in [
            "within 2 to 3 minutes",
            "5 minutes to read it",
            "a minute read",
            "3 minutes ready",
            "min read",
            "ñ 5 mínimo read",
        ] {
            assert_eq!(typed_read_times(text), Vec::<Range<usize>>::new(), "{text}");
        }
    }
}
