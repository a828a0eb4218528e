//! What a document comes to in every way in which it may be set: where that is the same, so are its bytes and findings,
//! whatever else changed in its text, its facts or its reviews. Clinic, labels and design are not in it.

use std::fmt::Write;

use crate::document::Job;
use crate::document::products::fit_ladder;
use crate::document::{Document, Fit};
use crate::engine;
use crate::model::Product;
use crate::model::rich::fact_ids;
use crate::model::text::Body;
use crate::review::digest::Digest;

/// A digest of it, 32 hexadecimal digits: of its data file, its nodes and forms, and of what else is read of a job.
pub fn printed(job: &Job) -> String {
    let mut all = String::new();
    for fit in fit_ladder(job.product) {
        add(&mut all, job, *fit);
    }
    let head = &job.text.head;
    let facts = job.facts.as_ref().map(|(facts, _)| (&facts.file, &facts.figures));
    let about = (job.stem(), &job.text.file, head.issued, job.text.products.as_ref(), job.state(), job.has_panels());
    let beside = (&job.text.figures, facts, job.thickness);
    let _ = write!(all, "{about:?} {beside:?} {}", numbers_of_sections(job));
    let mut digest = Digest::of(all.as_bytes()).as_str().to_owned();
    digest.truncate(32);
    digest
}

/// Adds a document as it is set in one way.
fn add(all: &mut String, job: &Job, fit: Fit) {
    let Some(document) = Document::compose(job, fit) else { return };
    let data = engine::data::data(&document, &[]);
    let Document { job: _, fit, draft, strip_height, longest_footer, slots, info, pages, foreign, form, pen } =
        &document;
    let rest = (fit, draft, strip_height, longest_footer, slots, info, pages, foreign, form, pen);
    let _ = write!(all, "{data} {rest:?}");
}

/// The numbers in whole sections: where briefs stand for these, what they lack of them is said.
fn numbers_of_sections(job: &Job) -> String {
    let Body::Guide(guide) = &job.text.body else { return String::new() };
    let number = |id: &str| job.facts.as_ref().and_then(|(facts, _)| facts.get(id)?.number.as_ref());
    let sections = guide.sections.iter().filter(|_| job.product == Product::Trifold);
    let ids = sections.flat_map(|section| fact_ids(&section.body).into_iter().map(move |id| (&section.id, id)));
    ids.map(|(section, id)| format!("{section} {id} {:?} ", number(&id))).collect()
}
