//! Who reviewed a current document, and when: in wordings from the fullest to the shortest, of which a strip takes the
//! first that it has room for.

use chrono::NaiveDate;

use super::sentences::{Sentences, fill, names};
use super::sign_off::ValidSignOff;
use super::state::ReviewStatus;
use crate::model::date::written;
use crate::model::person::credited;

/// One way to say who reviewed a document, or that nobody did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// A line each: those who reviewed the text, then those who reviewed the facts.
    pub lines: Vec<CheckedLine>,
    /// Sentences on those who have no line, and on who is certified.
    pub others: Vec<String>,
    /// Whether its lines say when the next review is due; every footer does.
    pub due: bool,
}

/// A line of the strip that says who reviewed a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckedLine {
    /// The line without the role.
    pub short: String,
    /// The line with it, and the sentence that says it where the line has no room.
    pub role: Option<(String, String)>,
}

/// The most reviewers of a text whom the strip names in lines, and as many of the facts.
const NAMED: usize = 2;

/// What a line says of a reviewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineForm {
    /// Name, credentials, day, and when the next review is due.
    Due,
    /// Name, credentials and day.
    Day,
    /// Name and credentials: the footer says the day.
    Bare,
    /// Name, and the day where the footer says another one.
    Name,
}

/// How those are named who reviewed the facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FactsForm {
    /// In lines of their own.
    Lines(LineForm),
    /// In a sentence, with credentials.
    Sentence,
    /// In a sentence, by their names.
    Names,
    /// Not by name.
    Unnamed,
}

/// Every way to say it, from the fullest to the shortest: reviewers of the text, reviewers of the facts, and whether
/// sentences name nobody: then who is certified has the first line.
const WAYS: &[(LineForm, FactsForm, bool)] = &[
    (LineForm::Due, FactsForm::Lines(LineForm::Due), false),
    (LineForm::Due, FactsForm::Lines(LineForm::Day), false),
    (LineForm::Day, FactsForm::Lines(LineForm::Day), false),
    (LineForm::Due, FactsForm::Sentence, false),
    (LineForm::Day, FactsForm::Sentence, false),
    (LineForm::Day, FactsForm::Names, false),
    (LineForm::Day, FactsForm::Unnamed, false),
    (LineForm::Day, FactsForm::Unnamed, true),
    (LineForm::Bare, FactsForm::Unnamed, true),
    (LineForm::Name, FactsForm::Unnamed, true),
];

/// A sign-off with the day on which its line says that the next review is due.
type Reviewed<'a> = (&'a ValidSignOff, NaiveDate);

/// Who reviewed what.
struct Reviewers<'a> {
    text: Vec<Reviewed<'a>>,
    facts: Vec<Reviewed<'a>>,
    /// The day of the latest review of the text, which the footer says.
    day: Option<NaiveDate>,
    sentences: &'a Sentences,
    lang: &'a str,
}

/// Who reviewed a current document, in every wording.
pub(super) fn wordings(
    (text, facts): (&ReviewStatus, Option<&ReviewStatus>),
    sentences: &Sentences,
    lang: &str,
) -> Vec<Wording> {
    let facts = facts.map_or(&[][..], |facts| &facts.credited);
    let reviewers = Reviewers::new((&text.credited, facts), sentences, lang);
    let ways = WAYS.iter().filter(|(line, ..)| *line != LineForm::Bare || reviewers.are_of_one_day());
    ways.map(|(text, facts, brief)| reviewers.wording(*text, *facts, *brief)).collect()
}

/// Who reviewed a document that is overdue, in sentences: those of the text, then those of the facts where they are others.
pub(super) fn last_reviewers(
    (text, facts): (&ReviewStatus, Option<&ReviewStatus>),
    sentences: &Sentences,
    lang: &str,
) -> Vec<String> {
    let named = |status: &ReviewStatus, form: &str| {
        let one = |s: &ValidSignOff| {
            let who = credited(&s.reviewer.name, s.reviewer.credentials.as_deref());
            fill(sentences.on_day, &[&who, &written(s.reviewed, lang)])
        };
        fill(form, &[&names(status.named().into_iter().map(one), sentences.and)])
    };
    let of_text = named(text, sentences.last_reviewed);
    let of_facts = facts.map(|facts| named(facts, sentences.facts_by));
    std::iter::once(of_text).chain(of_facts).collect()
}

impl<'a> Reviewers<'a> {
    /// Text and facts share lines where everybody who signed the text signed the facts on the same day: then a line that
    /// names no part is true of both.
    fn new((text, facts): (&'a [ValidSignOff], &'a [ValidSignOff]), sentences: &'a Sentences, lang: &'a str) -> Self {
        let of_both = |sign_off: &ValidSignOff| {
            let same =
                |f: &&ValidSignOff| f.reviewed == sign_off.reviewed && f.reviewer.is_credited_as(&sign_off.reviewer);
            facts.iter().find(same)
        };
        let shared = text.iter().all(|sign_off| of_both(sign_off).is_some());
        let is_shared = |f: &&ValidSignOff| shared && text.iter().any(|t| of_both(t) == Some(f));
        let due = |sign_off: &ValidSignOff| {
            let other = of_both(sign_off).filter(|_| shared).map(|f| f.next_review);
            other.map_or(sign_off.next_review, |next| next.min(sign_off.next_review))
        };
        Self {
            text: text.iter().map(|sign_off| (sign_off, due(sign_off))).collect(),
            facts: facts.iter().filter(|f| !is_shared(f)).map(|f| (f, f.next_review)).collect(),
            day: text.first().map(|latest| latest.reviewed),
            sentences,
            lang,
        }
    }

    /// Whether all who reviewed the text did so on the day that the footer says.
    fn are_of_one_day(&self) -> bool {
        self.text.iter().all(|(sign_off, _)| Some(sign_off.reviewed) == self.day)
    }

    fn wording(&self, text: LineForm, facts: FactsForm, brief: bool) -> Wording {
        let s = self.sentences;
        let mut of_text = self.text.clone();
        if brief {
            of_text.sort_by_key(|(sign_off, _)| !sign_off.reviewer.addiction_professional);
        }
        let named = of_text.iter().take(NAMED);
        let mut lines: Vec<CheckedLine> = named.map(|of| self.line(of, s.signed, text)).collect();
        let mut others = Vec::new();
        let without_line = match facts {
            FactsForm::Lines(line) => {
                lines.extend(self.facts.iter().take(NAMED).map(|of| self.line(of, s.facts_signed, line)));
                self.facts.get(NAMED..)
            }
            FactsForm::Sentence | FactsForm::Names | FactsForm::Unnamed => Some(self.facts.as_slice()),
        };
        if let Some(also) = of_text.get(NAMED..).filter(|also| !also.is_empty()) {
            let unnamed = || s.also_unnamed.to_owned();
            others.push(if brief { unnamed() } else { fill(s.also_reviewed, &[&self.dated(also, true)]) });
        }
        if let Some(of_facts @ [(latest, _), ..]) = without_line {
            others.push(match facts {
                FactsForm::Unnamed => fill(s.facts_unnamed, &[&written(latest.reviewed, self.lang)]),
                FactsForm::Lines(_) | FactsForm::Sentence => fill(s.facts_by, &[&self.dated(of_facts, true)]),
                FactsForm::Names => fill(s.facts_by, &[&self.dated(of_facts, false)]),
            });
        }
        others.extend(self.certified(brief));
        Wording { lines, others, due: text == LineForm::Due || facts == FactsForm::Lines(LineForm::Due) }
    }

    fn line(&self, (sign_off, next): &Reviewed, form: &str, line: LineForm) -> CheckedLine {
        let (reviewer, s) = (&sign_off.reviewer, self.sentences);
        let who = if line == LineForm::Name { reviewer.name.clone() } else { self.who(sign_off) };
        let (reviewed, next) = (written(sign_off.reviewed, self.lang), written(*next, self.lang));
        let parts = match line {
            LineForm::Due => 3,
            LineForm::Name if Some(sign_off.reviewed) == self.day => 1,
            LineForm::Day | LineForm::Name => 2,
            LineForm::Bare => 1,
        };
        let form = form.split(" · ").take(parts).collect::<Vec<_>>().join(" · ");
        let said = |who: &str| fill(&form, &[who, &reviewed, &next]);
        let role = reviewer.role.as_ref();
        CheckedLine {
            short: said(&who),
            role: role.map(|role| (said(&format!("{who} ({role})")), fill(s.role, &[&reviewer.name, role]))),
        }
    }

    fn who(&self, sign_off: &ValidSignOff) -> String {
        credited(&sign_off.reviewer.name, sign_off.reviewer.credentials.as_deref())
    }

    /// Names with days: "A, MD on November 24, 2026 and B, RN on November 27, 2026".
    fn dated(&self, sign_offs: &[Reviewed], credentials: bool) -> String {
        let s = self.sentences;
        let one = |(sign_off, _): &Reviewed| {
            let who = if credentials { self.who(sign_off) } else { sign_off.reviewer.name.clone() };
            fill(s.on_day, &[&who, &written(sign_off.reviewed, self.lang)])
        };
        names(sign_offs.iter().map(one), s.and)
    }

    /// That the text was certified, by whom of its reviewers; where room is short it is said by their place.
    fn certified(&self, brief: bool) -> Option<String> {
        let s = self.sentences;
        let all = self.text.iter().map(|(sign_off, _)| &sign_off.reviewer);
        let certified: Vec<String> = all.filter(|r| r.addiction_professional).map(|r| r.name.clone()).collect();
        let who = match certified.len() {
            all if brief && all == self.text.len() => None,
            1 if brief => Some(s.named_first.to_owned()),
            _ => Some(names(certified.iter().cloned(), s.and)),
        };
        let form = match certified.len() {
            0 => return None,
            1 => s.certified,
            _ => s.certified_several,
        };
        Some(who.map_or_else(|| form.replace(", {}", ""), |who| fill(form, &[&who])))
    }
}
