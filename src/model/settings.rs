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
    /// How thick the paper is that booklets are printed on, in points.
    pub thickness: f64,
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
    pub const ALL: &[Product] = &[
        Product::Leaflet,
        Product::LargePrint,
        Product::Trifold,
        Product::Booklet,
        Product::Card,
        Product::Worksheet,
        Product::WorksheetPaper,
    ];

    /// The name used in file names.
    pub fn as_str(self) -> &'static str {
        match self {
            Product::Leaflet => "leaflet",
            Product::LargePrint => "large-print",
            Product::Trifold => "trifold",
            Product::Booklet => "booklet",
            Product::Card => "card",
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

    /// Width and height of its pages in points: those to read, of which sheets are made.
    pub fn page_size(self, paper: Paper) -> (f64, f64) {
        let (width, height) = paper.size();
        match self {
            Product::Trifold => (crate::impose::sheet::panel_widths(paper).1, width),
            Product::Booklet => (height / 2.0, width),
            Product::Card => crate::impose::sheet::card(paper),
            _ => (width, height),
        }
    }

    /// Whether it is folded or cut, so that sheets are printed of it.
    pub fn has_sheets(self) -> bool {
        matches!(self, Product::Trifold | Product::Booklet | Product::Card)
    }

    /// Whether there are pages of it that text cannot go on from, so that it may have no room.
    pub fn is_fitted(self) -> bool {
        matches!(self, Product::Trifold | Product::Booklet | Product::Card)
    }
}

/// Millimetres in points.
pub fn millimetres(mm: f64) -> f64 {
    mm * 72.0 / 25.4
}

/// A way to print what is folded or cut, beside the pages to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Print {
    /// For a printer that cannot print to the edge: no bleed, ticks where it is folded.
    Office,
    /// For a print shop: bleed, boxes, marks, inks.
    Press,
}

impl Print {
    /// Both ways.
    pub const ALL: &[Print] = &[Print::Office, Print::Press];

    /// The name used in file names.
    pub fn as_str(self) -> &'static str {
        match self {
            Print::Office => "office",
            Print::Press => "press",
        }
    }
}
