//! Names of files from what families wrote.

use unicode_normalization::UnicodeNormalization;

/// A name that is one on every system: letters, digits, and little else.
pub(crate) fn file_name(text: &str) -> String {
    /// What Windows takes for devices, with a digit or without.
    const TAKEN: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let mut plain = String::new();
    for c in text.nfc() {
        let c = if c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.') { c } else { '-' };
        // File systems count bytes, 255 of them.
        if plain.len() + c.len_utf8() > 200 {
            break;
        }
        plain.push(c);
    }
    let name = plain.trim_matches(|c: char| c == '.' || c == ' ' || c == '-');
    let first = name.split('.').next().unwrap_or_default().trim_end().to_lowercase();
    if TAKEN.contains(&first.trim_end_matches(|c: char| c.is_ascii_digit())) {
        format!("{name}_")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_alike_on_every_system() {
        for (text, name) in [
            ("A 12/3", "A 12-3"),
            ("José Ñúñez", "José Ñúñez"),
            ("../../etc/passwd", "etc-passwd"),
            ("C:\\x", "C--x"),
            (" .hidden. ", "hidden"),
            ("con", "con_"),
            ("Lpt1.old", "Lpt1.old_"),
            ("contact", "contact"),
            ("🙂?*", ""),
            ("a\nb\0", "a-b"),
        ] {
            assert_eq!(file_name(text), name, "{text:?}");
        }
        assert!(file_name(&"ñ𝒜".repeat(300)).len() <= 200);
    }
}
