//! `handout extract`: the answers of filled worksheets as data.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::given::GivenFiles;
use super::places::Inputs;
use super::{exit, form};
use crate::acroform::fingerprint;
use crate::acroform::font::FieldFont;
use crate::answers::extract::{self, Extracted};
use crate::answers::file::MARK;
use crate::answers::{export, open, superseded};
use crate::cli::args::{AnswerFormat, ExtractArgs};
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Files, Finding, Sink};
use crate::job;
use crate::model::Project;
use crate::output;
use crate::questions::schema::FormSchema;
use crate::source::yaml;

/// The answers of one file.
struct FileAnswers {
    /// The file, as it was named.
    name: String,
    answers: Extracted,
    /// Whether the project has a newer form; `None` where that is not known.
    superseded: Option<bool>,
}

/// Prints or writes the answers of filled worksheets.
///
/// # Errors
/// Where the file for the answers cannot be written.
pub fn run(global: &Global, args: &ExtractArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let font = form::font(global)?;
    let project = form::project(global);
    let GivenFiles { files, several } = GivenFiles::of(&args.files);
    let bar = terminal.progress(files.len());
    let all = job::each(&files, args.jobs.map_or(0, usize::from), |path| {
        let mut findings = Sink::default();
        let answers = extract_file(path, &font, project.as_ref(), args.complete, &mut findings);
        bar.step();
        (answers, findings)
    });
    bar.finish();
    let mut sink = Sink::default();
    let mut read = Vec::new();
    for (answers, findings) in all {
        sink.extend(findings.into_sorted());
        read.extend(answers);
    }
    let findings = sink.into_sorted();
    terminal.findings(&findings, &Files::new());
    if !read.is_empty() {
        let text = match args.format {
            AnswerFormat::Csv => export::csv(read.iter().map(|file| (file.name.as_str(), &file.answers)))?,
            format => text(&read, several, format)?,
        };
        match &args.out {
            Some(path) => {
                if Inputs::at(files.iter().map(PathBuf::as_path)).contain(path) {
                    return Err(format!("{} is one of the worksheets to read", path.display()).into());
                }
                // Without the mark spreadsheets take the letters of a table for those of another encoding.
                let mark = if args.format == AnswerFormat::Csv { MARK.to_string() } else { String::new() };
                if path.exists() && !args.replace {
                    return Err(format!("{} is there already (--replace writes over it)", global.shown(path)).into());
                }
                output::write_private(path, (mark + &text).as_bytes(), args.replace)
                    .map_err(|e| Failure::unwritten(path.display(), &e))?;
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

/// The answers of a file; where there are none the findings say why.
fn extract_file(
    path: &Path,
    font: &FieldFont,
    project: Option<&Project>,
    complete: bool,
    findings: &mut Sink,
) -> Option<FileAnswers> {
    let name = path.display().to_string();
    let (file, found) = open::open(&name, &form::bytes(path, &name, findings)?, findings)?;
    findings.extend(fingerprint::finding(&name, &file, &found));
    let answers = extract::extract(&name, found, Some(font), complete, findings);
    let superseded = project.and_then(|project| superseded(&name, &answers, project, findings));
    Some(FileAnswers { name, answers, superseded })
}

/// Whether a project has a newer form than the one in a file; `None` where that is not known.
fn superseded(name: &str, answers: &Extracted, project: &Project, findings: &mut Sink) -> Option<bool> {
    let form = answers.form.as_ref()?;
    let own = &form.schema;
    let key = (own.form.clone(), own.lang.clone());
    if let Some(withdrawal) = project.withdrawn.get(&key) {
        let found =
            Finding::new(Code::Withdrawn, format!("`{}` ({}), of which this is a form, is {withdrawal}", key.0, key.1));
        findings.push(
            found
                .at(name, 0..0)
                .hint("its answers are read; do not rely on what it asks, and ask where this copy came from"),
        );
    }
    let current = project.texts.get(&key).and_then(FormSchema::of);
    if current.is_none() && project.broken.contains(&key) {
        let message = format!(
            "the project's file of `{}` has mistakes, so it is not known whether the form is current",
            own.form
        );
        let finding = Finding::new(Code::FormSuperseded, message).at(name, 0..0);
        findings.push(finding.hint(format!("`handout check {}` shows them", own.form)));
    }
    Some(superseded::superseded(name, form, &current?, findings))
}

/// Answers as text, in a list where there are several files.
fn text(read: &[FileAnswers], several: bool, format: AnswerFormat) -> Result<String, String> {
    let values: Vec<Value> = read.iter().map(|file| file.answers.to_json(&file.name, file.superseded)).collect();
    match format {
        AnswerFormat::Json => {
            let value = if several { Value::Array(values) } else { values.into_iter().next().unwrap_or_default() };
            serde_json::to_string_pretty(&value).map(|t| t + "\n").map_err(|e| e.to_string())
        }
        AnswerFormat::Yaml | AnswerFormat::Csv => {
            Ok(values.iter().map(yaml::document).collect::<Result<Vec<_>, _>>()?.join("---\n"))
        }
    }
}
