//! Words that somebody left in the place of others.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::Lint;
use crate::diag::{Code, Sink};
use crate::project::template;
use crate::source::translation::MARK;
use crate::source::yaml::{self, YamlNode};

/// Beginnings of what is left in the place of words.
const BRACKETED: &[&str] =
    &["[insert", "[Insert", "[INSERT", "[Your ", "[your ", "[YOUR ", concat!("[TO", "DO"), "[TBD"];

/// Words that are left for others, put together here so that nobody looking for them in the program finds this file.
const TO_DO: &str = concat!("TO", "DO");
const CROSSES: &str = concat!("XX", "X");

impl Lint<'_> {
    /// A placeholder in a printed text.
    pub(super) fn placeholder(&self, node: &YamlNode, text: &str, sink: &mut Sink) {
        if let Some(at) = text.find(MARK).filter(|at| text[..*at].chars().all(|c| !c.is_alphabetic())) {
            let range = at..at + MARK.trim_end().len();
            let finding = self.at(Code::Untranslated, node, &range, "these words are still to be translated");
            sink.push(finding.hint("write them in the language of this file, and take `TRANSLATE` out"));
        }
        if let Some(range) = placeholder(text) {
            let finding = self.at(Code::Placeholder, node, &range, "this placeholder is printed as it stands");
            sink.push(
                finding.hint("write the words that belong here: until then the text is neither signed nor released"),
            );
        } else if is_of_template(text) {
            let finding = self.at(Code::Placeholder, node, &(0..text.len()), "these are the words of `handout new`");
            sink.push(finding.hint("write your own: until then the text is neither signed nor released"));
        }
    }
}

/// Whether a text is one that `handout new` put there for another to be written.
fn is_of_template(text: &str) -> bool {
    static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let templates = ["guide.en.yaml", "guide.es.yaml", "worksheet.en.yaml", "worksheet.es.yaml"];
        let mut words = BTreeSet::new();
        for name in templates {
            // Ids and days are between signs that YAML does not take.
            let Some(text) = template(name).map(|text| text.replace('@', "")) else { continue };
            if let Some(root) = yaml::parse(name, &text, &mut Sink::default()) {
                let nodes = root.select_all(OF_TEMPLATES);
                words.extend(nodes.into_iter().filter_map(|node| Some(node.as_str()?.trim().to_owned())));
            }
        }
        words
    });
    WORDS.contains(text.trim())
}

/// Texts of templates that are nobody's own; labels such as "My name" may be.
const OF_TEMPLATES: &[&str] = &[
    "title",
    "audience",
    "summary",
    "introduction",
    "sections[].heading",
    "sections[].brief",
    "sections[].body",
    "parts[].heading",
    "parts[].text",
];

/// Where a text has a placeholder.
fn placeholder(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim();
    if trimmed.starts_with(['.', '…']) && trimmed.chars().all(|c| matches!(c, '.' | '…')) {
        return Some(0..text.len());
    }
    if text.contains('[')
        && let Some((at, end)) = BRACKETED.iter().find_map(|begin| {
            let at = text.find(begin)?;
            let end = text[at..].find(']').map(|end| at + end + 1)?;
            // A link has an address.
            (end - at < 100 && !text[end..].starts_with('(')).then_some((at, end))
        })
    {
        return Some(at..end);
    }
    // Most texts have none of their letters.
    let begins = |c: char, next: &[u8]| {
        text.match_indices(c).any(|(at, _)| text.as_bytes().get(at + 1).is_some_and(|b| next.contains(b)))
    };
    if !begins('T', b"OB") && !begins('X', b"X") {
        return None;
    }
    // Spanish has the word in capitals too.
    let word = |word: &str| {
        text.match_indices(word).map(|(at, _)| at..at + word.len()).find(|range| {
            let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            apart(text[..range.start].chars().next_back()) && apart(text[range.end..].chars().next())
        })
    };
    word(TO_DO)
        .filter(|todo| trimmed == TO_DO || text[todo.end..].starts_with(':'))
        .or_else(|| word(CROSSES))
        .or_else(|| word("TBD"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_seen() {
        for (text, seen) in [
            ("...", "..."),
            ("…", "…"),
            (TO_DO, TO_DO),
            (concat!("Rest. TO", "DO: ask Ana"), TO_DO),
            (concat!("Call XX", "X-XX", "X-XX", "XX"), CROSSES),
            ("At [insert clinic name], we", "[insert clinic name]"),
            ("Hours: TBD", "TBD"),
        ] {
            assert_eq!(placeholder(text).map(|range| &text[range]), Some(seen), "{text}");
        }
        for text in [
            "And so on ...",
            concat!("TO", "DO LO QUE DUELE"),
            "Size XXL",
            "[insert it](https://example.org)",
            "...and",
        ] {
            assert_eq!(placeholder(text), None, "{text}");
        }
    }
}
