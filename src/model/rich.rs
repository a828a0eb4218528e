//! Rich text: what is left of Markdown once it is parsed. Data, never code.

use std::ops::Range;

use super::clinic::ClinicDetail;

/// Words and marks within a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
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
    /// The number of a source.
    Citation(String),
    /// What the clinic says of itself.
    Clinic(ClinicDetail),
}

impl Inline {
    /// What it holds; nothing where it holds no others.
    fn content(&self) -> &[Inline] {
        match self {
            Inline::Strong(content) | Inline::Emph(content) | Inline::Link { content, .. } => content,
            Inline::Text(_) | Inline::FactNumber(_) | Inline::Citation(_) | Inline::Clinic(_) => &[],
        }
    }
}

/// The kinds of boxes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoxKind {
    /// What must not go on.
    Stop,
    /// What to do.
    Do,
    /// What not to do.
    Dont,
    /// What is good to know.
    Note,
    /// Words to say.
    Say,
}

impl BoxKind {
    /// Every kind.
    pub const ALL: &[BoxKind] = &[BoxKind::Stop, BoxKind::Do, BoxKind::Dont, BoxKind::Note, BoxKind::Say];

    /// The word behind `> [!`.
    pub fn mark(self) -> &'static str {
        match self {
            BoxKind::Stop => "STOP",
            BoxKind::Do => "DO",
            BoxKind::Dont => "DONT",
            BoxKind::Note => "NOTE",
            BoxKind::Say => "SAY",
        }
    }

    /// The word in data files and digests.
    pub fn as_str(self) -> &'static str {
        match self {
            BoxKind::Stop => "stop",
            BoxKind::Do => "do",
            BoxKind::Dont => "dont",
            BoxKind::Note => "note",
            BoxKind::Say => "say",
        }
    }
}

/// An item of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ListItem {
    /// The id of the picture of the step.
    pub figure: Option<String>,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A cell of a table.
pub type TableCell = Vec<Inline>;

/// Whether a row of a table is a heading of the rows below it: its first cell is bold, the others are empty. Without rows
/// of another kind below it, it is one whose cells are left to write in.
pub fn heads_rows(rows: &[Vec<TableCell>], at: usize) -> bool {
    let bold = |row: &Vec<TableCell>| match row.as_slice() {
        [first, others @ ..] => {
            !first.is_empty()
                && first.iter().all(|inline| matches!(inline, Inline::Strong(_)))
                && others.iter().all(Vec::is_empty)
        }
        [] => false,
    };
    rows.get(at).is_some_and(bold) && rows.get(at + 1).is_some_and(|next| !bold(next))
}

/// A paragraph, a list, a table or a box.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Block {
    /// A paragraph.
    Paragraph(Vec<Inline>),
    /// A heading within a text.
    Heading(Vec<Inline>),
    /// A list.
    List {
        /// The number of its first item; `None` where they have no numbers.
        first: Option<u32>,
        /// Its items.
        items: Vec<ListItem>,
    },
    /// A table.
    Table {
        /// What its columns are called.
        head: Vec<TableCell>,
        /// Its rows, each of as many cells.
        rows: Vec<Vec<TableCell>>,
    },
    /// A box.
    Box {
        /// Of which kind.
        kind: BoxKind,
        /// Its heading.
        title: Option<String>,
        /// What it says.
        blocks: Vec<Block>,
    },
    /// A safety fact, whole.
    Fact(String),
    /// A picture, by its id.
    Figure(String),
}

impl Block {
    /// The blocks that it holds, in order.
    fn children(&self) -> Box<dyn Iterator<Item = &Block> + '_> {
        match self {
            Block::List { items, .. } => Box::new(items.iter().flat_map(|item| &item.blocks)),
            Block::Box { blocks, .. } => Box::new(blocks.iter()),
            Block::Paragraph(_) | Block::Heading(_) | Block::Table { .. } | Block::Fact(_) | Block::Figure(_) => {
                Box::new(std::iter::empty())
            }
        }
    }

    /// Calls `each` on every run of inline content, in order.
    pub fn inlines<'a>(&'a self, each: &mut dyn FnMut(&'a [Inline])) {
        match self {
            Block::Paragraph(inline) | Block::Heading(inline) => each(inline),
            Block::Table { head, rows } => head.iter().chain(rows.iter().flatten()).for_each(|cell| each(cell)),
            Block::List { .. } | Block::Box { .. } | Block::Fact(_) | Block::Figure(_) => {
                self.children().for_each(|block| block.inlines(each));
            }
        }
    }

    /// The id of the fact that it prints whole.
    pub fn fact_box(&self) -> Option<&str> {
        match self {
            Block::Fact(id) => Some(id),
            Block::Paragraph(_)
            | Block::Heading(_)
            | Block::List { .. }
            | Block::Table { .. }
            | Block::Box { .. }
            | Block::Figure(_) => None,
        }
    }

    /// Its heading, where it is a box that has one.
    pub fn title(&self) -> Option<&str> {
        match self {
            Block::Box { title, .. } => title.as_deref(),
            Block::Paragraph(_)
            | Block::Heading(_)
            | Block::List { .. }
            | Block::Table { .. }
            | Block::Fact(_)
            | Block::Figure(_) => None,
        }
    }

    /// Whether it is a box or a picture, which may stand beside the text.
    pub fn is_box(&self) -> bool {
        match self {
            Block::Box { .. } | Block::Fact(_) | Block::Figure(_) => true,
            Block::Paragraph(_) | Block::Heading(_) | Block::List { .. } | Block::Table { .. } => false,
        }
    }

    /// The words, for counting.
    pub fn words(&self) -> usize {
        let mut words = self.title().map_or(0, |title| title.split_whitespace().count());
        self.inlines(&mut |inline| words += plain(inline, &|_| Some("0".into())).split_whitespace().count());
        words
    }
}

/// What begins the name of a fact in a line of plain words.
const FACT_MARK: &str = "[](fact:";

/// Where a line of plain words names facts, `[](fact:ID)`, with their ids.
pub fn fact_marks(words: &str) -> Vec<(Range<usize>, &str)> {
    let mark = |(at, _): (usize, &str)| {
        let id = &words[at + FACT_MARK.len()..];
        let id = &id[..id.find(')')?];
        Some((at..at + FACT_MARK.len() + id.len() + 1, id))
    };
    words.match_indices(FACT_MARK).filter_map(mark).collect()
}

/// A line of plain words, with the numbers of the facts that it names.
pub fn with_numbers(words: &str) -> Vec<Inline> {
    let (mut content, mut from) = (Vec::new(), 0);
    let text = |words: &str| Some(Inline::Text(words.to_owned())).filter(|_| !words.is_empty());
    for (range, id) in fact_marks(words) {
        content.extend(text(&words[from..range.start]));
        content.push(Inline::FactNumber(id.to_owned()));
        from = range.end;
    }
    content.extend(text(&words[from..]));
    content
}

/// The words of inline content; `number` gives the number of a fact.
pub fn plain(content: &[Inline], number: &impl Fn(&str) -> Option<String>) -> String {
    fn append(content: &[Inline], number: &dyn Fn(&str) -> Option<String>, out: &mut String) {
        for inline in content {
            match inline {
                Inline::Text(text) => out.push_str(text),
                Inline::FactNumber(id) => out.push_str(&number(id).unwrap_or_default()),
                Inline::Strong(_) | Inline::Emph(_) | Inline::Link { .. } | Inline::Citation(_) | Inline::Clinic(_) => {
                    append(inline.content(), number, out);
                }
            }
        }
    }
    let mut out = String::new();
    append(content, number, &mut out);
    out
}

/// Calls `each` on every piece of inline content, with those inside others.
pub fn each_inline<'a>(blocks: impl IntoIterator<Item = &'a Block>, each: &mut dyn FnMut(&'a Inline)) {
    fn walk<'a>(content: &'a [Inline], each: &mut dyn FnMut(&'a Inline)) {
        for inline in content {
            each(inline);
            walk(inline.content(), each);
        }
    }
    for block in blocks {
        block.inlines(&mut |content| walk(content, each));
    }
}

/// The ids of the facts that blocks name, as blocks or by number, in order.
pub fn fact_ids(blocks: &[Block]) -> Vec<String> {
    let mut ids = Vec::new();
    for block in blocks {
        ids.extend(block.fact_box().map(str::to_owned));
        match block {
            Block::Paragraph(_) | Block::Heading(_) | Block::Table { .. } => each_inline([block], &mut |inline| {
                if let Inline::FactNumber(id) = inline {
                    ids.push(id.clone());
                }
            }),
            Block::List { .. } | Block::Box { .. } | Block::Fact(_) | Block::Figure(_) => {
                block.children().for_each(|child| ids.extend(fact_ids(std::slice::from_ref(child))));
            }
        }
    }
    ids
}
