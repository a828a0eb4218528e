//! The words of a page, each judged.

use std::ops::Range;

use super::flaw::InkFlaw;
use super::raster::{Pixel, Sheet, opacity};
use super::run::DrawnRun;
use super::tally::{Count, PixelCounts, apart, laid};
use super::walk::{InkWalk, OtherInk};
use crate::model::Colour;

/// How far a pixel of letters may be from what it should be, of 255: less than a tenth of how far the palest letters that
/// pass are from their ground. The renderer rounds by 2, and by 30 in a few pixels of letters above 33 pt.
const LETTER_TOLERANCE: u8 = 10;

/// How far a pixel of the ground may be from the colour of the ground, of 255: a difference that nobody sees. A ground of
/// one colour is drawn without any.
const GROUND_TOLERANCE: u8 = 8;

/// The coverage from which a pixel belongs to a letter, of 255.
const INKED: u8 = 76;

/// The opacity up to which something drawn later does not count, of 255: less than a screen shows.
const UNSEEN: u8 = 2;

/// Pixels that letters may share with what stands beside them, at an edge.
const TOUCH: u32 = 3;

/// The most pixels of all words of a page together, each in its box.
const MOST_PIXELS: usize = 64 << 20;

/// The flaws of the words of a page, by their turn.
pub(super) fn judge(sheet: &Sheet, walk: &InkWalk) -> Vec<(usize, InkFlaw)> {
    let mut left = MOST_PIXELS;
    let runs: Vec<Result<DrawnRun, InkFlaw>> =
        walk.words.iter().map(|words| DrawnRun::of(sheet, words, &mut left)).collect();
    let neighbours = neighbours(&runs);
    let judged = walk.words.iter().zip(&runs).zip(neighbours).filter_map(|((words, run), near)| {
        let flaw = match run {
            Ok(run) => flaw(run, sheet, &walk.inks, &near),
            Err(flaw) => Some(*flaw),
        };
        Some((words.turn, flaw?))
    });
    judged.collect()
}

/// The runs whose boxes meet that of each.
fn neighbours<'r, 'a>(runs: &'r [Result<DrawnRun<'a>, InkFlaw>]) -> Vec<Vec<&'r DrawnRun<'a>>> {
    let drawn = |(i, run): (usize, &'r Result<DrawnRun<'a>, InkFlaw>)| Some((i, run.as_ref().ok()?));
    let mut order: Vec<(usize, &DrawnRun)> = runs.iter().enumerate().filter_map(drawn).collect();
    order.sort_by_key(|(_, run)| run.area.top);
    let mut near: Vec<Vec<&DrawnRun>> = runs.iter().map(|_| Vec::new()).collect();
    for (i, (a, upper)) in order.iter().enumerate() {
        let below = order.iter().skip(i + 1).take_while(|(_, lower)| lower.area.top < upper.area.bottom);
        for (b, lower) in below.filter(|(_, lower)| lower.area.shared(upper.area).is_some()) {
            for (at, other) in [(a, lower), (b, upper)] {
                if let Some(near) = near.get_mut(*at) {
                    near.push(other);
                }
            }
        }
    }
    near
}

/// The first flaw of a run that holds.
fn flaw(run: &DrawnRun, sheet: &Sheet, inks: &[OtherInk], near: &[&DrawnRun]) -> Option<InkFlaw> {
    let lines = underline(run, inks);
    let later = later(run, sheet, inks, &lines);
    let even = if later.is_empty() { even(run, sheet) } else { None };
    let ground = even.unwrap_or_else(|| ground(run, sheet));
    let counts = if even.is_some() { Vec::new() } else { count(run, sheet, ground, &later, (near, &lines)) };
    let sum = Count::sum(&counts);
    let any = |odd: &dyn Fn(&Count) -> u32, whole: &dyn Fn(&Count) -> u32| {
        exceeds(odd(&sum), whole(&sum), 0.01) || counts.iter().any(|count| exceeds(odd(count), whole(count), 0.02))
    };
    let lost = |count: &Count, share: f64| count.lost as f64 > count.ink as f64 * share;
    if counts.iter().zip(&run.ruler.blank).any(|(count, blank)| !blank && count.ink == 0) {
        return Some(InkFlaw::Unjudged("letters without ink"));
    }
    let cut = lost(&sum, 0.01) || counts.iter().any(|count| lost(count, 0.05));
    if cut || sum.later > 0 || any(&|count| count.later_ink, &|count| count.under) {
        return Some(InkFlaw::Covered);
    }
    if let Some(other) = near.iter().find(|other| overlaps(run, other)) {
        return Some(InkFlaw::Overlapped(other.words.turn));
    }
    if any(&|count| count.odd_band, &|count| count.band) || any(&|count| count.odd_under, &|count| count.under) {
        return Some(InkFlaw::Crossed);
    }
    let ratio = colour(run.fill).contrast(colour(ground));
    (ratio < if run.is_large() { 3.0 } else { 4.5 }).then_some(InkFlaw::Faint(ratio))
}

/// Whether a part of some pixels is more than a share of them, and more than a touch.
fn exceeds(part: u32, whole: u32, share: f64) -> bool {
    part > TOUCH && f64::from(part) > f64::from(whole) * share
}

/// The lines of pixels in which a run is underlined once; of more than one line each counts as any ink.
fn underline(run: &DrawnRun, inks: &[OtherInk]) -> Range<usize> {
    let near = inks.iter().filter(|ink| ink.area.shared(run.area).is_some());
    let mut lines = near.filter_map(|ink| run.underline(ink));
    let first = lines.next().unwrap_or_default();
    if lines.all(|line| line == first) { first } else { 0..0 }
}

/// How opaque what is drawn after a run is; empty where nothing is.
fn later(run: &DrawnRun, sheet: &Sheet, inks: &[OtherInk], lines: &Range<usize>) -> Vec<u8> {
    let near = |ink: &OtherInk| ink.order > run.words.order && ink.area.shared(run.area).is_some();
    let over = |ink: &&OtherInk| near(ink) && !run.underline(ink).is_some_and(|under| under == *lines);
    let mut later = inks.iter().filter(over).map(OtherInk::alone).peekable();
    if later.peek().is_none() { Vec::new() } else { opacity(sheet.page, run.area, later) }
}

/// The ground of a run, where all of it is of one colour and all letters are there, as they should be: most are.
fn even(run: &DrawnRun, sheet: &Sheet) -> Option<Pixel> {
    let area = run.area;
    let ground = *sheet.ground_line(area, area.top).first()?;
    let mut expected = [ground; 256];
    for (opacity, expected) in (0..=u8::MAX).zip(&mut expected) {
        *expected = laid(run.fill, ground, opacity);
    }
    let mut inked = vec![false; run.ruler.blank.len()];
    for y in area.top..area.bottom {
        if sheet.ground_line(area, y).iter().any(|pixel| *pixel != ground) {
            return None;
        }
        for ((x, covered), printed) in (area.left..).zip(run.mask_line(y)).zip(sheet.printed_line(area, y)) {
            if *covered == 0 {
                continue;
            }
            if expected.get(usize::from(*covered)).is_none_or(|expected| apart(*printed, *expected) > LETTER_TOLERANCE)
            {
                return None;
            }
            if *covered > INKED
                && let Some(inked) = inked.get_mut(run.ruler.at(x, y).letter)
            {
                *inked = true;
            }
        }
    }
    inked.iter().zip(&run.ruler.blank).all(|(inked, blank)| *inked || *blank).then_some(ground)
}

/// The colour of the ground of a run.
fn ground(run: &DrawnRun, sheet: &Sheet) -> Pixel {
    let mut colours = PixelCounts::new();
    for y in run.area.top..run.area.bottom {
        for ((x, covered), ground) in (run.area.left..).zip(run.mask_line(y)).zip(sheet.ground_line(run.area, y)) {
            if *covered > INKED || run.ruler.at(x, y).band {
                colours.count(*ground);
            }
        }
    }
    colours.median()
}

/// Counts the pixels of each letter of a run, beside its neighbours, but for the lines of pixels in which it is underlined.
fn count(
    run: &DrawnRun,
    sheet: &Sheet,
    ground: Pixel,
    later: &[u8],
    (near, lines): (&[&DrawnRun], &Range<usize>),
) -> Vec<Count> {
    let mut counts = vec![Count::default(); run.ruler.blank.len()];
    for y in (run.area.top..run.area.bottom).filter(|y| !lines.contains(y)) {
        let pixels = sheet.printed_line(run.area, y).iter().zip(sheet.ground_line(run.area, y));
        for ((x, covered), (printed, below)) in (run.area.left..).zip(run.mask_line(y)).zip(pixels) {
            let spot = run.ruler.at(x, y);
            let (inked, odd) = (*covered > INKED, u32::from(apart(*below, ground) > GROUND_TOLERANCE));
            let Some(count) = counts.get_mut(spot.letter).filter(|_| *covered > 0 || spot.band) else { continue };
            count.ink += u64::from(*covered);
            if apart(*printed, laid(run.fill, *below, *covered)) > LETTER_TOLERANCE
                && !near.iter().any(|other| other.covers(x, y) > 0)
            {
                count.lost += u64::from(*covered);
            }
            count.under += u32::from(inked);
            count.odd_under += u32::from(inked) * odd;
            count.band += u32::from(spot.band);
            count.odd_band += u32::from(spot.band) * odd;
            if later.get(run.area.at(x, y)).is_some_and(|opacity| *opacity > UNSEEN) {
                count.later += u32::from(spot.band);
                count.later_ink += u32::from(inked);
            }
        }
    }
    counts
}

/// Whether letters of other words stand on the letters of a run or between them.
fn overlaps(run: &DrawnRun, other: &DrawnRun) -> bool {
    let Some(shared) = run.area.shared(other.area) else { return false };
    let on = |(x, y): &(usize, usize)| {
        other.covers(*x, *y) > INKED && (run.covers(*x, *y) > INKED || run.ruler.at(*x, *y).core)
    };
    shared.pixels().filter(on).count() > TOUCH as usize
}

/// A pixel as a colour.
fn colour([red, green, blue, _]: Pixel) -> Colour {
    Colour(red, green, blue)
}
