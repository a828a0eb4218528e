//! The fields of a form for people and programs: a table, JSON, and the JSON Schema of its answers.

use serde_json::{Map, Value, json};

use super::format;
use super::schema::{FieldLimits, FormField, FormPart, FormSchema};
use crate::model::field::{CellAt, CellType, Choice, EXTRA, Entry, YES_NO};

/// One row for each question: number, name, type, whether it is needed, question.
pub fn table(schema: &FormSchema, needed: &str) -> Vec<Vec<String>> {
    let mut rows = vec![["no.", "name", "type", "", "question"].map(str::to_owned).to_vec()];
    for part in &schema.parts {
        for time in 1..=part.times() {
            for field in &part.fields {
                let kind = match (field.kind.options(), field.kind.table()) {
                    (Some(options), _) => format!("{}: {}", field.kind.name(), ids(options)),
                    (_, Some((rows, columns))) => {
                        let columns: Vec<&str> = columns.iter().map(|c| c.id.as_str()).collect();
                        format!("table, {rows} rows: {}", columns.join(", "))
                    }
                    (None, None) => field.kind.name().to_owned(),
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

/// The ids of options, for people.
fn ids(options: &[Choice]) -> String {
    options.iter().map(|o| o.id.as_str()).collect::<Vec<_>>().join(", ")
}

/// The questions as JSON, each with the names of its fields in the PDF and the letters that they hold.
pub fn to_json(schema: &FormSchema, limits: &FieldLimits) -> Value {
    let mut fields = Vec::new();
    for part in &schema.parts {
        for time in 1..=part.times() {
            for field in &part.fields {
                let mut value = serde_json::to_value(field).unwrap_or_default();
                let name = format!("{}.{}", part.prefix(time), field.id);
                let names = field.kind.cells().into_iter().map(|cell| cell.at.name(&name));
                if let Some(map) = value.as_object_mut() {
                    map.insert("number".to_owned(), json!(part.number(field, time)));
                    map.insert("name".to_owned(), json!(name));
                    map.insert("required".to_owned(), json!(field.required));
                    let letters: Map<String, Value> =
                        names.filter_map(|n| Some((n.clone(), json!(limits.get(&n)?)))).collect();
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
pub fn json_schema(schema: &FormSchema) -> Value {
    let mut parts: Map<String, Value> = schema
        .parts
        .iter()
        .map(|part| {
            let mut own = object(part.fields.iter().map(|f| (f.id.clone(), field_schema(schema, part, f))).collect());
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

/// An object of these properties alone, as JSON Schema.
fn object(properties: Map<String, Value>) -> Value {
    json!({"type": "object", "additionalProperties": false, "properties": properties})
}

/// What is answered to a question, as JSON Schema.
fn field_schema(schema: &FormSchema, part: &FormPart, field: &FormField) -> Value {
    let mut value = if let Some((rows, columns)) = field.kind.table() {
        let columns = columns.iter().map(|c| (c.id.clone(), cell_schema(&schema.lang, c.kind.takes())));
        json!({"type": ["array", "null"], "maxItems": rows, "items": object(columns.collect())})
    } else {
        let cells = field.kind.cells();
        match cells.as_slice() {
            [cell] => cell_schema(&schema.lang, cell.takes),
            // Pieces of one question, by the ends of their names.
            cells => object(cells.iter().map(|c| (piece_name(c.at), cell_schema(&schema.lang, c.takes))).collect()),
        }
    };
    value["title"] = json!(format!("{}. {}", part.number(field, 1), field.label));
    if let (Some(help), None) = (&field.help, value.get("description")) {
        value["description"] = json!(help);
    }
    value
}

/// What a piece of a question is called in its answer.
fn piece_name(at: CellAt) -> String {
    at.name("").trim_start_matches('.').to_owned()
}

/// What a cell takes, as JSON Schema.
fn cell_schema(lang: &str, takes: CellType) -> Value {
    let any = |options: &[Choice]| options.iter().map(|o| json!(o.id)).collect::<Vec<_>>();
    match takes {
        CellType::Words(Entry::Words | Entry::Lines | Entry::Phone) => json!({"type": ["string", "null"]}),
        CellType::Words(Entry::Date) => json!({
            "type": ["string", "null"],
            "description": format!("{} or YYYY-MM-DD", format::hint(lang, Entry::Date)),
        }),
        CellType::Words(Entry::Time) => json!({
            "type": ["string", "null"],
            "description": match format::hint(lang, Entry::Time) {
                hint if lang == "en" => format!("{hint}, or HH:MM of 24 hours"),
                hint => hint.to_owned(),
            },
        }),
        CellType::Words(Entry::Number) => json!({"type": ["number", "null"]}),
        CellType::Tick => json!({"type": ["boolean", "null"]}),
        CellType::Ticks(options) => {
            json!({"type": ["array", "null"], "uniqueItems": true, "items": {"enum": any(options)}})
        }
        CellType::One(options) => {
            let mut options = any(options);
            options.push(Value::Null);
            json!({"enum": options})
        }
        CellType::YesNo => json!({"enum": [YES_NO[0], YES_NO[1], null]}),
        CellType::Scale { .. } => json!({"type": ["integer", "null"], "minimum": 0, "maximum": 10}),
    }
}
