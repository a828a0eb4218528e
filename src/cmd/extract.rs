//! `handout extract`: the answers of filled worksheets as data.

use std::path::Path;

use serde_json::Value;

use super::{exit, form};
use crate::acroform::fingerprint;
use crate::acroform::font::FieldFont;
use crate::answers::extract::{self, Extracted};
use crate::answers::file::MARK;
use crate::answers::{export, open, superseded};
use crate::cli::args::{AnswerFormat, ExtractArgs};
use crate::cli::exit::Exit;
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Files, Finding, Sink};
use crate::job;
use crate::model::Project;
use crate::output;
use crate::questions::schema::FormSchema;
use crate::source::yaml;

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
pub fn run(global: &Global, args: &ExtractArgs, terminal: &mut Terminal) -> Result<Exit, String> {
    let font = form::font(global)?;
    let project = form::project(global);
    let bar = terminal.progress(args.files.len());
    let all = job::each(&args.files, args.jobs.map_or(0, usize::from), |path| {
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
            AnswerFormat::Csv => export::csv(read.iter().map(|(name, answers, _)| (name.as_str(), answers)))?,
            format => text(&read, args.files.len() > 1, format)?,
        };
        match &args.out {
            Some(path) => {
                if args.files.iter().any(|f| same(f, path)) {
                    return Err(format!("{} is one of the worksheets to read", path.display()));
                }
                // Without the mark spreadsheets take the letters of a table for those of another encoding.
                let mark = if args.format == AnswerFormat::Csv { MARK.to_string() } else { String::new() };
                if path.exists() && !args.replace {
                    return Err(format!("{} is there already (--replace writes over it)", global.shown(path)));
                }
                output::write_private(path, (mark + &text).as_bytes(), args.replace)
                    .map_err(|e| format!("{} cannot be written: {e}", path.display()))?;
                terminal.say(&format!("wrote the answers of {} to {}", count(read.len()), global.shown(path)));
            }
            // One line end alone: others belong to an answer.
            None => terminal.result(text.strip_suffix('\n').unwrap_or(&text)),
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
    let opened = form::bytes(path, &name, &mut findings).and_then(|b| open::open(&name, &b, &mut findings));
    let answers = opened.map(|(file, found)| {
        findings.extend(fingerprint::finding(&name, &file, &found));
        let answers = extract::extract(&name, found, Some(font), complete, &mut findings);
        let superseded = answers.form.as_ref().and_then(|form| {
            let own = &form.schema;
            let key = (own.form.clone(), own.lang.clone());
            let current = project?.texts.get(&key).and_then(FormSchema::of);
            if current.is_none() && project?.broken.contains(&key) {
                let message = format!(
                    "the project's file of `{}` has mistakes, so it is not known whether the form is current",
                    own.form
                );
                let finding = Finding::new(Code::FormSuperseded, message).at(&name, 0..0);
                findings.push(finding.hint(format!("`handout check {}` shows them", own.form)));
            }
            let current = current?;
            Some(superseded::superseded(&name, form, &current, &mut findings))
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
        _ => Ok(values.iter().map(yaml::document).collect::<Result<Vec<_>, _>>()?.join("---\n")),
    }
}
