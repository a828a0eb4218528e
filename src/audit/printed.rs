//! What the pages print under one label, put together from its runs of words.

use super::pages::LabelledBlock;

/// A labelled element as printed.
pub(super) struct Printed {
    pub(super) block: LabelledBlock,
    pub(super) text: String,
    /// First and last page, from 0.
    pub(super) pages: (usize, usize),
    /// Which run comes first, and which last.
    pub(super) runs: (usize, usize),
    /// Highest and lowest of its words: place from the top as a share of the page.
    pub(super) heights: (f64, f64),
    /// Left, top, right and bottom of its first and last run, in points.
    pub(super) first: [f64; 4],
    pub(super) last: [f64; 4],
    /// The right edge of its words on its last page, in points.
    pub(super) right: f64,
}
