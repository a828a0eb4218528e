//! Tables of a Word file.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::walk::{DocumentWalk, chosen};
use super::xml::{attribute, child, is, name, value};
use crate::import::tree::{DocumentPiece, Fate, PieceKind, grid, words_of};

/// The most columns over which a cell may go.
const WIDEST: usize = 60;
/// The most bytes of words that are set again in each row that their cell goes over.
const LONGEST_REPEATED: usize = 300;

const MERGED: &str = "merged cells: the words stand in the first of them, and again in each row";

impl DocumentWalk<'_> {
    /// A table; `None` where nothing stands in it.
    pub(super) fn table(&mut self, node: Node) -> Option<PieceKind> {
        let (mut table, mut head) = (Vec::new(), false);
        let mut above: BTreeMap<usize, Vec<DocumentPiece>> = BTreeMap::new();
        let mut rows = Vec::new();
        collect(node, "tr", &mut rows);
        for row in rows {
            let properties = child(row, "trPr");
            if properties.is_some_and(|own| child(own, "del").is_some()) {
                self.deleted(row);
                continue;
            }
            head |= table.is_empty() && properties.is_some_and(|own| child(own, "tblHeader").is_some());
            table.push(self.row(row, &mut above));
        }
        let table = grid(table, head);
        (!table.rows.is_empty()).then_some(PieceKind::Table(table))
    }

    fn row(&mut self, row: Node, above: &mut BTreeMap<usize, Vec<DocumentPiece>>) -> Vec<Vec<DocumentPiece>> {
        let mut cells: Vec<Vec<DocumentPiece>> = Vec::new();
        let mut found = Vec::new();
        collect(row, "tc", &mut found);
        let skipped = child(row, "trPr").and_then(|own| value(own, "gridBefore")).and_then(|n| n.parse::<usize>().ok());
        cells.resize_with(skipped.unwrap_or(0).min(WIDEST), Vec::new);
        for cell in found {
            let properties = child(cell, "tcPr");
            let over =
                properties.and_then(|own| value(own, "gridSpan")).and_then(|n| n.parse::<usize>().ok()).unwrap_or(1);
            let merged = properties.and_then(|own| child(own, "vMerge"));
            let goes_on = merged.is_some_and(|merged| attribute(merged, "val") != Some("restart"));
            let mut content = self.inside(cell);
            let column = cells.len();
            if (over > 1 || merged.is_some()) && !content.is_empty() {
                self.document.note_once(
                    Fate::Changed,
                    self.spot(),
                    MERGED,
                    "look whether each row still says what it did",
                );
            }
            if goes_on && content.is_empty() {
                content = above
                    .get(&column)
                    .filter(|above| words_of(above).len() <= LONGEST_REPEATED)
                    .map(|above| without_pictures(above))
                    .unwrap_or_default();
            } else {
                above.insert(column, if merged.is_some() { content.clone() } else { Vec::new() });
            }
            cells.push(content);
            cells.resize_with(column + over.clamp(1, WIDEST), Vec::new);
        }
        cells
    }
}

/// Rows of a table or cells of a row, also those within controls and changes.
fn collect<'n, 'i>(node: Node<'n, 'i>, wanted: &str, found: &mut Vec<Node<'n, 'i>>) {
    for child in node.children().filter(Node::is_element) {
        match name(child) {
            own if own == wanted && is(child, wanted) => found.push(child),
            "sdt" | "sdtContent" | "customXml" | "smartTag" | "ins" | "moveTo" => collect(child, wanted, found),
            "AlternateContent" => {
                if let Some(chosen) = chosen(child) {
                    collect(chosen, wanted, found);
                }
            }
            _ => {}
        }
    }
}

/// Paragraphs and lists of a cell that are set again.
fn without_pictures(cell: &[DocumentPiece]) -> Vec<DocumentPiece> {
    cell.iter().filter(|piece| matches!(piece.kind, PieceKind::Paragraph(_) | PieceKind::List(..))).cloned().collect()
}
