//! A packet that a clinician answers: for whom it was made, and of which words.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a packet asks about; it travels inside the PDF, and a copy stays with the project.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PacketInfo {
    /// Id of the text, or `facts-<region>`.
    pub text: String,
    /// Its language.
    pub lang: String,
    /// Its revision.
    pub revision: u32,
    /// Version of the canonical form that was digested.
    pub canon: u32,
    /// SHA-256 of that form, 64 hexadecimal digits.
    pub digest: String,
    /// Digest of the edition that it is held against, where it shows what changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// Id of the person who is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// Who asks.
    pub publisher: String,
    /// On which day.
    pub asked: String,
    /// By when an answer is wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wanted: Option<String>,
}
