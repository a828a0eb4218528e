//! What belongs together: pairs of a document's nodes, with where they stand.

use std::collections::BTreeMap;

use super::areas::{gaps, union};
use super::judged::Judged;
use crate::audit::matching::printed::Printed;
use crate::audit::reading::{Bounds, PlacedPicture};
use crate::document::products::has_covers;
use crate::document::{Node, Role};
use crate::model::{Figure, LeafPath, Logo};

/// What kind of things belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PairKind {
    /// A heading and the first words below it.
    Heading,
    /// A question of a guide and its answer.
    Answer,
    /// The title of a box and the first words in it.
    Title,
    /// Whom to call and what is said of it.
    Call,
    /// Whom to call and the signs at which to call.
    Signs,
    /// The head of a step and what stands behind it.
    Step,
    /// A picture and the words of its step or item.
    Picture,
    /// A picture and what stands below it.
    Caption,
    /// The number of a question or a step and its words.
    Number,
    /// A question and the first place to write or tick.
    Field,
    /// Something to tick and its words.
    Option,
    /// What an end of a scale means, and its number.
    ScaleEnd,
}

/// Where one of two things stands.
#[derive(Clone, Debug)]
pub(super) struct PairPart {
    /// What it is called.
    pub(super) path: LeafPath,
    /// Its page, from 0.
    pub(super) page: usize,
    /// Where it lies.
    pub(super) area: Bounds,
}

/// Two things that belong together.
pub(super) struct Pair {
    pub(super) kind: PairKind,
    /// What holds both, and may stand between them.
    pub(super) group: LeafPath,
    pub(super) head: PairPart,
    pub(super) body: PairPart,
}

/// Finds the pairs of a document.
struct Pairing<'a> {
    judged: &'a Judged<'a>,
    /// Pictures that are placed, in the order of the document, with the paths of their nodes.
    pictures: BTreeMap<LeafPath, PairPart>,
    pairs: Vec<Pair>,
}

/// All pairs that are printed, in the order of the document.
pub(super) fn pairs(judged: &Judged) -> Vec<Pair> {
    let mut pairing = Pairing { judged, pictures: placed(judged), pairs: Vec::new() };
    for filled in &judged.document.slots {
        if let [head, ..] = filled.nodes.as_slice()
            && head.role == Role::Heading
            // Its levels have pairs of their own, and their calls stand where they have room.
            && !head.path.starts_with("help.")
        {
            let group = head.path.parent().unwrap_or_else(|| head.path.clone());
            pairing.headed(PairKind::Heading, &group, &filled.nodes, |role| *role == Role::Heading);
        }
        for node in &filled.nodes {
            node.each(&mut |node| pairing.of(node));
        }
    }
    pairing.pairs
}

/// A picture of the text, and the words behind it.
struct PlacedFigure<'a> {
    path: &'a LeafPath,
    figure: &'a Figure,
    behind: Option<&'a Printed>,
    /// Which of the pictures on the pages it is.
    picture: Option<&'a PlacedPicture>,
}

impl PlacedFigure<'_> {
    /// How far a picture stands from its words.
    fn far(&self, picture: Option<&PlacedPicture>) -> f64 {
        let line = self.behind.and_then(|p| p.lines.first());
        let both = line.zip(picture).filter(|(line, picture)| line.page == picture.page);
        // A picture beside short words is far from them along the line.
        both.map_or(1e6, |(line, picture)| {
            let (across, down) = gaps(&line.bounds, &picture.bounds);
            down + 0.1 * across
        })
    }
}

/// The pictures of the text that are placed, by the path of their node. Of those of the same bytes each is the one that
/// lets all of them stand nearest to their words.
pub(super) fn placed(judged: &Judged) -> BTreeMap<LeafPath, PairPart> {
    let mut figures: Vec<PlacedFigure> = Vec::new();
    for node in judged.document.slots.iter().flat_map(|filled| &filled.nodes) {
        node.each(&mut |node| {
            if let Role::Figure(figure) = &node.role {
                figures.push(PlacedFigure { path: &node.path, figure, behind: None, picture: None });
            } else if let Some(last) = figures.last_mut().filter(|f| f.behind.is_none() && !node.words.is_empty()) {
                last.behind = judged.first(&node.path);
            }
        });
    }
    // The clinic's logo, once or on each of two covers, may be a picture of the text too.
    let mut logos = if has_covers(judged.document.job.product) { 2 } else { 1 };
    let job = judged.document.job;
    let is_logo = |picture: &PlacedPicture| {
        let alt = picture.alt.as_ref();
        let logo = |logo: &Logo| *logo.bytes == *picture.bytes && logo.alt.get(&job.text.head.lang) == alt;
        job.clinic.logo.as_ref().is_some_and(logo)
    };
    let mut left: Vec<&PlacedPicture> = judged.pages.pictures.iter().collect();
    left.retain(|picture| {
        let is_logo = logos > 0 && is_logo(picture);
        logos -= usize::from(is_logo);
        !is_logo
    });
    for figure in &mut figures {
        let found = left.iter().position(|picture| *picture.bytes == *figure.figure.bytes);
        figure.picture = found.map(|i| left.remove(i));
    }
    while let Some((a, b)) = better(&figures) {
        let (first, second) = (figures[a].picture, figures[b].picture);
        (figures[a].picture, figures[b].picture) = (second, first);
    }
    let part = |figure: &PlacedFigure| {
        let picture = figure.picture?;
        Some((figure.path.clone(), PairPart { path: figure.path.clone(), page: picture.page, area: picture.bounds }))
    };
    figures.iter().filter_map(part).collect()
}

/// Two figures of the same bytes that stand nearer to their words with each other's picture.
fn better(figures: &[PlacedFigure]) -> Option<(usize, usize)> {
    let pairs =
        figures.iter().enumerate().flat_map(|(i, a)| figures.iter().enumerate().skip(i + 1).map(move |b| ((i, a), b)));
    let mut alike = pairs.filter(|((_, a), (_, b))| a.figure.bytes == b.figure.bytes);
    let found =
        alike.find(|((_, a), (_, b))| a.far(b.picture) + b.far(a.picture) + 1.0 < a.far(a.picture) + b.far(b.picture));
    found.map(|((i, _), (j, _))| (i, j))
}

/// The first node with words, or the first picture that stands by itself.
fn first_thing(node: &Node) -> Option<&Node> {
    if node.role == Role::Item {
        return first_leaf(node);
    }
    let is = !node.words.is_empty() || matches!(node.role, Role::Figure(_));
    if is { Some(node) } else { node.children.iter().find_map(first_thing) }
}

/// Whether its words stand in an edge of their own.
fn is_framed(node: &Node) -> bool {
    matches!(node.role, Role::Boxed(_) | Role::Fact | Role::TextTable)
}

/// The first node with words.
fn first_leaf(node: &Node) -> Option<&Node> {
    if node.words.is_empty() { node.children.iter().find_map(first_leaf) } else { Some(node) }
}

impl Pairing<'_> {
    /// The pairs that a group holds.
    fn of(&mut self, node: &Node) {
        let (group, inner) = (&node.path, node.children.as_slice());
        match &node.role {
            Role::Section | Role::Part { .. } | Role::InnerPanel => {
                self.headed(PairKind::Heading, group, inner, |role| *role == Role::Heading);
            }
            Role::Repetition => self.headed(PairKind::Heading, group, inner, |role| *role == Role::Subheading),
            Role::Answered => self.headed(PairKind::Answer, group, inner, |role| *role == Role::Question),
            Role::Boxed(_) | Role::Fact => self.headed(PairKind::Title, group, inner, |role| *role == Role::BoxTitle),
            Role::Entry { .. } | Role::HelpCall | Role::HelpLevel(_) => self.calls(node),
            Role::HeadedPoint => self.step(node),
            Role::Item => self.item(node),
            Role::Figure(_) => self.caption(node),
            Role::Field(_) => self.field(node),
            _ => {}
        }
    }

    fn push(&mut self, kind: PairKind, group: &LeafPath, head: Option<PairPart>, body: Option<PairPart>) {
        if let (Some(head), Some(body)) = (head, body) {
            self.pairs.push(Pair { kind, group: group.clone(), head, body });
        }
    }

    /// Where the last lines of a block stand that are on one page and in one column.
    fn end(&self, path: &LeafPath) -> Option<PairPart> {
        let printed = self.judged.first(path)?;
        let begins = printed.lines.iter().rposition(|line| line.begins).unwrap_or_default();
        let (first, rest) = printed.lines.get(begins..)?.split_first()?;
        let area = rest.iter().fold(first.bounds, |area, line| union(&area, &line.bounds));
        Some(PairPart { path: path.clone(), page: first.page, area })
    }

    /// Where a picture or the first line of a block stands.
    fn start(&self, path: &LeafPath) -> Option<PairPart> {
        if let Some(picture) = self.pictures.get(path) {
            return Some(picture.clone());
        }
        let line = self.judged.first(path)?.lines.first()?;
        Some(PairPart { path: path.clone(), page: line.page, area: line.bounds })
    }

    /// A head of some role and the first words behind it.
    fn headed(&mut self, kind: PairKind, group: &LeafPath, nodes: &[Node], is: fn(&Role) -> bool) {
        let Some(at) = nodes.iter().position(|child| is(&child.role)) else { return };
        let Some((head, rest)) = nodes.get(at..).and_then(<[Node]>::split_first) else { return };
        let Some(first) = rest.iter().find(|child| first_thing(child).is_some()) else { return };
        let mut body = first_thing(first).and_then(|thing| self.start(&thing.path));
        if is_framed(first)
            && let Some(body) = &mut body
        {
            // A box and a table begin at their edge, at most a line above their first words.
            body.area[1] -= body.area[3] - body.area[1];
        }
        let parts = (self.end(&head.path), body);
        self.push(kind, group, parts.0, parts.1);
    }

    /// Whom to call: each line and the next one; and all of them with the signs of their level.
    fn calls(&mut self, node: &Node) {
        let lines: Vec<&Node> = node.children.iter().filter(|child| !child.words.is_empty()).collect();
        let said = lines.iter().take_while(|line| line.role != Role::Point).count();
        let level = matches!(node.role, Role::HelpLevel(_));
        let behind = if level { said } else { lines.len().min(said + 1) };
        for two in lines.get(..behind).unwrap_or_default().windows(2) {
            if let [head, body] = two {
                let parts = (self.end(&head.path), self.start(&body.path));
                self.push(PairKind::Call, &node.path, parts.0, parts.1);
            }
        }
        if let Some((calls, signs)) = lines.split_at_checked(said).filter(|_| level) {
            let parts = (self.all(calls), self.all(signs));
            self.push(PairKind::Signs, &node.path, parts.0, parts.1);
        }
    }

    /// Where some blocks stand, as far as they are on the page of the first one.
    fn all(&self, nodes: &[&Node]) -> Option<PairPart> {
        let (first, rest) = nodes.split_first()?;
        let mut part = self.end(&first.path)?;
        for other in rest.iter().filter_map(|node| self.end(&node.path)).filter(|other| other.page == part.page) {
            part.area = union(&part.area, &other.area);
        }
        Some(part)
    }

    /// A pictured step: picture, number, head and what stands behind it.
    fn step(&mut self, node: &Node) {
        let at = |is: fn(&Role) -> bool| node.child(is).map(|child| child.path.clone());
        let (Some(head), text) = (at(|role| *role == Role::Point), at(|role| *role == Role::Paragraph)) else { return };
        let number = at(|role| *role == Role::Number);
        let figure = at(|role| matches!(role, Role::Figure(_)));
        let (start, end) = (self.start(&head), self.end(&head));
        let picture = figure.and_then(|path| self.pictures.get(&path).cloned());
        // It lies on its picture.
        let number = number.and_then(|path| self.end(&path));
        self.push(PairKind::Number, &node.path, number, picture.clone().or_else(|| start.clone()));
        self.push(PairKind::Picture, &node.path, picture, start);
        // In a list the text goes on in the line of the head.
        if node.child(|role| *role == Role::Point).is_some_and(|head| head.mark.is_none()) {
            self.push(PairKind::Step, &node.path, end, text.and_then(|path| self.start(&path)));
        }
    }

    /// An item with a picture.
    fn item(&mut self, node: &Node) {
        let figure =
            node.child(|role| matches!(role, Role::Figure(_))).and_then(|child| self.pictures.get(&child.path));
        let words = node.children.iter().find_map(first_leaf).and_then(|leaf| self.start(&leaf.path));
        self.push(PairKind::Picture, &node.path, figure.cloned(), words);
    }

    fn caption(&mut self, node: &Node) {
        let words = node.children.first().and_then(|leaf| self.start(&leaf.path));
        self.push(PairKind::Caption, &node.path, self.pictures.get(&node.path).cloned(), words);
    }

    /// A question of a worksheet: its number, how to answer it, where to.
    fn field(&mut self, node: &Node) {
        let child = |is: fn(&Role) -> bool| node.children.iter().filter(move |child| is(&child.role));
        let Some(label) = child(|role| *role == Role::Label).next() else { return };
        let group = &node.path;
        let number = self.end(&group.number());
        self.push(PairKind::Number, group, number, self.start(&label.path));
        let first = self.judged.pages.controls.iter().find(|control| group.holds(&control.key));
        let first =
            first.map(|control| PairPart { path: control.key.clone(), page: control.page, area: control.bounds });
        // All that is said above the first place to write or tick.
        let mut asked = self.end(&label.path);
        for child in node.children.iter().filter(|child| child.path != group.number()) {
            let (Some(all), Some(first), Some(said)) = (self.end(&child.path), &first, &mut asked) else { continue };
            let above = all.page == said.page && first.page == said.page && all.area[3] <= first.area[1] + 1.0;
            if above {
                said.area = union(&said.area, &all.area);
            }
        }
        let options: Vec<_> = child(|role| *role == Role::Choice)
            .map(|choice| (self.control(&choice.path), self.end(&choice.path)))
            .collect();
        self.push(PairKind::Field, group, asked, first);
        for (place, words) in options {
            self.push(PairKind::Option, group, place, words);
        }
        for (end, step) in [("low", 0), ("high", 10)] {
            self.push(PairKind::ScaleEnd, group, self.end(&group.join(end)), self.start(&group.step(step)));
        }
    }

    fn control(&self, path: &LeafPath) -> Option<PairPart> {
        let control = self.judged.pages.controls.iter().find(|control| control.key == *path)?;
        Some(PairPart { path: path.clone(), page: control.page, area: control.bounds })
    }
}
