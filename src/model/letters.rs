//! Letters as they are printed.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Letters without their accents, and everything else as it is.
pub fn unaccented(text: &str) -> String {
    text.nfd().filter(|c| !unicode_normalization::char::is_combining_mark(*c)).collect()
}

/// The ordinary letters and signs that a character stands for (Unicode NFKC), if it is none of them.
pub fn ordinary(c: char) -> Option<String> {
    let plain: String = c.nfkc().map(|c| if matches!(c, '\u{2010}'..='\u{2012}') { '-' } else { c }).collect();
    (!plain.contains(c)).then_some(plain)
}

/// A text whose accents are one character with their letters where there is one (Unicode NFC): printed the same either
/// way, but found by a search in the PDF only so.
pub fn composed(text: &str) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text.to_owned() } else { text.nfc().collect() }
}
