//! The words of a value as a reader sees them, each letter with its place in what was typed.

use std::cell::OnceCell;
use std::ops::Range;

use super::Lint;
use crate::diag::{Code, Finding};
use crate::model::rich::{Block, Inline, fact_marks};
use crate::source::markdown;
use crate::source::yaml::YamlNode;

/// Stands for the number of a fact, or what else the text only names.
pub(crate) const FACT_NUMBER: char = '\u{fffc}';

/// A text with blanks where it names facts, each with the sign for a number at its beginning.
pub(super) fn without_names(text: &str) -> String {
    let mut blanked = text.to_owned();
    for (range, _) in fact_marks(text) {
        let blank = " ".repeat(range.len() - FACT_NUMBER.len_utf8());
        blanked.replace_range(range, &format!("{FACT_NUMBER}{blank}"));
    }
    blanked
}

/// How far ahead a printed letter is looked for, in bytes of what was typed: between two letters stand only marks.
const AHEAD: usize = 400;

/// What a line of printed words is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineKind {
    /// A paragraph or an item of a list.
    Running,
    /// A heading or the title of a box.
    Heading,
    /// A line of a cell of a table.
    Cell,
    /// A fact that is printed whole.
    Fact,
    /// A value without Markdown.
    Plain,
}

/// Printed words. A line break stands between paragraphs, items, boxes and the lines of a cell, and nowhere else.
pub(crate) struct PrintedWords<'a> {
    /// The value.
    node: &'a YamlNode,
    /// The words.
    words: String,
    /// What each line is.
    kinds: Vec<LineKind>,
    /// Where the letters stand in a Markdown value, from the first time that it is asked; others stand where they are.
    letters: Option<OnceCell<LetterPlaces>>,
}

/// For each letter where it begins in the words, and where it stands in the value.
type LetterPlaces = Vec<(usize, Range<usize>)>;

impl<'a> PrintedWords<'a> {
    /// A value that is printed as it is, its line breaks as spaces; `None` where it is no text.
    pub(crate) fn plain(node: &'a YamlNode) -> Option<Self> {
        let words = without_names(node.as_str()?).replace('\n', " ");
        Some(Self { node, words, kinds: vec![LineKind::Plain], letters: None })
    }

    /// A Markdown value, of which the blocks were parsed.
    pub(crate) fn rich(node: &'a YamlNode, blocks: &[Block]) -> Self {
        let mut walk = Walk { text: "", at: 0, words: String::new(), kinds: Vec::new(), letters: None };
        walk.blocks(blocks);
        Self { node, words: walk.words, kinds: walk.kinds, letters: Some(OnceCell::new()) }
    }

    /// The value.
    pub(crate) fn node(&self) -> &'a YamlNode {
        self.node
    }

    /// The lines, without their breaks.
    pub(crate) fn lines(&self) -> impl Iterator<Item = (LineKind, Range<usize>)> {
        let mut from = 0;
        self.words.split('\n').zip(&self.kinds).map(move |(line, kind)| {
            let range = from..from + line.len();
            from = range.end + 1;
            (*kind, range)
        })
    }

    /// All of them.
    pub(crate) fn words(&self) -> &str {
        &self.words
    }

    /// Where a range of the words stands in the value.
    pub(crate) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let Some(letters) = &self.letters else { return range.clone() };
        let letters = letters.get_or_init(|| self.align());
        let letter = |at: usize| letters[..letters.partition_point(|(from, _)| *from <= at)].last();
        let start = letter(range.start).map_or(0, |(_, place)| place.start);
        let end = letter(range.end.saturating_sub(1)).map_or(start, |(_, place)| place.end);
        start..end.max(start)
    }

    /// The letters of a Markdown value held against what was typed.
    fn align(&self) -> LetterPlaces {
        let text = self.node.as_str().unwrap_or_default();
        let mut walk = Walk { text, at: 0, words: String::new(), kinds: Vec::new(), letters: Some(Vec::new()) };
        walk.blocks(&markdown::parse(text).blocks);
        debug_assert_eq!(walk.words, self.words);
        walk.letters.unwrap_or_default()
    }
}

/// Blocks as they are printed, on demand held against the text that they were parsed from.
struct Walk<'a> {
    text: &'a str,
    /// What stands before it is found.
    at: usize,
    words: String,
    /// What the lines are that have ended.
    kinds: Vec<LineKind>,
    /// Where the letters stand, if that is wanted.
    letters: Option<LetterPlaces>,
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(content) => self.line(content, LineKind::Running),
                Block::Heading(content) => self.line(content, LineKind::Heading),
                Block::List { items, .. } => items.iter().for_each(|item| self.blocks(&item.blocks)),
                Block::Table { head, rows } => {
                    head.iter().chain(rows.iter().flatten()).for_each(|cell| self.line(cell, LineKind::Cell));
                }
                Block::Box { title, blocks, .. } => {
                    if let Some(title) = title {
                        self.run(title);
                        self.end_line(LineKind::Heading);
                    }
                    self.blocks(blocks);
                }
                Block::Figure(id) => self.skip(id),
                Block::Fact(id) => {
                    self.skip(id);
                    self.push(FACT_NUMBER, self.at..self.at);
                    self.end_line(LineKind::Fact);
                }
            }
        }
    }

    fn push(&mut self, c: char, place: Range<usize>) {
        if let Some(letters) = &mut self.letters {
            letters.push((self.words.len(), place));
        }
        self.words.push(c);
    }

    /// A line; that of a cell may hold breaks of its own.
    fn line(&mut self, content: &[Inline], kind: LineKind) {
        let from = self.words.len();
        self.inline(content);
        let breaks = self.words[from..].matches('\n').count();
        self.kinds.extend(std::iter::repeat_n(kind, breaks));
        self.end_line(kind);
    }

    fn end_line(&mut self, kind: LineKind) {
        self.kinds.push(kind);
        self.push('\n', self.at..self.at);
    }

    fn inline(&mut self, content: &[Inline]) {
        for inline in content {
            match inline {
                Inline::Text(words) => self.run(words),
                Inline::Strong(content) | Inline::Emph(content) => self.inline(content),
                Inline::Link { url, content } => {
                    self.inline(content);
                    let rest = &self.text[self.at..];
                    let marks = rest.len() - rest.trim_start_matches(['*', '_', '\\', ' ', '\n']).len();
                    if rest[marks..].starts_with("](") {
                        self.at += marks;
                        self.skip(url.strip_prefix("mailto:").unwrap_or(url));
                        self.skip(")");
                    }
                }
                Inline::FactNumber(id) => self.named("fact", id),
                Inline::Citation(id) => self.named("ref", id),
                Inline::Clinic(detail) => self.named("clinic", detail.as_str()),
            }
        }
    }

    /// Something that is named, and stands for words that are not typed here.
    fn named(&mut self, scheme: &str, id: &str) {
        let from = self.at;
        self.skip(&format!("]({scheme}:{id}"));
        self.skip(")");
        self.push(FACT_NUMBER, from..self.at);
    }

    /// Words as they are printed: those of the text, but for marks.
    fn run(&mut self, words: &str) {
        if self.letters.is_none() {
            return self.words.push_str(words);
        }
        // The first word whole: a letter of it may stand in a mark before it.
        let first = words.split_whitespace().next().unwrap_or_default();
        if !words.starts_with(char::is_whitespace)
            && let Some(i) = self.ahead().find(first)
        {
            self.at += i;
        }
        for c in words.chars() {
            // A line of a cell, which is typed as a mark of HTML.
            if c == '\n' {
                let from = self.at;
                self.skip("<");
                self.skip(">");
                self.push(c, from..self.at);
                continue;
            }
            let same = |x: char| x == c || c == ' ' && x.is_whitespace();
            let from = match self.ahead().char_indices().find(|(_, x)| same(*x)) {
                Some((i, x)) => {
                    let from = self.at + i;
                    self.at = from + x.len_utf8();
                    from
                }
                None => self.at,
            };
            self.push(c, from..self.at);
        }
    }

    /// What stands next in the text.
    fn ahead(&self) -> &str {
        let rest = &self.text[self.at..];
        &rest[..rest.floor_char_boundary(AHEAD)]
    }

    /// Goes on behind something that is not printed.
    fn skip(&mut self, what: &str) {
        let end = self.text.floor_char_boundary(self.at + AHEAD + what.len());
        if let Some(i) = self.text[self.at..end].find(what) {
            self.at += i + what.len();
        }
    }
}

impl Lint<'_> {
    /// A finding at a range of printed words.
    pub(super) fn at_words(
        &self,
        code: Code,
        printed: &PrintedWords,
        range: &Range<usize>,
        message: impl Into<String>,
    ) -> Finding {
        self.at(code, printed.node, &printed.place(range), message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::source::{markdown, yaml};

    #[track_caller]
    fn hold(text: &str, words: &str, found: &[(&str, &str)]) {
        let yaml = format!("body: {}", serde_json::to_string(text).expect("a string"));
        let root = yaml::parse("f", &yaml, &mut Sink::default()).expect("YAML");
        let node = root.get("body").expect("body");
        let blocks = markdown::parse(text).blocks;
        let printed = PrintedWords::rich(node, &blocks);
        assert_eq!(printed.words(), words);
        for (shown, typed) in found {
            let at = printed.words().find(shown).expect("printed words");
            assert_eq!(&text[printed.place(&(at..at + shown.len()))], *typed, "{shown}");
        }
    }

    #[test]
    fn printed_letters_know_where_they_were_typed() {
        hold(
            "It was **re**[viewed](https://example.org/by)\n*by* us.\n\nCall [](fact:call-911) now.",
            "It was reviewed by us.\nCall \u{fffc} now.\n",
            &[("reviewed", "re**[viewed"), ("by", "by"), ("\u{fffc}", "[](fact:call-911)"), ("now", "now")],
        );
        hold(
            "- one\n- 2 two\n  words\n\n> [!NOTE] No one\n> by\n> himself\n\n> [!FACT] works\n\n1. works 9\\-1",
            "one\n2 two words\nNo one\nby himself\n\u{fffc}\nworks 9-1\n",
            &[("two words", "two\n  words"), ("No one", "No one"), ("by himself", "by\n> himself"), ("9-1", "9\\-1")],
        );
    }
}
