//! Words as they are compared: small Latin letters without accents, whatever letters they were made to look like.

use std::ops::Range;

use unicode_security::confusable_detection::skeleton;

use crate::model::letters::invisible;
use crate::model::person::fold;

/// Printed words as they are compared.
pub(super) struct Folded<'w> {
    words: &'w str,
    text: String,
}

impl<'w> Folded<'w> {
    /// Small letters without accents and look-alikes, each run of white space one space or line break.
    pub(super) fn new(words: &'w str) -> Self {
        // Most texts have nothing to fold but their capitals.
        let mut blank = false;
        let is_plain = words.bytes().all(|byte| {
            let after_blank = std::mem::replace(&mut blank, matches!(byte, b' ' | b'\n'));
            if blank { !after_blank } else { matches!(byte, b'!'..=b')' | b'+'..=b'^' | b'`'..=b'~') }
        });
        Self { words, text: if is_plain { words.to_ascii_lowercase() } else { folded(words, |_, _| {}) } }
    }

    /// All of it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Where a range of the text stands in the printed words.
    pub(super) fn place(&self, range: &Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (None, None);
        folded(self.words, |to, letter| {
            start = start.or((to > range.start).then_some(letter.start));
            end = end.or((to >= range.end).then_some(letter.end));
        });
        let start = start.unwrap_or_default();
        start..end.unwrap_or(start).max(start)
    }
}

/// The words as they are compared; for each letter of them its end in that and its place.
pub(super) fn folded(words: &str, mut each: impl FnMut(usize, Range<usize>)) -> String {
    let mut text = String::with_capacity(words.len());
    for (i, c) in words.char_indices() {
        match c {
            _ if c.is_ascii_alphanumeric() => text.push(c.to_ascii_lowercase()),
            // A reader reads over them: `re**viewed**`.
            '*' | '_' => {}
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' => text.push('-'),
            '“' | '”' | '«' | '»' => text.push('"'),
            '‘' | '’' => text.push('\''),
            _ if c.is_whitespace() => {
                if !text.ends_with([' ', '\n']) {
                    text.push(if c == '\n' { '\n' } else { ' ' });
                }
            }
            _ if c.is_ascii() => text.push(c),
            _ => fold(c).for_each(|letter| text.extend(latin(letter))),
        }
        each(text.len(), i..i + c.len_utf8());
    }
    text
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
    } else if invisible(letter) {
        None
    } else {
        Some(letter)
    }
}
