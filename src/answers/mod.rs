//! Answers of families: values in and out of forms, typed and checked.

pub mod cell;
pub mod complete;
pub mod extract;
pub mod file;
pub mod nested;
pub mod overflow;
pub mod table;
