//! Copy-fitting: a way to set a text. Those that a product tries, one after the other, stand in `products`.

/// Which of the safety facts of its topic a text prints that it does not hold itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SafetyFacts {
    /// None.
    #[default]
    None,
    /// Those that nobody should leave without.
    Urgent,
    /// All of them.
    All,
}

/// A way to set a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Whether sections are printed whole, where there is a choice between them and their briefs.
    pub whole: bool,
    /// Which safety facts of the topic are printed that the text itself does not print.
    pub facts: SafetyFacts,
    /// How close: 0 as designed, then the steps of `layouts/system.typ`.
    pub step: usize,
}
