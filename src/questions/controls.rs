//! From questions to controls: what stands on the page for each, under which name, and what a screen reader says.
//!
//! Layouts leave a placeholder for each control, a link to `x-field:` and the control's key (`layouts/README.md`); the
//! audit holds the keys on the pages against this list, in order.

use super::format::hint;
use super::schema::{FormField, FormPart, FormSchema, extra_name};
use crate::model::field::{CellAt, CellType, Choice, Entry, FieldCell, yes_or_no};
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
    /// What kind of field it becomes.
    pub shape: ControlShape,
    /// What a screen reader says of it: number, question, help (`TU`, ISO 32000-1, 12.7.3.1).
    pub tooltip: String,
    /// Whether an answer is needed (12.7.3.1, flag 2).
    pub required: bool,
    /// Where it stands on the page; radio buttons have several places.
    pub places: Vec<ControlPlace>,
}

/// A place on the page where a control stands: one widget.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ControlPlace {
    /// The key of its placeholder.
    pub key: LeafPath,
    /// Of radio buttons the state that it stands for (ISO 32000-1, 12.7.4.2.4).
    pub state: Option<String>,
    /// What a screen reader says there.
    pub tooltip: String,
}

/// What kind of field a control becomes (ISO 32000-1, 12.7.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ControlShape {
    /// Words (12.7.4.3).
    Text {
        /// What kind of words: lines, and what is said of how to write them.
        entry: Entry,
    },
    /// A box to tick (12.7.4.2.3).
    Check,
    /// Radio buttons (12.7.4.2.4).
    Radio,
    /// A drop-down list of options (12.7.4.4).
    DropDown(Vec<Choice>),
}

/// Whether options stand in a drop-down list where a screen fills them in, and not on the page.
pub fn is_drop_down(takes: CellType) -> bool {
    matches!(takes, CellType::One(options) if options.len() > RADIO)
}

/// Every control of a form in reading order, the page for what did not fit, where it has one, last.
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
    if !schema.has_extra() {
        return out;
    }
    let tooltip = sentences([strings.get("extra"), strings.get("extra_help")]);
    let places =
        vec![ControlPlace { key: LeafPath::root("extra").join("text"), state: None, tooltip: tooltip.clone() }];
    let shape = ControlShape::Text { entry: Entry::Lines };
    out.push(Control { name: extra_name(), shape, places, tooltip, required: false });
    out
}

/// The keys of the places where a pen answers a form, in reading order: those of its controls, but each option of what is a
/// drop-down list on a screen, and no page for what did not fit.
pub fn pen_places(schema: &FormSchema, strings: &Strings) -> Vec<LeafPath> {
    let mut keys = Vec::new();
    for part in &schema.parts {
        for time in 1..=part.times() {
            for field in &part.fields {
                let path = part.path(time).join(&field.id);
                for FieldCell { at, takes, .. } in field.kind.cells() {
                    let at = at.path(&path);
                    match takes {
                        CellType::Words(_) | CellType::Tick => keys.push(at),
                        CellType::Ticks(options) | CellType::One(options) => {
                            keys.extend(options.iter().map(|option| at.option(&option.id)));
                        }
                        CellType::YesNo => keys.extend(yes_or_no(strings).iter().map(|option| at.option(&option.id))),
                        CellType::Scale { .. } => keys.extend((0..=10).map(|step| at.step(step))),
                    }
                }
            }
        }
    }
    keys
}

/// A question, as its controls know it.
struct AskedField<'a> {
    strings: &'a Strings,
    lang: &'a str,
    field: &'a FormField,
    /// Qualified name of the field: `part[2].field`.
    name: String,
    /// The path of the field on the page.
    path: LeafPath,
    /// Which time of a part that repeats, in words; empty where it comes once.
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
    fn full_tooltip(&self, own: &str, format: &str) -> String {
        let needed = if self.field.required { self.strings.get("required") } else { "" };
        let help = self.field.help.as_deref().unwrap_or_default();
        sentences([self.again.as_str(), &self.question, own, needed, help, format])
    }

    /// What is said later: nobody wants to hear the help six times.
    fn short_tooltip(&self, own: &str, format: &str) -> String {
        sentences([self.question.as_str(), own, format])
    }

    /// What is said of one of several things to tick.
    fn option_tooltip(&self, place: usize, own: &str) -> String {
        if place == 0 { self.full_tooltip(own, "") } else { self.short_tooltip(own, "") }
    }

    /// What is said of a cell, which ends in how to write what it takes.
    fn cell_tooltip(&self, place: usize, at: CellAt, format: &str) -> String {
        match at {
            CellAt::Whole | CellAt::Name => self.full_tooltip("", format),
            CellAt::Day => self.short_tooltip(self.strings.get("date"), format),
            CellAt::Table { .. } => {
                let own = self.in_table(at);
                if place == 0 { self.full_tooltip(&own, format) } else { self.short_tooltip(&own, format) }
            }
        }
    }

    /// Row and column of a cell of a table, in words; empty of others.
    fn in_table(&self, at: CellAt) -> String {
        match at {
            CellAt::Table { row, column, .. } => format!("{} {row}, {}", self.strings.get("row"), column.label),
            CellAt::Whole | CellAt::Name | CellAt::Day => String::new(),
        }
    }

    /// The controls of the cell at a place among those of its field.
    fn cell(&self, place: usize, cell: FieldCell, out: &mut Vec<Control>) {
        match cell.takes {
            CellType::Words(entry) => {
                let tooltip = self.cell_tooltip(place, cell.at, hint(self.lang, entry));
                out.push(self.single(cell.at, ControlShape::Text { entry }, tooltip));
            }
            CellType::Tick => {
                out.push(self.single(cell.at, ControlShape::Check, self.cell_tooltip(place, cell.at, "")));
            }
            CellType::Ticks(options) => {
                out.extend(options.iter().enumerate().map(|(i, option)| self.check_box(cell.at, i, option)));
            }
            CellType::One(options) if is_drop_down(cell.takes) => {
                let shape = ControlShape::DropDown(options.to_vec());
                out.push(self.single(cell.at, shape, self.full_tooltip("", "")));
            }
            CellType::One(options) => {
                out.push(self.radio_buttons((place, cell.at), self.option_places((place, cell.at), options)));
            }
            CellType::YesNo => {
                let places = self.option_places((place, cell.at), &yes_or_no(self.strings));
                out.push(self.radio_buttons((place, cell.at), places));
            }
            CellType::Scale { low, high } => {
                out.push(self.radio_buttons((place, cell.at), self.scale_places(cell.at, low, high)));
            }
        }
    }

    /// Whether a cell alone needs an answer: of a table one row is enough.
    fn required(&self, at: CellAt) -> bool {
        self.field.required && !matches!(at, CellAt::Table { .. })
    }

    /// A control that stands in one place.
    fn single(&self, at: CellAt, shape: ControlShape, tooltip: String) -> Control {
        let places = vec![ControlPlace { key: at.path(&self.path), state: None, tooltip: tooltip.clone() }];
        Control { name: at.name(&self.name), shape, tooltip, required: self.required(at), places }
    }

    /// One of several boxes. One of them may be needed, not this one.
    fn check_box(&self, at: CellAt, place: usize, option: &Choice) -> Control {
        let tooltip = self.option_tooltip(place, &option.label);
        let key = at.path(&self.path).option(&option.id);
        let places = vec![ControlPlace { key, state: None, tooltip: tooltip.clone() }];
        let name = format!("{}.{}", at.name(&self.name), option.id);
        Control { name, shape: ControlShape::Check, tooltip, required: false, places }
    }

    /// Radio buttons in several places; of their cell the place among those of its field.
    fn radio_buttons(&self, (place, at): (usize, CellAt), places: Vec<ControlPlace>) -> Control {
        Control {
            name: at.name(&self.name),
            shape: ControlShape::Radio,
            tooltip: self.cell_tooltip(place, at, ""),
            required: self.required(at),
            places,
        }
    }

    /// The circles of options.
    fn option_places(&self, (place, at): (usize, CellAt), options: &[Choice]) -> Vec<ControlPlace> {
        let place = |(i, option): (usize, &Choice)| ControlPlace {
            key: at.path(&self.path).option(&option.id),
            state: Some(option.id.clone()),
            tooltip: self.option_tooltip(place + i, &sentences([self.in_table(at).as_str(), &option.label])),
        };
        options.iter().enumerate().map(place).collect()
    }

    /// The circles of a scale from 0 to 10.
    fn scale_places(&self, at: CellAt, low: &str, high: &str) -> Vec<ControlPlace> {
        let place = |step: u32| {
            let said = match step {
                0 => format!("0: {low}"),
                10 => format!("10: {high}"),
                _ => step.to_string(),
            };
            ControlPlace {
                key: at.path(&self.path).step(step),
                state: Some(step.to_string()),
                tooltip: self.option_tooltip(usize::from(step > 0), &said),
            }
        };
        (0..=10).map(place).collect()
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
