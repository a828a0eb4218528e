//! Tables of a text: each cell below the head of its own column, the cells of a row beside each other.

use std::collections::{BTreeMap, BTreeSet};

use super::areas::union;
use super::judged::{Judged, Problems};
use crate::audit::matching::printed::Printed;
use crate::audit::reading::Bounds;
use crate::document::{Node, Role};

/// How high a head is at most that comes again on each page, in em.
const MOST_HEAD: f64 = 4.0;

/// By how much a cell stands better below another head than below its own, in points.
const ASTRAY: f64 = 6.0;

/// What rounding takes, in points.
const SLACK: f64 = 1.0;

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            if node.role == Role::TextTable {
                check_table(node, &|cell| judged.all(&cell.path), problems);
            }
        });
    }
}

/// What is printed of a cell, on each page where it comes again.
type Found<'a, 'f> = &'f dyn Fn(&Node) -> &'f [&'a Printed];

fn check_table(table: &Node, found: Found, problems: &mut Problems) {
    let Some((head, rows)) = table.children.split_first() else { return };
    // Where the row above ends, by page.
    let mut ends: BTreeMap<usize, f64> = BTreeMap::new();
    for row in std::iter::once(head).chain(rows) {
        let mut bands: BTreeMap<usize, Bounds> = BTreeMap::new();
        for cell in row.children.iter().flat_map(found) {
            for line in &cell.lines {
                bands.entry(line.page).and_modify(|band| *band = union(band, &line.bounds)).or_insert(line.bounds);
            }
        }
        for (page, band) in &bands {
            if ends.get(page).is_some_and(|end| band[1] < end - SLACK) {
                problems.push(format!("the row `{}` on page {} reaches into the one above it", row.path, page + 1));
            }
            let end = ends.entry(*page).or_insert(band[3]);
            *end = end.max(band[3]);
        }
    }
    for page in headless(head, rows, found) {
        problems.push(format!("the rows of `{}` on page {} stand below no head", table.path, page + 1));
    }
    for row in rows.iter().filter(|row| row.children.len() == head.children.len()) {
        for (column, cell) in row.children.iter().enumerate() {
            for printed in found(cell) {
                check_cell(head, column, printed, found, problems);
            }
        }
    }
}

/// The pages on which rows stand that have no head; one that takes much of a page comes once.
fn headless(head: &Node, rows: &[Node], found: Found) -> Vec<usize> {
    let lines = |node: &Node| node.children.iter().flat_map(found).flat_map(|p| &p.lines).collect::<Vec<_>>();
    let heads = lines(head);
    let Some(first) = heads.first() else { return Vec::new() };
    let own = heads.iter().filter(|line| line.page == first.page).map(|line| line.bounds);
    let area = own.fold(first.bounds, |area, line| union(&area, &line));
    if area[3] - area[1] > MOST_HEAD * first.size {
        return Vec::new();
    }
    let pages: BTreeSet<usize> = rows.iter().flat_map(lines).map(|line| line.page).collect();
    pages.into_iter().filter(|page| !heads.iter().any(|line| line.page == *page)).collect()
}

/// A cell lies between the heads beside its own.
fn check_cell(head: &Node, column: usize, cell: &Printed, found: Found, problems: &mut Problems) {
    let area = |at: Option<usize>, page: usize| {
        let node = head.children.get(at?)?;
        let mut lines = found(node).iter().flat_map(|p| p.on(page)).map(|line| line.bounds);
        let first = lines.next()?;
        Some(lines.fold(first, |area, line| union(&area, &line)))
    };
    for line in &cell.lines {
        let before = area(column.checked_sub(1), line.page);
        let behind = area(Some(column + 1), line.page);
        // It begins, ends or stands in the middle where its own head does, or no other head does so better.
        let off = |head: &Bounds| {
            let middle = |b: &Bounds| f64::midpoint(b[0], b[2]);
            let (a, b) = (&line.bounds, head);
            (a[0] - b[0]).abs().min((a[2] - b[2]).abs()).min((middle(a) - middle(b)).abs())
        };
        let own = area(Some(column), line.page).map(|head| off(&head));
        let mut others = [before, behind].into_iter().flatten().map(|head| off(&head));
        let elsewhere = own.is_some_and(|own| others.any(|other| other + ASTRAY < own));
        let astray = before.is_some_and(|b| line.bounds[0] < b[2] - SLACK && line.bounds[2] < b[2] + SLACK)
            || before.is_some_and(|b| line.bounds[0] < b[0] + SLACK)
            || behind.is_some_and(|b| line.bounds[2] > b[0] + SLACK)
            || elsewhere;
        if astray {
            let path = &cell.block.path;
            problems.push(format!("`{path}` on page {} does not stand below the head of its column", line.page + 1));
            return;
        }
    }
}
