//! How texts are reviewed: how often, by how many and by whom, and what becomes of one whose review is due.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::person::fold;

/// The policy of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewPolicy {
    /// For guides.
    pub guide: KindPolicy,
    /// For worksheets.
    pub worksheet: KindPolicy,
    /// For files of facts.
    pub facts: KindPolicy,
    /// For what is written in another language than the original; that of its kind where it is not stated.
    pub translation: Option<KindPolicy>,
    /// The language in which texts are written first, as an ISO 639-1 code.
    pub original: String,
    /// For how many days after its next review was due a text may still be released.
    pub grace: u32,
    /// What a text prints whose review is due.
    pub overdue: OverduePrint,
    /// What the licence of a reviewer means.
    pub licence: LicenceRule,
}

/// The policy for texts of a kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KindPolicy {
    /// Months from a review to the next one.
    pub months: u32,
    /// How many people review each.
    pub reviewers: usize,
    /// The field in which one of them is a specialist.
    pub specialist: Option<String>,
}

/// What a text prints whose review is due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum OverduePrint {
    /// That it is overdue for review.
    #[default]
    Notice,
    /// The same, and who reviewed it when.
    Reviewers,
}

/// What the licence of a reviewer means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum LicenceRule {
    /// Nothing.
    #[default]
    Ignored,
    /// A review is due on the last day of the licence that its reviewer had.
    Lapses,
    /// The same, and nobody reviews without one.
    Required,
}

/// Whether two names of a field are the same, whatever their capitals, accents and spaces.
pub fn same_field(a: &str, b: &str) -> bool {
    let plain = |name: &str| -> String {
        let words: Vec<&str> = name.split_whitespace().collect();
        words.join(" ").chars().flat_map(fold).collect()
    };
    plain(a) == plain(b)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_one_however_they_are_written() {
        assert!(same_field("Addiction  Medicine", "addiction medicine"));
        assert!(same_field("Pediatría", "pediatria"));
        assert!(!same_field("medicine", "addiction medicine"));
    }
}
