//! Entries of the emergency box: a fact in the lengths for which its product has room, its points with their pictures.

use super::node::{Node, Origin, Role};
use super::products::FactForm;
use super::rich::mark;
use crate::model::{Fact, Facts, HeadedPoint, LeafPath, Point};

/// An entry of the emergency box.
pub(super) fn entry(facts: &Facts, fact: &Fact, form: FactForm) -> Node {
    let path = LeafPath::emergency(&fact.id);
    let mut children = vec![own(path.join("title"), Role::BoxTitle, &fact.title)];
    let short = fact.shorter.as_ref().filter(|_| form.shorter).or(fact.short.as_ref());
    children.extend(short.map(|short| own(path.join("short"), Role::Paragraph, short)));
    let points = PointComposer { facts, form, numbered: fact.numbered, pictured: form.pictures && is_pictured(fact) };
    let below = path.join("points");
    children.extend(fact.points.iter().enumerate().map(|(i, point)| points.point(below.join(i), i, point)));
    Node::group(path, Role::Entry { numbered: fact.numbered }, Origin::Facts, children)
}

/// Whether some of its points have pictures.
fn is_pictured(fact: &Fact) -> bool {
    fact.points.iter().any(|point| match point {
        Point::Line(_) => false,
        Point::Headed(point) => point.figure.is_some(),
    })
}

fn own(path: LeafPath, role: Role, words: &str) -> Node {
    Node::plain(path, role, Origin::Facts, words)
}

struct PointComposer<'a> {
    facts: &'a Facts,
    form: FactForm,
    numbered: bool,
    /// Whether pictures stand with them: then a number is words of its own, at its picture, and no mark of a list.
    pictured: bool,
}

impl PointComposer<'_> {
    fn point(&self, path: LeafPath, index: usize, point: &Point) -> Node {
        let said = match point {
            Point::Line(words) if !self.pictured => return self.marked(own(path, Role::Point, words), index),
            Point::Line(words) => {
                self.number(&path, index).into_iter().chain([own(path.join("head"), Role::Point, words)]).collect()
            }
            Point::Headed(point) => self.said(&path, index, point),
        };
        Node::group(path, Role::HeadedPoint, Origin::Facts, said)
    }

    /// The number that lies on its picture.
    fn number(&self, path: &LeafPath, index: usize) -> Option<Node> {
        let number = (index + 1).to_string();
        let lies = self.pictured && self.numbered;
        lies.then(|| Node::plain(path.join("mark"), Role::Number, Origin::Computed, number))
    }

    /// Its picture with its number, its head, and what stands behind that.
    fn said(&self, path: &LeafPath, index: usize, point: &HeadedPoint) -> Vec<Node> {
        let head = self.marked(own(path.join("head"), Role::Point, &point.head), index);
        let figure = point.figure.as_ref().filter(|_| self.pictured).and_then(|id| self.facts.figure(id));
        let figure = figure
            .map(|figure| Node::group(path.join("figure"), Role::Figure(figure.clone()), Origin::Facts, Vec::new()));
        let text = point.behind(self.form.brief).map(|words| own(path.join("text"), Role::Paragraph, words));
        figure.into_iter().chain(self.number(path, index)).chain([head]).chain(text).collect()
    }

    /// With the mark of a list where it stands in one.
    fn marked(&self, node: Node, index: usize) -> Node {
        let mark = (!self.pictured).then(|| mark(self.numbered.then_some(1), index));
        Node { mark, ..node }
    }
}
