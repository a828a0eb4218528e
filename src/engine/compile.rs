//! One document: data in, pages out.

use std::sync::atomic::{AtomicUsize, Ordering};

use typst::World;
use typst::diag::{Severity as TypstSeverity, SourceDiagnostic};
use typst::foundations::Bytes;
use typst_layout::PagedDocument;

use super::world::{Base, DocumentWorld, file_id};
use crate::diag::{Code, Finding, Sink};
use crate::document::Job;

/// What a layout of `products/` makes pages of.
pub struct LayoutInput<'a> {
    /// The name of the layout.
    pub layout: &'a str,
    /// The data file that it reads.
    pub data: &'a serde_json::Value,
    /// Other files made for it: paths from the root of the project, and bytes.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Lays a job out; `data` is the data file that its layout reads.
pub fn compile(base: &Base, job: &Job, data: &serde_json::Value, sink: &mut Sink) -> Option<PagedDocument> {
    let logo = job.clinic.logo.as_ref();
    let logo = logo.map(|logo| (format!("build/logo.{}", logo.kind.extension()), logo.bytes.to_vec()));
    let facts = job.facts.as_ref().map(|(facts, _)| facts.figures.as_slice()).unwrap_or_default();
    let figures = job.text.figures.iter().chain(facts).map(|figure| (figure.path(), figure.bytes.to_vec()));
    let files = logo.into_iter().chain(figures).collect();
    set(base, job, LayoutInput { layout: job.product.as_str(), data, files }, sink)
}

/// Lays out what any layout makes of a job, with files made for it.
pub fn set(base: &Base, job: &Job, input: LayoutInput, sink: &mut Sink) -> Option<PagedDocument> {
    let LayoutInput { layout, data, files } = input;
    let main = file_id(&format!("layouts/products/{layout}.typ"))?;
    let mut made = vec![(file_id("build/data.json")?, Bytes::new(serde_json::to_vec(data).ok()?))];
    for (path, bytes) in files {
        made.push((file_id(&path)?, Bytes::new(bytes)));
    }
    let world = DocumentWorld { base, main, made };
    let warned = typst::compile::<PagedDocument>(&world);
    for warning in &warned.warnings {
        sink.push(finding(&world, warning, job));
    }
    match warned.output {
        Ok(document) => Some(document),
        Err(errors) => {
            for error in &errors {
                sink.push(finding(&world, error, job));
            }
            None
        }
    }
}

/// A Typst diagnostic as a finding in the layout file.
fn finding(world: &DocumentWorld, diagnostic: &SourceDiagnostic, job: &Job) -> Finding {
    use typst::WorldExt;
    let code = match diagnostic.severity {
        TypstSeverity::Error => Code::Layout,
        TypstSeverity::Warning => Code::LayoutWarning,
    };
    let mut found = Finding::new(code, diagnostic.message.to_string());
    if let Some(id) = diagnostic.span.id()
        && let Some(range) = world.range(diagnostic.span)
        && world.source(id).is_ok()
    {
        found = found.at(id.get().vpath().get_without_slash(), range);
    }
    for hint in &diagnostic.hints {
        found = found.hint(hint.v.to_string());
    }
    found.hint(format!("this happened while setting `{}`", job.stem()))
}

/// Drops what the engine memoised and has not used for two turns: of a document nothing is used again but the layouts,
/// evaluated. Each of so many workers calls it between its steps, and every call of all of them together is a turn: the
/// memory is one for all threads, so that what a worker drops is gone for those that are in the middle of a document.
pub fn evict(workers: usize) {
    static CALLS: AtomicUsize = AtomicUsize::new(0);
    if CALLS.fetch_add(1, Ordering::Relaxed).is_multiple_of(workers.max(1)) {
        comemo::evict(1);
    }
}
