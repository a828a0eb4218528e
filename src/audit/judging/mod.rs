//! Words on the pages against the table: what is missing, what is printed otherwise, what does not belong there.

mod controls;
mod jumps;
mod long;
mod notes;
pub mod overflow;
pub mod sheets;
mod steps;

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

use super::matching::printed::Printed;
use super::matching::same::{same, squeeze};
use super::matching::table::ExpectedNodes;
use super::reading::{Hidden, Pages, read};
use crate::diag::{Code, Finding, Sink};
use crate::document::products::has_covers;
use crate::document::{Document, Node, Origin, Placement, Presence, Span};
use crate::model::LeafPath;
use crate::source::Sources;

/// The mark of a list item as printed.
struct Mark {
    page: usize,
    bounds: [f64; 4],
    text: String,
}

/// Holds pages against what their document says, and gives what they hold; `sources` are there to point into.
pub fn audit(document: &Document, set: &PagedDocument, sources: &Sources, sink: &mut Sink) -> Pages {
    let (job, table) = (document.job, &ExpectedNodes::new(document));
    let lang = &job.text.head.lang;
    let mut pages = read(set);
    for run in &mut pages.runs {
        let width = pages.sizes.get(run.page).map_or(0.0, |size| size.0);
        run.hidden = run.hidden.or_else(|| long::at_edge(run, width, job.product));
        if let Some(finding) = long::finding(job, run, sources) {
            sink.push(finding);
            run.hidden = None;
        }
    }
    let mut problems = Vec::new();
    let (printed, mut marks) = gather(lang, &pages, &mut problems);
    let last = pages.count.saturating_sub(1);
    check_flow(table, &printed, &mut marks, last, &mut problems);
    check_first(document, table, &printed, sources, sink);
    for mark in marks {
        problems.push(format!("`{}` on page {} belongs to no text", excerpt(&mark.text), mark.page + 1));
    }
    check_furniture(table, &printed, pages.count, &mut problems);
    notes::check(table, &printed, last, &mut problems);
    check_contents(table, &printed, pages.count, &mut problems);
    check_known(document, table, &printed, pages.count, &mut problems);
    check_images(document, &pages, &mut problems);
    check_readers(document, &pages, &printed, &mut problems);
    steps::check(table, &printed, &mut problems);
    controls::check(table, &pages, &printed, &mut problems);
    let layout = format!("layouts/products/{}.typ", job.product.as_str());
    for problem in problems {
        sink.push(
            Finding::new(Code::Audit, format!("`{}`: {problem}", job.stem()))
                .at(&layout, 0..0)
                .hint("the layout must print every text whole, once and in order, through the components, and nothing else; this file was not written"),
        );
    }
    pages
}

fn excerpt(text: &str) -> String {
    let words: String = text.chars().take(60).collect();
    if text.chars().count() > 60 { format!("{words}...") } else { words }
}

/// Runs joined to elements; words without a label must be marks of lists.
fn gather(lang: &str, pages: &Pages, problems: &mut Vec<String>) -> (Vec<Printed>, Vec<Mark>) {
    let mut printed: Vec<Printed> = Vec::new();
    let mut marks = Vec::new();
    let mut say = |problem: String| {
        if !problems.contains(&problem) {
            problems.push(problem);
        }
    };
    for (turn, run) in pages.runs.iter().enumerate() {
        let page = run.page + 1;
        if let Some(hidden) = run.hidden {
            let why = match hidden {
                Hidden::Outside => "stands outside the page or is cut off".to_owned(),
                Hidden::AtEdge(rim) => format!("stands less than {rim} pt from the left or right edge of the page"),
                Hidden::Tiny(size) => format!("is set at {size:.1} pt, below 7 pt"),
                Hidden::Faint(ratio) => format!("has a contrast of {ratio:.1}:1 with its ground"),
                Hidden::Covered => "is covered by something drawn over it".to_owned(),
                Hidden::Struck => "is struck through by a line".to_owned(),
                Hidden::Overlapping => "lies on other words".to_owned(),
                Hidden::Deformed => "is turned, outlined, or has its letters pushed together".to_owned(),
                Hidden::Unjudged(what) => format!("stands in or on {what}, which cannot be judged"),
            };
            say(match &run.block {
                Some(block) => format!("`{}` on page {page} {why}", block.path),
                None => format!("`{}` on page {page} {why}", excerpt(&run.text)),
            });
        }
        let text = squeeze(&run.text);
        if text.is_empty() {
            continue;
        }
        let Some(block) = run.block.as_ref().filter(|_| !run.mark) else {
            marks.push(Mark { page: run.page, bounds: run.bounds, text });
            continue;
        };
        let path = &*block.path;
        if run.lang != lang && run.lang != NO_LANGUAGE {
            say(format!("`{path}` on page {page} is marked as of the language `{}`", run.lang));
        }
        if run.artifact && !block.path.is_furniture() && !block.path.is_column_head() {
            say(format!("`{path}` on page {page} is hidden from screen readers"));
        }
        match printed.iter_mut().rev().find(|p| p.block == *block) {
            Some(p) => {
                let (a, b) = (&p.last, &run.bounds);
                // The number of a source stands raised.
                let along = (a[3] - b[3]).abs() < (0.5 * run.size).max(3.0) && b[0] >= a[2] - 1.5;
                // At the head of the next column: right of all that stands in the first one.
                let column = b[0] >= p.right && b[1] >= p.column - 0.5 * run.size;
                if p.pages.1 == run.page && !along && !column && b[3] < a[3] + 3.0 || run.page < p.pages.1 {
                    say(format!("the words of `{path}` on page {page} stand in another order than they are read"));
                }
                p.right = if p.pages.1 == run.page { p.right.max(run.bounds[2]) } else { run.bounds[2] };
                (p.last, p.heights) = (run.bounds, (p.heights.0.min(run.height), p.heights.1.max(run.height)));
                // Not a join of hyphens: the next line may begin with the one that the last one ended with.
                p.text.push_str(if p.text.ends_with('-') { text.trim_start_matches('-') } else { &text });
                (p.pages.1, p.runs.1) = (run.page, turn);
            }
            None => printed.push(Printed::begun(run, block, text, turn, printed.last())),
        }
    }
    (printed, marks)
}

/// The language of web addresses: none.
const NO_LANGUAGE: &str = "zxx";

/// Every block whole, once, in order, on its page.
fn check_flow(
    table: &ExpectedNodes,
    printed: &[Printed],
    marks: &mut Vec<Mark>,
    last: usize,
    problems: &mut Vec<String>,
) {
    let flow: Vec<&Printed> = printed.iter().filter(|p| !p.block.path.is_furniture()).collect();
    let mut by_path: BTreeMap<&str, Vec<(usize, &Printed)>> = BTreeMap::new();
    for (i, p) in flow.iter().enumerate() {
        by_path.entry(&p.block.path).or_default().push((i, p));
    }
    let (mut reached, mut reached_heading) = (0, 0);
    let mut beside: Vec<(&str, usize, usize)> = Vec::new();
    let mut before: Option<&Printed> = None;
    for expected in &table.flow {
        let (path, text) = (&expected.path, expected.text());
        let (i, found) = match by_path.get(path.as_ref() as &str).map(Vec::as_slice) {
            Some([one]) => *one,
            // The header of a table comes again on each page, whole.
            Some(several)
                if expected.presence == Presence::AgainAfterBreak
                    && several.windows(2).all(|w| w[0].1.pages.1 < w[1].1.pages.0 && w[0].1.text == w[1].1.text) =>
            {
                several[0]
            }
            Some(_) => {
                problems.push(format!("`{path}` is printed more than once"));
                continue;
            }
            None if squeeze(&text).is_empty() => continue,
            None => {
                problems.push(format!("`{path}` is not printed: `{}`", excerpt(&text)));
                continue;
            }
        };
        check_words(expected, found, &text, problems);
        if let Some(mark) = &expected.mark {
            check_mark(path, found, mark, marks, problems);
        }
        if let Some(above) = before.filter(|above| above.pages.1 == found.pages.0) {
            let (a, b) = (&above.last, &found.first);
            let across = a[2].min(b[2]) - a[0].max(b[0]);
            if across > 1.0 && b[1] < a[3] - 6.0 {
                problems.push(format!("`{path}` stands above `{}`, which is read before it", above.block.path));
            }
        }
        before = Some(found);
        match expected.place == Placement::Beside {
            // What stands beside a section's text may come before its end, never before its heading or after the
            // next one.
            true => beside.push((path, i, reached_heading)),
            false => {
                if path.is_heading() {
                    close(&mut beside, i, problems);
                    reached_heading = i;
                }
                if i < reached {
                    problems.push(format!("`{path}` is printed out of order"));
                }
                reached = reached.max(i);
            }
        }
        match expected.place {
            Placement::Last if found.pages.0 != last => problems.push(format!("`{path}` is not on the last page")),
            Placement::Pages(from, to) if found.pages.0 < from || found.pages.1 > to => {
                let pages =
                    if from == to { format!("page {}", from + 1) } else { format!("pages {} to {}", from + 1, to + 1) };
                problems.push(format!("`{path}` is not on {pages}"));
            }
            _ => {}
        }
    }
    close(&mut beside, flow.len(), problems);
}

/// Its words, as they are written.
fn check_words(node: &Node, found: &Printed, text: &str, problems: &mut Vec<String>) {
    if !same(node, &found.text, text) {
        let (path, wanted) = (&node.path, squeeze(text));
        let same = found.text.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
        let tail = |t: &str| excerpt(&t.chars().skip(same.saturating_sub(10)).collect::<String>());
        problems.push(format!(
            "`{path}` is printed otherwise than written: `{}` instead of `{}`",
            tail(&found.text),
            tail(&wanted)
        ));
    }
}

/// The mark of a list item, on the line before its words.
fn check_mark(path: &LeafPath, found: &Printed, mark: &str, marks: &mut Vec<Mark>, problems: &mut Vec<String>) {
    let beside = |m: &Mark| {
        let (m, b) = (&m.bounds, &found.first);
        (m[3] - b[3]).abs() < 4.0 && m[2] <= b[0] + 2.0 && b[0] - m[2] < 40.0
    };
    match marks.iter().position(|m| m.page == found.pages.0 && m.text == mark && beside(m)) {
        Some(i) => drop(marks.swap_remove(i)),
        None => problems.push(format!("the mark `{mark}` does not stand before `{path}`")),
    }
}

/// Judges blocks that stood beside the text before a heading.
fn close(beside: &mut Vec<(&str, usize, usize)>, heading: usize, problems: &mut Vec<String>) {
    for (path, at, after) in beside.drain(..) {
        if at < after || at > heading {
            problems.push(format!("`{path}` is printed out of order"));
        }
    }
}

/// Title, summary and the emergency box have room on page 1, or the words before them are too long.
fn check_first(document: &Document, table: &ExpectedNodes, printed: &[Printed], sources: &Sources, sink: &mut Sink) {
    let first = table.flow.iter().filter(|expected| expected.place == Placement::First);
    let late = first.filter_map(|expected| printed.iter().find(|p| p.block.path == expected.path && p.pages.1 != 0));
    let Some(late) = late.min_by_key(|p| p.runs.0) else { return };
    let (stem, file) = (document.job.stem(), &document.job.text.file);
    // The longest of the text's own words before it, or in it.
    let before = |expected: &&&Node| {
        let turn = printed.iter().find(|p| p.block.path == expected.path).map(|p| p.runs.0);
        expected.origin == Origin::Text && turn.is_some_and(|turn| turn <= late.runs.0)
    };
    let longest = table.flow.iter().filter(before).max_by_key(|expected| expected.text().chars().count());
    let path = longest.map_or_else(|| LeafPath::root("title"), |node| node.path.clone());
    let source = document.copy().into_iter().find(|copy| copy.printed.holds(&path)).map(|copy| copy.source);
    let source = source.unwrap_or(path);
    sink.push(
        Finding::new(Code::DoesNotFit, format!("`{stem}` has no room: `{}` is not on the first page", late.block.path))
            .at(file, sources.place(file, &source))
            .hint(format!(
                "shorten `{source}`, or what else stands before it; where the layout is your own, it may be at fault"
            )),
    );
}

/// The footer of every page, and what may stand at its head.
fn check_furniture(table: &ExpectedNodes, printed: &[Printed], count: usize, problems: &mut Vec<String>) {
    let on = |page: usize, path: &LeafPath| {
        printed.iter().filter(|p| p.block.path == *path && p.pages == (page, page)).collect::<Vec<_>>()
    };
    for page in 0..count {
        let number = page + 1;
        if table.covers && (page == 0 || number == count) {
            let stray = printed.iter().find(|p| p.block.path.is_furniture() && p.pages == (page, page));
            problems.extend(stray.map(|p| format!("`{}` stands on page {number}, which is a cover", p.block.path)));
            continue;
        }
        let counted = |span: &Span| match span {
            Span::PageCount => count.to_string(),
            _ => number.to_string(),
        };
        let needed = |node: &&&Node| match &node.presence {
            Presence::WithParts(parts) => {
                let here = |p: &&Printed| p.pages.0 <= page && page <= p.pages.1;
                let of_part = |p: &Printed| parts.iter().any(|part| part.holds(&p.block.path));
                // Page 1 has the numbers to call.
                page > 0 && printed.iter().filter(here).any(of_part) || !on(page, &node.path).is_empty()
            }
            _ => true,
        };
        let wanted = table.footer.iter().filter(needed).map(|node| (node, node.text_with(&counted)));
        for (node, text) in wanted {
            let path = &node.path;
            match on(page, path).as_slice() {
                [] => problems.push(format!("the footer of page {number} lacks `{path}`: `{}`", excerpt(&text))),
                [one] if !same(node, &one.text, &text) => {
                    problems.push(format!(
                        "`{path}` of page {number} is printed otherwise than written: `{}`",
                        excerpt(&one.text)
                    ));
                }
                [one] if one.heights.0 < 0.85 => {
                    problems.push(format!("`{path}` of page {number} is not at the foot of the page"));
                }
                [_] => {}
                _ => problems.push(format!("`{path}` of page {number} is printed more than once")),
            }
        }
        for node in &table.header {
            let path = &node.path;
            match on(page, path).as_slice() {
                [] => {}
                [one] if one.text == squeeze(&node.text()) && one.heights.1 < 0.15 => {}
                _ => problems.push(format!("`{path}` of page {number} is printed otherwise than written")),
            }
        }
    }
}

/// Contents name every heading with the page that it stands on, where a handout is long, and nowhere else.
fn check_contents(table: &ExpectedNodes, printed: &[Printed], count: usize, problems: &mut Vec<String>) {
    let found = |path: &LeafPath| printed.iter().filter(|p| p.block.path == *path).collect::<Vec<_>>();
    if count <= table.contents_after {
        return;
    }
    let page = |span: &Span| match span {
        Span::PageOf(path) => found(path).first().map_or_else(String::new, |p| (p.pages.0 + 1).to_string()),
        _ => String::new(),
    };
    for node in &table.contents {
        let (path, text) = (&node.path, node.text_with(&page));
        match found(path).as_slice() {
            [one] if one.text == squeeze(&text) => {}
            [] => problems.push(format!("`{path}` is not printed: `{}`", excerpt(&text))),
            _ => problems.push(format!("`{path}` is printed otherwise than written, or more than once")),
        }
    }
}

/// Nothing but the table, and no sentence of another state of review.
fn check_known(
    document: &Document,
    table: &ExpectedNodes,
    printed: &[Printed],
    count: usize,
    problems: &mut Vec<String>,
) {
    let foreign: Vec<String> = document.foreign.iter().map(|s| squeeze(s)).collect();
    for p in printed {
        let page = p.pages.0 + 1;
        if !table.knows(&p.block.path, count) {
            problems.push(format!(
                "`{}` on page {page} belongs to no text (labelled `{}`)",
                excerpt(&p.text),
                p.block.path
            ));
        }
        if !table.may_claim(&p.block.path)
            && let Some(sentence) = foreign.iter().position(|s| p.text.contains(s))
        {
            problems.push(format!(
                "`{}` on page {page} says of the review what is not true: `{}`",
                p.block.path, document.foreign[sentence]
            ));
        }
    }
}

fn check_images(document: &Document, pages: &Pages, problems: &mut Vec<String>) {
    // Once, or once on each of two covers.
    let times = if has_covers(document.job.product) { 2 } else { 1 };
    let logo = document.job.clinic.logo.iter().flat_map(|logo| std::iter::repeat_n(logo.bytes.clone(), times));
    let mut left: Vec<_> = logo.chain(document.figures().into_iter().map(|figure| figure.bytes.clone())).collect();
    for (page, bytes) in &pages.images {
        match left.iter().position(|known| known == bytes) {
            Some(i) => drop(left.remove(i)),
            None => problems
                .push(format!("page {} has a picture that the text does not have there, or has it twice", page + 1)),
        }
    }
    let missing = document.figures().into_iter().filter(|figure| left.contains(&figure.bytes));
    let mut missing: Vec<&str> = missing.map(|figure| figure.id.as_str()).collect();
    missing.dedup();
    for id in missing {
        problems.push(format!("the picture `{id}` is not printed"));
    }
}

/// What viewers and screen readers get beside the pages.
fn check_readers(document: &Document, pages: &Pages, printed: &[Printed], problems: &mut Vec<String>) {
    for (page, what) in &pages.strange {
        problems.push(format!("page {} has {what}, which cannot be judged", page + 1));
    }
    if let Some(count) = document.pages.filter(|count| *count != pages.count) {
        problems.push(format!("there are {} pages, not {count}", pages.count));
    }
    let job = document.job;
    let size = job.product.page_size(job.paper);
    for (page, (width, height)) in pages.sizes.iter().enumerate() {
        if (width - size.0).abs() > 1.0 || (height - size.1).abs() > 1.0 {
            problems.push(format!(
                "page {} is {width:.0} x {height:.0} pt, not {:.0} x {:.0} pt",
                page + 1,
                size.0,
                size.1
            ));
        }
    }
    if pages.info != document.info {
        problems.push("title, authors, description or keywords of the file are not those of the text".to_owned());
    }
    for heading in &pages.headings {
        let words = squeeze(heading);
        if !words.is_empty() && !printed.iter().any(|p| p.text == words) {
            problems.push(format!("the heading `{}` is in the bookmarks and not on the pages", excerpt(heading)));
        }
    }
    let logo = job.clinic.logo.as_ref().and_then(|logo| logo.alt.get(&job.text.head.lang));
    let figures = document.figures();
    let known = |alt: &&String| Some(*alt) == logo || figures.iter().any(|figure| figure.alt == **alt);
    for alt in pages.alts.iter().filter(|alt| !known(alt)) {
        problems.push(format!("`{}` is an alternative text that no source has", excerpt(alt)));
    }
    jumps::check(document, pages, problems);
    let links = document.links();
    for link in pages.links.iter().filter(|link| !links.contains(&link.as_str())) {
        problems.push(format!("`{}` is a link that no source has", excerpt(link)));
    }
}
