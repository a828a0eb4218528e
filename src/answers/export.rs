//! Answers on their way out: as JSON, and as rows of a table in CSV.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value, json};

use crate::acroform::beside::BesideFields;
use crate::answers::extract::Extracted;
use crate::answers::nested::nested;
use crate::answers::table::{BESIDE, guarded};
use crate::questions::format::write_number;
use crate::questions::schema::extra_name;

impl Extracted {
    /// Everything as one JSON value; `superseded` where the project has another edition of the form.
    pub fn to_json(&self, file: &str, superseded: Option<bool>) -> Value {
        let mut out = Map::new();
        out.insert("file".to_owned(), json!(file));
        let Some(form) = &self.form else {
            out.insert("form".to_owned(), Value::Null);
            let answers = self.order.iter().filter_map(|n| Some((n.clone(), self.values.get(n)?.clone())));
            out.insert("answers".to_owned(), Value::Object(answers.collect()));
            self.add_beside(&mut out);
            return Value::Object(out);
        };
        out.insert("form".to_owned(), json!(form.schema.form));
        out.insert("revision".to_owned(), json!(form.schema.revision));
        out.insert("language".to_owned(), json!(form.schema.lang));
        out.insert("superseded".to_owned(), superseded.map_or(Value::Null, Value::Bool));
        let missing: Vec<&String> = self.missing.iter().map(|(_, name)| name).collect();
        out.insert("missing".to_owned(), json!(missing));
        out.insert("answers".to_owned(), nested(&form.schema, &self.values, self.extra.as_deref()));
        self.add_beside(&mut out);
        Value::Object(out)
    }

    /// Adds the words beside the fields, page by page, where there are any.
    fn add_beside(&self, out: &mut Map<String, Value>) {
        let with_words = self.beside.iter().filter(|page| !page.words.is_empty());
        let pages: Vec<Value> = with_words.map(|p| json!({"page": p.page, "texts": p.words})).collect();
        if !pages.is_empty() {
            out.insert(BESIDE.to_owned(), Value::Array(pages));
        }
    }

    /// The answers as the cells of a CSV row, by column.
    pub fn to_row(&self) -> BTreeMap<String, String> {
        let lang = self.form.as_ref().map_or("", |f| f.schema.lang.as_str());
        let mut row: BTreeMap<String, String> =
            self.values.iter().map(|(name, value)| (name.clone(), csv_cell(lang, value))).collect();
        if let Some(extra) = &self.extra {
            row.insert(extra_name(), extra.clone());
        }
        let words = |page: &BesideFields| format!("page {}: {}", page.page, page.words.join("\n"));
        let beside: Vec<String> = self.beside.iter().filter(|page| !page.words.is_empty()).map(words).collect();
        if !beside.is_empty() {
            row.insert(BESIDE.to_owned(), beside.join("\n"));
        }
        row
    }
}

/// A value as a cell of a table.
fn csv_cell(lang: &str, value: &Value) -> String {
    match value {
        // An empty cell for a box without a tick, so that a row says only what was said.
        Value::Null | Value::Bool(false) => String::new(),
        Value::Bool(true) => "yes".to_owned(),
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(|v| csv_cell(lang, v)).collect::<Vec<_>>().join(";"),
        // As people of the language write it, and as `fill` reads it.
        Value::Number(n) => n.as_f64().map_or_else(|| n.to_string(), |n| write_number(lang, n)),
        Value::Object(_) => value.to_string(),
    }
}

/// A table in CSV of the answers of several files, each with its name: what the file is, then every answer. Numbers are
/// as people of the form's language write them, days YYYY-MM-DD, and nothing that a spreadsheet would run.
///
/// # Errors
/// Where it cannot be written.
pub fn csv<'a>(read: impl Iterator<Item = (&'a str, &'a Extracted)> + Clone) -> Result<String, String> {
    let mut columns: Vec<String> = Vec::new();
    let mut seen = BTreeSet::new();
    for (_, answers) in read.clone() {
        let extra = answers.form.as_ref().map(|_| extra_name());
        for name in answers.order.iter().cloned().chain(extra) {
            if seen.insert(name.clone()) {
                columns.push(name);
            }
        }
    }
    if read.clone().any(|(_, answers)| answers.beside.iter().any(|page| !page.words.is_empty())) {
        columns.push(BESIDE.to_owned());
    }
    let mut writer = csv::Writer::from_writer(Vec::new());
    let head = ["file", "form", "revision", "language"].map(str::to_owned).into_iter().chain(columns.iter().cloned());
    writer.write_record(head.map(|h| guarded(&h))).map_err(|e| e.to_string())?;
    for (name, answers) in read {
        let own = answers.form.as_ref().map(|f| &f.schema);
        let row = answers.to_row();
        let mut record = vec![
            name.to_owned(),
            own.map_or_else(String::new, |s| s.form.clone()),
            own.map_or_else(String::new, |s| s.revision.to_string()),
            own.map_or_else(String::new, |s| s.lang.clone()),
        ];
        record.extend(columns.iter().map(|c| row.get(c).cloned().unwrap_or_default()));
        writer.write_record(record.iter().map(|cell| guarded(cell))).map_err(|e| e.to_string())?;
    }
    let bytes = writer.into_inner().map_err(|e| e.to_string())?;
    String::from_utf8(bytes).map_err(|e| e.to_string())
}
