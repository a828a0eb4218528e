//! What authors typed in place of lists and headings: bullets and numbers before words, lines in bold.

use crate::import::tree::{DocumentPiece, DocumentSpot, Fate, PieceKind, ReadDocument, WordsRun, counted, plain};

use super::blocks::is_bold;

/// Signs that begin an item, also those of symbol fonts.
const BULLETS: &str = "•●○◦▪▫■□‣⁃∙·➢➤►❖✓✔✅☐☑☒▶►→➔–—\u{f0b7}\u{f0a7}\u{f0d8}\u{f0fc}\u{f06f}\u{f076}";
/// The longest line in bold that is taken for a heading, in letters.
const LONGEST_HEADING: usize = 90;

/// How an item was typed: its number, and how many bytes of its first words are its mark.
fn typed_mark(text: &str) -> Option<(Option<u32>, usize)> {
    let begin = text.len() - text.trim_start().len();
    let line = &text[begin..];
    let first = line.chars().next()?;
    let behind = |length: usize| {
        let rest = &line[length..];
        let words = rest.trim_start();
        (!words.is_empty()).then(|| begin + line.len() - words.len())
    };
    if BULLETS.contains(first) {
        return behind(first.len_utf8()).map(|end| (None, end));
    }
    let rest = &line[first.len_utf8()..];
    if matches!(first, '-' | '*' | 'o') && rest.starts_with([' ', '\t', '\u{a0}'])
        || first == '-' && rest.starts_with(char::is_alphabetic)
    {
        return behind(first.len_utf8()).map(|end| (None, end));
    }
    let open = usize::from(first == '(');
    let digits = line[open..].bytes().take_while(u8::is_ascii_digit).count();
    let closed = &line[open + digits..];
    let rest = if open > 0 { closed.strip_prefix(')') } else { closed.strip_prefix(['.', ')']) };
    let rest = rest.filter(|_| (1..3).contains(&digits))?;
    let spaced = rest.starts_with([' ', '\t', '\u{a0}']) || rest.starts_with(char::is_alphabetic);
    let number = line[open..open + digits].parse().ok().filter(|_| spaced)?;
    behind(open + digits + 1).map(|end| (Some(number), end))
}

/// Cuts a mark off the beginning of some runs.
pub(super) fn without_mark(runs: &[WordsRun], mut length: usize) -> Vec<WordsRun> {
    let mut rest = Vec::new();
    for run in runs {
        let cut = length.min(run.text.len());
        length -= cut;
        if let Some(text) = run.text.get(cut..).filter(|text| !text.is_empty()) {
            rest.push(WordsRun { text: text.to_owned(), ..run.clone() });
        }
    }
    rest
}

/// Paragraphs that begin with a bullet or a number become lists; of numbers, two that follow each other.
pub(super) fn typed_lists(pieces: Vec<DocumentPiece>, document: &mut ReadDocument) -> Vec<DocumentPiece> {
    let mark = |piece: &DocumentPiece| match &piece.kind {
        PieceKind::Paragraph(runs) => {
            let text: String = runs.iter().map(|run| run.text.as_str()).collect();
            typed_mark(&text).filter(|_| !text.contains('\n'))
        }
        _ => None,
    };
    let mut out: Vec<DocumentPiece> = Vec::new();
    let mut rest = pieces.into_iter().flat_map(in_lines).peekable();
    while let Some(piece) = rest.next() {
        let Some((number, length)) = mark(&piece) else {
            out.push(inner_lists(piece, document));
            continue;
        };
        let mut items = vec![(length, piece)];
        let mut wanted = number;
        while let Some(next) = rest.next_if(|next| {
            let found = mark(next);
            wanted = wanted.map(|number| number.saturating_add(1));
            found.is_some_and(|(number, _)| number == wanted)
        }) {
            let length = mark(&next).map_or(0, |(_, length)| length);
            items.push((length, next));
        }
        let dash = items.len() == 1 && number.is_none() && is_dash(&items[0].1);
        if number.is_some() && items.len() < 2 || dash {
            out.extend(items.into_iter().map(|(_, piece)| piece));
            continue;
        }
        let spot = items[0].1.spot;
        let mut marks = String::new();
        let items = items.into_iter().filter_map(|(length, piece)| match piece.kind {
            PieceKind::Paragraph(runs) => {
                let text: String = runs.iter().map(|run| run.text.as_str()).collect();
                marks.push_str(&text[..length]);
                marks.push(' ');
                Some(vec![DocumentPiece { spot: piece.spot, kind: PieceKind::Paragraph(without_mark(&runs, length)) }])
            }
            _ => None,
        });
        let items = items.collect();
        let words: String = marks.chars().filter(|c| c.is_alphanumeric() || *c == ' ').collect();
        typed(document, spot, &words);
        out.push(DocumentPiece { spot, kind: PieceKind::List(number, items) });
    }
    out
}

/// A paragraph with forced line breaks as one for each line: a guide has no such breaks.
pub(super) fn in_lines(piece: DocumentPiece) -> Vec<DocumentPiece> {
    let PieceKind::Paragraph(runs) = piece.kind else { return vec![piece] };
    let mut lines: Vec<Vec<WordsRun>> = vec![Vec::new()];
    for run in runs {
        for (i, text) in run.text.split('\n').enumerate() {
            if i > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(WordsRun { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    lines.retain(|line| !plain(line).is_empty());
    lines.into_iter().map(|line| DocumentPiece { spot: piece.spot, kind: PieceKind::Paragraph(line) }).collect()
}

/// Whether a paragraph begins with a dash, which begins speech too.
fn is_dash(piece: &DocumentPiece) -> bool {
    matches!(&piece.kind, PieceKind::Paragraph(runs) if plain(runs).starts_with(['–', '—', '*', 'o']))
}

fn typed(document: &mut ReadDocument, spot: DocumentSpot, words: &str) {
    const WHAT: &str = "bullets and numbers that were typed before words, made lists";
    document.note_once(Fate::Changed, spot, WHAT, "look whether the lists begin and end where they should");
    if let Some(notice) = document.notices.iter_mut().find(|notice| notice.what == WHAT) {
        notice.words.push(' ');
        notice.words.push_str(words.trim());
    }
}

/// The same within boxes, answers and items.
fn inner_lists(piece: DocumentPiece, document: &mut ReadDocument) -> DocumentPiece {
    let kind = match piece.kind {
        PieceKind::Frame(kind, inner) => PieceKind::Frame(kind, typed_lists(inner, document)),
        PieceKind::Question(question, answer) => PieceKind::Question(question, typed_lists(answer, document)),
        PieceKind::List(first, items) => {
            PieceKind::List(first, items.into_iter().map(|item| typed_lists(item, document)).collect())
        }
        PieceKind::Table(mut grid) => {
            for cell in grid.rows.iter_mut().flatten() {
                *cell = typed_lists(std::mem::take(cell), document);
            }
            PieceKind::Table(grid)
        }
        other => other,
    };
    DocumentPiece { kind, ..piece }
}

/// Lines in bold become headings, in a document that has no others.
pub(super) fn bold_headings(document: &mut ReadDocument) {
    if document.pieces.iter().any(|piece| matches!(piece.kind, PieceKind::Heading(..))) {
        return;
    }
    let count = document.pieces.len();
    let is_heading = |pieces: &[DocumentPiece], i: usize| match &pieces[i].kind {
        PieceKind::Paragraph(runs) if is_bold(runs) => {
            let words = plain(runs);
            let last = i + 1 == pieces.len();
            !last
                && words.chars().count() <= LONGEST_HEADING
                && !words.ends_with(['.', ',', ';'])
                && !runs.iter().any(|r| r.text.trim_end().contains('\n'))
        }
        _ => false,
    };
    let found: Vec<usize> = (0..count).filter(|i| is_heading(&document.pieces, *i)).collect();
    // A document of nothing else has no headings either.
    if found.is_empty() || found.len() * 2 > count + 1 || found.len() > 1000 {
        return;
    }
    let spot = document.pieces[found[0]].spot;
    for i in &found {
        if let PieceKind::Paragraph(runs) = &document.pieces[*i].kind {
            document.pieces[*i].kind = PieceKind::Heading(2, runs.clone());
        }
    }
    let what = format!(
        "{}, since the document has no others",
        counted(found.len(), "line in bold, made a heading", "lines in bold, made headings")
    );
    document.note(
        Fate::Changed,
        spot,
        what,
        "",
        "give headings a style of headings in the document, or correct the sections",
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_items_are_known() {
        for (text, mark) in [
            ("• a", Some((None, 4))),
            ("\u{f0b7}\ta", Some((None, 4))),
            ("-a", Some((None, 1))),
            ("o\ta", Some((None, 2))),
            ("1. a", Some((Some(1), 3))),
            ("12) a", Some((Some(12), 4))),
            ("1.a", Some((Some(1), 2))),
            ("(3) a", Some((Some(3), 4))),
            ("(3. a", None),
            ("(a)", None),
            ("1.5 mg", None),
            ("-5 °C", None),
            ("once", None),
            ("2024. It", None),
            ("•", None),
            ("", None),
        ] {
            assert_eq!(typed_mark(text), mark, "{text}");
        }
    }
}
