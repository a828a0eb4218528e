//! How hard a text is to read.

use crate::coverage::known::{CoverageSubject, Prints};
use crate::coverage::outcome::CheckOutcome;

/// How many numbers a line names.
const NAMED: usize = 8;

/// What marks the words that could be plainer.
fn marks(subject: &CoverageSubject) -> String {
    format!("`handout check --language {}` marks them", subject.typed())
}

/// Where there is no measure.
fn unmeasured(subject: &CoverageSubject) -> CheckOutcome {
    CheckOutcome::Unsure(format!("handout has no measure for the language `{}`", subject.text.head.lang))
}

/// [`ItemCheck::Grade`](crate::model::ItemCheck::Grade).
pub(super) fn grade(subject: &CoverageSubject) -> CheckOutcome {
    let Some(grades) = subject.grades.filter(|grades| !grades.measures.is_empty()) else { return unmeasured(subject) };
    if !grades.missed.is_empty() {
        return CheckOutcome::Lacks(format!(
            "many families cannot read it ({}): write shorter sentences and words; {}",
            grades.missed.join("; "),
            marks(subject)
        ));
    }
    let said: Vec<String> = grades.measures.iter().map(|(name, grade)| format!("{name} {grade:.1}")).collect();
    CheckOutcome::Has(format!("reading level: {}", said.join(", ")))
}

/// [`ItemCheck::PlainWords`](crate::model::ItemCheck::PlainWords).
pub(super) fn plain_words(subject: &CoverageSubject) -> CheckOutcome {
    let Some(grades) = subject.grades else { return unmeasured(subject) };
    let counted = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 word {what}")),
        n => Some(format!("{n} words {what}")),
    };
    let found: Vec<String> = counted(grades.plainer, "for which there is a plainer one")
        .into_iter()
        .chain(counted(grades.shaming, "that puts shame on people"))
        .collect();
    if found.is_empty() {
        return CheckOutcome::Has("no word for which handout knows a plainer one".to_owned());
    }
    CheckOutcome::Lacks(format!("{}; {}", found.join(", "), marks(subject)))
}

/// [`ItemCheck::ShortSentences`](crate::model::ItemCheck::ShortSentences).
pub(super) fn short_sentences(subject: &CoverageSubject) -> CheckOutcome {
    let Some(grades) = subject.grades else { return unmeasured(subject) };
    match grades.long {
        0 => CheckOutcome::Has(format!("no long sentence among {}", grades.sentences)),
        1 => CheckOutcome::Lacks(format!("1 long sentence: make two of it; {}", marks(subject))),
        n => CheckOutcome::Lacks(format!("{n} long sentences: make two of each; {}", marks(subject))),
    }
}

/// [`ItemCheck::ReadingTime`](crate::model::ItemCheck::ReadingTime).
pub(super) fn reading_time(subject: &CoverageSubject) -> CheckOutcome {
    CheckOutcome::Unsure(match subject.text.read_minutes() {
        1 => "it takes about 1 minute to read".to_owned(),
        minutes => format!("it takes about {minutes} minutes to read"),
    })
}

/// [`ItemCheck::Numbers`](crate::model::ItemCheck::Numbers).
pub(super) fn numbers(prints: &Prints) -> CheckOutcome {
    let numbers = &prints.numbers;
    let named: Vec<&str> = numbers.iter().take(NAMED).map(String::as_str).collect();
    let more = numbers.len().saturating_sub(NAMED);
    CheckOutcome::Unsure(match (numbers.len(), more) {
        (0, _) => "no number stands in digits, but for those to call".to_owned(),
        (_, 0) => format!("numbers in digits, but for those to call: {}", named.join(", ")),
        (_, more) => format!("numbers in digits, but for those to call: {} and {more} more", named.join(", ")),
    })
}
