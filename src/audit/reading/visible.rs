//! Whether words on a page can be seen: what is drawn under them, over them and through them.
//!
//! Everything that cannot be judged is refused: patterns, gradients, turned boxes, turned or outlined letters.

use std::rc::Rc;

use typst::layout::{Abs, Point, Ratio, Rect, Transform};
use typst::visualize::{Curve, CurveItem, FillRule, FixedStroke, Geometry, Paint, Shape};

/// Why words cannot be seen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Hidden {
    /// Outside the page or what is cut out of it.
    Outside,
    /// So near the edge of the page, in points, that a printer or a fold takes it.
    AtEdge(f64),
    /// Smaller than 7 pt.
    Tiny(f64),
    /// Contrast with its ground below 4.5:1 (3:1 from 18 pt on).
    Faint(f64),
    /// Under something drawn later.
    Covered,
    /// Struck through by a line.
    Struck,
    /// On other words.
    Overlapping,
    /// Turned, mirrored, slanted, outlined, or with its letters pushed together.
    Deformed,
    /// In or on something that cannot be judged: what that is.
    Unjudged(&'static str),
}

/// What has no colour of its own.
const COLOURLESS: &str = "a gradient, pattern or picture";

/// What is known by its bounds alone, which touch the words.
const BOUNDS_ALONE: &str = "a turned box, or a shape that a curve cuts";

/// The most colours that the grounds of words may mix to.
const MOST_GROUNDS: usize = 64;

/// A colour as shares of red, green, blue and opacity; `None` cannot be judged.
pub(super) type Rgba = Option<[f64; 4]>;

/// The colour of a paint.
pub(super) fn solid(paint: &Paint) -> Rgba {
    match paint {
        Paint::Solid(colour) => {
            let rgb = colour.to_rgb();
            Some([f64::from(rgb.red), f64::from(rgb.green), f64::from(rgb.blue), f64::from(rgb.alpha)])
        }
        _ => None,
    }
}

/// Something drawn, with its turn in the order of drawing.
pub(super) struct Drawn {
    at: usize,
    bounds: Rect,
    colour: Rgba,
    form: DrawnForm,
    /// Where the pieces of its curve lie: apart from them, it covers words whole or not at all.
    pieces: Vec<Rect>,
    /// The clips that cut it, besides those that are boxes: its bounds are cut by all of them.
    clips: Vec<Rc<Clip>>,
}

/// How much of a rectangle something covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cover {
    Nothing,
    Part,
    All,
    /// Cannot be told.
    Unknown,
}

/// The form of something drawn.
enum DrawnForm {
    /// Fills its bounds.
    Box,
    /// A box that is turned or slanted: fills some of its bounds.
    Turned,
    /// Fills a curve, which lies in coordinates of its own.
    Filled(Curve, FillRule, Transform),
    /// Follows a curve.
    Stroked(Curve, FixedStroke, Transform),
    /// A straight line, or an edge of a rectangle: its bounds are it.
    Edge,
}

impl Drawn {
    /// A filled rectangle: the page, or a picture.
    pub(super) fn filled(at: usize, rect: Rect, ts: Transform, colour: Rgba) -> Self {
        Self::new(at, transformed(rect, ts), colour, filled_box(ts))
    }

    /// Something without pieces, not cut yet.
    fn new(at: usize, bounds: Rect, colour: Rgba, form: DrawnForm) -> Self {
        Self { at, bounds, colour, form, pieces: Vec::new(), clips: Vec::new() }
    }

    /// What clips leave of it; `None` where that is nothing.
    pub(super) fn cut(mut self, clips: &[Rc<Clip>]) -> Option<Self> {
        for clip in clips {
            self.bounds = intersection(&self.bounds, &clip.bounds)?;
        }
        self.clips = clips.iter().filter(|clip| !clip.is_box).cloned().collect();
        Some(self)
    }

    /// The pieces of a shape, before clips cut them.
    pub(super) fn of_shape(at: usize, shape: &Shape, ts: Transform) -> Vec<Self> {
        let mut drawn = Vec::new();
        if let Some(fill) = &shape.fill {
            let bounds = transformed(shape.geometry.bbox(None), ts);
            let form = match (&shape.geometry, ts.invert()) {
                (Geometry::Curve(curve), Some(back)) => DrawnForm::Filled(curve.clone(), shape.fill_rule, back),
                _ => filled_box(ts),
            };
            let pieces = match &form {
                DrawnForm::Filled(curve, ..) => pieces(curve, Abs::pt(0.5), ts),
                _ => Vec::new(),
            };
            drawn.push(Self { pieces, ..Self::new(at, bounds, solid(fill), form) });
        }
        if let Some(stroke) = shape.stroke.as_ref().filter(|s| s.thickness > Abs::zero()) {
            let colour = solid(&stroke.paint);
            match (&shape.geometry, ts.invert()) {
                (Geometry::Curve(curve), Some(back)) => {
                    let bounds = transformed(shape.bbox(true), ts);
                    let form = DrawnForm::Stroked(curve.clone(), stroke.clone(), back);
                    // Mitred corners reach further than half the thickness.
                    let pieces = pieces(curve, stroke.thickness * 2.0, ts);
                    drawn.push(Self { pieces, ..Self::new(at, bounds, colour, form) });
                }
                (Geometry::Rect(size), _) => {
                    let (w, h, half) = (size.x, size.y, stroke.thickness / 2.0);
                    let corners = [
                        (Point::zero(), Point::new(w, Abs::zero())),
                        (Point::new(w, Abs::zero()), Point::new(w, h)),
                        (Point::new(Abs::zero(), h), Point::new(w, h)),
                        (Point::zero(), Point::new(Abs::zero(), h)),
                    ];
                    for (a, b) in corners {
                        let edge = Rect::new(a - Point::splat(half), b + Point::splat(half));
                        let bounds = transformed(edge, ts);
                        let form = if is_parallel(ts) { DrawnForm::Edge } else { DrawnForm::Turned };
                        drawn.push(Self::new(at, bounds, colour, form));
                    }
                }
                _ => {
                    let bounds = transformed(shape.bbox(true), ts);
                    drawn.push(Self::new(at, bounds, colour, DrawnForm::Edge));
                }
            }
        }
        drawn
    }

    /// Whether it is a line rather than a ground.
    fn is_line(&self) -> bool {
        matches!(self.form, DrawnForm::Stroked(..) | DrawnForm::Edge)
    }

    /// How much of a rectangle it covers, where clips leave it.
    fn cover(&self, bounds: &Rect) -> Cover {
        let left = intersection(&self.bounds, bounds).filter(|left| overlap(left, bounds) > 0.0);
        let Some(left) = left else { return Cover::Nothing };
        if matches!(self.form, DrawnForm::Turned) || self.clips.iter().any(|clip| !clip.shows(bounds)) {
            return Cover::Unknown;
        }
        let share = self.share(&left);
        if share <= 0.0 {
            Cover::Nothing
        } else if share >= 0.999 && overlap(&left, bounds) >= 0.999 {
            Cover::All
        } else {
            Cover::Part
        }
    }

    /// The share of a rectangle inside its bounds that it covers.
    fn share(&self, bounds: &Rect) -> f64 {
        let crossed = self.pieces.iter().any(|piece| overlap(piece, bounds) > 0.0);
        match &self.form {
            DrawnForm::Filled(curve, rule, back) if !crossed => {
                let middle = bounds.min + (bounds.max - bounds.min) / 2.0;
                if curve.contains(*rule, middle.transform(*back)) { 1.0 } else { 0.0 }
            }
            DrawnForm::Stroked(..) if !crossed => 0.0,
            DrawnForm::Box | DrawnForm::Edge | DrawnForm::Turned => 1.0,
            DrawnForm::Filled(curve, rule, back) => spread(bounds, |p| curve.contains(*rule, p.transform(*back))),
            DrawnForm::Stroked(curve, stroke, back) => {
                spread(bounds, |p| curve.stroke_contains(stroke, p.transform(*back)))
            }
        }
    }
}

/// A filled box: what is turned by less than a right angle fills some of its bounds alone.
fn filled_box(ts: Transform) -> DrawnForm {
    if is_parallel(ts) { DrawnForm::Box } else { DrawnForm::Turned }
}

/// Whether a rectangle is one with upright sides after a transformation.
fn is_parallel(ts: Transform) -> bool {
    let flat = |a: Ratio, b: Ratio| a.get().abs() < 1e-6 && b.get().abs() < 1e-6;
    flat(ts.kx, ts.ky) || flat(ts.sx, ts.sy)
}

/// What two rectangles share, be it a line; `None` where that is nothing.
fn intersection(a: &Rect, b: &Rect) -> Option<Rect> {
    let min = Point::new(a.min.x.max(b.min.x), a.min.y.max(b.min.y));
    let max = Point::new(a.max.x.min(b.max.x), a.max.y.min(b.max.y));
    (min.x <= max.x && min.y <= max.y).then(|| Rect::new(min, max))
}

/// The bounds of each piece of a curve on the page, with a margin.
fn pieces(curve: &Curve, margin: Abs, ts: Transform) -> Vec<Rect> {
    let (mut start, mut at) = (Point::zero(), Point::zero());
    let mut pieces = Vec::new();
    for item in &curve.0 {
        let points = match *item {
            CurveItem::Move(to) => {
                (start, at) = (to, to);
                continue;
            }
            CurveItem::Line(to) => [at, to, to, to],
            CurveItem::Cubic(a, b, to) => [at, a, b, to],
            CurveItem::Close => [at, start, start, start],
        };
        at = points[3];
        let low = points[1..].iter().fold(points[0], |m, p| Point::new(m.x.min(p.x), m.y.min(p.y)));
        let high = points[1..].iter().fold(points[0], |m, p| Point::new(m.x.max(p.x), m.y.max(p.y)));
        pieces.push(transformed(Rect::new(low - Point::splat(margin), high + Point::splat(margin)), ts));
    }
    pieces
}

/// The share of points spread over a rectangle for which something holds.
fn spread(bounds: &Rect, holds: impl Fn(Point) -> bool) -> f64 {
    let (columns, rows) = (9, 3);
    let size = bounds.max - bounds.min;
    let inside = (0..columns * rows)
        .filter(|i| {
            let (x, y) = (f64::from(i % columns), f64::from(i / columns));
            let step = Point::new(size.x * (x / f64::from(columns - 1)), size.y * (y / f64::from(rows - 1)));
            holds(bounds.min + step)
        })
        .count();
    inside as f64 / f64::from(columns * rows)
}

/// What a clipped group shows.
pub(super) struct Clip {
    bounds: Rect,
    curve: Curve,
    back: Option<Transform>,
    /// Whether its bounds are all of it: an upright rectangle.
    is_box: bool,
}

impl Clip {
    /// The clip of a group.
    pub(super) fn new(curve: &Curve, ts: Transform) -> Self {
        let own = curve.bbox(None);
        let is_box = *curve == Curve::rect((own.max - own.min).to_size()) && ts.kx.is_zero() && ts.ky.is_zero();
        Self { bounds: transformed(own, ts), curve: curve.clone(), back: ts.invert(), is_box }
    }

    /// Whether it shows the whole of a rectangle.
    pub(super) fn shows(&self, bounds: &Rect) -> bool {
        let shown = |p: Point| self.back.is_some_and(|back| self.curve.contains(FillRule::NonZero, p.transform(back)));
        contains(&self.bounds, bounds) && (self.is_box || spread(&shrunk(bounds, Abs::pt(0.6)), shown) >= 0.999)
    }
}

/// Words, as far as seeing them goes.
pub(super) struct Word {
    /// Their turn in the order of drawing.
    pub(super) at: usize,
    /// From the height of capitals to the baseline.
    pub(super) bounds: Rect,
    /// Their colour.
    pub(super) colour: Rgba,
    /// Their size in points.
    pub(super) size: f64,
}

/// Why words of a page cannot be seen, for each of them.
pub(super) fn judge(words: &[Word], drawn: &[Drawn]) -> Vec<Option<Hidden>> {
    words
        .iter()
        .enumerate()
        .map(|(i, word)| {
            let core = shrunk(&word.bounds, Abs::pt(0.5));
            let near: Vec<&Drawn> = drawn.iter().filter(|d| overlap(&d.bounds, &core) > 0.0).collect();
            let shown = |d: &Drawn| d.colour.is_none_or(|c| c[3] > 0.0);
            let over = near.iter().filter(|d| !d.is_line() && d.at > word.at && shown(d));
            if let Some(hidden) = hides(over, &core, Hidden::Covered) {
                return Some(hidden);
            }
            if let Some(hidden) = hides(near.iter().filter(|d| d.is_line() && shown(d)), &core, Hidden::Struck) {
                return Some(hidden);
            }
            let on_others = words[i + 1..].iter().any(|other| {
                let (w, h) = common(&core, &other.bounds);
                w > 1.0 && h > 1.5
            });
            if on_others {
                return Some(Hidden::Overlapping);
            }
            faint(word, near.into_iter().filter(|d| !d.is_line() && d.at < word.at), &core)
        })
        .collect()
}

/// How the first of several that are drawn on words hides them: as is said where it is known that it does.
fn hides<'a>(drawn: impl Iterator<Item = &'a &'a Drawn>, core: &Rect, known: Hidden) -> Option<Hidden> {
    drawn.into_iter().find_map(|d| match d.cover(core) {
        Cover::Nothing => None,
        Cover::Part | Cover::All => Some(known),
        Cover::Unknown => Some(Hidden::Unjudged(BOUNDS_ALONE)),
    })
}

/// Whether something is drawn over a rectangle later than at its turn: over more than its edge.
pub(super) fn covered(at: usize, bounds: &Rect, drawn: &[Drawn]) -> bool {
    let core = shrunk(bounds, Abs::pt(1.5));
    drawn.iter().any(|d| d.at > at && d.colour.is_none_or(|c| c[3] > 0.0) && d.cover(&core) != Cover::Nothing)
}

/// Judges words against every ground that they stand on, be it under one letter. What has no colour of its own may lie
/// below a ground that covers it whole: a number in a disc on a picture.
fn faint<'a>(word: &Word, below: impl Iterator<Item = &'a Drawn>, core: &Rect) -> Option<Hidden> {
    let mut grounds = vec![[1.0, 1.0, 1.0, 1.0]];
    let mut unjudged = None;
    for d in below {
        let cover = d.cover(core);
        if cover == Cover::Nothing {
            continue;
        }
        let Some(colour) = d.colour else {
            unjudged = Some(Hidden::Unjudged(COLOURLESS));
            continue;
        };
        if colour[3] <= 0.0 {
            continue;
        }
        if cover == Cover::Unknown {
            return Some(Hidden::Unjudged(BOUNDS_ALONE));
        }
        if cover == Cover::All && colour[3] >= 1.0 {
            (grounds, unjudged) = (vec![colour], None);
            continue;
        }
        let before = if cover == Cover::Part { grounds.clone() } else { Vec::new() };
        let mut laid: Vec<[f64; 4]> = Vec::new();
        for ground in grounds.iter().map(|g| over(colour, *g)).chain(before) {
            if !laid.contains(&ground) {
                laid.push(ground);
            }
        }
        if laid.len() > MOST_GROUNDS {
            return Some(Hidden::Unjudged("more than 64 grounds"));
        }
        grounds = laid;
    }
    if unjudged.is_some() {
        return unjudged;
    }
    let Some(colour) = word.colour else { return Some(Hidden::Unjudged(COLOURLESS)) };
    let ratio = grounds.iter().map(|g| contrast(over(colour, *g), *g)).fold(f64::INFINITY, f64::min);
    (ratio < if word.size >= 18.0 { 3.0 } else { 4.5 }).then_some(Hidden::Faint(ratio))
}

/// A colour laid over another.
fn over(top: [f64; 4], below: [f64; 4]) -> [f64; 4] {
    let a = top[3];
    let mix = |i: usize| top[i] * a + below[i] * (1.0 - a);
    [mix(0), mix(1), mix(2), 1.0]
}

fn contrast(a: [f64; 4], b: [f64; 4]) -> f64 {
    use crate::model::Colour;
    let byte = |x: f64| (x.clamp(0.0, 1.0) * 255.0).round() as u8;
    let colour = |c: [f64; 4]| Colour(byte(c[0]), byte(c[1]), byte(c[2]));
    colour(a).contrast(colour(b))
}

/// Width and height of what two rectangles share, in points.
fn common(a: &Rect, b: &Rect) -> (f64, f64) {
    let span = |a0: Abs, a1: Abs, b0: Abs, b1: Abs| (a1.min(b1) - a0.max(b0)).max(Abs::zero()).to_pt();
    (span(a.min.x, a.max.x, b.min.x, b.max.x), span(a.min.y, a.max.y, b.min.y, b.max.y))
}

/// The share of `inner` that `outer` overlaps.
fn overlap(outer: &Rect, inner: &Rect) -> f64 {
    let (w, h) = common(outer, inner);
    let area = (inner.max.x - inner.min.x).to_pt() * (inner.max.y - inner.min.y).to_pt();
    if area <= 0.0 { 0.0 } else { w * h / area }
}

/// Whether one rectangle holds another, but for half a point.
pub(super) fn contains(outer: &Rect, inner: &Rect) -> bool {
    let slack = Abs::pt(0.5);
    outer.min.x - slack <= inner.min.x
        && outer.max.x + slack >= inner.max.x
        && outer.min.y - slack <= inner.min.y
        && outer.max.y + slack >= inner.max.y
}

/// A rectangle without its margin, as long as something is left.
fn shrunk(rect: &Rect, by: Abs) -> Rect {
    let by_x = by.min((rect.max.x - rect.min.x) / 4.0);
    let by_y = by.min((rect.max.y - rect.min.y) / 4.0);
    let by = Point::new(by_x, by_y);
    Rect::new(rect.min + by, rect.max - by)
}

/// The bounds of a rectangle after a transformation.
pub(super) fn transformed(rect: Rect, ts: Transform) -> Rect {
    let corners = [rect.min, Point::new(rect.max.x, rect.min.y), rect.max, Point::new(rect.min.x, rect.max.y)]
        .map(|p| p.transform(ts));
    let mut min = corners[0];
    let mut max = corners[0];
    for p in corners {
        min = Point::new(min.x.min(p.x), min.y.min(p.y));
        max = Point::new(max.x.max(p.x), max.y.max(p.y));
    }
    Rect::new(min, max)
}
