//! What Typst sees: layouts, fonts and library shared by all documents, and one document's data.

use std::collections::HashMap;
use std::sync::OnceLock;

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::fonts::Fonts;
use crate::acroform::font::FieldFont;
use crate::project::Tree;

/// What all documents share, loaded once for a process.
pub struct Base {
    library: LazyHash<Library>,
    fonts: Fonts,
    /// Made where a form asks for it.
    field_font: OnceLock<Option<FieldFont>>,
    layouts: HashMap<FileId, LayoutFile>,
}

/// A file of `layouts/`: most products use a few of them.
struct LayoutFile {
    text: String,
    /// Parsed where a product first asks for it.
    source: OnceLock<Source>,
}

/// The file id of a path.
pub(super) fn file_id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(RootedPath::new(VirtualRoot::Project, path).intern())
}

impl Base {
    /// Loads layouts from a tree.
    pub fn new(tree: &Tree, fonts: Fonts) -> Self {
        let layouts = tree
            .below("layouts/")
            .filter(|(path, _)| path.ends_with(".typ"))
            .filter_map(|(path, file)| {
                let text = std::str::from_utf8(&file.bytes).ok()?.to_owned();
                Some((file_id(path)?, LayoutFile { text, source: OnceLock::new() }))
            })
            .collect();
        // Tables of texts say which of their cells name a row (PDF/UA-1, 7.5).
        let features = [Feature::A11yExtras].into_iter().collect();
        let library = Library::builder().with_features(features).build();
        Self { library: LazyHash::new(library), field_font: OnceLock::new(), fonts, layouts }
    }

    /// The font in which answers are shown; `None` where the project's fonts lack it.
    pub fn field_font(&self) -> Option<&FieldFont> {
        self.field_font.get_or_init(|| self.fonts.for_fields()).as_ref()
    }

    /// The families of its fonts.
    pub fn families(&self) -> Vec<String> {
        self.fonts.families()
    }
}

/// One document's view.
pub(super) struct DocumentWorld<'a> {
    pub(super) base: &'a Base,
    pub(super) main: FileId,
    /// The files made for this document: its data, its logo.
    pub(super) made: Vec<(FileId, Bytes)>,
}

impl World for DocumentWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &self.base.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &self.base.fonts.book
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let layout = self.base.layouts.get(&id).ok_or_else(|| not_found(id))?;
        Ok(layout.source.get_or_init(|| Source::new(id, layout.text.clone())).clone())
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if let Some((_, bytes)) = self.made.iter().find(|(made, _)| *made == id) {
            return Ok(bytes.clone());
        }
        let layout = self.base.layouts.get(&id).map(|layout| Bytes::from_string(layout.text.clone()));
        layout.ok_or_else(|| if is_layout(id) { not_found(id) } else { FileError::Other(Some(NO_LAYOUT.into())) })
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.base.fonts.fonts.get(index).cloned()
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

/// What is said of a picture or other file that a layout reads by itself.
const NO_LAYOUT: &str = "layouts read no files but other layouts: pictures come from the text and the clinic's logo";

fn is_layout(id: FileId) -> bool {
    id.get().vpath().get_without_slash().ends_with(".typ")
}

fn not_found(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_without_slash().into())
}
