//! Guides and worksheets.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::beside::Beside;
use super::files::SourceFiles;
use super::paths::{GUIDES, WORKSHEETS, text_key};
use crate::diag::{Code, Finding, Sink};
use crate::model::Text;
use crate::source::checks::figures::Pictures;
use crate::source::checks::texts::{self, TextPlace};
use crate::source::lint::Lint;
use crate::source::lower::{self, Lowering, line};
use crate::source::names::Names;
use crate::source::raw::SourceKind;
use crate::source::yaml::YamlNode;

/// Tells `names` of the guides, and of the worksheets in each language, with their titles in those of `languages`.
pub(super) fn find(files: &mut SourceFiles, languages: &[String], names: &mut Names) {
    let tree = files.tree;
    names.guides = tree.below(GUIDES).filter_map(|(path, _)| Some(text_key(path, GUIDES)?.0.to_owned())).collect();
    for (path, _) in tree.below(WORKSHEETS) {
        let Some((id, lang)) = text_key(path, WORKSHEETS) else { continue };
        let root = if languages.iter().any(|l| l == lang) { files.root(path) } else { None };
        let title = root.and_then(|root| Some(line(root.get("title")?.as_str()?))).filter(|title| !title.is_empty());
        names.worksheets.entry(id.to_owned()).or_default().insert(lang.to_owned(), title);
    }
}

/// The texts of `languages` by id and language; those with mistakes go to `broken`.
pub(super) fn load(
    files: &mut SourceFiles,
    languages: &[String],
    names: &Names,
    broken: &mut BTreeSet<(String, String)>,
    sink: &mut Sink,
) -> BTreeMap<(String, String), Text> {
    let tree = files.tree;
    let folders = [(GUIDES, SourceKind::Guide), (WORKSHEETS, SourceKind::Worksheet)];
    let found = folders.into_iter().flat_map(|(folder, kind)| {
        tree.below(folder).filter_map(move |(path, _)| Some((path, text_key(path, folder)?, kind)))
    });
    let wanted: Vec<_> = found.filter(|(_, (_, lang), _)| languages.iter().any(|l| l == lang)).collect();
    let paths: Vec<&str> = wanted.iter().map(|(path, ..)| *path).collect();
    files.parse(&paths);
    let read: Vec<_> =
        wanted.par_iter().map(|(path, (id, lang), kind)| read_one(files, path, (id, lang, *kind), names)).collect();
    let mut all = BTreeMap::new();
    for ((path, (id, lang), _), (text, findings)) in wanted.into_iter().zip(read) {
        files.mark_read(path);
        if !findings.is_misplaced {
            Beside::new(tree, files.context, path).mark_read(files);
        }
        sink.extend(findings.found);
        let key = (id.to_owned(), lang.to_owned());
        match text {
            Some(text) => drop(all.insert(key, text)),
            None => drop(broken.insert(key)),
        }
    }
    all
}

/// What was found in a text.
struct TextFindings {
    found: Vec<Finding>,
    /// Whether it stands in the folder of another kind.
    is_misplaced: bool,
}

/// Reads a text whose file is parsed.
fn read_one(
    files: &SourceFiles,
    path: &str,
    (id, lang, kind): (&str, &str, SourceKind),
    names: &Names,
) -> (Option<Text>, TextFindings) {
    let (tree, context) = (files.tree, files.context);
    let beside = Beside::new(tree, context, path);
    let (get, names_beside) = (|name: &str| beside.get(name), || beside.names());
    let flaw = |name: &str, bytes: &[u8], width| beside.flaw(name, bytes, width);
    let pictures = Pictures { get: &get, names: &names_beside, flaw: &flaw };
    let place = TextPlace { id, lang, kind, today: context.today, pictures: &pictures };
    if let Some(finding) = files.parsed_root(path).and_then(|root| misplaced(root, path, &place)) {
        return (None, TextFindings { found: vec![finding], is_misplaced: true });
    }
    let check = |lint: &Lint, root: &YamlNode, sink: &mut Sink| texts::check(lint, root, &place, names, sink);
    let bytes = |name: &str| beside.bytes(name);
    let lowering = |texts| Lowering { file: path, lang, people: &names.people, texts, beside: &bytes };
    let (text, found) = if kind == SourceKind::Guide {
        let (raw, texts, found) = files.read_parsed(kind, path, check);
        let title = |id: &str| names.worksheets.get(id)?.get(lang)?.clone();
        (raw.and_then(|raw| lower::guide(raw, lowering(texts), &title)), found)
    } else {
        let (raw, texts, found) = files.read_parsed(kind, path, check);
        (raw.and_then(|raw| lower::worksheet(raw, lowering(texts))), found)
    };
    (text, TextFindings { found, is_misplaced: false })
}

/// A guide among the worksheets, or a worksheet among the guides: one finding instead of one for each key.
fn misplaced(root: &YamlNode, path: &str, place: &TextPlace) -> Option<Finding> {
    let has = |keys: &[&str]| keys.iter().find_map(|key| root.entry(key));
    let (guide, sheet) = (has(&["sections", "faq"]), has(&["parts"]));
    let (key, is, other, folder) = match (place.kind, guide, sheet) {
        (SourceKind::Worksheet, Some((key, _)), None) => (key, "guide", "worksheets", GUIDES),
        (SourceKind::Guide, None, Some((key, _))) => (key, "worksheet", "guides", WORKSHEETS),
        _ => return None,
    };
    let finding = Finding::new(Code::IdMismatch, format!("this is a {is}, and stands among the {other}"));
    Some(finding.at(path, key.range.clone()).hint(format!("move its folder to `{folder}`")))
}
