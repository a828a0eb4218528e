//! What a document says, whatever program wrote it: pieces of text in their order, pictures, and what was noticed.

use std::sync::Arc;

use crate::model::letters::{composed, invisible, ordinary};
use crate::model::rich::BoxKind;

/// Where something stands in a document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DocumentSpot {
    /// Nowhere in particular.
    #[default]
    Whole,
    /// A place in a text file.
    Line(DocumentPlace),
    /// A paragraph of a Word file, counted from 1, those of tables among them.
    Paragraph(usize),
}

/// A place in a text file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DocumentPlace {
    /// Its line, counted from 1.
    pub(crate) line: usize,
    /// The byte at which it begins.
    pub(crate) start: usize,
    /// The byte behind it.
    pub(crate) end: usize,
}

/// Words of one look.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct WordsRun {
    /// The words; a line feed is a forced line break.
    pub(crate) text: String,
    /// Bold.
    pub(crate) strong: bool,
    /// Italic.
    pub(crate) emph: bool,
    /// Where they lead.
    pub(crate) link: Option<Arc<str>>,
}

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DocumentPiece {
    /// Where it stands.
    pub(crate) spot: DocumentSpot,
    /// What it is.
    pub(crate) kind: PieceKind,
}

/// What a piece of a document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PieceKind {
    /// A heading, the highest of level 1.
    Heading(u8, Vec<WordsRun>),
    /// A paragraph.
    Paragraph(Vec<WordsRun>),
    /// A list, with the number of its first item where it is numbered.
    List(Option<u32>, Vec<Vec<DocumentPiece>>),
    /// A table.
    Table(Grid),
    /// A quotation, or a frame about some text.
    Frame(Option<BoxKind>, Vec<DocumentPiece>),
    /// A question that is marked as one, with its answer.
    Question(Vec<WordsRun>, Vec<DocumentPiece>),
    /// A picture, by its number among those of the document.
    Picture(usize),
}

/// A table as rows of cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grid {
    /// Its rows, each with as many cells as the others.
    pub(crate) rows: Vec<Vec<Vec<DocumentPiece>>>,
    /// Whether the document says that the first row is a head.
    pub(crate) head: bool,
}

/// A picture of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundPicture {
    /// Where it stands.
    pub(crate) spot: DocumentSpot,
    /// How the document calls it.
    pub(crate) name: String,
    /// Its file.
    pub(crate) bytes: Vec<u8>,
    /// What the document says that it shows.
    pub(crate) alt: String,
    /// Words below it.
    pub(crate) caption: String,
}

/// What became of something in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fate {
    /// The guide does not have it.
    Left,
    /// The guide has it in another form.
    Changed,
    /// The guide has it, and somebody must check it.
    Check,
}

/// Something in a document that its reader must know of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    /// What became of it.
    pub(crate) fate: Fate,
    /// Where it stands.
    pub(crate) spot: DocumentSpot,
    /// What it is: lower case, without a full stop.
    pub(crate) what: String,
    /// All of its words that the guide does not have, or that it has elsewhere.
    pub(crate) words: String,
    /// What to do.
    pub(crate) hint: &'static str,
    /// How many more of the kind there are.
    pub(crate) more: usize,
}

/// A document as it was read.
#[derive(Clone, Debug, Default)]
pub(crate) struct ReadDocument {
    /// The title that the document has outside its text, or by a style of its own.
    pub(crate) title: String,
    /// Whether the words of that title stand in the text too.
    pub(crate) title_is_shown: bool,
    /// Who is said to have made it.
    pub(crate) authors: Vec<String>,
    /// Its text.
    pub(crate) pieces: Vec<DocumentPiece>,
    /// Its pictures.
    pub(crate) pictures: Vec<FoundPicture>,
    /// What was noticed.
    pub(crate) notices: Vec<Notice>,
    /// Every word that a reader of the document sees, found in another way than the pieces.
    pub(crate) visible: String,
    /// How each paragraph of a Word file begins.
    pub(crate) beginnings: Vec<String>,
}

/// A document in the form of a guide.
#[derive(Debug, Default)]
pub(crate) struct GuideShape {
    /// Its title; empty where the document has none.
    pub(crate) title: String,
    /// What stands before the first section.
    pub(crate) introduction: Vec<DocumentPiece>,
    /// Its sections.
    pub(crate) sections: Vec<ShapedPart>,
    /// Its questions with their answers.
    pub(crate) questions: Vec<ShapedPart>,
    /// What it names as its sources.
    pub(crate) sources: Vec<ListedSource>,
    /// Where headings stood that the guide does not have.
    pub(crate) gone: Vec<DocumentSpot>,
}

/// A source that a document lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedSource {
    /// All that the document says of it but its address.
    pub(crate) title: String,
    /// Where it stands on the web.
    pub(crate) url: Option<String>,
}

/// A section, or a question with its answer.
#[derive(Debug)]
pub(crate) struct ShapedPart {
    /// The heading or the question.
    pub(crate) heading: String,
    /// Where it stands.
    pub(crate) spot: DocumentSpot,
    /// Its text.
    pub(crate) pieces: Vec<DocumentPiece>,
}

/// How many things are noticed one by one.
const MOST_NOTICES: usize = 5_000;

impl ReadDocument {
    /// Notes something.
    pub(crate) fn note(
        &mut self,
        fate: Fate,
        spot: DocumentSpot,
        what: impl Into<String>,
        words: &str,
        hint: &'static str,
    ) {
        if self.notices.len() >= MOST_NOTICES
            && let Some(last) = self.notices.last_mut()
        {
            // Its words are counted, and nobody reads so many lines.
            last.words.push(' ');
            last.words.push_str(&tidy(words));
            last.more += 1;
            return;
        }
        self.notices.push(Notice { fate, spot, what: what.into(), words: tidy(words), hint, more: 0 });
    }

    /// Notes something of which the first is enough.
    pub(crate) fn note_once(&mut self, fate: Fate, spot: DocumentSpot, what: &str, hint: &'static str) {
        match self.notices.iter_mut().find(|notice| notice.what == what && notice.fate == fate) {
            Some(known) => known.more += 1,
            None => self.note(fate, spot, what, "", hint),
        }
    }
}

/// What is said of lists that count with letters or Roman numbers.
pub(crate) const LETTERED: &str = "lists with letters or Roman numbers, numbered with 1, 2, 3";
/// What to do about those.
pub(crate) const LETTERS: &str = "look whether the text names an item by its letter or number";

/// Whether a character is one of those that print nothing, and are left out.
pub(crate) fn prints_nothing(c: char) -> bool {
    invisible(c) && !matches!(c, '\n' | '\t')
}

/// Letters as guides print them: those that stand for ordinary ones, such as ligatures and wide ones, are these; accents
/// are one character with their letters.
pub(crate) fn letters(text: &str) -> String {
    let stands_for = |c: char| match u32::from(c) {
        0x2010 | 0x2011 | 0xFB00..=0xFB06 | 0xFF01..=0xFF5E | 0x1D400..=0x1D7FF => ordinary(c),
        _ => None,
    };
    if text.is_ascii() {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    for c in text.chars() {
        match stands_for(c) {
            Some(letters) => plain.push_str(&letters),
            None => plain.push(c),
        }
    }
    composed(&plain)
}

/// Words with one space between them, and without characters that print nothing.
pub(crate) fn tidy(words: &str) -> String {
    let mut tidied = String::with_capacity(words.len());
    for word in words.split(|c: char| c.is_whitespace() || matches!(c, '\u{b}' | '\u{c}' | '\u{85}')) {
        let before = tidied.len();
        tidied.extend(word.chars().filter(|c| !prints_nothing(*c)));
        if before > 0 && tidied.len() > before {
            tidied.insert(before, ' ');
        }
    }
    letters(&tidied)
}

/// The words of some runs.
pub(crate) fn plain(runs: &[WordsRun]) -> String {
    tidy(&runs.iter().map(|run| run.text.as_str()).collect::<String>())
}

/// The level of a heading; `None` of all else.
pub(crate) fn level_of(piece: &DocumentPiece) -> Option<u8> {
    match piece.kind {
        PieceKind::Heading(level, _) => Some(level),
        _ => None,
    }
}

/// How many pieces there are in one another, and how many of them are headings and questions.
pub(crate) fn sizes(pieces: &[DocumentPiece]) -> (usize, usize) {
    let (mut all, mut headings) = (0, 0);
    for piece in pieces {
        let mut add = |inner: &[DocumentPiece]| {
            let (more, deeper) = sizes(inner);
            all += more;
            headings += deeper;
        };
        let own = match &piece.kind {
            PieceKind::Heading(..) => 1,
            PieceKind::Question(_, answer) => {
                add(answer);
                1
            }
            PieceKind::List(_, items) => {
                items.iter().for_each(|item| add(item));
                0
            }
            PieceKind::Table(grid) => {
                grid.rows.iter().flatten().for_each(|cell| add(cell));
                0
            }
            PieceKind::Frame(_, inner) => {
                add(inner);
                0
            }
            PieceKind::Paragraph(_) | PieceKind::Picture(_) => 0,
        };
        all += 1;
        headings += own;
    }
    (all, headings)
}

/// Does something with all runs of some pieces, wherever they stand in one another.
pub(crate) fn each_runs(pieces: &mut [DocumentPiece], change: &mut dyn FnMut(DocumentSpot, &mut Vec<WordsRun>)) {
    for piece in pieces {
        match &mut piece.kind {
            PieceKind::Heading(_, runs) | PieceKind::Paragraph(runs) => change(piece.spot, runs),
            PieceKind::List(_, items) => items.iter_mut().for_each(|item| each_runs(item, change)),
            PieceKind::Table(grid) => grid.rows.iter_mut().flatten().for_each(|cell| each_runs(cell, change)),
            PieceKind::Frame(_, inner) => each_runs(inner, change),
            PieceKind::Question(question, answer) => {
                change(piece.spot, question);
                each_runs(answer, change);
            }
            PieceKind::Picture(_) => {}
        }
    }
}

/// The words of some pieces.
pub(crate) fn words_of(pieces: &[DocumentPiece]) -> String {
    let mut words = Vec::new();
    collect(pieces, &mut words);
    words.join(" ")
}

fn collect(pieces: &[DocumentPiece], words: &mut Vec<String>) {
    for piece in pieces {
        match &piece.kind {
            PieceKind::Heading(_, runs) | PieceKind::Paragraph(runs) => words.push(plain(runs)),
            PieceKind::List(_, items) => items.iter().for_each(|item| collect(item, words)),
            PieceKind::Table(grid) => grid.rows.iter().flatten().for_each(|cell| collect(cell, words)),
            PieceKind::Frame(_, inner) => collect(inner, words),
            PieceKind::Question(question, answer) => {
                words.push(plain(question));
                collect(answer, words);
            }
            PieceKind::Picture(_) => {}
        }
    }
}

/// How many there are of something, with its word for one and for several.
pub(crate) fn counted(count: usize, one: &str, several: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {several}") }
}

/// The beginning of some words, for a message.
pub(crate) fn excerpt(words: &str) -> String {
    const MOST: usize = 60;
    let words = tidy(words);
    match words.char_indices().nth(MOST) {
        None => words,
        Some((end, _)) => {
            let end = words[..end].rfind(' ').filter(|at| *at > MOST / 2).unwrap_or(end);
            format!("{} ..", words[..end].trim_end())
        }
    }
}

/// Makes a table out of rows that may differ in length.
pub(crate) fn grid(mut rows: Vec<Vec<Vec<DocumentPiece>>>, head: bool) -> Grid {
    rows.retain(|row| row.iter().any(|cell| !cell.is_empty()));
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize_with(columns, Vec::new));
    Grid { rows, head }
}
