//! One job from model to bytes.

use std::time::Duration;

use super::fit::{Fitted, Fitter, Fitting};
use super::options::{Options, Shared};
use super::sheets::{Imposition, sides};
use crate::acroform;
use crate::audit::reading::{Pages, read};
use crate::audit::{self, Sight};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::document::Job;
use crate::engine;
use crate::model::OutputTarget;
use crate::pdf::{self, FileKind, Stamp};

/// A finished document.
#[derive(Clone, Debug)]
pub struct BuiltDocument {
    /// Its files: to read, then to print. None where only a check was asked for.
    pub outputs: Vec<Output>,
    /// How many pages there are to read.
    pub pages: usize,
    /// How long it took to compile, to audit, to make sheets and to export.
    pub took: [Duration; 4],
}

/// A file of a document.
#[derive(Clone, Debug)]
pub struct Output {
    /// How it is printed; `None` is that to read.
    pub print: Option<OutputTarget>,
    /// The PDF file.
    pub bytes: Vec<u8>,
    /// How many pages it has; of what is printed, sides of sheets.
    pub pages: usize,
}

/// What became of a job.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is made.
    Built(BuiltDocument),
    /// It has no room in a product that nobody asked for by name.
    NoRoom,
    /// A finding forbids it.
    Forbidden,
}

impl Outcome {
    /// The bytes to read, where they were made.
    pub fn bytes(self) -> Option<Vec<u8>> {
        let Outcome::Built(document) = self else { return None };
        document.outputs.into_iter().find(|out| out.print.is_none()).map(|out| out.bytes)
    }
}

/// Makes one document: compile, audit, sheets, export.
pub fn build_document(job: &Job, shared: &Shared, options: &Options, sink: &mut Sink) -> Outcome {
    let outcome = steps(job, shared, options, sink);
    engine::compile::evict(options.jobs);
    outcome
}

/// A document that is set and audited.
pub(super) struct Prepared<'a> {
    pub(super) fitted: Box<Fitted<'a>>,
    pub(super) pages: Pages,
    took: [Duration; 2],
}

/// Sets and audits a job; an error is what became of it instead.
pub(super) fn prepare<'a>(job: &'a Job<'a>, shared: &'a Shared<'a>, sink: &mut Sink) -> Result<Prepared<'a>, Outcome> {
    let lap = shared.stopwatch.start();
    let before = sink.errors();
    let fitted = match (Fitter { job, shared }).fit(sink) {
        Fitting::Set(fitted) => fitted,
        Fitting::NoRoom if sink.errors() == before => return Err(Outcome::NoRoom),
        Fitting::NoRoom | Fitting::Failed => return Err(Outcome::Forbidden),
    };
    let compiled = lap();
    let lap = shared.stopwatch.start();
    let mut found = Sink::default();
    let pages = audit::audit(&fitted.document, &fitted.pages, shared.sources, shared.sight, &mut found);
    let errors = || found.iter().filter(|finding| finding.severity == Severity::Error);
    // A word without room on a narrow panel, of a product that nobody asked for.
    let spare = job.product.has_sheets() && !shared.asks_for(job);
    if found.has_errors() && spare && errors().all(|finding| finding.code == Code::LongWord) {
        sink.extend(found.into_sorted().into_iter().map(|f| Finding { severity: f.severity.max(Severity::Hint), ..f }));
        return Err(Outcome::NoRoom);
    }
    sink.extend(found.into_sorted());
    if sink.errors() > before {
        return Err(Outcome::Forbidden);
    }
    Ok(Prepared { fitted, pages, took: [compiled, lap()] })
}

fn steps(job: &Job, shared: &Shared, options: &Options, sink: &mut Sink) -> Outcome {
    let Prepared { fitted, pages, took: [compiled, audited] } = match prepare(job, shared, sink) {
        Ok(prepared) => prepared,
        Err(outcome) => return outcome,
    };
    // Between pages and export too, so that what the pages memoised, half of all memory, goes with their document.
    engine::compile::evict(options.jobs);
    let (mut imposing, mut exporting) = (Duration::ZERO, Duration::ZERO);
    let mut outputs = Vec::new();
    let sides = sides(job, pages.count);
    let imposition = Imposition { job, document: &fitted.pages, pages: &pages, sides: &sides };
    for print in job.prints().into_iter().filter(|print| options.prints.wants(*print, &job.path(*print))) {
        let lap = shared.stopwatch.start();
        let sheets = match print {
            None => None,
            Some(print) => match imposition.sheets(print, sink) {
                Some(sheets) => Some((print, sheets)),
                None => return Outcome::Forbidden,
            },
        };
        imposing += lap();
        let lap = shared.stopwatch.start();
        if options.export {
            let bytes = match &sheets {
                None => export_reading(shared, &fitted, sink),
                Some((print, sheets)) => imposition.export(sheets, *print, sink).map(|(bytes, _)| bytes),
            };
            let Some(bytes) = bytes else { return Outcome::Forbidden };
            if shared.sight == Sight::Pixels {
                let problems = match &sheets {
                    None => audit::exported::reading(&fitted.document, &pages, &bytes),
                    Some((_, sheets)) => audit::exported::sheets(&read(sheets), &bytes),
                };
                if !is_as_set(job, print, problems, sink) {
                    return Outcome::Forbidden;
                }
            }
            let pages = if sheets.is_some() { sides.len() } else { pages.count };
            outputs.push(Output { print, bytes, pages });
        }
        exporting += lap();
    }
    Outcome::Built(BuiltDocument { outputs, pages: pages.count, took: [compiled, audited, imposing, exporting] })
}

/// Whether an exported file is the pages that were set; says where it is not.
fn is_as_set(job: &Job, print: Option<OutputTarget>, problems: Vec<String>, sink: &mut Sink) -> bool {
    let (file, layout) = (job.path(print), format!("layouts/products/{}.typ", job.product.as_str()));
    let fine = problems.is_empty();
    for problem in problems {
        let found = Finding::new(Code::Audit, format!("`{file}` is not as its pages were set: {problem}"));
        sink.push(found.at(&layout, 0..0).hint(
            "the file was not written. If the layout is your own, leave out what was added last; else write to the makers \
             of handout",
        ));
    }
    fine
}

/// Exports the pages: those of a form get their fields, all others are as the exporter gives them.
fn export_reading(shared: &Shared, fitted: &Fitted, sink: &mut Sink) -> Option<Vec<u8>> {
    let (document, job) = (&fitted.document, fitted.document.job);
    let stem = job.stem();
    let stamp = Stamp { file: &job.text.file, identifier: &stem, issued: job.text.head.issued };
    let Some(form) = &document.form else { return pdf::export(&fitted.pages, FileKind::Reading, stamp, sink) };
    let mut file = pdf::export_objects(&fitted.pages, FileKind::Reading, stamp, sink)?;
    let Some(font) = shared.base.field_font() else {
        let found = Finding::new(Code::Export, "the fonts lack the regular face in which answers are shown");
        sink.push(found.at(&job.text.file, 0..0).hint(
            "keep `fonts/atkinson-hyperlegible-next/` as it comes with handout; other fonts may stand beside it",
        ));
        return None;
    };
    match acroform::write::write(&mut file, &form.schema, &form.controls, font) {
        Ok(()) => Some(file.write()),
        Err(why) => {
            let found = Finding::new(Code::Export, format!("`{stem}` cannot become a form: {why}"));
            sink.push(
                found
                    .at(&job.text.file, 0..0)
                    .hint("if a layout is your own, take it back; else take out the question that was added last"),
            );
            None
        }
    }
}
