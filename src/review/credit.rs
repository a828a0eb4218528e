//! What a document says about its authors and its review: fixed in the program, never in `strings/` or a layout.
//!
//! The layout receives only the sentences that are true for this document.

use super::sentences::{Sentences, about_review, sentences};
use super::sign_off::ValidSignOff;
use super::state::{ReviewStatus, State};
use crate::model::date::written;
use crate::model::person::credited;
use crate::model::{BasedOn, Clinic, Credit, Head, Person};

/// What a document says about who wrote and who reviewed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credits {
    /// The state that rules: the worse of the text's and the facts'.
    pub state: State,
    /// Heading of the first column: who wrote it.
    pub wrote_label: String,
    /// Who wrote it.
    pub wrote: Vec<String>,
    /// What it adapts, and the people of that: credits of the original, never of this text.
    pub original: Option<String>,
    /// Heading of the second column: who checked it.
    pub checked_label: String,
    /// Who checked it and when it is checked again; or that nobody did.
    pub checked: Vec<String>,
    /// Heading of the third column: is it still current.
    pub current_label: String,
    /// How to find out, and what this paper is not.
    pub current: Vec<String>,
    /// The sentence of the state, in every footer.
    pub footer: String,
}

/// Whether there are sentences in a language.
pub fn speaks(lang: &str) -> bool {
    sentences(lang).is_some()
}

/// The forms of the sentences about review in every language; `{}` stands for names, dates and numbers.
pub fn own_sentences() -> Vec<&'static str> {
    about_review()
}

/// What is known of the review of a document: of its text, and of the facts that it prints.
#[derive(Clone, Copy, Debug)]
pub struct ReviewPair<'a> {
    /// Status of the text.
    pub text: &'a ReviewStatus,
    /// Status of the facts, where the text prints any.
    pub facts: Option<&'a ReviewStatus>,
}

impl<'a> ReviewPair<'a> {
    /// The worse of the two states.
    pub fn state(&self) -> State {
        self.facts.map_or(self.text.state, |f| f.state.max(self.text.state))
    }

    /// The statuses that there are: the text's, then the facts'.
    pub fn statuses(&self) -> impl Iterator<Item = &'a ReviewStatus> {
        std::iter::once(self.text).chain(self.facts)
    }

    /// The ruling sign-offs that there are: the text's, then the facts'.
    pub fn ruling(&self) -> impl Iterator<Item = &'a ValidSignOff> {
        self.statuses().filter_map(ReviewStatus::ruling)
    }

    /// Whether the facts alone are to blame.
    fn facts_rule(&self) -> bool {
        self.facts.is_some_and(|f| f.state > self.text.state)
    }
}

/// Composes the credits; `None` for a language without sentences.
pub fn credits(head: &Head, reviews: ReviewPair, clinic: &Clinic, publisher: &str) -> Option<Credits> {
    let s = sentences(&head.lang)?;
    let lang = head.lang.as_str();
    let state = reviews.state();
    let (checked, footer) = match state {
        State::Current => (reviewed(reviews, publisher, s, lang), reviewed_footer(reviews, s, lang)?),
        State::Overdue | State::Changed | State::Unreviewed => {
            (not_current(reviews, s), state_sentence(state, reviews.facts_rule(), s).to_owned())
        }
    };
    Some(Credits {
        state,
        wrote_label: s.wrote_label.to_owned(),
        wrote: vec![format!("{}.", names(head.authors.iter().map(Person::credited), s.and))],
        original: head.based_on.as_ref().map(|original| based_on(original, s, lang).join(" ")),
        checked_label: s.checked_label.to_owned(),
        checked,
        current_label: s.current_label.to_owned(),
        current: vec![
            fill(s.still_current, &[&clinic.phone, &head.id, &head.revision.to_string()]),
            s.no_advice.to_owned(),
        ],
        footer,
    })
}

/// Who reviewed a current document, when the next review is due, who recorded it, and of which words.
fn reviewed(reviews: ReviewPair, publisher: &str, s: &Sentences, lang: &str) -> Vec<String> {
    let mut said = Vec::new();
    for (status, facts) in [(Some(reviews.text), false), (reviews.facts, true)] {
        // Several may have signed on one day; the same person is named once.
        for sign_off in status.into_iter().flat_map(ReviewStatus::credited) {
            let sentence = signed(sign_off, facts, s, lang);
            if !said.contains(&sentence) {
                said.push(sentence);
            }
        }
    }
    said.extend(reviews.ruling().map(|r| r.next_review).min().map(|next| fill(s.next_review, &[&written(next, lang)])));
    said.push(fill(s.recorded, &[publisher]));
    said.push(fill(s.digest, &[&reviews.text.digest.short()]));
    said.push(s.clinic_own.to_owned());
    said
}

/// The footer of a current document: the first day of a review, and the first day that one is due.
fn reviewed_footer(reviews: ReviewPair, s: &Sentences, lang: &str) -> Option<String> {
    let reviewed = reviews.ruling().map(|r| r.reviewed).min()?;
    let next = reviews.ruling().map(|r| r.next_review).min()?;
    Some(fill(s.footer_current, &[&written(reviewed, lang), &written(next, lang)]))
}

/// What is wanting where a document is not current: the worse state first, then the other where it is wanting in its
/// own way.
fn not_current(reviews: ReviewPair, s: &Sentences) -> Vec<String> {
    let facts_rule = reviews.facts_rule();
    let mut said = vec![state_sentence(reviews.state(), facts_rule, s).to_owned()];
    if let Some(facts) = reviews.facts
        && facts.state != State::Current
        && reviews.text.state != State::Current
        && facts.state != reviews.text.state
    {
        let (other, is_facts) = if facts_rule { (reviews.text.state, false) } else { (facts.state, true) };
        said.push(state_sentence(other, is_facts, s).to_owned());
    }
    said.push(s.ask_first.to_owned());
    said
}

/// What other states of a language would say, and what only its own credits may say: none of it may stand elsewhere
/// on the pages, not even as the text's own words.
pub fn foreign_sentences(credits: &Credits, lang: &str) -> Vec<String> {
    let Some(s) = sentences(lang) else { return Vec::new() };
    let states = [s.unreviewed, s.changed, s.overdue, s.facts_unreviewed, s.facts_changed, s.facts_overdue];
    let claims = [s.signed, s.signed_professional, s.facts_signed, s.recorded];
    let openings = claims.into_iter().map(|form| form.split("{}").next().unwrap_or_default());
    states
        .into_iter()
        .filter(|sentence| !credits.checked.iter().any(|c| c == sentence))
        .chain(openings)
        .map(str::to_owned)
        .collect()
}

fn state_sentence(state: State, facts: bool, s: &Sentences) -> &'static str {
    match (state, facts) {
        (State::Unreviewed, false) => s.unreviewed,
        (State::Unreviewed, true) => s.facts_unreviewed,
        (State::Changed, false) => s.changed,
        (State::Changed, true) => s.facts_changed,
        (State::Overdue, false) => s.overdue,
        (State::Overdue, true) => s.facts_overdue,
        (State::Current, _) => "",
    }
}

fn signed(sign_off: &ValidSignOff, facts: bool, s: &Sentences, lang: &str) -> String {
    let reviewer = &sign_off.reviewer;
    let mut who = credited(&reviewer.name, reviewer.credentials.as_deref());
    if let Some(role) = &reviewer.role {
        who = format!("{who} ({role})");
    }
    let form = match (facts, reviewer.addiction_professional) {
        (false, false) => s.signed,
        (false, true) => s.signed_professional,
        (true, _) => s.facts_signed,
    };
    fill(form, &[&who, &written(sign_off.reviewed, lang)])
}

fn based_on(original: &BasedOn, s: &Sentences, lang: &str) -> Vec<String> {
    let people = |credits: &[Credit]| names(credits.iter().map(|c| credited(&c.name, c.credentials.as_deref())), s.and);
    let mut said = vec![fill(s.adapted, &[&original.title, &people(&original.authors)])];
    if !original.reviewed_by.is_empty() {
        said.push(fill(s.original_reviewed, &[&people(&original.reviewed_by)]));
    }
    match (original.published, original.edited) {
        (Some(published), Some(edited)) => {
            said.push(fill(s.original_dates, &[&written(published, lang), &written(edited, lang)]));
        }
        (Some(published), None) => said.push(fill(s.original_published, &[&written(published, lang)])),
        (None, Some(edited)) => said.push(fill(s.original_edited, &[&written(edited, lang)])),
        (None, None) => {}
    }
    said.push(match &original.publisher {
        Some(publisher) => fill(s.original_publisher, &[publisher]),
        None => s.original_publisher_unknown.to_owned(),
    });
    said.push(s.original_apart.to_owned());
    said
}

fn names(names: impl Iterator<Item = String>, and: &str) -> String {
    let names: Vec<String> = names.collect();
    match names.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} {and} {last}", rest.join("; ")),
    }
}

/// Puts values in the places `{}` of a form, in order; values are never read as forms.
fn fill(form: &str, values: &[&str]) -> String {
    let mut parts = form.split("{}");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for (value, part) in values.iter().zip(parts) {
        out.push_str(value);
        out.push_str(part);
    }
    out
}
