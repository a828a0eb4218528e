//! A document as what its pages must hold: how often and where each node is printed.

use std::collections::BTreeMap;

use crate::document::products::has_covers;
use crate::document::{Document, Node, Presence, Role};
use crate::model::LeafPath;

/// The nodes of a document by how often they are printed.
pub(in crate::audit) struct ExpectedNodes<'a> {
    /// The blocks of the text, in order, each exactly once.
    pub(in crate::audit) flow: Vec<&'a Node>,
    /// The lines of footers.
    pub(in crate::audit) footer: Vec<&'a Node>,
    /// Words that may stand above the text of later pages, at most once a page.
    pub(in crate::audit) header: Vec<&'a Node>,
    /// Contents stand where there are more pages than `contents_after`, and there only.
    pub(in crate::audit) contents: Vec<&'a Node>,
    /// What stands above lines to write on: at most once on a page, behind the text.
    pub(in crate::audit) notes: Vec<&'a Node>,
    /// Whether the first page and the last one are covers, without header and footer.
    pub(in crate::audit) covers: bool,
    /// The most pages without contents.
    pub(in crate::audit) contents_after: usize,
    /// All of these by their path.
    by_path: BTreeMap<&'a LeafPath, &'a Node>,
    /// The keys of the places that a screen or a pen fills in, in order, each exactly once.
    pub(in crate::audit) controls: Vec<&'a LeafPath>,
    /// Whether a pen does: a place may have several lines then, each with a piece of its own.
    pub(in crate::audit) pen: bool,
}

impl<'a> ExpectedNodes<'a> {
    pub(in crate::audit) fn new(document: &'a Document) -> Self {
        let mut table = Self {
            flow: Vec::new(),
            footer: Vec::new(),
            header: Vec::new(),
            contents: Vec::new(),
            notes: Vec::new(),
            covers: has_covers(document.job.product),
            contents_after: 0,
            by_path: BTreeMap::new(),
            controls: Vec::new(),
            pen: false,
        };
        for node in document.leaves() {
            if node.presence != Presence::InControl {
                table.by_path.insert(&node.path, node);
            }
            match node.presence {
                Presence::Once | Presence::AgainAfterBreak => table.flow.push(node),
                Presence::EveryPage | Presence::WithParts(_) => table.footer.push(node),
                Presence::AtMostOnceAPage => table.header.push(node),
                Presence::BeyondPages(pages) => {
                    table.contents_after = pages;
                    table.contents.push(node);
                }
                Presence::OnSparePages => table.notes.push(node),
                Presence::InControl => {}
            }
        }
        let controls = document.form.iter().flat_map(|form| &form.controls);
        let screen = controls.flat_map(|control| &control.places).map(|spot| &spot.key);
        table.controls = screen.chain(&document.pen).collect();
        table.pen = !document.pen.is_empty();
        table
    }

    /// What is printed under a path.
    pub(in crate::audit) fn node(&self, path: &LeafPath) -> Option<&'a Node> {
        self.by_path.get(path).copied()
    }

    /// Whether something is printed under a path, on so many pages.
    pub(in crate::audit) fn knows(&self, path: &LeafPath, pages: usize) -> bool {
        let beyond = |node: &Node| matches!(node.presence, Presence::BeyondPages(least) if pages <= least);
        self.node(path).is_some_and(|node| !beyond(node))
    }

    /// Whether words about review may stand under a path.
    pub(in crate::audit) fn may_claim(&self, path: &LeafPath) -> bool {
        self.node(path).is_some_and(|node| node.role == Role::Claim)
    }
}
