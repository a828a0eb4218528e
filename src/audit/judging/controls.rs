//! The controls that a screen fills in: each once, in order, large enough, free of words, and under its own question.

use std::collections::{BTreeMap, BTreeSet};

use super::areas::share;
use super::judged::{ByPath, Judged, Problems};
use crate::audit::matching::printed::Printed;
use crate::audit::matching::table::ExpectedNodes;
use crate::audit::reading::{Flaw, Pages, PlacedControl};
use crate::model::LeafPath;

/// The least width and height of a control: 24 CSS px (WCAG 2.2, 2.5.8), in points.
const LEAST: f64 = 18.0;

/// By how much what overlaps must do so, in points.
const OVER: f64 = 0.5;

/// How far what is filled in stands from words of its own, in points.
const MOST_FROM_WORDS: f64 = 24.0;

/// How far what is ticked in one cell may stand below each other, in points.
const MOST_IN_CELL: f64 = 12.0;

/// The numbers of questions, at their top left, which say where each begins.
type Numbers<'a> = BTreeMap<LeafPath, &'a Printed>;

/// Holds the controls on the pages against the table.
pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let Judged { table, pages, by_path, .. } = judged;
    check_keys(table, pages, problems);
    check_room(pages, problems);
    let numbers: Numbers = by_path
        .iter()
        .filter_map(|(path, found)| {
            let question = path.begun_question()?;
            by_path.contains_key(&question.asked()).then_some((question, found[0]))
        })
        .collect();
    if numbers.is_empty() {
        return;
    }
    check_words(&numbers, judged.printed, problems);
    check_rows(pages, &numbers, problems);
    check_formats(by_path, problems);
    let known: BTreeSet<&LeafPath> = table.controls.iter().copied().collect();
    for control in pages.controls.iter().filter(|c| known.contains(&c.key)) {
        if let Some(question) = question_of(&control.key, &numbers)
            && let Some(problem) = check_place(control, &question, &numbers, by_path)
        {
            problems.push(format!("the control `{}` on page {} {problem}", control.key, control.page + 1));
        }
    }
}

/// Every key of the table once, in its order, and no other.
fn check_keys(table: &ExpectedNodes, pages: &Pages, problems: &mut Problems) {
    let turns: BTreeMap<&LeafPath, usize> = table.controls.iter().enumerate().map(|(i, key)| (*key, i)).collect();
    let (mut met, mut reached, mut before) = (BTreeSet::new(), 0, None);
    for control in &pages.controls {
        let (key, page) = (&control.key, control.page + 1);
        let again = before.replace(key) == Some(key) && table.pen;
        match turns.get(key) {
            // The next line to write on.
            Some(_) if again => {}
            _ if control.pen != table.pen => {
                problems.push(format!("the control `{key}` on page {page} belongs to no question"));
            }
            None => problems.push(format!("the control `{key}` on page {page} belongs to no question")),
            Some(_) if !met.insert(key) => {
                problems.push(format!("the control `{key}` is there more than once"));
            }
            Some(turn) => {
                if *turn < reached {
                    problems.push(format!("the control `{key}` on page {page} is out of order"));
                }
                reached = reached.max(*turn);
            }
        }
    }
    for key in table.controls.iter().filter(|key| !met.contains(*key)) {
        problems.push(format!("the control `{key}` is missing"));
    }
}

/// Every control can be hit, and lies on nothing else.
fn check_room(pages: &Pages, problems: &mut Problems) {
    let mut words: Vec<Vec<&[f64; 4]>> = vec![Vec::new(); pages.count];
    for run in pages.runs.iter().filter(|r| !r.text.trim().is_empty()) {
        words[run.page].push(&run.bounds);
    }
    for (i, control) in pages.controls.iter().enumerate() {
        let [left, top, right, bottom] = control.bounds;
        let (width, height) = (right - left, bottom - top);
        let mut others = pages.controls[i + 1..].iter().take_while(|c| c.page == control.page);
        let flaw = match control.flaw {
            Some(Flaw::Outside) => "stands outside the page or is cut off".to_owned(),
            Some(Flaw::Turned) => "is turned".to_owned(),
            Some(Flaw::Artifact) => "is hidden from screen readers".to_owned(),
            _ if width + 0.01 < LEAST || height + 0.01 < LEAST => {
                format!("is {width:.0} x {height:.0} pt, below {LEAST:.0} x {LEAST:.0} pt")
            }
            _ if words[control.page].iter().any(|bounds| share(&control.bounds, bounds, OVER)) => {
                "lies over words".to_owned()
            }
            None => match others.find(|other| share(&control.bounds, &other.bounds, OVER)) {
                Some(other) => format!("lies over the control `{}`", other.key),
                None => continue,
            },
        };
        problems.push(format!("the control `{}` on page {} {flaw}", control.key, control.page + 1));
    }
}

/// The question of a key: the longest of the paths that it begins with.
fn question_of(key: &LeafPath, numbers: &Numbers) -> Option<LeafPath> {
    let mut path = key.clone();
    while !numbers.contains_key(&path) {
        path = path.parent()?;
    }
    Some(path)
}

/// The question that a reader takes something for, by its left and lower edge: of those that begin above it and left of it
/// on its page, the lowest; of those that begin side by side, the one further right.
fn taken_for<'n>(numbers: &'n Numbers, page: usize, (left, bottom): (f64, f64)) -> Option<&'n LeafPath> {
    let above: Vec<(&LeafPath, &Printed)> = numbers
        .iter()
        .filter(|(_, n)| n.pages.0 == page && n.first[1] < bottom && n.first[0] - 20.0 <= left)
        .map(|(path, n)| (path, *n))
        .collect();
    let lowest = above.iter().map(|(_, n)| n.first[1]).fold(f64::NEG_INFINITY, f64::max);
    let beside = above.iter().filter(|(_, n)| n.first[1] > lowest - 30.0);
    let seen = beside.max_by(|(_, a), (_, b)| {
        // Numbers of one column differ by the width of their digits.
        if (a.first[0] - b.first[0]).abs() < 8.0 {
            a.first[1].total_cmp(&b.first[1])
        } else {
            a.first[0].total_cmp(&b.first[0])
        }
    });
    seen.map(|(path, _)| *path)
}

/// Whether the words of a question stand at it.
fn check_words(numbers: &Numbers, printed: &[Printed], problems: &mut Problems) {
    for p in printed {
        let path = &p.block.path;
        let Some(question) = question_of(path, numbers).filter(|question| path != question) else { continue };
        let Some(line) = p.lines.first() else { continue };
        let on_page = numbers.get(&question).is_some_and(|number| number.pages.0 == line.page);
        let seen = taken_for(numbers, line.page, (line.bounds[0], line.bounds[3]));
        if on_page && seen != Some(&question) {
            problems.push(format!("`{path}` on page {} stands at another question", line.page + 1));
        }
    }
}

/// The places of a row stand beside each other, and below those of the row before it.
fn check_rows(pages: &Pages, numbers: &Numbers, problems: &mut Problems) {
    // The row that is open: its path, its page, where it begins and ends.
    let mut row: Option<(LeafPath, usize, f64, f64)> = None;
    for control in &pages.controls {
        let steps = question_of(&control.key, numbers).and_then(|question| {
            let steps = question.steps_to(&control.key)?.iter().map(ToString::to_string).collect::<Vec<_>>();
            matches!(steps.as_slice(), [rows, _, _, ..] if rows == "rows")
                .then(|| question.join("rows").join(&steps[1]))
        });
        let [_, top, _, bottom] = control.bounds;
        let Some(path) = steps else {
            row = None;
            continue;
        };
        let astray = match &mut row {
            Some((open, page, begin, end)) if *open == path && *page == control.page => {
                let beside = top < *end + MOST_IN_CELL && bottom > *begin - MOST_IN_CELL;
                (*begin, *end) = (begin.min(top), end.max(bottom));
                !beside
            }
            before => {
                let table = |path: &LeafPath| path.parent();
                let above = before.as_ref().is_some_and(|(open, page, _, end)| {
                    *page == control.page && table(open) == table(&path) && top < *end - 1.0
                });
                *before = Some((path, control.page, top, bottom));
                above
            }
        };
        if astray {
            problems.push(format!("the control `{}` on page {} stands in another row", control.key, control.page + 1));
        }
    }
}

/// How to write what a column takes stands right below its head.
fn check_formats(by_path: &ByPath, problems: &mut Problems) {
    for (path, found) in by_path.iter().filter(|(path, _)| path.is_column_head() && *path.last() == *"format") {
        let heads = path.parent().and_then(|head| by_path.get(&head)).map(Vec::as_slice).unwrap_or_default();
        for format in found {
            let ([l, t, r, _], page) = (format.first, format.pages.0);
            let own = heads.iter().flat_map(|head| head.on(page)).any(|line| {
                let [hl, _, hr, hb] = line.bounds;
                l < hr && hl < r && (-2.0..MOST_FROM_WORDS).contains(&(t - hb))
            });
            if !own {
                problems.push(format!("`{path}` on page {} does not stand below the head of its column", page + 1));
            }
        }
    }
}

/// What is wrong with the place of a control, as seen from its question and its own words.
fn check_place(
    control: &PlacedControl,
    question: &LeafPath,
    numbers: &Numbers,
    by_path: &ByPath,
) -> Option<&'static str> {
    const BEFORE: &str = "comes before its question";
    const OTHER: &str = "stands at another question";
    let label = by_path.get(&question.asked())?.first()?;
    if control.after <= label.runs.1 || control.page < label.pages.1 {
        return Some(BEFORE);
    }
    // Nothing of another question is read between a question and its controls.
    let own = numbers.get(question)?;
    if numbers.values().any(|other| other.runs.0 > own.runs.0 && other.runs.0 < control.after) {
        return Some(OTHER);
    }
    let [left, top, right, bottom] = control.bounds;
    let seen = taken_for(numbers, control.page, (left, bottom));
    match seen {
        Some(path) if path != question => return Some(OTHER),
        None if own.pages.0 == control.page => return Some(OTHER),
        _ => {}
    }
    // What is ticked stands at its own words, and a cell in its own column.
    let middle = (left + right) / 2.0;
    let at_words = || {
        let words = by_path.get(&control.key)?.first()?;
        let [l, t, _, b] = words.first;
        Some(words.pages.0 == control.page && l >= right && l - right < 40.0 && t < bottom && b > top)
    };
    let below_head = |column: &str| {
        // Of the headings that begin left of it, the one furthest right.
        let columns = question.join("columns");
        let heads = by_path.range::<LeafPath, _>(&columns..).take_while(|(path, _)| columns.holds(path));
        let heads = heads.filter(|(path, _)| path.parent().as_ref() == Some(&columns));
        heads
            .flat_map(|(path, found)| found.iter().map(move |head| (path.last(), *head)))
            .filter(|(_, head)| head.pages.0 == control.page && head.first[0] - 10.0 <= left)
            .max_by(|(_, a), (_, b)| a.first[0].total_cmp(&b.first[0]))
            .is_some_and(|(head, _)| head == column)
    };
    let at = match question.steps_to(&control.key).unwrap_or_default().as_slice() {
        ["options", _] => at_words()?,
        ["scale", _] => {
            let words = by_path.get(&control.key)?.first()?;
            let [l, t, r, _] = words.first;
            words.pages.0 == control.page && l < middle && middle < r && (t - bottom).abs() < 20.0
        }
        ["rows", _, column] => below_head(column),
        ["rows", _, column, "options", _] => at_words()? && below_head(column),
        // What has words of its own, as the day of a signature, stands below or above them.
        _ => by_path.get(&control.key).and_then(|found| found.first()).is_none_or(|words| {
            let [l, t, r, b] = words.first;
            let near = (top - b).max(t - bottom) < MOST_FROM_WORDS;
            control.key == *question || words.pages.0 == control.page && l < right && left < r && near
        }),
    };
    (!at).then_some("does not stand at its own words")
}
