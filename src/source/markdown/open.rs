//! The blocks of a text while they are read: what is open, and what is finished.

use crate::model::letters::composed;
use crate::model::rich::{Block, Inline, ListItem};

/// Something that has begun and not ended.
enum Open {
    Item(OpenItem),
    List { first: Option<u32>, items: Vec<ListItem> },
    Inline(InlineKind, Vec<Inline>),
}

/// An item of a list.
pub(super) struct OpenItem {
    /// The picture that it begins with.
    pub(super) figure: Option<String>,
    /// What it holds.
    pub(super) content: Vec<Block>,
    /// How many problems the text had before it.
    pub(super) problems: usize,
}

/// What holds words.
pub(super) enum InlineKind {
    Paragraph,
    Heading,
    Strong,
    Emph,
    /// A link, with its address as it was typed.
    Link(String),
}

/// The blocks of a text while they are read.
#[derive(Default)]
pub(super) struct OpenBlocks {
    open: Vec<Open>,
    finished: Vec<Block>,
}

impl OpenBlocks {
    /// Whether nothing is open.
    pub(super) fn is_empty(&self) -> bool {
        self.open.is_empty()
    }

    /// The blocks, at the end of the text.
    pub(super) fn finish(self) -> Vec<Block> {
        self.finished
    }

    /// Whether the words of a link are open.
    pub(super) fn in_link(&self) -> bool {
        self.open.iter().any(|open| matches!(open, Open::Inline(InlineKind::Link(_), _)))
    }

    pub(super) fn begin_paragraph(&mut self) {
        self.open.push(Open::Inline(InlineKind::Paragraph, Vec::new()));
    }

    /// Begins something in a line; in a tight list item that opens a paragraph.
    pub(super) fn begin_inline(&mut self, kind: InlineKind) {
        if matches!(self.open.last(), None | Some(Open::Item(..))) && !matches!(kind, InlineKind::Heading) {
            self.begin_paragraph();
        }
        self.open.push(Open::Inline(kind, Vec::new()));
    }

    /// Begins a list, with the number of its first item where it has numbers.
    pub(super) fn begin_list(&mut self, first: Option<u32>) {
        self.open.push(Open::List { first, items: Vec::new() });
    }

    /// Begins an item, with the number of problems before it.
    pub(super) fn begin_item(&mut self, problems: usize) {
        self.open.push(Open::Item(OpenItem { figure: None, content: Vec::new(), problems }));
    }

    /// Sets the picture of the item that begins here; whether one does.
    pub(super) fn set_figure(&mut self, id: &str) -> bool {
        let above = match self.open.as_slice() {
            [above @ .., Open::Inline(InlineKind::Paragraph, content)] if content.is_empty() => above.len(),
            all => all.len(),
        };
        match self.open[..above].last_mut() {
            Some(Open::Item(item)) if item.content.is_empty() && item.figure.is_none() => {
                item.figure = Some(id.to_owned());
                true
            }
            _ => false,
        }
    }

    /// Adds inline content; in a tight list item that opens a paragraph.
    pub(super) fn push_inline(&mut self, inline: Inline) {
        if !matches!(self.open.last(), Some(Open::Inline(..))) {
            self.begin_paragraph();
        }
        if let Some(Open::Inline(_, content)) = self.open.last_mut() {
            // Behind the picture of a step.
            let inline = match inline {
                Inline::Text(text) if content.is_empty() => Inline::Text(text.trim_start().to_owned()),
                other => other,
            };
            if inline != Inline::Text(String::new()) {
                content.push(inline);
            }
        }
    }

    /// Adds a block to the item that is open, else to the text.
    pub(super) fn push_block(&mut self, block: Block) {
        match self.open.last_mut() {
            Some(Open::Item(item)) => item.content.push(block),
            Some(Open::List { .. } | Open::Inline(..)) | None => self.finished.push(block),
        }
    }

    /// Ends the paragraph that a tight list item opened.
    pub(super) fn end_implicit(&mut self) {
        if matches!(self.open.last(), Some(Open::Inline(InlineKind::Paragraph, _)))
            && let Some(Open::Inline(_, content)) = self.open.pop()
            && let Some(Open::Item(item)) = self.open.last_mut()
        {
            item.content.push(Block::Paragraph(merge(content)));
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        if let Some(Open::Inline(InlineKind::Paragraph, content)) = self.open.pop() {
            self.push_block(Block::Paragraph(merge(content)));
        }
    }

    /// Ends something in a line: what it is, and what it holds.
    pub(super) fn end_inline(&mut self) -> Option<(InlineKind, Vec<Inline>)> {
        match self.open.pop() {
            Some(Open::Inline(kind, content)) => Some((kind, merge(content))),
            Some(Open::Item(_) | Open::List { .. }) | None => None,
        }
    }

    /// The item that is open, taken out.
    pub(super) fn end_item(&mut self) -> Option<OpenItem> {
        self.end_implicit();
        match self.open.pop() {
            Some(Open::Item(item)) => Some(item),
            Some(Open::Inline(..) | Open::List { .. }) | None => None,
        }
    }

    /// Adds an item to the list that is open.
    pub(super) fn push_item(&mut self, item: ListItem) {
        if let Some(Open::List { items, .. }) = self.open.last_mut() {
            items.push(item);
        }
    }

    /// Ends a list: it, and in how many others it stands.
    pub(super) fn end_list(&mut self) -> Option<(Block, usize)> {
        let Some(Open::List { first, items }) = self.open.pop() else { return None };
        let depth = self.open.iter().filter(|o| matches!(o, Open::List { .. })).count();
        Some((Block::List { first, items }, depth))
    }
}

/// Joins neighbouring runs of words, with their accents composed.
fn merge(content: Vec<Inline>) -> Vec<Inline> {
    let mut out: Vec<Inline> = Vec::with_capacity(content.len());
    for inline in content {
        match (out.last_mut(), inline) {
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => out.push(inline),
        }
    }
    for inline in &mut out {
        if let Inline::Text(text) = inline {
            *text = composed(text);
        }
    }
    out
}
