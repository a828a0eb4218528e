//! The text of a page, element by element.

use std::sync::Arc;

use super::dom::{Page, PageContent};
use super::places::SourcePlaces;
use super::shown;
use crate::import::pictures::{self, ReadBeside};
use crate::import::tree::{
    DocumentPiece, DocumentSpot, Fate, FoundPicture, PieceKind, ReadDocument, WordsRun, counted, excerpt, plain, tidy,
};
use crate::model::rich::BoxKind;

/// How the words of an element look.
#[derive(Clone, Debug, Default)]
pub(super) struct WordLook {
    strong: bool,
    emph: bool,
    link: Option<Arc<str>>,
    /// Whether line breaks are kept.
    kept: bool,
}

/// Pieces as they come, and the words of a paragraph that is not at its end.
#[derive(Default)]
pub(super) struct PieceFlow {
    /// The pieces.
    pub(super) pieces: Vec<DocumentPiece>,
    runs: Vec<WordsRun>,
    spot: DocumentSpot,
}

impl PieceFlow {
    /// Ends a paragraph, if there is one.
    pub(super) fn end(&mut self) {
        let runs = std::mem::take(&mut self.runs);
        if !plain(&runs).is_empty() {
            self.pieces.push(DocumentPiece { spot: self.spot, kind: PieceKind::Paragraph(runs) });
        }
    }

    /// Adds a piece.
    pub(super) fn push(&mut self, spot: DocumentSpot, kind: PieceKind) {
        self.end();
        self.pieces.push(DocumentPiece { spot, kind });
    }

    fn words(&mut self, spot: DocumentSpot, text: String, look: &WordLook) {
        if self.runs.is_empty() {
            self.spot = spot;
        }
        let link = look.link.clone();
        self.runs.push(WordsRun { text, strong: look.strong, emph: look.emph, link });
    }
}

/// What is done with the text of a page.
pub(super) struct HtmlWalk<'a> {
    /// The page.
    pub(super) page: &'a Page,
    /// What was read.
    pub(super) document: ReadDocument,
    places: &'a SourcePlaces,
    /// The last place that an element said.
    last: DocumentSpot,
    beside: ReadBeside<'a>,
    in_text: usize,
}

impl<'a> HtmlWalk<'a> {
    pub(super) fn new(page: &'a Page, places: &'a SourcePlaces, beside: ReadBeside<'a>) -> Self {
        let last = places.spot((0, 0));
        Self { page, document: ReadDocument::default(), places, last, beside, in_text: 0 }
    }

    /// Reads the whole text.
    pub(super) fn whole(&mut self, root: usize) {
        let mut flow = PieceFlow::default();
        self.children(root, &WordLook::default(), &mut flow);
        flow.end();
        self.document.pieces = flow.pieces;
    }

    /// The pieces in a node.
    pub(super) fn inside(&mut self, id: usize) -> Vec<DocumentPiece> {
        let mut flow = PieceFlow::default();
        self.children(id, &WordLook::default(), &mut flow);
        flow.end();
        flow.pieces
    }

    /// The words in a node, without pieces.
    pub(super) fn line_of(&mut self, id: usize) -> Vec<WordsRun> {
        let pieces = self.inside(id);
        let mut runs = Vec::new();
        for piece in pieces {
            match piece.kind {
                PieceKind::Paragraph(own) | PieceKind::Heading(_, own) => {
                    if !runs.is_empty() {
                        runs.push(WordsRun { text: " ".to_owned(), ..WordsRun::default() });
                    }
                    runs.extend(own);
                }
                PieceKind::Picture(number) => {
                    self.note_picture(number, "it stands in a line of words");
                }
                other => {
                    let words = crate::import::tree::words_of(&[DocumentPiece { spot: piece.spot, kind: other }]);
                    runs.push(WordsRun { text: format!(" {words} "), ..WordsRun::default() });
                }
            }
        }
        runs
    }

    fn note_picture(&mut self, number: usize, why: &str) {
        if let Some(picture) = self.document.pictures.get_mut(number) {
            picture.bytes.clear();
            let (spot, name) = (picture.spot, picture.alt.clone());
            self.document.note(Fate::Left, spot, format!("a picture (“{}”): {why}", excerpt(&name)), "", PLACE);
        }
    }

    pub(super) fn spot(&mut self, id: usize) -> DocumentSpot {
        if !self.places.said {
            return self.places.spot(self.page.node(id).place);
        }
        let said = self.page.attribute(id, "data-at").and_then(|said| said.split_once('-'));
        if let Some((Ok(start), Ok(end))) = said.map(|(start, end)| (start.parse(), end.parse())) {
            self.last = self.places.spot((start, end));
        }
        self.last
    }

    pub(super) fn children(&mut self, id: usize, look: &WordLook, flow: &mut PieceFlow) {
        let page = self.page;
        page.node(id).children.iter().for_each(|child| self.node(*child, look, flow));
    }

    /// One node by itself.
    pub(super) fn one(&mut self, id: usize, flow: &mut PieceFlow) {
        self.node(id, &WordLook::default(), flow);
    }

    fn node(&mut self, id: usize, look: &WordLook, flow: &mut PieceFlow) {
        let page = self.page;
        if let PageContent::Words(words) = &page.node(id).content {
            let words = if look.kept { words.clone() } else { words.replace(['\n', '\r', '\t'], " ") };
            let spot = self.spot(id);
            return flow.words(spot, words, look);
        }
        if shown::is_never(page, id) {
            return;
        }
        let spot = self.spot(id);
        if shown::is_hidden(page, id) {
            let hidden = hidden_words(page, id);
            if !hidden.is_empty() {
                let what = format!("hidden text: “{}”", excerpt(&hidden));
                self.document.note(Fate::Left, spot, what, "", "nothing: readers of the page do not see it either");
            }
            return;
        }
        if let Some(what) = shown::surrounding(page, id, self.in_text > 0) {
            return self.leave(id, spot, what);
        }
        if !self.within_line(id, spot, look, flow) {
            self.block(id, spot, look, flow);
        }
    }

    /// Leaves an element out, and says so where it has words or pictures.
    pub(super) fn leave(&mut self, id: usize, spot: DocumentSpot, what: &str) {
        let words = tidy(&shown::words(self.page, id));
        let mut images = Vec::new();
        shown::all(self.page, id, "img", &mut images);
        if !words.is_empty() || !images.is_empty() {
            let quoted = format!("“{}”", excerpt(&words));
            let pictures = counted(images.len(), "picture", "pictures");
            let said = match (words.is_empty(), images.is_empty()) {
                (false, true) => format!("{what}: {quoted}"),
                (false, false) => format!("{what}: {quoted} and {pictures}"),
                (true, _) => format!("{what}: {pictures}"),
            };
            self.document.note(Fate::Left, spot, said, &words, "if families need it, write it into the text");
        }
    }

    /// Elements within a line; `false` of all others.
    fn within_line(&mut self, id: usize, spot: DocumentSpot, look: &WordLook, flow: &mut PieceFlow) -> bool {
        let name = self.page.name(id);
        let mut look = look.clone();
        match name {
            "b" | "strong" => look.strong = true,
            "i" | "em" | "cite" | "dfn" | "var" => look.emph = true,
            "a" => look.link = self.link(id, spot).or(look.link),
            "u" | "mark" | "font" => {
                self.document.note_once(Fate::Changed, spot, "underlined, marked or coloured words", LOOKS);
            }
            "ins" => {
                let words = tidy(&shown::words(self.page, id));
                let what = format!("an insertion, taken into the text: “{}”", excerpt(&words));
                self.document.note(Fate::Changed, spot, what, "", "look whether it is meant to stay");
            }
            "s" | "strike" | "del" => {
                self.leave(id, spot, "struck-out words");
                return true;
            }
            "sup" | "sub" => {
                self.document.note_once(Fate::Changed, spot, "raised or lowered letters, set in the line", RAISED);
            }
            "q" => {
                flow.words(spot, "“".to_owned(), &look);
                self.children(id, &look, flow);
                flow.words(spot, "”".to_owned(), &look);
                return true;
            }
            "br" => {
                flow.words(spot, "\n".to_owned(), &look);
                return true;
            }
            "img" => {
                if let Some(url) = &look.link {
                    let what = format!("where a picture leads, `{}`", excerpt(url));
                    self.document.note(Fate::Left, spot, what, "", "set the link into the text below the picture");
                }
                self.picture(id, spot, String::new(), flow);
                return true;
            }
            "x-note" => {
                let words = tidy(&shown::words(self.page, id));
                for url in self.page.attribute(id, "href").unwrap_or_default().split_whitespace() {
                    let what = format!("where a link in a footnote leads, `{}`; its words are kept", excerpt(url));
                    self.document.note(Fate::Left, spot, what, "", NOTES);
                }
                flow.words(spot, format!(" ({})", words.trim_end_matches('.')), &look);
                let what = format!("a footnote, set into the text in parentheses: “{}”", excerpt(&words));
                self.document.note(Fate::Changed, spot, what, "", NOTES);
                return true;
            }
            _ if !shown::is_inline(name) => return false,
            _ => {}
        }
        self.children(id, &look, flow);
        true
    }

    /// Where a link leads, as far as a guide can say it.
    fn link(&mut self, id: usize, spot: DocumentSpot) -> Option<Arc<str>> {
        let address = self.page.attribute(id, "href")?.trim();
        let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
        let kept = ["http", "https", "mailto"].contains(&scheme.as_deref().unwrap_or_default());
        if kept {
            return Some(address.into());
        }
        let words = tidy(&shown::words(self.page, id));
        if scheme.is_none() && !address.starts_with('#') && !words.is_empty() {
            self.document.note_once(
                Fate::Left,
                spot,
                "where links to pages of the same site lead; their words are kept",
                WHOLE,
            );
            return None;
        }
        if !address.starts_with('#') && !words.is_empty() {
            let what = format!("where a link leads, `{}`; its words are kept: “{}”", excerpt(address), excerpt(&words));
            let hint = if scheme.as_deref() == Some("tel") {
                "telephone numbers are named as facts: [](fact:ID)"
            } else {
                WHOLE
            };
            self.document.note(Fate::Left, spot, what, "", hint);
        } else if !words.is_empty() {
            self.document.note_once(
                Fate::Left,
                spot,
                "links within the document; their words are kept",
                "nothing: on paper nobody follows them",
            );
        }
        None
    }

    fn block(&mut self, id: usize, spot: DocumentSpot, look: &WordLook, flow: &mut PieceFlow) {
        match self.page.name(id) {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = self.page.name(id).as_bytes()[1] - b'0';
                let runs = self.line_of(id);
                if !plain(&runs).is_empty() {
                    flow.push(spot, PieceKind::Heading(level, runs));
                }
            }
            "ul" | "ol" | "menu" | "dir" => self.list(id, spot, flow),
            "dl" => self.definitions(id, spot, flow),
            "table" => self.table(id, spot, flow),
            "details" => self.details(id, spot, flow),
            "figure" => self.figure(id, spot, look, flow),
            "blockquote" => self.frame(id, spot, None, flow),
            "pre" | "listing" | "xmp" => {
                let kept = WordLook { kept: true, ..look.clone() };
                flow.end();
                self.children(id, &kept, flow);
                flow.end();
            }
            "hr" => flow.end(),
            "iframe" | "video" | "audio" | "object" | "embed" | "canvas" | "svg" | "math" | "map" | "frameset" => {
                let name = self.page.name(id);
                let words = tidy(&shown::words(self.page, id));
                let title = ["title", "aria-label", "src"].iter().find_map(|key| self.page.attribute(id, key));
                let title = title.map(|title| format!(" (“{}”)", excerpt(title))).unwrap_or_default();
                let what = format!("{}{title}, which no paper has", embedded(name));
                self.document.note(Fate::Left, spot, what, &words, "say in words what it shows, or add a picture");
            }
            "input" | "select" | "textarea" | "button" | "progress" | "meter" => {
                let words = tidy(&shown::words(self.page, id));
                self.document.note(Fate::Left, spot, "a field or button of a form", &words, FORMS);
            }
            name => {
                let in_text = ["main", "article", "section"].contains(&name);
                self.in_text += usize::from(in_text);
                flow.end();
                match callout(self.page, id) {
                    Some(kind) => self.frame(id, spot, kind, flow),
                    None => self.children(id, look, flow),
                }
                flow.end();
                self.in_text -= usize::from(in_text);
            }
        }
    }

    /// A picture, by the element that shows it.
    pub(super) fn picture(&mut self, id: usize, spot: DocumentSpot, caption: String, flow: &mut PieceFlow) {
        let address = self.page.attribute(id, "src").unwrap_or_default();
        let alt = tidy(self.page.attribute(id, "alt").or(self.page.attribute(id, "title")).unwrap_or_default());
        match pictures::load(address, self.beside) {
            Ok((name, bytes)) => {
                let number = self.document.pictures.len();
                self.document.pictures.push(FoundPicture { spot, name, bytes, alt, caption });
                flow.push(spot, PieceKind::Picture(number));
            }
            Err(why) => {
                let shown = if address.starts_with("data:") { "in the page itself" } else { address };
                let alt = if alt.is_empty() { String::new() } else { format!(", “{}”", excerpt(&alt)) };
                let what = format!("a picture (`{}`{alt}): {why}", excerpt(shown));
                self.document.note(Fate::Left, spot, what, &caption, PLACE);
            }
        }
    }
}

/// Words of a hidden element.
fn hidden_words(page: &Page, id: usize) -> String {
    let mut words = String::new();
    for child in &page.node(id).children {
        match &page.node(*child).content {
            PageContent::Words(own) => words.push_str(own),
            _ => words.push_str(&hidden_words(page, *child)),
        }
    }
    tidy(&words)
}

/// What is embedded in a page, in words.
fn embedded(name: &str) -> &'static str {
    match name {
        "iframe" | "frameset" => "another page inside the page",
        "video" => "a video",
        "audio" => "a sound",
        "svg" | "canvas" => "a drawing inside the page",
        "math" => "an equation",
        _ => "an embedded object",
    }
}

/// The kind of a box that an element is by its class.
fn callout(page: &Page, id: usize) -> Option<Option<BoxKind>> {
    let class = page.attribute(id, "class").unwrap_or_default().to_ascii_lowercase();
    class.split_ascii_whitespace().find_map(|word| {
        let word = word.strip_prefix("markdown-alert-").or_else(|| word.strip_prefix("alert-")).unwrap_or(word);
        Some(match word {
            "warning" | "caution" | "danger" => Some(BoxKind::Stop),
            "note" | "tip" | "info" | "important" | "callout" | "admonition" | "alert" | "hint" => Some(BoxKind::Note),
            _ => return None,
        })
    })
}

const PLACE: &str = "save it as .png, .jpg or .svg beside the guide and list it under `figures`, if families need it";
const WHOLE: &str = "links lead to https:// or a mail address: write the whole address";
const LOOKS: &str = "where the look means something, say it in words or make it **bold**";
const RAISED: &str = "look whether the words still read right, such as H2O or 10 to the 6th";
const NOTES: &str = "a source belongs under `references`, and is cited by [](ref:ID)";
const FORMS: &str = "questions to fill in belong into a worksheet: `handout new worksheet ID`";
