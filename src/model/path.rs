//! Paths of what is printed: layouts label each block with one, the audit finds it again by it, and controls are called
//! by it. Made and read here alone; `layouts/README.md` lists them.

use std::borrow::Borrow;
use std::fmt::{self, Display};
use std::ops::Deref;

use super::help::HelpLevel;

/// The path of something printed: `sections.ID.heading`, `parts.ID.FIELD.label`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LeafPath(String);

impl LeafPath {
    /// One word, such as `title`.
    pub fn root(name: &str) -> Self {
        Self(name.to_owned())
    }

    /// As a layout wrote it into a label.
    pub fn read(label: &str) -> Self {
        Self(label.to_owned())
    }

    /// One step further down.
    #[must_use]
    pub fn join(&self, step: impl Display) -> Self {
        Self(format!("{}.{step}", self.0))
    }

    /// As layouts label it.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// An entry of the emergency box.
    pub fn emergency(fact: &str) -> Self {
        Self::root("emergency").join(fact)
    }

    /// When to get help of a level.
    pub fn help(level: HelpLevel) -> Self {
        Self::root("help").join(level.as_str())
    }

    /// A safety fact that the text itself does not print.
    pub fn safety(fact: &str) -> Self {
        Self::root("safety").join(fact)
    }

    /// A section of a guide.
    pub fn section(id: &str) -> Self {
        Self::root("sections").join(id)
    }

    /// A question of a guide with its answer.
    pub fn question(id: &str) -> Self {
        Self::root("faq").join(id)
    }

    /// A part of a worksheet.
    pub fn part(id: &str) -> Self {
        Self::root("parts").join(id)
    }

    /// What the contents say of a heading.
    pub fn contents(heading: &LeafPath) -> Self {
        Self::root("contents").join(heading)
    }

    /// The heading of something.
    #[must_use]
    pub fn heading(&self) -> Self {
        self.join("heading")
    }

    /// The label of a question, a repetition or a column of the credits.
    #[must_use]
    pub fn label(&self) -> Self {
        self.join("label")
    }

    /// The number of a question or a part.
    #[must_use]
    pub fn number(&self) -> Self {
        self.join("number")
    }

    /// How to write an answer.
    #[must_use]
    pub fn format(&self) -> Self {
        self.join("format")
    }

    /// Something to tick below a question.
    #[must_use]
    pub fn option(&self, id: &str) -> Self {
        self.join("options").join(id)
    }

    /// A step of a scale.
    #[must_use]
    pub fn step(&self, step: u32) -> Self {
        self.join("scale").join(step)
    }

    /// The head of a column of a table.
    #[must_use]
    pub fn column(&self, id: &str) -> Self {
        self.join("columns").join(id)
    }

    /// The row of a text's table that names its columns.
    #[must_use]
    pub fn column_heads(&self) -> Self {
        self.join("columns")
    }

    /// A cell of a table, rows from 1.
    #[must_use]
    pub fn cell(&self, row: u32, column: &str) -> Self {
        self.join("rows").join(row).join(column)
    }

    /// The last step.
    pub fn last(&self) -> &str {
        self.0.rsplit('.').next().unwrap_or_default()
    }

    /// What stands above it; `None` of one word.
    pub fn parent(&self) -> Option<LeafPath> {
        self.0.rsplit_once('.').map(|(above, _)| Self(above.to_owned()))
    }

    /// Whether a path is this one or lies below it.
    pub fn holds(&self, other: &LeafPath) -> bool {
        other.0.strip_prefix(&self.0).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    }

    /// The steps of a path below this one.
    pub fn steps_to<'a>(&self, other: &'a LeafPath) -> Option<Vec<&'a str>> {
        Some(other.0.strip_prefix(&self.0)?.strip_prefix('.')?.split('.').collect())
    }

    /// Whether it is of what stands above and below the text of pages.
    pub fn is_furniture(&self) -> bool {
        self.0.starts_with("footer.") || self.0.starts_with("header.")
    }

    /// Whether it is of the head of a table, which comes again on each page.
    pub fn is_column_head(&self) -> bool {
        self.0.contains(".columns.")
    }

    /// Whether it is in a row of a table that somebody fills in.
    pub fn is_in_row(&self) -> bool {
        self.0.contains(".rows.")
    }

    /// Whether it is a heading: where what stands beside a section's text ends.
    pub fn is_heading(&self) -> bool {
        self.0.ends_with(".heading")
    }

    /// The question of a number, or of the heading of the page for what did not fit: both say where a question begins.
    pub fn begun_question(&self) -> Option<LeafPath> {
        if self.0 == "extra.heading" {
            return Some(Self::root("extra"));
        }
        self.0.strip_suffix(".number").map(|question| Self(question.to_owned()))
    }

    /// The words of a question: its label, or the help of the page for what did not fit.
    #[must_use]
    pub fn asked(&self) -> Self {
        if self.0 == "extra" { self.join("help") } else { self.label() }
    }
}

impl Display for LeafPath {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Deref for LeafPath {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for LeafPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl PartialEq<str> for LeafPath {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for LeafPath {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}
