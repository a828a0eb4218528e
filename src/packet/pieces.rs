//! The pieces of which sheets are composed.

use chrono::NaiveDate;

use crate::model::Head;
use crate::model::field::{Field, FieldType, Width};
use crate::model::rich::{Block, Inline};
use crate::model::text::{Body, Part, Text, Worksheet};

/// Values in the places `{}` of a form.
pub(super) fn fill(form: &str, values: &[&str]) -> String {
    values.iter().fold(form.to_owned(), |said, value| said.replacen("{}", value, 1))
}

/// A paragraph of plain words.
pub(super) fn said(words: impl Into<String>) -> Block {
    Block::Paragraph(vec![Inline::Text(words.into())])
}

/// A paragraph that begins with what it is.
pub(super) fn named(name: &str, words: &str) -> Block {
    Block::Paragraph(vec![Inline::Strong(vec![Inline::Text(format!("{name}: "))]), Inline::Text(words.to_owned())])
}

/// A sheet on which nothing stands yet.
pub(super) fn sheet_text(id: &str, lang: &str, issued: NaiveDate) -> Text {
    Text {
        file: String::new(),
        head: Head {
            id: id.to_owned(),
            lang: lang.to_owned(),
            title: String::new(),
            revision: 1,
            purpose: None,
            audience: String::new(),
            main_message: None,
            summary: String::new(),
            authors: Vec::new(),
            based_on: None,
            issued,
            first_published: None,
            evidence_checked: None,
            topics: Vec::new(),
            funding: None,
            interests: None,
            exceptions: Vec::new(),
            reviewer_notes: Vec::new(),
        },
        body: Body::Worksheet(Worksheet { parts: Vec::new() }),
        get_help: Vec::new(),
        references: Vec::new(),
        figures: Vec::new(),
        products: None,
    }
}

/// A part without a line about danger, once.
pub(super) fn part(id: &str, heading: String, text: Vec<Block>, fields: Vec<Field>) -> Part {
    Part { id: id.to_owned(), heading, text, danger_line: false, repeat: None, fields }
}

/// A field over the whole width that may stay empty.
pub(super) fn field(id: &str, label: &str, kind: FieldType, help: Option<&str>) -> Field {
    let help = help.map(str::to_owned);
    Field { id: id.to_owned(), label: label.to_owned(), help, required: false, width: Width::Full, kind }
}

/// The same over half of the width.
pub(super) fn half(field: Field) -> Field {
    Field { width: Width::Half, ..field }
}
