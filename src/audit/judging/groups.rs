//! What stands in groups: the paragraphs of an item at one edge, and no point of an entry among those of another one.

use std::collections::{BTreeMap, BTreeSet};

use super::areas::{holds, is_beside, share, union};
use super::judged::{Judged, Problems};
use super::strokes::is_small;
use crate::audit::matching::printed::{Printed, PrintedLine};
use crate::audit::reading::{Bounds, PlacedShape};
use crate::document::{Node, Role};
use crate::model::LeafPath;

/// How far the paragraphs of an item may begin beside each other, in points.
const EDGE: f64 = 3.0;

/// By how much areas must overlap to be told, in points.
const OVER: f64 = 6.0;

/// How far what is said of a step stands below its head, in points.
const MOST_BELOW: f64 = 12.0;

/// How far how to write a day may stand beside its place, in points.
const FROM_DAY: f64 = 12.0;

/// The most of a page's height that is left free below a block that goes on over it, as a share.
const MOST_LEFT: f64 = 0.24;

/// How near above a column something is what it belongs to, in points.
const LEAST_ABOVE: f64 = 24.0;

/// How wide a column is at least, in points.
const LEAST_COLUMN: f64 = 180.0;

/// What is printed, by path.
type FirstByPath<'a> = BTreeMap<&'a str, &'a Printed>;

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let mut by_path = FirstByPath::new();
    for p in judged.printed {
        by_path.entry(p.block.path.as_ref() as &str).or_insert(p);
    }
    check_boxes(judged, &by_path, problems);
    check_breaks(judged, problems);
    let is_entry = |node: &&Node| matches!(node.role, Role::Entry { .. });
    for filled in &judged.document.slots {
        check_entries(&filled.nodes.iter().filter(is_entry).collect::<Vec<_>>(), &by_path, problems);
    }
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            match node.role {
                Role::Item => check_item(node, &by_path, problems),
                Role::HeadedPoint => check_step(node, &by_path, problems),
                Role::TableRow => {
                    check_heights(node, &by_path, problems);
                    check_stripes(judged, node, &by_path, problems);
                }
                Role::Field(_) => check_field(judged, node, &by_path, problems),
                _ => {}
            }
            let entries: Vec<&Node> = node.children.iter().filter(is_entry).collect();
            check_entries(&entries, &by_path, problems);
        });
    }
}

/// The paragraphs of an item begin below each other.
fn check_item(item: &Node, by_path: &FirstByPath, problems: &mut Problems) {
    let found = item.children.iter().filter(|child| child.role == Role::Paragraph);
    let found: Vec<&Printed> = found.filter_map(|child| by_path.get(child.path.as_ref() as &str).copied()).collect();
    for two in found.windows(2) {
        let [a, b] = two else { continue };
        let (Some(above), Some(below)) = (a.lines.last(), b.lines.first()) else { continue };
        let column = b.first[0] - a.first[0] > LEAST_COLUMN;
        let higher = below.baseline <= above.baseline && !column;
        let aside = above.baseline < below.baseline && (a.first[0] - b.first[0]).abs() > EDGE;
        if above.page == below.page && (higher || aside) {
            let path = &b.block.path;
            problems.push(format!("`{path}` on page {} does not begin below `{}`", below.page + 1, a.block.path));
        }
    }
}

/// What is said of a step stands in the line of its head, or right below it.
fn check_step(step: &Node, by_path: &FirstByPath, problems: &mut Problems) {
    let find =
        |is: fn(&Role) -> bool| step.child(is).and_then(|child| by_path.get(child.path.as_ref() as &str).copied());
    let (head, text) = (find(|role| *role == Role::Point), find(|role| *role == Role::Paragraph));
    let lines = head.and_then(|head| head.lines.last()).zip(text.and_then(|text| text.lines.first()));
    let Some((above, below)) = lines.filter(|(above, below)| above.page == below.page) else { return };
    let down = below.bounds[1] - above.bounds[3];
    let in_line = (above.baseline - below.baseline).abs() < 2.0 && below.bounds[0] >= above.bounds[2] - 1.0;
    if !in_line && !(-2.0 * EDGE..MOST_BELOW).contains(&down) {
        problems.push(format!(
            "what is said of the step `{}` on page {} does not stand at its head",
            step.path,
            below.page + 1
        ));
    }
}

/// The cells of a row stand at one height.
fn check_heights(row: &Node, by_path: &FirstByPath, problems: &mut Problems) {
    let cells: Vec<BTreeMap<usize, Bounds>> = row.children.iter().map(|cell| areas(cell, by_path)).collect();
    for (i, own) in cells.iter().enumerate() {
        for (page, a) in own {
            if cells[i + 1..].iter().filter_map(|cell| cell.get(page)).any(|b| !is_beside(a, b)) {
                problems.push(format!(
                    "the cells of the row `{}` on page {} do not stand beside each other",
                    row.path,
                    page + 1
                ));
                return;
            }
        }
    }
}

/// A stripe of a table that holds a cell holds its whole row.
fn check_stripes(judged: &Judged, row: &Node, by_path: &FirstByPath, problems: &mut Problems) {
    let cells: Vec<&PrintedLine> =
        row.children.iter().filter_map(|cell| by_path.get(cell.path.as_ref() as &str)?.lines.first()).collect();
    for page in cells.iter().map(|line| line.page).collect::<BTreeSet<_>>() {
        let cells: Vec<&Bounds> = cells.iter().filter(|line| line.page == page).map(|line| &line.bounds).collect();
        let Some(band) = cells.iter().map(|cell| **cell).reduce(|a, b| union(&a, &b)) else { continue };
        let is_stripe = |shape: &&PlacedShape| {
            let ([left, top, right, bottom], high) = (shape.bounds, band[3] - band[1]);
            let wide = right.min(band[2]) - left.max(band[0]) > 0.6 * (band[2] - band[0]);
            shape.page == page && wide && (high..3.0 * high + 12.0).contains(&(bottom - top))
        };
        let stripes = judged.pages.shapes.iter().filter(is_stripe);
        let part = |shape: &PlacedShape| {
            let held = cells.iter().filter(|cell| holds(&shape.bounds, cell)).count();
            held > 0 && held < cells.len()
        };
        if stripes.into_iter().any(part) {
            problems.push(format!("the stripes on page {} do not hold the row `{}` whole", page + 1, row.path));
        }
    }
}

/// How to answer stands above the place for it, and at the day of a signature.
fn check_field(judged: &Judged, field: &Node, by_path: &FirstByPath, problems: &mut Problems) {
    let control = |is: &dyn Fn(&LeafPath) -> bool| judged.pages.controls.iter().find(|control| is(&control.key));
    let day = control(&|key| *key == field.path.join("date"));
    let Some(first) = day.or_else(|| control(&|key| field.path.holds(key))) else { return };
    for said in field.children.iter().filter(|child| matches!(child.role, Role::Help | Role::Format)) {
        let own = said.path.parent().as_ref() == Some(&field.path);
        let Some(line) = by_path.get(said.path.as_ref() as &str).filter(|_| own).and_then(|p| p.lines.first()) else {
            continue;
        };
        let astray = if day.is_some() && said.role == Role::Format {
            let middle = f64::midpoint(line.bounds[0], line.bounds[2]);
            !(first.bounds[0] - FROM_DAY..first.bounds[2] + FROM_DAY).contains(&middle)
        } else {
            day.is_none() && line.bounds[1] > first.bounds[3] - 1.0
        };
        if line.page == first.page && astray {
            problems.push(format!("`{}` on page {} does not stand at the place to answer", said.path, line.page + 1));
        }
    }
}

/// The points of each entry stand in an area of their own.
fn check_entries(entries: &[&Node], by_path: &FirstByPath, problems: &mut Problems) {
    if entries.is_empty() {
        return;
    }
    let clinic = by_path.iter().filter(|(path, _)| path.starts_with("clinic."));
    let clinic: Vec<(&str, &PrintedLine)> =
        clinic.flat_map(|(path, p)| p.lines.iter().map(move |line| (*path, line))).collect();
    let areas: Vec<(&Node, BTreeMap<usize, Bounds>)> =
        entries.iter().map(|entry| (*entry, areas(entry, by_path))).collect();
    for (i, (a, own)) in areas.iter().enumerate() {
        for (path, line) in &clinic {
            if own.get(&line.page).is_some_and(|area| holds(area, &line.bounds)) {
                problems.push(format!("`{path}` on page {} stands among the words of `{}`", line.page + 1, a.path));
            }
        }
        for (b, others) in &areas[i + 1..] {
            let shared = own.iter().find(|(page, area)| others.get(page).is_some_and(|other| share(area, other, OVER)));
            if let Some((page, _)) = shared {
                problems.push(format!("`{}` on page {} stands among the words of `{}`", b.path, page + 1, a.path));
            }
        }
    }
}

/// Where the words of a group stand, by page.
fn areas(node: &Node, by_path: &FirstByPath) -> BTreeMap<usize, Bounds> {
    let mut areas: BTreeMap<usize, Bounds> = BTreeMap::new();
    node.each(&mut |leaf| {
        for line in by_path.get(leaf.path.as_ref() as &str).iter().flat_map(|p| &p.lines) {
            areas.entry(line.page).and_modify(|area| *area = union(area, &line.bounds)).or_insert(line.bounds);
        }
    });
    areas
}

/// No words of a box stand in the frame of another one.
fn check_boxes(judged: &Judged, by_path: &FirstByPath, problems: &mut Problems) {
    let mut boxes: Vec<(&Node, Vec<&PrintedLine>)> = Vec::new();
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            if matches!(node.role, Role::Boxed(_) | Role::Fact) {
                let mut lines = Vec::new();
                node.each(&mut |leaf| {
                    lines.extend(by_path.get(leaf.path.as_ref() as &str).iter().flat_map(|p| &p.lines));
                });
                boxes.push((node, lines));
            }
        });
    }
    let frames = || judged.pages.shapes.iter().filter(|shape| !is_small(shape));
    let within =
        |shape: &PlacedShape, line: &PrintedLine| shape.page == line.page && holds(&shape.bounds, &line.bounds);
    for (turn, (a, lines)) in boxes.iter().enumerate() {
        let Some(title) = lines.first() else { continue };
        let others = boxes.iter().enumerate().filter(|(other, _)| *other != turn);
        for (_, (b, words)) in others {
            let own =
                |frame: &&PlacedShape| within(frame, title) && !words.first().is_some_and(|first| within(frame, first));
            let inside = |frame: &PlacedShape| words.iter().any(|line| within(frame, line));
            if frames().filter(own).any(inside) {
                problems.push(format!(
                    "words of `{}` on page {} stand in the frame of `{}`",
                    b.path,
                    title.page + 1,
                    a.path
                ));
            }
        }
    }
}

/// A block goes on in another column or on another page where the one before it is full: with two lines or more on either
/// side, and right below nothing that stands in that column alone.
fn check_breaks(judged: &Judged, problems: &mut Problems) {
    // The program's own credits are filled to the line.
    let is_text = |p: &&Printed| !p.block.path.is_furniture() && !p.block.path.starts_with("credits.");
    for p in judged.printed.iter().filter(is_text) {
        for (turn, line) in p.lines.iter().enumerate().skip(1) {
            let Some(before) = p.lines.get(turn - 1) else { continue };
            let page = before.page;
            if line.page != page {
                let (_, height) = judged.pages.sizes.get(page).copied().unwrap_or_default();
                let text = judged.printed.iter().filter(|q| !q.block.path.is_furniture());
                let lowest = text.flat_map(|q| q.on(page)).map(|line| line.bounds[3]);
                let pictures = judged.pages.pictures.iter().filter(|picture| picture.page == page);
                let lowest = lowest.chain(pictures.map(|picture| picture.bounds[3])).fold(before.bounds[3], f64::max);
                if height - lowest > MOST_LEFT * height {
                    problems.push(format!("`{}` goes on over page {}, which has room for it", p.block.path, page + 1));
                }
            } else if line.begins
                && let Some(why) = column(judged, p, turn)
            {
                problems.push(format!("`{}` on page {} goes on in another column {why}", p.block.path, page + 1));
            }
        }
    }
}

/// What is wrong with the column in which a block goes on from a line on.
fn column(judged: &Judged, p: &Printed, turn: usize) -> Option<String> {
    let (first, rest) = p.lines.split_at_checked(turn)?;
    let line = rest.first()?;
    let before: Vec<&PrintedLine> = first.iter().filter(|other| other.page == line.page).collect();
    let behind = rest.iter().take_while(|other| other.page == line.page).count();
    if before.len() < 2 || behind < 2 {
        return Some("with a single line".to_owned());
    }
    let area = before.iter().map(|line| line.bounds).reduce(|a, b| union(&a, &b))?;
    let above = judged.printed.iter().filter(|other| other.block != p.block).flat_map(|other| {
        other
            .on(line.page)
            .filter(|above| {
                let shares = above.bounds[0] < line.bounds[2] && line.bounds[0] < above.bounds[2];
                let near = (0.0..LEAST_ABOVE).contains(&(line.bounds[1] - above.bounds[3]));
                // What stands above both columns parts nothing.
                shares && near && above.bounds[0] > area[2]
            })
            .map(move |_| &other.block.path)
    });
    above.into_iter().next().map(|path| format!("below `{path}`"))
}
