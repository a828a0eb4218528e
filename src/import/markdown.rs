//! Markdown of any dialect, made a page in which each element says its place; the page reader does the rest.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

use pulldown_cmark::{BlockQuoteKind, CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::guide::begins_with_mark;
use super::tree::tidy;
use crate::diag::Sink;
use crate::source::yaml::{self, Value, YamlNode};

/// Signs that begin items in word processors.
const BULLETS: &[char] =
    &['•', '●', '○', '◦', '▪', '▫', '■', '□', '‣', '∙', '·', '➢', '➤', '►', '❖', '✓', '✔', '☐', '☑', '☒'];

/// The most bytes of a head that is read as YAML.
const LARGEST_HEAD: usize = 20_000;

/// A Markdown text as a page.
#[derive(Default)]
pub(super) struct MarkdownPage {
    /// The page.
    pub(super) html: String,
    /// What its head says: keys and values.
    pub(super) head: Vec<(String, String)>,
    /// The words of footnotes that the text leads to nowhere.
    pub(super) loose: Vec<String>,
}

/// The dialects that are read; formulas are not, since prices look like them.
fn dialects() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

/// A footnote: its words, and where the links in it lead.
#[derive(Debug, Default)]
struct FootNote {
    words: String,
    links: Vec<String>,
}

/// Makes a page of a Markdown text.
pub(super) fn page(text: &str) -> MarkdownPage {
    let notes = notes(text);
    let (html, lines, set) = (String::new(), Vec::new(), BTreeSet::new());
    let mut maker = PageMaker { text, html, head: Vec::new(), lines, notes, set, cell: "td", images: 0 };
    let mut begin = 0;
    for (i, _) in text.match_indices('\n') {
        maker.lines.push(begin);
        begin = i + 1;
    }
    maker.lines.push(begin);
    let mut events = Parser::new_ext(text, dialects()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => {
                for (event, _) in events.by_ref() {
                    if matches!(event, Event::End(TagEnd::FootnoteDefinition)) {
                        break;
                    }
                }
            }
            Event::Start(Tag::MetadataBlock(_)) => {
                let mut words = String::new();
                for (event, _) in events.by_ref() {
                    match event {
                        Event::Text(text) => words.push_str(&text),
                        Event::End(TagEnd::MetadataBlock(_)) => break,
                        _ => {}
                    }
                }
                maker.head = entries(&words);
            }
            event => maker.event(event, &range),
        }
    }
    let loose = maker.notes.iter().filter(|(name, _)| !maker.set.contains(*name));
    let loose = loose.map(|(_, note)| tidy(&note.words)).filter(|words| !words.is_empty()).collect();
    MarkdownPage { html: maker.html, head: maker.head, loose }
}

/// The footnotes, by their names.
fn notes(text: &str) -> BTreeMap<String, FootNote> {
    let mut notes: BTreeMap<String, FootNote> = BTreeMap::new();
    let mut open: Option<String> = None;
    for event in Parser::new_ext(text, dialects()) {
        match (event, &open) {
            (Event::Start(Tag::FootnoteDefinition(name)), _) => open = Some(name.to_string()),
            (Event::End(TagEnd::FootnoteDefinition), _) => open = None,
            (Event::Text(words) | Event::Code(words), Some(name)) => {
                notes.entry(name.clone()).or_default().words.push_str(&words);
            }
            (Event::Start(Tag::Link { dest_url, .. }), Some(name)) => {
                let kept = dest_url.replace(char::is_whitespace, "%20");
                notes.entry(name.clone()).or_default().links.push(kept);
            }
            (Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph), Some(name)) => {
                notes.entry(name.clone()).or_default().words.push(' ');
            }
            _ => {}
        }
    }
    notes
}

/// The keys of a head with the words of their values.
fn entries(head: &str) -> Vec<(String, String)> {
    if head.len() < LARGEST_HEAD
        && let Some(YamlNode { value: Value::Map(pairs), .. }) = yaml::parse("head", head, &mut Sink::default())
    {
        return pairs.iter().map(|(key, node)| (key.name.to_lowercase(), tidy(&value_of(node)))).collect();
    }
    // Heads are written by hand, too.
    let lines = head.lines().filter(|line| !line.starts_with([' ', '\t', '#', '-']));
    let pairs = lines.filter_map(|line| line.split_once(':'));
    pairs.map(|(key, value)| (key.trim().to_lowercase(), tidy(value.trim().trim_matches(['"', '\''])))).collect()
}

/// All words of a value.
fn value_of(node: &YamlNode) -> String {
    match &node.value {
        Value::Null => String::new(),
        Value::Bool(own) => own.to_string(),
        Value::Int(own) => own.to_string(),
        Value::Float(own) => own.to_string(),
        Value::Str(own) => own.clone(),
        Value::Seq(items) => items.iter().map(value_of).collect::<Vec<_>>().join(", "),
        Value::Map(pairs) => {
            let pairs = pairs.iter().map(|(key, node)| format!("{}: {}", key.name, value_of(node)));
            pairs.collect::<Vec<_>>().join(", ")
        }
    }
}

/// A page while it is made.
struct PageMaker<'a> {
    text: &'a str,
    html: String,
    head: Vec<(String, String)>,
    /// Where each line begins.
    lines: Vec<usize>,
    /// The footnotes.
    notes: BTreeMap<String, FootNote>,
    /// The names of those that the text led to.
    set: BTreeSet<String>,
    cell: &'static str,
    /// How many pictures are open: an alternative text may have others in it.
    images: usize,
}

impl PageMaker<'_> {
    fn open(&mut self, name: &str, range: &Range<usize>) {
        let _ = write!(self.html, "<{name} data-at=\"{}-{}\">", range.start, range.end);
    }

    fn close(&mut self, name: &str) {
        let _ = write!(self.html, "</{name}>");
    }

    fn event(&mut self, event: Event, range: &Range<usize>) {
        if self.images > 0 {
            return self.alternative(event);
        }
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::InlineMath(words) | Event::DisplayMath(words) => escape(&mut self.html, &words),
            Event::Code(words) => {
                self.open("code", range);
                escape(&mut self.html, &words);
                self.close("code");
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html.push_str(&html),
            Event::FootnoteReference(name) => match self.notes.get(&*name) {
                Some(note) => {
                    let (words, mut links) = (tidy(&note.words), String::new());
                    // One that stands there as words is not lost.
                    let lost = note.links.iter().filter(|link| !words.contains(link.as_str()));
                    escape(&mut links, &lost.map(String::as_str).collect::<Vec<_>>().join(" "));
                    self.open(
                        &if links.is_empty() { "x-note".to_owned() } else { format!("x-note href=\"{links}\"") },
                        range,
                    );
                    escape(&mut self.html, &words);
                    self.close("x-note");
                    self.set.insert(name.to_string());
                }
                None => {
                    let written = self.text.get(range.clone()).unwrap_or_default();
                    escape(&mut self.html, written);
                }
            },
            Event::SoftBreak if self.begins_own_line(range.end) => self.html.push_str("<br>"),
            Event::SoftBreak => self.html.push('\n'),
            Event::HardBreak => self.html.push_str("<br>"),
            Event::Rule => self.html.push_str("<hr>"),
            Event::TaskListMarker(_) => self.html.push_str("<input type=checkbox>"),
        }
    }

    /// Whether a line was meant as one of its own: it begins with a bullet, with "A:", or as the one above it with bold words.
    fn begins_own_line(&self, at: usize) -> bool {
        let line = self.text.get(at..).unwrap_or_default().trim_start_matches([' ', '>']);
        let above = self.lines.partition_point(|begin| *begin < at).checked_sub(1).and_then(|i| self.lines.get(i));
        let above = above.and_then(|begin| self.text.get(*begin..)).unwrap_or_default().trim_start_matches([' ', '>']);
        line.starts_with(BULLETS) || begins_with_mark(line) || line.starts_with("**") && above.starts_with("**")
    }

    /// What stands in the mark of a picture: words alone.
    fn alternative(&mut self, event: Event) {
        match event {
            Event::Text(words) | Event::Code(words) => escape(&mut self.html, &words),
            Event::SoftBreak | Event::HardBreak => self.html.push(' '),
            Event::Start(Tag::Image { .. }) => self.images += 1,
            Event::End(TagEnd::Image) => {
                self.images -= 1;
                if self.images == 0 {
                    self.html.push_str("\">");
                }
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.open(heading(level), range),
            Tag::BlockQuote(Some(kind)) => {
                // The word that web pages print for it.
                let (class, word) = alert(kind);
                self.open(&format!("div class=\"{class}\""), range);
                let _ = write!(self.html, "<p><b>{word}</b></p>");
            }
            Tag::CodeBlock(_) => self.open("pre", range),
            Tag::List(Some(first)) => self.open(&format!("ol start=\"{first}\""), range),
            Tag::Table(_) => {
                self.cell = "td";
                self.open("table", range);
            }
            Tag::TableHead => {
                self.cell = "th";
                self.open("tr", range);
            }
            Tag::TableCell => self.open(self.cell, range),
            Tag::Link { dest_url, .. } => {
                let mail = dest_url.contains('@') && !dest_url.contains(':');
                let address = attribute(&dest_url);
                self.open(&format!("a href=\"{}{address}\"", if mail { "mailto:" } else { "" }), range);
            }
            Tag::Image { dest_url, .. } => {
                let address = attribute(&dest_url);
                // Its words are the alternative text: they are put into the mark when it ends.
                let (start, end) = (range.start, range.end);
                let _ = write!(self.html, "<img data-at=\"{start}-{end}\" src=\"{address}\" alt=\"");
                self.images = 1;
            }
            other => {
                if let Some(name) = plain_name(&other.to_end()) {
                    self.open(name, range);
                }
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.close(heading(level)),
            TagEnd::BlockQuote(Some(_)) => self.close("div"),
            TagEnd::CodeBlock => self.close("pre"),
            TagEnd::List(true) => self.close("ol"),
            TagEnd::Table => self.close("table"),
            TagEnd::TableHead => {
                self.close("tr");
                self.cell = "td";
            }
            TagEnd::TableCell => self.close(self.cell),
            TagEnd::Link => self.close("a"),
            other => {
                if let Some(name) = plain_name(&other) {
                    self.close(name);
                }
            }
        }
    }
}

/// Elements that need no attributes.
fn plain_name(tag: &TagEnd) -> Option<&'static str> {
    Some(match tag {
        TagEnd::Paragraph => "p",
        TagEnd::BlockQuote(None) => "blockquote",
        TagEnd::List(false) => "ul",
        TagEnd::Item => "li",
        TagEnd::TableRow => "tr",
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "del",
        TagEnd::Superscript => "sup",
        TagEnd::Subscript => "sub",
        TagEnd::DefinitionList => "dl",
        TagEnd::DefinitionListTitle => "dt",
        TagEnd::DefinitionListDefinition => "dd",
        _ => return None,
    })
}

fn heading(level: HeadingLevel) -> &'static str {
    match level {
        HeadingLevel::H1 => "h1",
        HeadingLevel::H2 => "h2",
        HeadingLevel::H3 => "h3",
        HeadingLevel::H4 => "h4",
        HeadingLevel::H5 => "h5",
        HeadingLevel::H6 => "h6",
    }
}

fn alert(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("note", "Note"),
        BlockQuoteKind::Tip => ("tip", "Tip"),
        BlockQuoteKind::Important => ("important", "Important"),
        BlockQuoteKind::Warning => ("warning", "Warning"),
        BlockQuoteKind::Caution => ("caution", "Caution"),
    }
}

/// Words within an element; the quotes are for those of an attribute.
fn escape(html: &mut String, words: &str) {
    for c in words.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            // It would end the reading of the page.
            '\0' => {}
            c => html.push(c),
        }
    }
}

fn attribute(words: &CowStr) -> String {
    let mut escaped = String::new();
    escape(&mut escaped, words);
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_becomes_a_page_with_lines() {
        let text = "---\ntitle: \"A: b\"\nauthor: Ana\n---\n\n# One & two\n\nA *b* [c](d.org \"t\")[^n].\n\n[^n]: The note.\n\n- [ ] x\n\n> [!WARNING]\n> Stop\n";
        let made = page(text);
        assert_eq!(made.head, [("title".to_owned(), "A: b".to_owned()), ("author".to_owned(), "Ana".to_owned())]);
        for part in [
            "<h1 data-at=\"35-47\">One &amp; two</h1>",
            "<p data-at=\"48-74\">A <em data-at=\"50-53\">b</em> <a href=\"d.org\" data-at=\"54-68\">c</a><x-note data-at=\"68-72\">The note.</x-note>.</p>",
            "<div class=\"warning\" data-at=\"101-121\"><p><b>Warning</b></p>",
        ] {
            assert!(made.html.contains(part), "no {part} in {}", made.html);
        }
    }
}
