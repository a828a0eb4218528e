//! Every block of the text whole, once, in order, on its page.

use std::collections::BTreeMap;

use super::judged::{Judged, Mark, Problems};
use crate::audit::matching::printed::Printed;
use crate::audit::matching::{differs, excerpt};
use crate::diag::{Code, Finding, Sink};
use crate::document::{Node, Origin, Placement, Presence};
use crate::model::LeafPath;
use crate::source::Sources;

/// How far a block may reach above the one that is read before it, in points: accents and insets do.
const ABOVE: f64 = 6.0;

/// How large the mark of an item is at least, as a share of its words.
const LEAST_MARK: f64 = 0.75;

/// Blocks of the text by their path, with their turn among all.
type FlowByPath<'a> = BTreeMap<&'a str, Vec<(usize, &'a Printed)>>;

/// Where the text has been followed to.
#[derive(Default)]
struct Reached<'a> {
    turn: usize,
    heading: usize,
    /// What is printed of that heading.
    head: Option<&'a Printed>,
    /// Blocks that stand beside the text since the last heading: their path, their turn, that heading.
    beside: Vec<(&'a Printed, usize, usize)>,
    /// What is read before on the page where the text is.
    before: Vec<&'a Printed>,
}

/// Holds the flow of the text against the table, and takes the marks of lists that belong to it.
pub(super) fn check(judged: &Judged, mut marks: Vec<Mark>, problems: &mut Problems) {
    let flow: Vec<&Printed> = judged.printed.iter().filter(|p| !p.block.path.is_furniture()).collect();
    let mut by_path = FlowByPath::new();
    for (i, p) in flow.iter().enumerate() {
        by_path.entry(&p.block.path).or_default().push((i, p));
    }
    let last = judged.pages.count.saturating_sub(1);
    let mut reached = Reached::default();
    for expected in &judged.table.flow {
        let Some((turn, found)) = find(expected, &by_path, problems) else { continue };
        let path = &expected.path;
        problems.extend(differs(expected, found, &|_| String::new()).map(|why| format!("`{path}` {why}")));
        if let Some(mark) = &expected.mark {
            check_mark(path, found, mark, &mut marks, problems);
        }
        reached.check_order(expected, turn, found, problems);
        let pages = match expected.place {
            Placement::Last if found.pages.0 != last => "the last page".to_owned(),
            Placement::Pages(from, to) if found.pages.0 < from || found.pages.1 > to => match from == to {
                true => format!("page {}", from + 1),
                false => format!("pages {} to {}", from + 1, to + 1),
            },
            _ => continue,
        };
        problems.push(format!("`{path}` is not on {pages}"));
    }
    reached.close(flow.len(), None, problems);
    for mark in marks {
        problems.push(format!("`{}` on page {} belongs to no text", excerpt(&mark.text), mark.page + 1));
    }
}

/// What is printed of a node, and its turn.
fn find<'a>(expected: &Node, by_path: &FlowByPath<'a>, problems: &mut Problems) -> Option<(usize, &'a Printed)> {
    let path = &expected.path;
    match by_path.get(path.as_ref() as &str).map(Vec::as_slice) {
        Some([one]) => return Some(*one),
        // The header of a table comes again on each page, whole.
        Some([first, rest @ ..]) if expected.presence == Presence::AgainAfterBreak => {
            let mut page = first.1.pages.1;
            let again = rest.iter().all(|(_, p)| {
                let later = p.pages.0 > page && p.letters == first.1.letters;
                page = p.pages.1;
                later
            });
            if again {
                return Some(*first);
            }
            problems.push(format!("`{path}` is printed more than once"));
        }
        Some(_) => problems.push(format!("`{path}` is printed more than once")),
        None if expected.text().trim().is_empty() => {}
        None => problems.push(format!("`{path}` is not printed: `{}`", excerpt(&expected.text()))),
    }
    None
}

/// The mark of a list item, on the line before its words.
fn check_mark(path: &LeafPath, found: &Printed, mark: &str, marks: &mut Vec<Mark>, problems: &mut Problems) {
    let beside = |m: &Mark| {
        let (m, b) = (&m.bounds, &found.first);
        (m[3] - b[3]).abs() < 4.0 && m[2] <= b[0] + 2.0 && b[0] - m[2] < 40.0
    };
    match marks.iter().position(|m| m.page == found.pages.0 && m.text == mark && beside(m)) {
        Some(i) => {
            let own = marks.swap_remove(i).bounds;
            if own[3] - own[1] < LEAST_MARK * (found.first[3] - found.first[1]) {
                problems.push(format!("the mark `{mark}` before `{path}` is smaller than its words"));
            }
        }
        None => problems.push(format!("the mark `{mark}` does not stand before `{path}`")),
    }
}

impl<'a> Reached<'a> {
    /// Whether a block comes behind the one that is read before it, and below it where both share a column.
    fn check_order(&mut self, expected: &'a Node, turn: usize, found: &'a Printed, problems: &mut Problems) {
        let path = &expected.path;
        self.before.retain(|above| above.pages.1 == found.pages.0);
        let over = |above: &&Printed| {
            let (a, b) = (&above.last, &found.first);
            let across = a[2].min(b[2]) - a[0].max(b[0]);
            across > 1.0 && b[1] < a[3] - ABOVE
        };
        if let Some(above) = self.before.iter().copied().find(&over) {
            problems.push(format!("`{path}` stands above `{}`, which is read before it", above.block.path));
        }
        self.before.push(found);
        if expected.place == Placement::Beside {
            // What stands beside a section's text may come before its end, never before its heading or after the next one.
            self.beside.push((found, turn, self.heading));
            let above = self.head.filter(|head| {
                head.pages.0 == found.pages.0 && found.first[3] < head.first[1] && found.block.path != head.block.path
            });
            if let Some(head) = above {
                problems.push(format!("`{path}` stands above `{}`, to which it belongs", head.block.path));
            }
            return;
        }
        if path.is_heading() {
            self.close(turn, Some(found), problems);
            self.heading = turn;
            self.head = Some(found);
        }
        if turn < self.turn {
            problems.push(format!("`{path}` is printed out of order"));
        }
        self.turn = self.turn.max(turn);
    }

    /// Judges blocks that stood beside the text before a heading.
    fn close(&mut self, heading: usize, next: Option<&Printed>, problems: &mut Problems) {
        for (aside, at, after) in self.beside.drain(..) {
            let path = &aside.block.path;
            // What is said of a picture stands below that.
            let said = matches!(path.last(), "caption" | "credit");
            let below = !said
                && next.is_some_and(|next| {
                    next.pages.0 == aside.pages.0 && aside.first[1] > next.first[3] || next.pages.0 < aside.pages.0
                });
            if below {
                problems.push(format!("`{path}` stands below the next heading"));
            }
            if at < after || at > heading {
                problems.push(format!("`{path}` is printed out of order"));
            }
        }
    }
}

/// Title, summary and the emergency box have room on page 1, or the words before them are too long.
pub(super) fn check_first(judged: &Judged, sources: &Sources, sink: &mut Sink) {
    let Judged { document, table, .. } = judged;
    let first = table.flow.iter().filter(|expected| expected.place == Placement::First);
    let late = first.filter_map(|expected| judged.all(&expected.path).iter().find(|p| p.pages.1 != 0));
    let Some(late) = late.min_by_key(|p| p.runs.0) else { return };
    let (stem, file) = (document.job.stem(), &document.job.text.file);
    // The longest of the text's own words before it, or in it.
    let before = |expected: &&&Node| {
        let turn = judged.first(&expected.path).map(|p| p.runs.0);
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
