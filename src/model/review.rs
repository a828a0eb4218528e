//! Sign-offs: that a clinician reviewed a text, by value.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pattern::{DATE_PATTERN, DIGEST_PATTERN, ID_PATTERN};

/// A sign-off by value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// Id of the text, or `facts-<region>`.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub text: String,
    /// Its language.
    pub lang: String,
    /// Its revision when it was signed.
    #[schemars(range(min = 1, max = 9999))]
    pub revision: u32,
    /// Version of the canonical form that was digested.
    #[schemars(range(min = 1, max = 9999))]
    pub canon: u32,
    /// SHA-256 of that form, 64 hexadecimal digits.
    #[schemars(regex(pattern = DIGEST_PATTERN))]
    pub digest: String,
    /// The day of the review.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub reviewed: String,
    /// The day the next review is due.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub next_review: String,
    /// Who recorded it.
    #[schemars(length(min = 1))]
    pub recorded_by: String,
    /// The reviewer, as in `people.yaml` on that day.
    pub reviewer: Signer,
    /// The authors, as in `people.yaml` on that day.
    pub authors: Vec<Signer>,
    /// The evidence file, by digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
    /// That it was taken back; it stays in the record and holds for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<TakenBack>,
}

impl SignOff {
    /// Whether it is of the same words as another one: a revision names one text, also where the two were signed in
    /// different versions of the canonical form.
    pub fn is_of_words_of(&self, other: &SignOff) -> bool {
        self.digest == other.digest || self.canon != other.canon && self.revision == other.revision
    }
}

/// That a sign-off was taken back.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TakenBack {
    /// On which day.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub on: String,
    /// By whom.
    #[schemars(length(min = 1))]
    pub by: String,
    /// Why.
    #[schemars(length(min = 1))]
    pub reason: String,
}

impl std::fmt::Display for TakenBack {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "taken back on {} by {}: {}", self.on, self.by, self.reason)
    }
}

/// A person by value.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// Id in `people.yaml`.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// What they were called on that day.
    #[schemars(length(min = 1))]
    pub name: String,
    /// The credentials that they had on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<String>,
    /// What their role was on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Whether the person is an addiction professional.
    #[serde(default)]
    pub addiction_professional: bool,
}

/// A file that proves a review, such as a signed letter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Its name.
    #[schemars(length(min = 1))]
    pub file: String,
    /// SHA-256 of its bytes.
    #[schemars(regex(pattern = DIGEST_PATTERN))]
    pub digest: String,
}
