//! A folder of outputs: its manifest, and the files that the project makes no more.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::guard::{Guard, ONLY_RELEASES};
use super::places::resolve;
use crate::cli::exit::Failure;
use crate::cli::options::Global;
use crate::document::Job;
use crate::job::{Plan, WantedTargets};
use crate::manifest::{FORMAT, FileEntry, FolderKind, Manifest, NAME};
use crate::output;
use crate::record::Record;

/// Where documents go.
pub(crate) struct BuildTarget {
    /// Where the folder is, as it was named.
    pub(crate) path: PathBuf,
    /// What it is for.
    pub(crate) kind: FolderKind,
    /// Whether files that the project makes no more are removed from it.
    pub(crate) prune: bool,
    /// Whether the first document to read is opened.
    pub(crate) open: bool,
    /// Whether everything is made, whatever earlier builds made.
    pub(crate) anew: bool,
    /// Whether the files of earlier builds are read before they count as made.
    pub(crate) verify: bool,
    /// Whether it is said of each document why it was made or not.
    pub(crate) explain: bool,
    /// Whether withdrawn texts go there, and these alone.
    pub(crate) withdrawn: bool,
}

impl BuildTarget {
    /// A folder that is opened for something else than a build.
    pub(crate) fn plain(path: PathBuf, kind: FolderKind) -> Self {
        Self { path, kind, prune: false, open: false, anew: false, verify: false, explain: false, withdrawn: false }
    }

    /// What is known of earlier builds.
    pub(crate) fn record(&self) -> Record {
        if self.anew { Record::default() } else { Record::read(&self.path) }
    }
}

/// A folder that a run writes to.
pub(crate) struct Folder {
    /// Where it is, as it was named.
    pub(crate) path: PathBuf,
    /// What it is for.
    pub(crate) kind: FolderKind,
    /// What it held before.
    pub(crate) before: Manifest,
    /// Where it leads.
    real: PathBuf,
    guard: Guard,
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

/// What a run did to the files of a folder, and what it knows of those that it left.
pub(crate) struct Changes<'a> {
    /// The documents that it was to make.
    pub(crate) jobs: &'a [Job<'a>],
    /// The files that it wrote, by path below the folder.
    pub(crate) written: Vec<(String, FileEntry)>,
    /// The paths of files that may not stay.
    pub(crate) removed: &'a [String],
    /// Everything that the project makes.
    pub(crate) plan: &'a Plan<'a>,
    /// How documents are to be printed.
    pub(crate) prints: &'a WantedTargets,
    /// The paths of documents that have no room in their product, so that they are made no more.
    pub(crate) unfit: &'a BTreeSet<String>,
    /// What to do with files that are made no more.
    pub(crate) prune: Prune,
}

/// What a folder holds after a run.
pub(crate) struct Closed {
    /// Its manifest.
    pub(crate) manifest: Manifest,
    /// What there is to say of files of earlier builds.
    pub(crate) said: Vec<String>,
    /// What could not be written or removed.
    pub(crate) failures: Vec<Failure>,
}

impl Folder {
    /// Opens a folder, which need not exist yet, and locks it until this is dropped.
    ///
    /// # Errors
    /// Where its manifest cannot be read, it is or lies in a folder of the other kind (drafts and releases never share
    /// one), or another run writes to it.
    pub(crate) fn open(target: &BuildTarget, global: &Global) -> Result<Self, Failure> {
        let (path, kind) = (target.path.as_path(), target.kind);
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let real = resolve(&global.here.join(path));
        let mut guard = Guard::new(kind, global);
        guard.admit(&real)?;
        let named = [path, &real].iter().any(|p| p.file_name().is_some_and(|n| n.eq_ignore_ascii_case("release")));
        if kind == FolderKind::Drafts && named {
            return Err(ONLY_RELEASES.to_owned().into());
        }
        let lock = output::lock(path).map_err(|e| Failure::unwritten(path.display(), &e))?.ok_or_else(|| {
            let shown = global.shown(path);
            Failure::environment(format!("another build is writing to {shown}; wait for it to end"))
        })?;
        let mut before = Manifest::read(path)?;
        output::sweep(path);
        for clinic in before.files.values().map(|entry| &entry.clinic).collect::<BTreeSet<_>>() {
            if plain(clinic) && resolve(&real.join(clinic)).starts_with(&real) {
                output::sweep(&path.join(clinic));
            }
        }
        // What a killed run was to write and did not.
        before.files.retain(|file, entry| !entry.is_planned() || path.join(file).exists());
        Ok(Self { path: path.to_owned(), kind, before, real, guard, _lock: lock })
    }

    /// Holds the folders of clinics to the same rule, wherever links lead, which may not be out of this folder.
    ///
    /// # Errors
    /// Where one lies in a folder of the other kind, or outside.
    pub(crate) fn admit(&mut self, clinics: &[String]) -> Result<(), Failure> {
        clinics.iter().try_for_each(|clinic| -> Result<(), Failure> {
            self.guard.admit(&resolve(&self.real.join(clinic)))?;
            match self.leads_out(clinic) {
                false => Ok(()),
                true => Err(format!(
                    "{} is a link that leads out of its folder: what is written there would be in nobody's list; take the link away",
                    self.path.join(clinic).display()
                )
                .into()),
            }
        })
    }

    /// Whether a path below the folder leads out of it.
    fn leads_out(&self, path: &str) -> bool {
        !resolve(&self.real.join(path)).starts_with(&self.real)
    }

    /// Whether a file that the manifest lists is still what it was, or is gone.
    pub(crate) fn is_unchanged(&self, path: &str, entry: &FileEntry) -> bool {
        match std::fs::read(self.path.join(path)) {
            Ok(bytes) => entry.is_of(&bytes),
            Err(error) => error.kind() == std::io::ErrorKind::NotFound,
        }
    }

    /// Lists the files that jobs are about to write, so that a run that is killed leaves none that nothing lists.
    ///
    /// # Errors
    /// Where the manifest cannot be written: then no file may be.
    pub(crate) fn begin(
        &self,
        jobs: &[Job],
        prints: &WantedTargets,
        inputs: &BTreeMap<String, String>,
    ) -> Result<(), Failure> {
        let mut manifest = self.manifest(inputs.clone());
        let outputs = jobs.iter().flat_map(|job| job.prints().into_iter().map(move |print| (job, print)));
        let outputs = outputs.map(|(job, print)| (job, print, job.path(print)));
        for (job, print, path) in outputs.filter(|(_, print, path)| prints.wants(*print, path)) {
            let planned = FileEntry::planned(job, print);
            let entry = match self.before.files.get(&path) {
                Some(before) => planned.over(before),
                None => planned,
            };
            manifest.files.insert(path, entry);
        }
        if manifest.files == self.before.files { Ok(()) } else { self.write(&manifest) }
    }

    /// Writes the manifest anew: new entries over the old ones, without what was taken away.
    pub(crate) fn close(&self, changes: Changes, inputs: BTreeMap<String, String>) -> Closed {
        let mut manifest = self.manifest(inputs);
        let mut failures = Vec::new();
        for path in changes.jobs.iter().flat_map(Job::paths) {
            if manifest.files.contains_key(&path) && !self.path.join(&path).exists() {
                manifest.files.remove(&path);
            }
        }
        manifest.files.extend(changes.written);
        for path in changes.removed.iter().filter(|path| self.before.files.contains_key(*path)) {
            match self.remove(path) {
                Ok(()) => drop(manifest.files.remove(path)),
                Err(problem) => failures.push(problem),
            }
        }
        let stale = self.stale(&manifest, changes.plan, changes.prints, changes.unfit);
        let said = self.prune(stale, changes.prune, &mut manifest, &mut failures);
        let before = std::fs::read(self.path.join(NAME)).unwrap_or_default();
        let is_wanted = !manifest.files.is_empty() || !before.is_empty();
        if is_wanted && manifest.to_json().as_bytes() != before {
            failures.extend(self.write(&manifest).err());
        }
        Closed { manifest, said, failures }
    }

    /// Removes the files of some entries, and says which those were.
    ///
    /// # Errors
    /// Where one cannot be removed, or the manifest cannot be written.
    pub(crate) fn remove_texts(&self, is_meant: &dyn Fn(&FileEntry) -> bool) -> Result<Vec<String>, Failure> {
        let mut manifest = self.manifest(self.before.inputs.clone());
        let meant = self.before.files.iter().filter(|(_, entry)| is_meant(entry)).map(|(path, _)| path.clone());
        let (mut gone, mut failed) = (Vec::new(), None);
        for path in meant {
            match self.remove(&path) {
                Ok(()) => {
                    manifest.files.remove(&path);
                    gone.push(path);
                }
                Err(failure) => failed = Some(failure),
            }
        }
        if !gone.is_empty() {
            self.write(&manifest)?;
        }
        failed.map_or(Ok(gone), Err)
    }

    /// The manifest of before, under today's head.
    fn manifest(&self, inputs: BTreeMap<String, String>) -> Manifest {
        Manifest {
            format: FORMAT,
            made_by: concat!("handout ", env!("CARGO_PKG_VERSION")).to_owned(),
            kind: Some(self.kind),
            inputs,
            files: self.before.files.clone(),
        }
    }

    fn write(&self, manifest: &Manifest) -> Result<(), Failure> {
        let path = self.path.join(NAME);
        output::write(&path, manifest.to_json().as_bytes()).map_err(|e| Failure::unwritten(path.display(), &e))
    }

    /// The files of earlier builds that the project makes no more.
    fn stale(&self, manifest: &Manifest, plan: &Plan, prints: &WantedTargets, unfit: &BTreeSet<String>) -> Vec<String> {
        let name = |job: &Job, print| match self.kind {
            FolderKind::Releases => job.released(print),
            FolderKind::Drafts => job.path(print),
        };
        // What has no room any more is made no more.
        let fitting = plan.jobs.iter().filter(|job| !unfit.contains(&job.path(None)));
        let planned: BTreeSet<String> = fitting
            .flat_map(|job| job.prints().into_iter().map(move |print| (print, name(job, print))))
            .filter(|(print, path)| prints.wants(*print, path))
            .map(|(_, path)| path)
            .collect();
        let blocked =
            |e: &FileEntry| plan.blocked.iter().any(|b| (&b.id, &b.lang, &b.clinic) == (&e.text, &e.lang, &e.clinic));
        let stale = manifest.files.iter().filter(|(path, entry)| !planned.contains(*path) && !blocked(entry));
        stale.map(|(path, _)| path.clone()).collect()
    }

    /// Removes files that are made no more where that is asked for, and says what became of each.
    fn prune(
        &self,
        stale: Vec<String>,
        prune: Prune,
        manifest: &mut Manifest,
        failures: &mut Vec<Failure>,
    ) -> Vec<String> {
        let (mut said, mut left) = (Vec::new(), Vec::new());
        for path in stale {
            match (prune.wanted, prune.broken) {
                (true, false) => match self.remove(&path) {
                    Ok(()) => {
                        manifest.files.remove(&path);
                        said.push(format!("removed {path}, which the project makes no more"));
                    }
                    Err(problem) => failures.push(problem),
                },
                (true, true) => said.push(format!(
                    "kept {path}, which the project may make no more: correct the errors first, then prune"
                )),
                (false, false) => left.push(path),
                (false, true) => {}
            }
        }
        // A paper or product that was taken out is many files.
        let (named, more) = left.split_at(left.len().min(NAMED));
        for path in named {
            said.push(format!("{path} is of an earlier build and made no more (--prune removes it)"));
        }
        if !more.is_empty() {
            said.push(format!("and {} more files of earlier builds are made no more", more.len()));
        }
        said
    }

    /// Removes a file that the manifest lists; paths that leave the folder are never followed.
    fn remove(&self, path: &str) -> Result<(), Failure> {
        if !plain(path) || self.leads_out(path) {
            return Err(
                format!("{} lists `{path}`, which is no path in its folder", self.path.join(NAME).display()).into()
            );
        }
        if !path.ends_with(".pdf") {
            return Err(format!("{} lists `{path}`, which is no PDF", self.path.join(NAME).display()).into());
        }
        let file = self.path.join(path);
        match std::fs::remove_file(&file) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(Failure::environment(format!("{} cannot be removed: {error}", file.display())))
            }
            _ => Ok(()),
        }
    }
}

/// How many files that are made no more are named.
const NAMED: usize = 3;

/// Whether a path stays in its folder.
fn plain(path: &str) -> bool {
    Path::new(path).components().all(|c| matches!(c, Component::Normal(_)))
}
