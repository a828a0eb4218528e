//! What the checks have in common that look at sources alone: which files are meant, and how a run ends.

use super::exit;
use super::names::check_names;
use crate::cli::exit::Exit;
use crate::diag::{Finding, Severity};
use crate::job::Selection;
use crate::model::Project;
use crate::project::{FileOrigin, Tree};
use crate::source::Sources;
use crate::source::load::{TextFile, text_files};

/// The texts and facts files of a project: nobody there can change the facts that come with the program.
pub(super) fn own_texts<'a>(sources: &'a Sources, tree: &Tree) -> Vec<TextFile<'a>> {
    let is_own = |file: &TextFile| tree.get(file.path).is_some_and(|found| found.origin == FileOrigin::Project);
    text_files(sources).into_iter().filter(is_own).collect()
}

/// Whether a file is asked for.
pub(super) fn is_wanted(file: &TextFile, wanted: &Selection) -> bool {
    let among = |names: &[String], name: &str| names.is_empty() || names.iter().any(|wanted| wanted == name);
    among(&wanted.ids, &file.id) && among(&wanted.langs, file.lang)
}

/// Refuses names that the project does not have; facts are named by the ids of their reviews.
///
/// # Errors
/// Where there is no such text.
pub(super) fn check_wanted(project: &Project, files: &[TextFile], wanted: &Selection) -> Result<(), String> {
    let is_facts = |id: &String| id.starts_with("facts-") && files.iter().any(|file| file.id == *id);
    let ids = wanted.ids.iter().filter(|id| !is_facts(id)).cloned().collect();
    check_names(project, &Selection { ids, ..wanted.clone() })?;
    if !wanted.is_all() && !files.iter().any(|file| is_wanted(file, wanted)) {
        return Err("the project has no such text in that language".to_owned());
    }
    Ok(())
}

/// How a run ends; a strict one fails for warnings too.
pub(super) fn exit_after(findings: &[Finding], strict: bool) -> Exit {
    let warned = findings.iter().any(|finding| finding.severity == Severity::Warning);
    if strict && warned { Exit::Findings } else { exit(findings) }
}
