//! The life of a text, from its record: reviews, what was taken back, withdrawals and tests with readers, in the order of
//! their days.

use crate::model::person::credited;
use crate::model::{PlaceAnswer, Project, TakenBack};

/// Something that happened to a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HistoryEvent {
    /// On which day, as its record says it.
    pub day: String,
    /// What: `reviewed`, `taken-back`, `withdrawn`,
    /// `place-answered`, `brought-back` or `tested`.
    pub what: &'static str,
    /// Which revision, where that is known.
    pub revision: Option<u32>,
    /// SHA-256 of the words, where that is known.
    pub digest: Option<String>,
    /// Who and what, in words for staff.
    pub said: String,
}

/// What happened to a text, the first first.
pub fn history(project: &Project, id: &str, lang: &str) -> Vec<HistoryEvent> {
    let key = (id.to_owned(), lang.to_owned());
    let mut events = Vec::new();
    for s in project.sign_offs.get(&key).into_iter().flatten() {
        let who = credited(&s.reviewer.name, s.reviewer.credentials.as_deref());
        let (next, by) = (&s.next_review, &s.recorded_by);
        let proof = s.evidence.as_ref().map_or_else(String::new, |e| format!(", evidence {} ({})", e.file, e.digest));
        let event = |day: &str, what, said| HistoryEvent {
            day: day.to_owned(),
            what,
            revision: Some(s.revision),
            digest: Some(s.digest.clone()),
            said,
        };
        let said = format!("{who} reviewed it, next review {next}, recorded by {by}{proof}");
        events.push(event(&s.reviewed, "reviewed", said));
        let back = |t: &TakenBack| event(&t.on, "taken-back", format!("the review of {who} of {} was {t}", s.reviewed));
        events.extend(s.taken_back.as_ref().map(back));
    }
    for w in project.withdrawals.get(&key).into_iter().flatten() {
        let event = |day: &str, what, said| HistoryEvent {
            day: day.to_owned(),
            what,
            revision: w.revision,
            digest: w.digest.clone(),
            said,
        };
        events.push(event(&w.on, "withdrawn", w.to_string()));
        for answer in &w.answers {
            let count = answer.count.as_ref().map_or_else(String::new, |count| format!(" ({count})"));
            let words = answer.words.as_ref().map_or_else(String::new, |words| format!(": “{words}”"));
            let PlaceAnswer { place, by, evidence, .. } = answer;
            let copies = answer.copies.said();
            let said = format!("{by} answered for the place `{place}`: {copies}{count}{words}, evidence {evidence}");
            events.push(event(&answer.on, "place-answered", said));
        }
        let back = |t: &TakenBack| event(&t.on, "brought-back", format!("the withdrawal of {} was {t}", w.on));
        events.extend(w.taken_back.as_ref().map(back));
    }
    for t in project.reader_tests.get(&key).into_iter().flatten() {
        let event = |day: &str, what, said| HistoryEvent {
            day: day.to_owned(),
            what,
            revision: Some(t.revision),
            digest: Some(t.digest.clone()),
            said,
        };
        let who = credited(&t.by.name, t.by.credentials.as_deref());
        events.push(event(&t.tested, "tested", format!("{who} tested it with {} readers: {}", t.readers, t.how)));
        let back = |b: &TakenBack| event(&b.on, "taken-back", format!("the test of {} was {b}", t.tested));
        events.extend(t.taken_back.as_ref().map(back));
    }
    // Of one day in the order of the record.
    events.sort_by(|a, b| a.day.cmp(&b.day));
    events
}
