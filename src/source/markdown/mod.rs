//! The Markdown subset.
//!
//! Paragraphs, lists, `**strong**`, `*emphasis*`, `[words](https://…)`, `[](fact:ID)`, and two boxes:
//! `> [!NOTE] Title` with text below it, and `> [!FACT] ID` alone. Anything else is a problem at its place,
//! never dropped silently.

mod delimiters;
pub(crate) mod items;
mod marks;
mod open;
mod parsed;
mod quote;
mod reader;

pub(crate) use parsed::ParsedTexts;
pub use parsed::{FactUse, MarkdownProblem, Parsed};
pub use reader::parse;
