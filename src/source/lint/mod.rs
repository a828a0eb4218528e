//! What a schema cannot say: checks on the words of a tree, whether or not the schema held.

mod characters;
mod claims;
mod coverage;
mod exceptions;
mod language;
mod lists;
mod numbers;
mod phones;
mod placeholders;
mod plain;
mod printed;
mod rich;
mod times;

use std::ops::Range;

use super::place::locate;
use super::yaml::{Key, YamlNode};
use crate::diag::{Code, Finding, Sink};

pub use claims::OwnSentences;
pub(crate) use claims::{Claims, claims_in, claims_review, plain_letters};
pub use coverage::Coverage;
pub use exceptions::Exceptions;
pub(crate) use language::{languages, other_than};
pub(crate) use numbers::{KnownNumbers, Naming, prepare, telephone_numbers};
pub(crate) use phones::is_phone;
pub(crate) use printed::{FACT_NUMBER, LineKind, PrintedWords};

/// A file under examination.
pub struct Lint<'a> {
    /// Its path in the project, as findings name it.
    pub(crate) file: &'a str,
    /// Its text, in which the nodes have their places.
    pub(crate) source: &'a str,
    /// What the fonts draw.
    pub(crate) coverage: &'a Coverage<'a>,
    /// Words that the file says are right for a reason.
    pub(crate) exceptions: Exceptions<'a>,
    /// Numbers that a text can name.
    pub(crate) numbers: &'a KnownNumbers,
    /// What the program itself says of reviews.
    pub(crate) own_sentences: &'a OwnSentences,
}

impl Lint<'_> {
    /// A finding at a range of a node's words.
    pub fn at(&self, code: Code, node: &YamlNode, range: &Range<usize>, message: impl Into<String>) -> Finding {
        Finding::new(code, message).at(self.file, locate(self.source, node, range))
    }

    /// A finding at a whole node.
    pub fn node(&self, code: Code, node: &YamlNode, message: impl Into<String>) -> Finding {
        Finding::new(code, message).at(self.file, node.range.clone())
    }

    /// A finding at a key.
    pub fn key(&self, code: Code, key: &Key, message: impl Into<String>) -> Finding {
        Finding::new(code, message).at(self.file, key.range.clone())
    }

    /// Exceptions that nothing needed, once all words were looked at.
    pub(crate) fn unused_exceptions(&self, sink: &mut Sink) {
        for ((code, text, node), longer) in self.exceptions.unneeded() {
            let finding =
                self.node(Code::UnusedException, node, format!("no finding `{code}` is about exactly `{text}`"));
            sink.push(match longer {
                Some(longer) => finding.hint(format!("one is about `{longer}`: write all of that as its `text`")),
                None => finding.hint("take the exception out, or write the words as the finding marks them"),
            });
        }
    }

    /// Ids that a list names once.
    pub fn once(&self, what: &str, ids: &[&YamlNode], sink: &mut Sink) {
        for (i, node) in ids.iter().enumerate() {
            if let Some(id) = node.as_str()
                && ids[..i].iter().any(|n| n.as_str() == Some(id))
            {
                sink.push(
                    self.node(Code::DuplicateId, node, format!("the {what} `{id}` is named twice"))
                        .hint("take one of them out"),
                );
            }
        }
    }

    /// Ids that must differ.
    pub fn distinct(&self, what: &str, ids: &[&YamlNode], sink: &mut Sink) {
        for (i, node) in ids.iter().enumerate() {
            let Some(id) = node.as_str() else { continue };
            if let Some(first) = ids[..i].iter().find(|n| n.as_str() == Some(id)) {
                let line = self.source[..first.range.start].matches('\n').count() + 1;
                sink.push(
                    self.node(Code::DuplicateId, node, format!("the {what} `{id}` stands here twice"))
                        .hint(format!("the first one is on line {line}: give one of them another id")),
                );
            }
        }
    }
}
