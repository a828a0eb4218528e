//! Printed sheets against the pages they were made of: every word of every page at its place, and no other.

use crate::audit::reading::{Pages, TextRun};
use crate::impose::compose::{margin, offset};
use crate::impose::sheet::{PageSlot, SheetSide, UNPRINTABLE_MARGIN};
use crate::model::OutputTarget;

/// How far words may stand from their place, in points.
const SLACK: f64 = 0.05;

/// What is wrong with sheets.
pub fn check(pages: &Pages, sheets: &Pages, sides: &[SheetSide], print: OutputTarget) -> Vec<String> {
    let mut problems = Vec::new();
    if sheets.count != sides.len() {
        problems.push(format!("there are {} sides of sheets, not {}", sheets.count, sides.len()));
    }
    let on = |pages: &Pages, page: usize| -> Vec<usize> {
        (0..pages.runs.len()).filter(|i| pages.runs[*i].page == page).collect()
    };
    let by_page: Vec<Vec<usize>> = (0..pages.count).map(|page| on(pages, page)).collect();
    let mut printed = vec![false; pages.count];
    for (n, side) in sides.iter().enumerate() {
        let mut found = on(sheets, n).into_iter().map(|i| &sheets.runs[i]);
        for place in &side.slots {
            let Some(page) = place.page else { continue };
            let Some((own, size)) = by_page.get(page).zip(pages.sizes.get(page)) else {
                problems.push(format!("side {} has no page {} to print", n + 1, page + 1));
                continue;
            };
            printed[page] = true;
            let (x, y) = offset(side, place, *size);
            let by = (x + margin(print), y + margin(print));
            for run in own.iter().map(|i| &pages.runs[*i]) {
                let problem = match found.next() {
                    Some(other) => differs(run, other, by)
                        .or_else(|| outside(other, side, place, print))
                        .or_else(|| other.hidden.as_ref().map(|_| "cannot be seen")),
                    None => Some("is missing"),
                };
                if let Some(problem) = problem {
                    let words: String = run.text.chars().take(60).collect();
                    problems.push(format!("`{words}` of page {} {problem} on side {}", page + 1, n + 1));
                }
            }
        }
        if found.next().is_some() {
            problems.push(format!("side {} has words that no page has", n + 1));
        }
    }
    for (page, _) in printed.iter().enumerate().filter(|(_, printed)| !**printed) {
        problems.push(format!("page {} is on no sheet", page + 1));
    }
    problems
}

/// How words on a sheet differ from those on their page, which lies `by` further right and down.
fn differs(run: &TextRun, other: &TextRun, by: (f64, f64)) -> Option<&'static str> {
    let moved = [run.bounds[0] + by.0, run.bounds[1] + by.1, run.bounds[2] + by.0, run.bounds[3] + by.1];
    let away = |(a, b): (&f64, &f64)| (a - b).abs() > SLACK;
    if run.text != other.text || (run.look.size - other.look.size).abs() > 1e-6 {
        Some("is printed otherwise")
    } else if moved.iter().zip(&other.bounds).any(away) {
        Some("stands at another place")
    } else {
        None
    }
}

/// Whether words leave their place, or stand where an office printer does not print.
fn outside(run: &TextRun, side: &SheetSide, place: &PageSlot, print: OutputTarget) -> Option<&'static str> {
    if run.text.trim().is_empty() {
        return None;
    }
    let margin = margin(print);
    let [left, top, right, bottom] = run.bounds.map(|x| x - margin);
    let (x, y) = place.at;
    if left < x || top < y || right > x + place.size.0 || bottom > y + place.size.1 {
        return Some("goes over a fold or the edge");
    }
    let (width, height) = side.trim;
    let lost = left < UNPRINTABLE_MARGIN
        || top < UNPRINTABLE_MARGIN
        || right > width - UNPRINTABLE_MARGIN
        || bottom > height - UNPRINTABLE_MARGIN;
    (print == OutputTarget::Office && lost).then_some("stands where an office printer does not print")
}
