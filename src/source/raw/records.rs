//! The shape of facts, people, clinics, labels and sign-offs.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::*;
use crate::model::design::DesignSignOff;
use crate::model::{Interests, Licence, Namesake, PersonKind, ReaderTest, SignOff, Withdrawal, Work};

/// `sources/facts/<region>.<lang>.yaml`
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Facts")]
pub struct RawFacts {
    /// The region, such as `us`.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub region: String,
    /// Title, for tables and review.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Number of this edition; raise it when a word or number changes.
    #[schemars(range(min = 1, max = 9999))]
    pub revision: u32,
    /// The day this revision was issued, such as `2026-11-24`.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub issued: String,
    /// Who wrote them: ids from `people.yaml`. An author cannot review them.
    #[schemars(length(min = 1))]
    pub authors: Vec<String>,
    /// Questions for the reviewer; never printed.
    #[serde(default)]
    pub reviewer_notes: Vec<String>,
    /// Words that a rule would refuse, and why they stand; the reviewer sees them.
    #[serde(default)]
    pub exceptions: Vec<Exception>,
    /// Pictures, which the facts place by their ids.
    #[serde(default)]
    pub figures: Vec<RawFigure>,
    /// The facts, in order.
    #[schemars(length(min = 1))]
    pub facts: Vec<RawFact>,
}

/// A safety fact.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Fact")]
pub struct RawFact {
    /// Id, unique in the file: small letters, digits and hyphens.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// What stands above it, such as `Call 911`.
    #[schemars(length(min = 1))]
    pub title: String,
    /// The telephone number as it is printed: digits and signs, and perhaps an extension.
    pub number: Option<String>,
    /// The same number in letters, as in `1-800-CDC-INFO`; printed before it.
    pub letters: Option<String>,
    /// One or two sentences for the emergency box.
    pub short: Option<String>,
    /// The same in fewer words, for cards.
    pub shorter: Option<String>,
    /// Signs or steps for the emergency box: one a line, or each with a `head`.
    #[serde(default)]
    pub points: Vec<RawPoint>,
    /// Whether the points are steps, to be numbered.
    #[serde(default)]
    pub numbered: bool,
    /// The emergency line at the foot of worksheets.
    pub line: Option<String>,
    /// The whole fact (Markdown).
    #[schemars(length(min = 1))]
    pub body: String,
    /// Where it comes from, or `none`.
    pub source: FactSource,
    /// The day a copy of the source was seen, such as `2026-11-24`.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub source_seen: Option<String>,
    /// Days from the file's sign-off until it must be checked again.
    #[schemars(range(min = 1, max = 1000))]
    pub recheck_after: u32,
}

/// A sign or a step: words, or a head with what stands behind it.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
#[schemars(rename = "Point")]
pub enum RawPoint {
    /// Words.
    Line(String),
    /// A head with what stands behind it.
    Headed(RawHeadedPoint),
}

/// A sign or a step in the lengths that products print.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "HeadedPoint")]
pub struct RawHeadedPoint {
    /// What it is, in a few words; every product prints it.
    #[schemars(length(min = 1))]
    pub head: String,
    /// What more there is to say, where there is room.
    pub text: Option<String>,
    /// The same in fewer words, for large print, tri-folds, cards and worksheets.
    pub brief: Option<String>,
    /// The id of its picture in `figures`.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub figure: Option<String>,
}

/// Where a fact comes from.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
pub enum FactSource {
    /// A work that can be read.
    Work(Work),
    /// No source was seen.
    None(NoSource),
}

/// The word `none`.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NoSource {
    /// No source was seen.
    None,
}

/// `sources/people.yaml`
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "People")]
pub struct RawPeople {
    /// Those who write and those who review: people and organisations.
    pub people: Vec<RawPerson>,
}

/// A person or an organisation.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Person")]
pub struct RawPerson {
    /// Id, unique in the file: small letters, digits and hyphens.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// Person or organisation.
    #[serde(default)]
    pub kind: PersonKind,
    /// Name as it is printed.
    #[schemars(length(min = 1))]
    pub name: String,
    /// The name in other languages, where it has words to translate.
    #[serde(default)]
    pub name_in: BTreeMap<String, String>,
    /// Credentials, such as `MD`.
    pub credentials: Option<String>,
    /// Role, such as `addiction medicine physician`; printed after the credentials.
    pub role: Option<String>,
    /// Whether a credit may call the person an addiction professional.
    #[serde(default)]
    pub addiction_professional: bool,
    /// The fields in which the person is a specialist, such as `addiction medicine`; the project's policy may ask for one.
    #[serde(default)]
    pub specialties: Vec<String>,
    /// Interests that bear on what the person writes or reviews, or that there are none, with the day they were stated.
    pub interests: Option<Interests>,
    /// The licence to practise: who gave it, when that was looked up, and until when it holds.
    pub licence: Option<Licence>,
    /// Those with a like name who are somebody else: without it they are taken for one person.
    #[serde(default)]
    pub not_same_as: Vec<Namesake>,
}

/// `sources/clinics/<id>.yaml`
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Clinic")]
pub struct RawClinic {
    /// Id: the name of the file, in small letters, digits and hyphens.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// Name of the clinic, as it is printed.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Whether it is a made-up clinic; what carries it is never released.
    #[serde(default)]
    pub sample: bool,
    /// The region whose emergency facts hold, such as `us`.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub region: String,
    /// Address, a line each.
    #[schemars(length(min = 1))]
    pub address: Vec<String>,
    /// Telephone number: digits and signs, and perhaps an extension.
    #[schemars(length(min = 1))]
    pub phone: String,
    /// When it is open, in each language, such as `{en: "Monday to Friday, 9 am to 5 pm"}`.
    #[serde(default)]
    pub hours: BTreeMap<String, String>,
    /// Where to send what was unclear.
    pub feedback: Option<String>,
    /// Logo, an SVG or PNG file beside this one.
    pub logo: Option<String>,
    /// What the logo shows, in each language.
    #[serde(default)]
    pub logo_alt: BTreeMap<String, String>,
    /// Its two colours.
    pub colours: Option<Colours>,
    /// What a print shop prints the brand colours with; where it is not stated, inks are chosen by rule.
    pub print: Option<PrintInks>,
}

/// The colours of the clinic, each in quotes, such as `"#0b4f5c"`; checked for contrast.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// The colour of titles and lines.
    #[schemars(regex(pattern = COLOUR_PATTERN))]
    pub primary: String,
    /// The ground behind boxes: a light colour.
    #[schemars(regex(pattern = COLOUR_PATTERN))]
    pub tint: String,
}

/// The inks of the brand colours, for a print shop.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintInks {
    /// What `primary` is printed with.
    pub primary: Option<RawInk>,
    /// What `tint` is printed with.
    pub tint: Option<RawInk>,
}

/// What a colour is printed with: the four process inks, or a spot ink.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Ink")]
pub struct RawInk {
    /// The name of a spot ink, as the print shop knows it, such as `PANTONE 3165 C`.
    #[schemars(length(min = 1))]
    pub spot: Option<String>,
    /// Cyan, magenta, yellow and black in percent; of a spot ink what stands in for its full strength.
    #[schemars(inner(range(min = 0, max = 100)))]
    pub cmyk: [f64; 4],
    /// How much of it, in percent; 100 if left out.
    #[schemars(range(min = 0, max = 100))]
    pub share: Option<f64>,
}

/// `sources/reviews/<id>.<lang>.yaml`, written by `handout review` and `handout withdraw`.
#[derive(Clone, Debug, Default, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reviews {
    /// The sign-offs, oldest first.
    #[serde(default)]
    pub sign_offs: Vec<SignOff>,
    /// When and why the text was withdrawn, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub withdrawals: Vec<Withdrawal>,
    /// Tests with readers, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reader_tests: Vec<ReaderTest>,
}

/// `sources/reviews/design.yaml`, written by `handout review record design`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DesignReviews {
    /// The sign-offs of the project's own layouts, fonts and labels, oldest first.
    pub sign_offs: Vec<DesignSignOff>,
}
