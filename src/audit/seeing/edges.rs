//! Whether places to write or tick have an edge that is seen.

use typst::layout::{Abs, Point, Rect};

use super::flaw::{PlaceFlaw, PlaceLook};
use super::raster::{Area, Pixel, RESOLUTION, Sheet};
use super::tally::PixelCounts;
use crate::audit::reading::Bounds;
use crate::model::Colour;

/// How far beyond a place its edge may lie, in points: cells of tables have the lines of those.
const BEYOND: f64 = 2.0;

/// The least contrast of an edge with what it goes around (WCAG 2.2, 1.4.11).
const LEAST: f64 = 3.0;

/// The least share of the way around a place that has an edge: a circle is three quarters of the square around it.
const AROUND: f64 = 0.5;

/// How far from its edge nothing may be drawn in a place, in points.
const RIM: f64 = 2.5;

/// The contrast from which something drawn in a place counts, and how much of it that may be: the arrow of a list.
const INKED: f64 = 1.5;
const MOST_INKED: f64 = 0.02;

/// The least contrast of a line to write on, and how much of the width it takes.
const LEAST_LINE: f64 = 1.3;
const MOST_GAPS: f64 = 0.1;

/// How a place looks, or what is wrong with it; for a `pen` a line at its foot is an edge.
pub(super) fn look(sheet: &Sheet, place: &Bounds, pen: bool) -> Result<PlaceLook, PlaceFlaw> {
    let (ground, inked) = inside(sheet, place).unwrap_or(([u8::MAX; 4], false));
    if inked {
        return Err(PlaceFlaw::Inked);
    }
    let edge = edge(sheet, place);
    let edged = edge >= AROUND || pen && is_lined(sheet, place);
    edged.then_some(PlaceLook { ground: colour(ground), edge }).ok_or(PlaceFlaw::NoEdge)
}

/// Whether a place has a line to write on at its foot.
fn is_lined(sheet: &Sheet, place: &Bounds) -> bool {
    let [left, top, right, bottom] = place.map(Abs::pt);
    let foot = Rect::new(Point::new(left, bottom - Abs::pt(RIM)), Point::new(right, bottom));
    let above = Point::new((left + right) / 2.0, (top + bottom) / 2.0);
    let (Some(area), Some(inside)) =
        (Area::around(&foot, sheet.area), Area::around(&Rect::new(above, above), sheet.area))
    else {
        return false;
    };
    let Some(ground) = sheet.ground_line(inside, inside.top).first().copied() else { return false };
    let lined = |column: usize| {
        let lines = (area.top..area.bottom).filter_map(|y| sheet.ground_line(area, y).get(column));
        lines.into_iter().any(|pixel| colour(*pixel).contrast(colour(ground)) >= LEAST_LINE)
    };
    let gaps = (0..area.width()).filter(|column| !lined(*column)).count();
    gaps as f64 <= area.width() as f64 * MOST_GAPS
}

/// The ground of a place, and whether something is drawn on it: in the ellipse within its edge.
fn inside(sheet: &Sheet, place: &Bounds) -> Option<(Pixel, bool)> {
    let [left, top, right, bottom] = place.map(|side| side * RESOLUTION);
    let (x, y) = (f64::midpoint(left, right), f64::midpoint(top, bottom));
    let (wide, high) = ((right - left) / 2.0 - RIM * RESOLUTION, (bottom - top) / 2.0 - RIM * RESOLUTION);
    let inside = Rect::new(
        Point::new(Abs::pt((x - wide) / RESOLUTION), Abs::pt((y - high) / RESOLUTION)),
        Point::new(Abs::pt((x + wide) / RESOLUTION), Abs::pt((y + high) / RESOLUTION)),
    );
    let area = Area::around(&inside, sheet.area)?;
    let pixels = || {
        (area.top..area.bottom).flat_map(move |line| {
            let across = (area.left..).zip(sheet.ground_line(area, line));
            across.filter_map(move |(column, pixel)| {
                let (a, b) = ((column as f64 + 0.5 - x) / wide, (line as f64 + 0.5 - y) / high);
                (a * a + b * b <= 1.0).then_some(*pixel)
            })
        })
    };
    let mut colours = PixelCounts::new();
    pixels().for_each(|pixel| colours.count(pixel));
    let ground = colours.median();
    let (mut inked, mut all, mut known) = (0_usize, 0_usize, (ground, false));
    for pixel in pixels() {
        if known.0 != pixel {
            known = (pixel, colour(pixel).contrast(colour(ground)) >= INKED);
        }
        inked += usize::from(known.1);
        all += 1;
    }
    Some((ground, inked as f64 > all as f64 * MOST_INKED))
}

/// How much of an edge that is seen a place has, as a share of the way around it one pixel wide.
fn edge(sheet: &Sheet, place: &Bounds) -> f64 {
    let [left, top, right, bottom] = place.map(Abs::pt);
    let beyond = Point::splat(Abs::pt(BEYOND));
    let around = Rect::new(Point::new(left, top) - beyond, Point::new(right, bottom) + beyond);
    let middle = Point::new((left + right) / 2.0, (top + bottom) / 2.0);
    let (Some(area), Some(inside)) =
        (Area::around(&around, sheet.area), Area::around(&Rect::new(middle, middle), sheet.area))
    else {
        return 0.0;
    };
    let Some(ground) = sheet.ground_line(inside, inside.top).first().copied() else { return 0.0 };
    let mut known: Option<(Pixel, bool)> = None;
    let mut seen = 0_usize;
    for y in area.top..area.bottom {
        for pixel in sheet.ground_line(area, y) {
            let edge = match known {
                Some((last, edge)) if last == *pixel => edge,
                _ => colour(*pixel).contrast(colour(ground)) >= LEAST,
            };
            known = Some((*pixel, edge));
            seen += usize::from(edge);
        }
    }
    let way = 2.0 * ((right - left) + (bottom - top)).to_pt() * RESOLUTION;
    seen as f64 / way
}

fn colour([red, green, blue, _]: Pixel) -> Colour {
    Colour(red, green, blue)
}
