//! What is asked of the process that sets pages, and what it answers: lines of JSON.

use serde::{Deserialize, Serialize};

/// The line that says that the project is read: what follows is setting pages.
pub(super) const LOADED: &str = "loaded";

/// A document to look at.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ViewQuestion {
    /// Which answer belongs to it.
    pub(super) turn: u64,
    /// The stem of its job; empty for the first one.
    pub(super) view: String,
    /// Digests of the drawings that whoever asks has already.
    pub(super) known: Vec<String>,
}

/// What it looks like now.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct SeenAnswer {
    /// To which question.
    pub(super) turn: u64,
    /// The stem of the document that is shown, where there is one.
    pub(super) view: String,
    /// Its title.
    pub(super) title: String,
    /// Its language, as an ISO 639-1 code.
    pub(super) lang: String,
    /// What there is to look at.
    pub(super) documents: Vec<ListedView>,
    /// Its pages and sheets, where it could be made.
    pub(super) made: Option<MadePages>,
    /// What was found, in its own files first.
    pub(super) findings: Vec<Said>,
    /// How many are errors.
    pub(super) errors: usize,
    /// What is known of its review.
    pub(super) review: Option<Review>,
}

/// A document of the project.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct ListedView {
    /// The stem of its job.
    pub(super) stem: String,
    /// Title, language, product, paper, clinic.
    pub(super) label: String,
}

/// The pages of a document.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct MadePages {
    /// As they are read.
    pub(super) pages: Vec<Drawn>,
    /// Both sides of its sheets, where it is folded or cut.
    pub(super) sheets: Vec<Drawn>,
}

/// A page as an SVG file, and its words or its name.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Drawn {
    /// The digest of its drawing.
    pub(super) digest: String,
    /// Its drawing, where whoever asked does not have it.
    pub(super) drawing: Option<String>,
    pub(super) words: String,
}

/// A finding.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Said {
    pub(super) severity: String,
    pub(super) code: String,
    pub(super) message: String,
    /// File, line and column.
    #[serde(rename = "where")]
    pub(super) place: Option<String>,
    /// The line that is meant.
    pub(super) excerpt: Option<String>,
    pub(super) hints: Vec<String>,
}

/// What is known of the review of a document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Review {
    /// The state that rules, by its word in tables.
    pub(super) state: String,
    /// Why.
    pub(super) reason: String,
}
