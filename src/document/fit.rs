//! Copy-fitting: the declared ways in which a text may be set, one of which is tried after the other.

use crate::model::Product;

/// A way to set a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Fit {
    /// Whether sections are printed whole, where there is a choice between them and their briefs.
    pub whole: bool,
    /// Whether the safety facts of the topic are printed that the text itself does not print.
    pub facts: bool,
    /// How close: 0 as designed, then the steps of `layouts/system.typ`.
    pub step: usize,
}

/// The ladder of pages that go on as long as the text does.
const LONG: &[Fit] = &[Fit { whole: true, facts: true, step: 0 }];

/// The ladder of a tri-fold: the whole text where it has room, else the briefs of its sections with the safety facts of
/// the topic, then closer; without those facts only where they have no room at the closest either.
const TRIFOLD: &[Fit] = &[
    Fit { whole: true, facts: true, step: 0 },
    Fit { whole: false, facts: true, step: 0 },
    Fit { whole: false, facts: true, step: 1 },
    Fit { whole: false, facts: true, step: 2 },
    Fit { whole: false, facts: true, step: 3 },
    Fit { whole: false, facts: false, step: 0 },
    Fit { whole: false, facts: false, step: 1 },
    Fit { whole: false, facts: false, step: 2 },
    Fit { whole: false, facts: false, step: 3 },
];

/// The ways of a product, in the order in which they are tried.
pub fn fit_ladder(product: Product) -> &'static [Fit] {
    match product {
        Product::Trifold => TRIFOLD,
        Product::Leaflet
        | Product::LargePrint
        | Product::Booklet
        | Product::Card
        | Product::Worksheet
        | Product::WorksheetPaper => LONG,
    }
}
