//! Places in the file that a page was read from, or that it was made of.

use crate::import::tree::{DocumentPlace, DocumentSpot};

/// Places in the file of a document.
#[derive(Debug)]
pub(in crate::import) struct SourcePlaces {
    /// Where each line begins.
    lines: Vec<usize>,
    length: usize,
    /// Whether the elements of the page say the places that they were made from.
    pub(super) said: bool,
}

impl SourcePlaces {
    /// The places of a text; `said` where the page is not the text itself, and its elements say them.
    pub(in crate::import) fn new(text: &str, said: bool) -> Self {
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { lines, length: text.len(), said }
    }

    /// A place by its bytes.
    pub(in crate::import) fn spot(&self, (start, end): (usize, usize)) -> DocumentSpot {
        let start = start.min(self.length);
        let line = self.lines.partition_point(|begin| *begin <= start);
        DocumentSpot::Line(DocumentPlace { line, start, end: end.clamp(start, self.length) })
    }
}
