//! `project.yaml`, resolved.

use super::paper::Paper;
use super::product::Product;

/// What the project makes, and for whom.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Paper sizes.
    pub papers: Vec<Paper>,
    /// Languages.
    pub languages: Vec<String>,
    /// Products.
    pub products: Vec<Product>,
    /// Ids of clinics.
    pub clinics: Vec<String>,
    /// Who publishes.
    pub publisher: String,
    /// Months from a review to the next.
    pub review_months: u32,
    /// How thick the paper is that booklets are printed on, in points.
    pub thickness: f64,
}

/// Millimetres in points.
pub fn millimetres(mm: f64) -> f64 {
    mm * 72.0 / 25.4
}
