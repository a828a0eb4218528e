//! What was read from the pages, found again in the document.

mod align;
pub(super) mod printed;
pub(super) mod same;
mod style;
pub(super) mod table;
mod wanted;
mod words;

use crate::document::{Node, Span};
use printed::Printed;

/// Letters shown of words that are wrong.
const SHOWN: usize = 60;

/// What is wrong with what is printed of a node, as a reader sees it; `page` gives the number of the page of each span that
/// asks for one.
pub(super) fn differs(node: &Node, printed: &Printed, page: &dyn Fn(&Span) -> String) -> Option<String> {
    let wanted = wanted::wanted(node, page);
    match align::align(node, printed, &wanted) {
        Ok(at) => words::check(printed, &wanted, &at).or_else(|| style::check(printed, &wanted, &at)),
        Err(same) => {
            let from = same.saturating_sub(10);
            let instead: String = wanted.iter().skip(from).map(|letter| letter.letter).collect();
            let found: String = printed.letters.iter().skip(from).collect();
            Some(format!("is printed otherwise than written: `{}` instead of `{}`", excerpt(&found), excerpt(&instead)))
        }
    }
}

/// The first words of a text.
pub(super) fn excerpt(text: &str) -> String {
    let words: String = text.chars().take(SHOWN).collect();
    if text.chars().count() > SHOWN { format!("{words}...") } else { words }
}
