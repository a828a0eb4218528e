//! The safety facts of a topic that a text does not print itself, and for which of them there is room.

use super::fit::{Fit, SafetyFacts};
use super::job::Job;
use crate::model::rich::Block;
use crate::model::text::Guide;
use crate::model::{Fact, Facts};

/// Whether a safety fact is among those for which there is room.
pub(super) fn has_room(job: &Job, fact: &Fact, fit: Fit) -> bool {
    match fit.facts {
        SafetyFacts::All => true,
        SafetyFacts::Urgent => job.text.head.topics.iter().any(|topic| topic.demands().urgent.contains(&&*fact.id)),
        SafetyFacts::None => false,
    }
}

/// The safety facts that a guide must print and does not print in its own text, in the order of its topics.
pub(super) fn unprinted<'a>(job: &Job, guide: &Guide, facts: &'a Facts, fit: Fit) -> Vec<&'a Fact> {
    let sections = guide.sections.iter().filter(|_| fit.whole).flat_map(|s| &s.body);
    let blocks = guide.introduction.iter().chain(sections).chain(guide.faq.iter().flat_map(|q| &q.answer));
    let own: Vec<&str> = blocks.filter_map(Block::fact_box).collect();
    let mut found: Vec<&Fact> = Vec::new();
    for id in job.text.head.topics.iter().flat_map(|t| t.demands().in_text) {
        if let Some(fact) = facts.get(id).filter(|_| !own.contains(id))
            && !found.iter().any(|other| other.id == fact.id)
        {
            found.push(fact);
        }
    }
    found
}
