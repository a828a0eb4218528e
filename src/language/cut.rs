//! Values cut into sentences, and these into words, each with its place.

use std::ops::Range;

use super::rules::LanguageRules;
use crate::model::letters::composed;
use crate::source::lint::{FACT_NUMBER, LineKind, PrintedWords};
use crate::source::load::TextFile;
use crate::source::markdown;
use crate::source::yaml::YamlNode;

/// A value that readers see.
pub(super) struct Passage<'a> {
    /// Its words, each letter with its place.
    pub(super) printed: PrintedWords<'a>,
    /// Its sentences.
    pub(super) sentences: Vec<Sentence>,
    /// Whether it is the title of the text.
    pub(super) is_title: bool,
}

/// A sentence, or what stands for one: a label, a heading, an item of a list.
pub(super) struct Sentence {
    /// Its place among the words that are printed, without what ends it.
    pub(super) range: Range<usize>,
    /// Its words in small letters, without signs.
    pub(super) words: Vec<String>,
    /// Whether it is running prose.
    pub(super) prose: bool,
}

/// Values that have no Markdown and are prose, by their last key.
const PROSE: &[&str] = &["summary", "main_message", "brief", "text"];
/// Values that readers see of each file.
const SEEN: &[&str] = &["title", "figures[].alt"];
/// Values that are numbers, whatever they hold.
const NUMBERS: &[&str] = &["facts[].number", "facts[].letters"];

/// What readers see of a file.
pub(super) fn passages<'a>(file: &TextFile<'a>, rules: &LanguageRules) -> Vec<Passage<'a>> {
    let mut passages = Vec::new();
    let others = SEEN.iter().filter(|path| !file.plain.contains(path));
    for path in file.plain.iter().chain(others).filter(|path| !NUMBERS.contains(path)) {
        let prose = PROSE.iter().any(|key| path.rsplit('.').next() == Some(key));
        for printed in file.root.select(path).into_iter().filter_map(PrintedWords::plain) {
            passages.push(passage(printed, prose, *path == "title", rules));
        }
    }
    for node in file.root.select_all(file.rich) {
        let Some(text) = node.as_str() else { continue };
        passages.push(passage(PrintedWords::rich(node, &markdown::parse(text).blocks), true, false, rules));
    }
    passages
}

/// The title of the work that a text adapts: read by nobody, but held to the words about people.
pub(super) fn original_title<'a>(root: &'a YamlNode) -> Option<PrintedWords<'a>> {
    root.select("based_on.title").into_iter().find_map(PrintedWords::plain)
}

fn passage<'a>(printed: PrintedWords<'a>, prose: bool, is_title: bool, rules: &LanguageRules) -> Passage<'a> {
    let mut sentences = Vec::new();
    for (kind, line) in printed.lines() {
        let prose = match kind {
            LineKind::Running => true,
            LineKind::Plain => prose,
            LineKind::Heading | LineKind::Cell => false,
            LineKind::Fact => continue,
        };
        cut(printed.words(), &line, rules, |range, words| sentences.push(Sentence { range, words, prose }));
    }
    Passage { printed, sentences, is_title }
}

/// Calls `each` on every sentence of a line.
fn cut(text: &str, line: &Range<usize>, rules: &LanguageRules, mut each: impl FnMut(Range<usize>, Vec<String>)) {
    let (mut words, mut range): (Vec<String>, Option<Range<usize>>) = (Vec::new(), None);
    for token in tokens(text, line) {
        let typed = &text[token.clone()];
        let word = plain_word(typed);
        if !word.is_empty() {
            let start = range.as_ref().map_or(token.start, |range| range.start);
            range = Some(start..token.start + typed.trim_end_matches(|c: char| !c.is_alphanumeric()).len());
            words.push(word);
        }
        if ends_sentence(typed, rules)
            && let Some(range) = range.take()
        {
            each(range, std::mem::take(&mut words));
        }
    }
    if let Some(range) = range {
        each(range, words);
    }
}

/// What stands between white space, dashes and strokes.
fn tokens(text: &str, line: &Range<usize>) -> Vec<Range<usize>> {
    let apart = |c: char| c.is_whitespace() || matches!(c, '\u{2013}' | '\u{2014}' | '/');
    let mut at = line.start;
    let mut found = Vec::new();
    for part in text[line.clone()].split(apart) {
        if !part.is_empty() {
            found.push(at..at + part.len());
        }
        at += part.len() + text[at + part.len()..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// A word in small letters, without signs but for hyphens and apostrophes within it; empty where there is none. A number
/// that is named is a word where it stands by itself; as a small figure behind a word it is none.
fn plain_word(token: &str) -> String {
    let kept = |c: &char| c.is_alphanumeric() || matches!(c, '\'' | '-' | '\u{2010}' | '\u{2011}');
    let straight = token.chars().map(|c| if matches!(c, '\u{2018}' | '\u{2019}') { '\'' } else { c });
    let word: String = straight.filter(kept).collect();
    let word = composed(word.trim_matches(['\'', '-'])).to_lowercase();
    if word.is_empty() && token.contains(FACT_NUMBER) { "0".to_owned() } else { word }
}

/// Whether a sentence ends behind a token.
fn ends_sentence(token: &str, rules: &LanguageRules) -> bool {
    let closing = |c: char| matches!(c, '"' | '\'' | '\u{2019}' | '\u{201d}' | ')' | '\u{bb}' | FACT_NUMBER);
    let token = token.trim_end_matches(closing);
    if token.ends_with("...") || !token.ends_with(['.', '!', '?']) {
        return false;
    }
    let Some(before) = token.strip_suffix('.') else { return true };
    let before = before.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    !rules.abbreviations.contains(&before.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english::ENGLISH;
    use crate::language::spanish::SPANISH;

    #[track_caller]
    fn hold(text: &str, rules: &LanguageRules, sentences: &[&[&str]]) {
        let mut found = Vec::new();
        cut(text, &(0..text.len()), rules, |_, words| found.push(words));
        assert_eq!(found, sentences, "{text}");
    }

    #[test]
    fn sentences_end_at_their_points() {
        hold("Call 911. Stay!", &ENGLISH, &[&["call", "911"], &["stay"]]);
        hold(
            "Dr. Lee gave 0.5 mg at 9 a.m. today",
            &ENGLISH,
            &[&["dr", "lee", "gave", "05", "mg", "at", "9", "am", "today"]],
        );
        hold(
            "“Are you OK?” (Say it.) Well... go on",
            &ENGLISH,
            &[&["are", "you", "ok"], &["say", "it"], &["well", "go", "on"]],
        );
        hold("it’s over-the-counter — and/or free", &ENGLISH, &[&["it's", "over-the-counter", "and", "or", "free"]]);
        hold("Call \u{fffc} now\u{fffc}. - Or 'wait'", &ENGLISH, &[&["call", "0", "now"], &["or", "wait"]]);
        hold(
            "¿Qué hace Ud. en EE. UU. hoy? Nada.",
            &SPANISH,
            &[&["qué", "hace", "ud", "en", "ee", "uu", "hoy"], &["nada"]],
        );
        hold(" - . ! ", &ENGLISH, &[]);
    }

    #[test]
    fn sentences_know_their_place() {
        let text = "  (One of them.)  \u{201c}Two.\u{201d}";
        let mut found = Vec::new();
        cut(text, &(0..text.len()), &ENGLISH, |range, _| found.push(&text[range]));
        assert_eq!(found, ["(One of them", "\u{201c}Two"]);
    }
}
