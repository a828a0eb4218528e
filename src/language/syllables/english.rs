//! Syllables of English words: a table of those whose letters do not tell, and a rule for all others.
//!
//! The table is made of the CMU Pronouncing Dictionary by `tests/syllables.py`, which has the same rule: change both, and
//! make it anew. Of the 124,911 words of that dictionary the rule alone counts 92 % as it does; with the table it is all.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::WordLetters;

/// The words, each behind how many syllables it has.
const TABLE: &str = include_str!("english.txt");

static KNOWN: LazyLock<BTreeMap<&str, usize>> = LazyLock::new(|| {
    let lines = TABLE.lines().filter_map(|line| line.split_once(' '));
    let counted = lines.filter_map(|(count, words)| Some((count.parse::<usize>().ok()?, words)));
    counted.flat_map(|(count, words)| words.split(' ').map(move |word| (word, count))).collect()
});

/// Syllables of a word in small letters, with straight apostrophes; of one with hyphens those of its parts.
pub(in crate::language) fn count(word: &str) -> usize {
    let word = word.trim_matches('\'');
    word.split(['-', '\u{2010}', '\u{2011}']).filter(|part| !part.is_empty()).map(of_part).sum::<usize>().max(1)
}

fn of_part(word: &str) -> usize {
    // Sounds such as "hmm" have none in the dictionary.
    KNOWN.get(word).map_or_else(|| by_rule(word), |known| *known)
}

fn vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

fn consonant(c: char) -> bool {
    c != ' ' && !vowel(c)
}

/// The syllables by the letters alone.
fn by_rule(word: &str) -> usize {
    let plain = crate::model::letters::unaccented(word);
    let mut letters: Vec<char> = plain.chars().filter(char::is_ascii_lowercase).collect();
    let own = plain.ends_with("'s");
    if own {
        letters.pop();
    }
    let text: String = letters.iter().collect();
    let letters = WordLetters(letters);
    let groups = (0..text.len()).filter(|i| vowel(letters.at(*i)) && !vowel(letters.before(*i))).count();
    let silent = silent(&text, &letters, groups);
    let mute = groups.saturating_sub(silent) > 2 && has_mute_e(&text, &letters);
    let apart = (0..text.len().saturating_sub(1)).map(|i| apart(&text, &letters, i)).sum::<usize>();
    let count = groups + apart + without_vowel(&text, &plain, &letters, own);
    count.saturating_sub(silent + usize::from(mute)).max(1)
}

/// An e at the end that is not said.
fn silent(text: &str, letters: &WordLetters, groups: usize) -> usize {
    let ends = |suffix: &str| text.ends_with(suffix) && text.len() > suffix.len();
    let before = |suffix: &str| letters.back(suffix.len() + 1);
    let of_l = |c: char| consonant(c) && !"rwl".contains(c);
    let is_silent = if ends("e") && consonant(before("e")) {
        !(ends("le") && of_l(before("le")))
    } else if ends("ed") && consonant(before("ed")) && !"td".contains(before("ed")) {
        !(before("ed") == 'l' && of_l(letters.back(4)))
    } else if ends("es")
        && consonant(before("es"))
        && !"sxzgc".contains(before("es"))
        && !["shes", "ches"].iter().any(|end| text.ends_with(end))
    {
        !(before("es") == 'l' && of_l(letters.back(4)))
    } else {
        ends("que") && groups > 1
    };
    usize::from(is_silent)
}

/// Whether an e before an ending is not said: "movement".
fn has_mute_e(text: &str, letters: &WordLetters) -> bool {
    let endings = ["ely", "ement", "ements", "eful", "efully", "eless", "eness"];
    endings.iter().any(|end| text.ends_with(end) && consonant(letters.back(end.len() + 1)))
}

/// How many of two vowels that begin at a letter are said apart.
fn apart(text: &str, letters: &WordLetters, at: usize) -> usize {
    let (first, second) = (letters.at(at), letters.at(at + 1));
    let (before, behind) = (letters.before(at), letters.at(at + 2));
    let own = match (first, second) {
        ('i', 'a') => !"tcsgx".contains(before),
        ('i', 'o') => !"tcsgx".contains(before) && behind != 'n',
        ('e', 'o') => !text[at + 2..].starts_with("us"),
        ('e', 'u') => matches!(&text[at + 2..], "m" | "s"),
        ('u', 'a') => !"gq".contains(before),
        ('u', 'i') => "nt".contains(behind) && !"gq".contains(before),
        ('i', 'e') => "tn".contains(behind),
        ('i', 'u') => true,
        _ => false,
    };
    let rest = &text[at + 1..];
    let ing = vowel(first) && !matches!((first, second), ('a' | 'u', 'i')) && ["ing", "ings"].contains(&rest);
    usize::from(own) + usize::from(ing)
}

/// Syllables without a vowel: "rhythm", "didn't", "McCoy", "boss's".
fn without_vowel(text: &str, word: &str, letters: &WordLetters, own: bool) -> usize {
    let ends = |endings: &[&str]| endings.iter().any(|end| text.ends_with(end));
    [
        ends(&["sm", "sms", "thm", "thms"]),
        word.ends_with("n't") && consonant(letters.back(3)),
        text.starts_with("mc"),
        own && ends(&["s", "z", "x", "ch", "sh", "ce", "ge", "se", "ze"]),
    ]
    .into_iter()
    .filter(|said| *said)
    .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_the_dictionary_are_counted_as_there() {
        let kept = include_str!("../../../tests/fixtures/syllables.txt");
        let (mut words, mut by_rule_alone) = (0, 0);
        for line in kept.lines() {
            let (word, count) = line.split_once(' ').expect("a word and its count");
            let wanted: usize = count.parse().expect("a number");
            assert_eq!(of_part(word), wanted, "{word}");
            words += 1;
            by_rule_alone += usize::from(by_rule(word) == wanted);
        }
        assert!(words > 2000 && by_rule_alone * 100 > words * 91, "{by_rule_alone} of {words} by rule");
    }

    #[test]
    fn other_words_are_counted_by_their_letters() {
        for (word, wanted) in [("naloxone", 3), ("over-the-counter", 5), ("911", 1), ("hm", 1), ("", 1), ("'", 1)] {
            assert_eq!(count(word), wanted, "{word}");
        }
    }
}
