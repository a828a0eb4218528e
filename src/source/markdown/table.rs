//! Tables as GitHub Flavored Markdown has them (0.29, 4.10).

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::reader::{MarkdownReader, SUBSET};
use crate::model::rich::{Block, TableCell};

/// The events of a table up to its end.
fn inner<'e>(
    events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    end: usize,
) -> Vec<(Event<'e>, Range<usize>)> {
    let mut inner = Vec::new();
    for (event, range) in events {
        if event == Event::End(TagEnd::Table) || range.start > end {
            break;
        }
        inner.push((event, range));
    }
    inner
}

/// Whether a row is one that stands below the head of a table.
fn is_line_of_hyphens(row: &str) -> bool {
    let cells = || row.trim().trim_matches('|').split('|').map(str::trim);
    cells().all(|cell| cell.len() > 1 && cell.trim_matches(':').bytes().all(|b| b == b'-')) && row.contains("--")
}

/// How many cells a row has: the parser drops those that the head has no column for.
fn typed_cells(row: &str) -> usize {
    let row = row.trim();
    let (mut bars, mut escaped) = (0, false);
    for c in row.chars() {
        bars += usize::from(c == '|' && !escaped);
        escaped = c == '\\' && !escaped;
    }
    let closed = row.len() > 1 && row.ends_with('|') && !row.ends_with("\\|");
    bars + 1 - usize::from(row.starts_with('|')) - usize::from(closed)
}

impl MarkdownReader<'_> {
    /// A table that begins, with its events.
    pub(super) fn begin_table<'e>(
        &mut self,
        range: Range<usize>,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
    ) {
        self.open.end_implicit();
        let inner = inner(events, range.end);
        if !self.open.is_empty() || self.in_note {
            self.problem(range, "a table inside a list or a box", "move the table out, with an empty line before it");
        } else if let Some(table) = self.table(inner, range) {
            self.open.push_block(table);
        }
    }

    /// Says what is wrong with how a row was typed: another number of cells than the head has, more hyphens, or a row
    /// that goes on in a second line.
    fn row(&mut self, place: Range<usize>, columns: usize, table: &Range<usize>) {
        let barred = |line: &str| line.trim_start_matches([' ', '>']).starts_with('|');
        let (row, below) = (&self.text[place.clone()], &self.text[place.end..table.end.max(place.end)]);
        let below = below.trim_start_matches('\n').lines().next().unwrap_or_default();
        let typed = typed_cells(row);
        let (what, hint) = if is_line_of_hyphens(row) {
            (
                "a second line of hyphens in a table".to_owned(),
                "take it out: hyphens stand below the first row alone; for more heads, make a second table",
            )
        } else if barred(&self.text[table.start..]) && !barred(row) {
            (
                "a row that does not begin with a bar".to_owned(),
                "if it goes on with the row above, write both on one line, however long; else begin it with `| `",
            )
        } else if typed != columns && (below.trim().is_empty() || barred(below)) {
            (
                format!("a row of {typed} cells in a table of {columns} columns"),
                "give every row as many cells as the head has; a bar within a cell is written \\|",
            )
        } else {
            return;
        };
        self.problem(place, what, hint);
    }

    /// A table; its cells are read like paragraphs of one line.
    fn table<'e>(&mut self, inner: Vec<(Event<'e>, Range<usize>)>, range: Range<usize>) -> Option<Block> {
        let (mut head, mut rows) = (None::<Vec<TableCell>>, Vec::new());
        let mut cells: Vec<TableCell> = Vec::new();
        let mut events = inner.into_iter();
        while let Some((event, place)) = events.next() {
            match event {
                Event::Start(Tag::TableHead | Tag::TableRow) => cells = Vec::new(),
                Event::Start(Tag::TableCell) => self.open.begin_paragraph(),
                Event::End(TagEnd::TableCell) => {
                    cells.push(self.open.end_inline().map(|(_, content)| content).unwrap_or_default());
                }
                Event::End(TagEnd::TableHead) => head = Some(std::mem::take(&mut cells)),
                Event::End(TagEnd::TableRow) => {
                    self.row(place, head.as_ref().map_or(0, Vec::len), &range);
                    rows.push(std::mem::take(&mut cells));
                }
                Event::Start(tag) => self.start(tag, place, &mut events),
                Event::End(tag) => self.end(tag, place),
                Event::Text(shown) => self.shown(shown, place),
                _ => self.problem(place, "a cell of a table with more than words", SUBSET),
            }
        }
        self.foreign_marks();
        let head = head.unwrap_or_default();
        let flaw = if !(2..=5).contains(&head.len()) {
            Some((
                format!("a table of {} columns", head.len()),
                "a table has 2 to 5 columns: take some out, or make two of it",
            ))
        } else if head.iter().any(Vec::is_empty) {
            Some(("a column without a name".to_owned(), "write in the first row what each column holds"))
        } else if rows.is_empty() {
            Some(("a table without rows".to_owned(), "write its rows below the line of hyphens"))
        } else if rows.iter().any(|row: &Vec<TableCell>| row.first().is_some_and(Vec::is_empty)) {
            Some(("a row without its first cell".to_owned(), "write in the first cell what the row is about"))
        } else {
            None
        };
        match flaw {
            Some((what, hint)) => {
                self.problem(range, what, hint);
                None
            }
            None => Some(Block::Table { head, rows }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_counted_as_they_were_typed() {
        for (row, count) in
            [("| a | b |", 2), ("a | b", 2), ("| a | b", 2), (r"| a \| b | c |", 2), ("| | b | |", 3), ("|a|", 1)]
        {
            assert_eq!(typed_cells(row), count, "{row}");
        }
    }
}
