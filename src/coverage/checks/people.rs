//! Who wrote, reviewed and tried a text.

use crate::coverage::known::CoverageSubject;
use crate::coverage::outcome::CheckOutcome;
use crate::diag::joined;
use crate::model::fact::review_id;
use crate::model::{Person, PersonKind};
use crate::review::state::{ReviewStatus, State};

/// [`ItemCheck::TestedWithReaders`](crate::model::ItemCheck::TestedWithReaders).
pub(super) fn tested_with_readers(subject: &CoverageSubject) -> CheckOutcome {
    match subject.review.tested {
        Some(families) => {
            CheckOutcome::Has(format!("`handout history {}`: tested with {families} families", subject.text.head.id))
        }
        None => CheckOutcome::Lacks(format!(
            "try it with those for whom it is, change what they did not understand, and record it: `handout review test {} \
             --lang {} --readers N --how TEXT --by PERSON --date D`",
            subject.text.head.id, subject.text.head.lang
        )),
    }
}

/// [`ItemCheck::Interests`](crate::model::ItemCheck::Interests).
pub(super) fn interests_known(subject: &CoverageSubject) -> CheckOutcome {
    let signers = subject.review.credited.iter().filter_map(|signed| subject.project.people.get(&signed.reviewer.id));
    let people: Vec<&Person> = subject.text.head.authors.iter().chain(signers).collect();
    let stated = |person: &&Person| person.interests.as_ref().map(|own| format!("{}: {}", person.name, own.words));
    let without: Vec<String> =
        people.iter().filter(|p| stated(p).is_none()).map(|person| format!("`{}`", person.id)).collect();
    if without.is_empty() {
        let said: Vec<String> = people.iter().filter_map(stated).collect();
        return CheckOutcome::Has(said.join("; "));
    }
    CheckOutcome::Lacks(format!(
        "write `interests: {{words: None., date: DAY}}`, or which there are, of {} in sources/people.yaml",
        joined(&without)
    ))
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
        State::Unreviewed | State::Changed | State::Overdue | State::Withdrawn => Some(format!(
            "{what} {} ({}): once a clinician has signed the words, {command}",
            match status.state {
                State::Unreviewed | State::Current => "is not reviewed",
                State::Changed => "was changed since its review",
                State::Overdue => "is overdue for review",
                State::Withdrawn => "is withdrawn",
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
    let facts = subject.facts_review.and_then(|status| status.next_review);
    subject.review.next_review.into_iter().chain(facts).min()
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
