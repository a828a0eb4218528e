//! Words that somebody left in the place of others.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::Lint;
use crate::diag::{Code, Finding, Severity, Sink};
use crate::project::template;
use crate::source::translation::MARK;
use crate::source::yaml::{self, YamlNode};

/// Beginnings of what is left in the place of words, with the sign at its end.
const BRACKETED: &[(&str, char)] = &[
    ("[insert", ']'),
    ("[Insert", ']'),
    ("[INSERT", ']'),
    ("<insert", '>'),
    ("<Insert", '>'),
    ("[clinic name", ']'),
    ("[Clinic name", ']'),
    ("[to be ", ']'),
    ("[To be ", ']'),
    (concat!("[TO", "DO"), ']'),
    ("[TBD", ']'),
];

/// The same, of which some stand for what a reader is to say: "I feel [your feeling]".
const YOURS: &[(&str, char)] = &[("[Your ", ']'), ("[your ", ']'), ("[YOUR ", ']')];

/// Words that are left for others, put together here so that nobody looking for them in the program finds this file.
const TO_DO: &str = concat!("TO", "DO");
const CROSSES: &str = concat!("XX", "X");

impl Lint<'_> {
    /// A placeholder in a printed text.
    pub(super) fn placeholder(&self, node: &YamlNode, text: &str, sink: &mut Sink) {
        const UNTIL: &str = "until then the text is neither signed nor released";
        if let Some(at) = text.find(MARK).filter(|at| text[..*at].chars().all(|c| !c.is_alphabetic())) {
            let range = at..at + MARK.trim_end().len();
            let finding = self.at(Code::Untranslated, node, &range, "these words are still to be translated");
            sink.push(finding.hint("write them in the language of this file, and take `TRANSLATE` out"));
        }
        if let Some(range) = placeholder(text) {
            let finding = self.at(Code::Placeholder, node, &range, "this placeholder is printed as it stands");
            sink.push(finding.hint(format!("write the words that belong here: {UNTIL}")));
        } else if let Some(range) = of_template(text) {
            let finding = self.at(Code::Placeholder, node, &range, "these are the words of `handout new`");
            sink.push(finding.hint(format!("write your own: {UNTIL}")));
        } else if let Some(range) = perhaps(text) {
            let finding = self.at(Code::BadValue, node, &range, "this placeholder is printed as it stands");
            let finding = finding.hint("write the words that belong here, unless it is meant to be read so");
            sink.push(Finding { severity: Severity::Warning, ..finding });
        }
    }
}

/// What `handout new` puts there for another to be written, or a line of it.
fn of_template(text: &str) -> Option<Range<usize>> {
    static WORDS: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
        let templates = ["guide.en.yaml", "guide.es.yaml", "worksheet.en.yaml", "worksheet.es.yaml", "clinic.yaml"];
        let mut words = BTreeSet::new();
        for name in templates {
            // Ids and days are between signs that YAML does not take.
            let Some(text) = template(name).map(|text| text.replace('@', "")) else { continue };
            if let Some(root) = yaml::parse(name, &text, &mut Sink::default()) {
                for text in root.select_all(OF_TEMPLATES).into_iter().filter_map(YamlNode::as_str) {
                    words.insert(text.trim().to_owned());
                    words.extend(lines(text).map(|(_, line)| line.to_owned()));
                }
            }
        }
        words
    });
    if WORDS.contains(text.trim()) {
        return Some(0..text.len());
    }
    let (at, line) = lines(text).find(|(_, line)| WORDS.contains(*line))?;
    Some(at..at + line.len())
}

/// Lines that say something, where they begin, without the signs of a list.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    let places = text.split_inclusive('\n').map(move |line| {
        start += line.len();
        (start - line.len(), line)
    });
    let stripped = places.map(|(at, line)| {
        let words = line.trim_start_matches(|c: char| !c.is_alphabetic());
        (at + line.len() - words.len(), words.trim_end())
    });
    stripped.filter(|(_, line)| line.chars().count() > 15)
}

/// Texts of templates that are nobody's own; labels such as "My name" may be.
const OF_TEMPLATES: &[&str] = &[
    "title",
    "name",
    "audience",
    "summary",
    "introduction",
    "sections[].heading",
    "sections[].brief",
    "sections[].body",
    "parts[].heading",
    "parts[].text",
];

/// Where a text has a placeholder, which can be nothing else.
fn placeholder(text: &str) -> Option<Range<usize>> {
    let trimmed = text.trim();
    if trimmed.starts_with(['.', '…']) && trimmed.chars().all(|c| matches!(c, '.' | '…')) {
        return Some(0..text.len());
    }
    let ends_sentence = |at: usize| text[..at].trim_end().ends_with(':');
    let alone = |range: &Range<usize>| trimmed == &text[range.clone()];
    bracketed(text, BRACKETED)
        .or_else(|| words(text, TO_DO).find(|range| alone(range) || text[range.end..].starts_with(':')))
        .or_else(|| words(text, "TBD").find(|range| alone(range) || ends_sentence(range.start)))
        .or_else(|| crosses(text).find(|range| range.len() > 3 || beside_others(text, range)))
        .or_else(|| {
            let at = text.to_ascii_lowercase().find("lorem ipsum")?;
            Some(at..at + "lorem ipsum".len())
        })
}

/// Where a text has what is often a placeholder.
fn perhaps(text: &str) -> Option<Range<usize>> {
    bracketed(text, YOURS).or_else(|| words(text, "TBD").next()).or_else(|| crosses(text).next())
}

/// Where something stands in brackets of its own, and is no link.
fn bracketed(text: &str, begins: &[(&str, char)]) -> Option<Range<usize>> {
    if !text.contains(['[', '<']) {
        return None;
    }
    let all = begins.iter().flat_map(|(begin, end)| text.match_indices(begin).map(move |(at, _)| (at, *end)));
    all.filter_map(|(at, end)| Some(at..at + text[at..].find(end)? + 1))
        .find(|range| range.len() < 100 && !text[range.end..].starts_with('('))
}

/// Where a word stands by itself.
fn words<'t>(text: &'t str, word: &'t str) -> impl Iterator<Item = Range<usize>> + 't {
    text.match_indices(word).map(|(at, _)| at..at + word.len()).filter(move |range| stands_apart(text, range))
}

/// Rows of three crosses and more.
fn crosses(text: &str) -> impl Iterator<Item = Range<usize>> {
    let starts = text.match_indices(CROSSES).map(|(at, _)| at).filter(|at| !text[..*at].ends_with('X'));
    let rows = starts.map(|at| at..at + text[at..].bytes().take_while(|b| *b == b'X').count());
    rows.filter(move |range| stands_apart(text, range))
}

/// Whether more crosses stand beside some, as in a telephone number.
fn beside_others(text: &str, range: &Range<usize>) -> bool {
    text[range.end..].starts_with("-X") || text[..range.start].ends_with("X-")
}

fn stands_apart(text: &str, range: &Range<usize>) -> bool {
    let apart = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    apart(text[..range.start].chars().next_back()) && apart(text[range.end..].chars().next())
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
            (concat!("Call XX", "XX"), concat!("XX", "XX")),
            ("At [insert clinic name], we", "[insert clinic name]"),
            ("[insert it](https://example.org) [insert it]", "[insert it]"),
            ("On <insert date>", "<insert date>"),
            ("Lorem ipsum dolor", "Lorem ipsum"),
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

    #[test]
    fn what_may_be_meant_so_is_none() {
        for (text, seen) in [
            ("A tick-borne disease (TBD)", "TBD"),
            (concat!("47,XX", "X in each cell"), CROSSES),
            ("Say: “I feel [your feeling] when you shout.”", "[your feeling]"),
        ] {
            assert_eq!((placeholder(text), perhaps(text).map(|range| &text[range])), (None, Some(seen)), "{text}");
        }
    }

    #[test]
    fn words_of_templates_are_seen_line_by_line() {
        assert_eq!(of_template("Title of the guide\n"), Some(0..19));
        let body = "Our own words.\n\n- a point\n> Something that a reader can do today.\n";
        assert_eq!(of_template(body).map(|range| &body[range]), Some("Something that a reader can do today."));
        assert_eq!(of_template("Sleep well"), None);
    }
}
