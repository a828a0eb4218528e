//! Safety facts: crisis lines and first aid, a text of their own with its own sign-off.

use std::sync::Arc;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::exception::Exception;
use super::figure::Figure;
use super::pattern::URL_PATTERN;
use super::person::Person;
use super::rich::Block;

/// The facts of one region in one language.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The file it came from.
    pub file: String,
    /// Whose numbers they are, such as `us`: a clinic names its region.
    pub region: String,
    /// Language, as an ISO 639-1 code.
    pub lang: String,
    /// Its title, in tables and for review; never printed.
    pub title: String,
    /// Number of this edition.
    pub revision: u32,
    /// The day this revision was issued.
    pub issued: NaiveDate,
    /// Who wrote it.
    pub authors: Vec<Person>,
    /// Words that a rule would refuse, and why they stand.
    pub exceptions: Vec<Exception>,
    /// Pictures of the facts.
    pub figures: Vec<Arc<Figure>>,
    /// The facts.
    pub facts: Vec<Fact>,
}

/// A safety fact.
#[derive(Clone, Debug)]
pub struct Fact {
    /// By which texts and topics name it: `call-911`.
    pub id: String,
    /// Its heading, in the emergency box and in the text.
    pub title: String,
    /// Telephone number as printed.
    pub number: Option<String>,
    /// For the emergency box.
    pub short: Option<String>,
    /// Signs or steps for the emergency box.
    pub points: Vec<String>,
    /// Whether the points are steps.
    pub numbered: bool,
    /// For the foot of worksheets.
    pub line: Option<String>,
    /// The whole fact.
    pub body: Vec<Block>,
    /// Where it comes from.
    pub source: Option<Work>,
    /// The day a copy of the source was seen.
    pub source_seen: Option<NaiveDate>,
    /// Days from the file's sign-off until it must be checked again.
    pub recheck_after: u32,
}

/// A work that can be read.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// Title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Publisher.
    #[schemars(length(min = 1))]
    pub publisher: String,
    /// Where it stands.
    #[schemars(regex(pattern = URL_PATTERN))]
    pub url: Option<String>,
}

impl Facts {
    /// The id under which its sign-offs are kept.
    pub fn review_id(&self) -> String {
        review_id(&self.region)
    }

    /// A fact by its id.
    pub fn get(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|f| f.id == id)
    }
}

/// The id under which the sign-offs of a region's facts are kept.
pub fn review_id(region: &str) -> String {
    format!("facts-{region}")
}
