//! Markdown text to blocks; the only file that knows the Markdown crate.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::delimiters::{Escaped, unescaped};
use super::html;
use super::lines::minus;
use super::marks;
use super::numbers::ListNumbers;
use super::open::{InlineKind, OpenBlocks};
use super::parsed::{FactUse, MarkdownProblem, Parsed};
use super::quote::Quote;
use super::unclear::{self, Unclear};
use crate::model::letters::composed;
use crate::model::rich::{Block, Inline};

/// Parses a text.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let escaped = Escaped::new(text);
    parsed.blocks = MarkdownReader::new(&escaped.text, &mut parsed, &|i| escaped.place(i), false).read();
    html::tell(text, &mut parsed.problems);
    parsed
}

const QUOTATION: &str =
    "start the box with `> [!NOTE] Title`; where it means more than, write \"more than\"; else take out the `>`";
const SUBSET: &str = "use paragraphs, lists, **strong**, *emphasis*, [words](https://...), and the boxes `> [!NOTE] Title` and `> [!FACT] id`";

/// Reads one level of text: the whole, or the inside of a box.
struct MarkdownReader<'a> {
    text: &'a str,
    /// Where problems and facts are collected.
    out: &'a mut Parsed,
    /// Maps offsets of `text` to those of the whole.
    shift: &'a dyn Fn(usize) -> usize,
    in_note: bool,
    open: OpenBlocks,
    /// The run of words that was read last: the parser cuts words at every sign that might be a mark.
    words: Range<usize>,
    /// The lines of each paragraph, and of each list item before its own.
    lines: Vec<Vec<Range<usize>>>,
    numbers: ListNumbers,
    /// Where stars and low lines are printed as they stand.
    stars: Vec<usize>,
}

impl<'a> MarkdownReader<'a> {
    fn new(text: &'a str, out: &'a mut Parsed, shift: &'a dyn Fn(usize) -> usize, in_note: bool) -> Self {
        Self {
            text,
            out,
            shift,
            in_note,
            open: OpenBlocks::default(),
            words: 0..0,
            lines: Vec::new(),
            numbers: ListNumbers::default(),
            stars: Vec::new(),
        }
    }

    fn read(mut self) -> Vec<Block> {
        let mut events = Parser::new_ext(self.text, Options::empty()).into_offset_iter();
        if !self.in_note {
            // Those of boxes are among them.
            let definitions = events.reference_definitions().iter().map(|(_, d)| d.span.clone()).collect();
            self.definitions(definitions);
        }
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(tag) => self.start(tag, range, &mut events),
                Event::End(tag) => self.end(tag, range),
                Event::Text(shown) => self.shown(shown, range),
                Event::SoftBreak => {
                    self.line(range.end);
                    self.open.push_inline(Inline::Text(" ".to_owned()));
                }
                Event::HardBreak => {
                    self.problem(
                        range,
                        "a forced line break",
                        "take out the backslash or the two spaces at the end of the line",
                    );
                    self.open.push_inline(Inline::Text(" ".to_owned()));
                }
                Event::Code(_) => self.problem(range, "code cannot be printed here", "take out the backticks"),
                Event::Html(_) | Event::InlineHtml(_) => self.problem(range, "HTML cannot be printed here", SUBSET),
                Event::Rule => self.problem(
                    range,
                    "a rule cannot be printed here",
                    "take the line out; sections are set apart automatically",
                ),
                // Extensions, none of which is turned on.
                Event::InlineMath(_)
                | Event::DisplayMath(_)
                | Event::FootnoteReference(_)
                | Event::TaskListMarker(_) => {
                    self.problem(range, "Markdown outside the subset cannot be printed here", SUBSET);
                }
            }
        }
        self.foreign_marks();
        self.unclear();
        self.open.finish()
    }

    fn problem(&mut self, range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.say(range, message.into(), hint.into(), false);
    }

    fn say(&mut self, range: Range<usize>, message: String, hint: String, unclear: bool) {
        let range = (self.shift)(range.start)..(self.shift)(range.end);
        self.out.problems.push(MarkdownProblem { range, message, hint, unclear });
    }

    /// Notes the line of a paragraph that begins there.
    fn line(&mut self, start: usize) {
        let line = self.text[start..].lines().next().unwrap_or_default();
        let begins = start + line.len() - line.trim_start_matches([' ', '>']).len();
        if self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        if let Some(paragraph) = self.lines.last_mut() {
            paragraph.push(begins..begins.max(start + line.trim_end().len()));
        }
    }

    /// Says what may be right as it is.
    fn tell(&mut self, it: Unclear) {
        self.say(it.range, it.what, it.hint, !it.sure);
    }

    /// Lines and signs that are printed otherwise than they were typed, once all of them are known.
    fn unclear(&mut self) {
        let text = self.text;
        for lines in std::mem::take(&mut self.lines) {
            unclear::run_together(text, &lines).into_iter().for_each(|it| self.tell(it));
        }
        unclear::stars(text, &std::mem::take(&mut self.stars)).into_iter().for_each(|it| self.tell(it));
    }

    /// Addresses of links by reference, which print nothing.
    fn definitions(&mut self, mut spans: Vec<Range<usize>>) {
        spans.sort_by_key(|span| span.start);
        for span in spans {
            self.problem(
                span,
                "a line that begins with [words]: prints nothing",
                "write an address beside its words, [words](https://...), or take out the brackets",
            );
        }
    }

    fn start<'e>(
        &mut self,
        tag: Tag,
        range: Range<usize>,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        match tag {
            Tag::Paragraph => {
                self.lines.push(Vec::new());
                self.line(range.start);
                self.open.begin_paragraph();
            }
            Tag::Strong => self.open.begin_inline(InlineKind::Strong),
            Tag::Emphasis => self.open.begin_inline(InlineKind::Emph),
            Tag::Link { dest_url, link_type, title, .. } => {
                if !title.is_empty() {
                    self.problem(
                        range.clone(),
                        "a link with a title",
                        "leave out the words in quotes after the address",
                    );
                }
                if !matches!(link_type, LinkType::Inline | LinkType::Autolink | LinkType::Email) {
                    self.problem(
                        range,
                        "a link by reference",
                        "write the address beside the words: [words](https://...)",
                    );
                }
                self.open.begin_inline(InlineKind::Link(dest_url.into_string()));
            }
            Tag::List(start) => {
                self.open.end_implicit();
                self.begin_numbers(start, range.start);
                self.open.begin_list(start.is_some());
            }
            Tag::Item => {
                self.lines.push(Vec::new());
                if let Some((typed, printed)) = self.numbers.item(&self.text[range.start..]) {
                    self.tell(unclear::other_number(range.start, typed, printed));
                }
                self.open.begin_item(self.out.problems.len());
            }
            Tag::BlockQuote(_) => {
                self.open.end_implicit();
                skip(events, tag.to_end(), range.end);
                if let Some(block) = self.quotation(range) {
                    self.open.push_block(block);
                }
            }
            other => {
                if !matches!(other, Tag::Image { .. }) {
                    self.open.end_implicit();
                }
                let (what, hint) = outside(&other);
                self.problem(range.clone(), format!("{what} cannot be printed here"), hint);
                skip(events, other.to_end(), range.end);
            }
        }
    }

    /// Notes the numbers of a list, which begins at a place.
    fn begin_numbers(&mut self, start: Option<u64>, at: usize) {
        let goes_on = self.numbers.begin(start);
        if start.is_some_and(|n| n != 1) {
            let hint = if start.is_some_and(|n| n > 20) {
                "if this is no list, put a backslash between the number and its dot; else start it at 1"
            } else if goes_on {
                "if it goes on with the list above, indent each line that stands between by three spaces; else start it at 1"
            } else {
                "start it at 1; the numbers are set automatically"
            };
            self.problem(at..at + 1, "a numbered list that does not start at 1", hint);
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.open.end_paragraph(),
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link => {
                let Some((kind, content)) = self.open.end_inline() else { return };
                let inline = match kind {
                    InlineKind::Strong => Some(Inline::Strong(content)),
                    InlineKind::Emph => Some(Inline::Emph(content)),
                    InlineKind::Link(url) => self.link(url, content, &range),
                    InlineKind::Paragraph => None,
                };
                if let Some(inline) = inline {
                    self.open.push_inline(inline);
                }
            }
            TagEnd::Item => {
                let Some(item) = self.open.end_item() else { return };
                if item.content.is_empty() && self.out.problems.len() == item.problems {
                    self.problem(range, "an empty list item", "write its words, or take the line out");
                }
                self.open.push_item(item.content);
            }
            TagEnd::List(_) => {
                self.numbers.end();
                let Some((list, depth)) = self.open.end_list() else { return };
                if matches!(&list, Block::List { ordered: false, items } if items.len() == 1)
                    && minus(self.text, range.start)
                {
                    self.tell(unclear::lost_minus(range.start));
                }
                if depth > 1 {
                    self.problem(range, "a list within a list within a list", "use at most two levels");
                }
                self.open.push_block(list);
            }
            // Ends of what cannot be printed are skipped together with it.
            _ => {}
        }
    }

    /// Words as they are shown, from a range in which they may be written otherwise.
    fn shown(&mut self, shown: CowStr, range: Range<usize>) {
        if self.words.end == range.start {
            self.words.end = range.end;
        } else {
            self.foreign_marks();
            self.words = range.clone();
        }
        let (start, written) = (range.start, &self.text[range.clone()]);
        if written != &*shown {
            self.problem(range, format!("`{written}` cannot be printed here"), html::entity(&shown));
        }
        let mark = written.find(['*', '_']).map(|i| start + i);
        if let Some(mark) = mark.filter(|at| !self.text[..*at].ends_with('\\')) {
            self.stars.push(mark);
        }
        self.open.push_inline(Inline::Text(shown.into_string()));
    }

    /// Marks that readers of other Markdown dialects expect to work, in the run of words that has ended.
    fn foreign_marks(&mut self) {
        if !marks::may_hold_marks(&self.text[self.words.clone()]) {
            return;
        }
        for (range, what, hint) in marks::foreign(self.text, &self.words) {
            self.problem(range, format!("{what} cannot be printed here"), hint);
        }
        let unmarked = marks::unmarked_box(self.text, &self.words);
        unmarked.into_iter().for_each(|line| self.tell(unclear::unmarked_box(line)));
        for (range, link) in marks::broken_links(self.text, &self.words) {
            self.tell(unclear::broken_link(range, &link));
        }
    }

    fn link(&mut self, url: String, content: Vec<Inline>, range: &Range<usize>) -> Option<Inline> {
        if let Some(id) = url.strip_prefix("fact:") {
            if !content.is_empty() {
                self.problem(
                    range.clone(),
                    "a fact with words of its own",
                    format!("leave the brackets empty: [](fact:{id}) prints its number"),
                );
            }
            self.fact(range.clone(), id, true);
            return Some(Inline::FactNumber(id.to_owned()));
        }
        if content.is_empty() {
            self.problem(range.clone(), "a link without words", "write what the reader sees between the brackets");
            return None;
        }
        let mail = !url.contains(':') && url.contains('@');
        let url = if mail { format!("mailto:{url}") } else { url };
        if !["https://", "http://", "mailto:"].iter().any(|scheme| url.starts_with(scheme)) {
            let hint = if url.starts_with("tel:") {
                "name the number as a fact: [](fact:ID)"
            } else {
                "begin the address with https://"
            };
            self.problem(range.clone(), format!("the link `{url}` does not lead to a web page or mail address"), hint);
            return None;
        }
        Some(Inline::Link { url, content })
    }

    fn fact(&mut self, range: Range<usize>, id: &str, number: bool) {
        let range = (self.shift)(range.start)..(self.shift)(range.end);
        self.out.facts.push(FactUse { range, id: id.to_owned(), number });
    }

    /// A box: `> [!NOTE] Title` with text, or `> [!FACT] id`.
    fn quotation(&mut self, range: Range<usize>) -> Option<Block> {
        let quote = Quote::new(self.text, &range);
        let first = range.start..range.start + self.text[range].lines().next().unwrap_or_default().len();
        let Some((kind, rest)) = quote.head().strip_prefix("[!").and_then(|h| h.split_once(']')) else {
            let head = quote.head();
            let (what, hint) = match head.strip_prefix('[').filter(|h| h.starts_with("NOTE") || h.starts_with("FACT")) {
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
        match kind {
            "FACT" => self.fact_box(&quote, rest.trim(), first),
            "NOTE" => self.note(&quote, rest.trim(), first),
            other => {
                self.problem(
                    first,
                    format!("there is no box called `{other}`"),
                    "the boxes are `[!NOTE] Title` and `[!FACT] id`",
                );
                None
            }
        }
    }

    fn fact_box(&mut self, quote: &Quote, id: &str, first: Range<usize>) -> Option<Block> {
        if id.is_empty() || !quote.body().trim().is_empty() {
            self.problem(
                first,
                "a fact box that is not just an id",
                "write `> [!FACT] id` alone, with an empty line before and after",
            );
        }
        if id.is_empty() {
            return None;
        }
        let start = quote.place_in_head(quote.head().find(id).unwrap_or(0));
        self.fact(start..start + id.len(), id, false);
        Some(Block::Fact(id.to_owned()))
    }

    fn note(&mut self, quote: &Quote, title: &str, first: Range<usize>) -> Option<Block> {
        let body = quote.body();
        if title.is_empty() || body.trim().is_empty() {
            self.problem(
                first,
                "a note without a title or without text",
                "write `> [!NOTE] Title`, and the text on lines below, each beginning with `> `",
            );
            return None;
        }
        if title.replace("\\*", "").replace("\\_", "").contains(['*', '_', '[', '`']) {
            self.problem(first, "Markdown in the title of a note", "write the title in plain words");
        }
        if let Some(line) = quote.unmarked() {
            self.tell(unclear::unmarked(line));
        }
        let outer = self.shift;
        let shift = |i: usize| outer(quote.place_in_body(i));
        let blocks = MarkdownReader::new(body, self.out, &shift, true).read();
        Some(Block::Note { title: composed(&unescaped(title)), blocks })
    }
}

/// What something outside the subset is, and what to do about it.
fn outside(tag: &Tag) -> (&'static str, &'static str) {
    match tag {
        Tag::Heading { .. } => {
            ("a heading", "headings are the keys `heading` and `question`; make it a section of its own")
        }
        Tag::CodeBlock(CodeBlockKind::Indented) => {
            ("text indented by four spaces", "start the line at the left edge of the text")
        }
        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => ("a block of code", "take out the lines with ``` or ~~~"),
        Tag::HtmlBlock => ("HTML", SUBSET),
        Tag::Image { .. } => ("an image", SUBSET),
        _ => ("Markdown outside the subset", SUBSET),
    }
}

/// Takes the events up to the end of something that has begun, or up to those behind the place where it ends.
fn skip<'e>(events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>, closing: TagEnd, end: usize) {
    let mut depth = 1;
    for (event, range) in events {
        match event {
            Event::Start(tag) if tag.to_end() == closing => depth += 1,
            Event::End(tag) if tag == closing => depth -= 1,
            // What stands inside is skipped.
            _ => {}
        }
        if depth == 0 || range.start > end {
            break;
        }
    }
}
