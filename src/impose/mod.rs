//! From pages to printed sheets: which page goes where, and where on the sheet. Pure functions on numbers; lengths are in
//! points, from the top left of the trimmed sheet. `compose` alone knows the typesetter.

pub mod compose;
pub mod marks;
pub mod order;
pub mod sheet;

use crate::model::{Paper, Product};

/// The sides of the sheets of a product, fronts and backs in turn; empty where its pages are printed as they are.
/// `pages` is their number, `thickness` that of the paper in points.
pub fn sides(
    product: Product,
    paper: Paper,
    pages: usize,
    thickness: f64,
    right_to_left: bool,
) -> Vec<sheet::SheetSide> {
    match product {
        Product::Trifold => sheet::letter_fold(paper, right_to_left).to_vec(),
        Product::Booklet => sheet::booklet(paper, pages, thickness, right_to_left),
        Product::Card => sheet::cards(paper).to_vec(),
        Product::Leaflet | Product::LargePrint | Product::Worksheet | Product::WorksheetPaper => Vec::new(),
    }
}
