//! From pages to PDF bytes, and PDF files as their objects.

mod export;
pub mod file;
pub mod object;
mod pack;
mod parse;
mod reader;
pub mod xmp;

pub use export::{export, export_sheets};
