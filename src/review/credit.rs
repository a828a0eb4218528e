//! What a document says about its authors and its review: fixed in the program, never in `strings/` or a layout.
//!
//! The layout receives only the sentences that are true for this document.

use chrono::NaiveDate;

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
    /// Who reviewed it and when, or that nobody did.
    pub checked: Vec<CheckedLine>,
    /// Who wrote it.
    pub wrote: String,
    /// How to find out whether it is current, what it is and is not, and what it adapts, with the people of that: credits
    /// of the original, never of this text.
    pub colophon: Vec<String>,
    /// How long it is once the text is signed: pages keep room for it, so that none moves by a signature. Never printed.
    pub signed_colophon: Vec<String>,
    /// The sentence of the state, in every footer.
    pub footer: String,
    /// The longest sentence that footers say in any state, kept room for likewise.
    pub longest_footer: String,
}

/// A line of the strip that says who reviewed a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedLine {
    /// The line without the role.
    pub short: String,
    /// The line without role and days, for where the sentence of the state stands beside it.
    pub bare: String,
    /// The line with it, and the sentence that says it where the line has no room.
    pub role: Option<(String, String)>,
}

impl CheckedLine {
    fn plain(words: &str) -> Self {
        Self { short: words.to_owned(), bare: words.to_owned(), role: None }
    }
}

/// A name of 60 letters, as long as strips keep room for.
const LONG_NAME: &str = "nnnnnnnnn nnnnnnnnn nnnnnnnnn nnnnnnnnn nnnnnnnnn nnnnnnnnnn";

/// The most reviewers of a text whom the strip names; the colophon names the others.
const NAMED: usize = 2;

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
    let (checked, mut colophon, footer) = match state {
        State::Current => {
            let (checked, others) = reviewers(reviews, s, lang);
            (checked, [others, reviewed(reviews, publisher, s)].concat(), reviewed_footer(reviews, s, lang)?)
        }
        State::Overdue | State::Changed | State::Unreviewed => {
            (not_current(reviews, s), Vec::new(), state_sentence(state, reviews.facts_rule(), s).to_owned())
        }
    };
    let mut always = vec![fill(s.still_current, &[&clinic.phone, &head.id, &head.revision.to_string()])];
    always.push(s.no_advice.to_owned());
    always.extend(head.based_on.iter().flat_map(|original| based_on(original, s, lang)));
    let digest = reviews.text.digest.short();
    let of_review = vec![fill(s.certified, &[LONG_NAME]), fill(s.recorded, &[publisher]), fill(s.digest, &[&digest])];
    let signed_colophon = [of_review, vec![s.clinic_own.to_owned()], always.clone()].concat();
    colophon.extend(always);
    Some(Credits {
        state,
        checked,
        wrote: fill(s.wrote, &[&names(head.authors.iter().map(Person::credited), s.and)]),
        colophon,
        signed_colophon,
        longest_footer: longest_footer(&footer, s, lang),
        footer,
    })
}

/// Who reviewed a current document, a line each, and in sentences those for whom the strip has no line. A person who
/// signed text and facts on one day is named once, with the first day on which either is due again.
fn reviewers(reviews: ReviewPair, s: &Sentences, lang: &str) -> (Vec<CheckedLine>, Vec<String>) {
    let text: Vec<&ValidSignOff> = reviews.text.credited().collect();
    let facts: Vec<&ValidSignOff> = reviews.facts.into_iter().flat_map(ReviewStatus::credited).collect();
    let same = |a: &ValidSignOff, b: &ValidSignOff| a.reviewed == b.reviewed && a.reviewer == b.reviewer;
    let (mut lines, mut others) = (Vec::new(), Vec::new());
    let mut name = |sign_offs: Vec<(&ValidSignOff, NaiveDate)>, form| {
        for (i, (sign_off, next)) in sign_offs.into_iter().enumerate() {
            if i < NAMED {
                lines.push(checked_line(sign_off, next, form, s, lang));
            } else {
                let who = credited(&sign_off.reviewer.name, sign_off.reviewer.credentials.as_deref());
                others.push(fill(s.also_reviewed, &[&who, &written(sign_off.reviewed, lang)]));
            }
        }
    };
    let both = |sign_off: &&ValidSignOff| facts.iter().filter(|f| same(f, sign_off)).map(|f| f.next_review).min();
    let due =
        |sign_off: &ValidSignOff| both(&sign_off).map_or(sign_off.next_review, |next| next.min(sign_off.next_review));
    name(text.iter().map(|sign_off| (*sign_off, due(sign_off))).collect(), s.signed);
    let alone = facts.iter().filter(|sign_off| !text.iter().any(|t| same(t, sign_off)));
    name(alone.map(|sign_off| (*sign_off, sign_off.next_review)).collect(), s.facts_signed);
    (lines, others)
}

fn checked_line(sign_off: &ValidSignOff, next: NaiveDate, form: &str, s: &Sentences, lang: &str) -> CheckedLine {
    let reviewer = &sign_off.reviewer;
    let who = credited(&reviewer.name, reviewer.credentials.as_deref());
    let (reviewed, next) = (written(sign_off.reviewed, lang), written(next, lang));
    let line = |who: &str| fill(form, &[who, &reviewed, &next]);
    let role = reviewer.role.as_ref();
    CheckedLine {
        short: line(&who),
        bare: form.split(" · ").next().map_or_else(String::new, |opening| fill(opening, &[&who])),
        role: role.map(|role| (line(&format!("{who} ({role})")), fill(s.role, &[&reviewer.name, role]))),
    }
}

/// What else a current document says of its review: who is certified, who recorded it, and of which words.
fn reviewed(reviews: ReviewPair, publisher: &str, s: &Sentences) -> Vec<String> {
    let professionals = reviews.text.credited().map(|sign_off| &sign_off.reviewer).filter(|r| r.addiction_professional);
    let mut said: Vec<String> = professionals.map(|r| fill(s.certified, &[&r.name])).collect();
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

/// The longest sentence of any state; a day of September is the longest in every language that has sentences.
fn longest_footer(footer: &str, s: &Sentences, lang: &str) -> String {
    let day = NaiveDate::from_ymd_opt(2027, 9, 30).map(|day| written(day, lang)).unwrap_or_default();
    let states = s.states().map(str::to_owned);
    let all = states.into_iter().chain([fill(s.footer_current, &[&day, &day]), footer.to_owned()]);
    all.max_by_key(|sentence| sentence.chars().count()).unwrap_or_default()
}

/// What is wanting where a document is not current: the worse state first, then the other where it is wanting in its
/// own way.
fn not_current(reviews: ReviewPair, s: &Sentences) -> Vec<CheckedLine> {
    let facts_rule = reviews.facts_rule();
    let mut said = vec![CheckedLine::plain(state_sentence(reviews.state(), facts_rule, s))];
    if let Some(facts) = reviews.facts
        && facts.state != State::Current
        && reviews.text.state != State::Current
        && facts.state != reviews.text.state
    {
        let (other, is_facts) = if facts_rule { (reviews.text.state, false) } else { (facts.state, true) };
        said.push(CheckedLine::plain(state_sentence(other, is_facts, s)));
    }
    said.push(CheckedLine::plain(s.ask_first));
    said
}

/// What other states of a language would say, and what only its own credits may say: none of it may stand elsewhere
/// on the pages, not even as the text's own words.
pub fn foreign_sentences(credits: &Credits, lang: &str) -> Vec<String> {
    let Some(s) = sentences(lang) else { return Vec::new() };
    let claims = [s.signed, s.facts_signed, s.certified, s.also_reviewed, s.recorded];
    // Of a form the longest of its fixed parts: "Reviewed by" alone may stand where an exception says so.
    let fixed = claims.into_iter().filter_map(|form| form.split("{}").max_by_key(|part| part.len()));
    s.states()
        .into_iter()
        .filter(|sentence| !credits.checked.iter().any(|line| line.short == *sentence))
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
