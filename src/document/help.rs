//! When to get help to nodes: for each level whom to call, and at which signs.

use super::job::Job;
use super::node::{Node, Origin, Placement, Role, Span};
use super::rich::mark;
use crate::model::{Clinic, ClinicDetail, Fact, Facts, HelpCall, HelpLevel, HelpRow, LeafPath, Product, Strings, Text};

/// When to get help, a node for each level.
pub(super) fn help(job: &Job, facts: Option<&Facts>) -> Vec<Node> {
    let Job { clinic, strings, text, product, .. } = job;
    let lang = text.head.lang.as_str();
    let mut composer = HelpComposer { facts, clinic, strings, lang, hours: has_room_for_hours(*product) };
    let rows = text.get_help.iter().map(|row| {
        let node = composer.row(row);
        // Once is enough.
        composer.hours &= !row.calls.contains(&HelpCall::Clinic);
        node
    });
    rows.collect()
}

/// That there may be an emergency, in the words of the facts to call in one: a line of each.
pub(super) fn warning<'a>(text: &Text, facts: Option<&'a Facts>) -> Vec<&'a str> {
    let urgent = text.get_help.iter().filter(|row| row.level == HelpLevel::Emergency);
    let ids = urgent.flat_map(|row| &row.calls).filter_map(HelpCall::fact);
    ids.filter_map(|id| facts?.get(id)?.line.as_deref()).collect()
}

/// Of a heading and the levels below it: whom to call first of all stands where the heading does; the signs may follow.
pub(super) fn placed_at_head(nodes: &mut [Node], place: Placement) {
    let calls = nodes.get_mut(1).into_iter().flat_map(|row| &mut row.children);
    calls.take_while(|node| node.role != Role::Point).for_each(|node| node.place = place);
}

/// Whether a product has room for the clinic's hours beside its number.
fn has_room_for_hours(product: Product) -> bool {
    match product {
        Product::Leaflet | Product::LargePrint | Product::Booklet | Product::Trifold => true,
        Product::Card | Product::Worksheet | Product::WorksheetPaper => false,
    }
}

/// What is needed to compose when to get help.
struct HelpComposer<'a> {
    facts: Option<&'a Facts>,
    clinic: &'a Clinic,
    strings: &'a Strings,
    /// The language of the text, as an ISO 639-1 code.
    lang: &'a str,
    /// Whether the clinic's hours stand with its number.
    hours: bool,
}

impl HelpComposer<'_> {
    /// A level: whom to call first, the signs, then whom else to call.
    fn row(&self, row: &HelpRow) -> Node {
        let path = LeafPath::help(row.level);
        let mut calls = row.calls.iter();
        let mut children = calls.next().map_or_else(Vec::new, |call| self.first(&path, row.level, call));
        let when = path.join("when");
        children.extend(row.when.iter().enumerate().map(|(i, words)| Node {
            mark: Some(mark(None, i)),
            ..Node::plain(when.join(i), Role::Point, Origin::Text, words.clone())
        }));
        let also = path.join("also");
        children.extend(calls.enumerate().filter_map(|(i, call)| self.further(also.join(i), call)));
        Node::group(path, Role::HelpLevel(row.level), Origin::Text, children)
    }

    /// Whom to call first: the number, and words that lead to the signs.
    fn first(&self, path: &LeafPath, level: HelpLevel, call: &HelpCall) -> Vec<Node> {
        let label = |key| self.label(path, key);
        let title = call.fact().and_then(|id| self.fact(id)).map(|fact| title(path, fact));
        match (level, title) {
            (HelpLevel::Emergency, Some(title)) => vec![title, label("help_emergency")],
            (HelpLevel::Today, Some(title)) => vec![title, label("help_today")],
            (HelpLevel::Routine, Some(title)) => vec![label("help_routine"), title],
            (HelpLevel::Emergency, None) => [self.own(path), vec![label("help_emergency")]].concat(),
            (HelpLevel::Today, None) => [vec![label("help_today_us")], self.own(path)].concat(),
            (HelpLevel::Routine, None) => [vec![label("help_routine")], self.own(path)].concat(),
        }
    }

    /// Whom else to call, in words of their own.
    fn further(&self, path: LeafPath, call: &HelpCall) -> Option<Node> {
        let children = match call {
            HelpCall::Fact(id) => {
                let fact = self.fact(id)?;
                let short = fact.short.clone();
                let short = short.map(|words| Node::plain(path.join("short"), Role::Paragraph, Origin::Facts, words));
                std::iter::once(title(&path, fact)).chain(short).collect()
            }
            HelpCall::Clinic => [vec![self.label(&path, "help_or_us")], self.own(&path)].concat(),
        };
        Some(Node::group(path, Role::HelpCall, Origin::Facts, children))
    }

    /// The clinic's own number, and when it is answered.
    fn own(&self, path: &LeafPath) -> Vec<Node> {
        let said = |detail: ClinicDetail| {
            let words = vec![Span::Clinic(self.clinic.detail(detail, self.lang)?)];
            Some(Node::words(path.join(detail.as_str()), Role::Line, Origin::Clinic, words))
        };
        let hours = said(ClinicDetail::Hours).filter(|_| self.hours);
        said(ClinicDetail::Phone).into_iter().chain(hours).collect()
    }

    fn label(&self, path: &LeafPath, key: &str) -> Node {
        Node::plain(path.label(), Role::BoxTitle, Origin::Label, self.strings.get(key))
    }

    /// A fact; the plan has said which are not there.
    fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts?.get(id)
    }
}

/// What a fact says to call.
fn title(path: &LeafPath, fact: &Fact) -> Node {
    Node::plain(path.join("title"), Role::BoxTitle, Origin::Facts, fact.title.clone())
}
