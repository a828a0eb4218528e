//! A run of words, drawn alone.

use std::ops::Range;

use typst::layout::{Abs, FrameItem, Point, Rect};
use typst::text::TextItem;
use typst::text::color::should_outline;
use typst::visualize::{Color, Paint};

use super::copy::scale;
use super::flaw::InkFlaw;
use super::raster::{Alone, Area, Pixel, RESOLUTION, Sheet, opacity};
use super::ruler::Ruler;
use super::walk::{OtherInk, PlacedWords};
use crate::audit::reading::geometry::transformed;

/// How thick a line under words may be, in em.
const MOST_UNDERLINE: f64 = 0.1;

/// How far below the baseline it begins, in em: round letters reach a little over that.
const LEAST_UNDER: f64 = 0.03;

/// A run of words as it would look alone.
pub(super) struct DrawnRun<'a> {
    /// The words.
    pub(super) words: &'a PlacedWords<'a>,
    /// The pixels of its letters and its band.
    pub(super) area: Area,
    /// The places of its letters.
    pub(super) ruler: Ruler,
    /// The colour of its letters.
    pub(super) fill: Pixel,
    /// How much of each pixel its letters cover.
    mask: Vec<u8>,
}

impl<'a> DrawnRun<'a> {
    /// Draws a run alone, or says why it cannot be seen or judged. `left` is how many pixels may still be drawn.
    pub(super) fn of(sheet: &Sheet, words: &'a PlacedWords<'a>, left: &mut usize) -> Result<Self, InkFlaw> {
        let item = words.item;
        let fill = plain(item).map_err(InkFlaw::Unjudged)?;
        let ruler = Ruler::new(item, words.ts).ok_or(InkFlaw::Unjudged("letters without a place"))?;
        let ink = item.bbox();
        if !(ink.size().x.to_pt() + ink.size().y.to_pt()).is_finite() {
            return Err(InkFlaw::Unjudged("letters without ink"));
        }
        let ink = transformed(ink, words.ts);
        let band = ruler.bounds(words.ts);
        let both = Rect::new(ink.min.min(band.min), ink.max.max(band.max));
        let area = Area::around(&both, sheet.area).filter(|_| !reaches_out(&ink, sheet)).ok_or(InkFlaw::Covered)?;
        *left = left.checked_sub(area.len()).ok_or(InkFlaw::Unjudged("a page with too many words"))?;
        let black = TextItem { fill: Paint::Solid(Color::BLACK), ..item.clone() };
        let alone = Alone { item: FrameItem::Text(black), ts: words.ts, clips: &[] };
        let mask = opacity(sheet.page, area, std::iter::once(alone));
        Ok(Self { words, area, ruler, fill, mask })
    }

    /// The lines of pixels of something that underlines the words, as links have it: in the colour of the letters, no thicker
    /// than a stem, below the letters that have no descender. It takes no letter away.
    pub(super) fn underline(&self, ink: &OtherInk) -> Option<Range<usize>> {
        let (item, ts) = (self.words.item, self.words.ts);
        let size = item.size * scale(ts);
        let (base, end) = (Point::zero().transform(ts), Point::new(item.width(), Abs::zero()).transform(ts));
        let (at, thick, colour) = ink.level().filter(|_| (base.y - end.y).to_pt().abs() < 0.01)?;
        let (top, bottom) = (at - thick / 2.0, at + thick / 2.0);
        let under = thick <= size * MOST_UNDERLINE && top - base.y >= size * LEAST_UNDER;
        let line = |at: Abs| (at.to_pt() * RESOLUTION).max(0.0);
        let lines = (line(top).floor() as usize).saturating_sub(1)..line(bottom).ceil() as usize + 1;
        (under && item.fill == Paint::Solid(colour.clone())).then_some(lines)
    }

    /// How much of a pixel of the page its letters cover.
    pub(super) fn covers(&self, x: usize, y: usize) -> u8 {
        let Area { left, top, right, bottom } = self.area;
        let inside = x >= left && x < right && y >= top && y < bottom;
        if inside { self.mask.get(self.area.at(x, y)).copied().unwrap_or_default() } else { 0 }
    }

    /// How much of each pixel of a line of its area its letters cover.
    pub(super) fn mask_line(&self, y: usize) -> &[u8] {
        let start = self.area.at(self.area.left, y);
        self.mask.get(start..start + self.area.width()).unwrap_or_default()
    }

    /// Whether its letters are of a size that is read with less contrast.
    pub(super) fn is_large(&self) -> bool {
        let ts = self.words.ts;
        let least = ts.sx.get().hypot(ts.ky.get()).min(ts.kx.get().hypot(ts.sy.get())).min(scale(ts));
        self.words.item.size.to_pt() * least >= 18.0
    }
}

/// The colour of letters that have one, as the renderer takes it.
fn plain(item: &TextItem) -> Result<Pixel, &'static str> {
    let Paint::Solid(colour) = &item.fill else { return Err("letters with a gradient or pattern") };
    if item.stroke.is_some() {
        return Err("outlined letters");
    }
    let outlined = |id| should_outline(&item.font, ttf_parser::GlyphId(id));
    if !item.glyphs.iter().all(|glyph| outlined(glyph.id)) {
        return Err("letters in colours of their own");
    }
    match colour.to_rgb().into_format::<u8, u8>().into_components() {
        (red, green, blue, u8::MAX) => Ok([red, green, blue, u8::MAX]),
        _ => Err("letters that are see-through"),
    }
}

/// Whether ink reaches over an edge of the page.
fn reaches_out(ink: &Rect, sheet: &Sheet) -> bool {
    let (size, hair) = (sheet.page.frame.size(), Abs::pt(0.25));
    ink.min.x < -hair || ink.min.y < -hair || ink.max.x > size.x + hair || ink.max.y > size.y + hair
}
