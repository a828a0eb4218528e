//! What a Markdown text holds, once it is parsed.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::model::rich::Block;

/// Something that cannot be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownProblem {
    /// Where it stands: bytes of the Markdown text.
    pub range: Range<usize>,
    /// What is wrong, as findings say it.
    pub message: String,
    /// What to do about it, as findings say it.
    pub hint: String,
    /// Whether it may be right as it is.
    pub unclear: bool,
}

impl MarkdownProblem {
    /// A line of a box of what not to do that does not say so.
    pub(crate) fn reads_like_something_to_do(range: Range<usize>) -> Self {
        Self {
            range,
            message: "a line of a box of what not to do that reads like something to do".to_owned(),
            hint: "begin it with Don’t or Never, in Spanish with No or Nunca: a copier may lose the sign beside it"
                .to_owned(),
            unclear: false,
        }
    }
}

/// What a text wants of something that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseKind {
    /// A fact, whole.
    Fact,
    /// The number of a fact.
    FactNumber,
    /// The number of a source.
    Citation,
    /// A picture.
    Figure,
}

/// Something that the text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NamedUse {
    /// Where it is named: bytes of the Markdown text.
    pub range: Range<usize>,
    /// The id that names it.
    pub id: String,
    /// What is wanted of it.
    pub kind: UseKind,
}

/// What a Markdown text holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parsed {
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// What cannot be printed, in the order in which it was met.
    pub problems: Vec<MarkdownProblem>,
    /// What it names, in the order in which it was met.
    pub named: Vec<NamedUse>,
    /// Lines of boxes of what not to do that forbid something in Spanish alone: they begin with No.
    pub spanish: Vec<Range<usize>>,
}

/// The blocks of a file's Markdown texts by what was typed, from the check of the file to its model.
#[derive(Debug, Default)]
pub(crate) struct ParsedTexts(BTreeMap<String, Vec<Block>>);

impl ParsedTexts {
    /// Keeps what a text holds.
    pub(crate) fn keep(&mut self, text: &str, blocks: Vec<Block>) {
        self.0.insert(text.to_owned(), blocks);
    }

    /// What a text holds; `None` where it was not kept, or was taken for the same words elsewhere.
    pub(crate) fn take(&mut self, text: &str) -> Option<Vec<Block>> {
        self.0.remove(text)
    }
}
