//! Findings as data, and their renderings.

mod code;
mod emit;
mod finding;
mod text;

pub use code::Code;
pub use emit::{Files, Style, render, summary};
pub use finding::{Finding, Location, Severity, Sink};
pub use text::{joined, list, nearest};
