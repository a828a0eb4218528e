//! Small drawings: a stroke in a gap between words could be a minus, a point or a bracket.

use super::areas::{holds, meet, share};
use super::judged::{Judged, Problems};
use crate::audit::reading::{Bounds, PlacedShape, PlacedSign, SignKind, TextRun};
use crate::document::Role;
use crate::model::Colour;

/// How large a drawing is at least that says nothing by itself, in points: the largest letters are smaller.
const LEAST: f64 = 24.0;

/// How much of a drawing is seen, in points.
const SEEN: f64 = 0.3;

/// How far below the baseline a line under words begins at most, as under a raised number, and how thick it is at most, in em;
/// how far it may reach over them, in points.
const MOST_UNDER: f64 = 0.75;
const MOST_THICK: f64 = 0.12;
const BESIDE: f64 = 1.0;

/// How far around places to fill in what is drawn belongs to them, in points.
const NEAR: f64 = 3.0;

/// How far the bar of a box stands from words at least, in points.
const LEAST_FROM_WORDS: f64 = 3.0;

/// The least contrast with white of a ground that is seen.
const LEAST_SEEN: f64 = 1.04;

/// How far bars may be off the edges of grounds, in points.
const EDGE: f64 = 2.5;

/// How far the sign of a note stands from its title at most, in points.
const MOST_FROM_TITLE: f64 = 30.0;

/// Stroke and dot of the sign of notes in `layouts/components/signs.typ`, as shares of its ring.
const NOTE_STROKE: Bounds = [0.44, 0.42, 0.56, 0.77];
const NOTE_DOT: Bounds = [0.43, 0.23, 0.57, 0.37];

pub(super) fn check(judged: &Judged, problems: &mut Problems) {
    let shapes = &judged.pages.shapes;
    let notes = notes(shapes);
    for (turn, shape) in shapes.iter().enumerate() {
        let small = is_small(shape) || shape.round;
        let note = notes.get(turn).copied().flatten();
        let note = note.is_some_and(|ring| is_at_title(judged, &shapes[ring]));
        let odd = if small {
            (!note && !is_of_something(judged, shape)).then_some(shape.bounds)
        } else {
            let left = |area: &Bounds| !is_of_something(judged, &PlacedShape { bounds: *area, ..shape.clone() });
            remains(shape, &shapes[turn + 1..]).into_iter().find(left)
        };
        problems.extend(odd.map(|at| {
            format!(
                "page {} has a small drawing that holds no words and is none of the program's signs, {:.0} pt from the left \
                 and {:.0} pt from the top",
                shape.page + 1,
                at[0],
                at[1]
            )
        }));
    }
}

/// What is seen of a drawing on which others lie, as far as it is small.
fn remains(shape: &PlacedShape, later: &[PlacedShape]) -> Vec<Bounds> {
    let on = later.iter().filter(|other| other.page == shape.page && other.ground.is_some_and(|[.., a]| a > 0));
    let mut parts = vec![shape.bounds];
    for other in on.filter(|other| share(&other.bounds, &shape.bounds, SEEN)) {
        parts = parts.iter().flat_map(|part| without(part, &other.bounds)).collect();
    }
    parts.retain(|part| *part != shape.bounds && is_small_area(part));
    parts
}

/// An area without another one that goes through it; one that lies in it leaves it whole.
fn without(area: &Bounds, other: &Bounds) -> Vec<Bounds> {
    let through = |low: usize, high: usize| other[low] <= area[low] + SEEN && other[high] >= area[high] - SEEN;
    let mut parts = Vec::new();
    for (through, low, high) in [(through(1, 3), 0, 2), (through(0, 2), 1, 3)] {
        if through && other[low] < area[high] && area[low] < other[high] {
            let (mut before, mut behind) = (*area, *area);
            (before[high], behind[low]) = (other[low], other[high]);
            parts.extend([before, behind].into_iter().filter(|part| part[high] - part[low] > SEEN));
            return parts;
        }
    }
    vec![*area]
}

/// Whether the ring of a note stands before the title of a box.
fn is_at_title(judged: &Judged, ring: &PlacedShape) -> bool {
    let [_, top, right, bottom] = ring.bounds;
    let lines = judged.on(ring.page).iter().map(|(p, line)| (&p.block.path, *line));
    let beside =
        lines.filter(|(_, line)| line.bounds[1] < bottom && line.bounds[3] > top && line.bounds[0] > right - 1.0);
    let nearest = beside.min_by(|(_, a), (_, b)| a.bounds[0].total_cmp(&b.bounds[0]));
    nearest.is_some_and(|(path, line)| {
        let title = judged.table.node(path).is_some_and(|node| node.role == Role::BoxTitle);
        title && line.bounds[0] - right < MOST_FROM_TITLE
    })
}

/// Whether a drawing is so small that it could be read.
pub(super) fn is_small(shape: &PlacedShape) -> bool {
    is_small_area(&shape.bounds)
}

fn is_small_area([left, top, right, bottom]: &Bounds) -> bool {
    (right - left).max(bottom - top) < LEAST
}

/// The rings of the signs of notes, by the turn of each of their parts: a ring with a dot above a stroke.
pub(super) fn notes(shapes: &[PlacedShape]) -> Vec<Option<usize>> {
    let mut found = vec![None; shapes.len()];
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
            for part in [turn, stroke, dot] {
                found[part] = Some(turn);
            }
        }
    }
    found
}

/// Whether a small drawing is the ground of words, the edge of a place to fill in, or a part of a sign.
fn is_of_something(judged: &Judged, shape: &PlacedShape) -> bool {
    let pages = judged.pages;
    let words =
        pages.runs.iter().any(|run| run.page == shape.page && !run.is_blank() && holds(&shape.bounds, &run.bounds));
    // Its edge, or a line of that.
    let place = || {
        let spans = |c: &Bounds| (shape.bounds[0] - c[0]).abs() < NEAR && (shape.bounds[2] - c[2]).abs() < NEAR;
        let edge = |c: &Bounds| meet(&shape.bounds, c, NEAR) && spans(c);
        pages.controls.iter().any(|c| c.page == shape.page && edge(&c.bounds))
    };
    // The ground or frame of a sign, or what stands in an octagon or a triangle.
    let signed = |shape: &PlacedShape, any: bool| {
        let of = |sign: &PlacedSign| {
            let whole = matches!(sign.sign, SignKind::Octagon | SignKind::Triangle);
            let own = any || sign.sign == SignKind::Calendar;
            own && (holds(&shape.bounds, &sign.bounds) || whole && holds(&sign.bounds, &shape.bounds))
        };
        pages.signs.iter().any(|sign| sign.page == shape.page && of(sign))
    };
    // The rings of a calendar stand on its frame.
    let beside =
        |other: &PlacedShape| other.page == shape.page && is_small(other) && meet(&shape.bounds, &other.bounds, 0.0);
    // The bar of a box lies along its ground.
    let along = |other: &PlacedShape| {
        let ([l, t, r, b], [ol, ot, or, ob]) = (shape.bounds, other.bounds);
        let same = |a: f64, b: f64| (a - b).abs() < EDGE;
        let side = same(t, ot) && same(b, ob) && (same(l, ol) || same(r, or) || same(l, or) || same(r, ol));
        let end = same(l, ol) && same(r, or) && (same(t, ot) || same(b, ob) || same(t, ob) || same(b, ot));
        // A ground that is not seen has no bar.
        let seen =
            other.ground.is_some_and(|[r, g, b, _]| Colour(r, g, b).contrast(Colour(255, 255, 255)) > LEAST_SEEN);
        other.page == shape.page && !is_small(other) && seen && (side || end)
    };
    // Never right beside words: there it would be a letter.
    let apart = || {
        let near = |run: &TextRun| meet(&shape.bounds, &run.bounds, LEAST_FROM_WORDS);
        !pages.runs.iter().any(|run| run.page == shape.page && !run.is_blank() && near(run))
    };
    let others = || pages.shapes.iter();
    words
        || underlines(judged, shape)
        || place()
        || signed(shape, true)
        || others().any(|other| beside(other) && signed(other, false))
        || apart() && others().any(along)
}

/// Whether a line underlines words: it has gaps where those have descenders, and more line than gaps.
fn underlines(judged: &Judged, shape: &PlacedShape) -> bool {
    let high = |shape: &PlacedShape| shape.bounds[3] - shape.bounds[1];
    let under = |run: &TextRun, shape: &PlacedShape| {
        let [left, top, right, _] = shape.bounds;
        let below = (0.0..MOST_UNDER * run.look.size).contains(&(top - run.baseline));
        let flat = high(shape) <= MOST_THICK * run.look.size;
        flat && below && shape.page == run.page && left >= run.ends.0 - BESIDE && right <= run.ends.1 + BESIDE
    };
    judged.pages.runs.iter().filter(|run| under(run, shape)).any(|run| {
        let level = |other: &&PlacedShape| (other.bounds[1] - shape.bounds[1]).abs() < 0.3 && under(run, other);
        let drawn: f64 = judged.pages.shapes.iter().filter(level).map(|line| line.bounds[2] - line.bounds[0]).sum();
        drawn > (run.ends.1 - run.ends.0) / 2.0
    })
}
