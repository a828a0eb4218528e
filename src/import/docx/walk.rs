//! The text of a Word file, block by block.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::beside::{NoteWords, Relations, WordNote};
use super::line::{OpenField, WordLine};
use super::package::DocumentParts;
use super::shown;
use super::styles::{WordLists, WordStyles};
use super::xml::{attribute, is, name};
use crate::import::tree::{DocumentPiece, DocumentSpot, Fate, ReadDocument, excerpt, tidy};

/// How deep tables and text boxes may lie in one another.
const DEEPEST: usize = 12;

/// What is done with the text of a Word file.
pub(super) struct DocumentWalk<'a> {
    /// The parts of the file.
    pub(super) parts: &'a DocumentParts<'a>,
    /// Where it leads.
    pub(super) relations: &'a Relations,
    /// Its styles.
    pub(super) styles: &'a WordStyles,
    /// Its lists.
    pub(super) lists: &'a WordLists,
    /// Its notes and comments.
    pub(super) notes: &'a NoteWords,
    /// What was read.
    pub(super) document: ReadDocument,
    /// How many paragraphs were read.
    pub(super) paragraph: usize,
    /// How many items each list has so far, by its number and level.
    pub(super) counted: BTreeMap<(String, usize), u32>,
    /// The fields that are open.
    pub(super) fields: Vec<OpenField>,
    /// Notes and comments that the text led to.
    pub(super) placed: Vec<(&'static str, String)>,
    depth: usize,
}

impl<'a> DocumentWalk<'a> {
    pub(super) fn new(
        parts: &'a DocumentParts<'a>,
        relations: &'a Relations,
        styles: &'a WordStyles,
        lists: &'a WordLists,
        notes: &'a NoteWords,
    ) -> Self {
        let document = ReadDocument::default();
        let (counted, fields, placed) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { parts, relations, styles, lists, notes, document, paragraph: 0, counted, fields, placed, depth: 0 }
    }

    /// Where the reading stands.
    pub(super) fn spot(&self) -> DocumentSpot {
        DocumentSpot::Paragraph(self.paragraph.max(1))
    }

    /// Reads the whole text.
    pub(super) fn whole(&mut self, root: Node) {
        for body in root.children().filter(|child| is(*child, "body")) {
            let pieces = self.inside(body);
            self.document.pieces.extend(pieces);
        }
    }

    /// The pieces in a node.
    pub(super) fn inside(&mut self, node: Node) -> Vec<DocumentPiece> {
        if self.depth >= DEEPEST {
            let words = tidy(&shown::words(node, self.styles));
            let what = format!("a text that lies too deep in tables or boxes: “{}”", excerpt(&words));
            self.document.note(Fate::Left, self.spot(), what, &words, "copy it out of the tables in the document");
            return Vec::new();
        }
        self.depth += 1;
        let mut lines = Vec::new();
        self.blocks(node, &mut lines);
        self.depth -= 1;
        self.grouped(lines)
    }

    /// The blocks in a node, lists not put together yet.
    fn blocks(&mut self, node: Node, lines: &mut Vec<WordLine>) {
        for block in node.children().filter(Node::is_element) {
            match name(block) {
                "p" => self.paragraph(block, lines),
                "tbl" => {
                    let spot = DocumentSpot::Paragraph(self.paragraph + 1);
                    if let Some(kind) = self.table(block) {
                        lines.push(WordLine::apart(DocumentPiece { spot, kind }));
                    }
                }
                "sdt" => {
                    if let Some(content) = self.control(block) {
                        self.blocks(content, lines);
                    }
                }
                "ins" | "moveTo" | "customXml" | "smartTag" | "Choice" => self.blocks(block, lines),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(block) {
                        self.blocks(chosen, lines);
                    }
                }
                "del" | "moveFrom" => self.deleted(block),
                "altChunk" => {
                    self.document.note(
                        Fate::Left,
                        self.spot(),
                        "a document inside the document",
                        "",
                        "open the document in Word and save it again, which takes it in",
                    );
                }
                _ => {}
            }
        }
    }

    /// What stands in a control of a form or of a table of contents; `None` where it is left out.
    pub(super) fn control<'n, 'i>(&mut self, node: Node<'n, 'i>) -> Option<Node<'n, 'i>> {
        let properties = node.children().find(|child| is(*child, "sdtPr"));
        let content = node.children().find(|child| is(*child, "sdtContent"))?;
        let has = |wanted: &str| properties.is_some_and(|own| own.descendants().any(|child| name(child) == wanted));
        let gallery = properties.and_then(|own| own.descendants().find(|child| name(*child) == "docPartGallery"));
        let words = || tidy(&shown::words(content, self.styles));
        if gallery.and_then(|own| attribute(own, "val")).is_some_and(|val| val == "Table of Contents") {
            let words = words();
            self.document.note(Fate::Left, self.spot(), "the table of contents", &words, "the program makes its own");
            return None;
        }
        if has("showingPlcHdr") {
            let words = words();
            self.document.note(
                Fate::Left,
                self.spot(),
                format!("an empty field of a form: “{}”", excerpt(&words)),
                &words,
                FORMS,
            );
            return None;
        }
        if ["checkbox", "dropDownList", "comboBox", "date", "checkBox"].iter().any(|kind| has(kind)) {
            self.document.note_once(Fate::Changed, self.spot(), "fields of a form, of which the words are kept", FORMS);
        }
        Some(content)
    }

    /// Says that something was deleted with changes tracked.
    pub(super) fn deleted(&mut self, node: Node) {
        let words: String = node
            .descendants()
            .filter(|own| is(*own, "delText") || is(*own, "t"))
            .filter_map(|own| own.text())
            .collect();
        let words = tidy(&words);
        if !words.is_empty() {
            let what = format!("a deletion that nobody has accepted yet: “{}”", excerpt(&words));
            self.document.note(
                Fate::Left,
                self.spot(),
                what,
                "",
                "accept or reject all changes in Word, if the words should stay",
            );
        }
    }

    /// Notes and comments that the text leads to nowhere.
    pub(super) fn unplaced(&mut self) {
        for ((kind, id), WordNote { words, .. }) in self.notes {
            if words.is_empty() || self.placed.contains(&(*kind, id.clone())) {
                continue;
            }
            self.document.visible.push('\n');
            self.document.visible.push_str(words);
            let what = format!("a {} that the text does not lead to: “{}”", kind.trim_end_matches('s'), excerpt(words));
            self.document.note(Fate::Left, DocumentSpot::Whole, what, words, "write it into the text, if it is needed");
        }
    }
}

/// What is shown of something that is there in several forms.
pub(super) fn chosen<'n, 'i>(node: Node<'n, 'i>) -> Option<Node<'n, 'i>> {
    let find = |wanted: &str| node.children().find(|child| name(*child) == wanted);
    find("Choice").or_else(|| find("Fallback"))
}

/// What is said of fields of forms.
pub(super) const FORMS: &str = "questions to fill in belong into a worksheet: `handout new worksheet ID`";
