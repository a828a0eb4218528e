//! `handout extract`: the answers of filled worksheets as data.

use std::path::Path;

use serde_json::Value;

use super::{exit, form};
use crate::cli::args::{AnswerFormat, Extract};
use crate::cli::exit::Exit;
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::diag::{Files, Sink};
use crate::form::data::guarded;
use crate::form::extract::{self, Extracted};
use crate::form::font::FieldFont;
use crate::form::schema::Schema;
use crate::form::seal;
use crate::output;
use crate::source::load::Project;

/// What came out of one file.
struct One {
    name: String,
    answers: Option<(Extracted, Option<bool>)>,
    findings: Sink,
}

/// Extracts.
///
/// # Errors
/// Where the file for the answers cannot be written.
pub fn run(global: &Global, args: &Extract, terminal: &mut Terminal) -> Result<Exit, String> {
    let font = form::font(global)?;
    let project = form::project(global);
    let bar = terminal.progress(args.files.len());
    let all = form::each(&args.files, args.jobs, |path| {
        let one = one(path, &font, project.as_ref(), args.complete);
        bar.step();
        one
    });
    bar.finish();
    let mut sink = Sink::default();
    let mut read = Vec::new();
    for one in all {
        sink.extend(one.findings.into_sorted());
        if let Some((answers, superseded)) = one.answers {
            read.push((one.name, answers, superseded));
        }
    }
    let findings = sink.into_sorted();
    terminal.findings(&findings, &Files::new());
    if !read.is_empty() {
        let text = match args.format {
            AnswerFormat::Csv => csv(&read)?,
            format => text(&read, args.files.len() > 1, format)?,
        };
        match &args.out {
            Some(path) => {
                if args.files.iter().any(|f| same(f, path)) {
                    return Err(format!("{} is one of the worksheets to read", path.display()));
                }
                output::write_private(path, text.as_bytes())
                    .map_err(|e| format!("{} cannot be written: {e}", path.display()))?;
                terminal.say(&format!("wrote the answers of {} to {}", count(read.len()), global.shown(path)));
            }
            None => terminal.result(text.trim_end_matches('\n')),
        }
    }
    Ok(exit(&findings))
}

fn count(files: usize) -> String {
    if files == 1 { "1 file".to_owned() } else { format!("{files} files") }
}

/// Whether two paths lead to the same file.
pub(crate) fn same(a: &Path, b: &Path) -> bool {
    match (a.canonicalize(), b.canonicalize()) {
        (Ok(a), Ok(b)) => a == b,
        _ => false,
    }
}

fn one(path: &Path, font: &FieldFont, project: Option<&Project>, complete: bool) -> One {
    let name = path.display().to_string();
    let mut findings = Sink::default();
    let opened = form::bytes(path, &name, &mut findings).and_then(|b| extract::open(&name, &b, &mut findings));
    let answers = opened.map(|(file, found)| {
        findings.extend(seal::changed(&name, &file, &found));
        let answers = extract::extract(&name, found, Some(font), complete, &mut findings);
        let superseded = answers.form.as_ref().and_then(|form| {
            let own = &form.schema;
            let current = project?.texts.get(&(own.form.clone(), own.lang.clone())).and_then(Schema::of)?;
            Some(extract::superseded(&name, form, &current, &mut findings))
        });
        (answers, superseded)
    });
    One { name, answers, findings }
}

fn text(read: &[(String, Extracted, Option<bool>)], several: bool, format: AnswerFormat) -> Result<String, String> {
    let values: Vec<Value> =
        read.iter().map(|(name, answers, superseded)| answers.to_json(name, *superseded)).collect();
    match format {
        AnswerFormat::Json => {
            let value = if several { Value::Array(values) } else { values.into_iter().next().unwrap_or_default() };
            serde_json::to_string_pretty(&value).map(|t| t + "\n").map_err(|e| e.to_string())
        }
        _ => {
            let documents: Result<Vec<String>, String> = values.iter().map(crate::source::yaml::plain).collect();
            Ok(documents?.join("---\n"))
        }
    }
}

fn csv(read: &[(String, Extracted, Option<bool>)]) -> Result<String, String> {
    let mut columns: Vec<String> = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for (_, answers, _) in read {
        let extra = answers.form.as_ref().map(|_| crate::form::spread::extra_name());
        for name in answers.order.iter().cloned().chain(extra) {
            if seen.insert(name.clone()) {
                columns.push(name);
            }
        }
    }
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let head = ["file", "form", "revision", "language"].map(str::to_owned).into_iter().chain(columns.iter().cloned());
    writer.write_record(head.map(|h| guarded(&h))).map_err(|e| e.to_string())?;
    for (name, answers, _) in read {
        let own = answers.form.as_ref().map(|f| &f.schema);
        let row = answers.to_row();
        let mut record = vec![
            name.clone(),
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
