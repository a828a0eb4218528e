//! Characters that print nothing, or that the fonts lack.

use super::Lint;
use super::coverage::Print;
use crate::diag::{Code, Finding, Sink};
use crate::model::letters::ordinary;
use crate::source::markdown::items::begins_item;
use crate::source::markdown::lines::{as_table, cells};
use crate::source::yaml::{Value, YamlNode};

/// Keys whose values are never printed as words.
const UNPRINTED: &[&str] = &["reviewer_notes", "language_exceptions", "exceptions", "evidence", "logo", "recorded_by"];

impl Lint<'_> {
    /// Every printed word of the file: nothing invisible, nothing that the fonts lack.
    pub fn characters(&self, node: &YamlNode, sink: &mut Sink) {
        self.characters_but(node, &[], sink);
    }

    /// The same but for values that have a check of their own.
    pub(crate) fn characters_but(&self, node: &YamlNode, but: &[&YamlNode], sink: &mut Sink) {
        let mut invisible = Vec::new();
        self.characters_below(node, but, &mut invisible, sink);
        sink.extend(invisible.into_iter().map(InvisibleCount::finding));
    }

    /// The same, with those that print nothing counted: a text that was pasted has hundreds of them.
    fn characters_below(&self, node: &YamlNode, but: &[&YamlNode], seen: &mut Vec<InvisibleCount>, sink: &mut Sink) {
        if but.iter().any(|own| std::ptr::eq(*own, node)) {
            return;
        }
        match &node.value {
            Value::Str(text) => {
                self.text_characters(node, text, seen, sink);
                self.placeholder(node, text, sink);
            }
            Value::Seq(items) => items.iter().for_each(|n| self.characters_below(n, but, seen, sink)),
            Value::Map(pairs) => {
                for (key, value) in pairs {
                    if !UNPRINTED.contains(&key.name.as_str()) {
                        self.characters_below(value, but, seen, sink);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {}
        }
    }

    /// The ordinary letters and signs that a character stands for, where the fonts have them.
    fn plainer(&self, c: char) -> Option<String> {
        let plain = ordinary(c)?;
        let drawn = |c: char| c == ' ' || self.coverage.print(c) == Print::Drawn;
        plain.chars().all(drawn).then_some(plain)
    }

    /// The first tab of a text, for all of them: rows of a spreadsheet have many.
    fn tab(&self, node: &YamlNode, text: &str, tab: usize) -> Finding {
        let what = "a tab, which prints nothing";
        let (mut at, mut above): (usize, Option<(usize, &str)>) = (0, None);
        for line in text.split_inclusive('\n') {
            let row = cells(line).len() > 1 && line.trim().contains('\t');
            if let Some((mark, words)) = bulleted(line).filter(|_| line.contains('\t')) {
                let begin = at + line.len() - line.trim_start().len();
                return self
                    .at(Code::InvisibleCharacter, node, &(begin..at + line.trim_end().len()), what)
                    .hint(format!("type a space in its place: `{mark} {words}`"));
            }
            if let Some((begin, first)) = above.filter(|_| row) {
                return self
                    .at(Code::InvisibleCharacter, node, &(begin..begin + first.trim_end().len()), what)
                    .hint(as_table(&cells(first)));
            }
            above = row.then_some((at, line));
            at += line.len();
        }
        self.at(Code::InvisibleCharacter, node, &(tab..tab + 1), what).hint(BETWEEN)
    }

    fn text_characters(&self, node: &YamlNode, text: &str, seen: &mut Vec<InvisibleCount>, sink: &mut Sink) {
        if self.coverage.draws_all(text) {
            return;
        }
        let (mut missing, mut tabbed): (Vec<char>, bool) = (Vec::new(), false);
        for (i, c) in text.char_indices() {
            let print = self.coverage.print(c);
            if print == Print::Drawn {
                continue;
            }
            if c == '\t' {
                // A bullet of a word processor is told of as an item of a list.
                let line = &text[text[..i].rfind('\n').map_or(0, |at| at + 1)..];
                if bulleted(line.lines().next().unwrap_or_default()).is_some_and(|(mark, _)| is_bullet(mark)) {
                    continue;
                }
                if !std::mem::replace(&mut tabbed, true) {
                    sink.push(self.tab(node, text, i));
                }
                continue;
            }
            let (range, code) = (i..i + c.len_utf8(), u32::from(c));
            if print == Print::Invisible {
                match seen.iter_mut().find(|it| it.sign == c) {
                    Some(it) => it.count += 1,
                    None => {
                        let first = self.at(Code::InvisibleCharacter, node, &range, String::new());
                        seen.push(InvisibleCount { sign: c, count: 1, first });
                    }
                }
            } else if !missing.contains(&c) {
                missing.push(c);
                sink.push(
                    self.at(
                        Code::MissingGlyph,
                        node,
                        &range,
                        if c.is_whitespace() {
                            format!("a space that is none of the keyboard's (U+{code:04X})")
                        } else {
                            format!("the fonts have no character `{c}` (U+{code:04X})")
                        },
                    )
                    .hint(match self.plainer(c) {
                        Some(plain) if plain.trim().is_empty() => "type a space in its place".to_owned(),
                        Some(plain) => format!("type `{plain}` in its place"),
                        None => "write it with Latin letters and ordinary signs, or add a font that has it to `fonts/`"
                            .to_owned(),
                    }),
                );
            }
        }
    }
}

/// How often a character stands in a file that prints nothing, and where first.
struct InvisibleCount {
    sign: char,
    count: usize,
    /// A finding without its message.
    first: Finding,
}

impl InvisibleCount {
    /// All of them as one finding.
    fn finding(self) -> Finding {
        let code = u32::from(self.sign);
        let often = match self.count {
            1 => String::new(),
            n => format!(", {n} times in this file, first here"),
        };
        let message = format!("a character that prints nothing (U+{code:04X}){often}");
        let hint = match self.sign {
            c if between_words(c) => BETWEEN,
            '\u{a0}' => "type a space in its place: it comes along when text is copied from a web page or Word",
            _ => "delete it: it often comes along when text is copied from a web page",
        };
        Finding { message, ..self.first }.hint(hint)
    }
}

/// Mark and words of a line that begins like an item of a list, with a tab between them.
fn bulleted(line: &str) -> Option<(&str, &str)> {
    let (mark, words) = line.trim().split_once('\t')?;
    let count = mark.strip_suffix(['.', ')']).is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    let marks = is_bullet(mark) || count || ["-", "*", "+", "o"].contains(&mark);
    Some((mark, words.trim())).filter(|(_, words)| marks && !words.is_empty() && !words.contains('\t'))
}

/// Whether a sign is a bullet of a word processor, which a text is never printed with.
fn is_bullet(mark: &str) -> bool {
    mark.chars().count() == 1 && begins_item(&format!("{mark} a")) && !mark.is_ascii()
}

/// What to do about characters that stand in the place of spaces.
const BETWEEN: &str = "delete it and type a space, or write each part on a line of its own";

/// Whether a character that prints nothing stands in the place of a space: line breaks of word processors.
fn between_words(c: char) -> bool {
    matches!(c, '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}
