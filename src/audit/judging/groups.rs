//! What stands in groups: the paragraphs of an item at one edge, and no point of an entry among those of another one.

use std::collections::{BTreeMap, BTreeSet};

use super::areas::{holds, is_below, is_beside, share, union};
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

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    check_boxes(judged, problems);
    check_breaks(judged, problems);
    let is_entry = |node: &&Node| matches!(node.role, Role::Entry { .. });
    for filled in &judged.document.slots {
        check_entries(&filled.nodes.iter().filter(is_entry).collect::<Vec<_>>(), judged, problems);
    }
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            match node.role {
                Role::Item => check_item(judged, node, problems),
                Role::HeadedPoint => check_step(judged, node, problems),
                Role::TableRow => {
                    check_heights(judged, node, problems);
                    check_stripes(judged, node, problems);
                }
                Role::Field(_) => check_field(judged, node, problems),
                _ => {}
            }
            check_points(judged, node, problems);
            let entries: Vec<&Node> = node.children.iter().filter(is_entry).collect();
            check_entries(&entries, judged, problems);
        });
    }
}

/// The paragraphs of an item begin below each other.
fn check_item(judged: &Judged, item: &Node, problems: &mut Problems) {
    let found = item.children.iter().filter(|child| child.role == Role::Paragraph);
    let found: Vec<&Printed> = found.filter_map(|child| judged.first(&child.path)).collect();
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

/// The points of a list begin below each other: one that begins further right would be a part of the one above.
fn check_points(judged: &Judged, list: &Node, problems: &mut Problems) {
    let first = |point: &Node| {
        let mut first = None;
        point.each(&mut |leaf| {
            first = first.or_else(|| judged.first(&leaf.path)).filter(|p| !judged.is_number(&p.block.path));
        });
        first.and_then(|p| Some((p, p.lines.first()?)))
    };
    let points =
        list.children.iter().filter(|child| matches!(child.role, Role::Item | Role::Point | Role::HeadedPoint));
    let points: Vec<_> = points.filter_map(first).collect();
    for two in points.windows(2) {
        let [(_, above), (point, below)] = two else { continue };
        let under = above.page == below.page && below.bounds[1] >= above.bounds[3] - OVER;
        if under && is_below(&above.bounds, &below.bounds) && (above.bounds[0] - below.bounds[0]).abs() > EDGE {
            let (path, page) = (&point.block.path, below.page + 1);
            problems.push(format!("`{path}` on page {page} does not begin below the point before it"));
        }
    }
}

/// What is said of a step stands in the line of its head, or right below it.
fn check_step(judged: &Judged, step: &Node, problems: &mut Problems) {
    let find = |is: fn(&Role) -> bool| step.child(is).and_then(|child| judged.first(&child.path));
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

/// The cells of a row stand at one height: they begin, end or have their middle there.
fn check_heights(judged: &Judged, row: &Node, problems: &mut Problems) {
    let cells: Vec<BTreeMap<usize, Bounds>> = row.children.iter().map(|cell| areas(judged, cell)).collect();
    for (i, own) in cells.iter().enumerate() {
        for (page, a) in own {
            let level = |b: &Bounds| {
                let middle = |b: &Bounds| f64::midpoint(b[1], b[3]);
                let off = (a[1] - b[1]).abs().min((a[3] - b[3]).abs()).min((middle(a) - middle(b)).abs());
                is_beside(a, b) && off < EDGE
            };
            if cells[i + 1..].iter().filter_map(|cell| cell.get(page)).any(|b| !level(b)) {
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
fn check_stripes(judged: &Judged, row: &Node, problems: &mut Problems) {
    let cells: Vec<&PrintedLine> =
        row.children.iter().filter_map(|cell| judged.first(&cell.path)?.lines.first()).collect();
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
fn check_field(judged: &Judged, field: &Node, problems: &mut Problems) {
    let control = |is: &dyn Fn(&LeafPath) -> bool| judged.pages.controls.iter().find(|control| is(&control.key));
    let day = control(&|key| *key == field.path.join("date"));
    let Some(first) = day.or_else(|| control(&|key| field.path.holds(key))) else { return };
    for said in field.children.iter().filter(|child| matches!(child.role, Role::Help | Role::Format)) {
        let own = said.path.parent().as_ref() == Some(&field.path);
        let Some(line) = judged.first(&said.path).filter(|_| own).and_then(|p| p.lines.first()) else {
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
fn check_entries(entries: &[&Node], judged: &Judged, problems: &mut Problems) {
    if entries.is_empty() {
        return;
    }
    let clinic = judged.printed.iter().filter(|p| p.block.path.starts_with("clinic."));
    let clinic: Vec<(&LeafPath, &PrintedLine)> =
        clinic.flat_map(|p| p.lines.iter().map(move |line| (&p.block.path, line))).collect();
    let areas: Vec<(&Node, BTreeMap<usize, Bounds>)> =
        entries.iter().map(|entry| (*entry, areas(judged, entry))).collect();
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
fn areas(judged: &Judged, node: &Node) -> BTreeMap<usize, Bounds> {
    let mut areas: BTreeMap<usize, Bounds> = BTreeMap::new();
    node.each(&mut |leaf| {
        for line in judged.first(&leaf.path).iter().flat_map(|p| &p.lines) {
            areas.entry(line.page).and_modify(|area| *area = union(area, &line.bounds)).or_insert(line.bounds);
        }
    });
    areas
}

/// No words of a box stand in the frame of another one.
fn check_boxes(judged: &Judged, problems: &mut Problems) {
    let mut boxes: Vec<(&Node, Vec<&PrintedLine>)> = Vec::new();
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            if matches!(node.role, Role::Boxed(_) | Role::Fact) {
                let mut lines = Vec::new();
                node.each(&mut |leaf| {
                    lines.extend(judged.first(&leaf.path).iter().flat_map(|p| &p.lines));
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
    for p in judged.printed.iter().filter(|p| !p.block.path.is_furniture()) {
        for (turn, line) in p.lines.iter().enumerate().skip(1) {
            let Some(before) = p.lines.get(turn - 1) else { continue };
            let page = before.page;
            if line.page != page {
                if is_credit(p) {
                    continue;
                }
                let (_, height) = judged.pages.sizes.get(page).copied().unwrap_or_default();
                let text = judged.on(page).iter().filter(|(q, _)| !q.block.path.is_furniture());
                let lowest = text.map(|(_, line)| line.bounds[3]);
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

/// Whether a block is one of the program's own credits, which are filled to the line.
fn is_credit(p: &Printed) -> bool {
    p.block.path.starts_with("credits.")
}

/// What is wrong with the column in which a block goes on from a line on.
fn column(judged: &Judged, p: &Printed, turn: usize) -> Option<String> {
    let (first, rest) = p.lines.split_at_checked(turn)?;
    let line = rest.first()?;
    let begins = first.iter().rposition(|line| line.begins).unwrap_or_default();
    let before: Vec<&PrintedLine> = first.iter().skip(begins).filter(|other| other.page == line.page).collect();
    let behind = rest.iter().take_while(|other| other.page == line.page).count();
    if (before.len() < 2 || behind < 2) && !is_credit(p) {
        return Some("with a single line".to_owned());
    }
    let area = before.iter().map(|line| line.bounds).reduce(|a, b| union(&a, &b))?;
    let others = || judged.on(line.page).iter().filter(|(other, _)| other.block != p.block);
    let mut above = others().filter(|(_, above)| {
        let near = (0.0..LEAST_ABOVE).contains(&(line.bounds[1] - above.bounds[3]));
        // What stands above both columns parts nothing.
        is_below(&above.bounds, &line.bounds) && near && above.bounds[0] > area[2]
    });
    if let Some((other, _)) = above.next() {
        return Some(format!("below `{}`", other.block.path));
    }
    // Words of the credits go on below each other, or in columns that all of them share.
    let mut below = others().filter(|(other, below)| {
        let near = (-1.0..LEAST_ABOVE).contains(&(below.bounds[1] - area[3]));
        is_credit(p) && is_credit(other) && is_below(&below.bounds, &area) && near
    });
    below.next().map(|(other, _)| format!("where `{}` has room in this one", other.block.path))
}
