//! Findings as data, and their renderings.

mod code;
mod emit;
mod finding;
mod severity;
mod text;

pub use code::Code;
pub use emit::{Files, LinePlace, Style, line_place, render, summary};
pub use finding::{Finding, Location, Sink};
pub use severity::Severity;
pub use text::{joined, list, nearest};
