//! Grounds, frames, rules and discs: none looks like an answer or a place to give one, none lies on a picture, and none parts
//! what belongs together.

use super::areas::{meet, union};
use super::judged::{Judged, Problems};
use super::strokes;
use crate::audit::reading::{Bounds, PlacedShape};
use crate::document::{Node, Role};
use crate::model::LeafPath;

/// How wide and high a box is at least that somebody would write into, in points.
const LEAST_BOX: f64 = 12.0;

/// How far below an answer a line is its own, in points.
const UNDER: f64 = 3.0;

/// How near the edge of the page a band stands, in points.
const NEAR: f64 = 3.0;

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let notes = strokes::notes(&judged.pages.shapes);
    if !judged.table.controls.is_empty() {
        let others =
            judged.pages.shapes.iter().enumerate().filter(|(turn, _)| notes.get(*turn).is_none_or(Option::is_none));
        for (_, shape) in others.filter(|(_, shape)| is_decoy(judged, shape)) {
            let page = shape.page + 1;
            problems.push(format!("page {page} has an empty box that is no place to fill in"));
        }
    }
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| match node.role {
            Role::Field(_) => check_options(judged, node, problems),
            Role::TableRow => check_row(judged, node, problems),
            _ => {}
        });
    }
}

/// Whether a box looks like a place to fill in and is none.
fn is_decoy(judged: &Judged, shape: &PlacedShape) -> bool {
    let (pages, [left, top, right, bottom]) = (judged.pages, shape.bounds);
    let here = |page: usize, area: &Bounds| page == shape.page && meet(&shape.bounds, area, 0.0);
    // A band along the edge of the page is no box.
    let (width, height) = pages.sizes.get(shape.page).copied().unwrap_or_default();
    let at_edge = left.min(top).min(width - right).min(height - bottom) < NEAR;
    !at_edge
        && (right - left).min(bottom - top) >= LEAST_BOX
        && !pages.runs.iter().any(|run| !run.is_blank() && here(run.page, &run.bounds))
        && !pages.controls.iter().any(|control| here(control.page, &control.bounds))
        && !pages.pictures.iter().any(|picture| here(picture.page, &picture.bounds))
        && !pages.signs.iter().any(|sign| here(sign.page, &sign.bounds))
}

/// Of several answers none is framed or stands on a ground of its own, or all are.
fn check_options(judged: &Judged, field: &Node, problems: &mut Problems) {
    let choices = field.children.iter().filter(|child| matches!(child.role, Role::Choice | Role::ScaleEnd));
    let lines: Vec<(usize, &LeafPath, Bounds)> = choices
        .filter_map(|choice| {
            let printed = judged.first(&choice.path)?;
            Some((printed.pages.0, &choice.path, printed.lines.first()?.bounds))
        })
        .collect();
    let framed = |(page, _, line): &(usize, &LeafPath, Bounds)| {
        let around = judged.pages.shapes.iter().filter(|s| s.page == *page && meet(&s.bounds, line, UNDER));
        // What goes around more than one of them says nothing of each.
        let alone = |shape: &&PlacedShape| {
            lines.iter().filter(|(p, _, l)| p == page && meet(&shape.bounds, l, UNDER)).count() == 1
        };
        around.filter(alone).count()
    };
    let counts: Vec<usize> = lines.iter().map(framed).collect();
    let usual = counts.iter().min().copied().unwrap_or_default();
    if let Some(((page, path, _), _)) = lines.iter().zip(&counts).find(|(_, count)| **count > usual) {
        problems.push(format!("`{path}` on page {} is framed or underlined, and other answers are not", page + 1));
    }
}

/// No rule runs through the words of a row.
fn check_row(judged: &Judged, row: &Node, problems: &mut Problems) {
    let cells = row.children.iter().filter_map(|cell| judged.first(&cell.path));
    let mut bands: Vec<(usize, Bounds)> = Vec::new();
    for line in cells.flat_map(|cell| &cell.lines) {
        match bands.iter_mut().find(|(page, _)| *page == line.page) {
            Some((_, band)) => *band = union(band, &line.bounds),
            None => bands.push((line.page, line.bounds)),
        }
    }
    for (page, band) in bands {
        let through = |shape: &&PlacedShape| {
            let [left, top, right, bottom] = shape.bounds;
            let rule = bottom - top < 3.0 && right.min(band[2]) - left.max(band[0]) > (band[2] - band[0]) / 2.0;
            rule && shape.page == page && top > band[1] + 1.0 && bottom < band[3] - 1.0
        };
        if judged.pages.shapes.iter().any(|shape| through(&shape)) {
            problems.push(format!("a rule runs through the row `{}` on page {}", row.path, page + 1));
        }
    }
}
