//! The exported file as whoever has it gets it: letters at their places, what a screen reader is told, links, fields,
//! bookmarks, metadata.
//!
//! It knows PDF and not how the file was made: letters are read by `hayro`, which interprets content streams as a viewer
//! does, all else from the file's objects.

mod around;
mod exported;
mod glyphs;
mod structure;

pub use exported::{Bookmark, ExportedFile, ExportedLetter, ExportedPage, PressTarget, Spoken, SpokenCell};

use crate::pdf::file::File;

/// Reads a file of this program again; an error says why that cannot be done.
///
/// # Errors
/// Where the file is broken, or its letters cannot be read.
pub fn reread(bytes: &[u8]) -> Result<ExportedFile, String> {
    let file = File::read(bytes).map_err(|why| format!("it cannot be read again ({why:?})"))?;
    let mut found = ExportedFile::default();
    around::read(&file, &mut found);
    glyphs::read(bytes, &mut found)?;
    structure::read(&file, &mut found);
    Ok(found)
}
