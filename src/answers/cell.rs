//! Answers as data: one cell for each thing that can be answered, and the way from typed values to what stands in the
//! fields and back. What is wrong is said without the answer itself: answers are nobody's business but the family's.

use serde_json::{Value, json};

use crate::acroform::names::{FieldValues, ON};
use crate::model::date;
use crate::model::field::{CellType, Choice, Entry, YES_NO};
use crate::questions::format;
use crate::questions::schema::{FormField, FormPart, FormSchema};

/// Something that can be answered; in a CSV file a column.
#[derive(Clone, Debug)]
pub struct Cell<'a> {
    /// Its name: `part.field`, `part[2].field`, `part.field[1].column`, `part.field.date`.
    pub name: String,
    /// How the page for what did not fit calls it: `12`, or `12.3.2` for row 3, column 2 of a table.
    pub mark: String,
    /// The number of its question.
    pub number: u32,
    /// The question that it belongs to.
    pub field: &'a FormField,
    /// What it takes.
    pub takes: CellType<'a>,
}

/// A value as it was given, in whatever format.
#[derive(Clone, Debug, PartialEq)]
pub enum Input {
    /// Nothing.
    Nothing,
    /// Words, as written.
    Words(String),
    /// A number, and how it was written.
    Number(f64, String),
    /// Yes or no, and how it was written.
    Flag(bool, String),
    /// Several words.
    List(Vec<String>),
    /// Anything else.
    Other,
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AnswerError {
    /// "is not a date"
    pub what: &'static str,
    /// What to do.
    pub hint: String,
}

impl AnswerError {
    fn new(what: &'static str, hint: impl Into<String>) -> Self {
        Self { what, hint: hint.into() }
    }
}

/// Every cell of a form in order; the page for what did not fit comes last.
pub fn cells(schema: &FormSchema) -> Vec<Cell<'_>> {
    let mut out = Vec::new();
    for part in &schema.parts {
        for time in 1..=part.times() {
            for field in &part.fields {
                field_cells(part, time, field, &mut out);
            }
        }
    }
    out
}

/// The cells of one question.
pub fn field_cells<'a>(part: &FormPart, time: u32, field: &'a FormField, out: &mut Vec<Cell<'a>>) {
    let name = format!("{}.{}", part.prefix(time), field.id);
    let number = part.number(field, time);
    out.extend(field.kind.cells().into_iter().map(|cell| Cell {
        name: cell.at.name(&name),
        mark: cell.at.mark(number),
        number,
        field,
        takes: cell.takes,
    }));
}

impl Cell<'_> {
    /// The value that stands in the fields, and what is wrong with it; what is wrong is handed on as it was typed.
    pub fn read(&self, lang: &str, values: &FieldValues) -> (Value, Option<AnswerError>) {
        let text = values.get(&self.name).filter(|t| !t.is_empty());
        // A space that somebody left in a field for a day is no day, and nothing wrong either.
        let said = text.filter(|t| !t.trim().is_empty());
        let text = match self.takes {
            CellType::Tick => return (Value::Bool(said.is_some()), None),
            CellType::Ticks(options) => {
                let ticked = options.iter().filter(|o| values.get(&self.box_name(o)).is_some_and(|t| !t.is_empty()));
                return (Value::Array(ticked.map(|o| Value::String(o.id.clone())).collect()), None);
            }
            CellType::Words(Entry::Words | Entry::Lines) => text,
            CellType::Words(Entry::Date | Entry::Time | Entry::Phone | Entry::Number)
            | CellType::One(_)
            | CellType::YesNo
            | CellType::Scale { .. } => said,
        };
        match text.map(|text| (text, self.typed(lang, text))) {
            None => (Value::Null, None),
            Some((_, Ok(value))) => (value, None),
            Some((text, Err(wrong))) => (Value::String(text.clone()), Some(wrong)),
        }
    }

    /// Words in a field as a typed value.
    fn typed(&self, lang: &str, text: &str) -> Result<Value, AnswerError> {
        match self.takes {
            CellType::Words(Entry::Words | Entry::Lines) | CellType::Tick | CellType::Ticks(_) => Ok(json!(text)),
            CellType::Words(Entry::Date) => {
                format::read_date(lang, text).map(|d| json!(d.to_string())).ok_or_else(|| not_a_date(lang))
            }
            CellType::Words(Entry::Time) => format::read_time(lang, text)
                .map(|t| json!(format::normal_time(t)))
                .ok_or_else(|| not_a_time(lang, text)),
            CellType::Words(Entry::Phone) if format::is_phone(text.trim()) => Ok(json!(text.trim())),
            CellType::Words(Entry::Phone) => Err(not_a_phone()),
            CellType::Words(Entry::Number) => {
                format::read_number(lang, text).map(number).ok_or_else(|| not_a_number(lang, text))
            }
            CellType::One(options) => option(options, text).map(|o| json!(o.id)).ok_or_else(|| not_an_option(options)),
            CellType::YesNo => YES_NO.iter().find(|id| **id == text).map(|id| json!(id)).ok_or_else(not_yes_or_no),
            CellType::Scale { .. } => step(text).map(|n| json!(n)),
        }
    }

    /// Writes a given value as it stands in the fields. What is given as nothing becomes an empty text, which empties a
    /// field that holds something.
    ///
    /// # Errors
    /// Where it is not what the cell takes.
    pub fn write(&self, lang: &str, given: &Input, values: &mut FieldValues) -> Result<(), AnswerError> {
        if let CellType::Ticks(options) = self.takes {
            values.extend(options.iter().map(|o| (self.box_name(o), String::new())));
            for option in chosen(options, given)? {
                values.insert(self.box_name(option), ON.to_owned());
            }
            return Ok(());
        }
        values.insert(self.name.clone(), String::new());
        values.insert(self.name.clone(), self.field_text(lang, given)?);
        Ok(())
    }

    /// The text that stands in the field of the cell; empty where nothing is given.
    fn field_text(&self, lang: &str, given: &Input) -> Result<String, AnswerError> {
        if matches!(given, Input::Nothing) {
            return Ok(String::new());
        }
        match self.takes {
            CellType::Tick => Ok(if ticked(given)? { ON.to_owned() } else { String::new() }),
            // Each of them has a field of its own.
            CellType::Ticks(_) => Ok(String::new()),
            CellType::Words(Entry::Words | Entry::Lines) => Ok(tidy(given.words()?)),
            CellType::Words(Entry::Date) => given.unless_blank(|text| {
                if format::is_ambiguous_date(lang, text) {
                    return Err(two_days());
                }
                let day = date::parse(text.trim()).or_else(|| format::read_date(lang, text));
                Ok(format::write_date(lang, day.ok_or_else(no_day)?))
            }),
            CellType::Words(Entry::Time) => given.unless_blank(|text| {
                let time = format::read_normal_time(text.trim()).or_else(|| format::read_time(lang, text));
                Ok(format::write_time(lang, time.ok_or_else(|| not_a_time(lang, text))?))
            }),
            CellType::Words(Entry::Phone) => given.unless_blank(|text| {
                let text = whole(text);
                if format::is_phone(text.trim()) { Ok(text.trim().to_owned()) } else { Err(not_a_phone()) }
            }),
            CellType::Words(Entry::Number) => number_text(lang, given),
            CellType::One(options) => {
                given.unless_blank(|text| Ok(option(options, text).ok_or_else(|| not_an_option(options))?.id.clone()))
            }
            CellType::YesNo => match given {
                Input::Words(text) if text.trim().is_empty() => Ok(String::new()),
                Input::Words(_)
                | Input::Number(..)
                | Input::Flag(..)
                | Input::Nothing
                | Input::List(_)
                | Input::Other => yes_or_no(given).map(str::to_owned),
            },
            CellType::Scale { .. } => match given {
                Input::Number(n, _) => Ok(step(&n.to_string())?.to_string()),
                Input::Nothing | Input::Words(_) | Input::Flag(..) | Input::List(_) | Input::Other => {
                    given.unless_blank(|text| Ok(step(text)?.to_string()))
                }
            },
        }
    }

    /// The name of the field of one of several boxes.
    fn box_name(&self, option: &Choice) -> String {
        format!("{}.{}", self.name, option.id)
    }
}

impl Input {
    /// A single value as it was written.
    fn words(&self) -> Result<&str, AnswerError> {
        match self {
            Input::Words(text) | Input::Number(_, text) | Input::Flag(_, text) => Ok(text),
            Input::Nothing | Input::List(_) | Input::Other => {
                Err(AnswerError::new("is not a single value", "write one value here"))
            }
        }
    }

    /// What is made of a single value; nothing where it is blank.
    fn unless_blank(&self, make: impl FnOnce(&str) -> Result<String, AnswerError>) -> Result<String, AnswerError> {
        match self.words()? {
            text if text.trim().is_empty() => Ok(String::new()),
            text => make(text),
        }
    }
}

/// A number as it stands in a field. Numbers with more digits than a float holds are none.
fn number_text(lang: &str, given: &Input) -> Result<String, AnswerError> {
    let number = match given {
        Input::Number(n, _) => Some(*n),
        Input::Words(text) if text.trim().is_empty() => return Ok(String::new()),
        Input::Words(text) => format::read_number(lang, text),
        Input::Nothing | Input::Flag(..) | Input::List(_) | Input::Other => None,
    };
    let written = if let Input::Words(text) = given { text } else { "" };
    let number = number.filter(|n| n.abs() < 1e15).ok_or_else(|| not_a_number(lang, written))?;
    Ok(format::write_number(lang, number))
}

/// The step of a scale from 0 to 10 that a text names.
fn step(text: &str) -> Result<u8, AnswerError> {
    whole(text).parse::<u8>().ok().filter(|n| *n <= 10).ok_or_else(not_on_the_scale)
}

/// A whole number as people write it, of one that a spreadsheet wrote with decimals: `7` of `7.0`.
fn whole(text: &str) -> &str {
    let text = text.trim();
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    match text.split_once(['.', ',']) {
        Some((whole, zeros))
            if digits(whole) && !zeros.is_empty() && zeros.bytes().all(|b| b == b'0') && zeros.len() != 3 =>
        {
            whole
        }
        Some(_) | None => text,
    }
}

/// The options that are given of several.
fn chosen<'a>(options: &'a [Choice], given: &Input) -> Result<Vec<&'a Choice>, AnswerError> {
    let chosen = match given {
        Input::Nothing => Some(Vec::new()),
        Input::List(list) => list.iter().map(|text| option(options, text)).collect(),
        Input::Words(_) | Input::Number(..) | Input::Flag(..) | Input::Other => several(options, given.words()?),
    };
    chosen.ok_or_else(|| not_an_option(options))
}

/// Words as they stand in a field: with line breaks of one kind, and without characters that print nothing and that a
/// field does not keep.
pub fn tidy(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    // Word processors break lines with the vertical tab, and pages with the form feed.
    let text = text
        .chars()
        .map(|c| if matches!(c, '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}') { '\n' } else { c });
    text.filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect()
}

/// The option that a text names, by its id or its words; capitals do not matter where the words are of one option.
fn option<'a>(options: &'a [Choice], text: &str) -> Option<&'a Choice> {
    let text = text.trim();
    let named = |text: &str| options.iter().find(|o| o.id == text).or_else(|| options.iter().find(|o| o.label == text));
    let exact = named(text).or_else(|| named(whole(text)));
    let lower = text.to_lowercase();
    exact.or_else(|| {
        let mut alike = options.iter().filter(|o| o.id == lower || o.label.to_lowercase() == lower);
        alike.next().filter(|_| alike.next().is_none())
    })
}

/// The options that a text names, set off by semicolons, commas or line breaks; the words of an option may hold them.
fn several<'a>(options: &'a [Choice], text: &str) -> Option<Vec<&'a Choice>> {
    if text.trim().is_empty() {
        return Some(Vec::new());
    }
    if let Some(option) = option(options, text) {
        return Some(vec![option]);
    }
    let sign = [';', '\n', ','].into_iter().find(|sign| text.contains(*sign))?;
    let mut out = Vec::new();
    for piece in text.split(sign) {
        out.extend(several(options, piece)?);
    }
    Some(out)
}

/// Which of yes and no, in the words that people and programs write. A sign that ticks says neither.
fn yes_or_no(given: &Input) -> Result<&'static str, AnswerError> {
    const TICKS: [&str; 6] = ["x", "✓", "✔", "☑", "☒", "☐"];
    let [yes, no] = YES_NO;
    match given {
        Input::Words(text) if TICKS.contains(&text.trim().to_lowercase().as_str()) => Err(not_yes_or_no()),
        Input::Words(_) | Input::Number(..) | Input::Flag(..) | Input::Nothing | Input::List(_) | Input::Other => {
            ticked(given).map(|on| if on { yes } else { no }).map_err(|_| not_yes_or_no())
        }
    }
}

/// Whether a box is ticked, in the words that people and programs write.
fn ticked(given: &Input) -> Result<bool, AnswerError> {
    match given {
        Input::Flag(flag, _) => Ok(*flag),
        Input::Number(n, _) if *n == 0.0 || *n == 1.0 => Ok(*n == 1.0),
        Input::Words(text) => match whole(text).to_lowercase().as_str() {
            "yes" | "y" | "true" | "x" | "1" | "sí" | "si" | "s" | "verdadero" | "✓" | "✔" | "☑" | "☒" => {
                Ok(true)
            }
            "no" | "n" | "false" | "falso" | "0" | "☐" | "" => Ok(false),
            _ => Err(not_a_tick()),
        },
        Input::Nothing | Input::Number(..) | Input::List(_) | Input::Other => Err(not_a_tick()),
    }
}

fn not_a_tick() -> AnswerError {
    AnswerError::new("is neither yes nor no", "write `yes` or `no`")
}

fn not_yes_or_no() -> AnswerError {
    AnswerError::new("is neither yes nor no", "write `yes` or `no`, or nothing where nobody answered")
}

fn not_a_time(lang: &str, text: &str) -> AnswerError {
    if format::is_ambiguous_time(lang, text) {
        let hint = "write AM or PM behind it, as in 2:30 PM, or count the hours to 24, as in 14:30";
        return AnswerError::new("can be read as two times", hint);
    }
    AnswerError::new("is not a time", "write hours and minutes, as in 2:30 PM or 14:30")
}

fn not_a_date(lang: &str) -> AnswerError {
    let own = format::hint(lang, Entry::Date);
    let also = if own == "YYYY-MM-DD" { String::new() } else { format!("{own} or ") };
    AnswerError::new("is not a date", format!("write {also}YYYY-MM-DD, with four digits for the year"))
}

/// In data every day is written in one way: what could be two days is refused in the other ones.
fn no_day() -> AnswerError {
    AnswerError::new("is not a date", "write YYYY-MM-DD, with four digits for the year")
}

fn two_days() -> AnswerError {
    AnswerError::new("can be read as two days", "write year-month-day: 2026-03-04 is the fourth of March")
}

fn not_a_phone() -> AnswerError {
    AnswerError::new(
        "is not a telephone number",
        "write 3 to 15 digits, with spaces, brackets, hyphens or `+` as you like",
    )
}

fn not_a_number(lang: &str, text: &str) -> AnswerError {
    if format::is_ambiguous(lang, text) {
        let hint = "write thousands without a sign, as in 1234, and decimals with another number of digits, as in 1,50";
        return AnswerError::new("can be read as two numbers", hint);
    }
    AnswerError::new("is not a number", "write it in digits, without words or units")
}

fn not_on_the_scale() -> AnswerError {
    AnswerError::new("is not on the scale", "write a whole number from 0 to 10")
}

fn not_an_option(options: &[Choice]) -> AnswerError {
    let ids = crate::diag::list(options.iter().map(|o| o.id.as_str()));
    AnswerError::new("is not one of the options", format!("the options are {ids}, or their words on the page"))
}

/// A number as JSON has it: whole where it is.
fn number(n: f64) -> Value {
    if n.fract() == 0.0 && n.abs() < 9e15 { json!(n as i64) } else { json!(n) }
}
