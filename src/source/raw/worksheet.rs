//! The shape of worksheets: parts, fields, options, columns.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use super::*;
use crate::model::{ColumnKind, FieldType, Width};

/// `sources/worksheets/<id>/<lang>.yaml`
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Worksheet")]
pub struct RawWorksheet {
    /// Id: the name of the folder, in small letters, digits and hyphens.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// What it is called, on its first page.
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
    /// Two or three sentences: what it is for and how to use it.
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
    /// Pictures, which the text places by their ids.
    #[serde(default)]
    pub figures: Vec<RawFigure>,
    /// Its parts, each with a heading and questions to answer.
    #[schemars(length(min = 1))]
    pub parts: Vec<RawPart>,
    /// Sources of what the text says.
    #[serde(default)]
    pub references: Vec<RawReference>,
    /// Products to make; every one that fits if left out.
    #[schemars(length(min = 1))]
    pub products: Option<Vec<Product>>,
}

/// A part of a worksheet.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Part")]
pub struct RawPart {
    /// Id, unique in the worksheet: small letters, digits and hyphens.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// What stands above the part.
    #[schemars(length(min = 1))]
    pub heading: String,
    /// Words before the questions (Markdown).
    pub text: Option<String>,
    /// Whether the emergency line stands at the foot of its pages.
    #[serde(default)]
    pub danger_line: bool,
    /// How many times its fields are printed, 2 to 20.
    #[schemars(range(min = 2, max = 20))]
    pub repeat: Option<u32>,
    /// What each repetition is called, such as `Person`.
    pub repeat_label: Option<String>,
    /// The questions, each with a place for its answer.
    #[serde(default)]
    pub fields: Vec<RawField>,
}

/// A field that a family fills in.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Field")]
pub struct RawField {
    /// Id, unique in the worksheet: small letters, digits and hyphens. It names the answer: keep it.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// What can be filled in.
    #[serde(rename = "type")]
    pub kind: TypeName,
    /// The question, as it is printed.
    #[schemars(length(min = 1))]
    pub label: String,
    /// How to answer, below the question.
    pub help: Option<String>,
    /// Whether an answer is needed.
    #[serde(default)]
    pub required: bool,
    /// `long-text`: how many lines to write on, 1 to 30.
    #[schemars(range(min = 1, max = 30))]
    pub lines: Option<u32>,
    /// Short types: half the width of the page.
    pub width: Option<Width>,
    /// `checkboxes` and `choice`: what can be ticked.
    pub options: Option<Vec<RawChoice>>,
    /// `table`: how many rows to fill in, 1 to 30.
    #[schemars(range(min = 1, max = 30))]
    pub rows: Option<u32>,
    /// `table`: its columns, at most six.
    pub columns: Option<Vec<RawColumn>>,
    /// `scale`: what 0 means.
    pub low: Option<String>,
    /// `scale`: what 10 means.
    pub high: Option<String>,
}

/// The value of `type`: a name of [`FieldType::ALL`], to which the schema holds it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct TypeName(pub String);

impl JsonSchema for TypeName {
    fn schema_name() -> Cow<'static, str> {
        "FieldKind".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        let names: Vec<serde_json::Value> = FieldType::ALL
            .iter()
            .map(|info| serde_json::json!({"type": "string", "const": info.name, "description": info.about}))
            .collect();
        json_schema!({"oneOf": names, "description": "What can be filled in."})
    }
}

/// One thing that can be ticked.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Choice")]
pub struct RawChoice {
    /// Id, unique in the field: small letters, digits and hyphens.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// The words beside the box.
    #[schemars(length(min = 1))]
    pub label: String,
}

/// A column of a table.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Column")]
pub struct RawColumn {
    /// Id, unique in the table: small letters, digits and hyphens.
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
