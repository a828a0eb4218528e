//! The fields of a form for people and programs: a table, JSON, and the JSON Schema of its answers.

use serde_json::{Map, Value, json};

use super::answers::field_cells;
use super::format;
use super::plan::Entry;
use super::schema::{Choice, EXTRA, Field, Kind, Limits, Part, Schema};
use crate::source::raw::ColumnKind;

/// One row for each question: number, name, type, whether it is needed, question.
pub fn table(schema: &Schema, needed: &str) -> Vec<Vec<String>> {
    let mut rows = vec![["no.", "name", "type", "", "question"].map(str::to_owned).to_vec()];
    for part in &schema.parts {
        for time in 1..=part.times() {
            for field in &part.fields {
                let kind = match &field.kind {
                    Kind::Checkboxes { options } | Kind::Choice { options } => {
                        format!("{}: {}", field.kind.name(), ids(options))
                    }
                    Kind::Table { rows, columns } => {
                        let columns: Vec<&str> = columns.iter().map(|c| c.id.as_str()).collect();
                        format!("table, {rows} rows: {}", columns.join(", "))
                    }
                    kind => kind.name().to_owned(),
                };
                rows.push(vec![
                    part.number(field, time).to_string(),
                    format!("{}.{}", part.prefix(time), field.id),
                    kind,
                    if field.required { needed.to_owned() } else { String::new() },
                    field.label.clone(),
                ]);
            }
        }
    }
    rows
}

fn ids(options: &[Choice]) -> String {
    options.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join(", ")
}

/// The questions as JSON, each with the names of its fields in the PDF and the letters that they hold.
pub fn to_json(schema: &Schema, limits: &Limits) -> Value {
    let mut fields = Vec::new();
    for part in &schema.parts {
        for time in 1..=part.times() {
            for field in &part.fields {
                let mut value = serde_json::to_value(field).unwrap_or_default();
                let mut cells = Vec::new();
                field_cells(part, time, field, &mut cells);
                if let Some(map) = value.as_object_mut() {
                    map.insert("number".to_owned(), json!(part.number(field, time)));
                    map.insert("name".to_owned(), json!(format!("{}.{}", part.prefix(time), field.id)));
                    map.insert("required".to_owned(), json!(field.required));
                    let letters: Map<String, Value> =
                        cells.iter().filter_map(|c| Some((c.name.clone(), json!(limits.get(&c.name)?)))).collect();
                    if !letters.is_empty() {
                        map.insert("letters".to_owned(), Value::Object(letters));
                    }
                }
                fields.push(value);
            }
        }
    }
    json!({
        "form": schema.form,
        "revision": schema.revision,
        "language": schema.lang,
        "title": schema.title,
        "digest": schema.digest().as_str(),
        "fields": fields,
    })
}

/// The JSON Schema of a form's answers, as `fill` takes and `extract` gives them.
pub fn json_schema(schema: &Schema) -> Value {
    let mut parts: Map<String, Value> = schema
        .parts
        .iter()
        .map(|part| {
            let mut own = object(part.fields.iter().map(|f| (f.id.clone(), field(schema, part, f))).collect());
            own["title"] = json!(part.heading);
            let value = match part.repeat {
                Some(times) => json!({"type": "array", "maxItems": times, "items": own}),
                None => own,
            };
            (part.id.clone(), value)
        })
        .collect();
    parts.insert(EXTRA.to_owned(), object(Map::from_iter([("text".to_owned(), json!({"type": ["string", "null"]}))])));
    let mut root = object(parts);
    root["$schema"] = json!("https://json-schema.org/draft/2020-12/schema");
    root["title"] = json!(format!("{}, revision {} ({})", schema.title, schema.revision, schema.lang));
    root
}

fn object(properties: Map<String, Value>) -> Value {
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

fn field(schema: &Schema, part: &Part, field: &Field) -> Value {
    let lang = &schema.lang;
    let words = |entry: Entry| match entry {
        Entry::Words | Entry::Phone => json!({"type": ["string", "null"]}),
        Entry::Date => json!({
            "type": ["string", "null"],
            "description": format!("{} or YYYY-MM-DD", format::hint(lang, Entry::Date)),
        }),
        Entry::Number => json!({"type": ["number", "null"]}),
    };
    let any = |options: &[Choice]| options.iter().map(|o| json!(o.id)).collect::<Vec<_>>();
    let mut value = match &field.kind {
        Kind::Text | Kind::LongText => words(Entry::Words),
        Kind::Date => words(Entry::Date),
        Kind::Phone => words(Entry::Phone),
        Kind::Number => words(Entry::Number),
        Kind::Checkbox => json!({"type": ["boolean", "null"]}),
        Kind::Checkboxes { options } => {
            json!({"type": ["array", "null"], "uniqueItems": true, "items": {"enum": any(options)}})
        }
        Kind::Choice { options } => {
            let mut options = any(options);
            options.push(Value::Null);
            json!({"enum": options})
        }
        Kind::Scale { .. } => json!({"type": ["integer", "null"], "minimum": 0, "maximum": 10}),
        Kind::Table { rows, columns } => {
            let columns = columns.iter().map(|c| {
                let value = match c.kind {
                    ColumnKind::Checkbox => json!({"type": ["boolean", "null"]}),
                    kind => words(Entry::of(kind).unwrap_or(Entry::Words)),
                };
                (c.id.clone(), value)
            });
            json!({"type": ["array", "null"], "maxItems": rows, "items": object(columns.collect())})
        }
        Kind::Signature => {
            object(Map::from_iter([("name".to_owned(), words(Entry::Words)), ("date".to_owned(), words(Entry::Date))]))
        }
    };
    value["title"] = json!(format!("{}. {}", part.number(field, 1), field.label));
    if let (Some(help), None) = (&field.help, value.get("description")) {
        value["description"] = json!(help);
    }
    value
}
