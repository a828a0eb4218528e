//! The facts that a text prints, and those of them that a clinic's region lacks.

use std::collections::BTreeSet;

use crate::diag::{Code, Finding, list};
use crate::model::{Clinic, Fact, Facts, Text, rich};

/// The facts that a text prints.
pub(super) struct Needs<'a> {
    /// Ids of those that it names, and of those that its topics demand.
    facts: BTreeSet<String>,
    /// Ids of those of which it prints the number.
    numbers: BTreeSet<&'a str>,
    /// Of those the ones that it says to call: their title is what is printed.
    calls: BTreeSet<&'a str>,
}

/// What is not there of the facts that a text prints.
pub(super) struct Lack<'n> {
    /// Whether the region has no facts at all in that language.
    nothing: bool,
    missing: Vec<&'n str>,
    numberless: Vec<&'n str>,
    /// Calls whose title does not say their number.
    untold: Vec<&'n str>,
}

impl<'a> Needs<'a> {
    /// What a text needs.
    pub(super) fn of(text: &'a Text) -> Self {
        let calls = calls(text);
        Self { facts: needed_facts(text), numbers: numbers(text, &calls), calls }
    }

    /// Whether it prints any facts.
    pub(super) fn any(&self) -> bool {
        !self.facts.is_empty()
    }

    /// What facts lack of it, if anything; without any facts all is missing.
    pub(super) fn lack<'n>(&'n self, facts: Option<&'n Facts>) -> Option<Lack<'n>> {
        let has = |id: &str| facts.is_some_and(|facts| facts.get(id).is_some());
        let has_no_number = |id: &str| facts.and_then(|facts| facts.get(id)).is_some_and(|fact| fact.number.is_none());
        let missing: Vec<&str> = self.facts.iter().map(String::as_str).filter(|id| !has(id)).collect();
        let numberless: Vec<&str> = self.numbers.iter().copied().filter(|id| has_no_number(id)).collect();
        let called = self.calls.iter().filter_map(|id| facts?.get(id));
        let untold = called.filter(|fact| !tells_number(fact)).map(|fact| fact.id.as_str()).collect();
        let lack = Lack { nothing: facts.is_none(), missing, numberless, untold };
        (!lack.missing.is_empty() || !lack.numberless.is_empty() || !lack.untold.is_empty()).then_some(lack)
    }
}

/// A file of facts with its first fact, with the keys that they need.
const NEW_FACTS: &str = "\
region: REGION
title: Safety facts
revision: 1
issued: 2026-11-24
authors: [id-from-people-yaml]
facts:
  - id: ID
    title: Words of the heading
    number: \"...\"
    short: One sentence for the emergency box.
    line: One sentence for the foot of worksheets.
    body: |
      The whole fact.
    source: none
    recheck_after: 365";

impl Lack<'_> {
    /// The finding at the text, for the region of a clinic.
    pub(super) fn finding(&self, text: &Text, clinic: &Clinic) -> Finding {
        let list = |ids: &[&str]| list(ids.iter().copied());
        let (region, lang) = (&clinic.region, &text.head.lang);
        let place = format!("the region `{region}` of the clinic `{}`", clinic.id);
        let file = format!("sources/facts/{region}.{lang}.yaml");
        if self.missing.is_empty() && self.numberless.is_empty() {
            let what = format!(
                "who is told to call {} sees no number in {place}, in the language `{lang}`",
                list(&self.untold)
            );
            let hint =
                format!("the box prints the `title` of a fact: say its number there, in `{file}`, as in `Call 911`");
            return Finding::new(Code::MissingFact, what).at(&text.file, 0..0).hint(hint);
        }
        let number = if self.numberless.len() == 1 { "has no number" } else { "have no number" };
        let (message, hint) = match (self.missing.as_slice(), self.numberless.as_slice()) {
            (missing, []) => (format!("{place} has no {} in the language `{lang}`", list(missing)), "add them"),
            ([], ids) => (format!("{} {number} in {place}, in the language `{lang}`", list(ids)), "add `number:`"),
            (missing, ids) => (
                format!("{place} has no {} in the language `{lang}`, and {} {number}", list(missing), list(ids)),
                "add what is missing",
            ),
        };
        let finding = Finding::new(Code::MissingFact, message).at(&text.file, 0..0);
        if let Some(first) = self.missing.first().filter(|_| self.nothing) {
            return finding
                .hint(format!(
                    "if the clinic's `region:` is right, begin the file `{file}` with these lines, with one such entry for each fact:\n{}",
                    NEW_FACTS.replace("REGION", region).replace("ID", first)
                ))
                .hint("another country's number is never used instead");
        }
        finding.hint(format!(
            "{hint} to `{file}`, or correct the clinic's `region:`; another country's number is never used instead"
        ))
    }
}

/// The ids of all facts that a text prints.
pub(super) fn needed_facts(text: &Text) -> BTreeSet<String> {
    let named = text.blocks().into_iter().flat_map(|b| rich::fact_ids(std::slice::from_ref(b)));
    let demanded = text.head.topics.iter().flat_map(|t| {
        let d = t.demands();
        [d.lines, d.first_aid, d.in_text, d.emergency_line].concat()
    });
    let called = text.called_facts().chain(text.facts_in_briefs()).map(str::to_owned);
    named.chain(called).chain(demanded.map(str::to_owned)).collect()
}

/// The ids of facts that a text says to call.
fn calls(text: &Text) -> BTreeSet<&str> {
    let demanded = text.head.topics.iter().flat_map(|topic| topic.demands().lines);
    text.called_facts().chain(demanded.copied()).collect()
}

/// Whether the title of a fact says its number, in digits or in letters, however it is set off; what has no number is
/// wanting in another way.
fn tells_number(fact: &Fact) -> bool {
    let only = |words: &str, keep: fn(&char) -> bool| words.chars().filter(keep).collect::<String>().to_lowercase();
    let tells = |number: &str, keep| {
        let number = only(number, keep);
        !number.is_empty() && only(&fact.title, keep).contains(&number)
    };
    let told = |number: &str| {
        let letters = number.contains(|c: char| c.is_ascii_alphabetic());
        !letters && tells(number, char::is_ascii_digit) || tells(number, char::is_ascii_alphanumeric)
    };
    // A number in letters has its digits behind it.
    fact.number.as_ref().is_none_or(|number| number.split(" (").any(told))
}

/// The ids of facts of which a text prints the number.
fn numbers<'a>(text: &'a Text, calls: &BTreeSet<&'a str>) -> BTreeSet<&'a str> {
    let mut ids = calls.clone();
    ids.extend(text.facts_in_briefs());
    rich::each_inline(text.blocks(), &mut |inline| {
        if let rich::Inline::FactNumber(id) = inline {
            ids.insert(id.as_str());
        }
    });
    ids
}
