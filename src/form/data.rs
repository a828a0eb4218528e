//! Answers from files: YAML and JSON for one form, CSV for many. Each mistake is said with file, line and column, and
//! without the answer: what families write never reaches a terminal or a log.

use std::collections::BTreeMap;

use super::answers::{Cell, Given, Raw, Wrong, cells, field_cells};
use super::schema::{EXTRA, Field, Kind, Part, Schema};
use super::spread::extra_name;
use crate::diag::{Code, Finding, Sink};
use crate::source::schema::nearest;
use crate::source::yaml::{self, Node, Value};

/// The mark of byte order that spreadsheets put at the head of a file.
const MARK: char = '\u{feff}';

/// Reads the answers of one form from YAML or JSON.
pub fn read(schema: &Schema, file: &str, text: &str, sink: &mut Sink) -> Option<Raw> {
    let mut own = Sink::default();
    let root = yaml::parse(file, text, &mut own);
    // JSON may write a letter in ways that YAML does not know.
    let json = || serde_json::from_str::<serde_json::Value>(text.trim_start_matches(MARK)).ok().map(|v| node(&v));
    let before = sink.len();
    let root = match root.filter(|_| !own.has_errors()) {
        Some(root) => root,
        None => match json() {
            Some(root) => root,
            None => {
                for finding in own.into_sorted() {
                    // What stands in the file may be in its words.
                    let message = if finding.code == Code::DuplicateKey {
                        finding.message.clone()
                    } else {
                        "the file is not YAML or JSON that can be read".to_owned()
                    };
                    let start = finding.place.as_ref().map_or(0, |p| p.range.start);
                    let (line, column) = place(text, start);
                    sink.push(
                        Finding::new(finding.code, message)
                            .at_line(file, line, column)
                            .hint("`handout fields ID --format schema` gives editors the shape of this file"),
                    );
                }
                return None;
            }
        },
    };
    let mut reader = Reader { schema, file, text, sink, raw: Raw::new() };
    reader.form(&root);
    let raw = reader.raw;
    (sink.len() == before).then_some(raw)
}

/// Line and column of an offset, from 1.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

/// JSON as a tree without places.
fn node(value: &serde_json::Value) -> Node {
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
    Node { value, range: 0..0 }
}

struct Reader<'a> {
    schema: &'a Schema,
    file: &'a str,
    text: &'a str,
    sink: &'a mut Sink,
    raw: Raw,
}

impl Reader<'_> {
    fn say(&mut self, at: &std::ops::Range<usize>, message: String, hint: String) {
        let (line, column) = place(self.text, at.start);
        let finding = Finding::new(Code::BadAnswer, message);
        let finding =
            if *at == (0..0) { finding.at(self.file, 0..0) } else { finding.at_line(self.file, line, column) };
        self.sink.push(if hint.is_empty() { finding } else { finding.hint(hint) });
    }

    fn wrong(&mut self, node: &Node, cell: &Cell, wrong: Wrong) {
        self.say(&node.range, format!("the answer `{}` {}", cell.name, wrong.what), wrong.hint);
    }

    /// The pairs of a map; nothing where there is nothing.
    fn pairs<'n>(&mut self, node: &'n Node, what: &str) -> &'n [(yaml::Key, Node)] {
        match &node.value {
            Value::Map(pairs) => pairs,
            Value::Null => &[],
            _ => {
                self.say(
                    &node.range,
                    format!("{what} is not a block of keys"),
                    "write `key: answer`, one a line".into(),
                );
                &[]
            }
        }
    }

    fn unknown<'k>(&mut self, key: &yaml::Key, what: &str, known: impl IntoIterator<Item = &'k str>) {
        let hint = nearest(&key.name, known)
            .map_or_else(|| "`handout fields` lists what there is".to_owned(), |n| format!("did you mean `{n}`?"));
        self.say(&key.range, format!("{what} `{}`", key.name), hint);
    }

    fn form(&mut self, root: &Node) {
        // What `extract` wrote may be given back as it is.
        let wrapped = self.schema.parts.iter().all(|p| p.id != "answers");
        let root = match root.get("answers").filter(|_| wrapped) {
            Some(answers) => {
                if let Some(form) = root.get("form").filter(|f| f.as_str() != Some(&self.schema.form)) {
                    let message = format!("these answers are not of the form `{}`", self.schema.form);
                    self.say(&form.range, message, "name the form that they were taken from".into());
                    return;
                }
                answers
            }
            None => root,
        };
        let schema = self.schema;
        for (key, node) in self.pairs(root, "the file").to_vec() {
            if key.name == EXTRA {
                self.extra(&node);
                continue;
            }
            match schema.parts.iter().find(|p| p.id == key.name) {
                Some(part) => self.part(part, &node),
                None => self.unknown(&key, "the form has no part", schema.parts.iter().map(|p| p.id.as_str())),
            }
        }
    }

    fn extra(&mut self, node: &Node) {
        for (key, node) in self.pairs(node, EXTRA).to_vec() {
            match self.given(&node) {
                Given::Words(text) if key.name == "text" => {
                    drop(self.raw.insert(extra_name(), text.replace("\r\n", "\n")))
                }
                Given::Nothing => {}
                _ => self.unknown(&key, "the page for what did not fit takes only `text`, as words, not", ["text"]),
            }
        }
    }

    fn part(&mut self, part: &Part, node: &Node) {
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
            _ => {
                let message = format!("the part `{}` repeats, so its answers are a list", part.id);
                self.say(&node.range, message, "begin each of them with `- `".into());
            }
        }
    }

    fn fields(&mut self, part: &Part, time: u32, node: &Node) {
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

    fn field(&mut self, part: &Part, time: u32, field: &Field, node: &Node) {
        let mut cells = Vec::new();
        field_cells(part, time, field, &mut cells);
        let name = format!("{}.{}", part.prefix(time), field.id);
        match &field.kind {
            Kind::Table { rows, .. } => {
                let items = match &node.value {
                    Value::Seq(items) => items,
                    Value::Null => return,
                    _ => {
                        let message = format!("the answer `{name}` is a table, so its rows are a list");
                        return self.say(&node.range, message, "begin each row with `- `".into());
                    }
                };
                if items.len() > *rows as usize {
                    let message = format!("the table `{name}` has {rows} rows, and {} are given", items.len());
                    self.say(&node.range, message, "use a second form for the others".into());
                }
                for (row, item) in (1..=*rows).zip(items) {
                    let prefix = format!("{name}[{row}].");
                    self.named(&cells, &prefix, item, &format!("the table `{name}`"), "column");
                }
            }
            Kind::Signature => {
                self.named(&cells, &format!("{name}."), node, &format!("the signature `{name}`"), "part");
            }
            _ => {
                if let Some(cell) = cells.first() {
                    self.cell(cell, node);
                }
            }
        }
    }

    /// A map of cells that share the beginning of their names.
    fn named(&mut self, cells: &[Cell], prefix: &str, node: &Node, what: &str, piece: &str) {
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

    fn cell(&mut self, cell: &Cell, node: &Node) {
        let given = self.given(node);
        if let Err(wrong) = cell.write(&self.schema.lang, &given, &mut self.raw) {
            self.wrong(node, cell, wrong);
        }
    }

    fn given(&self, node: &Node) -> Given {
        let source = |usual: String| match self.text.get(node.range.clone()).map(str::trim) {
            Some(text) if !text.is_empty() => text.to_owned(),
            _ => usual,
        };
        match &node.value {
            Value::Null => Given::Nothing,
            Value::Bool(flag) => Given::Flag(*flag, source(flag.to_string())),
            Value::Int(n) => Given::Number(*n as f64, source(n.to_string())),
            Value::Float(n) => Given::Number(*n, source(n.to_string())),
            Value::Str(text) => Given::Words(text.clone()),
            Value::Seq(items) => {
                let words = items.iter().map(|i| i.as_str().map(str::to_owned));
                words.collect::<Option<Vec<_>>>().map_or(Given::Other, Given::List)
            }
            Value::Map(_) => Given::Other,
        }
    }
}

/// The columns of a CSV file of a form's answers.
pub fn columns(schema: &Schema) -> Vec<String> {
    cells(schema).into_iter().map(|c| c.name).chain([extra_name()]).collect()
}

/// A CSV file of answers, its head checked.
pub struct Table<'a> {
    schema: &'a Schema,
    file: &'a str,
    text: &'a str,
    /// For each column of the file the cell that it answers; `None` where it only names files.
    columns: Vec<Option<Column<'a>>>,
    name_from: Option<usize>,
}

enum Column<'a> {
    Cell(Cell<'a>),
    Extra,
}

/// A row of a CSV file.
pub struct Row {
    /// The line on which it begins.
    pub line: u64,
    /// What the column for file names says.
    pub name: Option<String>,
    /// Its answers.
    pub raw: Raw,
}

impl<'a> Table<'a> {
    /// Reads the head of a CSV file. Columns that `extract` adds in front are passed over.
    pub fn open(
        schema: &'a Schema,
        file: &'a str,
        text: &'a str,
        name_from: Option<&str>,
        sink: &mut Sink,
    ) -> Option<Self> {
        let text = text.strip_prefix(MARK).unwrap_or(text);
        let mut reader = reader(text);
        let head: Vec<String> = match reader.headers() {
            Ok(head) => head.iter().map(|h| h.trim().to_owned()).collect(),
            Err(_) => {
                sink.push(Finding::new(Code::BadAnswer, "the head of the table cannot be read").at(file, 0..0));
                return None;
            }
        };
        let before = sink.len();
        let mut known: BTreeMap<String, Cell> = cells(schema).into_iter().map(|c| (c.name.clone(), c)).collect();
        let names: Vec<String> = columns(schema);
        let mut columns = Vec::new();
        for (i, name) in head.iter().enumerate() {
            let twice = head[..i].contains(name) && !name.is_empty();
            columns.push(if *name == extra_name() {
                Some(Column::Extra)
            } else {
                known.remove(name).map(Column::Cell)
            });
            let passed = ["file", "form", "revision", "language"].contains(&name.as_str()) || name_from == Some(name);
            if twice {
                let message = format!("the table has the column `{name}` twice");
                sink.push(Finding::new(Code::BadAnswer, message).at_line(file, 1, 1));
            } else if columns.last().is_some_and(Option::is_none) && !passed {
                let hint = nearest(name, names.iter().map(String::as_str)).map_or_else(
                    || "`handout fields ID --format csv` writes a table with the right columns".to_owned(),
                    |n| format!("did you mean `{n}`?"),
                );
                let message = format!("the form has no answer `{name}`, which column {} of the table names", i + 1);
                sink.push(Finding::new(Code::BadAnswer, message).at_line(file, 1, 1).hint(hint));
            }
        }
        let position = name_from.map(|wanted| head.iter().position(|h| h == wanted));
        if position == Some(None) {
            let message = format!("the table has no column `{}` to name files from", name_from.unwrap_or_default());
            sink.push(Finding::new(Code::BadAnswer, message).at_line(file, 1, 1));
        }
        (sink.len() == before).then(|| Self { schema, file, text, columns, name_from: position.flatten() })
    }

    /// Its rows, each with its answers; what is wrong goes to `sink`.
    pub fn rows(&self, mut each: impl FnMut(Row), sink: &mut Sink) {
        let mut reader = reader(self.text);
        let mut record = csv::StringRecord::new();
        loop {
            let line = reader.position().line();
            match reader.read_record(&mut record) {
                Ok(false) => return,
                Ok(true) => {}
                Err(error) => {
                    let line = error.position().map_or(line, csv::Position::line);
                    let message = "a row of the table cannot be read, or has more or fewer columns than its head";
                    let place = usize::try_from(line).unwrap_or(usize::MAX);
                    sink.push(Finding::new(Code::BadAnswer, message).at_line(self.file, place, 1));
                    return;
                }
            }
            let line = record.position().map_or(line, csv::Position::line);
            let mut raw = Raw::new();
            for (column, text) in self.columns.iter().zip(record.iter()) {
                // What `extract` put before a formula, so that no spreadsheet runs it.
                let text = unguarded(text);
                match column {
                    Some(Column::Extra) if !text.is_empty() => {
                        drop(raw.insert(extra_name(), text.replace("\r\n", "\n")))
                    }
                    Some(Column::Cell(cell)) if !text.is_empty() => {
                        if let Err(wrong) = cell.write(&self.schema.lang, &Given::Words(text.to_owned()), &mut raw) {
                            let message = format!("the answer `{}` {}", cell.name, wrong.what);
                            let place = usize::try_from(line).unwrap_or(usize::MAX);
                            sink.push(
                                Finding::new(Code::BadAnswer, message).at_line(self.file, place, 1).hint(wrong.hint),
                            );
                        }
                    }
                    _ => {}
                }
            }
            let name = self.name_from.and_then(|i| record.get(i)).map(|n| n.trim().to_owned());
            each(Row { line, name, raw });
        }
    }
}

fn reader(text: &str) -> csv::Reader<&[u8]> {
    // Spreadsheets of many languages write semicolons.
    let head = text.lines().next().unwrap_or_default();
    let delimiter = if head.matches(';').count() > head.matches(',').count() { b';' } else { b',' };
    csv::ReaderBuilder::new().delimiter(delimiter).from_reader(text.as_bytes())
}

/// The signs with which a spreadsheet takes a text for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// A text that no spreadsheet takes for a formula.
pub fn guarded(text: &str) -> String {
    // An apostrophe before such a sign is guarded too, so that it comes back.
    let bare = text.trim_start_matches('\'');
    if bare.starts_with(FORMULA) { format!("'{text}") } else { text.to_owned() }
}

/// Undoes [`guarded`].
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest,
        _ => text,
    }
}
