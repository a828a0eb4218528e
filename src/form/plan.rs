//! From questions to controls: what stands on the page for each, under which name, and what a screen reader says.
//!
//! Layouts leave a placeholder for each control, a link to `x-field:` and the control's key (`layouts/README.md`); the
//! audit holds the keys on the pages against this list, in order.

use super::format::hint;
use super::schema::{Choice, EXTRA, Field, Kind, Part, Schema};
use crate::model::Strings;
use crate::source::raw::ColumnKind;

/// The scheme of the links that layouts leave where a control goes.
pub const SCHEME: &str = "x-field:";

/// The most options that are shown as radio buttons; more become a drop-down list.
pub const RADIO: usize = 5;

/// One AcroForm field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Control {
    /// Qualified name: `part.field`, `part[2].field`, `part.field.option`, `part.field[1].column`.
    pub name: String,
    /// What it is.
    pub shape: Shape,
    /// What a screen reader says: number, question, help.
    pub tip: String,
    /// Whether an answer is needed.
    pub required: bool,
    /// Where it stands on the page; radio buttons have several places.
    pub places: Vec<Spot>,
    /// How it is called on the page for what did not fit: `12`, `12.3.2` (row 3, column 2).
    pub mark: String,
}

/// A place on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The key of its placeholder.
    pub key: String,
    /// Radio buttons: the state that it stands for.
    pub state: Option<String>,
    /// What a screen reader says there.
    pub tip: String,
}

/// What a control is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Words.
    Text {
        /// What kind of words.
        entry: Entry,
        /// Whether they may go over several lines.
        lines: bool,
    },
    /// A box to tick.
    Check,
    /// Radio buttons.
    Radio,
    /// A drop-down list.
    Drop(Vec<Choice>),
}

/// What kind of words a text control takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// Any.
    Words,
    /// A day.
    Date,
    /// A telephone number.
    Phone,
    /// A number.
    Number,
}

impl Entry {
    /// Of a cell, or `None` of a box to tick.
    pub fn of(kind: ColumnKind) -> Option<Self> {
        match kind {
            ColumnKind::Text => Some(Entry::Words),
            ColumnKind::Date => Some(Entry::Date),
            ColumnKind::Phone => Some(Entry::Phone),
            ColumnKind::Number => Some(Entry::Number),
            ColumnKind::Checkbox => None,
        }
    }
}

/// Every control of a form in reading order, the page for what did not fit last.
pub fn controls(schema: &Schema, strings: &Strings) -> Vec<Control> {
    let mut list = List { strings, lang: &schema.lang, out: Vec::new() };
    for part in &schema.parts {
        for time in 1..=part.times() {
            for field in &part.fields {
                list.field(part, time, field);
            }
        }
    }
    let tip = sentences([strings.get("extra"), strings.get("extra_help")]);
    list.out.push(Control {
        name: format!("{EXTRA}.text"),
        shape: Shape::Text { entry: Entry::Words, lines: true },
        places: vec![Spot { key: "extra.text".to_owned(), state: None, tip: tip.clone() }],
        tip,
        required: false,
        mark: String::new(),
    });
    list.out
}

struct List<'a> {
    strings: &'a Strings,
    lang: &'a str,
    out: Vec<Control>,
}

impl List<'_> {
    fn field(&mut self, part: &Part, time: u32, field: &Field) {
        let name = format!("{}.{}", part.prefix(time), field.id);
        let path = match part.repeat {
            Some(_) => format!("parts.{}.{time}.{}", part.id, field.id),
            None => format!("parts.{}.{}", part.id, field.id),
        };
        let number = part.number(field, time).to_string();
        let again = match (&part.each, part.repeat) {
            (Some(each), Some(_)) => format!("{each} {time}"),
            _ => String::new(),
        };
        let question = &*format!("{number}. {}", field.label);
        let needed = if field.required { self.strings.get("required") } else { "" };
        let help = field.help.as_deref().unwrap_or_default();
        let said = |own: &str, format: &str| sentences([again.as_str(), question, own, needed, help, format]);
        let base = Control {
            name: name.clone(),
            shape: Shape::Check,
            tip: said("", ""),
            required: field.required,
            places: Vec::new(),
            mark: number.clone(),
        };
        match &field.kind {
            Kind::Text => self.text(base, &path, Entry::Words, false),
            Kind::LongText => self.text(base, &path, Entry::Words, true),
            Kind::Date => self.text(base, &path, Entry::Date, false),
            Kind::Phone => self.text(base, &path, Entry::Phone, false),
            Kind::Number => self.text(base, &path, Entry::Number, false),
            Kind::Checkbox => self.check(base, &path),
            Kind::Checkboxes { options } => {
                for (i, option) in options.iter().enumerate() {
                    // The help once, at the first box: nobody wants to hear it six times.
                    let tip =
                        if i == 0 { said(&option.label, "") } else { sentences([question, option.label.as_str()]) };
                    // One of them may be needed, not this one.
                    let box_ = Control { name: format!("{name}.{}", option.id), tip, required: false, ..base.clone() };
                    self.check(box_, &format!("{path}.options.{}", option.id));
                }
            }
            Kind::Choice { options } if options.len() > RADIO => {
                let places = vec![Spot { key: path, state: None, tip: base.tip.clone() }];
                self.out.push(Control { shape: Shape::Drop(options.clone()), places, ..base });
            }
            Kind::Choice { options } => {
                let places = options.iter().enumerate().map(|(i, option)| Spot {
                    key: format!("{path}.options.{}", option.id),
                    state: Some(option.id.clone()),
                    tip: if i == 0 { said(&option.label, "") } else { sentences([question, option.label.as_str()]) },
                });
                self.out.push(Control { shape: Shape::Radio, places: places.collect(), ..base });
            }
            Kind::Scale { low, high } => {
                let places = (0..=10u32).map(|step| {
                    let end = match step {
                        0 => format!("0: {low}"),
                        10 => format!("10: {high}"),
                        _ => step.to_string(),
                    };
                    Spot {
                        key: format!("{path}.scale.{step}"),
                        state: Some(step.to_string()),
                        tip: if step == 0 { said(&end, "") } else { sentences([question, end.as_str()]) },
                    }
                });
                self.out.push(Control { shape: Shape::Radio, places: places.collect(), ..base });
            }
            Kind::Table { rows, columns } => {
                for row in 1..=*rows {
                    for (i, column) in columns.iter().enumerate() {
                        let cell = format!("{} {row}, {}", self.strings.get("row"), column.label);
                        let entry = Entry::of(column.kind);
                        let format = entry.map_or("", |e| hint(self.lang, e));
                        let tip = match (row, i) {
                            (1, 0) => said(&cell, format),
                            _ => sentences([question, cell.as_str(), format]),
                        };
                        let key = format!("{path}.rows.{row}.{}", column.id);
                        let cell = Control {
                            name: format!("{name}[{row}].{}", column.id),
                            tip,
                            required: false,
                            mark: format!("{number}.{row}.{}", i + 1),
                            ..base.clone()
                        };
                        match entry {
                            Some(entry) => self.place(cell, key, entry, false),
                            None => self.check(cell, &key),
                        }
                    }
                }
            }
            Kind::Signature => {
                let date = sentences([question, self.strings.get("date"), hint(self.lang, Entry::Date)]);
                let mark = format!("{number}.2");
                let day = Control { name: format!("{name}.date"), tip: date, mark, ..base.clone() };
                let signed = Control { name: format!("{name}.name"), ..base };
                self.place(signed, format!("{path}.name"), Entry::Words, false);
                self.place(day, format!("{path}.date"), Entry::Date, false);
            }
        }
    }

    /// A text control whose tip ends in how to write what it takes.
    fn text(&mut self, control: Control, path: &str, entry: Entry, lines: bool) {
        let tip = sentences([control.tip.as_str(), hint(self.lang, entry)]);
        self.place(Control { tip, ..control }, path.to_owned(), entry, lines);
    }

    fn place(&mut self, control: Control, key: String, entry: Entry, lines: bool) {
        let places = vec![Spot { key, state: None, tip: control.tip.clone() }];
        self.out.push(Control { shape: Shape::Text { entry, lines }, places, ..control });
    }

    fn check(&mut self, control: Control, key: &str) {
        let places = vec![Spot { key: key.to_owned(), state: None, tip: control.tip.clone() }];
        self.out.push(Control { shape: Shape::Check, places, ..control });
    }
}

/// Pieces joined as sentences; empty ones left out.
fn sentences<'a>(pieces: impl IntoIterator<Item = &'a str>) -> String {
    let mut out = String::new();
    for piece in pieces.into_iter().map(str::trim).filter(|p| !p.is_empty()) {
        if !out.is_empty() {
            out.push_str(if out.ends_with(['.', '?', '!', ':', '…']) { " " } else { ". " });
        }
        out.push_str(piece);
    }
    out
}
