//! Worksheets as forms: fields that a screen fills in, and their answers as data.

pub mod format;
pub mod plan;
pub mod schema;
