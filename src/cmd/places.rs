//! Where paths lead, however they are spelt: each is resolved once.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Component, Path, PathBuf};

/// Where an absolute path leads, through links and `..`, as far as there is anything.
pub(crate) fn resolve(path: &Path) -> PathBuf {
    if let Ok(real) = path.canonicalize() {
        return real;
    }
    let (Some(parent), Some(last)) = (path.parent(), path.components().next_back()) else { return path.to_owned() };
    let mut real = resolve(parent);
    match last {
        Component::ParentDir => drop(real.pop()),
        Component::Normal(name) => real.push(name),
        Component::CurDir | Component::RootDir | Component::Prefix(_) => {}
    }
    real.canonicalize().unwrap_or(real)
}

/// Files that are read, so that nothing is written over them.
pub(crate) struct Inputs(BTreeSet<PathBuf>);

impl Inputs {
    /// The files at paths, as far as there are any.
    pub(crate) fn at<'p>(paths: impl IntoIterator<Item = &'p Path>) -> Self {
        Self(paths.into_iter().filter_map(|path| path.canonicalize().ok()).collect())
    }

    /// Whether a path leads to one of them.
    pub(crate) fn contain(&self, path: &Path) -> bool {
        path.canonicalize().is_ok_and(|real| self.0.contains(&real))
    }
}

/// Files that are to be written.
#[derive(Default)]
pub(crate) struct Targets {
    /// Where folders lead, as they were spelt.
    folders: BTreeMap<PathBuf, PathBuf>,
    files: BTreeSet<(PathBuf, OsString)>,
}

impl Targets {
    /// Adds a file; false where another target lies there already.
    pub(crate) fn add(&mut self, path: &Path) -> bool {
        let (Some(folder), Some(name)) = (path.parent(), path.file_name()) else { return true };
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let real = match self.folders.get(folder) {
            Some(real) => real.clone(),
            None => {
                let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
                self.folders.insert(folder.to_owned(), real.clone());
                real
            }
        };
        self.files.insert((real, name.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(unix)]
    #[test]
    fn paths_lead_through_links_and_beyond_what_is_there() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("it is there");
        std::fs::create_dir_all(root.join("a/b")).expect("a folder");
        std::os::unix::fs::symlink(root.join("a/b"), root.join("link")).expect("a link");
        std::fs::write(root.join("a/file"), "").expect("a file");
        for (path, real) in [
            ("link", "a/b"),
            ("link/new/newer", "a/b/new/newer"),
            ("link/../file", "a/file"),
            ("new/../link", "a/b"),
            ("new/../link/../other", "a/other"),
            ("./a/./new/.", "a/new"),
        ] {
            assert_eq!(resolve(&root.join(path)), root.join(real), "{path}");
        }
        let inputs = Inputs::at([root.join("a/file").as_path(), Path::new("/no such file")]);
        assert!(inputs.contain(&root.join("link/../file")) && !inputs.contain(&root.join("a/new")));
        let mut targets = Targets::default();
        assert!(targets.add(&root.join("link/new")) && targets.add(&root.join("a/b/other")));
        assert!(!targets.add(&root.join("a/b/new")), "two ways to one file");
    }
}
