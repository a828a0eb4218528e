//! What else the record of a text keeps beside its sign-offs: withdrawals, and tests with readers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pattern::{DATE_PATTERN, DIGEST_PATTERN, ID_PATTERN};
use super::review::{Signer, TakenBack};

/// That a text must not be used any more, whatever its revision.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawal {
    /// On which day.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub on: String,
    /// By whom.
    #[schemars(length(min = 1))]
    pub by: String,
    /// Why.
    #[schemars(length(min = 1))]
    pub reason: String,
    /// Its revision on that day, where its file could be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 9999))]
    pub revision: Option<u32>,
    /// SHA-256 of its words on that day, 64 hexadecimal digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = DIGEST_PATTERN))]
    pub digest: Option<String>,
    /// Id of the text that stands in its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(regex(pattern = ID_PATTERN))]
    pub replaced_by: Option<String>,
    /// What places answered where copies lay, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<PlaceAnswer>,
    /// That it was taken back, so that the text may be used again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<TakenBack>,
}

impl Withdrawal {
    /// Whether another one is the same, whatever became of either.
    pub fn is_same(&self, other: &Self) -> bool {
        let bare = |own: &Self| Self { answers: Vec::new(), taken_back: None, ..own.clone() };
        bare(self) == bare(other)
    }

    /// What a place answered last, by the day that it wrote; of one day what was read last.
    pub fn answer_of(&self, place: &str) -> Option<&PlaceAnswer> {
        self.answers.iter().filter(|answer| answer.place == place).max_by(|a, b| a.on.cmp(&b.on))
    }
}

/// What a place answered about its copies of a withdrawn text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PlaceAnswer {
    /// Id of the place in `project.yaml`.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub place: String,
    /// What became of the copies.
    pub copies: FoundCopies,
    /// How many were thrown away, where that was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count: Option<String>,
    /// What else was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// Who answered.
    #[schemars(length(min = 1))]
    pub by: String,
    /// On which day.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub on: String,
    /// SHA-256 of the slip that came back, which is kept as evidence.
    #[schemars(regex(pattern = DIGEST_PATTERN))]
    pub evidence: String,
}

/// What became of the copies at a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FoundCopies {
    /// All that were found were thrown away, or taken off.
    Gone,
    /// There were none.
    None,
    /// Some may still be there, or with families.
    Left,
}

impl FoundCopies {
    /// Each with the id of its option on slips.
    pub const ALL: [(&str, Self); 3] = [("gone", Self::Gone), ("none", Self::None), ("left", Self::Left)];

    /// Whether no copy is left that the place knows of.
    pub fn are_gone(self) -> bool {
        matches!(self, Self::Gone | Self::None)
    }

    /// In words for staff.
    pub fn said(self) -> &'static str {
        match self {
            Self::Gone => "all copies were thrown away",
            Self::None => "no copies were there",
            Self::Left => "copies may still be there",
        }
    }
}

impl std::fmt::Display for Withdrawal {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "withdrawn on {} by {}: {}", self.on, self.by, self.reason)?;
        match &self.replaced_by {
            Some(id) => write!(f, " (`{id}` stands in its place)"),
            None => Ok(()),
        }
    }
}

/// That readers tried a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReaderTest {
    /// Id of the text.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub text: String,
    /// Its language.
    pub lang: String,
    /// Its revision when it was tried.
    #[schemars(range(min = 1, max = 9999))]
    pub revision: u32,
    /// Version of the canonical form that was digested.
    #[schemars(range(min = 1, max = 9999))]
    pub canon: u32,
    /// SHA-256 of that form, 64 hexadecimal digits.
    #[schemars(regex(pattern = DIGEST_PATTERN))]
    pub digest: String,
    /// How many families or readers tried it.
    #[schemars(range(min = 1, max = 9999))]
    pub readers: u32,
    /// How it was tried, such as `read aloud, asked back`.
    #[schemars(length(min = 1))]
    pub how: String,
    /// Who tried it with them, as in `people.yaml` on that day.
    pub by: Signer,
    /// The day on which it ended.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub tested: String,
    /// That it was taken back; it stays in the record and says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<TakenBack>,
}
