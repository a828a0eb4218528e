//! A document: its slots filled, and what of it is beside its pages.

use std::sync::Arc;

use super::fit::Fit;
use super::job::Job;
use super::node::{self, Node, Role};
use super::products::SlotKind;
use crate::model::{Figure, LeafPath};
use crate::questions::controls::Control;
use crate::questions::schema::FormSchema;

/// What viewers show of a file beside its pages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// Title of the document, shown instead of the name of its file.
    pub title: String,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// Its summary.
    pub description: String,
    /// Id, revision, topics.
    pub keywords: Vec<String>,
}

/// What a screen fills in: the questions, and their controls in the order in which they are read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The questions.
    pub schema: FormSchema,
    /// Their controls.
    pub controls: Vec<Control>,
}

/// A slot of the product with what fills it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    /// Which slot.
    pub kind: SlotKind,
    /// What fills it; nothing where there is nothing to say.
    pub nodes: Vec<Node>,
}

/// What one document says, set in one way.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    /// Which document.
    pub job: &'a Job<'a>,
    /// In which way it is set.
    pub fit: Fit,
    /// Whether its review is anything but current.
    pub draft: bool,
    /// How high its credits are in any state, in points; 0 where they have no strip of their own.
    pub strip_height: f64,
    /// The longest sentence of a state, for whose room footers keep.
    pub longest_footer: String,
    /// What it says, in the order in which it is read; what stands on every page comes last.
    pub slots: Vec<Filled>,
    /// What viewers show beside its pages.
    pub info: Info,
    /// The number of pages, where it is fixed.
    pub pages: Option<usize>,
    /// Sentences about states of review that are not this document's.
    pub foreign: Vec<String>,
    /// What a screen fills in.
    pub form: Option<Form>,
    /// The keys of the places that a pen fills in instead, in the order in which they are read.
    pub pen: Vec<LeafPath>,
}

impl Document<'_> {
    /// Every node with words, in the order in which it is read.
    pub fn leaves(&self) -> Vec<&Node> {
        let mut leaves = Vec::new();
        for node in self.slots.iter().flat_map(|filled| &filled.nodes) {
            node.each(&mut |node| {
                if !node.words.is_empty() {
                    leaves.push(node);
                }
            });
        }
        leaves
    }

    /// Its pictures, in order, each as often as it is printed.
    pub fn figures(&self) -> Vec<&Arc<Figure>> {
        let mut figures = Vec::new();
        for node in self.slots.iter().flat_map(|filled| &filled.nodes) {
            node.each(&mut |node| {
                if let Role::Figure(figure) = &node.role {
                    figures.push(figure);
                }
            });
        }
        figures
    }

    /// Its citations that lead to their sources: the path of what holds each, its words, and the source.
    pub fn linked_citations(&self) -> Vec<(&LeafPath, &str, &LeafPath)> {
        let mut citations = Vec::new();
        for node in self.leaves() {
            node::linked_citations(&node.words, &mut |words, to| citations.push((&node.path, words, to)));
        }
        citations
    }

    /// Where its links lead, in order.
    pub fn links(&self) -> Vec<&str> {
        let mut links = Vec::new();
        for node in self.leaves() {
            node::links(&node.words, &mut |url| links.push(url));
        }
        links
    }
}
