//! From questions to controls: what stands on the page for each, under which name, and what a screen reader says.
//!
//! Layouts leave a placeholder for each control, a link to `x-field:` and the control's key (`layouts/README.md`); the
//! audit holds the keys on the pages against this list, in order.

use super::format::hint;
use super::schema::{FormField, FormPart, FormSchema, extra_name};
use crate::model::field::{CellAt, CellType, Choice, Entry, FieldCell};
use crate::model::{LeafPath, Strings};

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
    pub shape: ControlShape,
    /// What a screen reader says: number, question, help.
    pub tip: String,
    /// Whether an answer is needed.
    pub required: bool,
    /// Where it stands on the page; radio buttons have several places.
    pub places: Vec<Spot>,
}

/// A place on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The key of its placeholder.
    pub key: LeafPath,
    /// Radio buttons: the state that it stands for.
    pub state: Option<String>,
    /// What a screen reader says there.
    pub tip: String,
}

/// What a control is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ControlShape {
    /// Words.
    Text {
        /// What kind of words.
        entry: Entry,
    },
    /// A box to tick.
    Check,
    /// Radio buttons.
    Radio,
    /// A drop-down list.
    Drop(Vec<Choice>),
}

/// Whether options stand in a drop-down list where a screen fills them in, and not on the page.
pub fn drops(takes: CellType) -> bool {
    matches!(takes, CellType::One(options) if options.len() > RADIO)
}

/// Every control of a form in reading order, the page for what did not fit last.
pub fn controls(schema: &FormSchema, strings: &Strings) -> Vec<Control> {
    let mut out = Vec::new();
    for part in &schema.parts {
        for time in 1..=part.times() {
            for field in &part.fields {
                let asked = AskedField::new(part, time, field, strings, &schema.lang);
                for (place, cell) in field.kind.cells().into_iter().enumerate() {
                    asked.cell(place, cell, &mut out);
                }
            }
        }
    }
    let tip = sentences([strings.get("extra"), strings.get("extra_help")]);
    let places = vec![Spot { key: LeafPath::root("extra").join("text"), state: None, tip: tip.clone() }];
    let shape = ControlShape::Text { entry: Entry::Lines };
    out.push(Control { name: extra_name(), shape, places, tip, required: false });
    out
}

/// A question, as its controls know it.
struct AskedField<'a> {
    strings: &'a Strings,
    lang: &'a str,
    field: &'a FormField,
    /// Qualified name of the field.
    name: String,
    /// The path of the field on the page.
    path: LeafPath,
    /// Which time of a part that repeats.
    again: String,
    /// Number and question.
    question: String,
}

impl<'a> AskedField<'a> {
    fn new(part: &FormPart, time: u32, field: &'a FormField, strings: &'a Strings, lang: &'a str) -> Self {
        let again = match (&part.each, part.repeat) {
            (Some(each), Some(_)) => format!("{each} {time}"),
            _ => String::new(),
        };
        Self {
            strings,
            lang,
            field,
            name: format!("{}.{}", part.prefix(time), field.id),
            path: part.path(time).join(&field.id),
            again,
            question: format!("{}. {}", part.number(field, time), field.label),
        }
    }

    /// What is said where a question is met first: all of it, with what is its own and how to write it.
    fn first(&self, own: &str, format: &str) -> String {
        let needed = if self.field.required { self.strings.get("required") } else { "" };
        let help = self.field.help.as_deref().unwrap_or_default();
        sentences([self.again.as_str(), &self.question, own, needed, help, format])
    }

    /// What is said later: nobody wants to hear the help six times.
    fn later(&self, own: &str, format: &str) -> String {
        sentences([self.question.as_str(), own, format])
    }

    /// The same for one of several things to tick.
    fn one_of(&self, place: usize, own: &str) -> String {
        if place == 0 { self.first(own, "") } else { self.later(own, "") }
    }

    /// The controls of the cell at a place among those of its field.
    fn cell(&self, place: usize, cell: FieldCell, out: &mut Vec<Control>) {
        let (name, key) = (cell.at.name(&self.name), cell.at.path(&self.path));
        let whole = !matches!(cell.at, CellAt::Table { .. });
        let required = self.field.required && whole;
        let alone = |shape, tip: String| {
            let places = vec![Spot { key: key.clone(), state: None, tip: tip.clone() }];
            Control { name: name.clone(), shape, tip, required, places }
        };
        let radio = |places: Vec<Spot>| Control {
            name: name.clone(),
            shape: ControlShape::Radio,
            tip: self.first("", ""),
            required,
            places,
        };
        match cell.takes {
            CellType::Words(entry) => {
                out.push(alone(ControlShape::Text { entry }, self.tip(place, cell.at, hint(self.lang, entry))));
            }
            CellType::Tick => out.push(alone(ControlShape::Check, self.tip(place, cell.at, ""))),
            CellType::Ticks(options) => out.extend(options.iter().enumerate().map(|(i, option)| {
                let tip = self.one_of(i, &option.label);
                let places = vec![Spot { key: key.option(&option.id), state: None, tip: tip.clone() }];
                // One of them may be needed, not this one.
                let name = format!("{name}.{}", option.id);
                Control { name, shape: ControlShape::Check, tip, required: false, places }
            })),
            CellType::One(options) if drops(cell.takes) => {
                out.push(alone(ControlShape::Drop(options.to_vec()), self.first("", "")));
            }
            CellType::One(options) => out.push(radio(
                options
                    .iter()
                    .enumerate()
                    .map(|(i, option)| Spot {
                        key: key.option(&option.id),
                        state: Some(option.id.clone()),
                        tip: self.one_of(i, &option.label),
                    })
                    .collect(),
            )),
            CellType::Scale { low, high } => out.push(radio(
                (0..=10u32)
                    .map(|step| {
                        let end = match step {
                            0 => format!("0: {low}"),
                            10 => format!("10: {high}"),
                            _ => step.to_string(),
                        };
                        let tip = self.one_of(usize::from(step > 0), &end);
                        Spot { key: key.step(step), state: Some(step.to_string()), tip }
                    })
                    .collect(),
            )),
        }
    }

    /// What a screen reader says of a cell, which ends in how to write what it takes.
    fn tip(&self, place: usize, at: CellAt, format: &str) -> String {
        match at {
            CellAt::Whole | CellAt::Name => self.first("", format),
            CellAt::Day => self.later(self.strings.get("date"), format),
            CellAt::Table { row, column, .. } => {
                let own = format!("{} {row}, {}", self.strings.get("row"), column.label);
                if place == 0 { self.first(&own, format) } else { self.later(&own, format) }
            }
        }
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
