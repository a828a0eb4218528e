//! Values as a person writes them in YAML.

use super::wrap::wrapped;

/// Words that YAML takes for something else.
const OTHER_VALUES: &[&str] = &["y", "n", "yes", "no", "true", "false", "on", "off", "null", "nan", "inf", "si", "sí"];

/// A line of words behind a key: as it is where YAML reads it so, else in quotes; folded where it is long.
pub(super) fn line(words: &str, indent: &str) -> String {
    let inner = format!("{indent}  ");
    if words.chars().count() > 90 && words.contains(' ') && words.starts_with(char::is_alphanumeric) {
        return format!(">-\n{}", wrapped(words, &inner, &inner));
    }
    if is_plain(words) { words.to_owned() } else { quoted(words) }
}

/// Whether words need no quotes.
fn is_plain(words: &str) -> bool {
    let begins = words.starts_with(char::is_alphabetic);
    let small = words.to_lowercase();
    let free = words.chars().all(|c| c.is_alphanumeric() || " ,.?!()-–—'’/;%+&“”¿¡°$€=".contains(c));
    begins && free && !OTHER_VALUES.contains(&small.as_str()) && !words.contains(" - ") && words.trim() == words
}

/// Words in double quotes.
pub(super) fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A text of several lines below its key.
pub(super) fn block(text: &str, indent: &str) -> String {
    let mut out = String::from("|\n");
    for line in text.lines() {
        if !line.trim().is_empty() {
            out.push_str(indent);
            out.push_str(line.trim_end());
        }
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sink;
    use crate::source::yaml as reader;

    #[test]
    fn values_are_read_as_they_were() {
        for words in [
            "Plain words, and more",
            "No",
            "yes",
            "Title: with a colon",
            "Door #2 # here",
            "*stars*",
            "- x",
            "1. One",
            "42",
            "{a}",
            "[a]",
            "&a",
            "!a",
            "'single' \"double\"",
            "back\\slash",
            "“curly”",
            "a: b",
            "ends:",
            "~",
            "@x",
            "`x`",
            "%x",
            "| x",
            "> x",
            "? x",
            "2024-01-01",
            "emoji 😀",
            "-",
            "null",
            "what - ever",
            "é",
            "#x",
            &("long ".repeat(40) + "words: with # signs \"here\""),
            "¿Qué? ".repeat(40).trim_end(),
        ] {
            let text = format!("a:\n  key: {}\n", line(words, "  "));
            let mut sink = Sink::default();
            let tree = reader::parse("f", &text, &mut sink).unwrap_or_else(|| panic!("{text}"));
            let read = tree.get("a").and_then(|a| a.get("key")).and_then(|v| v.as_str());
            assert_eq!((read, sink.len()), (Some(words), 0), "{text}");
        }
    }
}
