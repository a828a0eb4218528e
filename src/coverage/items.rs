//! What becomes of each item of an instrument.

use super::checks::look;
use super::known::{CoverageSubject, Prints};
use super::outcome::CheckOutcome;
use crate::model::{Instrument, InstrumentItem, ItemScope};

/// How a text stands against an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InstrumentCoverage {
    /// The instrument.
    pub(crate) instrument: Instrument,
    /// Its items, in its order.
    pub(crate) items: Vec<CoveredItem>,
}

/// How a text stands against an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CoveredItem {
    /// The instrument's own number; `None` where it has none.
    pub(crate) number: Option<String>,
    /// What it is about.
    pub(crate) name: String,
    /// What it asks for.
    pub(crate) asks: String,
    /// What became of it.
    pub(crate) verdict: ItemVerdict,
    /// By what it is met, what to do, the question to ask oneself, or why it does not count.
    pub(crate) words: String,
    /// What handout knows that helps to judge.
    pub(crate) helps: Vec<String>,
}

/// What became of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemVerdict {
    /// Handout found what is asked for.
    Met,
    /// It is not there.
    NotMet,
    /// A person must judge.
    ToJudge,
    /// The text has nothing that the item is about.
    DoesNotApply,
}

impl ItemVerdict {
    /// The word in JSON.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            ItemVerdict::Met => "met",
            ItemVerdict::NotMet => "not-met",
            ItemVerdict::ToJudge => "to-judge",
            ItemVerdict::DoesNotApply => "does-not-apply",
        }
    }

    /// The words in tables.
    pub(crate) fn said(self) -> &'static str {
        match self {
            ItemVerdict::Met => "met",
            ItemVerdict::NotMet => "not met",
            ItemVerdict::ToJudge => "to judge",
            ItemVerdict::DoesNotApply => "does not apply",
        }
    }
}

impl InstrumentCoverage {
    /// How many items have a verdict.
    pub(crate) fn count(&self, verdict: ItemVerdict) -> usize {
        self.items.iter().filter(|item| item.verdict == verdict).count()
    }

    /// "3 met, 1 not met, 6 for a person to judge".
    pub(crate) fn counted(&self) -> String {
        let count = |verdict| self.count(verdict);
        let (met, not_met, to_judge) =
            (count(ItemVerdict::Met), count(ItemVerdict::NotMet), count(ItemVerdict::ToJudge));
        let besides = match count(ItemVerdict::DoesNotApply) {
            0 => String::new(),
            1 => ", 1 does not apply".to_owned(),
            n => format!(", {n} do not apply"),
        };
        format!("{met} met, {not_met} not met, {to_judge} for a person to judge{besides}")
    }
}

/// Holds a text against an instrument.
pub(crate) fn of(instrument: &Instrument, subject: &CoverageSubject) -> InstrumentCoverage {
    let prints = Prints::of(subject);
    let items = instrument.items.iter().map(|item| covered(item, subject, &prints)).collect();
    InstrumentCoverage { instrument: instrument.clone(), items }
}

fn covered(item: &InstrumentItem, subject: &CoverageSubject, prints: &Prints) -> CoveredItem {
    let (verdict, words, helps) = verdict(item, subject, prints);
    let InstrumentItem { number, name, asks, .. } = item.clone();
    CoveredItem { number, name, asks, verdict, words, helps }
}

/// Verdict, words and what helps.
fn verdict(item: &InstrumentItem, subject: &CoverageSubject, prints: &Prints) -> (ItemVerdict, String, Vec<String>) {
    if let Some(why) = item.applies_to.and_then(|scope| beside_the_point(scope, prints)) {
        return (ItemVerdict::DoesNotApply, why.to_owned(), Vec::new());
    }
    let found = item.check.map(|check| look(check, subject, prints));
    let helps = || item.helps.iter().map(|help| look(*help, subject, prints).into_words());
    match (found, &item.judge) {
        (Some(CheckOutcome::Lacks(what_to_do)), _) => (ItemVerdict::NotMet, what_to_do, Vec::new()),
        (Some(CheckOutcome::Has(by)), None) => (ItemVerdict::Met, by, Vec::new()),
        (Some(CheckOutcome::Unsure(question)), None) => (ItemVerdict::ToJudge, question, helps().collect()),
        (Some(CheckOutcome::Has(words) | CheckOutcome::Unsure(words)), Some(question)) => {
            (ItemVerdict::ToJudge, question.clone(), std::iter::once(words).chain(helps()).collect())
        }
        (None, question) => {
            (ItemVerdict::ToJudge, question.clone().unwrap_or_else(|| item.asks.clone()), helps().collect())
        }
    }
}

/// Why an item does not count for a text that has none of what it is about.
fn beside_the_point(scope: ItemScope, prints: &Prints) -> Option<&'static str> {
    match scope {
        ItemScope::Pictures => (prints.pictures() == 0).then_some("the text prints no picture"),
        ItemScope::Tables => (prints.tables == 0).then_some("the text prints no table"),
    }
}
