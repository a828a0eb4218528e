//! The pictures beside a text: files of its own folder.

use std::sync::Arc;

use super::files::{Context, SourceFiles};
use crate::model::figure::PictureFile;
use crate::model::{FigureWidth, PictureFlaw, PictureKind};
use crate::project::Tree;

/// Where pictures of facts stand, those of all regions and languages.
pub(super) const FIGURES: &str = "sources/facts/figures/";

/// The files in the folder of a text.
pub(super) struct Beside<'a> {
    tree: &'a Tree,
    context: &'a Context<'a>,
    /// The folder, with a slash at its end.
    folder: &'a str,
}

impl<'a> Beside<'a> {
    /// Those beside a file.
    pub(super) fn new(tree: &'a Tree, context: &'a Context<'a>, path: &'a str) -> Self {
        Self { tree, context, folder: path.rfind('/').map_or("", |at| &path[..=at]) }
    }

    /// The bytes of one.
    pub(super) fn get(&self, name: &str) -> Option<&'a [u8]> {
        if name.contains(['/', '\\']) {
            return None;
        }
        self.tree.get(&format!("{}{name}", self.folder)).map(|file| &*file.bytes)
    }

    /// What is wrong with one at a width; those that come with the program are fine, also as copies.
    pub(super) fn flaw(&self, name: &str, bytes: &[u8], width: FigureWidth) -> Option<PictureFlaw> {
        let mut own = self.tree.below(FIGURES).filter(|(_, file)| file.sha256.is_some());
        if own.any(|(_, file)| *file.bytes == *bytes) { None } else { (self.context.picture_flaw)(name, bytes, width) }
    }

    /// The names of those that may be pictures.
    pub(super) fn names(&self) -> Vec<&'a str> {
        let names = self.tree.below(self.folder).filter_map(|(path, _)| path.strip_prefix(self.folder));
        names.filter(|name| !name.contains('/') && PictureKind::of(name).is_some()).collect()
    }

    /// The bytes of one, to keep, with their SHA-256 in hexadecimal digits.
    pub(super) fn bytes(&self, name: &str) -> Option<PictureFile> {
        let bytes = self.get(name)?;
        Some((Arc::from(bytes), (self.context.sha256)(bytes)))
    }

    /// Says that the pictures have their use: what is wrong with them is said at the text that lists them.
    pub(super) fn mark_read(&self, files: &mut SourceFiles) {
        self.names().iter().for_each(|name| files.mark_read(&format!("{}{name}", self.folder)));
    }
}
