//! Words for which there are better ones, found in what is printed.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

use super::rules::{HardWord, LanguageRules, Shaming, ShamingWord};

/// The words of a language, ready to be looked for.
pub(super) struct WordFinder {
    rules: &'static LanguageRules,
    shaming: Option<Regex>,
    plainer: Option<Regex>,
}

impl WordFinder {
    /// The words of some rules.
    pub(super) fn new(rules: &'static LanguageRules) -> Self {
        let shaming = any_of(rules.shaming.iter().map(|word| word.words));
        Self { rules, shaming, plainer: any_of(rules.plainer.iter().map(|word| word.words)) }
    }

    /// Words about people that put shame on them; in texts about drug use more of them do.
    pub(super) fn shaming(&self, text: &str, drug_use: bool) -> Vec<(Range<usize>, &'static ShamingWord)> {
        let found = found(self.shaming.as_ref(), text, self.rules.shaming);
        found.into_iter().filter(|(_, word)| drug_use || word.of == Shaming::Always).collect()
    }

    /// Words for which there are plainer ones, but for those in names.
    pub(super) fn hard(&self, text: &str) -> Vec<(Range<usize>, &'static HardWord)> {
        let found = found(self.plainer.as_ref(), text, self.rules.plainer);
        found.into_iter().filter(|(range, word)| !is_in_name(text, range) && is_meant(text, range, word)).collect()
    }
}

/// One pattern of several, each of which is a group of it. The patterns are those of the tables, which a test compiles.
fn any_of<'a>(words: impl Iterator<Item = &'a str>) -> Option<Regex> {
    let groups: Vec<String> = words.map(|words| format!("({words})")).collect();
    let pattern = format!(r"\b(?:{})\b", groups.join("|"));
    RegexBuilder::new(&pattern).case_insensitive(true).build().ok()
}

fn found<T>(pattern: Option<&Regex>, text: &str, words: &'static [T]) -> Vec<(Range<usize>, &'static T)> {
    let one = |found: regex::Captures| {
        let (i, group) = found.iter().skip(1).enumerate().find_map(|(i, group)| Some((i, group?)))?;
        Some((group.range(), words.get(i)?))
    };
    pattern.into_iter().flat_map(|pattern| pattern.captures_iter(text)).filter_map(one).collect()
}

/// Whether what stands about a word leaves it the meaning for which there is a plainer one.
fn is_meant(text: &str, range: &Range<usize>, word: &HardWord) -> bool {
    let before = text[..range.start].trim_end().rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let behind = text[range.end..].trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let among = |small: &str, words: &[&str]| words.iter().any(|word| small.eq_ignore_ascii_case(word));
    !among(before, word.not_after) && (word.followed_by.is_empty() || among(behind, word.followed_by))
}

/// Whether a word is a part of a name: it has a capital within a sentence, or one before another capital.
fn is_in_name(text: &str, range: &Range<usize>) -> bool {
    let capital = |text: &str| text.chars().next().is_some_and(char::is_uppercase);
    if !capital(&text[range.clone()]) {
        return false;
    }
    let before = text[..range.start].trim_end_matches([' ', '"', '\'', '\u{201c}', '\u{ab}', '(', '\u{a1}', '\u{bf}']);
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n']);
    !begins || text[range.end..].strip_prefix(' ').is_some_and(capital)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::english::ENGLISH;
    use crate::language::spanish::SPANISH;

    #[track_caller]
    fn hard(rules: &'static LanguageRules, text: &str) -> Vec<String> {
        WordFinder::new(rules).hard(text).into_iter().map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn each_word_is_found_by_its_own_row() {
        for rules in [&ENGLISH, &SPANISH] {
            let finder = WordFinder::new(rules);
            let (shaming, plainer) = (finder.shaming.as_ref(), finder.plainer.as_ref());
            assert_eq!(shaming.map(Regex::captures_len), Some(rules.shaming.len() + 1), "{}", rules.code);
            assert_eq!(plainer.map(Regex::captures_len), Some(rules.plainer.len() + 1), "{}", rules.code);
        }
    }

    #[test]
    fn hard_words_are_found_by_their_use() {
        assert_eq!(
            hard(&ENGLISH, "Administer it prior to sleep. Utilizing it"),
            ["Administer", "prior to", "Utilizing"]
        );
        assert_eq!(hard(&ENGLISH, "Contact your clinic; wear contact lenses; an emergency contact a day"), ["Contact"]);
        assert_eq!(hard(&ENGLISH, "The Physicians Alliance. Approximately Ten. The Renal Unit"), [""; 0]);
        assert_eq!(
            hard(&SPANISH, "En caso de que utilice la vía oral, contacte con Ana"),
            ["En caso de que", "utilice", "vía oral", "contacte"]
        );
        assert_eq!(hard(&SPANISH, "El contacto con la piel es útil"), [""; 0]);
    }

    #[test]
    fn clean_is_said_of_wounds_too() {
        let finder = WordFinder::new(&ENGLISH);
        let found = |text: &str, drug_use| finder.shaming(text, drug_use).len();
        assert_eq!((found("Keep it clean", false), found("She is clean", true)), (0, 1));
        assert_eq!((found("An addict", false), found("addiction", true)), (1, 0));
    }
}
