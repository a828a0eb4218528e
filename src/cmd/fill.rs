//! `handout fill`: worksheets filled from data, one or many.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::exit;
use super::extract::same;
use super::form::{self, OpenForm};
use unicode_normalization::UnicodeNormalization;

use crate::acroform::names::FieldValues;
use crate::answers::complete::{FillOptions, Template};
use crate::answers::file;
use crate::answers::table::AnswerTable;
use crate::cli::args::FillArgs;
use crate::cli::exit::Exit;
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Files, Finding, Sink};
use crate::job;
use crate::output;
use crate::pdf::file::READ_LIMITS;

/// How many files are worked on at a time: memory does not grow with the table.
const BATCH: usize = 64;

/// Fills.
///
/// # Errors
/// Where the project or the data cannot be read, or a file cannot be written.
pub fn run(global: &Global, args: &FillArgs, terminal: &mut Terminal) -> Result<Exit, String> {
    let shown = args.data.display().to_string();
    if args.data.is_dir() {
        return Err(format!("{shown} is a folder: name one file with --data"));
    }
    let kind = args.data.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let rows = match kind.as_str() {
        "yaml" | "yml" | "json" => false,
        "csv" => true,
        "xlsx" | "xls" | "ods" | "numbers" | "tsv" | "txt" => {
            return Err(format!(
                "{shown} is not read: answers are in .yaml or .json, or in a table saved as CSV UTF-8 (.csv)"
            ));
        }
        _ if shown == "-" => return Err("answers are read from a file alone: name one with --data".to_owned()),
        _ => return Err(format!("{shown} is neither .yaml nor .json nor .csv")),
    };
    if args.out.is_file() {
        return Err(format!("{} is a file: --out names a folder", global.shown(&args.out)));
    }
    if args.name_from.is_some() && !rows {
        return Err("--name-from names a column of a CSV file".to_owned());
    }
    let read = std::fs::File::open(&args.data).and_then(|file| {
        let mut bytes = Vec::new();
        file.take(READ_LIMITS.file + 1).read_to_end(&mut bytes).map(|_| bytes)
    });
    let bytes = read.map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => format!("there is no file {shown}"),
        _ => format!("{shown} cannot be read: {e}"),
    })?;
    if bytes.len() as u64 > READ_LIMITS.file {
        return Err(format!("{shown} is larger than {} MB", READ_LIMITS.file >> 20));
    }
    let text = String::from_utf8(bytes).map_err(|_| {
        let how = if rows { "in Excel, as `CSV UTF-8 (Comma delimited)`" } else { "in an editor, with that encoding" };
        format!("{shown} is not UTF-8 text: save it once more {how}")
    })?;
    let Some(form) = form::open(global, &args.form, &args.which, terminal)? else { return Ok(Exit::Findings) };
    let font = form::font(global)?;
    let OpenForm { file, found, embedded, stem } = form;
    let stem = stem.strip_suffix("-filled").map(str::to_owned).unwrap_or(stem);
    let template = Template::new(file, found, embedded, &font).ok_or("the form has no font for its fields")?;
    let run = FillRun { global, args, template: &template, stands: template.answers(), stem, shown };
    if rows { run.many(&text, terminal) } else { run.one(&text, terminal) }
}

struct FillRun<'a> {
    global: &'a Global,
    args: &'a FillArgs,
    template: &'a Template<'a>,
    /// What stands in the form already.
    stands: FieldValues,
    stem: String,
    shown: String,
}

impl FillRun<'_> {
    fn one(&self, text: &str, terminal: &mut Terminal) -> Result<Exit, String> {
        let mut sink = Sink::default();
        let raw = file::read(self.template.schema(), &self.shown, text, &mut sink).map(|raw| self.over(raw));
        let bytes = match raw {
            Some(raw) if !sink.has_errors() => self.template.fill(raw, self.options(None), &mut sink),
            // What else is wrong with those that can be read.
            Some(raw) => self.template.fit(raw, self.options(None), &mut sink).and(None),
            None => None,
        };
        let findings = sink.into_sorted();
        terminal.findings(&findings, &Files::new());
        let target = self.args.out.join(format!("{}-{}.pdf", self.stem, self.ending()));
        self.free([&target])?;
        if let Some(bytes) = bytes {
            self.write(&target, &bytes)
                .map_err(|e| format!("{} cannot be written: {e}", self.global.shown(&target)))?;
            terminal.say(&format!("filled {}", self.global.shown(&target)));
        }
        Ok(exit(&findings))
    }

    fn many(&self, text: &str, terminal: &mut Terminal) -> Result<Exit, String> {
        let mut sink = Sink::default();
        let schema = self.template.schema();
        let table = AnswerTable::open(schema, &self.shown, text, self.args.name_from.as_deref(), &mut sink);
        // Everything is looked at before anything is written.
        let mut targets: Vec<PathBuf> = Vec::new();
        if let Some(table) = &table {
            let mut names = BTreeSet::new();
            let mut wrong = Sink::default();
            let mut fits = Sink::default();
            table.rows(
                |row| {
                    let line = row.line;
                    let name = match &row.name {
                        Some(name) => file_name(name),
                        None => format!("{}-{}-{:04}", self.stem, self.ending(), targets.len() + 1),
                    };
                    let sound = !name.is_empty() && names.insert(name.to_lowercase());
                    if !sound {
                        let column = self.args.name_from.as_deref().unwrap_or_default();
                        let what = if name.is_empty() { "names no file" } else { "names a second file the same" };
                        let message = format!("the column `{column}` {what} here");
                        let hint = "every row needs a name of its own, of letters and digits";
                        fits.push(Finding::new(Code::BadAnswer, message).at_line(&self.shown, line, 1).hint(hint));
                    }
                    self.template.fit(self.over(row.values), self.options(Some(line)), &mut fits);
                    targets.push(self.args.out.join(format!("{name}.pdf")));
                },
                &mut wrong,
            );
            sink.extend(wrong.into_sorted());
            sink.extend(fits.into_sorted());
            if targets.is_empty() && !sink.has_errors() {
                let hint = "write the answers of each family into a row of its own, below the names of the columns";
                let finding = Finding::new(Code::BadAnswer, "the table has no rows with answers");
                sink.push(finding.at_line(&self.shown, 1, 1).hint(hint));
            }
        }
        let findings = sink.into_sorted();
        terminal.findings(&findings, &Files::new());
        let Some(table) = table.filter(|_| exit(&findings) == Exit::Done) else { return Ok(Exit::Findings) };
        self.free(&targets)?;
        let bar = terminal.progress(targets.len());
        let failure: Mutex<Option<String>> = Mutex::new(None);
        let mut waiting: Vec<(usize, FieldValues)> = Vec::with_capacity(BATCH);
        let work = |batch: &mut Vec<(usize, FieldValues)>| {
            let made = job::each(batch, self.args.jobs.map_or(0, usize::from), |(i, raw)| {
                let mut sink = Sink::default();
                let bytes = self.template.fill(raw.clone(), self.options(None), &mut sink);
                let bytes = bytes.ok_or_else(|| "a form cannot be written".to_owned())?;
                let target = targets.get(*i).ok_or("a row has no file")?;
                // Its name may come from an answer.
                self.write(target, &bytes).map_err(|e| {
                    format!("the PDF of row {} cannot be written into {}: {e}", i + 1, self.args.out.display())
                })?;
                bar.step();
                Ok::<(), String>(())
            });
            batch.clear();
            if let (Some(problem), Ok(mut failure)) = (made.into_iter().find_map(Result::err), failure.lock()) {
                failure.get_or_insert(problem);
            }
        };
        let mut next = 0;
        table.rows(
            |row| {
                waiting.push((next, self.over(row.values)));
                next += 1;
                if waiting.len() == BATCH {
                    work(&mut waiting);
                }
            },
            &mut Sink::default(),
        );
        work(&mut waiting);
        bar.finish();
        if let Some(problem) = failure.into_inner().unwrap_or_default() {
            return Err(problem);
        }
        let count = targets.len();
        let what = if count == 1 { "1 worksheet".to_owned() } else { format!("{count} worksheets") };
        terminal.say(&format!("filled {what} in {}", self.global.shown(&self.args.out)));
        Ok(Exit::Done)
    }

    /// How the answers on a line of a table, or those of the whole file, are filled in.
    fn options(&self, line: Option<usize>) -> FillOptions<'_> {
        FillOptions { name: &self.shown, line, flatten: self.args.flatten }
    }

    /// How names of files end that no column names.
    fn ending(&self) -> &'static str {
        if self.args.flatten { "filled-flat" } else { "filled" }
    }

    /// Answers over those that stand in the form already: what the data does not mention stays.
    fn over(&self, raw: FieldValues) -> FieldValues {
        let mut all = self.stands.clone();
        all.extend(raw);
        all
    }

    /// Refuses targets that are inputs, or are there already. A name that comes from an answer is not said.
    fn free<'t>(&self, targets: impl IntoIterator<Item = &'t PathBuf>) -> Result<(), String> {
        let mut there = Vec::new();
        for target in targets {
            if same(target, &self.args.data) || same(target, Path::new(&self.args.form)) {
                let what = if self.args.name_from.is_some() { "a PDF".into() } else { self.global.shown(target) };
                return Err(format!("{what} would be written over what is read: name another folder with --out"));
            }
            if target.exists() && !self.args.replace {
                there.push(target);
            }
        }
        match there.as_slice() {
            [] => Ok(()),
            [one] if self.args.name_from.is_none() => {
                Err(format!("{} is there already (--replace writes over it)", self.global.shown(one)))
            }
            some => {
                let folder = self.global.shown(&self.args.out);
                let what =
                    if some.len() == 1 { "1 of the PDFs is".into() } else { format!("{} of the PDFs are", some.len()) };
                Err(format!("{what} in {folder} already (--replace writes over them, --out names another folder)"))
            }
        }
    }

    fn write(&self, target: &Path, bytes: &[u8]) -> std::io::Result<()> {
        output::write_private(target, bytes, self.args.replace)
    }
}

/// A name that is one on every system: letters, digits, and little else.
fn file_name(text: &str) -> String {
    /// What Windows takes for devices, with a digit or without.
    const TAKEN: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let mut plain = String::new();
    for c in text.nfc() {
        let c = if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.') { c } else { '-' };
        // File systems count bytes, 255 of them.
        if plain.len() + c.len_utf8() > 200 {
            break;
        }
        plain.push(c);
    }
    let name = plain.trim_matches(|c: char| c == '.' || c == ' ' || c == '-');
    let first = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    if TAKEN.contains(&first.trim_end_matches(|c: char| c.is_ascii_digit())) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_alike_on_every_system() {
        for (text, name) in [
            ("A 12/3", "A 12-3"),
            ("José Ñúñez", "José Ñúñez"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\x", "C--x"),
            (" .hidden. ", "hidden"),
            ("con", "con_"),
            ("Lpt1.old", "Lpt1.old_"),
            ("contact", "contact"),
            ("🙂?*", ""),
            ("a\nb\0", "a-b"),
        ] {
            assert_eq!(file_name(text), name, "{text:?}");
        }
        assert!(file_name(&"ñ𝒜".repeat(300)).len() <= 200);
    }
}
