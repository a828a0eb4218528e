//! When to get help: at which signs, how soon, and whom to call.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How soon help is needed, the most urgent first: the order in which it is written and printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum HelpLevel {
    /// At once: a danger to life.
    Emergency,
    /// The same day.
    Today,
    /// At the next visit.
    Routine,
}

impl HelpLevel {
    /// Every level, the most urgent first.
    pub const ALL: &[HelpLevel] = &[HelpLevel::Emergency, HelpLevel::Today, HelpLevel::Routine];

    /// The word in files.
    pub fn as_str(self) -> &'static str {
        match self {
            HelpLevel::Emergency => "emergency",
            HelpLevel::Today => "today",
            HelpLevel::Routine => "routine",
        }
    }
}

/// Whom to call.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum HelpCall {
    /// The number of a fact, by its id.
    Fact(String),
    /// The clinic that hands the text out.
    Clinic,
}

impl HelpCall {
    /// How the clinic's own number is written.
    pub const CLINIC: &'static str = "clinic:phone";

    /// That of `fact:ID` or `clinic:phone`.
    pub fn parse(written: &str) -> Option<Self> {
        if written == Self::CLINIC {
            return Some(HelpCall::Clinic);
        }
        written.strip_prefix("fact:").filter(|id| !id.is_empty()).map(|id| HelpCall::Fact(id.to_owned()))
    }

    /// As it is written.
    pub fn written(&self) -> String {
        match self {
            HelpCall::Fact(id) => format!("fact:{id}"),
            HelpCall::Clinic => Self::CLINIC.to_owned(),
        }
    }

    /// The id of its fact.
    pub fn fact(&self) -> Option<&str> {
        match self {
            HelpCall::Fact(id) => Some(id),
            HelpCall::Clinic => None,
        }
    }
}

/// When to get help of one level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HelpRow {
    /// How soon.
    pub level: HelpLevel,
    /// Whom to call; those after the first have words of their own.
    pub calls: Vec<HelpCall>,
    /// At which signs, a sentence each.
    pub when: Vec<String>,
}
