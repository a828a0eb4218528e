//! How bad a finding is.

use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Nothing is written for the text it concerns.
    Error,
    /// The text is built, and somebody should look.
    Warning,
    /// Good to know: what was chosen, or could be better.
    Hint,
}

impl Severity {
    /// As it is printed before a finding.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}
