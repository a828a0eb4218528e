//! Pixels: of whole pages, and of a few things alone on nothing.

use std::sync::Arc;

use typst::foundations::Smart;
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Rect, Size, Transform};
use typst::utils::Scalar;
use typst::visualize::{Color, Curve, Paint};
use typst_layout::Page;
use typst_render::{RenderOptions, render};

use super::copy::copied;

/// Pixels for each point: stems of the smallest letters, of 7 to 8 pt, are half a point wide or more, which is 1.5 pixels,
/// so that each has a pixel with nothing but its own colour; a hairline of 0.1 pt changes a pixel by a third.
pub(super) const RESOLUTION: f64 = 3.0;

/// The longest side of a page that is drawn, in pixels: A3 with room to spare.
pub(super) const LONGEST: f64 = 4000.0;

/// Red, green, blue and opacity.
pub(super) type Pixel = [u8; 4];

/// Pixels of a page: right and bottom lie outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    /// The first column.
    pub(super) left: usize,
    /// The first line.
    pub(super) top: usize,
    /// The column behind the last.
    pub(super) right: usize,
    /// The line below the last.
    pub(super) bottom: usize,
}

impl Area {
    /// All pixels of a page.
    pub(super) fn of(page: &Page) -> Self {
        let pixels = |length: Abs| (length.to_pt() * RESOLUTION).round().clamp(1.0, LONGEST) as usize;
        Self { left: 0, top: 0, right: pixels(page.frame.width()), bottom: pixels(page.frame.height()) }
    }

    /// The pixels of a page that a rectangle touches, and those beside them; `None` where it lies outside.
    pub(super) fn around(rect: &Rect, page: Area) -> Option<Self> {
        let low = |at: Abs| ((at.to_pt() * RESOLUTION).floor() - 1.0).max(0.0) as usize;
        let high = |at: Abs, most: usize| ((at.to_pt() * RESOLUTION).ceil() + 1.0).clamp(0.0, most as f64) as usize;
        let area = Self {
            left: low(rect.min.x),
            top: low(rect.min.y),
            right: high(rect.max.x, page.right),
            bottom: high(rect.max.y, page.bottom),
        };
        (area.left < area.right && area.top < area.bottom).then_some(area)
    }

    /// What two share.
    pub(super) fn shared(self, other: Self) -> Option<Self> {
        let shared = Self {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        };
        (shared.left < shared.right && shared.top < shared.bottom).then_some(shared)
    }

    /// Its width.
    pub(super) fn width(self) -> usize {
        self.right - self.left
    }

    /// How many pixels it has.
    pub(super) fn len(self) -> usize {
        self.width() * (self.bottom - self.top)
    }

    /// Which of its pixels one of the page is.
    pub(super) fn at(self, x: usize, y: usize) -> usize {
        y.saturating_sub(self.top) * self.width() + x.saturating_sub(self.left)
    }

    /// Its pixels, line by line.
    pub(super) fn pixels(self) -> impl Iterator<Item = (usize, usize)> {
        (self.top..self.bottom).flat_map(move |y| (self.left..self.right).map(move |x| (x, y)))
    }
}

/// A page as it is printed, and its ground.
pub(super) struct Sheet<'a> {
    /// The page.
    pub(super) page: &'a Page,
    /// All its pixels.
    pub(super) area: Area,
    /// Red, green, blue and opacity of each, with words.
    printed: Vec<u8>,
    /// The same without words.
    ground: Vec<u8>,
}

impl<'a> Sheet<'a> {
    /// Draws a page.
    pub(super) fn of(page: &'a Page) -> Self {
        let drawn = |with_words| {
            let frame = copied(&page.frame, Transform::identity(), with_words);
            // A page without a fill is paper.
            let fill = Smart::Custom(Some(page.fill_or_transparent().unwrap_or(Paint::Solid(Color::WHITE))));
            pixels(&Page { frame, fill, ..page.clone() })
        };
        Self { page, area: Area::of(page), printed: drawn(true), ground: drawn(false) }
    }

    /// A line of an area, with words.
    pub(super) fn printed_line(&self, area: Area, y: usize) -> &[Pixel] {
        line(&self.printed, self.area, area, y)
    }

    /// A line of an area, without words.
    pub(super) fn ground_line(&self, area: Area, y: usize) -> &[Pixel] {
        line(&self.ground, self.area, area, y)
    }
}

/// A line of an area of a page.
fn line(pixels: &[u8], page: Area, area: Area, y: usize) -> &[Pixel] {
    let (start, end) = (page.at(area.left, y) * 4, page.at(area.right, y) * 4);
    pixels.get(start..end).unwrap_or_default().as_chunks().0
}

/// Something to draw alone.
pub(super) struct Alone<'a> {
    /// What it is.
    pub(super) item: FrameItem,
    /// Where it stands on the page.
    pub(super) ts: Transform,
    /// What cuts it, on the page.
    pub(super) clips: &'a [Arc<Curve>],
}

/// How opaque a few things are in an area of a page, drawn alone on nothing. The area begins at a whole pixel, so that
/// they fall on the same pixels as on the page.
pub(super) fn opacity<'a>(page: &Page, area: Area, things: impl Iterator<Item = Alone<'a>>) -> Vec<u8> {
    let points = |pixels: usize| Abs::pt(pixels as f64 / RESOLUTION);
    let size = Size::new(points(area.width()), points(area.bottom - area.top));
    let shift = Transform::translate(-points(area.left), -points(area.top));
    let mut frame = Frame::soft(size);
    for thing in things {
        let Alone { item, ts, clips } = thing;
        if clips.is_empty() {
            frame.push(Point::zero(), group(item, size, shift.pre_concat(ts), None));
            continue;
        }
        let inner = group(item, size, ts, None);
        let cut = |inner, clip: &Arc<Curve>| group(inner, size, Transform::identity(), Some(clip.as_ref().clone()));
        frame.push(Point::zero(), group(clips.iter().rev().fold(inner, cut), size, shift, None));
    }
    let drawn = pixels(&Page { frame, fill: Smart::Custom(None), ..page.clone() });
    drawn.as_chunks().0.iter().map(|[_, _, _, opacity]: &Pixel| *opacity).collect()
}

/// One thing as a group.
fn group(item: FrameItem, size: Size, transform: Transform, clip: Option<Curve>) -> FrameItem {
    let mut frame = Frame::soft(size);
    frame.push(Point::zero(), item);
    FrameItem::Group(GroupItem { transform, clip, ..GroupItem::new(frame) })
}

/// Draws a page.
fn pixels(page: &Page) -> Vec<u8> {
    let options = RenderOptions { pixel_per_pt: Scalar::new(RESOLUTION), render_bleed: false };
    render(page, &options).take()
}
