//! A text in another language to start from: its structure, and every string marked as one that is still to be translated.

use super::yaml::{self, Value, YamlNode};
use crate::diag::Sink;

/// What stands before words that are still to be translated.
pub const MARK: &str = "TRANSLATE ";

/// The keys whose values are words of a language; of others the same holds in all.
const WORDS: &[&str] = &[
    "alt",
    "answer",
    "audience",
    "body",
    "brief",
    "caption",
    "funding",
    "heading",
    "help",
    "high",
    "interests",
    "introduction",
    "label",
    "low",
    "main_message",
    "purpose",
    "question",
    "repeat_label",
    "summary",
    "text",
    "title",
    "when",
];

/// Blocks in which words are in the language of the work that is named.
const AS_PUBLISHED: &[&str] = &["references", "based_on", "exceptions", "language_exceptions"];

/// The text of a file with a mark before each of its words; `None` where it is not YAML.
pub fn to_translate(file: &str, text: &str) -> Option<String> {
    let tree = yaml::parse(file, text, &mut Sink::default())?;
    let mut at = Vec::new();
    collect(&tree, text, &mut at);
    at.sort_unstable();
    at.dedup();
    let mut marked = text.to_owned();
    for place in at.into_iter().rev() {
        marked.insert_str(place, MARK);
    }
    Some(marked)
}

/// The places where words begin.
fn collect(node: &YamlNode, text: &str, at: &mut Vec<usize>) {
    match &node.value {
        Value::Map(pairs) => {
            for (key, value) in pairs.iter().filter(|(key, _)| !AS_PUBLISHED.contains(&key.name.as_str())) {
                if WORDS.contains(&key.name.as_str()) {
                    words(value, text, at);
                }
                collect(value, text, at);
            }
        }
        Value::Seq(items) => items.iter().for_each(|item| collect(item, text, at)),
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_) => {}
    }
}

/// The places where the words of a value begin: one string, or a list of them.
fn words(node: &YamlNode, text: &str, at: &mut Vec<usize>) {
    match &node.value {
        Value::Str(words) if words.chars().any(char::is_alphabetic) => at.extend(begin(node, text)),
        Value::Seq(items) => items.iter().for_each(|item| words_of_item(item, text, at)),
        _ => {}
    }
}

fn words_of_item(item: &YamlNode, text: &str, at: &mut Vec<usize>) {
    if matches!(item.value, Value::Str(_)) {
        words(item, text, at);
    }
}

/// Where the words of a scalar begin: behind its quote, or in the first line below `|` or `>` that has some.
fn begin(node: &YamlNode, text: &str) -> Option<usize> {
    let start = node.range.start;
    match text.as_bytes().get(start)? {
        b'"' | b'\'' => Some(start + 1),
        b'|' | b'>' => {
            let mut at = start + text.get(start..)?.find('\n')? + 1;
            for line in text.get(at..node.range.end)?.split_inclusive('\n') {
                let marks = markup(line);
                if line[marks..].contains(char::is_alphabetic) && !line[marks..].starts_with("[!") {
                    return Some(at + marks);
                }
                at += line.len();
            }
            None
        }
        _ => Some(start),
    }
}

/// How long the marks of Markdown are at the beginning of a line: those of headings, lists, tables and boxes.
fn markup(line: &str) -> usize {
    let mut rest = line.trim_start();
    loop {
        let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let inner = ["> ", "- ", "* ", "| ", "### ", "[!STOP] ", "[!DO] ", "[!DONT] ", "[!NOTE] ", "[!SAY] "]
            .iter()
            .find_map(|mark| rest.strip_prefix(mark))
            .or_else(|| number.strip_prefix(". ").filter(|_| number.len() < rest.len()));
        match inner {
            Some(inner) => rest = inner.trim_start(),
            None => return line.len() - rest.len(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_marked_wherever_they_begin() {
        let text = "id: a\ntitle: A title   # of the guide\nsummary: >-\n  Two\n  lines\nsections:\n  - id: s\n    heading: \"Why: this\"\n    body: |\n\n      One.\n\n      - two\n  - id: t\n    body: |\n      > [!FIGURE] f\n\n      > [!DO] Rest\nreferences:\n  - {title: A book}\nparts:\n  - fields: [{id: f, label: 'It''s'}]\n";
        let marked = to_translate("f", text).unwrap();
        let wanted = "id: a\ntitle: TRANSLATE A title   # of the guide\nsummary: >-\n  TRANSLATE Two\n  lines\nsections:\n  - id: s\n    heading: \"TRANSLATE Why: this\"\n    body: |\n\n      TRANSLATE One.\n\n      - two\n  - id: t\n    body: |\n      > [!FIGURE] f\n\n      > [!DO] TRANSLATE Rest\nreferences:\n  - {title: A book}\nparts:\n  - fields: [{id: f, label: 'TRANSLATE It''s'}]\n";
        assert_eq!(marked, wanted);
    }
}
