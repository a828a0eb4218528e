//! From pages to printed sheets: which page goes where, and where on the sheet. Pure functions on numbers; lengths are in
//! points, from the top left of the trimmed sheet. `compose` alone knows the typesetter.

pub mod compose;
pub mod marks;
pub mod order;
pub mod sheet;

use crate::job::Job;
use crate::model::Product;

/// The sides of the sheets of a job, fronts and backs in turn; empty where its pages are printed as they are.
pub fn sides(job: &Job, pages: usize) -> Vec<sheet::SheetSide> {
    match job.product {
        Product::Trifold => sheet::letter_fold(job.paper, job.right_to_left()).to_vec(),
        Product::Booklet => sheet::booklet(job.paper, pages, job.thickness, job.right_to_left()),
        Product::Card => sheet::cards(job.paper).to_vec(),
        _ => Vec::new(),
    }
}
