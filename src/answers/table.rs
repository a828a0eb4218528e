//! Answers of many forms as a CSV file, to and from spreadsheets.

use std::collections::BTreeMap;

use super::cell::{Cell, Input, cells, tidy};
use crate::acroform::names::FieldValues;
use crate::answers::file::{MARK, similar};
use crate::diag::{Code, Finding, Sink};
use crate::questions::schema::{FormSchema, extra_name};

/// The key and the column of what stands on the pages beside the fields.
pub const BESIDE: &str = "beside-the-fields";

/// The columns of a CSV file of a form's answers.
pub fn columns(schema: &FormSchema) -> Vec<String> {
    cells(schema).into_iter().map(|c| c.name).chain([extra_name()]).collect()
}

/// A CSV file of answers, its head checked.
pub struct AnswerTable<'a> {
    schema: &'a FormSchema,
    file: &'a str,
    /// The table itself.
    text: &'a str,
    /// The sign between columns.
    sign: u8,
    /// The line of its head.
    first: usize,
    /// For each column what stands in it.
    columns: Vec<TableColumn<'a>>,
    /// The place of the column that names files, from 0.
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
    /// Its answers, as they stand in the fields.
    pub values: FieldValues,
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
        let (sign, text, first) = match said_sign(text) {
            Some((sign, table)) => (sign, table, 2),
            None => (likely_sign(text), text, 1),
        };
        let names: Vec<String> = match reader(text, sign).headers() {
            Ok(head) => head.iter().map(|h| h.trim().to_owned()).collect(),
            Err(_) => {
                sink.push(Finding::new(Code::BadAnswer, "the head of the table cannot be read").at(file, 0..0));
                return None;
            }
        };
        let head = TableHead { schema, known: columns(schema), names };
        match head.columns(name_from) {
            Ok((columns, name_from)) => Some(Self { schema, file, text, sign, first, columns, name_from }),
            Err(mistakes) => {
                sink.extend(mistakes.into_iter().map(|mistake| mistake.at(file, first)));
                None
            }
        }
    }

    /// Its rows, each with its answers; what is wrong goes to `sink`. Rows in which nothing stands are none.
    pub fn rows(&self, mut each: impl FnMut(AnswerRow), sink: &mut Sink) {
        let (mut line, mut counted) = (self.first, 0);
        for record in reader(self.text, self.sign).records() {
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
            if let Some(mistake) = self.width_mistake(&record) {
                sink.push(mistake.at(self.file, line));
                continue;
            }
            let mut values = FieldValues::new();
            for (i, (column, text)) in self.columns.iter().zip(record.iter()).enumerate() {
                // What `extract` put before a formula, so that no spreadsheet runs it.
                let mistake = self.cell(i, column, unguarded(text), &mut values).err();
                sink.extend(mistake.map(|mistake| mistake.at(self.file, line)));
            }
            let name = self.name_from.and_then(|i| record.get(i)).map(|n| unguarded(n).trim().to_owned());
            each(AnswerRow { line, name, values });
        }
    }

    /// What is wrong with a row that has more columns than the head, or less.
    fn width_mistake(&self, record: &csv::StringRecord) -> Option<TableMistake> {
        // Empty cells behind the last column say nothing.
        let filled = record.iter().enumerate().filter(|(_, text)| !text.trim().is_empty());
        let width = filled.last().map_or(0, |(last, _)| last + 1);
        if record.len() >= self.columns.len() && width <= self.columns.len() {
            return None;
        }
        let has = if record.len() == 1 { "1 column".to_owned() } else { format!("{} columns", record.len()) };
        Some(TableMistake::new(
            format!("the row has {has} where the first line of the table has {}", self.columns.len()),
            "an answer with the sign between columns needs quotes around it, and each quote a second one",
        ))
    }

    /// Writes what a row says in a column, counted from 0.
    fn cell(
        &self,
        place: usize,
        column: &TableColumn,
        text: &str,
        values: &mut FieldValues,
    ) -> Result<(), TableMistake> {
        if text.is_empty() {
            return Ok(());
        }
        let (schema, said) = (self.schema, text.trim());
        match column {
            TableColumn::Cell(cell) => cell
                .write(&schema.lang, &Input::Words(text.to_owned()), values)
                .map_err(|wrong| TableMistake::new(format!("the answer `{}` {}", cell.name, wrong.what), wrong.hint)),
            TableColumn::Extra => {
                values.extend(Some((extra_name(), tidy(text))).filter(|(_, text)| !text.is_empty()));
                Ok(())
            }
            TableColumn::Form if said != schema.form => Err(TableMistake::new(
                format!("the answers of the row are not of the form `{}`", schema.form),
                "name the form that they were taken from",
            )),
            TableColumn::Language if said != schema.lang => Err(TableMistake::new(
                format!("the answers of the row are not of the form in `{}`", schema.lang),
                "name the language with --lang: numbers are written in the way of each",
            )),
            TableColumn::Nothing if !said.is_empty() => Err(TableMistake::new(
                format!("something stands in column {}, which has no name", place + 1),
                "write the name of its answer into the first line, or take it out",
            )),
            TableColumn::Form | TableColumn::Language | TableColumn::Nothing | TableColumn::Passed => Ok(()),
        }
    }
}

/// What is wrong with a line of the table.
struct TableMistake {
    message: String,
    hint: String,
}

impl TableMistake {
    fn new(message: String, hint: impl Into<String>) -> Self {
        Self { message, hint: hint.into() }
    }

    fn at(self, file: &str, line: usize) -> Finding {
        Finding::new(Code::BadAnswer, self.message).at_line(file, line, 1).hint(self.hint)
    }
}

/// The first line of a table.
struct TableHead<'a> {
    schema: &'a FormSchema,
    /// The names of the columns that the form has.
    known: Vec<String>,
    /// The names of the columns that the table has.
    names: Vec<String>,
}

impl<'a> TableHead<'a> {
    /// What stands in each column, and the place of the one that names files.
    fn columns(&self, name_from: Option<&str>) -> Result<(Vec<TableColumn<'a>>, Option<usize>), Vec<TableMistake>> {
        if !self.names.iter().any(|name| self.is_known(name) || self.similar(name).is_some()) {
            return Err(vec![TableMistake::new(
                format!("the first line of the table names no answer of the form `{}`", self.schema.form),
                format!("it must hold the names of the columns: {}", self.template()),
            )]);
        }
        let mut cells: BTreeMap<String, Cell> = cells(self.schema).into_iter().map(|c| (c.name.clone(), c)).collect();
        let (mut columns, mut mistakes) = (Vec::new(), Vec::new());
        for (i, name) in self.names.iter().enumerate() {
            match self.names[..i].iter().position(|before| before == name && !name.is_empty()) {
                Some(first) => mistakes.push(self.twice(name, first, i)),
                None => match self.column(i, cells.remove(name), name_from) {
                    Ok(column) => columns.push(column),
                    Err(mistake) => mistakes.push(mistake),
                },
            }
        }
        let position = name_from.and_then(|wanted| self.names.iter().position(|name| name == wanted.trim()));
        mistakes.extend(name_from.filter(|_| position.is_none()).map(|wanted| self.no_names(wanted)));
        if mistakes.is_empty() { Ok((columns, position)) } else { Err(mistakes) }
    }

    /// What stands in the column at a place, counted from 0.
    fn column(
        &self,
        place: usize,
        cell: Option<Cell<'a>>,
        name_from: Option<&str>,
    ) -> Result<TableColumn<'a>, TableMistake> {
        let name = self.names[place].as_str();
        if name == extra_name() {
            return Ok(TableColumn::Extra);
        }
        if let Some(cell) = cell {
            return Ok(TableColumn::Cell(cell));
        }
        match name {
            "" => Ok(TableColumn::Nothing),
            "form" => Ok(TableColumn::Form),
            "language" => Ok(TableColumn::Language),
            "file" | "revision" | BESIDE => Ok(TableColumn::Passed),
            _ if name_from == Some(name) => Ok(TableColumn::Passed),
            _ => Err(match self.similar(name) {
                Some(near) => TableMistake::new(
                    format!("the form has no answer `{name}`, which column {} of the table names", place + 1),
                    format!("did you mean `{near}`?"),
                ),
                None => TableMistake::new(
                    format!("column {} of the table is no answer of the form", place + 1),
                    format!("take it out, or give it the right name: {}", self.template()),
                ),
            }),
        }
    }

    fn is_known(&self, name: &str) -> bool {
        self.known.iter().any(|known| known == name)
    }

    /// The known name that a name is all but like.
    fn similar(&self, name: &str) -> Option<&str> {
        similar(name, self.known.iter().map(String::as_str))
    }

    fn template(&self) -> String {
        let FormSchema { form, lang, .. } = self.schema;
        format!("`handout fields {form} --lang {lang} --format csv` writes a table with the right ones")
    }

    /// Two columns of one name. It is named only where the form has it: what stands there may be an answer.
    fn twice(&self, name: &str, first: usize, second: usize) -> TableMistake {
        let what = if self.is_known(name) { format!("`{name}`") } else { "of the same name".to_owned() };
        TableMistake::new(
            format!("the table has the column {what} twice, as columns {} and {}", first + 1, second + 1),
            "keep one of them",
        )
    }

    /// There is no column to name files from.
    fn no_names(&self, wanted: &str) -> TableMistake {
        let near = similar(wanted, self.names.iter().map(String::as_str).filter(|name| self.is_known(name)));
        TableMistake::new(
            format!("the table has no column `{wanted}` to name files from"),
            near.map_or_else(
                || "--name-from takes the name of a column as it stands in the first line".to_owned(),
                |near| format!("did you mean `{near}`?"),
            ),
        )
    }
}

/// The sign between columns that a first line of `sep=;` says, as some spreadsheets write it and want it, and what
/// follows that line.
fn said_sign(text: &str) -> Option<(u8, &str)> {
    let (head, table) = text.split_once('\n')?;
    let head = head.trim_end_matches('\r').trim_matches('"');
    let sign = head.get(..4).filter(|sep| sep.eq_ignore_ascii_case("sep=")).map(|_| &head[4..])?;
    // Spreadsheets fill the line up with empty columns.
    let sign =
        sign.bytes().next().filter(|first| first.is_ascii() && sign.bytes().all(|b| b == *first || b == b'"'))?;
    (!sign.is_ascii_alphanumeric() && sign != b'"').then_some((sign, table))
}

/// The sign between columns that most likely is one: spreadsheets of many languages write semicolons, and some tabs.
fn likely_sign(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let count = |sign: u8| head.bytes().filter(|b| *b == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

/// The records of a table.
fn reader(text: &str, sign: u8) -> csv::Reader<&[u8]> {
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
    fn the_sign_between_columns_may_be_said() {
        for (text, sign) in [
            ("sep=;\na;b\n", Some((b';', "a;b\n"))),
            ("SEP=,\r\na,b\r\n", Some((b',', "a,b\r\n"))),
            ("\"sep=;\"\na;b", Some((b';', "a;b"))),
            ("sep=|\na|b", Some((b'|', "a|b"))),
            ("sep=\t\na\tb", Some((b'\t', "a\tb"))),
            ("sep=;;;\na;b", Some((b';', "a;b"))),
            ("sep=\na", None),
            ("sep=a\na", None),
            ("sep=\u{e9}\na", None),
            ("separate;b\n", None),
            ("sep=;", None),
        ] {
            assert_eq!(said_sign(text), sign, "{text:?}");
        }
    }

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
