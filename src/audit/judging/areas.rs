//! Areas on a page: how far apart they stand, and what they share.

use crate::audit::reading::Bounds;

/// How far two areas stand apart.
pub(super) fn apart(a: &Bounds, b: &Bounds) -> f64 {
    let (across, down) = gaps(a, b);
    across.hypot(down)
}

/// How far two areas stand apart across the page, and down.
pub(super) fn gaps(a: &Bounds, b: &Bounds) -> (f64, f64) {
    let gap = |low: usize, high: usize| (a[low] - b[high]).max(b[low] - a[high]).max(0.0);
    (gap(0, 2), gap(1, 3))
}

/// The union of two areas.
pub(super) fn union(a: &Bounds, b: &Bounds) -> Bounds {
    [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]
}

/// Whether one of two areas stands beside the other.
pub(super) fn is_beside(a: &Bounds, b: &Bounds) -> bool {
    a[1] < b[3] && b[1] < a[3]
}

/// Whether one of two areas stands above the other.
pub(super) fn is_below(a: &Bounds, b: &Bounds) -> bool {
    a[0] < b[2] && b[0] < a[2]
}

/// Whether an area holds the middle of another one.
pub(super) fn holds(area: &Bounds, other: &Bounds) -> bool {
    let (x, y) = (f64::midpoint(other[0], other[2]), f64::midpoint(other[1], other[3]));
    area[0] <= x && x <= area[2] && area[1] <= y && y <= area[3]
}

/// Whether two areas meet, the second one larger by so much on each side, or smaller.
pub(super) fn meet(a: &Bounds, b: &Bounds, near: f64) -> bool {
    a[2].min(b[2] + near) - a[0].max(b[0] - near) > 0.0 && a[3].min(b[3] + near) - a[1].max(b[1] - near) > 0.0
}

/// Whether two areas share more than so much, across the page and down.
pub(super) fn share(a: &Bounds, b: &Bounds, least: f64) -> bool {
    a[2].min(b[2]) - a[0].max(b[0]) > least && a[3].min(b[3]) - a[1].max(b[1]) > least
}
