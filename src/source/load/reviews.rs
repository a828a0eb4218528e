//! Sign-offs of texts and facts.

use std::collections::{BTreeMap, BTreeSet};

use super::files::SourceFiles;
use super::paths::{CLINICS, FACTS, GUIDES, REVIEWS, WITHDRAWN, WORKSHEETS, name_and_lang, text_key};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::model::SignOff;
use crate::project::Tree;
use crate::source::checks::reviews;
use crate::source::lint::Lint;
use crate::source::names::Names;
use crate::source::raw::{Reviews, SourceKind};
use crate::source::yaml::YamlNode;

/// Where the words that were signed are kept.
const TEXTS: &str = "sources/reviews/texts/";
/// What packets asked.
const PACKETS: &str = "sources/reviews/packets/";

/// The records by the id and language of what they are of; those of files with mistakes go to `broken`.
pub(super) fn load(
    files: &mut SourceFiles,
    names: &Names,
    broken: &mut BTreeSet<(String, String)>,
    sink: &mut Sink,
) -> BTreeMap<(String, String), Reviews> {
    let mut all = BTreeMap::new();
    let (tree, context) = (files.tree, files.context);
    let today = context.today;
    for (path, _) in tree.below(REVIEWS) {
        if [TEXTS, WITHDRAWN, PACKETS].iter().any(|folder| path.starts_with(folder)) {
            files.mark_read(path);
            continue;
        }
        let Some((id, lang)) = name_and_lang(path, REVIEWS) else { continue };
        let mut bad = Sink::default();
        if !has_text(tree, id, lang) && !stands_elsewhere(tree, id) {
            bad.push(without_text(path, id, lang));
        }
        let (raw, ()) = files.read(SourceKind::Reviews, path, sink, |lint, root, _| {
            reviews::check(lint, root, (id, lang), names, today, &mut bad);
            check_kept(lint, root, tree, context.sha256, &mut bad);
        });
        // A sign-off that does not hold voids itself; the others in the file still count.
        sink.extend(bad.into_sorted());
        let key = (id.to_owned(), lang.to_owned());
        match raw {
            Some(record) => drop(all.insert(key, record)),
            None => drop(broken.insert(key)),
        }
    }
    all
}

/// The words of facts that were signed, by their digest, as far as their files are those that were written.
pub(super) fn kept_facts(
    files: &SourceFiles,
    sign_offs: &BTreeMap<(String, String), Vec<SignOff>>,
) -> BTreeMap<String, String> {
    let of_facts = sign_offs.iter().filter(|((id, _), _)| id.starts_with("facts-")).flat_map(|(_, own)| own);
    let kept = of_facts.filter_map(|sign_off| {
        let digest = &sign_off.digest;
        let bytes = &files.tree.get(&format!("{TEXTS}{digest}.json"))?.bytes;
        let text = String::from_utf8(bytes.to_vec()).ok()?;
        ((files.context.sha256)(bytes) == *digest).then(|| (digest.clone(), text))
    });
    kept.collect()
}

/// Each sign-off has the words that were signed beside it, kept by their digest.
fn check_kept(lint: &Lint, root: &YamlNode, tree: &Tree, sha256: &dyn Fn(&[u8]) -> String, sink: &mut Sink) {
    for node in root.select("sign_offs[].digest") {
        // One that is none is said by the schema.
        let digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        let Some(digest) = node.as_str().filter(|d| d.len() == 64 && d.bytes().all(digit)) else { continue };
        let kept = tree.get(&format!("{TEXTS}{digest}.json"));
        let (what, hint) = match kept {
            Some(file) if sha256(&file.bytes) == digest => continue,
            Some(_) => (
                "the words kept for this sign-off are not those that were signed",
                "get the file back from a copy of the folder; it is written once, and never edited",
            ),
            None => (
                "the words of this sign-off are not kept any more",
                "get the file back from a copy of the folder: without it nobody can say what was signed",
            ),
        };
        sink.push(lint.node(Code::KeptText, node, format!("{what} (`reviews/texts/{digest}.json`)")).hint(hint));
    }
}

/// Whether there is a file of that id and language.
fn has_text(tree: &Tree, id: &str, lang: &str) -> bool {
    let texts = [GUIDES, WORKSHEETS].map(|folder| format!("{folder}{id}/{lang}.yaml"));
    let facts = id.strip_prefix("facts-").map(|region| format!("{FACTS}{region}.{lang}.yaml"));
    texts.iter().chain(&facts).any(|path| tree.get(path).is_some())
}

/// Whether a file that is not called or placed as texts are has that id: it is told of by itself.
fn stands_elsewhere(tree: &Tree, id: &str) -> bool {
    let as_text =
        |path: &str| [GUIDES, WORKSHEETS].iter().any(|f| text_key(path, f).is_some_and(|(_, l)| l.len() == 2));
    let named = |line: &str| line.strip_prefix("id:").is_some_and(|own| own.trim().trim_matches(['"', '\'']) == id);
    tree.below("sources/")
        .filter(|(path, _)| !path.starts_with(REVIEWS) && !path.starts_with(CLINICS) && !as_text(path))
        .any(|(_, file)| String::from_utf8_lossy(&file.bytes).lines().any(named))
}

fn without_text(path: &str, id: &str, lang: &str) -> Finding {
    let finding =
        Finding::new(Code::UnknownId, format!("the project has no text `{id}` in `{lang}`, whose sign-offs these are"));
    Finding { severity: Severity::Warning, ..finding }.at(path, 0..0).hint(
        "a file of sign-offs is named `<id>.<lang>.yaml` after its text; if the text got another id, it must be reviewed again",
    )
}
