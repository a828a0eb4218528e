//! Whether a sign-off holds for the words as they are, and if not why.

use chrono::{Months, NaiveDate};

use super::digest::{Digest, is_version};
use super::subject::Digests;
use crate::model::{Person, PersonKind, SignOff, Signer, TakenBack, date, person};

/// Why a sign-off is void.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoidReason {
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
    /// It was taken back.
    TakenBack(TakenBack),
    /// It is of another text.
    OtherText,
    /// A date cannot be read.
    NoDate,
}

impl std::fmt::Display for VoidReason {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            VoidReason::OtherWords { revision } => {
                write!(f, "the words are not those that were signed (as revision {revision})")
            }
            VoidReason::UnknownCanon(canon) => {
                write!(f, "signed under version {canon} of the canonical form, which this program does not know")
            }
            VoidReason::OtherReviewer(name) => write!(f, "the reviewer {name} stands otherwise in people.yaml"),
            VoidReason::NoClinician(name) => write!(f, "{name} is no person with credentials in people.yaml"),
            VoidReason::OtherAuthors => write!(f, "the authors are not those of the day of signing"),
            VoidReason::OwnReview(name) => write!(f, "{name} is an author of the text"),
            VoidReason::InFuture(day) => write!(f, "dated {day}, after today"),
            VoidReason::BadNext(day) => {
                write!(f, "its next review ({day}) is not within {LONGEST_MONTHS} months after the review")
            }
            VoidReason::TakenBack(taken_back) => write!(f, "it was {taken_back}"),
            VoidReason::OtherText => write!(f, "it is a sign-off of another text"),
            VoidReason::NoDate => write!(f, "its dates cannot be read"),
        }
    }
}

/// The most months from a review to the next one.
pub const LONGEST_MONTHS: u32 = 60;

/// A sign-off that holds for the words as they are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ValidSignOff {
    /// The reviewer by value.
    pub reviewer: Signer,
    /// The day of the review.
    pub reviewed: NaiveDate,
    /// The day the next one is due: that of the sign-off, or the first recheck date of a fact.
    pub next_review: NaiveDate,
    /// The fact whose recheck date that is.
    pub recheck: Option<String>,
    /// The digest that was signed, 64 hexadecimal digits.
    pub digest: Digest,
}

/// Whether a sign-off holds for the words as they are.
///
/// # Errors
/// Why it does not.
pub(super) fn validate(
    digests: &mut Digests,
    sign_off: &SignOff,
    people: &dyn Fn(&str) -> Option<Person>,
    today: NaiveDate,
) -> Result<ValidSignOff, VoidReason> {
    let subject = digests.subject;
    if sign_off.text != subject.id() || sign_off.lang != subject.lang() {
        return Err(VoidReason::OtherText);
    }
    if let Some(taken_back) = &sign_off.taken_back {
        return Err(VoidReason::TakenBack(taken_back.clone()));
    }
    let (Some(reviewed), Some(next_review)) = (date::parse(&sign_off.reviewed), date::parse(&sign_off.next_review))
    else {
        return Err(VoidReason::NoDate);
    };
    if reviewed > today {
        return Err(VoidReason::InFuture(reviewed));
    }
    let latest = reviewed.checked_add_months(Months::new(LONGEST_MONTHS));
    if next_review <= reviewed || latest.is_some_and(|latest| next_review > latest) {
        return Err(VoidReason::BadNext(next_review));
    }
    if let Some(author) = own_review_among(&sign_off.reviewer, &sign_off.authors, people) {
        return Err(VoidReason::OwnReview(author));
    }
    if !is_version(sign_off.canon) {
        return Err(VoidReason::UnknownCanon(sign_off.canon));
    }
    if !digests.are_signed_by(sign_off) {
        return Err(VoidReason::OtherWords { revision: sign_off.revision });
    }
    let reviewer = people(&sign_off.reviewer.id);
    if reviewer.as_ref().map(|p| p.in_lang(subject.lang()).signer()).as_ref() != Some(&sign_off.reviewer) {
        return Err(VoidReason::OtherReviewer(sign_off.reviewer.name.clone()));
    }
    if reviewer.is_none_or(|p| p.kind != PersonKind::Person || p.credentials.is_none()) {
        return Err(VoidReason::NoClinician(sign_off.reviewer.name.clone()));
    }
    let authors: Vec<Signer> = subject.authors().iter().map(Person::signer).collect();
    if authors != sign_off.authors {
        return Err(VoidReason::OtherAuthors);
    }
    let recheck = digests.recheck(reviewed).filter(|(day, _)| *day < next_review);
    Ok(ValidSignOff {
        reviewer: sign_off.reviewer.clone(),
        reviewed,
        next_review: recheck.map_or(next_review, |(day, _)| day),
        recheck: recheck.map(|(_, id)| id.to_owned()),
        digest: Digest::signed(&sign_off.digest).ok_or(VoidReason::OtherWords { revision: sign_off.revision })?,
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
