//! Pieces of a document to the Markdown of a guide.

use super::inline::{Inside, begun, lines};
use super::wrap::wrapped;
use crate::import::tree::{DocumentPiece, DocumentSpot, Fate, Notice, PieceKind, WordsRun, excerpt, plain, words_of};

/// The most levels of a list.
const LEVELS: usize = 3;
/// The number up to which a list may start.
const LAST_START: u32 = 99;

/// A text of a guide while it is written.
pub(super) struct BodyWriter<'a> {
    /// Its blocks.
    pub(super) blocks: Vec<String>,
    /// What was noticed.
    pub(super) notices: Vec<Notice>,
    /// The ids of the pictures that the guide has.
    pub(super) figures: &'a [Option<String>],
    /// Whether the last block was a list of bullets, or a numbered one; and whether it had the other mark.
    last: Option<(bool, bool)>,
}

impl<'a> BodyWriter<'a> {
    pub(super) fn new(figures: &'a [Option<String>]) -> Self {
        Self { blocks: Vec::new(), notices: Vec::new(), figures, last: None }
    }

    /// The whole text.
    pub(super) fn text(&self) -> String {
        self.blocks.join("\n\n")
    }

    /// Notes something, once for each kind.
    pub(super) fn note(&mut self, fate: Fate, spot: DocumentSpot, what: &str, words: &str, hint: &'static str) {
        if words.is_empty()
            && let Some(known) = self.notices.iter_mut().find(|notice| notice.what == what)
        {
            known.more += 1;
            return;
        }
        let (what, words) = (what.to_owned(), words.to_owned());
        self.notices.push(Notice { fate, spot, what, words, hint, more: 0 });
    }

    /// Adds a block.
    pub(super) fn push(&mut self, block: String) {
        if !block.trim().is_empty() {
            self.blocks.push(block);
            self.last = None;
        }
    }

    /// Adds pieces.
    pub(super) fn pieces(&mut self, pieces: &[DocumentPiece]) {
        for piece in pieces {
            match &piece.kind {
                PieceKind::Heading(_, runs) => self.push(heading_line(runs)),
                PieceKind::Paragraph(runs) => {
                    for line in lines(runs, Inside::Text) {
                        self.push(wrapped(&begun(&line), "", ""));
                    }
                }
                PieceKind::List(first, items) => self.list(*first, items, piece.spot),
                PieceKind::Table(grid) => self.table(grid, piece.spot),
                PieceKind::Frame(kind, inner) => self.frame(*kind, inner, piece.spot),
                PieceKind::Question(question, answer) => {
                    self.push(heading_line(question));
                    self.pieces(answer);
                }
                PieceKind::Picture(number) => {
                    if let Some(Some(id)) = self.figures.get(*number) {
                        self.push(format!("> [!FIGURE] {id}"));
                    }
                }
            }
        }
    }

    fn list(&mut self, first: Option<u32>, items: &[Vec<DocumentPiece>], spot: DocumentSpot) {
        let first = first.filter(|first| {
            if *first > LAST_START {
                self.note(
                    Fate::Changed,
                    spot,
                    "a list that starts behind 99, set without numbers",
                    "",
                    "write the numbers into the words",
                );
            }
            *first <= LAST_START
        });
        let (mut count, mut written) = (0, String::new());
        for item in items {
            let mut apart = Vec::new();
            let kept = self.flat(item, 1, &mut apart);
            let kind = first.is_some();
            for item in kept {
                let mark = match first {
                    Some(first) => format!("{}{} ", first + count, if self.other(kind) { ")" } else { "." }),
                    None => (if self.other(kind) { "* " } else { "- " }).to_owned(),
                };
                let text = item_text(&item, &mark, 0);
                if !text.is_empty() {
                    let apart = if text.contains("\n\n") || written.ends_with("\n\n") { "\n" } else { "" };
                    written.push_str(&text);
                    written.push('\n');
                    written.push_str(apart);
                    count += 1;
                }
            }
            if !apart.is_empty() {
                self.end_list(&mut written, kind);
                self.note(
                    Fate::Changed,
                    spot,
                    "tables, boxes and pictures in a list, set behind their item",
                    "",
                    "look whether the list still reads well",
                );
                self.pieces(&apart);
            }
        }
        self.end_list(&mut written, first.is_some());
    }

    /// Whether a list needs the other mark, since it would be read as one with the list before it.
    fn other(&self, numbered: bool) -> bool {
        matches!(self.last, Some((last, false)) if last == numbered)
    }

    fn end_list(&mut self, written: &mut String, numbered: bool) {
        let other = self.other(numbered);
        if !written.is_empty() {
            self.blocks.push(std::mem::take(written).trim_end().to_owned());
            self.last = Some((numbered, other));
        }
    }

    /// An item without what cannot stand in it, which goes to `apart`, and with the items of lists that lie too deep
    /// behind it.
    fn flat(
        &mut self,
        item: &[DocumentPiece],
        level: usize,
        apart: &mut Vec<DocumentPiece>,
    ) -> Vec<Vec<DocumentPiece>> {
        let (mut own, mut behind) = (Vec::new(), Vec::new());
        for piece in item {
            match &piece.kind {
                PieceKind::Paragraph(_) => own.push(piece.clone()),
                PieceKind::Heading(_, runs) => {
                    let hint = "a heading that stands by itself divides a text: take it out of the list";
                    self.note(Fate::Changed, piece.spot, "headings in lists, set in bold", "", hint);
                    let runs = runs.iter().map(|run| WordsRun { strong: true, ..run.clone() }).collect();
                    own.push(DocumentPiece { spot: piece.spot, kind: PieceKind::Paragraph(runs) });
                }
                PieceKind::List(first, items) => {
                    let deep = level >= LEVELS;
                    let mut inner = Vec::new();
                    items.iter().for_each(|item| inner.extend(self.flat(item, level + usize::from(!deep), apart)));
                    if deep {
                        self.note(
                            Fate::Changed,
                            piece.spot,
                            "a list of more than three levels, set in three",
                            "",
                            "look whether it still reads well",
                        );
                        behind.extend(inner);
                    } else if own.is_empty() {
                        // A list that nothing introduces stands on the level of its item.
                        behind.extend(inner);
                    } else {
                        let first = first.filter(|first| *first <= LAST_START);
                        own.push(DocumentPiece { spot: piece.spot, kind: PieceKind::List(first, inner) });
                    }
                }
                PieceKind::Table(_) | PieceKind::Frame(..) | PieceKind::Question(..) | PieceKind::Picture(_) => {
                    apart.push(piece.clone());
                }
            }
        }
        std::iter::once(own).filter(|own| !own.is_empty()).chain(behind).collect()
    }
}

/// A heading within a text, in plain words.
pub(super) fn heading_line(runs: &[WordsRun]) -> String {
    let runs: Vec<WordsRun> =
        runs.iter().map(|run| WordsRun { text: run.text.replace('\n', " "), ..WordsRun::default() }).collect();
    let words = lines(&runs, Inside::Text).join(" ");
    let words = words.trim_end_matches('#').trim_end();
    if words.is_empty() { String::new() } else { format!("### {words}") }
}

/// An item with its mark, and the lists in it.
fn item_text(item: &[DocumentPiece], mark: &str, indent: usize) -> String {
    let inner = " ".repeat(indent + mark.len());
    let (mut text, mut begun_item) = (String::new(), false);
    for piece in item {
        match &piece.kind {
            PieceKind::Paragraph(runs) => {
                for line in lines(runs, Inside::Text) {
                    let first = if begun_item { inner.clone() } else { format!("{}{mark}", " ".repeat(indent)) };
                    if begun_item {
                        text.push_str("\n\n");
                    }
                    text.push_str(&wrapped(&begun(&line), &first, &inner));
                    begun_item = true;
                }
            }
            PieceKind::List(first, items) if begun_item => {
                for (i, item) in items.iter().enumerate() {
                    let number = u32::try_from(i).unwrap_or(u32::MAX);
                    let mark = first.map_or("- ".to_owned(), |first| format!("{}. ", first.saturating_add(number)));
                    let item = item_text(item, &mark, inner.len());
                    if !item.is_empty() {
                        text.push('\n');
                        text.push_str(&item);
                    }
                }
            }
            _ => {}
        }
    }
    text
}

/// Words with which a text begins that stand by themselves in bold, or as a heading: a title for what follows.
pub(super) fn own_title(pieces: &[DocumentPiece]) -> Option<(String, &[DocumentPiece])> {
    let (first, rest) = pieces.split_first()?;
    let title = match &first.kind {
        PieceKind::Heading(_, runs) => plain(runs),
        PieceKind::Paragraph(runs) if is_bold(runs) => plain(runs),
        _ => return None,
    };
    (!title.is_empty() && title.chars().count() <= 100 && !words_of(rest).is_empty()).then_some((title, rest))
}

/// Whether all words of a paragraph are bold.
pub(super) fn is_bold(runs: &[WordsRun]) -> bool {
    let mut worded = runs.iter().filter(|run| run.text.contains(char::is_alphanumeric)).peekable();
    worded.peek().is_some() && worded.all(|run| run.strong)
}

/// What is said of something that a guide has no form for.
pub(super) fn set_as(what: &str, pieces: &[DocumentPiece]) -> String {
    format!("{what}: “{}”", excerpt(&words_of(pieces)))
}
