//! The Markdown subset.
//!
//! Paragraphs, lists, `**strong**`, `*emphasis*`, `[words](https://…)`, `[](fact:ID)`, and two boxes:
//! `> [!NOTE] Title` with text below it, and `> [!FACT] ID` alone. Anything else is a problem at its place,
//! never dropped silently.

mod delimiters;
pub(crate) mod html;
pub(crate) mod items;
pub(crate) mod lines;
mod literal;
mod marks;
mod numbers;
mod open;
mod parsed;
mod quote;
mod reader;
mod unclear;

pub(crate) use parsed::ParsedTexts;
pub use parsed::{FactUse, MarkdownProblem, Parsed};
pub use reader::parse;
