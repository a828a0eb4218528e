//! From pages to PDF bytes, and PDF files as their objects.

mod content;
mod export;
pub mod file;
pub mod object;
mod pack;
mod parse;
mod press;
mod reader;
mod recolour;
pub mod sheet;
pub mod xmp;

pub use export::{FileKind, Stamp, export, export_objects};
