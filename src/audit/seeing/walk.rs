//! What a page holds, in the order of drawing: words, and what else leaves ink.

use std::sync::Arc;

use typst::layout::{Abs, Frame, FrameItem, FrameKind, Point, Rect, Size, Transform};
use typst::text::{TextItem, is_default_ignorable};
use typst::visualize::{Color, Curve, CurveItem, FixedStroke, Geometry, Image, Paint, Shape};
use typst_layout::Page;

use super::copy::{scale, thickened};
use super::raster::{Alone, Area, LONGEST, RESOLUTION};
use crate::audit::reading::geometry::transformed;

/// The most pixels of a picture before a clip cuts it.
const LARGEST: f64 = 4.0 * LONGEST * LONGEST;

/// The smallest and largest change of size.
const SCALES: std::ops::Range<f64> = 1e-3..1e3;

/// Words on a page.
pub(super) struct PlacedWords<'a> {
    /// Which words of the page they are.
    pub(super) turn: usize,
    /// Their place in the order of drawing.
    pub(super) order: usize,
    /// Their letters.
    pub(super) item: &'a TextItem,
    /// Where they stand on the page.
    pub(super) ts: Transform,
}

/// Something else that is drawn.
pub(super) struct OtherInk<'a> {
    /// Its place in the order of drawing.
    pub(super) order: usize,
    /// The pixels that it may touch.
    pub(super) area: Area,
    /// What it is.
    form: InkForm<'a>,
    /// Where it stands on the page.
    ts: Transform,
    /// What cuts it, on the page.
    clips: Vec<Arc<Curve>>,
}

/// What is drawn.
enum InkForm<'a> {
    /// A shape.
    Shape(&'a Shape),
    /// A picture.
    Image(&'a Image, Size),
}

impl OtherInk<'_> {
    /// The same to draw alone. Where a gradient lies is not known then: it is taken for opaque.
    pub(super) fn alone(&self) -> Alone<'_> {
        let span = typst::syntax::Span::detached();
        let item = match self.form {
            InkForm::Shape(shape) => {
                let mut shape = thickened(shape, self.ts);
                let paints = shape.fill.iter_mut().chain(shape.stroke.as_mut().map(|stroke| &mut stroke.paint));
                for paint in paints.filter(|paint| !matches!(paint, Paint::Solid(_))) {
                    *paint = Paint::Solid(typst::visualize::Color::BLACK);
                }
                FrameItem::Shape(shape, span)
            }
            InkForm::Image(image, size) => FrameItem::Image(image.clone(), size, span),
        };
        Alone { item, ts: self.ts, clips: &self.clips }
    }

    /// Where it lies on the page, how thick it is and in which colour, where it is a line along the page.
    pub(super) fn level(&self) -> Option<(Abs, Abs, &Color)> {
        let InkForm::Shape(Shape { geometry: Geometry::Line(to), stroke: Some(stroke), .. }) = self.form else {
            return None;
        };
        let (from, to) = (Point::zero().transform(self.ts), to.transform(self.ts));
        let Paint::Solid(colour) = &stroke.paint else { return None };
        let level = (from.y - to.y).to_pt().abs() < 0.01 && self.clips.is_empty();
        level.then(|| (from.y, stroke.thickness * scale(self.ts), colour))
    }
}

/// What a page holds.
pub(super) struct InkWalk<'a> {
    /// Words that are not blank.
    pub(super) words: Vec<PlacedWords<'a>>,
    /// What else leaves ink.
    pub(super) inks: Vec<OtherInk<'a>>,
    /// How many words there are, with blank ones.
    pub(super) turns: usize,
    /// Why the page cannot be judged.
    pub(super) refused: Option<&'static str>,
    /// The turn of the last thing in the order of drawing.
    order: usize,
    /// All pixels of the page.
    area: Area,
    /// What cuts the frame, on the page, and the bounds of it.
    clips: Vec<(Arc<Curve>, Rect)>,
    /// Whether there is a gradient.
    gradients: bool,
    /// Whether there is a frame in which a gradient may be too large to draw.
    wide_frames: bool,
}

impl<'a> InkWalk<'a> {
    /// Walks through a page.
    pub(super) fn of(page: &'a Page) -> Self {
        let mut walk = Self {
            words: Vec::new(),
            inks: Vec::new(),
            turns: 0,
            refused: None,
            order: 0,
            area: Area::of(page),
            clips: Vec::new(),
            gradients: false,
            wide_frames: false,
        };
        if is_long(page.frame.size()) {
            walk.refuse("a page that is too large");
        }
        if let Some(fill) = page.fill_or_transparent() {
            walk.paint(&fill, page.frame.size());
            if matches!(&fill, Paint::Solid(colour) if colour.alpha().is_some_and(|opacity| opacity < 1.0)) {
                walk.refuse("a page with a see-through ground");
            }
        }
        walk.frame(&page.frame, Transform::identity());
        if walk.gradients && walk.wide_frames {
            walk.refuse("a gradient in something that is too large");
        }
        walk
    }

    /// Gives the page up, for the first reason.
    fn refuse(&mut self, why: &'static str) {
        self.refused.get_or_insert(why);
    }

    /// Walks through a frame; `ts` leads from it to the page.
    fn frame(&mut self, frame: &'a Frame, ts: Transform) {
        self.wide_frames |= frame.kind() == FrameKind::Hard && is_long(frame.size());
        for (pos, item) in frame.items() {
            let here = ts.pre_concat(Transform::translate(pos.x, pos.y));
            if !is_sound(here) {
                self.refuse("something turned, moved or scaled beyond measure");
            }
            self.order += 1;
            match item {
                FrameItem::Group(group) => {
                    let inner = here.pre_concat(group.transform);
                    let clips = self.clips.len();
                    self.clips.extend(group.clip.as_ref().map(|clip| {
                        let placed = placed(clip, inner);
                        let bounds = transformed(clip.bbox(None), inner);
                        (Arc::new(placed), bounds)
                    }));
                    self.frame(&group.frame, inner);
                    self.clips.truncate(clips);
                }
                FrameItem::Text(text) => self.text(text, here),
                FrameItem::Shape(shape, _) => self.shape(shape, here),
                FrameItem::Image(image, size, _) => self.image(image, *size, here),
                FrameItem::Link(..) | FrameItem::Tag(_) => {}
            }
        }
    }

    /// Words.
    fn text(&mut self, item: &'a TextItem, ts: Transform) {
        for paint in [&item.fill].into_iter().chain(item.stroke.as_ref().map(|stroke| &stroke.paint)) {
            self.paint(paint, Size::zero());
        }
        if !is_blank(&item.text) {
            self.words.push(PlacedWords { turn: self.turns, order: self.order, item, ts });
        }
        self.turns += 1;
    }

    /// A shape.
    fn shape(&mut self, shape: &'a Shape, ts: Transform) {
        let bounds = shape.bbox(false);
        for paint in shape.fill.iter().chain(shape.stroke.as_ref().map(|stroke| &stroke.paint)) {
            self.paint(paint, bounds.size());
        }
        // Corners reach further than half the thickness, and a thin line is drawn thicker.
        let reach = |stroke: &FixedStroke| stroke.thickness * (1.0 + stroke.miter_limit.get().clamp(1.0, 20.0));
        let margin = shape.stroke.as_ref().map_or(Abs::zero(), reach) + Abs::pt(1.0 / scale(ts));
        let bounds = Rect::new(bounds.min - Point::splat(margin), bounds.max + Point::splat(margin));
        self.ink(InkForm::Shape(shape), bounds, ts);
    }

    /// A picture.
    fn image(&mut self, image: &'a Image, size: Size, ts: Transform) {
        // The renderer scales a picture as a whole before a clip cuts it.
        let wide = size.x.to_pt().max(size.y.to_pt() * image.width() / image.height());
        let wide = wide * ts.sx.get().hypot(ts.ky.get()).max(ts.kx.get().hypot(ts.sy.get())) * RESOLUTION;
        let pixels = wide * wide * image.height() / image.width();
        if pixels.is_nan() || pixels > LARGEST || wide > 4.0 * LONGEST {
            self.refuse("a picture that is too large");
        }
        self.ink(InkForm::Image(image, size), Rect::from_pos_size(Point::zero(), size), ts);
    }

    /// What else leaves ink, within `bounds` of its own.
    fn ink(&mut self, form: InkForm<'a>, bounds: Rect, ts: Transform) {
        let cut = |area: Option<Area>, bounds: &Rect| Area::around(bounds, self.area)?.shared(area?);
        let area = Area::around(&transformed(bounds, ts), self.area);
        let area = self.clips.iter().map(|(_, bounds)| bounds).fold(area, cut);
        if let Some(area) = area {
            let clips = self.clips.iter().map(|(clip, _)| clip.clone()).collect();
            self.inks.push(OtherInk { order: self.order, area, form, ts, clips });
        }
    }

    /// A paint of something of this size.
    fn paint(&mut self, paint: &Paint, size: Size) {
        match paint {
            Paint::Solid(_) => {}
            Paint::Gradient(_) if is_long(size) => self.refuse("a gradient that is too large"),
            Paint::Gradient(_) => self.gradients = true,
            // It may hold words.
            Paint::Tiling(_) => self.refuse("a page with a pattern"),
        }
    }
}

/// Whether nothing of a text leaves ink.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || c.is_control() || is_default_ignorable(c))
}

/// Whether something is longer than a page may be.
fn is_long(size: Size) -> bool {
    let most = LONGEST / RESOLUTION;
    !(size.x.to_pt().abs() <= most && size.y.to_pt().abs() <= most)
}

/// Whether a transformation can be taken back, also with few digits.
fn is_sound(ts: Transform) -> bool {
    let numbers = [ts.sx.get(), ts.ky.get(), ts.kx.get(), ts.sy.get(), ts.tx.to_pt() / 1e3, ts.ty.to_pt() / 1e3];
    let area = (ts.sx.get() * ts.sy.get() - ts.kx.get() * ts.ky.get()).abs();
    numbers.iter().all(|number| number.abs() < SCALES.end) && SCALES.contains(&area.sqrt())
}

/// A curve on the page.
fn placed(curve: &Curve, ts: Transform) -> Curve {
    let place = |item: &CurveItem| match *item {
        CurveItem::Move(to) => CurveItem::Move(to.transform(ts)),
        CurveItem::Line(to) => CurveItem::Line(to.transform(ts)),
        CurveItem::Cubic(a, b, to) => CurveItem::Cubic(a.transform(ts), b.transform(ts), to.transform(ts)),
        CurveItem::Close => CurveItem::Close,
    };
    Curve(curve.0.iter().map(place).collect())
}
