//! Whether those who signed are as many as the policy of the project asks for, and of the fields that it asks for.

use chrono::NaiveDate;

use super::sign_off::ValidSignOff;
use super::subject::Subject;
use crate::model::policy::same_field;
use crate::model::{KindPolicy, Project, Signer};

/// The language of which a subject is a translation: the original is there too.
pub fn original_of<'a>(project: &'a Project, subject: Subject) -> Option<&'a str> {
    let original = &project.settings.review.original;
    let is_there = || match subject {
        Subject::Text(text) => project.has_text(&text.head.id, original),
        Subject::Facts(facts) => project.has_facts(facts, original),
    };
    (subject.lang() != original && is_there()).then_some(original.as_str())
}

/// The policy for a subject: translations have one of their own where the project says so.
pub fn policy<'a>(project: &'a Project, subject: Subject) -> &'a KindPolicy {
    let own = &project.settings.review;
    let translated = own.translation.as_ref().filter(|_| original_of(project, subject).is_some());
    translated.unwrap_or(match subject.kind() {
        "guide" => &own.guide,
        "worksheet" => &own.worksheet,
        _ => &own.facts,
    })
}

/// Whether somebody is a specialist in a field.
pub fn is_specialist(signer: &Signer, field: &str) -> bool {
    signer.specialties.iter().any(|own| same_field(own, field))
}

/// Whether these sign-offs, one of each reviewer, are enough.
pub(super) fn are_enough<'a>(policy: &KindPolicy, sign_offs: impl Iterator<Item = &'a ValidSignOff> + Clone) -> bool {
    let specialist = |field: &String| sign_offs.clone().any(|s| is_specialist(&s.reviewer, field));
    sign_offs.clone().count() >= policy.reviewers && policy.specialist.as_ref().is_none_or(specialist)
}

/// The first day after which they are not enough any more, of sign-offs that are.
pub(super) fn enough_until(policy: &KindPolicy, sign_offs: &[&ValidSignOff]) -> Option<NaiveDate> {
    let mut days: Vec<NaiveDate> = sign_offs.iter().map(|s| s.next_review).collect();
    days.sort_unstable();
    let left = |day: NaiveDate| sign_offs.iter().copied().filter(move |s| s.next_review > day);
    days.into_iter().find(|day| !are_enough(policy, left(*day)))
}

/// What is wanting, in words for staff; `None` where they are enough.
pub(super) fn wanting(policy: &KindPolicy, sign_offs: &[&ValidSignOff]) -> Option<String> {
    let (have, need) = (sign_offs.len(), policy.reviewers);
    let field = policy.specialist.as_ref();
    let field = field.filter(|field| !sign_offs.iter().any(|s| is_specialist(&s.reviewer, field)));
    let missing = need.saturating_sub(have);
    match (missing, field) {
        (0, None) => None,
        (0, Some(field)) => Some(format!("a specialist in {field} has to sign it too")),
        (_, None) => Some(format!("{have} of {need} reviewers signed it")),
        (_, Some(field)) => {
            Some(format!("{have} of {need} reviewers signed it, and a specialist in {field} has to be one of them"))
        }
    }
}
