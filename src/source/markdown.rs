//! The Markdown subset; the only file that knows the Markdown crate.
//!
//! Paragraphs, lists, `**strong**`, `*emphasis*`, `[words](https://…)`, `[](fact:ID)`, and two boxes:
//! `> [!NOTE] Title` with text below it, and `> [!FACT] ID` alone. Anything else is a problem at its place,
//! never dropped silently.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::model::rich::{Block, Inline};

/// Something that cannot be printed, with its bytes in the Markdown text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownProblem {
    /// Its bytes.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub hint: String,
}

/// A fact that the text names, with its bytes in the Markdown text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactUse {
    /// Its bytes.
    pub range: Range<usize>,
    /// The id.
    pub id: String,
    /// Whether its number is wanted, not the whole fact.
    pub number: bool,
}

/// What a Markdown text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// What cannot be printed.
    pub problems: Vec<MarkdownProblem>,
    /// The facts it names.
    pub facts: Vec<FactUse>,
}

/// Parses a text.
pub fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    parsed.blocks = MarkdownReader { out: &mut parsed, shift: &|i| i, in_note: false }.read(text);
    parsed
}

const SUBSET: &str = "use paragraphs, lists, **strong**, *emphasis*, [words](https://...), and the boxes `> [!NOTE] Title` and `> [!FACT] id`";

/// Reads one level of text; `shift` maps its offsets to those of the whole.
struct MarkdownReader<'a> {
    out: &'a mut Parsed,
    shift: &'a dyn Fn(usize) -> usize,
    in_note: bool,
}

/// What is open while events come in.
enum Open {
    /// With the number of problems before it.
    Item(Vec<Block>, usize),
    List {
        ordered: bool,
        items: Vec<Vec<Block>>,
    },
    Inline(InlineKind, Vec<Inline>),
}

enum InlineKind {
    Paragraph,
    Strong,
    Emph,
    Link(String),
}

impl MarkdownReader<'_> {
    fn problem(&mut self, range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        let range = (self.shift)(range.start)..(self.shift)(range.end);
        self.out.problems.push(MarkdownProblem { range, message: message.into(), hint: hint.into() });
    }

    fn read(mut self, text: &str) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut stack: Vec<Open> = Vec::new();
        let mut events = Parser::new_ext(text, Options::empty()).into_offset_iter();
        if !self.in_note {
            // Those of boxes are among them.
            let mut definitions: Vec<Range<usize>> =
                events.reference_definitions().iter().map(|(_, d)| d.span.clone()).collect();
            definitions.sort_by_key(|span| span.start);
            for span in definitions {
                self.problem(
                    span,
                    "a line that begins with [words]: prints nothing",
                    "write an address beside its words, [words](https://...), or take out the brackets",
                );
            }
        }
        // The parser cuts words at every sign that might be a mark.
        let mut words = 0..0;
        while let Some((event, range)) = events.next() {
            match event {
                Event::Text(_) if words.end == range.start => words.end = range.end,
                Event::Text(_) => {
                    self.suspicious(text, &words);
                    words = range.clone();
                }
                _ => {}
            }
            match event {
                Event::Start(Tag::Paragraph) => stack.push(Open::Inline(InlineKind::Paragraph, Vec::new())),
                Event::Start(Tag::Strong) => open_inline(&mut stack, InlineKind::Strong),
                Event::Start(Tag::Emphasis) => open_inline(&mut stack, InlineKind::Emph),
                Event::Start(Tag::Link { dest_url, link_type, title, .. }) => {
                    if !title.is_empty() {
                        self.problem(
                            range.clone(),
                            "a link with a title",
                            "leave out the words in quotes after the address",
                        );
                    }
                    if matches!(link_type, LinkType::Inline | LinkType::Autolink | LinkType::Email) {
                        open_inline(&mut stack, InlineKind::Link(dest_url.into_string()));
                    } else {
                        self.problem(
                            range.clone(),
                            "a link by reference",
                            "write the address beside the words: [words](https://...)",
                        );
                        open_inline(&mut stack, InlineKind::Link(dest_url.into_string()));
                    }
                }
                Event::Start(Tag::List(start)) => {
                    close_implicit(&mut stack);
                    if start.is_some_and(|n| n != 1) {
                        self.problem(
                            range.start..range.start + 1,
                            "a numbered list that does not start at 1",
                            "start it at 1; the numbers are set automatically",
                        );
                    }
                    stack.push(Open::List { ordered: start.is_some(), items: Vec::new() });
                }
                Event::Start(Tag::Item) => stack.push(Open::Item(Vec::new(), self.out.problems.len())),
                Event::Start(Tag::BlockQuote(_)) => {
                    close_implicit(&mut stack);
                    let mut depth = 1;
                    for (event, _) in events.by_ref() {
                        match event {
                            Event::Start(Tag::BlockQuote(_)) => depth += 1,
                            Event::End(TagEnd::BlockQuote(_)) => depth -= 1,
                            _ => {}
                        }
                        if depth == 0 {
                            break;
                        }
                    }
                    if let Some(block) = self.callout(text, range, !stack.is_empty()) {
                        push_block(&mut stack, &mut blocks, block);
                    }
                }
                Event::Start(tag) => {
                    if !matches!(tag, Tag::Image { .. }) {
                        close_implicit(&mut stack);
                    }
                    let what = match &tag {
                        Tag::Heading { .. } => "a heading",
                        Tag::CodeBlock(CodeBlockKind::Indented) => "text indented by four spaces",
                        Tag::CodeBlock(_) => "a block of code",
                        Tag::HtmlBlock => "HTML",
                        Tag::Image { .. } => "an image",
                        _ => "Markdown outside the subset",
                    };
                    let hint = match &tag {
                        Tag::Heading { .. } => {
                            "headings are the keys `heading` and `question`; make it a section of its own"
                        }
                        Tag::CodeBlock(CodeBlockKind::Indented) => "start the line at the left edge of the text",
                        Tag::CodeBlock(_) => "take out the lines with ``` or ~~~",
                        _ => SUBSET,
                    };
                    self.problem(range.clone(), format!("{what} cannot be printed here"), hint);
                    let end = range.end;
                    let closing = tag.to_end();
                    let mut depth = 1;
                    for (event, r) in events.by_ref() {
                        match event {
                            Event::Start(t) if t.to_end() == closing => depth += 1,
                            Event::End(t) if t == closing => depth -= 1,
                            _ => {}
                        }
                        if depth == 0 || r.start > end {
                            break;
                        }
                    }
                }
                Event::End(TagEnd::Paragraph) => {
                    if let Some(Open::Inline(InlineKind::Paragraph, content)) = stack.pop() {
                        push_block(&mut stack, &mut blocks, Block::Paragraph(merge(content)));
                    }
                }
                Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link) => {
                    let Some(Open::Inline(kind, content)) = stack.pop() else { continue };
                    let content = merge(content);
                    let inline = match kind {
                        InlineKind::Strong => Some(Inline::Strong(content)),
                        InlineKind::Emph => Some(Inline::Emph(content)),
                        InlineKind::Link(url) => self.link(url, content, &range),
                        InlineKind::Paragraph => None,
                    };
                    if let Some(inline) = inline {
                        push_inline(&mut stack, inline);
                    }
                }
                Event::End(TagEnd::Item) => {
                    close_implicit(&mut stack);
                    if let Some(Open::Item(content, before)) = stack.pop() {
                        if content.is_empty() && self.out.problems.len() == before {
                            self.problem(range.clone(), "an empty list item", "write its words, or take the line out");
                        }
                        if let Some(Open::List { items, .. }) = stack.last_mut() {
                            items.push(content);
                        }
                    }
                }
                Event::End(TagEnd::List(_)) => {
                    if let Some(Open::List { ordered, items }) = stack.pop() {
                        let depth = stack.iter().filter(|o| matches!(o, Open::List { .. })).count();
                        if depth > 1 {
                            self.problem(range.clone(), "a list within a list within a list", "use at most two levels");
                        }
                        push_block(&mut stack, &mut blocks, Block::List { ordered, items });
                    }
                }
                Event::End(_) => {}
                Event::Text(shown) => {
                    let written = &text[range.clone()];
                    if written != &*shown {
                        self.problem(
                            range,
                            format!("`{written}` cannot be printed here"),
                            format!("write the character itself: {shown}"),
                        );
                    }
                    push_inline(&mut stack, Inline::Text(shown.into_string()));
                }
                Event::SoftBreak => push_inline(&mut stack, Inline::Text(" ".to_owned())),
                Event::HardBreak => {
                    self.problem(
                        range,
                        "a forced line break",
                        "take out the backslash or the two spaces at the end of the line",
                    );
                    push_inline(&mut stack, Inline::Text(" ".to_owned()));
                }
                Event::Code(_) => self.problem(range, "code cannot be printed here", "take out the backticks"),
                Event::Html(_) | Event::InlineHtml(_) => self.problem(range, "HTML cannot be printed here", SUBSET),
                Event::Rule => self.problem(
                    range,
                    "a rule cannot be printed here",
                    "take the line out; sections are set apart automatically",
                ),
                _ => self.problem(range, "Markdown outside the subset cannot be printed here", SUBSET),
            }
        }
        self.suspicious(text, &words);
        blocks
    }

    /// Marks that readers of other Markdown dialects expect to work.
    fn suspicious(&mut self, text: &str, range: &Range<usize>) {
        const MARKS: &[(&str, &str, &str)] = &[
            ("~~", "struck-out text", "take out the ~~"),
            ("[^", "a footnote", "write it into the text, or list the source under `references`"),
            ("[!", "a box inside a line", "begin a line of its own with `> [!NOTE] Title`"),
            ("[ ] ", "a task list", "take out the brackets; boxes to tick are fields of worksheets"),
            ("[x] ", "a task list", "take out the brackets; boxes to tick are fields of worksheets"),
        ];
        let words = &text[range.clone()];
        for (mark, what, hint) in MARKS {
            // `~~` stands at both ends of what it strikes out.
            let each = if *mark == "~~" { 2 } else { 1 };
            for (i, _) in words.match_indices(mark).step_by(each) {
                let start = range.start + i;
                self.problem(start..start + mark.len(), format!("{what} cannot be printed here"), *hint);
            }
        }
        let above = text[..range.start].trim_end_matches([' ', '>']);
        let row = |line: &str| line.trim_start_matches([' ', '>']).starts_with('|');
        let first_row = above.ends_with('\n') || above.is_empty();
        if words.starts_with('|') && first_row && !above.lines().next_back().is_some_and(row) {
            self.problem(range.clone(), "a table cannot be printed here", "write it as a list");
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
            let shifted = (self.shift)(range.start)..(self.shift)(range.end);
            self.out.facts.push(FactUse { range: shifted, id: id.to_owned(), number: true });
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

    /// `> [!NOTE] Title` with text, or `> [!FACT] id`.
    fn callout(&mut self, text: &str, range: Range<usize>, nested: bool) -> Option<Block> {
        let raw = &text[range.clone()];
        // The quote's text without its `>` marks, and where each of its lines begins in `text`.
        let (mut inner, mut starts) = (String::new(), Vec::new());
        let mut at = range.start;
        for line in raw.split_inclusive('\n') {
            let trimmed = line.trim_start_matches(' ');
            let content = trimmed.strip_prefix('>').map_or(trimmed, |l| l.strip_prefix(' ').unwrap_or(l));
            starts.push((inner.len(), at + line.len() - content.len()));
            inner.push_str(content);
            at += line.len();
        }
        let head = inner.lines().next().unwrap_or_default().trim_end().to_owned();
        let first = range.start..range.start + raw.lines().next().unwrap_or_default().len();
        let Some((kind, rest)) = head.strip_prefix("[!").and_then(|h| h.split_once(']')) else {
            self.problem(
                first,
                "a quotation cannot be printed here",
                "start the box with `> [!NOTE] Title`, or take out the `>`",
            );
            return None;
        };
        let rest = rest.trim();
        if nested || self.in_note {
            self.problem(first, "a box inside a list or another box", "move the box out, with an empty line before it");
            return None;
        }
        let body = inner.find('\n').map_or("", |i| &inner[i + 1..]);
        let body_start = inner.len() - body.len();
        match kind {
            "FACT" => {
                if rest.is_empty() || !body.trim().is_empty() {
                    self.problem(
                        first,
                        "a fact box that is not just an id",
                        "write `> [!FACT] id` alone, with an empty line before and after",
                    );
                }
                if rest.is_empty() {
                    return None;
                }
                let id = rest.to_owned();
                let start = starts[0].1 + head.find(rest).unwrap_or(0);
                let shifted = (self.shift)(start)..(self.shift)(start + rest.len());
                self.out.facts.push(FactUse { range: shifted, id: id.clone(), number: false });
                Some(Block::Fact(id))
            }
            "NOTE" => {
                if rest.is_empty() || body.trim().is_empty() {
                    self.problem(
                        first,
                        "a note without a title or without text",
                        "write `> [!NOTE] Title`, and the text on lines below, each beginning with `> `",
                    );
                    return None;
                }
                if rest.contains(['*', '_', '[', '`']) {
                    self.problem(first, "Markdown in the title of a note", "write the title in plain words");
                }
                let outer = self.shift;
                let shift = move |i: usize| {
                    let i = i + body_start;
                    let (from, to) = starts.iter().rev().find(|(from, _)| *from <= i).copied().unwrap_or((0, 0));
                    outer(to + (i - from))
                };
                let blocks = MarkdownReader { out: &mut *self.out, shift: &shift, in_note: true }.read(body);
                Some(Block::Note { title: rest.to_owned(), blocks })
            }
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
}

fn open_inline(stack: &mut Vec<Open>, kind: InlineKind) {
    if matches!(stack.last(), None | Some(Open::Item(..))) {
        stack.push(Open::Inline(InlineKind::Paragraph, Vec::new()));
    }
    stack.push(Open::Inline(kind, Vec::new()));
}

/// Adds inline content; in a tight list item that opens a paragraph.
fn push_inline(stack: &mut Vec<Open>, inline: Inline) {
    match stack.last_mut() {
        Some(Open::Inline(_, content)) => content.push(inline),
        _ => stack.push(Open::Inline(InlineKind::Paragraph, vec![inline])),
    }
}

/// Closes the paragraph that a tight list item opened.
fn close_implicit(stack: &mut Vec<Open>) {
    if matches!(stack.last(), Some(Open::Inline(InlineKind::Paragraph, _)))
        && let Some(Open::Inline(_, content)) = stack.pop()
        && let Some(Open::Item(blocks, _)) = stack.last_mut()
    {
        blocks.push(Block::Paragraph(merge(content)));
    }
}

fn push_block(stack: &mut [Open], blocks: &mut Vec<Block>, block: Block) {
    match stack.last_mut() {
        Some(Open::Item(content, _)) => content.push(block),
        _ => blocks.push(block),
    }
}

/// Joins neighbouring runs of words.
fn merge(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        match (out.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => out.push(inline),
        }
    }
    out
}
