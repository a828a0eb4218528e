//! Texts that can be shortened where there is no room, and the document as if they were. Words that come from facts stay.

use super::content::{Document, Filled};
use super::node::{Node, Origin, Presence, Role, Span};
use super::products::SlotKind;
use crate::model::LeafPath;

/// A text that its author could make shorter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// Where it stands in its file: `summary`, `sections.ID.brief`, `facts.ID.short`.
    pub source: LeafPath,
    /// Where it is printed: what holds its words, or they themselves.
    pub printed: LeafPath,
    /// Whether it is a safety fact, of all texts of a topic.
    pub is_fact: bool,
}

impl Document<'_> {
    /// The texts that could be shorter, in the order in which they are read.
    pub fn copy(&self) -> Vec<Copy> {
        self.slots.iter().flat_map(copies).collect()
    }

    /// How many words a text has here.
    pub fn word_count(&self, copy: &Copy) -> usize {
        let mut words = 0;
        for node in self.leaves().into_iter().filter(|node| is_of(node, copy)) {
            words += count(&node.words);
        }
        words
    }

    /// The document with words of a text cut off its end; one word is always left.
    #[must_use]
    pub fn shortened(mut self, copy: &Copy, words: usize) -> Self {
        let most = self.word_count(copy).saturating_sub(1);
        let mut left = words.min(most);
        for filled in &mut self.slots {
            if filled.nodes.iter().any(|node| prints(node, copy)) {
                cut_nodes(&mut filled.nodes, copy, &mut left);
            }
        }
        self
    }
}

/// The texts of a slot that could be shorter.
fn copies(filled: &Filled) -> Vec<Copy> {
    let own = |path: &LeafPath| Copy { source: path.clone(), printed: path.clone(), is_fact: false };
    let each = |find: fn(&Node) -> Vec<LeafPath>| filled.nodes.iter().flat_map(find).map(|path| own(&path)).collect();
    match filled.kind {
        SlotKind::Title | SlotKind::Summary | SlotKind::Audience | SlotKind::MainMessage => {
            each(|node| vec![node.path.clone()])
        }
        SlotKind::Introduction if filled.nodes.is_empty() => Vec::new(),
        SlotKind::Introduction => vec![own(&LeafPath::root("introduction"))],
        SlotKind::Sections => each(|node| vec![section(node)]),
        SlotKind::Panels => each(on_panel),
        SlotKind::Questions => {
            each(|node| if node.role == Role::Answered { vec![node.path.join("answer")] } else { Vec::new() })
        }
        SlotKind::GetHelp | SlotKind::GetHelpFirst | SlotKind::GetHelpNext => {
            filled.nodes.iter().filter_map(signs).collect()
        }
        SlotKind::Calls
        | SlotKind::FirstCall
        | SlotKind::OtherCalls
        | SlotKind::FirstAid
        | SlotKind::FirstSteps
        | SlotKind::Signs => filled.nodes.iter().flat_map(facts).collect(),
        SlotKind::ClinicName
        | SlotKind::ClinicLine
        | SlotKind::ClinicImprint
        | SlotKind::ClinicCall
        | SlotKind::ReadingTime
        | SlotKind::Medium
        | SlotKind::CoverWarning
        | SlotKind::CoverPicture
        | SlotKind::Safety
        | SlotKind::Worksheets
        | SlotKind::Parts
        | SlotKind::References
        | SlotKind::ExtraSpace
        | SlotKind::Contents
        | SlotKind::Credits
        | SlotKind::Notes
        | SlotKind::ImprintId
        | SlotKind::ImprintReview
        | SlotKind::FooterId
        | SlotKind::FooterPage
        | SlotKind::FooterReview
        | SlotKind::FooterYours
        | SlotKind::FooterDanger
        | SlotKind::RunningTitle
        | SlotKind::Banner => Vec::new(),
    }
}

/// The signs at which to get help of a level.
fn signs(row: &Node) -> Option<Copy> {
    let Role::HelpLevel(level) = row.role else { return None };
    let source = LeafPath::root("get_help").join(level.as_str()).join("when");
    Some(Copy { source, printed: row.path.join("when"), is_fact: false })
}

/// The text of a section: its brief where that is printed.
fn section(node: &Node) -> LeafPath {
    let brief = node.path.join("brief");
    if node.children.iter().any(|child| child.path == brief) { brief } else { node.path.join("body") }
}

/// The texts of a panel.
fn on_panel(panel: &Node) -> Vec<LeafPath> {
    let introduction = LeafPath::root("introduction");
    let mut found: Vec<LeafPath> = Vec::new();
    for child in &panel.children {
        let path = if child.role == Role::Section {
            section(child)
        } else if child.role == Role::Answered {
            child.path.join("answer")
        } else if child.path == "main_message" {
            child.path.clone()
        } else if introduction.holds(&child.path) {
            introduction.clone()
        } else {
            continue;
        };
        if !found.contains(&path) {
            found.push(path);
        }
    }
    found
}

/// What the emergency box says of a fact: only its own author can shorten that.
fn facts(entry: &Node) -> Vec<Copy> {
    let source = LeafPath::root("facts").join(entry.path.last());
    ["short", "points"]
        .into_iter()
        .map(|key| Copy { source: source.join(key), printed: entry.path.join(key), is_fact: true })
        .collect()
}

/// Whether a node is of a text or holds it, on whatever panel.
fn prints(node: &Node, copy: &Copy) -> bool {
    let mut found = false;
    node.each(&mut |node| found |= node.path.holds(&copy.printed) || copy.printed.holds(&node.path));
    found
}

/// Whether it stands with a point of a fact, and not without it.
fn is_beside_point(role: &Role) -> bool {
    matches!(role, Role::Number | Role::Figure(_))
}

/// Whether a node's words are of a text; those that come from facts are no part of another one.
fn is_of(node: &Node, copy: &Copy) -> bool {
    copy.printed.holds(&node.path)
        && node.presence != Presence::InControl
        // Numbers of steps are counted.
        && node.role != Role::Number
        && (copy.is_fact || node.origin != Origin::Facts)
}

/// Cuts words off the end of what nodes hold of a text; what has none left goes.
fn cut_nodes(nodes: &mut Vec<Node>, copy: &Copy, left: &mut usize) {
    for i in (0..nodes.len()).rev() {
        if *left == 0 {
            return;
        }
        let node = &mut nodes[i];
        let is_gone = if node.is_group() {
            cut_nodes(&mut node.children, copy, left);
            // What frames a box does not stand without it.
            node.children.iter().all(|child| child.role.is_frame() || is_beside_point(&child.role))
        } else if is_of(node, copy) && !node.role.is_frame() {
            let own = count(&node.words);
            cut_spans(&mut node.words, left);
            own > 0 && count(&node.words) == 0
        } else {
            false
        };
        if is_gone {
            nodes.remove(i);
        }
    }
}

fn count(spans: &[Span]) -> usize {
    let mut words = 0;
    for span in spans {
        words += match span {
            Span::Text(text) => text.split_whitespace().count(),
            Span::Strong(content) | Span::Emph(content) | Span::Link { content, .. } => count(content),
            // What others say: a fact, the clinic.
            Span::Number(_)
            | Span::Citation { .. }
            | Span::Clinic(_)
            | Span::Page
            | Span::PageCount
            | Span::PageOf(_) => 0,
        };
    }
    words
}

/// Cuts words off the end of spans, but for numbers.
fn cut_spans(spans: &mut [Span], left: &mut usize) {
    for span in spans.iter_mut().rev() {
        match span {
            Span::Text(text) => {
                let words: Vec<&str> = text.split_whitespace().collect();
                let kept = words.len().saturating_sub(*left);
                *left -= words.len() - kept;
                if kept < words.len() {
                    *text = words[..kept].join(" ");
                }
            }
            Span::Strong(content) | Span::Emph(content) | Span::Link { content, .. } => cut_spans(content, left),
            Span::Number(_)
            | Span::Citation { .. }
            | Span::Clinic(_)
            | Span::Page
            | Span::PageCount
            | Span::PageOf(_) => {}
        }
        if *left == 0 {
            return;
        }
    }
}
