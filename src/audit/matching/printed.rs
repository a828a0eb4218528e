//! What the pages print under one label, put together from its runs of words.

use crate::audit::reading::{LabelledBlock, TextRun};

/// A labelled element as printed.
pub(in crate::audit) struct Printed {
    pub(in crate::audit) block: LabelledBlock,
    pub(in crate::audit) text: String,
    /// First and last page, from 0.
    pub(in crate::audit) pages: (usize, usize),
    /// Which run comes first, and which last.
    pub(in crate::audit) runs: (usize, usize),
    /// Highest and lowest of its words: place from the top as a share of the page.
    pub(in crate::audit) heights: (f64, f64),
    /// Left, top, right and bottom of its first and last run, in points.
    pub(in crate::audit) first: [f64; 4],
    pub(in crate::audit) last: [f64; 4],
    /// The right edge of its words on its last page, in points.
    pub(in crate::audit) right: f64,
    /// Where the column begins in which it stands, in points: at its own top, or at that of what is of the same group and
    /// stands right above it, as in the credits.
    pub(in crate::audit) column: f64,
}

impl Printed {
    /// What runs of words begin: a block that is of one column with the one `before` where it stands below it.
    pub(in crate::audit) fn begun(
        run: &TextRun,
        block: &LabelledBlock,
        text: String,
        turn: usize,
        before: Option<&Printed>,
    ) -> Self {
        let b = run.bounds;
        let below = |p: &&Printed| {
            p.pages.1 == run.page
                && p.block.path.parent() == block.path.parent()
                && b[0] <= p.last[0] + 1.0
                && (0.0..2.0 * run.size).contains(&(b[3] - p.last[3]))
        };
        let column = before.filter(below).map_or(b[1], |p| if p.pages.0 == run.page { p.column } else { p.last[1] });
        Self {
            block: block.clone(),
            text,
            pages: (run.page, run.page),
            runs: (turn, turn),
            heights: (run.height, run.height),
            first: b,
            last: b,
            right: b[2],
            column,
        }
    }
}
