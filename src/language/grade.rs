//! Grades of sentences.

use super::cut::Sentence;
use super::rules::{Formula, LanguageRules};

/// What grades are computed of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Words.
    pub(super) words: usize,
    /// Sentences of three words and more; one at least where there are words.
    pub(super) sentences: usize,
    /// Syllables.
    pub(super) syllables: usize,
    /// Words of three syllables and more.
    pub(super) long_words: usize,
}

impl Counts {
    /// What some sentences have.
    pub(super) fn of<'a>(sentences: impl Iterator<Item = &'a Sentence>, rules: &LanguageRules) -> Self {
        let mut counts = Self::default();
        for sentence in sentences {
            counts.sentences += usize::from(sentence.words.len() > 2);
            for word in &sentence.words {
                let syllables = (rules.syllables)(word);
                counts.words += 1;
                counts.syllables += syllables;
                counts.long_words += usize::from(syllables > 2);
            }
        }
        counts.sentences = counts.sentences.max(counts.words.min(1));
        counts
    }

    /// A grade; `None` where there are no words.
    pub(super) fn grade(&self, formula: Formula) -> Option<f64> {
        let Self { words, sentences, syllables, long_words } = *self;
        if words == 0 {
            return None;
        }
        let (words, sentences) = (words as f64, sentences as f64);
        let (each_sentence, each_word) = (words / sentences, syllables as f64 / words);
        Some(match formula {
            Formula::FleschKincaid => 0.39 * each_sentence + 11.8 * each_word - 15.59,
            Formula::Smog => 1.043 * (30.0 * long_words as f64 / sentences).sqrt() + 3.1291,
            Formula::Szigriszt => 206.835 - 62.3 * each_word - each_sentence,
        })
    }
}
