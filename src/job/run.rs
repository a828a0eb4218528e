//! One job from model to bytes.

use std::time::Duration;

use super::batch::Stopwatch;
use super::plan::Job;
use crate::audit;
use crate::diag::{Code, Finding, Sink};
use crate::engine::{self, Base};
use crate::pdf;
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
    let data = engine::data::data(job, &lines, &credits, &shared.base.families());
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
        let bytes = if export { Some(pdf::export(job, &document, sink)?.write()) } else { None };
        Some(Document { bytes, pages: document.pages().len(), took: [compiled, audited, lap()] })
    });
    engine::compile::forget();
    result
}
