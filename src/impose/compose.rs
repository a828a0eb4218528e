//! Finished pages to sheets: the frames of the pages are put into larger ones, so nothing is set or drawn anew.
//!
//! The only file of `impose` that knows Typst.

use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Sides, Size};
use typst::model::Document;
use typst::syntax::Span;
use typst::text::TextItem;
use typst::visualize::{Color, Curve, Geometry, Paint};
use typst_layout::{Page, PagedDocument};

use super::sheet::{BLEED, PageSlot, SLUG, SheetSide, UNPRINTABLE_MARGIN};
use crate::model::{Colour, OutputTarget};

/// From the edge of the medium to the trim, in points.
pub fn margin(print: OutputTarget) -> f64 {
    match print {
        OutputTarget::Office => 0.0,
        OutputTarget::Press => SLUG,
    }
}

/// The sheets of a document. Marks are drawn later, in `pdf::sheet`.
pub fn compose(document: &PagedDocument, sides: &[SheetSide], print: OutputTarget) -> PagedDocument {
    let printable: Vec<Frame> = document.pages().iter().map(|page| printable(&page.frame, print)).collect();
    let sheets = sides.iter().enumerate().map(|(i, side)| {
        let margin = margin(print);
        let size = Size::new(Abs::pt(side.trim.0 + 2.0 * margin), Abs::pt(side.trim.1 + 2.0 * margin));
        let mut frame = Frame::hard(size);
        for slot in &side.slots {
            let Some((page, own)) = slot.page.and_then(|n| Some((document.pages().get(n)?, printable.get(n)?))) else {
                continue;
            };
            let drawing = SlotDrawing { side, slot, print };
            if let Some(paint) = page.fill_or_transparent() {
                drawing.fill(&mut frame, paint);
            }
            drawing.push_clipped(&mut frame, own);
        }
        Page {
            frame,
            bleed: Sides::splat(Abs::zero()),
            fill: typst::foundations::Smart::Custom(None),
            numbering: None,
            supplement: typst::foundations::Content::empty(),
            number: i as u64 + 1,
        }
    });
    PagedDocument::new(sheets.collect(), document.info().clone())
}

/// Where the page of a place lies on the trimmed sheet: where the place is wider, the room is at the outer edge.
pub fn offset(side: &SheetSide, place: &PageSlot, page: (f64, f64)) -> (f64, f64) {
    let spare = place.size.0 - page.0;
    let before = if place.at.0 <= 0.0 {
        1.0
    } else if place.at.0 + place.size.0 >= side.trim.0 - 0.01 {
        0.0
    } else {
        0.5
    };
    (place.at.0 + spare * before, place.at.1)
}

/// A slot about to be drawn on a side, for one way of printing.
struct SlotDrawing<'a> {
    side: &'a SheetSide,
    slot: &'a PageSlot,
    print: OutputTarget,
}

impl SlotDrawing<'_> {
    /// Puts a page on a sheet, cut off where its slot ends: what a layout draws beyond its page is on no sheet.
    fn push_clipped(&self, sheet: &mut Frame, page: &Frame) {
        let at = offset(self.side, self.slot, (page.width().to_pt(), page.height().to_pt()));
        let ((left, right), (top, bottom)) = self.reach();
        let mut clipped = Frame::hard(Size::new(Abs::pt(right - left), Abs::pt(bottom - top)));
        clipped.push_frame(Point::new(Abs::pt(at.0 - left), Abs::pt(at.1 - top)), page.clone());
        clipped.clip(Curve::rect(clipped.size()));
        let margin = margin(self.print);
        sheet.push_frame(Point::new(Abs::pt(left + margin), Abs::pt(top + margin)), clipped);
    }

    /// Fills it.
    fn fill(&self, sheet: &mut Frame, paint: Paint) {
        let margin = margin(self.print);
        let ((left, right), (top, bottom)) = self.reach();
        let size = Size::new(Abs::pt(right - left), Abs::pt(bottom - top));
        let shape = Geometry::Rect(size).filled(paint);
        sheet
            .push(Point::new(Abs::pt(left + margin), Abs::pt(top + margin)), FrameItem::Shape(shape, Span::detached()));
    }

    /// From where to where something is drawn on it, across and down: over the trim into the bleed, or up to what an
    /// office printer cannot print on.
    fn reach(&self) -> ((f64, f64), (f64, f64)) {
        let Self { side, slot, print } = self;
        let beyond = match print {
            OutputTarget::Office => -UNPRINTABLE_MARGIN,
            OutputTarget::Press => BLEED,
        };
        let edge = |at: f64, end: f64, trim: f64| {
            let low = if at <= 0.01 { -beyond } else { at };
            let high = if end >= trim - 0.01 { trim + beyond } else { end };
            (low, high)
        };
        let across = edge(slot.at.0, slot.at.0 + slot.size.0, side.trim.0);
        (across, edge(slot.at.1, slot.at.1 + slot.size.1, side.trim.1))
    }
}

/// A frame without what only a screen uses: links, and the tags of what is read aloud. Words in the ink of body text
/// become black for the office: printers draw black sharp, and screen every other colour. (The press has inks of its own.)
fn printable(frame: &Frame, print: OutputTarget) -> Frame {
    let Colour(red, green, blue) = Colour::INK;
    let ink = Paint::Solid(Color::from_u8(red, green, blue, 255));
    let mut out = Frame::hard(frame.size());
    for (pos, item) in frame.items() {
        match item {
            FrameItem::Link(..) | FrameItem::Tag(_) => {}
            FrameItem::Group(group) => {
                let group = GroupItem { frame: printable(&group.frame, print), ..group.clone() };
                out.push(*pos, FrameItem::Group(group));
            }
            FrameItem::Text(text) if print == OutputTarget::Office && text.fill == ink => {
                let fill = Paint::Solid(Color::BLACK);
                out.push(*pos, FrameItem::Text(TextItem { fill, ..text.clone() }));
            }
            other => out.push(*pos, other.clone()),
        }
    }
    out
}

/// Pictures of pixels with fewer to the inch than asked: how many they have, once each.
pub fn coarse(document: &PagedDocument, least: f64) -> Vec<f64> {
    fn walk(frame: &Frame, scale: f64, least: f64, found: &mut Vec<f64>) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => {
                    let scale = scale * group.transform.sx.get().abs().max(group.transform.sy.get().abs());
                    walk(&group.frame, scale, least, found);
                }
                FrameItem::Image(image, size, _) if matches!(image.kind(), typst::visualize::ImageKind::Raster(_)) => {
                    let (across, down) = (size.x.to_pt() * scale / 72.0, size.y.to_pt() * scale / 72.0);
                    let ppi = (image.width() / across).min(image.height() / down);
                    if ppi < least - 0.5 && !found.iter().any(|p| (p - ppi).abs() < 0.5) {
                        found.push(ppi);
                    }
                }
                _ => {}
            }
        }
    }
    let mut found = Vec::new();
    document.pages().iter().for_each(|page| walk(&page.frame, 1.0, least, &mut found));
    found
}
