//! Answers of families: values in and out of forms, typed and checked.

pub mod cell;
pub mod complete;
pub mod export;
pub mod extract;
pub mod file;
pub mod nested;
mod no_form;
pub mod open;
pub mod overflow;
pub mod superseded;
pub mod table;
