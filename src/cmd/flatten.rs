//! `handout flatten`: what was filled in becomes part of the pages.

use std::path::{Path, PathBuf};

use super::given::{FLAT, GivenFiles};
use super::places::{Inputs, Targets};
use super::{exit, form};
use crate::acroform::fingerprint;
use crate::acroform::font::FieldFont;
use crate::acroform::read::Note;
use crate::answers::complete::flatten_saved;
use crate::answers::open;
use crate::cli::args::FlattenArgs;
use crate::cli::exit::{Exit, Failure};
use crate::cli::options::Global;
use crate::cli::terminal::Terminal;
use crate::diag::{Code, Files, Finding, Severity, Sink};
use crate::job;
use crate::output;

/// Flattens filled worksheets, each into a file of its own.
///
/// # Errors
/// Where a file cannot be written.
pub fn run(global: &Global, args: &FlattenArgs, terminal: &mut Terminal) -> Result<Exit, Failure> {
    let font = form::font(global)?;
    let given = GivenFiles::of(&args.files).files;
    let targets: Vec<PathBuf> = given.iter().map(|path| flat_path(path, args.out.as_deref())).collect();
    check_targets(global, args, &given, &targets)?;
    let files: Vec<(&PathBuf, PathBuf)> = given.iter().zip(targets).collect();
    let bar = terminal.progress(files.len());
    let made = job::each(&files, args.jobs.map_or(0, usize::from), |(path, target)| {
        let mut sink = Sink::default();
        let bytes = flatten_file(path, &path.display().to_string(), &font, &mut sink);
        let written = bytes.map(|bytes| output::write_private(target, &bytes, args.replace));
        bar.step();
        (written, sink)
    });
    bar.finish();
    let mut sink = Sink::default();
    let mut failures = Vec::new();
    let mut said = Vec::new();
    for ((_, target), (written, findings)) in files.iter().zip(made) {
        sink.extend(findings.into_sorted());
        match written {
            Some(Ok(())) => said.push(format!("flattened to {}", global.shown(target))),
            Some(Err(error)) => failures.push(Failure::unwritten(global.shown(target), &error)),
            None => {}
        }
    }
    let findings = sink.into_sorted();
    terminal.findings(&findings, &Files::new());
    said.iter().for_each(|line| terminal.say(line));
    if let Some((last, others)) = failures.split_last() {
        others.iter().for_each(|failure| terminal.failure(&failure.problem));
        return Err(last.clone());
    }
    Ok(exit(&findings))
}

/// Refuses targets that are inputs, that two files would become, or that are there already.
fn check_targets(global: &Global, args: &FlattenArgs, given: &[PathBuf], targets: &[PathBuf]) -> Result<(), Failure> {
    let mut there = Vec::new();
    let inputs = Inputs::at(given.iter().map(PathBuf::as_path));
    let mut places = Targets::default();
    for target in targets {
        if !places.add(target) {
            return Err(format!(
                "two of the files would become {}: flatten them into different folders",
                target.display()
            )
            .into());
        }
        if !target.exists() {
            continue;
        }
        if inputs.contain(target) {
            return Err(format!(
                "{} is one of the worksheets to flatten; name another folder with --out",
                target.display()
            )
            .into());
        }
        if !args.replace {
            there.push(global.shown(target));
        }
    }
    match there.as_slice() {
        [] => Ok(()),
        [one] => Err(format!("{one} is there already (--replace writes over it)").into()),
        some => Err(format!("{} are there already (--replace writes over them)", some.join(", ")).into()),
    }
}

/// The file that a worksheet becomes: beside it, or in a folder.
fn flat_path(path: &Path, out: Option<&Path>) -> PathBuf {
    let stem = path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default();
    out.or(path.parent()).unwrap_or(Path::new("")).join(format!("{stem}{FLAT}.pdf"))
}

/// The bytes of a flattened worksheet; where there are none the findings say why.
fn flatten_file(path: &Path, name: &str, font: &FieldFont, sink: &mut Sink) -> Option<Vec<u8>> {
    let (file, found) = open::open(name, &form::bytes(path, name, sink)?, sink)?;
    if found.notes.contains(&Note::Signed) {
        sink.push(form::signed(name));
        return None;
    }
    if let Some(mut finding) = fingerprint::finding(name, &file, &found) {
        finding.severity = Severity::Error;
        sink.push(finding);
        return None;
    }
    match &found.embedded {
        Ok(_) => flatten_saved(name, file, &found, font, sink),
        Err(why) => {
            let mut finding = open::foreign(name, *why);
            finding.severity = Severity::Error;
            finding.hints =
                vec!["only worksheets of handout are flattened, so that tags and answers stay right".to_owned()];
            sink.push(finding);
            None
        }
    }
    .or_else(|| {
        if !sink.has_errors() {
            sink.push(Finding::new(Code::BadPdf, "the file cannot be flattened").at(name, 0..0));
        }
        None
    })
}
