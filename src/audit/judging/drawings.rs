//! Grounds, frames, rules and discs: none says something by itself, as a stroke in a gap or a ring around one of several
//! answers does, none lies on a picture, and none parts what belongs together.

use std::collections::BTreeSet;

use super::judged::{Judged, Problems};
use super::pairs::union;
use crate::audit::reading::{Bounds, PlacedPicture, PlacedShape, TextRun};
use crate::document::{Node, Role};
use crate::model::LeafPath;

/// How large a drawing is at least that says nothing by itself, in points: the largest letters are smaller.
const LEAST: f64 = 24.0;

/// How wide and high a box is at least that somebody would write into, in points.
const LEAST_BOX: f64 = 12.0;

/// How far below the baseline a line under words begins at most, as under a raised number, and how thick it is at most, in em.
const MOST_UNDER: f64 = 0.75;
const MOST_THICK: f64 = 0.12;

/// How far around places to fill in and signs what is drawn belongs to them, in points.
const NEAR: f64 = 3.0;

/// How much of a picture the disc of its number may cover, as a share.
const MOST_OVER: f64 = 0.2;

/// Stroke and dot of the sign of notes in `layouts/components/signs.typ`, as shares of its ring.
const NOTE_STROKE: Bounds = [0.44, 0.42, 0.56, 0.77];
const NOTE_DOT: Bounds = [0.43, 0.23, 0.57, 0.37];

/// How far something may reach over the edge of a picture, in points: half of a stroke that keeps both apart.
const EDGE: f64 = 2.5;

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let notes = notes(&judged.pages.shapes);
    for (turn, shape) in judged.pages.shapes.iter().enumerate() {
        if is_small(shape) && !notes.contains(&turn) && !is_of_something(judged, shape) {
            let (page, at) = (shape.page + 1, shape.bounds);
            problems.push(format!(
                "page {page} has a small drawing that holds no words and is none of the program's signs, {:.0} pt from the \
                 left and {:.0} pt from the top",
                at[0], at[1]
            ));
        }
    }
    if !judged.table.controls.is_empty() {
        let others = judged.pages.shapes.iter().enumerate().filter(|(turn, _)| !notes.contains(turn));
        for (_, shape) in others.filter(|(_, shape)| is_decoy(judged, shape)) {
            let page = shape.page + 1;
            problems.push(format!("page {page} has an empty box that is no place to fill in"));
        }
    }
    for picture in &judged.pages.pictures {
        check_picture(judged, picture, problems);
    }
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| match node.role {
            Role::Field(_) => check_options(judged, node, problems),
            Role::TableRow => check_row(judged, node, problems),
            _ => {}
        });
    }
}

fn is_small(shape: &PlacedShape) -> bool {
    let [left, top, right, bottom] = shape.bounds;
    (right - left).max(bottom - top) < LEAST
}

/// The parts of the signs of notes, by their turn: a ring with a dot above a stroke.
fn notes(shapes: &[PlacedShape]) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    for (turn, ring) in shapes.iter().enumerate().filter(|(_, shape)| is_small(shape)) {
        let [left, top, right, bottom] = ring.bounds;
        let side = right - left;
        if (bottom - top - side).abs() > 0.1 {
            continue;
        }
        let is = |shape: &PlacedShape, own: Bounds| {
            let at = [left + own[0] * side, top + own[1] * side, left + own[2] * side, top + own[3] * side];
            shape.page == ring.page && shape.bounds.iter().zip(at).all(|(a, b)| (a - b).abs() < 0.03 * side)
        };
        let inner = |own: Bounds| shapes.iter().position(|shape| is(shape, own));
        if let (Some(stroke), Some(dot)) = (inner(NOTE_STROKE), inner(NOTE_DOT)) {
            found.extend([turn, stroke, dot]);
        }
    }
    found
}

/// Whether an area holds the middle of words.
fn holds(area: &Bounds, words: &Bounds) -> bool {
    let (x, y) = (f64::midpoint(words[0], words[2]), f64::midpoint(words[1], words[3]));
    area[0] <= x && x <= area[2] && area[1] <= y && y <= area[3]
}

/// Whether two areas share more than their edges, the second one larger by so much on each side.
fn meet(a: &Bounds, b: &Bounds, near: f64) -> bool {
    a[2].min(b[2] + near) - a[0].max(b[0] - near) > 0.0 && a[3].min(b[3] + near) - a[1].max(b[1] - near) > 0.0
}

/// Whether a small drawing is the ground of words, the edge of a place to fill in, or a part of a sign.
fn is_of_something(judged: &Judged, shape: &PlacedShape) -> bool {
    let pages = judged.pages;
    let words =
        pages.runs.iter().any(|run| run.page == shape.page && !run.is_blank() && holds(&shape.bounds, &run.bounds));
    // Its edge, or a line of that.
    let place = || {
        let spans = |c: &Bounds| (shape.bounds[0] - c[0]).abs() < NEAR && (shape.bounds[2] - c[2]).abs() < NEAR;
        let edge = |c: &Bounds| meet(&shape.bounds, c, NEAR) && (spans(c) || shape.bounds[2] - shape.bounds[0] < NEAR);
        pages.controls.iter().any(|c| c.page == shape.page && edge(&c.bounds))
    };
    let signed =
        |shape: &PlacedShape| pages.signs.iter().any(|s| s.page == shape.page && meet(&shape.bounds, &s.bounds, NEAR));
    // The rings of a calendar stand on its frame.
    let beside =
        |other: &PlacedShape| other.page == shape.page && is_small(other) && meet(&shape.bounds, &other.bounds, 0.0);
    // The bar of a box lies along its ground.
    let along = |other: &PlacedShape| {
        let ([l, t, r, b], [ol, ot, or, ob]) = (shape.bounds, other.bounds);
        let same = |a: f64, b: f64| (a - b).abs() < EDGE;
        let side = same(t, ot) && same(b, ob) && (same(l, ol) || same(r, or) || same(l, or) || same(r, ol));
        let end = same(l, ol) && same(r, or) && (same(t, ot) || same(b, ob) || same(t, ob) || same(b, ot));
        other.page == shape.page && !is_small(other) && (side || end)
    };
    let others = || pages.shapes.iter();
    words
        || underlines(judged, shape)
        || place()
        || signed(shape)
        || others().any(|other| beside(other) && signed(other) || along(other))
}

/// Whether a line underlines words: it has gaps where those have descenders, and more line than gaps.
fn underlines(judged: &Judged, shape: &PlacedShape) -> bool {
    let high = |shape: &PlacedShape| shape.bounds[3] - shape.bounds[1];
    let under = |run: &TextRun, shape: &PlacedShape| {
        let [left, top, right, _] = shape.bounds;
        let below = (0.0..MOST_UNDER * run.look.size).contains(&(top - run.baseline));
        let flat = high(shape) <= MOST_THICK * run.look.size;
        flat && below && shape.page == run.page && left >= run.bounds[0] - NEAR && right <= run.bounds[2] + NEAR
    };
    judged.pages.runs.iter().filter(|run| under(run, shape)).any(|run| {
        let level = |other: &&PlacedShape| (other.bounds[1] - shape.bounds[1]).abs() < 0.3 && under(run, other);
        let drawn: f64 = judged.pages.shapes.iter().filter(level).map(|line| line.bounds[2] - line.bounds[0]).sum();
        drawn > (run.ends.1 - run.ends.0) / 2.0
    })
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

/// Nothing is drawn on a picture but the disc of a number, which leaves the most of it free.
fn check_picture(judged: &Judged, picture: &PlacedPicture, problems: &mut Problems) {
    let later = judged.pages.shapes.iter().skip(picture.after);
    let over = later.filter(|shape| shape.page == picture.page && meet(&shape.bounds, &picture.bounds, -EDGE));
    let is_number = |shape: &PlacedShape| {
        let mut numbers =
            judged.pages.runs.iter().filter(|run| run.page == shape.page && holds(&shape.bounds, &run.bounds));
        numbers.any(|run| run.block.as_ref().is_some_and(|block| judged.is_number(&block.path)))
    };
    let area = |b: &Bounds| (b[2] - b[0]) * (b[3] - b[1]);
    let mut odd = over.filter(|shape| !is_number(shape) || area(&shape.bounds) > MOST_OVER * area(&picture.bounds));
    if odd.next().is_some() {
        problems.push(format!("a picture on page {} has something drawn on it", picture.page + 1));
    }
}

/// Of several answers none is framed or stands on a ground of its own, or all are.
fn check_options(judged: &Judged, field: &Node, problems: &mut Problems) {
    let choices = field.children.iter().filter(|child| matches!(child.role, Role::Choice | Role::ScaleEnd));
    let lines: Vec<(usize, &LeafPath, Bounds)> = choices
        .filter_map(|choice| {
            let printed = judged.printed.iter().find(|p| p.block.path == choice.path)?;
            Some((printed.pages.0, &choice.path, printed.lines.first()?.bounds))
        })
        .collect();
    let framed = |(page, _, line): &(usize, &LeafPath, Bounds)| {
        let around = judged.pages.shapes.iter().filter(|shape| shape.page == *page && holds(&shape.bounds, line));
        // What goes around more than one of them says nothing of each.
        around
            .filter(|shape| lines.iter().filter(|(p, _, l)| p == page && holds(&shape.bounds, l)).count() == 1)
            .count()
    };
    let counts: Vec<usize> = lines.iter().map(framed).collect();
    let usual = counts.iter().min().copied().unwrap_or_default();
    if let Some(((page, path, _), _)) = lines.iter().zip(&counts).find(|(_, count)| **count > usual) {
        problems.push(format!("`{path}` on page {} is framed, and other answers are not", page + 1));
    }
}

/// No rule runs through the words of a row.
fn check_row(judged: &Judged, row: &Node, problems: &mut Problems) {
    let cells = row.children.iter().filter_map(|cell| judged.printed.iter().find(|p| p.block.path == cell.path));
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
