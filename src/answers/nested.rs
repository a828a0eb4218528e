//! Answers in the shape of their form, and what is missing of them.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::cell::{Cell, field_cells};
use crate::model::field::{CellAt, EXTRA};
use crate::questions::schema::{FormField, FormPart, FormSchema};

/// Typed answers in the shape of the form: parts, their fields, lists for what repeats.
pub fn nested(schema: &FormSchema, values: &BTreeMap<String, Value>, extra: Option<&str>) -> Value {
    let value = |name: &str| values.get(name).cloned().unwrap_or(Value::Null);
    let field = |part: &FormPart, time: u32, field: &FormField| {
        let name = format!("{}.{}", part.prefix(time), field.id);
        if let Some((rows, columns)) = field.kind.table() {
            let mut list: Vec<Value> = (1..=rows)
                .map(|row| {
                    let cells = columns.iter().map(|c| (c.id.clone(), value(&format!("{name}[{row}].{}", c.id))));
                    Value::Object(cells.collect())
                })
                .collect();
            while list.last().is_some_and(|row| row.as_object().is_some_and(|r| r.values().all(is_empty))) {
                list.pop();
            }
            return Value::Array(list);
        }
        let named = |at: CellAt| Some((at.name("").trim_start_matches('.').to_owned(), value(&at.name(&name))));
        let pieces: Map<String, Value> = field
            .kind
            .cells()
            .into_iter()
            .filter_map(|c| if c.at == CellAt::Whole { None } else { named(c.at) })
            .collect();
        if pieces.is_empty() { value(&name) } else { Value::Object(pieces) }
    };
    let once = |part: &FormPart, time: u32| {
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
        Value::Bool(true) | Value::Number(_) | Value::String(_) => false,
    }
}

/// Whether a value says nothing to a reader: spaces are no answer.
fn is_blank(value: &Value) -> bool {
    is_empty(value) || value.as_str().is_some_and(|text| text.trim().is_empty())
}

/// The questions that need an answer and have none: their numbers and names. Where a part repeats, a family answers it
/// as often as they need: a later time in which nothing stands lacks nothing.
pub fn missing(schema: &FormSchema, values: &BTreeMap<String, Value>) -> Vec<(u32, String)> {
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
                // A signature needs its name and its day, a table one answer somewhere.
                let lacks = if field.kind.table().is_some() { empty.all(|e| e) } else { empty.any(|e| e) };
                if lacks {
                    missing.push((part.number(field, time), format!("{}.{}", part.prefix(time), field.id)));
                }
            }
        }
    }
    missing
}
