//! What was read from the pages against the table: what is missing, what is printed otherwise, what misleads, what does not
//! belong there.

mod aloud;
mod areas;
mod around;
mod belonging;
mod channels;
mod controls;
mod drawings;
pub mod exported;
mod flow;
mod groups;
mod judged;
mod jumps;
mod long;
mod notes;
pub mod overflow;
mod pairs;
mod pictures;
pub mod sheets;
mod signs;
mod sizes;
mod strokes;
mod tables;

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

use super::matching::excerpt;
use super::matching::printed::Printed;
use super::matching::table::ExpectedNodes;
use super::reading::{Bounds, Pages, TextRun, read};
use super::seeing::{self, InkFlaw, PlaceFlaw, PlaceLook};
use crate::diag::{Code, Finding, Sink};
use crate::document::Document;
use crate::model::LeafPath;
use crate::source::Sources;
use judged::{Judged, Mark, Problems, said};

/// The language of the addresses of sources: none.
const NO_LANGUAGE: &str = "zxx";

/// From which contrast, and from how much more of an edge on, a place looks otherwise than another.
const LEAST_UNLIKE: f64 = 1.15;
const MOST_THICKER: f64 = 1.5;

/// How closely pages are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sight {
    /// By their frames: of the program's own layouts, which are looked at as pixels before they ship and in every release.
    Frames,
    /// As pixels too.
    Pixels,
}

/// Holds pages against what their document says, and gives what they hold; `sources` are there to point into.
pub fn audit(document: &Document, set: &PagedDocument, sources: &Sources, sight: Sight, sink: &mut Sink) -> Pages {
    let (job, table) = (document.job, &ExpectedNodes::new(document));
    let mut pages = read(set);
    for run in &mut pages.runs {
        let width = pages.sizes.get(run.page).map_or(0.0, |size| size.0);
        run.hidden = run.hidden.take().or_else(|| long::at_edge(run, width, job.product));
        if let Some(finding) = long::finding(job, run, sources) {
            sink.push(finding);
            run.hidden = None;
        }
    }
    let mut problems = Problems::default();
    let (printed, marks) = gather(&job.text.head.lang, &pages, &mut problems);
    if sight == Sight::Pixels {
        see(set, &pages, table.pen, &mut problems);
    }
    let judged = Judged::new(document, table, &pages, &printed);
    flow::check(&judged, marks, &mut problems);
    flow::check_first(&judged, sources, sink);
    around::check(&judged, &mut problems);
    pictures::check(&judged, &mut problems);
    drawings::check(&judged, &mut problems);
    strokes::check(&judged, &mut problems);
    channels::check(&judged, &mut problems);
    signs::check(&judged, &mut problems);
    sizes::check(&judged, &mut problems);
    belonging::check(&judged, &mut problems);
    tables::check(&judged, &mut problems);
    controls::check(&judged, &mut problems);
    let layout = format!("layouts/products/{}.typ", job.product.as_str());
    for problem in problems.0 {
        if let Some(finding) = long::of_problem(job, &pages.runs, &problem, sources) {
            sink.push(finding);
            continue;
        }
        sink.push(Finding::new(Code::Audit, format!("`{}`: {problem}", job.stem())).at(&layout, 0..0).hint(
            "layouts print every text whole, once and in order, as `docs/designs.md` says; this file was not written",
        ));
    }
    pages
}

/// What of the pages cannot be seen as pixels.
fn see(set: &PagedDocument, pages: &Pages, pen: bool, problems: &mut Problems) {
    let name = |turn: usize| pages.runs.get(turn).map(named).unwrap_or_default();
    let places: Vec<(usize, Bounds)> = pages.controls.iter().map(|control| (control.page, control.bounds)).collect();
    let look = seeing::look(set, &places, pen);
    for (control, flaw) in look.places.iter().filter_map(|(i, flaw)| Some((pages.controls.get(*i)?, flaw))) {
        let why = match flaw {
            PlaceFlaw::NoEdge => "has no edge with a contrast of 3:1",
            PlaceFlaw::Inked => "has something drawn in it",
        };
        problems.push(format!("the control `{}` on page {} {why}", control.key, control.page + 1));
    }
    problems.extend(unlike(pages, &look.looks));
    for unseen in look.words {
        let why = match unseen.flaw {
            InkFlaw::Faint(ratio) => format!("has a contrast of {ratio:.1}:1 with its ground"),
            InkFlaw::Crossed => "is crossed by other ink, or stands on more than one colour".to_owned(),
            InkFlaw::Covered => "is covered by something drawn over it, or cut off".to_owned(),
            InkFlaw::Overlapped(other) => format!("lies on `{}`", name(other)),
            InkFlaw::Unjudged(what) => format!("cannot be judged: {what}"),
        };
        problems.push(format!("`{}` on page {} {why}", name(unseen.turn), unseen.page + 1));
    }
}

/// Of several answers one that looks given: another colour in its place, or another edge.
fn unlike(pages: &Pages, looks: &[(usize, PlaceLook)]) -> Vec<String> {
    let mut first: BTreeMap<LeafPath, PlaceLook> = BTreeMap::new();
    let mut odd = Vec::new();
    for (control, look) in looks.iter().filter_map(|(i, look)| Some((pages.controls.get(*i)?, look))) {
        let Some(group) = control.key.parent().filter(|group| matches!(group.last(), "options" | "scale")) else {
            continue;
        };
        let usual = first.entry(group).or_insert(*look);
        let share = look.edge / usual.edge;
        if usual.ground.contrast(look.ground) > LEAST_UNLIKE || !(1.0 / MOST_THICKER..MOST_THICKER).contains(&share) {
            odd.push(format!("the control `{}` on page {} looks otherwise than others", control.key, control.page + 1));
        }
    }
    odd
}

/// What a run is called.
fn named(run: &TextRun) -> String {
    run.block.as_ref().map_or_else(|| excerpt(&run.text), |block| block.path.to_string())
}

/// Runs joined to elements; words without a label must be marks of lists.
fn gather(lang: &str, pages: &Pages, problems: &mut Problems) -> (Vec<Printed>, Vec<Mark>) {
    let mut printed: Vec<Printed> = Vec::new();
    let mut marks = Vec::new();
    for (turn, run) in pages.runs.iter().enumerate() {
        let page = run.page + 1;
        if let Some(hidden) = &run.hidden {
            problems.push(format!("`{}` on page {page} {}", named(run), said(hidden)));
        }
        if run.is_blank() {
            continue;
        }
        let Some(block) = run.block.as_ref().filter(|_| !run.mark) else {
            let text = run.letters.words.clone();
            if run.artifact {
                problems.push(format!("the mark `{}` on page {page} is hidden from screen readers", excerpt(&text)));
            }
            marks.push(Mark { page: run.page, bounds: run.bounds, text });
            continue;
        };
        let again = block.path.is_column_head()
            && printed
                .iter()
                .any(|p| p.block.path == block.path && p.block.element != block.element && p.pages.1 < run.page);
        check_tags(lang, run, again, problems);
        match printed.iter_mut().rev().find(|p| p.block == *block) {
            Some(p) => p.add(run, turn),
            None => printed.push(Printed::begun(run, block, turn)),
        }
    }
    for (i, p) in printed.iter().enumerate() {
        let path = &p.block.path;
        if p.gaps.are_alike() {
            let page = p.pages.0 + 1;
            problems
                .push(format!("the words of `{path}` on page {page} stand hardly farther apart than their letters"));
        }
        problems.extend(p.astray.iter().map(|(page, why)| format!("the words of `{path}` on page {} {why}", page + 1)));
        let before = i.checked_sub(1).and_then(|i| printed.get(i));
        if p.astray.is_empty() && !p.is_aligned(before.is_some_and(|before| goes_on(before, p))) {
            let page = p.pages.0 + 1;
            problems.push(format!("the lines of `{path}` on page {page} do not begin below each other"));
        }
    }
    (printed, marks)
}

/// Whether a block begins in the line in which another one ends.
fn goes_on(before: &Printed, next: &Printed) -> bool {
    let (Some(a), Some(b)) = (before.lines.last(), next.lines.first()) else { return false };
    a.page == b.page && (a.baseline - b.baseline).abs() < 0.5 && (-1.0..a.size).contains(&(b.bounds[0] - a.bounds[2]))
}

/// What a screen reader is told of words.
fn check_tags(lang: &str, run: &TextRun, again: bool, problems: &mut Problems) {
    let (Some(block), page) = (&run.block, run.page + 1) else { return };
    let path = &block.path;
    // Addresses alone are of none.
    let address = run.lang == NO_LANGUAGE && path.starts_with("references.") && !run.text.trim().contains(' ');
    if run.lang != lang && !address {
        problems.push(format!("`{path}` on page {page} is marked as of the language `{}`", run.lang));
    }
    // The head of a table is read once.
    if run.artifact && !path.is_furniture() && !again {
        problems.push(format!("`{path}` on page {page} is hidden from screen readers"));
    }
}
