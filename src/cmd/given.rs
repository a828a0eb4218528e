//! The files that a command line gives: as they are named, all that a pattern matches, or the PDFs of a folder.

use std::path::{Path, PathBuf};

/// What is put behind the name of a file that was flattened beside itself.
pub(crate) const FLAT: &str = "-flat";

/// Files to read.
pub(crate) struct GivenFiles {
    /// As they were named; those of a pattern or folder in the order of their names, without any that stands there already.
    pub(crate) files: Vec<PathBuf>,
    /// Whether there are several, or a pattern or folder that could have had several.
    pub(crate) several: bool,
}

impl GivenFiles {
    /// Resolves what was typed: shells of Windows hand patterns on as they are. A pattern without a match and a folder
    /// without PDFs stay as they are, so that they are said with whatever else is wrong.
    pub(crate) fn of(typed: &[PathBuf]) -> Self {
        let mut given = Self { files: Vec::new(), several: typed.len() > 1 };
        for path in typed {
            let found = if path.is_dir() {
                pdfs_of(path)
            } else if !path.exists() && is_pattern(path) {
                matches(path)
            } else {
                given.files.push(path.clone());
                continue;
            };
            given.several = true;
            let found = if found.is_empty() { vec![path.clone()] } else { found };
            for file in found {
                if !given.files.contains(&file) {
                    given.files.push(file);
                }
            }
        }
        given
    }
}

/// Whether a path is a pattern of file names.
pub(crate) fn is_pattern(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().contains(['*', '?', '[']))
}

/// The files whose names match a pattern, whatever the case of its letters; the folder is named as it is.
fn matches(path: &Path) -> Vec<PathBuf> {
    let options = glob::MatchOptions { case_sensitive: false, ..glob::MatchOptions::new() };
    let Ok(pattern) = glob::Pattern::new(&path.file_name().unwrap_or_default().to_string_lossy()) else {
        return Vec::new();
    };
    let is_one = |found: &PathBuf| {
        let name = found.file_name().unwrap_or_default().to_string_lossy();
        pattern.matches_with(&name, options) && !name.starts_with('.') && found.is_file()
    };
    let mut files = entries(path.parent().filter(|folder| !folder.as_os_str().is_empty()));
    files.retain(is_one);
    files.sort();
    files
}

/// What a folder holds, where it can be read; paths are as the folder was named.
fn entries(folder: Option<&Path>) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder.unwrap_or(Path::new("."))).into_iter().flatten();
    let path = |name: std::ffi::OsString| folder.map_or_else(|| PathBuf::from(&name), |folder| folder.join(&name));
    entries.filter_map(Result::ok).map(|entry| path(entry.file_name())).collect()
}

/// The PDFs of a folder, but for those that `flatten` made of others in it.
fn pdfs_of(folder: &Path) -> Vec<PathBuf> {
    let is_pdf = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        path.extension().is_some_and(|end| end.eq_ignore_ascii_case("pdf")) && !name.starts_with('.') && path.is_file()
    };
    let all: Vec<PathBuf> = entries(Some(folder)).into_iter().filter(is_pdf).collect();
    let is_flat = |path: &PathBuf| {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let whole = stem.strip_suffix(FLAT);
        whole.is_some_and(|whole| all.iter().any(|other| other.file_stem().is_some_and(|stem| stem == whole)))
    };
    let mut files: Vec<PathBuf> = all.iter().filter(|path| !is_flat(path)).cloned().collect();
    files.sort();
    files
}
