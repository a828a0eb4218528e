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

/// A number as it is printed: copied ones bring characters along that print nothing, and hyphens of typesetting.
pub fn dialled(text: &str) -> String {
    text.chars().filter(|c| !invisible(*c)).map(|c| if is_hyphen(c) { '-' } else { c }).collect()
}

/// Hyphens and dashes of typesetting.
pub fn is_hyphen(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Characters that print nothing: controls, zero-width, soft hyphen, direction marks, private use.
pub fn invisible(c: char) -> bool {
    c.is_control()
        || matches!(c as u32,
            0xAD | 0x34F | 0x61C | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F
            | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164 | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFC
            | 0xE000..=0xF8FF | 0xE0000..=0xE0FFF | 0xF0000..=0x10FFFF)
}
