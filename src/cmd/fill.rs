//! `handout fill`: worksheets filled from data, one or many.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::exit;
use super::file_name::file_name;
use super::form::{self, OpenForm};
use super::places::Inputs;
use crate::acroform::names::FieldValues;
use crate::answers::complete::{FillOptions, Template};
use crate::answers::file;
use crate::answers::table::AnswerTable;
use crate::cli::args::FillArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Files, Finding, Sink};
use crate::job;
use crate::output;
use crate::pdf::file::READ_LIMITS;

/// How many files are worked on at a time: memory does not grow with the table.
const BATCH: usize = 64;

/// Fills a form from a file of answers.
///
/// # Errors
/// Where the project or the data cannot be read, or a file cannot be written.
pub fn run(global: &Global, args: &FillArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let shown = args.data.display().to_string();
    let kind = data_kind(&args.data, &shown)?;
    if args.out.is_file() {
        return Err(format!("{} is a file: --out names a folder", global.shown(&args.out)).into());
    }
    if args.name_from.is_some() && kind == DataKind::Single {
        return Err("--name-from names a column of a CSV file".into());
    }
    let text = read(&args.data, &shown, kind)?;
    let Some(form) = form::open(global, &args.form, &args.which, terminal)? else { return Ok(Exit::Findings) };
    let font = form::font(global)?;
    let OpenForm { file, found, embedded, stem } = form;
    let stem = stem.strip_suffix("-filled").map(str::to_owned).unwrap_or(stem);
    let template = Template::new(file, found, embedded, &font).ok_or("the form has no font for its fields")?;
    let run = FillRun { global, args, template: &template, standing: template.answers(), stem, shown };
    match kind {
        DataKind::Single => run.fill_one(&text, terminal),
        DataKind::Rows => run.fill_rows(&text, terminal),
    }
}

/// How many worksheets a file of answers fills.
#[derive(Clone, Copy, PartialEq, Eq)]
enum DataKind {
    /// One, from YAML or JSON.
    Single,
    /// One for each row of a table.
    Rows,
}

fn data_kind(path: &Path, shown: &str) -> Result<DataKind, Failure> {
    if path.is_dir() {
        return Err(format!("{shown} is a folder: name one file with --data").into());
    }
    match path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default().as_str() {
        "yaml" | "yml" | "json" => Ok(DataKind::Single),
        "csv" => Ok(DataKind::Rows),
        "xlsx" | "xls" | "ods" | "numbers" | "tsv" | "txt" => {
            Err(format!("{shown} is not read: answers are in .yaml or .json, or in a table saved as CSV UTF-8 (.csv)")
                .into())
        }
        _ if shown == "-" => Err("answers are read from a file alone: name one with --data".into()),
        _ => Err(format!("{shown} is neither .yaml nor .json nor .csv").into()),
    }
}

/// The text of a file of answers, if it is no larger than a PDF may be.
fn read(path: &Path, shown: &str, kind: DataKind) -> Result<String, Failure> {
    let read = std::fs::File::open(path).and_then(|file| {
        let mut bytes = Vec::new();
        file.take(READ_LIMITS.file + 1).read_to_end(&mut bytes).map(|_| bytes)
    });
    let bytes = read.map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => format!("there is no file {shown}").into(),
        _ => Failure::environment(format!("{shown} cannot be read: {e}")),
    })?;
    if bytes.len() as u64 > READ_LIMITS.file {
        return Err(format!("{shown} is larger than {} MB", READ_LIMITS.file >> 20).into());
    }
    String::from_utf8(bytes).map_err(|_| {
        let how = match kind {
            DataKind::Single => "in an editor, with that encoding",
            DataKind::Rows => "in Excel, as `CSV UTF-8 (Comma delimited)`",
        };
        format!("{shown} is not UTF-8 text: save it once more {how}").into()
    })
}

/// Filling one form.
struct FillRun<'a> {
    global: &'a Global,
    args: &'a FillArgs,
    template: &'a Template<'a>,
    /// What stands in the form already.
    standing: FieldValues,
    /// The beginning of the names of files that no column names.
    stem: String,
    /// The file of answers, as it was named.
    shown: String,
}

impl FillRun<'_> {
    /// Fills one worksheet.
    fn fill_one(&self, text: &str, terminal: &mut Terminal) -> Result<Exit, Failure> {
        let mut sink = Sink::default();
        let raw = file::read(self.template.schema(), &self.shown, text, &mut sink).map(|raw| self.over_standing(raw));
        let bytes = match raw {
            Some(raw) if !sink.has_errors() => self.template.fill(raw, self.options(None), &mut sink),
            // What else is wrong with those that can be read.
            Some(raw) => self.template.fit(raw, self.options(None), &mut sink).and(None),
            None => None,
        };
        let findings = sink.into_sorted();
        terminal.findings(&findings, &Files::new());
        let target = self.args.out.join(format!("{}-{}.pdf", self.stem, self.ending()));
        self.check_targets([&target])?;
        if let Some(bytes) = bytes {
            self.write(&target, &bytes).map_err(|e| Failure::unwritten(self.global.shown(&target), &e))?;
            terminal.say(&format!("filled {}", self.global.shown(&target)));
        }
        Ok(exit(&findings))
    }

    /// Fills one worksheet for each row of a table.
    fn fill_rows(&self, text: &str, terminal: &mut Terminal) -> Result<Exit, Failure> {
        let mut sink = Sink::default();
        let schema = self.template.schema();
        let table = AnswerTable::open(schema, &self.shown, text, self.args.name_from.as_deref(), &mut sink);
        // Everything is looked at before anything is written.
        let targets = table.as_ref().map(|table| self.check_rows(table, &mut sink)).unwrap_or_default();
        let findings = sink.into_sorted();
        terminal.findings(&findings, &Files::new());
        let Some(table) = table.filter(|_| exit(&findings) == Exit::Done) else { return Ok(Exit::Findings) };
        self.check_targets(&targets)?;
        self.write_rows(&table, &targets, terminal)?;
        let what = match targets.len() {
            1 => "1 worksheet".to_owned(),
            count => format!("{count} worksheets"),
        };
        terminal.say(&format!("filled {what} in {}", self.global.shown(&self.args.out)));
        Ok(Exit::Done)
    }

    /// The files that rows become; what is wrong with rows is found.
    fn check_rows(&self, table: &AnswerTable, sink: &mut Sink) -> Vec<PathBuf> {
        let mut targets: Vec<PathBuf> = Vec::new();
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
                self.template.fit(self.over_standing(row.values), self.options(Some(line)), &mut fits);
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
        targets
    }

    /// Fills and writes one file for each row, a batch of them at a time; an error is the first that came up.
    fn write_rows(&self, table: &AnswerTable, targets: &[PathBuf], terminal: &Terminal) -> Result<(), Failure> {
        let bar = terminal.progress(targets.len());
        let mut failure: Option<Failure> = None;
        let mut waiting: Vec<(usize, FieldValues)> = Vec::with_capacity(BATCH);
        let mut work = |batch: &mut Vec<(usize, FieldValues)>| {
            let written = job::each(batch, self.args.jobs.map_or(0, usize::from), |(i, raw)| {
                let result = self.write_row(*i, raw, targets);
                if result.is_ok() {
                    bar.step();
                }
                result
            });
            batch.clear();
            if let Some(problem) = written.into_iter().find_map(Result::err) {
                failure.get_or_insert(problem);
            }
        };
        let mut next = 0;
        table.rows(
            |row| {
                waiting.push((next, self.over_standing(row.values)));
                next += 1;
                if waiting.len() == BATCH {
                    work(&mut waiting);
                }
            },
            &mut Sink::default(),
        );
        work(&mut waiting);
        bar.finish();
        failure.map_or(Ok(()), Err)
    }

    /// Fills and writes the file of a row, counted from 0.
    fn write_row(&self, i: usize, raw: &FieldValues, targets: &[PathBuf]) -> Result<(), Failure> {
        let mut sink = Sink::default();
        let bytes = self.template.fill(raw.clone(), self.options(None), &mut sink);
        let bytes = bytes.ok_or_else(|| "a form cannot be written".to_owned())?;
        let target = targets.get(i).ok_or("a row has no file")?;
        // Its name may come from an answer.
        self.write(target, &bytes)
            .map_err(|e| Failure::unwritten(format!("the PDF of row {} in {}", i + 1, self.args.out.display()), &e))
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
    fn over_standing(&self, raw: FieldValues) -> FieldValues {
        let mut all = self.standing.clone();
        all.extend(raw);
        all
    }

    /// Refuses targets that are inputs, or are there already. A name that comes from an answer is not said.
    fn check_targets<'t>(&self, targets: impl IntoIterator<Item = &'t PathBuf>) -> Result<(), Failure> {
        let mut there = Vec::new();
        let inputs = Inputs::at([self.args.data.as_path(), Path::new(&self.args.form)]);
        for target in targets.into_iter().filter(|target| target.exists()) {
            if inputs.contain(target) {
                let what = if self.args.name_from.is_some() { "a PDF".into() } else { self.global.shown(target) };
                return Err(format!("{what} would be written over what is read: name another folder with --out").into());
            }
            if !self.args.replace {
                there.push(target);
            }
        }
        match there.as_slice() {
            [] => Ok(()),
            [one] if self.args.name_from.is_none() => {
                Err(format!("{} is there already (--replace writes over it)", self.global.shown(one)).into())
            }
            some => {
                let folder = self.global.shown(&self.args.out);
                let what =
                    if some.len() == 1 { "1 of the PDFs is".into() } else { format!("{} of the PDFs are", some.len()) };
                Err(format!("{what} in {folder} already (--replace writes over them, --out names another folder)")
                    .into())
            }
        }
    }

    fn write(&self, target: &Path, bytes: &[u8]) -> std::io::Result<()> {
        output::write_private(target, bytes, self.args.replace)
    }
}
