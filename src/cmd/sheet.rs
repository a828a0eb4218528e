//! Sheets for staff and reviewers: composed here, and made the way that worksheets go.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use super::design::design_of;
use super::guard::Guard;
use super::places::resolve;
use crate::acroform::read::read;
use crate::audit::Sight;
use crate::cli::exit::Failure;
use crate::cli::options::Global;
use crate::diag::Sink;
use crate::document::Job;
use crate::engine::Base;
use crate::engine::fonts::Fonts;
use crate::job::{self, Options, Shared, Stopwatch};
use crate::manifest::FolderKind;
use crate::model::{Product, Project, StaffSheet, Text};
use crate::pdf::file::File;
use crate::project::Tree;
use crate::review::digest::Digest;
use crate::review::state::ReviewStatus;
use crate::source::Sources;

/// The folder of sheets: as it was named, else one of the project.
///
/// # Errors
/// Where it is none that sheets may be written to.
pub(super) fn sheet_folder(global: &Global, named: Option<&Path>, own: &str) -> Result<PathBuf, Failure> {
    let folder = named.map_or_else(|| global.root.join(own), |named| global.here.join(named));
    Guard::new(FolderKind::Drafts, global).admit(&resolve(&folder))?;
    Ok(folder)
}

/// Refuses to write over answers.
///
/// # Errors
/// Where a file may hold some.
pub(super) fn keep_answers(global: &Global, file: &Path) -> Result<(), Failure> {
    if holds_answers(file, &global.root.join("sources/reviews")) {
        let shown = global.shown(file);
        return Err(format!("{shown} holds answers: import it, move it, or name another folder with --out").into());
    }
    Ok(())
}

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
