//! What is wanted of documents, and what all that are made in a run share.

use std::collections::BTreeSet;

use super::stopwatch::Stopwatch;
use crate::audit::Sight;
use crate::document::Job;
use crate::engine::Base;
use crate::model::{OutputTarget, Product};
use crate::source::Sources;

/// What is made of documents, and on how many threads.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How many worker threads; 0 means one for each core.
    pub jobs: usize,
    /// Whether PDF bytes are wanted.
    pub export: bool,
    /// How what is folded or cut is to be printed.
    pub prints: WantedTargets,
}

/// Which files are made of a document beside that to read.
#[derive(Clone, Debug, Default)]
pub struct WantedTargets {
    /// What was asked for.
    pub asked: Vec<OutputTarget>,
    /// Outputs of earlier builds: those to print are made anew with their pages, also where nobody asked.
    pub before: BTreeSet<String>,
}

impl WantedTargets {
    /// Whether the output at a path is made.
    pub fn wants(&self, print: Option<OutputTarget>, path: &str) -> bool {
        print.is_none_or(|print| self.asked.contains(&print)) || self.before.contains(path)
    }
}

/// What all jobs share.
pub struct Shared<'a> {
    /// Library, fonts and layouts.
    pub base: &'a Base,
    /// The project's files, to point into.
    pub sources: &'a Sources,
    /// Products that somebody asked for by name: without room they are an error.
    pub asked: &'a [Product],
    /// How closely pages are looked at.
    pub sight: Sight,
    /// Measures steps; no output depends on it.
    pub stopwatch: &'a Stopwatch,
}

impl Shared<'_> {
    /// Whether somebody asked for the product of a document by name, here or in its text.
    pub(super) fn asks_for(&self, job: &Job) -> bool {
        let listed = job.text.products.as_ref().is_some_and(|list| list.contains(&job.product));
        listed || self.asked.contains(&job.product)
    }
}
