//! A document to look at while it is written: its pages, and both sides of its sheets, as drawings.

use super::options::Shared;
use super::run::{Prepared, prepare};
use super::sheets::{Imposition, sides};
use crate::audit::reading::Pages;
use crate::diag::Sink;
use crate::document::Job;
use crate::engine;
use crate::model::OutputTarget;

/// What is seen of a document.
#[derive(Clone, Debug)]
pub struct View {
    /// Its pages as they are read.
    pub pages: Vec<SeenPage>,
    /// The sides of its sheets, where it is folded or cut.
    pub sheets: Vec<SeenPage>,
}

/// A page, or a side of a sheet.
#[derive(Clone, Debug)]
pub struct SeenPage {
    /// As an SVG file.
    pub drawing: String,
    /// Its words in the order in which they are read.
    pub words: String,
}

/// Sets and audits a job; `None` where a finding says why it cannot be made, or has no room.
pub fn view(job: &Job, shared: &Shared, sink: &mut Sink) -> Option<View> {
    let seen = see(job, shared, sink);
    engine::compile::evict(1);
    seen
}

fn see(job: &Job, shared: &Shared, sink: &mut Sink) -> Option<View> {
    let Prepared { fitted, pages, .. } = prepare(job, shared, sink).ok()?;
    let drawn = engine::drawing::drawings(&fitted.pages);
    let seen = drawn.into_iter().enumerate();
    let seen = seen.map(|(page, drawing)| SeenPage { drawing, words: words(&pages, page) }).collect();
    let mut sheets = Vec::new();
    if job.product.has_sheets() {
        let sides = sides(job, pages.count);
        let imposition = Imposition { job, document: &fitted.pages, pages: &pages, sides: &sides };
        let composed = imposition.sheets(OutputTarget::Office, sink)?;
        let name = |side: usize| sides.get(side).map(|side| side.name.clone()).unwrap_or_default();
        let drawn = engine::drawing::drawings(&composed).into_iter().enumerate();
        sheets = drawn.map(|(side, drawing)| SeenPage { drawing, words: name(side) }).collect();
    }
    Some(View { pages: seen, sheets })
}

/// The words of a page, without what stands on every page.
fn words(pages: &Pages, page: usize) -> String {
    let runs = pages.runs.iter().filter(|run| run.page == page && !run.artifact);
    let words: String = runs.map(|run| format!("{} ", run.text)).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
