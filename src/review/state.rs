//! The review state of a text, from its digest, its sign-offs and a day.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::digest::Digest;
use super::enough::{are_enough, enough_until, policy, wanting};
use super::sign_off::{SignOffRules, ValidSignOff, VoidReason, validate};
use super::subject::{Digests, PrintedFacts, Subject};
use crate::diag::{joined, list};
use crate::model::{Facts, KindPolicy, OverduePrint, Project, ReaderTest, ReviewPolicy, SignOff, date};

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
    /// It must not be used any more.
    Withdrawn,
}

impl State {
    /// The word used in tables and JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            State::Current => "current",
            State::Overdue => "overdue",
            State::Changed => "changed",
            State::Unreviewed => "unreviewed",
            State::Withdrawn => "withdrawn",
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
    /// The day on which the review is due again, as pages print it, or was: of one that is current or overdue.
    pub next_review: Option<NaiveDate>,
    /// The last day on which what is overdue may be released.
    pub grace: Option<NaiveDate>,
    /// Of one that is overdue, whether pages name its reviewers all the same.
    pub names_reviewers: bool,
    /// With how many families exactly these words were tested, where they were.
    pub tested: Option<u32>,
    /// The digest of the words as they are: that which was signed, where a sign-off holds.
    pub digest: Digest,
    /// Whether a sign-off of this very revision was of other words.
    pub changed_under_revision: bool,
    /// Of facts that a text prints and that changed, their ids, where the words that were signed are kept.
    pub changed_facts: Vec<String>,
}

impl ReviewStatus {
    /// That of a sheet for staff or reviewers, which nobody signs.
    pub fn of_sheet() -> Self {
        Self {
            state: State::Unreviewed,
            reason: "sheets are not reviewed".to_owned(),
            valid_sign_offs: Vec::new(),
            credited: Vec::new(),
            next_review: None,
            grace: None,
            names_reviewers: false,
            tested: None,
            digest: Digest::of(b""),
            changed_under_revision: false,
            changed_facts: Vec::new(),
        }
    }

    /// The sign-off that rules: the latest review, and of several on one day the one that is due first.
    pub fn ruling(&self) -> Option<&ValidSignOff> {
        self.valid_sign_offs.iter().max_by_key(|s| (s.reviewed, std::cmp::Reverse(s.next_review)))
    }

    /// Whether it may be released on a day: it is current, or it was due not long ago.
    pub fn may_be_released(&self, today: NaiveDate) -> bool {
        self.state == State::Current || self.grace.is_some_and(|last| last >= today)
    }

    /// The sign-offs that pages name, where they name any: of what is overdue all that held before.
    pub fn named(&self) -> Vec<&ValidSignOff> {
        if self.state == State::Overdue { self.of_each() } else { self.credited.iter().collect() }
    }

    /// Of each reviewer the latest sign-off that holds, latest first.
    pub fn of_each(&self) -> Vec<&ValidSignOff> {
        let mut reviewers = BTreeSet::new();
        self.valid_sign_offs.iter().filter(|sign_off| reviewers.insert(&sign_off.reviewer.id)).collect()
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
    let rules = Rules { policy: policy(project, subject), review: &project.settings.review, today };
    let judge =
        SignOffRules { people: &|id| project.people.get(id).cloned(), licence: project.settings.review.licence, today };
    let sign_offs = sign_offs(project, subject);
    let verdicts: Vec<_> = sign_offs
        .iter()
        .enumerate()
        .map(|(i, sign_off)| {
            let valid = validate(&mut digests, sign_off, &judge)?;
            let later = newest(sign_offs.get(i + 1..).unwrap_or_default()).filter(|later| *later > subject.revision());
            later.map_or(Ok(valid), |revision| Err(VoidReason::OlderRevision { revision }))
        })
        .collect();
    let mut status = status(subject, &verdicts, digests.current(), &rules);
    // Pages and records name the digest that was signed.
    if let Some(signed) = status.ruling().map(|ruling| ruling.digest.clone()) {
        status.digest = signed;
    }
    status.tested = tested(project, &mut digests, today);
    if let Some(withdrawal) = project.withdrawn.get(&(subject.id(), subject.lang().to_owned())) {
        status = ReviewStatus {
            state: State::Withdrawn,
            reason: withdrawal.to_string(),
            credited: Vec::new(),
            next_review: None,
            grace: None,
            names_reviewers: false,
            ..status
        };
    }
    Evaluation { status, verdicts }
}

/// With how many families these very words were tested: by the latest test that was not taken back.
fn tested(project: &Project, digests: &mut Digests, today: NaiveDate) -> Option<u32> {
    let subject = digests.subject;
    let tests = project.reader_tests.get(&(subject.id(), subject.lang().to_owned()))?;
    let mut tests: Vec<&ReaderTest> = tests
        .iter()
        .filter(|test| test.taken_back.is_none() && date::parse(&test.tested).is_some_and(|day| day <= today))
        .collect();
    tests.sort_by(|a, b| b.tested.cmp(&a.tested));
    let is_of = |test: &ReaderTest, digests: &mut Digests| {
        let same = digests.under(test.canon).is_some_and(|digest| digest.as_str() == test.digest);
        same && test.revision == subject.revision() && test.text == subject.id() && test.lang == subject.lang()
    };
    tests.into_iter().find(|test| is_of(test, digests)).map(|test| test.readers)
}

/// The newest revision that was signed, of those whose sign-offs were not taken back.
pub fn newest(sign_offs: &[SignOff]) -> Option<u32> {
    sign_offs.iter().filter(|s| s.taken_back.is_none()).map(|s| s.revision).max()
}

/// What the sign-offs of a subject are held to, on a day.
struct Rules<'a> {
    policy: &'a KindPolicy,
    review: &'a ReviewPolicy,
    today: NaiveDate,
}

fn status(
    subject: Subject,
    verdicts: &[Result<ValidSignOff, VoidReason>],
    digest: Digest,
    rules: &Rules,
) -> ReviewStatus {
    let mut valid_sign_offs: Vec<ValidSignOff> = verdicts.iter().flatten().cloned().collect();
    valid_sign_offs.sort_by(|a, b| {
        let latest = b.reviewed.cmp(&a.reviewed).then_with(|| a.reviewer.name.cmp(&b.reviewer.name));
        latest.then_with(|| a.next_review.cmp(&b.next_review))
    });
    let void: Vec<&VoidReason> = verdicts.iter().filter_map(|verdict| verdict.as_ref().err()).collect();
    let changed_under_revision =
        void.iter().any(|why| matches!(why, VoidReason::OtherWords { revision } if *revision == subject.revision()));
    let mut status = ReviewStatus {
        state: State::Unreviewed,
        reason: String::new(),
        valid_sign_offs,
        credited: Vec::new(),
        next_review: None,
        grace: None,
        names_reviewers: false,
        tested: None,
        digest,
        changed_under_revision,
        changed_facts: Vec::new(),
    };
    status.credited = status.of_each().into_iter().filter(|s| s.next_review >= rules.today).cloned().collect();
    (status.state, status.reason) = match status.ruling() {
        Some(ruling) => match wanting(rules.policy, &status.of_each()) {
            Some(wanting) => incomplete(&status, &void, &wanting),
            None => complete(&status, ruling, rules),
        },
        None => without_valid(&void),
    };
    status.next_review = next_review(&status, rules);
    if status.state == State::Overdue {
        status.grace = status.next_review.and_then(|due| due.checked_add_days(Days::new(rules.review.grace.into())));
        status.names_reviewers = rules.review.overdue == OverduePrint::Reviewers;
    }
    status
}

/// State and reason where as many signed as must.
fn complete(status: &ReviewStatus, ruling: &ValidSignOff, rules: &Rules) -> (State, String) {
    if ruling.next_review >= rules.today && are_enough(rules.policy, status.credited.iter()) {
        let named = status.credited.iter().map(|s| format!("{} on {}", s.reviewer.name, s.reviewed));
        return (State::Current, format!("reviewed by {}", joined(&named.collect::<Vec<_>>())));
    }
    let due = overdue_since(status, ruling, rules).unwrap_or(ruling);
    (State::Overdue, format!("{} was due on {}", due.what_is_due(), due.next_review))
}

/// The sign-off whose day ended the review: the first of that which rules and of those without which the others are too few.
fn overdue_since<'a>(status: &'a ReviewStatus, ruling: &'a ValidSignOff, rules: &Rules) -> Option<&'a ValidSignOff> {
    let past = |s: &&ValidSignOff| s.next_review < rules.today;
    let both = [Some(ruling), first_due(status, rules)].into_iter().flatten();
    both.filter(past).min_by_key(|s| s.next_review)
}

/// The sign-off that is due, since when the others are not enough.
fn first_due<'a>(status: &'a ReviewStatus, rules: &Rules) -> Option<&'a ValidSignOff> {
    let each = status.of_each();
    let day = enough_until(rules.policy, &each)?;
    each.into_iter().find(|sign_off| sign_off.next_review == day)
}

/// The day of the next review: of what is current the first that is due of those that pages name, or the one that is past.
fn next_review(status: &ReviewStatus, rules: &Rules) -> Option<NaiveDate> {
    let ruling = status.ruling()?;
    match status.state {
        State::Current => Some(status.credited.iter().map(|s| s.next_review).fold(ruling.next_review, Ord::min)),
        State::Overdue => overdue_since(status, ruling, rules).map(|due| due.next_review),
        State::Changed | State::Unreviewed | State::Withdrawn => None,
    }
}

/// State and reason where some have signed, and others have to. What was reviewed before was changed since.
fn incomplete(status: &ReviewStatus, void: &[&VoidReason], wanting: &str) -> (State, String) {
    let signed = status.of_each().into_iter().map(|s| format!("{} on {}", s.reviewer.name, s.reviewed));
    let reason = format!("{wanting} (signed by {})", joined(&signed.collect::<Vec<_>>()));
    let is_change = |why: &VoidReason| matches!(why, VoidReason::OtherWords { .. } | VoidReason::OlderRevision { .. });
    // Words that were signed and do not count for another reason did not change.
    let changed = void.iter().any(|why| is_change(why))
        && void.iter().all(|why| is_change(why) || matches!(why, VoidReason::TakenBack(_)));
    (if changed { State::Changed } else { State::Unreviewed }, reason)
}

/// State and reason where no sign-off holds.
fn without_valid(void: &[&VoidReason]) -> (State, String) {
    // What was taken back says nothing of the words while there is another.
    let taken_back = |why: &&&VoidReason| matches!(why, VoidReason::TakenBack(_));
    let left: Vec<&VoidReason> = void.iter().filter(|why| !taken_back(why)).copied().collect();
    let void = if left.is_empty() { void } else { &left };
    // A sign-off of these very words that is void for another reason: the words did not change.
    let is_change = |why: &VoidReason| matches!(why, VoidReason::OtherWords { .. } | VoidReason::OlderRevision { .. });
    let went_back = void.iter().rfind(|why| matches!(why, VoidReason::OlderRevision { .. }));
    match void.iter().rfind(|why| !is_change(why)).or(went_back).or(void.last()) {
        Some(why @ VoidReason::OlderRevision { .. }) => (State::Changed, why.to_string()),
        Some(VoidReason::OtherWords { .. }) => (State::Changed, "the words changed after the last sign-off".to_owned()),
        Some(why) => (State::Unreviewed, format!("no sign-off holds: {why}")),
        None => (State::Unreviewed, "nobody has signed it off".to_owned()),
    }
}
