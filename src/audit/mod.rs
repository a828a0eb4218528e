//! The print audit: the words on the laid-out pages, held against the document.

mod controls;
mod hold;
mod jumps;
mod long;
mod notes;
pub mod overflow;
pub mod pages;
mod printed;
mod same;
pub mod sheets;
mod steps;
mod table;
mod visible;

pub use hold::audit;
