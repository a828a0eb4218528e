//! Answers from files: YAML and JSON for one form, CSV for many. Each mistake is said with file, line and column, and
//! without the answer: what families write never reaches a terminal or a log.

use super::cell::{AnswerError, Cell, Input, field_cells, tidy};
use crate::acroform::names::FieldValues;
use crate::diag::{Code, Finding, Sink, nearest};
use crate::model::field::EXTRA;
use crate::questions::schema::{FormField, FormPart, FormSchema, extra_name};
use crate::source::swallowed;
use crate::source::yaml::{self, Value, YamlNode};

/// The mark of byte order that spreadsheets and editors put at the head of a file.
pub const MARK: char = '\u{feff}';

/// Reads the answers of one form from YAML or JSON; those that are right, where others are wrong.
pub fn read(schema: &FormSchema, file: &str, text: &str, sink: &mut Sink) -> Option<FieldValues> {
    // The mark is no column of the first line.
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let root = tree(file, text, sink)?;
    let mut reader = AnswerReader { schema, file, text, sink, values: FieldValues::new() };
    reader.form(&root);
    Some(reader.values)
}

/// A file as YAML, or else as JSON, which may write a letter in ways that YAML does not know.
fn tree(file: &str, text: &str, sink: &mut Sink) -> Option<YamlNode> {
    let mut own = Sink::default();
    let root = yaml::parse(file, text, &mut own);
    if root.is_none() {
        match serde_json::from_str::<serde_json::Value>(text) {
            Ok(json) => return Some(node(&json)),
            Err(error) if file.to_lowercase().ends_with(".json") => {
                sink.push(
                    Finding::new(Code::YamlSyntax, "the file is not JSON that can be read")
                        .at_line(file, error.line(), error.column().max(1))
                        .hint("look at the brackets, quotes and commas here and just before"),
                );
                return None;
            }
            Err(_) => {}
        }
    }
    own.iter().for_each(|finding| sink.push(unreadable(file, text, finding)));
    for lost in root.iter().flat_map(|root| swallowed::words(text, root, &[])) {
        let (line, column) = place(text, lost.range.start);
        sink.push(lost.finding().at_line(file, line, column));
    }
    root
}

/// What the reader of YAML found, without anything that stands in the file.
fn unreadable(file: &str, text: &str, found: &Finding) -> Finding {
    let start = found.place.as_ref().map_or(0, |p| p.range.start);
    let (line, column) = place(text, start);
    if found.code == Code::DuplicateKey {
        let finding = Finding::new(found.code, "the same key stands here a second time");
        return found.hints.iter().fold(finding.at_line(file, line, column), Finding::hint);
    }
    if found.code == Code::Unreadable {
        return Finding { place: None, ..found.clone() }.at(file, 0..0);
    }
    let (what, hint) = if text.lines().nth(line - 1).is_some_and(|l| l.starts_with("---")) {
        (
            "the file holds more than one document",
            "each worksheet is filled from a file of its own, or many from one CSV file",
        )
    } else {
        (
            "the file is not YAML or JSON that can be read",
            "look at the signs and the indentation here; an answer with `:` or `#`, or that begins with a sign, needs quotes around it",
        )
    };
    Finding::new(found.code, what).at_line(file, line, column).hint(hint)
}

/// Line and column of an offset, from 1.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

/// The known name that a name of harmless signs is all but like.
pub(super) fn similar<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    nearest(name, known).filter(|_| name.chars().all(|c| c.is_alphanumeric() || "-_.[] ".contains(c)))
}

/// JSON as a tree without places.
fn node(value: &serde_json::Value) -> YamlNode {
    use serde_json::Value as Json;
    let value = match value {
        Json::Null => Value::Null,
        Json::Bool(b) => Value::Bool(*b),
        Json::Number(n) => n.as_i64().map_or_else(|| Value::Float(n.as_f64().unwrap_or(f64::NAN)), Value::Int),
        Json::String(s) => Value::Str(s.clone()),
        Json::Array(list) => Value::Seq(list.iter().map(node).collect()),
        Json::Object(map) => {
            Value::Map(map.iter().map(|(k, v)| (yaml::Key { name: k.clone(), range: 0..0 }, node(v))).collect())
        }
    };
    YamlNode { value, range: 0..0 }
}

struct AnswerReader<'a> {
    schema: &'a FormSchema,
    file: &'a str,
    text: &'a str,
    sink: &'a mut Sink,
    values: FieldValues,
}

impl AnswerReader<'_> {
    fn say(&mut self, at: &std::ops::Range<usize>, message: String, hint: String) {
        let (line, column) = place(self.text, at.start);
        let finding = Finding::new(Code::BadAnswer, message);
        let finding =
            if *at == (0..0) { finding.at(self.file, 0..0) } else { finding.at_line(self.file, line, column) };
        self.sink.push(if hint.is_empty() { finding } else { finding.hint(hint) });
    }

    fn wrong(&mut self, node: &YamlNode, cell: &Cell, wrong: AnswerError) {
        self.say(&node.range, format!("the answer `{}` {}", cell.name, wrong.what), wrong.hint);
    }

    /// The pairs of a map; nothing where there is nothing.
    fn pairs<'n>(&mut self, node: &'n YamlNode, what: &str) -> &'n [(yaml::Key, YamlNode)] {
        match &node.value {
            Value::Map(pairs) => pairs,
            Value::Null => &[],
            Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Seq(_) => {
                self.say(
                    &node.range,
                    format!("{what} needs lines of its own below it"),
                    "write `key: answer`, one a line".into(),
                );
                &[]
            }
        }
    }

    /// A key that means nothing here. It is named only where it is all but one that does: what stands in the place of
    /// a key may be an answer.
    fn unknown<'k>(&mut self, key: &yaml::Key, what: &str, known: impl IntoIterator<Item = &'k str>) {
        match similar(&key.name, known) {
            Some(near) => self.say(&key.range, format!("{what} `{}`", key.name), format!("did you mean `{near}`?")),
            None => {
                let hint =
                    format!("`handout fields {} --lang {}` lists what there is", self.schema.form, self.schema.lang);
                self.say(&key.range, format!("{what} of the name that stands here"), hint);
            }
        }
    }

    fn form(&mut self, root: &YamlNode) {
        if matches!(root.value, Value::Seq(_)) {
            let message = "the file is a list, not the answers of one worksheet".to_owned();
            let hint = "take one of them out, or give the answers of several as CSV";
            return self.say(&root.range, message, hint.into());
        }
        let Some(answers) = self.answers(root) else { return };
        for (key, node) in self.pairs(answers, "the file").to_vec() {
            self.part_named(&key, node);
        }
    }

    /// The answers in a file: all of it, or what stands under `answers` where `extract` wrote it. `None` where they are of
    /// another form.
    fn answers<'n>(&mut self, root: &'n YamlNode) -> Option<&'n YamlNode> {
        let is_part = |id: &str| self.schema.parts.iter().any(|p| p.id == id);
        let wrapped = !is_part("answers") || (root.get("form").is_some() && !is_part("form"));
        let Some(answers) = root.get("answers").filter(|_| wrapped) else { return Some(root) };
        if let Some(form) = root.get("form").filter(|f| f.as_str() != Some(&self.schema.form)) {
            let message = format!("these answers are not of the form `{}`", self.schema.form);
            self.say(&form.range, message, "name the form that they were taken from".into());
            return None;
        }
        Some(answers)
    }

    /// What stands under a key of the answers: a part, or `part.field` as `fields` lists it.
    fn part_named(&mut self, key: &yaml::Key, node: YamlNode) {
        let schema = self.schema;
        if key.name == EXTRA {
            return self.extra(&node);
        }
        if let Some(part) = schema.parts.iter().find(|p| p.id == key.name) {
            return self.part(part, &node);
        }
        let dotted = key.name.split_once('.').and_then(|(prefix, rest)| {
            let time = |part: &FormPart| (1..=part.times()).find(|time| part.prefix(*time) == prefix);
            let (part, time) = schema.parts.iter().find_map(|part| Some((part, time(part)?)))?;
            Some((part, time, yaml::Key { name: rest.to_owned(), range: key.range.clone() }))
        });
        match dotted {
            Some((part, time, rest)) => {
                let value = Value::Map(vec![(rest, node)]);
                self.fields(part, time, &YamlNode { value, range: key.range.clone() });
            }
            None => self.unknown(key, "the form has no part", schema.parts.iter().map(|p| p.id.as_str())),
        }
    }

    fn extra(&mut self, node: &YamlNode) {
        for (key, node) in self.pairs(node, &format!("`{EXTRA}`")).to_vec() {
            if key.name != "text" {
                self.unknown(&key, &format!("`{EXTRA}` has nothing"), ["text"]);
                continue;
            }
            match self.given(&node) {
                Input::Words(text) | Input::Number(_, text) | Input::Flag(_, text) => {
                    self.values.insert(extra_name(), tidy(&text));
                }
                Input::Nothing => drop(self.values.insert(extra_name(), String::new())),
                Input::List(_) | Input::Other => {
                    let message = format!("the answer `{}` is not a single value", extra_name());
                    self.say(&node.range, message, "write one value here".into());
                }
            }
        }
    }

    fn part(&mut self, part: &FormPart, node: &YamlNode) {
        let Some(times) = part.repeat else { return self.fields(part, 1, node) };
        match &node.value {
            Value::Null => {}
            Value::Seq(items) => {
                if items.len() > times as usize {
                    let message = format!("the part `{}` has room for {times}, and {} are given", part.id, items.len());
                    self.say(&node.range, message, "use a second form for the others".into());
                }
                for (time, item) in (1..=times).zip(items) {
                    self.fields(part, time, item);
                }
            }
            Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Map(_) => {
                let message = format!("the part `{}` repeats, so its answers are a list", part.id);
                self.say(&node.range, message, "begin each of them with `- `".into());
            }
        }
    }

    fn fields(&mut self, part: &FormPart, time: u32, node: &YamlNode) {
        for (key, node) in self.pairs(node, &format!("the part `{}`", part.id)).to_vec() {
            match part.fields.iter().find(|f| f.id == key.name) {
                Some(field) => self.field(part, time, field, &node),
                None => {
                    let what = format!("the part `{}` has no field", part.id);
                    self.unknown(&key, &what, part.fields.iter().map(|f| f.id.as_str()));
                }
            }
        }
    }

    fn field(&mut self, part: &FormPart, time: u32, field: &FormField, node: &YamlNode) {
        let mut cells = Vec::new();
        field_cells(part, time, field, &mut cells);
        let name = format!("{}.{}", part.prefix(time), field.id);
        if let Some((rows, _)) = field.kind.table() {
            return self.table(&name, rows, &cells, node);
        }
        match cells.as_slice() {
            [cell] => self.cell(cell, node),
            cells => self.named(cells, &format!("{name}."), node, (&format!("the signature `{name}`"), "piece")),
        }
    }

    fn table(&mut self, name: &str, rows: u32, cells: &[Cell], node: &YamlNode) {
        let items = match &node.value {
            Value::Seq(items) => items,
            Value::Null => return,
            Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) | Value::Map(_) => {
                let message = format!("the answer `{name}` is a table, so its rows are a list");
                return self.say(&node.range, message, "begin each row with `- `".into());
            }
        };
        if items.len() > rows as usize {
            let message = format!("the table `{name}` has {rows} rows, and {} are given", items.len());
            self.say(&node.range, message, "use a second form for the others".into());
        }
        for (row, item) in (1..=rows).zip(items) {
            self.named(cells, &format!("{name}[{row}]."), item, (&format!("the table `{name}`"), "column"));
        }
    }

    /// A map of cells that share the beginning of their names; `words` say what it and each of them are.
    fn named(&mut self, cells: &[Cell], prefix: &str, node: &YamlNode, words: (&str, &str)) {
        let (what, piece) = words;
        for (key, node) in self.pairs(node, what).to_vec() {
            match cells.iter().find(|c| c.name.strip_prefix(prefix) == Some(&key.name)) {
                Some(cell) => self.cell(cell, &node),
                None => {
                    let known = cells.iter().filter_map(|c| c.name.strip_prefix(prefix));
                    self.unknown(&key, &format!("{what} has no {piece}"), known);
                }
            }
        }
    }

    fn cell(&mut self, cell: &Cell, node: &YamlNode) {
        let given = self.given(node);
        if let Err(wrong) = cell.write(&self.schema.lang, &given, &mut self.values) {
            self.wrong(node, cell, wrong);
        }
    }

    fn given(&self, node: &YamlNode) -> Input {
        let source = |usual: String| match self.text.get(node.range.clone()).map(str::trim) {
            Some(text) if !text.is_empty() => text.to_owned(),
            _ => usual,
        };
        match &node.value {
            Value::Null => Input::Nothing,
            Value::Bool(flag) => Input::Flag(*flag, source(flag.to_string())),
            Value::Int(n) => Input::Number(*n as f64, source(n.to_string())),
            Value::Float(n) => Input::Number(*n, source(n.to_string())),
            Value::Str(text) => Input::Words(text.clone()),
            Value::Seq(items) => {
                let words = items.iter().map(|item| match self.given(item) {
                    Input::Words(text) | Input::Number(_, text) | Input::Flag(_, text) => Some(text),
                    Input::Nothing | Input::List(_) | Input::Other => None,
                });
                words.collect::<Option<Vec<_>>>().map_or(Input::Other, Input::List)
            }
            Value::Map(_) => Input::Other,
        }
    }
}
