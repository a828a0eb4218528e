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
#[derive(Clone, Debug, Hash)]
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
    /// Questions for the reviewer; in no digest, and printed in packets alone.
    pub reviewer_notes: Vec<String>,
    /// Pictures of the facts.
    pub figures: Vec<Arc<Figure>>,
    /// The facts.
    pub facts: Vec<Fact>,
}

/// A safety fact.
#[derive(Clone, Debug, Hash)]
pub struct Fact {
    /// By which texts and topics name it: `call-911`.
    pub id: String,
    /// Its heading, in the emergency box and in the text.
    pub title: String,
    /// Telephone number as printed.
    pub number: Option<String>,
    /// For the emergency box.
    pub short: Option<String>,
    /// The same in fewer words, for products of little room.
    pub shorter: Option<String>,
    /// Signs or steps for the emergency box.
    pub points: Vec<Point>,
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

/// A sign or a step of a fact.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Point {
    /// The same words wherever it is printed.
    Line(String),
    /// A head, and more or less behind it.
    Headed(HeadedPoint),
}

/// A sign or a step in the lengths that products print.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct HeadedPoint {
    /// What it is, in a few words; never left out.
    pub head: String,
    /// What more there is to say, where there is room.
    pub text: Option<String>,
    /// The same in fewer words.
    pub brief: Option<String>,
    /// The id of its picture.
    pub figure: Option<String>,
}

impl HeadedPoint {
    /// What stands behind its head: in products of little room its `brief`, where it has one.
    pub fn behind(&self, little_room: bool) -> Option<&str> {
        self.brief.as_deref().filter(|_| little_room).or(self.text.as_deref())
    }
}

/// A work that can be read.
#[derive(Clone, Debug, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// What the work is called.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Who published it.
    #[schemars(length(min = 1))]
    pub publisher: String,
    /// Its address on the web, such as `https://example.org/page`.
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

    /// A picture by its id.
    pub fn figure(&self, id: &str) -> Option<&Arc<Figure>> {
        self.figures.iter().find(|figure| figure.id == id)
    }
}

/// The id under which the sign-offs of a region's facts are kept.
pub fn review_id(region: &str) -> String {
    format!("facts-{region}")
}
