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
use patterns::{ANYBODY, CLINIC, NOT_THIS, OTHERS, STEMS, TEXT, Whose};

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
        let words = printed.words();
        let stands =
            |claim: &Claim| claim.own || !self.exceptions.cover(Code::ReviewClaim, &words[claim.range.clone()]);
        for claim in find_claims(words, claims, self.own_sentences).into_iter().filter(stands) {
            let finding = self
                .at_words(Code::ReviewClaim, printed, &claim.range, "words that claim a review")
                .hint("take them out: what was reviewed, by whom and when is printed in the credits, and only where it is true");
            let dated = words[claim.range].contains(|c: char| c == ':' || c.is_ascii_digit());
            sink.push(if dated && !claim.own {
                finding.hint("where they only say when something was edited, write `Updated` or `Actualizado`")
            } else {
                finding
            });
        }
    }

    /// The same in a value that is printed as it is.
    pub(crate) fn plain_claims(&self, node: &YamlNode, claims: Claims, sink: &mut Sink) {
        if let Some(printed) = PrintedWords::plain(node) {
            self.claims(&printed, claims, sink);
        }
    }
}

/// Words that claim a review.
struct Claim {
    /// Where they stand in the printed words.
    range: Range<usize>,
    /// Whether they are a sentence of the program's own, for which there is no exception.
    own: bool,
}

/// Words in small letters, without accents and look-alikes.
pub(crate) fn plain_letters(words: &str) -> String {
    Folded::new(words).text().to_owned()
}

/// Whether words that are nobody's text claim a review.
pub(crate) fn claims_review(words: &str, own: &OwnSentences) -> bool {
    !find_claims(words, Claims::Clinic, own).is_empty()
}

/// Where words claim a review of the text in which they stand.
pub(crate) fn claims_in(words: &str) -> Vec<Range<usize>> {
    let own = OwnSentences::new([]);
    find_claims(words, Claims::Text, &own).into_iter().map(|claim| claim.range).collect()
}

/// How far from its stem a claim can have the other words that it needs, in bytes.
const NEAR: usize = 100;

/// The claims in printed words, in order.
fn find_claims(words: &str, claims: Claims, own: &OwnSentences) -> Vec<Claim> {
    let folded = Folded::new(words);
    let text = folded.text();
    let mut found: Vec<Range<usize>> = Vec::new();
    // The tables are large, and most texts need none of them.
    if let Some(near) = near_stems(text) {
        let anybody = std::iter::once(&ANYBODY).filter(|_| claims != Claims::Text);
        let possible = TEXT.iter().chain(anybody).filter(|pattern| pattern.may_match(&near));
        found.extend(possible.flat_map(|pattern| matches(pattern.regex(), pattern.whose, text)));
        if claims == Claims::Clinic {
            found.extend(matches(&CLINIC, Whose::Any, text));
        }
    }
    let mut claims: Vec<Claim> =
        found.into_iter().map(|range| Claim { range: folded.place(&range), own: false }).collect();
    claims.extend(own.find(text).map(|range| Claim { range: folded.place(&range), own: true }));
    claims.sort_by_key(|claim| (claim.range.start, !claim.own, std::cmp::Reverse(claim.range.end)));
    // One claim that several patterns know is one.
    let mut end = 0;
    claims.retain(|claim| {
        let apart = claim.range.start >= end;
        end = end.max(claim.range.end);
        apart
    });
    claims
}

/// What stands near the words that every claim has one of, with line breaks as spaces; `None` in a text without them.
fn near_stems(text: &str) -> Option<String> {
    let mut near = String::new();
    for stem in STEMS.find_iter(text) {
        let from = text.floor_char_boundary(stem.start().saturating_sub(NEAR));
        let to = text.ceil_char_boundary(stem.end() + NEAR);
        near.extend(text[from..to].chars().map(|c| if c == '\n' { ' ' } else { c }).chain(['\n']));
    }
    Some(near).filter(|near| !near.is_empty())
}

/// The matches of a pattern that are about this text, by its group 1; a question claims nothing.
fn matches(pattern: &Regex, whose: Whose, text: &str) -> Vec<Range<usize>> {
    let of_other = |found: &Range<usize>| {
        let (before, after) = (&text[..found.start], &text[found.end..]);
        match whose {
            Whose::Any => false,
            Whose::Agent => OTHERS.is_match(after),
            Whose::Before => NOT_THIS.is_match(before),
            Whose::Both => OTHERS.is_match(after) || NOT_THIS.is_match(before),
        }
    };
    let asked = |found: &Range<usize>| {
        let rest = text[found.end..].trim_start_matches(|c: char| !matches!(c, '.' | '!' | '?' | '\n'));
        rest.starts_with('?')
    };
    let all = pattern.captures_iter(text).filter_map(|c| c.get(1)).map(|claim| claim.range());
    all.filter(|found| !asked(found) && !of_other(found)).collect()
}
