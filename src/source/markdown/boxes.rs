//! Boxes: quotations that begin with a mark.

use std::ops::Range;

use super::delimiters::unescaped;
use super::parsed::UseKind;
use super::quote::Quote;
use super::reader::MarkdownReader;
use super::unclear;
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
            let (what, hint) = match head.strip_prefix('[').filter(|h| is_box(h)) {
                Some(rest) => ("a box without its `!`", format!("write `> [!{rest}`")),
                None => ("a quotation cannot be printed here", QUOTATION.to_owned()),
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
                self.problem(first, format!("there is no box called `{kind}`"), BOXES);
                None
            }
        }
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
        let body = quote.body();
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
        let title = Some(composed(&unescaped(title))).filter(|title| !title.is_empty());
        Some(Block::Box { kind, title, blocks })
    }
}

/// Whether the first line of a quotation begins like that of a box without its `!`.
fn is_box(head: &str) -> bool {
    let word = head.split(']').next().unwrap_or_default();
    ["FACT", "FIGURE"].contains(&word) || BoxKind::ALL.iter().any(|kind| kind.mark() == word)
}
