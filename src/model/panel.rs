//! Panels of a letter-fold and cards: their order, and their sizes, which are those of printers.

use super::paper::Paper;

/// Points in an inch.
const INCH: f64 = 72.0;

/// Points in a millimetre.
const MM: f64 = 72.0 / 25.4;

/// The panels of a letter-fold in reading order: what one meets as it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Panel {
    /// The front.
    Cover,
    /// The one that folds in, seen when the cover is opened.
    Flap,
    /// Inside, first in reading order.
    InnerFirst,
    /// Inside, in the middle.
    InnerMiddle,
    /// Inside, last; the back of the flap.
    InnerLast,
    /// The back: emergency, credits, clinic.
    Back,
}

impl Panel {
    /// All six, in the order in which they are read.
    pub const ALL: [Panel; 6] =
        [Panel::Cover, Panel::Flap, Panel::InnerFirst, Panel::InnerMiddle, Panel::InnerLast, Panel::Back];

    /// Whether it is the narrow one, or the back of it.
    pub fn narrow(self) -> bool {
        matches!(self, Panel::Flap | Panel::InnerLast)
    }

    /// The page of the reading PDF that it is, from 0.
    pub fn page(self) -> usize {
        self as usize
    }
}

/// The widths of a letter-fold's panels on a paper that lies wide: the two full ones, and the narrow one.
pub fn panel_widths(paper: Paper) -> (f64, f64) {
    match paper {
        Paper::Letter => (3.6875 * INCH, 3.625 * INCH),
        Paper::A4 => (100.0 * MM, 97.0 * MM),
    }
}

/// The size of a wallet card that goes with a paper: 3.5 x 2 in, or 85 x 55 mm.
pub fn card(paper: Paper) -> (f64, f64) {
    match paper {
        Paper::Letter => (3.5 * INCH, 2.0 * INCH),
        Paper::A4 => (85.0 * MM, 55.0 * MM),
    }
}
