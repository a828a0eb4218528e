//! What the rules hold against each other, and what they say.

use crate::audit::matching::printed::Printed;
use crate::audit::matching::table::ExpectedNodes;
use crate::audit::reading::{Bounds, Hidden, LetterFlaw, Pages};
use crate::document::{Document, Role};
use crate::model::LeafPath;

/// The mark of a list item as printed.
pub(super) struct Mark {
    pub(super) page: usize,
    pub(super) bounds: Bounds,
    pub(super) text: String,
}

/// What is wrong, once each.
#[derive(Default)]
pub(super) struct Problems(pub(super) Vec<String>);

impl Problems {
    pub(super) fn push(&mut self, problem: String) {
        if !self.0.contains(&problem) {
            self.0.push(problem);
        }
    }

    pub(super) fn extend(&mut self, problems: impl IntoIterator<Item = String>) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}

/// What the rules hold against each other.
pub(super) struct Judged<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) table: &'a ExpectedNodes<'a>,
    pub(super) pages: &'a Pages,
    pub(super) printed: &'a [Printed],
}

impl Judged<'_> {
    /// Whether the number of something is printed under a path.
    pub(super) fn is_number(&self, path: &LeafPath) -> bool {
        self.table.node(path).is_some_and(|node| node.role == Role::Number)
    }
}

/// Why words cannot be read.
pub(super) fn said(hidden: &Hidden) -> String {
    match hidden {
        Hidden::Covered => "is covered by something drawn over it".to_owned(),
        Hidden::Outside => "stands outside the page or is cut off".to_owned(),
        Hidden::AtEdge(rim) => format!("stands less than {rim} pt from the left or right edge of the page"),
        Hidden::Stretched => "is stretched in one direction".to_owned(),
        Hidden::Tiny(size) => format!("is set at {size:.1} pt, below 7 pt"),
        Hidden::Deformed => "is turned, mirrored, slanted or outlined".to_owned(),
        Hidden::Letters(LetterFlaw::Pressed) => "has its letters pushed together".to_owned(),
        Hidden::Letters(LetterFlaw::Thin) => {
            "has letters neither as near as in a word nor as far as between two".to_owned()
        }
        Hidden::Letters(LetterFlaw::Form(letter)) => {
            format!("has `{letter}` in another form than its usual one, such as raised, lowered or small")
        }
    }
}
