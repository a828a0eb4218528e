//! The shape of every file under `sources/`: what staff may write, and the JSON Schema that says so.
//!
//! These types hold what was typed; `model` holds what it means. Together they are a table of every key that may be
//! written, with its description: here projects and guides, in `worksheet` and `records` the other kinds.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::model::date::KnownDate;
use crate::model::pattern::{COLOUR_PATTERN, DATE_PATTERN, ID_PATTERN, KNOWN_DATE_PATTERN, URL_PATTERN};
use crate::model::{Credit, Exception, FigureWidth, HelpLevel, LicenceRule, OverduePrint, Paper, Product};

mod instrument;
mod place;
mod records;
mod worksheet;

pub use instrument::*;
pub use place::RawPlace;
pub use records::*;
pub use worksheet::*;

/// The kinds of files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SourceKind {
    /// `project.yaml`
    Project,
    /// `guides/<id>/<lang>.yaml`
    Guide,
    /// `worksheets/<id>/<lang>.yaml`
    Worksheet,
    /// `facts/<region>.<lang>.yaml`
    Facts,
    /// `people.yaml`
    People,
    /// `clinics/<id>.yaml`
    Clinic,
    /// `strings/<lang>.yaml`
    Strings,
    /// `reviews/<id>.<lang>.yaml`
    Reviews,
    /// `reviews/design.yaml`
    Design,
    /// `instruments/<id>.yaml`
    Instrument,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: &[SourceKind] = &[
        SourceKind::Project,
        SourceKind::Guide,
        SourceKind::Worksheet,
        SourceKind::Facts,
        SourceKind::People,
        SourceKind::Clinic,
        SourceKind::Strings,
        SourceKind::Reviews,
        SourceKind::Design,
        SourceKind::Instrument,
    ];

    /// The name used on the command line and in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            SourceKind::Project => "project",
            SourceKind::Guide => "guide",
            SourceKind::Worksheet => "worksheet",
            SourceKind::Facts => "facts",
            SourceKind::People => "people",
            SourceKind::Clinic => "clinic",
            SourceKind::Strings => "strings",
            SourceKind::Reviews => "reviews",
            SourceKind::Design => "design",
            SourceKind::Instrument => "instrument",
        }
    }
}

/// `sources/project.yaml`: what the project makes, and for whom.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Project")]
pub struct RawProject {
    /// Sizes of paper: each document is made for each of them.
    #[schemars(length(min = 1))]
    pub papers: Vec<Paper>,
    /// Languages to make them in: `en`, `es`, or both.
    #[schemars(length(min = 1))]
    pub languages: Vec<String>,
    /// Products to make of the texts; a guide can pick from these.
    #[schemars(length(min = 1))]
    pub products: Vec<Product>,
    /// Ids of the clinics for which everything is made.
    #[schemars(length(min = 1))]
    pub clinics: Vec<String>,
    /// Who publishes the handouts and keeps the records of reviews.
    #[schemars(length(min = 1))]
    pub publisher: String,
    /// How texts are reviewed: the months from a review to the next, and more where it is stated.
    pub review: RawReviewPolicy,
    /// What they are printed on.
    pub print: Option<PrintPolicy>,
    /// Where printed copies lie, such as `[{id: waiting-room, name: Waiting room}]`: a withdrawal asks each of these.
    #[serde(default)]
    pub places: Vec<RawPlace>,
}

/// What handouts are printed on.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintPolicy {
    /// How thick a sheet is, in millimetres; 0.1 where it is not said. Inner pages of booklets move by it.
    #[schemars(range(min = 0, max = 1))]
    pub thickness: f64,
}

/// How texts are reviewed.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ReviewPolicy")]
pub struct RawReviewPolicy {
    /// Months from a review to the next one.
    #[schemars(range(min = 1, max = 60))]
    pub months: u32,
    /// What else holds for guides, such as `{reviewers: 2, specialist: addiction medicine}`.
    pub guide: Option<RawKindPolicy>,
    /// What else holds for worksheets.
    pub worksheet: Option<RawKindPolicy>,
    /// What else holds for files of facts.
    pub facts: Option<RawKindPolicy>,
    /// What holds for texts and facts in another language than the original, in place of what holds for their kind.
    pub translation: Option<RawKindPolicy>,
    /// The language in which texts are written first, such as `en`; the first of `languages` if left out.
    pub original: Option<String>,
    /// For how many days after its next review was due a text may still be released; none if left out.
    #[schemars(range(min = 0, max = 366))]
    pub grace: Option<u32>,
    /// What a text prints whose review is due: that notice alone, or also who reviewed it and when.
    pub overdue: Option<OverduePrint>,
    /// What the licence of a reviewer means: it may end the review on its last day, and be required.
    pub licence: Option<LicenceRule>,
}

/// How texts of a kind are reviewed.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "KindPolicy")]
pub struct RawKindPolicy {
    /// Months from a review to the next one; as for all texts if left out.
    #[schemars(range(min = 1, max = 60))]
    pub months: Option<u32>,
    /// How many people review each; 1 if left out. The credit is there when all of them have signed.
    #[schemars(range(min = 1, max = 9))]
    pub reviewers: Option<usize>,
    /// A field in which one of them must be a specialist, as in `specialties` of `people.yaml`.
    #[schemars(length(min = 1))]
    pub specialist: Option<String>,
}

/// `sources/guides/<id>/<lang>.yaml`
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Guide")]
pub struct RawGuide {
    /// Id: the name of the folder, in small letters, digits and hyphens.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// What it is called, on its first page and its cover.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Number of this edition, from 1; raise it when the words change.
    #[schemars(range(min = 1, max = 9999))]
    pub revision: u32,
    /// Why there is this text, in a sentence.
    pub purpose: Option<String>,
    /// For whom it is, such as `Patients and whoever comes with them`.
    #[schemars(length(min = 1))]
    pub audience: String,
    /// The one thing to remember.
    pub main_message: Option<String>,
    /// Two or three sentences for the head and the cover.
    #[schemars(length(min = 1))]
    pub summary: String,
    /// Who wrote it: ids from `people.yaml`. An author cannot review the text.
    #[schemars(length(min = 1))]
    pub authors: Vec<String>,
    /// The work this text adapts.
    pub based_on: Option<RawBasedOn>,
    /// When it was issued and, where known, first published; when its evidence was checked.
    pub dates: Dates,
    /// What it is about; `opioids` prints the emergency box and the safety facts.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Questions for the reviewer; never printed.
    #[serde(default)]
    pub reviewer_notes: Vec<String>,
    /// Words that are otherwise avoided, and why they stand here.
    #[serde(default)]
    pub language_exceptions: Vec<LanguageException>,
    /// Words that a rule would refuse, and why they stand; the reviewer sees them.
    #[serde(default)]
    pub exceptions: Vec<Exception>,
    /// Who paid for it, and whose interests it touches.
    pub funding: Option<String>,
    /// The earlier name of `funding`.
    pub interests: Option<String>,
    /// When to get help and whom to call, the most urgent first.
    #[serde(default)]
    pub get_help: Vec<RawHelp>,
    /// Opening words, before the first section (Markdown).
    pub introduction: Option<String>,
    /// What it says, section by section.
    #[schemars(length(min = 1))]
    pub sections: Vec<RawSection>,
    /// Questions that readers ask, with their answers.
    #[serde(default)]
    pub faq: Vec<RawQuestion>,
    /// Sources of what the text says.
    #[serde(default)]
    pub references: Vec<RawReference>,
    /// Pictures, which the text places by their ids.
    #[serde(default)]
    pub figures: Vec<RawFigure>,
    /// Ids of worksheets that go with it, in the same language.
    #[serde(default)]
    pub worksheets: Vec<String>,
    /// What each of the three inner panels of a tri-fold is about; the text flows over them if left out.
    #[schemars(length(equal = 3))]
    pub panels: Option<Vec<RawInnerPanel>>,
    /// The id of the picture on the covers of tri-fold and booklet.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub cover: Option<String>,
    /// Products to make; every one that fits if left out.
    #[schemars(length(min = 1))]
    pub products: Option<Vec<Product>>,
}

/// When to get help of one level.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Help")]
pub struct RawHelp {
    /// How soon help is needed.
    pub level: HelpLevel,
    /// Whom to call: `fact:ID`, or `clinic:phone`; several in a list.
    pub call: RawCalls,
    /// At which signs, a short sentence each.
    #[schemars(length(min = 1))]
    pub when: Vec<String>,
}

/// One or several to call.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum RawCalls {
    /// One.
    One(String),
    /// Several; those after the first stand below it with words of their own.
    Several(#[schemars(length(min = 1))] Vec<String>),
}

/// A section of a guide.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Section")]
pub struct RawSection {
    /// Id, unique in the guide: small letters, digits and hyphens.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// What stands above the section.
    #[schemars(length(min = 1))]
    pub heading: String,
    /// One or two sentences, used where space is short; `[](fact:ID)` in them prints the number of a fact.
    #[schemars(length(min = 1))]
    pub brief: String,
    /// All that the section says (Markdown).
    #[schemars(length(min = 1))]
    pub body: String,
}

/// An inner panel of a tri-fold.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "InnerPanel")]
pub struct RawInnerPanel {
    /// Its head: the three of them are one message in three parts.
    #[schemars(length(min = 1))]
    pub heading: String,
    /// The id of the picture above it.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub figure: Option<String>,
    /// Ids of the sections that stand on it; `faq` are the questions, `safety` the safety facts.
    #[schemars(length(min = 1))]
    pub sections: Vec<String>,
}

/// A question with its answer.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Question")]
pub struct RawQuestion {
    /// Id, unique in the guide: small letters, digits and hyphens.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// What a reader asks.
    #[schemars(length(min = 1))]
    pub question: String,
    /// What you say to it (Markdown).
    #[schemars(length(min = 1))]
    pub answer: String,
}

/// A picture, in a file beside the text.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Figure")]
pub struct RawFigure {
    /// Id, in small letters, digits and hyphens: `> [!FIGURE] ID` places it.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// The name of its file beside this one: SVG, or PNG or JPEG of 300 pixels to the inch.
    #[schemars(length(min = 1))]
    pub file: String,
    /// What it shows, in a sentence: a screen reader speaks it.
    #[schemars(length(min = 1))]
    pub alt: String,
    /// Words below it.
    pub caption: Option<String>,
    /// Who made it, where that must be said.
    pub credit: Option<String>,
    /// A third, half or all of the page's width; half if left out.
    #[serde(default)]
    pub width: FigureWidth,
}

/// A source of what a text says.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Reference")]
pub struct RawReference {
    /// Id, in small letters, digits and hyphens: `[](ref:ID)` in the text prints the number of this source.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: Option<String>,
    /// Title of the work.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Who published it.
    #[schemars(length(min = 1))]
    pub publisher: String,
    /// The year in which it was published.
    #[schemars(range(min = 1800, max = 2200))]
    pub year: Option<u32>,
    /// What kind of evidence it is, such as `guideline` or `trial`.
    pub kind: Option<String>,
    /// Its address on the web, such as `https://example.org/page`.
    #[schemars(regex(pattern = URL_PATTERN))]
    pub url: Option<String>,
    /// The day it was read, such as `2026-11-24`; only where known.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub accessed: Option<String>,
}

/// The work that a text adapts; its people are credited as the original's.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "BasedOn")]
pub struct RawBasedOn {
    /// Title of the original.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Who wrote the original; credited as such, never as authors of this text.
    #[schemars(length(min = 1))]
    pub authors: Vec<Credit>,
    /// Who reviewed the original.
    #[serde(default)]
    pub reviewed_by: Vec<Credit>,
    /// When it was published: the day, or the month or year where no more is known, such as `2014`.
    pub published: Option<RawKnownDate>,
    /// When it was last edited, in the same way.
    pub edited: Option<RawKnownDate>,
    /// Its publisher; write `unknown` where it is not known.
    #[schemars(length(min = 1))]
    pub publisher: String,
}

/// A day, or as much of it as is known: `2024-03-04`, `2010-04`, `2014`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum RawKnownDate {
    /// A year without quotes.
    Year(u32),
    /// What is written.
    Words(String),
}

impl RawKnownDate {
    /// What it means; `None` of what the calendar does not have.
    pub fn known(&self) -> Option<KnownDate> {
        match self {
            RawKnownDate::Year(year) => KnownDate::parse(&year.to_string()),
            RawKnownDate::Words(words) => KnownDate::parse(words),
        }
    }
}

impl JsonSchema for RawKnownDate {
    fn schema_name() -> Cow<'static, str> {
        "KnownDate".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["string", "integer"], "pattern": KNOWN_DATE_PATTERN, "minimum": 1000, "maximum": 2200})
    }
}

/// Dates of a text.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// The day this revision was issued, such as `2026-11-24`.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub issued: String,
    /// The day the first revision was published, such as `2025-03-31`; not after `issued`.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub first_published: Option<String>,
    /// The day a person checked the evidence, such as `2026-11-24`; left out where nobody has.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub evidence_checked: Option<String>,
}

/// A word that is otherwise avoided, and why it stands here.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageException {
    /// The word that is otherwise avoided.
    #[schemars(length(min = 1))]
    pub term: String,
    /// Why it stands here.
    #[schemars(length(min = 1))]
    pub reason: String,
}
