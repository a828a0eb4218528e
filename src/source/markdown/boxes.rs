//! Boxes: quotations that begin with a mark.

use std::ops::Range;

use super::delimiters::unescaped;
use super::items::item_mark;
use super::parsed::{MarkdownProblem, UseKind};
use super::quote::Quote;
use super::reader::MarkdownReader;
use super::unclear;
use crate::diag::nearest;
use crate::model::letters::composed;
use crate::model::rich::{Block, BoxKind};

const QUOTATION: &str =
    "start the box with `> [!NOTE] Title`; where it means more than, write \"more than\"; else take out the `>`";
const BOXES: &str =
    "the boxes are `[!NOTE] Title`, `[!STOP]`, `[!DO]`, `[!DONT]`, `[!SAY]`, `[!FIGURE] id` and `[!FACT] id`";

impl MarkdownReader<'_> {
    /// A box: `> [!NOTE] Title` with text, others of its kind, or `> [!FACT] id`.
    pub(super) fn quotation(&mut self, range: Range<usize>) -> Option<Block> {
        let quote = Quote::new(self.text, &range);
        let first = range.start..range.start + self.text[range].lines().next().unwrap_or_default().len();
        let Some((kind, rest)) = quote.head().strip_prefix("[!").and_then(|h| h.split_once(']')) else {
            let head = quote.head();
            let (what, hint) = match head.strip_prefix('[').and_then(|h| h.split_once(']')) {
                Some((word, rest)) if known(word).is_some() && !rest.starts_with('(') => {
                    let mark = known(word).unwrap_or_default();
                    let what = if mark == word { "a box without its `!`" } else { "a box with a misspelt mark" };
                    (what, format!("write `> [!{mark}]{}`", behind_mark(rest)))
                }
                Some(_) | None => ("a quotation cannot be printed here", QUOTATION.to_owned()),
            };
            self.problem(first, what, hint);
            return None;
        };
        if !self.open.is_empty() || self.in_note {
            self.problem(first, "a box inside a list or another box", "move the box out, with an empty line before it");
            return None;
        }
        if kind == "FACT" || kind == "FIGURE" {
            return self.alone(kind, &quote, rest.trim(), first);
        }
        match BoxKind::ALL.iter().find(|known| known.mark() == kind) {
            Some(kind) => self.boxed(*kind, &quote, rest.trim(), first),
            None => {
                let hint = match known(kind) {
                    Some(mark) => format!("write `> [!{mark}]{}`", behind_mark(rest)),
                    None => BOXES.to_owned(),
                };
                self.problem(first, format!("there is no box called `{kind}`"), hint);
                None
            }
        }
    }

    /// The text of a box up to another that begins right below it.
    fn first_of<'q>(&mut self, quote: &'q Quote) -> &'q str {
        let body = quote.body();
        let mut at = 0;
        for line in body.split_inclusive('\n') {
            let word = line.strip_prefix("[!").and_then(|rest| rest.split_once(']'));
            if word.is_some_and(|(word, _)| known(word).is_some()) {
                let begin = quote.place_in_body(at);
                let hint = "put an empty line, without a `>`, between the two boxes";
                self.problem(begin..begin + line.trim_end().len(), "a second box right below the first one", hint);
                return &body[..at];
            }
            at += line.len();
        }
        body
    }

    /// Something that is named by its id: a fact, a picture.
    fn alone(&mut self, mark: &str, quote: &Quote, id: &str, first: Range<usize>) -> Option<Block> {
        if id.is_empty() || !quote.body().trim().is_empty() {
            self.problem(
                first,
                format!("a `[!{mark}]` that is not just an id"),
                format!("write `> [!{mark}] id` alone, with an empty line before and after"),
            );
        }
        if id.is_empty() {
            return None;
        }
        let start = quote.place_in_head(quote.head().find(id).unwrap_or(0));
        let place = start..start + id.len();
        let id = id.to_owned();
        Some(if mark == "FACT" {
            self.named(place, &id, UseKind::Fact);
            Block::Fact(id)
        } else {
            self.named(place, &id, UseKind::Figure);
            Block::Figure(id)
        })
    }

    fn boxed(&mut self, kind: BoxKind, quote: &Quote, title: &str, first: Range<usize>) -> Option<Block> {
        if title.starts_with(':') {
            let hint = format!("take it out: `> [!{}]{}`", kind.mark(), behind_mark(title));
            self.problem(first.clone(), "a colon behind the mark of a box", hint);
        }
        let body = self.first_of(quote);
        let lacks = match kind {
            BoxKind::Note if title.is_empty() || body.trim().is_empty() => Some((
                "a note without a title or without text",
                "write `> [!NOTE] Title`, and the text on lines below, each beginning with `> `",
            )),
            BoxKind::Stop if title.is_empty() && body.trim().is_empty() => Some((
                "a box without words",
                "write the sentence behind `> [!STOP]`, or text on lines below, each beginning with `> `",
            )),
            BoxKind::Do | BoxKind::Dont | BoxKind::Say if body.trim().is_empty() => {
                Some(("a box without text", "write the text on lines below it, each beginning with `> `"))
            }
            BoxKind::Note | BoxKind::Stop | BoxKind::Do | BoxKind::Dont | BoxKind::Say => None,
        };
        if let Some((what, hint)) = lacks {
            self.problem(first, what, hint);
            return None;
        }
        if title.replace("\\*", "").replace("\\_", "").contains(['*', '_', '[', '`']) {
            self.problem(first, "Markdown in the title of a box", "write the title in plain words");
        }
        if let Some(line) = quote.unmarked() {
            self.tell(unclear::unmarked(line));
        }
        let outer = self.shift;
        let shift = |i: usize| outer(quote.place_in_body(i));
        let blocks = MarkdownReader::new(body, self.out, &shift, true).read();
        if kind == BoxKind::Dont {
            for line in lines_of(body) {
                let range = quote.place_in_body(line.start)..quote.place_in_body(line.end);
                let range = outer(range.start)..outer(range.end);
                if begins_with(&body[line.clone()], &["no"]) {
                    self.out.spanish.push(range);
                } else if !begins_with(&body[line], FORBIDDING) {
                    self.out.problems.push(MarkdownProblem::reads_like_something_to_do(range));
                }
            }
        }
        let title = Some(composed(&unescaped(title))).filter(|title| !title.is_empty());
        Some(Block::Box { kind, title, blocks })
    }
}

/// What people write for the word of a mark, in capitals.
const OTHER_WORDS: &[(&str, &str)] = &[
    ("WARNING", "STOP"),
    ("CAUTION", "STOP"),
    ("DANGER", "STOP"),
    ("ALTO", "STOP"),
    ("PARE", "STOP"),
    ("TIP", "NOTE"),
    ("INFO", "NOTE"),
    ("IMPORTANT", "NOTE"),
    ("NOTA", "NOTE"),
    ("NO", "DONT"),
    ("DONOT", "DONT"),
    ("NEVER", "DONT"),
    ("PICTURE", "FIGURE"),
    ("IMAGE", "FIGURE"),
];

/// The mark that somebody meant by a word in brackets.
fn known(word: &str) -> Option<&'static str> {
    let typed: String = word.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_uppercase();
    let marks = || BoxKind::ALL.iter().map(|kind| kind.mark()).chain(["FACT", "FIGURE"]);
    let other = || OTHER_WORDS.iter().find(|(other, _)| *other == typed).map(|(_, mark)| *mark);
    marks().find(|mark| *mark == typed).or_else(other).or_else(|| nearest(&typed, marks()))
}

/// The words behind the mark of a box, as they are to be typed.
fn behind_mark(rest: &str) -> String {
    match rest.trim_start_matches([':', ' ']).trim_end() {
        "" => String::new(),
        words => format!(" {words}"),
    }
}

/// The words that forbid something in English or Spanish.
const FORBIDDING: &[&str] = &["don't", "don’t", "do not", "never", "nunca", "jamás"];

/// Whether a line begins with one of some words.
fn begins_with(line: &str, words: &[&str]) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    words.iter().any(|word| line.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
}

/// What the text of a box says line by line: the items of its lists, or its paragraphs where it has none.
fn lines_of(body: &str) -> Vec<Range<usize>> {
    let (mut items, mut paragraphs, mut at, mut above) = (Vec::new(), Vec::new(), 0, "");
    for line in body.split_inclusive('\n') {
        let words = line.trim_end();
        if let Some(mark) = item_mark(words) {
            items.push(at + mark..at + words.len());
        } else if !words.trim().is_empty() && above.trim().is_empty() {
            paragraphs.push(at..at + words.len());
        }
        above = line;
        at += line.len();
    }
    if items.is_empty() { paragraphs } else { items }
}
