//! Whether a sign-off holds for the words as they are, and if not why.

use chrono::{Months, NaiveDate};

use super::digest::{Digest, is_version};
use super::subject::Digests;
use crate::model::{LicenceRule, Person, PersonKind, SignOff, Signer, TakenBack, date, person};

/// Why a sign-off is void.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VoidReason {
    /// The words are not those that were signed.
    OtherWords {
        /// The revision that was signed.
        revision: u32,
    },
    /// A newer revision was signed after it, and the text went back to this one.
    OlderRevision {
        /// The newer one.
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
    /// The project asks for licences, and it names none.
    NoLicence(String),
    /// It is signed with a key, and this program cannot tell whether it holds.
    Sealed,
    /// A date cannot be read.
    NoDate,
}

impl std::fmt::Display for VoidReason {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        match self {
            VoidReason::OtherWords { revision } => {
                write!(f, "the words are not those that were signed (as revision {revision})")
            }
            VoidReason::OlderRevision { revision } => {
                write!(f, "the text went back to an older revision: revision {revision} was signed after it")
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
            VoidReason::NoLicence(name) => write!(f, "it names no licence of {name}, which the project asks for"),
            VoidReason::Sealed => write!(f, "it is signed with a key, which this program cannot check"),
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
    /// The day the next one is due.
    pub next_review: NaiveDate,
    /// What is due on that day.
    pub due: DueCause,
    /// The digest that was signed, 64 hexadecimal digits.
    pub digest: Digest,
}

/// What ends a review on the day of the next one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DueCause {
    /// The review itself is due again.
    Review,
    /// A fact must be checked, by its id.
    Recheck(String),
    /// The licence of the reviewer lapses.
    Licence,
}

impl ValidSignOff {
    /// What is due, in words for staff.
    pub fn what_is_due(&self) -> String {
        match &self.due {
            DueCause::Review => "the next review".to_owned(),
            DueCause::Recheck(id) => format!("the check of the fact `{id}`"),
            DueCause::Licence => format!("a new licence of {}", self.reviewer.name),
        }
    }
}

/// On what sign-offs are judged, beside the words.
pub(super) struct SignOffRules<'a> {
    /// The people, by id.
    pub(super) people: &'a dyn Fn(&str) -> Option<Person>,
    /// What a licence means.
    pub(super) licence: LicenceRule,
    /// The day.
    pub(super) today: NaiveDate,
}

/// Whether a sign-off holds for the words as they are.
///
/// # Errors
/// Why it does not.
pub(super) fn validate(
    digests: &mut Digests,
    sign_off: &SignOff,
    judge: &SignOffRules,
) -> Result<ValidSignOff, VoidReason> {
    let SignOffRules { people, licence, today } = *judge;
    let subject = digests.subject;
    if sign_off.text != subject.id() || sign_off.lang != subject.lang() {
        return Err(VoidReason::OtherText);
    }
    if let Some(taken_back) = &sign_off.taken_back {
        return Err(VoidReason::TakenBack(taken_back.clone()));
    }
    if sign_off.seal.is_some() {
        return Err(VoidReason::Sealed);
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
    let known = reviewer.as_ref().map(|p| p.in_lang(subject.lang()).signer());
    if !known.is_some_and(|known| sign_off.reviewer.holds_for(&known)) {
        return Err(VoidReason::OtherReviewer(sign_off.reviewer.name.clone()));
    }
    if reviewer.is_none_or(|p| p.kind != PersonKind::Person || p.credentials.is_none()) {
        return Err(VoidReason::NoClinician(sign_off.reviewer.name.clone()));
    }
    let authors: Vec<Signer> = subject.authors().iter().map(Person::signer).collect();
    let same_authors = || authors.iter().zip(&sign_off.authors).all(|(now, then)| then.holds_for(now));
    if authors.len() != sign_off.authors.len() || !same_authors() {
        return Err(VoidReason::OtherAuthors);
    }
    let lapse = licence_lapse(&sign_off.reviewer, licence)?.map(|day| (day, DueCause::Licence));
    let recheck = digests.recheck(reviewed).map(|(day, id)| (day, DueCause::Recheck(id.to_owned())));
    let causes = [Some((next_review, DueCause::Review)), recheck, lapse].into_iter().flatten();
    let (next_review, due) = causes.min().unwrap_or((next_review, DueCause::Review));
    Ok(ValidSignOff {
        reviewer: sign_off.reviewer.clone(),
        reviewed,
        next_review,
        due,
        digest: Digest::signed(&sign_off.digest).ok_or(VoidReason::OtherWords { revision: sign_off.revision })?,
    })
}

/// The last day of the licence that a reviewer had, where that ends a review.
fn licence_lapse(reviewer: &Signer, rule: LicenceRule) -> Result<Option<NaiveDate>, VoidReason> {
    let until = reviewer.licence.as_ref().map(|licence| date::parse(&licence.until).ok_or(VoidReason::NoDate));
    match (rule, until) {
        (LicenceRule::Ignored, _) | (LicenceRule::Lapses, None) => Ok(None),
        (LicenceRule::Required, None) => Err(VoidReason::NoLicence(reviewer.name.clone())),
        (LicenceRule::Lapses | LicenceRule::Required, Some(until)) => until.map(Some),
    }
}

/// The author, if one signed, by every name that `people` have.
pub fn own_review_among(
    reviewer: &Signer,
    authors: &[Signer],
    people: &dyn Fn(&str) -> Option<Person>,
) -> Option<String> {
    authors.iter().find(|author| person::same_person(author, reviewer, people)).map(|a| a.name.clone())
}
