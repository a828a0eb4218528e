//! Rectangles on pages.

use typst::layout::{Abs, Point, Rect, Transform};

use super::Bounds;

/// What rounding takes, in points.
const SLACK: f64 = 0.5;

/// Left, top, right and bottom in points.
pub(super) fn points(rect: &Rect) -> Bounds {
    [rect.min.x, rect.min.y, rect.max.x, rect.max.y].map(Abs::to_pt)
}

/// Whether one rectangle holds another, but for half a point.
pub(super) fn contains(outer: &Rect, inner: &Rect) -> bool {
    let slack = Abs::pt(SLACK);
    outer.min.x - slack <= inner.min.x
        && outer.max.x + slack >= inner.max.x
        && outer.min.y - slack <= inner.min.y
        && outer.max.y + slack >= inner.max.y
}

/// The bounds of a rectangle after a transformation.
pub(in crate::audit) fn transformed(rect: Rect, ts: Transform) -> Rect {
    let corners = [rect.min, Point::new(rect.max.x, rect.min.y), rect.max, Point::new(rect.min.x, rect.max.y)];
    let [first, rest @ ..] = corners.map(|p| p.transform(ts));
    rest.into_iter().fold(Rect::new(first, first), |r, p| Rect::new(r.min.min(p), r.max.max(p)))
}

/// Whether a transformation turns, mirrors and slants nothing.
pub(super) fn upright(ts: Transform) -> bool {
    ts.kx.get().abs() < 1e-6 && ts.ky.get().abs() < 1e-6 && ts.sx.get() > 0.0 && ts.sy.get() > 0.0
}
