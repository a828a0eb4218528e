//! Which letter of a run a pixel belongs to, however the run is turned.

use typst::layout::{Abs, Point, Rect, Transform};
use typst::text::TextItem;

use super::copy::scale;
use super::raster::RESOLUTION;
use super::walk::is_blank;
use crate::audit::reading::geometry::transformed;

/// Steps of the table for each pixel.
const FINE: f64 = 4.0;

/// The most steps of a table: no run on a page has more.
const MOST_STEPS: f64 = 65_536.0;

/// How far from the first and the last letter nothing else may be, in em: what is drawn nearer is read as one of them, a
/// nought behind a dose. It is more than the widest gap within a word.
const BESIDE: f64 = 0.18;

/// The columns of a run: one for each cluster of letters that is shaped as one.
pub(super) struct Ruler {
    /// From a pixel to the run, along the baseline.
    along: [f64; 3],
    /// From a pixel to the run, down from the baseline.
    down: [f64; 3],
    /// Where the table begins.
    from: f64,
    /// How many of its steps a point has.
    steps: f64,
    /// Which letter stands at each step.
    table: Vec<u32>,
    /// Left, top, right and bottom of the band in which nothing else may be: from before the first letter to behind the
    /// last, from the baseline to the height of capitals. Lines under words lie below it.
    band: [f64; 4],
    /// How far it reaches beside the letters.
    beside: f64,
    /// Whether each letter is blank.
    pub(super) blank: Vec<bool>,
}

/// What a pixel is to a run.
#[derive(Clone, Copy)]
pub(super) struct Spot {
    /// The letter in whose column it lies.
    pub(super) letter: usize,
    /// Whether it lies in the band.
    pub(super) band: bool,
    /// Whether it lies in the band, and not at its ends, where the letters of a neighbour may reach over.
    pub(super) core: bool,
}

impl Ruler {
    /// The columns of a run; `None` where that makes no sense.
    pub(super) fn new(item: &TextItem, ts: Transform) -> Option<Self> {
        let back = ts.invert()?;
        let pixel = 1.0 / (RESOLUTION * scale(ts));
        let (letters, blank) = letters(item);
        let from = letters.iter().map(|(from, _)| *from).fold(f64::INFINITY, f64::min);
        let to = letters.iter().map(|(_, to)| *to).fold(f64::NEG_INFINITY, f64::max);
        let steps = FINE / pixel;
        let count = ((to - from) * steps).ceil();
        if !(1.0..=MOST_STEPS).contains(&count) {
            return None;
        }
        let mut table = vec![0; count as usize];
        for (i, (left, right)) in letters.iter().enumerate() {
            let step = |at: f64| (((at - from) * steps).round().max(0.0) as usize).min(table.len());
            let (first, last) = (step(*left), step(*right));
            if let Some(places) = table.get_mut(first..last) {
                places.fill(i as u32);
            }
        }
        let inked = || letters.iter().zip(&blank).filter(|(_, blank)| !**blank).map(|(letter, _)| letter);
        let left = inked().map(|(from, _)| *from).fold(f64::INFINITY, f64::min);
        let right = inked().map(|(_, to)| *to).fold(f64::NEG_INFINITY, f64::max);
        let size = item.size.to_pt();
        let capitals = item.font.metrics().cap_height.get().clamp(0.4, 0.8) * size;
        let place = |across: f64, below: f64, shift: Abs| {
            let start = (across + below) * 0.5 / RESOLUTION + shift.to_pt();
            [across / RESOLUTION, below / RESOLUTION, start]
        };
        Some(Self {
            along: place(back.sx.get(), back.kx.get(), back.tx),
            down: place(back.ky.get(), back.sy.get(), back.ty),
            from,
            steps,
            table,
            band: [left - BESIDE * size, -capitals, right + BESIDE * size, -pixel],
            beside: BESIDE * size,
            blank,
        })
    }

    /// What a pixel of the page is to the run.
    pub(super) fn at(&self, x: usize, y: usize) -> Spot {
        let (x, y) = (x as f64, y as f64);
        let place = |[across, below, start]: [f64; 3]| across * x + below * y + start;
        let (along, down) = (place(self.along), place(self.down));
        let [left, top, right, bottom] = self.band;
        let band = along >= left && along <= right && down >= top && down <= bottom;
        // About a tenth of the size of the letters.
        let end = (bottom - top) / 6.0 + self.beside;
        let core = band && along >= left + end && along <= right - end;
        let step = (((along - self.from) * self.steps).max(0.0) as usize).min(self.table.len().saturating_sub(1));
        Spot { letter: self.table.get(step).map_or(0, |letter| *letter as usize), band, core }
    }

    /// The bounds of the band on the page.
    pub(super) fn bounds(&self, ts: Transform) -> Rect {
        let [left, top, right, bottom] = self.band.map(Abs::pt);
        transformed(Rect::new(Point::new(left, top), Point::new(right, bottom)), ts)
    }
}

/// Where each letter begins and ends along the baseline, in points, and whether it is blank. Marks without a width of
/// their own belong to the letter before.
fn letters(item: &TextItem) -> (Vec<(f64, f64)>, Vec<bool>) {
    let (mut places, mut blanks): (Vec<(f64, f64)>, Vec<bool>) = (Vec::new(), Vec::new());
    let (mut at, mut cluster) = (0.0, None);
    for glyph in &item.glyphs {
        let next = at + glyph.x_advance.at(item.size).to_pt();
        let range = glyph.range();
        let blank = item.text.get(range.clone()).is_some_and(is_blank);
        match (places.last_mut(), blanks.last_mut()) {
            (Some(place), Some(before)) if cluster == Some(range.start) || next == at => {
                *place = (place.0.min(next), place.1.max(next));
                *before &= blank;
            }
            _ => {
                places.push((f64::min(at, next), f64::max(at, next)));
                blanks.push(blank);
            }
        }
        cluster = Some(range.start);
        at = next;
    }
    (places, blanks)
}
