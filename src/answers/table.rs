//! Answers of many forms as a CSV file, to and from spreadsheets.

use std::collections::BTreeMap;

use super::cell::{Cell, Input, cells, tidy};
use crate::acroform::names::FieldValues;
use crate::answers::file::{MARK, similar};
use crate::diag::{Code, Finding, Sink};
use crate::questions::schema::{FormSchema, extra_name};

/// The columns of a CSV file of a form's answers.
pub fn columns(schema: &FormSchema) -> Vec<String> {
    cells(schema).into_iter().map(|c| c.name).chain([extra_name()]).collect()
}

/// A CSV file of answers, its head checked.
pub struct AnswerTable<'a> {
    schema: &'a FormSchema,
    file: &'a str,
    text: &'a str,
    /// For each column what stands in it.
    columns: Vec<TableColumn<'a>>,
    name_from: Option<usize>,
}

/// What stands in a column.
enum TableColumn<'a> {
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
pub struct AnswerRow {
    /// The line on which it begins.
    pub line: usize,
    /// What the column for file names says.
    pub name: Option<String>,
    /// Its answers.
    pub raw: FieldValues,
}

impl<'a> AnswerTable<'a> {
    /// Reads the head of a CSV file. Columns that `extract` adds in front are passed over.
    pub fn open(
        schema: &'a FormSchema,
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
                name if name == extra_name() => TableColumn::Extra,
                name => match known.remove(name) {
                    Some(cell) => TableColumn::Cell(cell),
                    None if name.is_empty() => TableColumn::Nothing,
                    None if name == "form" => TableColumn::Form,
                    None if name == "language" => TableColumn::Language,
                    None if ["file", "revision"].contains(&name) || name_from == Some(name) => TableColumn::Passed,
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
                        TableColumn::Passed
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
    pub fn rows(&self, mut each: impl FnMut(AnswerRow), sink: &mut Sink) {
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
            let mut raw = FieldValues::new();
            for (i, (column, text)) in self.columns.iter().zip(record.iter()).enumerate() {
                // What `extract` put before a formula, so that no spreadsheet runs it.
                let text = unguarded(text);
                let wrong = match column {
                    _ if text.is_empty() => None,
                    TableColumn::Cell(cell) => {
                        let wrong = cell.write(&self.schema.lang, &Input::Words(text.to_owned()), &mut raw).err();
                        wrong.map(|wrong| (format!("the answer `{}` {}", cell.name, wrong.what), wrong.hint))
                    }
                    TableColumn::Extra => {
                        raw.extend(Some((extra_name(), tidy(text))).filter(|(_, text)| !text.is_empty()));
                        None
                    }
                    TableColumn::Form => (text.trim() != self.schema.form).then(|| {
                        let message = format!("the answers of the row are not of the form `{}`", self.schema.form);
                        (message, "name the form that they were taken from".to_owned())
                    }),
                    TableColumn::Language => (text.trim() != self.schema.lang).then(|| {
                        let message = format!("the answers of the row are not of the form in `{}`", self.schema.lang);
                        (message, "name the language with --lang: numbers are written in the way of each".to_owned())
                    }),
                    TableColumn::Nothing => (!text.trim().is_empty()).then(|| {
                        let message = format!("something stands in column {}, which has no name", i + 1);
                        (message, "write the name of its answer into the first line, or take it out".to_owned())
                    }),
                    TableColumn::Passed => None,
                };
                if let Some((message, hint)) = wrong {
                    say(message, hint);
                }
            }
            let name = self.name_from.and_then(|i| record.get(i)).map(|n| unguarded(n).trim().to_owned());
            each(AnswerRow { line, name, raw });
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
