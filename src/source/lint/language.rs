//! Texts in another language than that of their file.

use std::sync::LazyLock;

use whatlang::{Detector, Lang};

use super::Lint;
use crate::diag::{Code, Sink};
use crate::source::yaml::YamlNode;

/// The languages that are told apart: by their codes, in the words of a finding.
const LANGUAGES: &[(&str, Lang, &str)] = &[("en", Lang::Eng, "English"), ("es", Lang::Spa, "Spanish")];

/// How many letters a text must have to be judged: names and titles of works are foreign words too.
const LETTERS: usize = 40;

static DETECTOR: LazyLock<Detector> =
    LazyLock::new(|| Detector::with_allowlist(LANGUAGES.iter().map(|(_, lang, _)| *lang).collect()));

/// The codes of the languages, and what each is called.
pub(crate) fn languages() -> impl Iterator<Item = (&'static str, &'static str)> {
    LANGUAGES.iter().map(|(code, _, name)| (*code, *name))
}

impl Lint<'_> {
    /// Texts in another language than `lang`, the code of that of the file: one finding, at the first of them.
    pub(crate) fn language<'n>(&self, nodes: impl Iterator<Item = &'n &'n YamlNode>, lang: &str, sink: &mut Sink) {
        let Some((_, own, own_name)) = LANGUAGES.iter().find(|(code, ..)| *code == lang) else { return };
        let mut foreign = nodes.filter_map(|node| Some((*node, other(node.as_str()?, *own)?)));
        let Some((first, name)) = foreign.next() else { return };
        let more = foreign.count();
        let others = match more {
            0 => String::new(),
            1 => ", and so does one text more".to_owned(),
            n => format!(", and so do {n} texts more"),
        };
        sink.push(
            self.node(
                Code::OtherLanguage,
                first,
                format!("this looks like {name}{others}, and the file is for {own_name}"),
            )
            .hint(format!(
                "files are named by their language: `{lang}.yaml` holds {own_name}; translate it, or rename the file"
            )),
        );
    }
}

/// The language of a small word that only one of them has.
fn language_of(word: &str) -> Option<Lang> {
    match word {
        "the" | "of" | "and" | "to" | "is" | "you" | "it" | "for" | "that" | "are" | "with" | "your" | "or" | "if" => {
            Some(Lang::Eng)
        }
        "el" | "la" | "los" | "las" | "de" | "y" | "que" | "en" | "es" | "un" | "una" | "con" | "para" | "por"
        | "su" => Some(Lang::Spa),
        _ => None,
    }
}

/// Whether the small words of a text are mostly those of `own`: the detector takes ten times as long.
fn is_plainly(text: &str, own: Lang) -> bool {
    let (mut owns, mut others) = (0, 0);
    for lang in text.split_ascii_whitespace().filter_map(language_of) {
        *(if lang == own { &mut owns } else { &mut others }) += 1;
        // A text that begins so goes on so.
        if owns == 12 && others == 0 {
            return true;
        }
    }
    owns > 1 && owns > 2 * others
}

/// The name of the language that a whole document is in, where that is surely another one than that of a code.
pub(crate) fn other_than(text: &str, lang: &str) -> Option<&'static str> {
    let (_, own, _) = LANGUAGES.iter().find(|(code, ..)| *code == lang)?;
    let found = whatlang::detect(text).filter(|found| found.is_reliable() && found.lang() != *own)?;
    (!is_plainly(text, *own)).then(|| found.lang().eng_name())
}

/// How a language is called in itself and in the other: a text that names it is meant to stand there.
const NAMES: &[&str] = &["español", "castellano", "Spanish", "English", "inglés"];

/// The name of the language in which a text is, where that is surely another one than `own`.
fn other(text: &str, own: Lang) -> Option<&'static str> {
    if is_plainly(text, own) || NAMES.iter().any(|name| text.contains(name)) {
        return None;
    }
    if text.chars().filter(|c| c.is_alphabetic()).take(LETTERS).count() < LETTERS {
        return None;
    }
    let found = DETECTOR.detect(text).filter(|found| found.is_reliable() && found.lang() != own)?;
    LANGUAGES.iter().find(|(_, lang, _)| *lang == found.lang()).map(|(.., name)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_told_apart() {
        let spanish = "Los medicamentos reducen las ganas y el riesgo de morir de una sobredosis.";
        let english = "Medicines lower the craving and the danger of dying of an overdose.";
        assert_eq!(other(spanish, Lang::Eng), Some("Spanish"));
        assert_eq!(other(english, Lang::Spa), Some("English"));
        assert_eq!((other(spanish, Lang::Spa), other(english, Lang::Eng)), (None, None));
        assert_eq!(other("Naloxona en casa", Lang::Eng), None);
        let meant = "Para información en español, llame a la clínica. Disponible en español y en otros idiomas.";
        assert_eq!(other(meant, Lang::Eng), None);
    }
}
