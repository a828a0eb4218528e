//! Rich text: what is left of Markdown once it is parsed. Data, never code.

/// Words and marks within a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inline {
    /// Words.
    Text(String),
    /// Strong words.
    Strong(Vec<Inline>),
    /// Emphasised words.
    Emph(Vec<Inline>),
    /// A link to a web page or a mail address.
    Link {
        /// Where it leads.
        url: String,
        /// Its words.
        content: Vec<Inline>,
    },
    /// The number of a fact.
    FactNumber(String),
}

/// A paragraph, a list or a box.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A list.
    List {
        /// Whether its items are numbered, from 1.
        ordered: bool,
        /// Its items.
        items: Vec<Vec<Block>>,
    },
    /// A key point in a box.
    Note {
        /// Its heading.
        title: String,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A safety fact, whole.
    Fact(String),
}

impl Block {
    /// Calls `each` on every run of inline content, in order.
    pub fn inlines<'a>(&'a self, each: &mut impl FnMut(&'a [Inline])) {
        match self {
            Block::Paragraph(inline) => each(inline),
            Block::List { items, .. } => items.iter().flatten().for_each(|b| b.inlines(each)),
            Block::Note { blocks, .. } => blocks.iter().for_each(|b| b.inlines(each)),
            Block::Fact(_) => {}
        }
    }

    /// The id of the fact that it prints whole.
    pub fn fact_box(&self) -> Option<&str> {
        match self {
            Block::Fact(id) => Some(id),
            Block::Paragraph(_) | Block::List { .. } | Block::Note { .. } => None,
        }
    }

    /// Its heading, where it is a box that has one.
    pub fn title(&self) -> Option<&str> {
        match self {
            Block::Note { title, .. } => Some(title),
            Block::Paragraph(_) | Block::List { .. } | Block::Fact(_) => None,
        }
    }

    /// Whether it is a box, which may stand beside the text.
    pub fn is_box(&self) -> bool {
        match self {
            Block::Note { .. } | Block::Fact(_) => true,
            Block::Paragraph(_) | Block::List { .. } => false,
        }
    }

    /// The words, for counting.
    pub fn words(&self) -> usize {
        let mut words = self.title().map_or(0, |title| title.split_whitespace().count());
        self.inlines(&mut |inline| words += plain(inline, &|_| Some("0".into())).split_whitespace().count());
        words
    }
}

/// The words of inline content; `number` gives the number of a fact.
pub fn plain(content: &[Inline], number: &impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Text(text) => out.push_str(text),
            Inline::Strong(content) | Inline::Emph(content) | Inline::Link { content, .. } => {
                out.push_str(&plain(content, number));
            }
            Inline::FactNumber(id) => out.push_str(&number(id).unwrap_or_default()),
        }
    }
    out
}

/// The ids of the facts that blocks name, as blocks or by number, in order.
pub fn fact_ids(blocks: &[Block]) -> Vec<String> {
    fn inline(content: &[Inline], ids: &mut Vec<String>) {
        for node in content {
            match node {
                Inline::FactNumber(id) => ids.push(id.clone()),
                Inline::Strong(c) | Inline::Emph(c) | Inline::Link { content: c, .. } => inline(c, ids),
                Inline::Text(_) => {}
            }
        }
    }
    fn block(node: &Block, ids: &mut Vec<String>) {
        match node {
            Block::Paragraph(content) => inline(content, ids),
            Block::List { items, .. } => items.iter().flatten().for_each(|b| block(b, ids)),
            Block::Note { blocks, .. } => blocks.iter().for_each(|b| block(b, ids)),
            Block::Fact(id) => ids.push(id.clone()),
        }
    }
    let mut ids = Vec::new();
    blocks.iter().for_each(|b| block(b, &mut ids));
    ids
}
