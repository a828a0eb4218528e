//! Sheets that are composed for staff and reviewers: a packet that a clinician answers, with for whom it was made and of
//! which words; a slip with which a place says what became of its copies; a sheet for whoever tries a text with readers.

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
    /// Whether parts in which nothing changed are printed too: without them only whoever signed the edition before can approve.
    #[serde(default)]
    pub whole: bool,
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

/// What a slip asks about: copies of a withdrawn text at one place; it travels inside the PDF, and a copy stays with the
/// project.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SlipInfo {
    /// Id of the text.
    pub text: String,
    /// The languages in which it was withdrawn.
    pub langs: Vec<String>,
    /// The day on which that was done.
    pub withdrawn: String,
    /// Which withdrawal of that day: the first digits of a digest of who did it and why.
    pub withdrawal: String,
    /// Id of the place.
    pub place: String,
    /// Who asks.
    pub publisher: String,
    /// On which day.
    pub asked: String,
}

/// What a sheet is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum SheetPurpose {
    /// A clinician answers whether a text is right.
    Packet(PacketInfo),
    /// A place answers what became of its copies.
    Slip(SlipInfo),
    /// Somebody writes down what readers understood.
    ReaderTest,
}

impl SheetPurpose {
    /// The word in the data of layouts.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Packet(_) => "packet",
            Self::Slip(_) => "slip",
            Self::ReaderTest => "reader-test",
        }
    }
}

/// A sheet that is composed like a worksheet and is none for families.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StaffSheet {
    /// What it is for.
    pub purpose: SheetPurpose,
    /// The sentence of its footers.
    pub footer: &'static str,
    /// How it is filled in, in the head of its first page, where labels of worksheets would say it otherwise.
    pub how: Option<&'static str>,
}
