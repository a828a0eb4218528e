//! The Markdown subset.
//!
//! Paragraphs, `### headings`, lists, tables, `**strong**`, `*emphasis*`, `[words](https://…)`, what is named by its id
//! (`[](fact:ID)`, `[](ref:ID)`, `[](clinic:phone)`), and boxes: `> [!NOTE] Title` and others of its kind with text below,
//! and `> [!FACT] ID` alone. Anything else is a problem at its place, never dropped silently.

mod boxes;
mod delimiters;
pub(crate) mod html;
pub(crate) mod items;
pub(crate) mod lines;
mod literal;
mod marks;
mod named;
mod numbers;
mod open;
mod parsed;
mod quote;
mod reader;
mod table;
mod unclear;

pub(crate) use parsed::ParsedTexts;
pub use parsed::{MarkdownProblem, NamedUse, Parsed, UseKind};
pub use reader::parse;
