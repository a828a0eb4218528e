//! Rich text to nodes: numbers and facts are put in, so that what comes after knows nothing of ids.

use std::sync::Arc;

use super::link;
use super::node::{Node, Origin, Presence, Role, Span};
use super::sources::SourceNumbers;
use crate::model::rich::{Block, BoxKind, Inline, heads_rows, plain};
use crate::model::{Clinic, Fact, Facts, Figure, LeafPath, Strings};

/// Puts facts, numbers of sources and the clinic's own words into rich text.
#[derive(Clone, Copy)]
pub(super) struct Rich<'a> {
    pub(super) facts: Option<&'a Facts>,
    pub(super) sources: &'a SourceNumbers,
    pub(super) clinic: &'a Clinic,
    pub(super) strings: &'a Strings,
    /// The language of the text, as an ISO 639-1 code.
    pub(super) lang: &'a str,
    /// Pictures that can be placed.
    pub(super) figures: &'a [Arc<Figure>],
    /// Whether it is for paper, on which no link leads anywhere.
    pub(super) on_paper: bool,
    /// The addresses to which the links of the text lead.
    pub(super) links: &'a [&'a str],
    /// The most columns of a table that have room.
    pub(super) columns: usize,
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
            Block::Heading(content) => Node::words(path, Role::TextHeading, self.origin, self.spans(content)),
            Block::List { first, items } => {
                let item = |(i, item): (usize, &crate::model::rich::ListItem)| {
                    let path = path.join(i);
                    let mut blocks = self.blocks(&path, &item.blocks);
                    let figure = item.figure.as_ref().and_then(|id| self.figure(&path.join("figure"), id, false));
                    if let Some(words) = blocks.iter_mut().find_map(first_words) {
                        words.mark = Some(mark(*first, i));
                    }
                    Node::group(path, Role::Item, self.origin, figure.into_iter().chain(blocks).collect())
                };
                let items = items.iter().enumerate().map(item).collect();
                Node::group(path, Role::List { first: *first }, self.origin, items)
            }
            Block::Table { head, rows } if head.len() > self.columns => self.rows(path, head, rows),
            Block::Table { head, rows } => self.table(path, head, rows),
            Block::Box { kind, title, blocks } => {
                let label = || Some((Origin::Label, self.strings.get(box_label(*kind)?).to_owned()));
                let title = title.clone().map(|title| (self.origin, title)).or_else(label);
                let title = title.map(|(origin, words)| Node::plain(path.join("title"), Role::BoxTitle, origin, words));
                let children = title.into_iter().chain(self.blocks(&path, blocks)).collect();
                Node::group(path, Role::Boxed(*kind), self.origin, children)
            }
            Block::Fact(id) => self.fact(path, self.facts?.get(id)?),
            Block::Figure(id) => self.figure(&path, id, true)?,
        })
    }

    /// A picture, with its caption where it stands by itself.
    fn figure(self, path: &LeafPath, id: &str, whole: bool) -> Option<Node> {
        let figure = self.figures.iter().find(|figure| figure.id == id)?;
        let below = |step: &str, words: &Option<String>| {
            let words = words.clone().filter(|_| whole)?;
            Some(Node::plain(path.join(step), Role::Caption, self.origin, words))
        };
        let words = below("caption", &figure.caption).into_iter().chain(below("credit", &figure.credit)).collect();
        Some(Node::group(path.clone(), Role::Figure(figure.clone()), self.origin, words))
    }

    /// A table: its head comes again on each page that it goes over to.
    fn table(self, path: LeafPath, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Node {
        let row = |path: LeafPath, cells: &[Vec<Inline>], presence: Presence| {
            let cell = |(i, cell): (usize, &Vec<Inline>)| {
                let words = Node::words(path.join(i), Role::TableCell, self.origin, self.spans(cell));
                words.present(presence.clone())
            };
            let cells = cells.iter().enumerate().map(cell).collect();
            Node::group(path.clone(), Role::TableRow, self.origin, cells)
        };
        let head = row(path.column_heads(), head, Presence::AgainAfterBreak);
        // What is a heading of rows has one cell, as wide as the table.
        let shown = |i: usize| if heads_rows(rows, i) { &rows[i][..1] } else { &rows[i] };
        let rows = (0..rows.len()).map(|i| row(path.join(i), shown(i), Presence::Once));
        let rows: Vec<Node> = std::iter::once(head).chain(rows).collect();
        Node::group(path, Role::TextTable, self.origin, rows)
    }

    /// A safety fact in a box.
    pub(super) fn fact(self, path: LeafPath, fact: &Fact) -> Node {
        let figures = self.facts.map(|facts| facts.figures.as_slice()).unwrap_or_default();
        let own = Rich { origin: Origin::Facts, figures, ..self };
        let mut children = vec![Node::plain(path.join("title"), Role::BoxTitle, Origin::Facts, fact.title.clone())];
        children.extend(own.blocks(&path, &fact.body));
        Node::group(path, Role::Fact, Origin::Facts, children)
    }

    /// A table that has no room as one: a block for each row, "column: cell".
    fn rows(self, path: LeafPath, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Node {
        let named = |column: &[Inline], cell: &[Inline]| {
            let mut words = self.spans(column);
            words.push(Span::Text(": ".to_owned()));
            words.extend(self.spans(cell));
            words
        };
        let row = |(i, cells): (usize, &Vec<Vec<Inline>>)| {
            let path = path.join(i);
            let heading = heads_rows(rows, i);
            let filled = |(column, (_, cell)): &(usize, (&Vec<Inline>, &Vec<Inline>))| *column == 0 || !cell.is_empty();
            let cells = head.iter().zip(cells).enumerate().filter(filled);
            let mut cells = cells.map(|(column, (name, cell))| {
                let words = if heading { self.spans(cell) } else { named(name, cell) };
                // What the row is about.
                let words = if column == 0 { vec![Span::Strong(words)] } else { words };
                Node::words(path.join(column), Role::Paragraph, self.origin, words)
            });
            let first = cells.next();
            let items = cells.map(|cell| {
                let cell = Node { mark: Some(mark(None, 0)), ..cell };
                Node::group(cell.path.clone(), Role::Item, self.origin, vec![cell])
            });
            let list = Node::group(path.clone(), Role::List { first: None }, self.origin, items.collect());
            first.into_iter().chain(Some(list).filter(|list| !list.children.is_empty()))
        };
        let blocks = rows.iter().enumerate().flat_map(row).collect();
        Node::group(path.clone(), Role::Boxed(BoxKind::Note), self.origin, blocks)
    }

    /// Inline content with everything put in that it names.
    pub(super) fn spans(self, content: &[Inline]) -> Vec<Span> {
        let mut spans: Vec<Span> = Vec::with_capacity(content.len());
        for inline in content {
            let span = match inline {
                Inline::Text(text) => Span::Text(text.clone()),
                Inline::Strong(content) => Span::Strong(self.spans(content)),
                Inline::Emph(content) => Span::Emph(self.spans(content)),
                Inline::Link { url, content } => {
                    let words = plain(content, &|_| None);
                    let mut content = self.spans(content);
                    content.extend(link::behind(url, &words, self.links).filter(|_| self.on_paper).map(Span::Text));
                    Span::Link { url: link::target(url), content }
                }
                Inline::FactNumber(id) => {
                    let number = self.facts.and_then(|f| f.get(id)?.number.clone());
                    Span::Number(number.unwrap_or_default())
                }
                Inline::Citation(id) => {
                    let comma = if matches!(spans.last(), Some(Span::Citation { .. })) { "," } else { "" };
                    let number = self.sources.number(id);
                    let text = format!("{comma}{}", number.map(|number| number.to_string()).unwrap_or_default());
                    Span::Citation { text, to: number.and_then(|number| self.sources.link(number)) }
                }
                Inline::Clinic(detail) => Span::Clinic(self.clinic.detail(*detail, self.lang).unwrap_or_default()),
            };
            spans.push(span);
        }
        spans
    }
}

/// The label of a box without a heading of its own, where its kind has one.
fn box_label(kind: BoxKind) -> Option<&'static str> {
    match kind {
        BoxKind::Stop => Some("box_stop"),
        BoxKind::Do => Some("box_do"),
        BoxKind::Dont => Some("box_dont"),
        BoxKind::Note | BoxKind::Say => None,
    }
}

/// The mark of a list item.
pub(super) fn mark(first: Option<u32>, index: usize) -> String {
    first.map_or_else(|| "•".to_owned(), |first| format!("{}.", first as usize + index))
}

/// The first words of a node or of what it holds.
fn first_words(node: &mut Node) -> Option<&mut Node> {
    if node.words.is_empty() { node.children.iter_mut().find_map(first_words) } else { Some(node) }
}
