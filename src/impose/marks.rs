//! Marks for whoever folds and cuts: where they lie, in points from the top left of the trimmed sheet; what lies outside
//! of it has negative numbers, or larger ones than its size. How they are drawn is `pdf::sheet`'s affair.

use super::sheet::{BLEED, SLUG, SheetSide, UNPRINTABLE_MARGIN};
use crate::model::OutputTarget;

/// The width of every mark, in points: above the 0.25 pt that print shops ask for, below what a knife misses.
pub const WIDTH: f64 = 0.35;

/// Between the bleed and a mark, and between a mark and the edge of the medium.
const GAP: f64 = 3.0;

/// How long a tick inside the sheet is at a fold.
const FOLD: f64 = 7.0;

/// How long a tick beside a block of cards is at most.
const CUT: f64 = 15.0;

/// The radius of a registration target's ring; its cross fills the room for marks.
const RING: f64 = 5.0;

/// Where marks outside the bleed begin and end, from the trim.
const OUTSIDE: (f64, f64) = (BLEED + GAP, SLUG - GAP);

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkKind {
    /// A corner of the trimmed sheet.
    Crop,
    /// A fold.
    Fold,
    /// An edge of cards.
    Cut,
}

/// A line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// One end, in points from the top left of the trim.
    pub from: (f64, f64),
    /// The other end.
    pub to: (f64, f64),
    /// Whoever reads it: a knife or a folder.
    pub kind: MarkKind,
}

/// A target by which plates are laid onto each other: a ring with a cross.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RegistrationTarget {
    /// The middle of the ring and of the cross, in points from the top left of the trim.
    pub centre: (f64, f64),
    /// The radius of the ring, in points.
    pub ring: f64,
    /// Half the length of each line of the cross, in points.
    pub cross: f64,
}

/// What is drawn on a side beside its pages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Marks {
    /// Lines, in black.
    pub lines: Vec<Line>,
    /// Targets, on every plate.
    pub targets: Vec<RegistrationTarget>,
}

/// The marks of a side: for the office ticks inside what its printer prints on, for the press marks outside the bleed.
pub fn marks(side: &SheetSide, print: OutputTarget) -> Marks {
    let (low, high) = match print {
        OutputTarget::Office => (-UNPRINTABLE_MARGIN, -UNPRINTABLE_MARGIN - FOLD),
        OutputTarget::Press => OUTSIDE,
    };
    let mut lines = Vec::new();
    for x in &side.folds {
        across(side, *x, (low, high), MarkKind::Fold, &mut lines);
    }
    cuts(side, &mut lines);
    let targets = match print {
        OutputTarget::Office => Vec::new(),
        OutputTarget::Press => {
            crops(side, &mut lines);
            targets(side)
        }
    };
    Marks { lines, targets }
}

/// Where a side is cut into cards: distances from the left and from the top. None where it folds, and where what lies on
/// it fills it.
pub fn edges(side: &SheetSide) -> (Vec<f64>, Vec<f64>) {
    let slots = side.slots.iter().filter(|_| side.folds.is_empty());
    let (mut xs, mut ys) = (Vec::new(), Vec::new());
    for place in slots {
        xs.extend([place.at.0, place.at.0 + place.size.0]);
        ys.extend([place.at.1, place.at.1 + place.size.1]);
    }
    for all in [&mut xs, &mut ys] {
        all.sort_by(f64::total_cmp);
        all.dedup_by(|a, b| (*a - *b).abs() < 0.01);
    }
    let within = |all: &[f64], size: f64| {
        all.iter().all(|at| (UNPRINTABLE_MARGIN + GAP..=size - UNPRINTABLE_MARGIN - GAP).contains(at))
    };
    if within(&xs, side.trim.0) && within(&ys, side.trim.1) { (xs, ys) } else { (Vec::new(), Vec::new()) }
}

/// A pair of upright lines at the top and at the bottom, between two distances outside the trim.
fn across(side: &SheetSide, x: f64, (low, high): (f64, f64), kind: MarkKind, lines: &mut Vec<Line>) {
    let bottom = side.trim.1;
    lines.push(Line { from: (x, -low), to: (x, -high), kind });
    lines.push(Line { from: (x, bottom + low), to: (x, bottom + high), kind });
}

/// A pair of level lines at the left and at the right.
fn along(side: &SheetSide, y: f64, (low, high): (f64, f64), kind: MarkKind, lines: &mut Vec<Line>) {
    let right = side.trim.0;
    lines.push(Line { from: (-low, y), to: (-high, y), kind });
    lines.push(Line { from: (right + low, y), to: (right + high, y), kind });
}

/// Two lines at each corner, that leave the corner itself free.
fn crops(side: &SheetSide, lines: &mut Vec<Line>) {
    for x in [0.0, side.trim.0] {
        across(side, x, OUTSIDE, MarkKind::Crop, lines);
    }
    for y in [0.0, side.trim.1] {
        along(side, y, OUTSIDE, MarkKind::Crop, lines);
    }
}

/// Ticks around a block of cards: they lie on the sheet, so that they are still there when it has been trimmed, and
/// where every printer prints.
fn cuts(side: &SheetSide, lines: &mut Vec<Line>) {
    let (xs, ys) = edges(side);
    // The block stands in the middle of the sheet.
    let reach = |first: f64| (-(first - GAP), -(first - GAP - CUT).max(UNPRINTABLE_MARGIN));
    if let (Some(left), Some(top)) = (xs.first(), ys.first()) {
        for x in &xs {
            across(side, *x, reach(*top), MarkKind::Cut, lines);
        }
        for y in &ys {
            along(side, *y, reach(*left), MarkKind::Cut, lines);
        }
    }
}

/// A target in the middle of each side; where a fold mark lies there, beside it.
fn targets(side: &SheetSide) -> Vec<RegistrationTarget> {
    let (width, height) = side.trim;
    let out = OUTSIDE.0.midpoint(OUTSIDE.1);
    let cross = (OUTSIDE.1 - OUTSIDE.0) / 2.0;
    let x = free(width / 2.0, cross + GAP, &side.folds);
    [(x, -out), (x, height + out), (-out, height / 2.0), (width + out, height / 2.0)]
        .map(|centre| RegistrationTarget { centre, ring: RING, cross })
        .to_vec()
}

/// The place nearest to a middle, in steps to the right and to the left, that keeps so far from every fold.
fn free(middle: f64, apart: f64, folds: &[f64]) -> f64 {
    // Each fold is near two of the steps at most.
    let steps = 0..=folds.len() * 2;
    let slots = steps.flat_map(|i| [1.0, -1.0].map(|way| middle + way * apart * 1.5 * i as f64));
    let is_free = |x: &f64| folds.iter().all(|fold| (fold - x).abs() >= apart);
    slots.into_iter().find(is_free).unwrap_or(middle)
}

#[cfg(test)]
mod tests {
    use super::super::sheet::{booklet, cards, letter_fold};
    use super::*;
    use crate::model::Paper;

    const PAPERS: [Paper; 2] = [Paper::Letter, Paper::A4];

    /// Sides of every kind.
    fn sides() -> Vec<SheetSide> {
        PAPERS
            .into_iter()
            .flat_map(|paper| {
                let mut sides = letter_fold(paper, false).to_vec();
                sides.extend(booklet(paper, 13, 0.3, false));
                sides.extend(cards(paper));
                sides
            })
            .collect()
    }

    fn count(marks: &Marks, kind: MarkKind) -> usize {
        marks.lines.iter().filter(|line| line.kind == kind).count()
    }

    /// How far outside the trim a point lies; negative inside.
    fn outside(side: &SheetSide, (x, y): (f64, f64)) -> f64 {
        (-x).max(x - side.trim.0).max(-y).max(y - side.trim.1)
    }

    #[test]
    fn each_kind_of_sheet_has_its_marks() {
        let letter = Paper::Letter;
        let table: [(SheetSide, [usize; 3]); 3] = [
            (letter_fold(letter, false)[0].clone(), [8, 4, 0]),
            (booklet(letter, 13, 0.3, false)[7].clone(), [8, 2, 0]),
            // Three columns and six rows of edges, each at both ends.
            (cards(letter)[0].clone(), [8, 0, 18]),
        ];
        for (side, [crops, folds, cuts]) in table {
            let (office, press) = (marks(&side, OutputTarget::Office), marks(&side, OutputTarget::Press));
            let counts = |m: &Marks| [MarkKind::Crop, MarkKind::Fold, MarkKind::Cut].map(|kind| count(m, kind));
            assert_eq!(counts(&press), [crops, folds, cuts]);
            assert_eq!(counts(&office), [0, folds, cuts]);
            assert_eq!((office.targets.len(), press.targets.len()), (0, 4));
        }
    }

    #[test]
    fn marks_of_the_office_are_where_its_printer_prints() {
        for side in sides() {
            for line in marks(&side, OutputTarget::Office).lines {
                for point in [line.from, line.to] {
                    let inside = -outside(&side, point);
                    assert!(inside >= UNPRINTABLE_MARGIN - 1e-9, "{line:?}");
                    assert!(line.kind != MarkKind::Fold || inside <= UNPRINTABLE_MARGIN + FOLD + 1e-9, "{line:?}");
                }
            }
        }
    }

    #[test]
    fn marks_of_the_press_are_outside_the_bleed_and_on_the_medium() {
        for side in sides() {
            let marks = marks(&side, OutputTarget::Press);
            for line in marks.lines.iter().filter(|line| line.kind != MarkKind::Cut) {
                for point in [line.from, line.to] {
                    let out = outside(&side, point);
                    assert!((BLEED + GAP - 1e-9..=SLUG - GAP + 1e-9).contains(&out), "{line:?}");
                }
            }
            for target in &marks.targets {
                let out = outside(&side, target.centre);
                assert!(out - target.cross >= BLEED + GAP - 1e-9 && out + target.cross <= SLUG - GAP + 1e-9);
                assert!(side.folds.iter().all(|fold| (fold - target.centre.0).abs() >= target.cross));
            }
        }
    }

    #[test]
    fn ticks_of_cards_are_outside_the_cards() {
        for side in sides() {
            for line in marks(&side, OutputTarget::Press).lines.iter().filter(|line| line.kind == MarkKind::Cut) {
                let length = (line.from.0 - line.to.0).hypot(line.from.1 - line.to.1);
                assert!((9.0..=CUT + 0.01).contains(&length), "{line:?}");
                for place in &side.slots {
                    let on = |at: f64, low: f64, size: f64| at > low - 0.01 && at < low + size + 0.01;
                    for (x, y) in [line.from, line.to] {
                        assert!(!(on(x, place.at.0, place.size.0) && on(y, place.at.1, place.size.1)), "{line:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_target_makes_way_for_folds() {
        assert_eq!(free(100.0, 10.0, &[]), 100.0);
        assert_eq!(free(100.0, 10.0, &[100.0]), 115.0);
        assert_eq!(free(100.0, 10.0, &[100.0, 115.0]), 85.0);
        let dense: Vec<f64> = (0..200).map(f64::from).collect();
        let x = free(100.0, 10.0, &dense);
        assert!(dense.iter().all(|fold| (fold - x).abs() >= 10.0));
    }
}
