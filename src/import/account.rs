//! The last check: every word that a reader of the document sees stands in the guide, or was said to be left out.

use std::collections::BTreeMap;

use super::tree::{DocumentSpot, Fate, Notice, excerpt, letters, prints_nothing};
use crate::diag::Sink;
use crate::model::rich::{Block, Inline};
use crate::source::markdown;
use crate::source::yaml::{self, Value, YamlNode};

/// Keys whose values are Markdown.
const RICH: &[&str] = &["introduction", "body", "answer"];
/// Keys whose values no reader sees.
const UNSEEN: &[&str] = &["reviewer_notes", "id", "file", "width", "authors", "dates", "revision", "alt"];

/// Words with how often they stand there.
type WordCounts = BTreeMap<String, isize>;

/// Counts the words of a text.
fn count(text: &str, by: isize, counts: &mut WordCounts) {
    // Some that part lines print nothing.
    let spaced = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c });
    let text: String = spaced.filter(|c| !prints_nothing(*c)).collect();
    for word in letters(&text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_owned()).or_default() += by;
    }
}

/// Does something with each text of a guide that is Markdown.
pub(super) fn each_rich(node: &YamlNode, act: &mut dyn FnMut(&str)) {
    match &node.value {
        Value::Seq(items) => items.iter().for_each(|item| each_rich(item, act)),
        Value::Map(pairs) => {
            for (key, value) in pairs {
                match value.as_str() {
                    Some(text) if RICH.contains(&key.name.as_str()) => act(text),
                    _ => each_rich(value, act),
                }
            }
        }
        Value::Str(_) | Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {}
    }
}

/// The words of a guide as it prints them.
pub(super) fn printed(text: &str) -> String {
    let mut words = String::new();
    if let Some(root) = yaml::parse("guide", text, &mut Sink::default()) {
        node(&root, false, &mut words);
    }
    words
}

fn node(value: &YamlNode, rich: bool, words: &mut String) {
    match &value.value {
        Value::Str(text) if rich => blocks(&markdown::parse(text).blocks, words),
        Value::Str(text) => {
            words.push_str(text);
            words.push('\n');
        }
        Value::Seq(items) => items.iter().for_each(|item| node(item, rich, words)),
        Value::Map(pairs) => {
            for (key, value) in pairs.iter().filter(|(key, _)| !UNSEEN.contains(&key.name.as_str())) {
                node(value, RICH.contains(&key.name.as_str()), words);
            }
        }
        Value::Null | Value::Bool(_) | Value::Int(_) | Value::Float(_) => {}
    }
}

fn blocks(all: &[Block], words: &mut String) {
    for block in all {
        match block {
            Block::Paragraph(content) | Block::Heading(content) => line(content, words),
            Block::List { items, .. } => items.iter().for_each(|item| blocks(&item.blocks, words)),
            Block::Table { head, rows } => head.iter().chain(rows.iter().flatten()).for_each(|cell| line(cell, words)),
            Block::Box { title, blocks: inner, .. } => {
                words.push_str(title.as_deref().unwrap_or_default());
                words.push('\n');
                blocks(inner, words);
            }
            Block::Figure(_) | Block::Fact(_) => {}
        }
    }
}

fn line(content: &[Inline], words: &mut String) {
    inline(content, words);
    words.push('\n');
}

fn inline(content: &[Inline], words: &mut String) {
    for part in content {
        match part {
            Inline::Text(text) => words.push_str(text),
            Inline::Strong(inner) | Inline::Emph(inner) | Inline::Link { content: inner, .. } => inline(inner, words),
            Inline::FactNumber(_) | Inline::Citation(_) | Inline::Clinic(_) => {}
        }
    }
}

/// The words that are in neither; `None` where every one is accounted for.
pub(super) fn missing(visible: &str, guide: &str, notices: &[Notice]) -> Option<Notice> {
    let mut counts = WordCounts::new();
    count(visible, 1, &mut counts);
    count(&printed(guide), -1, &mut counts);
    notices.iter().for_each(|notice| count(&notice.words, -1, &mut counts));
    let lost: Vec<(String, isize)> = counts.into_iter().filter(|(_, left)| *left > 0).collect();
    if lost.is_empty() {
        return None;
    }
    let all: isize = lost.iter().map(|(_, left)| left).sum();
    let words: Vec<&str> = lost.iter().map(|(word, _)| word.as_str()).collect();
    let count = if all == 1 { "a word that stands".to_owned() } else { format!("{all} words that stand") };
    let what = format!("{count} nowhere in the guide: “{}”", excerpt(&words.join(" ")));
    let words =
        lost.iter().flat_map(|(word, left)| std::iter::repeat_n(word.as_str(), usize::try_from(*left).unwrap_or(0)));
    let words = words.take(5000).collect::<Vec<_>>().join(" ");
    let hint = "compare the guide with the document, and write in what is missing";
    Some(Notice { fate: Fate::Left, spot: DocumentSpot::Whole, what, words, hint, more: 0 })
}

/// The words of a guide that the document does not have, without what marks unwritten places.
#[cfg(test)]
pub(super) fn added(visible: &str, guide: &str) -> Vec<String> {
    let mut counts = WordCounts::new();
    let printed = printed(guide);
    let written: Vec<&str> = printed
        .split('[')
        .map(|part| part.split_once(']').filter(|_| part.starts_with("insert")).map_or(part, |(_, rest)| rest))
        .collect();
    count(&written.join(" "), 1, &mut counts);
    count(visible, -1, &mut counts);
    counts.into_iter().filter(|(_, left)| *left > 0).map(|(word, _)| word).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_counted() {
        let guide = "title: One two\nsections:\n  - id: a\n    heading: Three\n    body: |\n      **Four** [five](https://a.org)\n\n      | six | a |\n      | --- | --- |\n      | seven | b |\n";
        assert_eq!(missing("One two Three Four five six a seven b", guide, &[]), None);
        let lost = missing("One two two Three", guide, &[]).map(|notice| (notice.words, notice.what));
        assert_eq!(lost, Some(("two".to_owned(), "a word that stands nowhere in the guide: “two”".to_owned())));
        let notice = Notice {
            fate: Fate::Left,
            spot: DocumentSpot::Whole,
            what: String::new(),
            words: "two".to_owned(),
            hint: "",
            more: 0,
        };
        assert_eq!(missing("One two two", guide, &[notice]), None);
        assert_eq!(added("One Three five six a", guide), ["Four", "b", "seven", "two"]);
    }
}
