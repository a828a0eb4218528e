//! Copy-fitting: a way to set a text. Those that a product tries, one after the other, stand in `products`.

/// A way to set a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Whether sections are printed whole, where there is a choice between them and their briefs.
    pub whole: bool,
    /// Whether the safety facts of the topic are printed that the text itself does not print.
    pub facts: bool,
    /// How close: 0 as designed, then the steps of `layouts/system.typ`.
    pub step: usize,
}
