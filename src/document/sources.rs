//! The sources of a text: their order, their numbers, their lines.

use std::collections::BTreeMap;

use super::link;
use super::node::Span;
use super::products::links_citations;
use crate::model::date::written;
use crate::model::rich::{Inline, each_inline};
use crate::model::text::{Body, Reference, Text};
use crate::model::{LeafPath, Product};

/// The numbers of sources: those that are cited in the order in which they are cited first, then the others.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceNumbers {
    /// The places in the list of a text, in the order of the numbers.
    pub(super) order: Vec<usize>,
    by_id: BTreeMap<String, usize>,
    /// Whether any is cited in what is printed, so that the list has numbers.
    pub(super) cited: bool,
    /// Whether citations lead to them.
    linked: bool,
}

impl SourceNumbers {
    /// Those of a text in a product; where `briefs` stand for its sections, nothing is cited in them.
    pub(super) fn of(text: &Text, product: Product, briefs: bool) -> Self {
        let references = &text.references;
        let mut order: Vec<usize> = Vec::new();
        each_inline(text.blocks(), &mut |inline| {
            let Inline::Citation(id) = inline else { return };
            let cited = references.iter().position(|reference| reference.id.as_ref() == Some(id));
            order.extend(cited.filter(|place| !order.contains(place)));
        });
        let cited: Vec<usize> = order.clone();
        order.extend((0..references.len()).filter(|place| !cited.contains(place)));
        let mut cited = !cited.is_empty();
        if let Body::Guide(guide) = &text.body
            && briefs
        {
            cited = false;
            let printed = guide.introduction.iter().chain(guide.faq.iter().flat_map(|q| &q.answer));
            each_inline(printed, &mut |inline| cited |= matches!(inline, Inline::Citation(_)));
        }
        let numbered = order.iter().enumerate();
        let by_id = numbered.filter_map(|(i, place)| Some((references[*place].id.clone()?, i + 1))).collect();
        Self { order, by_id, cited, linked: links_citations(product) }
    }

    /// The number of a source.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// Where a citation of that number leads.
    pub(super) fn link(&self, number: usize) -> Option<LeafPath> {
        Some(source_path(number.checked_sub(1)?)).filter(|_| self.linked)
    }
}

/// The path under which a source is printed, by its place in the order of the numbers, from 0.
pub(super) fn source_path(place: usize) -> LeafPath {
    LeafPath::root("references").join(place)
}

/// A source in one line: publisher, title, address, the day it was read.
pub(super) fn source(reference: &Reference, seen: &str, lang: &str) -> Vec<Span> {
    let text = |t: String| Span::Text(t);
    // "Title (2025, guideline). "
    let year = reference.year.map(|year| year.to_string());
    let told: Vec<String> = year.into_iter().chain(reference.kind.clone()).collect();
    let told = if told.is_empty() { stop(&reference.title).to_owned() } else { format!(" ({}). ", told.join(", ")) };
    let mut line = vec![publisher(reference), Span::Emph(vec![text(reference.title.clone())]), text(told)];
    line.extend(address(reference));
    if let Some(day) = reference.accessed {
        line.push(text(format!("{seen} {}.", written(day, lang).replace(' ', "\u{a0}"))));
    }
    line
}

/// The same as short as a narrow panel needs it: publisher and address, or the title where there is none.
pub(super) fn short_source(reference: &Reference) -> Vec<Span> {
    let address = address(reference);
    let title = || {
        let title = &reference.title;
        vec![Span::Emph(vec![Span::Text(title.clone())]), Span::Text(stop(title).trim_end().to_owned())]
    };
    [vec![publisher(reference)], if address.is_empty() { title() } else { address }].concat()
}

fn publisher(reference: &Reference) -> Span {
    Span::Text(format!("{}{}", reference.publisher, stop(&reference.publisher)))
}

fn address(reference: &Reference) -> Vec<Span> {
    reference
        .url
        .iter()
        .flat_map(|url| {
            let shown = vec![Span::Text(link::shown(url).to_owned())];
            [Span::Link { url: link::target(url), content: shown }, Span::Text(". ".to_owned())]
        })
        .collect()
}

/// What ends a sentence that may have its own end.
fn stop(text: &str) -> &'static str {
    if text.ends_with(['.', '?', '!']) { " " } else { ". " }
}
