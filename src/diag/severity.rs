//! How bad a finding is.

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is written for the text it concerns.
    Error,
    /// The text is built, and somebody should look.
    Warning,
    /// Good to know: what was chosen, or could be better.
    Hint,
}
