//! Whether printed words are those that were written, as a reader reads them.

use super::printed::{Between, Printed};
use super::wanted::{Gap, Letter};

/// How long a word is that may break anywhere: an address that has no room in its line.
const LONG: usize = 20;

/// Letters shown of words that are wrong.
const SHOWN: usize = 60;

/// What is wrong with the words of a block, whose letters are those that were written; `at` says which each one is.
pub(in crate::audit) fn check(printed: &Printed, wanted: &[Letter], at: &[usize]) -> Option<String> {
    let mut between = printed.between.iter().peekable();
    for (i, nth) in at.iter().enumerate().skip(1) {
        while between.next_if(|(at, _)| *at < i).is_some() {}
        let read = between.peek().filter(|(at, _)| *at == i).map(|(_, between)| *between);
        let (Some(letter), Some(before)) = (wanted.get(*nth), at.get(i - 1)) else { continue };
        // A dot that fell away at the end of a line.
        let skipped = nth - before > 1;
        let wanted_gap = if skipped { Gap::Space } else { letter.before };
        let problem = match (read, wanted_gap) {
            (None, Gap::Space | Gap::Wide) => Some("has words that run together"),
            (Some(Between::Space), Gap::None) => Some("has a gap within a word"),
            (Some(Between::Far), gap) if gap != Gap::Wide && !letter.kind.page => Some("has a gap within a line"),
            (Some(Between::Line), Gap::None) if !may_break(wanted, *nth) => Some("has a word that a line breaks"),
            _ => None,
        };
        if let Some(problem) = problem {
            return Some(format!("{problem}: `{}`", shown(printed, i)));
        }
    }
    None
}

/// Whether a line may end before a letter without a space: behind a sign that no word has within it, or in what is longer
/// than any word.
fn may_break(wanted: &[Letter], nth: usize) -> bool {
    let Some(before) = nth.checked_sub(1).and_then(|n| wanted.get(n)) else { return true };
    let signs =
        matches!(before.letter, '-' | '–' | '—' | '/' | '…' | '@' | '+' | '=' | '&' | '?' | '·' | ')' | '»' | '!');
    let begins = wanted.iter().take(nth).rposition(|l| l.before != Gap::None).unwrap_or_default();
    let ends = wanted.iter().skip(nth).position(|l| l.before != Gap::None).map_or(wanted.len(), |n| nth + n);
    signs || ends - begins > LONG
}

/// Some words around a letter, as they are read.
fn shown(printed: &Printed, at: usize) -> String {
    printed.words(at.saturating_sub(SHOWN / 3)).chars().take(SHOWN).collect()
}
