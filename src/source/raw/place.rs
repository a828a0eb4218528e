//! The shape of a place where copies lie.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::pattern::ID_PATTERN;

/// A place where printed copies lie, or a website that has the file.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Place")]
pub struct RawPlace {
    /// Id, unique in the file: small letters, digits and hyphens.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// What it is called there, such as `Ward 3`.
    #[schemars(length(min = 1))]
    pub name: String,
}
