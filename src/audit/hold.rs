//! Words on the pages against the table: what is missing, what is printed otherwise, what does not belong there.

use std::collections::BTreeMap;

use typst_layout::PagedDocument;

use super::expect::{Expectations, Where};
use super::pages::{Block, Hidden, Pages, read};
use crate::diag::{Code, Finding, Sink};
use crate::job::Job;

/// A labelled element as printed.
struct Printed {
    block: Block,
    text: String,
    /// First and last page, from 0.
    pages: (usize, usize),
    /// Of its first words: place from the top as a share of the page.
    height: f64,
}

/// Holds the pages of a job against its table.
pub fn audit(job: &Job, table: &Expectations, document: &PagedDocument, sink: &mut Sink) {
    let pages = read(document);
    let mut problems = Vec::new();
    let printed = gather(table, &pages, &mut problems);
    let last = pages.count.saturating_sub(1);
    check_flow(table, &printed, last, &mut problems);
    check_furniture(table, &printed, pages.count, &mut problems);
    check_known(table, &printed, &mut problems);
    check_images(table, &pages, &mut problems);
    let layout = format!("layouts/products/{}.typ", job.product.as_str());
    for problem in problems {
        sink.push(
            Finding::new(Code::Audit, format!("`{}`: {problem}", job.stem()))
                .at(&layout, 0..0)
                .hint("the layout must print every text whole, once and in order, through the components, and nothing else; this file was not written"),
        );
    }
}

/// Words without white space: lines may break anywhere.
fn squeeze(text: &str) -> String {
    let mut squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    // Some languages repeat a hyphen at which a line breaks.
    while squeezed.contains("--") {
        squeezed = squeezed.replace("--", "-");
    }
    squeezed
}

fn excerpt(text: &str) -> String {
    let words: String = text.chars().take(60).collect();
    if text.chars().count() > 60 { format!("{words}...") } else { words }
}

/// Runs joined to elements; unlabelled words must be marks of lists.
fn gather(table: &Expectations, pages: &Pages, problems: &mut Vec<String>) -> Vec<Printed> {
    let mut printed: Vec<Printed> = Vec::new();
    let mut marks = table.marks.clone();
    for run in &pages.runs {
        let page = run.page + 1;
        if let Some(hidden) = run.hidden {
            let why = match hidden {
                Hidden::Outside => "stands outside the page or is cut off".to_owned(),
                Hidden::Tiny(size) => format!("is set at {size:.1} pt, below 7 pt"),
                Hidden::Faint(ratio) => format!("has a contrast of {ratio:.1}:1 with its ground"),
                Hidden::Covered => "is covered by something drawn over it".to_owned(),
                Hidden::Unjudged => "stands in or on a gradient, pattern or picture".to_owned(),
            };
            let problem = match &run.block {
                Some(block) => format!("`{}` on page {page} {why}", block.path),
                None => format!("`{}` on page {page} {why}", excerpt(&run.text)),
            };
            if !problems.contains(&problem) {
                problems.push(problem);
            }
        }
        let text = squeeze(&run.text);
        if text.is_empty() {
            continue;
        }
        let Some(block) = run.block.as_ref().filter(|_| !run.mark) else {
            match marks.get_mut(&text) {
                Some(left) if *left > 0 => *left -= 1,
                _ => problems.push(format!("`{}` on page {page} belongs to no text", excerpt(&run.text))),
            }
            continue;
        };
        match printed.iter_mut().rev().find(|p| p.block == *block) {
            Some(p) => {
                // Not a join of hyphens: the next line may begin with the one that the last one ended with.
                p.text.push_str(if p.text.ends_with('-') { text.trim_start_matches('-') } else { &text });
                p.pages.1 = run.page;
            }
            None => {
                printed.push(Printed { block: block.clone(), text, pages: (run.page, run.page), height: run.height });
            }
        }
    }
    printed
}

fn is_furniture(path: &str) -> bool {
    path.starts_with("footer.") || path.starts_with("header.")
}

/// Every block whole, once, in order, on its page.
fn check_flow(table: &Expectations, printed: &[Printed], last: usize, problems: &mut Vec<String>) {
    let flow: Vec<&Printed> = printed.iter().filter(|p| !is_furniture(&p.block.path)).collect();
    let mut by_path: BTreeMap<&str, Vec<(usize, &Printed)>> = BTreeMap::new();
    for (i, p) in flow.iter().enumerate() {
        by_path.entry(&p.block.path).or_default().push((i, p));
    }
    let (mut reached, mut reached_heading) = (0, 0);
    let mut beside: Vec<(&str, usize, usize)> = Vec::new();
    for expected in &table.flow {
        let path = expected.path.as_str();
        let (i, found) = match by_path.get(path).map(Vec::as_slice) {
            Some([one]) => *one,
            // The header of a table comes again on each page, whole.
            Some(several)
                if expected.again
                    && several.windows(2).all(|w| w[0].1.pages.1 < w[1].1.pages.0 && w[0].1.text == w[1].1.text) =>
            {
                several[0]
            }
            Some(_) => {
                problems.push(format!("`{path}` is printed more than once"));
                continue;
            }
            None if squeeze(&expected.text).is_empty() => continue,
            None => {
                problems.push(format!("`{path}` is not printed: `{}`", excerpt(&expected.text)));
                continue;
            }
        };
        let wanted = squeeze(&expected.text);
        if found.text != wanted {
            let same = found.text.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).count();
            let tail = |t: &str| excerpt(&t.chars().skip(same.saturating_sub(10)).collect::<String>());
            problems.push(format!(
                "`{path}` is printed otherwise than written: `{}` instead of `{}`",
                tail(&found.text),
                tail(&wanted)
            ));
        }
        match expected.beside {
            // What stands beside a section's text may come before its end, never before its heading or after the
            // next one.
            true => beside.push((path, i, reached_heading)),
            false => {
                let heading = path.ends_with(".heading");
                if heading {
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
            Where::First if found.pages.1 != 0 => problems.push(format!("`{path}` is not on the first page")),
            Where::Last if found.pages.0 != last => problems.push(format!("`{path}` is not on the last page")),
            _ => {}
        }
    }
    close(&mut beside, flow.len(), problems);
}

/// Judges blocks that stood beside the text before a heading.
fn close(beside: &mut Vec<(&str, usize, usize)>, heading: usize, problems: &mut Vec<String>) {
    for (path, at, after) in beside.drain(..) {
        if at < after || at > heading {
            problems.push(format!("`{path}` is printed out of order"));
        }
    }
}

/// The footer of every page, and what may stand at its head.
fn check_furniture(table: &Expectations, printed: &[Printed], count: usize, problems: &mut Vec<String>) {
    let on = |page: usize, path: &str| {
        printed.iter().filter(|p| p.block.path == path && p.pages == (page, page)).collect::<Vec<_>>()
    };
    for page in 0..count {
        let number = page + 1;
        let (word, of) = &table.page_words;
        let mut wanted: Vec<(&str, String)> =
            table.footer.iter().map(|(path, text)| (path.as_str(), text.clone())).collect();
        wanted.push(("footer.page", format!("{word} {number} {of} {count}")));
        if let Some((line, parts)) = &table.danger {
            let needed = printed.iter().any(|p| {
                p.pages.0 <= page && page <= p.pages.1 && parts.iter().any(|part| p.block.path.starts_with(part))
            });
            if needed || !on(page, "footer.danger").is_empty() {
                wanted.push(("footer.danger", line.clone()));
            }
        }
        for (path, text) in wanted {
            match on(page, path).as_slice() {
                [] => problems.push(format!("the footer of page {number} lacks `{path}`: `{}`", excerpt(&text))),
                [one] if one.text != squeeze(&text) => {
                    problems.push(format!(
                        "`{path}` of page {number} is printed otherwise than written: `{}`",
                        excerpt(&one.text)
                    ));
                }
                [one] if one.height < 0.85 => {
                    problems.push(format!("`{path}` of page {number} is not at the foot of the page"));
                }
                [_] => {}
                _ => problems.push(format!("`{path}` of page {number} is printed more than once")),
            }
        }
        for (path, text) in &table.header {
            match on(page, path).as_slice() {
                [] => {}
                [one] if one.text == squeeze(text) && one.height < 0.15 => {}
                _ => problems.push(format!("`{path}` of page {number} is printed otherwise than written")),
            }
        }
    }
}

/// Nothing but the table, and no sentence of another state of review.
fn check_known(table: &Expectations, printed: &[Printed], problems: &mut Vec<String>) {
    let known = |path: &str| {
        path == "footer.page"
            || path == "footer.danger" && table.danger.is_some()
            || table.flow.iter().any(|e| e.path == path)
            || table.footer.iter().any(|(p, _)| p == path)
            || table.header.iter().any(|(p, _)| p == path)
    };
    let foreign: Vec<String> = table.foreign.iter().map(|s| squeeze(s)).collect();
    for p in printed {
        let page = p.pages.0 + 1;
        if !known(&p.block.path) {
            problems.push(format!(
                "`{}` on page {page} belongs to no text (labelled `{}`)",
                excerpt(&p.text),
                p.block.path
            ));
        }
        if !table.review_paths.contains(&p.block.path)
            && let Some(sentence) = foreign.iter().position(|s| p.text.contains(s))
        {
            problems.push(format!(
                "`{}` on page {page} says of the review what is not true: `{}`",
                p.block.path, table.foreign[sentence]
            ));
        }
    }
}

fn check_images(table: &Expectations, pages: &Pages, problems: &mut Vec<String>) {
    let mut left = table.images.clone();
    for (page, bytes) in &pages.images {
        match left.iter().position(|known| known == bytes) {
            Some(i) => drop(left.remove(i)),
            None => {
                problems
                    .push(format!("page {} has a picture that is not the clinic's logo, or has it twice", page + 1));
            }
        }
    }
}
