//! Words as they are compared: small Latin letters without accents, whatever letters they were made to look like.

use std::ops::Range;

use unicode_security::confusable_detection::skeleton;

use crate::model::person::fold;

/// Printed words as they are compared, each letter with its place.
pub(super) struct Folded {
    text: String,
    /// For each byte of the text the printed letter from which it comes.
    places: Vec<(u32, u32)>,
}

impl Folded {
    /// Small letters without accents and look-alikes, each run of white space one space or line break.
    pub(super) fn new(words: &str) -> Self {
        let mut folded = Self { text: String::with_capacity(words.len()), places: Vec::with_capacity(words.len()) };
        let mut buffer = String::new();
        for (i, c) in words.char_indices() {
            buffer.clear();
            match c {
                _ if c.is_ascii_alphanumeric() => buffer.push(c.to_ascii_lowercase()),
                // A reader reads over them: `re**viewed**`.
                '*' | '_' => {}
                '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' => buffer.push('-'),
                '“' | '”' | '«' | '»' => buffer.push('"'),
                '‘' | '’' => buffer.push('\''),
                _ if c.is_ascii() && !c.is_whitespace() => buffer.push(c),
                _ if c.is_whitespace() => match folded.text.chars().next_back() {
                    Some(' ' | '\n') => {}
                    _ => buffer.push(if c == '\n' { '\n' } else { ' ' }),
                },
                _ => fold(c).for_each(|letter| buffer.extend(latin(letter))),
            }
            folded.text.push_str(&buffer);
            let place = (u32::try_from(i).unwrap_or(u32::MAX), u32::try_from(i + c.len_utf8()).unwrap_or(u32::MAX));
            folded.places.resize(folded.text.len(), place);
        }
        folded
    }

    /// All of it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the text stands in the printed words.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.places.get(range.start).map_or(0, |place| place.0);
        let end = self.places.get(range.end.saturating_sub(1)).map_or(start, |place| place.1);
        start as usize..end.max(start) as usize
    }
}

/// The small Latin letter that a letter looks like, or itself.
fn latin(letter: char) -> Option<char> {
    if letter.is_ascii() {
        return Some(letter);
    }
    let like = |c: char| {
        let mut bytes = [0; 4];
        let mut prototype = skeleton(c.encode_utf8(&mut bytes)).filter(char::is_ascii_alphanumeric).fuse();
        prototype.next().filter(|_| prototype.next().is_none())
    };
    // The prototype of capitals that look like I is l.
    let capital = || letter.to_uppercase().find_map(like).map(|c| if c == 'l' { 'i' } else { c.to_ascii_lowercase() });
    if letter.is_alphanumeric() {
        like(letter).map(|c| c.to_ascii_lowercase()).or_else(capital).or(Some(letter))
    } else if super::super::coverage::invisible(letter) {
        None
    } else {
        Some(letter)
    }
}
