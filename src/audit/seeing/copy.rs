//! Copies of frames to draw: with or without words, and with no line thinner than a printer draws it.

use typst::layout::{Abs, Frame, FrameItem, GroupItem, Transform};
use typst::visualize::{Curve, FixedStroke, Geometry, Shape};

/// The thinnest line that is drawn, in points. Printers and screens give a thinner one a whole dot, and the renderer
/// draws no rectangle that no middle of a pixel lies in.
const THINNEST: f64 = 0.3;

/// A frame with its words or without them; `ts` leads from it to the page.
pub(super) fn copied(frame: &Frame, ts: Transform, with_words: bool) -> Frame {
    let mut copy = Frame::new(frame.size(), frame.kind());
    for (pos, item) in frame.items() {
        match item {
            FrameItem::Group(group) => {
                let inner = ts.pre_concat(Transform::translate(pos.x, pos.y)).pre_concat(group.transform);
                let frame = copied(&group.frame, inner, with_words);
                let (transform, clip) = (group.transform, group.clip.clone());
                copy.push(*pos, FrameItem::Group(GroupItem { transform, clip, ..GroupItem::new(frame) }));
            }
            FrameItem::Text(_) if !with_words => {}
            FrameItem::Shape(shape, span) => copy.push(*pos, FrameItem::Shape(thickened(shape, ts), *span)),
            FrameItem::Text(_) | FrameItem::Image(..) => copy.push(*pos, item.clone()),
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
        }
    }
    copy
}

/// A shape that is nowhere thinner than the thinnest line. What has no size at all is none.
pub(super) fn thickened(shape: &Shape, ts: Transform) -> Shape {
    let mut shape = shape.clone();
    let least = Abs::pt(THINNEST / scale(ts));
    if let Some(stroke) = shape.stroke.as_mut().filter(|stroke| stroke.thickness > Abs::zero()) {
        stroke.thickness.set_max(least);
    }
    let bounds = shape.bbox(false).size();
    let thin = bounds.x.min(bounds.y) < least && bounds.x.max(bounds.y) > Abs::zero();
    if let Some(fill) = shape.fill.as_ref().filter(|_| thin) {
        if let Geometry::Rect(size) = shape.geometry {
            // As a curve, it is drawn with soft edges.
            shape.geometry = Geometry::Curve(Curve::rect(size));
        }
        if shape.stroke.is_none() {
            shape.stroke = Some(FixedStroke::from_pair(fill.clone(), least));
        }
    }
    shape
}

/// How much larger things are on the page.
pub(super) fn scale(ts: Transform) -> f64 {
    let scale = (ts.sx.get() * ts.sy.get() - ts.kx.get() * ts.ky.get()).abs().sqrt();
    if scale.is_finite() { scale.max(1e-3) } else { 1.0 }
}
