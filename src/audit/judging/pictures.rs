//! Pictures: those of the text and the clinic's logo, each at its place, with its own alternative text.

use super::judged::{Judged, Problems};
use super::pairs::apart;
use crate::audit::matching::printed::Printed;
use crate::audit::reading::PlacedPicture;
use crate::document::products::has_covers;

/// How far the logo stands from words about the review, in points.
const LEAST_FROM_CLAIMS: f64 = 14.0;

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let job = judged.document.job;
    // Once, or once on each of two covers.
    let times = if has_covers(job.product) { 2 } else { 1 };
    let lang = &job.text.head.lang;
    let logo = job
        .clinic
        .logo
        .iter()
        .flat_map(|logo| std::iter::repeat_n((&logo.bytes, logo.alt.get(lang).map(String::as_str), None), times));
    let figures = judged.document.figures();
    let own = figures.iter().map(|figure| (&figure.bytes, Some(figure.alt.as_str()), Some(figure.id.as_str())));
    let mut left: Vec<_> = logo.chain(own).collect();
    for picture in &judged.pages.pictures {
        let page = picture.page + 1;
        if let Some(hidden) = &picture.hidden {
            problems.push(format!("a picture on page {page} {}", super::judged::said(hidden)));
        }
        if picture.artifact {
            problems.push(format!("a picture on page {page} is hidden from screen readers"));
        }
        match left.iter().position(|(bytes, ..)| **bytes == picture.bytes) {
            Some(i) => {
                let (_, alt, id) = left.remove(i);
                if id.is_none() && stands_as_seal(judged, picture) {
                    problems.push(format!("the clinic's logo on page {page} stands at words about the review"));
                }
                if picture.alt.as_deref() != alt {
                    let said = picture.alt.as_deref().unwrap_or_default();
                    let wanted = alt.unwrap_or_default();
                    problems.push(format!(
                        "a picture on page {page} has the alternative text `{said}`, and its own is `{wanted}`"
                    ));
                }
            }
            None => {
                problems.push(format!("page {page} has a picture that the text does not have there, or has it twice"));
            }
        }
    }
    let missing = left.iter().filter_map(|(_, _, id)| *id);
    problems.extend(missing.map(|id| format!("the picture `{id}` is not printed")));
}

/// Whether the logo stands at words about the review, as a seal would.
fn stands_as_seal(judged: &Judged, logo: &PlacedPicture) -> bool {
    let about = |p: &&Printed| judged.table.may_claim(&p.block.path) || p.block.path.starts_with("credits.");
    let mut lines = judged.printed.iter().filter(about).flat_map(|p| p.on(logo.page));
    lines.any(|line| apart(&line.bounds, &logo.bounds) < LEAST_FROM_CLAIMS)
}
