//! HTML to a tree of elements and words, bounded in size and depth; the only file that knows the HTML crate.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use html5ever::driver::ParseOpts;
use html5ever::tendril::{StrTendril, TendrilSink};
use html5ever::tree_builder::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName, expanded_name, local_name, ns};

/// How many elements and runs of words a page may have.
const MOST_NODES: usize = 400_000;
/// How deep they may lie in one another; more than any program writes.
const DEEPEST: usize = 200;
/// How much of a page is read at once, after which its size is looked at.
const PART: usize = 4096;

/// The attributes that are kept.
const KEPT: &[&str] = &[
    "alt",
    "aria-label",
    "charset",
    "class",
    "color",
    "colspan",
    "content",
    "data-at",
    "hidden",
    "href",
    "id",
    "name",
    "role",
    "rowspan",
    "src",
    "start",
    "style",
    "title",
    "type",
    "value",
];

/// A node of a page.
#[derive(Debug)]
pub(super) struct PageNode {
    /// What it is.
    pub(super) content: PageContent,
    /// The nodes in it.
    pub(super) children: Vec<usize>,
    /// Where it stands: its first byte and the one behind it, of an element those of its tag.
    pub(super) place: (usize, usize),
    parent: Option<usize>,
    depth: usize,
}

/// What a node of a page is.
#[derive(Debug)]
pub(super) enum PageContent {
    /// The page itself, or something that is never shown.
    Other,
    /// Words.
    Words(String),
    /// An element: its name, and those of its attributes that matter.
    Element(Box<QualName>, Vec<(String, String)>),
}

/// A page: its nodes, the first of which holds all others.
#[derive(Debug)]
pub(super) struct Page {
    nodes: Vec<PageNode>,
}

impl Page {
    /// A node.
    pub(super) fn node(&self, id: usize) -> &PageNode {
        &self.nodes[id]
    }

    /// The name of an element; empty for all else.
    pub(super) fn name(&self, id: usize) -> &str {
        match &self.nodes[id].content {
            PageContent::Element(name, _) => &name.local,
            PageContent::Other | PageContent::Words(_) => "",
        }
    }

    /// An attribute of an element.
    pub(super) fn attribute(&self, id: usize, wanted: &str) -> Option<&str> {
        match &self.nodes[id].content {
            PageContent::Element(_, all) => all.iter().find(|(name, _)| name == wanted).map(|(_, value)| &**value),
            PageContent::Other | PageContent::Words(_) => None,
        }
    }
}

/// Why a page is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unbounded {
    /// It has too many parts.
    Large,
    /// They lie too deep in one another.
    Deep,
}

/// Reads a page.
///
/// # Errors
/// Where it is larger or deeper than any that a program writes.
pub(super) fn parse(text: &str) -> Result<Page, Unbounded> {
    if has_endless_tag(text) {
        return Err(Unbounded::Large);
    }
    let mut parser = html5ever::parse_document(PageBuilder::new(), ParseOpts::default());
    let (mut rest, mut open) = (text, None);
    while !rest.is_empty() {
        let (part, behind) = rest.split_at(part_length(rest));
        let at = text.len() - rest.len();
        let end = at + part.len();
        // A tag begins where its first part does.
        let start = match open {
            Some(start) if !part.starts_with('<') => start,
            _ => at + part.len() - part.trim_start().len(),
        };
        open = ((part.starts_with('<') || open.is_some()) && !part.ends_with('>')).then_some(start);
        parser.tokenizer.sink.sink.place.set((start.min(end), end));
        parser.process(StrTendril::from_slice(part));
        let built = &parser.tokenizer.sink.sink;
        if built.nodes.borrow().len() > MOST_NODES {
            return Err(Unbounded::Large);
        }
        if built.deepest.get() > DEEPEST {
            return Err(Unbounded::Deep);
        }
        rest = behind;
    }
    let built = parser.finish();
    if built.deepest.get() > DEEPEST { Err(Unbounded::Deep) } else { Ok(Page { nodes: built.nodes.into_inner() }) }
}

/// How much of a page is read next: a tag, or what stands between two, so that each node knows its place.
fn part_length(rest: &str) -> usize {
    let most = rest.floor_char_boundary(PART);
    let is_tag = rest.starts_with('<') && rest[1..].starts_with(|c: char| c.is_ascii_alphabetic());
    if let Some(length) = is_tag.then(|| tag_length(&rest.as_bytes()[..most])).flatten() {
        return length;
    }
    let begin = usize::from(rest.starts_with('<'));
    let end = rest.as_bytes().get(begin..most).and_then(|part| part.iter().position(|b| matches!(b, b'<' | b'>')));
    match end.map(|at| at + begin) {
        Some(at) if rest.as_bytes().get(at) == Some(&b'>') => at + 1,
        Some(at) => at,
        None => most,
    }
}

/// How long a tag is, up to the first `>` outside quotes; `None` where there is none.
fn tag_length(tag: &[u8]) -> Option<usize> {
    let mut quote = None;
    let end = tag.iter().position(|byte| match quote {
        Some(open) => {
            quote = (open != *byte).then_some(open);
            false
        }
        None => {
            quote = matches!(byte, b'"' | b'\'').then_some(*byte);
            *byte == b'>'
        }
    });
    end.map(|end| end + 1)
}

/// How many attributes a tag may have: the parser holds each against all others.
const MOST_ATTRIBUTES: usize = 2000;

/// Whether a tag has more attributes than any program writes.
fn has_endless_tag(text: &str) -> bool {
    let mut at = 0;
    while let Some(next) = text[at..].find('<') {
        at += next + 1;
        let rest = &text[at..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        // What stands in a script is no tag.
        let raw = ["script", "style"]
            .into_iter()
            .find(|raw| rest.get(..raw.len()).is_some_and(|s| s.eq_ignore_ascii_case(raw)));
        let (mut quote, mut count, mut end) = (None, 0, rest.len());
        for (i, c) in rest.bytes().enumerate() {
            match (quote, c) {
                (Some(open), c) if open == c => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(c),
                (None, b'>') => {
                    end = i;
                    break;
                }
                (None, b' ' | b'\n' | b'\t' | b'/' | b'\r' | b'\x0c') => count += 1,
                (None, _) => {}
            }
            if count > MOST_ATTRIBUTES {
                return true;
            }
        }
        at += end;
        if raw.is_some() {
            at += text[at..].find("</").unwrap_or(0);
        }
    }
    false
}

/// A page while it is read.
struct PageBuilder {
    nodes: RefCell<Vec<PageNode>>,
    /// Where the part stands that is read.
    place: Cell<(usize, usize)>,
    deepest: Cell<usize>,
}

/// The name of an element, for the parser.
#[derive(Debug)]
struct PageName(Namespace, LocalName);

impl html5ever::tree_builder::ElemName for PageName {
    fn ns(&self) -> &Namespace {
        &self.0
    }

    fn local_name(&self) -> &LocalName {
        &self.1
    }
}

impl PageBuilder {
    fn new() -> Self {
        let built = Self { nodes: RefCell::default(), place: Cell::new((0, 0)), deepest: Cell::new(0) };
        built.add(PageContent::Other);
        built
    }

    fn add(&self, content: PageContent) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(PageNode { content, children: Vec::new(), place: self.place.get(), parent: None, depth: 0 });
        nodes.len() - 1
    }

    /// Puts a node into another, at a place among its children.
    fn put(&self, parent: usize, at: Option<usize>, child: NodeOrText<usize>) {
        let id = match child {
            NodeOrText::AppendNode(id) => {
                self.detach(id);
                id
            }
            NodeOrText::AppendText(words) => {
                let mut nodes = self.nodes.borrow_mut();
                let end = at.unwrap_or(nodes[parent].children.len());
                let before = end.checked_sub(1).map(|before| nodes[parent].children[before]);
                if let Some(before) = before
                    && let PageContent::Words(known) = &mut nodes[before].content
                {
                    known.push_str(&words);
                    return;
                }
                drop(nodes);
                self.add(PageContent::Words(words.to_string()))
            }
        };
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent].depth + 1;
        self.deepest.set(self.deepest.get().max(depth));
        nodes[id].parent = Some(parent);
        nodes[id].depth = depth;
        let end = nodes[parent].children.len();
        nodes[parent].children.insert(at.unwrap_or(end).min(end), id);
    }

    fn detach(&self, id: usize) {
        let mut nodes = self.nodes.borrow_mut();
        if let Some(parent) = nodes[id].parent.take()
            && let Some(at) = nodes[parent].children.iter().rposition(|child| *child == id)
        {
            nodes[parent].children.remove(at);
        }
    }
}

fn kept(attributes: Vec<Attribute>) -> Vec<(String, String)> {
    let named = attributes.into_iter().map(|a| (a.name.local.to_string(), a.value.to_string()));
    named.filter(|(name, _)| KEPT.contains(&name.as_str())).collect()
}

impl TreeSink for PageBuilder {
    type Handle = usize;
    type Output = Self;
    type ElemName<'a> = PageName;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name(&self, target: &usize) -> PageName {
        match &self.nodes.borrow()[*target].content {
            PageContent::Element(name, _) => PageName(name.ns.clone(), name.local.clone()),
            PageContent::Other | PageContent::Words(_) => PageName(ns!(html), local_name!("")),
        }
    }

    fn create_element(&self, name: QualName, attributes: Vec<Attribute>, _: ElementFlags) -> usize {
        // What a template holds is never shown: it hangs on a node that nothing leads to.
        let is_template = name.expanded() == expanded_name!(html "template");
        let id = self.add(PageContent::Element(Box::new(name), kept(attributes)));
        if is_template {
            self.add(PageContent::Other);
        }
        id
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.add(PageContent::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.add(PageContent::Other)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        self.put(*parent, None, child);
    }

    fn append_based_on_parent_node(&self, element: &usize, previous: &usize, child: NodeOrText<usize>) {
        if self.nodes.borrow()[*element].parent.is_some() {
            self.append_before_sibling(element, child);
        } else {
            self.append(previous, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        target + 1
    }

    fn same_node(&self, x: &usize, y: &usize) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let place = {
            let nodes = self.nodes.borrow();
            nodes[*sibling].parent.map(|parent| {
                let at = nodes[parent].children.iter().rposition(|child| child == sibling);
                (parent, at)
            })
        };
        if let Some((parent, at)) = place {
            self.put(parent, at, child);
        }
    }

    fn add_attrs_if_missing(&self, target: &usize, attributes: Vec<Attribute>) {
        if let PageContent::Element(_, known) = &mut self.nodes.borrow_mut()[*target].content {
            for (name, value) in kept(attributes) {
                if known.iter().all(|(other, _)| *other != name) {
                    known.push((name, value));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &usize, parent: &usize) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[*node].children);
        for child in children {
            self.nodes.borrow_mut()[child].parent = None;
            self.put(*parent, None, NodeOrText::AppendNode(child));
        }
    }
}
