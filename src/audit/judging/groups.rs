//! What stands in groups: the paragraphs of an item at one edge, and no point of an entry among those of another one.

use std::collections::BTreeMap;

use super::judged::{Judged, Problems};
use super::pairs::union;
use crate::audit::matching::printed::Printed;
use crate::audit::reading::Bounds;
use crate::document::{Node, Role};

/// How far the paragraphs of an item may begin beside each other, in points.
const EDGE: f64 = 3.0;

/// By how much areas must overlap to be told, in points.
const OVER: f64 = 6.0;

/// What is printed, by path.
type FirstByPath<'a> = BTreeMap<&'a str, &'a Printed>;

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let mut by_path = FirstByPath::new();
    for p in judged.printed {
        by_path.entry(p.block.path.as_ref() as &str).or_insert(p);
    }
    let is_entry = |node: &&Node| matches!(node.role, Role::Entry { .. });
    for filled in &judged.document.slots {
        check_entries(&filled.nodes.iter().filter(is_entry).collect::<Vec<_>>(), &by_path, problems);
    }
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            if node.role == Role::Item {
                check_item(node, &by_path, problems);
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
        if above.page == below.page && above.baseline < below.baseline && (a.first[0] - b.first[0]).abs() > EDGE {
            let path = &b.block.path;
            problems.push(format!("`{path}` on page {} does not begin below `{}`", below.page + 1, a.block.path));
        }
    }
}

/// The points of each entry stand in an area of their own.
fn check_entries(entries: &[&Node], by_path: &FirstByPath, problems: &mut Problems) {
    let areas: Vec<(&Node, BTreeMap<usize, Bounds>)> =
        entries.iter().map(|entry| (*entry, areas(entry, by_path))).collect();
    for (i, (a, own)) in areas.iter().enumerate() {
        for (b, others) in &areas[i + 1..] {
            let shared = own.iter().find(|(page, area)| others.get(page).is_some_and(|other| overlap(area, other)));
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

fn overlap(a: &Bounds, b: &Bounds) -> bool {
    a[2].min(b[2]) - a[0].max(b[0]) > OVER && a[3].min(b[3]) - a[1].max(b[1]) > OVER
}
