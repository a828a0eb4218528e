//! Questions and answers that authors marked by letters or words before them: "Q: .. A: ..", "Pregunta: .. Respuesta: ..".

use std::collections::VecDeque;
use std::sync::LazyLock;

use regex::Regex;

use super::items::{in_lines, without_mark};
use crate::import::tree::{
    DocumentPiece, DocumentSpot, Fate, PieceKind, ReadDocument, WordsRun, counted, level_of, plain,
};

/// Whether a mark is a letter, which may mean something else, or a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum MarkForm {
    Letter,
    Word,
}

/// What stands before a line: how many bytes it has, the letter with which it begins in capitals, and its form.
type LineMark = (usize, char, MarkForm);

static QUESTION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:(?P<letter>[QP])\s?\d{0,3}\s?(?:[:.)]|[-–—]\s)|(?i:(?P<word>question|pregunta)\b)\s*(?i:n[.º°o]*\s*)?#?\d{0,3}\s*(?:[:.)]|[-–—]\s))\s*")
        .expect("it is tried in a test")
});

static ANSWER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^\s*(?:(?P<letter>[AR])\s?\d{0,3}\s?(?:[:.)]|[-–—]\s)|(?i:(?P<word>answer|ans|respuesta)\b)\s*(?i:n[.º°o]*\s*)?#?\d{0,3}\s*(?:[:.)]|[-–—]\s))\s*")
        .expect("it is tried in a test")
});

/// Whether a line of Markdown begins with a mark and a colon, and so was meant as a line of its own.
pub(in crate::import) fn begins_with_mark(line: &str) -> bool {
    let line = line.lines().next().unwrap_or_default().replace(['*', '_'], "");
    let colon = |form: &Regex| mark(&line, form).is_some_and(|(length, ..)| line[..length].contains(':'));
    colon(&QUESTION) || colon(&ANSWER)
}

/// The mark before the words of a line.
fn mark(words: &str, form: &Regex) -> Option<LineMark> {
    let found = form.captures(words)?;
    let length = found.get(0)?.end();
    let (named, form) = match (found.name("letter"), found.name("word")) {
        (Some(letter), _) => (letter, MarkForm::Letter),
        (None, word) => (word?, MarkForm::Word),
    };
    Some((length, named.as_str().chars().next()?.to_ascii_uppercase(), form))
}

/// Whether an answer goes with a question: both in one language.
fn goes_with(answer: char, question: char) -> bool {
    matches!((question, answer), ('Q', 'A') | ('P', 'R'))
}

fn text_of(runs: &[WordsRun]) -> String {
    runs.iter().map(|run| run.text.as_str()).collect()
}

fn runs_of(piece: &DocumentPiece) -> Option<&Vec<WordsRun>> {
    match &piece.kind {
        PieceKind::Paragraph(runs) | PieceKind::Heading(_, runs) => Some(runs),
        _ => None,
    }
}

fn mark_of(piece: &DocumentPiece, form: &Regex) -> Option<LineMark> {
    mark(&text_of(runs_of(piece)?), form)
}

/// Makes marked questions of a document what readers of pages make of folded ones.
pub(super) fn marked_questions(document: &mut ReadDocument) {
    let pieces = std::mem::take(&mut document.pieces);
    let mut found = MarkedQuestions::default();
    document.pieces = found.within(pieces);
    without_marks(&mut document.pieces, &mut found);
    let Some(spot) = found.spot else { return };
    let count = counted(found.count, "question, marked", "questions, marked");
    let what = format!("{count} by “Q:” or a word before the line, without these marks");
    let hint = "look whether each answer ends where it should";
    document.note(Fate::Changed, spot, what, &found.marks, hint);
}

/// Marks of questions that a page has folded up, or defined as terms.
fn without_marks(pieces: &mut [DocumentPiece], found: &mut MarkedQuestions) {
    for piece in pieces {
        match &mut piece.kind {
            PieceKind::Question(question, answer) => {
                let Some((length, letter, _)) = mark(&text_of(question), &QUESTION) else { continue };
                let rest = without_mark(question, length);
                if plain(&rest).is_empty() {
                    continue;
                }
                found.note(piece.spot, question, length);
                *question = rest;
                if let Some(first) = answer.first_mut()
                    && let Some((length, own, _)) = mark_of(first, &ANSWER)
                    && let PieceKind::Paragraph(runs) = &mut first.kind
                    && goes_with(own, letter)
                {
                    found.add_mark(runs, length);
                    *runs = without_mark(runs, length);
                }
                answer.retain(|piece| runs_of(piece).is_none_or(|runs| !plain(runs).is_empty()));
            }
            PieceKind::Frame(_, inner) => without_marks(inner, found),
            _ => {}
        }
    }
}

/// What was found.
#[derive(Default)]
struct MarkedQuestions {
    count: usize,
    spot: Option<DocumentSpot>,
    /// The letters and words that were cut off.
    marks: String,
}

impl MarkedQuestions {
    fn note(&mut self, spot: DocumentSpot, runs: &[WordsRun], length: usize) {
        self.count += 1;
        self.spot.get_or_insert(spot);
        self.add_mark(runs, length);
    }

    fn add_mark(&mut self, runs: &[WordsRun], length: usize) {
        self.marks.push_str(text_of(runs).get(..length).unwrap_or_default());
        self.marks.push(' ');
    }

    /// Pieces with the questions among them put together.
    fn within(&mut self, pieces: Vec<DocumentPiece>) -> Vec<DocumentPiece> {
        let mut out: Vec<DocumentPiece> = Vec::new();
        let mut rest: VecDeque<DocumentPiece> = parted(pieces).into();
        while let Some(piece) = rest.pop_front() {
            let made = match &piece.kind {
                PieceKind::Paragraph(_) | PieceKind::Heading(..) => self.question(&piece, &mut rest),
                PieceKind::List(_, items) => self.list(items),
                _ => None,
            };
            match made {
                Some(made) => out.extend(made),
                None => out.push(self.inside(piece)),
            }
        }
        out
    }

    /// The same within boxes.
    fn inside(&mut self, piece: DocumentPiece) -> DocumentPiece {
        match piece.kind {
            PieceKind::Frame(kind, inner) => {
                DocumentPiece { spot: piece.spot, kind: PieceKind::Frame(kind, self.within(inner)) }
            }
            _ => piece,
        }
    }

    /// A question with what follows it, if it is one.
    fn question(&mut self, piece: &DocumentPiece, rest: &mut VecDeque<DocumentPiece>) -> Option<Vec<DocumentPiece>> {
        let runs = runs_of(piece)?;
        let (length, letter, form) = mark(&text_of(runs), &QUESTION)?;
        let mut question = without_mark(runs, length);
        let mut at = 0;
        if plain(&question).is_empty() {
            // The mark stands on a line of its own.
            let next = rest.front().filter(|next| mark_of(next, &ANSWER).is_none())?;
            question.clone_from(runs_of(next)?);
            at = 1;
        }
        let answer = rest.get(at).and_then(|next| mark_of(next, &ANSWER)).filter(|(_, own, _)| goes_with(*own, letter));
        let asks = plain(&question).ends_with('?');
        let is_heading = matches!(piece.kind, PieceKind::Heading(..));
        // `P.` begins pages and telephone numbers; a letter alone asks nothing.
        let sure = answer.is_some() || asks && (letter == 'Q' || form == MarkForm::Word);
        let level = level_of(piece).unwrap_or(u8::MAX);
        let ends = |next: &DocumentPiece| match level_of(next) {
            Some(own) => own <= level,
            None => !is_heading && mark_of(next, &QUESTION).is_some_and(|(_, own, _)| own == letter),
        };
        if !sure || rest.get(at).is_none_or(ends) {
            return None;
        }
        rest.drain(..at);
        let mut pieces: Vec<DocumentPiece> = Vec::new();
        while rest.front().is_some_and(|next| !ends(next)) {
            pieces.extend(rest.pop_front());
        }
        if let Some((length, ..)) = answer
            && let Some(first) = pieces.first_mut()
            && let PieceKind::Paragraph(runs) | PieceKind::Heading(_, runs) = &mut first.kind
        {
            self.add_mark(runs, length);
            let rest = without_mark(runs, length);
            first.kind = PieceKind::Paragraph(rest);
        }
        pieces.retain(|piece| runs_of(piece).is_none_or(|runs| !plain(runs).is_empty()));
        if pieces.is_empty() {
            return None;
        }
        self.note(piece.spot, runs, length);
        Some(vec![DocumentPiece { spot: piece.spot, kind: PieceKind::Question(question, pieces) }])
    }

    /// The questions of a list that holds nothing else.
    fn list(&mut self, items: &[Vec<DocumentPiece>]) -> Option<Vec<DocumentPiece>> {
        let first = items.first()?.first().cloned().map(in_lines)?;
        mark_of(first.first()?, &QUESTION)?;
        let mut inner = Self::default();
        let pieces = inner.within(items.concat());
        if !pieces.iter().all(|piece| matches!(piece.kind, PieceKind::Question(..))) {
            return None;
        }
        self.count += inner.count;
        self.spot = self.spot.or(inner.spot);
        self.marks.push_str(&inner.marks);
        Some(pieces)
    }
}

/// Paragraphs in which a line begins with a mark, as one for each line.
fn parted(pieces: Vec<DocumentPiece>) -> Vec<DocumentPiece> {
    let has = |piece: &DocumentPiece| match &piece.kind {
        PieceKind::Paragraph(runs) => {
            let text = text_of(runs);
            text.contains('\n') && text.split('\n').any(|line| QUESTION.is_match(line) || ANSWER.is_match(line))
        }
        _ => false,
    };
    pieces.into_iter().flat_map(|piece| if has(&piece) { in_lines(piece) } else { vec![piece] }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> DocumentPiece {
        let runs = vec![WordsRun { text: text.to_owned(), ..WordsRun::default() }];
        DocumentPiece { spot: DocumentSpot::Whole, kind: PieceKind::Paragraph(runs) }
    }

    /// The questions of some lines with how many pieces their answers have, and the lines that are none.
    fn found(lines: &[&str]) -> (Vec<(String, usize)>, usize) {
        let pieces = lines.iter().map(|line| paragraph(line)).collect();
        let mut document = ReadDocument { pieces, ..ReadDocument::default() };
        marked_questions(&mut document);
        let mut questions = Vec::new();
        let mut others = 0;
        for piece in &document.pieces {
            match &piece.kind {
                PieceKind::Question(question, answer) => questions.push((plain(question), answer.len())),
                _ => others += 1,
            }
        }
        (questions, others)
    }

    #[test]
    fn marks_of_questions_are_known() {
        let one = |question: &str, pieces: usize| (vec![(question.to_owned(), pieces)], 0);
        for (lines, wanted) in [
            (&["Q: May I eat?", "A: Yes.", "But little."][..], one("May I eat?", 2)),
            (&["Q1. May I eat", "A1. Yes."], one("May I eat", 1)),
            (&["Q: May I eat?\nA: Yes."], one("May I eat?", 1)),
            (&["Question 3: May I eat?", "Yes."], one("May I eat?", 1)),
            (&["QUESTION:", "May I eat?", "ANSWER:", "Yes."], one("May I eat?", 1)),
            (&["P: ¿Puedo comer?", "R: Sí."], one("¿Puedo comer?", 1)),
            (&["Pregunta n.º 2: ¿Puedo comer?", "Respuesta: Sí."], one("¿Puedo comer?", 1)),
            (&["P: 555-0100", "Call us."], (vec![], 2)),
            (&["P: ¿Puedo comer?", "A: Sí."], (vec![], 2)),
            (&["A: Yes."], (vec![], 1)),
            (&["Q: May I eat?"], (vec![], 1)),
            (&["Q: May I eat", "Yes."], (vec![], 2)),
            (&["Questions: ask us.", "A. One"], (vec![], 2)),
            (&["A. One", "B. Two"], (vec![], 2)),
        ] {
            assert_eq!(found(lines), wanted, "{lines:?}");
        }
    }
}
