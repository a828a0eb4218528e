//! Sheets for staff and reviewers: composed here, and made the way that worksheets go.

use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::design::design_of;
use crate::acroform::read::read;
use crate::audit::Sight;
use crate::cli::exit::Failure;
use crate::diag::Sink;
use crate::document::Job;
use crate::engine::Base;
use crate::engine::fonts::Fonts;
use crate::job::{self, Options, Shared, Stopwatch};
use crate::model::{Product, Project, StaffSheet, Text};
use crate::pdf::file::File;
use crate::project::Tree;
use crate::review::digest::Digest;
use crate::review::state::ReviewStatus;
use crate::source::Sources;

/// Whether there is a file that may hold answers which were not imported, so that nothing may be written over it.
pub(super) fn holds_answers(file: &Path, reviews: &Path) -> bool {
    let Ok(bytes) = std::fs::read(file) else { return false };
    let evidence = reviews.join("evidence").join(format!("{}.pdf", Digest::of(&bytes).as_str()));
    if evidence.exists() {
        return false;
    }
    let Some(contents) = File::read(&bytes).ok().as_ref().and_then(read) else {
        // A sheet on paper has no fields; what cannot be read may have been anything.
        return File::read(&bytes).is_err();
    };
    let is_said = |value: &String| !value.is_empty() && value != "Off";
    !contents.beside.is_empty() || contents.values.values().any(is_said)
}

/// Where sheets of a project are made.
pub(super) struct SheetDesk<'a> {
    pub(super) project: &'a Project,
    pub(super) sources: &'a Sources,
    base: Base,
    sight: Sight,
}

impl<'a> SheetDesk<'a> {
    /// One of a project that is loaded.
    pub(super) fn new(
        project: &'a Project,
        tree: &Tree,
        sources: &'a Sources,
        fonts: Fonts,
        today: NaiveDate,
    ) -> SheetDesk<'a> {
        let sight = if design_of(tree, project, today).is_some() { Sight::Pixels } else { Sight::Frames };
        SheetDesk { project, sources, base: Base::new(tree, fonts), sight }
    }

    /// The PDF of a sheet, to fill in or with a pen; findings say why there is none.
    ///
    /// # Errors
    /// Where the project has no clinic, labels or paper that could be used.
    pub(super) fn make(
        &self,
        text: &Text,
        sheet: &StaffSheet,
        product: Product,
        sink: &mut Sink,
    ) -> Result<Option<Vec<u8>>, Failure> {
        let Project { settings, clinics, strings, .. } = self.project;
        let lang = &text.head.lang;
        let clinic = settings.clinics.iter().find_map(|id| clinics.get(id));
        let (Some(clinic), Some(strings)) = (clinic, strings.get(lang)) else {
            return Err("the project's clinic or the labels of the language have errors; correct them first".into());
        };
        let review = Arc::new(ReviewStatus::of_sheet());
        let facts = self.project.facts.get(&(clinic.region.clone(), lang.clone()));
        let job = Job {
            text,
            product,
            clinic,
            paper: settings.papers.first().copied().ok_or("the project has no paper")?,
            strings,
            facts: facts.map(|facts| (facts, review.clone())),
            text_review: review,
            publisher: &settings.publisher,
            other_editions: Vec::new(),
            thickness: settings.thickness,
            is_released: false,
            withdrawn: None,
            sheet: Some(sheet),
        };
        let stopwatch = Stopwatch::stopped();
        let shared = Shared {
            base: &self.base,
            sources: self.sources,
            asked: &[product],
            sight: self.sight,
            stopwatch: &stopwatch,
        };
        let options = Options { export: true, ..Options::default() };
        Ok(job::build_document(&job, &shared, &options, sink).bytes())
    }
}
