//! What the rules hold against each other, and what they say.

use std::collections::BTreeMap;

use crate::audit::matching::printed::{Printed, PrintedLine};
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

/// What is printed by path; the head of a table comes again on each page.
pub(super) type ByPath<'a> = BTreeMap<&'a LeafPath, Vec<&'a Printed>>;

/// A line on a page, and the block that it is of.
pub(super) type BlockLine<'a> = (&'a Printed, &'a PrintedLine);

/// What the rules hold against each other.
pub(super) struct Judged<'a> {
    pub(super) document: &'a Document<'a>,
    pub(super) table: &'a ExpectedNodes<'a>,
    pub(super) pages: &'a Pages,
    pub(super) printed: &'a [Printed],
    pub(super) by_path: ByPath<'a>,
    lines: Vec<Vec<BlockLine<'a>>>,
}

impl<'a> Judged<'a> {
    pub(super) fn new(
        document: &'a Document<'a>,
        table: &'a ExpectedNodes<'a>,
        pages: &'a Pages,
        printed: &'a [Printed],
    ) -> Self {
        let mut by_path = ByPath::new();
        let mut lines = vec![Vec::new(); pages.count];
        for p in printed {
            by_path.entry(&p.block.path).or_default().push(p);
            for line in &p.lines {
                lines[line.page].push((p, line));
            }
        }
        Self { document, table, pages, printed, by_path, lines }
    }

    /// All that is printed under a path.
    pub(super) fn all(&self, path: &LeafPath) -> &[&'a Printed] {
        self.by_path.get(path).map(Vec::as_slice).unwrap_or_default()
    }

    /// The lines of a page, block by block.
    pub(super) fn on(&self, page: usize) -> &[BlockLine<'a>] {
        self.lines.get(page).map(Vec::as_slice).unwrap_or_default()
    }

    /// What is printed first under a path.
    pub(super) fn first(&self, path: &LeafPath) -> Option<&'a Printed> {
        self.all(path).first().copied()
    }

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
