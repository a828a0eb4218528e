//! What the form of a file holds: fields, widgets, values, and what a reader should know.

use std::collections::{BTreeMap, BTreeSet};

use crate::acroform::beside::BesideFields;
use crate::acroform::embed::{Embedded, Unusable};
use crate::acroform::names::{FieldValues, RestLengths};

/// What the form of a file holds.
#[derive(Clone, Debug)]
pub struct FormContents {
    /// What the form says of itself; an error where it was not made by this program.
    pub embedded: Result<Embedded, Unusable>,
    /// What stands in the fields, by qualified name.
    pub values: FieldValues,
    /// The fields by qualified name.
    pub fields: BTreeMap<String, PdfField>,
    /// The names of the fields in the order of the file.
    pub order: Vec<String>,
    /// What was moved to the page for what did not fit, as the program that moved it says.
    pub moved: RestLengths,
    /// What stands on the pages beside the fields.
    pub beside: Vec<BesideFields>,
    /// What a reader should know.
    pub notes: BTreeSet<Note>,
    /// Names that several fields have; the first of each is read.
    pub duplicates: BTreeSet<String>,
    /// Fields that stand on pages and in no list, by the number of the topmost object of each.
    pub loose: Vec<u32>,
}

/// What a reader should know of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Note {
    /// It is signed.
    Signed,
    /// It has an XFA form beside its fields.
    Xfa,
    /// It has scripts or actions.
    Scripts,
    /// Its fields stand on its pages, and the list of them is lost: a program put it together anew.
    Merged,
    /// It holds more than any form does, and was not read to its end.
    TooMuch,
}

/// A terminal field of the file (ISO 32000-1, 12.7.3.1).
#[derive(Clone, Debug)]
pub struct PdfField {
    /// The number of its object.
    pub object: u32,
    /// Further objects of the same name: some programs take radio buttons apart, each a field of its own.
    pub others: Vec<u32>,
    /// Its type, with the flags that tell types apart (`FT` and `Ff`, 12.7.3.1).
    pub kind: PdfFieldKind,
    /// Where it is shown (12.5.6.19).
    pub widgets: Vec<Widget>,
    /// The most letters that it takes, as UTF-16 units (`MaxLen`, 12.7.4.3).
    pub max_letters: Option<usize>,
    /// The size of its words in points (`DA`, 12.7.3.3).
    pub size: f64,
}

/// The type of a field (ISO 32000-1, 12.7.4).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PdfFieldKind {
    /// Words, on one line or several.
    Text {
        /// Whether on several.
        lines: bool,
    },
    /// A box to tick.
    Check,
    /// Radio buttons.
    Radio,
    /// A list to choose from.
    Choice,
}

/// Where a field is shown (ISO 32000-1, 12.5.6.19).
#[derive(Clone, Debug)]
pub struct Widget {
    /// The number of its object.
    pub object: u32,
    /// Left, bottom, right and top on the page, in points (`Rect`, 12.5.2).
    pub rect: [f64; 4],
    /// Of a button the state that it shows when it is on (the key of `AP` that is not `Off`, 12.7.4.2.3).
    pub state: Option<String>,
}

impl Widget {
    /// Width and height in points.
    pub fn size(&self) -> (f64, f64) {
        let [x0, y0, x1, y1] = self.rect;
        ((x1 - x0).abs(), (y1 - y0).abs())
    }
}
