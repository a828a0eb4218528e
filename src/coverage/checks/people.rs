//! Who wrote, reviewed and tried a text.

use crate::coverage::known::CoverageSubject;
use crate::coverage::outcome::CheckOutcome;
use crate::diag::joined;
use crate::model::fact::review_id;
use crate::model::{Person, PersonKind, Text};
use crate::review::state::{ReviewStatus, State};

/// Which readers tried a text before it was printed, in words; `None` where that is not recorded.
///
/// The one place to change once texts can say so.
fn tested(_text: &Text) -> Option<String> {
    None
}

/// Which interests a person has, or that there are none, in words; `None` where that is not recorded.
///
/// The one place to change once people can say so.
fn interests(_person: &Person) -> Option<String> {
    None
}

/// [`ItemCheck::TestedWithReaders`](crate::model::ItemCheck::TestedWithReaders).
pub(super) fn tested_with_readers(subject: &CoverageSubject) -> CheckOutcome {
    match tested(subject.text) {
        Some(words) => CheckOutcome::Has(words),
        None => CheckOutcome::Unsure(
            "Which of those for whom the text is read it before it was printed, and what was changed for them?"
                .to_owned(),
        ),
    }
}

/// [`ItemCheck::Interests`](crate::model::ItemCheck::Interests).
pub(super) fn interests_known(subject: &CoverageSubject) -> CheckOutcome {
    let signers = subject.review.credited.iter().filter_map(|signed| subject.project.people.get(&signed.reviewer.id));
    let people: Vec<&Person> = subject.text.head.authors.iter().chain(signers).collect();
    let said: Option<Vec<String>> =
        people.iter().map(|person| Some(format!("{}: {}", person.name, interests(person)?))).collect();
    match said {
        Some(said) => CheckOutcome::Has(said.join("; ")),
        None => CheckOutcome::Unsure(
            "Do authors and reviewers gain by what the text recommends, and is that said?".to_owned(),
        ),
    }
}

/// [`ItemCheck::Authors`](crate::model::ItemCheck::Authors).
pub(super) fn authors(subject: &CoverageSubject) -> CheckOutcome {
    let names: Vec<String> = subject.text.head.authors.iter().map(Person::credited).collect();
    CheckOutcome::Has(format!("`authors`: {}", joined(&names)))
}

/// [`ItemCheck::Credentials`](crate::model::ItemCheck::Credentials).
pub(super) fn credentials(subject: &CoverageSubject) -> CheckOutcome {
    let authors = &subject.text.head.authors;
    let people: Vec<&Person> = authors.iter().filter(|author| author.kind == PersonKind::Person).collect();
    if people.is_empty() {
        let names: Vec<String> = authors.iter().map(|author| author.name.clone()).collect();
        return CheckOutcome::Lacks(format!(
            "no person is named, only {}: list those who wrote it under `authors:`, with `credentials:` and `role:` in \
             sources/people.yaml",
            joined(&names)
        ));
    }
    let without: Vec<String> = people
        .iter()
        .filter(|person| person.credentials.is_none() || person.role.is_none())
        .map(|person| format!("`{}`", person.id))
        .collect();
    if !without.is_empty() {
        return CheckOutcome::Lacks(format!(
            "write `credentials:` and `role:` of {} in sources/people.yaml",
            joined(&without)
        ));
    }
    let said = people.iter().map(|person| match &person.role {
        Some(role) => format!("{} ({role})", person.credited()),
        None => person.credited(),
    });
    CheckOutcome::Has(format!("`authors`: {}", joined(&said.collect::<Vec<_>>())))
}

/// What is to be done about the review of a text or facts file, where there is something.
fn to_review(what: &str, typed: &str, status: &ReviewStatus) -> Option<String> {
    let command = format!("`handout review record {typed} --reviewer PERSON --date D --by NAME`");
    match status.state {
        State::Current => None,
        State::Unreviewed | State::Changed | State::Overdue => Some(format!(
            "{what} {} ({}): once a clinician has signed the words, {command}",
            match status.state {
                State::Unreviewed | State::Current => "is not reviewed",
                State::Changed => "was changed since its review",
                State::Overdue => "is overdue for review",
            },
            status.reason
        )),
    }
}

/// What is to be done about the review of the text and the facts that it prints; `None` where both are current.
fn unreviewed(subject: &CoverageSubject) -> Option<String> {
    let own = to_review("the text", &subject.typed(), subject.review);
    let facts = subject.facts_review.and_then(|status| {
        let id = review_id(&subject.clinic?.region);
        to_review("its facts file", &format!("{id} --lang {}", subject.text.head.lang), status)
    });
    let all: Vec<String> = own.into_iter().chain(facts).collect();
    (!all.is_empty()).then(|| all.join("; "))
}

/// The first day on which the text, or the facts that it prints, are due.
fn next_review(subject: &CoverageSubject) -> Option<chrono::NaiveDate> {
    let facts = subject.facts_review.and_then(ReviewStatus::next_review);
    subject.review.next_review().into_iter().chain(facts).min()
}

/// [`ItemCheck::Reviewer`](crate::model::ItemCheck::Reviewer).
pub(super) fn reviewer(subject: &CoverageSubject) -> CheckOutcome {
    if let Some(what_to_do) = unreviewed(subject) {
        return CheckOutcome::Lacks(what_to_do);
    }
    let signed = subject.review.credited.iter().map(|signed| {
        let credentials = signed.reviewer.credentials.as_deref();
        format!("{} on {}", crate::model::person::credited(&signed.reviewer.name, credentials), signed.reviewed)
    });
    let next = next_review(subject).map(|day| format!(", next {day}")).unwrap_or_default();
    CheckOutcome::Has(format!("review by {}{next}", joined(&signed.collect::<Vec<_>>())))
}

/// [`ItemCheck::ReviewDates`](crate::model::ItemCheck::ReviewDates).
pub(super) fn review_dates(subject: &CoverageSubject) -> CheckOutcome {
    if let Some(what_to_do) = unreviewed(subject) {
        return CheckOutcome::Lacks(what_to_do);
    }
    let reviewed = subject.review.ruling().map(|ruling| format!("reviewed on {}", ruling.reviewed));
    let next = next_review(subject).map(|day| format!("next review {day}"));
    CheckOutcome::Has(reviewed.into_iter().chain(next).collect::<Vec<_>>().join(", "))
}

/// [`ItemCheck::EvidenceDated`](crate::model::ItemCheck::EvidenceDated).
pub(super) fn evidence_dated(subject: &CoverageSubject) -> CheckOutcome {
    let checked = subject.text.head.evidence_checked.map(|day| format!("`evidence_checked`: {day}"));
    CheckOutcome::has_or(checked, || {
        format!(
            "once a person has checked the evidence, write the day as `evidence_checked:` under `dates:` in {}",
            subject.file()
        )
    })
}
