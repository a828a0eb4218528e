//! From pages to PDF bytes, and PDF files as their objects.

mod export;
pub mod file;
pub mod object;
mod parse;
pub mod xmp;

pub use export::export;
