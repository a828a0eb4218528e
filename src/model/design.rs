//! Sign-offs of a design: that somebody looked at proofs of a project's own layouts, fonts and labels.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::TakenBack;
use super::pattern::{DATE_PATTERN, DIGEST_PATTERN};

/// The name under which the sign-offs of a design are kept and asked for.
pub const DESIGN: &str = "design";

/// That somebody signed the design of a project; it is no clinical review.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DesignSignOff {
    /// Version of the form that was digested.
    #[schemars(range(min = 1, max = 9999))]
    pub form: u32,
    /// SHA-256 of that form, 64 hexadecimal digits.
    #[schemars(regex(pattern = DIGEST_PATTERN))]
    pub digest: String,
    /// The day of the signature.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub signed: String,
    /// Who looked at the proofs and signed.
    #[schemars(length(min = 1))]
    pub signed_by: String,
    /// The files that were signed, in the order of their paths.
    pub files: Vec<DesignFile>,
    /// That it was taken back; it stays in the record and holds for nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken_back: Option<TakenBack>,
}

/// A layout, font or labels that are not the program's.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DesignFile {
    /// Its path in the project, with forward slashes.
    #[schemars(length(min = 1))]
    pub path: String,
    /// SHA-256 of its bytes, 64 hexadecimal digits.
    #[schemars(regex(pattern = DIGEST_PATTERN))]
    pub sha256: String,
}
