//! Words that claim a review outside the credits.

use std::ops::Range;
use std::sync::LazyLock;

use super::Lint;
use super::printed::PrintedWords;
use crate::diag::{Code, Sink};
use crate::model::person::fold;
use crate::source::yaml::YamlNode;

/// What nobody may say of a review, by the place where it would stand.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Claims {
    /// In a text, of the text itself.
    Text,
    /// In what is said about a clinic or a publisher.
    Clinic,
}

/// What no text may say of its own review.
const TEXT_CLAIMS: &[&str] = &[
    "clinically reviewed",
    "medically reviewed",
    "reviewed by",
    "reviewed and certified",
    "review recorded",
    "checked and approved",
    "health text of this handout was",
    "revisado clínicamente",
    "revisada clínicamente",
    "revisado por",
    "revisada por",
    "revisión clínica",
    "texto de salud de este folleto fue",
];

/// What nothing about a clinic may say: any word of review.
const CLINIC_CLAIMS: &[&str] = &["review", "certif", "approv", "revisad", "aprobad"];

impl Claims {
    /// The phrases, folded as texts are.
    fn phrases(self) -> &'static [String] {
        static TEXT: LazyLock<Vec<String>> = LazyLock::new(|| folded_phrases(TEXT_CLAIMS));
        static CLINIC: LazyLock<Vec<String>> = LazyLock::new(|| folded_phrases(CLINIC_CLAIMS));
        match self {
            Claims::Text => &TEXT,
            Claims::Clinic => &CLINIC,
        }
    }
}

fn folded_phrases(phrases: &[&str]) -> Vec<String> {
    phrases.iter().map(|phrase| folded(phrase, |_, _| {})).collect()
}

impl Lint<'_> {
    /// Words that claim a review.
    pub(crate) fn claims(&self, printed: &PrintedWords, claims: Claims, sink: &mut Sink) {
        if let Some(range) = find_words(printed.words(), claims.phrases()) {
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

/// Where one of several folded phrases stands in a text, whatever its capitals, accents, line breaks and marks of
/// Markdown.
fn find_words(text: &str, phrases: &[String]) -> Option<Range<usize>> {
    let words = folded(text, |_, _| {});
    let phrase = phrases.iter().find(|phrase| words.contains(phrase.as_str()))?;
    let at = words.find(phrase)?;
    // For each byte of the folded words the place from which it comes, made only where something was found.
    let mut places = Vec::with_capacity(words.len());
    folded(text, |end, place| places.resize(end, place));
    Some(places[at].start..places[at + phrase.len() - 1].end)
}

/// A text with small letters, without accents and marks of emphasis, each run of white space one space; `each` hears
/// after each character how long the result is and where the character stands.
fn folded(text: &str, mut each: impl FnMut(usize, Range<usize>)) -> String {
    let mut out = String::with_capacity(text.len());
    for (i, c) in text.char_indices() {
        // The mark of a box begins its lines: "reviewed\n> by".
        let space = c.is_whitespace() || c == '>';
        if matches!(c, '*' | '_') || space && out.ends_with(' ') {
            continue;
        }
        if space {
            out.push(' ');
        } else if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else {
            out.extend(fold(c));
        }
        each(out.len(), i..i + c.len_utf8());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_seen_through_marks_and_line_breaks() {
        for (text, claim, found) in [
            ("It was Reviewed\n  by a doctor", "reviewed by", "Reviewed\n  by"),
            ("It was **reviewed** by one", "reviewed by", "reviewed** by"),
            ("Reviewed\u{a0} by one", "reviewed by", "Reviewed\u{a0} by"),
            ("> reviewed\n> by one", "reviewed by", "reviewed\n> by"),
            ("una REVISIO\u{301}N clinica", "revisión clínica", "REVISIO\u{301}N clinica"),
            ("ñandú: _reviewed_ by", "reviewed by", "reviewed_ by"),
        ] {
            assert_eq!(find_words(text, &[folded(claim, |_, _| {})]).map(|r| &text[r]), Some(found), "{text}");
        }
        assert_eq!(find_words("a review by one", &["reviewed by".to_owned()]), None);
    }
}
