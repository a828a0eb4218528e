//! Sign-offs of texts and facts.

use std::collections::{BTreeMap, BTreeSet};

use super::files::SourceFiles;
use super::paths::{FACTS, GUIDES, REVIEWS, WORKSHEETS, name_and_lang};
use crate::diag::{Code, Finding, Severity, Sink};
use crate::model::SignOff;
use crate::project::Tree;
use crate::source::checks::reviews;
use crate::source::names::Names;
use crate::source::raw::{Reviews, SourceKind};

/// The sign-offs by the id and language of what they are of; those of files with mistakes go to `broken`.
pub(super) fn load(
    files: &mut SourceFiles,
    names: &Names,
    broken: &mut BTreeSet<(String, String)>,
    sink: &mut Sink,
) -> BTreeMap<(String, String), Vec<SignOff>> {
    let mut all = BTreeMap::new();
    let (tree, today) = (files.tree, files.context.today);
    for (path, _) in tree.below(REVIEWS) {
        if path.starts_with("sources/reviews/texts/") || path.starts_with("sources/reviews/evidence/") {
            files.mark_read(path);
            continue;
        }
        let Some((id, lang)) = name_and_lang(path, REVIEWS) else { continue };
        let mut bad = Sink::default();
        if !has_text(tree, id, lang) {
            bad.push(without_text(path, id, lang));
        }
        let (raw, ()) = files.read(SourceKind::Reviews, path, sink, |lint, root, _| {
            reviews::check(lint, root, (id, lang), names, today, &mut bad);
        });
        // A sign-off that does not hold voids itself; the others in the file still count.
        sink.extend(bad.into_sorted());
        let key = (id.to_owned(), lang.to_owned());
        match raw {
            Some(Reviews { sign_offs }) => drop(all.insert(key, sign_offs)),
            None => drop(broken.insert(key)),
        }
    }
    all
}

/// Whether there is a file of that id and language.
fn has_text(tree: &Tree, id: &str, lang: &str) -> bool {
    let texts = [GUIDES, WORKSHEETS].map(|folder| format!("{folder}{id}/{lang}.yaml"));
    let facts = id.strip_prefix("facts-").map(|region| format!("{FACTS}{region}.{lang}.yaml"));
    texts.iter().chain(&facts).any(|path| tree.get(path).is_some())
}

fn without_text(path: &str, id: &str, lang: &str) -> Finding {
    let finding =
        Finding::new(Code::UnknownId, format!("the project has no text `{id}` in `{lang}`, whose sign-offs these are"));
    Finding { severity: Severity::Warning, ..finding }.at(path, 0..0).hint(
        "a file of sign-offs is named `<id>.<lang>.yaml` after its text; if the text got another id, it must be reviewed again",
    )
}
