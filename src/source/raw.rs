//! The shape of every file under `sources/`: what staff may write, and the JSON Schema that says so.
//!
//! These types hold what was typed; `model` holds what it means. The file is long because it is a table: every key that
//! may be written, with its description.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kinds of files that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
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
}

impl Kind {
    /// Every kind.
    pub const ALL: &[Kind] = &[
        Kind::Project,
        Kind::Guide,
        Kind::Worksheet,
        Kind::Facts,
        Kind::People,
        Kind::Clinic,
        Kind::Strings,
        Kind::Reviews,
    ];

    /// The name used on the command line and in messages.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Project => "project",
            Kind::Guide => "guide",
            Kind::Worksheet => "worksheet",
            Kind::Facts => "facts",
            Kind::People => "people",
            Kind::Clinic => "clinic",
            Kind::Strings => "strings",
            Kind::Reviews => "reviews",
        }
    }
}

/// A kebab-case id.
pub const ID_PATTERN: &str = "^[a-z][a-z0-9]*(-[a-z0-9]+)*$";
/// A date written YYYY-MM-DD.
pub const DATE_PATTERN: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";
/// A web address.
pub const URL_PATTERN: &str = "^https?://[^ ]+$";

/// `sources/project.yaml`: what the project makes, and for whom.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Project {
    /// Paper sizes.
    #[schemars(length(min = 1))]
    pub papers: Vec<Paper>,
    /// Languages, as ISO 639-1 codes.
    #[schemars(length(min = 1))]
    pub languages: Vec<String>,
    /// Products to make.
    #[schemars(length(min = 1))]
    pub products: Vec<Product>,
    /// Ids of the clinics to make them for.
    #[schemars(length(min = 1))]
    pub clinics: Vec<String>,
    /// Who publishes the handouts and keeps the records of reviews.
    #[schemars(length(min = 1))]
    pub publisher: String,
    /// How often texts are reviewed.
    pub review: ReviewPolicy,
    /// What they are printed on.
    pub print: Option<PrintPolicy>,
}

/// What handouts are printed on.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintPolicy {
    /// How thick a sheet is, in millimetres; 0.1 where it is not said. Inner pages of booklets move by it.
    #[schemars(range(min = 0, max = 1))]
    pub thickness: f64,
}

/// How often texts are reviewed.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ReviewPolicy {
    /// Months from a review to the next one.
    #[schemars(range(min = 1, max = 60))]
    pub months: u32,
}

/// A paper size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    /// 8.5 x 11 in
    Letter,
    /// 210 x 297 mm
    A4,
}

/// A product: a layout of `layouts/products/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Product {
    /// A guide, on full pages.
    Leaflet,
    /// A guide at 18 pt, set anew in one column.
    LargePrint,
    /// A guide in short on a sheet that is folded twice: six panels.
    Trifold,
    /// A guide on pages of half the paper's size, to fold and staple.
    Booklet,
    /// Numbers and first steps on cards for the wallet.
    Card,
    /// A worksheet to fill in on screen, on full pages.
    Worksheet,
    /// A worksheet to fill in with a pen, on full pages.
    WorksheetPaper,
}

/// `sources/guides/<id>/<lang>.yaml`
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Guide {
    /// Id: the name of the folder.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// Title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Number of this edition; raise it when the words change.
    #[schemars(range(min = 1, max = 9999))]
    pub revision: u32,
    /// For whom it is.
    #[schemars(length(min = 1))]
    pub audience: String,
    /// The one thing to remember.
    pub main_message: Option<String>,
    /// Two or three sentences for the cover and the catalogue.
    #[schemars(length(min = 1))]
    pub summary: String,
    /// Ids from `people.yaml`.
    #[schemars(length(min = 1))]
    pub authors: Vec<String>,
    /// The work this text adapts.
    pub based_on: Option<BasedOn>,
    /// When it was issued.
    pub dates: Dates,
    /// What it is about; decides which safety facts are printed.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Questions for the reviewer; never printed.
    #[serde(default)]
    pub reviewer_notes: Vec<String>,
    /// Words that are otherwise avoided, and why they stand here.
    #[serde(default)]
    pub language_exceptions: Vec<LanguageException>,
    /// Who paid for it, and whose interests it touches.
    pub interests: Option<String>,
    /// Opening words (Markdown).
    pub introduction: Option<String>,
    /// The sections, in order.
    #[schemars(length(min = 1))]
    pub sections: Vec<Section>,
    /// Questions and answers.
    #[serde(default)]
    pub faq: Vec<Question>,
    /// Sources of what the text says.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// Ids of worksheets that go with it.
    #[serde(default)]
    pub worksheets: Vec<String>,
    /// Products to make; every one that fits if left out.
    #[schemars(length(min = 1))]
    pub products: Option<Vec<Product>>,
}

/// A section of a guide.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Section {
    /// Id, unique in the guide.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// Heading.
    #[schemars(length(min = 1))]
    pub heading: String,
    /// One or two sentences, used where space is short.
    #[schemars(length(min = 1))]
    pub brief: String,
    /// The text (Markdown).
    #[schemars(length(min = 1))]
    pub body: String,
}

/// A question with its answer.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Id, unique in the guide.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// The question.
    #[schemars(length(min = 1))]
    pub question: String,
    /// The answer (Markdown).
    #[schemars(length(min = 1))]
    pub answer: String,
}

/// A source of what a text says.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Title of the work.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Who published it.
    #[schemars(length(min = 1))]
    pub publisher: String,
    /// Where it stands.
    #[schemars(regex(pattern = URL_PATTERN))]
    pub url: Option<String>,
    /// The day it was read, only where known.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub accessed: Option<String>,
}

/// The work that a text adapts; its people are credited as the original's.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BasedOn {
    /// Title of the original.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Its authors.
    #[schemars(length(min = 1))]
    pub authors: Vec<Credit>,
    /// Its clinical reviewers.
    #[serde(default)]
    pub reviewed_by: Vec<Credit>,
    /// The day it was published.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub published: Option<String>,
    /// The day it was last edited.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub edited: Option<String>,
    /// Its publisher; write `unknown` where it is not known.
    #[schemars(length(min = 1))]
    pub publisher: String,
}

/// A person as credited by the original.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Credit {
    /// Name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Credentials, such as `LPC, MAC`.
    pub credentials: Option<String>,
}

/// Dates of a text.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// The day this revision was issued.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub issued: String,
    /// The day a person checked the evidence; left out where nobody has.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub evidence_checked: Option<String>,
}

/// A word that is otherwise avoided, and why it stands here.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LanguageException {
    /// The word.
    #[schemars(length(min = 1))]
    pub term: String,
    /// The reason.
    #[schemars(length(min = 1))]
    pub reason: String,
}

/// `sources/worksheets/<id>/<lang>.yaml`
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Worksheet {
    /// Id: the name of the folder.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// Title.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Number of this edition; raise it when the words change.
    #[schemars(range(min = 1, max = 9999))]
    pub revision: u32,
    /// For whom it is.
    #[schemars(length(min = 1))]
    pub audience: String,
    /// The one thing to remember.
    pub main_message: Option<String>,
    /// Two or three sentences: what it is for and how to use it.
    #[schemars(length(min = 1))]
    pub summary: String,
    /// Ids from `people.yaml`.
    #[schemars(length(min = 1))]
    pub authors: Vec<String>,
    /// The work this text adapts.
    pub based_on: Option<BasedOn>,
    /// When it was issued.
    pub dates: Dates,
    /// What it is about; decides which safety facts are printed.
    #[serde(default)]
    pub topics: Vec<String>,
    /// Questions for the reviewer; never printed.
    #[serde(default)]
    pub reviewer_notes: Vec<String>,
    /// Words that are otherwise avoided, and why they stand here.
    #[serde(default)]
    pub language_exceptions: Vec<LanguageException>,
    /// Who paid for it, and whose interests it touches.
    pub interests: Option<String>,
    /// The parts, in order.
    #[schemars(length(min = 1))]
    pub parts: Vec<Part>,
    /// Sources of what the text says.
    #[serde(default)]
    pub references: Vec<Reference>,
    /// Products to make; every one that fits if left out.
    #[schemars(length(min = 1))]
    pub products: Option<Vec<Product>>,
}

/// A part of a worksheet.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Id, unique in the worksheet.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// Heading.
    #[schemars(length(min = 1))]
    pub heading: String,
    /// Text before the fields (Markdown).
    pub text: Option<String>,
    /// Whether the emergency line stands at the foot of its pages.
    #[serde(default)]
    pub danger_line: bool,
    /// How many times its fields are printed.
    #[schemars(range(min = 2, max = 20))]
    pub repeat: Option<u32>,
    /// What each repetition is called, such as `Person`.
    pub repeat_label: Option<String>,
    /// The fields, in order.
    #[serde(default)]
    pub fields: Vec<Field>,
}

/// A field that a family fills in.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Field {
    /// Id, unique in the worksheet; it names the answer.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// What can be filled in.
    #[serde(rename = "type")]
    pub kind: FieldKind,
    /// The question.
    #[schemars(length(min = 1))]
    pub label: String,
    /// How to answer, beside the question.
    pub help: Option<String>,
    /// Whether an answer is needed.
    #[serde(default)]
    pub required: bool,
    /// `long-text`: writing lines.
    #[schemars(range(min = 1, max = 30))]
    pub lines: Option<u32>,
    /// Short types: half the width of the page.
    pub width: Option<Width>,
    /// `checkboxes` and `choice`: what can be ticked.
    pub options: Option<Vec<Choice>>,
    /// `table`: rows to fill.
    #[schemars(range(min = 1, max = 30))]
    pub rows: Option<u32>,
    /// `table`: columns.
    pub columns: Option<Vec<Column>>,
    /// `scale`: what 0 means.
    pub low: Option<String>,
    /// `scale`: what 10 means.
    pub high: Option<String>,
}

/// What can be filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FieldKind {
    /// A line of words.
    Text,
    /// Several lines of words.
    LongText,
    /// A day.
    Date,
    /// A telephone number.
    Phone,
    /// A number.
    Number,
    /// One box.
    Checkbox,
    /// Several boxes, any of which may be ticked.
    Checkboxes,
    /// Several circles, one of which may be marked.
    Choice,
    /// 0 to 10.
    Scale,
    /// Rows and columns.
    Table,
    /// A signature with its date.
    Signature,
}

/// The width of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Width {
    /// The whole line.
    Full,
    /// Half a line.
    Half,
}

/// One thing that can be ticked.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Id, unique in the field.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// The words beside the box.
    #[schemars(length(min = 1))]
    pub label: String,
}

/// A column of a table.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Id, unique in the table.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// Heading of the column.
    #[schemars(length(min = 1))]
    pub label: String,
    /// What can be filled in.
    #[serde(rename = "type", default = "column_text")]
    pub kind: ColumnKind,
}

fn column_text() -> ColumnKind {
    ColumnKind::Text
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// Words.
    Text,
    /// A day.
    Date,
    /// A telephone number.
    Phone,
    /// A number.
    Number,
    /// A box to tick.
    Checkbox,
}

/// `sources/facts/<region>.<lang>.yaml`
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Facts {
    /// The region, such as `us`.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub region: String,
    /// Title, for tables and review.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Number of this edition; raise it when a word or number changes.
    #[schemars(range(min = 1, max = 9999))]
    pub revision: u32,
    /// The day this revision was issued.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub issued: String,
    /// Ids from `people.yaml`.
    #[schemars(length(min = 1))]
    pub authors: Vec<String>,
    /// Questions for the reviewer; never printed.
    #[serde(default)]
    pub reviewer_notes: Vec<String>,
    /// The facts, in order.
    #[schemars(length(min = 1))]
    pub facts: Vec<Fact>,
}

/// A safety fact.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Id, unique in the file.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// Its heading.
    #[schemars(length(min = 1))]
    pub title: String,
    /// The telephone number as it is printed.
    pub number: Option<String>,
    /// One or two sentences for the emergency box.
    pub short: Option<String>,
    /// Signs or steps for the emergency box, one a line.
    #[serde(default)]
    pub points: Vec<String>,
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
    /// The day a copy of the source was seen.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub source_seen: Option<String>,
    /// Days from the file's sign-off until it must be checked again.
    #[schemars(range(min = 1, max = 1000))]
    pub recheck_after: u32,
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

/// `sources/people.yaml`
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct People {
    /// People and organisations.
    pub people: Vec<Person>,
}

/// A person or an organisation.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// Id, unique in the file.
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
    /// Role, such as `addiction medicine physician`.
    pub role: Option<String>,
    /// Whether the person is an addiction professional.
    #[serde(default)]
    pub addiction_professional: bool,
}

/// Person or organisation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PersonKind {
    /// A person.
    #[default]
    Person,
    /// An organisation.
    Organisation,
}

/// `sources/clinics/<id>.yaml`
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Clinic {
    /// Id: the name of the file.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// Name.
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
    /// Telephone number.
    #[schemars(length(min = 1))]
    pub phone: String,
    /// Opening hours in each language.
    #[serde(default)]
    pub hours: BTreeMap<String, String>,
    /// Where to send what was unclear.
    pub feedback: Option<String>,
    /// Logo, an SVG or PNG file beside this one.
    pub logo: Option<String>,
    /// What the logo shows, in each language.
    #[serde(default)]
    pub logo_alt: BTreeMap<String, String>,
    /// Brand colours.
    pub colours: Option<Colours>,
    /// What a print shop prints the brand colours with; where it is not stated, inks are chosen by rule.
    pub print: Option<PrintInks>,
}

/// Brand colours as `#rrggbb`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Colours {
    /// Titles and structure.
    #[schemars(regex(pattern = "^#[0-9a-fA-F]{6}$"))]
    pub primary: String,
    /// The ground of key points.
    #[schemars(regex(pattern = "^#[0-9a-fA-F]{6}$"))]
    pub tint: String,
}

/// The inks of the brand colours, for a print shop.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PrintInks {
    /// What `primary` is printed with.
    pub primary: Option<Ink>,
    /// What `tint` is printed with.
    pub tint: Option<Ink>,
}

/// What a colour is printed with: the four process inks, or a spot ink.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Ink {
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

/// `sources/reviews/<id>.<lang>.yaml`, written by `handout review record`.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reviews {
    /// The sign-offs, oldest first.
    pub sign_offs: Vec<SignOff>,
}

/// A sign-off by value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SignOff {
    /// Id of the text, or `facts-<region>`.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub text: String,
    /// Its language.
    pub lang: String,
    /// Its revision when it was signed.
    #[schemars(range(min = 1, max = 9999))]
    pub revision: u32,
    /// Version of the canonical form that was digested.
    #[schemars(range(min = 1, max = 9999))]
    pub canon: u32,
    /// SHA-256 of that form, 64 hexadecimal digits.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub digest: String,
    /// The day of the review.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub reviewed: String,
    /// The day the next review is due.
    #[schemars(regex(pattern = DATE_PATTERN))]
    pub next_review: String,
    /// Who recorded it.
    #[schemars(length(min = 1))]
    pub recorded_by: String,
    /// The reviewer, as in `people.yaml` on that day.
    pub reviewer: Signer,
    /// The authors, as in `people.yaml` on that day.
    pub authors: Vec<Signer>,
    /// The evidence file, by digest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<Evidence>,
}

/// A person by value.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Signer {
    /// Id in `people.yaml`.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// Name.
    #[schemars(length(min = 1))]
    pub name: String,
    /// Credentials.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credentials: Option<String>,
    /// Role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Whether the person is an addiction professional.
    #[serde(default)]
    pub addiction_professional: bool,
}

/// A file that proves a review, such as a signed letter.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Evidence {
    /// Its name.
    #[schemars(length(min = 1))]
    pub file: String,
    /// SHA-256 of its bytes.
    #[schemars(regex(pattern = "^[0-9a-f]{64}$"))]
    pub digest: String,
}
