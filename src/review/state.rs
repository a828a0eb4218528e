//! The review state of a text, from its digest, its sign-offs and a day.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::digest::Digest;
use super::sign_off::{ValidSignOff, VoidReason, validate};
use super::subject::{Digests, PrintedFacts, Subject};
use crate::diag::{joined, list};
use crate::model::{Facts, Project, SignOff};

/// What may be said about the review of a text. Ordered from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// These words were reviewed, and the next review is not due yet.
    Current,
    /// These words were reviewed, and the next review is due.
    Overdue,
    /// Other words were reviewed.
    Changed,
    /// Nothing was reviewed.
    Unreviewed,
}

impl State {
    /// The word used in tables and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Current => "current",
            State::Overdue => "overdue",
            State::Changed => "changed",
            State::Unreviewed => "unreviewed",
        }
    }
}

/// What is known of the review of a text on a day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ReviewStatus {
    /// What may be said of it.
    pub state: State,
    /// Why, in a sentence for staff.
    pub reason: String,
    /// The sign-offs that hold, latest first.
    pub valid_sign_offs: Vec<ValidSignOff>,
    /// Those that pages name, latest first: of each reviewer the latest one, where it is not due again.
    pub credited: Vec<ValidSignOff>,
    /// The digest of the words as they are: that which was signed, where a sign-off holds.
    pub digest: Digest,
    /// Whether a sign-off of this very revision was of other words.
    pub changed_under_revision: bool,
    /// Of facts that a text prints and that changed, their ids, where the words that were signed are kept.
    pub changed_facts: Vec<String>,
}

impl ReviewStatus {
    /// The sign-off that rules: the latest review, and of several on one day the one that is due first.
    pub fn ruling(&self) -> Option<&ValidSignOff> {
        self.valid_sign_offs.iter().max_by_key(|s| (s.reviewed, std::cmp::Reverse(s.next_review)))
    }

    /// The day of the next review as pages print it: the first that is due of those that they name, or the one that is past.
    pub fn next_review(&self) -> Option<NaiveDate> {
        let ruling = self.ruling()?.next_review;
        let named = self.credited.iter().map(|sign_off| sign_off.next_review);
        Some(if self.state == State::Current { named.fold(ruling, Ord::min) } else { ruling })
    }
}

/// What became of the sign-offs of a subject on a day.
pub struct Evaluation {
    /// What they come to.
    pub status: ReviewStatus,
    /// What each is worth, in the order in which they were recorded.
    pub verdicts: Vec<Result<ValidSignOff, VoidReason>>,
}

/// The sign-offs of a subject, in the order in which they were recorded.
pub fn sign_offs<'a>(project: &'a Project, subject: Subject) -> &'a [SignOff] {
    project.sign_offs.get(&(subject.id(), subject.lang().to_owned())).map(Vec::as_slice).unwrap_or_default()
}

/// Judges a text or facts file of a project by its sign-offs.
pub fn evaluate(project: &Project, subject: Subject, today: NaiveDate) -> Evaluation {
    judge(project, Digests::of(subject), today)
}

/// Judges those facts of a file that a text prints, by the sign-offs of the file: what became of the others is no matter.
pub(super) fn evaluate_printed(
    project: &Project,
    facts: &Facts,
    ids: &BTreeSet<String>,
    today: NaiveDate,
) -> ReviewStatus {
    let printed = PrintedFacts { ids, kept: &project.kept_facts };
    let mut status = judge(project, Digests::of_printed(facts, printed), today).status;
    if status.state == State::Changed {
        let sign_offs = sign_offs(project, Subject::Facts(facts)).iter().filter(|s| s.taken_back.is_none());
        status.changed_facts = printed.changed(facts, sign_offs.rev());
    }
    if !status.changed_facts.is_empty() {
        let changed = list(status.changed_facts.iter().map(String::as_str));
        status.reason = format!("{} ({changed})", status.reason);
    }
    status
}

fn judge(project: &Project, mut digests: Digests, today: NaiveDate) -> Evaluation {
    let subject = digests.subject;
    let people = |id: &str| project.people.get(id).cloned();
    let sign_offs = sign_offs(project, subject).iter();
    let verdicts: Vec<_> = sign_offs.map(|sign_off| validate(&mut digests, sign_off, &people, today)).collect();
    let mut status = status(subject, &verdicts, digests.current(), today);
    // Pages and records name the digest that was signed.
    if let Some(signed) = status.ruling().map(|ruling| ruling.digest.clone()) {
        status.digest = signed;
    }
    Evaluation { status, verdicts }
}

fn status(
    subject: Subject,
    verdicts: &[Result<ValidSignOff, VoidReason>],
    digest: Digest,
    today: NaiveDate,
) -> ReviewStatus {
    let mut valid_sign_offs: Vec<ValidSignOff> = verdicts.iter().flatten().cloned().collect();
    valid_sign_offs.sort_by(|a, b| {
        let latest = b.reviewed.cmp(&a.reviewed).then_with(|| a.reviewer.name.cmp(&b.reviewer.name));
        latest.then_with(|| a.next_review.cmp(&b.next_review))
    });
    let mut reviewers = BTreeSet::new();
    let latest = valid_sign_offs.iter().filter(|sign_off| reviewers.insert(&sign_off.reviewer.id));
    let credited = latest.filter(|sign_off| sign_off.next_review >= today).cloned().collect();
    let void: Vec<&VoidReason> = verdicts.iter().filter_map(|verdict| verdict.as_ref().err()).collect();
    let changed_under_revision =
        void.iter().any(|why| matches!(why, VoidReason::OtherWords { revision } if *revision == subject.revision()));
    let mut status = ReviewStatus {
        state: State::Unreviewed,
        reason: String::new(),
        valid_sign_offs,
        credited,
        digest,
        changed_under_revision,
        changed_facts: Vec::new(),
    };
    (status.state, status.reason) = match status.ruling() {
        Some(ruling) if ruling.next_review >= today => {
            let named = status.credited.iter().map(|s| format!("{} on {}", s.reviewer.name, s.reviewed));
            (State::Current, format!("reviewed by {}", joined(&named.collect::<Vec<_>>())))
        }
        Some(ruling) => {
            let what = ruling
                .recheck
                .as_ref()
                .map_or_else(|| "the next review".to_owned(), |id| format!("the check of the fact `{id}`"));
            (State::Overdue, format!("{what} was due on {}", ruling.next_review))
        }
        None => without_valid(&void),
    };
    status
}

/// State and reason where no sign-off holds.
fn without_valid(void: &[&VoidReason]) -> (State, String) {
    // What was taken back says nothing of the words while there is another.
    let taken_back = |why: &&&VoidReason| matches!(why, VoidReason::TakenBack(_));
    let left: Vec<&VoidReason> = void.iter().filter(|why| !taken_back(why)).copied().collect();
    let void = if left.is_empty() { void } else { &left };
    // A sign-off of these very words that is void for another reason: the words did not change.
    match void.iter().rfind(|why| !matches!(why, VoidReason::OtherWords { .. })).or(void.last()) {
        Some(VoidReason::OtherWords { .. }) => (State::Changed, "the words changed after the last sign-off".to_owned()),
        Some(why) => (State::Unreviewed, format!("no sign-off holds: {why}")),
        None => (State::Unreviewed, "nobody has signed it off".to_owned()),
    }
}
