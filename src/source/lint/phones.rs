//! Telephone numbers where they belong: digits and signs that every telephone and every reader knows.

use super::Lint;
use super::numbers::same_line;
use crate::diag::{Code, Sink};
use crate::model::letters::dialled;
use crate::source::yaml::YamlNode;

/// Signs between digits.
const SIGNS: &str = " ()-./+*#,\u{a0}";

/// What stands before the digits of an extension.
const EXTENSIONS: &[&str] = &["extension", "extensi\u{f3}n", "ext", "x", "anexo", "interno"];

impl Lint<'_> {
    /// A number that is printed as one to call.
    pub(crate) fn phone(&self, node: &YamlNode, sink: &mut Sink) {
        let Some(text) = node.as_str().filter(|text| !text.trim().is_empty()) else { return };
        if !is_phone(text) {
            let finding = self
                .node(Code::BadValue, node, "this is no telephone number")
                .hint("write the digits that are dialled, such as 555-0101 or 555-0101 ext. 12, without other words");
            sink.push(match in_letters(text) {
                Some(letters) => {
                    finding.hint(format!("a fact has a key for the same number in letters: `letters: {letters}`"))
                }
                None => finding,
            });
        }
    }

    /// The letters of a fact, which dial its number.
    pub(crate) fn letters(&self, fact: &YamlNode, sink: &mut Sink) {
        let Some((node, letters)) = fact.get("letters").and_then(|node| Some((node, node.as_str()?))) else { return };
        let number = fact.get("number").and_then(YamlNode::as_str).unwrap_or_default();
        let finding = if number.is_empty() {
            self.node(Code::BadValue, node, "`letters` without `number`").hint("add `number:` with the digits")
        } else if !letters.contains(|c: char| c.is_ascii_alphabetic()) || !same_line(letters, number) {
            self.node(Code::BadValue, node, format!("`{letters}` does not dial `{number}`"))
                .hint("write the number as it is said, such as 1-800-CDC-INFO for 1-800-232-4636")
        } else {
            return;
        };
        sink.push(finding);
    }
}

/// The number in letters that a text holds.
fn in_letters(text: &str) -> Option<&str> {
    let lettered = |part: &&str| {
        let count = |is: fn(&char) -> bool| part.chars().filter(is).count();
        count(char::is_ascii_uppercase) > 2 && count(char::is_ascii_digit) > 2 && !part.contains(' ')
    };
    text.split(['(', ')', ',']).map(str::trim).find(lettered)
}

/// Whether a text is a telephone number.
pub(crate) fn is_phone(text: &str) -> bool {
    is_number(&dialled(text))
}

/// Whether a text is digits and signs, and perhaps an extension.
fn is_number(text: &str) -> bool {
    let lower = text.to_lowercase();
    let has_signs = |text: &str| text.chars().all(|c| c.is_ascii_digit() || SIGNS.contains(c));
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
    let (number, extension) = match lower.find(|c: char| c.is_alphabetic()) {
        Some(i) => {
            let (number, word) = lower.split_at(i);
            let Some(own) = EXTENSIONS.iter().find_map(|w| word.strip_prefix(w)) else { return false };
            (number, Some(own.trim_start_matches(['.', ':', ' '])))
        }
        None => (lower.as_str(), None),
    };
    has_signs(number)
        && (2..=15).contains(&digits(number))
        && extension.is_none_or(|e| has_signs(e) && (1..=8).contains(&digits(e)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_digits_and_signs() {
        for right in [
            "911",
            "9-1-1",
            "555-0101",
            "(555) 555-0101",
            "+34 912 345 678",
            "555.0101 ext. 12",
            "555-0101, x12",
            "061",
            "*67",
            "555-0101 extensi\u{f3}n 4",
        ] {
            assert!(is_number(right), "{right}");
        }
        assert_eq!(dialled("\u{202a}555\u{2011}0101\u{200b} ext.\u{a0}12"), "555-0101 ext.\u{a0}12");
        assert!(is_number(&dialled("\u{feff}555\u{2013}0101")));
        for wrong in [
            "call us",
            "911 or 988",
            "1-800-GET-HELP",
            "-",
            "",
            "555-0101 Monday",
            "555-0101 ext.",
            "1234567890123456",
            "9l1",
        ] {
            assert!(!is_number(wrong), "{wrong}");
        }
    }
}
