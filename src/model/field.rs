//! Fields of worksheets: what families fill in. The types of fields stand here alone; sources, forms, pages, answers and
//! digests walk the same enum, and a type that is not thought about somewhere does not compile.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::path::LeafPath;
use super::strings::Strings;

/// The id that no part may have: that of the page for what did not fit.
pub const EXTRA: &str = "extra-space";

/// The answers to a question for yes or no, as every language keeps them.
pub const YES_NO: [&str; 2] = ["yes", "no"];

/// A field that a family fills in.
#[derive(Clone, Debug, PartialEq, Hash)]
pub struct Field {
    /// Unique in the worksheet: it names the answer.
    pub id: String,
    /// The question.
    pub label: String,
    /// How to answer, beside the question.
    pub help: Option<String>,
    /// Whether an answer is needed.
    pub required: bool,
    /// How much of the line it takes.
    pub width: Width,
    /// What can be filled in.
    pub kind: FieldType,
}

/// What can be filled in. Its serialised form travels inside forms (`questions::schema`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
pub enum FieldType {
    /// A line of words.
    Text,
    /// Several lines of words.
    LongText {
        /// Writing lines. No part of what a form asks: on screen a field is as large as its box.
        #[serde(skip)]
        lines: u32,
    },
    /// A day.
    Date,
    /// A time of the day.
    Time,
    /// A telephone number.
    Phone,
    /// A number.
    Number,
    /// One box.
    Checkbox,
    /// Two circles, of which one may be marked; their words are labels of the language.
    YesNo,
    /// Boxes, any of which may be ticked.
    Checkboxes {
        /// The boxes.
        options: Vec<Choice>,
    },
    /// Circles, one of which may be marked.
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
    /// A signature with its date.
    Signature,
}

/// One thing that can be ticked.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Choice {
    /// Unique in the field: what is kept of an answer.
    pub id: String,
    /// The words beside the box.
    pub label: String,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Column {
    /// Unique in the table.
    pub id: String,
    /// Its heading.
    pub label: String,
    /// What a cell holds.
    #[serde(rename = "type")]
    pub kind: ColumnKind,
}

/// The width of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Width {
    /// The whole line.
    Full,
    /// Half a line.
    Half,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnKind {
    /// Words.
    Text,
    /// A day.
    Date,
    /// A time of the day.
    Time,
    /// A telephone number.
    Phone,
    /// A number.
    Number,
    /// A box to tick.
    Checkbox,
    /// Yes or no.
    YesNo,
}

/// What kind of words are written into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entry {
    /// Any, on one line.
    Words,
    /// Any, on several lines.
    Lines,
    /// A day.
    Date,
    /// A time of the day.
    Time,
    /// A telephone number.
    Phone,
    /// A number.
    Number,
}

/// What a cell takes: the one answer of a field, or one of several.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellType<'a> {
    /// Words of a kind.
    Words(Entry),
    /// A tick.
    Tick,
    /// Ticks, any of them.
    Ticks(&'a [Choice]),
    /// One of several.
    One(&'a [Choice]),
    /// One of [`YES_NO`].
    YesNo,
    /// 0 to 10, with what both ends mean.
    Scale {
        /// What 0 means.
        low: &'a str,
        /// What 10 means.
        high: &'a str,
    },
}

/// Which cell of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellAt<'a> {
    /// The only one.
    Whole,
    /// Of a table.
    Table {
        /// The row, from 1.
        row: u32,
        /// The place of its column, from 1.
        place: usize,
        /// Its column.
        column: &'a Column,
    },
    /// The name under a signature.
    Name,
    /// The day beside it.
    Day,
}

/// A cell of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FieldCell<'a> {
    /// Where in the field it is: by that it has its name, its mark and its path.
    pub at: CellAt<'a>,
    /// What it takes.
    pub takes: CellType<'a>,
}

/// A type as staff write it: its name, what it is for, and the keys that go with it.
#[derive(Clone, Copy, Debug, Hash)]
pub struct TypeInfo {
    /// The value of `type`.
    pub name: &'static str,
    /// What can be filled in, in a sentence.
    pub about: &'static str,
    /// Keys that it needs.
    pub needs: &'static [&'static str],
    /// Keys that it may have beside those of every field.
    pub may: &'static [&'static str],
}

/// What the keys of a field say besides its type.
#[derive(Clone, Debug, Default, Hash)]
pub struct TypeKeys {
    /// `lines`
    pub lines: Option<u32>,
    /// `options`
    pub options: Vec<Choice>,
    /// `low`
    pub low: String,
    /// `high`
    pub high: String,
    /// `rows`
    pub rows: Option<u32>,
    /// `columns`
    pub columns: Vec<Column>,
}

impl FieldType {
    /// Every type, in the order of the documentation.
    pub const ALL: &[TypeInfo] = &[
        TypeInfo { name: "text", about: "A line of words.", needs: &[], may: &["width"] },
        TypeInfo { name: "long-text", about: "Several lines of words.", needs: &[], may: &["lines"] },
        TypeInfo { name: "date", about: "A day.", needs: &[], may: &["width"] },
        TypeInfo { name: "time", about: "A time of the day.", needs: &[], may: &["width"] },
        TypeInfo { name: "phone", about: "A telephone number.", needs: &[], may: &["width"] },
        TypeInfo { name: "number", about: "A number.", needs: &[], may: &["width"] },
        TypeInfo { name: "checkbox", about: "One box.", needs: &[], may: &[] },
        TypeInfo { name: "yes-no", about: "Yes or no, of which one may be marked.", needs: &[], may: &["width"] },
        TypeInfo {
            name: "checkboxes",
            about: "Several boxes, any of which may be ticked.",
            needs: &["options"],
            may: &[],
        },
        TypeInfo {
            name: "choice",
            about: "Several circles, one of which may be marked.",
            needs: &["options"],
            may: &[],
        },
        TypeInfo { name: "scale", about: "0 to 10.", needs: &["low", "high"], may: &[] },
        TypeInfo { name: "table", about: "Rows and columns.", needs: &["rows", "columns"], may: &[] },
        TypeInfo { name: "signature", about: "A signature with its date.", needs: &[], may: &["width"] },
    ];

    /// The type of a name; `None` of a name that is none of [`FieldType::ALL`].
    pub fn new(name: &str, keys: TypeKeys) -> Option<Self> {
        let TypeKeys { lines, options, low, high, rows, columns } = keys;
        Some(match name {
            "text" => FieldType::Text,
            "long-text" => FieldType::LongText { lines: lines.unwrap_or(3) },
            "date" => FieldType::Date,
            "time" => FieldType::Time,
            "phone" => FieldType::Phone,
            "number" => FieldType::Number,
            "checkbox" => FieldType::Checkbox,
            "yes-no" => FieldType::YesNo,
            "checkboxes" => FieldType::Checkboxes { options },
            "choice" => FieldType::Choice { options },
            "scale" => FieldType::Scale { low, high },
            "table" => FieldType::Table { rows: rows.unwrap_or(1), columns },
            "signature" => FieldType::Signature,
            _ => return None,
        })
    }

    /// The name of the type, as in the sources.
    pub fn name(&self) -> &'static str {
        match self {
            FieldType::Text => "text",
            FieldType::LongText { .. } => "long-text",
            FieldType::Date => "date",
            FieldType::Time => "time",
            FieldType::Phone => "phone",
            FieldType::Number => "number",
            FieldType::Checkbox => "checkbox",
            FieldType::YesNo => "yes-no",
            FieldType::Checkboxes { .. } => "checkboxes",
            FieldType::Choice { .. } => "choice",
            FieldType::Scale { .. } => "scale",
            FieldType::Table { .. } => "table",
            FieldType::Signature => "signature",
        }
    }

    /// Its cells, row by row: each takes an answer of its own.
    pub fn cells(&self) -> Vec<FieldCell<'_>> {
        let whole = |takes| vec![FieldCell { at: CellAt::Whole, takes }];
        match self {
            FieldType::Text => whole(CellType::Words(Entry::Words)),
            FieldType::LongText { .. } => whole(CellType::Words(Entry::Lines)),
            FieldType::Date => whole(CellType::Words(Entry::Date)),
            FieldType::Time => whole(CellType::Words(Entry::Time)),
            FieldType::Phone => whole(CellType::Words(Entry::Phone)),
            FieldType::Number => whole(CellType::Words(Entry::Number)),
            FieldType::Checkbox => whole(CellType::Tick),
            FieldType::YesNo => whole(CellType::YesNo),
            FieldType::Checkboxes { options } => whole(CellType::Ticks(options)),
            FieldType::Choice { options } => whole(CellType::One(options)),
            FieldType::Scale { low, high } => whole(CellType::Scale { low, high }),
            FieldType::Table { rows, columns } => (1..=*rows)
                .flat_map(|row| {
                    let places = (1..).zip(columns);
                    places.map(move |(place, column)| FieldCell {
                        at: CellAt::Table { row, place, column },
                        takes: column.kind.takes(),
                    })
                })
                .collect(),
            FieldType::Signature => vec![
                FieldCell { at: CellAt::Name, takes: CellType::Words(Entry::Words) },
                FieldCell { at: CellAt::Day, takes: CellType::Words(Entry::Date) },
            ],
        }
    }

    /// Rows and columns of a table.
    pub fn table(&self) -> Option<(u32, &[Column])> {
        if let FieldType::Table { rows, columns } = self { Some((*rows, columns)) } else { None }
    }

    /// Writing lines, where it has several.
    pub fn lines(&self) -> Option<u32> {
        if let FieldType::LongText { lines } = self { Some(*lines) } else { None }
    }

    /// What can be ticked or chosen.
    pub fn options(&self) -> Option<&[Choice]> {
        if let FieldType::Checkboxes { options } | FieldType::Choice { options } = self { Some(options) } else { None }
    }
}

impl ColumnKind {
    /// What its cells take.
    pub fn takes(self) -> CellType<'static> {
        match self {
            ColumnKind::Text => CellType::Words(Entry::Words),
            ColumnKind::Date => CellType::Words(Entry::Date),
            ColumnKind::Time => CellType::Words(Entry::Time),
            ColumnKind::Phone => CellType::Words(Entry::Phone),
            ColumnKind::Number => CellType::Words(Entry::Number),
            ColumnKind::Checkbox => CellType::Tick,
            ColumnKind::YesNo => CellType::YesNo,
        }
    }

    /// Whether its cells take a day or a time: the head of the column says how to write it.
    pub fn is_day_or_time(self) -> bool {
        matches!(self.takes(), CellType::Words(Entry::Date | Entry::Time))
    }
}

/// What can be chosen of yes and no, in the words of a language.
pub fn yes_or_no(strings: &Strings) -> [Choice; 2] {
    YES_NO.map(|id| Choice { id: id.to_owned(), label: strings.get(&format!("answer_{id}")).to_owned() })
}

impl CellAt<'_> {
    /// Its qualified name below that of its field: `field`, `field[1].column`, `field.name`, `field.date`.
    pub fn name(&self, field: &str) -> String {
        match self {
            CellAt::Whole => field.to_owned(),
            CellAt::Table { row, column, .. } => format!("{field}[{row}].{}", column.id),
            CellAt::Name => format!("{field}.name"),
            CellAt::Day => format!("{field}.date"),
        }
    }

    /// The path of the control in which it is filled in, below that of its field.
    pub fn path(&self, field: &LeafPath) -> LeafPath {
        match self {
            CellAt::Whole => field.clone(),
            CellAt::Table { row, column, .. } => field.cell(*row, &column.id),
            CellAt::Name => field.join("name"),
            CellAt::Day => field.join("date"),
        }
    }

    /// How the page for what did not fit calls it: `12`, `12.3.2` (row 3, column 2). Name and day of a signature share the
    /// question's number, so the day gets a mark of its own.
    pub fn mark(&self, number: u32) -> String {
        match self {
            CellAt::Whole | CellAt::Name => number.to_string(),
            CellAt::Table { row, place, .. } => format!("{number}.{row}.{place}"),
            CellAt::Day => format!("{number}.2"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_that_of_a_type() {
        for info in FieldType::ALL {
            let kind = FieldType::new(info.name, TypeKeys::default());
            assert_eq!(kind.map(|kind| kind.name()), Some(info.name));
        }
        assert_eq!(FieldType::new("email", TypeKeys::default()), None);
    }

    #[test]
    fn what_travels_inside_forms_has_no_writing_lines() {
        let json = serde_json::to_string(&FieldType::LongText { lines: 5 }).unwrap_or_default();
        assert_eq!(json, r#"{"type":"long-text"}"#);
        assert_eq!(serde_json::from_str(&json).ok(), Some(FieldType::LongText { lines: 0 }));
    }
}
