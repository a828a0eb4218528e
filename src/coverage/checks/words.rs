//! What the head of a text says, and its sources.

use crate::coverage::known::{CoverageSubject, Prints};
use crate::coverage::outcome::CheckOutcome;
use crate::model::Reference;

/// How many titles a line names.
const NAMED: usize = 3;

/// [`ItemCheck::MainMessage`](crate::model::ItemCheck::MainMessage).
pub(super) fn main_message(subject: &CoverageSubject) -> CheckOutcome {
    let message = subject.text.head.main_message.as_ref().map(|message| format!("`main_message`: {message}"));
    CheckOutcome::has_or(message, || format!("write `main_message:`, the one thing to remember, in {}", subject.file()))
}

/// [`ItemCheck::MessageFirst`](crate::model::ItemCheck::MessageFirst).
pub(super) fn message_first(subject: &CoverageSubject) -> CheckOutcome {
    if subject.text.head.main_message.is_none() {
        return main_message(subject);
    }
    CheckOutcome::Has("`main_message`, which stands before the first part of the text".to_owned())
}

/// [`ItemCheck::MessageMarked`](crate::model::ItemCheck::MessageMarked).
pub(super) fn message_marked(subject: &CoverageSubject) -> CheckOutcome {
    if subject.text.head.main_message.is_none() {
        return main_message(subject);
    }
    if subject.own_design {
        return CheckOutcome::Unsure(
            "the design is the project's own: does the eye go to the main message on its pages?".to_owned(),
        );
    }
    CheckOutcome::Has("`main_message`, which pages set in bold and apart".to_owned())
}

/// [`ItemCheck::Summary`](crate::model::ItemCheck::Summary).
pub(super) fn summary(subject: &CoverageSubject) -> CheckOutcome {
    CheckOutcome::Has(format!("`summary`: {}", subject.text.head.summary))
}

/// [`ItemCheck::Purpose`](crate::model::ItemCheck::Purpose).
pub(super) fn purpose(subject: &CoverageSubject) -> CheckOutcome {
    let purpose = subject.text.head.purpose.as_ref().map(|purpose| format!("`purpose`: {purpose}"));
    CheckOutcome::has_or(purpose, || format!("write `purpose:`, why there is this text, in {}", subject.file()))
}

/// [`ItemCheck::Audience`](crate::model::ItemCheck::Audience).
pub(super) fn audience(subject: &CoverageSubject) -> CheckOutcome {
    CheckOutcome::Has(format!("`audience`: {}", subject.text.head.audience))
}

/// "1 source", "9 sources".
fn counted(number: usize) -> String {
    if number == 1 { "1 source".to_owned() } else { format!("{number} sources") }
}

/// What to do about a text without sources.
fn no_sources(subject: &CoverageSubject) -> CheckOutcome {
    CheckOutcome::Lacks(format!("list the sources under `references:` in {}", subject.file()))
}

/// [`ItemCheck::References`](crate::model::ItemCheck::References).
pub(super) fn references(subject: &CoverageSubject) -> CheckOutcome {
    match subject.text.references.len() {
        0 => no_sources(subject),
        number => CheckOutcome::Has(format!("`references`, {}", counted(number))),
    }
}

/// The titles of some sources.
fn titles(sources: &[&Reference]) -> String {
    let named: Vec<String> = sources.iter().take(NAMED).map(|source| format!("“{}”", source.title)).collect();
    let more = sources.len().saturating_sub(NAMED);
    if more == 0 { named.join(", ") } else { format!("{} and {more} more", named.join(", ")) }
}

/// [`ItemCheck::ReferencesCited`](crate::model::ItemCheck::ReferencesCited).
pub(super) fn references_cited(subject: &CoverageSubject, prints: &Prints) -> CheckOutcome {
    let all = &subject.text.references;
    if all.is_empty() {
        return no_sources(subject);
    }
    let is_cited = |source: &&Reference| source.id.as_ref().is_some_and(|id| prints.cited.contains(id));
    let uncited: Vec<&Reference> = all.iter().filter(|source| !is_cited(source)).collect();
    if uncited.is_empty() {
        return CheckOutcome::Has(format!("`references`, {}, each cited in the text", counted(all.len())));
    }
    CheckOutcome::Lacks(format!(
        "sources that the text does not cite, {} of {} ({}): give each an `id:`, and write `[](ref:ID)` where the text uses it",
        uncited.len(),
        all.len(),
        titles(&uncited)
    ))
}

/// [`ItemCheck::SourcesDated`](crate::model::ItemCheck::SourcesDated).
pub(super) fn sources_dated(subject: &CoverageSubject) -> CheckOutcome {
    let all = &subject.text.references;
    if all.is_empty() {
        return no_sources(subject);
    }
    let undated: Vec<&Reference> = all.iter().filter(|s| s.year.is_none() && s.accessed.is_none()).collect();
    if undated.is_empty() {
        return CheckOutcome::Has(format!("`references`, {}, each with `year` or `accessed`", counted(all.len())));
    }
    CheckOutcome::Lacks(format!(
        "sources without a day, {} of {} ({}): write `year:`, or `accessed:` with the day on which it was read",
        undated.len(),
        all.len(),
        titles(&undated)
    ))
}

/// [`ItemCheck::MoreInformation`](crate::model::ItemCheck::MoreInformation).
pub(super) fn more_information(subject: &CoverageSubject) -> CheckOutcome {
    let linked = subject.text.references.iter().filter(|source| source.url.is_some()).count();
    let by = (linked > 0).then(|| format!("`references`, {} with a web address", counted(linked)));
    CheckOutcome::has_or(by, || {
        format!("list under `references:` in {} where to read on, each with a `url:`", subject.file())
    })
}
