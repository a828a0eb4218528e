//! The program's own sentences about review, which no text may print, with whatever names and dates.

use std::collections::BTreeSet;
use std::ops::Range;

use regex::Regex;

use super::fold::Folded;

/// How long what is filled in can be, in bytes.
const FILLED: usize = 120;

/// Forms with fewer letters than this are also ordinary words: what is filled in must have a digit.
const FEW: usize = 22;

/// Before a short form: what the reader has, such as "your next review".
const OF_READERS: &[&str] = &["your", "their", "my", "su", "tu", "mi"];

/// The forms of the program's own sentences.
pub struct OwnSentences {
    forms: Vec<SentenceForm>,
    /// The longest word of each form: most texts have none of them.
    longest: Regex,
}

/// A form as its words, between which something is filled in.
struct SentenceForm {
    parts: Vec<Vec<String>>,
    /// Whether it has so few letters that what is filled in decides.
    short: bool,
}

impl OwnSentences {
    /// The forms, in which `{}` stands for what is filled in.
    pub fn new<'f>(forms: impl IntoIterator<Item = &'f str>) -> Self {
        let form = |form: &str| {
            let parts: Vec<Vec<String>> = form.split("{}").map(|part| spoken(Folded::new(part).text())).collect();
            let short = parts.len() > 1 && parts.iter().flatten().map(String::len).sum::<usize>() < FEW;
            SentenceForm { parts, short }
        };
        let forms: Vec<SentenceForm> = forms.into_iter().map(form).collect();
        let longest = forms.iter().filter_map(|form| form.parts.iter().flatten().max_by_key(|word| word.len()));
        // Many forms share them.
        let longest: BTreeSet<String> = longest.map(|word| regex::escape(word)).collect();
        let longest = Regex::new(&Vec::from_iter(longest).join("|")).expect("words are patterns of themselves");
        Self { forms, longest }
    }

    /// Where the first of them stands in folded words, with whatever is filled in.
    pub(super) fn find(&self, text: &str) -> Option<Range<usize>> {
        if !self.longest.is_match(text) {
            return None;
        }
        let mut possible = self
            .forms
            .iter()
            .filter(|form| form.parts.iter().flatten().all(|word| text.contains(word.as_str())))
            .peekable();
        possible.peek()?;
        let words = Words::new(text);
        possible.filter_map(|form| form.find(&words)).min_by_key(|range| range.start)
    }
}

impl SentenceForm {
    fn find(&self, words: &Words) -> Option<Range<usize>> {
        let (opening, rest) = self.parts.split_first().filter(|(opening, _)| !opening.is_empty())?;
        let mut from = 0;
        while let Some((start, mut end)) = words.find(opening, from, usize::MAX) {
            from = start + 1;
            let whole = rest.iter().all(|part| {
                let Some((next, after)) = words.find(part, end, FILLED) else { return false };
                let filled = if part.is_empty() { end..end + 3 } else { end..next };
                end = after;
                !self.short || words.has_digit(filled)
            });
            let before = start.checked_sub(1).map_or("", |i| words.0[i].1);
            if whole && !(self.short && OF_READERS.contains(&before)) {
                return Some(words.0[start].0..words.end(end - 1));
            }
        }
        None
    }
}

/// The words of a text, without signs.
fn spoken(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Each word with where it begins.
struct Words<'t>(Vec<(usize, &'t str)>);

impl<'t> Words<'t> {
    fn new(text: &'t str) -> Self {
        let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        Self(words.map(|word| (word.as_ptr().addr() - text.as_ptr().addr(), word)).collect())
    }

    fn end(&self, word: usize) -> usize {
        self.0.get(word).map_or(0, |(at, word)| at + word.len())
    }

    /// Where some words stand, not more than `within` bytes behind the word `from`: the first of them, and the next
    /// after them.
    fn find(&self, part: &[String], from: usize, within: usize) -> Option<(usize, usize)> {
        let most = self.0.get(from).map_or(0, |(at, _)| at.saturating_add(within));
        let starts = self.0.get(from..)?.iter().take_while(|(at, _)| *at <= most);
        let same = |start: usize| {
            let words = self.0.get(start..start + part.len())?;
            words.iter().zip(part).all(|((_, word), own)| word == own).then_some((start, start + part.len()))
        };
        if part.is_empty() {
            return Some((from, from));
        }
        starts.enumerate().find_map(|(i, _)| same(from + i))
    }

    fn has_digit(&self, range: Range<usize>) -> bool {
        let mut words = self.0.iter().skip(range.start).take(range.len());
        words.any(|(_, word)| word.contains(|c: char| c.is_ascii_digit()))
    }
}
