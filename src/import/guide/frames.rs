//! Quotations, boxes and tables of a document in the Markdown of a guide.

use super::blocks::{BodyWriter, is_bold, own_title, set_as};
use super::inline::{Inside, lines};
use crate::import::tree::{DocumentPiece, DocumentSpot, Fate, Grid, PieceKind, WordsRun, excerpt, plain, words_of};
use crate::model::rich::BoxKind;

/// Stands for words that nobody has written.
pub(super) const UNWRITTEN: &str = "[insert]";
/// The most columns of a table.
const COLUMNS: usize = 5;
/// The longest words of a cell: longer ones are a page that was laid out with a table.
const LONGEST_CELL: usize = 600;

impl BodyWriter<'_> {
    /// A quotation or a box.
    pub(super) fn frame(&mut self, kind: Option<BoxKind>, inner: &[DocumentPiece], spot: DocumentSpot) {
        let marked = marked(inner);
        let simple = inner.iter().all(|piece| match &piece.kind {
            PieceKind::Paragraph(_) => true,
            PieceKind::List(_, items) => items.iter().flatten().all(|p| matches!(p.kind, PieceKind::Paragraph(_))),
            PieceKind::Heading(..) => std::ptr::eq(piece, &raw const inner[0]),
            _ => false,
        });
        let titled = own_title(inner);
        let (kind, title, rest) = match (marked, titled, kind) {
            (Some((kind, title, rest)), ..) if simple => (kind, title, rest),
            (None, Some((title, rest)), kind) if simple => (kind.unwrap_or(BoxKind::Note), title, rest.to_vec()),
            (None, None, Some(BoxKind::Stop)) if simple => (BoxKind::Stop, String::new(), inner.to_vec()),
            _ => {
                let what = set_as("a quotation, frame or table of one cell, set as ordinary text", inner);
                self.note(
                    Fate::Changed,
                    spot,
                    &what,
                    "",
                    "where it is a box, write `> [!NOTE] Title` before it and `> ` before its lines",
                );
                return self.pieces(inner);
            }
        };
        let mut body = BodyWriter::new(self.figures);
        body.pieces(&rest);
        let title = lines(&[WordsRun { text: title, ..WordsRun::default() }], Inside::Text).join(" ");
        let mut text = format!("> [!{}] {title}", kind.mark()).trim_end().to_owned();
        for line in body.text().lines() {
            text.push_str(if line.is_empty() { "\n>" } else { "\n> " });
            text.push_str(line);
        }
        self.notices.append(&mut body.notices);
        self.push(text);
    }

    /// A table: as it is, or as what stands for one that a guide cannot have.
    pub(super) fn table(&mut self, grid: &Grid, spot: DocumentSpot) {
        let rows = without_empty_columns(&grid.rows);
        let columns = rows.first().map_or(0, Vec::len);
        if let [row] = rows.as_slice()
            && let [cell] = row.as_slice()
        {
            return self.frame(None, cell, spot);
        }
        if columns < 2 || rows.len() < 2 || rows.iter().flatten().any(|cell| is_laid_out(cell)) {
            let all: Vec<DocumentPiece> = rows.into_iter().flatten().flatten().collect();
            let what = set_as("a table that lays out text, set cell by cell", &all);
            self.note(Fate::Changed, spot, &what, "", "look whether it still reads well");
            return self.pieces(&all);
        }
        if columns > COLUMNS {
            return self.rows_as_list(&rows, spot);
        }
        let head = rows[0].iter().map(|cell| or_unwritten(cell_text(cell, false)));
        let mut text = row_text(head.collect());
        text.push_str(&format!("\n|{}", " --- |".repeat(columns)));
        let mut unwritten = rows[0].iter().any(|cell| words_of(cell).is_empty());
        for row in &rows[1..] {
            let mut cells: Vec<String> = row.iter().map(|cell| cell_text(cell, true)).collect();
            let alone = cells[1..].iter().all(String::is_empty);
            if alone && !cells[0].contains("**") && !cells[0].contains("<br>") {
                cells[0] = format!("**{}**", cells[0]);
            }
            unwritten |= cells[0].is_empty();
            cells[0] = or_unwritten(std::mem::take(&mut cells[0]));
            text.push('\n');
            text.push_str(&row_text(cells));
        }
        if unwritten {
            self.note(
                Fate::Changed,
                spot,
                "empty cells in the first row or column of a table, marked [insert]",
                "",
                "write in the first row what each column holds, in the first cell what its row is about",
            );
        }
        self.push(text);
    }

    /// A table of too many columns: an item for each row.
    fn rows_as_list(&mut self, rows: &[Vec<Vec<DocumentPiece>>], spot: DocumentSpot) {
        let what = format!("a table of {} columns, set as a list: an item for each row", rows[0].len());
        self.note(Fate::Changed, spot, &what, "", "a table has 2 to 5 columns: make two of it, if it reads better");
        let paragraph = |runs: Vec<WordsRun>| DocumentPiece { spot, kind: PieceKind::Paragraph(runs) };
        let run = |text: String, strong: bool| WordsRun { text, strong, ..WordsRun::default() };
        let names: Vec<String> = rows[0].iter().map(|cell| words_of(cell)).collect();
        let is_empty = |i: usize| rows[1..].iter().all(|row| row.get(i).is_none_or(|cell| words_of(cell).is_empty()));
        let empty = names.iter().enumerate().filter(|(i, name)| !name.is_empty() && is_empty(*i));
        let empty: Vec<&str> = empty.map(|(_, name)| name.as_str()).collect();
        if !empty.is_empty() {
            let what = format!("the heads of columns in which nothing stands: “{}”", excerpt(&empty.join("”, “")));
            let hint = "a form to fill in belongs into a worksheet: `handout new worksheet ID`";
            self.note(Fate::Left, spot, &what, &empty.join(" "), hint);
        }
        let items = rows[1..].iter().filter_map(|row| {
            let named = names.iter().zip(row).enumerate().filter(|(_, (_, cell))| !words_of(cell).is_empty());
            let mut lines = named.map(|(i, (name, cell))| {
                let colon = if name.is_empty() { "" } else { ": " };
                paragraph(vec![run(format!("{name}{colon}"), i == 0), run(words_of(cell), i == 0)])
            });
            let first = lines.next()?;
            let rest: Vec<Vec<DocumentPiece>> = lines.map(|line| vec![line]).collect();
            let inner = (!rest.is_empty()).then_some(DocumentPiece { spot, kind: PieceKind::List(None, rest) });
            Some(std::iter::once(first).chain(inner).collect())
        });
        let items: Vec<Vec<DocumentPiece>> = items.collect();
        self.pieces(&[DocumentPiece { spot, kind: PieceKind::List(None, items) }]);
    }
}

/// A box as guides write it, where a document has one: its kind, title and text.
fn marked(inner: &[DocumentPiece]) -> Option<(BoxKind, String, Vec<DocumentPiece>)> {
    let (first, rest) = inner.split_first()?;
    let PieceKind::Paragraph(runs) = &first.kind else { return None };
    let text: String = runs.iter().map(|run| run.text.as_str()).collect();
    let (word, behind) = text.trim_start().strip_prefix("[!")?.split_once(']')?;
    let kind = *BoxKind::ALL.iter().find(|kind| kind.mark() == word)?;
    let (title, body) = behind.split_once('\n').unwrap_or((behind, ""));
    let mut pieces = Vec::new();
    if !body.trim().is_empty() {
        let runs = vec![WordsRun { text: body.to_owned(), ..WordsRun::default() }];
        pieces.push(DocumentPiece { spot: first.spot, kind: PieceKind::Paragraph(runs) });
    }
    pieces.extend_from_slice(rest);
    Some((kind, title.trim().to_owned(), pieces))
}

/// Rows without the columns in which nothing stands.
fn without_empty_columns(rows: &[Vec<Vec<DocumentPiece>>]) -> Vec<Vec<Vec<DocumentPiece>>> {
    let columns = rows.first().map_or(0, Vec::len);
    let kept: Vec<usize> =
        (0..columns).filter(|c| rows.iter().any(|row| row.get(*c).is_some_and(|cell| !cell.is_empty()))).collect();
    rows.iter().map(|row| kept.iter().map(|c| row.get(*c).cloned().unwrap_or_default()).collect()).collect()
}

/// Whether a cell holds more than words: the table lays out a page.
fn is_laid_out(cell: &[DocumentPiece]) -> bool {
    let lists = cell.iter().filter(|piece| matches!(piece.kind, PieceKind::List(..))).count();
    let other = cell.iter().any(|piece| match &piece.kind {
        PieceKind::Paragraph(_) => false,
        PieceKind::List(_, items) => items.iter().flatten().any(|piece| !matches!(piece.kind, PieceKind::Paragraph(_))),
        _ => true,
    });
    other || lists > 1 || words_of(cell).chars().count() > LONGEST_CELL
}

/// The words of a cell in one line; those of a head have no looks.
fn cell_text(cell: &[DocumentPiece], looks: bool) -> String {
    let mut all = Vec::new();
    for piece in cell {
        match &piece.kind {
            PieceKind::Paragraph(runs) => {
                let bare = |run: &WordsRun| WordsRun { strong: false, emph: false, ..run.clone() };
                let runs: Vec<WordsRun> = if looks { runs.clone() } else { runs.iter().map(bare).collect() };
                all.extend(lines(&runs, Inside::Cell));
            }
            PieceKind::List(first, items) => {
                for (i, item) in items.iter().enumerate() {
                    let text = cell_text(item, looks);
                    let number = first.map(|first| format!("{}. ", first as usize + i)).unwrap_or_default();
                    all.push(format!("{number}{text}"));
                }
            }
            _ => {}
        }
    }
    all.retain(|line| !line.is_empty());
    all.join("<br>")
}

fn or_unwritten(text: String) -> String {
    if text.is_empty() { UNWRITTEN.to_owned() } else { text }
}

fn row_text(cells: Vec<String>) -> String {
    let cells: Vec<String> =
        cells.into_iter().map(|cell| if cell.is_empty() { " |".to_owned() } else { format!(" {cell} |") }).collect();
    format!("|{}", cells.concat())
}

/// Whether a paragraph is a bold line that asks something.
pub(super) fn asks_in_bold(piece: &DocumentPiece) -> Option<&Vec<WordsRun>> {
    match &piece.kind {
        PieceKind::Paragraph(runs) if is_bold(runs) && plain(runs).ends_with('?') => Some(runs),
        _ => None,
    }
}
