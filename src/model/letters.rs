//! Letters as they are printed.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A text whose accents are one character with their letters where there is one (Unicode NFC): printed the same either
/// way, but found by a search in the PDF only so.
pub fn composed(text: &str) -> String {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes { text.to_owned() } else { text.nfc().collect() }
}
