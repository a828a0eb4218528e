//! Lists, definitions, folded answers, frames and figures of a page.

use super::shown;
use super::walk::{HtmlWalk, PieceFlow, WordLook};
use crate::import::tree::{DocumentPiece, DocumentSpot, Fate, LETTERED, LETTERS, PieceKind, WordsRun, plain, tidy};
use crate::model::rich::BoxKind;

impl HtmlWalk<'_> {
    /// A list.
    pub(super) fn list(&mut self, id: usize, spot: DocumentSpot, flow: &mut PieceFlow) {
        let page = self.page;
        let numbered = page.name(id) == "ol";
        let number = |id: usize, key: &str| page.attribute(id, key).and_then(|n| n.trim().parse::<u32>().ok());
        let mut first = number(id, "start").unwrap_or(1);
        if numbered && matches!(page.attribute(id, "type"), Some("a" | "A" | "i" | "I")) {
            self.document.note_once(Fate::Changed, spot, LETTERED, LETTERS);
        }
        let mut items: Vec<Vec<DocumentPiece>> = Vec::new();
        for child in &page.node(id).children {
            if page.name(*child) == "li" {
                let at = self.spot(*child);
                if let Some(own) = number(*child, "value").filter(|_| numbered) {
                    let count = u32::try_from(items.len()).unwrap_or(u32::MAX);
                    if count == 0 {
                        first = own;
                    } else if own != first.saturating_add(count) {
                        self.document.note_once(Fate::Changed, at, "numbers that a list skips, counted on", LETTERS);
                    }
                }
                items.push(self.inside(*child));
            } else {
                // A list that stands in a list belongs to the item before it.
                let mut stray = PieceFlow::default();
                self.stray(*child, &mut stray);
                match items.last_mut() {
                    Some(item) => item.extend(stray.pieces),
                    None if !stray.pieces.is_empty() => items.push(stray.pieces),
                    None => {}
                }
            }
        }
        items.retain(|item| !item.is_empty());
        if !items.is_empty() {
            flow.push(spot, PieceKind::List(numbered.then_some(first), items));
        }
    }

    fn stray(&mut self, id: usize, flow: &mut PieceFlow) {
        self.one(id, flow);
        flow.end();
    }

    /// Terms and what they mean; or questions and answers.
    pub(super) fn definitions(&mut self, id: usize, spot: DocumentSpot, flow: &mut PieceFlow) {
        let mut parts = Vec::new();
        self.parts(id, &mut parts);
        let mut pairs: Vec<(DocumentSpot, Vec<WordsRun>, Vec<DocumentPiece>)> = Vec::new();
        for part in parts {
            let at = self.spot(part);
            if self.page.name(part) == "dt" {
                pairs.push((at, self.line_of(part), Vec::new()));
            } else {
                let inner = self.inside(part);
                match pairs.last_mut() {
                    Some((_, _, answer)) => answer.extend(inner),
                    None => pairs.push((at, Vec::new(), inner)),
                }
            }
        }
        let asks = |runs: &[WordsRun]| plain(runs).ends_with('?');
        if !pairs.is_empty() && pairs.iter().all(|(_, term, answer)| asks(term) && !answer.is_empty()) {
            for (at, question, answer) in pairs {
                flow.push(at, PieceKind::Question(question, answer));
            }
            return;
        }
        let items: Vec<Vec<DocumentPiece>> =
            pairs.into_iter().map(|(at, term, meaning)| term_item(at, term, meaning)).collect();
        if !items.is_empty() {
            flow.push(spot, PieceKind::List(None, items));
        }
    }

    /// The terms and meanings of a list of them, which may stand in groups.
    fn parts(&self, id: usize, parts: &mut Vec<usize>) {
        for child in &self.page.node(id).children {
            match self.page.name(*child) {
                "dt" | "dd" => parts.push(*child),
                "div" => self.parts(*child, parts),
                _ => {}
            }
        }
    }

    /// An answer that is folded up below its question.
    pub(super) fn details(&mut self, id: usize, spot: DocumentSpot, flow: &mut PieceFlow) {
        let page = self.page;
        let summary = page.node(id).children.iter().copied().find(|child| page.name(*child) == "summary");
        let question = summary.map(|summary| self.line_of(summary)).unwrap_or_default();
        let mut answer = PieceFlow::default();
        for child in page.node(id).children.iter().filter(|child| Some(**child) != summary) {
            self.one(*child, &mut answer);
        }
        answer.end();
        if plain(&question).is_empty() || answer.pieces.is_empty() {
            flow.end();
            if !plain(&question).is_empty() {
                flow.push(spot, PieceKind::Paragraph(question));
            }
            answer.pieces.into_iter().for_each(|piece| flow.push(piece.spot, piece.kind));
        } else {
            flow.push(spot, PieceKind::Question(question, answer.pieces));
        }
    }

    /// A quotation or a box.
    pub(super) fn frame(&mut self, id: usize, spot: DocumentSpot, kind: Option<BoxKind>, flow: &mut PieceFlow) {
        let inner = self.inside(id);
        if !inner.is_empty() {
            flow.push(spot, PieceKind::Frame(kind, inner));
        }
    }

    /// Says where links lead that stand in words of which a guide keeps no links.
    fn lost_links(&mut self, spot: DocumentSpot, runs: &[WordsRun]) {
        for run in runs {
            if let Some(url) = &run.link {
                let what =
                    format!("where a link below a picture leads, `{url}`; its words are kept: “{}”", tidy(&run.text));
                self.document.note(Fate::Left, spot, what, "", "set the link into the text below the picture");
            }
        }
    }

    /// Pictures with the words below them.
    pub(super) fn figure(&mut self, id: usize, spot: DocumentSpot, look: &WordLook, flow: &mut PieceFlow) {
        let (mut images, mut captions) = (Vec::new(), Vec::new());
        shown::all(self.page, id, "img", &mut images);
        shown::all(self.page, id, "figcaption", &mut captions);
        flow.end();
        match (images.as_slice(), captions.as_slice()) {
            ([image], [caption]) if !shown::holds(self.page, id, "table") => {
                let runs = self.line_of(*caption);
                self.lost_links(spot, &runs);
                self.picture(*image, spot, plain(&runs), flow);
            }
            _ => self.children(id, look, flow),
        }
        flow.end();
    }
}

/// An item of a list for a term and its meaning.
fn term_item(spot: DocumentSpot, mut term: Vec<WordsRun>, mut meaning: Vec<DocumentPiece>) -> Vec<DocumentPiece> {
    if plain(&term).is_empty() {
        return meaning;
    }
    term.iter_mut().for_each(|run| run.strong = true);
    match meaning.first_mut() {
        Some(DocumentPiece { kind: PieceKind::Paragraph(runs), .. }) => {
            let colon = if plain(&term).ends_with([':', '.', '?', '!']) { " " } else { ": " };
            term.push(WordsRun { text: colon.to_owned(), ..WordsRun::default() });
            term.append(runs);
            *runs = term;
        }
        _ => meaning.insert(0, DocumentPiece { spot, kind: PieceKind::Paragraph(term) }),
    }
    meaning
}
