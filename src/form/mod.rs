//! Worksheets as forms: fields that a screen fills in, and their answers as data.

pub mod answers;
pub mod appearance;
pub mod data;
pub mod describe;
pub mod embed;
pub mod extract;
pub mod fill;
pub mod flatten;
pub mod font;
pub mod format;
pub mod plan;
pub mod print;
pub mod read;
pub mod schema;
pub mod seal;
pub mod settle;
pub mod spread;
pub mod table;
pub mod write;
