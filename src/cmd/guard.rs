//! Drafts and releases never share a folder: which one a run may write to.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::places::resolve;
use crate::cli::exit::Failure;
use crate::cli::options::Global;
use crate::manifest::{FolderKind, Manifest};

/// Admits folders for files of one kind.
pub(crate) struct Guard {
    kind: FolderKind,
    /// The current folder, resolved.
    here: PathBuf,
    /// The project's folder, resolved.
    root: PathBuf,
    /// The project's folder for files of the other kind, resolved.
    other: PathBuf,
    /// Folders whose manifests were read: they are for files of this kind, or for none in particular.
    admitted: BTreeSet<PathBuf>,
}

impl Guard {
    /// A guard of the project of a run.
    pub(crate) fn new(kind: FolderKind, global: &Global) -> Self {
        let root = resolve(&global.here.join(&global.root));
        let other = resolve(&root.join(other_name(kind)));
        Self { kind, here: resolve(&global.here), root, other, admitted: BTreeSet::new() }
    }

    /// Refuses a resolved folder that is or lies in one of the other kind, by manifest or by place in the project.
    ///
    /// # Errors
    /// Which rule it would break.
    pub(crate) fn admit(&mut self, real: &Path) -> Result<(), Failure> {
        for above in real.ancestors() {
            if self.admitted.contains(above) {
                // Everything above it was looked at then.
                break;
            }
            let (other, kind) = match (Manifest::read(above)?.kind, self.kind) {
                (Some(FolderKind::Releases), FolderKind::Drafts) => {
                    ("released texts", "only `build --release` writes there")
                }
                (Some(FolderKind::Drafts), FolderKind::Releases) => ("drafts", "name another folder for releases"),
                (Some(FolderKind::Drafts), FolderKind::Drafts)
                | (Some(FolderKind::Releases), FolderKind::Releases)
                | (None, _) => continue,
            };
            return Err(format!("{} is a folder of {other}: {kind}", self.shown(above)).into());
        }
        let called = |path: &Path| {
            path.parent() == Some(&self.root)
                && path.file_name().is_some_and(|n| n.eq_ignore_ascii_case(other_name(self.kind)))
        };
        if real.ancestors().any(|above| above == self.other || called(above)) {
            return Err(match self.kind {
                FolderKind::Drafts => ONLY_RELEASES,
                FolderKind::Releases => "the project's folder `out` is for drafts: name another folder for releases",
            }
            .to_owned()
            .into());
        }
        self.admitted.extend(real.ancestors().map(Path::to_owned));
        Ok(())
    }

    /// A path shown to people, relative to the current folder where it lies below it.
    fn shown(&self, path: &Path) -> String {
        let path = path.strip_prefix(&self.here).unwrap_or(path);
        if path.as_os_str().is_empty() { ".".to_owned() } else { path.display().to_string() }
    }
}

/// Why drafts are not written to a folder called release.
pub(crate) const ONLY_RELEASES: &str = "only `build --release` writes to a folder called release";

/// The name of the project's own folder for files of the other kind.
fn other_name(kind: FolderKind) -> &'static str {
    match kind {
        FolderKind::Drafts => "release",
        FolderKind::Releases => "out",
    }
}
