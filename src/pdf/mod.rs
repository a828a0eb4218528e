//! From pages to PDF bytes.

mod export;
mod object;

pub use export::export;
