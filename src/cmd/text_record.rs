//! The record of a text: its file in `sources/reviews/`, read whole and written whole.

use std::path::{Path, PathBuf};

use crate::cli::exit::Failure;
use crate::cli::options::Global;
use crate::model::{Project, ReaderTest};
use crate::output;
use crate::source::raw::Reviews;
use crate::source::yaml;

/// The record of a text.
pub(super) struct TextRecord {
    /// Its file.
    pub(super) file: PathBuf,
    /// What stands in it.
    pub(super) reviews: Reviews,
}

impl TextRecord {
    /// That of an id and a language; an empty one where there is none.
    ///
    /// # Errors
    /// Where its file has errors: nothing may be written over what nobody could read.
    pub(super) fn of(
        project: &Project,
        reviews: &Path,
        id: &str,
        lang: &str,
        global: &Global,
    ) -> Result<Self, Failure> {
        let file = reviews.join(format!("{id}.{lang}.yaml"));
        let key = (id.to_owned(), lang.to_owned());
        let Some(sign_offs) = project.sign_offs.get(&key).cloned() else {
            return match file.exists() {
                true => Err(format!("{} has errors; correct them first", global.shown(&file)).into()),
                false => Ok(Self { file, reviews: Reviews::default() }),
            };
        };
        let withdrawals = project.withdrawals.get(&key).cloned().unwrap_or_default();
        let reader_tests = project.reader_tests.get(&key).cloned().unwrap_or_default();
        Ok(Self { file, reviews: Reviews { sign_offs, withdrawals, reader_tests } })
    }

    /// Its tests with readers.
    pub(super) fn reader_tests_mut(&mut self) -> impl Iterator<Item = &mut ReaderTest> {
        self.reviews.reader_tests.iter_mut()
    }

    /// Writes it.
    ///
    /// # Errors
    /// Where its file cannot be written.
    pub(super) fn write(&self) -> Result<(), Failure> {
        let text = yaml::write("Written by handout: do not edit. The record of a text.", &self.reviews)?;
        output::write(&self.file, text.as_bytes()).map_err(|e| Failure::unwritten(self.file.display(), &e))
    }
}
