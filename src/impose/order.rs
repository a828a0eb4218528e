//! Which page goes where: pure functions on page numbers. Pages count from 0; `None` is a blank.

use crate::model::Panel;

/// The pages on one side of a sheet, from left to right, then the next row; `None` is a blank.
pub type SidePages = Vec<Option<usize>>;

/// The pages on the two sides of a sheet of paper, each side as it lies before whoever turns the sheet over its short or long edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetPages {
    /// The side that is printed first: the outside of what is folded.
    pub front: SidePages,
    /// The side that is printed second, turned over.
    pub back: SidePages,
}

/// Pages rounded up to whole sheets of four.
pub fn rounded(pages: usize) -> usize {
    pages.div_ceil(4) * 4
}

/// Saddle stitch: two pages on each side of each sheet, sheets laid into each other, the first outermost. The last page is
/// the back cover: blanks stand before it. Turned over the short edge of the sheet, which is the spine's own direction.
pub fn saddle(pages: usize, right_to_left: bool) -> Vec<SheetPages> {
    let total = rounded(pages);
    let page = |n: usize| folded(n, pages);
    let spread = |left: usize, right: usize| {
        if right_to_left { vec![page(right), page(left)] } else { vec![page(left), page(right)] }
    };
    (0..total / 4)
        .map(|i| SheetPages { front: spread(total - 1 - 2 * i, 2 * i), back: spread(2 * i + 1, total - 2 - 2 * i) })
        .collect()
}

/// The page on a leaf's side of a folded booklet, counted from its cover: the last page closes it.
fn folded(side: usize, pages: usize) -> Option<usize> {
    let closes = side + 1 == rounded(pages);
    if closes { pages.checked_sub(1) } else { Some(side).filter(|n| n + 1 < pages) }
}

/// How far the pages of a sheet move towards the spine, so that after the fore-edge is trimmed all margins look alike:
/// the outermost sheet not at all, each further one by the thickness of the paper more.
pub fn creep(sheet: usize, thickness: f64) -> f64 {
    sheet as f64 * thickness
}

/// The outside of a letter-fold from left to right: flap, back, cover; mirrored where one reads from right to left.
pub fn outside(right_to_left: bool) -> [Panel; 3] {
    let panels = [Panel::Flap, Panel::Back, Panel::Cover];
    if right_to_left { mirrored(panels) } else { panels }
}

/// The inside of a letter-fold from left to right.
pub fn inside(right_to_left: bool) -> [Panel; 3] {
    let panels = [Panel::InnerFirst, Panel::InnerMiddle, Panel::InnerLast];
    if right_to_left { mirrored(panels) } else { panels }
}

fn mirrored([a, b, c]: [Panel; 3]) -> [Panel; 3] {
    [c, b, a]
}

/// Step and repeat: the same page at every place of the front, its back at every place of the back.
pub fn repeated(slots: usize) -> SheetPages {
    SheetPages { front: vec![Some(0); slots], back: vec![Some(1); slots] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn booklets_of_named_lengths() {
        let side = |pages: [Option<usize>; 2]| pages.to_vec();
        assert_eq!(saddle(4, false), [SheetPages { front: side([Some(3), Some(0)]), back: side([Some(1), Some(2)]) }]);
        let thirteen = saddle(13, false);
        assert_eq!(thirteen.len(), 4);
        assert_eq!(thirteen[0].front, [Some(12), Some(0)]);
        assert_eq!(thirteen[0].back, [Some(1), None]);
        assert_eq!(thirteen[1].front, [None, Some(2)]);
        assert_eq!(thirteen[1].back, [Some(3), None]);
        assert_eq!(thirteen[3].back, [Some(7), Some(8)]);
        assert_eq!(saddle(4, true)[0].front, [Some(0), Some(3)]);
        assert_eq!(saddle(0, false), []);
    }

    #[test]
    fn every_page_once_and_blanks_before_the_back_cover() {
        for pages in 1..=64 {
            for right_to_left in [false, true] {
                let sheets = saddle(pages, right_to_left);
                let mut seen: Vec<usize> =
                    sheets.iter().flat_map(|s| s.front.iter().chain(&s.back)).flatten().copied().collect();
                seen.sort_unstable();
                assert_eq!(seen, (0..pages).collect::<Vec<_>>());
                let slots = sheets.iter().map(|s| s.front.len() + s.back.len()).sum::<usize>();
                assert_eq!(slots, rounded(pages));
            }
        }
    }

    #[test]
    fn a_folded_booklet_reads_in_order() {
        for pages in 1..=40 {
            // Leaves from the front of the booklet: right halves of the fronts, backs of them, then the other half.
            let sheets = saddle(pages, false);
            let mut read: Vec<Option<usize>> = Vec::new();
            for sheet in &sheets {
                read.extend([sheet.front[1], sheet.back[0]]);
            }
            for sheet in sheets.iter().rev() {
                read.extend([sheet.back[1], sheet.front[0]]);
            }
            let blanks = vec![None; rounded(pages) - pages];
            let text = (0..pages - 1).map(Some);
            let wanted: Vec<Option<usize>> = text.chain(blanks).chain([Some(pages - 1)]).collect();
            assert_eq!(read, wanted);
        }
    }

    #[test]
    fn panels_that_back_each_other_are_of_one_width() {
        for right_to_left in [false, true] {
            let (outside, inside) = (outside(right_to_left), inside(right_to_left));
            for i in 0..3 {
                // Turned over the short edge, what was at the left lies at the right.
                assert_eq!(outside[i].narrow(), inside[2 - i].narrow());
            }
        }
    }

    #[test]
    fn creep_grows_by_the_thickness_of_the_paper() {
        assert_eq!(creep(0, 0.3), 0.0);
        assert!((creep(3, 0.3) - 0.9).abs() < 1e-9);
    }
}
