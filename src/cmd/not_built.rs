//! What a build of drafts did not make, and what is left of it from before.

use super::folder::Folder;
use super::outcome::BuildOutcome;
use crate::job::Blocked;
use crate::manifest::FolderKind;
use crate::model::Project;

/// What to do in a project without texts.
pub(crate) const EMPTY: &str = "this project has no guide and no worksheet yet: put one into `sources/guides/ID/en.yaml` or `sources/worksheets/ID/en.yaml`, ID being a name in small letters and hyphens";

/// Whether a project has no texts, not even ones with errors.
pub(crate) fn is_empty(project: &Project) -> bool {
    let facts = |id: &String| project.facts.values().any(|facts| facts.review_id() == *id) || id.starts_with("facts-");
    project.texts.is_empty() && project.broken.iter().all(|(id, _)| facts(id))
}

/// How many are named.
const NAMED: usize = 12;

/// A line for each text or document that errors kept from being built, and whether older files of it are there.
pub(crate) fn not_built(blocked: &[Blocked], built: &BuildOutcome, folder: &Folder) -> Vec<String> {
    // Of what has errors the table of what is not released says it.
    let is_release = folder.kind == FolderKind::Releases;
    let blocked = blocked.iter().filter(|b| b.is_withdrawn || !is_release);
    let older = |is_of: &dyn Fn(&str) -> bool| {
        let mut files = folder.before.files.keys().filter(|path| is_of(path));
        if files.any(|path| folder.path.join(path).exists()) {
            "; its files of an earlier build are still there"
        } else {
            ""
        }
    };
    let texts = blocked.map(|b| {
        let stem = format!("{}/{}.{}-", b.clinic, b.id, b.lang);
        let old = if is_release { "" } else { older(&|path| path.starts_with(&stem)) };
        format!("not built: {} ({}){old}", stem.trim_end_matches('-'), b.reason)
    });
    let documents = built.forbidden.iter().filter(|_| !is_release).map(|path| {
        let stem = path.trim_end_matches(".pdf").trim_end_matches("-DRAFT");
        format!("not built: {stem} (see the errors){}", older(&|path| path.starts_with(stem)))
    });
    let mut lines: Vec<String> = texts.chain(documents).collect();
    if lines.len() > NAMED {
        let more = lines.len() - NAMED;
        lines.truncate(NAMED);
        lines.push(format!("and {more} more were not built"));
    }
    lines
}
