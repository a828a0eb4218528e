//! What a form asks: its questions with types, options and labels, as they travel inside the PDF.
//!
//! The schema is taken from the worksheet alone, so that it is the same on every paper and for every clinic; what its
//! fields can hold depends on their size and travels beside it ([`FieldLimits`]).

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::field::{self, ColumnKind, EXTRA, FieldType};
use crate::model::text::Body;
use crate::model::{LeafPath, PacketInfo, SheetPurpose, SlipInfo, Text};
use crate::review::digest::Digest;

/// The newest version of this shape; a reader refuses newer ones. A form is written in the oldest one that has all that
/// it asks, so that programs which know no newer one read it.
///
/// 2: times, questions for yes or no. 3: packets for reviewers, slips.
pub const FORMAT: u32 = 3;

/// The qualified name of the field for what did not fit.
pub fn extra_name() -> String {
    format!("{EXTRA}.text")
}

/// How many letters of usual words each text field shows, by qualified name.
pub type FieldLimits = BTreeMap<String, usize>;

/// The questions of a worksheet in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormSchema {
    /// The version of its shape, at most [`FORMAT`].
    pub format: u32,
    /// Id of the worksheet: with the language it finds the worksheet in a project.
    pub form: String,
    /// Language tag: how days and numbers are written in the fields.
    pub lang: String,
    /// Revision of the worksheet, from 1; the questions of two revisions may differ.
    pub revision: u32,
    /// Title of the worksheet, for people.
    pub title: String,
    /// What it asks about, where it is a packet for a reviewer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub packet: Option<PacketInfo>,
    /// What it asks about, where it is a slip about copies of a withdrawn text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slip: Option<SlipInfo>,
    /// The groups of questions, in the order of the page.
    pub parts: Vec<FormPart>,
}

/// A group of questions under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormPart {
    /// Unique in the form: the first half of the names of its fields.
    pub id: String,
    /// What stands above its questions.
    pub heading: String,
    /// How often its fields come, where the part repeats.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<u32>,
    /// What each repetition is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub each: Option<String>,
    /// The questions, in the order of the page.
    pub fields: Vec<FormField>,
}

/// A question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormField {
    /// Unique in its part: the second half of the name of its field.
    pub id: String,
    /// The number beside the question; in a part that repeats, that of the first time.
    pub number: u32,
    /// The question.
    pub label: String,
    /// How to answer, as it stands beside the question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
    /// Whether an answer is needed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub required: bool,
    /// What can be filled in.
    #[serde(flatten)]
    pub kind: FieldType,
}

impl FormPart {
    /// How often its fields come.
    pub fn times(&self) -> u32 {
        self.repeat.unwrap_or(1)
    }

    /// The number of a field in the given repetition, from 1.
    pub fn number(&self, field: &FormField, time: u32) -> u32 {
        let each = u32::try_from(self.fields.len()).unwrap_or(u32::MAX);
        field.number.saturating_add(each.saturating_mul(time.saturating_sub(1)))
    }

    /// Its path on the page, in the given repetition.
    pub fn path(&self, time: u32) -> LeafPath {
        let part = LeafPath::part(&self.id);
        if self.repeat.is_some() { part.join(time) } else { part }
    }

    /// The first half of a qualified name: `part`, `part[2]`.
    pub fn prefix(&self, time: u32) -> String {
        match self.repeat {
            Some(_) => format!("{}[{time}]", self.id),
            None => self.id.clone(),
        }
    }
}

impl FormSchema {
    /// The schema of a worksheet, or `None` of a guide.
    pub fn of(text: &Text) -> Option<Self> {
        let Body::Worksheet(sheet) = &text.body else { return None };
        let head = &text.head;
        let mut next = 1;
        let parts: Vec<FormPart> = sheet
            .parts
            .iter()
            .map(|p| {
                let first = next;
                let each = u32::try_from(p.fields.len()).unwrap_or(u32::MAX);
                next += each * p.repeat.as_ref().map_or(1, |(times, _)| *times);
                FormPart {
                    id: p.id.clone(),
                    heading: p.heading.clone(),
                    repeat: p.repeat.as_ref().map(|(times, _)| *times),
                    each: p.repeat.as_ref().map(|(_, label)| label.clone()),
                    fields: (first..).zip(&p.fields).map(|(number, f)| question(f, number)).collect(),
                }
            })
            .collect();
        Some(Self {
            format: oldest_format(&parts),
            form: head.id.clone(),
            lang: head.lang.clone(),
            revision: head.revision,
            title: head.title.clone(),
            packet: None,
            slip: None,
            parts,
        })
    }

    /// Whether a schema that came from outside is one that could have been made here: names that mean one thing, nothing
    /// that its format does not have, and no more fields than a worksheet can have.
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
        let field = |f: &FormField| {
            let options = f.kind.options().unwrap_or_default();
            let (rows, columns) = f.kind.table().unwrap_or_default();
            let below = || options.iter().map(|o| o.id.as_str()).chain(columns.iter().map(|c| c.id.as_str()));
            id(&f.id) && rows <= 100 && below().all(id) && once(below())
        };
        let part = |p: &FormPart| {
            id(&p.id) && p.times() <= 100 && p.fields.iter().all(field) && once(p.fields.iter().map(|f| f.id.as_str()))
        };
        self.format == self.oldest_format()
            && self.parts.iter().all(part)
            && once(self.parts.iter().map(|p| p.id.as_str()))
    }

    /// The same, of a sheet for staff or reviewers.
    #[must_use]
    pub fn of_sheet(self, purpose: &SheetPurpose) -> Self {
        let own = match purpose {
            SheetPurpose::Packet(packet) => Self { packet: Some(packet.clone()), ..self },
            SheetPurpose::Slip(slip) => Self { slip: Some(slip.clone()), ..self },
            SheetPurpose::ReaderTest => self,
        };
        Self { format: own.oldest_format(), ..own }
    }

    /// Whether its fields take more than they show. Of a worksheet the paper counts; what is answered to staff is read by
    /// a program, and a viewer that stops in the middle of a sentence would change what was meant.
    pub fn scrolls(&self) -> bool {
        self.packet.is_some() || self.slip.is_some()
    }

    /// Whether it has a page for what did not fit: a slip is one page.
    pub fn has_extra(&self) -> bool {
        self.slip.is_none()
    }

    /// The oldest format that has all of it.
    fn oldest_format(&self) -> u32 {
        if self.packet.is_some() || self.slip.is_some() { FORMAT } else { oldest_format(&self.parts) }
    }

    /// The SHA-256 of the schema as JSON: two forms with one digest ask the same in the same words.
    pub fn digest(&self) -> Digest {
        Digest::of(&serde_json::to_vec(self).unwrap_or_default())
    }
}

/// The oldest format that has all that is asked.
fn oldest_format(parts: &[FormPart]) -> u32 {
    parts.iter().flat_map(|part| &part.fields).map(|field| format_of(&field.kind)).max().unwrap_or(1)
}

/// The first format that has a type.
fn format_of(kind: &FieldType) -> u32 {
    match kind {
        FieldType::Text
        | FieldType::LongText { .. }
        | FieldType::Date
        | FieldType::Phone
        | FieldType::Number
        | FieldType::Checkbox
        | FieldType::Checkboxes { .. }
        | FieldType::Choice { .. }
        | FieldType::Scale { .. }
        | FieldType::Signature => 1,
        FieldType::Time | FieldType::YesNo => 2,
        FieldType::Table { columns, .. } => {
            columns.iter().map(|column| format_of_cells(column.kind)).max().unwrap_or(1)
        }
    }
}

/// The first format that has a kind of cells.
fn format_of_cells(kind: ColumnKind) -> u32 {
    match kind {
        ColumnKind::Text | ColumnKind::Date | ColumnKind::Phone | ColumnKind::Number | ColumnKind::Checkbox => 1,
        ColumnKind::Time | ColumnKind::YesNo => 2,
    }
}

/// The question of a field.
fn question(field: &field::Field, number: u32) -> FormField {
    FormField {
        id: field.id.clone(),
        number,
        label: field.label.clone(),
        help: field.help.clone(),
        required: field.required,
        kind: field.kind.clone(),
    }
}
