//! One job from model to bytes.

use std::time::Duration;

use typst_layout::PagedDocument;

use super::batch::{Options, Stopwatch};
use super::fit::{Fitted, Fitting, Setting};
use super::plan::Job;
use crate::audit;
use crate::audit::pages::Pages;
use crate::diag::{Code, Files, Finding, Sink};
use crate::engine::{self, Base};
use crate::form;
use crate::form::schema::Schema;
use crate::impose;
use crate::impose::sheet::SheetSide;
use crate::model::{Print, Product};
use crate::pdf;
use crate::pdf::file::File;
use crate::review::credit;

/// What all jobs share.
pub struct Shared<'a> {
    /// Library, fonts and layouts.
    pub base: &'a Base,
    /// The texts of the project's files, to point into.
    pub files: &'a Files,
    /// Products that somebody asked for by name: without room they are an error.
    pub asked: &'a [Product],
    /// Measures steps; no output depends on it.
    pub stopwatch: &'a Stopwatch,
}

/// A finished document.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its files: to read, then to print. None where only a check was asked for.
    pub outputs: Vec<Output>,
    /// Number of pages to read.
    pub pages: usize,
    /// How long it took to compile, to audit, to make sheets and to export.
    pub took: [Duration; 4],
}

/// A file of a document.
#[derive(Clone, Debug)]
pub struct Output {
    /// How it is printed; `None` is that to read.
    pub print: Option<Print>,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// Number of pages.
    pub pages: usize,
}

/// What became of a job.
#[derive(Clone, Debug)]
pub enum Made {
    /// It is made.
    Document(Document),
    /// It has no room in a product that nobody asked for by name.
    NoRoom,
    /// A finding forbids it.
    Forbidden,
}

impl Made {
    /// The bytes to read, where they were made.
    pub fn bytes(self) -> Option<Vec<u8>> {
        let Made::Document(document) = self else { return None };
        document.outputs.into_iter().find(|out| out.print.is_none()).map(|out| out.bytes)
    }
}

/// Makes one document: compile, audit, sheets, export.
pub fn make(job: &Job, shared: &Shared, options: &Options, sink: &mut Sink) -> Made {
    let made = steps(job, shared, options, sink);
    engine::compile::forget();
    made
}

/// A document that is set and audited.
pub(super) struct Prepared {
    pub(super) document: PagedDocument,
    pub(super) pages: Pages,
    took: [Duration; 2],
}

/// Sets and audits a job; an error is what became of it instead.
pub(super) fn prepare(job: &Job, shared: &Shared, sink: &mut Sink) -> Result<Prepared, Made> {
    let lap = shared.stopwatch.start();
    let lines = engine::lines(job);
    let Some(credits) = credit::credits(&job.text.head, job.judged(), job.clinic, job.publisher) else {
        sink.push(Finding::new(
            Code::NoSentences,
            format!("handout has no sentences about review in `{}`", job.text.head.lang),
        ));
        return Err(Made::Forbidden);
    };
    let before = sink.errors();
    let Fitted { fit, document } = match (Setting { job, shared, lines: &lines, credits: &credits }).fit(sink) {
        Fitting::Set(fitted) => fitted,
        Fitting::NoRoom if sink.errors() == before => return Err(Made::NoRoom),
        Fitting::NoRoom | Fitting::Failed => return Err(Made::Forbidden),
    };
    let compiled = lap();
    let lap = shared.stopwatch.start();
    let table = audit::expectations(job, &lines, &credits, fit);
    let pages = audit::audit(job, &table, &document, shared.files, sink);
    if sink.errors() > before {
        return Err(Made::Forbidden);
    }
    Ok(Prepared { document, pages, took: [compiled, lap()] })
}

fn steps(job: &Job, shared: &Shared, options: &Options, sink: &mut Sink) -> Made {
    let Prepared { document, pages, took: [compiled, audited] } = match prepare(job, shared, sink) {
        Ok(prepared) => prepared,
        Err(made) => return made,
    };
    // What setting the pages memoised is of no use to sheets and export.
    engine::compile::forget();
    let (mut imposing, mut exporting) = (Duration::ZERO, Duration::ZERO);
    let mut outputs = Vec::new();
    let sides = impose::sides(job, pages.count);
    for print in job.prints().into_iter().filter(|print| options.prints.wants(*print, &job.path(*print))) {
        let lap = shared.stopwatch.start();
        let sheets = match print {
            None => None,
            Some(print) => match sheets(job, &document, &pages, &sides, print, sink) {
                Some(sheets) => Some((print, sheets)),
                None => return Made::Forbidden,
            },
        };
        imposing += lap();
        let lap = shared.stopwatch.start();
        if options.export {
            let file = match &sheets {
                None => finish(job, shared, &document, sink),
                Some((print, sheets)) => pdf::export_sheets(job, sheets, &sides, *print, sink).map(|(file, _)| file),
            };
            let Some(file) = file else { return Made::Forbidden };
            let pages = if sheets.is_some() { sides.len() } else { pages.count };
            outputs.push(Output { print, bytes: file.write(), pages });
        }
        exporting += lap();
    }
    Made::Document(Document { outputs, pages: pages.count, took: [compiled, audited, imposing, exporting] })
}

/// The sheets of a document, held against its pages.
pub(super) fn sheets(
    job: &Job,
    document: &PagedDocument,
    pages: &Pages,
    sides: &[SheetSide],
    print: Print,
    sink: &mut Sink,
) -> Option<PagedDocument> {
    let stem = job.stem();
    let sheets = impose::compose::compose(document, sides, print);
    let problems = audit::sheets::check(pages, &audit::pages::read(&sheets), sides, print);
    let fine = problems.is_empty();
    for problem in problems {
        let what = format!("the sheets of `{stem}` ({}): {problem}", print.as_str());
        let layout = format!("layouts/products/{}.typ", job.product.as_str());
        sink.push(Finding::new(Code::Sheets, what).at(&layout, 0..0).hint("no file of it was written"));
    }
    if print == Print::Press {
        for ppi in impose::compose::coarse(document, PPI) {
            let what =
                format!("the logo has {ppi:.0} pixels to the inch in `{stem}`, and a print shop asks for {PPI:.0}");
            let found = Finding::new(Code::LowResolution, what).at(&job.clinic.file(), 0..0);
            sink.push(found.hint("an SVG file is sharp at any size; or a PNG file with more pixels"));
        }
    }
    fine.then_some(sheets)
}

/// Pixels to the inch that a print shop asks for.
const PPI: f64 = 300.0;

/// Exports the pages; those of a form get their fields.
fn finish(job: &Job, shared: &Shared, document: &PagedDocument, sink: &mut Sink) -> Option<File> {
    let mut file = pdf::export(job, document, sink)?;
    let Some(schema) = Schema::of(job.text).filter(|_| job.product == Product::Worksheet) else { return Some(file) };
    let Some(font) = shared.base.field_font() else {
        sink.push(Finding::new(Code::Export, "the fonts lack the regular face in which answers are shown").hint(
            "keep `fonts/atkinson-hyperlegible-next/` as it comes with handout; other fonts may stand beside it",
        ));
        return None;
    };
    let controls = form::plan::controls(&schema, job.strings);
    match form::write::write(&mut file, &schema, &controls, font) {
        Ok(()) => Some(file),
        Err(why) => {
            sink.push(Finding::new(Code::Export, format!("`{}` cannot become a form: {why}", job.stem())));
            None
        }
    }
}
