//! A folder of outputs: its manifest, and the files that the project makes no more.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use crate::cli::options::Global;
use crate::document::Job;
use crate::job::{Plan, WantedTargets};
use crate::manifest::{FORMAT, FileEntry, FolderKind, Manifest, NAME};
use crate::output;
use crate::project::Tree;

/// A folder that a run writes to.
pub(crate) struct Folder {
    /// Where it is.
    pub(crate) path: PathBuf,
    /// What it is for.
    pub(crate) holds: FolderKind,
    /// What it held before.
    pub(crate) before: Manifest,
    _lock: output::Lock,
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
    /// Opens a folder, which need not exist yet, and locks it until this is dropped.
    ///
    /// # Errors
    /// Where its manifest cannot be read, it is or lies in a folder of the other kind (drafts and releases never share
    /// one), or another run writes to it.
    pub(crate) fn open(path: &Path, holds: FolderKind, global: &Global) -> Result<Self, String> {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let real = resolve(&global.here.join(path));
        guard(&real, holds, global)?;
        let named = [path, &real].iter().any(|p| p.file_name().is_some_and(|n| n.eq_ignore_ascii_case("release")));
        if holds == FolderKind::Drafts && named {
            return Err("only `build --release` writes to a folder called release".to_owned());
        }
        let lock = output::lock(path)
            .map_err(|e| format!("{} cannot be written: {e}", path.display()))?
            .ok_or_else(|| format!("another build is writing to {}; wait for it to end", global.shown(path)))?;
        let mut before = Manifest::read(path)?;
        output::sweep(path);
        for clinic in before.files.values().map(|entry| &entry.clinic).collect::<BTreeSet<_>>() {
            if plain(clinic) {
                output::sweep(&path.join(clinic));
            }
        }
        // What a killed run was to write and did not.
        before.files.retain(|file, entry| !entry.is_planned() || path.join(file).exists());
        Ok(Self { path: path.to_owned(), holds, before, _lock: lock })
    }

    /// Holds the folders of clinics to the same rule, wherever links lead.
    ///
    /// # Errors
    /// Where one lies in a folder of the other kind.
    pub(crate) fn admits(&self, clinics: &[String], global: &Global) -> Result<(), String> {
        let folder = global.here.join(&self.path);
        clinics.iter().try_for_each(|clinic| guard(&resolve(&folder.join(clinic)), self.holds, global))
    }

    /// Lists the files that jobs are about to write, so that a run that is killed leaves none that nothing lists.
    ///
    /// # Errors
    /// Where the manifest cannot be written: then no file may be.
    pub(crate) fn begin(&self, jobs: &[Job], prints: &WantedTargets, tree: &Tree) -> Result<(), String> {
        let mut manifest = self.manifest(tree);
        let outputs = jobs.iter().flat_map(|job| job.prints().into_iter().map(move |print| (job, print)));
        let outputs = outputs.map(|(job, print)| (job, print, job.path(print)));
        for (job, print, path) in outputs.filter(|(_, print, path)| prints.wants(*print, path)) {
            let planned = FileEntry::planned(job, print);
            let entry = match self.before.files.get(&path) {
                Some(before) if before.same_edition(&planned) => continue,
                Some(before) => planned.over(before),
                None => planned,
            };
            manifest.files.insert(path, entry);
        }
        if manifest.files == self.before.files { Ok(()) } else { self.write(&manifest) }
    }

    /// Writes the manifest anew: new entries over the old ones, without what was taken away. What it says is of earlier
    /// builds, or a failure to remove or write a file.
    pub(crate) fn close(
        &self,
        jobs: &[Job],
        entries: Vec<(String, FileEntry)>,
        gone: &[String],
        (plan, prints, unfit): (&Plan, &WantedTargets, &BTreeSet<String>),
        prune: Prune,
        tree: &Tree,
    ) -> (Vec<String>, Vec<String>) {
        let mut manifest = self.manifest(tree);
        let mut failures = Vec::new();
        let unmade = |path: &String| !self.path.join(path).exists();
        for path in jobs.iter().flat_map(Job::paths).filter(unmade) {
            manifest.files.remove(&path);
        }
        manifest.files.extend(entries);
        for path in gone.iter().filter(|path| self.before.files.contains_key(*path)) {
            match self.remove(path) {
                Ok(()) => drop(manifest.files.remove(path)),
                Err(problem) => failures.push(problem),
            }
        }
        let said = self.stale(&mut manifest, (plan, prints, unfit), prune, &mut failures);
        if !manifest.files.is_empty() || self.path.join(NAME).exists() {
            failures.extend(self.write(&manifest).err());
        }
        (said, failures)
    }

    /// The manifest of before, under today's head.
    fn manifest(&self, tree: &Tree) -> Manifest {
        Manifest {
            format: FORMAT,
            made_by: concat!("handout ", env!("CARGO_PKG_VERSION")).to_owned(),
            holds: Some(self.holds),
            inputs: Manifest::inputs(tree),
            files: self.before.files.clone(),
        }
    }

    fn write(&self, manifest: &Manifest) -> Result<(), String> {
        let path = self.path.join(NAME);
        output::write(&path, manifest.to_json().as_bytes())
            .map_err(|e| format!("{} cannot be written: {e}", path.display()))
    }

    /// Lists files of earlier builds that the project makes no more, and removes them where asked.
    fn stale(
        &self,
        manifest: &mut Manifest,
        (plan, prints, unfit): (&Plan, &WantedTargets, &BTreeSet<String>),
        prune: Prune,
        failures: &mut Vec<String>,
    ) -> Vec<String> {
        let released = self.holds == FolderKind::Releases;
        // What has no room any more is made no more.
        let fitting = plan.jobs.iter().filter(|job| !unfit.contains(&job.path(None)));
        let name = |job: &Job, print| if released { job.released(print) } else { job.path(print) };
        let planned: BTreeSet<String> = fitting
            .flat_map(|job| job.prints().into_iter().map(move |print| (print, name(job, print))))
            .filter(|(print, path)| prints.wants(*print, path))
            .map(|(_, path)| path)
            .collect();
        let blocked =
            |e: &FileEntry| plan.blocked.iter().any(|b| (&b.id, &b.lang, &b.clinic) == (&e.text, &e.lang, &e.clinic));
        let stale: Vec<String> = manifest
            .files
            .iter()
            .filter(|(path, entry)| !planned.contains(*path) && !blocked(entry))
            .map(|(path, _)| path.clone())
            .collect();
        let mut said = Vec::new();
        for path in stale {
            if prune.wanted && !prune.broken {
                match self.remove(&path) {
                    Ok(()) => {
                        manifest.files.remove(&path);
                        said.push(format!("removed {path}, which the project makes no more"));
                    }
                    Err(problem) => failures.push(problem),
                }
            } else if prune.wanted {
                said.push(format!(
                    "kept {path}, which the project may make no more: correct the errors first, then prune"
                ));
            } else if !prune.broken {
                said.push(format!("{path} is of an earlier build and made no more (--prune removes it)"));
            }
        }
        said
    }

    /// Removes a file that the manifest lists; paths that leave the folder are never followed.
    fn remove(&self, path: &str) -> Result<(), String> {
        if !plain(path) {
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

/// Whether a path stays in its folder.
fn plain(path: &str) -> bool {
    Path::new(path).components().all(|c| matches!(c, Component::Normal(_)))
}

/// Where an absolute path leads, through links and `..`, as far as there is anything.
pub(crate) fn resolve(path: &Path) -> PathBuf {
    let mut real = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(real.pop()),
            other => {
                real.push(other);
                if let Ok(canonical) = real.canonicalize() {
                    real = canonical;
                }
            }
        }
    }
    real
}

/// Refuses a folder that is or lies in one of the other kind, by manifest or by place in the project.
pub(crate) fn guard(real: &Path, holds: FolderKind, global: &Global) -> Result<(), String> {
    let here = resolve(&global.here);
    let shown = |path: &Path| {
        let path = path.strip_prefix(&here).unwrap_or(path);
        if path.as_os_str().is_empty() { ".".to_owned() } else { path.display().to_string() }
    };
    for above in real.ancestors() {
        let (other, kind) = match (Manifest::read(above)?.holds, holds) {
            (Some(FolderKind::Releases), FolderKind::Drafts) => {
                ("released texts", "only `build --release` writes there")
            }
            (Some(FolderKind::Drafts), FolderKind::Releases) => ("drafts", "name another folder for releases"),
            _ => continue,
        };
        return Err(format!("{} is a folder of {other}: {kind}", shown(above)));
    }
    let (other, problem) = match holds {
        FolderKind::Drafts => ("release", "only `build --release` writes to a folder called release"),
        FolderKind::Releases => ("out", "the project's folder `out` is for drafts: name another folder for releases"),
    };
    let root = resolve(&global.here.join(&global.root));
    let theirs = resolve(&root.join(other));
    let called =
        |path: &Path| path.parent() == Some(&root) && path.file_name().is_some_and(|n| n.eq_ignore_ascii_case(other));
    if real.ancestors().any(|above| above == theirs || called(above)) {
        return Err(problem.to_owned());
    }
    Ok(())
}
