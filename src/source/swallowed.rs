//! Words that YAML swallows without a mistake: behind a `#` that begins a comment, and those that begin with `&`, `!` or
//! `*`, which it takes for marks of its own.

use std::ops::Range;

use super::syntax::{QUOTE_IT, behind_words};
use super::yaml::{Value, YamlNode};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::model::date;

/// Keys whose values are names for the program, never words: what stands behind them is a comment.
const NAMES: &[&str] = &[
    "id",
    "region",
    "kind",
    "type",
    "width",
    "lang",
    "logo",
    "papers",
    "languages",
    "products",
    "clinics",
    "topics",
    "worksheets",
    "level",
    "call",
    "authors",
    "reviewer",
    "evidence",
];

/// What swallows words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Swallower {
    /// A `#`; in a comment set apart by spaces, that is probably meant as one.
    Comment { aside: bool },
    /// A `#` on the line of the `|` or `>` of a text.
    Header,
    /// A backslash in double quotes, with the letter that makes it a sign of its own.
    Escape(char),
    /// A `&`, `!` or `*` before a text.
    Mark(char),
}

/// Words that are swallowed.
pub(crate) struct Swallowed {
    /// Their bytes in the file.
    pub(crate) range: Range<usize>,
    by: Swallower,
}

impl Swallowed {
    /// What is wrong and what to do, still without its place.
    pub(crate) fn finding(&self) -> Finding {
        match self.by {
            Swallower::Comment { aside } => {
                let finding =
                    Finding::new(Code::CommentInText, "a comment begins at this `#`, and none of it is printed");
                let severity = if aside { Severity::Warning } else { Severity::Error };
                Finding { severity, ..finding }.hint(
                    "put the whole text in quotes, \"...\", if these words belong to it; a comment goes on a line of its own",
                )
            }
            Swallower::Header => {
                Finding::new(Code::CommentInText, "a comment begins at this `#`, and none of it is printed").hint(
                    "if these words belong to the text, move them to a line of their own below, indented as it is",
                )
            }
            Swallower::Escape(letter) => {
                let finding = Finding::new(
                    Code::YamlSyntax,
                    format!(
                        "the backslash with its `{letter}` is not printed: in double quotes it is {}",
                        escaped(letter)
                    ),
                );
                Finding { severity: Severity::Warning, ..finding }.hint(
                    "write the backslash twice if it belongs to the text, or put the text in single quotes: '...'",
                )
            }
            Swallower::Mark(mark) => Finding::new(
                Code::YamlSyntax,
                format!("a `{mark}` that YAML takes for a mark of its own, with the word behind it"),
            )
            .hint(QUOTE_IT),
        }
    }
}

/// Reports the words of a file that are swallowed.
pub(super) fn report(file: &str, text: &str, root: &YamlNode, sink: &mut Sink) {
    for swallowed in words(text, root, NAMES) {
        sink.push(swallowed.finding().at(file, swallowed.range));
    }
    if text.contains('\\') {
        let mut found = Vec::new();
        escapes(text, root, false, &mut found);
        for swallowed in found {
            sink.push(swallowed.finding().at(file, swallowed.range));
        }
    }
}

/// Keys of texts of several lines, in which somebody may break lines on purpose.
const SEVERAL_LINES: &[&str] = &["body", "answer", "introduction", "text", "reviewer_notes"];

/// What a backslash with a letter is in double quotes, where that is no character which is found anyway.
fn escaped(letter: char) -> &'static str {
    match letter {
        't' => "a tab",
        '_' => "a space",
        _ => "a line break",
    }
}

/// Backslashes in double quotes that make a letter of the text a space or line break.
fn escapes(text: &str, node: &YamlNode, several: bool, found: &mut Vec<Swallowed>) {
    match &node.value {
        Value::Map(pairs) => {
            // Where a path is typed, the check of the logo says so.
            for (key, node) in pairs.iter().filter(|(key, _)| key.name != "logo") {
                escapes(text, node, SEVERAL_LINES.contains(&key.name.as_str()), found);
            }
        }
        Value::Seq(items) => items.iter().for_each(|item| escapes(text, item, several, found)),
        Value::Str(_) => {
            let written = text.get(node.range.clone()).unwrap_or_default();
            if written.starts_with('"') {
                found.extend(escape(written, several).map(|(at, letter)| {
                    let start = node.range.start + at;
                    Swallowed { range: start..start + 2, by: Swallower::Escape(letter) }
                }));
            }
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {}
    }
}

/// The first such backslash, and its letter; in a text of several lines only between letters of a word.
fn escape(written: &str, several: bool) -> Option<(usize, char)> {
    let mut from = 0;
    while let Some(at) = written[from..].find('\\').map(|i| from + i) {
        let letter = written[at + 1..].chars().next()?;
        let before = written[..at].chars().next_back();
        let behind = written.get(at + 2..).and_then(|rest| rest.chars().next());
        let in_word = before.is_some_and(|c| c.is_alphanumeric() || c == ':') && behind.is_some_and(char::is_lowercase);
        if matches!(letter, 'n' | 'r' | 't' | '_') && (!several || in_word) {
            return Some((at, letter));
        }
        from = at + 1 + letter.len_utf8();
    }
    None
}

/// The words of a file that are swallowed, in its order; the values of keys in `names` are none.
pub(crate) fn words(text: &str, root: &YamlNode, names: &[&str]) -> Vec<Swallowed> {
    let mut found = Vec::new();
    // Most files have comments on lines of their own alone, and no such marks.
    let marks = text.bytes().any(|byte| matches!(byte, b'&' | b'!' | b'*'));
    let comments = text.lines().any(|line| behind_words(line).is_some());
    if marks || comments {
        let mut walk = SwallowedWalk { text, names, marks, comments, found };
        walk.node(root, false);
        found = walk.found;
    }
    found
}

/// A walk through a file for what swallows words.
struct SwallowedWalk<'a> {
    text: &'a str,
    names: &'a [&'a str],
    /// Whether the file has marks of YAML, or signs that look like them.
    marks: bool,
    /// Whether a comment stands behind words anywhere in it.
    comments: bool,
    found: Vec<Swallowed>,
}

impl SwallowedWalk<'_> {
    fn node(&mut self, node: &YamlNode, named: bool) {
        let text = self.text;
        if self.marks {
            self.found.extend(mark(text, node).filter(|_| !is_block(text, node)));
        }
        match &node.value {
            Value::Map(pairs) => {
                for (key, node) in pairs {
                    self.node(node, self.names.contains(&key.name.as_str()));
                }
            }
            Value::Seq(items) => items.iter().for_each(|item| self.node(item, named)),
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => {
                if !named && self.comments {
                    let block = is_block(text, node);
                    self.found.extend(if block { behind_header(text, node) } else { comment(text, node) });
                }
            }
        }
    }
}

/// An anchor, a tag or an alias: the mark and what follows it up to the next space.
fn mark(text: &str, node: &YamlNode) -> Option<Swallowed> {
    let start = node.range.start.min(text.len());
    let own = text[start..].starts_with(['&', '!', '*']);
    let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let before = text[line..start].trim_end_matches([' ', '\t']);
    let word = before.rfind([' ', '\t', '[', '{', ',']).map_or(0, |i| i + 1);
    let (from, to) = if own {
        (start, text[start..].find([' ', '\t', '\n', ',', ']', '}']).map_or(text.len(), |i| start + i))
    } else if before[word..].starts_with(['&', '!']) && before.len() < start - line {
        (line + word, line + before.len())
    } else {
        return None;
    };
    let mark = text[from..].chars().next()?;
    Some(Swallowed { range: from..to, by: Swallower::Mark(mark) })
}

/// Whether a value is written under `|` or `>`, where a `#` is a sign like any other.
fn is_block(text: &str, node: &YamlNode) -> bool {
    let header = |line: &str| {
        let line = behind_words(line).map_or(line, |at| &line[..at]).trim_end();
        let line = line.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '+' | '-'));
        line.strip_suffix(['|', '>']).is_some_and(|before| before.is_empty() || before.ends_with([' ', '\t']))
    };
    let start = node.range.start.min(text.len());
    let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let (before, rest) = (&text[line..start], &text[start..]);
    rest.starts_with(['|', '>'])
        || header(before)
        || before.trim().is_empty() && text[..line].lines().rev().find(|l| !l.trim().is_empty()).is_some_and(header)
}

/// A comment behind the `|` or `>` of a value, where it has no space: `#1` is no comment that anybody would write.
fn behind_header(text: &str, node: &YamlNode) -> Option<Swallowed> {
    let start = node.range.start.min(text.len());
    let line = text[..start].rfind('\n').map_or(0, |i| i + 1);
    let marked =
        |line: &str| behind_words(line).is_some_and(|at| line[..at].trim_end().ends_with(['|', '>', '-', '+']));
    // The value may begin at its mark, or on the line below.
    let above = text[..line.saturating_sub(1)].rfind('\n').map_or(0, |i| i + 1);
    let header = [line, above].into_iter().find(|from| marked(text[*from..].lines().next().unwrap_or_default()))?;
    let words = text[header..].lines().next().unwrap_or_default();
    let at = behind_words(words)?;
    let tight = words[at + 1..].starts_with(|c: char| !c.is_whitespace() && c != '#');
    let range = header + at..header + words.trim_end().len();
    tight.then_some(Swallowed { range, by: Swallower::Header })
}

/// The comment behind a value on its line, where it may be words of the value.
fn comment(text: &str, node: &YamlNode) -> Option<Swallowed> {
    let written = text.get(node.range.clone()).unwrap_or_default();
    let end = match node.value {
        Value::Null if written.trim().is_empty() => marks_end(text, node.range.start.min(text.len())),
        _ => node.range.start + written.trim_end().len(),
    };
    let rest = text[end..].lines().next().unwrap_or_default();
    let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let comment = &rest[blanks..];
    if !comment.starts_with('#') || blanks == 0 {
        return None;
    }
    // `#2` is no comment that anybody would write.
    let tight = comment[1..].starts_with(|c: char| !c.is_whitespace() && c != '#');
    let words = match &node.value {
        Value::Str(value) => !written.starts_with(['"', '\'']) && date::parse(value).is_none(),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Seq(_) | Value::Map(_) => false,
    };
    let aside = blanks > 1 && !tight;
    if !tight && (!words || aside && is_name(written.trim())) {
        return None;
    }
    let start = end + blanks;
    Some(Swallowed { range: start..start + comment.trim_end().len(), by: Swallower::Comment { aside } })
}

/// Where the marks end behind which nothing stands but a comment: an empty value stands before the colon of its key, and
/// in a list behind the comment.
fn marks_end(text: &str, start: usize) -> usize {
    let colon = text[start..].trim_start_matches(['"', '\'', ' ']);
    if colon.starts_with(':') {
        return text.len() - colon.len() + 1;
    }
    let before = text[..start].trim_end();
    let line = before.rfind('\n').map_or(0, |i| i + 1);
    let comment = behind_words(&before[line..]).map_or(before.len(), |at| line + at);
    before[..comment].trim_end().len()
}

/// Whether a value looks like an id of several words, which no sentence does.
fn is_name(value: &str) -> bool {
    value.contains('-') && value.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::yaml;

    /// What is lost of a text, and whether that is an error.
    #[track_caller]
    fn seen(text: &str) -> Vec<(&str, bool)> {
        let mut sink = Sink::default();
        let root = yaml::parse("f", text, &mut sink).unwrap_or_else(|| panic!("{text:?}: {:?}", sink.into_sorted()));
        let found = words(text, &root, NAMES).into_iter();
        found.map(|it| (&text[it.range.clone()], it.finding().severity == Severity::Error)).collect()
    }

    #[test]
    fn words_behind_a_sign_are_seen() {
        for (text, words) in [
            ("heading: Door #2 is ours\n", "#2 is ours"),
            ("heading: Door # 2 is ours\n", "# 2 is ours"),
            ("heading: Door\t#2\n", "#2"),
            ("a:\n  - Suite #400\n  - Town\n", "#400"),
            ("a:\n- heading: Door #2\n  brief: x\n", "#2"),
            ("a: We are\n  behind Door #2\nb: 1\n", "#2"),
            ("heading: #2 is ours\n", "#2 is ours"),
            ("a:\n  - #2 is ours\n", "#2 is ours"),
            ("heading: \"Door\" #2 is ours\n", "#2 is ours"),
            ("heading: 5 #2\n", "#2"),
            ("name: Ana # 2", "# 2"),
            ("when: 2026-01-02 #2\n", "#2"),
            ("a: x|\nheading: Door #2\n", "#2"),
            ("body: | #1 rule of sleep:\n  Rest.\n", "#1 rule of sleep:"),
            ("summary: >- #1 rule\n  Rest.\n", "#1 rule"),
            ("a:\n  - body: |\n      Rest.\n    text: | #2 is it\n      Rest.\n", "#2 is it"),
            ("title: &home we\n", "&home"),
            ("title: !Stop now\n", "!Stop"),
            ("title: ! stop\n", "!"),
            ("a:\n  - !!Stop now\n", "!!Stop"),
            ("a: [b, &c d]\n", "&c"),
            ("a: [b, !c d]\n", "!c"),
        ] {
            assert_eq!(seen(text), [(words, true)], "{text:?}");
        }
        assert_eq!(seen("name: Ana Roe   # the mother\n"), [("# the mother", false)]);
    }

    #[test]
    fn backslashes_that_are_lost_are_seen() {
        let seen = |text: &str| {
            let mut sink = Sink::default();
            let root = yaml::parse("f", text, &mut sink).expect("YAML");
            report("f", text, &root, &mut sink);
            let findings = sink.into_sorted();
            assert!(findings.iter().all(|f| f.severity == Severity::Warning), "{findings:?}");
            findings.iter().filter_map(|f| Some(text[f.place.as_ref()?.range.clone()].to_owned())).collect::<Vec<_>>()
        };
        for (text, signs) in [
            ("title: \"Sleep\\night plan\"\n", "\\n"),
            ("title: \"C:\\temp\"\n", "\\t"),
            ("a:\n  - label: \"Sign\\_here\"\n", "\\_"),
            ("body: \"Sleep\\night plan\"\n", "\\n"),
        ] {
            assert_eq!(seen(text), [signs], "{text}");
        }
        for text in [
            "body: \"One.\\n\\nTwo.\"\n",
            "title: \"a \\\\n b \\\" c\"\n",
            "title: 'Sleep\\night'\n",
            "body: |\n  a\\nb\n",
        ] {
            assert_eq!(seen(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn comments_are_left_alone() {
        for text in [
            "# a comment\nid: a # the folder\nb: 1 # one\nc: true   # yes\n",
            "body: |\n  Door #2 is ours # so it is\n  # and this\n",
            "body: >-   # folded\n  Door #2\n",
            "a:\n  - |\n    Door #2\n",
            "a: \"Door #2\"   # quoted\nb: 'x # y' # z\n",
            "a: C#2 and a#b\n",
            "when: 2026-01-02   # the day\nhow: does-offer      # its id\n",
            "a: [b, c]   # list\nd: {e: f}   # block\n",
            "a:   # nothing\n  b: c\n",
            "languages:\n  - en # English\n  - es\n",
            "a:\n# between\n  b: c\n",
            "a: x & y !\nb: Stop! *now*\nc: |\n  &x\n  !y *z*\nd: \"!x\"\ne: '*y'\n",
        ] {
            assert_eq!(seen(text), [], "{text:?}");
        }
    }
}
