//! What a check comes to.

/// What a check comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CheckOutcome {
    /// It is there: by what.
    Has(String),
    /// It is not there: what to do.
    Lacks(String),
    /// A program cannot know: what it knows, or the question to ask oneself.
    Unsure(String),
}

impl CheckOutcome {
    /// Its words.
    pub(super) fn into_words(self) -> String {
        match self {
            CheckOutcome::Has(words) | CheckOutcome::Lacks(words) | CheckOutcome::Unsure(words) => words,
        }
    }

    /// It is there by what is given, or else there is something to do.
    pub(super) fn has_or(by: Option<String>, what_to_do: impl FnOnce() -> String) -> Self {
        by.map_or_else(|| CheckOutcome::Lacks(what_to_do()), CheckOutcome::Has)
    }
}
