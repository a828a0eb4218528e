//! The texts and facts files of a project as files, whether or not they have mistakes.

use super::paths::{CLINICS, FACTS, GUIDES, WORKSHEETS, name_and_lang, stem, text_key};
use crate::model::fact;
use crate::source::checks;
use crate::source::raw::SourceKind;
use crate::source::sources::Sources;
use crate::source::yaml::YamlNode;

/// A guide, a worksheet or a facts file, as it was read.
#[derive(Clone, Debug)]
pub(crate) struct TextFile<'a> {
    /// Its path in the project.
    pub(crate) path: &'a str,
    /// Its id: of facts `facts-REGION`.
    pub(crate) id: String,
    /// Its language, by its name.
    pub(crate) lang: &'a str,
    /// What was typed.
    pub(crate) source: &'a str,
    /// Its values.
    pub(crate) root: &'a YamlNode,
    /// Paths of values that are printed as they are.
    pub(crate) plain: &'static [&'static str],
    /// Paths of Markdown values.
    pub(crate) rich: &'static [&'static str],
}

/// The texts and facts files that were read, sorted by path.
pub(crate) fn text_files(sources: &Sources) -> Vec<TextFile<'_>> {
    let kinds = [SourceKind::Guide, SourceKind::Worksheet, SourceKind::Facts];
    let files = sources.trees();
    files
        .filter_map(|(path, source, root)| kinds.iter().find_map(|kind| text_file(*kind, path, source, root)))
        .collect()
}

/// The files of clinics that were read: paths, texts and trees.
pub(crate) fn clinic_files(sources: &Sources) -> Vec<(&str, &str, &YamlNode)> {
    sources.trees().filter(|(path, ..)| stem(path, CLINICS).is_some()).collect()
}

fn text_file<'a>(kind: SourceKind, path: &'a str, source: &'a str, root: &'a YamlNode) -> Option<TextFile<'a>> {
    let (id, lang) = match kind {
        SourceKind::Guide => text_key(path, GUIDES)?,
        SourceKind::Worksheet => text_key(path, WORKSHEETS)?,
        SourceKind::Facts => name_and_lang(path, FACTS)?,
        SourceKind::Project
        | SourceKind::People
        | SourceKind::Clinic
        | SourceKind::Strings
        | SourceKind::Reviews
        | SourceKind::Design
        | SourceKind::Instrument => return None,
    };
    let (id, plain, rich) = if kind == SourceKind::Facts {
        (fact::review_id(id), checks::facts::PLAIN, checks::facts::RICH)
    } else {
        (id.to_owned(), checks::texts::PLAIN, checks::texts::RICH)
    };
    Some(TextFile { path, id, lang, source, root, plain, rich })
}
