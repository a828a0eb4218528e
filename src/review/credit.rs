//! What a document says about its authors and its review: fixed in the program, never in `strings/` or a layout.
//!
//! The layout receives only the sentences that are true for this document.

use chrono::NaiveDate;

use super::reviewers::{CheckedLine, Wording, last_reviewers, wordings};
use super::sentences::{Sentences, about_review, fill, names, sentences};
use super::state::{ReviewStatus, State};
use crate::model::date::{self, written};
use crate::model::person::credited;
use crate::model::{BasedOn, Clinic, Credit, Head, Person, Withdrawal};

/// What a document says about who wrote and who reviewed it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credits {
    /// The state that rules: the worse of the text's and the facts'.
    pub state: State,
    /// Who reviewed it and when, or that nobody did, from the fullest wording to the shortest: one at least.
    pub checked: Vec<Wording>,
    /// Who wrote it.
    pub wrote: String,
    /// How to find out whether it is current, what it is and is not, and what it adapts, with the people of that: credits
    /// of the original, never of this text.
    pub colophon: Vec<String>,
    /// What those who wrote and those who reviewed it stated of their interests, a sentence each.
    pub interests: Vec<String>,
    /// How long it is once the text is signed: pages keep room for it, so that none moves by a signature. Never printed.
    pub signed_colophon: Vec<String>,
    /// The sentence of the state, in every footer.
    pub footer: String,
    /// The same where no credits stand and text and facts were reviewed on days of their own: with both days, and with that
    /// of the facts alone.
    pub footer_of_days: Option<[String; 2]>,
    /// The longest sentence that footers say in any state, kept room for likewise.
    pub longest_footer: String,
}

/// A name of 60 letters, as long as strips keep room for.
const LONG_NAME: &str = "nnnnnnnnn nnnnnnnnn nnnnnnnnn nnnnnnnnn nnnnnnnnn nnnnnnnnnn";

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

    /// The first day on which text or facts are due.
    pub fn next_review(&self) -> Option<NaiveDate> {
        self.statuses().filter_map(|status| status.next_review).min()
    }

    /// Whether pages name those who reviewed it: all of it is current, or what is not was due, and the project has such
    /// reviewers named.
    pub fn names_reviewers(&self) -> bool {
        self.statuses().all(|status| status.state == State::Current || status.names_reviewers)
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
    let (checked, mut colophon, footer) = match state {
        State::Current => (
            wordings((reviews.text, reviews.facts), s, lang),
            reviewed(reviews, publisher, s),
            reviewed_footer(reviews, s, lang)?,
        ),
        State::Overdue | State::Changed | State::Unreviewed | State::Withdrawn => {
            (vec![not_current(reviews, s, lang)], Vec::new(), state_sentence(state, reviews.facts_rule(), s).to_owned())
        }
    };
    let mut always = vec![fill(s.still_current, &[&clinic.phone, &head.id, &head.revision.to_string()])];
    always.push(s.no_advice.to_owned());
    always.extend(reviews.text.tested.map(|families| match families {
        1 => s.tested_once.to_owned(),
        _ => fill(s.tested, &[&families.to_string()]),
    }));
    always.extend(head.based_on.iter().flat_map(|original| based_on(original, s, lang)));
    let certified = fill(s.certified, &[LONG_NAME]);
    let signed_colophon = [vec![certified], reviewed(reviews, publisher, s), always.clone()].concat();
    colophon.extend(always);
    Some(Credits {
        state,
        checked,
        wrote: fill(s.wrote, &[&names(head.authors.iter().map(Person::credited), s.and)]),
        interests: interests(head, reviews, s),
        colophon,
        signed_colophon,
        footer_of_days: footer_of_days(reviews, s, lang),
        longest_footer: longest_footer(&footer, s, lang),
        footer,
    })
}

/// What stands above every page of a withdrawn text.
pub fn banner(lang: &str, withdrawal: &Withdrawal) -> Option<String> {
    let day = date::parse(&withdrawal.on).map_or_else(|| withdrawal.on.clone(), |day| written(day, lang));
    Some(fill(sentences(lang)?.banner, &[&day]))
}

/// Interests of the authors, and of the reviewers where they are named: by value of the sign-offs, once each.
fn interests(head: &Head, reviews: ReviewPair, s: &Sentences) -> Vec<String> {
    let lang = head.lang.as_str();
    let authors = head.authors.iter().map(|author| (author.name.clone(), author.interests.clone()));
    let named = reviews.statuses().filter(|_| reviews.names_reviewers()).flat_map(ReviewStatus::named);
    let reviewers = named.map(|s| (s.reviewer.name.clone(), s.reviewer.interests.clone()));
    let mut said: Vec<String> = Vec::new();
    for (name, stated) in authors.chain(reviewers) {
        let Some((words, day)) = stated.and_then(|own| Some((own.words, date::parse(&own.date)?))) else { continue };
        let stop = if words.ends_with(['.', '!', '?']) { "" } else { "." };
        let sentence = fill(s.interests, &[&name, &written(day, lang), &words]) + stop;
        if !said.contains(&sentence) {
            said.push(sentence);
        }
    }
    said
}

/// What else a current document says of its review: who recorded it, and of which words.
fn reviewed(reviews: ReviewPair, publisher: &str, s: &Sentences) -> Vec<String> {
    let digest = reviews.text.digest.short();
    vec![fill(s.recorded, &[publisher]), fill(s.digest, &[&digest]), s.clinic_own.to_owned()]
}

/// The footer of a current document: the latest day of the text's review, and the first day that text or facts are due.
fn reviewed_footer(reviews: ReviewPair, s: &Sentences, lang: &str) -> Option<String> {
    let next = written(reviews.next_review()?, lang);
    Some(fill(s.footer_current, &[&written(reviews.text.ruling()?.reviewed, lang), &next]))
}

/// The footer where no credits stand, and text and facts were reviewed on days of their own: with both days, and with that
/// of the facts alone.
fn footer_of_days(reviews: ReviewPair, s: &Sentences, lang: &str) -> Option<[String; 2]> {
    let (text, facts) = (reviews.text.ruling()?.reviewed, reviews.facts?.ruling()?.reviewed);
    let next = written(reviews.next_review()?, lang);
    let (of_text, of_facts) = (written(text, lang), written(facts, lang));
    let both = || [fill(s.footer_days, &[&of_text, &of_facts, &next]), fill(s.footer_current, &[&of_facts, &next])];
    (text != facts && reviews.state() == State::Current).then(both)
}

/// The longest sentence of any state; a day of September is the longest in every language that has sentences.
fn longest_footer(footer: &str, s: &Sentences, lang: &str) -> String {
    let day = NaiveDate::from_ymd_opt(2027, 9, 30).map(|day| written(day, lang)).unwrap_or_default();
    let states = s.states().map(str::to_owned);
    let all = states.into_iter().chain([fill(s.footer_current, &[&day, &day]), footer.to_owned()]);
    all.max_by_key(|sentence| sentence.chars().count()).unwrap_or_default()
}

/// What is wanting where a document is not current: the worse state first, then the other where it is wanting in its
/// own way.
fn not_current(reviews: ReviewPair, s: &Sentences, lang: &str) -> Wording {
    let facts_rule = reviews.facts_rule();
    let mut said = vec![state_sentence(reviews.state(), facts_rule, s)];
    if let Some(facts) = reviews.facts
        && facts.state != State::Current
        && reviews.text.state != State::Current
        && facts.state != reviews.text.state
    {
        let (other, is_facts) = if facts_rule { (reviews.text.state, false) } else { (facts.state, true) };
        said.push(state_sentence(other, is_facts, s));
    }
    said.push(s.ask_first);
    let line = |words: &str| CheckedLine { short: words.to_owned(), role: None };
    let others =
        if reviews.names_reviewers() { last_reviewers((reviews.text, reviews.facts), s, lang) } else { Vec::new() };
    Wording { lines: said.into_iter().map(line).collect(), others, due: false }
}

/// What other states of a language would say, and what only its own credits may say: none of it may stand elsewhere
/// on the pages, not even as the text's own words.
pub fn foreign_sentences(credits: &Credits, lang: &str) -> Vec<String> {
    let Some(s) = sentences(lang) else { return Vec::new() };
    // Of a form the longest of its fixed parts: "Reviewed by" alone may stand where an exception says so.
    let fixed = s.claims().into_iter().filter_map(|form| form.split("{}").max_by_key(|part| part.len()));
    s.states()
        .into_iter()
        .filter(|sentence| !credits.checked.iter().flat_map(|w| &w.lines).any(|line| line.short == *sentence))
        .chain(fixed)
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
        (State::Withdrawn, _) => s.withdrawn,
        (State::Current, _) => "",
    }
}

fn based_on(original: &BasedOn, s: &Sentences, lang: &str) -> Vec<String> {
    let people = |credits: &[Credit]| names(credits.iter().map(|c| credited(&c.name, c.credentials.as_deref())), s.and);
    let known: Vec<Credit> = original.authors.iter().filter(|credit| credit.name != "unknown").cloned().collect();
    let mut said = vec![match known.as_slice() {
        [] => fill(s.adapted_alone, &[&original.title]),
        known => fill(s.adapted, &[&original.title, &people(known)]),
    }];
    if !original.reviewed_by.is_empty() {
        said.push(fill(s.original_reviewed, &[&people(&original.reviewed_by)]));
    }
    match (original.published, original.edited) {
        (Some(published), Some(edited)) => {
            said.push(fill(s.original_dates, &[&published.when(lang), &edited.when(lang)]));
        }
        (Some(published), None) => said.push(fill(s.original_published, &[&published.when(lang)])),
        (None, Some(edited)) => said.push(fill(s.original_edited, &[&edited.when(lang)])),
        (None, None) => {}
    }
    // One that is not known is left out: `status` and the packet for reviewers say so.
    said.extend(original.publisher.iter().map(|publisher| fill(s.original_publisher, &[publisher])));
    said.push(s.original_apart.to_owned());
    said
}
