//! What is reviewed: a guide, a worksheet or the facts of a region, and the digests of its words.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};

use super::digest::{self, CANON, Digest};
use super::printed::stand_in;
use crate::model::{Exception, Facts, Person, SignOff, Text};

/// A text or a facts file, as review sees it.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// A guide or worksheet.
    Text(&'a Text),
    /// The facts of a region.
    Facts(&'a Facts),
}

impl<'a> Subject<'a> {
    /// The file that it stands in.
    pub fn file(self) -> &'a str {
        match self {
            Subject::Text(text) => &text.file,
            Subject::Facts(facts) => &facts.file,
        }
    }

    /// The id under which sign-offs are kept.
    pub fn id(self) -> String {
        match self {
            Subject::Text(text) => text.head.id.clone(),
            Subject::Facts(facts) => facts.review_id(),
        }
    }

    /// The language of its words, as an ISO 639-1 code.
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

    /// Its title.
    pub fn title(self) -> &'a str {
        match self {
            Subject::Text(text) => &text.head.title,
            Subject::Facts(facts) => &facts.title,
        }
    }

    /// The number of this edition.
    pub fn revision(self) -> u32 {
        match self {
            Subject::Text(text) => text.head.revision,
            Subject::Facts(facts) => facts.revision,
        }
    }

    /// Who wrote it: none of them can review it.
    pub fn authors(self) -> &'a [Person] {
        match self {
            Subject::Text(text) => &text.head.authors,
            Subject::Facts(facts) => &facts.authors,
        }
    }

    /// Questions of its authors to reviewers.
    pub fn reviewer_notes(self) -> &'a [String] {
        match self {
            Subject::Text(text) => &text.head.reviewer_notes,
            Subject::Facts(facts) => &facts.reviewer_notes,
        }
    }

    /// Words that a rule would refuse, and why they stand.
    pub fn exceptions(self) -> &'a [Exception] {
        match self {
            Subject::Text(text) => &text.head.exceptions,
            Subject::Facts(facts) => &facts.exceptions,
        }
    }

    /// Who paid for it, where that is stated; facts say nothing of it.
    pub fn paid_by(self) -> Option<&'a str> {
        match self {
            Subject::Text(text) => text.head.paid_by(),
            Subject::Facts(_) => None,
        }
    }

    /// Its words as RFC 8785 JSON in a version of the canonical form; `None` for a version that never was.
    pub fn canonical(self, canon: u32) -> Option<String> {
        match self {
            Subject::Text(text) => digest::canonical_text(text, canon),
            Subject::Facts(facts) => digest::canonical_facts(facts, canon),
        }
    }

    /// The first day on which a fact that counts must be checked again, counted from a review, with the fact's id.
    pub(super) fn recheck(self, reviewed: NaiveDate, counts: &dyn Fn(&str) -> bool) -> Option<(NaiveDate, &'a str)> {
        match self {
            Subject::Text(_) => None,
            Subject::Facts(facts) => facts
                .facts
                .iter()
                .filter(|f| counts(&f.id))
                .filter_map(|f| Some((reviewed.checked_add_days(Days::new(f.recheck_after.into()))?, f.id.as_str())))
                .min(),
        }
    }
}

/// Whether a digest is that of facts in some version of the canonical form.
pub fn is_digest_of(digest: &str, facts: &Facts) -> bool {
    let mut digests = Digests::of(Subject::Facts(facts));
    (1..=CANON).any(|canon| digests.under(canon).is_some_and(|own| own.as_str() == digest))
}

/// What of a file of facts counts where it is judged for a text.
#[derive(Clone, Copy)]
pub(super) struct PrintedFacts<'a> {
    /// The ids of the facts that the text prints.
    pub(super) ids: &'a BTreeSet<String>,
    /// The words that were signed, by their digest.
    pub(super) kept: &'a BTreeMap<String, String>,
}

impl PrintedFacts<'_> {
    /// The ids of those that are not what was signed last, where its words are kept; sign-offs come latest first.
    pub(super) fn changed<'s>(self, facts: &Facts, mut sign_offs: impl Iterator<Item = &'s SignOff>) -> Vec<String> {
        let kept = |sign_off: &'s SignOff| Some((self.kept.get(&sign_off.digest)?, sign_off.canon));
        let Some((signed, canon)) = sign_offs.find_map(kept) else { return Vec::new() };
        let stands = |id: &String| stand_in(signed, canon, facts, &BTreeSet::from([id.clone()]));
        self.ids.iter().filter(|id| !stands(id)).cloned().collect()
    }
}

/// The digests of a subject, each made when it is first asked for.
pub(super) struct Digests<'a> {
    pub(super) subject: Subject<'a>,
    /// Those of its facts that count, where not all do.
    printed: Option<PrintedFacts<'a>>,
    by_canon: BTreeMap<u32, Option<Digest>>,
}

impl<'a> Digests<'a> {
    pub(super) fn of(subject: Subject<'a>) -> Self {
        Self { subject, printed: None, by_canon: BTreeMap::new() }
    }

    /// The same, of facts of which those alone count that a text prints.
    pub(super) fn of_printed(facts: &'a Facts, printed: PrintedFacts<'a>) -> Self {
        Self { printed: Some(printed), ..Self::of(Subject::Facts(facts)) }
    }

    /// Whether a sign-off is of the words as they are: of all of them, or of all that count.
    pub(super) fn are_signed_by(&mut self, sign_off: &SignOff) -> bool {
        // A version that cannot write what stands there was signed under for other words.
        let whole = self.under(sign_off.canon).is_some_and(|digest| digest.as_str() == sign_off.digest);
        whole && sign_off.revision == self.subject.revision() || self.printed_are_signed_by(sign_off)
    }

    /// The same of the facts that a text prints; where the signed words are not kept, all of them count.
    fn printed_are_signed_by(&self, sign_off: &SignOff) -> bool {
        let (Subject::Facts(facts), Some(printed)) = (self.subject, self.printed) else { return false };
        let signed = printed.kept.get(&sign_off.digest);
        signed.is_some_and(|signed| stand_in(signed, sign_off.canon, facts, printed.ids))
    }

    /// The first day on which a fact that counts must be checked again, counted from a review, with the fact's id.
    pub(super) fn recheck(&self, reviewed: NaiveDate) -> Option<(NaiveDate, &'a str)> {
        self.subject.recheck(reviewed, &|id| self.printed.is_none_or(|printed| printed.ids.contains(id)))
    }

    /// The digest under a version of the canonical form; `None` for a version that never was.
    pub(super) fn under(&mut self, canon: u32) -> Option<&Digest> {
        let subject = self.subject;
        let digest = || subject.canonical(canon).map(|json| Digest::of(json.as_bytes()));
        self.by_canon.entry(canon).or_insert_with(digest).as_ref()
    }

    /// The digest under the version that new sign-offs use.
    pub(super) fn current(&mut self) -> Digest {
        self.under(CANON).cloned().unwrap_or_else(|| Digest::of(&[]))
    }
}
