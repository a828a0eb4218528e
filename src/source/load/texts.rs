//! Guides and worksheets.

use std::collections::{BTreeMap, BTreeSet};

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
    let mut all = BTreeMap::new();
    let tree = files.tree;
    for (folder, kind) in [(GUIDES, SourceKind::Guide), (WORKSHEETS, SourceKind::Worksheet)] {
        for (path, _) in tree.below(folder) {
            let Some((id, lang)) = text_key(path, folder) else { continue };
            if !languages.iter().any(|l| l == lang) {
                continue;
            }
            let key = (id.to_owned(), lang.to_owned());
            match load_one(files, path, (id, lang, kind), names, sink) {
                Some(text) => drop(all.insert(key, text)),
                None => drop(broken.insert(key)),
            }
        }
    }
    all
}

fn load_one(
    files: &mut SourceFiles,
    path: &str,
    (id, lang, kind): (&str, &str, SourceKind),
    names: &Names,
    sink: &mut Sink,
) -> Option<Text> {
    let (tree, context) = (files.tree, files.context);
    let beside = Beside::new(tree, context, path);
    let (get, names_beside) = (|name: &str| beside.get(name), || beside.names());
    let flaw = |name: &str, bytes: &[u8], width| beside.flaw(name, bytes, width);
    let pictures = Pictures { get: &get, names: &names_beside, flaw: &flaw };
    let place = TextPlace { id, lang, kind, today: context.today, pictures: &pictures };
    if let Some(finding) = files.root(path).and_then(|root| misplaced(root, path, &place)) {
        files.mark_read(path);
        sink.push(finding);
        return None;
    }
    beside.mark_read(files);
    let check = |lint: &Lint, root: &YamlNode, sink: &mut Sink| texts::check(lint, root, &place, names, sink);
    let bytes = |name: &str| beside.bytes(name);
    let lowering = |texts| Lowering { file: path, lang, people: &names.people, texts, beside: &bytes };
    if kind == SourceKind::Guide {
        let (raw, texts) = files.read(kind, path, sink, check);
        let title = |id: &str| names.worksheets.get(id)?.get(lang)?.clone();
        lower::guide(raw?, lowering(texts), &title)
    } else {
        let (raw, texts) = files.read(kind, path, sink, check);
        lower::worksheet(raw?, lowering(texts))
    }
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
