//! Numbers to call that a tri-fold loses where the briefs of its sections stand for their text.

use std::collections::BTreeMap;

use super::options::Shared;
use crate::diag::{Code, Finding, Sink, joined};
use crate::document::{Document, Node};
use crate::model::text::{Body, Section};
use crate::model::{LeafPath, rich};

/// Says which numbers of the whole text it does not print anywhere, and where the text has them.
pub(super) fn say_lost(document: &Document, shared: &Shared, sink: &mut Sink) {
    let job = document.job;
    let (Body::Guide(guide), Some((facts, _))) = (&job.text.body, &job.facts) else { return };
    if document.fit.whole {
        return;
    }
    let printed: Vec<String> = document.leaves().into_iter().map(Node::text).collect();
    let mut lost: BTreeMap<&str, Vec<&Section>> = BTreeMap::new();
    for section in &guide.sections {
        for id in rich::fact_ids(&section.body) {
            let Some(number) = facts.get(&id).and_then(|fact| fact.number.as_deref()) else { continue };
            if printed.iter().any(|words| words.contains(number)) {
                continue;
            }
            let sections = lost.entry(number).or_default();
            if !sections.iter().any(|known| known.id == section.id) {
                sections.push(section);
            }
        }
    }
    let Some(first) = lost.values().flatten().next() else { return };
    let place = shared.sources.place(&job.text.file, &LeafPath::section(&first.id).join("brief"));
    let named: Vec<String> = lost
        .iter()
        .map(|(number, sections)| {
            let ids: Vec<String> = sections.iter().map(|section| format!("`{}`", section.id)).collect();
            format!("{number} (in {})", joined(&ids))
        })
        .collect();
    let message =
        format!("`{}` prints `brief` texts, and lacks numbers of the whole text: {}", job.stem(), joined(&named));
    sink.push(
        Finding::new(Code::NumbersLeftOut, message)
            .at(&job.text.file, place)
            .hint("name each in a `brief`, `[](fact:ID)`, or under `get_help`, so that the tri-fold has it too"),
    );
}
