//! From pages to PDF bytes, and PDF files as their objects.

mod body;
mod content;
mod crypt;
mod export;
pub mod file;
mod marks;
pub mod object;
mod pack;
mod parse;
mod press;
mod reader;
mod recolour;
mod search;
pub mod sheet;
pub mod xmp;
mod xref;

pub use export::{FileKind, Stamp, export, export_objects};
pub use press::{Picture, PressReport};
