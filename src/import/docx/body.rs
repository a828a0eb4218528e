//! Paragraphs of a Word file: titles, headings, items and all others.

use roxmltree::Node;

use super::line::WordLine;
use super::runs::ParagraphRuns;
use super::shown::style_of;
use super::styles::list_of;
use super::walk::DocumentWalk;
use super::xml::{attribute, child, is, value};
use crate::import::tree::{DocumentPiece, DocumentSpot, Fate, PieceKind, excerpt, plain};

impl DocumentWalk<'_> {
    /// A paragraph, with the pictures and text boxes in it behind it.
    pub(super) fn paragraph(&mut self, node: Node, lines: &mut Vec<WordLine>) {
        self.paragraph += 1;
        let number = self.paragraph;
        self.document.beginnings.push(String::new());
        let style = style_of(node);
        let named = self.styles.name(style);
        let mut read = ParagraphRuns::new(style.map(str::to_owned), self.styles.looks(style));
        self.runs(node, &mut read);
        let spot = DocumentSpot::Paragraph(number);
        let properties = child(node, "pPr");
        let words = plain(&read.runs);
        if let Some(beginning) = self.document.beginnings.get_mut(number - 1) {
            *beginning = beginning_of(&words);
        }
        let framed = properties.is_some_and(|own| {
            let shade = child(own, "shd").and_then(|shade| attribute(shade, "fill"));
            child(own, "pBdr").is_some() || shade.is_some_and(|fill| !matches!(fill, "auto" | "FFFFFF" | "ffffff"))
        });
        if framed && !words.is_empty() {
            self.document.note_once(
                Fate::Changed,
                spot,
                "paragraphs with a frame or a coloured ground, set as ordinary text",
                "where it is a box, write `> [!NOTE] Title` before it and `> ` before its lines",
            );
        }
        let in_contents = named.starts_with("toc ") || named == "table of figures" || named == "index heading";
        if words.is_empty() {
            // Nothing but pictures.
        } else if in_contents {
            self.document.note_once(Fate::Left, spot, CONTENTS, "the program makes its own");
            self.add_words(CONTENTS, &words);
        } else if named == "title" && self.document.pieces.is_empty() && !self.document.title_is_shown {
            self.document.title = words;
            self.document.title_is_shown = true;
        } else if let Some(level) = self.heading(properties, style) {
            if self.list(properties, style).is_some() {
                self.document.note_once(
                    Fate::Left,
                    spot,
                    "the numbers before headings",
                    "the program prints none; refer to sections by their headings",
                );
            }
            lines.push(WordLine::apart(DocumentPiece { spot, kind: PieceKind::Heading(level, read.runs) }));
        } else {
            let list = self.list(properties, style);
            let goes_on = named.starts_with("list continue");
            if matches!(named.as_str(), "quote" | "intense quote" | "block text") {
                self.document.note_once(
                    Fate::Changed,
                    spot,
                    "paragraphs in a style of quotations, set as ordinary text",
                    "where it is a box, write `> [!NOTE] Title` before it and `> ` before its lines",
                );
            }
            lines.push(WordLine {
                piece: DocumentPiece { spot, kind: PieceKind::Paragraph(read.runs) },
                list,
                goes_on,
            });
        }
        lines.extend(read.behind.into_iter().map(WordLine::apart));
    }

    fn add_words(&mut self, what: &str, words: &str) {
        if let Some(notice) = self.document.notices.iter_mut().find(|notice| notice.what == what) {
            notice.words.push(' ');
            notice.words.push_str(words);
        }
    }

    /// The level of a heading.
    fn heading(&self, properties: Option<Node>, style: Option<&str>) -> Option<u8> {
        let own = properties.and_then(|own| value(own, "outlineLvl")).and_then(|level| level.parse::<u8>().ok());
        match own {
            Some(level) if level < 9 => Some(level + 1),
            Some(_) => None,
            None => self.styles.heading(style),
        }
    }

    /// The list of a paragraph: its number and level; `None` where it is no item.
    fn list(&self, properties: Option<Node>, style: Option<&str>) -> Option<(String, usize)> {
        let (own, own_level) = properties.map(list_of).unwrap_or_default();
        let (styled, styled_level) = self.styles.list(style);
        let number = own.or(styled).filter(|number| number != "0" && self.lists.has(number))?;
        Some((number, own_level.or(styled_level).unwrap_or(0)))
    }

    /// The text of a text box or shape, behind the paragraph that holds it.
    pub(super) fn text_box(&mut self, node: Node, read: &mut ParagraphRuns) {
        let spot = self.spot();
        let fields = std::mem::take(&mut self.fields);
        let inner = self.inside(node);
        self.fields = fields;
        let words = crate::import::tree::words_of(&inner);
        if words.is_empty() && inner.is_empty() {
            return;
        }
        let what = format!("a text box, set behind the paragraph that holds it: “{}”", excerpt(&words));
        self.document.note(Fate::Changed, spot, what, "", "look whether it stands in the right place");
        read.behind.extend(inner);
    }

    /// Whether a node holds text of its own, such as a text box.
    pub(super) fn is_text_box(node: Node) -> bool {
        is(node, "txbxContent")
    }
}

/// The first words of a paragraph.
fn beginning_of(words: &str) -> String {
    const WORDS: usize = 6;
    let first: Vec<&str> = words.split(' ').take(WORDS).collect();
    let first = first.join(" ");
    excerpt(&if first.len() < words.len() { format!("{first} ..") } else { first })
}

const CONTENTS: &str = "the table of contents";
