//! A folder of outputs: its manifest, and the files that the project makes no more.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::job::Plan;
use crate::manifest::{Entry, Holds, Manifest, NAME};
use crate::output;
use crate::project::Tree;

/// A folder that a run writes to.
pub(crate) struct Folder {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What it is for.
    pub(crate) holds: Holds,
    /// What it held before.
    pub(crate) before: Manifest,
}

/// What may be done with files that no job makes any more.
#[derive(Clone, Copy)]
pub(crate) struct Prune {
    /// Whether they are to be removed.
    pub(crate) wanted: bool,
    /// Whether files of the project have errors, so that its jobs are not all known.
    pub(crate) broken: bool,
}

impl Folder {
    /// Opens a folder, which need not exist yet.
    ///
    /// # Errors
    /// Where its manifest cannot be read, or is that of a folder of the other kind: drafts and releases never share
    /// one.
    pub(crate) fn open(path: &Path, holds: Holds) -> Result<Self, String> {
        for above in path.ancestors().filter(|a| !a.as_os_str().is_empty()) {
            let before = Manifest::read(above)?;
            let (other, kind) = match (before.holds, holds) {
                (Some(Holds::Releases), Holds::Drafts) => ("released texts", "only `build --release` writes there"),
                (Some(Holds::Drafts), Holds::Releases) => ("drafts", "name another folder for releases"),
                _ => continue,
            };
            return Err(format!("{} is a folder of {other}: {kind}", above.display()));
        }
        if holds == Holds::Drafts && path.file_name().is_some_and(|n| n == "release") {
            return Err("only `build --release` writes to a folder called release".to_owned());
        }
        Ok(Self { path: path.to_owned(), holds, before: Manifest::read(path)? })
    }

    /// Writes the manifest anew: new entries over the old ones, without what was taken away; says what is of earlier
    /// builds.
    ///
    /// # Errors
    /// Where a file cannot be removed or the manifest cannot be written.
    pub(crate) fn close(
        self,
        entries: Vec<(String, Entry)>,
        gone: &[String],
        plan: &Plan,
        prune: Prune,
        tree: &Tree,
    ) -> Result<Vec<String>, String> {
        let mut manifest = self.before.clone();
        manifest.format = 1;
        manifest.made_by = concat!("handout ", env!("CARGO_PKG_VERSION")).to_owned();
        manifest.holds = Some(self.holds);
        manifest.inputs = Manifest::inputs(tree);
        manifest.files.extend(entries);
        for path in gone {
            if manifest.files.remove(path).is_some() {
                self.remove(path)?;
            }
        }
        let said = self.stale(&mut manifest, plan, prune)?;
        if !manifest.files.is_empty() || !self.before.files.is_empty() {
            let path = self.path.join(NAME);
            output::write(&path, manifest.to_json().as_bytes())
                .map_err(|e| format!("{} cannot be written: {e}", path.display()))?;
        }
        Ok(said)
    }

    /// Lists files of earlier builds that the project makes no more, and removes them where asked.
    fn stale(&self, manifest: &mut Manifest, plan: &Plan, prune: Prune) -> Result<Vec<String>, String> {
        let released = self.holds == Holds::Releases;
        let planned: BTreeSet<String> =
            plan.jobs.iter().map(|j| if released { format!("{}.pdf", j.stem()) } else { j.path() }).collect();
        let blocked =
            |e: &Entry| plan.blocked.iter().any(|b| (&b.id, &b.lang, &b.clinic) == (&e.text, &e.lang, &e.clinic));
        let stale: Vec<String> = manifest
            .files
            .iter()
            .filter(|(path, entry)| !planned.contains(*path) && !blocked(entry))
            .map(|(path, _)| path.clone())
            .collect();
        let mut said = Vec::new();
        for path in stale {
            if prune.wanted && !prune.broken {
                self.remove(&path)?;
                manifest.files.remove(&path);
                said.push(format!("removed {path}, which the project makes no more"));
            } else if prune.wanted {
                said.push(format!(
                    "kept {path}, which the project may make no more: correct the errors first, then prune"
                ));
            } else if !prune.broken {
                said.push(format!("{path} is of an earlier build and made no more (--prune removes it)"));
            }
        }
        Ok(said)
    }

    /// Removes a file that the manifest lists; paths that leave the folder are never followed.
    fn remove(&self, path: &str) -> Result<(), String> {
        if !Path::new(path).components().all(|c| matches!(c, Component::Normal(_))) {
            return Err(format!("{} lists `{path}`, which is no path in its folder", self.path.join(NAME).display()));
        }
        let file = self.path.join(path);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(format!("{} cannot be removed: {error}", file.display()))
            }
            _ => Ok(()),
        }
    }
}
