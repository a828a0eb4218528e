//! What a language needs for its texts to be judged: data alone.

/// A language whose texts are judged.
pub(super) struct LanguageRules {
    /// Its code (ISO 639-1).
    pub(super) code: &'static str,
    /// The measures, the main one first.
    pub(super) measures: &'static [Measure],
    /// Counts the syllables of a word in small letters.
    pub(super) syllables: fn(&str) -> usize,
    /// Small letters before a point that ends no sentence.
    pub(super) abbreviations: &'static [&'static str],
    /// The words that a sentence may have before it is called long.
    pub(super) longest: usize,
    /// Words about people that put shame on them.
    pub(super) shaming: &'static [ShamingWord],
    /// Words for which there are plainer ones.
    pub(super) plainer: &'static [HardWord],
}

/// A way to grade a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Measure {
    /// Its name, as tables print it.
    pub(super) name: &'static str,
    /// Which one it is.
    pub(super) formula: Formula,
    /// The grade that a text for families keeps.
    pub(super) limit: Limit,
}

/// How a grade is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Formula {
    /// The school grade of Kincaid and others (1975).
    FleschKincaid,
    /// The school grade of McLaughlin (1969).
    Smog,
    /// The scale of Szigriszt-Pazos (1992), read as INFLESZ by Barrio-Cantalejo and others (2008): more is easier.
    Szigriszt,
}

/// The grade that a text for families keeps.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Limit {
    /// This or less.
    Most(f64),
    /// This or more.
    Least(f64),
}

impl Limit {
    /// Whether a grade keeps to it, as it is said: with one digit behind the point.
    pub(super) fn holds(self, grade: f64) -> bool {
        let grade = (grade * 10.0).round() / 10.0;
        match self {
            Limit::Most(most) => grade <= most,
            Limit::Least(least) => grade >= least,
        }
    }

    /// "at most 8".
    pub(super) fn said(self) -> String {
        match self {
            Limit::Most(most) => format!("at most {most:.0}"),
            Limit::Least(least) => format!("at least {least:.0}"),
        }
    }
}

/// Words about people that put shame on them.
pub(super) struct ShamingWord {
    /// A pattern of whole words, in any capitals.
    pub(super) words: &'static str,
    /// What to write.
    pub(super) instead: &'static str,
    /// Where they do.
    pub(super) of: Shaming,
}

/// Where words put shame on people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shaming {
    /// In every text.
    Always,
    /// In texts about drug use: elsewhere "clean" is said of a wound.
    DrugUse,
}

/// Words for which there are plainer ones.
pub(super) struct HardWord {
    /// A pattern of whole words, in any capitals.
    pub(super) words: &'static str,
    /// The plainer ones.
    pub(super) plainer: &'static str,
    /// Small words before them that give them another meaning.
    pub(super) not_after: &'static [&'static str],
    /// One of these small words must follow, where there are any.
    pub(super) followed_by: &'static [&'static str],
}

/// Hard words, whatever stands about them.
pub(super) const fn hard(words: &'static str, plainer: &'static str) -> HardWord {
    HardWord { words, plainer, not_after: &[], followed_by: &[] }
}
