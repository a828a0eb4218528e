//! Where pages lie on a sheet, where it folds and where it is cut. The figures are those of printers: a letter-fold's
//! panel that folds in is 1/16 in (3 mm) narrower than the others, so that it does not buckle.

use super::order::{self, SidePages};
use crate::model::panel::{card, panel_widths};
use crate::model::{Panel, Paper};

/// What lies beyond the trim on every side of a press sheet: the bleed, 0.125 in, and the room for marks, in points.
pub const BLEED: f64 = 9.0;

/// From the trim to the edge of the medium of a press sheet, in points: bleed, gap and marks.
pub const SLUG: f64 = 33.0;

/// What an office printer cannot print on at the edges of the paper, in points: 0.25 in.
pub const UNPRINTABLE_MARGIN: f64 = 18.0;

/// A page on a side of a sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PageSlot {
    /// The page, from 0; `None` is a blank.
    pub page: Option<usize>,
    /// Left and top, in points.
    pub at: (f64, f64),
    /// Width and height, in points.
    pub size: (f64, f64),
}

/// One side of a sheet.
#[derive(Clone, Debug, PartialEq)]
pub struct SheetSide {
    /// What staff call it, as a proof prints it.
    pub name: String,
    /// Width and height after trimming, in points.
    pub trim: (f64, f64),
    /// What lies on it.
    pub slots: Vec<PageSlot>,
    /// Where it folds: distances from the left edge, in points.
    pub folds: Vec<f64>,
}

/// The outside and the inside of a letter-fold. The sheet is turned over its short edge.
pub fn letter_fold(paper: Paper, right_to_left: bool) -> [SheetSide; 2] {
    let (wide, narrow) = panel_widths(paper);
    let (height, width) = paper.size();
    let side = |name: &str, panels: [Panel; 3]| {
        let mut x = 0.0;
        let mut slots = Vec::new();
        let mut folds = Vec::new();
        for panel in panels {
            let own = if panel.narrow() { narrow } else { wide };
            slots.push(PageSlot { page: Some(panel.page()), at: (x, 0.0), size: (own, height) });
            x += own;
            folds.push(x);
        }
        folds.pop();
        SheetSide { name: name.to_owned(), trim: (width, height), slots, folds }
    };
    [side("Outside", order::outside(right_to_left)), side("Inside", order::inside(right_to_left))]
}

/// The sides of a saddle-stitched booklet of half the paper's size, fronts and backs in turn; `thickness` is that of the
/// paper, by which the pages of inner sheets move towards the spine.
pub fn booklet(paper: Paper, pages: usize, thickness: f64, right_to_left: bool) -> Vec<SheetSide> {
    let (height, width) = paper.size();
    let half = width / 2.0;
    let side = |name: String, pages: &SidePages, creep: f64| {
        let place = |i: usize| {
            // The left page moves right, the right one left: both towards the fold.
            let shift = if i == 0 { creep } else { -creep };
            PageSlot { page: pages[i], at: (half * i as f64 + shift, 0.0), size: (half, height) }
        };
        SheetSide { name, trim: (width, height), slots: vec![place(0), place(1)], folds: vec![half] }
    };
    let sheets = order::saddle(pages, right_to_left);
    let count = sheets.len();
    sheets
        .iter()
        .enumerate()
        .flat_map(|(i, sheet)| {
            let creep = order::creep(i, thickness);
            let [front, back] = booklet_side_names(i, count);
            [side(front, &sheet.front, creep), side(back, &sheet.back, creep)]
        })
        .collect()
}

/// What the two sides of a booklet's sheet are called; `sheet` counts from 0, which is the outermost.
fn booklet_side_names(sheet: usize, count: usize) -> [String; 2] {
    if count == 1 {
        return ["Front", "Back"].map(str::to_owned);
    }
    let which = match sheet {
        0 => ", outermost",
        _ if sheet + 1 == count => ", innermost",
        _ => "",
    };
    ["front", "back"].map(|side| format!("Sheet {}{which}: {side}", sheet + 1))
}

/// Ten cards on a sheet, two beside each other, and their backs behind them however the sheet is turned, since all are
/// the same and the block stands in the middle.
pub fn cards(paper: Paper) -> [SheetSide; 2] {
    let (w, h) = card(paper);
    let (width, height) = paper.size();
    let (left, top) = ((width - 2.0 * w) / 2.0, (height - 5.0 * h) / 2.0);
    let sheet = order::repeated(10);
    [("Front", sheet.front), ("Back", sheet.back)].map(|(name, pages)| {
        let place = |(i, page): (usize, &Option<usize>)| PageSlot {
            page: *page,
            at: (left + w * (i % 2) as f64, top + h * (i / 2) as f64),
            size: (w, h),
        };
        let slots = pages.iter().enumerate().map(place).collect();
        SheetSide { name: name.to_owned(), trim: (width, height), slots, folds: Vec::new() }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const INCH: f64 = 72.0;
    const MM: f64 = 72.0 / 25.4;

    fn near(a: &[f64], b: &[f64]) {
        assert_eq!(a.len(), b.len());
        assert!(a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.02), "{a:?} instead of {b:?}");
    }

    #[test]
    fn a_letter_fold_has_the_folds_of_printers() {
        let [outside, inside] = letter_fold(Paper::Letter, false);
        near(&outside.folds, &[3.625 * INCH, 7.3125 * INCH]);
        near(&inside.folds, &[3.6875 * INCH, 7.375 * INCH]);
        let pages: Vec<_> = outside.slots.iter().chain(&inside.slots).filter_map(|p| p.page).collect();
        assert_eq!(pages, [1, 5, 0, 2, 3, 4]);
        let [outside, _] = letter_fold(Paper::A4, false);
        near(&outside.folds, &[97.0 * MM, 197.0 * MM]);
    }

    #[test]
    fn panels_fill_the_sheet_and_folds_meet_from_both_sides() {
        for paper in [Paper::Letter, Paper::A4] {
            for right_to_left in [false, true] {
                let [outside, inside] = letter_fold(paper, right_to_left);
                let width = outside.trim.0;
                for side in [&outside, &inside] {
                    near(&[side.slots.iter().map(|p| p.size.0).sum()], &[width]);
                }
                let turned: Vec<f64> = inside.folds.iter().rev().map(|x| width - x).collect();
                near(&outside.folds, &turned);
            }
        }
    }

    #[test]
    fn sides_are_called_as_staff_call_them() {
        let names = |sides: &[SheetSide]| sides.iter().map(|side| side.name.clone()).collect::<Vec<_>>();
        assert_eq!(names(&letter_fold(Paper::A4, true)), ["Outside", "Inside"]);
        assert_eq!(names(&cards(Paper::A4)), ["Front", "Back"]);
        assert_eq!(names(&booklet(Paper::A4, 4, 0.0, false)), ["Front", "Back"]);
        let booklet = booklet(Paper::A4, 12, 0.0, false);
        let wanted = [
            "Sheet 1, outermost: front",
            "Sheet 1, outermost: back",
            "Sheet 2: front",
            "Sheet 2: back",
            "Sheet 3, innermost: front",
            "Sheet 3, innermost: back",
        ];
        assert_eq!(names(&booklet), wanted);
    }

    #[test]
    fn a_booklet_creeps_towards_its_fold_alike_on_both_pages() {
        let sides = booklet(Paper::Letter, 13, 0.3, false);
        assert_eq!(sides.len(), 8);
        let half = sides[0].trim.0 / 2.0;
        for (i, side) in sides.iter().enumerate() {
            let creep = (i / 2) as f64 * 0.3;
            near(&[side.slots[0].at.0, side.slots[1].at.0], &[creep, half - creep]);
        }
        assert_eq!(sides.iter().flat_map(|s| &s.slots).filter(|p| p.page.is_none()).count(), 3);
    }

    #[test]
    fn cards_lie_on_the_sheet_without_overlap_and_back_to_back() {
        for paper in [Paper::Letter, Paper::A4] {
            let [front, back] = cards(paper);
            assert_eq!(front.slots.len(), 10);
            let (width, height) = front.trim;
            for (i, a) in front.slots.iter().enumerate() {
                assert!(
                    a.at.0 > 9.0 && a.at.1 > 9.0 && a.at.0 + a.size.0 < width - 9.0 && a.at.1 + a.size.1 < height - 9.0
                );
                let apart = |b: &PageSlot| {
                    (a.at.0 - b.at.0).abs() > a.size.0 - 0.01 || (a.at.1 - b.at.1).abs() > a.size.1 - 0.01
                };
                assert!(front.slots[i + 1..].iter().all(apart));
                // Turned over the long edge, each front has a back behind it.
                let behind = width - a.at.0 - a.size.0;
                assert!(back.slots.iter().any(|b| (b.at.0 - behind).abs() < 0.01 && (b.at.1 - a.at.1).abs() < 0.01));
            }
        }
    }

    /// Where the places of a side lie when it is seen in a mirror.
    fn mirrored(side: &SheetSide) -> Vec<(Option<usize>, f64, f64)> {
        let mut slots: Vec<_> =
            side.slots.iter().map(|p| (p.page, side.trim.0 - p.at.0 - p.size.0, p.size.0)).collect();
        slots.sort_by(|a, b| a.1.total_cmp(&b.1));
        slots
    }

    fn laid(side: &SheetSide) -> Vec<(Option<usize>, f64, f64)> {
        let mut slots: Vec<_> = side.slots.iter().map(|p| (p.page, p.at.0, p.size.0)).collect();
        slots.sort_by(|a, b| a.1.total_cmp(&b.1));
        slots
    }

    fn alike(a: &[(Option<usize>, f64, f64)], b: &[(Option<usize>, f64, f64)]) -> bool {
        let near = |x: f64, y: f64| (x - y).abs() < 0.01;
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0 == b.0 && near(a.1, b.1) && near(a.2, b.2))
    }

    proptest::proptest! {
        #[test]
        fn booklets_of_any_length_and_paper(pages in 1_usize..=200, thickness in 0.0_f64..2.8, a4: bool) {
            let paper = if a4 { Paper::A4 } else { Paper::Letter };
            let (left, right) = (booklet(paper, pages, thickness, false), booklet(paper, pages, thickness, true));
            let mut printed: Vec<usize> = left.iter().flat_map(|s| &s.slots).filter_map(|p| p.page).collect();
            printed.sort_unstable();
            proptest::prop_assert!(printed.into_iter().eq(0..pages));
            for (side, other) in left.iter().zip(&right) {
                // What is read from right to left lies as in a mirror.
                proptest::prop_assert!(alike(&mirrored(side), &laid(other)));
                // Both pages of a side are moved alike, each towards the fold.
                let (fold, [a, b]) = (side.folds[0], [side.slots[0], side.slots[1]]);
                proptest::prop_assert!(((a.at.0 + a.size.0 - fold) - (fold - b.at.0)).abs() < 1e-6);
                proptest::prop_assert!(a.at.0 >= 0.0 && b.at.0 + b.size.0 <= side.trim.0 + 1e-6);
            }
            for sheet in left.chunks(2) {
                // Behind the left half of a front is the right half of its back: pages that follow each other.
                let leaf = |front: Option<usize>, back: Option<usize>| front.zip(back).is_none_or(|(a, b)| a.abs_diff(b) == 1);
                proptest::prop_assert!(leaf(sheet[0].slots[0].page, sheet[1].slots[1].page));
                proptest::prop_assert!(leaf(sheet[0].slots[1].page, sheet[1].slots[0].page));
            }
        }
    }

    #[test]
    fn letter_folds_from_right_to_left_are_mirrored() {
        for paper in [Paper::Letter, Paper::A4] {
            for (side, other) in letter_fold(paper, false).iter().zip(&letter_fold(paper, true)) {
                assert!(alike(&mirrored(side), &laid(other)));
                let folds: Vec<f64> = side.folds.iter().rev().map(|x| side.trim.0 - x).collect();
                near(&folds, &other.folds);
            }
        }
    }
}
