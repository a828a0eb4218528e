//! The shape of instruments.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};

use crate::model::pattern::{ID_PATTERN, URL_PATTERN};
use crate::model::{ItemCheck, ItemScope};

/// `sources/instruments/<id>.yaml`: a list of what patient information should have.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Instrument")]
pub struct RawInstrument {
    /// Id: the name of the file, in small letters, digits and hyphens.
    #[schemars(regex(pattern = ID_PATTERN))]
    pub id: String,
    /// What it is called.
    #[schemars(length(min = 1))]
    pub title: String,
    /// Which edition of it, with its year.
    #[schemars(length(min = 1))]
    pub edition: String,
    /// Who published it.
    #[schemars(length(min = 1))]
    pub publisher: String,
    /// Its address on the web, such as `https://example.org/page`.
    #[schemars(regex(pattern = URL_PATTERN))]
    pub url: Option<String>,
    /// What to know before it is used.
    pub note: Option<String>,
    /// Its items, in its own order.
    #[schemars(length(min = 1))]
    pub items: Vec<RawItem>,
}

/// An item of an instrument.
#[derive(Clone, Debug, Deserialize, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "InstrumentItem")]
pub struct RawItem {
    /// The instrument's own number; left out where it has none.
    pub number: Option<RawItemNumber>,
    /// What it is about, in a few words.
    #[schemars(length(min = 1))]
    pub name: String,
    /// What it asks for, in words of your own: instruments are under copyright.
    #[schemars(length(min = 1))]
    pub asks: String,
    /// What handout looks for; with `judge` what it does not find is not met, and what it finds is for a person to judge.
    pub check: Option<ItemCheck>,
    /// The question to ask oneself, where a person must judge.
    pub judge: Option<String>,
    /// What else handout knows that helps to judge.
    #[serde(default)]
    pub helps: Vec<ItemCheck>,
    /// The item counts only for texts that have these.
    pub applies_to: Option<ItemScope>,
}

/// The number of an item: `7`, or `7a`.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum RawItemNumber {
    /// A number without quotes.
    Number(u32),
    /// What is written.
    Words(String),
}

impl RawItemNumber {
    /// As it is printed.
    pub fn words(&self) -> String {
        match self {
            RawItemNumber::Number(number) => number.to_string(),
            RawItemNumber::Words(words) => words.trim().to_owned(),
        }
    }
}

impl JsonSchema for RawItemNumber {
    fn schema_name() -> Cow<'static, str> {
        "ItemNumber".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({"type": ["string", "integer"], "minLength": 1, "minimum": 0, "maximum": 9999})
    }
}
