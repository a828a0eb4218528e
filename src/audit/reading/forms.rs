//! Which shapes layouts may draw: grounds, frames, rules, discs, and the strokes of the program's own signs. A drawing of any
//! other kind may say something, and nobody has reviewed that.

use typst::layout::{Abs, Point, Transform};
use typst::visualize::{Curve, CurveItem, Geometry, Shape};

/// How far points may stand from where they should, as a share of the larger side.
const NEAR: f64 = 0.03;

/// The least side of a frame, in points, and how thick it is at most: smaller, it could be a letter.
const LEAST_FRAME: f64 = 60.0;
const RIM: f64 = 6.0;

/// A sign of `layouts/components/signs.typ`, `help.typ` or `field.typ` that says something by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SignKind {
    /// A tick: do this; reviewed.
    Tick,
    /// A cross: do not do this.
    Cross,
    /// An octagon: danger.
    Octagon,
    /// A triangle: a draft.
    Triangle,
    /// A handset: call.
    Handset,
    /// The tick in a calendar.
    Calendar,
    /// An arrow: a list drops down.
    Arrow,
}

/// The strokes and figures of signs, in a square of 20.
const SIGNS: &[(SignKind, &[(f64, f64)])] = &[
    (SignKind::Tick, &[(5.6, 10.4), (8.8, 13.6), (14.4, 6.8)]),
    (SignKind::Cross, &[(6.8, 6.8), (13.2, 13.2)]),
    (SignKind::Cross, &[(13.2, 6.8), (6.8, 13.2)]),
    (SignKind::Triangle, &[(10.0, 1.2), (20.0, 18.8), (0.0, 18.8), (10.0, 1.2)]),
    // The ends of the handset, which its grip joins.
    (SignKind::Handset, &[(4.6, 4.6), (6.8, 6.6)]),
    (SignKind::Handset, &[(13.4, 13.2), (15.4, 15.4)]),
    (SignKind::Handset, &[(5.0, 6.0), (5.4, 11.0), (9.0, 14.6), (14.0, 15.0)]),
    (SignKind::Calendar, &[(7.0, 12.6), (9.2, 14.8), (13.4, 10.8)]),
    (SignKind::Arrow, &[(0.0, 0.0), (9.0, 10.0), (18.0, 0.0)]),
    (
        SignKind::Octagon,
        &[
            (19.239, 13.827),
            (13.827, 19.239),
            (6.173, 19.239),
            (0.761, 13.827),
            (0.761, 6.173),
            (6.173, 0.761),
            (13.827, 0.761),
            (19.239, 6.173),
            (19.239, 13.827),
        ],
    ),
];

/// What a shape is to the audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ShapeForm {
    /// A ground, a frame, a rule, a disc.
    Plain {
        /// Whether it is a disc or a ring.
        round: bool,
        /// Whether it is filled along its edges alone, as the sides of a frame are that are drawn in several ways.
        hollow: bool,
    },
    /// A part of a sign.
    Sign(SignKind),
    /// Something else, which may say anything.
    Other,
}

/// What a shape is where it is placed by a transformation.
pub(super) fn form(shape: &Shape, ts: Transform) -> ShapeForm {
    let plain = |is: bool| if is { ShapeForm::Plain { round: false, hollow: false } } else { ShapeForm::Other };
    match &shape.geometry {
        Geometry::Rect(size) => {
            let corners = [(Abs::zero(), Abs::zero()), (size.x, Abs::zero()), (size.x, size.y)];
            let [a, b, c] = corners.map(|(x, y)| Point::new(x, y).transform(ts));
            plain(is_straight(a, b) && is_straight(b, c))
        }
        Geometry::Line(to) => {
            let [a, b] = [Point::zero(), *to].map(|p| p.transform(ts));
            plain(is_straight(a, b))
        }
        Geometry::Curve(curve) => curve_form(curve, ts),
    }
}

/// Whether two points stand beside or below each other.
fn is_straight(a: Point, b: Point) -> bool {
    (a.x - b.x).abs() < Abs::pt(0.05) || (a.y - b.y).abs() < Abs::pt(0.05)
}

/// Rectangles with round corners, ellipses and parts of their edges; single strokes along or across the page; signs.
fn curve_form(curve: &Curve, ts: Transform) -> ShapeForm {
    let (mut start, mut at) = (Point::zero(), Point::zero());
    let mut points: Vec<Point> = Vec::new();
    let (mut lines, mut corners, mut plain) = (0, 0, true);
    for item in &curve.0 {
        let to = match item {
            CurveItem::Move(to) => {
                let to = to.transform(ts);
                // Another stroke in the same shape.
                plain &= points.is_empty();
                (start, at) = (to, to);
                points.push(to);
                continue;
            }
            CurveItem::Line(to) => to.transform(ts),
            CurveItem::Cubic(a, b, to) => {
                let [a, b, to] = [a, b, to].map(|p| p.transform(ts));
                plain &= is_corner(at, a, b, to);
                corners += 1;
                points.extend([a, b, to]);
                at = to;
                continue;
            }
            CurveItem::Close => start,
        };
        if to != at {
            plain &= is_straight(at, to);
            lines += 1;
        }
        points.push(to);
        at = to;
    }
    points.dedup();
    let whole = corners > 0 || lines == 1 || at == start;
    match sign(&points) {
        Some(sign) => ShapeForm::Sign(sign),
        None if plain && lines <= 4 && corners <= 4 && whole => {
            ShapeForm::Plain { round: corners == 4 && lines == 0, hollow: false }
        }
        None if is_frame(&points) => ShapeForm::Plain { round: false, hollow: is_hollow(&points) },
        None => ShapeForm::Other,
    }
}

/// Whether points go along the edges of their box and along the inner side of those, too.
fn is_hollow(points: &[Point]) -> bool {
    let (low, high) = ends(points);
    let on_edge = |p: &Point| {
        let edges = [p.x - low.x, p.y - low.y, high.x - p.x, high.y - p.y];
        edges.into_iter().any(|away| away <= Abs::pt(0.1))
    };
    !points.iter().all(on_edge)
}

/// The upper left and the lower right corner of points.
fn ends(points: &[Point]) -> (Point, Point) {
    let nowhere = (Point::splat(Abs::inf()), Point::splat(-Abs::inf()));
    points.iter().fold(nowhere, |(low, high), p| (low.min(*p), high.max(*p)))
}

/// Whether points go along the edges of their box, as the sides of a frame do, some of which may be drawn otherwise.
fn is_frame(points: &[Point]) -> bool {
    let (low, high) = ends(points);
    let edges: [fn(Point, Point, Point) -> Abs; 4] =
        [|p, low, _| p.x - low.x, |p, low, _| p.y - low.y, |p, _, high| high.x - p.x, |p, _, high| high.y - p.y];
    let along =
        |a: Point, b: Point| edges.iter().any(|away| [a, b].iter().all(|p| away(*p, low, high) <= Abs::pt(RIM)));
    (high.x - low.x).max(high.y - low.y) >= Abs::pt(LEAST_FRAME) && points.windows(2).all(|two| along(two[0], two[1]))
}

/// Whether a curve rounds a corner: it leaves along one side and arrives along the other.
fn is_corner(from: Point, a: Point, b: Point, to: Point) -> bool {
    let across = is_straight(from, a) && is_straight(b, to);
    let inside = |p: Point| {
        let between = |v: Abs, x: Abs, y: Abs| v >= x.min(y) - Abs::pt(0.05) && v <= x.max(y) + Abs::pt(0.05);
        between(p.x, from.x, to.x) && between(p.y, from.y, to.y)
    };
    across && inside(a) && inside(b)
}

/// The sign to which points belong, wherever it stands and however large it is.
fn sign(points: &[Point]) -> Option<SignKind> {
    let own: Vec<(f64, f64)> = points.iter().map(|p| (p.x.to_pt(), p.y.to_pt())).collect();
    let own = scaled(&own)?;
    let near = |a: &(f64, f64), b: &(f64, f64)| (a.0 - b.0).abs() < NEAR && (a.1 - b.1).abs() < NEAR;
    let is = |points: &[(f64, f64)]| {
        let same = |sign: Vec<(f64, f64)>| sign.len() == own.len() && sign.iter().zip(&own).all(|(a, b)| near(a, b));
        scaled(points).is_some_and(same)
    };
    SIGNS.iter().find(|(_, points)| is(points)).map(|(sign, _)| *sign)
}

/// Points in a square of 1.
fn scaled(points: &[(f64, f64)]) -> Option<Vec<(f64, f64)>> {
    let low = points.iter().fold((f64::MAX, f64::MAX), |m, p| (m.0.min(p.0), m.1.min(p.1)));
    let high = points.iter().fold((f64::MIN, f64::MIN), |m, p| (m.0.max(p.0), m.1.max(p.1)));
    let side = (high.0 - low.0).max(high.1 - low.1);
    (side > 0.0).then(|| points.iter().map(|p| ((p.0 - low.0) / side, (p.1 - low.1) / side)).collect())
}
