//! Answers as data: one cell for each thing that can be answered, and the way from typed values to what stands in the
//! fields and back. What is wrong is said without the answer itself: answers are nobody's business but the family's.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::format;
use super::plan::Entry;
use super::schema::{Choice, EXTRA, Field, Kind, Part, Schema};
use super::write::ON;
use crate::model::date;

/// What stands in the fields, by qualified name: words, or the state of a button. What is empty is not there.
pub type Raw = BTreeMap<String, String>;

/// Something that can be answered; in a CSV file a column.
#[derive(Clone, Debug)]
pub struct Cell<'a> {
    /// Its name: `part.field`, `part[2].field`, `part.field[1].column`, `part.field.date`.
    pub name: String,
    /// How the page for what did not fit calls it.
    pub mark: String,
    /// The number of its question.
    pub number: u32,
    /// The question that it belongs to.
    pub field: &'a Field,
    /// What it takes.
    pub takes: Takes<'a>,
}

/// What a cell takes.
#[derive(Clone, Copy, Debug)]
pub enum Takes<'a> {
    /// Words of a kind.
    Words(Entry),
    /// A tick.
    Tick,
    /// Ticks, any of them.
    Ticks(&'a [Choice]),
    /// One of several.
    One(&'a [Choice]),
    /// 0 to 10.
    Scale,
}

/// A value as it was given, in whatever format.
#[derive(Clone, Debug, PartialEq)]
pub enum Given {
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
pub struct Wrong {
    /// "is not a date"
    pub what: &'static str,
    /// What to do.
    pub hint: String,
}

impl Wrong {
    fn new(what: &'static str, hint: impl Into<String>) -> Self {
        Self { what, hint: hint.into() }
    }
}

/// Every cell of a form in order; the page for what did not fit comes last.
pub fn cells(schema: &Schema) -> Vec<Cell<'_>> {
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
pub fn field_cells<'a>(part: &Part, time: u32, field: &'a Field, out: &mut Vec<Cell<'a>>) {
    let name = format!("{}.{}", part.prefix(time), field.id);
    let number = part.number(field, time);
    let cell = |name: String, mark: String, takes: Takes<'a>| Cell { name, mark, number, field, takes };
    let takes = match &field.kind {
        Kind::Text | Kind::LongText => Takes::Words(Entry::Words),
        Kind::Date => Takes::Words(Entry::Date),
        Kind::Phone => Takes::Words(Entry::Phone),
        Kind::Number => Takes::Words(Entry::Number),
        Kind::Checkbox => Takes::Tick,
        Kind::Checkboxes { options } => Takes::Ticks(options),
        Kind::Choice { options } => Takes::One(options),
        Kind::Scale { .. } => Takes::Scale,
        Kind::Table { rows, columns } => {
            for row in 1..=*rows {
                for (i, column) in columns.iter().enumerate() {
                    let takes = Entry::of(column.kind).map_or(Takes::Tick, Takes::Words);
                    let mark = format!("{number}.{row}.{}", i + 1);
                    out.push(cell(format!("{name}[{row}].{}", column.id), mark, takes));
                }
            }
            return;
        }
        Kind::Signature => {
            // Name and day share the question's number, so the day gets a mark of its own.
            out.push(cell(format!("{name}.name"), number.to_string(), Takes::Words(Entry::Words)));
            out.push(cell(format!("{name}.date"), format!("{number}.2"), Takes::Words(Entry::Date)));
            return;
        }
    };
    out.push(cell(name, number.to_string(), takes));
}

impl Cell<'_> {
    /// The value that stands in the fields, and what is wrong with it; what is wrong is handed on as it was typed.
    pub fn read(&self, lang: &str, raw: &Raw) -> (Value, Option<Wrong>) {
        let text = raw.get(&self.name).filter(|t| !t.is_empty());
        // A space that somebody left in a field for a day is no day, and nothing wrong either.
        let text = text.filter(|t| matches!(self.takes, Takes::Words(Entry::Words)) || !t.trim().is_empty());
        match self.takes {
            Takes::Tick => (Value::Bool(text.is_some()), None),
            Takes::Ticks(options) => {
                let ticked = options
                    .iter()
                    .filter(|o| raw.get(&format!("{}.{}", self.name, o.id)).is_some_and(|t| !t.is_empty()));
                (Value::Array(ticked.map(|o| Value::String(o.id.clone())).collect()), None)
            }
            _ => match text {
                None => (Value::Null, None),
                Some(text) => match self.typed(lang, text) {
                    Ok(value) => (value, None),
                    Err(wrong) => (Value::String(text.clone()), Some(wrong)),
                },
            },
        }
    }

    /// Words in a field as a typed value.
    fn typed(&self, lang: &str, text: &str) -> Result<Value, Wrong> {
        match self.takes {
            Takes::Words(Entry::Words) | Takes::Tick | Takes::Ticks(_) => Ok(json!(text)),
            Takes::Words(Entry::Date) => {
                format::read_date(lang, text).map(|d| json!(d.to_string())).ok_or_else(|| not_a_date(lang))
            }
            Takes::Words(Entry::Phone) if format::is_phone(text.trim()) => Ok(json!(text.trim())),
            Takes::Words(Entry::Phone) => Err(not_a_phone()),
            Takes::Words(Entry::Number) => {
                format::read_number(lang, text).map(number).ok_or_else(|| not_a_number(lang, text))
            }
            Takes::One(options) => option(options, text).map(|o| json!(o.id)).ok_or_else(|| not_an_option(options)),
            Takes::Scale => {
                text.trim().parse::<u8>().ok().filter(|n| *n <= 10).map(|n| json!(n)).ok_or_else(not_on_the_scale)
            }
        }
    }

    /// Writes a given value as it stands in the fields. What is given as nothing becomes an empty text, which empties a
    /// field that holds something.
    ///
    /// # Errors
    /// Where it is not what the cell takes.
    pub fn write(&self, lang: &str, given: &Given, raw: &mut Raw) -> Result<(), Wrong> {
        match self.takes {
            Takes::Ticks(options) => {
                raw.extend(options.iter().map(|o| (format!("{}.{}", self.name, o.id), String::new())));
            }
            _ => drop(raw.insert(self.name.clone(), String::new())),
        }
        if matches!(given, Given::Nothing) {
            return Ok(());
        }
        let words = || match given {
            Given::Words(text) | Given::Number(_, text) | Given::Flag(_, text) => Ok(text.as_str()),
            _ => Err(Wrong::new("is not a single value", "write one value here")),
        };
        let text = match self.takes {
            Takes::Tick => {
                if ticked(given)? {
                    raw.insert(self.name.clone(), ON.to_owned());
                }
                return Ok(());
            }
            Takes::Ticks(options) => {
                let chosen = match given {
                    Given::List(list) => {
                        let each: Option<Vec<&Choice>> = list.iter().map(|text| option(options, text)).collect();
                        each.ok_or_else(|| not_an_option(options))?
                    }
                    _ => several(options, words()?).ok_or_else(|| not_an_option(options))?,
                };
                for option in chosen {
                    raw.insert(format!("{}.{}", self.name, option.id), ON.to_owned());
                }
                return Ok(());
            }
            Takes::Words(Entry::Words) => tidy(words()?),
            Takes::Words(Entry::Date) => {
                let text = words()?;
                if text.trim().is_empty() {
                    return Ok(());
                }
                let day = date::parse(text.trim()).or_else(|| format::read_date(lang, text));
                format::write_date(lang, day.ok_or_else(|| not_a_date(lang))?)
            }
            Takes::Words(Entry::Phone) => {
                let text = words()?.trim();
                if !text.is_empty() && !format::is_phone(text) {
                    return Err(not_a_phone());
                }
                text.to_owned()
            }
            Takes::Words(Entry::Number) => match given {
                Given::Number(n, _) if n.abs() < 1e15 => format::write_number(lang, *n),
                Given::Words(text) if text.trim().is_empty() => return Ok(()),
                Given::Words(text) => {
                    let n = format::read_number(lang, text).filter(|n| n.abs() < 1e15);
                    format::write_number(lang, n.ok_or_else(|| not_a_number(lang, text))?)
                }
                _ => return Err(not_a_number(lang, "")),
            },
            Takes::One(options) => {
                let text = words()?.trim();
                if text.is_empty() {
                    return Ok(());
                }
                option(options, text).ok_or_else(|| not_an_option(options))?.id.clone()
            }
            Takes::Scale => {
                let text = match given {
                    Given::Number(n, _) => n.to_string(),
                    _ => words()?.trim().to_owned(),
                };
                if text.is_empty() {
                    return Ok(());
                }
                let step = text.parse::<u8>().ok().filter(|n| *n <= 10);
                step.ok_or_else(not_on_the_scale)?.to_string()
            }
        };
        if !text.is_empty() {
            raw.insert(self.name.clone(), text);
        }
        Ok(())
    }
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
    let exact = options.iter().find(|o| o.id == text).or_else(|| options.iter().find(|o| o.label == text));
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

/// Yes or no, in the words that people and programs write.
fn ticked(given: &Given) -> Result<bool, Wrong> {
    match given {
        Given::Flag(flag, _) => Ok(*flag),
        Given::Number(n, _) if *n == 0.0 || *n == 1.0 => Ok(*n == 1.0),
        Given::Words(text) => match text.trim().to_lowercase().as_str() {
            "yes" | "y" | "true" | "x" | "1" | "sí" | "si" | "s" | "verdadero" | "✓" | "✔" | "☑" | "☒" => {
                Ok(true)
            }
            "no" | "n" | "false" | "falso" | "0" | "☐" | "" => Ok(false),
            _ => Err(not_a_tick()),
        },
        _ => Err(not_a_tick()),
    }
}

fn not_a_tick() -> Wrong {
    Wrong::new("is neither yes nor no", "write `yes` or `no`")
}

fn not_a_date(lang: &str) -> Wrong {
    let own = format::hint(lang, Entry::Date);
    let also = if own == "YYYY-MM-DD" { String::new() } else { format!("{own} or ") };
    Wrong::new("is not a date", format!("write {also}YYYY-MM-DD, with four digits for the year"))
}

fn not_a_phone() -> Wrong {
    Wrong::new("is not a telephone number", "write 3 to 15 digits, with spaces, brackets, hyphens or `+` as you like")
}

fn not_a_number(lang: &str, text: &str) -> Wrong {
    if format::two_ways(lang, text) {
        let hint = "write thousands without a sign, as in 1234, and decimals with another number of digits, as in 1,50";
        return Wrong::new("can be read as two numbers", hint);
    }
    Wrong::new("is not a number", "write it in digits, without words or units")
}

fn not_on_the_scale() -> Wrong {
    Wrong::new("is not on the scale", "write a whole number from 0 to 10")
}

fn not_an_option(options: &[Choice]) -> Wrong {
    let ids = crate::source::schema::list(options.iter().map(|o| o.id.as_str()));
    Wrong::new("is not one of the options", format!("the options are {ids}, or their words on the page"))
}

/// A number as JSON has it: whole where it is.
fn number(n: f64) -> Value {
    if n.fract() == 0.0 && n.abs() < 9e15 { json!(n as i64) } else { json!(n) }
}

/// Typed answers in the shape of the form: parts, their fields, lists for what repeats.
pub fn nested(schema: &Schema, values: &BTreeMap<String, Value>, extra: Option<&str>) -> Value {
    let value = |name: &str| values.get(name).cloned().unwrap_or(Value::Null);
    let field = |part: &Part, time: u32, field: &Field| {
        let name = format!("{}.{}", part.prefix(time), field.id);
        match &field.kind {
            Kind::Table { rows, columns } => {
                let mut list: Vec<Value> = (1..=*rows)
                    .map(|row| {
                        let cells = columns.iter().map(|c| (c.id.clone(), value(&format!("{name}[{row}].{}", c.id))));
                        Value::Object(cells.collect())
                    })
                    .collect();
                while list.last().is_some_and(|row| row.as_object().is_some_and(|r| r.values().all(is_empty))) {
                    list.pop();
                }
                Value::Array(list)
            }
            Kind::Signature => {
                json!({"name": value(&format!("{name}.name")), "date": value(&format!("{name}.date"))})
            }
            _ => value(&name),
        }
    };
    let once = |part: &Part, time: u32| {
        Value::Object(part.fields.iter().map(|f| (f.id.clone(), field(part, time, f))).collect())
    };
    let mut parts: Map<String, Value> = schema
        .parts
        .iter()
        .map(|part| {
            let value = match part.repeat {
                Some(times) => Value::Array((1..=times).map(|time| once(part, time)).collect()),
                None => once(part, 1),
            };
            (part.id.clone(), value)
        })
        .collect();
    if let Some(extra) = extra {
        parts.insert(EXTRA.to_owned(), json!({"text": extra}));
    }
    Value::Object(parts)
}

/// Whether a value says nothing.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::Array(list) => list.iter().all(is_empty),
        Value::Object(map) => map.values().all(is_empty),
        _ => false,
    }
}

/// Whether a value says nothing to a reader: spaces are no answer.
fn is_blank(value: &Value) -> bool {
    is_empty(value) || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// The questions that need an answer and have none: their numbers and names. Where a part repeats, a family answers it
/// as often as they need: a later time in which nothing stands lacks nothing.
pub fn missing(schema: &Schema, values: &BTreeMap<String, Value>) -> Vec<(u32, String)> {
    let mut missing = Vec::new();
    for part in &schema.parts {
        for time in 1..=part.times() {
            let of = |field| {
                let mut cells = Vec::new();
                field_cells(part, time, field, &mut cells);
                cells
            };
            let blank = |c: &Cell| values.get(&c.name).is_none_or(is_blank);
            if time > 1 && part.fields.iter().flat_map(of).all(|c| blank(&c)) {
                continue;
            }
            for field in part.fields.iter().filter(|f| f.required) {
                let cells = of(field);
                let mut empty = cells.iter().map(blank);
                let lacks = match field.kind {
                    Kind::Signature => empty.any(|e| e),
                    _ => empty.all(|e| e),
                };
                if lacks {
                    missing.push((part.number(field, time), format!("{}.{}", part.prefix(time), field.id)));
                }
            }
        }
    }
    missing
}
