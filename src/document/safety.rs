//! The safety facts of a topic that a text does not print itself, and for which of them there is room.

use super::fit::{Fit, SafetyFacts};
use super::job::Job;
use crate::model::Fact;
use crate::model::rich::Block;
use crate::model::text::Body;

/// Those that a way to set a text prints, in the order of its topics.
pub(super) fn printed<'a>(job: &Job<'a>, fit: Fit) -> Vec<&'a Fact> {
    unprinted(job, fit).into_iter().filter(|fact| has_room(job, fact, fit)).collect()
}

/// The ids of those that it has no room for.
pub(super) fn left_out<'a>(job: &Job<'a>, fit: Fit) -> Vec<&'a str> {
    unprinted(job, fit).into_iter().filter(|fact| !has_room(job, fact, fit)).map(|fact| fact.id.as_str()).collect()
}

/// The ways of a ladder without those that set again what an earlier one sets: a text without a topic, or with the facts
/// in its own words, prints the same however many have room.
pub fn without_repeats(job: &Job, ladder: &[Fit]) -> Vec<Fit> {
    let same = |a: &Fit, b: &Fit| {
        let ids = |fit: &Fit| printed(job, *fit).iter().map(|fact| fact.id.as_str()).collect::<Vec<_>>();
        a.whole == b.whole && a.step == b.step && ids(a) == ids(b)
    };
    let mut ways: Vec<Fit> = Vec::new();
    for fit in ladder {
        if !ways.iter().any(|way| same(way, fit)) {
            ways.push(*fit);
        }
    }
    ways
}

/// Whether a safety fact is among those for which there is room.
fn has_room(job: &Job, fact: &Fact, fit: Fit) -> bool {
    match fit.facts {
        SafetyFacts::All => true,
        SafetyFacts::Urgent => job.text.head.topics.iter().any(|topic| topic.demands().urgent.contains(&&*fact.id)),
        SafetyFacts::None => false,
    }
}

/// The safety facts that a guide must print and does not print in its own text, in the order of its topics.
fn unprinted<'a>(job: &Job<'a>, fit: Fit) -> Vec<&'a Fact> {
    let (Body::Guide(guide), Some((facts, _))) = (&job.text.body, &job.facts) else { return Vec::new() };
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
