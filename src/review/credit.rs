//! Every sentence about review, in each language: fixed here, never in `strings/` or a layout.
//!
//! The layout receives only the sentences that are true for this document.

use chrono::NaiveDate;

use super::state::{ReviewStatus, State, ValidSignOff};
use crate::model::Credit;
use crate::model::date::written;
use crate::model::person::credited;
use crate::model::{Clinic, Head, Person};

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

/// What is judged: the text, and the facts it prints.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// The text.
    pub text: &'a ReviewStatus,
    /// The facts, where the text prints any.
    pub facts: Option<&'a ReviewStatus>,
}

impl Judged<'_> {
    /// The worse of the two states.
    pub fn state(&self) -> State {
        self.facts.map_or(self.text.state, |f| f.state.max(self.text.state))
    }

    /// Whether the facts alone are to blame.
    fn facts_rule(&self) -> bool {
        self.facts.is_some_and(|f| f.state > self.text.state)
    }
}

/// Composes the credits; `None` for a language without sentences.
pub fn credits(head: &Head, judged: Judged, clinic: &Clinic, publisher: &str) -> Option<Credits> {
    let s = sentences(&head.lang)?;
    let lang = head.lang.as_str();
    let state = judged.state();
    let wrote = vec![format!("{}.", names(head.authors.iter().map(Person::credited), s.and))];
    let original = head.based_on.as_ref().map(|original| based_on(original, s, lang).join(" "));
    let mut checked = Vec::new();
    match state {
        State::Current => {
            let mut next: Option<NaiveDate> = None;
            for (standing, facts) in [(Some(judged.text), false), (judged.facts, true)] {
                let Some(standing) = standing else { continue };
                let Some(ruling) = standing.ruling() else { continue };
                // Several may have signed on one day; the same person is named once.
                for held in standing.holding.iter().filter(|h| h.reviewed == ruling.reviewed) {
                    let sentence = signed(held, facts, s, lang);
                    if !checked.contains(&sentence) {
                        checked.push(sentence);
                    }
                }
                next = Some(next.map_or(ruling.next_review, |n| n.min(ruling.next_review)));
            }
            if let Some(next) = next {
                checked.push(fill(s.next_review, &[&written(next, lang)]));
            }
            checked.push(fill(s.recorded, &[publisher]));
            checked.push(fill(s.digest, &[&judged.text.digest.short()]));
            checked.push(s.clinic_own.to_owned());
        }
        _ => {
            checked.push(state_sentence(state, judged.facts_rule(), s).to_owned());
            if let Some(facts) = judged.facts
                && facts.state != State::Current
                && judged.text.state != State::Current
                && facts.state != judged.text.state
            {
                // Both are wanting, each in its own way; the worse stands above.
                let (other, is_facts) =
                    if judged.facts_rule() { (judged.text.state, false) } else { (facts.state, true) };
                checked.push(state_sentence(other, is_facts, s).to_owned());
            }
            checked.push(s.ask_first.to_owned());
        }
    }
    let footer = match state {
        State::Current => {
            let statuses = [Some(judged.text), judged.facts];
            let ruling: Vec<&ValidSignOff> = statuses.into_iter().flatten().filter_map(ReviewStatus::ruling).collect();
            let reviewed = ruling.iter().map(|h| h.reviewed).min()?;
            let next = ruling.iter().map(|h| h.next_review).min()?;
            fill(s.footer_current, &[&written(reviewed, lang), &written(next, lang)])
        }
        _ => state_sentence(state, judged.facts_rule(), s).to_owned(),
    };
    Some(Credits {
        state,
        wrote_label: s.wrote_label.to_owned(),
        wrote,
        original,
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

fn signed(held: &ValidSignOff, facts: bool, s: &Sentences, lang: &str) -> String {
    let reviewer = &held.reviewer;
    let mut who = credited(&reviewer.name, reviewer.credentials.as_deref());
    if let Some(role) = &reviewer.role {
        who = format!("{who} ({role})");
    }
    let form = match (facts, reviewer.addiction_professional) {
        (false, false) => s.signed,
        (false, true) => s.signed_professional,
        (true, _) => s.facts_signed,
    };
    fill(form, &[&who, &written(held.reviewed, lang)])
}

fn based_on(original: &crate::model::BasedOn, s: &Sentences, lang: &str) -> Vec<String> {
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

/// The sentences of one language; `{}` stands for names, dates and numbers.
struct Sentences {
    and: &'static str,
    wrote_label: &'static str,
    checked_label: &'static str,
    current_label: &'static str,
    unreviewed: &'static str,
    changed: &'static str,
    overdue: &'static str,
    facts_unreviewed: &'static str,
    facts_changed: &'static str,
    facts_overdue: &'static str,
    ask_first: &'static str,
    signed: &'static str,
    signed_professional: &'static str,
    facts_signed: &'static str,
    next_review: &'static str,
    recorded: &'static str,
    digest: &'static str,
    clinic_own: &'static str,
    footer_current: &'static str,
    still_current: &'static str,
    no_advice: &'static str,
    adapted: &'static str,
    original_reviewed: &'static str,
    original_dates: &'static str,
    original_published: &'static str,
    original_edited: &'static str,
    original_publisher: &'static str,
    original_publisher_unknown: &'static str,
    original_apart: &'static str,
}

fn sentences(lang: &str) -> Option<&'static Sentences> {
    match lang {
        "en" => Some(&ENGLISH),
        "es" => Some(&SPANISH),
        _ => None,
    }
}

const ENGLISH: Sentences = Sentences {
    and: "and",
    wrote_label: "Who wrote this",
    checked_label: "Who checked it",
    current_label: "Is it still current?",
    unreviewed: "This handout is not clinically reviewed.",
    changed: "The text of this handout was changed since its review.",
    overdue: "The text of this handout is overdue for review.",
    facts_unreviewed: "The emergency facts in this handout are not clinically reviewed.",
    facts_changed: "The emergency text of this handout was changed since its review.",
    facts_overdue: "The emergency facts in this handout are overdue for review.",
    ask_first: "Ask your clinic before you rely on it.",
    signed: "The health text of this handout was reviewed by {} on {}.",
    signed_professional: "The health text of this handout was reviewed and certified by an addiction professional, {}, on {}.",
    facts_signed: "The emergency facts were reviewed by {} on {}.",
    next_review: "Next review {}.",
    recorded: "Review recorded by {}.",
    digest: "Text digest {}.",
    clinic_own: "The clinic’s name, address and numbers are its own and were not part of the review.",
    footer_current: "Reviewed {}, next review {}",
    still_current: "Call {} and say: {}, revision {}.",
    no_advice: "This handout does not replace advice from your own clinician.",
    adapted: "Adapted from “{}” by {}.",
    original_reviewed: "The original was clinically reviewed by {}.",
    original_dates: "The original was published {} and last edited {}.",
    original_published: "The original was published {}.",
    original_edited: "The original was last edited {}.",
    original_publisher: "Its publisher is {}.",
    original_publisher_unknown: "Its publisher is unknown.",
    original_apart: "The people of the original did not write or review this handout.",
};

const SPANISH: Sentences = Sentences {
    and: "y",
    wrote_label: "Quién lo escribió",
    checked_label: "Quién lo revisó",
    current_label: "¿Sigue vigente?",
    unreviewed: "Este folleto no ha sido revisado clínicamente.",
    changed: "El texto de este folleto cambió después de su revisión.",
    overdue: "El texto de este folleto tiene la revisión vencida.",
    facts_unreviewed: "Los datos de emergencia de este folleto no han sido revisados clínicamente.",
    facts_changed: "Los datos de emergencia de este folleto cambiaron después de su revisión.",
    facts_overdue: "Los datos de emergencia de este folleto tienen la revisión vencida.",
    ask_first: "Pregunte en su clínica antes de guiarse por él.",
    signed: "El texto de salud de este folleto fue revisado por {} el {}.",
    signed_professional: "El texto de salud de este folleto fue revisado y certificado por un profesional en adicciones, {}, el {}.",
    facts_signed: "Los datos de emergencia fueron revisados por {} el {}.",
    next_review: "Próxima revisión: {}.",
    recorded: "Revisión registrada por {}.",
    digest: "Huella del texto {}.",
    clinic_own: "El nombre, la dirección y los números de la clínica son de la clínica y no formaron parte de la revisión.",
    footer_current: "Revisado el {}; próxima revisión: {}",
    still_current: "Llame al {} y diga: {}, revisión {}.",
    no_advice: "Este folleto no reemplaza los consejos de su propio profesional de salud.",
    adapted: "Adaptación de “{}”, de {}.",
    original_reviewed: "Revisión clínica del original: {}.",
    original_dates: "El original se publicó el {} y se editó por última vez el {}.",
    original_published: "El original se publicó el {}.",
    original_edited: "El original se editó por última vez el {}.",
    original_publisher: "Lo publicó {}.",
    original_publisher_unknown: "No se sabe quién lo publicó.",
    original_apart: "Las personas del original no escribieron ni revisaron este folleto.",
};
