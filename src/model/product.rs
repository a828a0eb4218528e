//! Products, and how they are printed.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::panel::{card, panel_widths};
use super::paper::Paper;

/// A product: a layout of `layouts/products/`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Product {
    /// A guide, on full pages.
    Leaflet,
    /// A guide at 18 pt, set anew in one column.
    LargePrint,
    /// A guide in short on a sheet that is folded twice: six panels.
    Trifold,
    /// A guide on pages of half the paper's size, to fold and staple.
    Booklet,
    /// Numbers and first steps on cards for the wallet.
    Card,
    /// A worksheet to fill in on screen, on full pages.
    Worksheet,
    /// A worksheet to fill in with a pen, on full pages.
    WorksheetPaper,
}

/// What is done to the printed pages of a product.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Finishing {
    /// Nothing: they are printed as they are.
    Flat,
    /// A letter-fold (C-fold): a sheet is folded twice, into six panels.
    LetterFold,
    /// Sheets are folded in half and stapled in the fold.
    SaddleStitch,
    /// A sheet is cut into cards.
    Cut,
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
        match self {
            Product::Worksheet | Product::WorksheetPaper => true,
            Product::Leaflet | Product::LargePrint | Product::Trifold | Product::Booklet | Product::Card => false,
        }
    }

    /// Whether it has nothing to say but whom to call, so that a text makes none that has neither topics nor `get_help`.
    pub fn needs_calls(self) -> bool {
        match self {
            Product::Card => true,
            Product::Leaflet
            | Product::LargePrint
            | Product::Trifold
            | Product::Booklet
            | Product::Worksheet
            | Product::WorksheetPaper => false,
        }
    }

    /// The label under which other products of the same text name it, where a reader may need it instead of them.
    pub fn alternative_label(self) -> Option<&'static str> {
        match self {
            Product::LargePrint => Some("large_print"),
            Product::Leaflet
            | Product::Trifold
            | Product::Booklet
            | Product::Card
            | Product::Worksheet
            | Product::WorksheetPaper => None,
        }
    }

    /// Whether its fields are filled in on screen.
    pub fn fillable(self) -> bool {
        match self {
            Product::Worksheet => true,
            Product::Leaflet
            | Product::LargePrint
            | Product::Trifold
            | Product::Booklet
            | Product::Card
            | Product::WorksheetPaper => false,
        }
    }

    /// What is done to its printed pages.
    pub fn finishing(self) -> Finishing {
        match self {
            Product::Trifold => Finishing::LetterFold,
            Product::Booklet => Finishing::SaddleStitch,
            Product::Card => Finishing::Cut,
            Product::Leaflet | Product::LargePrint | Product::Worksheet | Product::WorksheetPaper => Finishing::Flat,
        }
    }

    /// Width and height of its pages in points: those to read, of which sheets are made.
    pub fn page_size(self, paper: Paper) -> (f64, f64) {
        let (width, height) = paper.size();
        match self.finishing() {
            Finishing::Flat => (width, height),
            Finishing::LetterFold => (panel_widths(paper).1, width),
            Finishing::SaddleStitch => (height / 2.0, width),
            Finishing::Cut => card(paper),
        }
    }

    /// Whether it is folded or cut, so that sheets are printed of it. There are pages of it, then, that text cannot go
    /// on from, so that it may have no room.
    pub fn has_sheets(self) -> bool {
        self.finishing() != Finishing::Flat
    }

    /// Whether withdrawn texts are printed so for an archive, with a banner in the head of every page.
    pub fn is_of_archive(self) -> bool {
        matches!(self, Self::Leaflet | Self::Worksheet | Self::WorksheetPaper)
    }
}

/// A way to print what is folded or cut, beside the pages to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OutputTarget {
    /// For a printer that cannot print to the edge: no bleed, ticks where it is folded.
    Office,
    /// For a print shop: bleed, boxes, marks, inks.
    Press,
}

impl OutputTarget {
    /// Both ways.
    pub const ALL: &[OutputTarget] = &[OutputTarget::Office, OutputTarget::Press];

    /// The name used in file names.
    pub fn as_str(self) -> &'static str {
        match self {
            OutputTarget::Office => "office",
            OutputTarget::Press => "press",
        }
    }
}
