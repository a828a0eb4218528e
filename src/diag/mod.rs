//! Findings as data, and their renderings.

mod code;
mod emit;
mod finding;

pub use code::Code;
pub use emit::{Files, Style, render, summary};
pub use finding::{Finding, Place, Severity, Sink};
