//! `project.yaml`, resolved.

use crate::source::raw::{Paper, Product};

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
}

impl Paper {
    /// The name used in file names.
    pub fn as_str(self) -> &'static str {
        match self {
            Paper::Letter => "letter",
            Paper::A4 => "a4",
        }
    }

    /// Width and height in points.
    pub fn size(self) -> (f64, f64) {
        match self {
            Paper::Letter => (612.0, 792.0),
            Paper::A4 => (595.276, 841.89),
        }
    }
}

impl Product {
    /// Every product.
    pub const ALL: &[Product] = &[Product::Leaflet, Product::LargePrint, Product::Worksheet, Product::WorksheetPaper];

    /// The name used in file names.
    pub fn as_str(self) -> &'static str {
        match self {
            Product::Leaflet => "leaflet",
            Product::LargePrint => "large-print",
            Product::Worksheet => "worksheet",
            Product::WorksheetPaper => "worksheet-paper",
        }
    }

    /// Whether it is made of worksheets; the others are made of guides.
    pub fn of_worksheets(self) -> bool {
        matches!(self, Product::Worksheet | Product::WorksheetPaper)
    }

    /// Whether its fields are filled in on screen.
    pub fn fillable(self) -> bool {
        self == Product::Worksheet
    }
}
