//! Words that claim a review outside the credits.

mod fold;
mod own;
mod patterns;
#[cfg(test)]
mod tests;

use std::ops::Range;

use regex::Regex;

use super::Lint;
use super::printed::PrintedWords;
use crate::diag::{Code, Sink};
use crate::source::yaml::YamlNode;
use fold::Folded;
pub use own::OwnSentences;
use patterns::{ANYBODY, CLINIC, NOT_THIS, OTHERS, TEXT, Whose};

/// What nobody may say of a review, by the place where it would stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Claims {
    /// In a text, of the text itself.
    Text,
    /// In what is said about people and other works.
    Credit,
    /// In what is said about a clinic or a publisher.
    Clinic,
}

impl Lint<'_> {
    /// Words that claim a review.
    pub(crate) fn claims(&self, printed: &PrintedWords, claims: Claims, sink: &mut Sink) {
        if let Some(range) = find_claim(printed.words(), claims, self.own_sentences) {
            sink.push(
                self.at_words(Code::ReviewClaim, printed, &range, "words that claim a review")
                    .hint("take them out: what was reviewed, by whom and when is printed in the credits, and only where it is true"),
            );
        }
    }

    /// The same in a value that is printed as it is.
    pub(crate) fn plain_claims(&self, node: &YamlNode, claims: Claims, sink: &mut Sink) {
        if let Some(printed) = PrintedWords::plain(node) {
            self.claims(&printed, claims, sink);
        }
    }
}

/// The first claim in printed words.
fn find_claim(words: &str, claims: Claims, own: &OwnSentences) -> Option<Range<usize>> {
    let folded = Folded::new(words);
    let text = folded.text();
    let mut found: Vec<Range<usize>> = own.find(text).into_iter().collect();
    found.extend(TEXT.iter().filter_map(|(pattern, whose)| first(pattern, *whose, text)));
    match claims {
        Claims::Text => {}
        Claims::Credit => found.extend(first(&ANYBODY, Whose::Any, text)),
        Claims::Clinic => {
            found.extend(first(&CLINIC, Whose::Any, text));
            found.extend(first(&ANYBODY, Whose::Any, text));
        }
    }
    found.into_iter().min_by_key(|range| range.start).map(|range| folded.place(&range))
}

/// The first match of a pattern that is about this text, in its group 1.
fn first(pattern: &Regex, whose: Whose, text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    while let Some(found) = pattern.captures_at(text, at).and_then(|c| c.get(1)) {
        let (before, after) = (&text[..found.start()], &text[found.end()..]);
        let other = match whose {
            Whose::Any => false,
            Whose::Agent => OTHERS.is_match(after),
            Whose::Before => NOT_THIS.is_match(before),
            Whose::Both => OTHERS.is_match(after) || NOT_THIS.is_match(before),
        };
        if !other {
            return Some(found.range());
        }
        at = found.end();
    }
    None
}
