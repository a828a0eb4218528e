//! Tables of a page.

use super::walk::{HtmlWalk, PieceFlow};
use crate::import::tree::{DocumentPiece, DocumentSpot, Fate, PieceKind, grid, plain, words_of};

/// The most columns over which a cell may go.
const WIDEST: usize = 50;
/// The most cells of a table, those that others go over among them.
const MOST_CELLS: usize = 50_000;

/// The most bytes of words that are set again in each row that their cell goes over.
const LONGEST_REPEATED: usize = 300;

/// A cell that goes on in the rows below: its column, how many rows are left, what it holds.
type GoingOn = (usize, usize, Vec<DocumentPiece>);

impl HtmlWalk<'_> {
    /// A table, with its caption before it.
    pub(super) fn table(&mut self, id: usize, spot: DocumentSpot, flow: &mut PieceFlow) {
        let (mut captions, mut rows) = (Vec::new(), Vec::new());
        self.rows(id, &mut captions, &mut rows);
        for caption in captions {
            let (at, runs) = (self.spot(caption), self.line_of(caption));
            if !plain(&runs).is_empty() {
                flow.push(at, PieceKind::Paragraph(runs));
            }
        }
        let head = rows.first().is_some_and(|row| {
            let mut cells = self
                .page
                .node(*row)
                .children
                .iter()
                .map(|cell| self.page.name(*cell))
                .filter(|n| *n == "td" || *n == "th");
            cells.all(|name| name == "th")
        });
        let (mut table, mut going, mut count) = (Vec::new(), Vec::<GoingOn>::new(), 0);
        for row in rows {
            let cells = self.row(row, &mut going);
            count += cells.len();
            table.push(cells);
            if count > MOST_CELLS {
                self.document.note_once(
                    Fate::Changed,
                    spot,
                    "cells that go over many others, each once",
                    "look at the table",
                );
                going.clear();
            }
        }
        let table = grid(table, head);
        if !table.rows.is_empty() {
            flow.push(spot, PieceKind::Table(table));
        }
    }

    fn rows(&self, id: usize, captions: &mut Vec<usize>, rows: &mut Vec<usize>) {
        for child in &self.page.node(id).children {
            match self.page.name(*child) {
                "caption" => captions.push(*child),
                "tr" => rows.push(*child),
                "thead" | "tbody" | "tfoot" => self.rows(*child, captions, rows),
                _ => {}
            }
        }
    }

    /// The cells of a row, with those that go on from the rows above.
    fn row(&mut self, row: usize, going: &mut Vec<GoingOn>) -> Vec<Vec<DocumentPiece>> {
        let page = self.page;
        let mut cells: Vec<Vec<DocumentPiece>> = Vec::new();
        let (mut above, mut next) = (std::mem::take(going), Vec::new());
        above.sort_by_key(|(column, ..)| *column);
        let mut above = above.into_iter().peekable();
        let mut fill = |cells: &mut Vec<Vec<DocumentPiece>>, next: &mut Vec<GoingOn>, all: bool| {
            while let Some((column, left, content)) = above.next_if(|(column, ..)| all || *column <= cells.len()) {
                cells.resize_with(column.max(cells.len()), Vec::new);
                cells.push(content.clone());
                if left > 1 {
                    next.push((column, left - 1, content));
                }
            }
        };
        for cell in page.node(row).children.iter().copied().filter(|cell| ["td", "th"].contains(&page.name(*cell))) {
            fill(&mut cells, &mut next, false);
            let spot = self.spot(cell);
            let over =
                |name: &str| page.attribute(cell, name).and_then(|n| n.trim().parse::<usize>().ok()).unwrap_or(1);
            let (columns, rows) = (over("colspan").clamp(1, WIDEST), over("rowspan").clamp(1, 1000));
            let content = self.inside(cell);
            if (columns > 1 || rows > 1) && !content.is_empty() {
                self.document.note_once(Fate::Changed, spot, MERGED, "look whether each row still says what it did");
            }
            if rows > 1 {
                let again = if words_of(&content).len() > LONGEST_REPEATED { Vec::new() } else { content.clone() };
                next.push((cells.len(), rows - 1, again));
            }
            cells.push(content);
            cells.resize_with(cells.len() + columns - 1, Vec::new);
        }
        fill(&mut cells, &mut next, true);
        *going = next;
        cells
    }
}

/// What is said of merged cells.
pub(super) const MERGED: &str = "merged cells: the words stand in the first of them, and again in each row";
