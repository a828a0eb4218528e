//! Fields in PDF files (ISO 32000-1, 12.7): written, read, filled and flattened.

pub mod appearance;
pub mod beside;
pub mod contents;
mod drawing;
pub mod embed;
mod face;
pub mod fill;
pub mod fingerprint;
pub mod flatten;
mod flatten_beside;
pub mod font;
pub mod look;
pub mod loose;
pub mod names;
pub mod read;
pub mod walk;
pub mod write;
