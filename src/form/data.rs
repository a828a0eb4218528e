//! Answers from files: YAML and JSON for one form, CSV for many. Each mistake is said with file, line and column, and
//! without the answer: what families write never reaches a terminal or a log.

use std::collections::BTreeMap;

use super::answers::{Cell, Given, Raw, Wrong, cells, field_cells, tidy};
use super::schema::{EXTRA, Field, Kind, Part, Schema};
use super::spread::extra_name;
use crate::diag::{Code, Finding, Sink};
use crate::source::schema::nearest;
use crate::source::yaml::{self, Node, Value};

/// The mark of byte order that spreadsheets put at the head of a file.
pub const MARK: char = '\u{feff}';

/// Reads the answers of one form from YAML or JSON; those that are right, where others are wrong.
pub fn read(schema: &Schema, file: &str, text: &str, sink: &mut Sink) -> Option<Raw> {
    // The mark is no column of the first line.
    let text = text.strip_prefix(MARK).unwrap_or(text);
    let mut own = Sink::default();
    let root = match yaml::parse(file, text, &mut own) {
        Some(root) => root,
        // JSON may write a letter in ways that YAML does not know.
        None => match serde_json::from_str::<serde_json::Value>(text) {
            Ok(json) => {
                own = Sink::default();
                node(&json)
            }
            Err(error) if file.to_lowercase().ends_with(".json") => {
                sink.push(
                    Finding::new(Code::YamlSyntax, "the file is not JSON that can be read")
                        .at_line(file, error.line(), error.column().max(1))
                        .hint("look at the brackets, quotes and commas here and just before"),
                );
                return None;
            }
            Err(_) => {
                own.iter().for_each(|finding| sink.push(unreadable(file, text, finding)));
                return None;
            }
        },
    };
    own.iter().for_each(|finding| sink.push(unreadable(file, text, finding)));
    let mut reader = Reader { schema, file, text, sink, raw: Raw::new() };
    reader.form(&root);
    Some(reader.raw)
}

/// What the reader of YAML found, without anything that stands in the file.
fn unreadable(file: &str, text: &str, found: &Finding) -> Finding {
    let start = found.place.as_ref().map_or(0, |p| p.range.start);
    let (line, column) = place(text, start);
    match found.code {
        Code::DuplicateKey => {
            let finding = Finding::new(found.code, "the same key stands here a second time");
            found.hints.iter().fold(finding.at_line(file, line, column), Finding::hint)
        }
        Code::Unreadable => Finding { place: None, ..found.clone() }.at(file, 0..0),
        code if text.lines().nth(line - 1).is_some_and(|l| l.starts_with("---")) => {
            Finding::new(code, "the file holds more than one document")
                .at_line(file, line, column)
                .hint("each worksheet is filled from a file of its own, or many from one CSV file")
        }
        code => Finding::new(code, "the file is not YAML or JSON that can be read")
            .at_line(file, line, column)
            .hint("look at the signs and the indentation here; an answer with `:` or `#`, or that begins with a sign, needs quotes around it"),
    }
}

/// Line and column of an offset, from 1.
fn place(text: &str, offset: usize) -> (usize, usize) {
    let before = text.get(..offset.min(text.len())).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    (line, before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
}

/// The known name that a name of harmless signs is all but like.
fn similar<'k>(name: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    nearest(name, known).filter(|_| name.chars().all(|c| c.is_alphanumeric() || "-_.[] ".contains(c)))
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

    fn form(&mut self, root: &Node) {
        // What `extract` wrote may be given back as it is.
        let is_part = |id: &str| self.schema.parts.iter().any(|p| p.id == id);
        let wrapped = !is_part("answers") || (root.get("form").is_some() && !is_part("form"));
        if matches!(root.value, Value::Seq(_)) {
            let hint = "take one of them out, or give the answers of several as CSV";
            return self.say(
                &root.range,
                "the file is a list, not the answers of one worksheet".to_owned(),
                hint.into(),
            );
        }
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
            // `part.field: answer`, as `fields` lists it.
            let dotted = key.name.split_once('.').and_then(|(prefix, rest)| {
                let times = |p: &'_ Part| (1..=p.times()).find(|time| p.prefix(*time) == prefix);
                let (part, time) = schema.parts.iter().find_map(|p| Some((p, times(p)?)))?;
                Some((part, time, yaml::Key { name: rest.to_owned(), range: key.range.clone() }))
            });
            match schema.parts.iter().find(|p| p.id == key.name) {
                Some(part) => self.part(part, &node),
                None if dotted.is_some() => {
                    if let Some((part, time, rest)) = dotted {
                        let range = key.range.clone();
                        self.fields(part, time, &Node { value: Value::Map(vec![(rest, node)]), range });
                    }
                }
                None => self.unknown(&key, "the form has no part", schema.parts.iter().map(|p| p.id.as_str())),
            }
        }
    }

    fn extra(&mut self, node: &Node) {
        for (key, node) in self.pairs(node, &format!("`{EXTRA}`")).to_vec() {
            match self.given(&node) {
                _ if key.name != "text" => self.unknown(&key, &format!("`{EXTRA}` has nothing"), ["text"]),
                Given::Words(text) | Given::Number(_, text) | Given::Flag(_, text) => {
                    self.raw.insert(extra_name(), tidy(&text));
                }
                Given::Nothing => drop(self.raw.insert(extra_name(), String::new())),
                Given::List(_) | Given::Other => {
                    let message = format!("the answer `{}` is not a single value", extra_name());
                    self.say(&node.range, message, "write one value here".into());
                }
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
                self.named(&cells, &format!("{name}."), node, &format!("the signature `{name}`"), "piece");
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
                let words = items.iter().map(|item| match self.given(item) {
                    Given::Words(text) | Given::Number(_, text) | Given::Flag(_, text) => Some(text),
                    _ => None,
                });
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
    /// For each column what stands in it.
    columns: Vec<Column<'a>>,
    name_from: Option<usize>,
}

/// What stands in a column.
enum Column<'a> {
    /// The answers of a cell.
    Cell(Cell<'a>),
    /// What stands on the page for what did not fit.
    Extra,
    /// The form that the answers were taken from.
    Form,
    /// The language of that form.
    Language,
    /// Nothing: spreadsheets write empty columns beside a table.
    Nothing,
    /// What only names files or tells where the answers come from.
    Passed,
}

/// A row of a CSV file.
pub struct Row {
    /// The line on which it begins.
    pub line: usize,
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
        let head: Vec<String> = match reader(text).headers() {
            Ok(head) => head.iter().map(|h| h.trim().to_owned()).collect(),
            Err(_) => {
                sink.push(Finding::new(Code::BadAnswer, "the head of the table cannot be read").at(file, 0..0));
                return None;
            }
        };
        let before = sink.len();
        let mut say = |message: String, hint: String| {
            sink.push(Finding::new(Code::BadAnswer, message).at_line(file, 1, 1).hint(hint));
        };
        let template = format!(
            "`handout fields {} --lang {} --format csv` writes a table with the right ones",
            schema.form, schema.lang
        );
        let mut known: BTreeMap<String, Cell> = cells(schema).into_iter().map(|c| (c.name.clone(), c)).collect();
        let names: Vec<String> = self::columns(schema);
        if !head.iter().any(|name| names.contains(name) || similar(name, names.iter().map(String::as_str)).is_some()) {
            say(
                format!("the first line of the table names no answer of the form `{}`", schema.form),
                format!("it must hold the names of the columns: {template}"),
            );
            return None;
        }
        let mut columns = Vec::new();
        for (i, name) in head.iter().enumerate() {
            if head[..i].contains(name) && !name.is_empty() {
                let first = head.iter().position(|h| h == name).unwrap_or_default() + 1;
                let what = if names.contains(name) { format!("`{name}`") } else { "of the same name".to_owned() };
                say(
                    format!("the table has the column {what} twice, as columns {first} and {}", i + 1),
                    "keep one of them".to_owned(),
                );
                continue;
            }
            let column = match name.as_str() {
                name if name == extra_name() => Column::Extra,
                name => match known.remove(name) {
                    Some(cell) => Column::Cell(cell),
                    None if name.is_empty() => Column::Nothing,
                    None if name == "form" => Column::Form,
                    None if name == "language" => Column::Language,
                    None if ["file", "revision"].contains(&name) || name_from == Some(name) => Column::Passed,
                    None => {
                        match similar(name, names.iter().map(String::as_str)) {
                            Some(near) => say(
                                format!("the form has no answer `{name}`, which column {} of the table names", i + 1),
                                format!("did you mean `{near}`?"),
                            ),
                            None => say(
                                format!("column {} of the table is no answer of the form", i + 1),
                                format!("take it out, or give it the right name: {template}"),
                            ),
                        }
                        Column::Passed
                    }
                },
            };
            columns.push(column);
        }
        let position = name_from.map(|wanted| head.iter().position(|h| h == wanted.trim()));
        if let (Some(None), Some(wanted)) = (position, name_from) {
            let near = similar(wanted, head.iter().map(String::as_str).filter(|h| names.iter().any(|n| n == h)));
            say(
                format!("the table has no column `{wanted}` to name files from"),
                near.map_or_else(
                    || "--name-from takes the name of a column as it stands in the first line".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                ),
            );
        }
        (sink.len() == before).then(|| Self { schema, file, text, columns, name_from: position.flatten() })
    }

    /// Its rows, each with its answers; what is wrong goes to `sink`. Rows in which nothing stands are none.
    pub fn rows(&self, mut each: impl FnMut(Row), sink: &mut Sink) {
        let (mut line, mut counted) = (1, 0);
        for record in reader(self.text).records() {
            // Text that is UTF-8 has no record that cannot be read.
            let Ok(record) = record else { continue };
            // The reader's own count lags behind where lines end in two signs.
            let start = record.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or_default();
            let start = start + self.text[start..].find(|c| c != '\r' && c != '\n').unwrap_or_default();
            line += self.text[counted..start].matches('\n').count();
            counted = start;
            if record.iter().all(|text| text.trim().is_empty()) {
                continue;
            }
            let mut say = |message: String, hint: String| {
                sink.push(Finding::new(Code::BadAnswer, message).at_line(self.file, line, 1).hint(hint));
            };
            // Empty cells behind the last column say nothing.
            let filled = record.iter().enumerate().filter(|(_, text)| !text.trim().is_empty());
            let width = filled.last().map_or(0, |(last, _)| last + 1);
            if record.len() < self.columns.len() || width > self.columns.len() {
                say(
                    format!(
                        "the row has {} where the first line of the table has {}",
                        if record.len() == 1 { "1 column".to_owned() } else { format!("{} columns", record.len()) },
                        self.columns.len()
                    ),
                    "an answer with the sign between columns needs quotes around it, and each quote a second one"
                        .to_owned(),
                );
                continue;
            }
            let mut raw = Raw::new();
            for (i, (column, text)) in self.columns.iter().zip(record.iter()).enumerate() {
                // What `extract` put before a formula, so that no spreadsheet runs it.
                let text = unguarded(text);
                let wrong = match column {
                    _ if text.is_empty() => None,
                    Column::Cell(cell) => {
                        let wrong = cell.write(&self.schema.lang, &Given::Words(text.to_owned()), &mut raw).err();
                        wrong.map(|wrong| (format!("the answer `{}` {}", cell.name, wrong.what), wrong.hint))
                    }
                    Column::Extra => {
                        raw.extend(Some((extra_name(), tidy(text))).filter(|(_, text)| !text.is_empty()));
                        None
                    }
                    Column::Form => (text.trim() != self.schema.form).then(|| {
                        let message = format!("the answers of the row are not of the form `{}`", self.schema.form);
                        (message, "name the form that they were taken from".to_owned())
                    }),
                    Column::Language => (text.trim() != self.schema.lang).then(|| {
                        let message = format!("the answers of the row are not of the form in `{}`", self.schema.lang);
                        (message, "name the language with --lang: numbers are written in the way of each".to_owned())
                    }),
                    Column::Nothing => (!text.trim().is_empty()).then(|| {
                        let message = format!("something stands in column {}, which has no name", i + 1);
                        (message, "write the name of its answer into the first line, or take it out".to_owned())
                    }),
                    Column::Passed => None,
                };
                if let Some((message, hint)) = wrong {
                    say(message, hint);
                }
            }
            let name = self.name_from.and_then(|i| record.get(i)).map(|n| unguarded(n).trim().to_owned());
            each(Row { line, name, raw });
        }
    }
}

fn reader(text: &str) -> csv::Reader<&[u8]> {
    // Spreadsheets of many languages write semicolons, and some tabs.
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: u8| head.bytes().filter(|b| *b == sign).count();
    let sign = [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',');
    csv::ReaderBuilder::new().delimiter(sign).flexible(true).from_reader(text.as_bytes())
}

/// The signs with which a spreadsheet takes a text for a formula; some take the wide ones of East Asia too.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// A text that no spreadsheet takes for a formula. A number below zero is none.
pub fn guarded(text: &str) -> String {
    // An apostrophe before such a sign is guarded too, so that it comes back.
    let bare = text.trim_start_matches('\'');
    if bare.starts_with(FORMULA) && !is_negative(text) { format!("'{text}") } else { text.to_owned() }
}

/// Whether a text is `-`, digits, and perhaps decimals.
fn is_negative(text: &str) -> bool {
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    text.strip_prefix('-').is_some_and(|rest| match rest.split_once(['.', ',']) {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(rest),
    })
}

/// Undoes [`guarded`].
pub fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if rest.trim_start_matches('\'').starts_with(FORMULA) => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_would_run_is_guarded_and_comes_back() {
        for (text, cell) in [
            ("=1+1", "'=1+1"),
            ("+1 555 010 0199", "'+1 555 010 0199"),
            ("-", "'-"),
            ("-2+3", "'-2+3"),
            ("@x", "'@x"),
            ("\t=x", "'\t=x"),
            ("\n=x", "'\n=x"),
            ("＝x", "'＝x"),
            ("'=x", "''=x"),
            ("''-2", "'''-2"),
            ("-2", "-2"),
            ("-2.5", "-2.5"),
            ("-2,5", "-2,5"),
            ("'tis", "'tis"),
            ("'", "'"),
            ("2-1", "2-1"),
            (" =x", " =x"),
            ("", ""),
        ] {
            assert_eq!(guarded(text), cell);
            assert_eq!(unguarded(cell), text);
        }
    }
}
