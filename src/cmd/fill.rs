//! `handout fill`: worksheets filled from data, one or many.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::exit;
use super::extract::same;
use super::form::{self, Form};
use crate::cli::args::Fill;
use crate::cli::exit::Exit;
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Files, Finding, Sink};
use crate::form::answers::Raw;
use crate::form::data::{self, Table};
use crate::form::font::FieldFont;
use crate::form::settle::Template;
use crate::output;

/// How many files are worked on at a time: memory does not grow with the table.
const BATCH: usize = 64;

/// Fills.
///
/// # Errors
/// Where the project or the data cannot be read, or a file cannot be written.
pub fn run(global: &Global, args: &Fill, terminal: &mut Terminal) -> Result<Exit, String> {
    let shown = args.data.display().to_string();
    let kind = args.data.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    let rows = match kind.as_str() {
        "yaml" | "yml" | "json" => false,
        "csv" => true,
        _ => return Err(format!("{shown} is neither .yaml nor .json nor .csv")),
    };
    if args.name_from.is_some() && !rows {
        return Err("--name-from names a column of a CSV file".to_owned());
    }
    let bytes = std::fs::read(&args.data).map_err(|e| format!("{shown} cannot be read: {e}"))?;
    let text =
        String::from_utf8(bytes).map_err(|_| format!("{shown} is not UTF-8 text: save it with that encoding"))?;
    let Some(form) = form::open(global, &args.form, &args.which, terminal)? else { return Ok(Exit::Findings) };
    let font = form::font(global)?;
    let Form { file, found, embedded, stem } = form;
    let template = Template::new(file, found, embedded, &font).ok_or("the form has no font for its fields")?;
    let run = Run { global, args, template: &template, font: &font, stem, shown };
    if rows { run.many(&text, terminal) } else { run.one(&text, terminal) }
}

struct Run<'a> {
    global: &'a Global,
    args: &'a Fill,
    template: &'a Template,
    font: &'a FieldFont,
    stem: String,
    shown: String,
}

impl Run<'_> {
    fn one(&self, text: &str, terminal: &mut Terminal) -> Result<Exit, String> {
        let mut sink = Sink::default();
        let raw = data::read(self.template.schema(), &self.shown, text, &mut sink);
        let bytes =
            raw.and_then(|raw| self.template.fill(&self.shown, None, raw, self.font, self.args.flatten, &mut sink));
        let target = self.args.out.join(format!("{}-filled.pdf", self.stem));
        self.free(&target)?;
        let findings = sink.into_sorted();
        terminal.findings(&findings, &Files::new());
        if let Some(bytes) = bytes {
            self.write(&target, &bytes)?;
            terminal.say(&format!("filled {}", self.global.shown(&target)));
        }
        Ok(exit(&findings))
    }

    fn many(&self, text: &str, terminal: &mut Terminal) -> Result<Exit, String> {
        let mut sink = Sink::default();
        let schema = self.template.schema();
        let table = Table::open(schema, &self.shown, text, self.args.name_from.as_deref(), &mut sink);
        // Everything is looked at before anything is written.
        let mut targets: Vec<PathBuf> = Vec::new();
        if let Some(table) = &table {
            let mut names = BTreeSet::new();
            let mut wrong = Sink::default();
            let mut fits = Sink::default();
            table.rows(
                |row| {
                    let line = usize::try_from(row.line).unwrap_or(usize::MAX);
                    let name = match &row.name {
                        Some(name) => file_name(name),
                        None => format!("{}-filled-{:04}", self.stem, targets.len() + 1),
                    };
                    let sound = !name.is_empty() && names.insert(name.to_lowercase());
                    if !sound {
                        let column = self.args.name_from.as_deref().unwrap_or_default();
                        let what = if name.is_empty() { "is empty" } else { "would name two files the same" };
                        let message = format!("the column `{column}` {what}");
                        let hint = "every row needs a name of its own, of letters and digits";
                        fits.push(Finding::new(Code::BadAnswer, message).at_line(&self.shown, line, 1).hint(hint));
                    }
                    self.template.settle(&self.shown, Some(line), row.raw, self.font, &mut fits);
                    targets.push(self.args.out.join(format!("{name}.pdf")));
                },
                &mut wrong,
            );
            sink.extend(wrong.into_sorted());
            sink.extend(fits.into_sorted());
            if targets.is_empty() && !sink.has_errors() {
                sink.push(Finding::new(Code::BadAnswer, "the table has no rows").at_line(&self.shown, 1, 1));
            }
        }
        let findings = sink.into_sorted();
        terminal.findings(&findings, &Files::new());
        let Some(table) = table.filter(|_| exit(&findings) == Exit::Done) else { return Ok(Exit::Findings) };
        targets.iter().try_for_each(|target| self.free(target))?;
        let bar = terminal.progress(targets.len());
        let failure: Mutex<Option<String>> = Mutex::new(None);
        let mut waiting: Vec<(usize, Raw)> = Vec::with_capacity(BATCH);
        let work = |batch: &mut Vec<(usize, Raw)>| {
            let made = form::each(batch, self.args.jobs, |(i, raw)| {
                let mut sink = Sink::default();
                let bytes = self.template.fill(&self.shown, None, raw.clone(), self.font, self.args.flatten, &mut sink);
                let bytes = bytes.ok_or_else(|| "a form cannot be written".to_owned())?;
                self.write(targets.get(*i).ok_or("a row has no file")?, &bytes)?;
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
                waiting.push((next, row.raw));
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

    /// Refuses a target that is one of the inputs, or is there already.
    fn free(&self, target: &Path) -> Result<(), String> {
        if same(target, &self.args.data) || same(target, Path::new(&self.args.form)) {
            return Err(format!("{} is what is read: name another folder with --out", self.global.shown(target)));
        }
        if target.exists() && !self.args.replace {
            return Err(format!("{} is there already (--replace writes over it)", self.global.shown(target)));
        }
        Ok(())
    }

    fn write(&self, target: &Path, bytes: &[u8]) -> Result<(), String> {
        output::write_private(target, bytes).map_err(|e| format!("{} cannot be written: {e}", target.display()))
    }
}

/// A name that is one on every system: letters, digits, and little else.
fn file_name(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.') { c } else { '-' })
        .take(100)
        .collect();
    plain.trim_matches(|c: char| c == '.' || c == ' ' || c == '-').to_owned()
}
