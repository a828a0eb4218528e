//! The review state of a text, from its digest, its sign-offs and a day.

use chrono::{Days, Months, NaiveDate};

use super::digest::{self, CANON, Digest};
use crate::model::{Facts, Person, Text, date, person};
use crate::model::{PersonKind, SignOff, Signer};

/// What may be said about the review of a text. Ordered from best to worst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
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

/// A text or a facts file, as review sees it.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// A guide or worksheet.
    Text(&'a Text),
    /// The facts of a region.
    Facts(&'a Facts),
}

impl<'a> Subject<'a> {
    /// The id under which sign-offs are kept.
    pub fn id(self) -> String {
        match self {
            Subject::Text(text) => text.head.id.clone(),
            Subject::Facts(facts) => facts.review_id(),
        }
    }

    /// Language.
    pub fn lang(self) -> &'a str {
        match self {
            Subject::Text(text) => &text.head.lang,
            Subject::Facts(facts) => &facts.lang,
        }
    }

    /// `guide`, `worksheet` or `facts`.
    pub fn kind(self) -> &'static str {
        match self {
            Subject::Text(text) => text.kind(),
            Subject::Facts(_) => "facts",
        }
    }

    /// Revision.
    pub fn revision(self) -> u32 {
        match self {
            Subject::Text(text) => text.head.revision,
            Subject::Facts(facts) => facts.revision,
        }
    }

    /// Authors.
    pub fn authors(self) -> &'a [Person] {
        match self {
            Subject::Text(text) => &text.head.authors,
            Subject::Facts(facts) => &facts.authors,
        }
    }

    /// Canonical JSON under a version.
    pub fn canonical(self, canon: u32) -> Option<String> {
        match self {
            Subject::Text(text) => digest::canonical_text(text, canon),
            Subject::Facts(facts) => digest::canonical_facts(facts, canon),
        }
    }

    /// The digest under the version that new sign-offs use.
    pub fn digest(self) -> Digest {
        Digest::of(self.canonical(CANON).unwrap_or_default().as_bytes())
    }

    /// The days on which facts must be checked again, counted from a review; with the fact's id.
    fn recheck(self, reviewed: NaiveDate) -> Option<(NaiveDate, &'a str)> {
        match self {
            Subject::Text(_) => None,
            Subject::Facts(facts) => facts
                .facts
                .iter()
                .filter_map(|f| Some((reviewed.checked_add_days(Days::new(f.recheck_after.into()))?, f.id.as_str())))
                .min(),
        }
    }
}

/// Why a sign-off does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Void {
    /// The words are not those that were signed.
    OtherWords {
        /// The revision that was signed.
        revision: u32,
    },
    /// It was made under a version of the canonical form that this program does not know.
    UnknownCanon(u32),
    /// The reviewer differs from `people.yaml`.
    OtherReviewer(String),
    /// The reviewer is no person with credentials.
    NoClinician(String),
    /// The authors differ from `people.yaml`.
    OtherAuthors,
    /// An author signed.
    OwnReview(String),
    /// It is dated after today.
    InFuture(NaiveDate),
    /// The next review is not after this one, or too long after it.
    BadNext(NaiveDate),
    /// It is of another text.
    OtherText,
    /// A date cannot be read.
    NoDate,
}

impl std::fmt::Display for Void {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            Void::OtherWords { revision } => {
                write!(f, "the words are not those that were signed (as revision {revision})")
            }
            Void::UnknownCanon(canon) => {
                write!(f, "signed under version {canon} of the canonical form, which this program does not know")
            }
            Void::OtherReviewer(name) => write!(f, "the reviewer {name} stands otherwise in people.yaml"),
            Void::NoClinician(name) => write!(f, "{name} is no person with credentials in people.yaml"),
            Void::OtherAuthors => write!(f, "the authors are not those of the day of signing"),
            Void::OwnReview(name) => write!(f, "{name} is an author of the text"),
            Void::InFuture(day) => write!(f, "dated {day}, after today"),
            Void::BadNext(day) => {
                write!(f, "its next review ({day}) is not within {LONGEST_MONTHS} months after the review")
            }
            Void::OtherText => write!(f, "it is a sign-off of another text"),
            Void::NoDate => write!(f, "its dates cannot be read"),
        }
    }
}

/// The most months from a review to the next one.
pub const LONGEST_MONTHS: u32 = 60;

/// A sign-off that holds for the words as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValidSignOff {
    /// The reviewer by value.
    pub reviewer: Signer,
    /// The day of the review.
    pub reviewed: NaiveDate,
    /// The day the next one is due: that of the sign-off, or the first recheck date of a fact.
    pub next_review: NaiveDate,
    /// The fact whose recheck date that is.
    pub recheck: Option<String>,
}

/// What is known of the review of a text on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewStatus {
    /// The state.
    pub state: State,
    /// Why, in a sentence for staff.
    pub reason: String,
    /// The sign-offs that hold, latest first.
    pub holding: Vec<ValidSignOff>,
    /// The digest of the words as they are.
    pub digest: Digest,
    /// Whether a sign-off of this very revision was of other words.
    pub changed_under_revision: bool,
}

impl ReviewStatus {
    /// The sign-off that rules: the latest review, and of several on one day the one that is due first.
    pub fn ruling(&self) -> Option<&ValidSignOff> {
        self.holding.iter().max_by_key(|h| (h.reviewed, std::cmp::Reverse(h.next_review)))
    }
}

/// Judges a text.
pub fn evaluate(
    subject: Subject,
    sign_offs: &[SignOff],
    people: &dyn Fn(&str) -> Option<Person>,
    today: NaiveDate,
) -> ReviewStatus {
    let digest = subject.digest();
    let (mut holding, mut other_words, mut reasons) = (Vec::new(), Vec::new(), Vec::new());
    for sign_off in sign_offs {
        match hold(subject, sign_off, people, today) {
            Ok(held) => holding.push(held),
            Err(void) => {
                if let Void::OtherWords { revision } = void {
                    other_words.push(revision);
                }
                reasons.push(void);
            }
        }
    }
    holding.sort_by(|a, b| b.reviewed.cmp(&a.reviewed).then_with(|| a.reviewer.name.cmp(&b.reviewer.name)));
    let changed_under_revision = other_words.contains(&subject.revision());
    let mut standing =
        ReviewStatus { state: State::Unreviewed, reason: String::new(), holding, digest, changed_under_revision };
    let (state, reason) = match standing.ruling() {
        Some(held) if held.next_review >= today => {
            (State::Current, format!("reviewed by {} on {}", held.reviewer.name, held.reviewed))
        }
        Some(held) => {
            let what = held
                .recheck
                .as_ref()
                .map_or_else(|| "the next review".to_owned(), |id| format!("the check of the fact `{id}`"));
            (State::Overdue, format!("{what} was due on {}", held.next_review))
        }
        // A sign-off of these very words that is void for another reason: the words did not change.
        None => match reasons.iter().rfind(|void| !matches!(void, Void::OtherWords { .. })).or(reasons.last()) {
            Some(Void::OtherWords { .. }) => (State::Changed, "the words changed after the last sign-off".to_owned()),
            Some(void) => (State::Unreviewed, format!("no sign-off holds: {void}")),
            None => (State::Unreviewed, "nobody has signed it off".to_owned()),
        },
    };
    (standing.state, standing.reason) = (state, reason);
    standing
}

/// Whether a sign-off holds for the words as they are.
///
/// # Errors
/// Why it does not.
pub fn hold(
    subject: Subject,
    sign_off: &SignOff,
    people: &dyn Fn(&str) -> Option<Person>,
    today: NaiveDate,
) -> Result<ValidSignOff, Void> {
    if sign_off.text != subject.id() || sign_off.lang != subject.lang() {
        return Err(Void::OtherText);
    }
    let (Some(reviewed), Some(next_review)) = (date::parse(&sign_off.reviewed), date::parse(&sign_off.next_review))
    else {
        return Err(Void::NoDate);
    };
    if reviewed > today {
        return Err(Void::InFuture(reviewed));
    }
    let latest = reviewed.checked_add_months(Months::new(LONGEST_MONTHS));
    if next_review <= reviewed || latest.is_some_and(|latest| next_review > latest) {
        return Err(Void::BadNext(next_review));
    }
    if let Some(author) = own_review_among(&sign_off.reviewer, &sign_off.authors, people) {
        return Err(Void::OwnReview(author));
    }
    let canonical = subject.canonical(sign_off.canon).ok_or(Void::UnknownCanon(sign_off.canon))?;
    if Digest::of(canonical.as_bytes()).as_str() != sign_off.digest || sign_off.revision != subject.revision() {
        return Err(Void::OtherWords { revision: sign_off.revision });
    }
    let reviewer = people(&sign_off.reviewer.id);
    if reviewer.as_ref().map(|p| p.in_lang(subject.lang()).signer()).as_ref() != Some(&sign_off.reviewer) {
        return Err(Void::OtherReviewer(sign_off.reviewer.name.clone()));
    }
    if reviewer.is_none_or(|p| p.kind != PersonKind::Person || p.credentials.is_none()) {
        return Err(Void::NoClinician(sign_off.reviewer.name.clone()));
    }
    let authors: Vec<Signer> = subject.authors().iter().map(Person::signer).collect();
    if authors != sign_off.authors {
        return Err(Void::OtherAuthors);
    }
    let recheck = subject.recheck(reviewed).filter(|(day, _)| *day < next_review);
    Ok(ValidSignOff {
        reviewer: sign_off.reviewer.clone(),
        reviewed,
        next_review: recheck.map_or(next_review, |(day, _)| day),
        recheck: recheck.map(|(_, id)| id.to_owned()),
    })
}

/// The author, if one signed, by every name that `people` have.
pub fn own_review_among(
    reviewer: &Signer,
    authors: &[Signer],
    people: &dyn Fn(&str) -> Option<Person>,
) -> Option<String> {
    authors.iter().find(|author| person::same_person(author, reviewer, people)).map(|a| a.name.clone())
}
