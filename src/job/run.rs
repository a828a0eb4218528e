//! One job from model to bytes.

use std::time::Duration;

use typst_layout::PagedDocument;

use super::batch::Stopwatch;
use super::plan::Job;
use crate::audit;
use crate::diag::{Code, Finding, Sink};
use crate::engine::{self, Base};
use crate::form;
use crate::form::schema::Schema;
use crate::model::Product;
use crate::pdf;
use crate::pdf::file::File;
use crate::review::credit;

/// What all jobs share.
pub struct Shared<'a> {
    /// Library, fonts and layouts.
    pub base: &'a Base,
    /// Measures steps; no output depends on it.
    pub stopwatch: &'a Stopwatch,
}

/// A finished document.
#[derive(Clone, Debug)]
pub struct Document {
    /// PDF bytes; `None` where only a check was asked for.
    pub bytes: Option<Vec<u8>>,
    /// Number of pages.
    pub pages: usize,
    /// How long it took to compile, to audit and to export.
    pub took: [Duration; 3],
}

/// Makes one document: compile, audit, export. `None` where a finding forbids it.
pub fn make(job: &Job, shared: &Shared, export: bool, sink: &mut Sink) -> Option<Document> {
    let lap = shared.stopwatch.start();
    let lines = engine::lines(job);
    let Some(credits) = credit::credits(&job.text.head, job.judged(), job.clinic, job.publisher) else {
        sink.push(Finding::new(
            Code::NoSentences,
            format!("handout has no sentences about review in `{}`", job.text.head.lang),
        ));
        return None;
    };
    let data = engine::data::data(job, &lines, &credits, &shared.base.families(), 0);
    let document = engine::compile::compile(shared.base, job, &data, sink);
    let compiled = lap();
    let result = document.and_then(|document| {
        let lap = shared.stopwatch.start();
        let before = sink.len();
        let table = audit::expectations(job, &lines, &credits);
        audit::audit(job, &table, &document, sink);
        let audited = lap();
        if sink.len() > before {
            return None;
        }
        let lap = shared.stopwatch.start();
        let bytes = if export { Some(finish(job, shared, &document, sink)?.write()) } else { None };
        Some(Document { bytes, pages: document.pages().len(), took: [compiled, audited, lap()] })
    });
    engine::compile::forget();
    result
}

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
