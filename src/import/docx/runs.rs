//! Words of a Word file, and what stands among them: links, fields, notes, pictures.

use std::sync::Arc;

use roxmltree::Node;

use super::beside::WordNote;
use super::line::OpenField;
use super::shown::{is_hidden, is_struck};
use super::walk::{DocumentWalk, FORMS, chosen};
use super::xml::{attribute, child, is, name, switch, value};
use crate::import::tree::{DocumentPiece, Fate, WordsRun, excerpt, tidy};

/// The words of a paragraph while they are read.
pub(super) struct ParagraphRuns {
    /// The words.
    pub(super) runs: Vec<WordsRun>,
    /// Pictures and text boxes that stand in it.
    pub(super) behind: Vec<DocumentPiece>,
    style: Option<String>,
    strong: bool,
    emph: bool,
    link: Option<Arc<str>>,
    hidden: String,
}

impl ParagraphRuns {
    pub(super) fn new(style: Option<String>, (strong, emph, _): (bool, bool, bool)) -> Self {
        Self { runs: Vec::new(), behind: Vec::new(), style, strong, emph, link: None, hidden: String::new() }
    }
}

const LOOKS: &str = "where the look means something, say it in words or make it **bold**";
const NOTES: &str = "a source belongs under `references`, and is cited by [](ref:ID)";
const PAGES: &str = "nothing: pages break by themselves";

impl DocumentWalk<'_> {
    /// The words of a paragraph.
    pub(super) fn runs(&mut self, paragraph: Node, read: &mut ParagraphRuns) {
        self.among(paragraph, read);
        let hidden = tidy(&std::mem::take(&mut read.hidden));
        if !hidden.is_empty() {
            let what = format!("hidden text: “{}”", excerpt(&hidden));
            self.document.note(Fate::Left, self.spot(), what, "", "nothing, unless it was hidden by mistake");
        }
    }

    /// What stands in a paragraph, a link or a change.
    fn among(&mut self, node: Node, read: &mut ParagraphRuns) {
        for part in node.children().filter(Node::is_element) {
            match name(part) {
                "r" if is(part, "r") => self.run(part, read),
                "hyperlink" => {
                    let before = read.link.take();
                    read.link = self.target(part).or_else(|| before.clone());
                    self.among(part, read);
                    read.link = before;
                }
                "fldSimple" => {
                    let before = read.link.clone();
                    if let Some(url) = attribute(part, "instr").and_then(target_of) {
                        read.link = self.address(&url, "").or_else(|| before.clone());
                    }
                    self.among(part, read);
                    read.link = before;
                }
                "ins" | "moveTo" => {
                    let words: String =
                        part.descendants().filter(|own| is(*own, "t")).filter_map(|own| own.text()).collect();
                    let words = tidy(&words);
                    if !words.is_empty() {
                        let what = format!(
                            "an insertion that nobody has accepted yet, taken into the text: “{}”",
                            excerpt(&words)
                        );
                        self.document.note(Fate::Changed, self.spot(), what, "", "look whether it is meant to stay");
                    }
                    self.among(part, read);
                }
                "del" | "moveFrom" => self.deleted(part),
                "sdt" => {
                    if let Some(content) = self.control(part) {
                        self.among(content, read);
                    }
                }
                "oMath" | "oMathPara" => {
                    let words: String =
                        part.descendants().filter(|own| name(*own) == "t").filter_map(|own| own.text()).collect();
                    let words = tidy(&words);
                    self.document.note(
                        Fate::Left,
                        self.spot(),
                        format!("an equation: “{}”", excerpt(&words)),
                        &words,
                        "write it in words",
                    );
                }
                "smartTag" | "customXml" | "dir" | "bdo" | "ruby" | "rubyBase" | "rt" => self.among(part, read),
                "AlternateContent" => {
                    if let Some(chosen) = chosen(part) {
                        self.among(chosen, read);
                    }
                }
                _ => {}
            }
        }
    }

    /// Where a link leads.
    fn target(&mut self, node: Node) -> Option<Arc<str>> {
        let id = node.attributes().find(|a| a.name() == "id" && a.namespace().is_some()).map(|a| a.value());
        let Some(relation) = id.and_then(|id| self.relations.get(id)) else {
            self.document.note_once(Fate::Left, self.spot(), INNER, "nothing: on paper nobody follows them");
            return None;
        };
        let words: String = node.descendants().filter(|own| is(*own, "t")).filter_map(|own| own.text()).collect();
        let address = relation.target.clone();
        self.address(&address, &words)
    }

    /// An address as far as a guide can say it; says so where it cannot.
    fn address(&mut self, address: &str, words: &str) -> Option<Arc<str>> {
        let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase()).unwrap_or_default();
        if ["http", "https", "mailto"].contains(&scheme.as_str()) {
            return Some(address.into());
        }
        let what = format!("where a link leads, `{}`; its words are kept: “{}”", excerpt(address), excerpt(words));
        let hint = if scheme == "tel" {
            "telephone numbers are named as facts: [](fact:ID)"
        } else {
            "links lead to https:// or a mail address: write the whole address"
        };
        self.document.note(Fate::Left, self.spot(), what, "", hint);
        None
    }

    fn run(&mut self, run: Node, read: &mut ParagraphRuns) {
        let properties = child(run, "rPr");
        if is_hidden(run, read.style.as_deref(), self.styles) {
            run.children()
                .filter(|part| is(*part, "t"))
                .filter_map(|part| part.text())
                .for_each(|text| read.hidden.push_str(text));
            self.field_marks(run);
            return;
        }
        let styled = properties.and_then(|own| value(own, "rStyle")).map(|id| self.styles.looks(Some(id)));
        let look = |own: &str, by_style: Option<bool>, by_paragraph: bool| {
            properties
                .and_then(|properties| switch(properties, own))
                .unwrap_or(by_paragraph || by_style.unwrap_or(false))
        };
        let strong = look("b", styled.map(|looks| looks.0), read.strong);
        let emph = look("i", styled.map(|looks| looks.1), read.emph);
        if is_struck(run) {
            let words: String = run.children().filter(|part| is(*part, "t")).filter_map(|part| part.text()).collect();
            let said = format!("struck-out words: “{}”", excerpt(&words));
            self.document.note(Fate::Left, self.spot(), said, &words, "write them into the text, if they still hold");
            return;
        }
        self.looks(properties, read.link.is_some());
        let link = read.link.clone().or_else(|| self.field_link());
        for part in run.children().filter(Node::is_element) {
            let text = match name(part) {
                "t" => part.text().unwrap_or_default().replace('\n', " "),
                "tab" | "ptab" => " ".to_owned(),
                "noBreakHyphen" => "-".to_owned(),
                "cr" => "\n".to_owned(),
                "br" => match attribute(part, "type") {
                    Some("page" | "column") => {
                        self.document.note_once(Fate::Left, self.spot(), "page breaks", PAGES);
                        "\n".to_owned()
                    }
                    _ => "\n".to_owned(),
                },
                "ruby" => {
                    self.among(part, read);
                    continue;
                }
                "sym" => {
                    self.symbol(part);
                    continue;
                }
                "footnoteReference" => self.note("footnotes", part),
                "endnoteReference" => self.note("endnotes", part),
                "commentReference" => {
                    self.comment(part);
                    continue;
                }
                _ => {
                    self.embedded(part, read);
                    continue;
                }
            };
            let in_code = self.fields.last().is_some_and(|field| !field.result);
            if !in_code {
                read.runs.push(WordsRun { text, strong, emph, link: link.clone() });
            }
        }
    }

    /// Says once that looks are lost which may mean something.
    fn looks(&mut self, properties: Option<Node>, is_link: bool) {
        let Some(own) = properties else { return };
        let coloured = value(own, "color").is_some_and(|c| c != "auto" && c != "000000")
            || value(own, "highlight").is_some_and(|c| c != "none");
        let underlined = value(own, "u").is_some_and(|u| u != "none");
        if (coloured || underlined) && !is_link && value(own, "rStyle").is_none() {
            self.document.note_once(Fate::Changed, self.spot(), "underlined, marked or coloured words", LOOKS);
        }
        if matches!(value(own, "vertAlign"), Some("superscript" | "subscript")) {
            self.document.note_once(
                Fate::Changed,
                self.spot(),
                "raised or lowered letters, set in the line",
                "look whether the words still read right, such as H2O or 10 to the 6th",
            );
        }
    }

    /// A letter of a symbol font.
    fn symbol(&mut self, node: Node) {
        let font = attribute(node, "font").unwrap_or("a symbol font");
        let code = attribute(node, "char").unwrap_or_default();
        let what = format!("a sign of the font {} ({})", excerpt(font), excerpt(code));
        self.document.note_once(Fate::Left, self.spot(), &what, "write in words what it says, or type the sign itself");
    }

    /// The words of a note, in parentheses.
    fn note(&mut self, kind: &'static str, node: Node) -> String {
        let id = attribute(node, "id").unwrap_or_default().to_owned();
        let Some(note) = self.notes.get(&(kind, id.clone())).filter(|note| !note.words.is_empty()) else {
            return String::new();
        };
        let WordNote { words, leads } = note.clone();
        if !self.placed.contains(&(kind, id.clone())) {
            self.document.visible.push('\n');
            self.document.visible.push_str(&words);
        }
        if leads {
            self.document.note_once(Fate::Left, self.spot(), "where links in notes lead; their words are kept", NOTES);
        }
        self.placed.push((kind, id));
        let what = format!("a {}, set into the text in parentheses: “{}”", kind.trim_end_matches('s'), excerpt(&words));
        self.document.note(Fate::Changed, self.spot(), what, "", NOTES);
        format!(" ({words})")
    }

    /// A comment of somebody who read the document.
    fn comment(&mut self, node: Node) {
        let id = attribute(node, "id").unwrap_or_default().to_owned();
        if let Some(WordNote { words, .. }) = self.notes.get(&("comments", id.clone())).filter(|n| !n.words.is_empty())
        {
            self.document.visible.push('\n');
            self.document.visible.push_str(words);
            let what = format!("a comment: “{}”", excerpt(words));
            let words = words.clone();
            self.document.note(
                Fate::Left,
                self.spot(),
                what,
                &words,
                "questions to the reviewer belong under `reviewer_notes`",
            );
        }
        self.placed.push(("comments", id));
    }

    /// The marks of fields in a run of which nothing else is read.
    fn field_marks(&mut self, run: Node) {
        run.children().filter(|part| name(*part) == "fldChar").for_each(|part| self.field(part));
    }

    /// The beginning, middle or end of a field.
    pub(super) fn field(&mut self, node: Node) {
        match attribute(node, "fldCharType") {
            Some("begin") => {
                if child(node, "ffData").is_some() {
                    self.document.note_once(
                        Fate::Changed,
                        self.spot(),
                        "fields of a form, of which the words are kept",
                        FORMS,
                    );
                }
                self.fields.push(OpenField::default());
            }
            Some("separate") => {
                if let Some(field) = self.fields.last_mut() {
                    field.result = true;
                }
            }
            Some("end") => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// Adds to what computes a field.
    pub(super) fn field_code(&mut self, node: Node) {
        if let Some(field) = self.fields.last_mut().filter(|field| field.code.len() < 4000) {
            field.code.push_str(node.text().unwrap_or_default());
        }
    }

    /// Where the field leads that is open, if it is a link.
    fn field_link(&mut self) -> Option<Arc<str>> {
        let code = self.fields.iter().rev().find(|field| field.result)?.code.clone();
        self.address(&target_of(&code)?, "")
    }
}

/// Where a field leads, by what computes it.
fn target_of(code: &str) -> Option<String> {
    let rest = code.trim().strip_prefix("HYPERLINK")?.trim_start();
    let address = rest.strip_prefix('"')?.split('"').next()?.to_owned();
    (!address.is_empty()).then_some(address)
}

const INNER: &str = "links within the document; their words are kept";
