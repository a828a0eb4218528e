//! From pages to printed sheets: which page goes where, and where on the sheet. Pure functions on numbers; lengths are in
//! points, from the top left of the trimmed sheet. `compose` alone knows the typesetter.

pub mod compose;
pub mod marks;
pub mod order;
pub mod sheet;

use crate::model::{Finishing, Paper};

/// The sides of the sheets of pages to be finished so, fronts and backs in turn; empty where they are printed as they are.
/// `pages` is their number, `thickness` that of the paper in points.
pub fn sides(
    finishing: Finishing,
    paper: Paper,
    pages: usize,
    thickness: f64,
    right_to_left: bool,
) -> Vec<sheet::SheetSide> {
    match finishing {
        Finishing::Flat => Vec::new(),
        Finishing::LetterFold => sheet::letter_fold(paper, right_to_left).to_vec(),
        Finishing::SaddleStitch => sheet::booklet(paper, pages, thickness, right_to_left),
        Finishing::Cut => sheet::cards(paper).to_vec(),
    }
}
