//! One thing that a document says: its path, its role, its words and where they come from, how often and where it is
//! printed, and what of it is no word.

use std::sync::Arc;

use crate::model::field::{Choice, ColumnKind};
use crate::model::rich::BoxKind;
use crate::model::{Figure, HelpLevel, LeafPath};

/// A run of words, as far as layouts must know it. Numbers of facts are put in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Span {
    /// Words.
    Text(String),
    /// Strong words.
    Strong(Vec<Span>),
    /// Emphasised words.
    Emph(Vec<Span>),
    /// Words that lead to a web page or a mail address.
    Link {
        /// Where they lead.
        url: String,
        /// The words.
        content: Vec<Span>,
    },
    /// The number of a fact.
    Number(String),
    /// The raised number of a source; a comma stands before one that follows another.
    Citation {
        /// The number, with its comma.
        text: String,
        /// The source to which it leads, in products with such links.
        to: Option<LeafPath>,
    },
    /// What the clinic says of itself.
    Clinic(String),
    /// The number of the page that it stands on, from 1.
    Page,
    /// The number of pages.
    PageCount,
    /// The number of the page on which something else stands, from 1.
    PageOf(LeafPath),
}

/// Whose words they are: what a change of them voids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The text's own: in its digest.
    Text,
    /// The facts': in the digest of those.
    Facts,
    /// The clinic's.
    Clinic,
    /// Labels of `strings/`.
    Label,
    /// Fixed in the program.
    Program,
    /// Counted, or put together from several of these.
    Computed,
}

/// How often it is printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Exactly once.
    Once,
    /// Once, and again whole on each page that what it belongs to goes over: the head of a table.
    AgainAfterBreak,
    /// On every page.
    EveryPage,
    /// At most once on a page.
    AtMostOnceAPage,
    /// At most once on a page, behind the text.
    OnSparePages,
    /// On each page with something of these, and on others if need be.
    WithParts(Vec<LeafPath>),
    /// Once where there are more pages than these, else never.
    BeyondPages(usize),
    /// On no page: in the list of a control that a screen opens.
    InControl,
}

/// Where it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// In the text, at its place in the order.
    Flow,
    /// In the text, somewhere between the heading before it and the next one.
    Beside,
    /// In the text, on the first page.
    First,
    /// In the text, on the last page.
    Last,
    /// In the text, on these pages, from 0.
    Pages(usize, usize),
    /// Above the text.
    Head,
    /// Below the text.
    Foot,
}

/// What it is. Groups have no words of their own, but children.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// A line around the text: whose it is, for whom, how long, when, what state.
    Line,
    /// The title of the document.
    Title,
    /// A heading that contents and bookmarks name.
    Heading,
    /// A heading below those.
    Subheading,
    /// A question of a guide.
    Question,
    /// The title of a box.
    BoxTitle,
    /// A paragraph.
    Paragraph,
    /// A point of a fact, in the emergency box, or its head; or a sign at which to get help.
    Point,
    /// Group: a point with a head: its picture and the number on that, the head, what stands behind it.
    HeadedPoint,
    /// A source.
    Reference,
    /// A sentence of the credits or of a footer in which words about review may stand.
    Claim,
    /// The number of a question or a part of a worksheet.
    Number,
    /// The question of a field.
    Label,
    /// How to write an answer.
    Format,
    /// How to answer.
    Help,
    /// Something to tick.
    Choice,
    /// What the ends of a scale mean.
    ScaleEnd,
    /// The head of a column, of the kind of its cells.
    ColumnHead(ColumnKind),
    /// Group: a section.
    Section,
    /// Group: an inner panel of a tri-fold, with its head.
    InnerPanel,
    /// Group: a question with its answer.
    Answered,
    /// Group: an entry of the emergency box; whether its points are steps.
    Entry {
        /// Whether they are numbered.
        numbered: bool,
    },
    /// Group: when to get help of a level, and whom to call.
    HelpLevel(HelpLevel),
    /// Group: whom else to call.
    HelpCall,
    /// Group: a list, whose children are [`Role::Item`].
    List {
        /// The number of its first item; `None` where they have no numbers.
        first: Option<u32>,
    },
    /// Group: an item of a list.
    Item,
    /// A heading within a text.
    TextHeading,
    /// Group: a table of a text, whose children are its rows; the first one is its head.
    TextTable,
    /// Group: a row of it.
    TableRow,
    /// A cell of it, or the name of a column.
    TableCell,
    /// Group: a box.
    Boxed(BoxKind),
    /// Group: a picture, with what stands below it.
    Figure(Arc<Figure>),
    /// Words below a picture.
    Caption,
    /// Group: a safety fact in a box.
    Fact,
    /// Group: a part of a worksheet; whether the emergency line stands at the foot of its pages.
    Part {
        /// Whether it does.
        danger_line: bool,
    },
    /// Group: the fields of a part, once or one time of several.
    Repetition,
    /// Group: a field.
    Field(FieldSpec),
    /// Group: a column of the credits.
    Column,
}

impl Role {
    /// What it is to the block that it is, or that it stands in.
    pub fn in_block(&self) -> InBlock {
        match self {
            Role::Paragraph => InBlock::Kind("paragraph"),
            Role::TextHeading => InBlock::Kind("heading"),
            Role::TextTable => InBlock::Kind("table"),
            Role::List { .. } => InBlock::Kind("list"),
            Role::Boxed(_) => InBlock::Kind("box"),
            Role::Figure(_) => InBlock::Kind("figure"),
            Role::Fact => InBlock::Kind("fact"),
            Role::BoxTitle => InBlock::Key("title"),
            Role::Line
            | Role::Title
            | Role::Heading
            | Role::Subheading
            | Role::Question
            | Role::Point
            | Role::HeadedPoint
            | Role::Reference
            | Role::Claim
            | Role::Number
            | Role::Label
            | Role::Format
            | Role::Help
            | Role::Choice
            | Role::ScaleEnd
            | Role::ColumnHead(_)
            | Role::Section
            | Role::InnerPanel
            | Role::Answered
            | Role::Entry { .. }
            | Role::HelpLevel(_)
            | Role::HelpCall
            | Role::Item
            | Role::TableRow
            | Role::TableCell
            | Role::Caption
            | Role::Part { .. }
            | Role::Repetition
            | Role::Field(_)
            | Role::Column => InBlock::Neither,
        }
    }

    /// Whether it frames a box, such as its title: it is not cut from it, and does not stand without the rest.
    pub fn is_frame(&self) -> bool {
        matches!(self.in_block(), InBlock::Key(_))
    }
}

/// What a role is to blocks of rich text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InBlock {
    /// A block, of this kind in the data file.
    Kind(&'static str),
    /// Words that a box has beside its blocks, under this key of the data file.
    Key(&'static str),
    /// No part of a block.
    Neither,
}

/// What of a field is no word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldSpec {
    /// The name of its type, as in the sources.
    pub kind: &'static str,
    /// Whether an answer is needed.
    pub required: bool,
    /// Whether it takes half the width of the page.
    pub half: bool,
    /// Writing lines.
    pub lines: Option<u32>,
    /// Rows to fill.
    pub rows: Option<u32>,
    /// Whether there is something to choose from, and whether it stands in a list that a screen opens.
    pub drop: Option<bool>,
}

/// One thing that a document says, or a group of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The path that its layout labels it with.
    pub path: LeafPath,
    /// What it is.
    pub role: Role,
    /// Its words; none in groups.
    pub words: Vec<Span>,
    /// Whose they are.
    pub origin: Origin,
    /// How often it is printed.
    pub presence: Presence,
    /// On which pages, and whether in their text.
    pub place: Placement,
    /// The mark of a list item that stands before it.
    pub mark: Option<String>,
    /// What it holds, in the order in which it is read.
    pub children: Vec<Node>,
}

impl Node {
    /// Words in the flow of the text, once.
    pub fn words(path: LeafPath, role: Role, origin: Origin, words: Vec<Span>) -> Self {
        Self {
            path,
            role,
            words,
            origin,
            presence: Presence::Once,
            place: Placement::Flow,
            mark: None,
            children: Vec::new(),
        }
    }

    /// Plain words in the flow of the text, once.
    pub fn plain(path: LeafPath, role: Role, origin: Origin, words: impl Into<String>) -> Self {
        Self::words(path, role, origin, vec![Span::Text(words.into())])
    }

    /// A group.
    pub fn group(path: LeafPath, role: Role, origin: Origin, children: Vec<Node>) -> Self {
        Self { children, ..Self::words(path, role, origin, Vec::new()) }
    }

    /// The same, printed so often.
    #[must_use]
    pub fn present(self, presence: Presence) -> Self {
        Self { presence, ..self }
    }

    /// The same with all that it holds, at a place.
    #[must_use]
    pub fn placed(mut self, place: Placement) -> Self {
        self.each_mut(&mut |node| node.place = place);
        self
    }

    /// Whether it holds others instead of words.
    pub fn is_group(&self) -> bool {
        !self.children.is_empty() || self.words.is_empty()
    }

    /// Calls `each` on it and on all that it holds, in the order in which they are read.
    pub fn each<'a>(&'a self, each: &mut dyn FnMut(&'a Node)) {
        each(self);
        self.children.iter().for_each(|child| child.each(each));
    }

    /// The same, to change.
    pub fn each_mut(&mut self, each: &mut dyn FnMut(&mut Node)) {
        each(self);
        self.children.iter_mut().for_each(|child| child.each_mut(each));
    }

    /// The first child of a role.
    pub fn child(&self, is: impl Fn(&Role) -> bool) -> Option<&Node> {
        self.children.iter().find(|child| is(&child.role))
    }

    /// The words of the child one step below it.
    pub fn child_at(&self, step: &str) -> Option<String> {
        let path = self.path.join(step);
        self.children.iter().find(|child| child.path == path).map(Node::text)
    }

    /// Its words without marks; `page` gives the number of the page of each span that asks for one.
    pub fn text_with(&self, page: &dyn Fn(&Span) -> String) -> String {
        let mut out = String::new();
        append(&self.words, page, &mut out);
        out
    }

    /// Its words without marks and numbers of pages.
    pub fn text(&self) -> String {
        self.text_with(&|_| String::new())
    }
}

fn append(spans: &[Span], page: &dyn Fn(&Span) -> String, out: &mut String) {
    for span in spans {
        match span {
            Span::Text(text) | Span::Number(text) | Span::Citation { text, .. } | Span::Clinic(text) => {
                out.push_str(text);
            }
            Span::Strong(content) | Span::Emph(content) | Span::Link { content, .. } => append(content, page, out),
            Span::Page | Span::PageCount | Span::PageOf(_) => out.push_str(&page(span)),
        }
    }
}

/// Calls `each` on the address of every link, in order.
pub fn links<'a>(spans: &'a [Span], each: &mut dyn FnMut(&'a str)) {
    for span in spans {
        match span {
            Span::Link { url, .. } => each(url),
            Span::Strong(content) | Span::Emph(content) => links(content, each),
            Span::Text(_)
            | Span::Number(_)
            | Span::Citation { .. }
            | Span::Clinic(_)
            | Span::Page
            | Span::PageCount
            | Span::PageOf(_) => {}
        }
    }
}

/// Calls `each` on every citation that leads to its source, with its words and that source.
pub fn linked_citations<'a>(spans: &'a [Span], each: &mut dyn FnMut(&'a str, &'a LeafPath)) {
    for span in spans {
        match span {
            Span::Citation { text, to: Some(to) } => each(text, to),
            Span::Link { content, .. } | Span::Strong(content) | Span::Emph(content) => linked_citations(content, each),
            Span::Text(_)
            | Span::Number(_)
            | Span::Citation { to: None, .. }
            | Span::Clinic(_)
            | Span::Page
            | Span::PageCount
            | Span::PageOf(_) => {}
        }
    }
}

/// Choices as nodes: printed, or in the list of a control.
pub fn choices(path: &LeafPath, options: &[Choice], in_control: bool) -> Vec<Node> {
    let presence = if in_control { Presence::InControl } else { Presence::Once };
    options
        .iter()
        .map(|o| Node::plain(path.option(&o.id), Role::Choice, Origin::Text, o.label.clone()).present(presence.clone()))
        .collect()
}
