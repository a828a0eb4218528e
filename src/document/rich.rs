//! Rich text to nodes: numbers and facts are put in, so that what comes after knows nothing of ids.

use super::link;
use super::node::{Node, Origin, Role, Span};
use crate::model::rich::{Block, Inline};
use crate::model::{Fact, Facts, LeafPath};

/// Puts facts into rich text.
#[derive(Clone, Copy)]
pub(super) struct Rich<'a> {
    pub(super) facts: Option<&'a Facts>,
    /// Whose words the text is.
    pub(super) origin: Origin,
}

impl Rich<'_> {
    /// Blocks below a path, in order.
    pub(super) fn blocks(self, path: &LeafPath, blocks: &[Block]) -> Vec<Node> {
        blocks.iter().enumerate().filter_map(|(i, block)| self.block(&path.join(i), block)).collect()
    }

    /// A block; `None` of a fact that the region does not have, which the plan has said.
    fn block(self, path: &LeafPath, block: &Block) -> Option<Node> {
        let path = path.clone();
        Some(match block {
            Block::Paragraph(content) => Node::words(path, Role::Paragraph, self.origin, self.spans(content)),
            Block::List { ordered, items } => {
                let item = |(i, item): (usize, &Vec<Block>)| {
                    let path = path.join(i);
                    let mut blocks = self.blocks(&path, item);
                    if let Some(first) = blocks.iter_mut().find_map(first_words) {
                        first.mark = Some(mark(*ordered, i));
                    }
                    Node::group(path, Role::Item, self.origin, blocks)
                };
                let items = items.iter().enumerate().map(item).collect();
                Node::group(path, Role::List { ordered: *ordered }, self.origin, items)
            }
            Block::Note { title, blocks } => {
                let mut children = vec![Node::plain(path.join("title"), Role::BoxTitle, self.origin, title.clone())];
                children.extend(self.blocks(&path, blocks));
                Node::group(path, Role::Note, self.origin, children)
            }
            Block::Fact(id) => self.fact(path, self.facts?.get(id)?),
        })
    }

    /// A safety fact in a box.
    pub(super) fn fact(self, path: LeafPath, fact: &Fact) -> Node {
        let own = Rich { origin: Origin::Facts, ..self };
        let mut children = vec![Node::plain(path.join("title"), Role::BoxTitle, Origin::Facts, fact.title.clone())];
        children.extend(own.blocks(&path, &fact.body));
        Node::group(path, Role::Fact, Origin::Facts, children)
    }

    /// Inline content with the numbers of facts put in.
    pub(super) fn spans(self, content: &[Inline]) -> Vec<Span> {
        content
            .iter()
            .map(|inline| match inline {
                Inline::Text(text) => Span::Text(text.clone()),
                Inline::Strong(content) => Span::Strong(self.spans(content)),
                Inline::Emph(content) => Span::Emph(self.spans(content)),
                Inline::Link { url, content } => Span::Link { url: link::target(url), content: self.spans(content) },
                Inline::FactNumber(id) => {
                    let number = self.facts.and_then(|f| f.get(id)?.number.clone());
                    Span::Number(number.unwrap_or_default())
                }
            })
            .collect()
    }
}

/// The mark of a list item.
pub(super) fn mark(ordered: bool, index: usize) -> String {
    if ordered { format!("{}.", index + 1) } else { "•".to_owned() }
}

/// The first words of a node or of what it holds.
fn first_words(node: &mut Node) -> Option<&mut Node> {
    if node.words.is_empty() { node.children.iter_mut().find_map(first_words) } else { Some(node) }
}
