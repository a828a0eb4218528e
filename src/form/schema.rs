//! What a form asks: its questions with types, options and labels, as they travel inside the PDF.
//!
//! The schema is taken from the worksheet alone, so that it is the same on every paper and for every clinic; what its
//! fields can hold depends on their size and travels beside it (`Limits`).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::Text;
use crate::model::text::{self, Body, FieldShape};
use crate::review::digest::Digest;
use crate::source::raw::ColumnKind;

/// The version of this shape; a reader refuses newer ones.
pub const FORMAT: u32 = 1;

/// The id that no part may have: that of the page for what did not fit.
pub const EXTRA: &str = "extra-space";

/// How many letters each text field holds, by qualified name.
pub type Limits = BTreeMap<String, usize>;

/// The questions of a worksheet in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Schema {
    /// Version of this shape.
    pub format: u32,
    /// Id of the worksheet.
    pub form: String,
    /// Language.
    pub lang: String,
    /// Revision.
    pub revision: u32,
    /// Title.
    pub title: String,
    /// Its parts.
    pub parts: Vec<Part>,
}

/// A part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Id.
    pub id: String,
    /// Heading.
    pub heading: String,
    /// How often its fields come, where the part repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<u32>,
    /// What each repetition is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<String>,
    /// Its fields.
    pub fields: Vec<Field>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// Id.
    pub id: String,
    /// Its number; in a part that repeats, that of the first time.
    pub number: u32,
    /// The question.
    pub label: String,
    /// How to answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Whether an answer is needed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// What can be filled in.
    #[serde(flatten)]
    pub kind: Kind,
}

/// What can be filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum Kind {
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
    /// Boxes, any of which may be ticked.
    Checkboxes {
        /// The boxes.
        options: Vec<Choice>,
    },
    /// One of several.
    Choice {
        /// What can be chosen.
        options: Vec<Choice>,
    },
    /// 0 to 10.
    Scale {
        /// What 0 means.
        low: String,
        /// What 10 means.
        high: String,
    },
    /// Rows to fill.
    Table {
        /// How many.
        rows: u32,
        /// The columns.
        columns: Vec<Column>,
    },
    /// A name and a day.
    Signature,
}

/// Something to tick.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Id.
    pub id: String,
    /// The words beside the box.
    pub label: String,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Id.
    pub id: String,
    /// Its heading.
    pub label: String,
    /// What a cell holds.
    #[serde(rename = "type")]
    pub kind: ColumnKind,
}

impl Kind {
    /// The name of the type, as in the sources.
    pub fn name(&self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::LongText => "long-text",
            Kind::Date => "date",
            Kind::Phone => "phone",
            Kind::Number => "number",
            Kind::Checkbox => "checkbox",
            Kind::Checkboxes { .. } => "checkboxes",
            Kind::Choice { .. } => "choice",
            Kind::Scale { .. } => "scale",
            Kind::Table { .. } => "table",
            Kind::Signature => "signature",
        }
    }
}

impl Part {
    /// How often its fields come.
    pub fn times(&self) -> u32 {
        self.repeat.unwrap_or(1)
    }

    /// The number of a field in the given repetition, from 1.
    pub fn number(&self, field: &Field, time: u32) -> u32 {
        let each = u32::try_from(self.fields.len()).unwrap_or(u32::MAX);
        field.number.saturating_add(each.saturating_mul(time.saturating_sub(1)))
    }

    /// The first half of a qualified name: `part`, `part[2]`.
    pub fn prefix(&self, time: u32) -> String {
        match self.repeat {
            Some(_) => format!("{}[{time}]", self.id),
            None => self.id.clone(),
        }
    }
}

impl Schema {
    /// The schema of a worksheet, or `None` of a guide.
    pub fn of(text: &Text) -> Option<Self> {
        let Body::Worksheet(sheet) = &text.body else { return None };
        let head = &text.head;
        let mut next = 1;
        let parts = sheet
            .parts
            .iter()
            .map(|p| {
                let first = next;
                let each = u32::try_from(p.fields.len()).unwrap_or(u32::MAX);
                next += each * p.repeat.as_ref().map_or(1, |(times, _)| *times);
                Part {
                    id: p.id.clone(),
                    heading: p.heading.clone(),
                    repeat: p.repeat.as_ref().map(|(times, _)| *times),
                    each: p.repeat.as_ref().map(|(_, label)| label.clone()),
                    fields: (first..).zip(&p.fields).map(|(number, f)| field(f, number)).collect(),
                }
            })
            .collect();
        Some(Self {
            format: FORMAT,
            form: head.id.clone(),
            lang: head.lang.clone(),
            revision: head.revision,
            title: head.title.clone(),
            parts,
        })
    }

    /// Whether a schema that came from outside is one that could have been made here: names that mean one thing, and
    /// no more fields than a worksheet can have.
    pub fn is_sound(&self) -> bool {
        let id = |id: &str| {
            !id.is_empty()
                && id.len() <= 200
                && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        fn once<'a>(ids: impl Iterator<Item = &'a str>) -> bool {
            let mut seen = std::collections::BTreeSet::new();
            ids.into_iter().all(|i| seen.insert(i))
        }
        let field = |f: &Field| {
            id(&f.id)
                && match &f.kind {
                    Kind::Checkboxes { options } | Kind::Choice { options } => {
                        options.iter().all(|o| id(&o.id)) && once(options.iter().map(|o| o.id.as_str()))
                    }
                    Kind::Table { rows, columns } => {
                        *rows <= 100 && columns.iter().all(|c| id(&c.id)) && once(columns.iter().map(|c| c.id.as_str()))
                    }
                    _ => true,
                }
        };
        let part = |p: &Part| {
            id(&p.id) && p.times() <= 100 && p.fields.iter().all(field) && once(p.fields.iter().map(|f| f.id.as_str()))
        };
        self.parts.iter().all(part) && once(self.parts.iter().map(|p| p.id.as_str()))
    }

    /// Its digest.
    pub fn digest(&self) -> Digest {
        Digest::of(&serde_json::to_vec(self).unwrap_or_default())
    }
}

fn field(field: &text::Field, number: u32) -> Field {
    let choices = |options: &[text::Option_]| {
        options.iter().map(|o| Choice { id: o.id.clone(), label: o.label.clone() }).collect()
    };
    let kind = match &field.shape {
        FieldShape::Text => Kind::Text,
        FieldShape::LongText { .. } => Kind::LongText,
        FieldShape::Date => Kind::Date,
        FieldShape::Phone => Kind::Phone,
        FieldShape::Number => Kind::Number,
        FieldShape::Checkbox => Kind::Checkbox,
        FieldShape::Checkboxes(options) => Kind::Checkboxes { options: choices(options) },
        FieldShape::Choice(options) => Kind::Choice { options: choices(options) },
        FieldShape::Scale { low, high } => Kind::Scale { low: low.clone(), high: high.clone() },
        FieldShape::Table { rows, columns } => Kind::Table {
            rows: *rows,
            columns: columns
                .iter()
                .map(|c| Column { id: c.id.clone(), label: c.label.clone(), kind: c.kind })
                .collect(),
        },
        FieldShape::Signature => Kind::Signature,
    };
    Field {
        id: field.id.clone(),
        number,
        label: field.label.clone(),
        help: field.help.clone(),
        required: field.required,
        kind,
    }
}
