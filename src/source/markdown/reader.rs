//! Markdown text to blocks; the only file that knows the Markdown crate.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd};

use super::delimiters::{Escaped, unescaped};
use super::html;
use super::lines::minus;
use super::marks;
use super::numbers::ListNumbers;
use super::open::{InlineKind, OpenBlocks};
use super::parsed::{MarkdownProblem, Parsed, UseKind};
use super::unclear::{self, Unclear};
use crate::model::rich::{Block, Inline, ListItem};

/// Parses a text.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let escaped = Escaped::new(text);
    parsed.blocks = MarkdownReader::new(&escaped.text, &mut parsed, &|i| escaped.place(i), false).read();
    html::tell(text, &mut parsed.problems);
    parsed
}

pub(super) const SUBSET: &str = "use paragraphs, `### headings`, lists, tables, **strong**, *emphasis*, [words](https://...), and boxes such as `> [!NOTE] Title` and `> [!FACT] id`";
/// The most levels of a list.
const LEVELS: usize = 3;

/// Reads one level of text: the whole, or the inside of a box.
pub(super) struct MarkdownReader<'a> {
    pub(super) text: &'a str,
    /// Where problems and facts are collected.
    pub(super) out: &'a mut Parsed,
    /// Maps offsets of `text` to those of the whole.
    pub(super) shift: &'a dyn Fn(usize) -> usize,
    pub(super) in_note: bool,
    pub(super) open: OpenBlocks,
    /// The run of words that was read last: the parser cuts words at every sign that might be a mark.
    words: Range<usize>,
    /// The lines of each paragraph, and of each list item before its own.
    lines: Vec<Vec<Range<usize>>>,
    numbers: ListNumbers,
    /// Where stars and low lines are printed as they stand.
    stars: Vec<usize>,
}

impl<'a> MarkdownReader<'a> {
    pub(super) fn new(text: &'a str, out: &'a mut Parsed, shift: &'a dyn Fn(usize) -> usize, in_note: bool) -> Self {
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

    pub(super) fn read(mut self) -> Vec<Block> {
        let mut events = Parser::new_ext(self.text, Options::ENABLE_TABLES).into_offset_iter();
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

    pub(super) fn problem(&mut self, range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
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
    pub(super) fn tell(&mut self, it: Unclear) {
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

    pub(super) fn start<'e>(
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
                self.open.begin_list(start.map(|first| u32::try_from(first).unwrap_or(u32::MAX)));
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
            Tag::Heading { level: HeadingLevel::H3, .. } if self.open.is_empty() && !self.in_note => {
                self.open.begin_inline(InlineKind::Heading);
            }
            Tag::Table(_) => self.begin_table(range, events),
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
        match start {
            Some(n) if n > 99 => self.problem(
                at..at + 1,
                format!("a numbered list that starts at {n}"),
                "if this is no list, put a backslash between the number and its dot; else start it at 1",
            ),
            Some(n) if n != 1 && !goes_on => self.tell(unclear::late_start(at, n)),
            Some(_) | None => {}
        }
    }

    pub(super) fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph => self.open.end_paragraph(),
            TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link | TagEnd::Heading(_) => {
                let Some((kind, content)) = self.open.end_inline() else { return };
                let inline = match kind {
                    InlineKind::Strong => Some(Inline::Strong(content)),
                    InlineKind::Emph => Some(Inline::Emph(content)),
                    InlineKind::Link(url) => self.link(url, content, &range),
                    InlineKind::Heading => {
                        self.heading(content, range);
                        None
                    }
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
                self.open.push_item(ListItem { figure: item.figure, blocks: item.content });
            }
            TagEnd::List(_) => {
                self.numbers.end();
                let Some((list, depth)) = self.open.end_list() else { return };
                if matches!(&list, Block::List { first: None, items } if items.len() == 1)
                    && minus(self.text, range.start)
                {
                    self.tell(unclear::lost_minus(range.start));
                }
                if depth >= LEVELS {
                    self.problem(range, "a list of more than three levels", "use at most three levels");
                }
                self.open.push_block(list);
            }
            // Ends of what cannot be printed are skipped together with it.
            _ => {}
        }
    }

    /// Words as they are shown, from a range in which they may be written otherwise.
    pub(super) fn shown(&mut self, shown: CowStr, range: Range<usize>) {
        if self.words.end == range.start {
            self.words.end = range.end;
        } else {
            self.foreign_marks();
            self.words = range.clone();
        }
        let (start, written) = (range.start, &self.text[range.clone()]);
        if written != &*shown {
            self.problem(range.clone(), format!("`{written}` cannot be printed here"), html::entity(&shown));
        }
        let mark = written.find(['*', '_']).map(|i| start + i);
        if let Some(mark) = mark.filter(|at| !self.text[..*at].ends_with('\\')) {
            self.stars.push(mark);
        }
        if let Some(address) = marks::bare_address(self.text, &range).filter(|_| !self.open.in_link()) {
            let typed = unescaped(&self.text[address.clone()]);
            self.tell(unclear::bare_address(address, &typed));
        }
        self.open.push_inline(Inline::Text(shown.into_string()));
    }

    /// Marks that readers of other Markdown dialects expect to work, in the run of words that has ended.
    pub(super) fn foreign_marks(&mut self) {
        if !marks::may_hold_marks(&self.text[self.words.clone()]) {
            return;
        }
        for (range, what, hint) in marks::foreign(self.text, &self.words) {
            self.problem(range, format!("{what} cannot be printed here"), hint);
        }
        let unmarked = marks::unmarked_box(self.text, &self.words);
        unmarked.into_iter().for_each(|line| self.tell(unclear::unmarked_box(line)));
        let spaced = marks::spaced_names(self.text, &self.words);
        for (range, link) in marks::broken_links(self.text, &self.words) {
            if !spaced.iter().any(|(named, ..)| named.contains(&range.start)) {
                self.tell(unclear::broken_link(range, &link));
            }
        }
        for (range, link) in marks::bare_names(self.text, &self.words) {
            self.tell(unclear::bare_name(range, &link));
        }
        for (range, wanted, name) in spaced {
            self.named(range, &name, if wanted == "fact:" { UseKind::FactNumber } else { UseKind::Citation });
        }
    }
}

/// What something outside the subset is, and what to do about it.
fn outside(tag: &Tag) -> (&'static str, &'static str) {
    match tag {
        Tag::Heading { .. } => (
            "a heading of that kind",
            "write `### words` on a line of its own in the text, or make it a section of its own",
        ),
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
