//! Labels of each language.

use std::collections::BTreeMap;

use super::files::SourceFiles;
use super::paths::{PROJECT, STRINGS, language, stem};
use super::settings::ListedLanguage;
use crate::diag::{Code, Finding, Sink, list};
use crate::model::Strings;
use crate::source::checks::labels;
use crate::source::raw::SourceKind;

/// The labels of `languages`; `listed` are those of `project.yaml`.
pub(super) fn load(
    files: &mut SourceFiles,
    languages: &[String],
    listed: &[ListedLanguage],
    sink: &mut Sink,
) -> BTreeMap<String, Strings> {
    let mut all = BTreeMap::new();
    let tree = files.tree;
    for lang in languages {
        if !(files.context.speaks)(lang) {
            sink.push(unspoken(files, lang, listed));
            continue;
        }
        let path = format!("{STRINGS}{lang}.yaml");
        if tree.get(&path).is_none() {
            sink.push(
                Finding::new(Code::MissingLabel, format!("there is no file `{path}` for the language `{lang}`"))
                    .hint("copy `sources/strings/en.yaml` and translate its labels"),
            );
            continue;
        }
        let (raw, ()) = files.read(SourceKind::Strings, &path, sink, labels::check);
        if let Some(strings) = raw.and_then(|labels| Strings::new(lang, labels)) {
            all.insert(lang.clone(), strings);
        }
    }
    for (path, _) in tree.below(STRINGS) {
        files.mark_read(path);
    }
    all
}

/// The languages that have labels, and in which the program has sentences about review.
pub(super) fn spoken<'a>(files: &SourceFiles<'a>) -> Vec<&'a str> {
    let labelled = files.tree.below(STRINGS).filter_map(|(path, _)| stem(path, STRINGS));
    labelled.filter(|l| (files.context.speaks)(l)).collect()
}

/// A language in which the program has no sentences about review.
fn unspoken(files: &SourceFiles, lang: &str, listed: &[ListedLanguage]) -> Finding {
    let place = listed.iter().find(|listed| listed.code == lang).map_or(0..0, |listed| listed.place.clone());
    let spoken = spoken(files);
    let code = language(lang);
    let hint = if spoken.contains(&code.as_str()) {
        format!("write `{code}`")
    } else {
        format!("take it out: these sentences are fixed in the program, in {}", list(spoken))
    };
    Finding::new(Code::UnsupportedLanguage, format!("handout has no sentences about review in the language `{lang}`"))
        .at(PROJECT, place)
        .hint(hint)
}
