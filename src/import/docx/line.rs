//! Blocks and fields of a Word file while it is read.

use crate::import::tree::DocumentPiece;

/// A field that is open: what computes it, and whether its result is reached.
#[derive(Debug, Default)]
pub(super) struct OpenField {
    /// What computes it.
    pub(super) code: String,
    /// Whether its result is reached.
    pub(super) result: bool,
}

/// A block with the list that it is an item of.
pub(super) struct WordLine {
    /// The block.
    pub(super) piece: DocumentPiece,
    /// The number and level of its list.
    pub(super) list: Option<(String, usize)>,
    /// Whether it goes on with the item before it.
    pub(super) goes_on: bool,
}

impl WordLine {
    /// A block of no list.
    pub(super) fn apart(piece: DocumentPiece) -> Self {
        Self { piece, list: None, goes_on: false }
    }
}
