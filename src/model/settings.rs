//! `project.yaml`, resolved.

use super::paper::Paper;
use super::policy::ReviewPolicy;
use super::product::Product;

/// What the project makes, and for whom.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Paper sizes.
    pub papers: Vec<Paper>,
    /// Languages, as ISO 639-1 codes.
    pub languages: Vec<String>,
    /// Products to make of every text that they fit.
    pub products: Vec<Product>,
    /// Ids of clinics.
    pub clinics: Vec<String>,
    /// Who publishes.
    pub publisher: String,
    /// How texts are reviewed.
    pub review: ReviewPolicy,
    /// How thick the paper is that booklets are printed on, in points.
    pub thickness: f64,
    /// Where printed copies lie, in the order of the file.
    pub places: Vec<CopyPlace>,
}

/// A place where printed copies lie, or a website that has the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopyPlace {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// Millimetres in points.
pub fn millimetres(mm: f64) -> f64 {
    mm * 72.0 / 25.4
}
