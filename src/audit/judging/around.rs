//! What stands around the text: headers and footers, contents, lines for notes; and that nothing else is there.

use std::sync::LazyLock;

use super::areas::{apart, gaps, holds};
use super::judged::{Judged, Problems};
use super::notes;
use crate::audit::matching::printed::{Printed, PrintedLine};
use crate::audit::matching::same::squeeze;
use crate::audit::matching::{differs, excerpt};
use crate::document::{Node, Origin, Placement, Presence, Span};
use crate::model::LeafPath;
use crate::review::credit::own_sentences;
use crate::source::lint::{OwnSentences, claims_review};

/// The forms of the program's own sentences about review.
static OWN_SENTENCES: LazyLock<OwnSentences> = LazyLock::new(|| OwnSentences::new(own_sentences()));

/// Where a footer begins and a header ends, as a share of the height of a page.
const FOOT: f64 = 0.85;
const HEAD: f64 = 0.15;

/// How far what the clinic says of itself stands from whom to call in danger, in points.
const LEAST_FROM_CALLS: f64 = 60.0;

/// How far above or below them, in points.
const LEAST_BELOW_CALLS: f64 = 8.0;

/// How far the entries of contents stand apart at most, in points.
const MOST_BETWEEN: f64 = 40.0;

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    for page in 0..judged.pages.count {
        check_furniture(judged, page, problems);
    }
    notes::check(judged, problems);
    check_contents(judged, problems);
    check_known(judged, problems);
    check_clinic(judged, problems);
}

/// The blocks of a path that stand on a page alone.
fn on<'a>(judged: &Judged<'a>, page: usize, path: &LeafPath) -> Vec<&'a Printed> {
    judged.all(path).iter().filter(|p| p.pages == (page, page)).copied().collect()
}

/// The footer of a page, and what may stand at its head.
fn check_furniture(judged: &Judged, page: usize, problems: &mut Problems) {
    let Judged { table, printed, .. } = judged;
    let (number, count) = (page + 1, judged.pages.count);
    if table.covers && (page == 0 || number == count) {
        let stray = printed.iter().find(|p| p.block.path.is_furniture() && p.pages == (page, page));
        problems.extend(stray.map(|p| format!("`{}` stands on page {number}, which is a cover", p.block.path)));
        return;
    }
    let counted = |span: &Span| match span {
        Span::PageCount => count.to_string(),
        _ => number.to_string(),
    };
    for node in table.footer.iter().filter(|node| is_needed(judged, page, node)) {
        let path = &node.path;
        match on(judged, page, path).as_slice() {
            [] => {
                let text = node.text_with(&counted);
                let end = if node.place == Placement::Head { "head" } else { "footer" };
                problems.push(format!("the {end} of page {number} lacks `{path}`: `{}`", excerpt(&text)));
            }
            [one] => {
                if let Some(why) = differs(node, one, &counted) {
                    problems.push(format!("`{path}` of page {number} {why}"));
                }
                if node.place == Placement::Head && one.heights.1 > HEAD {
                    problems.push(format!("`{path}` of page {number} is not at the head of the page"));
                } else if node.place != Placement::Head && one.heights.0 < FOOT {
                    problems.push(format!("`{path}` of page {number} is not at the foot of the page"));
                }
            }
            _ => problems.push(format!("`{path}` of page {number} is printed more than once")),
        }
    }
    for node in &table.header {
        let path = &node.path;
        match on(judged, page, path).as_slice() {
            [] => {}
            [one] if one.heights.1 < HEAD => {
                problems.extend(differs(node, one, &counted).map(|why| format!("`{path}` of page {number} {why}")));
            }
            _ => problems.push(format!("`{path}` of page {number} is printed otherwise than written")),
        }
    }
}

/// Whether a line belongs at the foot of a page.
fn is_needed(judged: &Judged, page: usize, node: &Node) -> bool {
    let Presence::WithParts(parts) = &node.presence else { return true };
    let here = |p: &&Printed| p.pages.0 <= page && page <= p.pages.1;
    let of_part = |p: &Printed| parts.iter().any(|part| part.holds(&p.block.path));
    // Page 1 has the numbers to call.
    page > 0 && judged.printed.iter().filter(here).any(of_part) || !on(judged, page, &node.path).is_empty()
}

/// Contents name every heading with the page that it stands on, where a handout is long, and nowhere else.
fn check_contents(judged: &Judged, problems: &mut Problems) {
    if judged.pages.count <= judged.table.contents_after {
        return;
    }
    let page = |span: &Span| match span {
        Span::PageOf(path) => judged.first(path).map_or_else(String::new, |p| (p.pages.0 + 1).to_string()),
        _ => String::new(),
    };
    for node in &judged.table.contents {
        let path = &node.path;
        match judged.all(path) {
            [one] => problems.extend(differs(node, one, &page).map(|why| format!("`{path}` {why}"))),
            [] => problems.push(format!("`{path}` is not printed: `{}`", excerpt(&node.text_with(&page)))),
            _ => problems.push(format!("`{path}` is printed otherwise than written, or more than once")),
        }
    }
    check_entries(judged, problems);
}

/// The entries of contents stand below each other, each in one line with its page.
fn check_entries(judged: &Judged, problems: &mut Problems) {
    let mut before: Option<&Printed> = None;
    for node in judged.table.contents.iter().filter(|node| !matches!(node.words.as_slice(), [Span::PageOf(_)])) {
        let (Some(entry), number) = (judged.first(&node.path), judged.first(&node.path.join("page"))) else { continue };
        let (path, page) = (&node.path, entry.pages.0 + 1);
        if let Some(line) = number.and_then(|number| number.lines.first()) {
            let own = entry.lines.iter().any(|l| l.page == line.page && (l.baseline - line.baseline).abs() < 2.0);
            if !own {
                problems.push(format!("the page of `{path}` on page {page} does not stand in its line"));
            }
        }
        if let Some((above, entry)) = before.and_then(|p| p.lines.last()).zip(entry.lines.first()) {
            let below = above.page < entry.page || above.baseline < entry.baseline;
            let apart = entry.page == above.page && entry.bounds[1] - above.bounds[3] > MOST_BETWEEN;
            if !below || apart {
                problems.push(format!("`{path}` on page {page} does not stand below the entry before it"));
            }
        }
        before = Some(entry);
    }
}

/// What the clinic says of itself does not stand in the lines of whom to call in danger.
fn check_clinic(judged: &Judged, problems: &mut Problems) {
    let lines = |roots: &[&str]| -> Vec<(&LeafPath, &PrintedLine)> {
        let of = |p: &&Printed| roots.iter().any(|root| p.block.path.starts_with(root));
        let found = judged.printed.iter().filter(of);
        found.flat_map(|p| p.lines.iter().map(move |line| (&p.block.path, line))).collect()
    };
    let calls = lines(&["emergency.", "help."]);
    let clinic = lines(&["clinic."]);
    for (path, line) in &clinic {
        let beside = |other: &PrintedLine| {
            let (a, b) = (&line.bounds, &other.bounds);
            let gap = (a[0] - b[2]).max(b[0] - a[2]);
            line.page == other.page && a[1] < b[3] && b[1] < a[3] && gap < LEAST_FROM_CALLS
        };
        let own = clinic.iter().filter(|(other, l)| other != path && l.page == line.page);
        let own = own.map(|(_, other)| apart(&line.bounds, &other.bounds)).fold(f64::INFINITY, f64::min);
        // A ground of its own parts both.
        let apart = |other: &PrintedLine| {
            let grounds = judged.pages.shapes.iter().filter(|shape| shape.page == line.page && shape.ground.is_some());
            let mut grounds = grounds.filter(|shape| holds(&shape.bounds, &line.bounds));
            grounds.any(|shape| !holds(&shape.bounds, &other.bounds))
        };
        let near = |(_, other): &(&LeafPath, &PrintedLine)| {
            let (across, down) = gaps(&line.bounds, &other.bounds);
            line.page == other.page && across == 0.0 && down < own.min(LEAST_BELOW_CALLS) && !apart(other)
        };
        if let Some((other, _)) = calls.iter().find(|call| near(call)) {
            problems.push(format!("`{path}` on page {} stands right at `{other}`", line.page + 1));
        }
        if let Some((other, _)) = calls.iter().find(|(_, other)| beside(other)) {
            problems.push(format!("`{path}` on page {} stands beside `{other}`", line.page + 1));
        }
    }
}

/// Nothing but the table, and no sentence of another state of review.
fn check_known(judged: &Judged, problems: &mut Problems) {
    let Judged { document, table, printed, pages, .. } = judged;
    let foreign: Vec<String> = document.foreign.iter().map(|s| squeeze(s)).collect();
    for p in *printed {
        let (path, page, text) = (&p.block.path, p.pages.0 + 1, p.text());
        if !table.knows(path, pages.count) {
            problems.push(format!("`{}` on page {page} belongs to no text (labelled `{path}`)", excerpt(&text)));
        }
        if table.may_claim(path) {
            continue;
        }
        // What is nobody's text has no exception.
        let whose = table.node(path).map(|node| node.origin);
        if matches!(whose, Some(Origin::Clinic | Origin::Label)) && claims_review(&p.words(0), &OWN_SENTENCES) {
            problems.push(format!("`{path}` on page {page} claims a review: `{}`", excerpt(&p.words(0))));
        }
        if let Some((_, sentence)) =
            foreign.iter().zip(&document.foreign).find(|(s, _)| s.len() <= text.len() && text.contains(*s))
        {
            problems.push(format!("`{path}` on page {page} says of the review what is not true: `{sentence}`"));
        }
    }
}
