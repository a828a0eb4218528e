//! The sources of a text: their order, their numbers, their lines.

use std::collections::BTreeMap;

use super::link;
use super::node::Span;
use crate::model::rich::{Inline, each_inline};
use crate::model::text::{Reference, Text};

/// The numbers of sources: those that are cited in the order in which they are cited first, then the others.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceNumbers {
    /// The places in the list of a text, in the order of the numbers.
    pub(super) order: Vec<usize>,
    by_id: BTreeMap<String, usize>,
    /// Whether any is cited, so that the list has numbers.
    pub(super) cited: bool,
}

impl SourceNumbers {
    pub(super) fn of(text: &Text) -> Self {
        let references = &text.references;
        let mut order: Vec<usize> = Vec::new();
        each_inline(text.blocks(), &mut |inline| {
            let Inline::Citation(id) = inline else { return };
            let cited = references.iter().position(|reference| reference.id.as_ref() == Some(id));
            order.extend(cited.filter(|place| !order.contains(place)));
        });
        let cited: Vec<usize> = order.clone();
        order.extend((0..references.len()).filter(|place| !cited.contains(place)));
        let cited = !cited.is_empty();
        let numbered = order.iter().enumerate();
        let by_id = numbered.filter_map(|(i, place)| Some((references[*place].id.clone()?, i + 1))).collect();
        Self { order, by_id, cited }
    }

    /// The number of a source.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }
}

/// A source in one line: publisher, title, address, the day it was read.
pub(super) fn source(reference: &Reference, seen: &str) -> Vec<Span> {
    let stop = |text: &str| if text.ends_with(['.', '?', '!']) { " " } else { ". " };
    let text = |t: String| Span::Text(t);
    let mut line = vec![
        text(format!("{}{}", reference.publisher, stop(&reference.publisher))),
        Span::Emph(vec![text(reference.title.clone())]),
        text(stop(&reference.title).to_owned()),
    ];
    // "2025, guideline. "
    let facts: Vec<String> =
        reference.year.map(|year| year.to_string()).into_iter().chain(reference.kind.clone()).collect();
    if !facts.is_empty() {
        line.push(text(format!("{}. ", facts.join(", "))));
    }
    if let Some(url) = &reference.url {
        let shown = url.trim_start_matches("https://").trim_start_matches("http://").trim_end_matches('/');
        line.push(Span::Link { url: link::target(url), content: vec![text(shown.to_owned())] });
        line.push(text(". ".to_owned()));
    }
    if let Some(day) = reference.accessed {
        line.push(text(format!("{seen}\u{a0}{day}.")));
    }
    line
}
