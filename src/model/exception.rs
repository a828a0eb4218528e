//! Words that a rule would refuse, and why they stand: part of what is signed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The rules that can err about words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ExceptedRule {
    /// A number that is none of a telephone, or belongs here.
    TypedNumber,
    /// Words about a review that is not of this text.
    ReviewClaim,
    /// A time that is not that of reading.
    TypedReadTime,
}

impl ExceptedRule {
    /// Its code, as findings name it.
    pub fn as_str(self) -> &'static str {
        match self {
            ExceptedRule::TypedNumber => "typed-number",
            ExceptedRule::ReviewClaim => "review-claim",
            ExceptedRule::TypedReadTime => "typed-read-time",
        }
    }
}

/// Words that a rule would refuse, and why they stand.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// The code of the finding.
    pub code: ExceptedRule,
    /// The words of the finding, as they are printed.
    #[schemars(length(min = 1))]
    pub text: String,
    /// Why they are right, for the reviewer.
    #[schemars(length(min = 1))]
    pub reason: String,
}
