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
    /// A signature by key over the other keys. No version of the program makes one yet, and a sign-off that has one holds for
    /// nothing until a version can check it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
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
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
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
    /// The fields in which they were a specialist on that day.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub specialties: Vec<String>,
    /// The interests that they stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub interests: Option<Interests>,
    /// The licence that they had on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub licence: Option<Licence>,
}

impl Signer {
    /// Whether this, kept on the day of signing, is still true of a person as known today. Of interests, fields and licence a
    /// sign-off that does not name them says nothing.
    pub fn holds_for(&self, today: &Signer) -> bool {
        let Self {
            id: _,
            name: _,
            credentials: _,
            role: _,
            addiction_professional: _,
            specialties,
            interests,
            licence,
        } = self;
        self.is_credited_as(today)
            && (specialties.is_empty() || *specialties == today.specialties)
            && (interests.is_none() || *interests == today.interests)
            && (licence.is_none() || *licence == today.licence)
    }

    /// Whether pages say the same of both.
    pub fn is_credited_as(&self, other: &Signer) -> bool {
        fn said(s: &Signer) -> (&str, &str, &Option<String>, &Option<String>, bool) {
            (&s.id, &s.name, &s.credentials, &s.role, s.addiction_professional)
        }
        said(self) == said(other)
    }
}

/// Interests that bear on what somebody writes or reviews.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Interests {
    /// What they are, or that there are none, in a sentence.
    #[schemars(length(min = 1))]
    pub words: String,
    /// The day on which they were stated, such as `2026-11-24`.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub date: String,
}

/// A licence to practise.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Licence {
    /// Who gave it, such as `Ohio State Medical Board`.
    #[schemars(length(min = 1))]
    pub body: String,
    /// The day on which somebody looked it up there, such as `2026-11-24`.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub verified: String,
    /// The last day on which it holds, such as `2027-12-31`.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub until: String,
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
